/* Routes of polls: preparing, voting, result (docs/congress.md, Polls). */
#include "ledgers/poll.h"
#include "api/part_json.h"
#include "api/poll/new.h"
#include "api/poll/poll_json.h"
#include "api/poll/poll_shapes.h"
#include "api/second.h"
#include "base/box.h"
#include "ledgers/codes.h"
#include "service/papers/ballot_sheet.h"
#include "service/poll/groups.h"
#include "service/poll/left_out.h"
#include "service/poll/number.h"
#include "service/poll/result.h"
#include "service/poll/urn.h"
#include "service/site/site.h"

static enum err get_poll(struct api *r)
{
    row_id id;

    TRY(path_id(r, &id));
    return write_poll(r, id);
}

/* Beside whoever records what no machine counted: numbers of people, or what was decided about a counted poll. */
static enum err read_second(struct api *r, row_id id, account_id *out)
{
    struct poll *p;

    TRY(poll_load(&r->call, id, &p));
    return api_second(r, poll_seconds(p), p->row->region, out);
}

struct freezing {
    row_id id, sitting;
    struct attendance_given given;
    struct poll_seen seen;
    bool has_given;
};

static enum err write_freezing(struct call *c, void *arg)
{
    struct freezing *f = arg;

    TRY(poll_seen(c, f->id, &f->seen));
    return poll_freeze(c, f->id, f->sitting, f->has_given ? &f->given : NULL);
}

static enum err freeze(struct api *r)
{
    const struct json *people = json_find(r->body, "attendance");
    struct freezing f = {.has_given = people != NULL};

    TRY(path_id(r, &f.id));
    read_seen(r, &f.seen);
    TRY(body_id(r, r->body, "sitting", &f.sitting.v));
    if (people) {
        f.given.people = (struct attendance_numbers){
            .due = json_number(people, "due"),
            .present = json_number(people, "present"),
            .leave_sick = json_find_number(people, "leave_sick", 0),
            .leave_business = json_find_number(people, "leave_business", 0)};
        TRY(read_second(r, f.id, &f.given.second));
    }
    TRY(call_write(&r->call, write_freezing, &f));
    return write_poll(r, f.id);
}

struct thaw_act {
    row_id id;
    struct thawing thawing;
};

static enum err write_thawing(struct call *c, void *arg)
{
    const struct thaw_act *t = arg;

    return poll_thaw(c, t->id, &t->thawing);
}

static enum err thaw(struct api *r)
{
    struct thaw_act t = {.thawing = {.reason = body_text(r, "reason"),
                                     .destroyed = body_number_or(r, "destroyed", 0)}};

    TRY(path_id(r, &t.id));
    TRY(read_second(r, t.id, &t.thawing.second));
    TRY(call_write(&r->call, write_thawing, &t));
    return write_poll(r, t.id);
}

/* ---- voting ---------------------------------------------------------------------------- */

static enum err read_holders(struct api *r, struct holder *out, size_t *count)
{
    size_t n;
    const struct json *items = body_list(r, "holders", &n);

    for (size_t i = 0; i < n; i++)
        out[i] = (struct holder){json_find_text(&items[i], "name"),
                                 json_find_text(&items[i], "passphrase")};
    *count = n;
    return ERR_OK;
}

static enum err with_holders(struct api *r, enum err (*act)(struct call *, row_id,
                                                            const struct holder *, size_t))
{
    struct holder holders[HOLDERS_MOST];
    size_t count;
    row_id id;

    TRY(path_id(r, &id));
    TRY(read_holders(r, holders, &count));
    TRY(act(&r->call, id, holders, count));
    return write_poll(r, id);
}

static enum err open_poll(struct api *r)
{
    return with_holders(r, urn_open);
}

static enum err unseal(struct api *r)
{
    return with_holders(r, urn_unseal);
}

struct slips_act {
    row_id id;
    int64_t count;
    struct str *slips;
};

static enum err write_slips(struct call *c, void *arg)
{
    struct slips_act *s = arg;

    return urn_slips(c, s->id, s->count, &s->slips);
}

static void write_slip_codes(struct api *r, const struct slips_act *s)
{
    jsonw_open(&r->w, '{');
    jsonw_key(&r->w, "slips");
    jsonw_open(&r->w, '[');
    for (int64_t i = 0; i < s->count; i++)
        jsonw_str(&r->w, s->slips[i]);
    jsonw_close(&r->w, ']');
    jsonw_close(&r->w, '}');
}

/* As the browser reached this server: voters' phones reach it so, too. */
static struct str own_address(struct api *r)
{
    struct str host = http_header(r->http, "Host");

