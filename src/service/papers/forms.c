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
#include "service/papers/subject.h"
#include "service/papers/templates.h"
#include "service/papers/values.h"
#include "service/poll/entry.h"
#include "service/record/codes.h"
#include "service/site/site.h"

#include <assert.h>

enum { VALUES_MOST = 32 << 20, SHEETS_MOST = POLL_ELECTIONS_MOST * (GROUPS_MOST + 1) };

/* ---- values -------------------------------------------------------------------------------------- */

static enum err put_everything(struct values *v)
{
    TRY(put_congress(v));
    TRY(put_hall(v));
    if (v->sitting) {
        TRY(put_script(v));
        TRY(put_spoken(v));
        TRY(put_discussions(v));
    }
    if (str_eq(v->form, STR("power_cut_roster")))
        TRY(put_roll(v));
    if (v->unit) {
        TRY(put_steps_done(v));
        return put_unit(v);
    }
    if (v->poll)
        TRY(put_poll(v));
    if (v->district)
        return put_district(v);
    TRY(put_polls(v));
    if (v->poll)
        return ERR_OK;
    TRY(put_delegates(v));
    TRY(put_credentials(v));
    TRY(put_conference(v));
    TRY(put_nominations(v));
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

/* The one of the elected whom a notice is for: 0 while there are none. */
static enum err find_person(struct values *v, size_t person)
{
    struct str names;
    int64_t count;

    if (!v->poll || !str_eq(v->form, STR(ELECTED_NOTICE)) || !person)
        return ERR_OK;
    TRY(elected_names(v, v->poll->poll, v->question, &names, &count));
    if ((int64_t)person >= count)
        return FAIL(&v->call->fault, ERR_NOT_FOUND, "forms.none", "%.*s", STR_FMT(v->form));
    v->person = person;
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
                              .body = body_of_congress(l, v->congress),
                              .term = row_number(l, v->congress, CONGRESS_TERM)};

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
    TRY(load_paper(&v, l, row));
    if (v.poll && wanted->question && wanted->question < v.poll->poll->election_count)
        v.question = wanted->question;
    TRY(find_part(&v, wanted->part));
    TRY(find_person(&v, wanted->part));
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
    source.is_spoken = form_is_spoken(name);
    return form_fill(c->arena, &source, docx, &c->fault);
}

enum err forms_make(struct call *c, const struct form_request *r, struct buf *out)
{
    struct paper_fonts fonts;
    struct str docx;

    TRY(forms_fill(c, r, &docx));
    if (r->is_docx) {
        if (c->site->rehearsed)
            TRY(form_mark(c->arena, docx, STR(REHEARSAL_MARK), &docx, &c->fault));
        buf_str(out, docx);
        return ERR_OK;
    }
    TRY(site_fonts(c->site, &fonts, &c->fault));
    return form_pdf(c->arena, docx, &fonts, out, &c->fault);
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

/* A report on a second ballot is no paper of a ballot that asks for none. */
static bool is_of_ballot(const struct template_entry *t, const char *why)
{
    return !why || !str_eq(t->name, STR("runoff_report")) ||
           str_eq(str_of(why), STR("forms.not_counted"));
}

static void add_entry(struct call *c, const struct template_entry *t,
                      struct form_entry *out, size_t *count, const struct poll_view *poll,
                      size_t question)
{
    const char *why = form_why_not(poll, question, t->name);

    if (!is_of_ballot(t, why))
        return;
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
        size_t before = *count;
        add_entry(c, t, out, count, v, i);
        if (*count == before)
            continue;
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
        TRY(load_paper(&v, l, row));
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
    TRY(form_lacks(&v, &why));
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

/* A notice for each of the elected: the entry just listed stands for the first. */
static enum err add_notices(struct call *c, const struct listing *w,
                            const struct template_entry *t, size_t *count)
{
    struct values v = {.call = c, .form = t->name};
    struct str names, name, rest;
    int64_t elected;

    TRY(load_if_held(&v, w->ledger, w->row));
    if (!v.poll)
        return ERR_OK;
    TRY(elected_names(&v, v.poll->poll, v.question, &names, &elected));
    if (elected < 2)
        return ERR_OK;
    (*count)--;
    rest = names;
    for (int64_t i = 0; i < elected; i++) {
        ptrdiff_t at = str_find(rest, STR("、"));
        name = at < 0 ? rest : str_sub(rest, 0, (size_t)at);
        rest = at < 0 ? STR("") : str_sub(rest, (size_t)at + strlen("、"), rest.len);
        w->items[(*count)++] = (struct form_entry){
            .name = str_print(c->arena, "%.*s:1:%lld", STR_FMT(t->name), (long long)i + 1),
            .scope = t->scope,
            .label = with_title(c, &t->label, name),
            .is_ready = true};
    }
    return ERR_OK;
}

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
        size_t before = w->count;
        add_entry(c, t, w->items, &w->count, poll, w->question);
        if (w->count == before)
            return ERR_OK;
        TRY(mark_waiting(c, w->ledger, w->row, &w->items[w->count - 1]));
        return str_eq(t->name, STR(ELECTED_NOTICE)) ? add_notices(c, w, t, &w->count)
                                                    : ERR_OK;
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
