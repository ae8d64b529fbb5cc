/*
 * What the figures of docs/performance.md are measured against: the same work without
 * huanjie.  Each mode does only what any program would have to do.
 *
 *     bare http DB PORT LEDGER        a libmicrohttpd handler that steps the same SELECT and prints the row
 *     bare list DB LEDGER WHERE N     the same SELECT of a page, stepped and printed, N times
 *     bare writes DB SECONDS          one commit (fsync) for each row, in one loop
 *     bare rows DB LEDGER ROWS GROUP  the newest row of a ledger stored again and again, with all that huanjie
 *                                     stores for it, GROUP rows to a commit; huanjie's part: bench/rows.c
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

/* Seconds of processor that this program has used. */
static double processor(void)
{
    struct rusage use;

    getrusage(RUSAGE_SELF, &use);
    return (double)(use.ru_utime.tv_sec + use.ru_stime.tv_sec) +
           (double)(use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1e6;
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
              "PRAGMA cache_size=-32768; PRAGMA wal_autocheckpoint=4000;"
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
        sqlite3_bind_text(s, 1, "岚桥镇党员干部", -1, SQLITE_STATIC);
        sqlite3_bind_text(s, 2, "严肃换届纪律承诺书", -1, SQLITE_STATIC);
        sqlite3_bind_int64(s, 3, n);
        if (sqlite3_step(s) != SQLITE_DONE) /* commits by itself: one fsync */
            die(sqlite3_errmsg(db));
        sqlite3_reset(s);
        n++;
    }
    printf("%.0f commits/s\n", (double)n / (seconds() - begin));
}

/* ---- rows --------------------------------------------------------------------------------------------- */

/*
 * What is stored for one row: the row and its index entries, its entry in the trace and its index entries,
 * its search text; and once for each commit its figures, of its region and of the site.  The values are
 * those of a row that huanjie wrote: the bytes of digest and hash are there, but nobody computes them, nothing is
 * checked, and only the numbers that must differ do.
 */
enum { COLUMNS_MOST = 64, FIGURES_MOST = 64 };

struct sample { /* a stored row, each value kept */
    sqlite3_value *values[COLUMNS_MOST];
    int count;
};

static struct sample sample_of(sqlite3_stmt *s)
{
    struct sample out = {.count = sqlite3_column_count(s)};

    for (int i = 0; i < out.count; i++)
        out.values[i] = sqlite3_value_dup(sqlite3_column_value(s, i));
    return out;
}

static struct sample read_sample(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *s = prepare(db, sql);

    if (sqlite3_step(s) != SQLITE_ROW)
        die("the database has no such row to take as a sample");
    struct sample out = sample_of(s);
    sqlite3_finalize(s);
    return out;
}

/* Texts stay where they are: no copy. */
static void bind_sample(sqlite3_stmt *s, const struct sample *row)
{
    for (int i = 0; i < row->count; i++) {
        sqlite3_value *v = row->values[i];
        switch (sqlite3_value_type(v)) {
        case SQLITE_INTEGER:
            sqlite3_bind_int64(s, i + 1, sqlite3_value_int64(v));
            break;
        case SQLITE_NULL:
            sqlite3_bind_null(s, i + 1);
            break;
        case SQLITE_BLOB:
            sqlite3_bind_blob(s, i + 1, sqlite3_value_blob(v), sqlite3_value_bytes(v),
                              SQLITE_STATIC);
            break;
        default:
            sqlite3_bind_text(s, i + 1, (const char *)sqlite3_value_text(v),
                              sqlite3_value_bytes(v), SQLITE_STATIC);
        }
    }
}

static void store(sqlite3 *db, sqlite3_stmt *s)
{
    if (sqlite3_step(s) != SQLITE_DONE)
        die(sqlite3_errmsg(db));
    sqlite3_reset(s);
}

struct stored {
    sqlite3 *db;
    sqlite3_stmt *row, *trace, *search, *figure, *begin, *commit;
    struct sample row_sample, trace_sample, search_sample, figures[FIGURES_MOST];
    int figure_count;
    int64_t id, seq;
};

static sqlite3_stmt *insert_of(sqlite3 *db, const char *into, const struct sample *sample)
{
    char sql[1024];

    snprintf(sql, sizeof(sql), "INSERT INTO %s VALUES (?1", into);
    for (int i = 2; i <= sample->count; i++)
        snprintf(sql + strlen(sql), sizeof(sql) - strlen(sql), ", ?%d", i);
    strcat(sql, ")");
    return prepare(db, sql);
}

