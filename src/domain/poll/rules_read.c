/* A rule set out of JSON: the files of data/rules, and the editions that a site made of them. */
#include "domain/poll/rules_read.h"

#include "base/utf8.h"

struct reading {
    struct arena *arena;
    const struct json *root;
    struct fault *fault;
    const char *name; /* of the set, for messages */
};

static enum err wrong(struct reading *r, struct str rule, const char *key)
{
    return FAIL(r->fault, ERR_INVALID, "rules.value", "%s" SEP "%.*s" SEP "%s", r->name,
                STR_FMT(utf8_head(rule, 60)), key);
}

static const char *text_of(struct reading *r, const struct json *rule, const char *key)
{
    struct str own = json_find_text(rule, key);

    return str_c(r->arena, own.len ? own : json_find_text(r->root, key));
}

/* A document of its own has an edition of its own, and be it that nobody knows which: never the set's. */
static const char *edition_of(struct reading *r, const struct json *rule)
{
    return json_find(rule, "document") ? str_c(r->arena, json_find_text(rule, "edition"))
                                       : text_of(r, rule, "edition");
}

static struct rule_source source_of(struct reading *r, const struct json *rule,
                                    struct str name)
{
    return (struct rule_source){str_c(r->arena, name), text_of(r, rule, "document"),
                                edition_of(r, rule), text_of(r, rule, "article"),
                                text_of(r, rule, "confidence")};
}

/* [num, den] under `key`; false: absent or none.  Denominators to 1000, as elsewhere. */
static bool read_fraction(const struct json *rule, const char *key, int64_t *num,
                          int64_t *den)
{
    const struct json *v = json_find(rule, key);

    if (!v || v->kind != JSON_KIND_LIST || v->count != 2 ||
        v->items[0].kind != JSON_KIND_NUMBER || v->items[1].kind != JSON_KIND_NUMBER)
        return false;
    *num = v->items[0].number;
    *den = v->items[1].number;
    return *num >= 0 && *den > 0 && *den <= 1000 && *num <= 1000;
}

static enum err read_share(struct reading *r, const struct json *rule, struct str name,
                           struct rule_share *out)
{
    struct str base = json_find_text(rule, "base");
    bool least = json_find(rule, "at_least"), more = json_find(rule, "more_than");

    if (!rule_base_read(base, &out->base))
        return wrong(r, name, "base");
    out->source = source_of(r, rule, name);
    out->at_least = least;
    out->den = 1;
    if (out->base == BASE_NONE)
        return ERR_OK;
    if (least == more ||
        !read_fraction(rule, least ? "at_least" : "more_than", &out->num, &out->den) ||
        out->num < 1 || out->num > out->den)
        return wrong(r, name, least ? "at_least" : "more_than");
    return ERR_OK;
}

/* The word `only` under `key`, or nothing. */
static enum err read_word(struct reading *r, const struct json *rule, struct str name,
                          const char *key, const char *only, bool *out)
{
    const struct json *v = json_find(rule, key);

    *out = v != NULL;
    return !v || str_eq(json_find_text(rule, key), str_of(only)) ? ERR_OK
                                                                 : wrong(r, name, key);
}

static enum err read_equal(struct reading *r, const struct json *rule, struct str name,
                           const char *key, bool *out)
{
    return read_word(r, rule, name, key, "equal", out);
}

static enum err read_surplus(struct reading *r, const struct json *rule, struct str name,
                             struct rule_surplus *out)
{
    out->source = source_of(r, rule, name);
    if (json_find(rule, "least") &&
        !read_fraction(rule, "least", &out->least_num, &out->least_den))
        return wrong(r, name, "least");
    if (json_find(rule, "most") &&
        !read_fraction(rule, "most", &out->most_num, &out->most_den))
        return wrong(r, name, "most");
    out->least_persons = json_find_number(rule, "least_persons", 0);
    out->most_persons = json_find_number(rule, "most_persons", -1);
    if (out->least_persons < 0 || out->least_persons > 1000)
        return wrong(r, name, "least_persons");
    return read_equal(r, rule, name, "by_election", &out->by_election_equal);
}

