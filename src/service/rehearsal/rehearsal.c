/* Rehearsals: who may begin and end one, and what the page of a congress shows of them. */
#include "ledgers/rehearsal.h"
#include "ledgers/congress.h"
#include "service/record/row_acts.h"
#include "service/rehearsal/private.h"

#include <sys/stat.h>

/* ---- work in the background ------------------------------------------------------------ */

static enum err start_job(struct call *c, enum err (*run)(struct job_work *), int64_t *job)
{
    struct rehearsals *r = c->site->rehearsals;
    enum err err = jobs_start(c, run, job);

    if (err) {
        work_leave(r);
        return err;
    }
    work_job(r, *job);
    return ERR_OK;
}

static void write_result(struct job_work *w, row_id record)
{
    struct jsonw json = {.out = w->result};

    jsonw_open(&json, '{');
    jsonw_key(&json, "rehearsal");
    jsonw_id(&json, record.v);
    jsonw_close(&json, '}');
}

/* ---- acts ---------------------------------------------------------------------------- */

static enum err load_congress(struct call *c, row_id congress, struct row **out)
{
    TRY(row_open(c, ledger_of(c, LEDGER_CONGRESS), congress, out));
    return call_require(c, ledger_of(c, LEDGER_REHEARSAL)->writers, (*out)->region);
}

static enum err begin_job(struct job_work *w)
{
    struct call *c = w->call;
    struct rehearsals *r = c->site->rehearsals;
    const struct ledger *l = ledger_of(c, LEDGER_CONGRESS);
    struct copying k = {
        .call = c, .congress = work_look(r).about, .job = w, .give_up = work_give_up(r)};
    struct recording x = {0};
    struct row *congress;

    enum err err = load_congress(c, k.congress, &congress);
    if (!err) {
        k.title = row_text(l, congress, CONGRESS_TITLE);
        x.region = congress->region;
        err = rehearsal_copy(&k, &x);
    }
    if (!err) {
        w->progress(w, 5, 6);
        struct str folder =
            str_of(site_path(c->site, c->arena, rehearsal_place(c, x.record).ptr));
        err = served_start(c->site, c->arena, x.record, folder, &c->fault);
    }
    work_leave(r);
    if (!err)
        write_result(w, x.record);
    return err;
}

static enum err refuse_second(struct call *c, row_id congress)
{
    const struct ledger *l = ledger_of(c, LEDGER_REHEARSAL);
    struct list all;

    TRY(rows_of_one(c, l, REHEARSAL_CONGRESS, congress, 0, &all));
    for (size_t i = 0; i < all.count; i++)
        if (row_is(l, all.rows[i], REHEARSAL_IS_BEGUN))
            return FAIL(&c->fault, ERR_RULE, "rehearsal.open", "%s", "");
    return ERR_OK;
}

enum err rehearsal_begin(struct call *c, row_id congress, int64_t *job)
{
    struct copying k = {.call = c, .congress = congress};
    struct row *row;

    TRY(load_congress(c, congress, &row));
    if (row_is(ledger_of(c, LEDGER_CONGRESS), row, CONGRESS_IS_CLOSED))
        return FAIL(&c->fault, ERR_RULE, "rehearsal.closed", "%s", "");
    TRY(copy_may(&k));
    TRY(refuse_second(c, congress));
    if (!served_any(c->site->rehearsals))
        return FAIL(&c->fault, ERR_RULE, "rehearsal.unserved", "%s", "");
    TRY(work_take(c, congress, congress));
    return start_job(c, begin_job, job);
}

enum err rehearsal_cancel(struct call *c, row_id congress)
{
    struct row *row;

    TRY(load_congress(c, congress, &row));
    return work_cancel(c->site->rehearsals, congress)
               ? ERR_OK
               : FAIL(&c->fault, ERR_RULE, "rehearsal.idle", "%s", "");
}

static enum err load_record(struct call *c, row_id record, struct row **out)
{
    const struct ledger *l = ledger_of(c, LEDGER_REHEARSAL);

    TRY(row_open(c, l, record, out));
    TRY(call_require(c, l->writers, (*out)->region));
    if (c->site->rehearsed)
        return FAIL(&c->fault, ERR_RULE, "rehearsal.again", "%s", "");
    return row_is(l, *out, REHEARSAL_IS_DESTROYED)
               ? FAIL(&c->fault, ERR_RULE, "rehearsal.over", "%s", "")
               : ERR_OK;
}

