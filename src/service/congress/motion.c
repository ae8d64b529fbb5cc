#include "service/congress/motion.h"
#include "service/record/codes.h"

#include "ledgers/attendee.h"
#include "ledgers/congress.h"
#include "ledgers/election.h"
#include "ledgers/motion.h"
#include "ledgers/motion_signer.h"
#include "ledgers/poll.h"
#include "service/congress/hall_load.h"
#include "service/congress/withdraw.h"
#include "service/record/hooks.h"
#include "service/record/row_acts.h"
#include "service/rules/rules.h"
#include "service/site/site.h"

/* A row that a reference points to; NULL for nothing, which is refused elsewhere. */
static struct row *target(struct call *c, const struct ledger *l, int64_t id)
{
    struct row *row;

    return id && !engine_get(call_reading(c), l, (row_id){id}, &row) ? row : NULL;
}

static enum motion_kind kind_of(const struct ledger *l, const struct row *row)
{
    enum motion_kind kind;

    (void)motion_kind_read(row_text(l, row, MOTION_KIND), &kind);
    return kind;
}

static enum motion_source source_of(const struct ledger *l, const struct row *row)
{
    enum motion_source source;

    (void)motion_source_read(row_text(l, row, MOTION_SOURCE), &source);
    return source;
}

/* ---- the gate ---------------------------------------------------------------------------- */

/* The set of the congress when it says how many sign, else that of the Organic Law. */
static enum err signing_rules(struct call *c, const struct row *congress,
                              const struct rule_set **out)
{
    const struct ledger *l = ledger_of(c, LEDGER_CONGRESS);
    struct rules_edition rules;

    TRY(rules_in_force(c, row_text(l, congress, CONGRESS_RULES), &rules));
    if (!rules.set->signer_count)
        TRY(rules_in_force(c, code_name(CODE_RULE_SET_ORGANIC_2022), &rules));
    *out = rules.set;
    return ERR_OK;
}

static struct motion_facts facts_of(const struct call *c, const struct row *congress,
                                    const struct row *row, int64_t signers)
{
    const struct ledger *l = ledger_of(c, LEDGER_MOTION);
    const struct ledger *lc = ledger_of(c, LEDGER_CONGRESS);
    struct motion_facts m = {.kind = kind_of(l, row),
                             .source = source_of(l, row),
                             .level = row_text(lc, congress, CONGRESS_LEVEL),
                             .signers = signers + row_has(l, row, MOTION_LEADER),
                             .received = {row_number(l, row, MOTION_RECEIVED_AT)}};

    m.until.ms = row_number(lc, congress,
                            m.kind == MOTION_NOMINATION ? CONGRESS_NAMES_UNTIL
                                                        : CONGRESS_MOTIONS_UNTIL);
    return m;
}

static enum err signers_of(struct call *c, row_id motion, struct list *out)
{
    return rows_of_one(c, ledger_of(c, LEDGER_MOTION_SIGNER), MOTION_SIGNER_MOTION, motion,
                       0, out);
}

static enum err judge_signers(struct call *c, const struct row *motion,
                              const struct list *signers, struct fault *f);

/* Put to the presidium: enough deputies sign, in time, and each of them may still. */
static enum err refer(struct call *c, const struct ledger *l, const struct row *row)
{
    const struct rule_set *rules;
    struct row *congress =
        target(c, ledger_of(c, LEDGER_CONGRESS), row_number(l, row, MOTION_CONGRESS));
    struct list signers = {0};

    if (!congress)
        return ERR_OK; /* refused elsewhere */
    if (kind_of(l, row) == MOTION_SUGGESTION)
        return FAIL(&c->fault, ERR_RULE, "motion.is_suggestion", "%s", "");
    TRY(signing_rules(c, congress, &rules));
    TRY(signers_of(c, row->id, &signers));
    struct motion_facts m = facts_of(c, congress, row, (int64_t)signers.count);
    TRY(motion_gate(&m, rules, &c->fault));
    return judge_signers(c, row, &signers, &c->fault);
}

