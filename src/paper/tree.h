/*
 * An XML part as a tree that remembers where each element stands in the bytes, so that a copy can
 * leave everything but a few texts as it was.  Names come without prefix.
 */
#pragma once

#include "office/pack.h"

enum { TREE_NODES_MAX = 2 << 20 };

struct attribute {
    struct str name, value;
};

struct node {
    struct str name;
    const struct attribute *attributes;
    size_t attribute_count;
    struct str text; /* what stands directly in it, decoded; only of t and instrText */
    struct node *parent, *first, *last, *next;
    size_t start, open_end, close_start, end; /* bytes; close_start == end: <empty/> */
};

struct tree {
    struct str xml; /* UTF-8 */
    struct node *root;
};

/* The part `name`, in `a`.  ERR_INVALID form.broken (part, reason); ERR_TOO_BIG form.long. */
MUST_USE enum err tree_read(struct arena *a, struct pack *p, struct str name,
                            struct tree *out, struct fault *f);

/* The bytes of a part, in `a`; errors as above. */
MUST_USE enum err tree_part(struct arena *a, struct pack *p, struct str name,
                            struct str *out, struct fault *f);

/* Open a DOCX.  ERR_INVALID form.broken; ERR_TOO_BIG form.long. */
MUST_USE enum err tree_pack(struct pack *p, struct str docx, struct fault *f);

bool node_is(const struct node *n, const char *name); /* NULL is nothing */
/* The first child of that name, or NULL; `n` may be NULL. */
const struct node *node_child(const struct node *n, const char *name);
/* The value of an attribute, or {NULL, 0}; `n` may be NULL. */
struct str node_value(const struct node *n, const char *attribute);
/* As a whole number; `otherwise` when absent or no number.  A fraction is cut off. */
int node_number(const struct node *n, const char *attribute, int otherwise);
/* The `val` of the child `name` as on or off: present without val is on. */
bool node_flag(const struct node *n, const char *name, bool otherwise);
