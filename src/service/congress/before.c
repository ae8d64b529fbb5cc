#include "service/congress/before.h"

#include "ledgers/agenda_item.h"
#include "ledgers/congress.h"
#include "ledgers/officer.h"
#include "ledgers/sitting.h"
#include "service/congress/hall.h"
#include "service/record/codes.h"
#include "service/record/row_acts.h"
#include "service/rules/rules.h"

static const struct {
    const char *name, *label, *missing, *place;
} WORDS[BEFORE_STEPS] = {
    [BEFORE_MEETING] = {"before_meeting", "congress.step.before_meeting",
                        "congress.before_meeting", "sittings"},
    [BEFORE_PRESIDIUM] = {"before_presidium", "congress.step.before_presidium",
                          "congress.before_presidium", "officers"},
    [BEFORE_SECRETARY_GENERAL] = {"before_secretary_general",
                                  "congress.step.before_secretary_general",
                                  "congress.before_secretary_general", "officers"},
    [BEFORE_CREDENTIALS] = {"before_credentials", "congress.step.before_credentials",
                            "congress.before_credentials", "sittings"},
    [BEFORE_RULES] = {"before_rules", "congress.step.before_rules", "congress.before_rules",
                      "sittings"},
    [BEFORE_CANDIDATES] = {"before_candidates", "congress.step.before_candidates",
                           "congress.before_candidates", "sittings"},
    [BEFORE_TALKS] = {"before_talks", "congress.step.before_talks", "congress.before_talks",
                      "sittings"},
};

const char *before_name(enum before_step step)
{
    return WORDS[step].name;
}

const char *before_label(enum before_step step)
{
    return WORDS[step].label;
}

const char *before_missing(enum before_step step)
{
    return WORDS[step].missing;
}

const char *before_place(enum before_step step)
{
    return WORDS[step].place;
}

/* ---- what is on record ------------------------------------------------------------------------ */

struct looking {
    struct call *call;
    const struct row *congress;
    struct str kind; /* of the congress */
    struct before_seen seen[BEFORE_STEPS];
    struct str taken_up;
};

/* Of all who were called?  A secretary-general need not be a delegate, but nobody is it from outside the hall. */
static bool is_passed_as(const struct ledger *l, const struct row *row, int duty)
{
    return row_is(l, row, OFFICER_IS_PASSED) && row_has_code(l, row, OFFICER_DUTY, duty) &&
           row_has(l, row, OFFICER_ATTENDEE);
}

/* The vote that passed him, where an item of the agenda was it (passed_by.h). */
static enum err see_vote(struct looking *k, const struct row *officer,
                         struct before_seen *out)
{
    const struct ledger *l = ledger_of(k->call, LEDGER_OFFICER),
                        *li = ledger_of(k->call, LEDGER_AGENDA_ITEM);
    row_id item = {row_number(l, officer, OFFICER_AGENDA_ITEM)};
    struct row *row, *sitting;

    out->is_done = true;
    out->officer = officer;
    if (!item.v)
        return ERR_OK;
    TRY(row_fetch(k->call, li, item, &row));
    TRY(row_fetch(k->call, ledger_of(k->call, LEDGER_SITTING),
                  (row_id){row_number(li, row, AGENDA_ITEM_SITTING)}, &sitting));
    out->item = row;
    out->sitting = sitting;
    return ERR_OK;
}

static enum err see_officers(struct looking *k, const struct list *officers)
{
    const struct ledger *l = ledger_of(k->call, LEDGER_OFFICER);
    int presidium = 0;

    for (size_t i = 0; i < officers->count; i++) {
        const struct row *row = officers->rows[i];
        if (is_passed_as(l, row, CODE_OFFICER_DUTY_PRESIDIUM) &&
            ++presidium == PRESIDIUM_LEAST)
            TRY(see_vote(k, row, &k->seen[BEFORE_PRESIDIUM]));
        if (is_passed_as(l, row, CODE_OFFICER_DUTY_SECRETARY_GENERAL))
            TRY(see_vote(k, row, &k->seen[BEFORE_SECRETARY_GENERAL]));
    }
    return ERR_OK;
}

static enum before_matter matter_of(const struct ledger *l, const struct row *item)
{
    return row_has_code(l, item, AGENDA_ITEM_MATTER, CODE_AGENDA_MATTER_CREDENTIALS)
               ? BEFORE_OF_CREDENTIALS
           : row_has_code(l, item, AGENDA_ITEM_MATTER, CODE_AGENDA_MATTER_CANDIDATES)
               ? BEFORE_OF_CANDIDATES
               : BEFORE_OF_RULES;
}

static struct str with_list(struct looking *k, struct str lists, struct str list)
{
    return lists.len && list.len
               ? str_print(k->call->arena, "%.*s\n%.*s", STR_FMT(lists), STR_FMT(list))
           : lists.len ? lists
                       : list;
}

/* The list that an item laid before its meeting, and those before it was taken up again; lists of rows come without
 * long texts. */
static enum err read_list(struct looking *k, const struct row *item, struct str *out)
{
    const struct ledger *l = ledger_of(k->call, LEDGER_AGENDA_ITEM);
    struct row *whole;

