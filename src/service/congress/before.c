#include "service/congress/before.h"

#include "ledgers/agenda_item.h"
#include "ledgers/congress.h"
#include "ledgers/officer.h"
#include "ledgers/sitting.h"
#include "service/congress/hall.h"
#include "service/record/codes.h"
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
    bool done[BEFORE_STEPS];
};

static void see_officers(struct looking *k, const struct list *officers)
{
    const struct ledger *l = ledger_of(k->call, LEDGER_OFFICER);

    for (size_t i = 0; i < officers->count; i++) {
        const struct row *row = officers->rows[i];
        if (!row_is(l, row, OFFICER_IS_PASSED))
            continue;
        if (row_has_code(l, row, OFFICER_DUTY, CODE_OFFICER_DUTY_PRESIDIUM))
            k->done[BEFORE_PRESIDIUM] = true;
        if (row_has_code(l, row, OFFICER_DUTY, CODE_OFFICER_DUTY_SECRETARY_GENERAL))
            k->done[BEFORE_SECRETARY_GENERAL] = true;
    }
}

/* Of a sitting of a kind: what an item of it settles. */
static void see_item(struct looking *k, const struct row *item, struct str sitting_kind)
{
    const struct ledger *l = ledger_of(k->call, LEDGER_AGENDA_ITEM);
    bool is_passed = row_is(l, item, AGENDA_ITEM_IS_PASSED);
    enum before_step step =
        row_has_code(l, item, AGENDA_ITEM_MATTER, CODE_AGENDA_MATTER_CREDENTIALS)
            ? BEFORE_CREDENTIALS
            : BEFORE_RULES;

    if (row_has(l, item, AGENDA_ITEM_MATTER) &&
        (is_passed || row_is(l, item, AGENDA_ITEM_IS_DONE)) &&
        before_is_done(k->kind, sitting_kind, step, is_passed))
        k->done[step] = true;
}

/* Was it opened, and did so many come that it could decide?  Where the rules know no quorum, did anybody? */
static enum err was_held(struct looking *k, const struct row *sitting, bool *out)
{
    struct attendance_numbers n;
    struct quorum quorum;

    *out = false;
    if (row_is(ledger_of(k->call, LEDGER_SITTING), sitting, SITTING_IS_PLANNED))
        return ERR_OK;
    TRY(hall_attendance(k->call, sitting->id, &n));
    n.present += n.left; /* who went before it was closed had come */
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
            k->done[BEFORE_MEETING] = true;
        TRY(rows_of_one(k->call, li, AGENDA_ITEM_SITTING, row->id, 0, &items));
        for (size_t n = 0; n < items.count; n++)
            see_item(k, items.rows[n], row_text(l, row, SITTING_KIND));
    }
    return ERR_OK;
}

static enum err look(struct looking *k, row_id congress)
{
    struct list officers, sittings;

    TRY(rows_of_one(k->call, ledger_of(k->call, LEDGER_OFFICER), OFFICER_CONGRESS, congress,
                    0, &officers));
    see_officers(k, &officers);
    TRY(rows_of_one(k->call, ledger_of(k->call, LEDGER_SITTING), SITTING_CONGRESS, congress,
                    0, &sittings));
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
    for (size_t i = 0; i < out->count; i++)
        out->items[i].is_done = k.done[out->items[i].step];
    return ERR_OK;
}
