#include "domain/congress/script.h"

#include <criterion/criterion.h>

/* The whole script as text, a line each. */
static struct str whole(struct arena *a, const struct script *s)
{
    struct str out = {0};

    for (size_t i = 0; i < s->count; i++)
        out = str_print(a, "%.*s%.*s\n", STR_FMT(out), STR_FMT(s->lines[i].text));
    return out;
}

static bool says(struct arena *a, const struct script_sitting *s, const char *text)
{
    struct script script;

    script_write(a, s, &script);
    return str_find(whole(a, &script), str_of(text)) >= 0;
}

static struct script_sitting sitting(void)
{
    return (struct script_sitting){.congress = STR("第十五次代表大会"),
                                   .title = STR("选举大会"),
                                   .kind = STR("party"),
                                   .due = 248,
                                   .present = 240,
                                   .sick = 5,
                                   .leave = 3,
                                   .quorum = STR("超过应到会人数的半数"),
                                   .article = STR("《条例》第24条"),
                                   .needed = 125,
                                   .is_met = true,
                                   .against = "不赞成"};
}

Test(script, who_is_there_and_by_which_article)
{
    AUTO(arena) struct arena *a = arena_new();
    struct script_sitting s = sitting();

    cr_expect(says(a, &s, "应到代表248名，实到代表240名，因病请假5名，因事请假3名"));
    cr_expect(says(a, &s, "符合规定，可以开会"));
    cr_expect(says(a, &s, "至少125名；《条例》第24条"));
    cr_expect(says(a, &s, "还没有登记议程"));
    s.present = 124;
    s.is_met = false;
    cr_expect(says(a, &s, "还差1名，未达到规定人数，不能开会"));
    cr_expect_not(says(a, &s, "可以开会。"));
    s.present = s.sick = s.leave = SCRIPT_UNKNOWN;
    cr_expect(says(a, &s, "实到代表＿＿＿＿〔实到人数〕名。"));
    cr_expect_not(says(a, &s, "可以开会。"));
    cr_expect_not(says(a, &s, "-1"));
}

Test(script, a_presidium_is_addressed_as_one_and_has_no_quorum_of_elections)
{
    AUTO(arena) struct arena *a = arena_new();
    struct script_sitting s = sitting();

    s.sitting_kind = STR("presidium");
    s.due = 25;
    s.present = 12;
    s.is_met = false;
    cr_expect(says(a, &s, "各位主席团成员，同志们："));
    cr_expect(says(a, &s, "应到主席团成员25名，实到主席团成员12名"));
    cr_expect(says(a, &s, "少数服从多数"));
    cr_expect_not(says(a, &s, "代表25名"));
    cr_expect_not(says(a, &s, "第24条"));
    cr_expect_not(says(a, &s, "不能开会"));
}

Test(script, a_show_of_hands_has_no_result_before_it_is_decided)
{
    AUTO(arena) struct arena *a = arena_new();
    static const struct {
        enum script_decision decision;
        int64_t approve, oppose, abstain;
        const char *wanted, *unwanted;
    } CASES[] = {
        {SCRIPT_OPEN, 230, 2, 3, "表决结果：＿＿＿＿〔表决结果〕", "230"},
        {SCRIPT_PASSED, 230, 2, 8, "赞成230人，不赞成2人，弃权8人。通过。", "〔"},
        {SCRIPT_REJECTED, 100, 120, 20, "赞成100人，不赞成120人，弃权20人。未获通过。",
         "〔"},
        {SCRIPT_PASSED, 230, SCRIPT_UNKNOWN, 0,
         "赞成230人，不赞成＿＿＿＿〔反对人数〕人，弃权0人", "-1"},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        struct script_item item = {.kind = STR("hands"),
                                   .title = STR("选举办法（草案）"),
                                   .approve = CASES[i].approve,
                                   .oppose = CASES[i].oppose,
                                   .abstain = CASES[i].abstain,
                                   .decision = CASES[i].decision};
        struct script_sitting s = sitting();
        s.items = &item;
        s.item_count = 1;
        cr_expect(says(a, &s, CASES[i].wanted), "%zu", i);
        cr_expect_not(says(a, &s, CASES[i].unwanted), "%zu", i);
    }
}

