#include "domain/region_table.h"

static const struct region_entry COUNTRY = {0, {STR_INIT("全国"), STR_INIT("全國")}};

static bool read_entry(struct str line, struct region_entry *out)
{
    struct str code;

    if (!line.len || line.ptr[0] == '#' || !str_cut(&line, '\t', &code) ||
        !region_read(str_trim(code), &out->code))
        return false;
    struct str rest = str_trim(line);
    (void)str_cut(&rest, '\t', &out->name[LOCALE_HANS]);
    out->name[LOCALE_HANT] = rest.len ? rest : out->name[LOCALE_HANS];
    return true;
}

static size_t lines_of(struct str text)
{
    size_t lines = 1;

    for (size_t i = 0; i < text.len; i++)
        lines += text.ptr[i] == '\n';
    return lines;
}

struct region_table *region_table_read(struct arena *a, struct str text, struct str beside)
{
    struct region_table *t = ARENA_NEW(a, struct region_table);
    struct str texts[] = {text, beside};

    t->entries = ARENA_ARRAY(a, struct region_entry, lines_of(text) + lines_of(beside));
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        for (struct str line; str_cut(&texts[i], '\n', &line);)
            if (read_entry(line, &t->entries[t->count]))
                t->count++;
    return t;
}

/* The first entry whose code is not below `r`. */
static size_t lower_bound(const struct region_table *t, region r)
{
    size_t low = 0, high = t->count;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (t->entries[mid].code < r)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

const struct region_entry *region_find(const struct region_table *t, region r)
{
    size_t at = lower_bound(t, r);

    if (r == 0)
        return &COUNTRY;
    return at < t->count && t->entries[at].code == r ? &t->entries[at] : NULL;
}

struct str region_name(const struct region_table *t, struct arena *a, region r,
                       enum locale l)
{
    const struct region_entry *e = region_find(t, r);

    if (r == 0 && l == LOCALE_EN)
        return STR("Whole country");
    if (e)
        return e->name[l == LOCALE_HANT];

    struct buf code = BUF(16);
    region_write(&code, r);
    struct str copy = str_copy(a, buf_view(&code));
    buf_done(&code);
    return copy;
}

struct str region_path(const struct region_table *t, struct arena *a, region r,
                       enum locale l)
{
    struct buf path = BUF(BUF_MESSAGE);

    for (int level = REGION_PROVINCE; level <= (int)region_level(r); level++) {
        region at = region_at(r, (enum region_level)level);
        bool repeats =
            level > REGION_PROVINCE && at == region_at(r, (enum region_level)(level - 1));
        if (repeats || (!region_find(t, at) && at != r))
            continue;
        if (path.len)
            buf_char(&path, ' ');
        buf_str(&path, region_name(t, a, at, l));
    }
    struct str copy = r ? str_copy(a, buf_view(&path)) : region_name(t, a, r, l);
    buf_done(&path);
    return copy;
}

void region_subtree(const struct region_table *t, region r, size_t *first, size_t *end)
{
    *first = lower_bound(t, r ? r + 1 : 0);
    *end = lower_bound(t, region_last(r) + 1);
}

region region_known_parent(const struct region_table *t, region r)
{
    do
        r = region_parent(r);
    while (r && !region_find(t, r));
    return r;
}

/* Does `text` end with the name of `e`, and begin with names of its ancestors only? */
static bool names_entry(const struct region_table *t, const struct region_entry *e,
                        struct str text)
{
    region at = e->code;
    const struct region_entry *step = e;

    while (step && at) {
        struct str name = step->name[LOCALE_HANS];
        if (str_ends(text, name)) {
            text = str_trim((struct str){text.ptr, text.len - name.len});
            if (!text.len)
                return true;
        } else if (step == e) {
            return false;
        }
        at = region_known_parent(t, at);
        step = region_find(t, at);
    }
    return false;
}

bool region_resolve(const struct region_table *t, struct arena *a, struct str text,
                    region within, region *out)
{
    size_t first, end, found = 0;
    const struct region_entry *self = region_find(t, within);

    (void)a;
    text = str_trim(text);
    if (region_read(text, out))
        return region_find(t, *out) && region_holds(within, *out);
    if (self && names_entry(t, self, text)) {
        *out = within;
        return true;
    }
    region_subtree(t, within, &first, &end);
    for (size_t i = first; i < end; i++) {
        if (!names_entry(t, &t->entries[i], text))
            continue;
        *out = t->entries[i].code;
        found++;
    }
    return found == 1;
}
