/*
 * The first byte chooses a field, the others are the text of a cell: reading it ends with a value
 * within the field's limits or with an explained error, and the cell that is written for the value
 * is read back as the same value.
 */
#include "base/utf8.h"
#include "domain/ledger/value.h"

#include <stdlib.h>

static const char CODES[] =
    "{\"name\":\"mark\",\"label\":{\"zh-Hans\":\"记号\",\"en\":\"Mark\"},\"items\":["
    "{\"code\":\"1\",\"label\":{\"zh-Hans\":\"优秀\",\"en\":\"Excellent\"},\"alias\":["
    "\"优\"]},"
    "{\"code\":\"2\",\"label\":{\"zh-Hans\":\"合格\",\"en\":\"Fit\"}},"
    "{\"code\":\"a-b.c\",\"label\":{\"zh-Hans\":\"其他\",\"zh-Hant\":\"其他\",\"en\":"
    "\"Other\"}}]}";

static const struct field FIELDS[] = {
    {.type = FIELD_TEXT, .max = 200},
    {.type = FIELD_TEXT, .min = 2, .max = 10},
    {.type = FIELD_TEXT, .max = 200, .format = FORMAT_ID_NUMBER},
    {.type = FIELD_TEXT, .max = 200, .format = FORMAT_PHONE},
    {.type = FIELD_TEXT, .max = 200, .format = FORMAT_EMAIL},
    {.type = FIELD_LONGTEXT, .max = 10000},
    {.type = FIELD_INTEGER},
    {.type = FIELD_INTEGER, .has_min = true, .has_max = true, .min = -5, .max = 9999},
    {.type = FIELD_DECIMAL, .scale = 1},
    {.type = FIELD_DECIMAL, .scale = 4, .has_min = true, .min = 0},
    {.type = FIELD_MONEY, .scale = 2},
    {.type = FIELD_DATE},
    {.type = FIELD_DATE, .by_month = true},
    {.type = FIELD_INSTANT},
    {.type = FIELD_BOOL},
    {.type = FIELD_CODE},
    {.type = FIELD_REGION},
    {.type = FIELD_REF},
    {.type = FIELD_PERSON},
    {.type = FIELD_FILE},
    {.type = FIELD_SEALED, .max = 100, .seal = SEAL_TALK},
};
enum { FIELD_COUNT = sizeof(FIELDS) / sizeof(FIELDS[0]) };

static void demand(bool truth)
{
    if (!truth)
        abort();
}

static const struct code_table *codes(void)
{
    static struct code_table *table;
    static struct arena *kept;
    struct fault f = {0};

    if (!table) {
        kept = arena_new();
        demand(!code_table_read(kept, STR(CODES), &table, &f));
    }
    return table;
}

static void check_text(const struct field *f, const struct value *v)
{
    int64_t count = (int64_t)utf8_count(v->text);

    demand(v->text.len > 0 && utf8_is_valid(v->text));
    demand(count <= f->max && count >= f->min);
    for (size_t i = 0; i < v->text.len; i++) {
        char c = v->text.ptr[i];
        demand((unsigned char)c >= ' ' || (c == '\n' && f->type != FIELD_TEXT));
    }
}

static void check_value(const struct field *f, const struct value *v)
{
    if (f->type == FIELD_TEXT || f->type == FIELD_LONGTEXT || f->type == FIELD_SEALED)
        check_text(f, v);
    if (f->type == FIELD_DATE)
        demand(date_is_valid(v->number) && (f->by_month || date_day(v->number)));
    if (f->type == FIELD_BOOL)
        demand(v->number == 0 || v->number == 1);
    if (f->type == FIELD_CODE)
        demand(code_find(f->codes, v->text));
    demand(!f->has_min || v->number >= f->min);
    demand(!f->has_max || v->number <= f->max);
}

/* References are written by their title and sealed values not at all: those are not read back. */
static bool is_written(const struct field *f)
{
    return !field_target(f).len && f->type != FIELD_REF && f->type != FIELD_FILE &&
           f->type != FIELD_SEALED;
}

static void check_round_trip(struct arena *a, const struct field *f, const struct value *v)
{
    for (int l = 0; l < LOCALE_COUNT && is_written(f); l++) {
        AUTO(buf) struct buf cell = BUF(BUF_REPLY);
        struct value again;
        struct fault fault = {0};
        struct str title =
            f->type == FIELD_REGION && !v->number ? v->text : (struct str){0};
        value_write_cell(&cell, f, v, title, (enum locale)l);
        demand(!value_read(a, f, buf_view(&cell), &again, &fault));
        demand(value_equal(f, v, &again));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    AUTO(arena) struct arena *a = arena_new();
    AUTO(buf) struct buf json = BUF(BUF_REPLY);
    struct jsonw w = {.out = &json};
    struct fault fault = {0};
    struct value v;

    if (!len)
        return 0;
    struct field field = FIELDS[data[0] % FIELD_COUNT];
    field.codes = field.type == FIELD_CODE ? codes() : NULL;
    struct str text = {(const char *)data + 1, len - 1};
    enum err err = value_read(a, &field, text, &v, &fault);
    demand(err == fault.kind && !err == !fault.code);
    demand(utf8_is_valid(str_of(fault.detail)));
    if (err || !v.is_set)
        return 0;
    check_value(&field, &v);
    check_round_trip(a, &field, &v);
    value_write_json(&w, &field, &v);
    for (int m = MASK_NONE; m <= MASK_ALL && field.type == FIELD_TEXT; m++)
        demand(utf8_is_valid(value_masked(a, (enum field_mask)m, v.text)));
    return 0;
}
