/* Nomination: the flow of a body and the gates of its steps. */
#include "service/nomination/nominations.h"

#include "domain/region.h"
#include "ledgers/nomination.h"
#include "ledgers/nomination_opinion.h"
#include "ledgers/nominee.h"
#include "ledgers/objection.h"
#include "service/nomination/nominations_private.h"
#include "service/record/check.h"
#include "service/record/codes.h"
#include "service/record/hooks.h"
#include "service/record/withdrawal.h"
#include "service/rules/rules.h"
#include "service/site/site.h"
#include "store/queries.h"

#include <stdlib.h>

static struct str level_of(const struct flow_query *q)
{
    static const int LEVELS[] = {[REGION_PROVINCE] = CODE_LEVEL_PROVINCE,
                                 [REGION_CITY] = CODE_LEVEL_CITY,
                                 [REGION_COUNTY] = CODE_LEVEL_COUNTY,
                                 [REGION_TOWNSHIP] = CODE_LEVEL_TOWNSHIP};
    int level = LEVELS[region_level(q->region)];

    return q->level.len || !level ? q->level : code_name(level);
}

/* ---- which steps --------------------------------------------------------------------------- */

static struct flow_place place_of(const struct ledger *l, const struct row *row)
{
    int64_t round = 1;

    (void)str_i64(row_text(l, row, NOMINATION_ROUND), &round);
    return (struct flow_place){
        (int)round, row_has_code(l, row, NOMINATION_DIRECTION, CODE_DIRECTION_DOWN)};
}

/* Later: the step that was held later, of two on one day the one entered later. */
static bool is_later(const struct ledger *l, const struct row *a, const struct row *b)
{
    date x = row_number(l, a, NOMINATION_HELD_ON), y = row_number(l, b, NOMINATION_HELD_ON);

    return x && y && x != y ? x > y : a->id.v > b->id.v;
}

static bool is_of_flow(const struct ledger *l, const struct flow_query *q,
                       const struct row *row)
{
    struct str level = row_text(l, row, NOMINATION_LEVEL);

    return row->region == q->region && (!level.len || str_eq(level, level_of(q)));
}

/* The steps of that kind at the place, of the body whose step is the latest. */
static enum err load_steps(struct call *c, const struct flow_query *q, struct list *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_NOMINATION);
    struct value kind = {.is_set = true, .text = q->body_kind};
    struct filter filter = {field_at(l, NOMINATION_BODY_KIND), FILTER_ANY, &kind, 1};
    struct list_query all = {.region = q->region,
                             .sort = -1,
                             .limit = ROWS_MOST,
                             .filters = &filter,
                             .filter_count = 1};
    const struct row *last = NULL;
    size_t kept = 0;

    TRY(engine_list(call_reading(c), l, &all, out, &c->fault));
    for (size_t i = 0; i < out->count; i++)
        if (is_of_flow(l, q, out->rows[i]) && (!last || is_later(l, out->rows[i], last)))
            last = out->rows[i];
    for (size_t i = 0; i < out->count; i++)
        if (is_of_flow(l, q, out->rows[i]) &&
            row_number(l, out->rows[i], NOMINATION_BODY) ==
                row_number(l, last, NOMINATION_BODY))
            out->rows[kept++] = out->rows[i];
    out->count = kept;
    return ERR_OK;
}

static int by_place(const void *x, const void *y)
{
    const struct flow_line *a = x, *b = y;
    int order = flow_compare(a->step.place, b->step.place);

    return order ? order : (a->row->id.v > b->row->id.v) - (a->row->id.v < b->row->id.v);
}

static enum err make_lines(struct call *c, const struct list *rows, struct flow *out)
{
    out->lines = ARENA_ARRAY(c->arena, struct flow_line, rows->count);
    out->count = rows->count;
    for (size_t i = 0; i < rows->count; i++) {
        TRY(row_fetch(c, out->ledger, rows->rows[i]->id, &out->lines[i].row));
        out->lines[i].step.place = place_of(out->ledger, rows->rows[i]);
    }
    if (out->count)
        qsort(out->lines, out->count, sizeof(out->lines[0]), by_place);
    return ERR_OK;
}

/* ---- what belongs to them ------------------------------------------------------------------ */

/* Rows of `l` whose field `of` points to one of the steps. */
static enum err rows_of_flow(struct call *c, const struct ledger *l, const struct flow *f,
                             int of, int sort, struct list *out)
{
    struct ids ids = {ARENA_ARRAY(c->arena, int64_t, f->count + 1), f->count};

    for (size_t i = 0; i < f->count; i++)
        ids.items[i] = f->lines[i].row->id.v;
    return rows_of(c, l, of, ids, sort, out);
}

