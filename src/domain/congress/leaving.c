#include "domain/congress/leaving.h"

#include <stddef.h>

/* clang-format off */
#define ORGANIC   "中华人民共和国地方各级人民代表大会和地方各级人民政府组织法"
#define ELECTORAL "中华人民共和国全国人民代表大会和地方各级人民代表大会选举法"
#define DEPUTIES  "中华人民共和国全国人民代表大会和地方各级人民代表大会代表法"
#define PARTY     "中国共产党章程", ""
#define CHARTER   "中国人民政治协商会议章程", ""
#define COMMITTEE "congress_chief congress_vice standing_member"
#define ABOVE     "county city province"
#define ANY_PARTY "party member_meeting plenary discipline_plenary"

static const struct leaving TABLE[] = {
    {"people", "township", "congress_chief congress_vice chief vice", "resigned", {"congress"}, false, ORGANIC, "art. 32"},
    {"people", "township", "congress_chief congress_vice chief vice", "recalled", {"congress"}, false, ORGANIC, "art. 31"},
    {"people", "township", "congress_chief congress_vice", "ended", {"congress"}, false, ELECTORAL, "art. 54"},
    {"people", ABOVE, "procurator", "resigned", {"congress", "standing_committee"}, true, ORGANIC, "art. 32"},
    {"people", ABOVE, "procurator", "recalled", {"congress"}, true, "中华人民共和国宪法", "art. 101"},
    {"people", ABOVE, COMMITTEE " chief vice", "resigned", {"congress", "standing_committee"}, false, ORGANIC, "art. 32"},
    {"people", ABOVE, COMMITTEE " chief vice", "recalled", {"congress"}, false, ORGANIC, "art. 31"},
    {"people", ABOVE, "vice", "removed", {"standing_committee"}, false, ORGANIC, "art. 50"},
    {"people", ABOVE, COMMITTEE, "ended", {"congress", "standing_committee"}, false, ELECTORAL, "art. 54"},
    {"people", ABOVE, "deputy_indirect", "resigned", {"standing_committee"}, false, ELECTORAL, "art. 55"},
    {"people", ABOVE, "deputy_indirect", "recalled", {"congress", "standing_committee"}, false, ELECTORAL, "art. 53"},
    {"people", ABOVE, "deputy_indirect", "moved", {"standing_committee", "report"}, false, DEPUTIES, "art. 62"},
    {"people", ABOVE, "deputy_indirect", "ended", {"standing_committee", "report"}, false, DEPUTIES, "art. 62"},
    {"people", NULL, NULL, "died", {"report"}, false, DEPUTIES, "art. 62"},
    {"district", "township", NULL, "resigned", {"congress"}, false, ELECTORAL, "art. 55"},
    {"district", NULL, NULL, "resigned", {"standing_committee"}, false, ELECTORAL, "art. 55"},
    {"district", NULL, NULL, "recalled", {"voters"}, false, ELECTORAL, "art. 53"},
    {"district", NULL, NULL, "moved", {"standing_committee", "congress", "report"}, false, ELECTORAL, "art. 57"},
    {"district", NULL, NULL, "ended", {"standing_committee", "congress", "report"}, false, DEPUTIES, "art. 62"},
    {"district", NULL, NULL, "died", {"report"}, false, DEPUTIES, "art. 62"},
    {ANY_PARTY, NULL, NULL, "resigned", {"party"}, false, PARTY},
    {ANY_PARTY, NULL, NULL, "removed", {"party"}, false, PARTY},
    {ANY_PARTY, NULL, NULL, "moved", {"party", "report"}, false, PARTY},
    {ANY_PARTY, NULL, NULL, "ended", {"party", "report"}, false, PARTY},
    {ANY_PARTY, NULL, NULL, "died", {"report"}, false, PARTY},
    {"conference", NULL, NULL, "resigned", {"conference"}, false, CHARTER},
    {"conference", NULL, NULL, "removed", {"conference"}, false, CHARTER},
    {"conference", NULL, NULL, "moved", {"conference", "report"}, false, CHARTER},
    {"conference", NULL, NULL, "ended", {"conference", "report"}, false, CHARTER},
    {"conference", NULL, NULL, "died", {"report"}, false, CHARTER},
};
/* clang-format on */

/* Is `word` among the words of `list`? */
static bool has_word(const char *list, struct str word)
{
    struct str rest = str_of(list);

    while (rest.len) {
        ptrdiff_t end = str_find(rest, STR(" "));
        size_t at = end < 0 ? rest.len : (size_t)end;
        if (str_eq(str_sub(rest, 0, at), word))
            return true;
        rest = str_sub(rest, at < rest.len ? at + 1 : at, rest.len);
    }
    return false;
}

static bool is_about(const struct leaving *l, struct str congress_kind, struct str level,
                     struct str office)
{
    return has_word(l->kinds, congress_kind) && (!l->level || has_word(l->level, level)) &&
           (!l->offices || has_word(l->offices, office));
}

const struct leaving *leaving_of(struct str congress_kind, struct str level,
                                 struct str office, struct str cause)
{
    for (size_t i = 0; i < sizeof(TABLE) / sizeof(TABLE[0]); i++)
        if (is_about(&TABLE[i], congress_kind, level, office) &&
            str_eq(str_of(TABLE[i].cause), cause))
            return &TABLE[i];
    return NULL;
}

bool leaving_decides(const struct leaving *l, struct str organ)
{
    for (size_t i = 0; i < LEAVING_ORGANS_MOST && l->organs[i]; i++)
        if (str_eq(str_of(l->organs[i]), organ))
            return true;
    return false;
}

bool leaving_cause(struct str congress_kind, struct str level, struct str office, size_t at,
                   struct str *cause)
{
    for (size_t i = 0; i < sizeof(TABLE) / sizeof(TABLE[0]); i++) {
        struct str own = str_of(TABLE[i].cause);
        if (leaving_of(congress_kind, level, office, own) == &TABLE[i] && !at--) {
            *cause = own;
            return true;
        }
    }
    return false;
}
