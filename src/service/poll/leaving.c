/* Is a departure one by which the office ends: for such a cause, by who decides it, and when he had been elected? */
#include "domain/congress/leaving.h"
#include "ledgers/candidate.h"
#include "ledgers/congress.h"
#include "ledgers/departure.h"
#include "ledgers/election.h"
#include "ledgers/poll.h"
#include "service/poll/gates.h"
#include "service/poll/term.h"
#include "service/record/check.h"
#include "service/record/fields.h"
#include "service/rules/rules.h"

/* Whose seat it is, as its congress elected to it. */
struct seat_at {
    struct str kind, level, office; /* codes */
    date elected;
};

static enum err load_seat(struct call *c, const struct row *election,
                          const struct row *poll, struct seat_at *out)
{
    const struct ledger *lg = ledger_of(c, LEDGER_CONGRESS),
                        *le = ledger_of(c, LEDGER_ELECTION),
                        *lp = ledger_of(c, LEDGER_POLL);
    int at = row_has(lp, poll, POLL_OPENED_AT) ? POLL_OPENED_AT : POLL_SIGNED_AT;
    struct row *congress;

    TRY(row_fetch(c, lg, (row_id){row_number(lp, poll, POLL_CONGRESS)}, &congress));
    *out = (struct seat_at){.kind = row_text(lg, congress, CONGRESS_KIND),
                            .level = row_text(lg, congress, CONGRESS_LEVEL),
                            .office = row_text(le, election, ELECTION_OFFICE)};
    if (row_has(lp, poll, at))
        out->elected = date_of_instant((instant){row_number(lp, poll, at)});
    return ERR_OK;
}

static struct str label_of(struct call *c, const struct ledger *l, int field,
                           struct str code)
{
    const struct code_item *item = code_find(l->fields[field_at(l, field)].codes, code);

    return item ? item->label.in[c->locale] : code;
}

static void join(struct call *c, struct str *all, struct str one)
{
    *all = str_print(c->arena, "%.*s%s%.*s", STR_FMT(*all), all->len ? "、" : "",
                     STR_FMT(one));
}

static void refuse_cause(struct call *c, const struct ledger *l, const struct row *row,
                         const struct seat_at *seat)
{
    struct str all = {0}, cause;

    for (size_t i = 0; leaving_cause(seat->kind, seat->level, seat->office, i, &cause); i++)
        join(c, &all, label_of(c, l, DEPARTURE_CAUSE, cause));
    record_wrong(c, field_at(l, DEPARTURE_CAUSE), "departure.cause",
                 str_print(c->arena, "%.*s" SEP "%.*s" SEP "%.*s",
                           STR_FMT(row_text(l, row, DEPARTURE_OFFICE)),
                           STR_FMT(row_code_label(l, row, DEPARTURE_CAUSE, c->locale)),
                           STR_FMT(all)));
}

static struct str source_of(struct call *c, const struct leaving *by)
{
    return str_print(c->arena, "%s%.*s", by->document,
                     STR_FMT(rule_article(c, by->article)));
}

static void check_organ(struct call *c, const struct ledger *l, const struct row *row,
                        const struct leaving *by)
{
    struct str all = {0};

    if (leaving_decides(by, row_text(l, row, DEPARTURE_ORGAN)))
        return;
    for (size_t i = 0; i < LEAVING_ORGANS_MOST && by->organs[i]; i++)
        join(c, &all, label_of(c, l, DEPARTURE_ORGAN, str_of(by->organs[i])));
    record_wrong(c, field_at(l, DEPARTURE_ORGAN), "departure.organ",
                 str_print(c->arena, "%.*s" SEP "%.*s" SEP "%.*s" SEP "%.*s",
                           STR_FMT(row_text(l, row, DEPARTURE_OFFICE)),
                           STR_FMT(row_code_label(l, row, DEPARTURE_CAUSE, c->locale)),
                           STR_FMT(all), STR_FMT(source_of(c, by))));
}

/* A chief procurator leaves when one level up has approved, not before. */
static void check_approval(struct call *c, const struct ledger *l, const struct row *row,
                           const struct leaving *by)
{
    static const int FIELDS[] = {DEPARTURE_APPROVED_BY, DEPARTURE_APPROVAL_PAPER};

    for (size_t i = 0; by->needs_approval && i < sizeof(FIELDS) / sizeof(FIELDS[0]); i++)
        if (str_is_empty(str_trim(row_text(l, row, FIELDS[i]))))
            record_wrong(c, field_at(l, FIELDS[i]), "departure.approval", source_of(c, by));
}

static struct str day_text(struct call *c, date day)
{
    AUTO(buf) struct buf out = BUF(BUF_MESSAGE);

    date_write(&out, day);
    return str_copy(c->arena, buf_view(&out));
}

static void check_day(struct call *c, const struct ledger *l, const struct row *row,
                      const struct seat_at *seat)
{
    date left = (date)row_number(l, row, DEPARTURE_LEFT_ON),
         today = date_of_instant(c->now);
    int field = field_at(l, DEPARTURE_LEFT_ON);

    if (!left)
        return; /* refused as missing */
    if (date_precedes(today, left))
        record_wrong(c, field, "departure.not_yet", day_text(c, today));
    else if (seat->elected && date_precedes(left, seat->elected))
        record_wrong(c, field, "departure.before_elected", day_text(c, seat->elected));
}

enum err leaving_check(struct call *c, const struct row *row, const struct row *election,
                       const struct row *poll)
{
    const struct ledger *l = ledger_of(c, LEDGER_DEPARTURE);
    struct str cause = row_text(l, row, DEPARTURE_CAUSE);
    struct seat_at seat;

    TRY(load_seat(c, election, poll, &seat));
    check_day(c, l, row, &seat);
    if (!cause.len)
        return ERR_OK; /* refused as missing */
    const struct leaving *by = leaving_of(seat.kind, seat.level, seat.office, cause);
    if (!by) {
        refuse_cause(c, l, row, &seat);
        return ERR_OK;
    }
    check_organ(c, l, row, by);
    check_approval(c, l, row, by);
    return ERR_OK;
}
