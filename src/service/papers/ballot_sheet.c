#include "service/papers/ballot_sheet.h"

#include "domain/names/same.h"
#include "ledgers/candidate.h"
#include "ledgers/congress.h"
#include "ledgers/election.h"
#include "ledgers/poll.h"
#include "ledgers/sitting.h"
#include "paper/ballot.h"
#include "paper/card.h"
#include "service/papers/fonts.h"
#include "service/papers/values.h"
#include "service/poll/follow.h"
#include "service/poll/poll_private.h"
#include "service/poll/urn.h"
#include "service/record/codes.h"
#include "service/rules/rules.h"
#include "service/site/site.h"

/* ---- ballots ------------------------------------------------------------------------------ */

static bool is_pre(const struct poll *p, const struct poll_election *e)
{
    return row_number(p->election_ledger, e->row, ELECTION_PRE_ELECTION) != 0;
}

static void fill_question(struct call *c, const struct poll *p,
                          const struct poll_election *e, struct ballot_question *out)
{
    const struct ledger *l = p->candidate_ledger;
    struct ballot_candidate *names =
        ARENA_ARRAY(c->arena, struct ballot_candidate, e->candidate_count);

    for (size_t i = 0; i < e->candidate_count; i++) {
        struct str unit = candidate_unit(p, e, i);
        names[i].name = row_text(l, e->candidates[i], CANDIDATE_NAME);
        if (unit.len)
            names[i].mark = str_print(c->arena, "（%.*s）", STR_FMT(unit));
    }
    *out = (struct ballot_question){
        .title = said_of_pre(c->arena, is_pre(p, e),
                             row_text(p->election_ledger, e->row, ELECTION_TITLE)),
        .seats = (int)row_number(p->election_ledger, e->row, ELECTION_SEATS),
        .candidates = names,
        .candidate_count = e->candidate_count,
        .no_write_ins = e->office->write_in.needs == NEEDS_NEVER};
}

static struct str plain(struct call *c, const char *code, int64_t n)
{
    AUTO(buf) struct buf out = BUF(BUF_MESSAGE);

    message_write(&out, LOCALE_HANS, str_of(code),
                  str_print(c->arena, "%lld", (long long)n));
    return str_copy(c->arena, buf_view(&out));
}

/* With the word that the rules have for a vote against: 不赞成 in the Party, 反对 in the laws. */
static struct str said(struct call *c, const struct poll_election *e, const char *law,
                       const char *party)
{
    return plain(c, e->office->choices.says_disapprove ? party : law, 0);
}

/* What a voter must know, from the rules of the first question. */
static size_t rule_lines(struct call *c, const struct poll *p, struct str *out)
{
    const struct poll_election *e = &p->elections[0];
    bool is_sign = row_has_code(p->ledger, p->row, POLL_STYLE, CODE_BALLOT_STYLE_SIGN);
    int64_t seats = row_number(p->election_ledger, e->row, ELECTION_SEATS);
    size_t n = 0;

    out[n++] = is_sign ? said(c, e, "ballot.rule_sign", "ballot.rule_sign_party")
                       : said(c, e, "ballot.rule_boxes", "ballot.rule_boxes_party");
    out[n++] = plain(
        c, p->election_count > 1 ? "ballot.rule_seats_each" : "ballot.rule_seats", seats);
    if (e->office->write_in.needs != NEEDS_NEVER)
        out[n++] = e->office->write_in.needs == NEEDS_OPPOSE
                       ? said(c, e, "ballot.rule_write_in_oppose",
                              "ballot.rule_write_in_oppose_party")
                       : plain(c, "ballot.rule_write_in", 0);
    if (e->office->write_in.needs != NEEDS_NEVER)
        out[n++] = plain(c, "ballot.rule_own", 0);
    out[n++] = plain(c, "ballot.rule_clear", 0);
    return n;
}

enum err poll_ballot_lines(struct call *c, row_id poll, struct poll **p, struct str *lines,
                           size_t *count)
{
    TRY(poll_load(c, poll, p));
    TRY(poll_narrow(c, *p));
    if (!(*p)->election_count)
        return FAIL(&c->fault, ERR_RULE, "poll.no_candidates", "%s", "");
    *count = rule_lines(c, *p, lines);
    return ERR_OK;
}

/* The kind names the paper, never a sheet: its last digits, in letters of the QR. */
static struct str kind_of(struct call *c, const struct poll *p)
{
    return str_print(c->arena, "p%07llx", (unsigned long long)p->row->id.v & 0xfffffffULL);
}

