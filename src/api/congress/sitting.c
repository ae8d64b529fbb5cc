/* Routes of a sitting: opened, closed, who is there, check-in (docs/congress.md, Hall). */
#include "ledgers/sitting.h"
#include "api/part_json.h"
#include "api/record/record_json.h"
#include "api/shapes.h"
#include "ledgers/agenda_item.h"
#include "ledgers/codes.h"
#include "ledgers/congress.h"
#include "ledgers/motion.h"
#include "ledgers/poll.h"
#include "service/congress/hall.h"
#include "service/record/fields.h"
#include "service/rules/rules.h"

static enum err turn(struct api *r, bool opens)
{
    struct row *row;
    row_id id;

    TRY(path_id(r, &id));
    TRY(hall_turn(&r->call, id, opens, &row));
    write_row(r, ledger_of(&r->call, LEDGER_SITTING), row, true);
    return ERR_OK;
}

static enum err open_sitting(struct api *r)
{
    return turn(r, true);
}

static enum err close_sitting(struct api *r)
{
    return turn(r, false);
}

static void write_numbers(struct api *r, const struct attendance_numbers *n)
{
    jsonw_pair_i64(&r->w, "due", n->due);
    jsonw_pair_i64(&r->w, "present", n->present);
    jsonw_pair_i64(&r->w, "left", n->left);
    jsonw_pair_i64(&r->w, "absent", n->absent);
    jsonw_pair_i64(&r->w, "leave_sick", n->leave_sick);
    jsonw_pair_i64(&r->w, "leave_business", n->leave_business);
    jsonw_pair_i64(&r->w, "unknown", n->unknown);
}

static void write_quorum(struct api *r, const struct quorum *q)
{
    struct jsonw *w = &r->w;

    jsonw_key(w, "quorum");
    if (!q->share) {
        jsonw_null(w);
        return;
    }
    jsonw_open(w, '{');
    jsonw_pair(w, "base", str_of(rule_base_name(q->share->base)));
    struct str article = rule_article(&r->call, q->share->source.article);
    jsonw_pair_i64(w, "of", q->of);
    jsonw_pair(w, "share",
               str_print(r->call.arena, "%lld/%lld", (long long)q->share->num,
                         (long long)q->share->den));
    jsonw_pair(w, "op", q->share->at_least ? STR("at_least") : STR("more_than"));
    jsonw_pair_i64(w, "needed", q->needed);
    jsonw_pair_i64(w, "present", q->present);
    jsonw_pair_bool(w, "met", q->is_met);
    jsonw_pair(
        w, "article",
        str_print(r->call.arena, "%s %.*s", q->share->source.document, STR_FMT(article)));
    jsonw_close(w, '}');
}

