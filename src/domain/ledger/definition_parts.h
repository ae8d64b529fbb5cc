/* Parts of reading a description, shared by definition_*.c.  Private to them. */
#pragma once

#include "domain/ledger/definition.h"

struct reader {
    struct arena *arena;
    struct str text;
    const struct catalog *catalog;
    struct fault *fault;
};

/* "definition.wrong" with the line of `at`, where, and the reason. */
MUST_USE enum err def_wrong(struct reader *r, const struct json *at, struct str where,
                            const char *reason);

/* Refuse keys that docs/ledgers.md does not list. */
MUST_USE enum err def_check_keys(struct reader *r, const struct json *object,
                                 struct str where, const char *const *known);

bool def_is_name(struct str s, size_t most);
bool def_is_reserved(struct str name);                              /* a word of SQL */
int def_pick(struct str word, const char *const *words, int count); /* -1 */

MUST_USE /* Parse, and refuse text that utf8_check() refuses: it would stand in every list and paper. */
    enum err
    def_parse(struct reader *r, struct json **root);

enum err def_read_name(struct reader *r, const struct json *object, struct str where,
                       struct str *out);
MUST_USE enum err def_read_label(struct reader *r, const struct json *object,
                                 const char *key, struct str where, struct label *out);
MUST_USE enum err def_need_label(struct reader *r, const struct json *object,
                                 struct str where, struct label *out);
MUST_USE enum err def_read_texts(struct reader *r, const struct json *object,
                                 const char *key, struct str **out, size_t *out_count);
MUST_USE enum err def_read_word(struct reader *r, const struct json *object,
                                const char *key, const char *const *words, int count,
                                int *out);
MUST_USE enum err def_read_roles(struct reader *r, const struct json *list,
                                 struct str where, role_set *out);

/* The list under `key`; an empty one when absent. */
const struct json *def_list_at(const struct json *object, const char *key);

/* Does a field go with the first `before` fields of its ledger: its headings, its default? */
MUST_USE enum err def_check_field(struct reader *r, const struct json *o,
                                  const struct ledger *l, size_t before,
                                  const struct field *f);

/* Do the parts agree with each other?  After all of them were read. */
MUST_USE enum err def_check_whole(struct reader *r, const struct json *root,
                                  const struct ledger *l);

MUST_USE enum err def_read_fields(struct reader *r, const struct json *root,
                                  struct ledger *l);
MUST_USE enum err def_read_first(struct reader *r, const struct ledger *l,
                                 const struct json *o, struct field *f);
MUST_USE enum err def_read_firsts(struct reader *r, const struct json *root,
                                  struct ledger *l);
MUST_USE enum err def_read_field(struct reader *r, const struct json *o, struct field *f);
MUST_USE enum err def_find_field(struct reader *r, const struct ledger *l,
                                 const struct json *at, struct str name, int *out);

/* A member that names a field; -1 when it is absent. */
MUST_USE enum err def_find_named(struct reader *r, const struct ledger *l,
                                 const struct json *object, const char *key, int *out);
MUST_USE enum err def_need_type(struct reader *r, const struct ledger *l,
                                const struct json *at, int field, enum field_type type);
