#include "domain/id_number.h"

#include <criterion/criterion.h>
#include <stdio.h>

Test(id_number, known_good_and_bad)
{
    static const struct {
        const char *text;
        enum id_number_fault want;
    } CASES[] = {
        {"11010519491231002X", ID_NUMBER_OK},    /* the example of GB 11643-1999 */
        {"440524188001010014", ID_NUMBER_BIRTH}, /* the other one: before 1900 */
        {"110105194912310021", ID_NUMBER_CHECK},
        {"11010519491231002x",
         ID_NUMBER_CHECK}, /* capital X only: value_read() writes it so */
        {"110105194902310021", ID_NUMBER_BIRTH},
        {"110105194913310021", ID_NUMBER_BIRTH},
        {"110105194900310021", ID_NUMBER_BIRTH},
        {"110105194912000021", ID_NUMBER_BIRTH},
        {"110105491231002", ID_NUMBER_LENGTH},
        {"11010519491231002", ID_NUMBER_LENGTH},
        {"11010519491231002XX", ID_NUMBER_LENGTH},
        {"1101051949123100XX", ID_NUMBER_LENGTH},
        {"1101O519491231002X", ID_NUMBER_LENGTH},
        {"-1010519491231002X", ID_NUMBER_LENGTH},
        {"", ID_NUMBER_LENGTH},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++)
        cr_expect_eq(id_number_test(str_of(CASES[i].text)), CASES[i].want, "%s",
                     CASES[i].text);
    cr_expect_eq(id_number_check(STR("440524188001010014")), '4');
    cr_expect_eq(id_number_check(STR("1101051949123100")), 0);
    cr_expect_eq(id_number_birth(STR("11010519491231002X")), 19491231);
    cr_expect_not(id_number_is_male(STR("11010519491231002X")));
    cr_expect(id_number_is_male(STR("110105194912310038")));
}

static uint64_t next(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static void draw(uint64_t *state, char text[ID_NUMBER_LEN + 1])
{
    unsigned month = 1 + (unsigned)(next(state) % 12),
             day = 1 + (unsigned)(next(state) % 28);

    snprintf(text, ID_NUMBER_LEN + 1, "%06u%04u%02u%02u%03u",
             110000 + (unsigned)(next(state) % 540000),
             1900 + (unsigned)(next(state) % 150), month, day,
             (unsigned)(next(state) % 1000));
    text[ID_NUMBER_LEN - 1] = id_number_check((struct str){text, ID_NUMBER_LEN - 1});
    text[ID_NUMBER_LEN] = '\0';
}

/* One wrong digit, and two neighbours exchanged: the errors of typing that the check digit is for. */
Test(id_number, every_wrong_digit_and_every_exchange_is_caught)
{
    static const char DIGITS[] = "0123456789X";
    uint64_t state = 20211120;
    char text[ID_NUMBER_LEN + 1];

    for (int round = 0; round < 2000; round++) {
        draw(&state, text);
        cr_assert_eq(id_number_test(str_of(text)), ID_NUMBER_OK, "%s", text);
        for (int at = 0; at < ID_NUMBER_LEN; at++) {
            char right = text[at];
            for (const char *d = DIGITS; *d; d++) {
                if (*d == right)
                    continue;
                text[at] = *d;
                cr_assert_neq(id_number_test(str_of(text)), ID_NUMBER_OK, "%s at %d", text,
                              at);
            }
            text[at] = right;
        }
        for (int at = 0; at + 2 < ID_NUMBER_LEN; at++) {
            char left = text[at];
            text[at] = text[at + 1];
            text[at + 1] = left;
            if (text[at] != left)
                cr_assert_neq(id_number_test(str_of(text)), ID_NUMBER_OK, "%s at %d", text,
                              at);
            text[at + 1] = text[at];
            text[at] = left;
        }
    }
}
