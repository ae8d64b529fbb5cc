/* What a chair may say of the sitting: whether enough have come, and what of the agenda is settled on record. */
#include "ledgers/agenda_item.h"
#include "ledgers/congress.h"
#include "ledgers/motion.h"
#include "ledgers/poll.h"
#include "ledgers/sitting.h"
#include "service/congress/hall.h"
#include "service/papers/ready.h"
#include "service/papers/values.h"
#include "service/record/codes.h"
#include "service/rules/rules.h"

/* ---- who came ----------------------------------------------------------------------------------- */

/* Of the ballot in hand as it counts them, else of the door; `needed` 0: nobody has counted yet. */
static enum err find_quorum(struct values *v, int64_t *needed, int64_t *present)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_SITTING);
    struct quorum_view of_poll;
    struct hall_view hall;

    *needed = *present = 0;
    if (v->poll) {
        poll_quorum(v->poll->poll, &v->poll->people, &of_poll);
        *needed = of_poll.needed;
        *present = of_poll.present;
        return ERR_OK;
    }
    if (!sitting_begun(l, v->sitting))
        return ERR_OK;
    TRY(hall_now(v->call, v->sitting->id, &hall));
    *needed = hall.quorum.needed;
    *present = hall.quorum.present;
    return ERR_OK;
}

/* Enough: it may begin.  Too few: how many are missing, and that it may not. */
static enum err put_opening(struct values *v)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_CONGRESS);
    struct str kind = row_text(l, v->congress, CONGRESS_KIND);
    const char *word = congress_is_of_people(kind) ? "法定人数" : "规定人数";
    struct arena *a = v->call->arena;
    struct rules_edition rules;
    int64_t needed, present;

    TRY(rules_in_force(v->call, row_text(l, v->congress, CONGRESS_RULES), &rules));
    const struct rule_office *office = quorum_office(kind, rules.set);
    if (!office)
        return ERR_OK;
    struct str says = hans_sentence(v->call, office, "quorum");
    TRY(find_quorum(v, &needed, &present));
    if (!needed)
        put_text(v, "opening_text",
                 str_print(a, "（清点人数后，实到会人数%.*s的，宣布：）符合%s，可以开会",
                           STR_FMT(says), word));
    else if (present >= needed)
        put_text(v, "opening_text",
                 str_print(a, "实到会人数%.*s，符合%s，可以开会", STR_FMT(says), word));
    else
        put_text(v, "opening_text",
                 str_print(a, "实到会人数应当%.*s，还差%lld名，未达到%s，不能开会",
                           STR_FMT(says), (long long)(needed - present), word));
    return ERR_OK;
}

/* ---- what is settled ------------------------------------------------------------------------------ */

/* Is the ballot signed that the item names; where it names none, every one of the sitting? */
static enum err is_elected(struct values *v, const struct ledger *l, const struct row *item,
                           bool *out)
{
    const struct ledger *lp = ledger_of(v->call, LEDGER_POLL);
    int64_t named = row_number(l, item, AGENDA_ITEM_POLL);
    struct list all;

    *out = false;
    TRY(rows_of_one(v->call, lp, POLL_SITTING,
                    (row_id){row_number(l, item, AGENDA_ITEM_SITTING)}, 0, &all));
    for (size_t i = 0; i < all.count; i++) {
        const struct row *poll = all.rows[i];
        if (row_is(lp, poll, POLL_IS_VOID) || (named && poll->id.v != named))
            continue;
        *out = row_is(lp, poll, POLL_IS_SIGNED);
        if (!*out)
            return ERR_OK;
    }
    return ERR_OK;
}

static enum err is_withdrawn(struct values *v, const struct ledger *l,
                             const struct row *item, bool *out)
{
    const struct ledger *lm = ledger_of(v->call, LEDGER_MOTION);
    row_id id = {row_number(l, item, AGENDA_ITEM_MOTION)};
    struct row *motion;

    *out = false;
    if (!id.v)
        return ERR_OK;
    TRY(row_fetch(v->call, lm, id, &motion));
    *out = row_is(lm, motion, MOTION_IS_WITHDRAWN);
    return ERR_OK;
}

