/* Values of a congress: its names and days, its hall. */
#include "ledgers/agenda_item.h"
#include "ledgers/attendee.h"
#include "ledgers/congress.h"
#include "ledgers/officer.h"
#include "ledgers/poll.h"
#include "ledgers/sitting.h"
#include "service/congress/hall.h"
#include "service/papers/values.h"
#include "service/record/codes.h"
#include "service/site/site.h"

/* ---- days ---------------------------------------------------------------------------------- */

static date date_field(const struct values *v, int field)
{
    return (date)row_number(ledger_of(v->call, LEDGER_CONGRESS), v->congress, field);
}

/* 2021年7月28日至2021年7月30日; of a meeting of one day that day. */
static void put_days(struct values *v)
{
    struct arena *a = v->call->arena;
    date opens = date_field(v, CONGRESS_OPENS_ON),
         closes = date_field(v, CONGRESS_CLOSES_ON);
    struct str from = date_text(a, opens), to = date_text(a, closes);

    if (from.len && to.len && opens != closes)
        from = str_print(a, "%.*s至%.*s", STR_FMT(from), STR_FMT(to));
    put_text(v, "days_text", from);
}

/* The congress that elected those who meet in a first plenary. */
static enum err put_parent(struct values *v)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_CONGRESS);
    row_id parent = {row_number(l, v->congress, CONGRESS_PARENT)};
    struct row *row;

    if (!parent.v)
        return ERR_OK;
    TRY(row_fetch(v->call, l, parent, &row));
    put_text(v, "parent_title", row_text(l, row, CONGRESS_TITLE));
    return ERR_OK;
}

/* The congress of the term before, of the same kind and place. */
static enum err put_previous(struct values *v)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_CONGRESS);
    int64_t term = row_number(l, v->congress, CONGRESS_TERM);
    struct list_query q = {.region = v->congress->region, .sort = -1, .limit = ROWS_MOST};
    struct list all;

    if (!str_eq(v->form, STR("congress_request")) || term < 2)
        return ERR_OK;
    TRY(engine_list(call_reading(v->call), l, &q, &all, &v->call->fault));
    for (size_t i = 0; i < all.count; i++) {
        const struct row *row = all.rows[i];
        if (row->region != v->congress->region ||
            row_number(l, row, CONGRESS_TERM) != term - 1 ||
            !str_eq(row_text(l, row, CONGRESS_KIND),
                    row_text(l, v->congress, CONGRESS_KIND)))
            continue;
        put_text(v, "previous_congress", row_text(l, row, CONGRESS_TITLE));
        put_date(v, "previous_date", (date)row_number(l, row, CONGRESS_OPENS_ON));
        return ERR_OK;
    }
    return ERR_OK;
}

enum err put_congress(struct values *v)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_CONGRESS);
    struct passing passing;
    date day;

    TRY(event_date(v, &day));
    TRY(find_passing(v, &passing));
    if (str_eq(v->form, STR("result_report")))
        TRY(report_day(v, &day));
    put_bodies(v);
    TRY(put_parent(v));
    TRY(put_previous(v));
    if (!row_has_code(l, v->congress, CONGRESS_KIND, CODE_CONGRESS_KIND_DISTRICT) ||
        !str_eq(v->form,
                STR("deputy_certificate_notice"))) /* the voters' day is no session */
        put_date(v, "opens_on", (date)row_number(l, v->congress, CONGRESS_OPENS_ON));
    put_date(v, "closes_on", (date)row_number(l, v->congress, CONGRESS_CLOSES_ON));
    put_days(v);
    if (!v->district && !v->unit) /* they vote in places of their own */
        put_text(v, "place", row_text(l, v->congress, CONGRESS_PLACE));
    put_text(v, "organiser", row_text(l, v->congress, CONGRESS_ORGANISER));
    put_text(v, "doc_number", row_text(l, v->congress, CONGRESS_APPROVAL_NUMBER));
    put_date(v, "date", day);
    if (str_eq(v->form, STR("power_cut")) &&
        row_has_code(l, v->congress, CONGRESS_KIND, CODE_CONGRESS_KIND_DISTRICT))
        put_number(v, "is_direct", 1); /* voters do not meet */
    put_date(v, "passed_on", passing.day);
    if (!passing.is_passed && (passing.is_asked || str_eq(v->form, STR("resolution")) ||
                               str_eq(v->form, STR("election_rules"))))
        put_c(v, "draft_text", "草案");
    put_date(v, "age_date", v->ages_at);
    return ERR_OK;
}

/* ---- sittings ------------------------------------------------------------------------------ */

