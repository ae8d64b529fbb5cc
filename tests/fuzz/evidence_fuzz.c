/*
 * Any bytes are a file of evidence, a ballot that a page sends, and a rule set: each is read or
 * refused with an explained error, and what a ballot becomes can be counted.
 */
#include "base/json.h"
#include "domain/poll/evidence.h"
#include "domain/poll/rules_read.h"
#include "domain/poll/sheet.h"
#include "domain/poll/tally.h"

#include <stdlib.h>

static void demand(bool truth)
{
    if (!truth)
        abort();
}

static void check_explained(enum err err, const struct fault *f)
{
    demand(!err == !f->code);
}

static void try_ballot(struct arena *a, const struct json *root, enum sheet_from from)
{
    static const struct sheet_question ONE[] = {{3, 2, NEEDS_OPPOSE, false}};
    struct fault f = {0};
    struct str line;
    struct ballot ballot;
    enum err err = sheet_line(a, root, (struct sheet){ONE, 1}, from, &line, &f);

    check_explained(err, &f);
    if (err)
        return;
    demand(!ballot_read(a, line, 1, &ballot, &f));
    demand(ballot.is_void || ballot.marks.len == 3);
    demand(from == SHEET_TELLER || line.len <= sheet_line_most(ONE, 1));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new();
    struct str text = {(const char *)data, size};
    struct evidence_report report;
    struct rule_set set = {0};
    struct json *root = NULL;
    struct fault f = {0}, g = {0}, h = {0};

    enum err err = evidence_check(a, text, &report, &f);
    check_explained(err, &f);
    demand(err || !report.is_signed || report.is_whole);
    if (!json_parse(a, text, &root, &g)) {
        check_explained(rules_of_json(a, root, &set, &h), &h);
        try_ballot(a, root, SHEET_VOTER);
        try_ballot(a, root, SHEET_TELLER);
    }
    arena_free(a);
    return 0;
}