static const struct flow_line *line_of(const struct flow *f, int64_t nomination)
{
    for (size_t i = 0; i < f->count; i++)
        if (f->lines[i].row->id.v == nomination)
            return &f->lines[i];
    return NULL;
}

/* A list belongs to its round: what went up is what comes down. */
static enum err add_nominees(struct call *c, struct flow *f)
{
    const struct ledger *l = ledger_of(c, LEDGER_NOMINEE);
    struct list all;

    TRY(rows_of_flow(c, l, f, NOMINEE_NOMINATION, NOMINEE_NAME, &all));
    for (size_t i = 0; i < f->count; i++) {
        struct flow_line *k = &f->lines[i];
        k->nominees = ARENA_ARRAY(c->arena, struct row *, all.count + 1);
        for (size_t n = 0; n < all.count; n++) {
            const struct flow_line *own =
                line_of(f, row_number(l, all.rows[n], NOMINEE_NOMINATION));
            if (own && own->step.place.round == k->step.place.round)
                k->nominees[k->nominee_count++] = all.rows[n];
        }
    }
    return ERR_OK;
}

static enum err add_opinions(struct call *c, struct flow *f)
{
    const struct ledger *l = ledger_of(c, LEDGER_NOMINATION_OPINION);
    struct list all;

    TRY(rows_of_flow(c, l, f, NOMINATION_OPINION_NOMINATION,
                     NOMINATION_OPINION_ORGANISATION, &all));
    for (size_t i = 0; i < f->count; i++) {
        struct flow_line *k = &f->lines[i];
        k->opinions = ARENA_ARRAY(c->arena, struct row *, all.count + 1);
        for (size_t n = 0; n < all.count; n++) {
            if (row_number(l, all.rows[n], NOMINATION_OPINION_NOMINATION) != k->row->id.v)
                continue;
            k->opinions[k->opinion_count++] = all.rows[n];
            k->step.opinions_open += row_is(l, all.rows[n], NOMINATION_OPINION_IS_ASKED);
        }
    }
    return ERR_OK;
}

static enum err add_objections(struct call *c, struct flow *f)
{
    const struct ledger *l = ledger_of(c, LEDGER_OBJECTION);
    struct list all;

    TRY(rows_of_flow(c, l, f, OBJECTION_NOMINATION, 0, &all));
    for (size_t i = 0; i < f->count; i++) {
        struct flow_line *k = &f->lines[i];
        int64_t stated = row_number(f->ledger, k->row, NOMINATION_OBJECTIONS);
        for (size_t n = 0; n < all.count; n++) {
            if (row_number(l, all.rows[n], OBJECTION_NOMINATION) != k->row->id.v)
                continue;
            k->objections++;
            k->step.objections_open += row_is(l, all.rows[n], OBJECTION_IS_OPEN);
        }
        k->objections = stated > k->objections ? stated : k->objections;
    }
    return ERR_OK;
}

/* ---- gates --------------------------------------------------------------------------------- */

static const char *seat_label(struct call *c, struct str seat)
{
    const struct ledger *l = ledger_of(c, LEDGER_NOMINEE);
    const struct code_item *item =
        code_find(l->fields[field_at(l, NOMINEE_SEAT)].codes, seat);

    return str_c(c->arena, item ? item->label.in[c->locale] : seat);
}

static void fill_step(struct call *c, const struct ledger *l, struct flow_line *k,
                      bool is_last)
{
    struct flow_step *s = &k->step;
    struct str rule = row_text(l, k->row, NOMINATION_PUBLIC_RULE);

    s->is_draft = row_is(l, k->row, NOMINATION_IS_DRAFT);
    s->is_returned = row_is(l, k->row, NOMINATION_IS_RETURNED);
    s->is_approved = row_is(l, k->row, NOMINATION_IS_APPROVED);
    s->is_agreed = s->is_approved &&
                   row_has_code(l, k->row, NOMINATION_DECISION, CODE_DECISION_AGREED);
    s->is_unissued = is_last && !row_has(l, k->row, NOMINATION_ISSUED_AT);
    s->public_from = row_number(l, k->row, NOMINATION_PUBLIC_FROM);
    s->public_until = row_number(l, k->row, NOMINATION_PUBLIC_UNTIL);
    s->public_days = row_number(l, k->row, NOMINATION_PUBLIC_DAYS);
    s->public_rule =
        rule.len ? str_c(c->arena, rule)
                 : str_c(c->arena, message_find(c->locale, STR("nominations.public_rule")));
    for (size_t i = 0; i < k->seat_count && !s->broken_seat; i++) {
        const struct seat_line *seat = &k->seats[i];
        if (seat->is_kept)
            continue;
        s->broken_seat = seat_label(c, seat->seat);
        s->broken_seats = seat->seats;
        s->broken_got = seat->candidates;
        s->broken_least = seat->candidates < seat->least ? seat->least : seat->most;
        s->article = seat->article;
    }
}