struct str clock_text(struct arena *a, instant t)
{
    int64_t minutes = (t.ms / 60000 + 480) % 1440; /* China time */
    const char *part = minutes < 720 ? "上午" : minutes < 1080 ? "下午" : "晚上";
    int64_t hour = minutes / 60 > 12 ? minutes / 60 - 12 : minutes / 60;

    return str_print(a, "%s%lld:%02lld", part, (long long)hour, (long long)(minutes % 60));
}

static struct str day_text(struct arena *a, date d)
{
    return str_print(a, "%d月%d日", date_month(d), date_day(d));
}

/* 6月29日上午11:00 */
static struct str moment_text(struct arena *a, instant t)
{
    struct str day = day_text(a, date_of_instant(t)), clock = clock_text(a, t);

    return t.ms ? str_print(a, "%.*s%.*s", STR_FMT(day), STR_FMT(clock)) : (struct str){0};
}

static void put_ends(struct values *v)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_CONGRESS);
    instant names = {row_number(l, v->congress, CONGRESS_NAMES_UNTIL)};

    put_text(v, "nominate_until", moment_text(v->call->arena, names));
}

static enum err agenda_of(struct values *v, row_id sitting, struct str *text)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_AGENDA_ITEM);
    struct list items;

    *text = (struct str){0};
    TRY(rows_of_one(v->call, l, AGENDA_ITEM_SITTING, sitting, AGENDA_ITEM_PLACE, &items));
    for (size_t i = 0; i < items.count; i++)
        *text = str_print(v->call->arena, "%.*s%s%.*s", STR_FMT(*text), i ? "；" : "",
                          STR_FMT(row_text(l, items.rows[i], AGENDA_ITEM_TITLE)));
    return ERR_OK;
}

/* Those who preside together at the sitting, in the order of the officers. */
static struct str executives_of(struct values *v, const struct list *officers,
                                row_id sitting)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_OFFICER);
    struct str all = {0};

    for (size_t i = 0; i < officers->count; i++) {
        const struct row *row = officers->rows[i];
        if (officer_stands(l, row) && row_number(l, row, OFFICER_SITTING) == sitting.v &&
            row_has_code(l, row, OFFICER_DUTY, CODE_OFFICER_DUTY_EXECUTIVE_CHAIR))
            all = names_joined(v->call->arena, all, row_text(l, row, OFFICER_NAME));
    }
    return all;
}

static enum err put_sitting_item(struct values *v, const struct ledger *l,
                                 const struct list *officers, const struct row *row)
{
    instant at = {row_number(l, row, SITTING_HELD_AT)};
    struct str content;

    TRY(agenda_of(v, row->id, &content));
    jsonw_open(&v->w, '{');
    put_text(v, "title", row_text(l, row, SITTING_TITLE));
    if (at.ms) {
        put_text(v, "day", day_text(v->call->arena, date_of_instant(at)));
        put_text(v, "time", clock_text(v->call->arena, at));
        put_text(v, "from", clock_text(v->call->arena, at));
    }
    put_text(v, "content", content);
    put_text(v, "place", row_text(l, row, SITTING_PLACE));
    put_text(v, "chair", row_text(l, row, SITTING_CHAIR));
    put_text(v, "executives", executives_of(v, officers, row->id));
    jsonw_close(&v->w, '}');
    return ERR_OK;
}

/* Of the sitting asked for, else of every plenary one. */
static bool is_of_agenda(const struct values *v, const struct row *sitting)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_SITTING);

    return v->sitting ? sitting->id.v == v->sitting->id.v
                      : row_has_code(l, sitting, SITTING_KIND, CODE_SITTING_KIND_PLENARY);
}

static bool is_last_of_agenda(const struct values *v, const struct list *sittings, size_t s)
{
    for (size_t i = s + 1; i < sittings->count; i++)
        if (is_of_agenda(v, sittings->rows[i]))
            return false;
    return true;
}

/* The items, each with the stop behind it where they are read out one after the other. */
static enum err put_agenda(struct values *v, const struct list *sittings)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_AGENDA_ITEM);
    int64_t count = 0;

    open_list(v, "agenda_items");
    for (size_t s = 0; s < sittings->count; s++) {
        const struct row *sitting = sittings->rows[s];
        struct list items;
        if (!is_of_agenda(v, sitting))
            continue;
        TRY(rows_of_one(v->call, l, AGENDA_ITEM_SITTING, sitting->id, AGENDA_ITEM_PLACE,
                        &items));
        for (size_t i = 0; i < items.count; i++, count++) {
            jsonw_open(&v->w, '{');
            bool is_last = i + 1 == items.count && is_last_of_agenda(v, sittings, s);
            put_text(v, "title", row_text(l, items.rows[i], AGENDA_ITEM_TITLE));
            put_c(v, "stop", is_last ? "。" : "；");
            jsonw_close(&v->w, '}');
        }
    }
    close_list(v);
    put_number(v, "agenda_count", count);
    return ERR_OK;
}