/* Passed, rejected or done; an election once it is signed; the speech that ends it all is still to come. */
static enum err is_settled(struct values *v, const struct ledger *l, const struct row *item,
                           bool *out)
{
    *out = !row_is(l, item, AGENDA_ITEM_IS_PLANNED) ||
           row_has_code(l, item, AGENDA_ITEM_KIND, CODE_AGENDA_KIND_SPEECH);
    if (*out)
        return ERR_OK;
    if (row_has_code(l, item, AGENDA_ITEM_KIND, CODE_AGENDA_KIND_ELECTION))
        return is_elected(v, l, item, out);
    return is_withdrawn(v, l, item, out);
}

struct agenda_state {
    struct str open; /* titles */
    size_t count;
};

static enum err add_items(struct values *v, row_id sitting, struct agenda_state *out)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_AGENDA_ITEM);
    struct list items;
    bool settled;

    TRY(rows_of_one(v->call, l, AGENDA_ITEM_SITTING, sitting, AGENDA_ITEM_PLACE, &items));
    out->count += items.count;
    for (size_t i = 0; i < items.count; i++) {
        TRY(is_settled(v, l, items.rows[i], &settled));
        if (!settled)
            out->open = names_joined(v->call->arena, out->open,
                                     row_text(l, items.rows[i], AGENDA_ITEM_TITLE));
    }
    return ERR_OK;
}

/* Who closes a congress speaks of all its sittings, any other chair of his own. */
static enum err put_settled(struct values *v)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_SITTING);
    bool is_closing = str_eq(v->form, STR("chair_script_closing"));
    struct agenda_state agenda = {0};
    struct list all;

    TRY(hall_sittings(v->call, v->congress->id, &all));
    for (size_t i = 0; i < all.count; i++) {
        const struct row *row = all.rows[i];
        bool is_of_all = row_has_code(l, row, SITTING_KIND, CODE_SITTING_KIND_PLENARY) ||
                         row_has_code(l, row, SITTING_KIND, CODE_SITTING_KIND_PREPARATORY);
        if (is_closing ? is_of_all : row->id.v == v->sitting->id.v)
            TRY(add_items(v, row->id, &agenda));
    }
    put_text(v, "open_items", agenda.open);
    if (agenda.count && !agenda.open.len)
        put_number(v, "agenda_settled", 1);
    return ERR_OK;
}

/* ---- what the sitting is for -------------------------------------------------------------------- */

/* Parts of a script that speak of what this agenda may leave to another sitting: `word` is in a title of its items. */
static const struct {
    const char *key, *word;
} PARTS[] = {{"rules_here", "选举办法"},
             {"scrutineers_here", "监票人"},
             {"announced_here", "宣布选举结果"},
             {"oath_here", "宣誓"}};

enum { PART_COUNT = sizeof(PARTS) / sizeof(PARTS[0]) };

static enum err find_parts(struct values *v, row_id sitting, bool found[PART_COUNT])
{
    const struct ledger *l = ledger_of(v->call, LEDGER_AGENDA_ITEM);
    struct list items;

    TRY(rows_of_one(v->call, l, AGENDA_ITEM_SITTING, sitting, AGENDA_ITEM_PLACE, &items));
    for (size_t i = 0; i < items.count; i++)
        for (size_t k = 0; k < PART_COUNT; k++)
            if (str_find(row_text(l, items.rows[i], AGENDA_ITEM_TITLE),
                         str_of(PARTS[k].word)) >= 0)
                found[k] = true;
    return ERR_OK;
}

/* A part stands unless another sitting has it on its agenda and this one has not. */
static enum err put_parts(struct values *v)
{
    bool here[PART_COUNT] = {0}, elsewhere[PART_COUNT] = {0};
    struct list all;

    TRY(hall_sittings(v->call, v->congress->id, &all));
    for (size_t i = 0; i < all.count; i++) {
        bool is_own = all.rows[i]->id.v == v->sitting->id.v;
        TRY(find_parts(v, all.rows[i]->id, is_own ? here : elsewhere));
    }
    for (size_t k = 0; k < PART_COUNT; k++)
        if (here[k] || !elsewhere[k])
            put_number(v, PARTS[k].key, 1);
    return ERR_OK;
}

enum err put_spoken(struct values *v)
{
    if (!v->sitting || !form_is_spoken(v->form))
        return ERR_OK;
    TRY(put_opening(v));
    TRY(put_parts(v));
    return put_settled(v);
}
