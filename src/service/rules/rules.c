/* Rule sets of elections and their editions. */
#include "service/rules/rules.h"

#include "domain/numeral.h"
#include "ledgers/rule_edition.h"
#include "service/account/event.h"
#include "service/record/codes.h"
#include "service/site/site.h"
#include "store/queries.h"

/* ---- reading ------------------------------------------------------------------------- */

static enum err read_text(struct call *c, struct str text, const struct rule_set **out)
{
    struct rule_set *set = ARENA_NEW(c->arena, struct rule_set);
    struct json *root = NULL;

    TRY(json_parse(c->arena, text, &root, &c->fault));
    TRY(rules_of_json(c->arena, root, set, &c->fault));
    *out = set;
    return ERR_OK;
}

static enum err compiled_in(struct call *c, struct str name, struct rules_edition *out)
{
    const struct rule_set *set = rules_find(name);

    if (!set)
        return FAIL(&c->fault, ERR_INVALID, "election.rules", "%.*s" SEP "%s",
                    STR_FMT(name), "county-party-2020, …");
    *out = (struct rules_edition){.text = str_of(RULE_TEXTS[set - RULE_SETS]), .set = set};
    return ERR_OK;
}

static enum err of_row(struct call *c, const struct ledger *l, row_id id,
                       struct rules_edition *out)
{
    TRY(row_fetch(c, l, id, &out->row));
    out->number = row_number(l, out->row, RULE_EDITION_NUMBER);
    out->text = row_text(l, out->row, RULE_EDITION_TEXT);
    return read_text(c, out->text, &out->set);
}

enum err rules_editions(struct call *c, struct str name, struct row ***out,
                        size_t *out_count)
{
    const struct ledger *l = ledger_of(c, LEDGER_RULE_EDITION);
    struct value value = {.is_set = true, .text = name};
    struct filter filter = {field_at(l, RULE_EDITION_RULES), FILTER_ANY, &value, 1};
    struct list_query q = {.region = c->site->region,
                           .sort = field_at(l, RULE_EDITION_NUMBER),
                           .descends = true,
                           .limit = 200,
                           .filters = &filter,
                           .filter_count = 1};
    struct list list;

    TRY(engine_list(call_reading(c), l, &q, &list, &c->fault));
    *out = list.rows;
    *out_count = list.count;
    return ERR_OK;
}

enum err rules_in_force(struct call *c, struct str name, struct rules_edition *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_RULE_EDITION);
    struct row **rows;
    size_t count;

    TRY(compiled_in(c, name, out));
    TRY(rules_editions(c, name, &rows, &count));
    for (size_t i = 0; i < count; i++)
        if (row_is(l, rows[i], RULE_EDITION_IS_IN_FORCE))
            return of_row(c, l, rows[i]->id, out);
    return ERR_OK;
}

enum err rules_edition_of(struct call *c, struct str name, row_id id,
                          struct rules_edition *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_RULE_EDITION);

    TRY(compiled_in(c, name, out));
    if (!id.v)
        return ERR_OK;
    TRY(of_row(c, l, id, out));
    return str_eq(row_text(l, out->row, RULE_EDITION_RULES), name)
               ? ERR_OK
               : FAIL(&c->fault, ERR_NOT_FOUND, "row.none", "%s", "");
}

/* ---- whose ---------------------------------------------------------------------------- */

struct str rules_of_body(struct str body_kind, struct str level)
{
    bool is_town = code_is(level, CODE_LEVEL_TOWNSHIP);

    if (code_is(body_kind, CODE_BODY_KIND_PARTY) ||
        code_is(body_kind, CODE_BODY_KIND_DISCIPLINE))
        return code_name(is_town ? CODE_RULE_SET_TOWNSHIP_PARTY_2020
                                 : CODE_RULE_SET_COUNTY_PARTY_2020);
    return code_name(code_is(body_kind, CODE_BODY_KIND_CONFERENCE)
                         ? CODE_RULE_SET_CPPCC
                         : CODE_RULE_SET_ORGANIC_2022);
}

/* ---- writing ------------------------------------------------------------------------- */

