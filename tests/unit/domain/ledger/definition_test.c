#include "domain/ledger/definition.h"

#include "base/asset.h"

#include <criterion/criterion.h>

#define LABEL             "\"label\":{\"zh-Hans\":\"标\",\"en\":\"L\"}"
#define NAMED(name)       "\"label\":{\"zh-Hans\":\"" name "标\",\"en\":\"" name " L\"}"
#define FIELD(name, more) "{\"name\":\"" name "\"," NAMED(name) "," more "}"
#define TITLE             FIELD("name", "\"type\":\"text\"")
#define HEAD              "{\n\"name\":\"thing\",\n" LABEL ",\n"
#define ROLES             "\"roles\":{\"write\":[\"office\"]}"

/* A good ledger around the one part that is wrong. */
#define FIELDS(list) \
    HEAD "\"title\":\"name\",\n\"fields\":[\n" TITLE ",\n" list "],\n" ROLES "}"
#define BESIDE(part)                                                                     \
    HEAD "\"title\":\"name\",\n\"fields\":[" TITLE "," FIELD(                            \
        "day", "\"type\":\"date\"") "," FIELD("paid", "\"type\":\"money\"") "],\n" ROLES \
                                                                            ",\n" part "}"
#define STATES    "\"states\":[{\"name\":\"open\"," LABEL "},{\"name\":\"done\"," LABEL "}]"
#define ACT(more) BESIDE(STATES ",\n\"acts\":[\n{\"name\":\"end\"," LABEL "," more "}]")

#define GOOD ACT("\"from\":[\"open\"],\"to\":\"done\"")

static struct arena *arena;
static struct catalog catalog;

static const char SEX[] =
    "{\"name\":\"sex\"," LABEL ",\"items\":[{\"code\":\"1\"," LABEL "}]}";

static void begin(void)
{
    static struct code_table *tables[1];
    struct fault f = {0};

    arena = arena_new();
    cr_assert_eq(code_table_read(arena, STR(SEX), &tables[0], &f), ERR_OK, "%s", f.detail);
    catalog = (struct catalog){.codes = tables, .code_count = 1};
}

static void end(void)
{
    arena_free(arena);
}

TestSuite(definition, .init = begin, .fini = end);

/* ---- what we ship -------------------------------------------------------------------------- */

static void load_shipped(struct catalog *c)
{
    struct fault f = {0};

    *c = (struct catalog){.codes = ARENA_ARRAY(arena, struct code_table *, ASSET_COUNT),
                          .ledgers = ARENA_ARRAY(arena, struct ledger *, ASSET_COUNT)};
    for (size_t i = 0; i < ASSET_COUNT; i++)
        if (str_starts(str_of(ASSETS[i].name), STR("codes/")))
            cr_assert_eq(code_table_read(arena, asset_bytes(&ASSETS[i]),
                                         &c->codes[c->code_count++], &f),
                         ERR_OK, "%s: %s", ASSETS[i].name, f.detail);
    for (size_t i = 0; i < ASSET_COUNT; i++)
        if (str_starts(str_of(ASSETS[i].name), STR("ledgers/")))
            cr_assert_eq(
                ledger_read(arena, asset_bytes(&ASSETS[i]), c, &c->ledgers[c->count++], &f),
                ERR_OK, "%s: %s", ASSETS[i].name, f.detail);
}

Test(definition, all_shipped_ledgers_and_code_tables_load)
{
    struct catalog c;
    struct fault f = {0};

    load_shipped(&c);
    cr_expect_geq(c.count, 47);
    cr_expect_geq(c.code_count, 60);
    cr_assert_eq(catalog_check(&c, &f), ERR_OK, "%s", f.detail);
    for (size_t i = 0; i < c.count; i++) {
        const struct ledger *l = c.ledgers[i];
        char *file =
            str_print(arena, "ledgers/%.*s.json", STR_FMT(l->name)).ptr
                ? str_c(arena, str_print(arena, "ledgers/%.*s.json", STR_FMT(l->name)))
                : NULL;
        cr_expect_not_null(asset_find(str_of(file)), "%s is not named after its ledger",
                           file);
        cr_expect_eq(catalog_ledger(&c, l->name), l);
        cr_expect(l->label.in[LOCALE_HANT].len && l->hint.in[0].len, "%s has no hint",
                  file);
        size_t listed = 0;
        for (size_t k = 0; k < l->field_count; k++)
            listed += l->fields[k].in_list;
        cr_expect(listed >= 3 && listed <= 12, "%s lists %zu columns", file, listed);
        cr_expect_eq(l->readers & ROLES_ADMIN, 0);
        for (size_t k = 0; k < l->field_count; k++)
            cr_expect(l->fields[k].seal == SEAL_NONE || l->unsealers[l->fields[k].seal],
                      "%s: nobody opens %.*s", file, STR_FMT(l->fields[k].name));
    }
}

