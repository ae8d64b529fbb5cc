/*
 * What the figures of docs/performance.md are measured against: the same work without
 * huanjie.  Each mode does only what any program would have to do.
 *
 *     bare http DB PORT LEDGER        a libmicrohttpd handler that steps the same SELECT and prints the row
 *     bare list DB LEDGER WHERE N     the same SELECT of a page, stepped and printed, N times
 *     bare writes DB SECONDS          one commit (fsync) for each row, in one loop
 *     bare import DB FILE.xlsx        unzip, expat, one prepared INSERT a row, one transaction
 */
#include "base/asset.h"
#include "base/log.h"
#include "ledger/shape.h"

#include <expat.h>
#include <microhttpd.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>
#include <zip.h>

static _Noreturn void die(const char *what)
{
    fprintf(stderr, "bare: %s\n", what);
    exit(3);
}

static double seconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static sqlite3 *open_db(const char *path, bool write)
{
    sqlite3 *db;

    if (sqlite3_open(path, &db) != SQLITE_OK)
        die(sqlite3_errmsg(db));
    sqlite3_busy_timeout(db, 5000);
    sqlite3_exec(
        db,
        write
            ? "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            : "PRAGMA query_only=ON; PRAGMA cache_size=-8192; PRAGMA mmap_size=1073741824;",
        NULL, NULL, NULL);
    return db;
}

/* The SQL that huanjie itself uses. */
static const struct ledger_sql *sql_of(const char *ledger)
{
    struct str ledgers[256], codes[256];
    size_t n = 0, m = 0;
    struct engine *e;
    struct fault f = {0};

    for (size_t i = 0; i < ASSET_COUNT; i++) {
        if (strncmp(ASSETS[i].name, "ledgers/", 8) == 0)
            ledgers[n++] = asset_bytes(&ASSETS[i]);
        if (strncmp(ASSETS[i].name, "codes/", 6) == 0)
            codes[m++] = asset_bytes(&ASSETS[i]);
    }
    if (engine_new(ledgers, n, codes, m, &e, &f))
        die(f.detail);
    return shape_sql(e, catalog_ledger(engine_catalog(e), str_of(ledger)));
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *s;

    if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &s, NULL) != SQLITE_OK)
        die(sqlite3_errmsg(db));
    return s;
}

/* ---- printing ------------------------------------------------------------------------------------- */

struct out {
    char text[1 << 17];
    size_t len;
};

static void add(struct out *o, const char *bytes, size_t len)
{
    if (o->len + len < sizeof(o->text)) {
        memcpy(o->text + o->len, bytes, len);
        o->len += len;
    }
}

static void add_quoted(struct out *o, const char *text, size_t len)
{
    add(o, "\"", 1);
    for (size_t i = 0, from = 0; i <= len; i++) {
        if (i < len && text[i] != '"' && text[i] != '\\' && (unsigned char)text[i] >= ' ')
            continue;
        add(o, text + from, i - from);
        if (i < len) {
            char escaped[8];
            add(o, escaped,
                (size_t)snprintf(escaped, sizeof(escaped), "\\u%04x",
                                 (unsigned char)text[i]));
        }
        from = i + 1;
    }
    add(o, "\"", 1);
}

static void add_row(struct out *o, sqlite3_stmt *s)
{
    add(o, "{", 1);
    for (int i = 0; i < sqlite3_column_count(s); i++) {
        const char *name = sqlite3_column_name(s, i);
        char number[32];
        if (i)
            add(o, ",", 1);
        add_quoted(o, name, strlen(name));
        add(o, ":", 1);
        switch (sqlite3_column_type(s, i)) {
        case SQLITE_INTEGER:
            add(o, number,
                (size_t)snprintf(number, sizeof(number), "%lld",
                                 sqlite3_column_int64(s, i)));
            break;
        case SQLITE_NULL:
            add(o, "null", 4);
            break;
        case SQLITE_BLOB:
            add(o, "true", 4);
            break;
        default:
            add_quoted(o, (const char *)sqlite3_column_text(s, i),
                       (size_t)sqlite3_column_bytes(s, i));
        }
    }
    add(o, "}", 1);
}

/* ---- http ------------------------------------------------------------------------------------------- */

struct serving {
    sqlite3 *db;
    sqlite3_stmt *get;
    struct out out;
};

