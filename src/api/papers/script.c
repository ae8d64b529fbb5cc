/* Routes of the chair's script (docs/congress.md, Papers). */
#include "service/papers/script.h"

#include "api/part_json.h"
#include "api/shapes.h"
#include "ledgers/congress.h"
#include "ledgers/election.h"
#include "ledgers/poll.h"
#include "service/papers/ballot_sheet.h"
#include "service/record/fields.h"

static enum err get_script(struct api *r)
{
    struct script script;
    row_id id;

    TRY(path_id(r, &id));
    TRY(script_make(&r->call, id, &script));
    jsonw_open(&r->w, '{');
    jsonw_key(&r->w, "lines");
    jsonw_open(&r->w, '[');
    for (size_t i = 0; i < script.count; i++) {
        jsonw_open(&r->w, '{');
        jsonw_pair(&r->w, "kind", str_of(script_kind_name(script.lines[i].kind)));
        jsonw_pair(&r->w, "text", script.lines[i].text);
        jsonw_close(&r->w, '}');
    }
    jsonw_close(&r->w, ']');
    jsonw_pair_i64(&r->w, "blanks", (int64_t)script.blanks);
    write_instant(&r->w, "at", r->call.now);
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

/* For the wall of the hall while ballots are filled in: what stands on the paper, and no number of votes. */
static enum err get_ballot_lines(struct api *r)
{
    struct str lines[BALLOT_LINES_MOST];
    struct poll *p;
    size_t count;
    row_id id;

    TRY(path_id(r, &id));
    TRY(poll_ballot_lines(&r->call, id, &p, lines, &count));
    jsonw_open(&r->w, '{');
    write_field(r, p->ledger, p->row, POLL_TITLE);
    write_field(r, p->ledger, p->row, POLL_COLOUR);
    jsonw_key(&r->w, "lines");
    jsonw_open(&r->w, '[');
    for (size_t i = 0; i < count; i++)
        jsonw_str(&r->w, lines[i]);
    jsonw_close(&r->w, ']');
    jsonw_key(&r->w, "questions");
    jsonw_open(&r->w, '[');
    for (size_t i = 0; i < p->election_count; i++) {
        const struct poll_election *e = &p->elections[i];
        jsonw_open(&r->w, '{');
        write_field(r, p->election_ledger, e->row, ELECTION_TITLE);
        write_field(r, p->election_ledger, e->row, ELECTION_SEATS);
        jsonw_pair_i64(&r->w, "candidates", (int64_t)e->candidate_count);
        jsonw_close(&r->w, '}');
    }
    jsonw_close(&r->w, ']');
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

/* clang-format off */
static const struct shape lines_shape = NAMED("BallotLines",
    {"title", MUST, STRING},
    {"colour", OR_NULL, STRING},
    {"lines", MUST, EACH(STRING)},
    {"questions", MUST, EACH(OBJECT(
        {"title", MUST, STRING}, {"seats", MUST, COUNT}, {"candidates", MUST, COUNT}))});

static const struct shape script_shape = NAMED("Script",
    {"lines", MUST, EACH(NAMED("ScriptLine",
        {"kind", MUST, WORD("head", "say", "cue")},
        {"text", MUST, STRING}))},
    {"blanks", MUST, COUNT},
    {"at", MUST, INSTANT});

static const struct route routes[] = {
/*    method    path                              who                how       query     body     reply              handler     what */
    { HTTP_GET, "/api/polls/{poll}/lines",        OF(POLL, READ),     RUN_READ, NO_QUERY, NO_BODY, OK(&lines_shape),  get_ballot_lines, "how the ballot is filled in, in the words that stand on it" },
    { HTTP_GET, "/api/sittings/{sitting}/script", OF(CONGRESS, READ), RUN_READ, NO_QUERY, NO_BODY, OK(&script_shape), get_script, "what the chair says, from what is on record" },
};
/* clang-format on */

ROUTE_TABLE(script_routes);