/* A decision counts for what the rule set lets it leave out, and for nothing else. */
static enum err fill_skips(struct call *c, const struct ledger *l, struct flow_line *k,
                           struct str level)
{
    struct rules_edition e;
    struct str set = rules_of_body(row_text(l, k->row, NOMINATION_BODY_KIND), level);

    if (!row_has(l, k->row, NOMINATION_WAIVED))
        return ERR_OK;
    TRY(rules_in_force(c, set, &e));
    k->step.skipped = (e.set->skips[SKIP_ROUNDS] ? 1u << FLOW_SKIP_ROUNDS : 0) |
                      (e.set->skips[SKIP_OPINIONS] ? 1u << FLOW_SKIP_OPINIONS : 0);
    return ERR_OK;
}

static void count_listed(struct call *c, const struct ledger *l, struct flow_line *k)
{
    for (size_t i = 0; i < k->seat_count; i++)
        k->step.listed += k->seats[i].candidates;
    k->listed = row_has(l, k->row, NOMINATION_LISTED)
                    ? row_number(l, k->row, NOMINATION_LISTED)
                    : k->step.listed;
    if (!k->nominee_count) /* kept by numbers only */
        k->step.listed = k->listed;
    (void)c;
}

static enum err judge(struct call *c, struct flow *f, struct str level)
{
    date today = date_of_instant(c->now);

    for (size_t i = 0; i < f->count; i++) {
        struct flow_line *k = &f->lines[i];
        bool is_last = i + 1 == f->count;
        const struct flow_step *before = NULL;
        for (size_t n = 0; n < i; n++)
            if (flow_compare(f->lines[n].step.place, k->step.place) < 0)
                before = &f->lines[n].step;
        TRY(seats_of(c, k, level, !is_last));
        count_listed(c, f->ledger, k);
        fill_step(c, f->ledger, k, is_last);
        TRY(fill_skips(c, f->ledger, k, level));
        k->is_undone = flow_undone(&k->step, before, &k->undone);
        k->is_open = k->step.public_from && today >= k->step.public_from &&
                     today <= k->step.public_until;
        enum err err = flow_gate(&k->step, before, today, &k->gate);
        if (err && err != ERR_RULE)
            return err;
    }
    return ERR_OK;
}

enum err nomination_flow(struct call *c, const struct flow_query *q, struct flow *out)
{
    struct list rows;

    *out = (struct flow){.ledger = ledger_of(c, LEDGER_NOMINATION)};
    TRY(call_require(c, out->ledger->readers, q->region));
    TRY(field_check_code(c, out->ledger, NOMINATION_BODY_KIND, q->body_kind));
    TRY(field_check_code(c, out->ledger, NOMINATION_LEVEL, q->level));
    TRY(load_steps(c, q, &rows));
    TRY(make_lines(c, &rows, out));
    TRY(add_nominees(c, out));
    TRY(add_opinions(c, out));
    TRY(add_objections(c, out));
    TRY(judge(c, out, level_of(q)));
    if (!out->count) {
        out->has_next = true;
        out->next = (struct flow_place){1, false};
        return ERR_OK;
    }
    const struct flow_step *last = &out->lines[out->count - 1].step;
    out->has_next = !flow_is_last(last) && flow_after(last->place, &out->next);
    return ERR_OK;
}

enum err nomination_open(struct call *c, row_id id, struct flow *out, size_t *at)
{
    const struct ledger *l = ledger_of(c, LEDGER_NOMINATION);
    struct row *row;

    TRY(row_open(c, l, id, &row));
    struct flow_query q = {row->region, row_text(l, row, NOMINATION_BODY_KIND),
                           row_text(l, row, NOMINATION_LEVEL)};
    TRY(nomination_flow(c, &q, out));
    for (*at = 0; *at < out->count; (*at)++)
        if (out->lines[*at].row->id.v == id.v)
            return ERR_OK;
    /* of an earlier body, or of no kind: a flow of its own */
    struct list one = {.rows = &row, .count = 1};
    *out = (struct flow){.ledger = l};
    *at = 0;
    TRY(make_lines(c, &one, out));
    TRY(add_nominees(c, out));
    TRY(add_opinions(c, out));
    TRY(add_objections(c, out));
    return judge(c, out, level_of(&q));
}

