/* Values of a congress: what the bodies are called that hold it, stand above it and sign its papers. */
#include "domain/numeral.h"
#include "ledgers/congress.h"
#include "service/papers/values.h"
#include "service/record/codes.h"
#include "service/site/site.h"

/* 全县, 全镇, 全区: the word at the end of its name. */
static struct str level_text(region r, struct str place)
{
    static const char *const ENDS[] = {"自治县", "自治旗", "街道", "县", "区", "旗",
                                       "市",     "州",     "镇",   "乡", "省"};
    static const char *const NAMES[] = {[REGION_COUNTRY] = "",
                                        [REGION_PROVINCE] = "省",
                                        [REGION_CITY] = "市",
                                        [REGION_COUNTY] = "县",
                                        [REGION_TOWNSHIP] = "乡镇"};

    for (size_t i = 0; i < sizeof(ENDS) / sizeof(ENDS[0]); i++)
        if (str_ends(place, str_of(ENDS[i])))
            return str_of(ENDS[i]);
    return str_of(NAMES[region_level(r)]);
}

/* The Party below the county has a group where others have a committee on credentials (基层组织选举工作条例 11). */
static bool is_base_level(const struct values *v, struct str kind)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_CONGRESS);

    return code_is(kind, CODE_CONGRESS_KIND_PARTY) &&
           row_has_code(l, v->congress, CONGRESS_LEVEL, CODE_LEVEL_TOWNSHIP);
}

/* 中国共产党××县委员会, ××县人民代表大会 … */
static void put_body(struct values *v, struct str kind, struct str place)
{
    struct arena *a = v->call->arena;

    if (congress_is_of_people(kind))
        put_text(v, "body", str_print(a, "%.*s人民代表大会", STR_FMT(place)));
    else if (code_is(kind, CODE_CONGRESS_KIND_CONFERENCE))
        put_text(v, "body", str_print(a, "中国人民政治协商会议%.*s委员会", STR_FMT(place)));
    else
        put_text(v, "body", str_print(a, "中国共产党%.*s委员会", STR_FMT(place)));
    put_c(v, "committee_word", is_base_level(v, kind) ? "小组" : "委员会");
}

/* Above a committee of the Party stands a committee of the Party, whoever holds the congress: no standing committee
 * of a people's congress approves what the Party recommends. */
static void put_superior(struct values *v)
{
    struct arena *a = v->call->arena;
    region up = region_parent(v->congress->region);
    struct str name = region_name(v->call->site->regions, a, up, LOCALE_HANS);

    if (name.len && up)
        put_text(v, "superior", str_print(a, "中共%.*s委员会", STR_FMT(name)));
}

/* The election committee of a county is appointed and led by its people's congress's standing committee, that of a
 * township by the county's (选举法 9, 10). */
static void put_appointed_by(struct values *v)
{
    struct arena *a = v->call->arena;
    region county = region_at(v->congress->region, REGION_COUNTY);
    struct str name = region_name(v->call->site->regions, a, county, LOCALE_HANS);

    put_text(v, "appointed_by", str_print(a, "%.*s人民代表大会常务委员会", STR_FMT(name)));
}

/* ××县第十九届人民代表大会第一次会议: a title that says which session is not told it twice. */
static struct str session_title(struct call *c, const struct row *congress)
{
    const struct ledger *l = ledger_of(c, LEDGER_CONGRESS);
    struct str kind = row_text(l, congress, CONGRESS_KIND);
    struct str title = row_text(l, congress, CONGRESS_TITLE);
    int64_t session = row_number(l, congress, CONGRESS_SESSION);
    struct str number = numeral_text(c->arena, session);
    bool has_sessions = code_is(kind, CODE_CONGRESS_KIND_PEOPLE) ||
                        code_is(kind, CODE_CONGRESS_KIND_CONFERENCE);

    if (!has_sessions || !session || str_find(title, STR("次会议")) >= 0)
        return title;
    return str_print(c->arena, "%.*s第%.*s次会议", STR_FMT(title), STR_FMT(number));
}

static bool is_plenary(struct str kind)
{
    return code_is(kind, CODE_CONGRESS_KIND_PLENARY) ||
           code_is(kind, CODE_CONGRESS_KIND_DISCIPLINE_PLENARY);
}

struct str seal_of(struct call *c, const struct row *congress)
{
    const struct ledger *l = ledger_of(c, LEDGER_CONGRESS);
    struct str kind = row_text(l, congress, CONGRESS_KIND);
    struct str place =
        region_name(c->site->regions, c->arena, congress->region, LOCALE_HANS);
    struct str title = session_title(c, congress);

    if (code_is(kind, CODE_CONGRESS_KIND_DISTRICT))
        return str_print(c->arena, "%.*s选举委员会", STR_FMT(place));
    return is_plenary(kind) ? title : str_print(c->arena, "%.*s主席团", STR_FMT(title));
}

/* Who leads the meeting: to whom its scrutineers report, and who seals its lists. */
static void put_presiding(struct values *v, struct str kind, struct str title)
{
    struct str whole = seal_of(v->call, v->congress);

    if (code_is(kind, CODE_CONGRESS_KIND_DISTRICT))
        put_text(v, "presiding", whole);
    else
        put_c(v, "presiding", is_plenary(kind) ? "会议主持人" : "大会主席团");
    if (is_plenary(kind))
        put_text(v, "plenary_title", title);
    put_text(v, "seal", whole);
}