static enum err motion_act(struct call *c, const struct ledger *l, const struct act *act,
                           const struct row *row)
{
    enum motion_kind kind = kind_of(l, row);

    if (act == act_at(l, MOTION_DO_REFER))
        return refer(c, l, row);
    if (act == act_at(l, MOTION_DO_WITHDRAW))
        return motion_withdraw(c, l, row);
    if (act == act_at(l, MOTION_DO_LIST) && kind != MOTION_MOTION)
        return FAIL(&c->fault, ERR_RULE, "motion.no_motion", "%s", "");
    if (act == act_at(l, MOTION_DO_ACCEPT) && kind != MOTION_NOMINATION)
        return FAIL(&c->fault, ERR_RULE, "motion.no_nomination", "%s", "");
    if (act == act_at(l, MOTION_DO_SUGGEST) && kind == MOTION_NOMINATION)
        return FAIL(&c->fault, ERR_RULE, "motion.nomination", "%s", "");
    if (act == act_at(l, MOTION_DO_DECLINE) && kind == MOTION_NOMINATION &&
        source_of(l, row) == MOTION_DEPUTIES)
        return FAIL(&c->fault, ERR_RULE, "motion.nomination_stands", "%s", "");
    return ERR_OK;
}

/* ---- who signs --------------------------------------------------------------------------- */

/* Is it a deputy of that congress: called, with a vote? */
static bool is_deputy(const struct ledger *l, const struct row *who, int64_t congress)
{
    return who && row_number(l, who, ATTENDEE_CONGRESS) == congress &&
           row_number(l, who, ATTENDEE_VOTES);
}

/* Another nomination for the same election that still stands? */
static bool is_other_name(const struct ledger *l, const struct row *other,
                          const struct row *motion)
{
    return other && other->id.v != motion->id.v && kind_of(l, other) == MOTION_NOMINATION &&
           row_number(l, other, MOTION_ELECTION) ==
               row_number(l, motion, MOTION_ELECTION) &&
           !row_is(l, other, MOTION_IS_WITHDRAWN) && !row_is(l, other, MOTION_IS_DECLINED);
}

/* How many other people the deputy nominates for the same election. */
static enum err count_names(struct call *c, const struct row *motion, int64_t deputy,
                            int64_t *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_MOTION);
    const struct ledger *ls = ledger_of(c, LEDGER_MOTION_SIGNER);
    struct list led, signed_;

    *out = 0;
    TRY(rows_of_one(c, l, MOTION_LEADER, (row_id){deputy}, 0, &led));
    TRY(rows_of_one(c, ls, MOTION_SIGNER_ATTENDEE, (row_id){deputy}, 0, &signed_));
    for (size_t i = 0; i < led.count; i++)
        *out += is_other_name(l, led.rows[i], motion);
    for (size_t i = 0; i < signed_.count; i++)
        *out += is_other_name(
            l, target(c, l, row_number(ls, signed_.rows[i], MOTION_SIGNER_MOTION)), motion);
    return ERR_OK;
}

/* Does he nominate as many others as there are seats?  *seats 0: he does not. */
static enum err find_names(struct call *c, const struct row *motion, int64_t deputy,
                           int64_t *seats)
{
    const struct ledger *l = ledger_of(c, LEDGER_MOTION);
    const struct ledger *le = ledger_of(c, LEDGER_ELECTION);
    const struct row *election = target(c, le, row_number(l, motion, MOTION_ELECTION));
    int64_t names;

    *seats = 0;
    if (kind_of(l, motion) != MOTION_NOMINATION || !election)
        return ERR_OK;
    TRY(count_names(c, motion, deputy, &names));
    if (!motion_names_fit(names, row_number(le, election, ELECTION_SEATS)))
        *seats = row_number(le, election, ELECTION_SEATS);
    return ERR_OK;
}

/* What is wrong with `deputy` under `motion`, at `field` of the ledger in hand. */
static enum err check_deputy(struct call *c, const struct row *motion, int64_t deputy,
                             int field)
{
    const struct ledger *l = ledger_of(c, LEDGER_MOTION);
    const struct ledger *la = ledger_of(c, LEDGER_ATTENDEE);
    const struct row *who = target(c, la, deputy);
    int64_t seats;

    if (!who)
        return ERR_OK;
    struct str name = row_text(la, who, ATTENDEE_NAME);
    if (!is_deputy(la, who, row_number(l, motion, MOTION_CONGRESS)))
        record_wrong(c, field, "motion.not_deputy", name);
    TRY(find_names(c, motion, deputy, &seats));
    if (seats)
        record_wrong(
            c, field, "motion.names_most",
            str_print(c->arena, "%.*s" SEP "%lld", STR_FMT(name), (long long)seats));
    return ERR_OK;
}

