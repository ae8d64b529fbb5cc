#include "api/second.h"

struct second api_second_said(struct api *r)
{
    const struct json *o = json_find(r->body, "second");

    return (struct second){.name = json_find_text(o, "name"),
                           .password = json_find_text(o, "password"),
                           .code = json_find_text(o, "code")};
}

enum err api_second(struct api *r, role_set roles, region at, account_id *out)
{
    struct second who = api_second_said(r);

    *out = (account_id){0};
    return json_find(r->body, "second") ? session_second(&r->call, &who, roles, at, out)
                                        : ERR_OK;
}
