#include "domain/ledger/value.h"

#include <criterion/criterion.h>

static struct arena *arena;
static struct code_table *sex;

static void begin(void)
{
    struct fault f = {0};

    arena = arena_new();
    cr_assert_eq(
        code_table_read(
            arena,
            STR("{\"name\":\"sex\",\"label\":{\"zh-Hans\":\"性别\",\"en\":\"Sex\"},"
                "\"items\":["
                "{\"code\":\"1\",\"label\":{\"zh-Hans\":\"男\",\"en\":\"Male\"},\"alias\":["
                "\"男性\"]},"
                "{\"code\":\"2\",\"label\":{\"zh-Hans\":\"女\",\"en\":\"Female\"}}]}"),
            &sex, &f),
        ERR_OK);
}

static void end(void)
{
    arena_free(arena);
}

TestSuite(value, .init = begin, .fini = end);

static const struct field TEXT = {.type = FIELD_TEXT, .max = 200},
                          SHORT = {.type = FIELD_TEXT, .min = 2, .max = 5},
                          LONG = {.type = FIELD_LONGTEXT, .max = 50},
                          ID = {.type = FIELD_TEXT, .max = 200, .format = FORMAT_ID_NUMBER},
                          PHONE = {.type = FIELD_TEXT, .max = 200, .format = FORMAT_PHONE},
                          EMAIL = {.type = FIELD_TEXT, .max = 200, .format = FORMAT_EMAIL},
                          INTEGER = {.type = FIELD_INTEGER},
                          SMALL = {.type = FIELD_INTEGER,
                                   .has_min = true,
                                   .has_max = true,
                                   .min = -3,
                                   .max = 10},
                          DECIMAL = {.type = FIELD_DECIMAL, .scale = 3},
                          MONEY = {.type = FIELD_MONEY, .scale = 2},
                          DAY = {.type = FIELD_DATE},
                          MONTH = {.type = FIELD_DATE, .by_month = true},
                          INSTANT = {.type = FIELD_INSTANT}, BOOL = {.type = FIELD_BOOL},
                          CODE = {.type = FIELD_CODE}, PLACE = {.type = FIELD_REGION},
                          REF = {.type = FIELD_REF}, PERSON = {.type = FIELD_PERSON},
                          FILE_ = {.type = FIELD_FILE},
                          SEALED = {.type = FIELD_SEALED, .max = 20, .seal = SEAL_TALK};

static enum err read(const struct field *f, const char *text, struct value *v,
                     struct fault *fault)
{
    struct field field = *f;

    if (f->type == FIELD_CODE)
        field.codes = sex;
    *fault = (struct fault){0};
    return value_read(arena, &field, str_of(text), v, fault);
}

struct good {
    const struct field *field;
    const char *cell;
    int64_t number;
    const char *text; /* NULL: the number counts */
    const char *back; /* the cell that is written; NULL: not checked */
};

