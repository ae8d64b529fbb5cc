/* Values of the report on the credentials of a Party congress's delegates: who is confirmed, and what changed since
 * they were elected. */
#include "ledgers/congress.h"
#include "ledgers/delegate.h"
#include "ledgers/delegate_step.h"
#include "service/papers/values.h"
#include "service/record/codes.h"
#include "service/record/fields.h"
#include "service/record/trace.h"

/* ---- the steps on record ---------------------------------------------------------------------- */

/* 推荐提名（2021年6月10日）: one that was recorded as done, whose day is on the paper. */
static struct str step_text(struct values *v, const struct ledger *l, const struct row *row)
{
    struct str day =
        date_text(v->call->arena, (date)row_number(l, row, DELEGATE_STEP_DONE_ON));

    return str_print(v->call->arena, "%.*s（%.*s）",
                     STR_FMT(code_text(l, row, DELEGATE_STEP_STEP)), STR_FMT(day));
}

static bool is_towards_names(const struct ledger *l, const struct row *row)
{
    return row_has_code(l, row, DELEGATE_STEP_STEP, CODE_DELEGATE_STEP_NOMINATE) ||
           row_has_code(l, row, DELEGATE_STEP_STEP, CODE_DELEGATE_STEP_REVIEW);
}

enum err put_steps_done(struct values *v)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_DELEGATE_STEP);
    const struct ledger *lc = ledger_of(v->call, LEDGER_CONGRESS);
    struct str steps = {0}, names = {0};
    struct list all;

    if (!v->congress)
        return ERR_OK;
    TRY(rows_of_level(v, l, row_text(lc, v->congress, CONGRESS_LEVEL), DELEGATE_STEP_LEVEL,
                      DELEGATE_STEP_DONE_ON, &all));
    for (size_t i = 0; i < all.count; i++) {
        const struct row *row = all.rows[i];
        if (row->region != v->congress->region || !row_has(l, row, DELEGATE_STEP_DONE_ON))
            continue;
        struct str text = step_text(v, l, row);
        steps = names_joined(v->call->arena, steps, text);
        if (is_towards_names(l, row))
            names = names_joined(v->call->arena, names, text);
        if (row_has_code(l, row, DELEGATE_STEP_STEP, CODE_DELEGATE_STEP_CREDENTIALS))
            put_date(v, "credentials_day", (date)row_number(l, row, DELEGATE_STEP_DONE_ON));
    }
    put_text(v, "steps_text", steps);
    if (names.len)
        put_text(v, "steps_done", str_print(v->call->arena, "经%.*s，", STR_FMT(names)));
    return ERR_OK;
}

/* ---- what changed -------------------------------------------------------------------------------- */

/* The day of the act that ended his mandate; 0: not on record, or not for the reader. */
static date ended_on(struct values *v, const struct ledger *l, const struct row *row)
{
    const struct act *act = act_at(
        l, row_is(l, row, DELEGATE_IS_LAPSED) ? DELEGATE_DO_LAPSE : DELEGATE_DO_REPLACE);
    struct change_entry *all;
    size_t count;

    if (trace_history(v->call, l, row->id, &all, &count)) {
        v->call->fault = (struct fault){0};
        return 0;
    }
    for (size_t i = 0; i < count; i++)
        if (str_eq(all[i].act, act->name))
            return date_of_instant(all[i].at);
    return 0;
}

/* 2026年8月3日王文的代表资格终止: one who was elected and is a delegate no longer. */
static struct str change_text(struct values *v, const struct ledger *l,
                              const struct row *row, date day)
{
    struct str when = date_text(v->call->arena, day);

    return str_print(v->call->arena, "%.*s%.*s%s", STR_FMT(when),
                     STR_FMT(row_text(l, row, DELEGATE_NAME)),
                     row_is(l, row, DELEGATE_IS_LAPSED) ? "的代表资格终止" : "被调整");
}

/* Confirmed are those whose credentials were found valid, and whose mandate had not ended by the day of the report. */
enum err put_credentials(struct values *v)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_DELEGATE);
    const struct ledger *lc = ledger_of(v->call, LEDGER_CONGRESS);
    int64_t valid = 0, open = 0;
    struct str changes = {0};
    struct list all;
    date report;

    if (!str_eq(v->form, STR("credentials_report")))
        return ERR_OK;
    TRY(rows_of_level(v, l, row_text(lc, v->congress, CONGRESS_LEVEL), DELEGATE_LEVEL,
                      DELEGATE_NAME, &all));
    sort_by_strokes(v, l, &all);
    TRY(event_date(v, &report));
    for (size_t i = 0; i < all.count; i++) {
        const struct row *row = all.rows[i];
        valid += row_is(l, row, DELEGATE_IS_QUALIFIED);
        open += row_is(l, row, DELEGATE_IS_ELECTED) &&
                !row_has(l, row, DELEGATE_INVALID_REASON);
        if (!delegate_was_elected(l, row) || delegate_stands(l, row))
            continue;
        date day = ended_on(v, l, row);
        valid += row_is(l, row, DELEGATE_IS_LAPSED) && day > report;
        changes = str_print(v->call->arena, "%.*s%s%.*s", STR_FMT(changes),
                            changes.len ? "；" : "代表选出后，",
                            STR_FMT(change_text(v, l, row, day)));
    }
    if (changes.len)
        put_text(v, "changes_text", str_print(v->call->arena, "%.*s。", STR_FMT(changes)));
    put_known(v, "valid_delegates", valid, valid, OPEN_CONFIRMED);
    put_number(v, "unconfirmed_delegates", open);
    return put_steps_done(v);
}
