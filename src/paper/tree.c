/* An XML part as a tree. */
#include "paper/tree.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "office/xml.h"
#include "paper/form.h"

static const int64_t NUMBER_MAX = 131068; /* twips: two metres */

struct builder {
    struct arena *arena;
    struct node *root, *open;
    struct buf text; /* of the open t */
    size_t count;
};

/* What went wrong below, told in the words of forms. */
static enum err broken(struct fault *f, enum err err, struct str part,
                       const struct fault *why)
{
    if (err == ERR_TOO_BIG)
        return FAIL(f, ERR_TOO_BIG, "form.long", "%.*s", STR_FMT(part));
    return FAIL(f, ERR_INVALID, "form.broken", "%.*s" SEP "%s", STR_FMT(part), why->detail);
}

static void copy_attributes(struct builder *b, struct node *n,
                            const char *const *attributes)
{
    size_t count = 0;

    while (attributes[2 * count])
        count++;
    struct attribute *copy = ARENA_ARRAY(b->arena, struct attribute, count + 1);
    for (size_t i = 0; i < count; i++) {
        const char *colon = strchr(attributes[2 * i], ':');
        const char *name = colon ? colon + 1 : attributes[2 * i];
        copy[i].name = str_copy(b->arena, str_of(name));
        copy[i].value = str_copy(b->arena, str_of(attributes[2 * i + 1]));
    }
    n->attributes = copy;
    n->attribute_count = count;
}

static void on_start(struct xml *x, const char *name, const char *const *attributes)
{
    struct builder *b = x->self;
    struct node *n = ARENA_NEW(b->arena, struct node);

    if (++b->count > TREE_NODES_MAX) {
        xml_stop(x, FAIL(x->fault, ERR_TOO_BIG, "form.long", "%s", name));
        return;
    }
    n->name = str_copy(b->arena, str_of(name));
    n->start = (size_t)XML_GetCurrentByteIndex(x->parser);
    n->open_end = n->start + (size_t)XML_GetCurrentByteCount(x->parser);
    copy_attributes(b, n, attributes);
    n->parent = b->open;
    if (!b->open)
        b->root = n;
    else if (b->open->last)
        b->open->last->next = n;
    else
        b->open->first = n;
    if (b->open)
        b->open->last = n;
    b->open = n;
    buf_clear(&b->text);
}

static bool keeps_text(const struct node *n)
{
    return node_is(n, "t") || node_is(n, "instrText");
}

static void on_end(struct xml *x, const char *name)
{
    struct builder *b = x->self;
    struct node *n = b->open;

    (void)name;
    n->close_start = (size_t)XML_GetCurrentByteIndex(x->parser);
    n->end = n->close_start + (size_t)XML_GetCurrentByteCount(x->parser);
    if (keeps_text(n))
        n->text = str_copy(b->arena, buf_view(&b->text));
    b->open = n->parent;
}

static void on_text(struct xml *x, struct str text)
{
    struct builder *b = x->self;

    if (keeps_text(b->open))
        buf_str(&b->text, text);
}

/* Only UTF-8 can be copied and added to byte by byte. */
static bool is_utf8(struct str xml)
{
    struct str head = str_sub(xml, 0, 200);
    ptrdiff_t at = str_find(head, STR("encoding="));
    struct str name = at < 0 ? STR("utf-8") : str_sub(head, (size_t)at + 10, 5);

    return utf8_is_valid(xml) && str_eq_nocase(name, STR("utf-8"));
}

enum err tree_part(struct arena *a, struct pack *p, struct str name, struct str *out,
                   struct fault *f)
{
    AUTO(part) struct part part = {0};
    AUTO(buf) struct buf bytes = BUF(FORM_XML_MAX);
    struct fault why = {0};
    size_t got = 1;
    enum err err = part_open(&part, p, name, &why);

    while (!err && got > 0) {
        char *room = buf_reserve(&bytes, XML_BLOCK);
        if (!room)
            return FAIL(f, ERR_TOO_BIG, "form.long", "%.*s", STR_FMT(name));
        err = part_read(&part, room, XML_BLOCK, &got, &why);
        if (!err)
            buf_took(&bytes, got);
    }
    if (err)
        return broken(f, err, name, &why);
    *out = str_copy(a, buf_view(&bytes));
    return ERR_OK;
}

enum err tree_read(struct arena *a, struct pack *p, struct str name, struct tree *out,
                   struct fault *f)
{
    struct builder b = {.arena = a, .text = BUF(FORM_XML_MAX)};
    AUTO(xml)
    struct xml x = {.self = &b, .start = on_start, .end = on_end, .text = on_text};
    struct fault why = {0};

    TRY(tree_part(a, p, name, &out->xml, f));
    if (!is_utf8(out->xml))
        return FAIL(f, ERR_INVALID, "form.broken", "%.*s" SEP "%s", STR_FMT(name), "UTF-8");
    enum err err = xml_open(&x, p, name, &why);
    if (!err)
        err = xml_run(&x, &why);
    buf_done(&b.text);
    if (err)
        return broken(f, err, name, &why);
    out->root = b.root;
    return ERR_OK;
}

enum err tree_pack(struct pack *p, struct str docx, struct fault *f)
{
    struct fault why = {0};

    if (docx.len > FORM_BYTES_MAX)
        return FAIL(f, ERR_TOO_BIG, "form.long", "%s", "docx");
    enum err err = pack_open(p, docx, &why);
    return err ? broken(f, err, STR("docx"), &why) : ERR_OK;
}

bool node_is(const struct node *n, const char *name)
{
    return n && str_eq(n->name, str_of(name));
}

const struct node *node_child(const struct node *n, const char *name)
{
    const struct node *child = n ? n->first : NULL;

    while (child && !node_is(child, name))
        child = child->next;
    return child;
}

struct str node_value(const struct node *n, const char *attribute)
{
    for (size_t i = 0; n && i < n->attribute_count; i++)
        if (str_eq(n->attributes[i].name, str_of(attribute)))
            return n->attributes[i].value;
    return (struct str){0};
}

int node_number(const struct node *n, const char *attribute, int otherwise)
{
    struct str text = node_value(n, attribute);
    ptrdiff_t point = str_find(text, STR("."));
    int64_t number;

    if (point >= 0)
        text.len = (size_t)point;
    if (!str_i64(text, &number) || number > NUMBER_MAX || number < -NUMBER_MAX)
        return otherwise;
    return (int)number;
}

bool node_flag(const struct node *n, const char *name, bool otherwise)
{
    const struct node *flag = node_child(n, name);
    struct str value = node_value(flag, "val");

    if (!flag)
        return otherwise;
    return !str_eq(value, STR("0")) && !str_eq(value, STR("false")) &&
           !str_eq(value, STR("off")) && !str_eq(value, STR("none"));
}
