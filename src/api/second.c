#include "api/second.h"

enum err api_second(struct api *r, role_set roles, region at, account_id *out)
{
    const struct json *o = json_find(r->body, "second");
    struct second who = {.name = json_find_text(o, "name"),
                         .password = json_find_text(o, "password"),
                         .code = json_find_text(o, "code")};

    *out = (account_id){0};
    return o ? session_second(&r->call, &who, roles, at, out) : ERR_OK;
}