enum err rehearsal_serve(struct call *c, row_id record)
{
    const struct ledger *l = ledger_of(c, LEDGER_REHEARSAL);
    struct rehearsed found;
    struct row *row;

    TRY(load_record(c, record, &row));
    struct str folder = rehearsal_folder(c, l, row);
    TRY(copy_read(c->arena, folder, &found, &c->fault));
    TRY(work_take(c, record, (row_id){row_number(l, row, REHEARSAL_CONGRESS)}));
    enum err err = served_start(c->site, c->arena, record, folder, &c->fault);
    work_leave(c->site->rehearsals);
    return err;
}

static enum err destroy_job(struct job_work *w)
{
    struct rehearsals *r = w->call->site->rehearsals;
    row_id record = work_look(r).about;
    struct row *row;
    enum err err = load_record(w->call, record, &row);

    if (!err)
        err = rehearsal_end(
            w->call, row,
            rehearsal_folder(w->call, ledger_of(w->call, LEDGER_REHEARSAL), row));
    work_leave(r);
    if (!err)
        write_result(w, record);
    return err;
}

enum err rehearsal_destroy(struct call *c, row_id record, int64_t *job)
{
    const struct ledger *l = ledger_of(c, LEDGER_REHEARSAL);
    struct row *row;

    TRY(load_record(c, record, &row));
    TRY(work_take(c, record, (row_id){row_number(l, row, REHEARSAL_CONGRESS)}));
    return start_job(c, destroy_job, job);
}

/* ---- the page ------------------------------------------------------------------------ */

static enum rehearsal_at where(struct call *c, const struct ledger *l,
                               const struct row *row, int port)
{
    if (row_is(l, row, REHEARSAL_IS_DESTROYED))
        return REHEARSAL_DESTROYED;
    if (port)
        return REHEARSAL_SERVED;
    return rehearsal_is_there(c->arena, rehearsal_folder(c, l, row)) ? REHEARSAL_STOPPED
                                                                     : REHEARSAL_GONE;
}

enum err rehearsal_look(struct call *c, row_id congress, struct rehearsal_page *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_REHEARSAL);
    struct rehearsals *r = c->site->rehearsals;
    struct row *row;
    struct list all;

    TRY(row_open(c, ledger_of(c, LEDGER_CONGRESS), congress, &row));
    TRY(rows_of_one(c, l, REHEARSAL_CONGRESS, congress, -REHEARSAL_BEGUN_AT, &all));
    *out = (struct rehearsal_page){
        .ledger = l,
        .items = ARENA_ARRAY(c->arena, struct rehearsal_view, all.count),
        .may = !c->site->rehearsed && call_may(c, l->writers, row->region)};
    for (size_t i = 0; i < all.count; i++) {
        struct rehearsal_view *v = &out->items[out->count++];
        v->row = all.rows[i];
        v->port = served_port(r, v->row->id);
        v->at = where(c, l, v->row, v->port);
    }
    struct work now = work_look(r);
    out->job = now.is_busy ? now.job : 0;
    out->is_mine = now.is_busy && now.congress.v == congress.v;
    return ERR_OK;
}

/* ---- the command line ----------------------------------------------------------------- */

enum err rehearsal_make(struct call *c, struct str dir, row_id *record)
{
    struct copying k = {.call = c, .title = c->site->name};
    struct recording x = {.region = c->site->region, .folder = dir};
    struct stat info;

    if (!k.title.len)
        k.title = STR("—");
    if (lstat(str_c(c->arena, dir), &info) == 0)
        return FAIL(&c->fault, ERR_CONFLICT, "site.exists", "%.*s", STR_FMT(dir));
    TRY(rehearsal_copy_to(&k, &x, dir, dir));
    *record = x.record;
    return ERR_OK;
}

enum err rehearsal_unmake(struct call *c, struct str dir)
{
    const struct ledger *l = ledger_of(c, LEDGER_REHEARSAL);
    struct rehearsed found;
    struct row *row;

    TRY(copy_read(c->arena, dir, &found, &c->fault));
    if (row_fetch(c, l, found.record, &row)) {
        c->fault = (struct fault){0};
        return FAIL(&c->fault, ERR_RULE, "rehearsal.not_one", "%.*s", STR_FMT(dir));
    }
    return rehearsal_end(c, row, dir);
}
