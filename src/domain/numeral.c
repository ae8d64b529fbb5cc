#include "domain/numeral.h"

struct str numeral_text(struct arena *a, int64_t n)
{
    static const char *const DIGITS[] = {"",   "一", "二", "三", "四",
                                         "五", "六", "七", "八", "九"};

    if (n < 1 || n > 99)
        return n ? str_print(a, "%lld", (long long)n) : (struct str){0};
    if (n < 10)
        return str_of(DIGITS[n]);
    return str_print(a, "%s十%s", n / 10 > 1 ? DIGITS[n / 10] : "", DIGITS[n % 10]);
}