/* One who signed, as he stands now: his vote may be gone, the seats fewer, another name he signed back again. */
static enum err judge_signer(struct call *c, const struct row *motion, int64_t deputy,
                             struct str name, struct fault *f)
{
    const struct ledger *l = ledger_of(c, LEDGER_MOTION);
    const struct ledger *la = ledger_of(c, LEDGER_ATTENDEE);
    int64_t seats;

    if (!is_deputy(la, target(c, la, deputy), row_number(l, motion, MOTION_CONGRESS)))
        return FAIL(f, ERR_RULE, "motion.signer_gone", "%.*s", STR_FMT(name));
    TRY(find_names(c, motion, deputy, &seats));
    return seats ? FAIL(f, ERR_RULE, "motion.names_most", "%.*s" SEP "%lld", STR_FMT(name),
                        (long long)seats)
                 : ERR_OK;
}

static enum err judge_signers(struct call *c, const struct row *motion,
                              const struct list *signers, struct fault *f)
{
    const struct ledger *l = ledger_of(c, LEDGER_MOTION);
    const struct ledger *ls = ledger_of(c, LEDGER_MOTION_SIGNER);

    if (row_has(l, motion, MOTION_LEADER))
        TRY(judge_signer(c, motion, row_number(l, motion, MOTION_LEADER),
                         row_label(l, motion, MOTION_LEADER), f));
    for (size_t i = 0; i < signers->count; i++)
        TRY(judge_signer(c, motion,
                         row_number(ls, signers->rows[i], MOTION_SIGNER_ATTENDEE),
                         row_text(ls, signers->rows[i], MOTION_SIGNER_NAME), f));
    return ERR_OK;
}

static enum err signer_guard(struct call *c, const struct ledger *l, struct row *row)
{
    const struct ledger *lm = ledger_of(c, LEDGER_MOTION);
    const struct ledger *la = ledger_of(c, LEDGER_ATTENDEE);
    int64_t deputy = row_number(l, row, MOTION_SIGNER_ATTENDEE);
    struct row *motion = target(c, lm, row_number(l, row, MOTION_SIGNER_MOTION));
    struct row *who = target(c, la, deputy);

    if (!motion || !who)
        return ERR_OK;
    row_put_text(l, row, MOTION_SIGNER_NAME, row_text(la, who, ATTENDEE_NAME));
    row_put_text(l, row, MOTION_SIGNER_DELEGATION, row_text(la, who, ATTENDEE_DELEGATION));
    if (motion->region != row->region)
        record_wrong(c, field_at(l, MOTION_SIGNER_MOTION), "cell.congress_region",
                     region_name(c->site->regions, c->arena, motion->region, c->locale));
    if (!row_is(lm, motion, MOTION_IS_RECEIVED))
        record_wrong(c, field_at(l, MOTION_SIGNER_MOTION), "motion.closed",
                     row_text(lm, motion, MOTION_TITLE));
    if (row_number(lm, motion, MOTION_LEADER) == deputy)
        record_wrong(c, field_at(l, MOTION_SIGNER_ATTENDEE), "motion.twice",
                     row_text(la, who, ATTENDEE_NAME));
    return check_deputy(c, motion, deputy, field_at(l, MOTION_SIGNER_ATTENDEE));
}

/* Would a joint nomination that enough deputies signed fall short without one of them? */
static enum err is_needed(struct call *c, const struct row *motion, bool *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_MOTION);
    struct row *congress =
        target(c, ledger_of(c, LEDGER_CONGRESS), row_number(l, motion, MOTION_CONGRESS));
    const struct rule_set *rules;
    struct list signers;

    *out = false;
    if (!congress || kind_of(l, motion) != MOTION_NOMINATION)
        return ERR_OK;
    TRY(signing_rules(c, congress, &rules));
    TRY(signers_of(c, motion->id, &signers));
    struct motion_facts m = facts_of(c, congress, motion, (int64_t)signers.count);
    const struct rule_signers *rule = motion_rule(&m, rules);
    *out = rule && m.signers == rule->least;
    return ERR_OK;
}

