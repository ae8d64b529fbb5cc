/* Values of what delegations discussed at a sitting, for its briefing. */
#include "ledgers/discussion.h"
#include "ledgers/discussion_point.h"
#include "service/papers/values.h"

static bool is_open(const struct ledger *l, const struct row *row)
{
    return !row_number(l, row, DISCUSSION_IS_CLOSED);
}

static void put_heads(struct values *v, const struct ledger *l, const struct list *all)
{
    struct str numbers = {0};
    bool is_draft = false;

    open_list(v, "discussions");
    for (size_t i = 0; i < all->count; i++) {
        const struct row *row = all->rows[i];
        int64_t number = row_number(l, row, DISCUSSION_BRIEFING_NUMBER);
        if (!is_open(l, row))
            continue;
        jsonw_open(&v->w, '{');
        put_text(v, "delegation", row_text(l, row, DISCUSSION_DELEGATION));
        put_text(v, "topic", row_text(l, row, DISCUSSION_TOPIC));
        put_text(v, "convener", row_text(l, row, DISCUSSION_CONVENER));
        put_text(v, "recorder", row_text(l, row, DISCUSSION_RECORDER));
        if (row_has(l, row, DISCUSSION_PRESENT))
            put_number(v, "present", row_number(l, row, DISCUSSION_PRESENT));
        jsonw_close(&v->w, '}');
        is_draft = is_draft || !row_is(l, row, DISCUSSION_IS_ISSUED);
        if (number)
            numbers = str_print(v->call->arena, "%.*s%s%lld", STR_FMT(numbers),
                                numbers.len ? "、" : "", (long long)number);
    }
    close_list(v);
    put_text(v, "briefing_number", numbers);
    put_c(v, "briefing_draft", is_draft ? "送审稿" : "");
}

static enum err put_points(struct values *v, const struct ledger *l,
                           const struct row *discussion)
{
    const struct ledger *lp = ledger_of(v->call, LEDGER_DISCUSSION_POINT);
    struct list ids;

    TRY(rows_of_one(v->call, lp, DISCUSSION_POINT_DISCUSSION, discussion->id,
                    DISCUSSION_POINT_PLACE, &ids));
    for (size_t i = 0; i < ids.count; i++) {
        struct row *point; /* lists leave long texts out */
        TRY(row_fetch(v->call, lp, ids.rows[i]->id, &point));
        jsonw_open(&v->w, '{');
        put_text(v, "delegation", row_text(l, discussion, DISCUSSION_DELEGATION));
        put_text(v, "speaker", row_text(lp, point, DISCUSSION_POINT_SPEAKER));
        put_text(v, "said", row_text(lp, point, DISCUSSION_POINT_SAID));
        jsonw_close(&v->w, '}');
    }
    return ERR_OK;
}

enum err put_discussions(struct values *v)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_DISCUSSION);
    struct list all;

    if (!str_eq(v->form, STR("briefing")))
        return ERR_OK;
    TRY(call_require(v->call, l->readers, v->sitting->region));
    TRY(rows_of_one(v->call, l, DISCUSSION_SITTING, v->sitting->id, DISCUSSION_DELEGATION,
                    &all));
    put_heads(v, l, &all);
    open_list(v, "points");
    for (size_t i = 0; i < all.count; i++)
        if (is_open(l, all.rows[i]))
            TRY(put_points(v, l, all.rows[i]));
    close_list(v);
    return ERR_OK;
}
