/* Values of a poll: who came or takes part, and the ballots given out. */
#include "ledgers/poll.h"
#include "service/papers/values.h"

/* What became of the ballots left, so far as it is on record; else it is ticked by hand. */
static void put_left(struct values *v, const struct poll *p)
{
    const struct ledger *l = p->ledger;
    int64_t left = row_number(l, p->row, POLL_UNUSED),
            cut = row_number(l, p->row, POLL_CUT);
    struct str how = !cut ? STR("")
                     : cut == left
                         ? STR("剪角作废")
                         : str_print(v->call->arena, "剪角作废%lld张", (long long)cut);

    if (how.len) {
        put_text(v, "left_treatment", how);
        put_text(v, "left_text",
                 str_print(v->call->arena, "剩余选票已当场%.*s。", STR_FMT(how)));
    } else if (row_has(l, p->row, POLL_UNUSED) && !left) {
        put_c(v, "left_treatment", "清点，没有剩余");
        put_c(v, "left_text", "没有剩余选票。");
    } else {
        put_c(v, "left_text", "剩余选票：□当场剪角作废　□当场封存。");
    }
}

/* 少于实到人数: of voters who do not meet, than those taking part. */
static struct str issue_verdict(struct values *v, int64_t issued)
{
    int64_t present = v->poll->people.present;

    if (issued == present)
        return STR("相符");
    return str_print(v->call->arena, "%s%s", issued < present ? "少于" : "多于",
                     v->poll->is_direct ? "参加投票人数" : "实到人数");
}

/* With what the urn has; of paper ballots what nobody has counted stays open. */
static void put_of_paper(struct values *v, const char *key, int field, int64_t more,
                         bool is_paper)
{
    const struct poll *p = v->poll->poll;

    if (!is_paper || row_has(p->ledger, p->row, field))
        put_number(v, key, row_number(p->ledger, p->row, field) + more);
}

void put_returned(struct values *v, int64_t returned, int64_t issued)
{
    put_number(v, "returned", returned);
    put_number(v, "missing", issued > returned ? issued - returned : 0);
    put_c(v, "returned_text",
          returned == issued  ? "等于"
          : returned < issued ? "少于"
                              : "多于");
}

void put_poll_papers(struct values *v)
{
    const struct poll *p = v->poll->poll;
    const struct ledger *l = p->ledger;
    bool is_paper = row_has(l, p->row, POLL_ISSUED);
    int64_t issued = row_number(l, p->row, POLL_ISSUED) + v->poll->used;

    bool is_box = str_eq(v->form, STR("mobile_box_register")); /* its own numbers */
    if (is_box)
        return;
    put_left(v, p);
    if (!is_paper && !v->poll->used)
        return;
    put_of_paper(v, "printed", POLL_PRINTED, v->poll->slips, is_paper);
    put_number(v, "issued", issued);
    put_of_paper(v, "left", POLL_UNUSED, 0, is_paper);
    put_of_paper(v, "cut", POLL_CUT, 0, is_paper);
    put_text(v, "issue_verdict", issue_verdict(v, issued));
    if (row_has(l, p->row, POLL_RETURNED) && !v->poll->result)
        put_returned(v, row_number(l, p->row, POLL_RETURNED) + v->poll->used, issued);
}

/* Voters do not meet: registered ones take part, in person, by proxy, by box.  Of a district put_district() says it. */
static void put_taking_part(struct values *v)
{
    const struct turnout *t = &v->poll->turnout;

    put_number(v, "is_direct", 1);
    if (v->district || !v->poll->is_frozen)
        return;
    put_number(v, "voters", v->poll->people.due);
    put_number(v, "in_person", t->in_person);
    put_number(v, "by_proxy", t->by_proxy);
    put_number(v, "by_box", t->by_box);
}

void put_poll_people(struct values *v)
{
    const struct attendance_numbers *n = &v->poll->people;

    if (v->poll->is_direct)
        put_taking_part(v);
    if (!n->due)
        return;
    put_number(v, "due", n->due);
    put_number(v, "present", n->present);
    put_number(v, "absent", n->due - n->present);
    put_number(v, "absent_sick", n->leave_sick);
    put_number(v, "absent_leave", n->leave_business);
    put_number(v, "absent_without",
               n->due - n->present - n->leave_sick - n->leave_business);
    put_share(v, "present_share", n->present, n->due);
}
