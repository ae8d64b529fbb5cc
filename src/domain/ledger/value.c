#include "domain/ledger/value.h"
#include "domain/calendar/calendar.h"

#include "base/utf8.h"
#include "domain/id_number.h"

struct row *row_new(struct arena *a, const struct ledger *l)
{
    struct row *row = ARENA_NEW(a, struct row);

    row->values = ARENA_ARRAY(a, struct value, l->field_count);
    row->state = l->state_count ? 0 : -1;
    return row;
}

struct row *row_copy(struct arena *a, const struct ledger *l, const struct row *from)
{
    struct row *row = ARENA_NEW(a, struct row);

    *row = *from;
    row->values = ARENA_ARRAY(a, struct value, l->field_count);
    memcpy(row->values, from->values, l->field_count * sizeof(struct value));
    return row;
}

/* ---- reading ---------------------------------------------------------------------- */

static enum err refuse(struct fault *fault, const char *code, struct str text)
{
    return FAIL(fault, ERR_INVALID, code, "%.*s", STR_FMT(utf8_head(text, 40)));
}

static enum err check_format(const struct field *f, struct str text, struct fault *fault)
{
    switch (f->format) {
    case FORMAT_NONE:
        return ERR_OK;
    case FORMAT_ID_NUMBER:
        switch (id_number_test(text)) {
        case ID_NUMBER_OK:
            return ERR_OK;
        case ID_NUMBER_LENGTH:
            return refuse(fault, "cell.id_number_length", text);
        case ID_NUMBER_BIRTH:
            return refuse(fault, "cell.id_number_birth", text);
        case ID_NUMBER_CHECK:
            return refuse(fault, "cell.id_number_check", text);
        }
        return ERR_OK;
    case FORMAT_PHONE:
        for (size_t i = 0; i < text.len; i++)
            if (!strchr("0123456789-+() ", text.ptr[i]))
                return refuse(fault, "cell.phone", text);
        return text.len >= 5 && text.len <= 24 ? ERR_OK : refuse(fault, "cell.phone", text);
    case FORMAT_EMAIL:
        return str_find(text, STR("@")) > 0 ? ERR_OK : refuse(fault, "cell.email", text);
    }
    return ERR_OK;
}

static struct str upper_x(struct arena *a, struct str text)
{
    if (!str_ends(text, STR("x")))
        return text;
    char *copy = str_c(a, text);
    copy[text.len - 1] = 'X';
    return (struct str){copy, text.len};
}

static enum err check_length(const struct field *f, struct str text, struct fault *fault)
{
    int64_t count = (int64_t)utf8_count(text);

    if (count > f->max)
        return FAIL(fault, ERR_INVALID, "cell.too_long", "%.*s" SEP "%lld" SEP "%lld",
                    STR_FMT(utf8_head(text, 20)), (long long)count, (long long)f->max);
    if (count && count < f->min)
        return FAIL(fault, ERR_INVALID, "cell.too_short", "%.*s" SEP "%lld" SEP "%lld",
                    STR_FMT(text), (long long)count, (long long)f->min);
    return ERR_OK;
}

static enum err read_text(struct arena *a, const struct field *f, struct str text,
                          struct value *out, struct fault *fault)
{
    struct str clean;

    TRY(utf8_take(a, text, f->type != FIELD_TEXT, &clean, fault));
    if (f->format == FORMAT_ID_NUMBER)
        clean = upper_x(a, clean);
    TRY(check_length(f, clean, fault));
    if (clean.len)
        TRY(check_format(f, clean, fault));
    *out = (struct value){.is_set = clean.len > 0, .text = clean};
    return ERR_OK;
}

static bool add_digit(int64_t *v, char c)
{
    return c >= '0' && c <= '9' && !__builtin_mul_overflow(*v, (int64_t)10, v) &&
           !__builtin_add_overflow(*v, (int64_t)(c - '0'), v);
}

/* Digits of a whole number, with separators of thousands. */
static bool read_whole(struct str text, int64_t *v)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] != ',' && !add_digit(v, text.ptr[i]))
            return false;
    return true;
}

