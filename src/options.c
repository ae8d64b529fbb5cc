#include "commands.h"

#include "command_table.h"

#include <stdio.h>
#include <stdlib.h>

static const struct command *find_command(const char *name)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(COMMANDS[i].name, name) == 0)
            return &COMMANDS[i];
    return NULL;
}

static void usage(FILE *out)
{
    fputs("huanjie " HUANJIE_VERSION "\n", out);
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        fprintf(out, "  huanjie %-8s %s\n", COMMANDS[i].name, COMMANDS[i].usage);
    fputs("options stand before or behind the command; each takes "
          "[--lang zh-Hans|zh-Hant|en]\n",
          out);
}

struct option {
    const char *name;
    const char **text;
};

static bool read_text(struct options *o, const char *name, const char *value)
{
    const struct option OPTIONS[] = {
        {"--data", &o->data},     {"--db", &o->db},       {"--listen", &o->listen},
        {"--region", &o->region}, {"--name", &o->name},   {"--ledger", &o->ledger},
        {"--by", &o->by},         {"--order", &o->order}, {"--facts", &o->facts},
        {"--keys", &o->keys},     {"--key", &o->key},     {"--to", &o->to},
    };

    for (size_t i = 0; i < sizeof(OPTIONS) / sizeof(OPTIONS[0]); i++) {
        if (strcmp(OPTIONS[i].name, name) == 0) {
            *OPTIONS[i].text = value;
            return true;
        }
    }
    if (strcmp(name, "--where") == 0 && o->where_count < WHERE_MOST) {
        o->where[o->where_count++] = value;
        return true;
    }
    return false;
}

enum { ROWS_MOST = 10000000 }; /* of a demonstration */

static bool read_other(struct options *o, const char *name, const char *value)
{
    int64_t number;

    if (strcmp(name, "--lang") == 0) {
        o->locale = locale_of(str_of(value));
        return true;
    }
    if (!str_i64(str_of(value), &number) || number < 0)
        return false;
    if (strcmp(name, "--seed") == 0)
        o->seed = (uint64_t)number;
    else if (strcmp(name, "--rows") == 0 && number >= 1 && number <= ROWS_MOST)
        o->rows = number;
    else
        return false;
    return true;
}

static bool read_flag(struct options *o, const char *name)
{
    if (strcmp(name, "--dry-run") == 0)
        o->dry_run = true;
    else if (strcmp(name, "--again") == 0)
        o->again = true;
    else if (strcmp(name, "--demo") == 0)
        o->demo = true;
    else if (strcmp(name, "--province") == 0)
        o->province = true;
    else if (strcmp(name, "--json") == 0)
        o->json = true;
    else if (strcmp(name, "--destroy") == 0)
        o->destroy = true;
    else if (strcmp(name, "--proxy") == 0)
        o->proxied = true;
    else if (strcmp(name, "--tied") == 0)
        o->tied = true;
    else
        return false;
    return true;
}

static bool refuse(const char *what, const char *arg)
{
    fprintf(stderr, "huanjie: %s: %s\n", what, arg);
    usage(stderr);
    return false;
}

/* The command is the first word that is no option; options stand before it and behind it. */
static bool read_word(struct options *o, const char *word)
{
    if (!o->command) {
        o->command = find_command(word);
        return o->command || refuse("no such command", word);
    }
    if (o->arg_count == ARGS_MOST)
        return refuse("too many arguments", word);
    o->args[o->arg_count++] = word;
    return true;
}

static bool read_args(struct options *o, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        bool is_option =
            argv[i][0] == '-' && argv[i][1]; /* "-" is standard input or output */
        if (!is_option) {
            if (!read_word(o, argv[i]))
                return false;
        } else if (!read_flag(o, argv[i])) {
            if (i + 1 == argc)
                return refuse("option unknown or without a value", argv[i]);
            if (!read_text(o, argv[i], argv[i + 1]) && !read_other(o, argv[i], argv[i + 1]))
                return refuse("option unknown or with a wrong value", argv[i]);
            i++;
        }
    }
    return true;
}

static void set_defaults(struct options *o, int argc, char **argv)
{
    const char *lang = getenv("LANG");

    o->argc = argc;
    o->argv = argv;
    o->input = -1;
    o->out = o->out ? o->out : stdout;
    o->err = o->err ? o->err : stderr;
    o->locale = locale_of(str_of(lang && *lang && strcmp(lang, "C") != 0 ? lang : "zh"));
}

/* What was read, for the command it was given to. */
static bool options_fit(const struct options *o)
{
    const struct command *c = o->command;

    if (o->seed && strcmp(c->name, "demo") != 0)
        return refuse("only demo data come from a seed", "--seed");
    if ((o->rows || o->province) && strcmp(c->name, "demo") != 0)
        return refuse("only a demo has a size", o->rows ? "--rows" : "--province");
    if (o->rows && !o->province)
        return refuse(
            "the county has rows of its own number; a province can be larger: --province",
            "--rows");
    if (o->key && (strcmp(c->name, "verify") != 0 || !o->arg_count))
        return refuse("a key is expected of a file to verify", "--key");
    if (o->arg_count < c->least || o->arg_count > c->most)
        return refuse("wrong number of arguments", c->name);
    return true;
}

bool options_read(struct options *o, int argc, char **argv)
{
    set_defaults(o, argc, argv);
    if (argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
        usage(argc < 2 ? stderr : stdout);
        if (argc >= 2)
            exit(EXIT_DONE);
        return false;
    }
    if (strcmp(argv[1], "--version") == 0) {
        puts("huanjie " HUANJIE_VERSION);
        exit(EXIT_DONE);
    }
    if (!read_args(o, argc, argv))
        return false;
    return o->command ? options_fit(o) : refuse("no command", argv[argc - 1]);
}
