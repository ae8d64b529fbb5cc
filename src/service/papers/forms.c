/* Which papers there are, and one of them made. */
#include "service/papers/forms.h"

#include "base/asset.h"
#include "ledgers/congress.h"
#include "ledgers/discussion.h"
#include "ledgers/district.h"
#include "ledgers/election.h"
#include "ledgers/electoral_unit.h"
#include "ledgers/poll.h"
#include "ledgers/sitting.h"
#include "paper/form.h"
#include "service/congress/body.h"
#include "service/delegates/delegates.h"
#include "service/papers/fonts.h"
#include "service/papers/ready.h"
#include "service/papers/templates.h"
#include "service/papers/values.h"
#include "service/poll/entry.h"
#include "service/record/codes.h"
#include "service/site/site.h"

#include <assert.h>

enum { VALUES_MOST = 32 << 20, SHEETS_MOST = POLL_ELECTIONS_MOST * (GROUPS_MOST + 1) };

/* ---- what a paper is about --------------------------------------------------------------------- */

static const struct ledger *ledger_of_scope(struct call *c, struct str scope)
{
    static const struct {
        const char *scope;
        int ledger;
    } PAIRS[] = {{"congress", LEDGER_CONGRESS},   {"poll", LEDGER_POLL},
                 {"election", LEDGER_ELECTION},   {"sitting", LEDGER_SITTING},
                 {"unit", LEDGER_ELECTORAL_UNIT}, {"district", LEDGER_DISTRICT}};

    for (size_t i = 0; i < sizeof(PAIRS) / sizeof(PAIRS[0]); i++)
        if (str_eq(scope, str_of(PAIRS[i].scope)))
            return ledger_of(c, PAIRS[i].ledger);
    return NULL;
}

static enum err load_subject(struct call *c, struct str scope, int64_t id,
                             const struct ledger **l, struct row **row)
{
    *l = ledger_of_scope(c, scope);
    if (!*l)
        return FAIL(&c->fault, ERR_INVALID, "forms.scope", "%.*s", STR_FMT(scope));
    return row_open(c, *l, (row_id){id}, row);
}

static enum err load_congress(struct values *v, const struct ledger *l,
                              const struct row *row)
{
    struct row *congress;

    TRY(row_fetch(
        v->call, ledger_of(v->call, LEDGER_CONGRESS),
        (row_id){row_number(l, row,
                            ONE_OF(l, SITTING_CONGRESS, DISTRICT_CONGRESS, POLL_CONGRESS))},
        &congress));
    v->congress = congress;
    return ERR_OK;
}

/* Does the unit or district elect for this congress?  A district is of one level and of the people alone, a unit of its
 * body's congress, never of a plenary of whom that elected. */
static bool elects_for(const struct ledger *lr, const struct row *row,
                       const struct ledger *l, const struct row *congress)
{
    static const int KINDS[][2] = {
        {CODE_BODY_KIND_PARTY, CODE_CONGRESS_KIND_PARTY},
        {CODE_BODY_KIND_CONGRESS, CODE_CONGRESS_KIND_PEOPLE},
        {CODE_BODY_KIND_CONFERENCE, CODE_CONGRESS_KIND_CONFERENCE}};

    if (lr->tag != LEDGER_ELECTORAL_UNIT)
        return true;
    for (size_t i = 0; i < sizeof(KINDS) / sizeof(KINDS[0]); i++)
        if (body_of_row(lr, row) == KINDS[i][0])
            return row_has_code(l, congress, CONGRESS_KIND, KINDS[i][1]);
    return false;
}

/* The congress that a unit or district elects for: of its level, in its region or above. */
static enum err find_congress(struct values *v, const struct ledger *lr,
                              const struct row *row)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_CONGRESS);
    bool by_level = lr->tag == LEDGER_ELECTORAL_UNIT;
    struct value level = {.is_set = true};
    struct filter filter = {field_at(l, CONGRESS_LEVEL), FILTER_ANY, &level, 1};
    struct list_query q = {.sort = -1, .limit = ROWS_MOST, .filters = &filter};
    struct list list;

    if (by_level)
        level.text = row_text(lr, row, ELECTORAL_UNIT_LEVEL);
    q.filter_count = by_level && level.text.len;
    for (region r = row->region; r; r = region_parent(r)) {
        q.region = r;
        TRY(engine_list(call_reading(v->call), l, &q, &list, &v->call->fault));
        for (size_t i = 0; i < list.count; i++)
            if (elects_for(lr, row, l, list.rows[i])) {
                v->congress = list.rows[i];
                return ERR_OK;
            }
    }
    return FAIL(&v->call->fault, ERR_RULE, "forms.no_congress", "%s", "");
}

