/* What the chair's script needs to know, out of the records of its sitting. */
#include "service/papers/script.h"
#include "service/record/codes.h"

#include "domain/congress/quorum.h"
#include "ledgers/agenda_item.h"
#include "ledgers/candidate.h"
#include "ledgers/congress.h"
#include "ledgers/election.h"
#include "ledgers/motion.h"
#include "ledgers/poll.h"
#include "ledgers/sitting.h"
#include "service/congress/hall.h"
#include "service/congress/motion.h"
#include "service/papers/values.h"
#include "service/rules/rules.h"

struct making {
    struct call *call;
    struct hall_view hall;
    struct row *congress;
    struct list agenda;
    struct script_sitting out;
};

/* ---- elections --------------------------------------------------------------------------- */

static struct str joined(struct arena *a, struct str all, struct str name)
{
    return str_print(a, "%.*s%s%.*s", STR_FMT(all), all.len ? "、" : "", STR_FMT(name));
}

static struct str texts_joined(struct arena *a, const struct json *names)
{
    struct str all = {0};

    for (size_t i = 0; names && i < names->count; i++)
        all = joined(a, all, names->items[i].text);
    return all;
}

/* How the names are ordered; nothing, when somebody ordered them by hand. */
static struct str order_of(struct call *c, const struct poll *p,
                           const struct poll_election *e)
{
    for (size_t i = 0; i < e->candidate_count; i++)
        if (row_has(p->candidate_ledger, e->candidates[i], CANDIDATE_ORDER_REASON))
            return (struct str){0};
    return hans_sentence(c, e->office, "ballot_order");
}

static enum err fill_election(struct call *c, const struct poll_view *v, size_t i,
                              struct script_election *out)
{
    const struct poll *p = v->poll;
    const struct poll_election *e = &p->elections[i];
    const struct json *q = result_question(v->result, i);

    *out = (struct script_election){
        .title = row_text(p->election_ledger, e->row, ELECTION_TITLE),
        .seats = row_number(p->election_ledger, e->row, ELECTION_SEATS),
        .candidate_count = e->candidate_count,
        .order = order_of(c, p, e),
        .is_void = row_is(p->ledger, p->row, POLL_IS_VOID)};
    TRY(void_told(c, p, i, q, &out->void_text));
    for (size_t k = 0; k < e->candidate_count; k++)
        out->names = joined(c->arena, out->names, candidate_called(c, p, e, k));
    if (!q)
        return ERR_OK;
    const struct json *elected = json_find(q, "elected");
    out->is_void = out->is_void || str_eq(json_find_text(q, "election"), STR("void"));
    out->is_pre_election = !result_elects(q);
    out->elected_count = elected ? (int64_t)elected->count : 0;
    out->elected = texts_joined(c->arena, elected);
    return ERR_OK;
}

static enum err fill_poll(struct making *m, row_id id, struct script_poll *out)
{
    struct call *c = m->call;
    struct script_election *all;
    struct poll_view v;

    TRY(poll_view(c, id, &v));
    const struct poll *p = v.poll;
    const struct ledger *l = p->ledger;
    int64_t electronic = v.used;
    bool is_settled = row_is(l, p->row, POLL_IS_SIGNED) || row_is(l, p->row, POLL_IS_VOID);
    bool is_out = row_has(l, p->row, POLL_ISSUED) || electronic > 0;
    bool is_back = row_has(l, p->row, POLL_RETURNED) ||
                   (electronic > 0 && row_has(l, p->row, POLL_CLOSED_AT));

    all = ARENA_ARRAY(c->arena, struct script_election, p->election_count + 1);
    for (size_t i = 0; i < p->election_count; i++)
        TRY(fill_election(c, &v, i, &all[i]));
    *out = (struct script_poll){
        .title = row_text(l, p->row, POLL_TITLE),
        .issued = is_out ? row_number(l, p->row, POLL_ISSUED) + electronic : SCRIPT_UNKNOWN,
        .returned =
            is_back ? row_number(l, p->row, POLL_RETURNED) + electronic : SCRIPT_UNKNOWN,
        .marks = marks_text(c->arena, p, m->out.against),
        .elections = all,
        .election_count = p->election_count,
        .is_signed = is_settled,
        .cast = row_number(l, p->row, POLL_CAST_NO),
        .round = row_number(l, p->row, POLL_ROUND)};
    return ERR_OK;
}