static enum err read_second(struct reading *r, const struct json *rule, struct str name,
                            struct rule_second *out)
{
    struct str who = json_find_text(rule, "candidates");

    out->candidates = CANDIDATES_BY_VOTES;
    if (!who.len && str_eq(name, STR("pre_election")))
        out->candidates = CANDIDATES_OF_SECOND;
    else if (str_eq(who, STR("unelected")))
        out->candidates = CANDIDATES_UNELECTED;
    else if (who.len && !str_eq(who, STR("by_votes")))
        return wrong(r, name, "candidates");
    TRY(read_equal(r, rule, name, "formal", &out->makes_equal));
    TRY(read_word(r, rule, name, "surplus", "again", &out->keeps_surplus));
    return read_share(r, rule, name, &out->share);
}

static enum err read_order(struct reading *r, const struct json *rule, struct str name,
                           struct rule_list *out)
{
    out->source = source_of(r, rule, name);
    return rule_order_read(json_find_text(rule, "order"), &out->order)
               ? ERR_OK
               : wrong(r, name, "order");
}

static enum err read_write_in(struct reading *r, const struct json *rule, struct str name,
                              struct rule_write_in *out)
{
    static const char *const NEEDS[] = {
        [NEEDS_NOTHING] = "nothing", [NEEDS_OPPOSE] = "oppose", [NEEDS_NEVER] = "never"};
    struct str needs = json_find_text(rule, "needs");

    out->source = source_of(r, rule, name);
    for (size_t i = 0; i < sizeof(NEEDS) / sizeof(NEEDS[0]); i++)
        if (str_eq(needs, str_of(NEEDS[i]))) {
            out->needs = (enum rule_needs)i;
            return ERR_OK;
        }
    return wrong(r, name, "needs");
}

/* Rules that are a citation and nothing else. */
static struct rule_source *cited(struct rule_office *o, struct str name)
{
    const struct {
        const char *name;
        struct rule_source *at;
    } all[] = {{"ballot", &o->ballot}, {"most_votes", &o->most_votes}, {"tie", &o->tie}};

    for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
        if (str_eq(name, str_of(all[i].name)))
            return all[i].at;
    return NULL;
}

struct words { /* that may stand under a key of a rule */
    const char *key;
    const char *const *names;
    int count;
};

/* The words of the list, as bits; at least one. */
static enum err read_words(struct reading *r, const struct json *rule, struct str name,
                           struct words words, unsigned *out)
{
    const struct json *list = json_find(rule, words.key);

    *out = 0;
    if (!list || list->kind != JSON_KIND_LIST || !list->count)
        return wrong(r, name, words.key);
    for (size_t i = 0; i < list->count; i++) {
        int at = rule_word(words.names, words.count, list->items[i].text);
        if (at < 0)
            return wrong(r, name, words.key);
        *out |= 1u << at;
    }
    return ERR_OK;
}

static enum err read_void(struct reading *r, const struct json *rule, struct str name,
                          struct rule_void *out)
{
    out->source = source_of(r, rule, name);
    TRY(read_words(r, rule, name, (struct words){"causes", VOID_CAUSE_NAMES, VOID_CAUSES},
                   &out->causes));
    return read_words(r, rule, name, (struct words){"by", VOID_BY_NAMES, VOID_BY_COUNT},
                      &out->by);
}

static enum err read_choices(struct reading *r, const struct json *rule, struct str name,
                             struct rule_choices *out)
{
    struct str against = json_find_text(rule, "against");

    out->source = source_of(r, rule, name);
    out->says_disapprove = str_eq(against, STR("不赞成"));
    return !json_find(rule, "against") || out->says_disapprove ||
                   str_eq(against, STR("反对"))
               ? ERR_OK
               : wrong(r, name, "against");
}

