/* Ballot sheets: the design checked, planned, drawn once and shown for each sheet. */
#include "paper/ballot.h"

#include "paper/ballot_plan.h"
#include "paper/pdf.h"

enum { WORDS_MAX = 4 << 20, SEATS_MAX = 400 };

static bool is_code(struct str s)
{
    if (s.len < 1 || s.len > BALLOT_KIND_MAX)
        return false;
    for (size_t i = 0; i < s.len; i++)
        if (!((s.ptr[i] >= 'a' && s.ptr[i] <= 'z') || (s.ptr[i] >= '0' && s.ptr[i] <= '9')))
            return false;
    return true;
}

static enum err check_question(const struct ballot_design *d, size_t index, struct fault *f)
{
    const struct ballot_question *q = &d->questions[index];

    if (q->candidate_count < 1 || q->candidate_count > BALLOT_CANDIDATES_MAX ||
        q->seats < 1 || q->seats > SEATS_MAX || q->write_ins < 0 ||
        q->write_ins > SEATS_MAX)
        return FAIL(f, ERR_INVALID, "ballot.empty", "%zu" SEP "%d", index + 1,
                    BALLOT_CANDIDATES_MAX);
    for (size_t i = 0; i < q->candidate_count; i++)
        if (str_is_empty(q->candidates[i].name))
            return FAIL(f, ERR_INVALID, "ballot.name", "%zu" SEP "%zu" SEP "%s", index + 1,
                        i + 1, "");
    return ERR_OK;
}

static enum err check_design(const struct ballot_design *d, struct fault *f)
{
    if (d->question_count < 1 || d->question_count > BALLOT_QUESTIONS_MAX)
        return FAIL(f, ERR_INVALID, "ballot.elections", "%d", BALLOT_QUESTIONS_MAX);
    if (!is_code(d->kind))
        return FAIL(f, ERR_INVALID, "ballot.kind", "%.*s" SEP "%d", STR_FMT(d->kind),
                    BALLOT_KIND_MAX);
    if (d->revision < 0 || d->revision > 999)
        return FAIL(f, ERR_INVALID, "ballot.revision", "%d", d->revision);
    if (!str_is_empty(d->colour) && !ballot_colour_name(d->colour))
        return FAIL(f, ERR_INVALID, "ballot.colour", "%.*s", STR_FMT(d->colour));
    for (size_t i = 0; i < d->question_count; i++)
        TRY(check_question(d, i, f));
    return ERR_OK;
}

/* All that will be printed, to see which fonts it needs. */
static void gather_text(const struct ballot_design *d, struct buf *out)
{
    const struct str texts[] = {d->title,   d->congress, d->organiser, d->date,
                                d->approve, d->oppose,   d->abstain};

    buf_text(out, BALLOT_WORDS);
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        buf_str(out, texts[i]);
    for (size_t i = 0; i < d->rule_count; i++)
        buf_str(out, d->rules[i]);
    for (size_t i = 0; i < d->question_count; i++) {
        const struct ballot_question *q = &d->questions[i];
        buf_str(out, q->title);
        for (size_t c = 0; c < q->candidate_count; c++) {
            buf_str(out, q->candidates[c].name);
            buf_str(out, q->candidates[c].mark);
        }
    }
}

/* One drawing of each page; the file holds it once and every sheet refers to it. */
static enum err draw_copies(const struct ballot_plan *p, int copies,
                            const struct paper_fonts *fonts, struct buf *out,
                            struct fault *f)
{
    const cairo_rectangle_t page = {0, 0, points(p->width), points(p->height)};
    cairo_surface_t *drawings[BALLOT_PAGES_MAX];
    AUTO(pdf) struct pdf pdf = {0};

    pdf_open(&pdf, page.width, page.height, out);
    TRY(pdf_mark(&pdf, fonts, f));
    for (size_t i = 0; i < p->page_count; i++) {
        drawings[i] = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &page);
        cairo_t *cr = cairo_create(drawings[i]);
        ballot_draw(cr, p, i);
        cairo_destroy(cr);
    }
    for (int n = 0; n < copies; n++)
        for (size_t i = 0; i < p->page_count; i++) {
            cairo_set_source_surface(pdf.cr, drawings[i], 0, 0);
            cairo_paint(pdf.cr);
            pdf_page(&pdf);
        }
    enum err err = pdf_finish(&pdf, f);
    for (size_t i = 0; i < p->page_count; i++)
        cairo_surface_destroy(drawings[i]);
    return err;
}

enum err ballot_typeset(const struct ballot_design *design, int copies,
                        const struct paper_fonts *fonts, struct buf *pdf,
                        struct buf *layout, struct fault *f)
{
    AUTO(arena) struct arena *a = arena_new();
    AUTO(buf) struct buf words = BUF(WORDS_MAX);
    AUTO(type) struct type type = {0};
    struct ballot_plan plan = {.arena = a, .design = design, .type = &type};

    TRY(check_design(design, f));
    if (copies < 1 || copies > BALLOT_COPIES_MAX)
        return FAIL(f, ERR_INVALID, "ballot.copies", "%d" SEP "%d", copies,
                    BALLOT_COPIES_MAX);
    gather_text(design, &words);
    TRY(type_open(&type, fonts, buf_view(&words), f));
    TRY(ballot_plan(&plan, f));
    if (layout)
        ballot_layout_json(&plan, layout);
    return draw_copies(&plan, copies, fonts, pdf, f);
}