/* Just `scale` digits behind the point; zeros beyond them change nothing. */
static bool read_fraction(struct str text, int scale, int64_t *v)
{
    size_t digits = (size_t)scale;

    for (size_t i = 0; i < digits; i++)
        if (!add_digit(v, (char)(i < text.len ? text.ptr[i] : '0')))
            return false;
    for (size_t i = digits; i < text.len; i++)
        if (text.ptr[i] != '0')
            return false;
    return true;
}

static bool has_digit(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] >= '0' && text.ptr[i] <= '9')
            return true;
    return false;
}

/* Digits, thousands separators and a point, as an integer × 10^scale. */
static bool read_scaled(struct str text, int scale, int64_t *out)
{
    bool minus = str_starts(text, STR("-"));
    struct str whole, fraction = str_sub(text, minus, text.len);
    int64_t v = 0;

    if (!has_digit(text) || !str_cut(&fraction, '.', &whole) || !read_whole(whole, &v) ||
        !read_fraction(fraction, scale, &v))
        return false;
    *out = minus ? -v : v;
    return true;
}

static void write_scaled(struct buf *out, int64_t v, int scale)
{
    int64_t whole = 1;

    for (int i = 0; i < scale; i++)
        whole *= 10;
    if (v < 0)
        buf_char(out, '-');
    buf_i64(out, v < 0 ? -(v / whole) : v / whole);
    if (scale)
        buf_print(out, ".%0*lld", scale, (long long)(v < 0 ? -(v % whole) : v % whole));
}

static enum err check_limits(const struct field *f, int64_t number, struct fault *fault)
{
    bool low = f->has_min && number < f->min;
    struct buf said = BUF(64), limit = BUF(64);

    if (!low && !(f->has_max && number > f->max))
        return ERR_OK;
    write_scaled(&said, number, f->scale);
    write_scaled(&limit, low ? f->min : f->max, f->scale);
    enum err err =
        FAIL(fault, ERR_INVALID, low ? "cell.too_small" : "cell.too_large",
             "%.*s" SEP "%.*s", STR_FMT(buf_view(&said)), STR_FMT(buf_view(&limit)));
    buf_done(&said);
    buf_done(&limit);
    return err;
}

static enum err read_number(const struct field *f, struct str text, struct value *out,
                            struct fault *fault)
{
    if (!read_scaled(text, f->scale, &out->number))
        return refuse(fault, f->scale ? "cell.decimal" : "cell.integer", text);
    return check_limits(f, out->number, fault);
}

static enum err read_bool(struct str text, struct value *out, struct fault *fault)
{
    static const char *const YES[] = {"1", "true", "yes", "y", "是", "有", "√", "✓", "对"};
    static const char *const NO[] = {"0", "false", "no", "n", "否", "无", "×", "✗", "不是"};

    for (size_t i = 0; i < 9; i++) {
        if (str_eq_nocase(text, str_of(YES[i])) || str_eq_nocase(text, str_of(NO[i]))) {
            out->number = str_eq_nocase(text, str_of(YES[i]));
            return ERR_OK;
        }
    }
    return refuse(fault, "cell.bool", text);
}

static bool names_code(const struct code_item *item, struct str text)
{
    if (str_eq(item->code, text))
        return true;
    for (int l = 0; l < LOCALE_COUNT; l++)
        if (str_eq_nocase(item->label.in[l], text))
            return true;
    for (size_t i = 0; i < item->alias_count; i++)
        if (str_eq_nocase(item->aliases[i], text))
            return true;
    return false;
}

/* The first few labels, to show what would be right. */
static enum err refuse_code(const struct field *f, struct str text, struct fault *fault)
{
    struct buf some = BUF_SHOWN(200);