Test(definition, in_every_code_table_a_label_means_one_code)
{
    struct catalog c;

    load_shipped(&c);
    for (size_t i = 0; i < c.code_count; i++) {
        const struct code_table *t = c.codes[i];
        for (size_t k = 0; k < t->count; k++)
            for (size_t m = 0; m < t->count; m++)
                for (int l = 0; l < LOCALE_COUNT && m != k; l++)
                    for (int n = 0; n < LOCALE_COUNT; n++)
                        cr_expect_not(str_eq_nocase(t->items[k].label.in[l],
                                                    t->items[m].label.in[n]) ||
                                          str_eq(t->items[m].code, t->items[k].label.in[l]),
                                      "%.*s: %.*s means %.*s and %.*s", STR_FMT(t->name),
                                      STR_FMT(t->items[k].label.in[l]),
                                      STR_FMT(t->items[k].code), STR_FMT(t->items[m].code));
    }
}

/* ---- what is read -------------------------------------------------------------------------- */

Test(definition, every_part_is_read)
{
    struct str text = STR(
        HEAD
        "\"menu\":\"people\",\"order\":7,\"title\":\"name\",\"sort\":\"-day\","
        "\"fields\":[" TITLE "," FIELD(
            "day",
            "\"type\":\"date\",\"precision\":"
            "\"month\"") "," FIELD("n", "\"type\":"
                                        "\"decimal\""
                                        ",\"scale\":"
                                        "3,\"min\":-"
                                        "1,\"max\":"
                                        "5") "," FIELD("sex",
                                                       "\"type\":\"code\",\"codes\":"
                                                       "\"sex\"") "," FIELD("who",
                                                                            "\"type\":"
                                                                            "\"person"
                                                                            "\"") "],"
                                                                                  "\"un"
                                                                                  "ique"
                                                                                  "\":["
                                                                                  "[\"n"
                                                                                  "ame"
                                                                                  "\","
                                                                                  "\"da"
                                                                                  "y\"]"
                                                                                  "]"
                                                                                  "," STATES
                                                                                  ",\"a"
                                                                                  "cts"
                                                                                  "\":["
                                                                                  "{\"n"
                                                                                  "ame"
                                                                                  "\":"
                                                                                  "\"en"
                                                                                  "d\""
                                                                                  "," LABEL
                                                                                  ",\"f"
                                                                                  "rom"
                                                                                  "\":["
                                                                                  "\"op"
                                                                                  "en\""
                                                                                  "],"
                                                                                  "\"to"
                                                                                  "\":"
                                                                                  "\"do"
                                                                                  "ne\""
                                                                                  ",\"r"
                                                                                  "equi"
                                                                                  "res"
                                                                                  "\":["
                                                                                  "\"se"
                                                                                  "x\"]"
                                                                                  ",\"r"
                                                                                  "easo"
                                                                                  "n\":"
                                                                                  "true"
                                                                                  ",\"s"
                                                                                  "ign"
                                                                                  "\":"
                                                                                  "true"
                                                                                  ","
                                                                                  "\"st"
                                                                                  "amp"
                                                                                  "\":"
                                                                                  "\"da"
                                                                                  "y\","
                                                                                  "\"st"
                                                                                  "art"
                                                                                  "\":{"
                                                                                  "\"fi"
                                                                                  "eld"
                                                                                  "\":"
                                                                                  "\"da"
                                                                                  "y\","
                                                                                  "\"da"
                                                                                  "ys\""
                                                                                  ":15,"
                                                                                  "\"wo"
                                                                                  "rkin"
                                                                                  "g\":"
                                                                                  "true"
                                                                                  "}}],"
                                                                                  "\"de"
                                                                                  "adli"
                                                                                  "ne\""
                                                                                  ":{"
                                                                                  "\"fi"
                                                                                  "eld"
                                                                                  "\":"
                                                                                  "\"da"
                                                                                  "y\","
                                                                                  "\"un"
                                                                                  "til"
                                                                                  "\":["
                                                                                  "\"do"
                                                                                  "ne\""
                                                                                  "]},"
                                                                                  "\"ro"
                                                                                  "les"
                                                                                  "\":{"
                                                                                  "\"re"
                                                                                  "ad\""
                                                                                  ":["
                                                                                  "\"le"
                                                                                  "ader"
                                                                                  "\"],"
                                                                                  "\"wr"
                                                                                  "ite"
                                                                                  "\":["
                                                                                  "\"of"
                                                                                  "fice"
                                                                                  "\"]}"
                                                                                  ",\"s"
                                                                                  "eals"
                                                                                  "\":{"
                                                                                  "\"ta"
                                                                                  "lk\""
                                                                                  ":["
                                                                                  "\"ca"
                                                                                  "dre"
                                                                                  "\"]}"
                                                                                  ","
                                                                                  "\"fi"
                                                                                  "gure"
                                                                                  "s\":"
                                                                                  "[{"
                                                                                  "\"na"
                                                                                  "me\""
                                                                                  ":\"f"
                                                                                  "\""
                                                                                  "," LABEL
                                                                                  ",\"b"
                                                                                  "y\":"
                                                                                  "\"se"
                                                                                  "x\","
                                                                                  "\"su"
                                                                                  "m\":"
                                                                                  "\"n"
                                                                                  "\","
                                                                                  "\"wh"
                                                                                  "ere"
                                                                                  "\":{"
                                                                                  "\"st"
                                                                                  "ate"
                                                                                  "\":["
                                                                                  "\"op"
                                                                                  "en\""
                                                                                  "],"
                                                                                  "\"se"
                                                                                  "x\":"
                                                                                  "\"*"
                                                                                  "\"},"
                                                                                  "\"wa"
                                                                                  "ll\""
                                                                                  ":2}]"
                                                                                  "}");
    struct ledger *l;
    struct fault f = {0};

    cr_assert_eq(ledger_read(arena, text, &catalog, &l, &f), ERR_OK, "%s", f.detail);
    cr_expect(str_eq(l->name, STR("thing")) && str_eq(l->menu, STR("people")));
    cr_expect_eq(l->order, 7);
    cr_expect(l->sort == 1 && l->sort_descends && l->fields[1].by_month);
    cr_expect_eq(l->fields[2].min, -1000);
    cr_expect_eq(l->fields[2].max, 5000);
    cr_expect_eq(l->fields[3].codes, catalog.codes[0]);
    cr_expect(str_eq(field_target(&l->fields[4]), STR("person")));
    cr_expect_eq(l->fields[0].max, 200);
    cr_expect_eq(l->unique_count, 1);
    const struct act *act = ledger_act(l, STR("end"));
    cr_assert_not_null(act);
    cr_expect(act->from == 1 && act->to == 1 && act->requires[0] == 1 << 3 &&
              act->needs_reason && act->needs_sign);
    cr_expect(act->stamp == 1 && act->start_field == 1 && act->start_days == 15 &&
              act->start_working);
    cr_expect_eq(act->roles, 1u << ROLE_OFFICE);
    cr_expect(l->deadline == 1 && l->deadline_done == 2);
    cr_expect_eq(l->readers, 1u << ROLE_LEADER | 1u << ROLE_OFFICE, "who writes reads");
    cr_expect_eq(l->exporters, 1u << ROLE_OFFICE);
    cr_expect_eq(l->unsealers[SEAL_TALK], 1u << ROLE_CADRE);
    cr_expect(l->figures[0].by == 3 && l->figures[0].sum == 2 && l->figures[0].wall == 2);
    cr_expect(l->figures[0].where_count == 2 &&
              l->figures[0].where[0].field == FIGURE_STATE);
    cr_expect(str_eq(l->label.in[LOCALE_HANT], l->label.in[LOCALE_HANS]));

    struct ledger *all[] = {l};
    struct catalog c = {all, 1, NULL, 0};
    cr_expect_eq(catalog_check(&c, &f), ERR_INVALID, "there is no ledger of persons");
    cr_expect_str_eq(f.code, "definition.no_target");
}

