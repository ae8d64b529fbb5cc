/* From the copy to the record and back: each rehearsal is a row of its ledger, begun and destroyed. */
#include "base/log.h"
#include "ledgers/poll.h"
#include "ledgers/rehearsal.h"
#include "service/record/hooks.h"
#include "service/record/row_acts.h"
#include "service/rehearsal/private.h"
#include "service/site/owner.h"
#include "store/queries.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LOCK_WAIT_MS = 3000, EVENTS_PAGE = 500 };

/* All of it is written by the feature: no row of it is removed, whatever the door. */
static enum err no_drop(struct call *c, const struct ledger *l, const struct row *row)
{
    (void)l, (void)row;
    return FAIL(&c->fault, ERR_RULE, "rehearsal.stays", "%s", "");
}

const struct hook rehearsal_hook = {.drop = no_drop};

/* Relative to the site's own, so that the record tells nobody where on the disk that is. */
struct str rehearsal_place(struct call *c, row_id record)
{
    return str_print(c->arena, "rehearsals/%lld", (long long)record.v);
}

/* Where the record says that it lies. */
struct str rehearsal_folder(struct call *c, const struct ledger *l, const struct row *row)
{
    struct str place = row_text(l, row, REHEARSAL_FOLDER);

    if (str_starts(place, STR("/")))
        return place;
    return str_of(site_path(c->site, c->arena, rehearsal_place(c, row->id).ptr));
}

bool rehearsal_is_there(struct arena *a, struct str folder)
{
    return access(str_print(a, "%.*s/site.json", STR_FMT(folder)).ptr, F_OK) == 0;
}

/* ---- the record ---------------------------------------------------------------------- */

static enum err write_begun(struct call *c, void *arg)
{
    struct recording *x = arg;
    const struct ledger *l = ledger_of(c, LEDGER_REHEARSAL);
    struct row *row = row_new(c->arena, l);

    row->region = x->region;
    row_put_text(l, row, REHEARSAL_TITLE, x->copy->title);
    row_put_number(l, row, REHEARSAL_CONGRESS, x->copy->congress.v);
    row_put_number(l, row, REHEARSAL_BEGUN_AT, c->now.ms);
    row_put_number(l, row, REHEARSAL_BEGUN_BY, c->who.v);
    row_put_text(l, row, REHEARSAL_FOLDER, x->folder);
    TRY(row_add(c, l, row));
    x->record = row->id;
    return ERR_OK;
}

static enum err write_destroyed(struct call *c, void *arg)
{
    const struct recording *x = arg;
    const struct ledger *l = ledger_of(c, LEDGER_REHEARSAL);
    struct row *before;

    TRY(row_fetch(c, l, x->record, &before));
    if (row_is(l, before, REHEARSAL_IS_DESTROYED))
        return ERR_OK;
    struct row *after = row_copy(c->arena, l, before);
    row_put_number(l, after, REHEARSAL_DESTROYED_AT, c->now.ms);
    row_put_number(l, after, REHEARSAL_DESTROYED_BY, c->who.v);
    if (x->is_counted) {
        row_put_number(l, after, REHEARSAL_POLLS_HELD, x->held);
        row_put_number(l, after, REHEARSAL_POLLS_SIGNED, x->was_signed);
    }
    row_put_state(l, after, REHEARSAL_IS_DESTROYED);
    return row_act(c, l, before, after, REHEARSAL_DO_DESTROY, (struct str){0});
}

/* ---- making one ---------------------------------------------------------------------- */

/* The parts are put together elsewhere: what is half made has no name that anybody serves. */
static enum err put_in_place(struct copying *k, struct recording *x, struct str target)
{
    struct call *c = k->call;

    TRY(copy_mark(k, x->record));
    if (rename(str_c(c->arena, k->folder), str_c(c->arena, target)) == 0)
        return ERR_OK;
    return FAIL(&c->fault, ERR_IO, "file.write", "%.*s" SEP "%s", STR_FMT(target),
                strerror(errno));
}

/* `target` empty: the usual place, which has the name of the record. */
static enum err make_recorded(struct copying *k, struct recording *x, struct str target)
{
    struct call *c = k->call;

    TRY(copy_make(k));
    x->copy = k;
    TRY(call_write(c, write_begun, x));
    if (!target.len)
        target = str_of(site_path(c->site, c->arena, rehearsal_place(c, x->record).ptr));
    enum err err = put_in_place(k, x, target);
    if (!err)
        return ERR_OK;
    struct fault why = c->fault; /* the record ends with what it told of */
    if (call_write(c, write_destroyed, x))
        log_fault("rehearsal", &c->fault);
    c->fault = why;
    return err;
}

enum err rehearsal_copy_to(struct copying *k, struct recording *x, struct str beside,
                           struct str target)
{
    struct call *c = k->call;
    char *folder = str_c(
        c->arena, str_print(c->arena, "%.*s" FOLDER_MAKING "XXXXXX", STR_FMT(beside)));
    struct fault ignored = {0};

    TRY(copy_may(k));
    if (!mkdtemp(folder))
        return FAIL(&c->fault, ERR_IO, "file.write", "%s" SEP "%s", folder,
                    strerror(errno));
    k->folder = str_of(folder);
    enum err err = make_recorded(k, x, target);
    if (err && wipe_tree(folder, &ignored))
        log_fault("rehearsal", &ignored); /* the next start tries again */
    return err;
}