/* What those are called who meet, and the groups in which they do. */
static void put_called_words(struct values *v, struct str kind)
{
    static const struct {
        int kind;
        const char *word, *whole, *groups;
    } WORDS[] = {
        {CODE_CONGRESS_KIND_PARTY, "代表", "大会全体正式代表", "各代表团"},
        {CODE_CONGRESS_KIND_MEMBER_MEETING, "党员", "全体有选举权的正式党员", NULL},
        {CODE_CONGRESS_KIND_PLENARY, "委员", "全体委员", NULL},
        {CODE_CONGRESS_KIND_DISCIPLINE_PLENARY, "委员", "全体委员", NULL},
        {CODE_CONGRESS_KIND_PEOPLE, "代表", "全体代表", "各代表团"},
        {CODE_CONGRESS_KIND_CONFERENCE, "委员", "全体委员", "各委员小组"},
        {CODE_CONGRESS_KIND_DISTRICT, "选民", "全体选民", NULL},
    };

    for (size_t i = 0; i < sizeof(WORDS) / sizeof(WORDS[0]); i++) {
        if (!code_is(kind, WORDS[i].kind))
            continue;
        put_c(v, "called_word", WORDS[i].word);
        put_c(v, "called_whole", WORDS[i].whole);
        if (WORDS[i].groups)
            put_c(v, "called_groups", WORDS[i].groups);
    }
}

/* The Party's regulations say 不赞成 and order names by surname, the laws say 反对 and order them whole; a conference
 * says the one and orders as the Party does. */
static void put_usage(struct values *v, struct str kind)
{
    bool is_people = congress_is_of_people(kind);
    bool is_party = !is_people && !code_is(kind, CODE_CONGRESS_KIND_CONFERENCE);

    put_c(v, "hands_against", is_party ? "不赞成" : "反对");
    put_c(v, "strokes_order", is_people ? "按姓名笔画为序" : "以姓氏笔画为序");
}

static void put_terms(struct values *v, const struct ledger *l, struct str full)
{
    struct arena *a = v->call->arena;
    int64_t term = row_number(l, v->congress, CONGRESS_TERM);
    int64_t session = row_number(l, v->congress, CONGRESS_SESSION);

    put_text(v, "term", numeral_text(a, term));
    put_text(v, "session", numeral_text(a, session));
    put_text(v, "previous_term", numeral_text(a, term > 1 ? term - 1 : 0));
    if (!row_has_code(l, v->congress, CONGRESS_KIND, CODE_CONGRESS_KIND_DISTRICT))
        put_text(v, "session_title", full); /* an election by voters is no session */
}

/* ××镇第十九届人民代表大会代表: what voters elect, whatever their election is called. */
static void put_deputies_title(struct values *v, const struct ledger *l, struct str place)
{
    struct arena *a = v->call->arena;
    struct str term = numeral_text(a, row_number(l, v->congress, CONGRESS_TERM));

    struct str deputies = term.len ? str_print(a, "%.*s第%.*s届人民代表大会代表",
                                               STR_FMT(place), STR_FMT(term))
                                   : str_print(a, "%.*s人民代表大会代表", STR_FMT(place));
    put_text(v, "deputies_title", deputies);
    if (str_starts(v->form, STR("resignation")) && /* voters elect nobody else */
        row_has_code(l, v->congress, CONGRESS_KIND, CODE_CONGRESS_KIND_DISTRICT))
        put_text(v, "office", deputies);
}

/* To whom a committee on credentials reports (选举法 47). */
static void put_credentials_to(struct values *v, struct str place)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_CONGRESS);
    const char *body = row_has_code(l, v->congress, CONGRESS_LEVEL, CODE_LEVEL_TOWNSHIP)
                           ? "人民代表大会主席团"
                           : "人民代表大会常务委员会";

    put_text(v, "credentials_to",
             str_print(v->call->arena, "%.*s%s", STR_FMT(place), body));
}

/* A deputy resigns to the standing committee of his county's congress, of a township to the congress itself (选举法
 * 55); so do those whom it elected while it is not sitting.  Its own committee on credentials is the standing
 * committee's, in a township the congress's. */
static void put_resigns_to(struct values *v, struct str place)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_CONGRESS);
    struct arena *a = v->call->arena;
    bool is_town = row_has_code(l, v->congress, CONGRESS_LEVEL, CODE_LEVEL_TOWNSHIP);
    struct str body = str_print(a, "%.*s%s", STR_FMT(place),
                                is_town ? "人民代表大会" : "人民代表大会常务委员会");

    if (!congress_is_of_people(row_text(l, v->congress, CONGRESS_KIND))) {
        put_text(v, "committee_of", row_text(l, v->congress, CONGRESS_TITLE));
        return;
    }
    put_text(v, "resign_to", body);
    put_c(v, "resign_members", is_town ? "全体代表" : "常务委员会组成人员");
    put_text(v, "committee_of", body);
}

void put_bodies(struct values *v)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_CONGRESS);
    struct str kind = row_text(l, v->congress, CONGRESS_KIND);
    struct str title = row_text(l, v->congress, CONGRESS_TITLE);
    struct str place = region_name(v->call->site->regions, v->call->arena,
                                   v->congress->region, LOCALE_HANS);

    put_text(v, "congress_title", title);
    put_text(v, "region", place);
    put_text(v, "region_level", level_text(v->congress->region, place));
    put_credentials_to(v, place);
    put_resigns_to(v, place);
    put_body(v, kind, place);
    put_called_words(v, kind);
    put_usage(v, kind);
    put_superior(v);
    put_appointed_by(v);
    struct str full = session_title(v->call, v->congress);
    put_terms(v, l, full);
    put_presiding(v, kind, full);
    put_deputies_title(v, l, place);
}