    *out = (struct str){0};
    if (!row_has_code(l, item, AGENDA_ITEM_MATTER, CODE_AGENDA_MATTER_CANDIDATES))
        return ERR_OK;
    TRY(row_fetch(k->call, l, item->id, &whole));
    *out = row_text(l, whole, AGENDA_ITEM_LAID);
    k->taken_up = with_list(k, k->taken_up, row_text(l, whole, AGENDA_ITEM_LAID_BEFORE));
    return ERR_OK;
}

/* The first item that did it; of a list of candidates all that was laid, and nothing is done without a name. */
static void take_item(struct looking *k, struct before_seen *seen, const struct row *item,
                      const struct row *sitting, struct str laid)
{
    const struct ledger *l = ledger_of(k->call, LEDGER_AGENDA_ITEM);

    if (matter_of(l, item) == BEFORE_OF_CANDIDATES && !laid.len)
        return;
    if (!seen->is_done)
        *seen = (struct before_seen){.is_done = true, .item = item, .sitting = sitting};
    seen->laid = with_list(k, seen->laid, laid);
    seen->last = laid;
}

/* Of a sitting of a kind: what an item of it settles. */
static enum err see_item(struct looking *k, const struct row *item,
                         const struct row *sitting)
{
    const struct ledger *l = ledger_of(k->call, LEDGER_AGENDA_ITEM);
    struct str sitting_kind =
        row_text(ledger_of(k->call, LEDGER_SITTING), sitting, SITTING_KIND);
    bool is_passed = row_is(l, item, AGENDA_ITEM_IS_PASSED);
    struct str laid;

    TRY(read_list(k, item, &laid));
    if (!row_has(l, item, AGENDA_ITEM_MATTER) ||
        !(is_passed || row_is(l, item, AGENDA_ITEM_IS_DONE)))
        return ERR_OK;
    enum before_step step =
        before_step_of(k->kind, sitting_kind, matter_of(l, item), is_passed);
    if (step < BEFORE_STEPS)
        take_item(k, &k->seen[step], item, sitting, laid);
    return ERR_OK;
}

/* Was it opened, and did so many come that it could decide?  Where the rules know no quorum, did anybody?  Who came to
 * a delegation's own meeting nobody has to count. */
static enum err was_held(struct looking *k, const struct row *sitting, bool *out)
{
    const struct ledger *l = ledger_of(k->call, LEDGER_SITTING);
    struct attendance_numbers n;
    struct quorum quorum;

    *out = sitting_begun(l, sitting);
    if (!*out || row_has_code(l, sitting, SITTING_KIND, CODE_SITTING_KIND_DELEGATION))
        return ERR_OK;
    TRY(hall_attendance(k->call, sitting->id, &n));
    n.present += n.left; /* who went before it was closed had come */
    if (row_has_code(l, sitting, SITTING_KIND, CODE_SITTING_KIND_PRESIDIUM))
        quorum = quorum_of_part(n.due, n.present);
    else
        TRY(hall_quorum(k->call, k->congress, &n, &quorum));
    *out = quorum.share ? quorum.is_met : n.present > 0;
    return ERR_OK;
}

static enum err see_sittings(struct looking *k, const struct list *sittings)
{
    const struct ledger *l = ledger_of(k->call, LEDGER_SITTING),
                        *li = ledger_of(k->call, LEDGER_AGENDA_ITEM);
    struct list items;

    for (size_t i = 0; i < sittings->count; i++) {
        const struct row *row = sittings->rows[i];
        bool is_held;
        TRY(was_held(k, row, &is_held));
        if (!is_held)
            continue;
        if (row_has_code(l, row, SITTING_KIND, CODE_SITTING_KIND_PREPARATORY))
            k->seen[BEFORE_MEETING] = (struct before_seen){.is_done = true, .sitting = row};
        TRY(rows_of_one(k->call, li, AGENDA_ITEM_SITTING, row->id, AGENDA_ITEM_PLACE,
                        &items));
        for (size_t n = 0; n < items.count; n++)
            TRY(see_item(k, items.rows[n], row));
    }
    return ERR_OK;
}

static enum err look(struct looking *k, row_id congress)
{
    struct list officers, sittings;

    TRY(rows_of_one(k->call, ledger_of(k->call, LEDGER_OFFICER), OFFICER_CONGRESS, congress,
                    0, &officers));
    TRY(see_officers(k, &officers));
    TRY(rows_of_one(k->call, ledger_of(k->call, LEDGER_SITTING), SITTING_CONGRESS, congress,
                    SITTING_OPENED_AT, &sittings));
    return see_sittings(k, &sittings);
}

enum err congress_before(struct call *c, const struct row *congress, struct before_all *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_CONGRESS);
    struct looking k = {
        .call = c, .congress = congress, .kind = row_text(l, congress, CONGRESS_KIND)};

    out->count = 0;
    for (int step = 0; step < BEFORE_STEPS; step++) {
        const struct before_law *law =
            before_asked(k.kind, row_text(l, congress, CONGRESS_LEVEL),
                         row_number(l, congress, CONGRESS_SESSION), step);
        if (law)
            out->items[out->count++] = (struct before_seen){.step = step, .law = law};
    }
    if (out->count)
        TRY(look(&k, congress->id));
    out->taken_up = k.taken_up;
    for (size_t i = 0; i < out->count; i++) {
        struct before_seen *one = &out->items[i];
        k.seen[one->step].step = one->step;
        k.seen[one->step].law = one->law;
        *one = k.seen[one->step];
    }
    return ERR_OK;
}
