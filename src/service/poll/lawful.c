/* Is a poll what its congress may hold at all?  Asked when it is made and once more before the vote: meanwhile the
 * congress may have become another, or a question another office's. */
#include "base/utf8.h"
#include "domain/congress/electing.h"
#include "domain/names/same.h"
#include "ledgers/congress.h"
#include "ledgers/district.h"
#include "ledgers/election.h"
#include "ledgers/poll.h"
#include "service/congress/before.h"
#include "service/congress/laid.h"
#include "service/poll/follow.h"
#include "service/poll/gates.h"
#include "service/poll/left_out.h"
#include "service/poll/poll_private.h"
#include "service/poll/term.h"
#include "service/record/codes.h"
#include "service/rules/rules.h"
#include "service/site/site.h"

enum { TITLE_SHOWN = 40 };

static struct str title_of(const struct poll *p, const struct poll_election *e)
{
    return utf8_head(row_text(p->election_ledger, e->row, ELECTION_TITLE), TITLE_SHOWN);
}

/* ---- its own congress elects it --------------------------------------------------------------- */

enum err electing_refuse(struct call *c, const struct row *election,
                         const struct row *congress, int *field)
{
    const struct ledger *l = ledger_of(c, LEDGER_ELECTION),
                        *lc = ledger_of(c, LEDGER_CONGRESS);
    const struct electing *e = electing_of(row_text(lc, congress, CONGRESS_KIND),
                                           row_text(lc, congress, CONGRESS_LEVEL));
    bool is_office = e && !electing_office(e, row_text(l, election, ELECTION_OFFICE));

    if (!e || (!is_office && electing_by(e, row_text(l, election, ELECTION_RULES))))
        return ERR_OK;
    const struct electing_source *by = is_office ? &e->offices_by : &e->sets_by;
    *field = is_office ? ELECTION_OFFICE : ELECTION_RULES;
    struct str what = row_code_label(l, election, *field, c->locale);
    struct str where = row_code_label(lc, congress, CONGRESS_KIND, c->locale);
    struct str article = rule_article(c, by->article);
    return FAIL(&c->fault, ERR_RULE,
                is_office ? "election.not_here" : "election.rules_not_here",
                "%.*s" SEP "%.*s" SEP "%s" SEP "%.*s", STR_FMT(what), STR_FMT(where),
                by->document, STR_FMT(article));
}

static void gate_electing(struct call *c, const struct poll *p, struct gates *out)
{
    struct gate *g = gates_add(out, "electing");
    int field;

    for (size_t i = 0; i < p->election_count && g->is_ok; i++)
        if (electing_refuse(c, p->elections[i].row, p->congress, &field)) {
            g->is_ok = false;
            g->fault = c->fault;
            c->fault = (struct fault){0};
        }
    out->count -= g->is_ok; /* said only when it is not so */
}

/* ---- settings within the law --------------------------------------------------------------------- */

/* Seats fallen vacant are filled by a later session; the first one of a term fills them all. */
static bool is_by_election_too_soon(struct call *c, const struct poll *p,
                                    const struct poll_election *e)
{
    const struct ledger *l = ledger_of(c, LEDGER_CONGRESS);

    return settings_by_election(c,
                                row_text(p->election_ledger, e->row, ELECTION_SETTINGS)) &&
           !row_has_code(l, p->congress, CONGRESS_KIND, CODE_CONGRESS_KIND_DISTRICT) &&
           row_number(l, p->congress, CONGRESS_SESSION) < 2;
}

static void gate_settings(struct call *c, const struct poll *p, struct gates *out)
{
    struct gate *g = gates_add(out, "settings");

    for (size_t i = 0; i < p->election_count && g->is_ok; i++) {
        const struct poll_election *e = &p->elections[i];
        struct str beyond =
            settings_beyond(c, row_text(p->election_ledger, e->row, ELECTION_SETTINGS));
        if (beyond.len)
            GATE_REFUSE(g, "poll.setting", "%.*s" SEP "%.*s", STR_FMT(title_of(p, e)),
                        STR_FMT(beyond));
        else if (is_by_election_too_soon(c, p, e))
            GATE_REFUSE(g, "poll.by_election", "%.*s", STR_FMT(title_of(p, e)));
    }
    out->count -= g->is_ok;
}

/* ---- an office once ------------------------------------------------------------------------------- */

static enum err refuse_held(struct call *c, const struct poll *p,
                            const struct poll_election *mine, const struct row *other,
                            struct gate *g)
{
    bool held;

    TRY(term_further(c, p, mine, g, &held));
    if (held)
        GATE_REFUSE(
            g, "poll.held_before", "%.*s" SEP "%.*s", STR_FMT(title_of(p, mine)),
            STR_FMT(utf8_head(row_text(p->ledger, other, POLL_TITLE), TITLE_SHOWN)));
    return ERR_OK;
}

