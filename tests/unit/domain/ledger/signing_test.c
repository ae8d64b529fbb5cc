/* What a signature holds: by a name in the row, by a state, and until an act takes it back. */
#include "domain/ledger/signing.h"

#include <criterion/criterion.h>

enum { TITLE, COMMENT, FIRST, SECOND, SIGNED_ON, FIELDS };
enum { DRAFT, CHECKED, CLOSED, STATES };
enum { SIGN_FIRST, SIGN_SECOND, CLOSE, FILE_AWAY, RETURN, ACTS };

static struct ledger sample(struct field *fields, struct act *acts)
{
    fields[TITLE] = (struct field){.type = FIELD_TEXT};
    fields[COMMENT] = (struct field){.type = FIELD_TEXT, .is_after_sign = true};
    fields[FIRST] = fields[SECOND] = (struct field){.type = FIELD_ACCOUNT, .is_kept = true};
    fields[SIGNED_ON] = (struct field){.type = FIELD_DATE};
    for (int i = 0; i < ACTS; i++)
        acts[i] = (struct act){.by = -1, .stamp = -1, .start_field = -1};
    acts[SIGN_FIRST] = (struct act){.from = 1u << DRAFT,
                                    .to = DRAFT,
                                    .by = FIRST,
                                    .stamp = SIGNED_ON,
                                    .start_field = -1,
                                    .needs_sign = true};
    acts[SIGN_SECOND] = acts[SIGN_FIRST];
    acts[SIGN_SECOND].by = SECOND;
    acts[SIGN_SECOND].stamp = -1;
    acts[CLOSE].from = 1u << DRAFT;
    acts[CLOSE].to = CHECKED;
    acts[CLOSE].needs_sign = true;
    acts[FILE_AWAY].from = 1u << CHECKED;
    acts[FILE_AWAY].to = CLOSED;
    acts[FILE_AWAY].requires[0] = 1u << TITLE;
    acts[RETURN].from = 1u << CHECKED | 1u << CLOSED;
    acts[RETURN].to = DRAFT;
    acts[RETURN].unsigns = true;
    struct ledger l = {.fields = fields,
                       .field_count = FIELDS,
                       .state_count = STATES,
                       .acts = acts,
                       .act_count = ACTS};
    signing_ready(&l);
    return l;
}

Test(signing, follows_from_the_acts)
{
    struct field fields[FIELDS];
    struct act acts[ACTS];
    struct ledger l = sample(fields, acts);

    cr_assert_eq(l.signed_states, 1u << CHECKED | 1u << CLOSED);
    for (int i = 0; i < FIELDS; i++)
        cr_assert_eq(field_is_signature(&l, i), i == FIRST || i == SECOND, "field %d", i);
    cr_assert_null(unsigning_act(&l, DRAFT));
    cr_assert_eq(unsigning_act(&l, CHECKED), &acts[RETURN]);
    acts[RETURN].unsigns = false;
    signing_ready(&l);
    cr_assert_eq(l.signed_states & 1, 1,
                 "a way back that takes nothing back signs the first state");
}

Test(signing, lets_change_what_it_does_not_speak_of)
{
    static const struct {
        int state, signature, changes, act, found; /* -1: none */
    } CASES[] = {
        {DRAFT, -1, TITLE, -1, SIGNED_NOTHING},
        {DRAFT, FIRST, TITLE, -1, TITLE},
        {DRAFT, SECOND, TITLE, -1, TITLE},
        {DRAFT, FIRST, COMMENT, -1, SIGNED_NOTHING},
        {DRAFT, FIRST, SECOND, SIGN_SECOND, SIGNED_NOTHING},
        {DRAFT, FIRST, TITLE, SIGN_SECOND, TITLE},
        {DRAFT, FIRST, SIGNED_ON, -1, SIGNED_ON},
        {CHECKED, -1, TITLE, -1, TITLE},
        {CHECKED, -1, TITLE, FILE_AWAY, SIGNED_NOTHING},
        {CHECKED, -1, TITLE, RETURN, SIGNED_NOTHING},
        {CLOSED, -1, COMMENT, -1, SIGNED_NOTHING},
        {CLOSED, -1, FIELDS, -1, SIGNED_REGION},
        {DRAFT, -1, FIELDS, -1, SIGNED_NOTHING},
    };
    struct field fields[FIELDS];
    struct act acts[ACTS];
    struct ledger l = sample(fields, acts);

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        struct value was[FIELDS] = {0}, is[FIELDS] = {0};
        struct row before = {.state = CASES[i].state, .region = 1, .values = was};
        struct row after = {.state = CASES[i].state, .region = 1, .values = is};
        if (CASES[i].signature >= 0)
            was[CASES[i].signature] = is[CASES[i].signature] = (struct value){true, 7, {0}};
        if (CASES[i].changes == FIELDS)
            after.region = 2;
        else
            is[CASES[i].changes] = (struct value){true, 9, STR("x")};
        cr_assert_eq(signed_change(&l, &before, &after,
                                   CASES[i].act < 0 ? NULL : &acts[CASES[i].act]),
                     CASES[i].found, "case %zu", i);
    }
}

Test(signing, is_taken_out_with_its_date)
{
    struct field fields[FIELDS];
    struct act acts[ACTS];
    struct ledger l = sample(fields, acts);
    struct value values[FIELDS];
    struct row row = {.state = DRAFT, .values = values};

    for (int i = 0; i < FIELDS; i++)
        values[i] = (struct value){true, 7, STR("x")};
    cr_assert(row_is_signed(&l, &row));
    signatures_clear(&l, &row);
    cr_assert_not(row_is_signed(&l, &row));
    for (int i = 0; i < FIELDS; i++)
        cr_assert_eq(values[i].is_set, i == TITLE || i == COMMENT, "field %d", i);
}