enum err rehearsal_copy(struct copying *k, struct recording *x)
{
    struct call *c = k->call;
    const char *all = site_path(c->site, c->arena, "rehearsals");

    if (mkdir(all, 0700) != 0 && errno != EEXIST)
        return FAIL(&c->fault, ERR_IO, "file.write", "%s" SEP "%s", all, strerror(errno));
    return rehearsal_copy_to(k, x, str_print(c->arena, "%s/", all), (struct str){0});
}

/* ---- destroying one ------------------------------------------------------------------ */

/* Its own audit list since it began: who signed in, who tried to. */
static enum err read_events(struct call *c, struct db *db, instant since,
                            struct recording *x)
{
    int64_t before = INT64_MAX;

    for (;;) {
        struct event_row *page;
        size_t n;
        TRY(store_event_list(db, c->arena, before, -1, EVENTS_PAGE, &page, &n));
        for (size_t i = 0; i < n; i++) {
            before = page[i].id;
            if (page[i].at.ms < since.ms)
                continue;
            *(struct event_row *)ARENA_PUSH(c->arena, x->events, x->event_count,
                                            x->event_room) = page[i];
        }
        if (n < EVENTS_PAGE)
            return ERR_OK;
    }
}

/* How many polls were held and signed in it, and its audit list. */
static enum err read_copy(struct call *c, struct str folder, instant since,
                          struct recording *x)
{
    const struct ledger *l = ledger_of(c, LEDGER_POLL);
    struct number_row held = {0}, done = {0};
    struct fault *f = &c->fault;
    struct db *db;

    TRY(db_open(str_print(c->arena, "%.*s/huanjie.db", STR_FMT(folder)), DB_READ, &db, f));
    enum err err = store_rehearsal_acts(db, c->arena, l->name,
                                        act_at(l, POLL_DO_OPEN)->name, since, &held);
    if (!err)
        err = store_rehearsal_acts(db, c->arena, l->name, act_at(l, POLL_DO_SIGN)->name,
                                   since, &done);
    if (!err)
        err = read_events(c, db, since, x);
    if (err)
        err = db_fail(db, err, f);
    db_free(db);
    if (err)
        return err;
    x->held = held.n;
    x->was_signed = done.n;
    x->is_counted = true;
    return ERR_OK;
}

/* They are kept by the real site, under the name of the rehearsal, before its files go. */
static enum err write_events(struct call *c, void *arg)
{
    const struct recording *x = arg;

    for (size_t i = x->event_count; i > 0; i--) {
        const struct event_row *e = &x->events[i - 1];
        struct str target = str_print(c->arena, "rehearsals/%lld %.*s",
                                      (long long)x->record.v, STR_FMT(e->target));
        TRY(store_event_add(c->db, id_next(&c->site->engine->ids, c->now), e->at, e->who,
                            e->origin, e->act, target, e->about));
    }
    return ERR_OK;
}

static const char *ending_of(struct call *c, row_id record)
{
    struct str name =
        str_print(c->arena, "rehearsals/" FOLDER_ENDING "%lld", (long long)record.v);

    return site_path(c->site, c->arena, name.ptr);
}

/* Is it this record's, and does nobody serve it?  Its lock is held until it is renamed. */
static enum err end_folder(struct call *c, struct str folder, instant since,
                           struct recording *x)
{
    struct rehearsed found;
    struct owner *owner = NULL;

    TRY(copy_read(c->arena, folder, &found, &c->fault));
    if (found.record.v != x->record.v)
        return FAIL(&c->fault, ERR_RULE, "rehearsal.not_one", "%.*s", STR_FMT(folder));
    TRY(owner_lock(folder.ptr, NULL, "rehearse", LOCK_WAIT_MS, &owner, &c->fault));
    enum err err = read_copy(c, folder, since, x);
    if (err)
        c->fault =
            (struct fault){0}; /* a damaged copy is destroyed all the same, uncounted */
    err = call_write(c, write_events, x);
    if (err) {
        owner_free(owner);
        return err; /* nothing is destroyed whose audit list is not kept */
    }
    const char *ending = ending_of(c, x->record);
    bool moved = rename(folder.ptr, ending) == 0; /* another disk: where it is */
    owner_free(owner);
    return wipe_tree(moved ? ending : folder.ptr, &c->fault);
}

enum err rehearsal_end(struct call *c, const struct row *row, struct str folder)
{
    const struct ledger *l = ledger_of(c, LEDGER_REHEARSAL);
    struct recording x = {.record = row->id};

    served_stop(c->site->rehearsals, row->id);
    if (rehearsal_is_there(c->arena, folder))
        TRY(end_folder(c, str_of(str_c(c->arena, folder)),
                       (instant){row_number(l, row, REHEARSAL_BEGUN_AT)}, &x));
    if (access(ending_of(c, row->id), F_OK) == 0) /* of an end that was cut off */
        TRY(wipe_tree(ending_of(c, row->id), &c->fault));
    return call_write(c, write_destroyed, &x);
}