static enum err read_shortfall(struct reading *r, const struct json *rule, struct str name,
                               struct rule_shortfall *out)
{
    out->source = source_of(r, rule, name);
    TRY(read_word(r, rule, name, "put_off", "congress", &out->may_put_off));
    if (!json_find(rule, "reduce"))
        return ERR_OK;
    out->near_num = NEAR_NUM;
    out->near_den = NEAR_DEN;
    if (json_find(rule, "near") &&
        (!read_fraction(rule, "near", &out->near_num, &out->near_den) ||
         out->near_num * 2 <= out->near_den || out->near_num > out->near_den))
        return wrong(r, name, "near");
    return read_words(r, rule, name,
                      (struct words){"reduce", REDUCE_BY_NAMES, REDUCE_BY_COUNT},
                      &out->reduce);
}

static enum err read_returned(struct reading *r, const struct json *rule, struct str name,
                              struct rule_returned *out)
{
    out->source = source_of(r, rule, name);
    return read_word(r, rule, name, "than", "voters", &out->than_voters);
}

static enum err read_rule(struct reading *r, const struct json *rule, struct rule_office *o)
{
    struct str name = json_find_text(rule, "rule");
    struct rule_source *source = cited(o, name);

    if (source) {
        *source = source_of(r, rule, name);
        return ERR_OK;
    }
    if (str_eq(name, STR("surplus")))
        return read_surplus(r, rule, name, &o->surplus);
    if (str_eq(name, STR("quorum")))
        return read_share(r, rule, name, &o->quorum);
    if (str_eq(name, STR("majority")))
        return read_share(r, rule, name, &o->majority);
    if (str_eq(name, STR("second")))
        return read_second(r, rule, name, &o->second);
    if (str_eq(name, STR("pre_election")))
        return read_second(r, rule, name, &o->pre_election);
    if (str_eq(name, STR("ballot_order")))
        return read_order(r, rule, name, &o->ballot_order);
    if (str_eq(name, STR("order")))
        return read_order(r, rule, name, &o->order);
    if (str_eq(name, STR("write_in")))
        return read_write_in(r, rule, name, &o->write_in);
    if (str_eq(name, STR("choices")))
        return read_choices(r, rule, name, &o->choices);
    if (str_eq(name, STR("returned")))
        return read_returned(r, rule, name, &o->returned);
    if (str_eq(name, STR("shortfall")))
        return read_shortfall(r, rule, name, &o->shortfall);
    if (str_eq(name, STR("void")))
        return read_void(r, rule, name, &o->voiding);
    return FAIL(r->fault, ERR_INVALID, "rules.unknown", "%s" SEP "%.*s", r->name,
                STR_FMT(utf8_head(name, 60)));
}

static bool is_for(const struct json *rule, struct str office)
{
    const struct json *offices = json_find(rule, "offices");

    if (!offices)
        return true;
    for (size_t i = 0; i < offices->count; i++)
        if (str_eq(offices->items[i].text, office))
            return true;
    return false;
}

const struct rule_source *rule_source_of(const struct rule_office *o, const char *rule)
{
    const struct {
        const char *name;
        const struct rule_source *at;
    } valued[] = {{"surplus", &o->surplus.source},
                  {"quorum", &o->quorum.source},
                  {"majority", &o->majority.source},
                  {"second", &o->second.share.source},
                  {"pre_election", &o->pre_election.share.source},
                  {"ballot_order", &o->ballot_order.source},
                  {"order", &o->order.source},
                  {"write_in", &o->write_in.source},
                  {"choices", &o->choices.source},
                  {"returned", &o->returned.source},
                  {"shortfall", &o->shortfall.source},
                  {"void", &o->voiding.source}};

    for (size_t i = 0; i < sizeof(valued) / sizeof(valued[0]); i++)
        if (strcmp(rule, valued[i].name) == 0)
            return valued[i].at;
    return cited((struct rule_office *)(uintptr_t)o, str_of(rule));
}

