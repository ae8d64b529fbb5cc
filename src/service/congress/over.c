#include "service/congress/over.h"

#include "base/utf8.h"
#include "ledgers/agenda_item.h"
#include "ledgers/attendee.h"
#include "ledgers/candidate.h"
#include "ledgers/congress.h"
#include "ledgers/discussion.h"
#include "ledgers/discussion_point.h"
#include "ledgers/district.h"
#include "ledgers/election.h"
#include "ledgers/mobile_box.h"
#include "ledgers/motion.h"
#include "ledgers/motion_signer.h"
#include "ledgers/officer.h"
#include "ledgers/poll.h"
#include "ledgers/proxy.h"
#include "ledgers/sitting.h"
#include "ledgers/voter_objection.h"
#include "service/record/codes.h"
#include "service/site/site.h"

enum { TITLE_SHOWN = 40 };

/* A motion that was not taken up is handled as a suggestion, and answered within months after the end. */
static bool is_suggestion(const struct ledger *l, const struct row *row)
{
    return row_is(l, row, MOTION_IS_SUGGESTION) || row_is(l, row, MOTION_IS_ANSWERED);
}

/* A district and its list of voters last: the next election takes them over (选举法 art. 27). */
static bool lasts(const struct ledger *l, const struct row *row)
{
    (void)l, (void)row;
    return true;
}

/* What hangs on what, by which field, up to the congress.  What is not here goes on: attendance and rehearsals are
 * written by features alone; a departure comes after the end; a voter stays on the list of his district (art. 27). */
static const struct part {
    int ledger, up, field;
    bool (*goes_on)(const struct ledger *,
                    const struct row *); /* may be so after the end */
} PARTS[] = {
    {LEDGER_SITTING, LEDGER_CONGRESS, SITTING_CONGRESS, NULL},
    {LEDGER_AGENDA_ITEM, LEDGER_SITTING, AGENDA_ITEM_SITTING, NULL},
    {LEDGER_ATTENDEE, LEDGER_CONGRESS, ATTENDEE_CONGRESS, NULL},
    {LEDGER_OFFICER, LEDGER_CONGRESS, OFFICER_CONGRESS, NULL},
    {LEDGER_MOTION, LEDGER_CONGRESS, MOTION_CONGRESS, is_suggestion},
    {LEDGER_MOTION_SIGNER, LEDGER_MOTION, MOTION_SIGNER_MOTION, NULL},
    {LEDGER_DISCUSSION, LEDGER_CONGRESS, DISCUSSION_CONGRESS, NULL},
    {LEDGER_DISCUSSION_POINT, LEDGER_DISCUSSION, DISCUSSION_POINT_DISCUSSION, NULL},
    {LEDGER_POLL, LEDGER_CONGRESS, POLL_CONGRESS, NULL},
    {LEDGER_ELECTION, LEDGER_POLL, ELECTION_POLL, NULL},
    {LEDGER_CANDIDATE, LEDGER_ELECTION, CANDIDATE_ELECTION, NULL},
    {LEDGER_DISTRICT, LEDGER_CONGRESS, DISTRICT_CONGRESS, lasts},
    {LEDGER_PROXY, LEDGER_DISTRICT, PROXY_DISTRICT, NULL},
    {LEDGER_MOBILE_BOX, LEDGER_DISTRICT, MOBILE_BOX_DISTRICT, NULL},
    /* a court may still judge */
    {LEDGER_VOTER_OBJECTION, LEDGER_DISTRICT, VOTER_OBJECTION_DISTRICT, lasts},
};

static const struct part *part_of(const struct ledger *l)
{
    for (size_t i = 0; i < sizeof(PARTS) / sizeof(PARTS[0]); i++)
        if (l->tag == PARTS[i].ledger)
            return &PARTS[i];
    return NULL;
}

/* The congress that the row hangs on; NULL: none, or none that is there. */
static enum err congress_above(struct call *c, const struct ledger *l,
                               const struct row *row, struct row **out)
{
    const struct part *p;

    *out = NULL;
    while ((p = part_of(l))) {
        row_id id = {row_number(l, row, p->field)};
        l = ledger_of(c, p->up);
        if (!id.v)
            return ERR_OK;
        enum err err = engine_get(call_reading(c), l, id, out);
        if (err) {
            *out = NULL; /* a reference to nothing is refused elsewhere */
            return err == ERR_NOT_FOUND ? ERR_OK : err;
        }
        row = *out;
    }
    return ERR_OK;
}

enum err congress_over_fail(struct call *c, const struct row *congress,
                            const struct ledger *part)
{
    struct str title = row_text(ledger_of(c, LEDGER_CONGRESS), congress, CONGRESS_TITLE);

    return FAIL(&c->fault, ERR_RULE, "congress.over", "%.*s" SEP "%.*s",
                STR_FMT(utf8_head(title, TITLE_SHOWN)), STR_FMT(part->label.in[c->locale]));
}

enum err congress_over(struct call *c, const struct ledger *l, const struct row *row,
                       enum handling how)
{
    const struct ledger *lc = ledger_of(c, LEDGER_CONGRESS);
    const struct part *p = part_of(l);
    struct row *congress;

    if (!p || (how == HANDLE_CHANGE && p->goes_on && p->goes_on(l, row)))
        return ERR_OK;
    TRY(congress_above(c, l, row, &congress));
    if (!congress || !row_is(lc, congress, CONGRESS_IS_CLOSED))
        return ERR_OK;
    return congress_over_fail(c, congress, l);
}