/* ---- what is refused ------------------------------------------------------------------------ */

struct wrong {
    const char *text;
    int line;          /* where the fault is said to be; 0: not told */
    const char *tells; /* in the detail */
};

static const struct wrong WRONG[] = {
    {FIELDS(FIELD("day", "\"type\":\"date\",\"alias\":[\"name标\"]")), 7, "heading"},
    {FIELDS(FIELD("age", "\"type\":\"integer\",\"default\":\"many\"")), 7, "default"},
    {BESIDE(STATES), 7, "no act leads"},
    {ACT("\"from\":[\"open\"],\"to\":\"done\",\"roles\":[\"leader\"]"), 9, "may not read"},
    {BESIDE("\"figures\":[\n{\"name\":\"f\"," LABEL ",\"where\":{\"day\":\"someday\"}}]"),
     8, "never has"},
    {"", 0, ""},
    {"{", 0, ""},
    {"[]", 1, "object"},
    {"{\"name\":1.5}", 0, ""},
    {"{}", 1, "name"},
    {"{\"name\":\"Thing\"," LABEL "}", 1, "name"},
    {"{\"name\":\"9thing\"," LABEL "}", 1, "name"},
    {"{\"name\":\"abcdefghijklmnopqrstuvwxyzabcde\"," LABEL "}", 1, "name"},
    {"{\"name\":\"select\"," LABEL "}", 1, "select"},
    {"{\"name\":\"thing\"}", 1, "label"},
    {"{\n\"name\":\"thing\",\n\"label\":{\"zh-Hans\":\"事\"}}", 3, "thing"},
    {"{\n\"name\":\"thing\",\n\"label\":{\"zh-Hans\":\"事\",\"en\":\"T\",\n\"fr\":\"T\"}}",
     4, "fr"},
    {"{\n\"name\":\"thing\",\n\"label\":\"事\"}", 3, "thing"},
    {HEAD "\"colour\":\"red\"}", 4, "colour"},
    {HEAD "\"menu\":\"kitchen\"}", 4, "menu"},
    {HEAD "\"region\":{\"where\":1}}", 4, "where"},
    {HEAD "\"fields\":[]}", 1, "fields"},
    {HEAD "\"title\":\"name\",\n\"fields\":[\n7]}", 6, "fields"},
    {HEAD "\"title\":\"missing\",\n\"fields\":[" TITLE "],\n" ROLES "}", 4, "missing"},
    {HEAD "\"fields\":[" TITLE "],\n" ROLES "}", 1, "title"},
    {FIELDS(FIELD("name", "\"type\":\"text\"")), 7, "name"},
    {FIELDS(FIELD("id", "\"type\":\"text\"")), 7, "id"},
    {FIELDS(FIELD("order", "\"type\":\"text\"")), 7, "order"},
    {FIELDS(FIELD("x", "\"type\":\"float\"")), 7, "x"},
    {FIELDS(FIELD("x", "\"type\":\"text\",\"colour\":1")), 7, "colour"},
    {FIELDS("{\"name\":\"x\",\"type\":\"text\"}"), 7, "x"},
    {FIELDS(FIELD("x", "\"type\":\"code\"")), 7, "x"},
    {FIELDS(FIELD("x", "\"type\":\"code\",\"codes\":\"nothing\"")), 7, "x"},
    {FIELDS(FIELD("x", "\"type\":\"ref\"")), 7, "x"},
    {FIELDS(FIELD("x", "\"type\":\"ref\",\"to\":\"No Such\"")), 7, "x"},
    {FIELDS(FIELD("x", "\"type\":\"sealed\"")), 7, "seal"},
    {FIELDS(FIELD("x", "\"type\":\"text\",\"seal\":\"talk\"")), 7, "seal"},
    {FIELDS(FIELD("x", "\"type\":\"sealed\",\"seal\":\"love\"")), 7, "seal"},
    {FIELDS(FIELD("x", "\"type\":\"integer\",\"search\":true")), 7, "x"},
    {FIELDS(FIELD("x", "\"type\":\"text\",\"lookup\":true")), 7, "lookup"},
    {FIELDS(FIELD("x", "\"type\":\"date\",\"min\":1")), 7, "min"},
    {FIELDS(FIELD("x", "\"type\":\"integer\",\"min\":2,\"max\":1")), 7, "min"},
    {FIELDS(FIELD("x", "\"type\":\"money\",\"max\":9223372036854775807")), 7, "max"},
    {FIELDS(FIELD("x", "\"type\":\"decimal\",\"scale\":4,\"min\":-922337203685477581")), 7,
     "min"},
    {FIELDS(FIELD("x", "\"type\":\"longtext\",\"list\":true")), 7, "list"},
    {FIELDS(FIELD("x", "\"type\":\"longtext\",\"unique\":true")), 7, "unique"},
    {FIELDS(FIELD("x", "\"type\":\"sealed\",\"seal\":\"talk\",\"unique\":true")), 7,
     "unique"},
    {FIELDS(FIELD("x", "\"type\":\"text\",\"precision\":\"month\"")), 7, "precision"},
    {FIELDS(FIELD("x", "\"type\":\"date\",\"precision\":\"hour\"")), 7, "precision"},
    {FIELDS(FIELD("x", "\"type\":\"decimal\",\"scale\":5")), 7, "scale"},
    {FIELDS(FIELD("x", "\"type\":\"decimal\",\"scale\":0")), 7, "scale"},
    {FIELDS(FIELD("x", "\"type\":\"text\",\"format\":\"url\"")), 7, "format"},
    {FIELDS(FIELD("x", "\"type\":\"text\",\"mask\":\"half\"")), 7, "mask"},
    {FIELDS(FIELD("x", "\"type\":\"text\",\"group\":\"other\"")), 7, "group"},
    {FIELDS(FIELD("x", "\"type\":\"text\",\"alias\":\"y\"")), 7, "alias"},
    {FIELDS(FIELD("x", "\"type\":\"text\",\"alias\":[1]")), 7, "alias"},
    {HEAD "\"title\":\"name\",\n\"fields\":[" TITLE "]}", 0, "roles"},
    {HEAD "\"title\":\"name\",\n\"fields\":[" TITLE
          "],\n\"roles\":{\"read\":[\"office\"]}}",
     6, "write"},
    {HEAD "\"title\":\"name\",\n\"fields\":[" TITLE
          "],\n\"roles\":{\"write\":[\"emperor\"]}}",
     6, "role"},
    {HEAD "\"title\":\"name\",\n\"fields\":[" TITLE
          "],\n\"roles\":{\"write\":[\"audit\"]}}",
     6, "administrators"},
    {HEAD "\"title\":\"name\",\n\"fields\":[" TITLE "],\n\"roles\":{\"write\":\"office\"}}",
     6, "list"},
    {BESIDE("\"sort\":\"-missing\""), 7, "missing"},
    {BESIDE("\"unique\":[[\"name\"]]"), 7, "two"},
    {BESIDE("\"unique\":[[\"name\",\"missing\"]]"), 7, "missing"},
    {BESIDE("\"unique\":[\"name\"]"), 7, "two"},
    {BESIDE("\"seals\":{\"love\":[\"office\"]}"), 7, "love"},
    {BESIDE("\"states\":[{\"name\":\"a\"," LABEL "},\n{\"name\":\"a\"," LABEL "}]"), 8,
     "a"},
    {BESIDE("\"states\":[{\"name\":\"a\"," LABEL ",\"tone\":\"loud\"}]"), 7, "tone"},
    {BESIDE("\"states\":[{\"name\":\"a\"}]"), 7, "label"},
    {BESIDE("\"acts\":[{\"name\":\"end\"," LABEL ",\"from\":[\"open\"],\"to\":\"done\"}]"),
     7, "state"},
    {ACT("\"from\":[\"open\"]"), 9, "to"},
    {ACT("\"to\":\"done\""), 9, "from"},
    {ACT("\"from\":[\"shut\"],\"to\":\"done\""), 9, "shut"},
    {ACT("\"from\":[\"open\"],\"to\":\"done\",\"requires\":[\"missing\"]"), 9, "missing"},
    {ACT("\"from\":[\"open\"],\"to\":\"done\",\"stamp\":\"name\""), 9, "date"},
    {ACT("\"from\":[\"open\"],\"to\":\"done\",\"start\":{\"field\":\"day\",\"days\":0}"), 9,
     "days"},
    {ACT("\"from\":[\"open\"],\"to\":\"done\",\"start\":{\"field\":\"name\",\"days\":3}"),
     9, "date"},
    {ACT("\"from\":[\"open\"],\"to\":\"done\",\"roles\":[\"system\"]"), 9,
     "administrators"},
    {ACT("\"from\":[\"open\"],\"to\":\"done\",\"colour\":1"), 9, "colour"},
    {BESIDE(STATES ",\n\"deadline\":{\"field\":\"name\"}"), 8, "date"},
    {BESIDE(STATES ",\n\"deadline\":{\"field\":\"day\",\"until\":[\"shut\"]}"), 8, "shut"},
    {BESIDE(STATES ",\n\"deadline\":{\"until\":[\"done\"]}"), 8, "field"},
    {BESIDE("\"figures\":[{\"name\":\"f\"}]"), 7, "label"},
    {BESIDE("\"figures\":[{\"name\":\"f\"," LABEL ",\"by\":\"name\"}]"), 7, "by"},
    {BESIDE("\"figures\":[{\"name\":\"f\"," LABEL ",\"by\":\"state\"}]"), 7, "state"},
    {BESIDE("\"figures\":[{\"name\":\"f\"," LABEL ",\"sum\":\"day\"}]"), 7, "sum"},
    {BESIDE("\"figures\":[{\"name\":\"f\"," LABEL ",\"where\":{\"missing\":\"1\"}}]"), 7,
     "missing"},
    {BESIDE("\"figures\":[{\"name\":\"f\"," LABEL ",\"where\":{\"name\":1}}]"), 7, "where"},
    {BESIDE("\"figures\":[{\"name\":\"f\"," LABEL "},\n{\"name\":\"f\"," LABEL "}]"), 8,
     "f"},
};