/* ---- the list as issued -------------------------------------------------------------------- */

static struct str fingerprint(struct call *c, struct str body)
{
    unsigned char hash[HASH_BYTES];

    crypto_digest(NULL, body, hash);
    return crypto_hex(c->arena, hash, HASH_BYTES);
}

enum err nomination_issued(struct call *c, const struct flow_line *line, struct str *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_NOMINATION);
    struct text_row row;

    *out = (struct str){0};
    if (!row_has(l, line->row, NOMINATION_ISSUED_AT))
        return ERR_OK;
    enum err err = store_issued_list_get(c->db, c->arena, line->row->id, &row);
    if (err && err != ERR_NOT_FOUND)
        return err;
    struct str title = row_text(l, line->row, NOMINATION_TITLE);
    if (err || !str_eq(fingerprint(c, row.value),
                       row_text(l, line->row, NOMINATION_ISSUED_DIGEST)))
        return FAIL(&c->fault, ERR_IO, "nominations.broken", "%.*s", STR_FMT(title));
    *out = row.value;
    return ERR_OK;
}

enum err nomination_may_issue(struct call *c, const struct flow_line *line)
{
    const struct ledger *l = ledger_of(c, LEDGER_NOMINATION);

    TRY(call_require(c, l->writers, line->row->region));
    if (row_has(l, line->row, NOMINATION_ISSUED_AT))
        return FAIL(&c->fault, ERR_RULE, "nominations.issued", "%s", "");
    if (!line->nominee_count)
        return FAIL(&c->fault, ERR_RULE, "flow.empty", "%s", "");
    return ERR_OK;
}

enum err nomination_issue(struct call *c, const struct flow_line *line, struct str body)
{
    const struct ledger *l = ledger_of(c, LEDGER_NOMINATION);
    struct row *after;
    int64_t added;

    TRY(nomination_may_issue(c, line));
    TRY(store_issued_list_add(c->db, line->row->id, body, &added));
    if (!added)
        return FAIL(&c->fault, ERR_RULE, "nominations.issued", "%s", "");
    after = row_copy(c->arena, l, line->row);
    row_put_number(l, after, NOMINATION_ISSUED_AT, c->now.ms);
    row_put_text(l, after, NOMINATION_ISSUED_DIGEST, fingerprint(c, body));
    if (!row_has(l, after, NOMINATION_LISTED))
        row_put_number(l, after, NOMINATION_LISTED, line->step.listed);
    return row_change(c, l, line->row, after, "issue", (struct str){0});
}

/* A step whose list was issued stays. */
static enum err nomination_drop_guard(struct call *c, const struct ledger *l,
                                      const struct row *row)
{
    struct str title = row_text(l, row, NOMINATION_TITLE);

    if (!row_has(l, row, NOMINATION_ISSUED_AT))
        return ERR_OK;
    return FAIL(&c->fault, ERR_RULE, "nominations.stays", "%.*s", STR_FMT(title));
}

static enum err nomination_act(struct call *c, const struct ledger *l,
                               const struct act *act, const struct row *row)
{
    bool takes_back = act == act_at(l, NOMINATION_DO_REOPEN);

    return takes_back ? nomination_drop_guard(c, l, row) : ERR_OK;
}

const struct hook nomination_hook = {.drop = nomination_drop_guard, .act = nomination_act};

static const struct withdrawal_fields NOMINEE_WITHDRAWAL = {
    .paper = NOMINEE_WITHDRAW_PAPER, .entered_by = NOMINEE_WITHDRAW_ENTERED_BY};

/* Whom somebody approved is not taken off by one who keeps the list, and nobody is called elected by one either. */
static enum err nominee_act(struct call *c, const struct ledger *l, const struct act *act,
                            const struct row *row)
{
    struct row *before;

    if (act == act_at(l, NOMINEE_DO_ELECT))
        return nominee_was_elected(c, l, row);
    if (act != act_at(l, NOMINEE_DO_WITHDRAW) || !row->id.v)
        return ERR_OK;
    TRY(row_fetch(c, l, row->id, &before));
    return row_is(l, before, NOMINEE_IS_APPROVED)
               ? withdrawal_act(c, l, row, &NOMINEE_WITHDRAWAL)
               : ERR_OK;
}

static enum err nominee_guard(struct call *c, const struct ledger *l, struct row *row)
{
    withdrawal_guard(c, l, row, &NOMINEE_WITHDRAWAL);
    record_of_age(c, field_at(l, NOMINEE_BIRTH), row);
    return ERR_OK;
}

const struct hook nominee_hook = {.guard = nominee_guard, .act = nominee_act};
