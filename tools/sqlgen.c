/*
 * sqlgen: turn queries into C functions, with the real schema as type checker.
 *
 *     sqlgen OUT.h OUT.c schema.sql... -- query.sql...
 *
 * Each query is preceded by its C prototype in a comment:
 *
 *     -- one struct election election_get(election_id id)
 *     SELECT id, title FROM election WHERE id = :id;
 *
 * `one` fills one struct or fails with ERR_NOT_FOUND; `many` makes an array;
 * `change` must change exactly one row or fails with ERR_CONFLICT; `exec` changes
 * any number and reports it.  Every query is prepared against the
 * schema here, so a misspelt column stops the build with file and line.
 */
#include <ctype.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_MAX_LEN = 64, PARAMS_MAX = 32, TEXT_MAX = 8192 };

enum kind { KIND_ONE, KIND_MANY, KIND_CHANGE, KIND_EXEC };
static const char *const kind_words[] = {"one", "many", "change", "exec"};

struct param {
    char type[NAME_MAX_LEN], name[NAME_MAX_LEN];
};

struct query {
    enum kind kind;
    char row[NAME_MAX_LEN], name[NAME_MAX_LEN];
    struct param params[PARAMS_MAX];
    int param_count;
    char sql[TEXT_MAX];
    const char *file;
    int line;
};

static _Noreturn void die(const char *file, int line, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    fprintf(stderr, "%s:%d: ", file, line);
    vfprintf(stderr, fmt, args);
    fputc('\n', stderr);
    va_end(args);
    exit(1);
}

static char *read_file(const char *path)
{
    FILE *in = fopen(path, "rb");
    if (!in)
        die(path, 0, "cannot open");
    char *text = calloc(1, 1 << 20);
    if (!text || fread(text, 1, (1 << 20) - 1, in) == (1 << 20) - 1)
        die(path, 0, "too big");
    fclose(in);
    return text;
}

/* "struct str title" -> type "struct str", name "title". */
static void split_declaration(const char *text, int len, char *type, char *name)
{
    while (len > 0 && isspace((unsigned char)text[len - 1]))
        len--;
    int cut = len;
    while (cut > 0 && (isalnum((unsigned char)text[cut - 1]) || text[cut - 1] == '_'))
        cut--;
    snprintf(name, NAME_MAX_LEN, "%.*s", len - cut, text + cut);
    while (cut > 0 && isspace((unsigned char)text[cut - 1]))
        cut--;
    snprintf(type, NAME_MAX_LEN, "%.*s", cut, text);
}

static void parse_params(struct query *q, const char *at)
{
    while (*at && *at != ')') {
        size_t len = strcspn(at, ",)");
        if (q->param_count == PARAMS_MAX)
            die(q->file, q->line, "too many parameters");
        struct param *p = &q->params[q->param_count++];
        split_declaration(at, (int)len, p->type, p->name);
        at += len;
        at += strspn(at, ", ");
    }
}

/* True when `line` is a prototype comment; fills everything but the SQL. */
static bool parse_prototype(struct query *q, const char *line)
{
    for (int k = KIND_ONE; k <= KIND_EXEC; k++) {
        size_t n = strlen(kind_words[k]);
        if (strncmp(line, "-- ", 3) != 0 || strncmp(line + 3, kind_words[k], n) != 0 ||
            line[3 + n] != ' ')
            continue;
        const char *decl = line + 3 + n + 1, *open = strchr(decl, '(');
        if (!open)
            return false;
        q->kind = (enum kind)k;
        split_declaration(decl, (int)(open - decl), q->row, q->name);
        parse_params(q, open + 1);
        return true;
    }
    return false;
}

static int param_index(const struct query *q, const char *name, size_t len)
{
    for (int i = 0; i < q->param_count; i++)
        if (strlen(q->params[i].name) == len && strncmp(q->params[i].name, name, len) == 0)
            return i + 1;
    return 0;
}

/* The query as a C string literal, with :name replaced by `sigil` and a number. */
static void emit_sql(FILE *out, const struct query *q, char sigil)
{
    fputc('"', out);
    for (const char *s = q->sql; *s; s++) {
        if (*s == ':' && (isalpha((unsigned char)s[1]) || s[1] == '_')) {
            size_t len = strspn(s + 1, "abcdefghijklmnopqrstuvwxyz_0123456789");
            int i = param_index(q, s + 1, len);
            if (!i)
                die(q->file, q->line, "%s: no parameter :%.*s", q->name, (int)len, s + 1);
            fprintf(out, "%c%d", sigil, i);
            s += len;
        } else if (*s == '\n') {
            fputs("\\n\"\n        \"", out);
        } else {
            if (*s == '"' || *s == '\\')
                fputc('\\', out);
            fputc(*s, out);
        }
    }
    fputc('"', out);
}

static void emit_signature(FILE *out, const struct query *q)
{
    fprintf(out, "enum err store_%s(struct db *db", q->name);
    if (q->kind == KIND_ONE || q->kind == KIND_MANY)
        fputs(", struct arena *a", out);
    for (int i = 0; i < q->param_count; i++)
        fprintf(out, ", %s %s", q->params[i].type, q->params[i].name);
    switch (q->kind) {
    case KIND_ONE:
        fprintf(out, ", %s *out)", q->row);
        break;
    case KIND_MANY:
        fprintf(out, ", %s **out, size_t *out_count)", q->row);
        break;
    case KIND_CHANGE:
        fputs(")", out);
        break;
    case KIND_EXEC:
        fputs(", int64_t *out_changed)", out);
        break;
    }
}