    return host.len ? str_print(r->call.arena, "http://%.*s", STR_FMT(host))
                    : (struct str){0};
}

/* "json": the codes, for a program that prints its own; else the PDF.  Either way this once only. */
static enum err make_slips(struct api *r)
{
    struct slips_act s = {.count = body_number(r, "count")};
    bool as_json = str_eq(body_text(r, "format"), STR("json"));

    TRY(path_id(r, &s.id));
    TRY(call_write(&r->call, write_slips, &s));
    if (as_json) {
        write_slip_codes(r, &s);
        return ERR_OK;
    }
    r->type = "application/pdf";
    return poll_slips_pdf(&r->call, s.id, s.slips, (size_t)s.count, own_address(r),
                          &r->out);
}

static enum err get_ballots(struct api *r)
{
    int64_t copies = api_query_number(r, "copies", 1);
    row_id id;

    TRY(path_id(r, &id));
    TRY(poll_sheets(&r->call, id, copies, &r->out, NULL));
    r->type = "application/pdf";
    r->disposition = "inline; filename=\"ballots.pdf\"";
    return ERR_OK;
}

static enum err get_layout(struct api *r)
{
    row_id id;

    TRY(path_id(r, &id));
    return poll_sheets(&r->call, id, 1, NULL, &r->out);
}

static enum err close_poll(struct api *r)
{
    row_id id;

    TRY(path_id(r, &id));
    TRY(poll_close(&r->call, id));
    return write_poll(r, id);
}

struct issuing {
    row_id id;
    struct issue numbers;
    int64_t came; /* of a district; ISSUE_KEEP: nothing is said */
    struct poll_seen seen;
    account_id second; /* who vouches for it */
};

static enum err write_issuing(struct call *c, void *arg)
{
    const struct issuing *i = arg;

    TRY(poll_seen(c, i->id, &i->seen));
    if (i->came != ISSUE_KEEP)
        TRY(poll_came(c, i->id, i->came, i->second));
    return poll_issue(c, i->id, &i->numbers);
}

static enum err set_issue(struct api *r)
{
    struct issue n = {.printed = body_number_or(r, "printed", ISSUE_KEEP),
                      .issued = body_number_or(r, "issued", ISSUE_KEEP),
                      .unused = body_number_or(r, "unused", ISSUE_KEEP),
                      .cut = body_number_or(r, "cut", ISSUE_KEEP),
                      .returned = body_number_or(r, "returned", ISSUE_KEEP)};
    struct issuing i = {.numbers = n,
                        .came = body_number_or(r, "came", ISSUE_KEEP),
                        .seen.ver = body_number_or(r, "ver", 0)};

    TRY(path_id(r, &i.id));
    TRY(read_second(r, i.id, &i.second));
    TRY(call_write(&r->call, write_issuing, &i));
    return write_poll(r, i.id);
}

/* ---- result ---------------------------------------------------------------------------- */

static enum err count_poll(struct api *r)
{
    row_id id;

    TRY(path_id(r, &id));
    TRY(result_count(&r->call, id));
    return write_poll(r, id);
}

struct recount_act {
    row_id id;
    struct str reason;
    account_id second;
};

static enum err write_recount(struct call *c, void *arg)
{
    const struct recount_act *a = arg;

    return result_recount(c, a->id, a->reason, a->second);
}

static enum err recount(struct api *r)
{
    struct recount_act a = {.reason = body_text(r, "reason")};

    TRY(path_id(r, &a.id));
    TRY(read_second(r, a.id, &a.second));
    TRY(call_write(&r->call, write_recount, &a));
    return write_poll(r, a.id);
}

struct signing_act {
    row_id id;
    struct signing signing;
};

static enum err write_signing(struct call *c, void *arg)
{
    struct signing_act *s = arg;

    return result_sign(c, s->id, &s->signing);
}

static enum err sign(struct api *r)
{
    struct signing_act s = {
        .signing = {body_text(r, "duty"), str_trim(body_text(r, "name"))}};

    TRY(path_id(r, &s.id));
    TRY(call_require_anywhere(&r->call,
                              (role_set)1 << ROLE_TELLER | (role_set)1 << ROLE_SCRUTINEER));
    TRY(session_confirm(&r->call, body_text(r, "password")));
    TRY(call_write(&r->call, write_signing, &s));
    return write_poll(r, s.id);
}

struct void_act {
    row_id id;
    struct voiding voiding;
};

static enum err write_voiding(struct call *c, void *arg)
{
    struct void_act *v = arg;

    return result_void(c, v->id, &v->voiding);
}