Test(value, cells_that_are_read)
{
    const struct good GOOD[] = {
        {&TEXT, "  张 三 ", 0, "张 三", "张 三"},
        {&TEXT, "\xE3\x80\x80张三\xE3\x80\x80", 0, "张三", "张三"},
        {&TEXT, "e\xCC\x81", 0, "\xC3\xA9", "\xC3\xA9"},
        {&TEXT, "ＡＢ１", 0, "ＡＢ１", "ＡＢ１"},
        {&SHORT, "四个汉字", 0, "四个汉字", "四个汉字"},
        {&LONG, "一\r\n二\r三\n", 0, "一\n二\n三", "一\n二\n三"},
        {&ID, "11010519491231002x", 0, "11010519491231002X", "11010519491231002X"},
        {&PHONE, "+86 (0731) 8888-1234", 0, "+86 (0731) 8888-1234", NULL},
        {&EMAIL, "a@b", 0, "a@b", "a@b"},
        {&INTEGER, "12", 12, NULL, "12"},
        {&INTEGER, " 1,200 ", 1200, NULL, "1200"},
        {&INTEGER, "-7", -7, NULL, "-7"},
        {&INTEGER, "3.0", 3, NULL, "3"},
        {&INTEGER, "007", 7, NULL, "7"},
        {&INTEGER, "9223372036854775807", INT64_MAX, NULL, "9223372036854775807"},
        {&SMALL, "-3", -3, NULL, "-3"},
        {&SMALL, "10", 10, NULL, "10"},
        {&DECIMAL, "1.5", 1500, NULL, "1.500"},
        {&DECIMAL, "-.005", -5, NULL, "-0.005"},
        {&DECIMAL, "1.50000000", 1500, NULL, "1.500"},
        {&MONEY, "12,345.6", 1234560, NULL, "12345.60"},
        {&MONEY, "0", 0, NULL, "0.00"},
        {&DAY, "2021-05-30", 20210530, NULL, "2021-05-30"},
        {&DAY, "2021.5.3", 20210503, NULL, "2021-05-03"},
        {&DAY, "2021年5月30日", 20210530, NULL, "2021-05-30"},
        {&DAY, "20210530", 20210530, NULL, "2021-05-30"},
        {&DAY, "2021/5/30", 20210530, NULL, "2021-05-30"},
        {&DAY, "2021-05-30 00:00:00", 20210530, NULL, "2021-05-30"},
        {&DAY, "2020-02-29", 20200229, NULL, "2020-02-29"},
        {&MONTH, "2021.05", 20210500, NULL, "2021-05"},
        {&MONTH, "202105", 20210500, NULL, "2021-05"},
        {&MONTH, "2021年5月", 20210500, NULL, "2021-05"},
        {&MONTH, "2021-05-30", 20210530, NULL, "2021-05-30"},
        {&INSTANT, "2021-05-30T08:30:00Z", 1622363400000, NULL, "2021-05-30 16:30"},
        {&INSTANT, "2021-05-30 16:30", 1622363400000, NULL, "2021-05-30 16:30"},
        {&INSTANT, "2021-05-30T08:30:15Z", 1622363415000, NULL, "2021-05-30 16:30:15"},
        {&BOOL, "是", 1, NULL, "是"},
        {&BOOL, "√", 1, NULL, "是"},
        {&BOOL, "YES", 1, NULL, "是"},
        {&BOOL, "true", 1, NULL, "是"},
        {&BOOL, "0", 0, NULL, "否"},
        {&BOOL, "无", 0, NULL, "否"},
        {&CODE, "1", 0, "1", NULL},
        {&CODE, "女", 0, "2", NULL},
        {&CODE, "男性", 0, "1", NULL},
        {&CODE, "female", 0, "2", NULL},
        {&PLACE, "430211", 430211000, NULL, "430211"},
        {&PLACE, "株洲市天元区", 0, "株洲市天元区", NULL},
        {&REF, "1234567890123456", 1234567890123456, NULL, NULL},
        {&REF, "12345", 0, "12345", NULL},
        {&PERSON, "张三", 0, "张三", NULL},
        {&FILE_, "77", 77, NULL, NULL},
        {&SEALED, " 秘密 ", 0, "秘密", ""},
    };

    for (size_t i = 0; i < sizeof(GOOD) / sizeof(GOOD[0]); i++) {
        const struct good *g = &GOOD[i];
        AUTO(buf) struct buf cell = BUF(BUF_MESSAGE);
        struct value v;
        struct fault f;
        cr_assert_eq(read(g->field, g->cell, &v, &f), ERR_OK, "%s: %s", g->cell, f.code);
        cr_expect(v.is_set, "%s", g->cell);
        if (g->text)
            cr_expect(str_eq(v.text, str_of(g->text)), "%s: %.*s", g->cell,
                      STR_FMT(v.text));
        cr_expect_eq(v.number, g->number, "%s: %lld", g->cell, (long long)v.number);
        if (!g->back)
            continue;
        value_write_cell(&cell, g->field, &v, (struct str){0}, LOCALE_HANS);
        cr_expect(str_eq(buf_view(&cell), str_of(g->back)), "%s: %.*s", g->cell,
                  (int)cell.len, cell.ptr);
    }
}

struct bad {
    const struct field *field;
    const char *cell, *code;
};