/* A signature is taken back while nobody has acted on it; a joint nomination lawfully made is withdrawn, not unmade. */
static enum err signer_drop(struct call *c, const struct ledger *l, const struct row *row)
{
    const struct ledger *lm = ledger_of(c, LEDGER_MOTION);
    struct row *motion = target(c, lm, row_number(l, row, MOTION_SIGNER_MOTION));

    if (!motion)
        return ERR_OK;
    struct str title = row_text(lm, motion, MOTION_TITLE);
    if (row_is(lm, motion, MOTION_IS_RECEIVED)) {
        bool needed;
        TRY(is_needed(c, motion, &needed));
        return needed ? FAIL(&c->fault, ERR_RULE, "motion.lawful", "%.*s", STR_FMT(title))
                      : ERR_OK;
    }
    return FAIL(&c->fault, ERR_RULE, "motion.closed", "%.*s", STR_FMT(title));
}

const struct hook motion_signer_hook = {.guard = signer_guard, .drop = signer_drop};

/* ---- the motion itself ------------------------------------------------------------------- */

/* A nomination names somebody for an election of the same congress. */
static void check_nomination(struct call *c, const struct ledger *l, const struct row *row)
{
    const struct ledger *le = ledger_of(c, LEDGER_ELECTION);
    const struct ledger *lp = ledger_of(c, LEDGER_POLL);
    struct row *election = target(c, le, row_number(l, row, MOTION_ELECTION));
    struct row *poll =
        election ? target(c, lp, row_number(le, election, ELECTION_POLL)) : NULL;

    if (!poll || row_number(lp, poll, POLL_CONGRESS) != row_number(l, row, MOTION_CONGRESS))
        record_wrong(c, field_at(l, MOTION_ELECTION), "motion.election", STR(""));
    if (!row_has(l, row, MOTION_NOMINEE))
        record_wrong(c, field_at(l, MOTION_NOMINEE), "motion.nominee", STR(""));
}

static enum err check_leader(struct call *c, const struct ledger *l, const struct row *row)
{
    const struct ledger *ls = ledger_of(c, LEDGER_MOTION_SIGNER);
    int64_t leader = row_number(l, row, MOTION_LEADER);
    bool is_of_deputies = source_of(l, row) == MOTION_DEPUTIES;
    struct list signers;

    if (!is_of_deputies && leader)
        record_wrong(c, field_at(l, MOTION_LEADER), "motion.no_leader", STR(""));
    if (is_of_deputies && !leader)
        record_wrong(c, field_at(l, MOTION_LEADER), "motion.leader", STR(""));
    if (!leader)
        return ERR_OK;
    TRY(signers_of(c, row->id, &signers));
    for (size_t i = 0; i < signers.count; i++)
        if (row_number(ls, signers.rows[i], MOTION_SIGNER_ATTENDEE) == leader)
            record_wrong(c, field_at(l, MOTION_LEADER), "motion.twice",
                         row_text(ls, signers.rows[i], MOTION_SIGNER_NAME));
    return check_deputy(c, row, leader, field_at(l, MOTION_LEADER));
}

static enum err motion_guard(struct call *c, const struct ledger *l, struct row *row)
{
    const struct ledger *lc = ledger_of(c, LEDGER_CONGRESS);
    struct row *congress = target(c, lc, row_number(l, row, MOTION_CONGRESS));

    TRY(congress_guard(c, l, row));
    withdrawal_guard(c, l, row, &MOTION_WITHDRAWAL);
    if (row_number(l, row, MOTION_RECEIVED_AT) > c->now.ms)
        record_wrong(c, field_at(l, MOTION_RECEIVED_AT), "motion.received_future", STR(""));
    if (!congress)
        return ERR_OK;
    if (!row_has_code(lc, congress, CONGRESS_KIND, CODE_CONGRESS_KIND_PEOPLE))
        record_wrong(c, field_at(l, MOTION_CONGRESS), "motion.congress",
                     row_text(lc, congress, CONGRESS_TITLE));
    if (kind_of(l, row) == MOTION_NOMINATION)
        check_nomination(c, l, row);
    return check_leader(c, l, row);
}

