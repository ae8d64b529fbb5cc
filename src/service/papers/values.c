/* Values of blanks: the small parts. */
#include "service/papers/values.h"

#include "domain/names/names.h"
#include "ledgers/attendee.h"
#include "ledgers/candidate.h"
#include "ledgers/congress.h"
#include "ledgers/delegate.h"
#include "ledgers/election.h"
#include "ledgers/person.h"
#include "service/record/codes.h"
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

void put_known(struct values *v, const char *key, int64_t n, bool is_known,
               enum open_what what)
{
    if (is_known)
        put_number(v, key, n);
    else
        v->open |= what;
}

void put_kind(struct values *v, const struct structure_count *n, enum structure_kind kind,
              const char *key, const char *share)
{
    bool is_known = structure_is_known(n, kind);

    put_known(v, key, n->of_kind[kind], is_known,
              n->people ? OPEN_PERSONS : OPEN_DELEGATES);
    if (is_known && share)
        put_share(v, share, n->of_kind[kind], n->people);
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

struct str approval_note(struct values *v, const struct ledger *l,
                         const struct row *election)
{
    struct str paper = row_text(l, election, ELECTION_APPROVAL);

    if (!row_has_code(l, election, ELECTION_OFFICE, CODE_ELECTION_OFFICE_PROCURATOR))
        return (struct str){0};
    return paper.len
               ? str_print(v->call->arena, "（已经%.*s批准）", STR_FMT(paper))
               : STR("（须报经上一级人民检察院检察长提请该级人民代表大会常务委员会批准）");
}

struct str code_text(const struct ledger *l, const struct row *row, int field)
{
    return row_code_label(l, row, field, LOCALE_HANS);
}

static struct str month_text(struct arena *a, int64_t d)
{
    return d ? str_print(a, "%d.%02d", date_year((date)d), date_month((date)d))
             : (struct str){0};
}

/* A value of whichever ledger holds the person, in the field called like this one; unset where it has none. */
static struct value value_like(const struct values *v, const struct ledger *l,
                               const struct row *row, int field)
{
    const struct field *f = field_like(v->call, l, field);

    return f ? row->values[f->index] : (struct value){0};
}

static void put_dates(struct values *v, const struct ledger *l, const struct row *row)
{
    int64_t birth = value_like(v, l, row, PERSON_BIRTH).number;

    put_text(v, "birth", month_text(v->call->arena, birth));
    if (birth && v->ages_at)
        put_number(v, "age", date_age((date)birth, v->ages_at));
    put_text(v, "party_joined",
             month_text(v->call->arena, value_like(v, l, row, PERSON_PARTY_JOINED).number));
}

/* （女，汉族，1975.06出生，大学学历，××局局长）: of that what is on record; nothing: no brackets. */
static void put_about(struct values *v, const struct ledger *l, const struct row *row)
{
    struct arena *a = v->call->arena;
    struct str birth = month_text(a, value_like(v, l, row, PERSON_BIRTH).number);
    struct str degree = code_label(field_like(v->call, l, DELEGATE_EDUCATION), row);
    struct str parts[] = {
        code_label(field_like(v->call, l, DELEGATE_SEX), row),
        code_label(field_like(v->call, l, DELEGATE_ETHNICITY), row),
        birth.len ? str_print(a, "%.*s出生", STR_FMT(birth)) : birth,
        degree.len && !str_ends(degree, STR("毕业"))
            ? str_print(a, "%.*s学历", STR_FMT(degree))
            : degree,
        value_like(v, l, row, ATTENDEE_POST).text,
    };
    struct str all = {0};

    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
        if (parts[i].len)
            all = str_print(a, "%.*s%s%.*s", STR_FMT(all), all.len ? "，" : "",
                            STR_FMT(parts[i]));
    if (all.len)
        put_text(v, "about", str_print(a, "（%.*s）", STR_FMT(all)));
}

void put_person(struct values *v, const struct ledger *l, const struct row *row)
{
    enum { POSTS = 2 }; /* at the head of the texts */
    static const struct {
        int field;
        const char *key;
    } TEXTS[] = {{ATTENDEE_POST, "post"},
                 {DELEGATE_UNIT_POST, "post"},
                 {ATTENDEE_DELEGATION, "delegation"},
                 {ATTENDEE_SEAT_NUMBER, "seat"},
                 {DELEGATE_TECHNICAL_POST, "title"},
                 {ATTENDEE_PHONE, "phone"},
                 {CANDIDATE_INTRODUCTION, "resume"}},
      CODES[] = {{DELEGATE_SEX, "sex"},
                 {DELEGATE_ETHNICITY, "ethnicity"},
                 {DELEGATE_EDUCATION, "education"},
                 {DELEGATE_DEGREE, "degree"},
                 {DELEGATE_KIND, "kind"}};

    put_text(v, "name",
             v->called.len ? v->called : value_like(v, l, row, PERSON_NAME).text);
    put_text(v, "post", v->post);
    for (size_t i = v->post.len ? POSTS : 0; i < sizeof(TEXTS) / sizeof(TEXTS[0]); i++)
        put_text(v, TEXTS[i].key, value_like(v, l, row, TEXTS[i].field).text);
    for (size_t i = 0; i < sizeof(CODES) / sizeof(CODES[0]); i++)
        put_text(v, CODES[i].key, code_label(field_like(v->call, l, CODES[i].field), row));
    put_dates(v, l, row);
    put_about(v, l, row);
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

bool congress_is_of_people(struct str kind)
{
    return code_is(kind, CODE_CONGRESS_KIND_PEOPLE) ||
           code_is(kind, CODE_CONGRESS_KIND_DISTRICT);
}

void sort_by_strokes(struct values *v, const struct ledger *l, struct list *all)
{
    const struct ledger *lc = ledger_of(v->call, LEDGER_CONGRESS);
    struct str kind =
        v->congress ? row_text(lc, v->congress, CONGRESS_KIND) : (struct str){0};
    bool is_people = congress_is_of_people(kind);
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
