#include "service/open.h"

#include "service/account/session.h"
#include "service/exchange/import.h"
#include "service/record/hooks.h"
#include "service/rehearsal/rehearsal.h"
#include "service/site/health.h"
#include "service/site/job.h"

static void powers_changed(struct site *s, account_id signed_out, struct str unlocked)
{
    if (unlocked.len)
        sessions_unlock(s->sessions, unlocked);
    if (signed_out.v)
        sessions_drop(s->sessions, signed_out, (struct str){0});
    sessions_forget(s->sessions);
}

enum err site_open(const struct site_opening *how, struct site **out, struct fault *f)
{
    struct site *s;
    enum err err = site_begin(how, &HOOKS, &s, f);

    *out = NULL;
    s->powers_changed = powers_changed;
    if (!err)
        err = hooks_check(&HOOKS, engine_catalog(s->engine), f);
    if (!err)
        err = sessions_new(s, &s->sessions, f);
    if (err) {
        site_free(s);
        return err;
    }
    s->jobs = jobs_new();
    s->imports = imports_new();
    s->health = health_new();
    s->rehearsals = rehearsals_new();
    *out = s;
    return ERR_OK;
}

void site_free(struct site *s)
{
    if (!s)
        return;
    jobs_free(s->jobs); /* they may still write */
    rehearsals_free(s->rehearsals);
    imports_free(s->imports);
    site_close_writer(s); /* its last words go to the sessions */
    health_free(s->health);
    sessions_free(s->sessions);
    site_end(s);
}