Test(script, an_election_has_no_result_before_it_is_signed)
{
    AUTO(arena) struct arena *a = arena_new();
    struct script_election e = {.title = STR("县委委员"),
                                .seats = 3,
                                .names = STR("丁伟、王富、刘明、张建"),
                                .candidate_count = 4,
                                .order = STR("按姓氏笔画排列"),
                                .elected = STR("丁伟、王富"),
                                .elected_count = 2};
    struct script_poll poll = {.title = STR("县委委员选票"),
                               .issued = 240,
                               .returned = 239,
                               .marks = STR("选一格画“○”。"),
                               .elections = &e,
                               .election_count = 1};
    struct script_item item = {
        .kind = STR("election"), .title = STR("选举"), .polls = &poll, .poll_count = 1};
    struct script_sitting s = sitting();

    s.items = &item;
    s.item_count = 1;
    cr_expect(says(a, &s, "应选3名，候选人4名，按姓氏笔画排列：丁伟、王富、刘明、张建。"));
    cr_expect(says(a, &s, "共发出选票240张，收回选票239张"));
    cr_expect(says(a, &s, "投票有效"));
    cr_expect(says(a, &s, "县委委员：＿＿＿＿〔签字后的选举结果〕。"));
    cr_expect_not(says(a, &s, "当选"));
    poll.is_signed = true;
    cr_expect(says(a, &s, "县委委员，当选2名：丁伟、王富。"));
    cr_expect(says(a, &s, "应选3名，尚缺1名"));
    e.is_void = true;
    cr_expect(says(a, &s, "本次投票无效"));
    cr_expect_not(says(a, &s, "当选"));
    e.is_void = false;
    e.is_pre_election = true;
    cr_expect(says(a, &s, "列为正式候选人2名"));
    cr_expect_not(says(a, &s, "尚缺"));
    poll.returned = 241;
    cr_expect(says(a, &s, "投票无效，须重新投票"));
    poll.returned = poll.issued = SCRIPT_UNKNOWN;
    cr_expect(says(a, &s, "〔收回选票数〕"));
    cr_expect_not(says(a, &s, "投票有效。"));
}

Test(script, a_motion_is_told_whose_it_is)
{
    AUTO(arena) struct arena *a = arena_new();
    struct script_item item = {.kind = STR("deliberation"),
                               .title = STR("关于饮水的议案"),
                               .mover = STR("王文等10名代表")};
    struct script_sitting s = sitting();

    s.items = &item;
    s.item_count = 1;
    cr_expect(says(a, &s, "这是王文等10名代表提出的议案，经主席团决定列入议程。"));
    cr_expect(says(a, &s, "现在审议：关于饮水的议案"));
    item.is_withdrawn = true;
    cr_expect(says(a, &s, "王文等10名代表提出的议案已经撤回"));
    cr_expect_not(says(a, &s, "现在审议"));
}

Test(script, blanks_are_counted)
{
    AUTO(arena) struct arena *a = arena_new();
    struct script_item items[] = {{.kind = STR("report"), .title = STR("工作报告")},
                                  {.kind = STR("hands"), .title = STR("决议")},
                                  {.kind = STR("election"), .title = STR("选举")}};
    struct script_sitting s = sitting();
    struct script script;

    s.items = items;
    s.item_count = 3;
    script_write(a, &s, &script);
    cr_expect_eq(script.blanks, 3); /* who reports, the hands, the ballot */
    cr_expect(says(a, &s, "请＿＿＿＿〔报告人〕作报告"));
    cr_expect(says(a, &s, "现在进行：选举。＿＿＿＿〔还没有关联选票〕"));
    cr_expect(says(a, &s, "议程有三项："));
}

