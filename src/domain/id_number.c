#include "domain/id_number.h"

char id_number_check(struct str first17)
{
    static const int WEIGHTS[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    static const char CHECKS[] = "10X98765432";
    int sum = 0;

    if (first17.len < ID_NUMBER_LEN - 1)
        return 0;
    for (int i = 0; i < ID_NUMBER_LEN - 1; i++) {
        int digit = first17.ptr[i] - '0';
        if (digit < 0 || digit > 9)
            return 0;
        sum += digit * WEIGHTS[i];
    }
    return CHECKS[sum % 11];
}

enum id_number_fault id_number_test(struct str number)
{
    char check = 0;

    if (number.len == ID_NUMBER_LEN)
        check = id_number_check(number);
    if (!check)
        return ID_NUMBER_LENGTH;
    date birth = id_number_birth(number);
    if (!date_is_valid(birth) || !date_day(birth))
        return ID_NUMBER_BIRTH;
    return number.ptr[ID_NUMBER_LEN - 1] == check ? ID_NUMBER_OK : ID_NUMBER_CHECK;
}

date id_number_birth(struct str number)
{
    int64_t birth = 0;

    return str_i64(str_sub(number, 6, 8), &birth) ? birth : 0;
}

bool id_number_is_male(struct str number)
{
    return (number.ptr[16] - '0') % 2 == 1;
}