enum err rules_propose(struct call *c, struct str name, struct str text, struct str reason,
                       row_id *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_RULE_EDITION);
    struct rules_edition now;
    const struct rule_set *set;
    struct row *row = row_new(c->arena, l), **rows;
    size_t count;

    TRY(call_require(c, l->writers, c->site->region));
    TRY(call_require_person(c));
    TRY(rules_in_force(c, name, &now));
    TRY(read_text(c, text, &set));
    if (!str_eq(str_of(set->name), name))
        return FAIL(&c->fault, ERR_RULE, "rules.other_name", "%s" SEP "%.*s", set->name,
                    STR_FMT(name));
    if (str_eq(str_trim(text), str_trim(now.text)))
        return FAIL(&c->fault, ERR_RULE, "rules.same", "%s", set->name);
    TRY(rules_editions(c, name, &rows, &count));
    row->region = c->site->region;
    row_put_text(l, row, RULE_EDITION_TITLE, str_of(set->title_hans));
    row_put_text(l, row, RULE_EDITION_RULES, name);
    row_put_number(l, row, RULE_EDITION_NUMBER,
                   count ? row_number(l, rows[0], RULE_EDITION_NUMBER) + 1 : 1);
    row_put_text(l, row, RULE_EDITION_REASON, reason);
    row_put_text(l, row, RULE_EDITION_TEXT, text);
    row_put_number(l, row, RULE_EDITION_WRITTEN_BY, c->who.v);
    row_put_state(l, row, RULE_EDITION_IS_DRAFT);
    TRY(row_add(c, l, row));
    *out = row->id;
    return ERR_OK;
}

/* The edition before is no longer in force. */
static enum err replace_others(struct call *c, const struct ledger *l,
                               const struct row *fresh)
{
    struct row **rows;
    size_t count;

    TRY(rules_editions(c, row_text(l, fresh, RULE_EDITION_RULES), &rows, &count));
    for (size_t i = 0; i < count; i++) {
        struct row *before, *after;
        if (!row_is(l, rows[i], RULE_EDITION_IS_IN_FORCE) || rows[i]->id.v == fresh->id.v)
            continue;
        TRY(row_fetch(c, l, rows[i]->id, &before));
        after = row_copy(c->arena, l, before);
        row_put_state(l, after, RULE_EDITION_IS_REPLACED);
        TRY(row_act(c, l, before, after, RULE_EDITION_DO_REPLACE, (struct str){0}));
    }
    return ERR_OK;
}

static enum err load_open(struct call *c, const struct ledger *l, row_id id,
                          struct row **out)
{
    TRY(row_open(c, l, id, out));
    TRY(call_require(c, l->writers, (*out)->region));
    if (!row_is(l, *out, RULE_EDITION_IS_DRAFT) &&
        !row_is(l, *out, RULE_EDITION_IS_SECONDED))
        return FAIL(&c->fault, ERR_RULE, "rules.settled", "%lld",
                    (long long)row_number(l, *out, RULE_EDITION_NUMBER));
    return ERR_OK;
}

/* Was it this person, with whatever account? */
static bool is_mine(struct call *c, const struct ledger *l, const struct row *row,
                    int field)
{
    return call_same_person(c, (account_id){row_number(l, row, field)});
}

enum err rules_approve(struct call *c, row_id edition, struct row **out)
{
    const struct ledger *l = ledger_of(c, LEDGER_RULE_EDITION);
    struct row *before, *after;

    TRY(load_open(c, l, edition, &before));
    TRY(call_require_person(c));
    if (is_mine(c, l, before, RULE_EDITION_WRITTEN_BY))
        return FAIL(&c->fault, ERR_RULE, "rules.author", "%.*s",
                    STR_FMT(account_title(c, c->who)));
    if (is_mine(c, l, before, RULE_EDITION_FIRST_BY))
        return FAIL(&c->fault, ERR_RULE, "rules.twice_by_one", "%.*s",
                    STR_FMT(account_title(c, c->who)));
    after = row_copy(c->arena, l, before);
    bool is_second = row_is(l, before, RULE_EDITION_IS_SECONDED);
    row_put_number(l, after, is_second ? RULE_EDITION_SECOND_BY : RULE_EDITION_FIRST_BY,
                   c->who.v);
    row_put_state(l, after,
                  is_second ? RULE_EDITION_IS_IN_FORCE : RULE_EDITION_IS_SECONDED);
    if (is_second)
        row_put_number(l, after, RULE_EDITION_IN_FORCE_AT, c->now.ms);
    *out = after;
    TRY(row_act(c, l, before, after,
                is_second ? RULE_EDITION_DO_APPROVE : RULE_EDITION_DO_APPROVE_FIRST,
                (struct str){0}));
    return is_second ? replace_others(c, l, after) : ERR_OK;
}