static enum err declare_void(struct api *r)
{
    struct void_act v = {
        .voiding = {.cause = body_text(r, "cause"),
                    .reason = body_text(r, "reason"),
                    .by = body_text(r, "by"),
                    .document = body_text(r, "document"),
                    .signing = {body_text(r, "duty"), str_trim(body_text(r, "name"))}}};

    TRY(path_id(r, &v.id));
    TRY(body_id(r, r->body, "item", &v.voiding.item.v));
    TRY(session_confirm(&r->call, body_text(r, "password")));
    TRY(read_second(r, v.id, &v.voiding.second));
    TRY(call_write(&r->call, write_voiding, &v));
    return write_poll(r, v.id);
}

static enum err next_round(struct api *r)
{
    struct next_round n = {.decision = body_text(r, "decision"),
                           .seats = body_number_or(r, "seats", 0),
                           .reason = body_text(r, "reason")};
    row_id id, fresh;

    TRY(path_id(r, &id));
    TRY(body_id(r, r->body, "election", &n.election.v));
    TRY(result_next(&r->call, id, &n, &fresh));
    return write_poll(r, fresh);
}

struct seats_act {
    row_id id;
    struct seats_vote vote;
    enum err (*decide)(struct call *, row_id, const struct seats_vote *);
};

static enum err write_seats(struct call *c, void *arg)
{
    struct seats_act *a = arg;

    return a->decide(c, a->id, &a->vote);
}

/* What the electors decided about the seats that are left. */
static enum err decide_seats(struct api *r, enum err (*decide)(struct call *, row_id,
                                                               const struct seats_vote *))
{
    struct seats_act a = {.decide = decide,
                          .vote = {.seats = body_number_or(r, "seats", 0),
                                   .approve = body_number(r, "approve"),
                                   .oppose = body_number(r, "oppose"),
                                   .abstain = body_number(r, "abstain"),
                                   .reason = body_text(r, "reason")}};

    TRY(path_id(r, &a.id));
    TRY(body_id(r, r->body, "election", &a.vote.election.v));
    TRY(read_second(r, a.id, &a.vote.second));
    TRY(call_write(&r->call, write_seats, &a));
    return write_poll(r, a.id);
}

struct number_act {
    row_id id;
    struct seats_said said;
};

static enum err write_number(struct call *c, void *arg)
{
    struct number_act *a = arg;

    return poll_record_seats(c, a->id, &a->said);
}

/* How many seats an office has, where a session adds to them or leaves some free. */
static enum err record_seats(struct api *r)
{
    struct number_act a = {
        .said = {.seats = body_number(r, "seats"), .paper = body_text(r, "paper")}};

    TRY(path_id(r, &a.id));
    TRY(body_id(r, r->body, "election", &a.said.election.v));
    TRY(read_second(r, a.id, &a.said.second));
    TRY(call_write(&r->call, write_number, &a));
    return write_poll(r, a.id);
}

struct name_act {
    row_id id;
    struct name_withdrawal withdrawal;
};

static enum err write_name(struct call *c, void *arg)
{
    struct name_act *a = arg;

    return poll_withdraw_name(c, a->id, &a->withdrawal);
}

/* A name that was laid leaves the list: by whom, and by which paper. */
static enum err withdraw_name(struct api *r)
{
    struct name_act a = {.withdrawal = {.name = body_text(r, "name"),
                                        .by = body_text(r, "by"),
                                        .right = body_text(r, "right"),
                                        .paper = body_text(r, "paper")}};

    TRY(path_id(r, &a.id));
    TRY(body_id(r, r->body, "election", &a.withdrawal.election.v));
    TRY(read_second(r, a.id, &a.withdrawal.second));
    TRY(call_write(&r->call, write_name, &a));
    return write_poll(r, a.id);
}

static enum err reduce(struct api *r)
{
    return decide_seats(r, result_reduce);
}

static enum err put_off(struct api *r)
{
    return decide_seats(r, result_put_off);
}

static enum err group_numbers(struct api *r)
{
    struct group_parts parts;
    struct poll *p;
    row_id id;

    TRY(path_id(r, &id));
    TRY(poll_load(&r->call, id, &p));
    TRY(poll_group_parts(&r->call, p, true, &parts));
    jsonw_open(&r->w, '{');
    jsonw_key(&r->w, "parts");
    jsonw_open(&r->w, '[');
    for (size_t i = 0; i < parts.count; i++) {
        jsonw_open(&r->w, '{');
        jsonw_pair(&r->w, "title", parts.items[i].title);
        group_part_write(&r->w, &parts.items[i], p->election_count);
        jsonw_close(&r->w, '}');
    }
    jsonw_close(&r->w, ']');
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

static enum err evidence(struct api *r)
{
    struct str text;
    row_id id;