Test(value, cells_that_are_refused)
{
    const struct bad BAD[] = {
        {&TEXT, "\xff", "cell.encoding"},
        {&TEXT, "a\tb", "cell.character"},
        {&TEXT, "a\nb", "cell.line_break"},
        {&LONG, "一\u202e二", "cell.character"},
        {&SEALED, "一\u200b二", "cell.character"},
        {&PERSON, "张\u200b三", "cell.character"},
        {&SHORT, "一", "cell.too_short"},
        {&SHORT, "一二三四五六", "cell.too_long"},
        {&ID, "110105194912310021", "cell.id_number_check"},
        {&ID, "110105194902310021", "cell.id_number_birth"},
        {&ID, "1101051949123100", "cell.id_number_length"},
        {&PHONE, "1234", "cell.phone"},
        {&PHONE, "12345678901234567890123456", "cell.phone"},
        {&PHONE, "八八八八八", "cell.phone"},
        {&EMAIL, "@b", "cell.email"},
        {&INTEGER, "1.5", "cell.integer"},
        {&INTEGER, "-", "cell.integer"},
        {&INTEGER, ".", "cell.integer"},
        {&INTEGER, "1e3", "cell.integer"},
        {&INTEGER, "９", "cell.integer"},
        {&INTEGER, "--1", "cell.integer"},
        {&INTEGER, "9223372036854775808", "cell.integer"},
        {&SMALL, "-4", "cell.too_small"},
        {&SMALL, "11", "cell.too_large"},
        {&DECIMAL, "1.2345", "cell.decimal"},
        {&DECIMAL, "1.2.3", "cell.decimal"},
        {&MONEY, "¥12", "cell.decimal"},
        {&MONEY, "92233720368547758.08", "cell.decimal"},
        {&DAY, "2021-02-29", "cell.date"},
        {&DAY, "2021-13-01", "cell.date"},
        {&DAY, "1899-12-31", "cell.year"},
        {&DAY, "2200-01-01", "cell.year"},
        {&DAY, "2021-05", "cell.day_missing"},
        {&DAY, "20210500", "cell.date"},
        {&DAY, "44196", "cell.date"},
        {&MONTH, "2021", "cell.month"},
        {&MONTH, "2021.00", "cell.month"},
        {&INSTANT, "2021-05-30 24:00", "cell.instant"},
        {&INSTANT, "2021-05 08:00", "cell.instant"},
        {&INSTANT, "2199-12-31T23:00:00Z", "cell.instant"}, /* in China it is 2200 */
        {&BOOL, "2", "cell.bool"},
        {&BOOL, "maybe", "cell.bool"},
        {&CODE, "3", "cell.code"},
        {&CODE, "男女", "cell.code"},
        {&FILE_, "x", "cell.file"},
        {&SEALED, "长长长长长长长长长长长长长长长长长长长长长", "cell.too_long"},
    };

    for (size_t i = 0; i < sizeof(BAD) / sizeof(BAD[0]); i++) {
        struct value v;
        struct fault f;
        cr_expect_eq(read(BAD[i].field, BAD[i].cell, &v, &f), ERR_INVALID, "taken: %s",
                     BAD[i].cell);
        cr_expect(f.code && strcmp(f.code, BAD[i].code) == 0, "%s: %s", BAD[i].cell,
                  f.code ? f.code : "?");
    }
}

Test(value, an_empty_cell_is_no_value)
{
    const struct field *const ALL[] = {&TEXT, &LONG,    &INTEGER, &DECIMAL, &MONEY,
                                       &DAY,  &INSTANT, &BOOL,    &CODE,    &PLACE,
                                       &REF,  &PERSON,  &FILE_,   &SEALED};
    static const char *const EMPTY[] = {"", " ", "\t\n", "\xE3\x80\x80"};

    for (size_t i = 0; i < sizeof(ALL) / sizeof(ALL[0]); i++) {
        for (size_t k = 0; k < 4; k++) {
            AUTO(buf) struct buf out = BUF(BUF_MESSAGE);
            struct jsonw w = {.out = &out};
            struct value v;
            struct fault f;
            cr_assert_eq(read(ALL[i], EMPTY[k], &v, &f), ERR_OK);
            cr_expect_not(v.is_set);
            value_write_cell(&out, ALL[i], &v, STR("title"), LOCALE_HANS);
            cr_expect_eq(out.len, 0);
            value_write_json(&w, ALL[i], &v);
            cr_expect(str_eq(buf_view(&out), STR("null")));
        }
    }
}

