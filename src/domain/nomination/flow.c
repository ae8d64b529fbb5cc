#include "domain/nomination/flow.h"

#include "domain/calendar/calendar.h"

int flow_compare(struct flow_place a, struct flow_place b)
{
    int x = a.round * 2 + a.is_down, y = b.round * 2 + b.is_down;

    return (x > y) - (x < y);
}

bool flow_after(struct flow_place p, struct flow_place *out)
{
    *out = (struct flow_place){p.round + p.is_down, !p.is_down};
    return out->round <= FLOW_ROUNDS_MOST;
}

bool flow_is_last(const struct flow_step *s)
{
    return s->place.is_down && s->is_agreed;
}

static bool is_skipped(const struct flow_step *s, enum flow_skip skip)
{
    return s->skipped >> skip & 1;
}

/* Does `s` follow `before` at once? */
static bool follows(const struct flow_step *s, const struct flow_step *before)
{
    struct flow_place next = {1, false};

    if (before && !flow_after(before->place, &next))
        return false;
    return flow_compare(next, s->place) == 0;
}

static enum err gate_list(const struct flow_step *s, struct fault *f)
{
    if (!s->listed)
        return FAIL(f, ERR_RULE, "flow.empty", "%s", "");
    if (s->broken_seat)
        return FAIL(f, ERR_RULE, "flow.differential",
                    "%s" SEP "%lld" SEP "%lld" SEP "%lld" SEP "%s", s->broken_seat,
                    (long long)s->broken_seats, (long long)s->broken_got,
                    (long long)s->broken_least, s->article);
    if (s->is_unissued)
        return FAIL(f, ERR_RULE, "flow.unissued", "%s", "");
    return ERR_OK;
}

static enum err gate_state(const struct flow_step *s, struct fault *f)
{
    if (s->is_draft)
        return FAIL(f, ERR_RULE, "flow.draft", "%s", "");
    if (s->is_returned)
        return FAIL(f, ERR_RULE, "flow.returned", "%s", "");
    if (s->place.is_down && !s->is_approved)
        return FAIL(f, ERR_RULE, "flow.unapproved", "%s", "");
    if (s->opinions_open && !is_skipped(s, FLOW_SKIP_OPINIONS))
        return FAIL(f, ERR_RULE, "flow.opinions", "%lld", (long long)s->opinions_open);
    return ERR_OK;
}

static enum err gate_public(const struct flow_step *s, date today, struct fault *f)
{
    int64_t least = s->public_days ? s->public_days : FLOW_PUBLIC_DAYS, days;
    const char *rule = s->public_rule ? s->public_rule : "";

    if (!s->public_from && !flow_is_last(s))
        return ERR_OK;
    if (!s->public_from || !s->public_until)
        return FAIL(f, ERR_RULE, "flow.not_published", "%lld" SEP "%s", (long long)least,
                    rule);
    days = calendar_count(calendar_in_force(), s->public_from, s->public_until);
    if (days < least)
        return FAIL(f, ERR_RULE, "flow.public_short", "%lld" SEP "%lld" SEP "%s",
                    (long long)days, (long long)least, rule);
    if (today <= s->public_until)
        return FAIL(f, ERR_RULE, "flow.public_open", "%lld" SEP "%lld" SEP "%lld",
                    (long long)date_year(s->public_until),
                    (long long)date_month(s->public_until),
                    (long long)date_day(s->public_until));
    return ERR_OK;
}

enum err flow_gate(const struct flow_step *s, const struct flow_step *before, date today,
                   struct fault *f)
{
    if (!follows(s, before) && !is_skipped(s, FLOW_SKIP_ROUNDS))
        return FAIL(f, ERR_RULE, "flow.skipped", "%s", "");
    TRY(gate_list(s, f));
    TRY(gate_state(s, f));
    TRY(gate_public(s, today, f));
    if (s->objections_open)
        return FAIL(f, ERR_RULE, "flow.objections", "%lld", (long long)s->objections_open);
    return ERR_OK;
}

int flow_skip_of(const char *code)
{
    if (strcmp(code, "flow.skipped") == 0)
        return FLOW_SKIP_ROUNDS;
    return strcmp(code, "flow.opinions") == 0 ? FLOW_SKIP_OPINIONS : -1;
}

bool flow_undone(const struct flow_step *s, const struct flow_step *before, struct fault *f)
{
    enum err err = ERR_OK;

    if (is_skipped(s, FLOW_SKIP_ROUNDS) && !follows(s, before))
        err = FAIL(f, ERR_RULE, "flow.skipped", "%s", "");
    else if (is_skipped(s, FLOW_SKIP_OPINIONS) && s->opinions_open)
        err = FAIL(f, ERR_RULE, "flow.opinions", "%lld", (long long)s->opinions_open);
    return err != ERR_OK;
}
