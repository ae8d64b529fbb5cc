/* Rows and descriptions as JSON. */
#pragma once

#include "api/route.h"

struct change_entry;

/* {"id","region","ver","state",…,"F":…}; long texts and sealed fields only when `whole`. */
void write_row(struct api *r, const struct ledger *l, const struct row *row, bool whole);

/* The same without the brackets, for an object that says more. */
void write_row_members(struct api *r, const struct ledger *l, const struct row *row,
                       bool whole);

/* A value with the title of what it points to. */
void write_value(struct api *r, const struct ledger *l, const struct field *f,
                 const struct value *v, struct str title);

/* The definition with what the caller may. */
void write_ledger(struct api *r, const struct ledger *l);
void write_codes(struct api *r, const struct code_table *t);
void write_history(struct api *r, const struct ledger *l,
                   const struct change_entry *entries, size_t count);

/* The `fields` of the body, {"F":value,…}; null clears; none when they are left out. */
struct inputs body_fields(struct api *r);