/* Does an item of the agenda name this poll? */
static bool is_named(const struct making *m, int64_t poll)
{
    const struct ledger *l = ledger_of(m->call, LEDGER_AGENDA_ITEM);

    for (size_t i = 0; i < m->agenda.count; i++)
        if (row_number(l, m->agenda.rows[i], AGENDA_ITEM_POLL) == poll)
            return true;
    return false;
}

static enum err fill_named(struct making *m, const struct row *item,
                           struct script_item *out)
{
    struct script_poll *poll = ARENA_NEW(m->call->arena, struct script_poll);
    row_id named = {
        row_number(ledger_of(m->call, LEDGER_AGENDA_ITEM), item, AGENDA_ITEM_POLL)};

    if (!named.v)
        return ERR_OK;
    out->is_linked = true;
    out->polls = poll;
    out->poll_count = 1;
    return fill_poll(m, named, poll);
}

/* The polls of this sitting that no item names. */
static enum err fill_free(struct making *m, struct script_ballots *out)
{
    const struct ledger *l = ledger_of(m->call, LEDGER_POLL);
    struct script_poll *polls =
        ARENA_ARRAY(m->call->arena, struct script_poll, m->hall.poll_count + 1);

    *out = (struct script_ballots){.items = polls};
    for (size_t i = 0; i < m->hall.poll_count; i++) {
        const struct row *row = m->hall.polls[i];
        bool is_here = row_number(l, row, POLL_SITTING) == m->hall.sitting->id.v;
        if (is_here && !is_named(m, row->id.v))
            TRY(fill_poll(m, row->id, &polls[out->count++]));
    }
    return ERR_OK;
}

/* ---- the agenda -------------------------------------------------------------------------- */

static int64_t known(const struct ledger *l, const struct row *row, int field)
{
    return row_has(l, row, field) ? row_number(l, row, field) : SCRIPT_UNKNOWN;
}

static void fill_item(const struct ledger *l, const struct row *row,
                      struct script_item *out)
{
    *out = (struct script_item){
        .kind = row_text(l, row, AGENDA_ITEM_KIND),
        .title = row_text(l, row, AGENDA_ITEM_TITLE),
        .speaker = row_text(l, row, AGENDA_ITEM_SPEAKER),
        .approve = known(l, row, AGENDA_ITEM_APPROVE),
        .oppose = known(l, row, AGENDA_ITEM_OPPOSE),
        .abstain = known(l, row, AGENDA_ITEM_ABSTAIN),
        .decision = row_is(l, row, AGENDA_ITEM_IS_PASSED)     ? SCRIPT_PASSED
                    : row_is(l, row, AGENDA_ITEM_IS_REJECTED) ? SCRIPT_REJECTED
                                                              : SCRIPT_OPEN};
}

/* Whose motion the item is about. */
static enum err fill_mover(struct making *m, const struct row *item,
                           struct script_item *out)
{
    const struct ledger *l = ledger_of(m->call, LEDGER_MOTION);
    row_id id = {
        row_number(ledger_of(m->call, LEDGER_AGENDA_ITEM), item, AGENDA_ITEM_MOTION)};
    struct motion_brief motion;

    if (!id.v)
        return ERR_OK;
    TRY(motion_brief_of(m->call, id, &motion));
    out->is_withdrawn = row_is(l, motion.row, MOTION_IS_WITHDRAWN);
    out->mover = motion.leader.len
                     ? str_print(m->call->arena, "%.*s等%lld名代表", STR_FMT(motion.leader),
                                 (long long)motion.signers)
                     : code_text(l, motion.row, MOTION_SOURCE);
    return ERR_OK;
}

static enum err fill_agenda(struct making *m)
{
    const struct ledger *l = ledger_of(m->call, LEDGER_AGENDA_ITEM);
    struct script_ballots free;
    struct script_item *items;

