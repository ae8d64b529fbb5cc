/* Which column of a spreadsheet is which field. */
#include "service/exchange/import_held.h"

/* Without blanks, stars and what stands in brackets: "出生年月*（如1980.05）" is 出生年月. */
static struct str plain_heading(struct arena *a, struct str heading)
{
    static const char *const CUTS[] = {"（", "(", "\n", "*", "＊", "【", "["};
    char *text = arena_bytes(a, heading.len + 1);
    size_t n = 0, cut = heading.len;

    for (size_t i = 0; i < sizeof(CUTS) / sizeof(CUTS[0]); i++) {
        ptrdiff_t at = str_find(heading, str_of(CUTS[i]));
        if (at > 0 && (size_t)at < cut)
            cut = (size_t)at;
    }
    struct str rest = str_trim(str_sub(heading, 0, cut));
    for (size_t i = 0; i < rest.len; i++) {
        if (str_starts(str_sub(rest, i, 3), STR("\xE3\x80\x80")))
            i += 2;
        else if (rest.ptr[i] != ' ')
            text[n++] = rest.ptr[i];
    }
    return (struct str){text, n};
}

static bool is_label(const struct label *label, struct str text)
{
    for (int l = 0; l < LOCALE_COUNT; l++)
        if (str_eq_nocase(label->in[l], text))
            return true;
    return false;
}

static bool names(struct arena *a, struct str heading, const struct label *label,
                  const struct str *aliases, size_t alias_count)
{
    for (int l = 0; l < LOCALE_COUNT; l++)
        if (label->in[l].len && str_eq_nocase(plain_heading(a, label->in[l]), heading))
            return true;
    for (size_t i = 0; i < alias_count; i++)
        if (str_eq_nocase(plain_heading(a, aliases[i]), heading))
            return true;
    return false;
}

static bool names_message(struct arena *a, struct str heading, const char *code)
{
    for (int l = 0; l < LOCALE_COUNT; l++)
        if (str_eq_nocase(plain_heading(a, message_find((enum locale)l, str_of(code))),
                          heading))
            return true;
    return false;
}

/* What offices call the column of places, whatever the ledger. */
static bool names_place(struct str heading)
{
    static const char *const WORDS[] = {"乡镇",         "镇",       "地区",     "区划",
                                        "行政区划",     "所属乡镇", "所在乡镇", "所在地区",
                                        "乡镇（街道）", "鄉鎮",     "region",   "township"};

    for (size_t i = 0; i < sizeof(WORDS) / sizeof(WORDS[0]); i++)
        if (str_eq_nocase(heading, str_of(WORDS[i])))
            return true;
    return false;
}

/* The field that a heading names; -1: none. */
static int match_field(struct arena *a, const struct ledger *l, struct str heading,
                       struct str plain)
{
    for (size_t i = 0; i < l->field_count;
         i++) /* labels may differ in their brackets only */
        if (is_label(&l->fields[i].label, str_trim(heading)))
            return (int)i;
    for (size_t i = 0; i < l->field_count; i++)
        if (str_eq_nocase(l->fields[i].name, plain) ||
            names(a, plain, &l->fields[i].label, l->fields[i].aliases,
                  l->fields[i].alias_count))
            return (int)i;
    return -1;
}

int import_match(const struct ledger *l, struct str heading)
{
    AUTO(arena) struct arena *a = arena_new();
    struct str plain = plain_heading(a, heading);

    if (!plain.len)
        return COLUMN_NONE;
    int field = match_field(a, l, heading, plain);
    if (field >= 0) /* an exported sheet comes back with what the system wrote itself */
        return l->fields[field].is_kept ? COLUMN_NONE : field;
    if (names(a, plain, &l->region_label, l->region_aliases, l->region_alias_count) ||
        names_place(plain) || names_message(a, plain, "column.region"))
        return COLUMN_REGION;
    if (l->state_count && names_message(a, plain, "column.state"))
        return COLUMN_STATE;
    return names_message(a, plain, "column.id") ? COLUMN_ID : COLUMN_NONE;
}

/* Of the first rows, the one with the most headings we know: titles may stand above it. */
size_t import_best_heading(const struct ledger *l, const struct sheet_row *rows,
                           size_t count)
{
    size_t best = 0, most = 0;

    for (size_t i = 0; i < count; i++) {
        size_t known = 0;
        for (size_t k = 0; k < rows[i].count; k++)
            known += import_match(l, rows[i].cells[k]) != COLUMN_NONE;
        if (known > most) {
            most = known;
            best = i;
        }
    }
    return most ? best : SIZE_MAX;
}
