#include "domain/congress/script.h"

#include "domain/numeral.h"

#include <assert.h>

const char *script_kind_name(enum script_kind kind)
{
    static const char *const NAMES[] = {
        [SCRIPT_HEAD] = "head", [SCRIPT_SAY] = "say", [SCRIPT_CUE] = "cue"};

    return NAMES[kind];
}

/* ---- parts ----------------------------------------------------------------------------- */

struct pen {
    struct arena *arena;
    struct script *out;
};

static void put(struct pen *p, enum script_kind kind, struct str text)
{
    struct script *s = p->out;
    struct script_line *line = ARENA_PUSH(p->arena, s->lines, s->count, s->room);

    *line = (struct script_line){kind, text};
}

static void say(struct pen *p, struct str text)
{
    put(p, SCRIPT_SAY, text);
}

static void cue(struct pen *p, struct str text)
{
    put(p, SCRIPT_CUE, str_print(p->arena, "（%.*s）", STR_FMT(text)));
}

static struct str blank(struct pen *p, const char *name)
{
    p->out->blanks++;
    return str_print(p->arena, "＿＿＿＿〔%s〕", name);
}

static struct str number(struct pen *p, int64_t n, const char *name)
{
    return n == SCRIPT_UNKNOWN ? blank(p, name) : str_print(p->arena, "%lld", (long long)n);
}

static struct str words(struct pen *p, struct str text, const char *name)
{
    return text.len ? text : blank(p, name);
}

/* ---- the beginning --------------------------------------------------------------------- */

/* Of a presidium those meet who sit in it, and they elect nobody. */
static bool is_presidium(const struct script_sitting *s)
{
    return str_eq(s->sitting_kind, STR("presidium"));
}

static const char *salutation(const struct script_sitting *s)
{
    if (is_presidium(s))
        return str_eq(s->kind, STR("party")) ? "各位主席团成员，同志们" : "各位主席团成员";
    static const char *const WORDS[][2] = {
        {"party", "各位代表，同志们"},   {"member_meeting", "各位党员，同志们"},
        {"plenary", "各位委员，同志们"}, {"discipline_plenary", "各位委员，同志们"},
        {"people", "各位代表"},          {"conference", "各位委员"}};

    for (size_t i = 0; i < sizeof(WORDS) / sizeof(WORDS[0]); i++)
        if (str_eq(s->kind, str_of(WORDS[i][0])))
            return WORDS[i][1];
    return "同志们";
}

/* How those with a vote are counted: 应到代表 248 名, 应到委员 35 名. */
static const char *member_word(const struct script_sitting *s)
{
    struct str kind = s->kind;

    if (is_presidium(s))
        return "主席团成员";
    if (str_eq(kind, STR("party")) || str_eq(kind, STR("people")))
        return "代表";
    if (str_eq(kind, STR("member_meeting")))
        return "党员";
    return str_find(kind, STR("plenary")) >= 0 || str_eq(kind, STR("conference")) ? "委员"
                                                                                  : "";
}

static struct str leave_text(struct pen *p, const struct script_sitting *s)
{
    struct str out = {0};

    if (s->sick > 0)
        out = str_print(p->arena, "，因病请假%lld名", (long long)s->sick);
    if (s->leave > 0)
        out =
            str_print(p->arena, "%.*s，因事请假%lld名", STR_FMT(out), (long long)s->leave);
    return out;
}

static void put_attendance(struct pen *p, const struct script_sitting *s)
{
    const char *who = member_word(s);
    struct str due = number(p, s->due, "应到人数");
    struct str present = number(p, s->present, "实到人数");
    struct str away = leave_text(p, s);
    bool is_short = s->present != SCRIPT_UNKNOWN && !s->is_met;

    say(p, str_print(p->arena, "本次会议应到%s%.*s名，实到%s%.*s名%.*s。", who,
                     STR_FMT(due), who, STR_FMT(present), STR_FMT(away)));
    if (is_presidium(s)) {
        cue(p, STR("主席团会议不进行选举，选举的到会规定在这里不适用；集体讨论，少数服从多"
                   "数"));
        return;
    }
    if (!s->quorum.len)
        return;
    if (is_short) {
        cue(p, str_print(p->arena, "还差%lld名，未达到规定人数，不能开会",
                         (long long)(s->needed - s->present)));
    } else if (s->present == SCRIPT_UNKNOWN) {
        cue(p, STR("清点人数后，达到规定人数的，宣布可以开会"));
    } else {
        say(p, STR("实到会人数符合规定，可以开会。"));
    }
    cue(p, str_print(p->arena, "实到会人数%.*s，即至少%lld名；%.*s", STR_FMT(s->quorum),
                     (long long)s->needed, STR_FMT(s->article)));
}