/* Of another poll that is asked or settled: does it fill what `mine` fills? */
static enum err check_other(struct call *c, const struct poll *p,
                            const struct poll_election *mine, const struct row *other,
                            struct gate *g)
{
    struct list all;

    TRY(rows_of_one(c, p->election_ledger, ELECTION_POLL, other->id, 0, &all));
    for (size_t i = 0; i < all.count && g->is_ok; i++)
        if (poll_same_office(p->election_ledger, mine->row, all.rows[i]))
            TRY(refuse_held(c, p, mine, other, g));
    return ERR_OK;
}

static bool is_asked(const struct poll *p, const struct row *other)
{
    return other->id.v != p->row->id.v && !row_is(p->ledger, other, POLL_IS_PREPARING) &&
           !row_is(p->ledger, other, POLL_IS_VOID);
}

/* The same seats twice on one sheet? */
static void check_own(const struct poll *p, size_t i, struct gate *g)
{
    for (size_t k = 0; k < i && g->is_ok; k++)
        if (poll_same_office(p->election_ledger, p->elections[i].row, p->elections[k].row))
            GATE_REFUSE(g, "poll.asked_twice", "%.*s",
                        STR_FMT(title_of(p, &p->elections[i])));
}

static enum err gate_once(struct call *c, const struct poll *p, struct gates *out)
{
    struct gate *g = gates_add(out, "once");
    struct list polls;

    TRY(rows_of_one(c, p->ledger, POLL_CONGRESS, p->congress->id, 0, &polls));
    for (size_t i = 0; i < p->election_count; i++) {
        const struct poll_election *e = &p->elections[i];
        bool is_later = row_number(p->election_ledger, e->row, ELECTION_PREVIOUS) != 0;
        check_own(p, i, g);
        for (size_t k = 0; !is_later && k < polls.count && g->is_ok; k++)
            if (is_asked(p, polls.rows[k]))
                TRY(check_other(c, p, e, polls.rows[k], g));
    }
    out->count -= g->is_ok;
    return ERR_OK;
}

/* ---- a direct election has its district ----------------------------------------------------------------- */

static enum err gate_seats(struct call *c, const struct poll *p, struct gates *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_DISTRICT);
    struct list districts;
    int64_t seats = 0, asked = 0;

    if (!poll_is_direct(p))
        return ERR_OK;
    struct gate *g = gates_add(out, "seats");
    TRY(rows_of_one(c, l, DISTRICT_CONGRESS, p->congress->id, 0, &districts));
    for (size_t i = 0; i < districts.count; i++)
        seats += row_number(l, districts.rows[i], DISTRICT_SEATS);
    for (size_t i = 0; i < p->election_count; i++) {
        struct follow f;
        TRY(poll_follow(c, p, &p->elections[i], &f));
        asked += f.kind == FOLLOW_NOTHING
                     ? row_number(p->election_ledger, p->elections[i].row, ELECTION_SEATS)
                     : 0;
    }
    if (!districts.count)
        GATE_REFUSE(g, "poll.no_district", "%s", "");
    else if (asked > seats)
        GATE_REFUSE(g, "poll.district_seats", "%lld" SEP "%lld", (long long)seats,
                    (long long)asked);
    out->count -= g->is_ok;
    return ERR_OK;
}

/* ---- while it meets ---------------------------------------------------------------------------------------- */

static struct str day_text(struct call *c, date d)
{
    AUTO(buf) struct buf text = BUF(32);

    date_write(&text, d);
    return str_copy(c->arena, buf_view(&text));
}

/* The minute in China, where it is the same everywhere. */
static struct str moment_text(struct call *c, instant t)
{
    int64_t minute = (t.ms - instant_of_date(date_of_instant(t), 0).ms) / 60000;

    return str_print(c->arena, "%.*s %02d:%02d", STR_FMT(day_text(c, date_of_instant(t))),
                     (int)(minute / 60), (int)(minute % 60));
}

/* A congress votes while it meets: not before it opens, nor when its days are over.  It is rehearsed before. */
static void gate_meets(struct call *c, const struct poll *p, struct gates *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_CONGRESS);
    date opens = (date)row_number(l, p->congress, CONGRESS_OPENS_ON);
    date closes = (date)row_number(l, p->congress, CONGRESS_CLOSES_ON);
    date today = date_of_instant(c->now);
    struct gate *g = gates_add(out, "meets");

    if (!c->site->rehearsed && ((opens && today < opens) || (closes && today > closes)))
        GATE_REFUSE(g, "poll.congress_days", "%.*s" SEP "%.*s", STR_FMT(day_text(c, opens)),
                    STR_FMT(day_text(c, closes)));
    out->count -= g->is_ok || poll_is_direct(p);
}

/* ---- time to nominate -------------------------------------------------------------------------------------- */

enum { DAYS_TO_NOMINATE = 2 };

/* A session that names no number may be a term's first; without the day on which it opened nobody knows that two are
 * over. */
