/* XML of a package part as a stream of events, by expat. */
#include "office/xml.h"

static const char *local_name(const char *name)
{
    const char *colon = strchr(name, ':');

    return colon ? colon + 1 : name;
}

static void on_start(void *data, const char *name, const char **attributes)
{
    struct xml *x = data;

    if (x->err)
        return; /* expat may deliver one more event after a stop */
    if (++x->depth > XML_DEPTH_MAX) {
        xml_stop(x, FAIL(x->fault, ERR_INVALID, "sheet.too_deep", "%.*s" SEP "%d",
                         STR_FMT(x->part.name), XML_DEPTH_MAX));
        return;
    }
    if (x->start)
        x->start(x, local_name(name), (const char *const *)attributes);
}

static void on_end(void *data, const char *name)
{
    struct xml *x = data;

    x->depth--;
    if (x->end && !x->err)
        x->end(x, local_name(name));
}

static void on_text(void *data, const char *text, int len)
{
    struct xml *x = data;

    if (x->text && !x->err)
        x->text(x, (struct str){text, (size_t)len});
}

static void on_doctype(void *data, const char *name, const char *system, const char *public,
                       int has_subset)
{
    struct xml *x = data;

    (void)name, (void)system, (void)public, (void)has_subset;
    xml_stop(x,
             FAIL(x->fault, ERR_INVALID, "sheet.entities", "%.*s", STR_FMT(x->part.name)));
}

enum err xml_open(struct xml *x, struct pack *p, struct str name, struct fault *f)
{
    TRY(part_open(&x->part, p, name, f));
    x->parser = XML_ParserCreate(NULL);
    if (!x->parser)
        return FAIL(f, ERR_BUSY, "sheet.memory", "%s", "");
    x->fed = 0;
    x->depth = 0;
    x->err = ERR_OK;
    x->is_paused = x->is_final = x->is_done = false;
    XML_SetUserData(x->parser, x);
    XML_SetElementHandler(x->parser, on_start, on_end);
    XML_SetStartDoctypeDeclHandler(x->parser, on_doctype);
    if (x->text)
        XML_SetCharacterDataHandler(x->parser, on_text);
    return ERR_OK;
}

void xml_done(struct xml *x)
{
    if (x->parser)
        XML_ParserFree(x->parser);
    x->parser = NULL;
    part_done(&x->part);
}

static enum err syntax_error(struct xml *x, struct fault *f)
{
    return FAIL(f, ERR_INVALID, "sheet.broken", "%.*s" SEP "%s (%lu)",
                STR_FMT(x->part.name), XML_ErrorString(XML_GetErrorCode(x->parser)),
                (unsigned long)XML_GetCurrentLineNumber(x->parser));
}

/* Give the parser the next block. */
static enum err feed(struct xml *x, enum XML_Status *status, struct fault *f)
{
    /* A tag that does not end makes expat keep and rescan all of it. */
    if (x->fed - (int64_t)XML_GetCurrentByteIndex(x->parser) > XML_TAG_MAX)
        return FAIL(f, ERR_INVALID, "sheet.broken", "%.*s" SEP "%s", STR_FMT(x->part.name),
                    "endless tag");

    void *block = XML_GetBuffer(x->parser, XML_BLOCK);
    if (!block)
        return FAIL(f, ERR_BUSY, "sheet.memory", "%s", "");
    size_t got = 0;
    TRY(part_read(&x->part, block, XML_BLOCK, &got, f));
    x->fed += (int64_t)got;
    x->is_final = got == 0;
    *status = XML_ParseBuffer(x->parser, (int)got, x->is_final);
    return ERR_OK;
}

enum err xml_run(struct xml *x, struct fault *f)
{
    x->fault = f;
    while (!x->is_done) {
        enum XML_Status status = XML_STATUS_OK;

        if (x->is_paused)
            status = XML_ResumeParser(x->parser);
        else
            TRY(feed(x, &status, f));
        if (x->err)
            return x->err;
        if (status == XML_STATUS_ERROR)
            return syntax_error(x, f);
        x->is_paused = status == XML_STATUS_SUSPENDED;
        if (x->is_paused)
            return ERR_OK;
        x->is_done = x->is_final;
    }
    return ERR_OK;
}

void xml_pause(struct xml *x)
{
    (void)XML_StopParser(x->parser, XML_TRUE); /* fails only when already stopping */
}

void xml_stop(struct xml *x, enum err err)
{
    x->err = err;
    (void)XML_StopParser(x->parser, XML_FALSE);
}

const char *xml_attribute(const char *const *attributes, const char *name)
{
    for (; attributes[0]; attributes += 2)
        if (strcmp(local_name(attributes[0]), name) == 0)
            return attributes[1];
    return NULL;
}

int64_t xml_number(const char *text)
{
    int64_t n = 0;

    if (!text || !*text || strlen(text) > 9)
        return -1;
    for (; *text; text++) {
        if (*text < '0' || *text > '9')
            return -1;
        n = n * 10 + (*text - '0');
    }
    return n;
}