static void put_agenda(struct pen *p, const struct script_sitting *s,
                       const struct str *heads)
{
    if (!s->item_count) {
        cue(p, STR("还没有登记议程"));
        return;
    }
    struct str count = numeral_text(p->arena, (int64_t)s->item_count);
    say(p, str_print(p->arena, "今天会议的议程有%.*s项：", STR_FMT(count)));
    for (size_t i = 0; i < s->item_count; i++)
        say(p, str_print(p->arena, "%.*s%s", STR_FMT(heads[i]),
                         i + 1 < s->item_count ? "；" : "。"));
}

/* ---- a show of hands ------------------------------------------------------------------- */

static void put_hands(struct pen *p, const struct script_sitting *s,
                      const struct script_item *k)
{
    say(p, str_print(p->arena, "现在表决：%.*s。请工作人员宣读。", STR_FMT(k->title)));
    cue(p, STR("宣读后"));
    say(p,
        str_print(p->arena,
                  "有没有意见？（没有意见的）现在表决。赞成的请举手——请放下；%s的请举手——"
                  "请放下；弃权的请举手——请放下。",
                  s->against));
    if (k->decision == SCRIPT_OPEN) {
        struct str result = blank(p, "表决结果");
        cue(p, STR("清点后"));
        say(p, str_print(p->arena, "表决结果：%.*s。", STR_FMT(result)));
        return;
    }
    struct str approve = number(p, k->approve, "赞成人数");
    struct str oppose = number(p, k->oppose, "反对人数");
    struct str abstain = number(p, k->abstain, "弃权人数");
    say(p, str_print(p->arena, "表决结果：赞成%.*s人，%s%.*s人，弃权%.*s人。%s。",
                     STR_FMT(approve), s->against, STR_FMT(oppose), STR_FMT(abstain),
                     k->decision == SCRIPT_PASSED ? "通过" : "未获通过"));
}

/* ---- an election ----------------------------------------------------------------------- */

/* The ballots that go into the boxes together, of whichever items of the sitting. */
struct batch {
    const struct script_poll **polls;
    size_t count;
    bool is_open; /* an item behind the one in hand has more of them */
};

static bool is_together(const struct script_poll *a, const struct script_poll *b)
{
    return a->cast == b->cast && a->round == b->round;
}

static struct batch batch_of(struct pen *p, const struct script_sitting *s, size_t at,
                             const struct script_poll *first)
{
    struct batch out = {0};
    size_t room = 0;

    for (size_t i = 0; i < s->item_count; i++)
        room += s->items[i].poll_count;
    out.polls = arena_alloc(p->arena, room + 1, sizeof(const struct script_poll *));
    for (size_t i = 0; i < s->item_count; i++)
        for (size_t k = 0; k < s->items[i].poll_count; k++) {
            const struct script_poll *poll = &s->items[i].polls[k];
            if (s->items[i].is_withdrawn || !is_together(poll, first))
                continue;
            out.is_open = out.is_open || i > at;
            out.polls[out.count++] = poll;
        }
    return out;
}

static void put_candidates(struct pen *p, const struct script_poll *poll)
{
    for (size_t i = 0; i < poll->election_count; i++) {
        const struct script_election *e = &poll->elections[i];
        int64_t known = e->candidate_count ? (int64_t)e->candidate_count : SCRIPT_UNKNOWN;
        struct str count = number(p, known, "候选人数");
        struct str names = words(p, e->names, "候选人名单");
        say(p, str_print(p->arena, "%.*s：应选%lld名，候选人%.*s名%s%.*s：%.*s。",
                         STR_FMT(e->title), (long long)e->seats, STR_FMT(count),
                         e->order.len ? "，" : "", STR_FMT(e->order), STR_FMT(names)));
    }
}

/* 《县委委员选票》; a ballot that is cast alone needs no name. */
static struct str ballot_named(struct pen *p, const struct batch *b,
                               const struct script_poll *poll)
{
    return b->count > 1 ? str_print(p->arena, "《%.*s》", STR_FMT(poll->title)) : STR("");
}

/* 240张; of several ballots each with its title. */
static struct str sheets(struct pen *p, const struct batch *b, bool is_returned)
{
    struct arena *a = p->arena;
    struct str out = {0};