Test(value, json)
{
    const struct bad JSON[] = {
        /* field, cell, JSON */
        {&TEXT, "a\"<b", "\"a\\\"\\u003cb\""},
        {&INTEGER, "7", "7"},
        {&DECIMAL, "-0.5", "\"-0.500\""},
        {&MONEY, "12.5", "\"12.50\""},
        {&DAY, "20210530", "\"2021-05-30\""},
        {&MONTH, "202105", "\"2021-05\""},
        {&INSTANT, "2021-05-30 16:30", "\"2021-05-30T08:30:00Z\""},
        {&BOOL, "是", "true"},
        {&BOOL, "否", "false"},
        {&CODE, "男", "\"1\""},
        {&PLACE, "4302", "\"4302\""},
        {&REF, "1234567890123456", "\"1234567890123456\""},
        {&SEALED, "x", "{\"sealed\":true}"},
    };

    for (size_t i = 0; i < sizeof(JSON) / sizeof(JSON[0]); i++) {
        AUTO(buf) struct buf out = BUF(BUF_MESSAGE);
        struct jsonw w = {.out = &out};
        struct value v;
        struct fault f;
        cr_assert_eq(read(JSON[i].field, JSON[i].cell, &v, &f), ERR_OK);
        value_write_json(&w, JSON[i].field, &v);
        cr_expect(str_eq(buf_view(&out), str_of(JSON[i].code)), "%s: %.*s", JSON[i].cell,
                  (int)out.len, out.ptr);
    }
}

Test(value, masks)
{
    static const struct {
        enum field_mask mask;
        const char *text, *want;
    } CASES[] = {
        {MASK_NONE, "张三", "张三"},
        {MASK_NAME, "张三丰", "张**"},
        {MASK_NAME, "张", "张"},
        {MASK_PHONE, "13800138000", "138****8000"},
        {MASK_PHONE, "88881234", "********"},
        {MASK_PHONE, "0731-88881234", "073******1234"},
        {MASK_ALL, "x", "******"},
        {MASK_ALL, "很长很长很长很长", "******"},
        {MASK_NAME, "", ""},
        {MASK_ALL, "", ""},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        struct str got = value_masked(arena, CASES[i].mask, str_of(CASES[i].text));
        cr_expect(str_eq(got, str_of(CASES[i].want)), "%s: %.*s", CASES[i].text,
                  STR_FMT(got));
    }
}

/* Every number that a decimal, money or date field can hold comes back from its cell. */
Test(value, what_is_written_is_read_back)
{
    const struct field *const FIELDS[] = {&INTEGER, &DECIMAL, &MONEY};
    uint64_t state = 88172645463325252u;

    for (int round = 0; round < 20000; round++) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        const struct field *field = FIELDS[round % 3];
        struct value v = {.is_set = true,
                          .number =
                              (int64_t)(state >> (1 + state % 60)) * (round % 2 ? 1 : -1)},
                     again;
        AUTO(buf) struct buf cell = BUF(BUF_MESSAGE);
        struct fault f = {0};
        value_write_cell(&cell, field, &v, (struct str){0}, LOCALE_EN);
        cr_assert_eq(value_read(arena, field, buf_view(&cell), &again, &f), ERR_OK, "%.*s",
                     (int)cell.len, cell.ptr);
        cr_assert(value_equal(field, &v, &again), "%.*s", (int)cell.len, cell.ptr);
    }
    for (int64_t day = date_to_days(19000101); day <= date_to_days(21991231); day++) {
        struct value v = {.is_set = true, .number = date_of_days(day)}, again;
        AUTO(buf) struct buf cell = BUF(64);
        struct fault f = {0};
        value_write_cell(&cell, &DAY, &v, (struct str){0}, LOCALE_EN);
        cr_assert_eq(value_read(arena, &DAY, buf_view(&cell), &again, &f), ERR_OK);
        cr_assert_eq(again.number, v.number);
    }
}

