/* Shapes that several rooms speak of. */
#pragma once

#include "api/shape.h"

extern const struct shape label_shape;    /* Label: a name in the three languages */
extern const struct shape ref_shape;      /* Ref: {"id","label"} of a row, an account */
extern const struct shape file_shape;     /* File: {"id","name","bytes"} */
extern const struct shape region_shape;   /* RegionRef: the same of a region */
extern const struct shape row_shape;      /* Row: its head, and the fields of its ledger */
extern const struct shape done_shape;     /* Done: how many */
extern const struct shape started_shape;  /* JobStarted: its id, to ask how far it is */
extern const struct shape made_shape;     /* Made: the id of what is new */
extern const struct shape quorum_shape;   /* Quorum: who must be there, and are they */
extern const struct shape row_ver_shape;  /* RowVersion: a row as the caller saw it */
extern const struct shape error_shape;    /* Error: every reply of 400 and above */
extern const struct shape password_shape; /* a body: the password again, as signature */
extern const struct shape reason_shape;   /* a body: why */
extern const struct shape
    second_shape; /* Second: another person at this screen, who vouches */
extern const struct shape role_shape, grant_shape; /* Grant: a role and where it holds */
extern const struct shape poll_state_shape;
extern const struct shape at_region;  /* a query: region, or nothing for home */
extern const struct shape page_query; /* a query: after, where the next page begins */

/* clang-format off */
#define ROW_MEMBERS \
    {"id", MUST, ID}, {"region", MUST, SAME(&region_shape)}, {"ver", MUST, VERSION_OF_ROW}, \
    {"state", OR_NULL, STRING}, {"is_signed", MUST, BOOL}, {"created_at", OR_NULL, INSTANT}, {"updated_at", OR_NULL, INSTANT}
/* Which rows are meant; the shape is open for conditions on the fields of the ledger. */
#define FILTER_MEMBERS \
    {"region", MAY, REGION}, {"q", MAY, STRING}, {"state", MAY, STRING}, {"late", MAY, WORD("1")}
#define GATE_MEMBERS {"ok", MUST, BOOL}, {"message", MUST, STRING}
/* clang-format on */