static enum err load_poll(struct values *v, row_id id, row_id election)
{
    v->poll = ARENA_NEW(v->call->arena, struct poll_view);
    TRY(poll_view(v->call, id, v->poll));
    v->congress = v->poll->poll->congress;
    for (size_t i = 0; i < v->poll->poll->election_count; i++)
        if (v->poll->poll->elections[i].row->id.v == election.v)
            v->question = i;
    return v->question < v->poll->poll->election_count
               ? ERR_OK
               : FAIL(&v->call->fault, ERR_RULE, "poll.elections", "%d",
                      POLL_ELECTIONS_MOST);
}

static bool has_begun_here(const struct values *v, const struct ledger *l,
                           const struct row *row)
{
    bool is_here = !v->sitting || row_number(l, row, POLL_SITTING) == v->sitting->id.v;

    return is_here && row_has(l, row, POLL_FROZEN_AT) && !row_is(l, row, POLL_IS_VOID);
}

/* The last poll of a district that has begun, or the only one of a sitting: its numbers fill the chair's script, and
 * those of one ballot are not read out for several.  A primary fills its own report alone. */
static enum err load_last_poll(struct values *v)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_POLL);
    struct list all;
    size_t last, begun = 0;

    TRY(rows_of_one(v->call, l, POLL_CONGRESS, v->congress->id, POLL_FROZEN_AT, &all));
    for (last = 0; last < all.count; last++)
        begun += has_begun_here(v, l, all.rows[last]);
    if (v->sitting && begun > 1)
        return ERR_OK;
    for (last = all.count; last > 0; last--) {
        const struct row *row = all.rows[last - 1];
        if (!has_begun_here(v, l, row))
            continue;
        TRY(load_poll(v, row->id, (row_id){0}));
        if (poll_is_primary(v->poll) == str_eq(v->form, STR(PRIMARY_RESULT)))
            return ERR_OK;
        v->poll = NULL;
    }
    return ERR_OK;
}

static enum err load(struct values *v, const struct ledger *l, struct row *row)
{
    if (l->tag == LEDGER_POLL)
        return load_poll(v, row->id, (row_id){0});
    if (l->tag == LEDGER_ELECTION)
        return load_poll(v, (row_id){row_number(l, row, ELECTION_POLL)}, row->id);
    if (l->tag == LEDGER_CONGRESS)
        v->congress = row;
    if (l->tag == LEDGER_SITTING) {
        v->sitting = row;
        TRY(load_congress(v, l, row));
        return load_last_poll(v);
    }
    if (l->tag == LEDGER_ELECTORAL_UNIT) {
        v->unit = row;
        return find_congress(v, l, row);
    }
    if (l->tag == LEDGER_DISTRICT) {
        v->district = row;
        if (!row_has(l, row, DISTRICT_CONGRESS))
            return find_congress(v, l, row);
        TRY(load_congress(v, l, row));
        return load_last_poll(v);
    }
    return ERR_OK;
}

/* ---- values -------------------------------------------------------------------------------------- */

static enum err put_everything(struct values *v)
{
    TRY(put_congress(v));
    TRY(put_hall(v));
    if (v->sitting) {
        TRY(put_script(v));
        TRY(put_discussions(v));
    }
    if (str_eq(v->form, STR("power_cut_roster")))
        TRY(put_roll(v));
    if (v->unit)
        return put_unit(v);
    if (v->poll)
        TRY(put_poll(v));
    if (v->district)
        return put_district(v);
    TRY(put_polls(v));
    if (v->poll)
        return ERR_OK;
    TRY(put_delegates(v));
    TRY(put_conference(v));
    return values_are_of_deputies(v) ? ERR_OK : put_districts(v);
}

/* Which question of the poll, and which group's sheet. */
struct wanted {
    size_t question, part;
};

/* The group whose sheet it is; none before the count. */
static enum err find_part(struct values *v, size_t part)
{
    struct group_parts parts;

    if (!v->poll || !str_eq(v->form, STR("group_count")))
        return ERR_OK;
    TRY(poll_group_parts(v->call, v->poll->poll, true, &parts));
    if (!parts.count)
        return ERR_OK;
    if (part >= parts.count)
        return FAIL(&v->call->fault, ERR_NOT_FOUND, "forms.none", "%.*s", STR_FMT(v->form));
    v->part = &parts.items[part];
    return ERR_OK;
}