static void check_wrong(const struct wrong *w, enum err err, const struct fault *f)
{
    int64_t line = 0;
    struct str rest = str_of(f->detail), first;

    cr_expect_eq(err, ERR_INVALID, "taken: %s", w->text);
    cr_expect_eq(f->kind, err);
    cr_expect_not_null(f->code);
    if (!w->line)
        return;
    (void)str_cut(&rest, '\x1f', &first);
    cr_expect(str_i64(first, &line) && line == w->line, "line %lld, not %d: %s in %s",
              (long long)line, w->line, f->detail, w->text);
    cr_expect_geq(str_find(rest, str_of(w->tells)), 0, "%s does not tell %s", f->detail,
                  w->tells);
}

Test(definition, every_mistake_of_a_ledger_is_refused_with_its_line)
{
    struct ledger *l;
    struct fault good = {0};

    cr_assert_eq(ledger_read(arena, STR(GOOD), &catalog, &l, &good), ERR_OK, "%s",
                 good.detail);
    for (size_t i = 0; i < sizeof(WRONG) / sizeof(WRONG[0]); i++) {
        struct fault f = {0};
        enum err err = ledger_read(arena, str_of(WRONG[i].text), &catalog, &l, &f);
        check_wrong(&WRONG[i], err, &f);
    }
}