static enum err check_whole(struct reading *r, const struct rule_office *o)
{
    for (size_t i = 0; RULE_NAMES[i]; i++) {
        const struct rule_source *s = rule_source_of(o, RULE_NAMES[i]);
        if (!s->rule)
            return FAIL(r->fault, ERR_INVALID, "rules.missing", "%s" SEP "%s" SEP "%s",
                        r->name, o->office, RULE_NAMES[i]);
        bool is_open = !rule_is_read(s->confidence); /* its article may not be known yet */
        if (!s->document[0] || (!s->article[0] && !is_open))
            return FAIL(r->fault, ERR_INVALID, "rules.uncited", "%s" SEP "%s" SEP "%s",
                        r->name, o->office, RULE_NAMES[i]);
    }
    return ERR_OK;
}

static enum err read_office(struct reading *r, struct str name, struct rule_office *o)
{
    const struct json *rules = json_find(r->root, "rules");

    o->office = str_c(r->arena, name);
    for (size_t i = 0; i < rules->count; i++) {
        const struct json *rule = &rules->items[i];
        if (!is_for(rule, name))
            continue;
        struct str own = json_find_text(rule, "rule");
        const struct rule_source *before = rule_source_of(o, str_c(r->arena, own));
        if (before && before->rule)
            return FAIL(r->fault, ERR_INVALID, "rules.twice", "%s" SEP "%s" SEP "%.*s",
                        r->name, o->office, STR_FMT(own));
        TRY(read_rule(r, rule, o));
    }
    return check_whole(r, o);
}

static enum err read_offices(struct reading *r, struct rule_set *set)
{
    const struct json *offices = json_find(r->root, "offices");
    struct rule_office *all;

    if (!offices || offices->kind != JSON_KIND_LIST || !offices->count ||
        offices->count > 32)
        return wrong(r, STR("—"), "offices");
    all = ARENA_ARRAY(r->arena, struct rule_office, offices->count);
    for (size_t i = 0; i < offices->count; i++)
        TRY(read_office(r, offices->items[i].text, &all[i]));
    set->offices = all;
    set->office_count = offices->count;
    return ERR_OK;
}

static enum err read_deadline(struct reading *r, const struct json *o,
                              struct rule_deadline *out)
{
    struct str name = json_find_text(o, "deadline");
    const struct json *least = json_find(o, "at_least");
    const struct json *v = least ? least : json_find(o, "at_most");

    if (!v || v->kind != JSON_KIND_LIST || v->count != 2 ||
        v->items[0].kind != JSON_KIND_NUMBER || v->items[1].kind != JSON_KIND_TEXT)
        return wrong(r, name, "at_least");
    *out = (struct rule_deadline){str_c(r->arena, name), least != NULL,
                                  v->items[0].number,    str_c(r->arena, v->items[1].text),
                                  text_of(r, o, "from"), source_of(r, o, name)};
    return ERR_OK;
}

static enum err read_deadlines(struct reading *r, struct rule_set *set)
{
    const struct json *list = json_find(r->root, "deadlines");
    size_t count = list && list->kind == JSON_KIND_LIST ? list->count : 0;
    struct rule_deadline *all = ARENA_ARRAY(r->arena, struct rule_deadline, count);

    for (size_t i = 0; i < count; i++)
        TRY(read_deadline(r, &list->items[i], &all[i]));
    set->deadlines = all;
    set->deadline_count = count;
    return ERR_OK;
}

static enum err read_signers(struct reading *r, struct rule_set *set)
{
    const struct json *list = json_find(r->root, "signers");
    size_t count = list && list->kind == JSON_KIND_LIST ? list->count : 0;
    struct rule_signers *all = ARENA_ARRAY(r->arena, struct rule_signers, count);

