#include "api/shapes.h"

#include "ledgers/poll.h"

/* clang-format off */
const struct shape label_shape = NAMED("Label",
    {"zh-Hans", MUST, STRING}, {"zh-Hant", MUST, STRING}, {"en", MUST, STRING});

const struct shape ref_shape = NAMED("Ref", {"id", MUST, ID}, {"label", MUST, STRING});

const struct shape file_shape = NAMED("File",
    {"id", MUST, ID}, {"name", MUST, STRING}, {"bytes", MUST, COUNT});

const struct shape region_shape = NAMED("RegionRef", {"id", MUST, REGION}, {"label", MUST, STRING});

const struct shape row_shape = OPEN("Row", ROW_MEMBERS);

const struct shape done_shape = NAMED("Done", {"done", MUST, COUNT});

const struct shape started_shape = NAMED("JobStarted", {"job", MUST, ID});
const struct shape made_shape = NAMED("Made", {"id", MUST, ID});

const struct shape quorum_shape = NAMED("Quorum",
    {"base", MUST, STRING},
    {"of", MUST, COUNT},
    {"share", MUST, STRING},
    {"op", MUST, WORD("at_least", "more_than")},
    {"needed", MUST, COUNT},
    {"present", MUST, COUNT},
    {"met", MUST, BOOL},
    {"article", MUST, STRING});

const struct shape row_ver_shape = NAMED("RowVersion", {"id", MUST, ID}, {"ver", MUST, VERSION_OF_ROW});

static const struct shape field_error = NAMED("FieldError",
    {"field", MUST, STRING},
    {"code", MAY, STRING},
    {"message", MAY, STRING},
    {"yours", MAY, VALUE}, /* of a conflict: what each side wants, and what stood before */
    {"theirs", MAY, VALUE},
    {"base", MAY, VALUE});

const struct shape error_shape = NAMED("Error",
    {"error", MUST, OBJECT(
        {"code", MUST, STRING},
        {"kind", MUST, WORD("invalid", "signed_out", "denied", "not_found", "conflict", "too_big", "rule", "io", "busy")},
        {"message", MUST, STRING},
        {"row", MAY, ANY}, /* its id, of a bulk that stopped; of a conflict the row as it stands */
        {"who", MAY, STRING},
        {"at", MAY, INSTANT},
        {"fields", MAY, EACH(SAME(&field_error))})});

const struct shape password_shape = OBJECT({"password", MUST, TEXT(1000)});

const struct shape second_shape = NAMED("Second",
    {"name", MUST, TEXT(200)}, {"password", MUST, TEXT(1000)}, {"code", MAY, TEXT(20)});

const struct shape reason_shape = OBJECT({"reason", MUST, REASON});

const struct shape role_shape = {.kind = SHAPE_WORD, .words = ROLE_NAMES};

const struct shape grant_shape = NAMED("Grant",
    {"role", MUST, SAME(&role_shape)}, {"region", MUST, SAME(&region_shape)});

const struct shape poll_state_shape = WORD(WORDS_POLL_STATES);

const struct shape at_region = OBJECT({"region", MAY, REGION});

const struct shape page_query = OBJECT({"after", MAY, TEXT(200)});
/* clang-format on */