Test(definition, every_mistake_of_a_code_table_is_refused)
{
    static const struct wrong TABLES[] = {
        {"7", 1, "object"},
        {"{\"name\":\"T\"," LABEL "}", 1, "name"},
        {"{\"name\":\"t\"}", 1, "label"},
        {"{\"name\":\"t\"," LABEL ",\n\"more\":1}", 2, "more"},
        {"{\"name\":\"t\"," LABEL ",\n\"items\":[{\"code\":\"\"," LABEL "}]}", 2, "code"},
        {"{\"name\":\"t\"," LABEL
         ",\n\"items\":[{\"code\":\"1234567890123456789012345\"," LABEL "}]}",
         2, "code"},
        {"{\"name\":\"t\"," LABEL ",\n\"items\":[{\"code\":\"男\"," LABEL "}]}", 2, "code"},
        {"{\"name\":\"t\"," LABEL ",\n\"items\":[{\"code\":\"a,b\"," LABEL "}]}", 2,
         "code"},
        {"{\"name\":\"t\"," LABEL ",\n\"items\":[{\"code\":\"1\"}]}", 2, "label"},
        {"{\"name\":\"t\"," LABEL ",\"items\":[{\"code\":\"1\"," LABEL
         "},\n{\"code\":\"1\"," LABEL "}]}",
         2, "1"},
    };

    for (size_t i = 0; i < sizeof(TABLES) / sizeof(TABLES[0]); i++) {
        struct code_table *t;
        struct fault f = {0};
        enum err err = code_table_read(arena, str_of(TABLES[i].text), &t, &f);
        check_wrong(&TABLES[i], err, &f);
    }
}

