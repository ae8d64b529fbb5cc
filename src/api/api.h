/* From an HTTP request to a service call and back.  The only way in. */
#pragma once

#include "net/http.h"
#include "service/site/site.h"

struct app;

/* `workers` threads will call; each gets a reading connection.  `ui_dir`: serve the web
 * application from this folder while developing; NULL: the embedded one. */
MUST_USE enum err app_new(struct site *site, int workers, struct app **out,
                          struct fault *f);
/* Before it serves: a proxy on this machine stands before it and says in X-Real-IP who asks.  Without it nobody
 * who sits at the machine is believed to be another. */
void app_is_proxied(struct app *app, bool is_proxied);
void app_free(struct app *app);

struct http_handler app_handler(struct app *app);

/* Keep the list of a step of nomination as issued, in the form of the page, inside the writer. */
MUST_USE enum err api_nomination_issue(struct call *c, row_id nomination);