    for (size_t i = 0; i < f->codes->count && i < 8; i++) {
        if (i)
            buf_text(&some, "、");
        buf_str(&some, f->codes->items[i].label.in[LOCALE_HANS]);
    }
    if (f->codes->count > 8)
        buf_text(&some, "…");
    enum err err = FAIL(fault, ERR_INVALID, "cell.code", "%.*s" SEP "%.*s",
                        STR_FMT(utf8_head(text, 40)), STR_FMT(buf_view(&some)));
    buf_done(&some);
    return err;
}

static enum err read_code(const struct field *f, struct str text, struct value *out,
                          struct fault *fault)
{
    for (size_t i = 0; i < f->codes->count; i++) {
        if (names_code(&f->codes->items[i], text)) {
            out->text = f->codes->items[i].code;
            return ERR_OK;
        }
    }
    return refuse_code(f, text, fault);
}

static enum err read_date(const struct field *f, struct str text, struct value *out,
                          struct fault *fault)
{
    if (date_is_far(text))
        return FAIL(fault, ERR_INVALID, "cell.year", "%.*s" SEP "%d" SEP "%d",
                    STR_FMT(text), DATE_YEAR_MIN, DATE_YEAR_MAX);
    if (!date_read(text, &out->number))
        return refuse(fault, f->by_month ? "cell.month" : "cell.date", text);
    if (!f->by_month && !date_day(out->number))
        return refuse(fault, "cell.day_missing", text);
    return ERR_OK;
}

static void read_reference(const struct field *f, struct str text, struct value *out)
{
    bool known = f->type == FIELD_REGION ? region_read(text, &out->number)
                                         : text.len > 15 && str_i64(text, &out->number);

    if (!known) {
        out->number = 0;
        out->text = text;
    }
}

enum err value_read(struct arena *a, const struct field *f, struct str text,
                    struct value *out, struct fault *fault)
{
    struct str plain = str_trim(text);
    instant moment;

    *out = (struct value){.is_set = plain.len > 0};
    if (!plain.len)
        return ERR_OK;
    if (!utf8_is_valid(plain))
        return FAIL(fault, ERR_INVALID, "cell.encoding", "%s", "");
    switch (f->type) {
    case FIELD_TEXT:
    case FIELD_LONGTEXT:
    case FIELD_SEALED:
        return read_text(a, f, plain, out, fault);
    case FIELD_INTEGER:
    case FIELD_DECIMAL:
    case FIELD_MONEY:
        return read_number(f, plain, out, fault);
    case FIELD_DATE:
        return read_date(f, plain, out, fault);
    case FIELD_INSTANT:
        if (!instant_read(plain, &moment))
            return refuse(fault, "cell.instant", plain);
        out->number = moment.ms;
        return ERR_OK;
    case FIELD_BOOL:
        return read_bool(plain, out, fault);
    case FIELD_CODE:
        return read_code(f, plain, out, fault);
    case FIELD_REGION:
    case FIELD_REF:
    case FIELD_PERSON:
    case FIELD_ACCOUNT:
        TRY(utf8_take(a, plain, false, &out->text, fault));
        read_reference(f, out->text, out);
        return ERR_OK;
    case FIELD_FILE:
        return str_i64(plain, &out->number) ? ERR_OK : refuse(fault, "cell.file", plain);
    case FIELD_TYPE_COUNT:
        break;
    }
    return ERR_OK;
}

/* ---- writing ---------------------------------------------------------------------- */

static void write_china_time(struct buf *out, instant t)
{
    instant china = {t.ms + (int64_t)8 * 3600 * 1000};
    struct buf utc = BUF(64);

    instant_write(&utc, china);
    buf_add(out, utc.ptr, 10);
    buf_char(out, ' ');
    bool whole_minute = t.ms / 1000 % 60 == 0;
    buf_add(out, utc.ptr + 11, whole_minute ? 5 : 8);
    buf_done(&utc);
}

static void write_code_label(struct buf *out, const struct field *f, struct str code,
                             enum locale l)
{
    const struct code_item *item = code_find(f->codes, code);

    buf_str(out, item ? item->label.in[l] : code);
}

