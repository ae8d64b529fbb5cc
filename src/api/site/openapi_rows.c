/* Rows of one ledger as the site has it: shapes made from its fields, for the description of the interface. */
#include "api/shapes.h"
#include "api/site/openapi.h"

#include "base/arena.h"

static const struct shape sealed_shape = OBJECT({"sealed", MUST, BOOL});

static const char *const *code_words(struct arena *a, const struct code_table *codes)
{
    const char **words = ARENA_ARRAY(a, const char *, codes->count + 1);

    for (size_t i = 0; i < codes->count; i++)
        words[i] = str_c(a, codes->items[i].code);
    return words;
}

static const char *const *state_words(struct arena *a, const struct ledger *l)
{
    const char **words = ARENA_ARRAY(a, const char *, l->state_count + 1);

    for (size_t i = 0; i < l->state_count; i++)
        words[i] = str_c(a, l->states[i].name);
    return words;
}

/* As it is read: docs/ledgers.md, the types in JSON. */
static struct shape shape_out(struct arena *a, const struct field *f)
{
    switch (f->type) {
    case FIELD_INTEGER:
        return (struct shape)INTEGER;
    case FIELD_BOOL:
        return (struct shape)BOOL;
    case FIELD_DATE:
        return (struct shape)DAY;
    case FIELD_INSTANT:
        return (struct shape)INSTANT;
    case FIELD_CODE:
        return (struct shape){.kind = SHAPE_WORD, .words = code_words(a, f->codes)};
    case FIELD_REGION:
        return (struct shape)SAME(&region_shape);
    case FIELD_REF:
    case FIELD_PERSON:
    case FIELD_ACCOUNT:
        return (struct shape)SAME(&ref_shape);
    case FIELD_FILE:
        return (struct shape)SAME(&file_shape);
    case FIELD_SEALED:
        return (struct shape)SAME(&sealed_shape);
    default:
        return (struct shape)STRING;
    }
}

/* As it is written: references by their id. */
static struct shape shape_in(struct arena *a, const struct field *f)
{
    switch (f->type) {
    case FIELD_TEXT:
    case FIELD_LONGTEXT:
    case FIELD_SEALED:
        return (struct shape)TEXT(f->max);
    case FIELD_INTEGER:
        return (struct shape)INT(f->has_min ? f->min : -INTEGER_MAX,
                                 f->has_max ? f->max : INTEGER_MAX);
    case FIELD_REGION:
        return (struct shape)REGION;
    case FIELD_REF:
    case FIELD_PERSON:
    case FIELD_ACCOUNT:
    case FIELD_FILE:
        return (struct shape)ID;
    default:
        return shape_out(a, f);
    }
}

static const struct shape *object(struct arena *a, const char *name,
                                  const struct member *members)
{
    struct shape *s = ARENA_NEW(a, struct shape);

    *s = (struct shape){.name = name, .kind = SHAPE_OBJECT, .members = members};
    return s;
}

static const struct shape *object_of(struct arena *a, const struct member *members,
                                     size_t count)
{
    struct member *own = ARENA_ARRAY(a, struct member, count + 1);

    memcpy(own, members, count * sizeof(*members));
    return object(a, NULL, own);
}

/* Long and sealed text is left out of lists. */
static const struct shape *row_of(struct arena *a, const struct ledger *l)
{
    static const struct member HEAD[] = {ROW_MEMBERS};
    enum { HEAD_COUNT = sizeof(HEAD) / sizeof(HEAD[0]), STATE = 3 };
    struct member *m = ARENA_ARRAY(a, struct member, HEAD_COUNT + l->field_count + 1);

    memcpy(m, HEAD, sizeof(HEAD));
    if (l->state_count)
        m[STATE] = (struct member){
            "state", MUST, {.kind = SHAPE_WORD, .words = state_words(a, l)}};
    for (size_t i = 0; i < l->field_count; i++) {
        const struct field *f = &l->fields[i];
        bool is_apart = f->type == FIELD_LONGTEXT || f->type == FIELD_SEALED;
        m[HEAD_COUNT + i] = (struct member){str_c(a, f->name), is_apart ? AT_WILL : OR_NULL,
                                            shape_out(a, f)};
    }
    return object(a, str_print(a, "%.*s_row", STR_FMT(l->name)).ptr, m);
}

static const struct shape *fields_of(struct arena *a, const struct ledger *l)
{
    struct member *m = ARENA_ARRAY(a, struct member, l->field_count + 1);
    size_t count = 0;

    for (size_t i = 0; i < l->field_count; i++)
        if (!l->fields[i].is_kept)
            m[count++] = (struct member){str_c(a, l->fields[i].name), AT_WILL,
                                         shape_in(a, &l->fields[i])};
    return object(a, str_print(a, "%.*s_fields", STR_FMT(l->name)).ptr, m);
}

struct row_shapes row_shapes_of(struct arena *a, const struct ledger *l, bool may_write)
{
    const struct shape *row = row_of(a, l), *fields = fields_of(a, l);
    const struct member page[] = {{"rows", MUST, {.kind = SHAPE_LIST, .of = row}},
                                  {"next", OR_NULL, STRING}};
    const struct member create[] = {{"region", MAY, REGION_OR_NONE},
                                    {"fields", MUST, SAME(fields)},
                                    {"state", MAY, TEXT(40)}};
    const struct member update[] = {{"ver", MUST, VERSION_OF_ROW},
                                    {"fields", MUST, SAME(fields)}};
    return (struct row_shapes){.ledger = l,
                               .row = row,
                               .page = object_of(a, page, 2),
                               .create = may_write ? object_of(a, create, 3) : NULL,
                               .update = may_write ? object_of(a, update, 2) : NULL};
}