    TRY(rows_of_one(m->call, l, AGENDA_ITEM_SITTING, m->hall.sitting->id, AGENDA_ITEM_PLACE,
                    &m->agenda));
    items = ARENA_ARRAY(m->call->arena, struct script_item, m->agenda.count + 1);
    for (size_t i = 0; i < m->agenda.count; i++) {
        fill_item(l, m->agenda.rows[i], &items[i]);
        TRY(fill_mover(m, m->agenda.rows[i], &items[i]));
        if (code_is(items[i].kind, CODE_AGENDA_KIND_ELECTION))
            TRY(fill_named(m, m->agenda.rows[i], &items[i]));
    }
    TRY(fill_free(m, &free));
    script_match(m->call->arena, items, m->agenda.count, &free);
    m->out.items = items;
    m->out.item_count = m->agenda.count;
    return ERR_OK;
}

/* ---- the sitting ------------------------------------------------------------------------- */

static void fill_attendance(struct making *m)
{
    const struct ledger *l = ledger_of(m->call, LEDGER_SITTING);
    const struct attendance_numbers *n = &m->hall.numbers;
    bool is_known = row_has(l, m->hall.sitting, SITTING_OPENED_AT);

    m->out.due = n->due ? n->due : SCRIPT_UNKNOWN;
    m->out.present = is_known ? n->present : SCRIPT_UNKNOWN;
    m->out.sick = is_known ? n->leave_sick : SCRIPT_UNKNOWN;
    m->out.leave = is_known ? n->leave_business : SCRIPT_UNKNOWN;
}

static enum err fill_rules(struct making *m)
{
    const struct ledger *l = ledger_of(m->call, LEDGER_CONGRESS);
    struct call *c = m->call;
    struct rules_edition rules;

    TRY(rules_in_force(c, row_text(l, m->congress, CONGRESS_RULES), &rules));
    const struct rule_office *office =
        quorum_office(row_text(l, m->congress, CONGRESS_KIND), rules.set);
    m->out.against = "反对";
    if (!office)
        return ERR_OK;
    const struct rule_source *s = &office->quorum.source;
    struct str where = hans_article(c, s->article);
    m->out.against = against_word(office);
    m->out.quorum = hans_sentence(c, office, "quorum");
    m->out.article = str_print(c->arena, "《%s》%.*s", s->document, STR_FMT(where));
    m->out.needed = m->hall.quorum.needed;
    m->out.is_met = m->hall.quorum.is_met;
    return ERR_OK;
}

enum err script_make(struct call *c, row_id sitting, struct script *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_SITTING);
    const struct ledger *lc = ledger_of(c, LEDGER_CONGRESS);
    struct making m = {.call = c};

    TRY(hall_now(c, sitting, &m.hall));
    TRY(row_fetch(c, lc, (row_id){row_number(l, m.hall.sitting, SITTING_CONGRESS)},
                  &m.congress));
    m.out.congress = row_text(lc, m.congress, CONGRESS_TITLE);
    m.out.kind = row_text(lc, m.congress, CONGRESS_KIND);
    m.out.sitting_kind = row_text(l, m.hall.sitting, SITTING_KIND);
    m.out.title = row_text(l, m.hall.sitting, SITTING_TITLE);
    fill_attendance(&m);
    TRY(fill_rules(&m));
    TRY(fill_agenda(&m));
    script_write(c->arena, &m.out, out);
    return ERR_OK;
}

enum err put_script(struct values *v)
{
    struct script script;

    if (!str_eq(v->form, STR("sitting_script")))
        return ERR_OK;
    TRY(script_make(v->call, v->sitting->id, &script));
    open_list(v, "script");
    for (size_t i = 0; i < script.count; i++) {
        bool is_head = script.lines[i].kind == SCRIPT_HEAD;
        jsonw_open(&v->w, '{');
        jsonw_pair(&v->w, "heading", is_head ? script.lines[i].text : STR(""));
        jsonw_pair(&v->w, "text", is_head ? STR("") : script.lines[i].text);
        jsonw_close(&v->w, '}');
    }
    close_list(v);
    return ERR_OK;
}
