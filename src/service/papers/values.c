/* Values of blanks: the small parts. */
#include "service/papers/values.h"

#include "domain/names/names.h"
#include "ledgers/congress.h"
#include "service/site/site.h"

void put_text(struct values *v, const char *key, struct str text)
{
    if (text.len)
        jsonw_pair(&v->w, key, text);
}

void put_c(struct values *v, const char *key, const char *text)
{
    put_text(v, key, str_of(text));
}

void put_number(struct values *v, const char *key, int64_t n)
{
    jsonw_pair_i64(&v->w, key, n);
}

struct str date_text(struct arena *a, date d)
{
    if (!d)
        return (struct str){0};
    if (!date_day(d))
        return str_print(a, "%d年%d月", date_year(d), date_month(d));
    return str_print(a, "%d年%d月%d日", date_year(d), date_month(d), date_day(d));
}

void put_date(struct values *v, const char *key, date d)
{
    put_text(v, key, date_text(v->call->arena, d));
}

/* One digit after the point, rounded half up, in whole numbers. */
void put_share(struct values *v, const char *key, int64_t n, int64_t of)
{
    if (of <= 0)
        return;
    int64_t tenths = (2000 * n + of) / (2 * of);
    put_text(v, key,
             str_print(v->call->arena, "%lld.%lld%%", (long long)(tenths / 10),
                       (long long)(tenths % 10)));
}

static struct str code_label(const struct field *f, const struct row *row)
{
    const struct value *value = f ? &row->values[f->index] : NULL;
    const struct code_item *item =
        value && value->is_set && f->codes ? code_find(f->codes, value->text) : NULL;

    return item ? item->label.in[LOCALE_HANS] : (struct str){0};
}

struct str code_text(const struct ledger *l, const struct row *row, int field)
{
    return code_label(&l->fields[field_at(l, field)], row);
}

static struct str month_text(struct arena *a, int64_t d)
{
    return d ? str_print(a, "%d.%02d", date_year((date)d), date_month((date)d))
             : (struct str){0};
}

/* A value of whichever ledger holds the person; unset where it has no such field. */
static struct value value_named(const struct ledger *l, const struct row *row,
                                const char *field)
{
    const struct field *f = ledger_field(l, str_of(field));

    return f ? row->values[f->index] : (struct value){0};
}

static void put_dates(struct values *v, const struct ledger *l, const struct row *row)
{
    int64_t birth = value_named(l, row, "birth").number;

    put_text(v, "birth", month_text(v->call->arena, birth));
    if (birth && v->ages_at)
        put_number(v, "age", date_age((date)birth, v->ages_at));
    put_text(v, "party_joined",
             month_text(v->call->arena, value_named(l, row, "party_joined").number));
}

void put_person(struct values *v, const struct ledger *l, const struct row *row)
{
    static const char *const TEXTS[][2] = {{"post", "post"},
                                           {"unit_post", "post"},
                                           {"delegation", "delegation"},
                                           {"seat_number", "seat"},
                                           {"technical_post", "title"},
                                           {"phone", "phone"},
                                           {"introduction", "resume"},
                                           {"note", "note"}};
    static const char *const CODES[] = {"sex", "ethnicity", "education", "degree", "kind"};

    put_text(v, "name", v->called.len ? v->called : value_named(l, row, "name").text);
    for (size_t i = 0; i < sizeof(TEXTS) / sizeof(TEXTS[0]); i++)
        put_text(v, TEXTS[i][1], value_named(l, row, TEXTS[i][0]).text);
    for (size_t i = 0; i < sizeof(CODES) / sizeof(CODES[0]); i++)
        put_text(v, CODES[i], code_label(ledger_field(l, str_of(CODES[i])), row));
    put_dates(v, l, row);
}

bool values_are_of_elected(const struct values *v)
{
    static const char *const FORMS[] = {"result_report", "plenary_result", "plenary_script",
                                        "congress_reply"};

    for (size_t i = 0; i < sizeof(FORMS) / sizeof(FORMS[0]); i++)
        if (str_eq(v->form, str_of(FORMS[i])))
            return true;
    return false;
}

void sort_by_strokes(struct values *v, const struct ledger *l, struct list *all)
{
    const struct ledger *lc = ledger_of(v->call, LEDGER_CONGRESS);
    struct str kind =
        v->congress ? row_text(lc, v->congress, CONGRESS_KIND) : (struct str){0};
    bool is_people = str_eq(kind, STR("people")) || str_eq(kind, STR("district"));
    struct str *names = ARENA_ARRAY(v->call->arena, struct str, all->count);
    size_t *from = ARENA_ARRAY(v->call->arena, size_t, all->count);
    struct row **sorted = ARENA_ARRAY(v->call->arena, struct row *, all->count);

    for (size_t i = 0; i < all->count; i++)
        names[i] = all->rows[i]->values[l->title].text;
    names_sort(names, all->count, is_people ? NAMES_FULLNAME : NAMES_SURNAME, from);
    for (size_t i = 0; i < all->count; i++)
        sorted[i] = all->rows[from[i]];
    all->rows = sorted;
}

void open_list(struct values *v, const char *key)
{
    jsonw_key(&v->w, key);
    jsonw_open(&v->w, '[');
}

void close_list(struct values *v)
{
    jsonw_close(&v->w, ']');
}
