/* An election out of its JSON description. */
#include "base/json.h"
#include "base/utf8.h"
#include "domain/names/same.h"
#include "domain/poll/election_reading.h"
#include "domain/poll/rules_read.h"

#include <stdlib.h>

/* ---- names ----------------------------------------------------------------------- */

static enum err read_name(struct reading *r, const struct json *v, struct str place,
                          struct str *name, struct str *key)
{
    if (v->kind != JSON_KIND_TEXT || utf8_count(v->text) > ELECTION_NAME_MAX)
        return wrong_value(r, "election.name", place, value_shown(r, v));
    TRY(utf8_check(v->text, false, r->fault));
    *name = str_trim(v->text);
    *key = name_plain(r->arena, v->text);
    return str_is_empty(*key) ? wrong_value(r, "election.name", place, value_shown(r, v))
                              : ERR_OK;
}

static ptrdiff_t find_key(const struct election *e, size_t count, struct str key)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq(e->keys[i], key))
            return (ptrdiff_t)i;
    return -1;
}

/* A name as it is counted: of several ways to write one person the first. */
static struct str counted(const struct election *e, struct str key)
{
    for (size_t i = 0; i < e->same_count; i++)
        if (str_eq(e->same[i].key, key))
            return e->same[i].counts_as;
    return key;
}

/* Who was elected in the rounds before: no candidate, and not written in again, in whatever way. */
static enum err read_elected(struct reading *r, const struct json *list)
{
    struct election *e = r->e;
    struct str name = {0};

    if (!list)
        return ERR_OK;
    if (list->kind != JSON_KIND_LIST || list->count > ELECTION_CANDIDATES_MAX)
        return wrong_list(r, place_of(r, "elected"), list, 0, ELECTION_CANDIDATES_MAX);
    e->elected = ARENA_ARRAY(r->arena, struct str, list->count);
    for (size_t i = 0; i < list->count; i++) {
        TRY(read_name(r, &list->items[i], place_item(r, "elected", i), &name,
                      &e->elected[i]));
        e->elected[i] = counted(e, e->elected[i]);
        e->elected_count = i + 1;
        if (find_key(e, e->candidate_count, e->elected[i]) >= 0)
            return FAIL(r->fault, ERR_INVALID, "election.elected_before", "%.*s",
                        STR_FMT(name));
    }
    return ERR_OK;
}

