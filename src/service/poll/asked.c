/* What a poll asks, as ELECTION.json has it (domain/poll/election.h): now, and as it was frozen. */
#include "domain/poll/election.h"
#include "ledgers/election.h"
#include "ledgers/poll.h"
#include "service/poll/follow.h"
#include "service/poll/gates.h"
#include "service/poll/poll_private.h"
#include "service/rules/rules.h"

enum { FROZEN_MOST = 4 << 20 };

static void write_candidates(struct call *c, struct jsonw *w, const struct poll *p,
                             const struct poll_election *e)
{
    jsonw_key(w, "candidates");
    jsonw_open(w, '[');
    for (size_t i = 0; i < e->candidate_count; i++)
        jsonw_str(w, candidate_called(c, p, e, i));
    jsonw_close(w, ']');
}

/* What the rounds before leave to it. */
static void write_follow(struct jsonw *w, const struct follow *f)
{
    if (f->kind == FOLLOW_RERUN)
        jsonw_pair_bool(w, "tied", true);
    if (!f->elected_count)
        return;
    jsonw_key(w, "elected");
    jsonw_open(w, '[');
    for (size_t i = 0; i < f->elected_count; i++)
        jsonw_str(w, f->elected[i]);
    jsonw_close(w, ']');
}

static enum err write_question(struct call *c, struct jsonw *w, const struct poll *p,
                               const struct poll_election *e)
{
    struct rules_edition edition;
    struct json *rules = NULL, *settings = NULL;
    struct follow follow;

    TRY(poll_follow(c, p, e, &follow));
    struct str own =
        poll_settings(c, row_text(p->election_ledger, e->row, ELECTION_SETTINGS),
                      row_number(p->election_ledger, e->row, ELECTION_PRE_ELECTION) != 0,
                      follow.kind == FOLLOW_FORMAL);
    TRY(rules_in_force(c, row_text(p->election_ledger, e->row, ELECTION_RULES), &edition));
    TRY(json_parse(c->arena, edition.text, &rules, &c->fault));
    TRY(json_parse(c->arena, own, &settings, &c->fault));
    jsonw_open(w, '{');
    jsonw_pair(w, "title", row_text(p->election_ledger, e->row, ELECTION_TITLE));
    jsonw_pair(w, "note", /* the edition of the rules; not read by a count */
               str_print(c->arena, "%lld", (long long)edition.number));
    jsonw_pair(w, "office", row_text(p->election_ledger, e->row, ELECTION_OFFICE));
    jsonw_pair_i64(w, "seats", row_number(p->election_ledger, e->row, ELECTION_SEATS));
    jsonw_key(w, "rules");
    jsonw_value(w, rules); /* on one line, as evidence needs it */
    write_candidates(c, w, p, e);
    write_follow(w, &follow);
    TRY(standing_write(c, p, e, w));
    TRY(withdrawn_write(c, p, e, w));
    jsonw_key(w, "settings");
    jsonw_value(w, settings);
    jsonw_close(w, '}');
    return ERR_OK;
}

struct str poll_election_json(struct call *c, const struct poll_numbers *n,
                              struct str questions)
{
    struct str rest = str_trim(questions), head;
    bool is_one = n->questions == 1;

    head = str_print(c->arena,
                     "{\"due\":%lld,\"present\":%lld,\"issued\":%lld,\"printed\":%lld,"
                     "\"round\":%lld,",
                     (long long)n->due, (long long)n->present, (long long)n->issued,
                     (long long)n->printed, (long long)n->round);
    if (is_one) /* [{…}] → …} */
        return str_print(c->arena, "%.*s%.*s", STR_FMT(head),
                         STR_FMT(str_sub(rest, 2, rest.len - 3)));
    return str_print(c->arena, "%.*s\"questions\":%.*s}", STR_FMT(head), STR_FMT(rest));
}

enum err poll_questions_json(struct call *c, const struct poll *p, struct str *out)
{
    AUTO(buf) struct buf text = BUF(FROZEN_MOST);
    struct jsonw w = {.out = &text};

    jsonw_open(&w, '[');
    for (size_t i = 0; i < p->election_count; i++)
        TRY(write_question(c, &w, p, &p->elections[i]));
    jsonw_close(&w, ']');
    *out = str_copy(c->arena, buf_view(&text));
    return ERR_OK;
}

/* ---- as it was frozen ------------------------------------------------------------------ */

enum err poll_frozen(struct call *c, row_id poll, struct json **out)
{
    struct str text;

    TRY(poll_part(c, poll, "questions", &text));
    if (!text.len)
        return FAIL(&c->fault, ERR_NOT_FOUND, "poll.not_frozen", "%s", "");
    return json_parse(c->arena, text, out, &c->fault);
}

enum err poll_frozen_paper(struct call *c, const struct poll *p,
                           const struct poll_numbers *n, struct election_paper *out)
{
    struct str text;

    TRY(poll_part(c, p->row->id, "questions", &text));
    if (!text.len)
        return FAIL(&c->fault, ERR_NOT_FOUND, "poll.not_frozen", "%s", "");
    return election_read(c->arena, poll_election_json(c, n, text), out, &c->fault);
}

enum err poll_questions(struct call *c, const struct poll *p, struct sheet_question **out)
{
    struct poll_numbers n = {1, 1, 1, 1, 1, p->election_count};
    struct election_paper paper;

    TRY(poll_frozen_paper(c, p, &n, &paper));
    *out = ARENA_ARRAY(c->arena, struct sheet_question, paper.count);
    for (size_t i = 0; i < paper.count; i++) {
        const struct election *e = &paper.questions[i];
        (*out)[i] =
            (struct sheet_question){(int64_t)e->candidate_count, e->places,
                                    e->rules.write_in.needs, e->write_in_after_abstain};
    }
    return ERR_OK;
}