enum err rules_refuse(struct call *c, row_id edition, struct str reason, struct row **out)
{
    const struct ledger *l = ledger_of(c, LEDGER_RULE_EDITION);
    struct row *before, *after;

    TRY(load_open(c, l, edition, &before));
    if (str_is_empty(str_trim(reason)))
        return FAIL(&c->fault, ERR_RULE, "act.reason", "%d", 200);
    after = row_copy(c->arena, l, before);
    row_put_state(l, after, RULE_EDITION_IS_REFUSED);
    row_put_text(l, after, RULE_EDITION_REFUSED_FOR, reason);
    *out = after;
    return row_act(c, l, before, after, RULE_EDITION_DO_REFUSE, reason);
}

/* ---- as sentences -------------------------------------------------------------------- */

static struct str word(struct call *c, const char *prefix, const char *name)
{
    struct str key = str_print(c->arena, "%s.%s", prefix, name);

    return message_find(c->locale, key);
}

static struct str filled(struct call *c, const char *code, struct str args)
{
    AUTO(buf) struct buf out = BUF(BUF_MESSAGE);

    message_write(&out, c->locale, str_of(code), args);
    return str_copy(c->arena, buf_view(&out));
}

/* As laws write it: 三分之二. */
static struct str fraction_text(struct call *c, int64_t num, int64_t den)
{
    bool is_chinese = c->locale != LOCALE_EN;

    if (num == den)
        return message_find(c->locale, STR("rule.whole"));
    struct str n = is_chinese ? numeral_text(c->arena, num)
                              : str_print(c->arena, "%lld", (long long)num);
    struct str d = is_chinese ? numeral_text(c->arena, den)
                              : str_print(c->arena, "%lld", (long long)den);

    return filled(c, "rule.fraction",
                  str_print(c->arena, "%.*s" SEP "%.*s", STR_FMT(n), STR_FMT(d)));
}

/* All who are members: of a consultative conference 委员, of a people's congress 代表. */
static struct str base_word(struct call *c, const struct rule_share *s)
{
    bool is_conference = s->source.document &&
                         str_find(str_of(s->source.document), STR("政治协商会议")) >= 0;

    if (s->base == BASE_ALL_MEMBERS && !is_conference)
        return message_find(c->locale, STR("rule.base.all_deputies"));
    return word(c, "rule.base", rule_base_name(s->base));
}

static struct str share_sentence(struct call *c, const struct rule_share *s)
{
    struct str base = base_word(c, s);

    if (s->base == BASE_NONE)
        return base;
    bool is_majority = !s->at_least && s->num * 2 == s->den; /* laws say 超过半数 */
    struct str part = is_majority ? message_find(c->locale, STR("rule.half"))
                                  : fraction_text(c, s->num, s->den);
    return filled(c, s->at_least ? "rule.at_least" : "rule.more_than",
                  str_print(c->arena, "%.*s" SEP "%.*s", STR_FMT(base), STR_FMT(part)));
}

static struct str surplus_sentence(struct call *c, const struct rule_surplus *s)
{
    if (s->least_den)
        return filled(c, s->most_den ? "rule.surplus_between" : "rule.surplus_share",
                      str_print(c->arena, "%.*s" SEP "%.*s",
                                STR_FMT(fraction_text(c, s->least_num, s->least_den)),
                                STR_FMT(fraction_text(c, s->most_num, s->most_den))));
    if (!s->least_persons && s->most_persons >= 0)
        return s->most_persons
                   ? filled(c, "rule.surplus_may",
                            str_print(c->arena, "%lld", (long long)s->most_persons))
                   : message_find(c->locale, STR("rule.surplus_equal"));
    return filled(
        c, s->most_persons < 0 ? "rule.surplus_persons_open" : "rule.surplus_persons",
        str_print(c->arena, "%lld" SEP "%lld", (long long)s->least_persons,
                  (long long)s->most_persons));
}

static struct str second_sentence(struct call *c, const struct rule_office *o, bool is_pre)
{
    struct str share =
        share_sentence(c, is_pre ? &o->pre_election.share : &o->second.share);
    bool is_unelected = rules_again(o, is_pre) == CANDIDATES_UNELECTED;
    struct str who = word(c, "rule.candidates", is_unelected ? "unelected" : "by_votes");