void value_write_cell(struct buf *out, const struct field *f, const struct value *v,
                      struct str title, enum locale l)
{
    static const char *const YES_NO[2][LOCALE_COUNT] = {{"否", "否", "No"},
                                                        {"是", "是", "Yes"}};

    if (!v->is_set)
        return;
    switch (f->type) {
    case FIELD_TEXT:
    case FIELD_LONGTEXT:
        buf_str(out, v->text);
        break;
    case FIELD_INTEGER:
    case FIELD_DECIMAL:
    case FIELD_MONEY:
        write_scaled(out, v->number, f->scale);
        break;
    case FIELD_DATE:
        date_write(out, v->number);
        break;
    case FIELD_INSTANT:
        write_china_time(out, (instant){v->number});
        break;
    case FIELD_BOOL:
        buf_text(out, YES_NO[v->number != 0][l]);
        break;
    case FIELD_CODE:
        write_code_label(out, f, v->text, l);
        break;
    case FIELD_REGION:
        if (title.len)
            buf_str(out, title);
        else
            region_write(out, v->number);
        break;
    case FIELD_REF:
    case FIELD_PERSON:
    case FIELD_ACCOUNT:
    case FIELD_FILE:
        buf_str(out, title);
        break;
    case FIELD_SEALED:
    case FIELD_TYPE_COUNT:
        break;
    }
}

static void write_quoted(struct jsonw *w,
                         void (*write)(struct buf *, const struct field *, int64_t),
                         const struct field *f, int64_t v)
{
    jsonw_raw(w, STR("\""));
    write(w->out, f, v);
    buf_char(w->out, '"');
}

static void write_number(struct buf *out, const struct field *f, int64_t v)
{
    switch (f->type) {
    case FIELD_DATE:
        date_write(out, v);
        break;
    case FIELD_INSTANT:
        instant_write(out, (instant){v});
        break;
    case FIELD_REGION:
        region_write(out, v);
        break;
    default: /* decimals, money, ids */
        write_scaled(out, v, f->scale);
    }
}

void value_write_json(struct jsonw *w, const struct field *f, const struct value *v)
{
    if (!v->is_set) {
        jsonw_null(w);
        return;
    }
    switch (f->type) {
    case FIELD_TEXT:
    case FIELD_LONGTEXT:
    case FIELD_CODE:
        jsonw_str(w, v->text);
        break;
    case FIELD_INTEGER:
        jsonw_i64(w, v->number);
        break;
    case FIELD_BOOL:
        jsonw_bool(w, v->number != 0);
        break;
    case FIELD_SEALED:
        jsonw_raw(w, STR("{\"sealed\":true}"));
        break;
    case FIELD_DECIMAL:
    case FIELD_MONEY:
    case FIELD_DATE:
    case FIELD_INSTANT:
    case FIELD_REGION:
    case FIELD_REF:
    case FIELD_PERSON:
    case FIELD_ACCOUNT:
    case FIELD_FILE:
        write_quoted(w, write_number, f, v->number);
        break;
    case FIELD_TYPE_COUNT:
        break;
    }
}

bool value_equal(const struct field *f, const struct value *a, const struct value *b)
{
    if (a->is_set != b->is_set)
        return false;
    if (!a->is_set)
        return true;
    return field_is_number(f) ? a->number == b->number : str_eq(a->text, b->text);
}

/* ---- masks ------------------------------------------------------------------------- */

struct str value_masked(struct arena *a, enum field_mask mask, struct str text)
{
    size_t keep_head = 0, keep_tail = 0, count = utf8_count(text), at = 0;
    struct buf out = BUF(4096);

    if (mask == MASK_NONE || !text.len)
        return text;
    if (mask == MASK_NAME)
        keep_head = 1;
    if (mask == MASK_PHONE && count >= 9)
        keep_head = 3, keep_tail = 4;
    if (mask == MASK_ALL)
        count = 6; /* the length tells something too */
    for (size_t i = 0; i < count; i++) {
        size_t from = at;
        if (at < text.len)
            (void)utf8_next(text, &at);
        if (i < keep_head || i + keep_tail >= count)
            buf_add(&out, text.ptr + from, at - from);
        else
            buf_char(&out, '*');
    }
    struct str masked = str_copy(a, buf_view(&out));
    buf_done(&out);
    return masked;
}