/* The day on which ages are reckoned: of candidates the opening, else that of the delegates' credentials as
 * on their page (delegates.h), the opening while there is none; today when neither is known. */
static enum err find_ages_at(struct values *v)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_CONGRESS);
    assert(v->congress); /* load() found it */
    date opens = (date)row_number(l, v->congress, CONGRESS_OPENS_ON);
    struct delegates_at at = {.region = v->congress->region,
                              .level = row_text(l, v->congress, CONGRESS_LEVEL),
                              .body = body_of_congress(l, v->congress)};

    if (!v->poll)
        TRY(delegates_age_day(v->call, &at, &v->ages_at));
    if (!v->ages_at)
        v->ages_at = opens && date_day(opens) ? opens : v->today;
    return ERR_OK;
}

/* A draft without names may be wanted between the vote and the signatures; nothing is reported of a congress that has
 * no poll, and nobody certified. */
static enum err need_elected(struct values *v)
{
    const char *why;
    struct polls_of polls;

    if (v->sitting)
        return ERR_OK; /* it may be made for another sitting than the usual one */
    TRY(form_wait(v, &why));
    if (why && str_eq(str_of(why), STR("forms.nobody_signed"))) {
        TRY(load_polls(v, v->congress->id, &polls));
        why = polls.count ? NULL : why;
    }
    return why ? FAIL(&v->call->fault, ERR_RULE, why, "%s", "") : ERR_OK;
}

static enum err make_values(struct call *c, const struct form_request *r, struct str form,
                            const struct wanted *wanted, struct json **out)
{
    AUTO(buf) struct buf text = BUF(VALUES_MOST);
    struct values v = {
        .call = c, .form = form, .w = {.out = &text}, .today = date_of_instant(c->now)};
    const struct ledger *l;
    struct row *row;

    TRY(load_subject(c, r->scope, r->id, &l, &row));
    v.question = wanted->question;
    TRY(load(&v, l, row));
    if (v.poll && wanted->question && wanted->question < v.poll->poll->election_count)
        v.question = wanted->question;
    TRY(find_part(&v, wanted->part));
    const char *why = form_why_not(v.poll, v.question, form);
    bool is_blank = why && str_eq(str_of(why), STR("forms.not_counted"));
    if (why &&
        !is_blank) /* a blank one may be wanted; one that says what is not so, never */
        return FAIL(&c->fault, ERR_RULE, why, "%s", "");
    TRY(need_elected(&v));
    TRY(find_ages_at(&v));
    jsonw_open(&v.w, '{');
    TRY(put_everything(&v));
    jsonw_close(&v.w, '}');
    return json_parse(c->arena, str_copy(c->arena, buf_view(&text)), out, &c->fault);
}

static size_t take_place(struct str *rest)
{
    struct str one = {0}; /* nothing is left: the first */
    int64_t n = 1;

    (void)str_cut(rest, ':', &one);
    return one.len && str_i64(one, &n) && n > 0 ? (size_t)n - 1 : 0;
}

/* "result_full:2" is the second question's, "group_count:2:3" that of the third group on it. */
static struct str plain_name(struct str name, struct wanted *out)
{
    struct str head, rest = name;

    (void)str_cut(&rest, ':', &head);
    out->question = take_place(&rest);
    out->part = take_place(&rest);
    return head;
}

/* Is the paper one of such congresses?  A Party congress needs no announcement of a people's congress, and a plenary
 * no allotment of delegates. */
static bool is_of(const struct template_entry *t, struct str kind)
{
    if (!kind.len || !t->of)
        return true;
    for (size_t i = 0; i < t->of->count; i++)
        if (str_eq(t->of->items[i].text, kind))
            return true;
    return false;
}

/* The kind of congress that a row is of; empty: a unit's, or a district's of no congress yet. */
static enum err kind_of(struct call *c, const struct ledger *l, struct row *row,
                        struct str *out)
{
    struct values v = {.call = c, .congress = l->tag == LEDGER_CONGRESS ? row : NULL};

    if (l->tag == LEDGER_ELECTION) {
        const struct ledger *polls = ledger_of(c, LEDGER_POLL);
        TRY(row_fetch(c, polls, (row_id){row_number(l, row, ELECTION_POLL)}, &row));
        l = polls;
    }
    int field = ANY_OF(l, SITTING_CONGRESS, DISTRICT_CONGRESS, POLL_CONGRESS);
    if (field && row_has(l, row, field))
        TRY(load_congress(&v, l, row));
    *out = v.congress ? row_text(ledger_of(c, LEDGER_CONGRESS), v.congress, CONGRESS_KIND)
                      : (struct str){0};
    return ERR_OK;
}

