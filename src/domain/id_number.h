/* Citizen identity numbers, GB 11643-1999: 6 digits of address, 8 of birth, 3 of sequence
 * (odd: male), one check character.  Pure. */
#pragma once

#include "base/date.h"
#include "base/str.h"

enum { ID_NUMBER_LEN = 18 };

/* The check character ('0'…'9' or 'X') of the first 17 digits; 0 when they are not digits. */
char id_number_check(struct str first17);

enum id_number_fault {
    ID_NUMBER_OK,
    ID_NUMBER_LENGTH, /* not 18 characters, or not digits */
    ID_NUMBER_BIRTH,  /* no day of the calendar */
    ID_NUMBER_CHECK,  /* the last character does not fit the others: a typing error */
};

/* The address part is as at issue and may be long abolished: it is not checked. */
enum id_number_fault id_number_test(struct str number);

date id_number_birth(struct str number);   /* of a valid number */
bool id_number_is_male(struct str number); /* of a valid number */
