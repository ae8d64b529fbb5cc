/* The command line: which command, with which options.  What commands do is in commands.c. */
#include "commands.h"

#include "base/crypto.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

int main(int argc, char **argv)
{
    struct options o = {.listen = "127.0.0.1:8300", .data = "data"};

    umask(0077); /* records are nobody else's to read */
    setlocale(LC_ALL, "C.UTF-8");
    if (!options_read(&o, argc, argv))
        return EXIT_WRONG;
    if (o.seed) /* a real site's keys must never follow from a number */
        crypto_make_predictable(o.seed);
    if (!crypto_start()) {
        fputs("huanjie: no source of random bytes\n", stderr);
        return EXIT_FAULT;
    }
    return o.command->run(&o);
}