Test(definition, a_field_that_a_site_adds)
{
    static const struct wrong FIELDS_ADDED[] = {
        {"[]", 1, "object"},
        {FIELD("name", "\"type\":\"text\""), 1, "name"},
        {FIELD("more", "\"type\":\"text\",\"required\":true"), 1, "required"},
        {FIELD("more", "\"type\":\"nothing\""), 1, "type"},
        {FIELD("ver", "\"type\":\"text\""), 1, "ver"},
        {FIELD("more", "\"type\":\"text\",\"alias\":[\"day标\"]"), 1, "heading"},
        {FIELD("more", "\"type\":\"bool\",\"default\":\"perhaps\""), 1, "default"},
    };
    struct ledger *l;
    struct field field;
    struct fault f = {0};

    cr_assert_eq(ledger_read(arena, STR(GOOD), &catalog, &l, &f), ERR_OK);
    cr_assert_eq(field_read(arena,
                            STR(FIELD("more", "\"type\":\"code\",\"codes\":\"sex\"")), l,
                            &catalog, &field, &f),
                 ERR_OK, "%s", f.detail);
    cr_expect(field.is_site && field.codes == catalog.codes[0]);
    for (size_t i = 0; i < sizeof(FIELDS_ADDED) / sizeof(FIELDS_ADDED[0]); i++) {
        struct fault g = {0};
        enum err err =
            field_read(arena, str_of(FIELDS_ADDED[i].text), l, &catalog, &field, &g);
        check_wrong(&FIELDS_ADDED[i], err, &g);
    }
    l->field_count = LEDGER_FIELDS_MAX;
    for (size_t i = 3; i < l->field_count; i++)
        l->fields[i].name = STR("other");
    struct fault full = {0};
    cr_expect_eq(field_read(arena, STR(FIELD("more", "\"type\":\"text\"")), l, &catalog,
                            &field, &full),
                 ERR_INVALID);
}

Test(definition, at_most_sixteen_states_and_a_hundred_and_twenty_fields)
{
    AUTO(buf) struct buf many = BUF(BUF_REPLY), states = BUF(BUF_REPLY);
    struct ledger *l;
    struct fault f = {0}, g = {0};

    buf_text(&many, HEAD "\"title\":\"name\",\"fields\":[" TITLE);
    for (int i = 0; i < LEDGER_FIELDS_MAX; i++)
        buf_print(&many, ",{\"name\":\"f%d\",\"type\":\"text\"," LABEL "}", i);
    buf_text(&many, "]," ROLES "}");
    cr_expect_eq(ledger_read(arena, buf_view(&many), &catalog, &l, &f), ERR_INVALID);
    buf_text(&states,
             HEAD "\"title\":\"name\",\"fields\":[" TITLE "]," ROLES ",\"states\":[");
    for (int i = 0; i <= LEDGER_STATES_MAX; i++)
        buf_print(&states, "%s{\"name\":\"s%d\"," LABEL "}", i ? "," : "", i);
    buf_text(&states, "]}");
    cr_expect_eq(ledger_read(arena, buf_view(&states), &catalog, &l, &g), ERR_INVALID);
}
