#include "api/part_json.h"

#include "api/record/record_json.h"
#include "service/record/fields.h"

void write_moment(struct api *r, const char *key, instant t)
{
    jsonw_key(&r->w, key);
    if (!t.ms) {
        jsonw_null(&r->w);
        return;
    }
    AUTO(buf) struct buf text = BUF(64);
    instant_write(&text, t);
    jsonw_str(&r->w, buf_view(&text));
}

void write_text(struct api *r, const char *key, struct str text)
{
    jsonw_key(&r->w, key);
    jsonw_str_or_null(&r->w, text);
}

void write_id(struct api *r, const char *key, int64_t id)
{
    jsonw_key(&r->w, key);
    jsonw_id(&r->w, id);
}

void write_field(struct api *r, const struct ledger *l, const struct row *row, int field)
{
    const struct field *f = &l->fields[field_at(l, field)];

    jsonw_key_str(&r->w, f->name);
    write_value(r, l, f, &row->values[f->index], row_label(l, row, field));
}

void write_field_text(struct api *r, const struct ledger *l, const struct row *row,
                      int field)
{
    struct str text = row_text(l, row, field);

    jsonw_key_str(&r->w, field_name(l, field));
    if (text.len)
        jsonw_str(&r->w, text);
    else
        jsonw_null(&r->w);
}

void write_field_number(struct api *r, const struct ledger *l, const struct row *row,
                        int field)
{
    jsonw_key_str(&r->w, field_name(l, field));
    jsonw_i64(&r->w, row_number(l, row, field));
}

enum err path_id(struct api *r, row_id *out)
{
    return api_id(r, r->params[0], &out->v);
}