/* A paper of another kind of congress is not made by asking for it by name. */
static enum err check_kind(struct call *c, const struct form_request *r, struct str name)
{
    const struct ledger *l;
    struct template_entry *all;
    struct row *row;
    struct str kind;
    size_t count;

    TRY(load_subject(c, r->scope, r->id, &l, &row));
    TRY(kind_of(c, l, row, &kind));
    TRY(templates_list(c, &all, &count));
    for (size_t i = 0; i < count; i++)
        if (str_eq(all[i].name, name) && !is_of(&all[i], kind))
            return FAIL(&c->fault, ERR_RULE, "forms.not_of", "%.*s",
                        STR_FMT(all[i].label.in[c->locale]));
    return ERR_OK;
}

enum err forms_fill(struct call *c, const struct form_request *r, struct str *docx)
{
    struct form_source source;
    struct json *values;
    struct str name;
    struct wanted wanted;

    name = plain_name(r->name, &wanted);
    TRY(check_kind(c, r, name));
    TRY(template_get(c, name, &source.template_docx));
    TRY(template_blanks(c, &source.blanks));
    TRY(make_values(c, r, name, &wanted, &values));
    source.values = values;
    source.names_blanks = form_is_spoken(name);
    return form_fill(c->arena, &source, docx, &c->fault);
}

enum err forms_make(struct call *c, const struct form_request *r, struct buf *out)
{
    const struct paper_fonts *fonts;
    struct str docx;

    TRY(forms_fill(c, r, &docx));
    if (r->is_docx) {
        if (c->site->rehearsed)
            TRY(form_mark(c->arena, docx, STR(REHEARSAL_MARK), &docx, &c->fault));
        buf_str(out, docx);
        return ERR_OK;
    }
    TRY(font_box_open(c->site->fonts, &fonts, &c->fault));
    return form_pdf(c->arena, docx, fonts, out, &c->fault);
}

/* A district of no congress yet has no poll either. */
static enum err load_if_held(struct values *v, const struct ledger *l, struct row *row)
{
    enum err err = load(v, l, row);

    if (err != ERR_RULE)
        return err;
    v->call->fault = (struct fault){0};
    return ERR_OK;
}

/* The poll whose result the primary's report is; NULL: there was none. */
static enum err find_primary(struct call *c, struct str scope, const struct ledger *l,
                             struct row *row, struct poll_view **out)
{
    struct values v = {.call = c, .form = STR(PRIMARY_RESULT)};

    *out = NULL;
    if (!str_eq(scope, STR("district")))
        return ERR_OK;
    TRY(load_if_held(&v, l, row));
    *out = v.poll;
    return ERR_OK;
}

/* A briefing tells what was said: it is for those who may read the discussions. */
static bool is_readable(const struct call *c, const struct template_entry *t,
                        const struct row *row)
{
    return !str_eq(t->name, STR("briefing")) ||
           call_may(c, ledger_of(c, LEDGER_DISCUSSION)->readers, row->region);
}

/* ---- lists ---------------------------------------------------------------------------------------- */

static struct label with_title(struct call *c, const struct label *l, struct str title)
{
    struct label out;

    for (int i = 0; i < LOCALE_COUNT; i++)
        out.in[i] = str_print(c->arena, "%.*s · %.*s", STR_FMT(l->in[i]), STR_FMT(title));
    return out;
}

static void add_entry(struct call *c, const struct template_entry *t,
                      struct form_entry *out, size_t *count, const struct poll_view *poll,
                      size_t question)
{
    const char *why = form_why_not(poll, question, t->name);
    struct form_entry *e = &out[(*count)++];

    *e = (struct form_entry){.name = t->name, .scope = t->scope, .label = t->label};
    e->is_ready = !why;
    if (why)
        e->why = message_find(c->locale, str_of(why));
}

static void add_questions(struct call *c, const struct template_entry *t,
                          const struct poll_view *v, struct form_entry *out, size_t *count)
{
    const struct poll *p = v->poll;

    for (size_t i = 0; i < p->election_count; i++) {
        struct form_entry *e = &out[*count];
        add_entry(c, t, out, count, v, i);
        e->scope = STR("poll"); /* asked for by the poll */
        if (p->election_count == 1)
            return;
        e->name = str_print(c->arena, "%.*s:%zu", STR_FMT(t->name), i + 1);
        e->label =
            with_title(c, &t->label,
                       row_text(p->election_ledger, p->elections[i].row, ELECTION_TITLE));
    }
}