static struct str colour_of(const struct poll *p)
{
    struct str colour = row_text(p->ledger, p->row, POLL_COLOUR);

    return colour.len ? colour : code_name(CODE_BALLOT_COLOUR_WHITE);
}

/* The day on which the ballot is cast: that of its sitting, else of the congress. */
static enum err vote_day(struct call *c, const struct poll *p, date *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_SITTING);
    row_id sitting = {row_number(p->ledger, p->row, POLL_SITTING)};
    struct row *row;

    *out = (date)row_number(p->congress_ledger, p->congress, CONGRESS_OPENS_ON);
    if (sitting.v) {
        TRY(row_fetch(c, l, sitting, &row));
        instant held = {row_number(l, row, SITTING_HELD_AT)};
        *out = held.ms ? date_of_instant(held) : *out;
    }
    *out = *out ? *out : date_of_instant(c->now);
    return ERR_OK;
}

/* What is printed before the freeze may still change: it is for reading, not for voting. */
static struct str title_of(struct call *c, const struct poll *p, bool is_proof)
{
    struct str title = said_of_pre(c->arena, is_pre(p, &p->elections[0]),
                                   row_text(p->ledger, p->row, POLL_TITLE));

    return is_proof ? str_print(c->arena, "%.*s（样张，不作投票用）", STR_FMT(title))
                    : title;
}

enum err poll_sheets(struct call *c, row_id poll, int64_t copies, struct buf *pdf,
                     struct buf *layout)
{
    struct str rules[BALLOT_LINES_MOST];
    struct poll *p;
    struct paper_fonts fonts;
    AUTO(buf) struct buf unwanted = BUF(BUF_FILE);

    TRY(poll_load(c, poll, &p));
    TRY(poll_narrow(c, p));
    struct ballot_question *questions =
        ARENA_ARRAY(c->arena, struct ballot_question, p->election_count);
    for (size_t i = 0; i < p->election_count; i++) {
        fill_question(c, p, &p->elections[i], &questions[i]);
        if (!questions[i].candidate_count)
            return FAIL(&c->fault, ERR_RULE, "poll.no_candidates", "%.*s",
                        STR_FMT(questions[i].title));
    }
    date day;
    int64_t revision;
    bool is_proof = row_is(p->ledger, p->row, POLL_IS_PREPARING);
    TRY(vote_day(c, p, &day));
    TRY(poll_revision(c, p, &revision));
    struct ballot_design design = {
        .title = title_of(c, p, is_proof),
        .congress = row_text(p->congress_ledger, p->congress, CONGRESS_TITLE),
        .organiser = seal_of(c, p->congress),
        .date = date_text(c->arena, day),
        .colour = colour_of(p),
        .kind = kind_of(c, p),
        .revision = is_proof ? 0 : (int)revision,
        .style = row_has_code(p->ledger, p->row, POLL_STYLE, CODE_BALLOT_STYLE_SIGN)
                     ? BALLOT_SIGN
                     : BALLOT_BOXES,
        .says_disapprove = p->elections[0].office->choices.says_disapprove,
        .approve = STR("画“○”"),
        .oppose = STR("画“×”"),
        .abstain = STR("不作任何记号"),
        .rules = rules,
        .rule_count = rule_lines(c, p, rules),
        .questions = questions,
        .question_count = p->election_count};
    TRY(site_fonts(c->site, &fonts, &c->fault));
    return ballot_typeset(&design, (int)copies, &fonts, pdf ? pdf : &unwanted, layout,
                          &c->fault);
}

/* ---- slips --------------------------------------------------------------------------------- */

enum err poll_slips_pdf(struct call *c, row_id poll, const struct str *slips, size_t count,
                        struct str address, struct buf *pdf)
{
    struct paper_fonts fonts;
    struct poll *p;
    struct card *cards = ARENA_ARRAY(c->arena, struct card, count);

    TRY(poll_load(c, poll, &p));
    struct str title = row_text(p->congress_ledger, p->congress, CONGRESS_TITLE);
    struct str cast = plain(c, "slip.cast", p->cast), line = plain(c, "slip.line", 0);
    for (size_t i = 0; i < count; i++)
        cards[i] = (struct card){.title = title,
                                 .kind = cast,
                                 .code = slips[i],
                                 .qr = str_print(c->arena, "%.*s/vote#%.*s",
                                                 STR_FMT(address), STR_FMT(slips[i])),
                                 .line = line};
    TRY(site_fonts(c->site, &fonts, &c->fault));
    return card_typeset(cards, count, CARD_SLIP, &fonts, pdf, &c->fault);
}