    for (size_t i = 0; i < b->count; i++) {
        const struct script_poll *poll = b->polls[i];
        struct str n = number(p, is_returned ? poll->returned : poll->issued,
                              is_returned ? "收回选票数" : "发出选票数");
        struct str of = ballot_named(p, b, poll);
        out = str_print(a, "%.*s%s%.*s%.*s张", STR_FMT(out), i ? "、" : "", STR_FMT(of),
                        STR_FMT(n));
    }
    return out;
}

static void put_returned(struct pen *p, const struct batch *b)
{
    struct str issued = sheets(p, b, false), returned = sheets(p, b, true);
    bool is_unknown = false;
    size_t over = 0;

    say(p, str_print(p->arena, "共发出选票%.*s，收回选票%.*s。", STR_FMT(issued),
                     STR_FMT(returned)));
    for (size_t i = 0; i < b->count; i++) {
        const struct script_poll *poll = b->polls[i];
        is_unknown = is_unknown || poll->returned == SCRIPT_UNKNOWN ||
                     poll->issued == SCRIPT_UNKNOWN;
        if (poll->issued == SCRIPT_UNKNOWN || poll->returned <= poll->issued)
            continue;
        over++;
        struct str of = ballot_named(p, b, poll);
        cue(p, str_print(p->arena, "%.*s收回选票多于发出选票，投票无效，须重新投票",
                         STR_FMT(of)));
    }
    if (is_unknown)
        cue(p, STR("收回选票等于或者少于发出选票的，宣布投票有效，请监票人、计票人计票"));
    else if (!over)
        say(p, STR("收回选票没有多于发出选票，投票有效。请监票人、计票人计票。"));
}

/* How the ballots are filled in: once where they are all alike. */
static void put_marks(struct pen *p, const struct batch *b)
{
    struct str all = {0};

    for (size_t i = 0; i < b->count; i++) {
        struct str marks = b->polls[i]->marks;
        if (str_find(all, marks) < 0)
            all = str_print(p->arena, "%.*s%.*s", STR_FMT(all), STR_FMT(marks));
    }
    say(p, str_print(p->arena, "请总监票人说明填写选票的注意事项。%.*s请填写选票。",
                     STR_FMT(all)));
}

static void put_casting(struct pen *p, const struct batch *b)
{
    struct arena *a = p->arena;
    struct str issued;

    if (b->count > 1) {
        struct str n = b->count == 2 ? STR("两") : numeral_text(a, (int64_t)b->count);
        say(p, str_print(a, "%.*s种选票一次分发、一次投票、一并计票。", STR_FMT(n)));
    }
    say(p, STR("请监票人清点到会人数，当众检查票箱并加封，领取、分发选票。"));
    cue(p, STR("分发后"));
    say(p, STR("有没有多领、少领或者领到残缺、污损选票的？没有。"));
    issued = sheets(p, b, false);
    say(p, str_print(a, "请总监票人报告发票情况。共发出选票%.*s。", STR_FMT(issued)));
    put_marks(p, b);
    cue(p, STR("填写后"));
    say(p, STR("现在投票。监票人先投票，其他有选举权的人员依次投票。"));
    cue(p, STR("投票后"));
    say(p, STR("还有没有未投票的？没有。投票结束，请监票人当众开启票箱，清点选票。"));
    put_returned(p, b);
}

static void put_signed(struct pen *p, const struct script_election *e)
{
    struct arena *a = p->arena;
    int64_t missing = e->seats - e->elected_count;

    if (e->is_void) {
        struct str why = e->void_text.len ? e->void_text : STR("本次投票无效");
        say(p, str_print(a, "%.*s：%.*s，按照选举办法重新选举。", STR_FMT(e->title),
                         STR_FMT(why)));
        return;
    }
    if (!e->elected_count)
        say(p, str_print(a, "%.*s：没有人获得规定的票数。", STR_FMT(e->title)));
    else
        say(p, str_print(a, "%.*s，%s%lld名：%.*s。", STR_FMT(e->title),
                         e->is_pre_election ? "列为正式候选人" : "当选",
                         (long long)e->elected_count, STR_FMT(e->elected)));
    if (missing > 0 && !e->is_pre_election)
        say(p, str_print(a, "应选%lld名，尚缺%lld名，按照选举办法办理。",
                         (long long)e->seats, (long long)missing));
}

static void put_unsigned(struct pen *p, const struct script_election *e)
{
    struct str result = blank(p, "签字后的选举结果");

    say(p, str_print(p->arena, "%.*s：%.*s。", STR_FMT(e->title), STR_FMT(result)));
}