static enum err put_motions(struct values *v)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_AGENDA_ITEM);
    struct list items;

    TRY(rows_of_one(v->call, l, AGENDA_ITEM_SITTING, v->sitting->id, AGENDA_ITEM_PLACE,
                    &items));
    open_list(v, "motions");
    for (size_t i = 0; i < items.count; i++) {
        bool is_passed = row_is(l, items.rows[i], AGENDA_ITEM_IS_PASSED);
        if (!is_passed && !row_is(l, items.rows[i], AGENDA_ITEM_IS_REJECTED))
            continue;
        jsonw_open(&v->w, '{');
        put_text(v, "kind", code_text(l, items.rows[i], AGENDA_ITEM_KIND));
        put_text(v, "title", row_text(l, items.rows[i], AGENDA_ITEM_TITLE));
        put_number(v, "approve", row_number(l, items.rows[i], AGENDA_ITEM_APPROVE));
        put_number(v, "oppose", row_number(l, items.rows[i], AGENDA_ITEM_OPPOSE));
        put_number(v, "abstain", row_number(l, items.rows[i], AGENDA_ITEM_ABSTAIN));
        put_c(v, "verdict", is_passed ? "通过" : "未通过");
        jsonw_close(&v->w, '}');
    }
    close_list(v);
    return ERR_OK;
}

/* The second meeting of the presidium is its second, whatever else met before it. */
static void put_sitting_number(struct values *v, const struct ledger *l,
                               const struct list *all)
{
    struct str kind = row_text(l, v->sitting, SITTING_KIND);
    int64_t number = 0;

    for (size_t i = 0; i < all->count; i++) {
        number += str_eq(row_text(l, all->rows[i], SITTING_KIND), kind);
        if (all->rows[i]->id.v == v->sitting->id.v)
            put_number(v, "sitting_number", number);
    }
}

/* Who was due at the sitting and who came, as its door has it; of a poll of the sitting its own numbers are put. */
static enum err put_attendance(struct values *v, const struct ledger *l)
{
    struct attendance_numbers n;

    TRY(hall_attendance(v->call, v->sitting->id, &n));
    if (!n.due)
        return ERR_OK;
    put_number(v, "due", n.due);
    if (!sitting_begun(l, v->sitting))
        return ERR_OK;                    /* nobody has come yet */
    int64_t present = n.present + n.left; /* who left has been there */
    put_number(v, "present", present);
    put_number(v, "absent", n.due - present);
    put_number(v, "absent_sick", n.leave_sick);
    put_number(v, "absent_leave", n.leave_business);
    put_number(v, "absent_without", n.due - present - n.leave_sick - n.leave_business);
    return ERR_OK;
}

/* Who reports at the sitting, by the first item that says so. */
static enum err put_reporter(struct values *v)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_AGENDA_ITEM);
    struct list items;

    TRY(rows_of_one(v->call, l, AGENDA_ITEM_SITTING, v->sitting->id, AGENDA_ITEM_PLACE,
                    &items));
    for (size_t i = 0; i < items.count; i++)
        if (row_has_code(l, items.rows[i], AGENDA_ITEM_KIND,
                         str_eq(v->form, STR("chair_script_closing"))
                             ? CODE_AGENDA_KIND_SPEECH
                             : CODE_AGENDA_KIND_REPORT) &&
            row_has(l, items.rows[i], AGENDA_ITEM_SPEAKER)) {
            put_text(v, "reporter", row_text(l, items.rows[i], AGENDA_ITEM_SPEAKER));
            return ERR_OK;
        }
    return ERR_OK;
}

/* Executive chairs preside at full meetings. */
static bool is_listed(const struct values *v, const struct ledger *l, const struct row *row)
{
    return !str_eq(v->form, STR("executive_chairs")) ||
           row_has_code(l, row, SITTING_KIND, CODE_SITTING_KIND_PLENARY);
}