static int by_bytes(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* A list of names, as compared, in order of bytes; left out: NULL and 0. */
static enum err read_names(struct reading *r, const char *key, const struct json *list,
                           struct str **out, size_t *count)
{
    struct str name;

    if (!list)
        return ERR_OK;
    if (list->kind != JSON_KIND_LIST || list->count > ELECTION_ELECTORS_MAX)
        return wrong_list(r, place_of(r, key), list, 0, ELECTION_ELECTORS_MAX);
    *out = ARENA_ARRAY(r->arena, struct str, list->count + 1);
    for (*count = 0; *count < list->count; (*count)++)
        TRY(read_name(r, &list->items[*count], place_item(r, key, *count), &name,
                      &(*out)[*count]));
    qsort(*out, *count, sizeof(**out), by_bytes);
    return ERR_OK;
}

static bool is_among(const struct str *names, size_t count, struct str key)
{
    return count && bsearch(&key, names, count, sizeof(*names), by_bytes);
}

/* The names as they are counted.  Who is called by a name of `apart` is another person than the one of the list who
 * has the same name: what was found to be him says nothing of that one. */
static void count_as(const struct election *e, struct str *names, size_t count,
                     const struct str *apart, size_t apart_count)
{
    for (size_t i = 0; i < count; i++) {
        struct str key = counted(e, names[i]);
        if (!is_among(apart, apart_count, key))
            names[i] = key;
    }
    if (count)
        qsort(names, count, sizeof(*names), by_bytes);
}

/* Who may be elected, and who may not. */
static enum err read_standing(struct reading *r, const struct json *root)
{
    struct election *e = r->e;
    struct str *apart = NULL;
    size_t count = 0;

    TRY(read_names(r, "electors", json_find(root, "electors"), &e->electors,
                   &e->elector_count));
    TRY(read_names(r, "barred", json_find(root, "barred"), &e->barred, &e->barred_count));
    TRY(read_names(r, "namesakes", json_find(root, "namesakes"), &apart, &count));
    count_as(e, e->electors, e->elector_count, NULL, 0);
    count_as(e, e->barred, e->barred_count, apart, count);
    return ERR_OK;
}

static enum err read_candidates(struct reading *r, const struct json *list)
{
    struct election *e = r->e;

    if (!list || list->kind != JSON_KIND_LIST || list->count == 0 ||
        list->count > ELECTION_CANDIDATES_MAX)
        return wrong_list(r, place_of(r, "candidates"), list, 1, ELECTION_CANDIDATES_MAX);
    e->candidates = ARENA_ARRAY(r->arena, struct str, list->count);
    e->keys = ARENA_ARRAY(r->arena, struct str, list->count);
    for (size_t i = 0; i < list->count; i++) {
        TRY(read_name(r, &list->items[i], place_item(r, "candidates", i), &e->candidates[i],
                      &e->keys[i]));
        e->keys[i] = counted(e, e->keys[i]);
        if (find_key(e, i, e->keys[i]) >= 0)
            return FAIL(r->fault, ERR_INVALID, "election.same_name", "%.*s",
                        STR_FMT(e->candidates[i]));
        e->candidate_count = i + 1;
    }
    return ERR_OK;
}

enum { SAME_NAMES_MAX = 10000 };

static enum err read_one(struct reading *r, const struct json *list, struct str place)
{
    struct election *e = r->e;
    struct str name, first = {0};

    if (list->kind != JSON_KIND_LIST || list->count < 2)
        return wrong_list(r, place, list, 2, SAME_NAMES_MAX);
    for (size_t i = 0; i < list->count; i++) {
        struct same_name *same = &e->same[e->same_count];
        TRY(read_name(r, &list->items[i], place, &name, &same->key));
        first = i ? first : same->key;
        same->counts_as = first;
        for (size_t k = 0; k < e->same_count; k++)
            if (str_eq(e->same[k].key, same->key))
                return wrong_value(r, "election.same_twice", place, name);
        e->same_count++;
    }
    return ERR_OK;
}

static enum err read_same(struct reading *r, const struct json *lists)
{
    struct election *e = r->e;
    size_t most = 0;

    e->tells_own = lists != NULL;
    if (lists && lists->kind != JSON_KIND_LIST)
        return wrong_list(r, place_of(r, "same_names"), lists, 0, SAME_NAMES_MAX);
    for (size_t i = 0; lists && i < lists->count; i++)
        most += lists->items[i].count;
    if (most > SAME_NAMES_MAX)
        return wrong_value(r, "election.same_many", place_of(r, "same_names"),
                           str_print(r->arena, "%d", SAME_NAMES_MAX));
    e->same = ARENA_ARRAY(r->arena, struct same_name, most + 1);
    for (size_t i = 0; lists && i < lists->count; i++)
        TRY(read_one(r, &lists->items[i], place_item(r, "same_names", i)));
    return ERR_OK;
}

static enum err read_tied(struct reading *r, const struct json *tied)
{
    struct election *e = r->e;

    e->may_win = ARENA_ARRAY(r->arena, bool, e->candidate_count);
    e->is_rerun = tied && (tied->kind == JSON_KIND_TRUE ||
                           (tied->kind == JSON_KIND_LIST && tied->count > 0));
    if (!tied || tied->kind != JSON_KIND_LIST) {
        memset(e->may_win, e->is_rerun, e->candidate_count);
        return tied && !e->is_rerun && tied->kind != JSON_KIND_FALSE
                   ? wrong_value(r, "election.tied", place_of(r, "tied"),
                                 value_shown(r, tied))
                   : ERR_OK;
    }
    for (size_t i = 0; i < tied->count; i++) {
        struct str name = {0}, key = {0};
        TRY(read_name(r, &tied->items[i], place_item(r, "tied", i), &name, &key));
        ptrdiff_t at = find_key(e, e->candidate_count, counted(e, key));
        if (at < 0)
            return wrong_value(r, "election.tied", place_item(r, "tied", i), name);
        e->may_win[at] = true;
    }
    return ERR_OK;
}

/* ---- settings -------------------------------------------------------------------- */

static struct str place_setting(const struct reading *r, const char *name)
{
    return place_of(r, str_print(r->arena, "settings.%s", name).ptr);
}

static struct rule_source setting(const char *rule)
{
    return (struct rule_source){rule, "settings", "", "", "set"};
}

static struct str names_of_bases(struct arena *a)
{
    struct str all = str_of(rule_base_name(BASE_NONE));

    for (enum rule_base b = BASE_NONE + 1; b <= BASE_BALLOTS; b++)
        all = str_print(a, "%.*s, %s", STR_FMT(all), rule_base_name(b));
    return all;
}

static enum err read_base(struct reading *r, const struct json *base, struct str share,
                          enum rule_base *out)
{
    if (!base || rule_base_read(base->text, out))
        return ERR_OK;
    return wrong_word(r, str_print(r->arena, "%.*s.base", STR_FMT(share)), base,
                      names_of_bases(r->arena));
}

static enum err read_share(struct reading *r, const struct json *settings, const char *name,
                           struct rule_share *share)
{
    static const char *const KNOWN[] = {"base", "at_least", "more_than", NULL};
    const struct json *v = json_find(settings, name);

    if (!v)
        return ERR_OK;
    const struct json *least = json_find(v, "at_least"), *more = json_find(v, "more_than");
    const struct json *part = least ? least : more;
    struct str place = place_setting(r, name);
    if (v->kind != JSON_KIND_OBJECT || json_unknown(v, KNOWN) || !part || (least && more) ||
        part->kind != JSON_KIND_LIST || part->count != 2 ||
        part->items[0].kind != JSON_KIND_NUMBER || part->items[1].kind != JSON_KIND_NUMBER)
        return wrong_value(r, "election.share", place, value_shown(r, v));
    share->num = part->items[0].number;
    share->den = part->items[1].number;
    share->at_least = least != NULL;
    share->source = setting(name);
    if (share->den <= 0 || share->den > 1000 || share->num <= 0 || share->num > share->den)
        return wrong_value(r, "election.share", place, value_shown(r, v));
    return read_base(r, json_find(v, "base"), place, &share->base);
}

static enum err read_flag(struct reading *r, const struct json *settings, const char *name,
                          bool *out)
{
    const struct json *v = json_find(settings, name);

    if (v && v->kind != JSON_KIND_TRUE && v->kind != JSON_KIND_FALSE)
        return wrong_value(r, "election.bool", place_setting(r, name), value_shown(r, v));
    if (v)
        *out = v->kind == JSON_KIND_TRUE;
    return ERR_OK;
}

static enum err read_write_in(struct reading *r, const struct json *settings)
{
    static const char *const NEEDS[] = {
        [NEEDS_NOTHING] = "nothing", [NEEDS_OPPOSE] = "oppose", [NEEDS_NEVER] = "never"};
    const struct json *v = json_find(settings, "write_in");

    if (!v)
        return ERR_OK;
    for (size_t i = 0; i < sizeof(NEEDS) / sizeof(NEEDS[0]); i++)
        if (str_eq(v->text, str_of(NEEDS[i]))) {
            r->e->rules.write_in =
                (struct rule_write_in){(enum rule_needs)i, setting("write_in")};
            return ERR_OK;
        }
    return wrong_word(r, place_setting(r, "write_in"), v, STR("oppose, nothing, never"));
}

static enum err read_marks(struct reading *r, const struct json *settings)
{
    const struct json *marks = json_find(settings, "marks");

    for (const char *letter = "YNA?"; *letter; letter++)
        r->e->meaning[(unsigned char)*letter] = *letter;
    for (size_t i = 0; marks && marks->kind == JSON_KIND_OBJECT && i < marks->count; i++) {
        struct str key = marks->items[i].key, means = marks->items[i].text;
        if (key.len != 1 || means.len != 1 || !strchr("YNA?", means.ptr[0]) ||
            (unsigned char)key.ptr[0] <= ' ' || strchr("YNA?\"\\", key.ptr[0]) ||
            (unsigned char)key.ptr[0] >= 0x80)
            return wrong_value(r, "election.letter", place_setting(r, "marks"), key);
        r->e->meaning[(unsigned char)key.ptr[0]] = means.ptr[0];
    }
    return marks && marks->kind != JSON_KIND_OBJECT
               ? wrong_value(r, "election.object", place_setting(r, "marks"),
                             value_shown(r, marks))
               : ERR_OK;
}

static enum err read_order(struct reading *r, const struct json *settings)
{
    const struct json *v = json_find(settings, "order");

    if (!v)
        return ERR_OK;
    if (!rule_order_read(v->text, &r->e->rules.order.order))
        return wrong_word(r, place_setting(r, "order"), v,
                          STR("surname, fullname, votes, listed"));
    r->e->rules.order.source = setting("order");
    return ERR_OK;
}

static enum err read_unclear(struct reading *r, const struct json *settings)
{
    const struct json *v = json_find(settings, "unclear");

    if (!v)
        return ERR_OK;
    r->e->unclear_voids = str_eq(v->text, STR("ballot"));
    if (!r->e->unclear_voids && !str_eq(v->text, STR("part")))
        return wrong_word(r, place_setting(r, "unclear"), v, STR("part, ballot"));
    return ERR_OK;
}

/* The article, or of a rule whose article nobody has read the document. */
static const char *where_of(const struct rule_source *s)
{
    return s->article[0] ? s->article : s->document;
}

/* The surplus that whoever may settle it settled, within the rule; and so how many come through. */
static enum err read_surplus(struct reading *r, const struct json *settings)
{
    const struct json *v = json_find(settings, "surplus");
    struct election *e = r->e;
    int64_t least, most;

    election_surplus(e, &least, &most);
    bool is_first = e->round == 1 && !e->is_rerun; /* later ones fill what is missing */
    e->surplus = SURPLUS_OF_RULE;
    if (v && is_first) {
        if (v->kind != JSON_KIND_NUMBER || v->number < 0 ||
            v->number > ELECTION_CANDIDATES_MAX)
            return wrong_number(r, place_setting(r, "surplus"), v, 0,
                                ELECTION_CANDIDATES_MAX);
        if (v->number < least && most < 0)
            return FAIL(r->fault, ERR_INVALID, "election.surplus_least",
                        "%lld" SEP "%lld" SEP "%s", (long long)v->number, (long long)least,
                        where_of(&e->rules.surplus.source));
        if (v->number < least || (most >= 0 && v->number > most))
            return FAIL(r->fault, ERR_INVALID, "election.surplus",
                        "%lld" SEP "%lld" SEP "%lld" SEP "%s", (long long)v->number,
                        (long long)least, (long long)most,
                        where_of(&e->rules.surplus.source));
        e->surplus = v->number;
    }
    e->places = e->seats + (is_first ? election_kept(e) : 0);
    return ERR_OK;
}

static enum err read_settings(struct reading *r, const struct json *settings)
{
    static const char *const KNOWN[] = {"quorum",
                                        "majority",
                                        "order",
                                        "write_in",
                                        "write_in_after_abstain",
                                        "unmarked_write_in",
                                        "unclear",
                                        "marks",
                                        "pre_election",
                                        "formal",
                                        "surplus",
                                        "by_election",
                                        "sheet",
                                        NULL};
    struct election *e = r->e;

    if (settings && settings->kind != JSON_KIND_OBJECT)
        return wrong_value(r, "election.object", place_of(r, "settings"),
                           value_shown(r, settings));
    const struct json *unknown = settings ? json_unknown(settings, KNOWN) : NULL;
    if (unknown)
        return wrong_key(r, place_setting(r, str_c(r->arena, unknown->key)), KNOWN);
    TRY(read_share(r, settings, "quorum", &e->rules.quorum));
    TRY(read_share(r, settings, "majority", &e->rules.majority));
    TRY(read_order(r, settings));
    TRY(read_write_in(r, settings));
    TRY(read_flag(r, settings, "write_in_after_abstain", &e->write_in_after_abstain));
    TRY(read_flag(r, settings, "unmarked_write_in", &e->unmarked_write_in));
    TRY(read_flag(r, settings, "pre_election", &e->is_pre_election));
    TRY(read_flag(r, settings, "formal", &e->is_formal));
    TRY(read_flag(r, settings, "by_election", &e->is_by_election));
    TRY(read_surplus(r, settings));
    TRY(read_unclear(r, settings));
    if (json_find(settings, "majority"))
        e->rules.pre_election.share = e->rules.second.share = e->rules.majority;
    if (e->is_rerun)
        e->rules.write_in = (struct rule_write_in){NEEDS_NEVER, e->rules.tie};
    return read_marks(r, settings);
}

/* ---- the whole ------------------------------------------------------------------- */

static enum err read_number(struct reading *r, const struct json *root, const char *key,
                            int64_t least, int64_t otherwise, int64_t *out)
{
    const struct json *v = json_find(root, key);

    *out = v && v->kind == JSON_KIND_NUMBER ? v->number : otherwise;
    if ((v && v->kind != JSON_KIND_NUMBER) || *out < least || *out > ELECTION_PEOPLE_MAX)
        return wrong_number(r, place_of(r, key), v, least, ELECTION_PEOPLE_MAX);
    return ERR_OK;
}

static enum err read_numbers(struct reading *r, const struct json *root)
{
    struct election *e = r->e;

    TRY(read_number(r, root, "seats", 1, -1, &e->seats));
    TRY(read_number(r, root, "due", 1, -1, &e->due));
    TRY(read_number(r, root, "present", 0, -1, &e->present));
    TRY(read_number(r, root, "issued", 0, e->present, &e->issued));
    TRY(read_number(r, root, "printed", 0, e->issued, &e->printed));
    TRY(read_number(r, root, "round", 1, 1, &e->round));
    if (e->present > e->due)
        return wrong_value(r, "election.numbers", place_of(r, "present"),
                           place_of(r, "due"));
    if (e->issued > e->printed)
        return wrong_value(r, "election.numbers", place_of(r, "issued"),
                           place_of(r, "printed"));
    return ERR_OK;
}

static struct str names_of_sets(struct arena *a)
{
    struct str all = STR("");

    for (size_t i = 0; i < RULE_SET_COUNT; i++)
        all = str_print(a, "%.*s%s%s", STR_FMT(all), i ? ", " : "", RULE_SETS[i].name);
    return all;
}

static struct str names_of_offices(struct arena *a, const struct rule_set *set)
{
    struct str all = STR("");

    for (size_t i = 0; i < set->office_count; i++)
        all = str_print(a, "%.*s%s%s", STR_FMT(all), i ? ", " : "", set->offices[i].office);
    return all;
}

/* A set by its name, or a whole one: an edition of a site. */
static enum err read_set(struct reading *r, const struct json *v)
{
    if (v && v->kind == JSON_KIND_OBJECT) {
        struct rule_set *set = ARENA_NEW(r->arena, struct rule_set);
        r->e->set = set;
        return rules_of_json(r->arena, v, set, r->fault);
    }
    struct str name = v ? v->text : (struct str){0}, known = names_of_sets(r->arena);
    if (!v || v->kind != JSON_KIND_TEXT)
        return wrong_word(r, place_of(r, "rules"), v, known);
    r->e->set = rules_find(name);
    if (r->e->set)
        return ERR_OK;
    return FAIL(r->fault, ERR_INVALID, "election.rules", "%.*s" SEP "%.*s",
                STR_FMT(utf8_head(name, 60)), STR_FMT(known));
}

static enum err read_rules(struct reading *r, const struct json *root)
{
    const struct json *v = json_find(root, "office");
    struct str office = json_find_text(root, "office");

    TRY(read_set(r, json_find(root, "rules")));
    const struct rule_office *rules = rules_office(r->e->set, office);
    if (!rules) {
        struct str known = names_of_offices(r->arena, r->e->set);
        if (!v || v->kind != JSON_KIND_TEXT)
            return wrong_word(r, place_of(r, "office"), v, known);
        return FAIL(r->fault, ERR_INVALID, "election.office", "%.*s" SEP "%s" SEP "%.*s",
                    STR_FMT(utf8_head(office, 60)), r->e->set->name, STR_FMT(known));
    }
    r->e->rules = *rules;
    return ERR_OK;
}

/* The members of a question, then those that stand beside all questions. */
static struct json merged(struct arena *a, const struct json *root,
                          const struct json *question)
{
    struct json all = {.kind = JSON_KIND_OBJECT};

    all.items = ARENA_ARRAY(a, struct json, root->count + question->count);
    for (size_t i = 0; i < question->count; i++)
        all.items[all.count++] = question->items[i];
    for (size_t i = 0; i < root->count; i++)
        if (!str_eq(root->items[i].key, STR("questions")))
            all.items[all.count++] = root->items[i];
    return all;
}

static enum err read_question(struct reading *r, const struct json *root)
{
    static const char *const KNOWN[] = {
        "questions", /* of the file alone */
        "rules",     "office",   "seats",     "due",        "present",
        "issued",    "printed",  "round",     "tied",       "candidates",
        "elected",   "settings", "id",        "title",      "name",
        "region",    "date",     "note",      "same_names", "different_names",
        "electors",  "barred",   "namesakes", "withdrawn",  NULL};
    const char *const *known = r->own ? KNOWN + 1 : KNOWN;

    const struct json *unknown = json_unknown(root, known);
    if (unknown)
        return wrong_key(r, place_of(r, str_c(r->arena, unknown->key)), known);
    TRY(read_rules(r, root));
    TRY(read_numbers(r, root));
    TRY(read_same(r, json_find(root, "same_names"))); /* all names are read by it */
    TRY(read_candidates(r, json_find(root, "candidates")));
    TRY(read_elected(r, json_find(root, "elected")));
    TRY(read_standing(r, root));
    TRY(read_tied(r, json_find(root, "tied")));
    TRY(read_settings(r, json_find(root, "settings")));
    if (r->e->is_rerun) /* among those tied nobody is written in */
        r->e->rules.write_in.needs = NEEDS_NEVER;
    return ERR_OK;
}

/* `o` is the whole description or one question of it: a poll of a site says it with its questions. */
static enum err read_sheet_setting(struct reading *r, const struct json *o, bool *whole)
{
    const struct json *v = json_find(json_find(o, "settings"), "sheet");
    bool is_whole = v && str_eq(v->text, STR("whole"));

    if (v && !is_whole && !str_eq(v->text, STR("question")))
        return wrong_word(r, place_setting(r, "sheet"), v, STR("question, whole"));
    *whole |= is_whole;
    return ERR_OK;
}

static enum err read_paper(struct arena *a, const struct json *root,
                           struct election_paper *paper, struct fault *f)
{
    const struct json *questions = json_find(root, "questions");
    struct reading r = {.arena = a, .fault = f};

    TRY(read_sheet_setting(&r, root, &paper->spoils_whole));
    paper->is_sheet = questions != NULL;
    if (questions && (questions->kind != JSON_KIND_LIST || questions->count == 0 ||
                      questions->count > ELECTION_QUESTIONS_MAX))
        return wrong_list(&r, STR("questions"), questions, 1, ELECTION_QUESTIONS_MAX);
    paper->count = questions ? questions->count : 1;
    paper->questions = ARENA_ARRAY(a, struct election, paper->count);
    r.e = paper->questions;
    if (!questions)
        return read_question(&r, root);
    for (size_t i = 0; i < paper->count; i++) {
        r = (struct reading){a, &paper->questions[i], f, &questions->items[i], i};
        if (r.own->kind != JSON_KIND_OBJECT)
            return wrong_value(&r, "election.object", str_print(a, "questions[%zu]", i),
                               value_shown(&r, r.own));
        TRY(read_sheet_setting(&r, r.own, &paper->spoils_whole));
        struct json all = merged(a, root, r.own);
        TRY(read_question(&r, &all));
    }
    return ERR_OK;
}

enum err election_read(struct arena *a, struct str json, struct election_paper *out,
                       struct fault *f)
{
    struct election_paper paper = {0};
    struct reading r = {.arena = a, .fault = f};
    struct json *root = NULL;

    TRY(json_parse(a, utf8_unmark(json), &root, f));
    if (root->kind != JSON_KIND_OBJECT)
        return wrong_value(&r, "election.file", value_shown(&r, root), STR(""));
    TRY(read_paper(a, root, &paper, f));
    *out = paper;
    return ERR_OK;
}
