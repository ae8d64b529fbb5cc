/* The words and colours that ballots are printed with. */
#include "paper/ballot_plan.h"

const char BALLOT_WORDS[] =
    "选票赞成反对弃权另选他人至多名应候选人第页共符号其姓写线上并在后右边方框内作记例如"
    "续不画版样张投票用，白粉红橘黄浅绿蓝紫色，、：；。（）“”○×✓0123456789 m";

static const struct {
    const char *colour, *name;
    double tint[3];
} COLOURS[] = {
    {"white", "白色", {1, 1, 1}},          {"pink", "粉红色", {1, 0.80, 0.86}},
    {"red", "红色", {1, 0.66, 0.63}},      {"orange", "橘黄色", {1, 0.85, 0.66}},
    {"yellow", "浅黄色", {1, 0.96, 0.62}}, {"green", "浅绿色", {0.76, 0.93, 0.76}},
    {"blue", "浅蓝色", {0.74, 0.87, 1}},   {"purple", "浅紫色", {0.88, 0.80, 0.97}},
};

static int find_colour(struct str colour)
{
    for (size_t i = 0; i < sizeof(COLOURS) / sizeof(COLOURS[0]); i++)
        if (str_eq(colour, str_of(COLOURS[i].colour)))
            return (int)i;
    return -1;
}

const char *ballot_colour_name(struct str colour)
{
    int at = find_colour(colour);

    return at < 0 ? NULL : COLOURS[at].name;
}

void ballot_colour_tint(struct str colour, double rgb[3])
{
    int at = find_colour(colour);

    for (int i = 0; i < 3; i++)
        rgb[i] = at < 0 ? 1 : COLOURS[at].tint[i];
}

/* Party regulations speak of 不赞成, the laws of 反对. */
struct str ballot_mark_word(const struct ballot_design *d, enum mark mark)
{
    static const char *const WORDS[] = {
        [MARK_APPROVE] = "赞成", [MARK_OPPOSE] = "反对", [MARK_ABSTAIN] = "弃权"};
    bool is_against = mark == MARK_OPPOSE;

    return str_of(is_against && d->says_disapprove ? "不赞成" : WORDS[mark]);
}

struct str ballot_sign_meanings(struct arena *a, const struct ballot_design *d)
{
    const struct str meanings[] = {d->approve, d->oppose, d->abstain};
    struct str all = STR("");

    for (enum mark i = MARK_APPROVE; i <= MARK_ABSTAIN; i++)
        if (!str_is_empty(meanings[i]))
            all = str_print(a, "%.*s%s%.*s%.*s", STR_FMT(all), all.len ? "；" : "符号：",
                            STR_FMT(ballot_mark_word(d, i)), STR_FMT(meanings[i]));
    return all;
}

struct str ballot_qr_text(const struct ballot_plan *p, size_t page)
{
    return str_print(p->arena, "HJ1:%.*s:%d:%zu", STR_FMT(p->design->kind),
                     p->design->revision, page);
}