Test(script, an_item_gets_the_ballot_that_is_its_own_by_name_or_none)
{
    AUTO(arena) struct arena *a = arena_new();
    static const struct {
        const char *items[3];    /* titles */
        const char *polls[3][2]; /* elections of each ballot */
        const char *got;         /* ballots of each item by their number, - between */
    } CASES[] = {
        {{"选举县委委员", "选举纪委委员"}, {{"纪委委员"}, {"县委委员"}}, "1-0"},
        {{"选举县委委员"}, {{"纪委委员"}}, ""},
        {{"选举"}, {{"县委委员"}}, ""},
        {{"选举副县长"}, {{"县长"}}, ""},
        {{"选举县长、副县长"}, {{"县长", "副县长"}}, "0"},
        {{"选举县长和副县长（投票）"}, {{"县长"}, {"副县长"}}, "01"},
        {{"选举县委委员、纪委委员"}, {{"县委委员"}}, ""},
        {{"选举县委委员"}, {{"县委委员", "纪委委员"}}, ""},
        {{"选举县委委员"}, {{"县委委员"}, {"县委委员"}}, ""},
        {{"选举县委委员", "县委委员选举"}, {{"县委委员"}}, "-"},
        {{"选举县委委员、纪委委员", "选举纪委委员"}, {{"县委委员"}, {"纪委委员"}}, "-"},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        struct script_election elections[3][2];
        struct script_poll polls[3];
        struct script_item items[3];
        struct script_ballots free = {.items = polls};
        size_t count = 0;
        struct str got = {0};

        for (; free.count < 3 && CASES[i].polls[free.count][0]; free.count++) {
            struct script_poll *p = &polls[free.count];
            *p = (struct script_poll){.cast = (int64_t)free.count,
                                      .elections = elections[free.count]};
            for (; p->election_count < 2 && CASES[i].polls[free.count][p->election_count];
                 p->election_count++)
                elections[free.count][p->election_count] = (struct script_election){
                    .title = str_of(CASES[i].polls[free.count][p->election_count])};
        }
        for (; count < 3 && CASES[i].items[count]; count++)
            items[count] = (struct script_item){.kind = STR("election"),
                                                .title = str_of(CASES[i].items[count])};
        script_match(a, items, count, &free);
        for (size_t k = 0; k < count; k++) {
            got = k ? str_print(a, "%.*s-", STR_FMT(got)) : got;
            for (size_t n = 0; n < items[k].poll_count; n++)
                got = str_print(a, "%.*s%d", STR_FMT(got), (int)items[k].polls[n].cast);
        }
        cr_expect(str_eq(got, str_of(CASES[i].got)), "%zu: %.*s", i, STR_FMT(got));
    }
}

Test(script, what_its_record_links_is_not_matched_again)
{
    AUTO(arena) struct arena *a = arena_new();
    struct script_election e = {.title = STR("县委委员")};
    struct script_poll own = {.cast = 1}, other = {.elections = &e, .election_count = 1};
    struct script_item item = {.kind = STR("election"),
                               .title = STR("选举县委委员"),
                               .is_linked = true,
                               .polls = &own,
                               .poll_count = 1};
    struct script_ballots free = {&other, 1};

    script_match(a, &item, 1, &free);
    cr_expect_eq(item.polls, &own);
    cr_expect_eq(item.poll_count, 1);
}

static size_t times(struct arena *a, const struct script_sitting *s, const char *text)
{
    struct script script;
    size_t n = 0;

    script_write(a, s, &script);
    for (size_t i = 0; i < script.count; i++)
        n += str_find(script.lines[i].text, str_of(text)) >= 0;
    return n;
}

Test(script, the_boxes_are_sealed_once_for_all_ballots_of_one_cast)
{
    AUTO(arena) struct arena *a = arena_new();
    struct script_election first = {.title = STR("县委委员"), .seats = 3};
    struct script_election second = {.title = STR("纪委委员"), .seats = 2};
    struct script_election third = {.title = STR("出席市党代会代表"), .seats = 5};
    struct script_poll polls[] = {
        {.title = STR("县委委员选票"), .elections = &first, .election_count = 1},
        {.title = STR("纪委委员选票"), .elections = &second, .election_count = 1},
        {.title = STR("代表选票"), .elections = &third, .election_count = 1}};
    struct script_item items[3];
    struct script_sitting s = sitting();

    for (size_t i = 0; i < 3; i++) {
        polls[i].cast = i < 2 ? 1 : 2;
        polls[i].issued = 240;
        polls[i].returned = 239;
        items[i] = (struct script_item){.kind = STR("election"),
                                        .title = polls[i].title,
                                        .polls = &polls[i],
                                        .poll_count = 1};
    }
    s.items = items;
    s.item_count = 3;
    cr_expect_eq(times(a, &s, "加封"), 2);
    cr_expect_eq(times(a, &s, "我宣布："), 2);
    cr_expect_eq(times(a, &s, "宣读候选人名单"), 3);
    cr_expect(says(a, &s, "两种选票一次分发、一次投票、一并计票"));
    cr_expect(says(a, &s, "共发出选票《县委委员选票》240张、《纪委委员选票》240张，收回"));
    cr_expect(says(a, &s, "共发出选票240张，收回选票239张"));
    polls[1].returned = 241;
    cr_expect(says(a, &s, "《纪委委员选票》收回选票多于发出选票，投票无效"));
    cr_expect_eq(times(a, &s, "投票有效。"), 1); /* of the second cast */
}