    TRY(path_id(r, &id));
    TRY(result_evidence(&r->call, id, &text));
    buf_str(&r->out, text);
    r->type = "application/x-ndjson";
    r->disposition =
        str_c(r->call.arena,
              str_print(r->call.arena, "attachment; filename=\"%s-%lld.evidence.jsonl\"",
                        r->call.site->rehearsed ? "rehearsal" : "poll", (long long)id.v));
    return ERR_OK;
}

/* clang-format off */
static const struct shape copies_query = OBJECT({"copies", MAY, INT(1, COUNT_MAX)});
#define SIDES {"x", MUST, NUMBER}, {"y", MUST, NUMBER}, {"w", MUST, NUMBER}, {"h", MUST, NUMBER} /* millimetres */

static const struct shape group_votes = NAMED("GroupVotes", {"name", MUST, STRING}, {"approve", MUST, COUNT},
    {"oppose", MUST, COUNT}, {"abstain", MUST, COUNT}, {"unclear", MUST, COUNT});

static const struct shape parts_shape = NAMED("GroupNumbers",
    {"parts", MUST, EACH(NAMED("GroupPart",
        {"title", MUST, STRING},
        {"groups", MUST, EACH(COUNT)},
        {"returned", MUST, COUNT},
        {"questions", MUST, EACH(NAMED("GroupQuestion",
            {"valid", MUST, COUNT},
            {"void", MUST, COUNT},
            {"candidates", MUST, EACH(SAME(&group_votes))},
            {"write_ins", MUST, EACH(SAME(&group_votes))}))}))});

static const struct shape mark_box = NAMED("MarkBox", {"mark", MUST, WORD("approve", "oppose", "abstain", "sign")}, SIDES);

static const struct shape layout_shape = NAMED("Layout",
    {"unit", MUST, WORD("mm")},
    {"kind", MUST, STRING},
    {"revision", MUST, COUNT},
    {"style", MUST, WORD(WORDS_BALLOT_STYLE)},
    {"pages", MUST, EACH(NAMED("LayoutPage",
        {"page", MUST, COUNT},
        {"width", MUST, NUMBER},
        {"height", MUST, NUMBER},
        {"squares", MUST, EACH(OBJECT(SIDES))},
        {"qr", MUST, OBJECT({"text", MUST, STRING}, SIDES, {"modules", MUST, COUNT})},
        {"questions", MUST, EACH(OBJECT(
            {"question", MUST, COUNT},
            {"candidates", MUST, EACH(OBJECT(
                {"candidate", MUST, COUNT}, {"name", MUST, STRING}, {"boxes", MUST, EACH(SAME(&mark_box))}))},
            {"write_ins", MUST, EACH(OBJECT(
                {"line", MUST, COUNT}, SIDES, {"box", MUST, SAME(&mark_box)}))}))}))});

#define SIGNERS ROLES_BUT(1 << ROLE_TELLER | 1 << ROLE_SCRUTINEER, "at the poll's region, as the duty demands")

#define VOIDERS ROLES_BUT(1 << ROLE_SCRUTINEER | 1 << ROLE_CONGRESS, "scrutineers before the count, the congress's office once it is counted")

static const struct route routes[] = {
/*    method     path                               who             how        query          body                    reply                    handler         what */
    { HTTP_POST, "/api/polls",                      OF(POLL, WRITE), RUN_WRITE, NO_QUERY,     JSON(&new_poll_body),   CREATED(&poll_shape),    poll_create_route, "a new ballot paper with its questions" },
    { HTTP_GET,  "/api/polls/{poll}",               OF(POLL, READ),  RUN_READ,  NO_QUERY,     NO_BODY,                OK(&poll_shape),         get_poll,       "a poll from preparation to result" },
    { HTTP_POST, "/api/polls/{poll}/candidates",    OF(POLL, WRITE), RUN_WRITE, NO_QUERY,     JSON(&candidates_body), OK(&poll_shape),         poll_candidates_route, "the names of one election, in official order" },
    { HTTP_POST, "/api/polls/{poll}/freeze",        OF(POLL, WRITE), RUN_WORK,  NO_QUERY,     JSON(&freeze_body),     OK(&poll_shape),         freeze,         "fix attendance, rules and names" },
    { HTTP_POST, "/api/polls/{poll}/thaw",          OF(POLL, WRITE), RUN_WORK,  NO_QUERY,     JSON(&thaw_body),       OK(&poll_shape),         thaw,           "take the freeze back while nobody voted, by two who saw every paper destroyed" },
    { HTTP_POST, "/api/polls/{poll}/open",          OF(POLL, WRITE), RUN_WORK,  NO_QUERY,     JSON(&holders_body),    OK(&poll_shape),         open_poll,      "open the cast; electronic ones with key holders" },
    { HTTP_POST, "/api/polls/{poll}/slips",         OF(POLL, WRITE), RUN_WORK,  NO_QUERY,     JSON(&slips_body),      EITHER(&slips_shape, "slips", "application/pdf"), make_slips, "one-time slips, shown this once" },
    { HTTP_GET,  "/api/polls/{poll}/ballots.pdf",   OF(POLL, READ),  RUN_WORK,  &copies_query, NO_BODY,               A_FILE("ballots", "application/pdf"), get_ballots,  "ballot papers, all sheets alike" },
    { HTTP_GET,  "/api/polls/{poll}/layout.json",   OF(POLL, READ),  RUN_WORK,  NO_QUERY,     NO_BODY,                OK(&layout_shape),       get_layout,     "where everything on the ballot is" },
    { HTTP_POST, "/api/polls/{poll}/close",         OF(POLL, WRITE), RUN_WRITE, NO_QUERY,     JSON(&NOTHING),         OK(&poll_shape),         close_poll,     "no more votes" },
    { HTTP_POST, "/api/polls/{poll}/unseal",        OF(POLL, WRITE), RUN_WORK,  NO_QUERY,     JSON(&holders_body),    OK(&poll_shape),         unseal,         "two holders open the urn" },
    { HTTP_POST, "/api/polls/{poll}/issue",         OF(POLL, WRITE), RUN_WORK,  NO_QUERY,     JSON(&issue_body),      OK(&poll_shape),         set_issue,      "paper printed, issued, left, cut, returned; of a district who came" },
    { HTTP_POST, "/api/polls/{poll}/count",         OF(POLL, WRITE), RUN_WRITE, NO_QUERY,     JSON(&NOTHING),         OK(&poll_shape),         count_poll,     "count what was accepted" },
    { HTTP_POST, "/api/polls/{poll}/recount",       OF(POLL, WRITE), RUN_WORK,  NO_QUERY,     JSON(&recount_body),    OK(&poll_shape),         recount,        "back to closed, by two with a reason; what was counted stays in the evidence" },
    { HTTP_POST, "/api/polls/{poll}/sign",          SIGNERS,         RUN_WORK,  NO_QUERY,     JSON(&sign_body),       OK(&poll_shape),         sign,           "sign the result with the password" },
    { HTTP_POST, "/api/polls/{poll}/void",          VOIDERS,         RUN_WORK,  NO_QUERY,     JSON(&void_body),       OK(&poll_shape),         declare_void,   "declare the election void: two scrutineers before the count, afterwards by decision" },
    { HTTP_POST, "/api/polls/{poll}/next",          OF(POLL, WRITE), RUN_WRITE, NO_QUERY,     JSON(&next_round_body), CREATED(&poll_shape),    next_round,     "prepare the next round" },
    { HTTP_POST, "/api/polls/{poll}/seats",         OF(POLL, WRITE), RUN_WORK,  NO_QUERY,     JSON(&seats_body),      OK(&poll_shape),         record_seats,   "record how many seats an office has, by two, where a post is added or seats are left free" },
    { HTTP_POST, "/api/polls/{poll}/reduce",        OF(POLL, WRITE), RUN_WORK,  NO_QUERY,     JSON(&reduce_body),     OK(&poll_shape),         reduce,         "fewer seats by decision" },
    { HTTP_POST, "/api/polls/{poll}/withdrawals",   OF(POLL, WRITE), RUN_WORK,  NO_QUERY,     JSON(&withdraw_name_body), OK(&poll_shape),      withdraw_name, "record, by two, that a name that was laid before the meetings is withdrawn" },
    { HTTP_POST, "/api/polls/{poll}/put_off",       OF(POLL, WRITE), RUN_WORK,  NO_QUERY,     JSON(&put_off_body),    OK(&poll_shape),         put_off,        "leave the rest of the seats to the next session" },
    { HTTP_GET,  "/api/polls/{poll}/group-numbers", OF(POLL, READ),  RUN_WORK,  NO_QUERY,     NO_BODY,                OK(&parts_shape),        group_numbers,  "the numbers of each counting group, once counted" },
    { HTTP_GET,  "/api/polls/{poll}/evidence",      OF(POLL, READ),  RUN_READ,  NO_QUERY,     NO_BODY,                A_FILE("evidence", "application/x-ndjson"), evidence, "the signed file" },
};
/* clang-format on */

ROUTE_TABLE(poll_routes);