static enum err motion_drop(struct call *c, const struct ledger *l, const struct row *row)
{
    struct str title = row_text(l, row, MOTION_TITLE);
    struct list signers;

    if (!row_is(l, row, MOTION_IS_RECEIVED))
        return FAIL(&c->fault, ERR_RULE, "motion.closed", "%.*s", STR_FMT(title));
    TRY(signers_of(c, row->id, &signers)); /* who signed withdraws it, visibly */
    return signers.count ? FAIL(&c->fault, ERR_RULE, "motion.signed", "%zu" SEP "%.*s",
                                signers.count, STR_FMT(title))
                         : ERR_OK;
}

/* What somebody signed beside the one who leads is what it was when he signed: which election and which name, which
 * congress, what text. */
static enum err motion_held(struct call *c, const struct ledger *l,
                            const struct row *before, bool *out)
{
    struct str title = row_text(l, before, MOTION_TITLE);
    struct list signers;

    *out = false;
    TRY(signers_of(c, before->id, &signers));
    return signers.count ? FAIL(&c->fault, ERR_RULE, "motion.signed", "%zu" SEP "%.*s",
                                signers.count, STR_FMT(title))
                         : ERR_OK;
}

const struct hook motion_hook = {
    .guard = motion_guard, .act = motion_act, .drop = motion_drop, .held = motion_held};

/* ---- those of a congress ----------------------------------------------------------------- */

static enum err count_signers(struct call *c, struct motion_list *m)
{
    const struct ledger *l = ledger_of(c, LEDGER_MOTION_SIGNER);
    struct ids ids = {ARENA_ARRAY(c->arena, int64_t, m->count + 1), m->count};
    struct list all;

    for (size_t i = 0; i < m->count; i++)
        ids.items[i] = m->items[i].row->id.v;
    if (!m->count)
        return ERR_OK;
    TRY(rows_of(c, l, MOTION_SIGNER_MOTION, ids, 0, &all));
    for (size_t k = 0; k < all.count; k++)
        for (size_t i = 0; i < m->count; i++)
            m->items[i].signers +=
                row_number(l, all.rows[k], MOTION_SIGNER_MOTION) == ids.items[i];
    return ERR_OK;
}

enum err motion_brief_of(struct call *c, row_id motion, struct motion_brief *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_MOTION);
    struct list signers;

    TRY(row_fetch(c, l, motion, &out->row));
    TRY(signers_of(c, motion, &signers));
    out->leader = row_label(l, out->row, MOTION_LEADER);
    out->signers = (int64_t)signers.count + row_has(l, out->row, MOTION_LEADER);
    return ERR_OK;
}

/* Why one that has enough signatures cannot be put to the presidium all the same is said with the line. */
static enum err judge_line(struct call *c, struct motion_line *line)
{
    struct list signers;

    TRY(signers_of(c, line->row->id, &signers));
    enum err err = judge_signers(c, line->row, &signers, &line->fault);
    return line->fault.kind ? ERR_OK : err;
}

enum err congress_motions(struct call *c, row_id id, struct motion_list *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_MOTION);
    const struct rule_set *rules;
    struct congress_of k;
    struct list all;

    *out = (struct motion_list){0};
    TRY(congress_load(c, id, &k));
    TRY(signing_rules(c, k.row, &rules));
    TRY(rows_of_one(c, l, MOTION_CONGRESS, id, MOTION_NUMBER, &all));
    out->motions_until.ms = row_number(k.ledger, k.row, CONGRESS_MOTIONS_UNTIL);
    out->names_until.ms = row_number(k.ledger, k.row, CONGRESS_NAMES_UNTIL);
    out->items = ARENA_ARRAY(c->arena, struct motion_line, all.count + 1);
    for (out->count = 0; out->count < all.count; out->count++)
        out->items[out->count].row = all.rows[out->count];
    TRY(count_signers(c, out));
    for (size_t i = 0; i < out->count; i++) {
        struct motion_line *line = &out->items[i];
        struct motion_facts m = facts_of(c, k.row, line->row, line->signers);
        enum err err = motion_gate(&m, rules, &line->fault);
        line->signers = m.signers;
        line->rule = motion_rule(&m, rules);
        if (!err && row_is(l, line->row, MOTION_IS_RECEIVED))
            TRY(judge_line(c, line));
    }
    return ERR_OK;
}