/* The reader for column `i`: by declared type, so that TEXT cannot land in a number. */
static const char *reader(sqlite3_stmt *s, int i)
{
    const char *type = sqlite3_column_decltype(s, i);

    if (!type) /* an expression, e.g. count(*) */
        return "READ";
    if (strcmp(type, "BLOB") == 0)
        return "READ_BLOB";
    return strcmp(type, "TEXT") == 0 ? "READ_TEXT" : "READ_INT";
}

static void emit_reads(FILE *out, sqlite3_stmt *s, const char *indent, const char *target)
{
    for (int i = 0; i < sqlite3_column_count(s); i++)
        fprintf(out, "%s%s(s, %d, a, &%s%s);\n", indent, reader(s, i), i, target,
                sqlite3_column_name(s, i));
}

static void emit_body(FILE *out, const struct query *q, sqlite3_stmt *s)
{
    fprintf(out, "\n{\n    AUTO(stmt) struct stmt *s = NULL;\n    bool row;\n\n");
    fprintf(out, "    TRY(db_prepare_kept(db, %s_sql, &s));\n", q->name);
    for (int i = 0; i < q->param_count; i++)
        fprintf(out, "    BIND(s, %d, %s);\n", i + 1, q->params[i].name);
    switch (q->kind) {
    case KIND_ONE:
        fputs("    TRY(db_step(s, &row));\n    if (!row)\n        return ERR_NOT_FOUND;\n",
              out);
        emit_reads(out, s, "    ", "out->");
        break;
    case KIND_MANY:
        fprintf(out,
                "    size_t n = 0, room = 0;\n    %s *rows = NULL;\n    for (;;) {\n"
                "        TRY(db_step(s, &row));\n        if (!row)\n            break;\n"
                "        if (n == room)\n            rows = arena_grow(a, rows, &room, "
                "sizeof(*rows));\n",
                q->row);
        emit_reads(out, s, "        ", "rows[n].");
        fputs("        n++;\n    }\n    *out = rows;\n    *out_count = n;\n", out);
        break;
    case KIND_CHANGE:
        fputs("    TRY(db_step(s, &row));\n    if (db_changes(s) != 1)\n"
              "        return ERR_CONFLICT;\n",
              out);
        break;
    case KIND_EXEC:
        fputs("    TRY(db_step(s, &row));\n    *out_changed = db_changes(s);\n", out);
        break;
    }
    fputs("    return ERR_OK;\n}\n\n", out);
}

static void finish_query(sqlite3 *db, struct query *q, FILE *h, FILE *c)
{
    if (!q->name[0])
        return;
    sqlite3_stmt *s;
    if (sqlite3_prepare_v2(db, q->sql, -1, &s, NULL) != SQLITE_OK)
        die(q->file, q->line, "%s: %s", q->name, sqlite3_errmsg(db));
    if (sqlite3_bind_parameter_count(s) != q->param_count)
        die(q->file, q->line, "%s: prototype has %d parameters, SQL has %d", q->name,
            q->param_count, sqlite3_bind_parameter_count(s));

    fputs("MUST_USE ", h);
    emit_signature(h, q);
    fputs(";\n", h);

    fprintf(c, "static const char %s_sql[] =\n    ", q->name);
    emit_sql(c, q, '?');
    fputs(";\n\n", c);
    emit_signature(c, q);
    emit_body(c, q, s);
    sqlite3_finalize(s);
}

/* Append a line of SQL, without the final semicolon. */
static void add_sql_line(struct query *q, const char *line)
{
    size_t used = strlen(q->sql), len = strcspn(line, ";");

    if (used + len + 2 > TEXT_MAX)
        die(q->file, q->line, "%s: query too long", q->name);
    snprintf(q->sql + used, TEXT_MAX - used, "%s%.*s", used && len ? "\n" : "", (int)len,
             line);
}

static void generate_file(sqlite3 *db, const char *path, FILE *h, FILE *c)
{
    char *text = read_file(path);
    struct query q = {.name = ""};
    int line = 0;

    for (char *at = text, *end; *at; at = end) {
        end = at + strcspn(at, "\n");
        if (*end)
            *end++ = '\0';
        line++;

        struct query next = {.file = path, .line = line};
        if (parse_prototype(&next, at)) {
            finish_query(db, &q, h, c);
            q = next;
        } else if (q.name[0]) {
            add_sql_line(&q, at);
        }
    }
    finish_query(db, &q, h, c);
    free(text);
}

int main(int argc, char **argv)
{
    sqlite3 *db;
    FILE *h = argc > 3 ? fopen(argv[1], "w") : NULL, *c = h ? fopen(argv[2], "w") : NULL;
    int i = 3;

    if (!c || sqlite3_open(":memory:", &db) != SQLITE_OK)
        die("sqlgen", 0, "usage: sqlgen OUT.h OUT.c schema.sql... -- query.sql...");
    for (; i < argc && strcmp(argv[i], "--") != 0; i++) {
        char *schema = read_file(argv[i]), *why = NULL;
        if (sqlite3_exec(db, schema, NULL, NULL, &why) != SQLITE_OK)
            die(argv[i], 0, "%s", why);
        free(schema);
    }

    fputs("/* Generated by tools/sqlgen.c from src/store/sql.  Do not edit. */\n"
          "#pragma once\n\n#include \"store/db.h\"\n#include \"store/rows.h\"\n\n",
          h);
    fputs("/* Generated by tools/sqlgen.c from src/store/sql.  Do not edit. */\n"
          "#include \"store/queries.h\"\n\n#include \"store/bind.h\"\n\n",
          c);
    for (i++; i < argc; i++)
        generate_file(db, argv[i], h, c);

    sqlite3_close(db);
    return fclose(h) || fclose(c);
}