/* The figures that the last change moved: those of the same totals, and of the values of the row. */
static void read_figures(struct stored *t, const char *ledger)
{
    char sql[1024];

    snprintf(
        sql, sizeof(sql),
        "SELECT t.region, t.ledger, t.figure, t.key, 1 FROM hj_tally t, (SELECT * FROM %s"
        " ORDER BY id DESC LIMIT 1) r WHERE t.ledger = '%s' AND (t.region = r.region OR"
        " t.region = r.region / 1000 * 1000) AND (t.key = '*' OR (t.figure = 'by_kind' AND"
        " t.key = r.kind) OR (t.figure = 'by_level' AND t.key = coalesce(r.level, '-')) OR"
        " (t.figure = 'by_month' AND t.key = CAST(r.signed_on / 100 AS TEXT)))",
        ledger, ledger);
    sqlite3_stmt *s = prepare(t->db, sql);
    while (sqlite3_step(s) == SQLITE_ROW && t->figure_count < FIGURES_MOST)
        t->figures[t->figure_count++] = sample_of(s);
    sqlite3_finalize(s);
}

static void read_stored(struct stored *t, const char *ledger)
{
    char sql[256];

    snprintf(sql, sizeof(sql), "SELECT * FROM %s ORDER BY id DESC LIMIT 1", ledger);
    t->row_sample = read_sample(t->db, sql);
    t->trace_sample =
        read_sample(t->db, "SELECT * FROM hj_change ORDER BY id DESC LIMIT 1");
    t->search_sample = read_sample(
        t->db, "SELECT id, c0, c1, c2 FROM hj_search_content ORDER BY id DESC LIMIT 1");
    read_figures(t, ledger);
    t->id = sqlite3_value_int64(t->trace_sample.values[0]);
    t->seq = sqlite3_value_int64(t->trace_sample.values[2]);
    t->row = insert_of(t->db, ledger, &t->row_sample);
    t->trace = insert_of(t->db, "hj_change", &t->trace_sample);
    t->search =
        insert_of(t->db, "hj_search (rowid, tokens, ledger, region)", &t->search_sample);
    t->figure = prepare(
        t->db, "INSERT INTO hj_tally (region, ledger, figure, key, n)"
               " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (region, ledger, figure, key)"
               " DO UPDATE SET n = hj_tally.n + excluded.n");
    t->begin = prepare(t->db, "BEGIN IMMEDIATE");
    t->commit = prepare(t->db, "COMMIT");
}

static void store_row(struct stored *t)
{
    int64_t id = ++t->id;

    bind_sample(t->row, &t->row_sample);
    sqlite3_bind_int64(t->row, 1, id);
    store(t->db, t->row);
    bind_sample(t->trace, &t->trace_sample);
    sqlite3_bind_int64(t->trace, 1, ++t->id);
    sqlite3_bind_int64(t->trace, 3, ++t->seq);
    sqlite3_bind_int64(t->trace, 8, id);
    store(t->db, t->trace);
    bind_sample(t->search, &t->search_sample);
    sqlite3_bind_int64(t->search, 1, id);
    store(t->db, t->search);
}

static void run_rows(const char *path, const char *ledger, int rows, int group)
{
    struct stored t = {.db = open_db(path, true)};

    read_stored(&t, ledger);
    double began = seconds(), used = processor();
    for (int done = 0; done < rows; done += group) {
        store(t.db, t.begin);
        for (int i = 0; i < group; i++)
            store_row(&t);
        for (int i = 0; i < t.figure_count; i++) {
            bind_sample(t.figure, &t.figures[i]);
            sqlite3_bind_int64(t.figure, 5, group);
            store(t.db, t.figure);
        }
        store(t.db, t.commit);
    }
    printf("%.2f us of processor a row, %.2f us in all, %d figures\n",
           (processor() - used) / rows * 1e6, (seconds() - began) / rows * 1e6,
           t.figure_count);
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
    else if (argc == 6 && strcmp(argv[1], "rows") == 0)
        run_rows(argv[2], argv[3], atoi(argv[4]), atoi(argv[5]));
    else if (argc == 4 && strcmp(argv[1], "import") == 0)
        run_import(argv[2], argv[3]);
    else
        die("see the head of bench/bare.c");
    return 0;
}
