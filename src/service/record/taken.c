#include "service/record/taken.h"

#include "ledger/list.h"
#include "service/record/seen.h"
#include "service/site/site.h"

enum { APART_MOST = 3 }; /* fields that tell it apart */

static bool is_in(const struct unique_group *group, int field)
{
    for (size_t i = 0; group && i < group->count; i++)
        if (group->fields[i] == field)
            return true;
    return false;
}

static bool tells_apart(const struct ledger *l, const struct row *row, int field)
{
    const struct field *f = &l->fields[field];

    return row->values[field].is_set && f->mask == MASK_NONE &&
           (field == l->title || f->type == FIELD_REF || f->type == FIELD_DATE);
}

static struct str describe(struct call *c, const struct ledger *l, const struct row *row,
                           const struct unique_group *group)
{
    AUTO(buf) struct buf out = BUF_SHOWN(BUF_MESSAGE);
    int count = 0;

    for (int i = 0; i < (int)l->field_count && count < APART_MOST; i++) {
        if (!tells_apart(l, row, i) || (i != l->title && is_in(group, i)))
            continue;
        buf_text(&out, count++ ? " · " : "");
        value_write_cell(&out, &l->fields[i], &row->values[i],
                         row->labels ? row->labels[i] : (struct str){0}, c->locale);
    }
    return str_copy(c->arena, buf_view(&out));
}

enum err taken_by(struct call *c, const struct ledger *l, row_id other,
                  const struct unique_group *group, struct str *out)
{
    AUTO(buf) struct buf text = BUF_SHOWN(BUF_MESSAGE);
    struct row *row;
    bool hidden;

    *out = (struct str){0};
    TRY(engine_get(call_reading(c), l, other, &row));
    if (!call_may(c, l->readers, row->region))
        return ERR_OK;
    TRY(row_is_hidden(c, l, other, &hidden));
    if (hidden)
        return ERR_OK;
    struct str args = str_print(c->arena, "%.*s" SEP "%lld",
                                STR_FMT(describe(c, l, row, group)), (long long)other.v);
    message_write(&text, c->locale, STR("taken.by"), args);
    *out = str_copy(c->arena, buf_view(&text));
    return ERR_OK;
}
