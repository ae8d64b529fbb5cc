/*
 * Official papers, their blanks filled from the records (data/templates, docs/templates.md).  A site
 * may keep its own edition of a template: DIR/templates/NAME.docx.  Papers are Chinese.
 *
 * Reading needs a reader of the ledger concerned.  Slow things happen here: on a thread that may block.
 */
#pragma once

#include "service/site/call.h"

struct form_entry {
    struct str name; /* "result_full"; of the second question of a poll "result_full:2" */
    struct str scope;
    struct label label; /* with the question's title where there are several */
    bool is_ready;
    struct str why; /* what is missing, in the caller's language */
};

struct form_request {
    struct str name, scope; /* congress, poll, election, sitting, unit, district */
    int64_t id;             /* of the row that the scope names */
    bool is_docx;           /* else PDF */
};

/* Papers that can be made of a row.  ERR_INVALID "forms.scope". */
MUST_USE enum err forms_list(struct call *c, struct str scope, int64_t id,
                             struct form_entry **out, size_t *count);

/* Its blanks filled, before it is typeset: the bytes of the DOCX in the call's arena. */
MUST_USE enum err forms_fill(struct call *c, const struct form_request *r,
                             struct str *docx);

/*
 * What a power cut needs, in one PDF: how to go on by hand, the roster of each sitting to sign, and of each poll
 * that is not signed the slips of issue and return, the record, two tally sheets and the report for each question.
 * For those who run the congress.
 */
MUST_USE enum err forms_power_cut(struct call *c, row_id congress, struct buf *out);

/* The paper.  ERR_NOT_FOUND "forms.none"; errors of paper/form.h. */
MUST_USE enum err forms_make(struct call *c, const struct form_request *r, struct buf *out);

/* ---- templates ----------------------------------------------------------------------- */

struct template_entry {
    struct str name, scope;
    const struct json *of; /* whose papers: codes of congress_kind; NULL: everybody's */
    struct label label;
    bool is_site; /* edited here */
};

MUST_USE enum err templates_list(struct call *c, struct template_entry **out,
                                 size_t *count);
MUST_USE enum err template_get(struct call *c, struct str name, struct str *docx);

/* Role congress or office at the site's region.  ERR_INVALID form.blank and the like: nothing is kept then. */
MUST_USE enum err template_put(struct call *c, struct str name, struct str docx);
MUST_USE enum err template_reset(struct call *c, struct str name);