static void check_days(struct call *c, const struct poll *p, struct gate *g)
{
    const struct ledger *l = p->congress_ledger;
    date opens = (date)row_number(l, p->congress, CONGRESS_OPENS_ON);

    if (row_number(l, p->congress, CONGRESS_SESSION) > 1)
        return;
    if (!opens)
        GATE_REFUSE(g, "poll.no_opening", "%d", DAYS_TO_NOMINATE);
    else if (date_of_instant(c->now) < date_add_days(opens, DAYS_TO_NOMINATE))
        GATE_REFUSE(g, "poll.days", "%d", DAYS_TO_NOMINATE);
}

/* 组织法 26, 27: where a term's first session elects, names are put forward and talked over for two days at least, and no
 * list is final while deputies may still nominate. */
static void gate_days(struct call *c, const struct poll *p, struct gates *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_CONGRESS);
    instant until = {row_number(l, p->congress, CONGRESS_NAMES_UNTIL)};
    struct gate *g = gates_add(out, "days");

    if (!c->site->rehearsed &&
        row_has_code(l, p->congress, CONGRESS_KIND, CODE_CONGRESS_KIND_PEOPLE)) {
        if (until.ms && c->now.ms < until.ms)
            GATE_REFUSE(g, "poll.names_open", "%.*s", STR_FMT(moment_text(c, until)));
        else
            check_days(c, p, g);
    }
    out->count -= g->is_ok;
}

/* ---- what comes before the vote ---------------------------------------------------------------------------- */

/* Who is on the ballot was on the list that was talked over. */
static enum err gate_laid(struct call *c, const struct poll *p,
                          const struct before_seen *one, struct gates *out)
{
    struct laid_gap gap;

    if (!one->laid.len)
        return ERR_OK;
    TRY(laid_missing(c, p->row, one->laid, &gap));
    if (!gap.name.len)
        return ERR_OK;
    struct str what = message_find(c->locale, str_of(before_label(one->step)));
    struct gate *g = gates_add(out, before_name(one->step));
    GATE_REFUSE(g, "poll.before_name", "%.*s" SEP "%.*s" SEP "%.*s" SEP "%s" SEP "%.*s",
                STR_FMT(utf8_head(gap.name, 20)), STR_FMT(utf8_head(gap.election, 40)),
                STR_FMT(what), one->law->document,
                STR_FMT(rule_article(c, one->law->article)));
    return ERR_OK;
}

static enum err gate_undone(struct call *c, const struct before_seen *one,
                            struct gates *out)
{
    struct str what = message_find(c->locale, str_of(before_label(one->step)));
    struct gate *g = gates_add(out, before_name(one->step));

    GATE_REFUSE(g, "poll.before", "%.*s" SEP "%s" SEP "%.*s", STR_FMT(what),
                one->law->document, STR_FMT(rule_article(c, one->law->article)));
    return ERR_OK;
}

/* Nobody presides, or nobody knows whose mandate holds or how it is elected: one gate for each step that is missing. */
static enum err gate_before(struct call *c, const struct poll *p, struct gates *out)
{
    struct before_all all;

    TRY(congress_before(c, p->congress, &all));
    for (size_t i = 0; i < all.count; i++)
        TRY(all.items[i].is_done ? gate_laid(c, p, &all.items[i], out)
                                 : gate_undone(c, &all.items[i], out));
    return gate_left_out(c, p, &all, out);
}

/* A direct election is voted on its day (选举法 37), and a congress while it meets: asked again when the vote begins. */
enum err poll_may_begin(struct call *c, const struct poll *p)
{
    const struct ledger *l = ledger_of(c, LEDGER_DISTRICT);
    date today = date_of_instant(c->now), day = 0;
    struct gates meets = {0};
    struct list own;

    gate_meets(c, p, &meets);
    if (meets.count) {
        c->fault = meets.items[0].fault;
        return ERR_RULE;
    }
    if (!poll_is_direct(p) || c->site->rehearsed)
        return ERR_OK;
    TRY(rows_of_one(c, l, DISTRICT_CONGRESS, p->congress->id, 0, &own));
    for (size_t i = 0; i < own.count && day <= today; i++)
        day = (date)row_number(l, own.rows[i], DISTRICT_ELECTION_DAY);
    return day <= today ? ERR_OK
                        : FAIL(&c->fault, ERR_RULE, "poll.election_day", "%.*s",
                               STR_FMT(day_text(c, day)));
}

enum err gates_of_law(struct call *c, const struct poll *p, struct gates *out)
{
    gate_electing(c, p, out);
    gate_settings(c, p, out);
    gate_meets(c, p, out);
    gate_days(c, p, out);
    gate_office_seats(c, p, out);
    TRY(gate_committee(c, p, out));
    TRY(gate_seats(c, p, out));
    TRY(gate_once(c, p, out));
    TRY(gate_before(c, p, out));
    return gates_of_term(c, p, out);
}