static enum MHD_Result on_request(void *cls, struct MHD_Connection *c, const char *url,
                                  const char *method, const char *version, const char *data,
                                  size_t *len, void **context)
{
    struct serving *s = cls;
    const char *id = strrchr(url, '/');

    (void)method, (void)version, (void)data, (void)len;
    if (!*context) {
        *context = s;
        return MHD_YES;
    }
    s->out.len = 0;
    sqlite3_bind_int64(s->get, 1, strtoll(id ? id + 1 : "", NULL, 10));
    if (sqlite3_step(s->get) == SQLITE_ROW)
        add_row(&s->out, s->get);
    sqlite3_reset(s->get);
    struct MHD_Response *r =
        MHD_create_response_from_buffer(s->out.len, s->out.text, MHD_RESPMEM_MUST_COPY);
    MHD_add_response_header(r, "Content-Type", "application/json");
    enum MHD_Result done = MHD_queue_response(c, 200, r);
    MHD_destroy_response(r);
    return done;
}

static void run_http(const char *path, int port, const char *ledger)
{
    const struct ledger_sql *sql = sql_of(ledger);
    long cores = sysconf(_SC_NPROCESSORS_ONLN);

    for (long i = 0; i < cores; i++) {
        struct serving *s = calloc(1, sizeof(*s));
        if (!s)
            die("no memory");
        s->db = open_db(path, false);
        s->get = prepare(s->db, sql->get);
        if (!MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD, (uint16_t)port, NULL, NULL,
                              on_request, s, MHD_OPTION_LISTENING_ADDRESS_REUSE, 1u,
                              MHD_OPTION_END))
            die("cannot listen");
    }
    puts("ready");
    fflush(stdout);
    pause();
}

/* ---- list ------------------------------------------------------------------------------------------- */

static void run_list(const char *path, const char *ledger, const char *where, int rounds)
{
    static struct out out;
    char *sql = NULL;

    if (asprintf(&sql, "%s %s", sql_of(ledger)->select, where) < 0)
        die("no memory");
    sqlite3_stmt *s = prepare(open_db(path, false), sql);
    double begin = seconds();
    size_t bytes = 0;
    for (int i = 0; i < rounds; i++) {
        out.len = 0;
        while (sqlite3_step(s) == SQLITE_ROW)
            add_row(&out, s);
        sqlite3_reset(s);
        bytes = out.len;
    }
    printf("%.1f us %zu bytes\n", (seconds() - begin) / rounds * 1e6, bytes);
    free(sql);
}

/* ---- writes ------------------------------------------------------------------------------------------ */

static void run_writes(const char *path, double limit)
{
    sqlite3 *db = open_db(path, true);
    double begin = seconds();
    int64_t n = 0;

    sqlite3_exec(db,
                 "CREATE TABLE IF NOT EXISTS thing (id INTEGER PRIMARY KEY, a TEXT, b "
                 "TEXT, c INTEGER)",
                 NULL, NULL, NULL);
    sqlite3_stmt *s = prepare(db, "INSERT INTO thing (a, b, c) VALUES (?1, ?2, ?3)");
    while (seconds() - begin < limit) {
        sqlite3_bind_text(s, 1, "阳明镇党员干部", -1, SQLITE_STATIC);
        sqlite3_bind_text(s, 2, "严肃换届纪律承诺书", -1, SQLITE_STATIC);
        sqlite3_bind_int64(s, 3, n);
        if (sqlite3_step(s) != SQLITE_DONE) /* commits by itself: one fsync */
            die(sqlite3_errmsg(db));
        sqlite3_reset(s);
        n++;
    }
    printf("%.0f commits/s\n", (double)n / (seconds() - begin));
}

/* ---- import ------------------------------------------------------------------------------------------ */

struct importing {
    sqlite3_stmt *insert;
    char **strings;
    size_t string_count, string_room;
    char text[1 << 16];
    size_t len;
    int column;
    bool in_text, is_shared, in_strings;
    int64_t rows;
};

static int column_of(const char *ref)
{
    int n = 0;

    for (; *ref >= 'A' && *ref <= 'Z'; ref++)
        n = n * 26 + (*ref - 'A' + 1);
    return n;
}