static enum err put_sittings(struct values *v, const struct list *officers)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_SITTING);
    struct list all;

    TRY(hall_sittings(v->call, v->congress->id, &all));
    open_list(v, "sittings");
    for (size_t i = 0; i < all.count; i++)
        if (is_listed(v, l, all.rows[i]))
            TRY(put_sitting_item(v, l, officers, all.rows[i]));
    close_list(v);
    TRY(put_agenda(v, &all));
    if (!v->sitting)
        return ERR_OK;
    put_text(v, "sitting_title", row_text(l, v->sitting, SITTING_TITLE));
    put_text(v, "chair", row_text(l, v->sitting, SITTING_CHAIR));
    put_sitting_number(v, l, &all);
    TRY(put_reporter(v));
    instant at = {row_number(l, v->sitting, SITTING_HELD_AT)};
    if (at.ms)
        put_text(v, "time", clock_text(v->call->arena, at));
    if (!v->poll)
        TRY(put_attendance(v, l));
    return put_motions(v);
}

/* ---- delegations ---------------------------------------------------------------------------- */

struct delegation {
    struct str name, head, deputies;
    int64_t people;
};

struct delegation_list {
    struct delegation *items;
    size_t count, room;
};

static struct delegation *delegation_of(struct values *v, struct delegation_list *all,
                                        struct str name)
{
    for (size_t i = 0; i < all->count; i++)
        if (str_eq(all->items[i].name, name))
            return &all->items[i];
    struct delegation *fresh =
        ARENA_PUSH(v->call->arena, all->items, all->count, all->room);
    *fresh = (struct delegation){.name = name};
    return fresh;
}

static enum err put_delegations(struct values *v, const struct ledger *lo,
                                const struct list *officers)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_ATTENDEE);
    struct delegation_list all = {0};
    struct list people;

    TRY(rows_of_one(v->call, l, ATTENDEE_CONGRESS, v->congress->id, ATTENDEE_DELEGATION,
                    &people));
    for (size_t i = 0; i < people.count; i++) {
        struct str name = row_text(l, people.rows[i], ATTENDEE_DELEGATION);
        if (name.len && row_number(l, people.rows[i], ATTENDEE_VOTES))
            delegation_of(v, &all, name)->people++;
    }
    for (size_t i = 0; i < officers->count; i++) {
        struct str name = row_text(lo, officers->rows[i], OFFICER_DELEGATION);
        if (name.len && officer_stands(lo, officers->rows[i]) &&
            row_has_code(lo, officers->rows[i], OFFICER_DUTY,
                         CODE_OFFICER_DUTY_DELEGATION_HEAD))
            delegation_of(v, &all, name)->head =
                row_text(lo, officers->rows[i], OFFICER_NAME);
    }
    open_list(v, "delegations");
    for (size_t i = 0; i < all.count; i++) {
        jsonw_open(&v->w, '{');
        put_text(v, "title", all.items[i].name);
        put_number(v, "delegates", all.items[i].people);
        put_text(v, "head", all.items[i].head);
        jsonw_close(&v->w, '}');
    }
    close_list(v);
    put_known(v, "delegation_count", (int64_t)all.count, all.count, OPEN_DELEGATIONS);
    return ERR_OK;
}

enum err put_hall(struct values *v)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_OFFICER);
    struct list officers;

    TRY(rows_of_one(v->call, l, OFFICER_CONGRESS, v->congress->id, OFFICER_NAME,
                    &officers));
    sort_by_strokes(v, l, &officers);
    TRY(put_officers(v, l, &officers));
    TRY(put_sittings(v, &officers));
    put_ends(v);
    return put_delegations(v, l, &officers);
}

/* ---- who is due at a sitting ---------------------------------------------------------------- */

static struct str status_word(struct str status)
{
    static const char *const WORDS[][2] = {{"present", "已到"},
                                           {"left", "已到"},
                                           {"leave_sick", "病假"},
                                           {"leave_business", "事假"},
                                           {"absent", "缺席"}};

    for (size_t i = 0; i < sizeof(WORDS) / sizeof(WORDS[0]); i++)
        if (str_eq(status, str_of(WORDS[i][0])))
            return str_of(WORDS[i][1]);
    return (struct str){0};
}

enum err put_roll(struct values *v)
{
    struct roll_line *lines;
    size_t count;
    int64_t due = 0;

    if (!v->sitting)
        return ERR_OK;
    TRY(hall_roll(v->call, v->sitting->id, &lines, &count));
    open_list(v, "attendees");
    for (size_t i = 0; i < count; i++) {
        if (!lines[i].is_due)
            continue;
        due++;
        jsonw_open(&v->w, '{');
        put_text(v, "name", lines[i].name);
        put_text(v, "delegation", lines[i].delegation);
        put_text(v, "seat", lines[i].seat);
        put_text(v, "status", status_word(lines[i].status));
        jsonw_close(&v->w, '}');
    }
    close_list(v);
    put_number(v, "attendee_count", due);
    return ERR_OK;
}