/* A sheet of each group on each question, once they are counted; till then a blank one. */
static enum err add_groups(struct call *c, const struct template_entry *t,
                           const struct poll_view *v, struct form_entry *out, size_t *count)
{
    const struct poll *p = v->poll;
    struct group_parts parts;

    TRY(poll_group_parts(c, p, false, &parts));
    if (!parts.count) {
        add_questions(c, t, v, out, count);
        return ERR_OK;
    }
    for (size_t i = 0; i < p->election_count * parts.count; i++) {
        size_t question = i / parts.count, part = i % parts.count;
        struct str title =
            row_text(p->election_ledger, p->elections[question].row, ELECTION_TITLE);
        struct form_entry *e = &out[*count];
        add_entry(c, t, out, count, v, question);
        e->scope = STR("poll");
        e->name =
            str_print(c->arena, "%.*s:%zu:%zu", STR_FMT(t->name), question + 1, part + 1);
        if (p->election_count > 1)
            e->label = with_title(c, &e->label, title);
        e->label = with_title(c, &e->label, parts.items[part].title);
    }
    return ERR_OK;
}

/* The poll that a poll or an election is of, and which question; of other rows NULL and 0. */
static enum err view_of(struct call *c, const struct ledger *l, struct row *row,
                        struct poll_view **poll, size_t *question)
{
    struct values v = {.call = c};

    if (l->tag == LEDGER_POLL || l->tag == LEDGER_ELECTION)
        TRY(load(&v, l, row));
    *poll = v.poll;
    *question = v.question;
    return ERR_OK;
}

/* What a paper of a whole congress, of a district or of a unit waits for. */
static enum err mark_waiting(struct call *c, const struct ledger *l, struct row *row,
                             struct form_entry *e)
{
    struct values v = {.call = c, .form = e->name};
    const char *why;

    if (l->tag == LEDGER_CONGRESS)
        v.congress = row;
    else if (l->tag == LEDGER_SITTING)
        v.sitting = row;
    else if (form_tells_of_unit(e->name))
        v.unit = row;
    else if (form_tells_of_district(e->name))
        TRY(load_if_held(&v, l, row));
    else
        return ERR_OK;
    TRY(form_wait(&v, &why));
    if (!why)
        return ERR_OK;
    e->is_ready = false;
    e->why = message_find(c->locale, str_of(why));
    return ERR_OK;
}

/* What the papers of one subject are listed from. */
struct listing {
    const struct ledger *ledger;
    struct row *row;
    struct str scope;
    struct poll_view *poll, *primary; /* NULL: none */
    size_t question;
    struct form_entry *items;
    size_t count;
};

static enum err begin_listing(struct call *c, struct str scope, int64_t id,
                              struct listing *w)
{
    *w = (struct listing){.scope = scope};
    TRY(load_subject(c, scope, id, &w->ledger, &w->row));
    TRY(view_of(c, w->ledger, w->row, &w->poll, &w->question));
    return find_primary(c, scope, w->ledger, w->row, &w->primary);
}

static enum err list_one(struct call *c, struct listing *w, const struct template_entry *t)
{
    bool is_poll = str_eq(w->scope, STR("poll"));

    if (str_eq(t->scope, w->scope)) {
        const struct poll_view *poll =
            str_eq(t->name, STR(PRIMARY_RESULT)) ? w->primary : w->poll;
        add_entry(c, t, w->items, &w->count, poll, w->question);
        return mark_waiting(c, w->ledger, w->row, &w->items[w->count - 1]);
    }
    if (is_poll && str_eq(t->name, STR("group_count")))
        return add_groups(c, t, w->poll, w->items, &w->count);
    if (is_poll && str_eq(t->scope, STR("election")))
        add_questions(c, t, w->poll, w->items, &w->count);
    return ERR_OK;
}

enum err forms_list(struct call *c, struct str scope, int64_t id, struct form_entry **out,
                    size_t *count)
{
    struct template_entry *all;
    struct listing w;
    struct str kind;
    size_t n;

    TRY(begin_listing(c, scope, id, &w));
    TRY(templates_list(c, &all, &n));
    TRY(kind_of(c, w.ledger, w.row, &kind));
    w.items =
        ARENA_ARRAY(c->arena, struct form_entry, n * POLL_ELECTIONS_MOST + SHEETS_MOST);
    for (size_t i = 0; i < n; i++)
        if (is_of(&all[i], kind) && is_readable(c, &all[i], w.row))
            TRY(list_one(c, &w, &all[i]));
    *out = w.items;
    *count = w.count;
    return ERR_OK;
}