static void put_result(struct pen *p, const struct batch *b)
{
    cue(p, STR("计票结束，计票结果报告单签字后"));
    say(p, STR("请总监票人报告计票结果。"));
    cue(p, STR("报告后"));
    say(p, STR("根据计票结果，按照选举办法，我宣布："));
    for (size_t k = 0; k < b->count; k++)
        for (size_t i = 0; i < b->polls[k]->election_count; i++) {
            if (b->polls[k]->is_signed)
                put_signed(p, &b->polls[k]->elections[i]);
            else
                put_unsigned(p, &b->polls[k]->elections[i]);
        }
}

/* Was a ballot of the same cast named before in this item? */
static bool is_said(const struct script_item *k, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (is_together(&k->polls[i], &k->polls[at]))
            return true;
    return false;
}

/* The names of each item at its place; the boxes are sealed, and the result is told, once for all ballots that are
 * cast together, under the last of their items. */
static void put_election(struct pen *p, const struct script_sitting *s, size_t at)
{
    const struct script_item *k = &s->items[at];

    if (!k->poll_count) {
        struct str which = blank(p, "还没有关联选票");
        say(p,
            str_print(p->arena, "现在进行：%.*s。%.*s", STR_FMT(k->title), STR_FMT(which)));
        return;
    }
    say(p, str_print(p->arena, "现在进行：%.*s。请工作人员宣读候选人名单。",
                     STR_FMT(k->title)));
    for (size_t i = 0; i < k->poll_count; i++)
        put_candidates(p, &k->polls[i]);
    for (size_t i = 0; i < k->poll_count; i++) {
        if (is_said(k, i))
            continue;
        struct batch batch = batch_of(p, s, at, &k->polls[i]);
        if (batch.is_open) {
            cue(p, STR("与后面的议程同一次投票：候选人名单全部宣读后，一并分发选票、投票"));
            continue;
        }
        put_casting(p, &batch);
        put_result(p, &batch);
    }
}

/* ---- the whole ------------------------------------------------------------------------- */

static void put_speech(struct pen *p, const struct script_item *k, const char *task)
{
    struct str who = words(p, k->speaker, "报告人");

    say(p, str_print(p->arena, "请%.*s%s。", STR_FMT(who), task));
    cue(p, STR("结束后"));
}

static void put_item(struct pen *p, const struct script_sitting *s, size_t at)
{
    const struct script_item *k = &s->items[at];
    struct str title = k->title;

    if (k->is_withdrawn) {
        cue(p, str_print(p->arena, "%.*s提出的议案已经撤回，不再进行", STR_FMT(k->mover)));
        return;
    }
    if (k->mover.len)
        say(p, str_print(p->arena, "这是%.*s提出的议案，经主席团决定列入议程。",
                         STR_FMT(k->mover)));
    if (str_eq(k->kind, STR("hands")))
        put_hands(p, s, k);
    else if (str_eq(k->kind, STR("election")))
        put_election(p, s, at);
    else if (str_eq(k->kind, STR("report")))
        put_speech(p, k, "作报告");
    else if (str_eq(k->kind, STR("speech")))
        put_speech(p, k, "讲话");
    else if (str_eq(k->kind, STR("deliberation")))
        say(p, str_print(p->arena, "现在审议：%.*s。请发表意见。", STR_FMT(title)));
    else if (str_eq(k->kind, STR("announcement")))
        say(p, str_print(p->arena, "现在宣布：%.*s。", STR_FMT(title)));
    else
        say(p, str_print(p->arena, "现在进行：%.*s。", STR_FMT(title)));
}

/* 一、the first item … */
static const struct str *headings(struct arena *a, const struct script_sitting *s)
{
    struct str *out = ARENA_ARRAY(a, struct str, s->item_count + 1);

    for (size_t i = 0; i < s->item_count; i++) {
        struct str n = numeral_text(a, (int64_t)i + 1);
        out[i] = str_print(a, "%.*s、%.*s", STR_FMT(n), STR_FMT(s->items[i].title));
    }
    return out;
}

void script_write(struct arena *a, const struct script_sitting *s, struct script *out)
{
    struct pen p = {a, out};
    const struct str *heads = headings(a, s);

    assert(s->against);
    *out = (struct script){0};
    say(&p, str_print(a, "%s：", salutation(s)));
    say(&p, str_print(a, "%.*s%.*s现在开始。", STR_FMT(s->congress), STR_FMT(s->title)));
    put_attendance(&p, s);
    put_agenda(&p, s, heads);
    for (size_t i = 0; i < s->item_count; i++) {
        put(&p, SCRIPT_HEAD, heads[i]);
        put_item(&p, s, i);
    }
    say(&p, STR("本次会议的议程进行完毕，现在散会。"));
}