Test(value, rows_are_checked_and_filled)
{
    struct str text = STR(
        "{\"name\":\"thing\",\"label\":{\"zh-Hans\":\"事\",\"en\":\"T\"},\"title\":\"a\","
        "\"fields\":["
        "{\"name\":\"a\",\"type\":\"text\",\"required\":true,\"label\":{\"zh-Hans\":\"甲\","
        "\"en\":\"A\"}},"
        "{\"name\":\"b\",\"type\":\"integer\",\"default\":\"7\",\"label\":{\"zh-Hans\":"
        "\"乙\",\"en\":\"B\"}},"
        "{\"name\":\"c\",\"type\":\"bool\",\"label\":{\"zh-Hans\":"
        "\"丙\",\"en\":\"C\"}},"
        "{\"name\":\"d\",\"type\":\"date\",\"label\":{\"zh-Hans\":\"丁\",\"en\":\"D\"}}],"
        "\"states\":[{\"name\":\"s\",\"label\":{\"zh-Hans\":\"态\",\"en\":\"S\"}}],"
        "\"roles\":{\"write\":[\"office\"]}}");
    struct catalog none = {0};
    struct ledger *l;
    struct fault f = {0};
    struct row_faults faults = {0};

    cr_assert_eq(ledger_read(arena, text, &none, &l, &f), ERR_OK, "%s", f.detail);
    struct row *row = row_new(arena, l);
    cr_expect_eq(row->state, 0);
    row_defaults(arena, l, row);
    cr_expect(row->values[1].is_set && row->values[1].number == 7);
    cr_expect_not(row->values[2].is_set, "a default that cannot be read is none");
    row_check(arena, l, row, &faults);
    cr_assert_eq(faults.count, 1);
    cr_expect_eq(faults.items[0].field, 0);
    cr_expect_str_eq(faults.items[0].fault.code, "cell.required");
    row_check(arena, l, row, &faults);
    cr_expect_eq(faults.count, 1, "one mistake for a field is enough");

    row->values[1].number = 3;
    struct row *copy = row_copy(arena, l, row);
    copy->values[1].number = 4;
    cr_expect_eq(row->values[1].number, 3);
    row_defaults(arena, l, copy);
    cr_expect_eq(copy->values[1].number, 4, "what is set stays");
}

Test(value, a_deadline_follows_its_date_unless_somebody_set_it)
{
    struct field fields[] = {{.type = FIELD_DATE}, {.type = FIELD_DATE, .index = 1}};
    struct ledger l = {.fields = fields,
                       .field_count = 2,
                       .deadline = 1,
                       .deadline_from = 0,
                       .deadline_days = 10};
    static const struct {
        date from, due, new_from, new_due, becomes; /* 0: empty */
    } CASES[] = {
        {20210601, 20210611, 20210602, 20210611, 20210612},
        {20210601, 20210620, 20210602, 20210620, 20210620},
        {20210601, 20210611, 20210602, 20210630, 20210630},
        {20210601, 20210611, 20210601, 20210611, 20210611},
        {0, 20210611, 20210602, 20210611, 20210611},
        {20210601, 20210611, 0, 20210611, 20210611},
        {20210601, 0, 20210602, 0, 0},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        struct value was[] = {{CASES[i].from != 0, CASES[i].from, {0}},
                              {CASES[i].due != 0, CASES[i].due, {0}}};
        struct value is[] = {{CASES[i].new_from != 0, CASES[i].new_from, {0}},
                             {CASES[i].new_due != 0, CASES[i].new_due, {0}}};
        struct row before = {.values = was}, after = {.values = is};
        row_deadline_follows(&l, &before, &after);
        cr_expect_eq(after.values[1].is_set ? after.values[1].number : 0, CASES[i].becomes,
                     "case %zu", i);
    }
}
