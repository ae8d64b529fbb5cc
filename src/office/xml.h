/*
 * XML of a package part as a stream of events, by expat.
 *
 * Refuses document types, so there are no entities to expand and nothing to follow;
 * bounds nesting and the length of a tag.  Names come without namespace prefix:
 * transitional, strict and prefixed (x:row) documents look alike.
 */
#pragma once

#include "office/pack.h"

#include <expat.h>

enum { XML_DEPTH_MAX = 64, XML_TAG_MAX = 1 << 20, XML_BLOCK = 64 << 10 };

struct xml {
    XML_Parser parser;
    struct part part;
    struct fault *fault; /* of the run in progress */
    enum err err;        /* what a handler found wrong */
    int64_t fed;         /* bytes given to the parser */
    int depth;
    bool is_paused, is_final, is_done;

    void *self; /* for the handlers, of which any may be NULL */
    void (*start)(struct xml *x, const char *name, const char *const *attributes);
    void (*end)(struct xml *x, const char *name);
    void (*text)(struct xml *x, struct str text);
};

/* Begin with the part `name`; handlers are set before.  Errors of part_open(). */
MUST_USE enum err xml_open(struct xml *x, struct pack *p, struct str name, struct fault *f);
void xml_done(struct xml *x); /* a zeroed xml is fine */

/* Parse on until a handler pauses or the part ends (x->is_done).
 * ERR_INVALID: sheet.broken, sheet.entities, sheet.too_deep; or what a handler found. */
MUST_USE enum err xml_run(struct xml *x, struct fault *f);

/* From a handler: let xml_run() return. */
void xml_pause(struct xml *x);

/* From a handler: end the run with `err`, of which the handler has filled x->fault. */
void xml_stop(struct xml *x, enum err err);

/* The attribute of that name, its prefix aside, or NULL. */
const char *xml_attribute(const char *const *attributes, const char *name);

/* A whole number of at most nine digits, or -1. */
int64_t xml_number(const char *text);

static inline void xml_auto(struct xml *x)
{
    xml_done(x);
}
