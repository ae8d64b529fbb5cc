/* A poll as JSON. */
#include "api/poll/poll_json.h"

#include "service/poll/follow.h"
#include "service/poll/result.h"
#include "service/poll/term.h"

#include "api/part_json.h"
#include "api/rules/rules_json.h"
#include "domain/names/names.h"
#include "domain/poll/rules.h"
#include "ledgers/candidate.h"
#include "ledgers/congress.h"
#include "ledgers/election.h"
#include "ledgers/poll.h"
#include "service/account/event.h"
#include "service/rules/rules.h"

static struct str fault_text(struct api *r, const struct fault *f)
{
    AUTO(buf) struct buf out = BUF(BUF_MESSAGE);

    fault_tell(&out, r->call.locale, f);
    return str_copy(r->call.arena, buf_view(&out));
}

static struct str gate_text(struct api *r, const struct gate *g)
{
    if (!g->is_ok)
        return fault_text(r, &g->fault);
    return message_find(r->call.locale, str_print(r->call.arena, "gate.%s", g->name));
}

/* What must be so before `act`. */
static void write_gates(struct api *r, const char *key, const char *act, const char *says,
                        const struct gates *g)
{
    struct jsonw *w = &r->w;

    jsonw_key(w, key);
    jsonw_open(w, '[');
    for (size_t i = 0; i < g->count; i++) {
        jsonw_open(w, '{');
        jsonw_pair(w, "act", str_of(act));
        jsonw_pair(w, "gate", str_of(g->items[i].name));
        jsonw_pair_bool(w, "ok", g->items[i].is_ok);
        jsonw_pair(w, says, gate_text(r, &g->items[i]));
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
}

/* ---- questions ------------------------------------------------------------------------- */

static void write_candidate(struct api *r, const struct poll *p, const struct row *row)
{
    static const int TEXTS[] = {CANDIDATE_NAME, CANDIDATE_UNIT, CANDIDATE_SEX,
                                CANDIDATE_POST};
    static const int NUMBERS[] = {CANDIDATE_APPROVE, CANDIDATE_OPPOSE, CANDIDATE_ABSTAIN,
                                  CANDIDATE_UNCLEAR};
    const struct ledger *l = p->candidate_ledger;

    jsonw_open(&r->w, '{');
    write_id(r, "id", row->id.v);
    for (size_t i = 0; i < 4; i++)
        write_field_text(r, l, row, TEXTS[i]);
    write_text(r, "order_reason", row_text(l, row, CANDIDATE_ORDER_REASON));
    for (size_t i = 0; i < 4 && row_has(l, row, CANDIDATE_APPROVE); i++)
        write_field_number(r, l, row, NUMBERS[i]);
    if (row_has(l, row, CANDIDATE_ELECTED))
        jsonw_pair_bool(&r->w, "elected", row_number(l, row, CANDIDATE_ELECTED));
    jsonw_close(&r->w, '}');
}

static enum err write_surplus(struct api *r, const struct poll *p,
                              const struct poll_election *e)
{
    struct surplus_view s;
    struct jsonw *w = &r->w;

    TRY(poll_surplus(&r->call, p, e, &s));
    jsonw_key(w, "surplus");
    if (!s.is_asked) {
        jsonw_null(w);
        return ERR_OK;
    }
    jsonw_open(w, '{');
    jsonw_pair_i64(w, "least", s.least);
    jsonw_key(w, "most");
    if (s.most < 0)
        jsonw_null(w);
    else
        jsonw_i64(w, s.most);
    jsonw_pair_i64(w, "got", s.got);
    jsonw_pair_bool(w, "kept", s.is_kept);
    jsonw_pair(w, "article", rule_article(&r->call, s.article));
    jsonw_close(w, '}');
    return ERR_OK;
}

/* Names with characters whose strokes are not known: their place is the organiser's to decide. */
static void write_unknown(struct api *r, const struct poll *p,
                          const struct poll_election *e)
{
    jsonw_key(&r->w, "unknown");
    jsonw_open(&r->w, '[');
    for (size_t i = 0; i < e->candidate_count; i++) {
        AUTO(buf) struct buf characters = BUF(BUF_MESSAGE);
        struct str name = row_text(p->candidate_ledger, e->candidates[i], CANDIDATE_NAME);
        name_unknown(name, &characters);
        if (!characters.len)
            continue;
        jsonw_open(&r->w, '{');
        jsonw_pair(&r->w, "name", name);
        jsonw_pair(&r->w, "characters", buf_view(&characters));
        jsonw_close(&r->w, '}');
    }
    jsonw_close(&r->w, ']');
}

static enum err write_election(struct api *r, const struct poll *p,
                               const struct poll_election *e)
{
    static const int TEXTS[] = {ELECTION_TITLE, ELECTION_OFFICE, ELECTION_POST_TITLE,
                                ELECTION_RULES};
    const struct ledger *l = p->election_ledger;
    struct str settings = str_trim(row_text(l, e->row, ELECTION_SETTINGS));
    struct jsonw *w = &r->w;

    jsonw_open(w, '{');
    write_id(r, "id", e->row->id.v);
    jsonw_pair_i64(w, "ver", e->row->ver);
    for (size_t i = 0; i < 4; i++)
        write_field_text(r, l, e->row, TEXTS[i]);
    jsonw_pair_i64(w, "seats", row_number(l, e->row, ELECTION_SEATS));
    jsonw_pair_i64(w, "rules_edition", e->edition);
    jsonw_pair_bool(w, "pre_election", row_number(l, e->row, ELECTION_PRE_ELECTION));
    jsonw_pair_bool(w, "disapproves", e->office->choices.says_disapprove);
    write_field_text(r, l, e->row, ELECTION_APPROVAL);
    jsonw_key(w, "settings");
    jsonw_raw(w, settings.len ? settings : STR("{}"));
    jsonw_key(w, "candidates");
    jsonw_open(w, '[');
    for (size_t i = 0; i < e->candidate_count; i++)
        write_candidate(r, p, e->candidates[i]);
    jsonw_close(w, ']');
    write_unknown(r, p, e);
    TRY(write_surplus(r, p, e));
    jsonw_pair_i64(w, "write_ins",
                   e->office->write_in.needs == NEEDS_NEVER
                       ? 0
                       : row_number(l, e->row, ELECTION_SEATS));
    jsonw_close(w, '}');
    return ERR_OK;
}

/* ---- people and paper ------------------------------------------------------------------- */

static void write_turnout(struct api *r, const struct poll_view *v)
{
    struct jsonw *w = &r->w;

    jsonw_key(w, "taking_part");
    if (!v->is_frozen || !v->is_direct) {
        jsonw_null(w);
        return;
    }
    jsonw_open(w, '{');
    jsonw_pair_i64(w, "in_person", v->turnout.in_person);
    jsonw_pair_i64(w, "by_proxy", v->turnout.by_proxy);
    jsonw_pair_i64(w, "by_box", v->turnout.by_box);
    jsonw_close(w, '}');
}

static void write_attendance(struct api *r, const struct poll_view *v)
{
    struct jsonw *w = &r->w;
    const struct poll *p = v->poll;

    jsonw_key(w, "attendance");
    jsonw_open(w, '{');
    jsonw_pair_i64(w, "due", v->people.due);
    jsonw_pair_i64(w, "present", v->people.present);
    jsonw_pair_i64(w, "leave_sick", v->people.leave_sick);
    jsonw_pair_i64(w, "leave_business", v->people.leave_business);
    jsonw_pair_i64(w, "absent", v->people.absent + v->people.unknown + v->people.left);
    write_moment(r, "at", (instant){row_number(p->ledger, p->row, POLL_FROZEN_AT)});
    jsonw_pair_bool(w, "frozen", v->is_frozen);
    write_turnout(r, v);
    jsonw_close(w, '}');
}

static void write_quorum(struct api *r, const struct poll_view *v)
{
    struct quorum_view q;
    struct jsonw *w = &r->w;

    poll_quorum(v->poll, &v->people, &q);
    jsonw_key(w, "quorum");
    if (!q.share) {
        jsonw_null(w);
        return;
    }
    jsonw_open(w, '{');
    jsonw_pair(w, "base", str_of(rule_base_name(q.share->base)));
    jsonw_pair_i64(w, "of", q.of);
    jsonw_pair(w, "share",
               str_print(r->call.arena, "%lld/%lld", (long long)q.share->num,
                         (long long)q.share->den));
    jsonw_pair(w, "op", q.share->at_least ? STR("at_least") : STR("more_than"));
    jsonw_pair_i64(w, "needed", q.needed);
    jsonw_pair_i64(w, "present", q.present);
    jsonw_pair_bool(w, "met", q.is_met);
    jsonw_pair(w, "article", rule_article(&r->call, q.share->source.article));
    jsonw_close(w, '}');
}

static void write_issue(struct api *r, const struct poll_view *v)
{
    static const int FIELDS[] = {POLL_PRINTED, POLL_ISSUED, POLL_UNUSED, POLL_CUT,
                                 POLL_RETURNED};
    const struct poll *p = v->poll;

    jsonw_key(&r->w, "issue");
    jsonw_open(&r->w, '{');
    jsonw_pair_i64(&r->w, "revision", v->revision);
    for (size_t i = 0; i < 5; i++) {
        jsonw_key_str(&r->w, field_name(p->ledger, FIELDS[i]));
        if (row_has(p->ledger, p->row, FIELDS[i]))
            jsonw_i64(&r->w, row_number(p->ledger, p->row, FIELDS[i]));
        else
            jsonw_null(&r->w);
    }
    write_gates(r, "sums", "count", "text", &v->sums);
    jsonw_close(&r->w, '}');
}

static void write_urn(struct api *r, const struct poll_view *v)
{
    const struct json *holders = json_find(v->locked, "holders");
    struct jsonw *w = &r->w;

    jsonw_key(w, "urn");
    jsonw_open(w, '{');
    jsonw_pair_i64(w, "slips", v->slips);
    jsonw_pair_i64(w, "used", v->used);
    jsonw_pair(w, "state", v->urn_state);
    jsonw_key(w, "holders");
    jsonw_open(w, '[');
    for (size_t i = 0; holders && i < holders->count; i++)
        jsonw_str(w, json_find_text(&holders->items[i], "name"));
    jsonw_close(w, ']');
    jsonw_close(w, '}');
}

/* A teller knows his own side alone; how far the other one is he is not told. */
static void write_side(struct api *r, const char *key, account_id who, int64_t count,
                       bool finished)
{
    static const role_set OVERSEERS = 1u << ROLE_SCRUTINEER | 1u << ROLE_CONGRESS |
                                      1u << ROLE_OFFICE | 1u << ROLE_LEADER |
                                      1u << ROLE_CADRE;
    bool is_mine = who.v && who.v == r->who.id.v;
    bool is_told = is_mine || call_may_anywhere(&r->call, OVERSEERS);

    jsonw_key(&r->w, key);
    jsonw_open(&r->w, '{');
    write_text(r, "who", who.v ? account_title(&r->call, who) : (struct str){0});
    jsonw_pair_bool(&r->w, "mine", is_mine);
    jsonw_pair_i64(&r->w, "count", is_told ? count : 0);
    jsonw_pair_bool(&r->w, "finished", finished);
    jsonw_close(&r->w, '}');
}

void write_group(struct api *r, const struct count_group *g, int64_t first, int64_t second)
{
    struct jsonw *w = &r->w;

    jsonw_open(w, '{');
    jsonw_pair_i64(w, "number", g->number);
    jsonw_pair(w, "name", g->name);
    jsonw_pair(w, "mode", g->mode);
    jsonw_pair(w, "state", g->state);
    write_side(r, "first", g->first_who, first, g->first_done);
    write_side(r, "second", g->second_who, second, g->second_done);
    jsonw_pair_i64(w, "returned", g->returned);
    jsonw_close(w, '}');
}

static void write_groups(struct api *r, const struct poll_view *v)
{
    jsonw_key(&r->w, "groups");
    jsonw_open(&r->w, '[');
    for (size_t i = 0; i < v->group_count; i++)
        write_group(r, &v->groups[i], v->first[i].n, v->second[i].n);
    jsonw_close(&r->w, ']');
}

static void write_names(struct jsonw *w, const char *key, const struct str *names,
                        size_t count)
{
    jsonw_key(w, key);
    jsonw_open(w, '[');
    for (size_t i = 0; i < count; i++)
        jsonw_str(w, names[i]);
    jsonw_close(w, ']');
}

/* Names that are probably one person's. */
static void write_alike(struct api *r, const struct alikes *all)
{
    struct jsonw *w = &r->w;

    jsonw_key(w, "alike");
    jsonw_open(w, '[');
    for (size_t i = 0; i < all->count; i++) {
        jsonw_open(w, '{');
        jsonw_pair_i64(w, "question", (int64_t)all->items[i].question);
        jsonw_pair_bool(w, "candidate", all->items[i].candidates > 0);
        write_names(w, "names", all->items[i].names, all->items[i].count);
        write_names(w, "choices", all->items[i].names, alike_choices(&all->items[i]));
        write_names(w, "barred", all->items[i].barred, all->items[i].barred_count);
        write_names(w, "elected", all->items[i].elected, all->items[i].elected_count);
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
}

/* What was said of such names, and by whom. */
static void write_alike_said(struct api *r, const char *key, const struct json *said)
{
    struct jsonw *w = &r->w;

    jsonw_key(w, key);
    jsonw_open(w, '[');
    for (size_t i = 0; said && i < said->count; i++) {
        const struct json *one = &said->items[i];
        jsonw_open(w, '{');
        jsonw_pair_i64(w, "question", json_find_number(one, "question", 0));
        jsonw_key(w, "names");
        jsonw_value(w, json_find(one, "names"));
        write_text(r, "as", json_find_text(one, "as"));
        write_text(r, "by", json_find_text(one, "by"));
        write_moment(r, "at", (instant){json_find_number(one, "at", 0)});
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
}

/* ---- result ----------------------------------------------------------------------------- */

/* The people of a result, each with what became of him. */
static void write_tallied(struct api *r, const struct json *q, const struct json *list)
{
    struct jsonw *w = &r->w;

    jsonw_open(w, '[');
    for (size_t i = 0; i < list->count; i++) {
        jsonw_open(w, '{');
        for (size_t k = 0; k < list->items[i].count; k++) {
            jsonw_key_str(w, list->items[i].items[k].key);
            jsonw_value(w, &list->items[i].items[k]);
        }
        write_text(r, "fate", str_of(result_fate(q, &list->items[i])));
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
}

/* Rules with their articles as people read them. */
static void write_cited(struct api *r, const struct json *list)
{
    struct jsonw *w = &r->w;

    jsonw_open(w, '[');
    for (size_t i = 0; i < list->count; i++) {
        const struct json *rule = &list->items[i];
        jsonw_open(w, '{');
        for (size_t k = 0; k < rule->count; k++) {
            if (str_eq(rule->items[k].key, STR("article")) ||
                str_eq(rule->items[k].key, STR("confidence")))
                continue;
            jsonw_key_str(w, rule->items[k].key);
            jsonw_value(w, &rule->items[k]);
        }
        jsonw_pair(
            w, "article",
            rule_article(&r->call, str_c(r->call.arena, json_find_text(rule, "article"))));
        write_certainty(r, json_find_text(rule, "confidence"));
        jsonw_pair(
            w, "label",
            message_find(r->call.locale, str_print(r->call.arena, "rule.%.*s",
                                                   STR_FMT(json_find_text(rule, "rule")))));
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
}

/* The result as it was counted, with a sentence in the caller's language beside it. */
static void write_question(struct api *r, const struct json *q, bool is_void)
{
    struct jsonw *w = &r->w;

    jsonw_open(w, '{');
    for (size_t i = 0; q && i < q->count; i++) {
        struct str key = q->items[i].key;
        jsonw_key_str(w, key);
        if (str_eq(key, STR("candidates")) || str_eq(key, STR("write_ins")))
            write_tallied(r, q, &q->items[i]);
        else if (str_eq(key, STR("rules")) || str_eq(key, STR("warnings")))
            write_cited(r, &q->items[i]);
        else
            jsonw_value(w, &q->items[i]);
    }
    if (q)
        jsonw_pair(w, "verdict",
                   is_void && !str_eq(json_find_text(q, "election"), STR("void"))
                       ? message_find(r->call.locale, STR("verdict.declared_void"))
                       : result_verdict(&r->call, q));
    jsonw_close(w, '}');
}

static void write_result(struct api *r, const struct poll_view *v)
{
    struct jsonw *w = &r->w;

    jsonw_key(w, "result");
    if (!v->result) {
        jsonw_null(w);
        return;
    }
    jsonw_open(w, '{');
    jsonw_key(w, "questions");
    jsonw_open(w, '[');
    for (size_t i = 0; i < v->poll->election_count; i++)
        write_question(r, result_question(v->result, i),
                       row_is(v->poll->ledger, v->poll->row, POLL_IS_VOID));
    jsonw_close(w, ']');
    jsonw_close(w, '}');
}

static enum err write_next(struct api *r, const struct poll_view *v)
{
    struct jsonw *w = &r->w;
    bool stands = v->result || row_is(v->poll->ledger, v->poll->row, POLL_IS_VOID);

    jsonw_key(w, "next");
    jsonw_open(w, '[');
    for (size_t i = 0; stands && i < v->poll->election_count; i++) {
        struct next_view next;
        TRY(poll_next(&r->call, v->poll, i, &next));
        if (str_eq(next.decision, STR("none")))
            continue;
        jsonw_open(w, '{');
        write_id(r, "election", v->poll->elections[i].row->id.v);
        jsonw_pair(w, "decision", next.decision);
        jsonw_pair_i64(w, "seats", next.seats);
        jsonw_key(w, "candidates");
        jsonw_open(w, '[');
        for (size_t k = 0; k < next.name_count; k++)
            jsonw_str(w, next.names[k]);
        jsonw_close(w, ']');
        const struct poll_election *e = &v->poll->elections[i];
        bool elects = !row_number(v->poll->election_ledger, e->row, ELECTION_PRE_ELECTION);
        jsonw_pair_bool(w, "reducible", elects && e->office->shortfall.reduce != 0);
        jsonw_pair_bool(w, "can_put_off", elects && e->office->shortfall.may_put_off);
        jsonw_key(w, "made");
        if (next.made.v)
            jsonw_id(w, next.made.v);
        else
            jsonw_null(w);
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
    return ERR_OK;
}

static void write_signatures(struct api *r, const struct poll_view *v)
{
    struct json *all = NULL;
    struct fault f = {0};
    struct jsonw *w = &r->w;

    jsonw_key(w, "signatures");
    jsonw_open(w, '[');
    if (v->signatures.len && !json_parse(r->call.arena, v->signatures, &all, &f))
        for (size_t i = 0; i < all->count; i++) {
            jsonw_open(w, '{');
            jsonw_pair(w, "duty", json_find_text(&all->items[i], "duty"));
            jsonw_pair(w, "name", json_find_text(&all->items[i], "name"));
            write_moment(r, "at", (instant){json_find_number(&all->items[i], "at", 0)});
            jsonw_close(w, '}');
        }
    jsonw_close(w, ']');
}

static enum err write_to_leave(struct api *r, const struct poll *p)
{
    struct to_leave all;

    TRY(term_to_leave(&r->call, p, &all));
    jsonw_key(&r->w, "to_leave");
    jsonw_open(&r->w, '[');
    for (size_t i = 0; i < all.count; i++)
        jsonw_str(&r->w, all.items[i]);
    jsonw_close(&r->w, ']');
    return ERR_OK;
}

static void write_head(struct api *r, const struct poll *p)
{
    static const int TEXTS[] = {POLL_TITLE, POLL_COLOUR, POLL_STYLE, POLL_WAY, POLL_DIGEST};
    struct jsonw *w = &r->w;

    write_id(r, "id", p->row->id.v);
    jsonw_pair_i64(w, "ver", p->row->ver);
    jsonw_pair(w, "state", row_state(p->ledger, p->row));
    for (size_t i = 0; i < 5; i++)
        write_field_text(r, p->ledger, p->row, TEXTS[i]);
    jsonw_key(w, "congress");
    jsonw_open(w, '{');
    write_id(r, "id", p->congress->id.v);
    jsonw_pair(w, "label", row_text(p->congress_ledger, p->congress, CONGRESS_TITLE));
    jsonw_pair(w, "kind", row_text(p->congress_ledger, p->congress, CONGRESS_KIND));
    jsonw_close(w, '}');
    write_field(r, p->ledger, p->row, POLL_SITTING);
    write_region(r, "region", p->row->region);
    jsonw_pair_i64(w, "cast", p->cast);
    jsonw_pair_i64(w, "round", row_number(p->ledger, p->row, POLL_ROUND));
    jsonw_key(w, "previous");
    if (row_has(p->ledger, p->row, POLL_PREVIOUS))
        jsonw_id(w, row_number(p->ledger, p->row, POLL_PREVIOUS));
    else
        jsonw_null(w);
}

enum err write_poll(struct api *r, row_id id)
{
    struct jsonw *w = &r->w;
    struct poll_view v;

    TRY(poll_view(&r->call, id, &v));
    jsonw_open(w, '{');
    write_head(r, v.poll);
    jsonw_key(w, "elections");
    jsonw_open(w, '[');
    for (size_t i = 0; i < v.poll->election_count; i++)
        TRY(write_election(r, v.poll, &v.poll->elections[i]));
    jsonw_close(w, ']');
    write_attendance(r, &v);
    write_quorum(r, &v);
    write_issue(r, &v);
    write_urn(r, &v);
    write_groups(r, &v);
    write_result(r, &v);
    write_signatures(r, &v);
    write_gates(r, "gates", v.is_frozen ? "sign" : "freeze", "message", &v.gates);
    TRY(write_next(r, &v));
    write_alike(r, &v.alike);
    write_alike_said(r, "alike_said", v.alike_said);
    write_alike_said(r, "alike_proposed", v.alike_proposed);
    TRY(write_laid_json(r, v.poll));
    jsonw_pair_bool(&r->w, "shown", v.is_shown);
    jsonw_key(w, "reductions");
    jsonw_raw(w, v.reductions.len ? v.reductions : STR("[]"));
    TRY(write_void_json(r, v.poll));
    TRY(write_to_leave(r, v.poll));
    jsonw_close(w, '}');
    return ERR_OK;
}
