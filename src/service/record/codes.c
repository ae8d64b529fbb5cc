#include "service/record/codes.h"

#include <assert.h>
#include <stdlib.h>

static int compare_tags(const void *key, const void *item)
{
    return *(const int *)key - ((const struct code_list *)item)->tag;
}

struct str code_name(int code)
{
    int tag = code >> TAG_SHIFT;
    const struct code_list *list = bsearch(&tag, CODE_LISTS.items, CODE_LISTS.count,
                                           sizeof(CODE_LISTS.items[0]), compare_tags);
    size_t index = (size_t)(code & TAG_INDEX);

    if (!list || index >= list->count) {
        assert(!"a code of ours");
        abort();
    }
    return list->codes[index];
}

const char *code_word(int code)
{
    return code_name(code).ptr;
}

bool code_is(struct str text, int code)
{
    return str_eq(text, code_name(code));
}

/* The codes of a field may be more than ours, but each of ours is at its place. */
static struct str code_of_field(const struct field *f, int code)
{
    assert(f->codes && f->codes->tag == code >> TAG_SHIFT);
    return f->codes->items[code & TAG_INDEX].code;
}

bool row_has_code(const struct ledger *l, const struct row *row, int field, int code)
{
    return str_eq(row_text(l, row, field),
                  code_of_field(&l->fields[field_at(l, field)], code));
}

void row_put_code(const struct ledger *l, struct row *row, int field, int code)
{
    row_put_text(l, row, field, code_of_field(&l->fields[field_at(l, field)], code));
}