    for (size_t i = 0; i < count; i++) {
        const struct json *o = &list->items[i];
        struct str name = json_find_text(o, "signers");
        all[i] =
            (struct rule_signers){str_c(r->arena, name), text_of(r, o, "level"),
                                  json_find_number(o, "least", 0), source_of(r, o, name)};
        if (!name.len || !all[i].level[0] || all[i].least < 1 || !all[i].source.article[0])
            return wrong(r, name, "least");
    }
    set->signers = all;
    set->signer_count = count;
    return ERR_OK;
}

static enum err read_size(struct reading *r, struct rule_set *set)
{
    const struct json *o = json_find(r->root, "size");

    if (!o)
        return ERR_OK;
    set->size = (struct rule_size){
        json_find_number(o, "least", -1), json_find_number(o, "most", -1),
        json_find_number(o, "never", 0), source_of(r, o, STR("size"))};
    return set->size.least >= 0 && set->size.most >= set->size.least &&
                   (!set->size.never || set->size.never >= set->size.most)
               ? ERR_OK
               : wrong(r, STR("size"), "least");
}

static enum err read_seniority(struct reading *r, struct rule_set *set)
{
    const struct json *o = json_find(r->root, "seniority");
    const struct json *offices = json_find(o, "offices");

    if (!o)
        return ERR_OK;
    set->seniority = (struct rule_seniority){.years = json_find_number(o, "years", 0),
                                             .source = source_of(r, o, STR("seniority"))};
    for (size_t i = 0; offices && i < offices->count; i++) {
        size_t at = 0;
        while (at < set->office_count &&
               !str_eq(str_of(set->offices[at].office), offices->items[i].text))
            at++;
        if (at == set->office_count)
            return wrong(r, STR("seniority"), "offices");
        set->seniority.offices |= 1u << at;
    }
    return set->seniority.years > 0 && set->seniority.offices
               ? ERR_OK
               : wrong(r, STR("seniority"), "years");
}

static enum err read_decision(struct reading *r, struct rule_set *set)
{
    const struct json *o = json_find(r->root, "decision");

    return o ? read_share(r, o, STR("decision"), &set->decision) : ERR_OK;
}

static enum err read_skips(struct reading *r, struct rule_set *set)
{
    const struct json *list = json_find(r->root, "skips");

    for (size_t i = 0; list && i < list->count; i++) {
        struct str name = json_find_text(&list->items[i], "skip");
        int at = rule_word(SKIP_NAMES, SKIP_COUNT, name);
        if (at < 0)
            return wrong(r, name, "skip");
        TRY(read_words(r, &list->items[i], name,
                       (struct words){"by", SKIP_BY_NAMES, SKIP_BY_COUNT},
                       &set->skips[at]));
    }
    return ERR_OK;
}

enum err rules_of_json(struct arena *a, const struct json *root, struct rule_set *out,
                       struct fault *f)
{
    static const char *const KNOWN[] = {"name",    "title",     "document",  "edition",
                                        "offices", "rules",     "deadlines", "skips",
                                        "size",    "seniority", "signers",   "decision",
                                        "source",  "note",      NULL};
    struct reading r = {a, root, f, "?"};

    if (root->kind != JSON_KIND_OBJECT || json_unknown(root, KNOWN))
        return wrong(&r, STR("—"),
                     root->kind == JSON_KIND_OBJECT
                         ? str_c(a, utf8_head(json_unknown(root, KNOWN)->key, 60))
                         : "{…}");
    r.name = out->name = str_c(a, json_find_text(root, "name"));
    const struct json *rules = json_find(root, "rules"), *title = json_find(root, "title");
    if (!out->name[0] || !rules || rules->kind != JSON_KIND_LIST)
        return wrong(&r, STR("—"), out->name[0] ? "rules" : "name");
    out->title_hans = str_c(a, json_find_text(title, "zh-Hans"));
    out->title_en = str_c(a, json_find_text(title, "en"));
    TRY(read_offices(&r, out));
    TRY(read_skips(&r, out));
    TRY(read_size(&r, out));
    TRY(read_seniority(&r, out));
    TRY(read_decision(&r, out));
    TRY(read_signers(&r, out));
    return read_deadlines(&r, out);
}