static void on_start(void *cls, const char *name, const char **atts)
{
    struct importing *m = cls;

    if (strcmp(name, "c") == 0) {
        m->is_shared = false;
        for (int i = 0; atts[i]; i += 2) {
            if (strcmp(atts[i], "r") == 0)
                m->column = column_of(atts[i + 1]);
            if (strcmp(atts[i], "t") == 0)
                m->is_shared = strcmp(atts[i + 1], "s") == 0;
        }
    }
    if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) {
        m->in_text = true;
        m->len = 0;
    }
}

static void on_text(void *cls, const char *text, int len)
{
    struct importing *m = cls;

    if (!m->in_text || m->len + (size_t)len >= sizeof(m->text))
        return;
    memcpy(m->text + m->len, text, (size_t)len);
    m->len += (size_t)len;
}

static void keep_string(struct importing *m)
{
    if (m->string_count == m->string_room) {
        m->string_room = m->string_room ? m->string_room * 2 : 1024;
        m->strings = realloc(m->strings, m->string_room * sizeof(char *));
    }
    m->strings[m->string_count++] = strndup(m->text, m->len);
}

static void on_end(void *cls, const char *name)
{
    struct importing *m = cls;

    m->text[m->len] = '\0';
    if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) {
        m->in_text = false;
        if (m->in_strings)
            keep_string(m);
        else if (m->column >= 1 && m->column <= 60) {
            const char *value = m->is_shared ? m->strings[atoi(m->text)] : m->text;
            sqlite3_bind_text(m->insert, m->column, value, -1, SQLITE_TRANSIENT);
        }
    }
    if (strcmp(name, "row") == 0 && !m->in_strings) {
        sqlite3_step(m->insert);
        sqlite3_reset(m->insert);
        sqlite3_clear_bindings(m->insert);
        m->rows++;
    }
}

static void parse_part(struct importing *m, zip_t *zip, const char *name)
{
    zip_file_t *part = zip_fopen(zip, name, 0);
    XML_Parser p = XML_ParserCreate(NULL);
    char block[1 << 16];
    zip_int64_t n;

    if (!part)
        return;
    XML_SetUserData(p, m);
    XML_SetElementHandler(p, on_start, on_end);
    XML_SetCharacterDataHandler(p, on_text);
    while ((n = zip_fread(part, block, sizeof(block))) > 0)
        XML_Parse(p, block, (int)n, 0);
    XML_Parse(p, "", 0, 1);
    XML_ParserFree(p);
    zip_fclose(part);
}

static void run_import(const char *path, const char *file)
{
    static struct importing m;
    sqlite3 *db = open_db(path, true);
    char create[2048] = "CREATE TABLE thing (id INTEGER PRIMARY KEY",
         insert[2048] = "INSERT INTO thing VALUES (NULL";
    double begin = seconds();
    zip_t *zip = zip_open(file, ZIP_RDONLY, NULL);

    if (!zip)
        die("cannot open the workbook");
    for (int i = 1; i <= 60; i++) {
        snprintf(create + strlen(create), sizeof(create) - strlen(create), ", c%d TEXT", i);
        snprintf(insert + strlen(insert), sizeof(insert) - strlen(insert), ", ?%d", i);
    }
    strcat(create, ")");
    strcat(insert, ")");
    sqlite3_exec(db, create, NULL, NULL, NULL);
    m.insert = prepare(db, insert);
    m.in_strings = true;
    parse_part(&m, zip, "xl/sharedStrings.xml");
    m.in_strings = false;
    sqlite3_exec(db, "BEGIN", NULL, NULL, NULL);
    parse_part(&m, zip, "xl/worksheets/sheet1.xml");
    sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
    zip_close(zip);
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    printf("%.2f s %lld rows %ld KiB\n", seconds() - begin, (long long)m.rows,
           use.ru_maxrss);
}

int main(int argc, char **argv)
{
    if (argc == 5 && strcmp(argv[1], "http") == 0)
        run_http(argv[2], atoi(argv[3]), argv[4]);
    else if (argc == 6 && strcmp(argv[1], "list") == 0)
        run_list(argv[2], argv[3], argv[4], atoi(argv[5]));
    else if (argc == 4 && strcmp(argv[1], "writes") == 0)
        run_writes(argv[2], atof(argv[3]));
    else if (argc == 4 && strcmp(argv[1], "import") == 0)
        run_import(argv[2], argv[3]);
    else
        die("see the head of bench/bare.c");
    return 0;
}