/* ---- whole rows -------------------------------------------------------------------- */

void row_faults_add(struct arena *a, struct row_faults *faults, int field,
                    const struct fault *fault)
{
    struct row_fault *one = ARENA_PUSH(a, faults->items, faults->count, faults->room);

    *one = (struct row_fault){.field = field, .fault = *fault};
}

/* "Required" after "no such date" helps nobody. */
static bool is_faulty(const struct row_faults *faults, int field)
{
    for (size_t i = 0; i < faults->count; i++)
        if (faults->items[i].field == field)
            return true;
    return false;
}

enum err value_check(const struct field *f, const struct value *v, struct fault *fault)
{
    switch (f->type) {
    case FIELD_TEXT:
    case FIELD_LONGTEXT:
        TRY(utf8_check(v->text, f->type == FIELD_LONGTEXT, fault));
        return check_length(f, v->text, fault);
    case FIELD_CODE:
        return code_find(f->codes, v->text) ? ERR_OK : refuse_code(f, v->text, fault);
    case FIELD_INTEGER:
    case FIELD_DECIMAL:
    case FIELD_MONEY:
        return check_limits(f, v->number, fault);
    default:
        return ERR_OK; /* what it points to is looked up by others; the rest has one reading */
    }
}

/* Also what came past value_read(), put together by a feature from what a person gave. */
static void check_value(struct arena *a, const struct field *f, const struct value *v,
                        struct row_faults *faults)
{
    struct fault why = {0};

    if (v->is_set && !is_faulty(faults, f->index) && value_check(f, v, &why))
        row_faults_add(a, faults, f->index, &why);
}

void row_check(struct arena *a, const struct ledger *l, const struct row *row,
               struct row_faults *faults)
{
    for (size_t i = 0; i < l->field_count; i++) {
        check_value(a, &l->fields[i], &row->values[i], faults);
        if (!l->fields[i].is_required || row->values[i].is_set || is_faulty(faults, (int)i))
            continue;
        struct fault missing = {.kind = ERR_INVALID, .code = "cell.required"};
        row_faults_add(a, faults, (int)i, &missing);
    }
}

/* The deadline that follows from the row's date, or 0. */
static date deadline_of(const struct ledger *l, const struct row *row)
{
    const struct value *from =
        l->deadline_from >= 0 ? &row->values[l->deadline_from] : NULL;

    if (!from || !from->is_set || !date_day(from->number))
        return 0;
    return l->deadline_working
               ? calendar_add(calendar_in_force(), from->number, l->deadline_days)
               : date_add_days(from->number, l->deadline_days);
}

static void reckon_deadline(const struct ledger *l, struct row *row)
{
    date due = deadline_of(l, row);

    if (due && !row->values[l->deadline].is_set)
        row->values[l->deadline] = (struct value){.is_set = true, .number = due};
}

void row_deadline_follows(const struct ledger *l, const struct row *before,
                          struct row *after)
{
    date was = deadline_of(l, before), is = deadline_of(l, after);

    if (l->deadline < 0 || !was || !is || was == is)
        return;
    const struct value *old = &before->values[l->deadline];
    if (old->is_set && old->number == was &&
        value_equal(&l->fields[l->deadline], old, &after->values[l->deadline]))
        after->values[l->deadline].number = is;
}

void row_defaults(struct arena *a, const struct ledger *l, struct row *row)
{
    for (size_t i = 0; i < l->field_count; i++) {
        struct fault ignored = {0};
        if (row->values[i].is_set || !l->fields[i].fallback.len)
            continue;
        if (value_read(a, &l->fields[i], l->fields[i].fallback, &row->values[i], &ignored))
            row->values[i] = (struct value){0};
    }
    reckon_deadline(l, row);
}
