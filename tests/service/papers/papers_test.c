/* A template of the site's own, the papers of a congress listed and filled, one of them filed with a record. */
#include "service/failing.h"
#include "service/papers/forms.h"
#include "service/record/attachment.h"
#include "service/record/handed.h"
#include "service/record/record.h"
#include "service/site/site.h"

#include <criterion/criterion.h>
#include <sys/stat.h>

enum { CONGRESS, SITTING };

static enum err furnish(struct call *c, void *arg)
{
    struct house *h = arg;
    row_id someone;

    /* where templates will lie: this folder may stay, empty */
    cr_assert_eq(mkdir(site_path(c->site, c->arena, "templates"), 0750), 0);
    TRY(house_enter(c, "congress", COUNTY, "",
                    PAIRS("title", "中共某县第十四次代表大会", "kind", "party", "level",
                          "county", "rules", "county-party-2020", "term", "14"),
                    &h->rows[CONGRESS]));
    const char *congress = house_number(c, h->rows[CONGRESS]);
    TRY(house_enter(c, "sitting", COUNTY, "",
                    PAIRS("congress", congress, "title", "开幕大会", "kind", "plenary"),
                    &h->rows[SITTING]));
    return house_enter(c, "attendee", COUNTY, "",
                       PAIRS("congress", congress, "name", "王一", "kind", "delegate"),
                       &someone);
}

/* ---- templates ----------------------------------------------------------------------------- */

static enum err put_template(struct call *c, struct house *h)
{
    struct str ours;

    (void)h;
    TRY(template_get(c, STR("agenda"), &ours));
    return template_put(c, STR("agenda"), ours);
}

static enum err reset_template(struct call *c, struct house *h)
{
    (void)h;
    return template_reset(c, STR("agenda"));
}

/* ---- papers -------------------------------------------------------------------------------- */

static enum err list(struct call *c, struct house *h)
{
    struct form_entry *entries;
    size_t count;

    return forms_list(c, STR("congress"), h->rows[CONGRESS].v, &entries, &count);
}

static enum err fill(struct call *c, struct house *h)
{
    struct form_request r = {
        .name = STR("agenda"), .scope = STR("congress"), .id = h->rows[CONGRESS].v};
    struct str docx;

    return forms_fill(c, &r, &docx);
}

static enum err make(struct call *c, struct house *h)
{
    AUTO(buf) struct buf out = BUF(1 << 24);
    struct form_request r = {.name = STR("briefing"),
                             .scope = STR("sitting"),
                             .id = h->rows[SITTING].v,
                             .is_docx = true};

    return forms_make(c, &r, &out);
}

static enum err note(struct call *c, void *arg)
{
    struct handed h = {.what = "paper", .of = STR("agenda"), .rows = -1, .bytes = 1};

    (void)arg;
    return handed_note(c, &h);
}

struct filing {
    struct house *house;
    file_id file;
};

static enum err put_into_record(struct call *c, void *arg)
{
    const struct filing *f = arg;
    struct str number = str_print(c->arena, "%lld", (long long)f->file.v);
    struct str signer = str_print(c->arena, "王%d", f->house->serial);
    row_id row;

    return house_enter(c, "pledge", COUNTY, "",
                       PAIRS("signer", str_c(c->arena, signer), "kind", "leader",
                             "signed_on", "2021-05-30", "scan", str_c(c->arena, number)),
                       &row);
}

/* Made, kept as a file, and the file in a record. */
static enum err file_paper(struct call *c, struct house *h)
{
    struct form_request r = {
        .name = STR("agenda"), .scope = STR("congress"), .id = h->rows[CONGRESS].v};
    struct filing f = {.house = h};
    struct str docx;

    TRY(forms_fill(c, &r, &docx));
    TRY(attachment_keep(c, STR("agenda.docx"), docx, &f.file));
    return call_write(c, put_into_record, &f);
}

static const struct deed ACTS[] = {
    {"put a template", .ready = reset_template, .waiting = put_template,
     .what = STEPS | FILES},
    {"template of ours", .ready = put_template, .waiting = reset_template, .what = STEPS},
    {"list", .waiting = list, .what = STEPS},
    {"fill", .waiting = fill, .what = STEPS},
    {"make", .waiting = make, .what = STEPS},
    {"note what was handed out", .in_writer = note, .what = STEPS | MEMORY},
    {"file", .waiting = file_paper, .what = FILES | MEMORY, .entries = 1, .leaves = true},
};

Test(papers, are_made_or_not_whatever_fails, .timeout = 240)
{
    room_holds(&(struct room){.furnish = furnish, DEEDS(ACTS)});
}