    struct str text = str_print(c->arena, "%.*s%s%.*s", STR_FMT(share),
                                c->locale == LOCALE_EN ? "; " : "；", STR_FMT(who));
    return !is_pre && o->second.keeps_surplus ? filled(c, "rule.second.surplus", text)
                                              : text;
}

static struct str order_sentence(struct call *c, enum rule_order order)
{
    static const char *const ORDERS[] = {"surname", "fullname", "votes", "listed"};

    return word(c, "rule.order", ORDERS[order]);
}

static struct str write_in_sentence(struct call *c, const struct rule_office *o)
{
    static const char *const NEEDS[] = {"nothing", "oppose", "never"};
    bool is_member = o->majority.base == BASE_ALL_MEMBERS && !o->write_in.needs;

    return word(c,
                o->choices.says_disapprove ? "rule.write_in"
                : is_member                ? "rule.write_in_member"
                                           : "rule.write_in_law",
                NEEDS[o->write_in.needs]);
}

static struct str shortfall_sentence(struct call *c, const struct rule_shortfall *s)
{
    if (!s->reduce)
        return word(c, "rule.shortfall", s->may_put_off ? "put_off" : "again");
    return filled(c, "rule.shortfall.reduce",
                  str_print(c->arena, "%lld" SEP "%lld", (long long)s->near_num,
                            (long long)s->near_den));
}

/* Of the rules whose sentence is one of a few words. */
static struct str word_sentence(struct call *c, const struct rule_office *o,
                                const char *rule)
{
    struct str name = str_of(rule);
    bool disapproves = o->choices.says_disapprove;

    if (str_eq(name, STR("write_in")))
        return write_in_sentence(c, o);
    if (str_eq(name, STR("choices")))
        return word(c, "rule.choices", disapproves ? "disapprove" : "oppose");
    if (str_eq(name, STR("returned")))
        return word(c, "rule.returned", o->returned.than_voters ? "voters" : "issued");
    if (str_eq(name, STR("shortfall")))
        return shortfall_sentence(c, &o->shortfall);
    return word(c, "rule.text", rule);
}

struct str rule_sentence(struct call *c, const struct rule_office *o, const char *rule)
{
    struct str name = str_of(rule);

    if (str_eq(name, STR("surplus")))
        return surplus_sentence(c, &o->surplus);
    if (str_eq(name, STR("quorum")))
        return share_sentence(c, &o->quorum);
    if (str_eq(name, STR("majority")))
        return share_sentence(c, &o->majority);
    if (str_eq(name, STR("second")))
        return second_sentence(c, o, false);
    if (str_eq(name, STR("pre_election")))
        return second_sentence(c, o, true);
    if (str_eq(name, STR("order")))
        return order_sentence(c, o->order.order);
    if (str_eq(name, STR("ballot_order")))
        return order_sentence(c, o->ballot_order.order);
    return word_sentence(c, o, rule);
}

struct str rule_article(const struct call *c, const char *article)
{
    struct str text = str_of(article);
    ptrdiff_t at = str_find(text, STR("art. "));

    if (c->locale ==
        LOCALE_EN) /* of older editions also a stroke, or where it was heard of */
        return !text.len || str_eq(text, STR("—")) || text.ptr[0] == '('
                   ? message_find(c->locale, STR("rule.open"))
                   : text;
    int64_t year;
    struct str before = at > 0 ? str_trim(str_sub(text, 0, (size_t)at)) : (struct str){0};
    if (at < 0 || (before.len && !str_i64(before, &year)))
        return message_find(c->locale, STR("rule.open"));
    struct str rest = str_sub(text, (size_t)at + 5, text.len), number;
    (void)str_cut(&rest, ' ',
                  &number); /* without remarks behind it, but that it is a guess */
    AUTO(buf) struct buf out = BUF(BUF_MESSAGE);
    bool is_guess = str_find(rest, STR("inferred")) >= 0;
    message_write(&out, c->locale,
                  is_guess ? STR("rule.article_guessed") : STR("rule.article"),
                  str_print(c->arena, "%.*s%s" SEP "%.*s", STR_FMT(before),
                            before.len ? "年" : "", STR_FMT(number)));
    return str_copy(c->arena, buf_view(&out));
}