static void write_delegations(struct api *r, const struct delegations *d)
{
    struct jsonw *w = &r->w;

    jsonw_key(w, "delegations");
    jsonw_open(w, '[');
    for (size_t i = 0; i < d->count; i++) {
        jsonw_open(w, '{');
        jsonw_pair(w, "name", d->items[i].name);
        jsonw_pair_i64(w, "due", d->items[i].numbers.due);
        jsonw_pair_i64(w, "present", d->items[i].numbers.present);
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
}

static void write_doors(struct api *r, const struct hall_view *v)
{
    struct jsonw *w = &r->w;

    jsonw_key(w, "doors");
    jsonw_open(w, '[');
    for (size_t i = 0; i < v->door_count; i++) {
        jsonw_open(w, '{');
        jsonw_pair(w, "name", v->doors[i].name);
        jsonw_pair_i64(w, "count", v->doors[i].count);
        write_moment(r, "last_at", v->doors[i].last_at);
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
}

static void write_latest(struct api *r, const struct hall_view *v)
{
    struct jsonw *w = &r->w;

    jsonw_key(w, "latest");
    jsonw_open(w, '[');
    for (size_t i = 0; i < v->latest_count; i++) {
        jsonw_open(w, '{');
        jsonw_pair(w, "name", v->latest[i].name);
        jsonw_pair(w, "delegation", v->latest[i].delegation);
        write_text(r, "status", v->latest[i].status);
        write_moment(r, "at", v->latest[i].at);
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
}

static void write_poll_numbers(struct api *r, const struct hall_view *v)
{
    static const int NUMBERS[] = {POLL_DUE, POLL_PRESENT, POLL_VOTED, POLL_RETURNED};
    const struct ledger *l = ledger_of(&r->call, LEDGER_POLL);
    struct jsonw *w = &r->w;

    jsonw_key(w, "polls");
    jsonw_open(w, '[');
    for (size_t i = 0; i < v->poll_count; i++) {
        jsonw_open(w, '{');
        write_id(r, "id", v->polls[i]->id.v);
        write_field(r, l, v->polls[i], POLL_TITLE);
        jsonw_pair(w, "state", row_state(l, v->polls[i]));
        for (size_t k = 0; k < sizeof(NUMBERS) / sizeof(NUMBERS[0]); k++)
            write_field_number(r, l, v->polls[i], NUMBERS[k]);
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
}

static void write_motion(struct api *r, const struct motion_brief *m)
{
    const struct ledger *l = ledger_of(&r->call, LEDGER_MOTION);
    struct jsonw *w = &r->w;

    jsonw_key(w, "motion");
    if (!m->row) {
        jsonw_null(w);
        return;
    }
    jsonw_open(w, '{');
    write_field(r, l, m->row, MOTION_TITLE);
    write_field(r, l, m->row, MOTION_SOURCE);
    write_text(r, "leader", m->leader);
    jsonw_pair_i64(w, "signers", m->signers);
    jsonw_close(w, '}');
}

static void write_agenda(struct api *r, const struct hall_view *v)
{
    const struct ledger *l = ledger_of(&r->call, LEDGER_AGENDA_ITEM);
    struct jsonw *w = &r->w;

    jsonw_key(w, "agenda");
    jsonw_open(w, '[');
    for (size_t i = 0; i < v->agenda_count; i++) {
        const struct row *row = v->agenda[i].row;
        jsonw_open(w, '{');
        write_id(r, "id", row->id.v);
        write_field(r, l, row, AGENDA_ITEM_TITLE);
        write_field(r, l, row, AGENDA_ITEM_KIND);
        write_text(r, "speaker", row_text(l, row, AGENDA_ITEM_SPEAKER));
        jsonw_pair(w, "state", row_state(l, row));
        write_motion(r, &v->agenda[i].motion);
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
}

static enum err get_hall(struct api *r)
{
    struct hall_view v;
    row_id id;

    TRY(path_id(r, &id));
    TRY(hall_now(&r->call, id, &v));
    jsonw_open(&r->w, '{');
    jsonw_key(&r->w, "sitting");
    write_row(r, ledger_of(&r->call, LEDGER_SITTING), v.sitting, true);
    write_numbers(r, &v.numbers);
    write_quorum(r, &v.quorum);
    write_delegations(r, &v.delegations);
    write_doors(r, &v);
    write_latest(r, &v);
    write_poll_numbers(r, &v);
    write_agenda(r, &v);
    write_instant(&r->w, "at", r->call.now);
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

static enum err get_roll(struct api *r)
{
    struct roll_line *lines;
    size_t count;
    row_id id;
    struct jsonw *w = &r->w;

    TRY(path_id(r, &id));
    TRY(hall_roll(&r->call, id, &lines, &count));
    jsonw_open(w, '{');
    jsonw_key(w, "attendees");
    jsonw_open(w, '[');
    for (size_t i = 0; i < count; i++) {
        const struct roll_line *k = &lines[i];
        jsonw_open(w, '{');
        write_id(r, "id", k->id.v);
        jsonw_pair(w, "name", k->name);
        write_text(r, "delegation", k->delegation);
        write_text(r, "seat", k->seat);
        jsonw_pair(w, "badge", k->badge);
        jsonw_pair_bool(w, "votes", k->is_due);
        write_text(r, "status", k->status);
        write_moment(r, "came_at", k->came_at);
        write_moment(r, "left_at", k->left_at);
        write_text(r, "door", k->door);
        write_text(r, "reason", k->reason);
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
    write_instant(w, "at", r->call.now);
    jsonw_close(w, '}');
    return ERR_OK;
}

/* ---- check-in ------------------------------------------------------------------------ */

static enum err read_events(struct api *r, struct check_in_event **out, size_t *count)
{
    const struct json *items = body_list(r, "events", count);

    *out = ARENA_ARRAY(r->call.arena, struct check_in_event, *count + 1);
    for (size_t i = 0; i < *count; i++) {
        struct str attendee = json_find_text(&items[i], "attendee");
        struct check_in_event *e = &(*out)[i];
        *e = (struct check_in_event){.key = json_find_text(&items[i], "key"),
                                     .badge = json_find_text(&items[i], "badge"),
                                     .kind = json_find_text(&items[i], "kind"),
                                     .way = json_find_text(&items[i], "way"),
                                     .reason = json_find_text(&items[i], "reason"),
                                     .at = json_find_text(&items[i], "at")};
        if (attendee.len && !str_i64(attendee, &e->attendee.v))
            e->attendee.v = -1; /* nobody's: refused with the event, not with the batch */
    }
    return ERR_OK;
}

static void write_taken(struct api *r, const struct check_in_answer *a)
{
    jsonw_open(&r->w, '{');
    jsonw_pair(&r->w, "key", a->key);
    write_id(r, "attendee", a->attendee.v);
    jsonw_pair(&r->w, "name", a->name);
    write_text(r, "delegation", a->delegation);
    write_text(r, "seat", a->seat);
    write_text(r, "status", a->status);
    jsonw_close(&r->w, '}');
}

static void write_refused(struct api *r, const struct check_in_answer *a)
{
    AUTO(buf) struct buf text = BUF(BUF_MESSAGE);

    fault_tell(&text, r->call.locale, &a->fault);
    jsonw_open(&r->w, '{');
    jsonw_pair(&r->w, "key", a->key);
    jsonw_pair(&r->w, "code", str_of(a->fault.code));
    jsonw_pair(&r->w, "message", buf_view(&text));
    jsonw_close(&r->w, '}');
}

static void write_answers(struct api *r, const char *key, bool taken,
                          const struct check_in_answer *answers, size_t count)
{
    jsonw_key(&r->w, key);
    jsonw_open(&r->w, '[');
    for (size_t i = 0; i < count; i++) {
        bool is_taken = answers[i].fault.kind == ERR_OK;
        if (taken && is_taken)
            write_taken(r, &answers[i]);
        else if (!taken && !is_taken)
            write_refused(r, &answers[i]);
    }
    jsonw_close(&r->w, ']');
}

static enum err check_in(struct api *r)
{
    struct check_in_event *events;
    size_t count;
    row_id id;

    TRY(path_id(r, &id));
    TRY(read_events(r, &events, &count));
    struct check_in_answer *answers =
        ARENA_ARRAY(r->call.arena, struct check_in_answer, count + 1);
    TRY(hall_check_in(&r->call, id, body_text(r, "door"), events, count, answers));
    jsonw_open(&r->w, '{');
    write_answers(r, "taken", true, answers, count);
    write_answers(r, "refused", false, answers, count);
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

/* clang-format off */
static const struct shape status = WORD(WORDS_ATTENDANCE_STATUS);

static const struct shape hall_shape = NAMED("Hall",
    {"sitting", MUST, SAME(&row_shape)},
    {"due", MUST, COUNT},
    {"present", MUST, COUNT},
    {"left", MUST, COUNT},
    {"absent", MUST, COUNT},
    {"leave_sick", MUST, COUNT},
    {"leave_business", MUST, COUNT},
    {"unknown", MUST, COUNT},
    {"quorum", OR_NULL, SAME(&quorum_shape)},
    {"delegations", MUST, EACH(OBJECT({"name", MUST, STRING}, {"due", MUST, COUNT}, {"present", MUST, COUNT}))},
    {"doors", MUST, EACH(OBJECT({"name", MUST, STRING}, {"count", MUST, COUNT}, {"last_at", OR_NULL, INSTANT}))},
    {"latest", MUST, EACH(OBJECT(
        {"name", MUST, STRING}, {"delegation", MUST, STRING}, {"status", OR_NULL, SAME(&status)},
        {"at", OR_NULL, INSTANT}))},
    {"polls", MUST, EACH(OBJECT(
        {"id", MUST, ID}, {"title", MUST, STRING}, {"state", MUST, SAME(&poll_state_shape)}, {"due", MUST, COUNT},
        {"present", MUST, COUNT}, {"voted", MUST, COUNT}, {"returned", MUST, COUNT}))},
    {"agenda", MUST, EACH(NAMED("HallItem",
        {"id", MUST, ID}, {"title", MUST, STRING}, {"kind", MUST, STRING}, {"speaker", OR_NULL, STRING},
        {"state", MUST, STRING},
        {"motion", OR_NULL, OBJECT(
            {"title", MUST, STRING}, {"source", MUST, STRING}, {"leader", OR_NULL, STRING}, {"signers", MUST, COUNT})}))},
    {"at", OR_NULL, INSTANT});

static const struct shape roll_shape = NAMED("Roll",
    {"attendees", MUST, EACH(NAMED("Attendee",
        {"id", MUST, ID},
        {"name", MUST, STRING},
        {"delegation", OR_NULL, STRING},
        {"seat", OR_NULL, STRING},
        {"badge", MUST, STRING},
        {"votes", MUST, BOOL},
        {"status", OR_NULL, SAME(&status)},
        {"came_at", OR_NULL, INSTANT},
        {"left_at", OR_NULL, INSTANT},
        {"door", OR_NULL, STRING},
        {"reason", OR_NULL, STRING}))},
    {"at", OR_NULL, INSTANT});

static const struct shape check_in_body = OBJECT(
    {"door", MUST, TEXT(200)},
    {"events", MUST, LIST(CHECK_INS_MOST, NAMED("DoorEvent", /* what is wrong in one is answered with that event */
        {"key", MUST, TEXT(200)},
        {"attendee", MAY, TEXT(40)},
        {"badge", MAY, TEXT(200)},
        {"kind", MUST, TEXT(40)},
        {"at", MAY, TEXT(40)},
        {"way", MAY, TEXT(40)},
        {"reason", MAY, TEXT(2000)}))});

static const struct shape checked_in = NAMED("CheckedIn",
    {"taken", MUST, EACH(OBJECT(
        {"key", MUST, STRING}, {"attendee", MUST, ID}, {"name", MUST, STRING}, {"delegation", OR_NULL, STRING},
        {"seat", OR_NULL, STRING}, {"status", OR_NULL, SAME(&status)}))},
    {"refused", MUST, EACH(OBJECT({"key", MUST, STRING}, {"code", MUST, STRING}, {"message", MUST, STRING}))});

static const struct route routes[] = {
/*    method     path                                who                  how        query     body                  reply            handler        what */
    { HTTP_GET,  "/api/sittings/{sitting}/hall",     OF(CONGRESS, READ),  RUN_READ,  NO_QUERY, NO_BODY,              OK(&hall_shape), get_hall,      "who is there, live" },
    { HTTP_GET,  "/api/sittings/{sitting}/roll",     OF(CONGRESS, READ),  RUN_READ,  NO_QUERY, NO_BODY,              OK(&roll_shape), get_roll,      "what a door keeps to work without network" },
    { HTTP_POST, "/api/sittings/{sitting}/check-in", OF(CONGRESS, WRITE), RUN_WRITE, NO_QUERY, JSON(&check_in_body), OK(&checked_in), check_in,      "what a door reports, any number of times" },
    { HTTP_POST, "/api/sittings/{sitting}/open",     OF(CONGRESS, WRITE), RUN_WRITE, NO_QUERY, JSON(&NOTHING),       OK(&row_shape),  open_sitting,  "open a sitting: check-in begins" },
    { HTTP_POST, "/api/sittings/{sitting}/close",    OF(CONGRESS, WRITE), RUN_WRITE, NO_QUERY, JSON(&NOTHING),       OK(&row_shape),  close_sitting, "close a sitting" },
};
/* clang-format on */

ROUTE_TABLE(sitting_routes);
