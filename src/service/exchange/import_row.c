#include "service/exchange/import_row.h"

#include "base/mem.h"
#include "domain/ledger/way.h"
#include "service/account/session.h"
#include "service/record/seen.h"
#include "service/site/site.h"

/* ---- values met before in the same file ---------------------------------------------- */

struct mark {
    unsigned char hash[16];
};

struct seen {
    struct mark *slots; /* all zero: free */
    size_t count, room;
};

struct seen *seen_new(void)
{
    struct seen *s = MEM_NEW(struct seen);

    s->room = 4096;
    s->slots = mem_new(s->room, sizeof(struct mark));
    return s;
}

void seen_free(struct seen *s)
{
    if (!s)
        return;
    mem_free(s->slots);
    mem_free(s);
}

static struct mark *find(struct seen *s, const struct mark *m)
{
    static const struct mark FREE;
    size_t at;

    memcpy(&at, m->hash, sizeof(at));
    for (at &= s->room - 1; memcmp(&s->slots[at], &FREE, sizeof(FREE)) != 0;
         at = (at + 1) & (s->room - 1))
        if (memcmp(&s->slots[at], m, sizeof(*m)) == 0)
            break;
    return &s->slots[at];
}

static void widen(struct seen *s)
{
    struct seen wider = {mem_new(s->room * 2, sizeof(struct mark)), s->count, s->room * 2};
    static const struct mark FREE;

    for (size_t i = 0; i < s->room; i++)
        if (memcmp(&s->slots[i], &FREE, sizeof(FREE)) != 0)
            *find(&wider, &s->slots[i]) = s->slots[i];
    mem_free(s->slots);
    *s = wider;
}

/* Note a value; true when it was there already. */
static bool note(struct seen *s, struct str text)
{
    unsigned char hash[HASH_BYTES];
    struct mark m;

    crypto_digest(NULL, text, hash);
    memcpy(m.hash, hash, sizeof(m.hash));
    struct mark *slot = find(s, &m);
    if (memcmp(slot, &m, sizeof(m)) == 0)
        return true;
    *slot = m;
    if (++s->count * 2 > s->room)
        widen(s);
    return false;
}

static void add_value(struct buf *out, const struct field *f, const struct value *v)
{
    if (field_is_number(f))
        buf_print(out, "\x1f%lld", (long long)v->number);
    else
        buf_print(out, "\x1f%.*s", STR_FMT(v->text));
}

static void add_twice(struct importing *m, int field, const struct value *v)
{
    struct fault fault = {0};
    enum err err = FAIL(&fault, ERR_INVALID, "cell.twice", "%.*s", STR_FMT(v->text));

    (void)err; /* collected, not returned */
    row_faults_add(m->call->arena, &m->call->faults, field, &fault);
}

static void check_seen(struct importing *m, const struct row *row)
{
    const struct ledger *l = m->ledger;
    AUTO(buf) struct buf key = BUF(BUF_MESSAGE);

    for (size_t i = 0; i < l->field_count; i++) {
        if (!l->fields[i].is_unique || !row->values[i].is_set)
            continue;
        buf_clear(&key);
        buf_print(&key, "%zu", i);
        add_value(&key, &l->fields[i], &row->values[i]);
        if (note(m->seen, buf_view(&key)))
            add_twice(m, (int)i, &row->values[i]);
    }
    for (size_t g = 0; g < l->unique_count; g++) {
        bool whole = true;
        buf_clear(&key);
        buf_print(&key, "g%zu\x1f%lld", g, (long long)row->region);
        for (size_t k = 0; k < l->uniques[g].count; k++) {
            int field = l->uniques[g].fields[k];
            whole = whole && row->values[field].is_set;
            add_value(&key, &l->fields[field], &row->values[field]);
        }
        if (whole && note(m->seen, buf_view(&key)))
            add_twice(m, l->uniques[g].fields[0], &row->values[l->uniques[g].fields[0]]);
    }
}

/* ---- cells --------------------------------------------------------------------------- */

static void fail_cell(struct importing *m, int field, const char *code, struct str text)
{
    struct fault fault = {0};
    enum err err = FAIL(&fault, ERR_INVALID, code, "%.*s", STR_FMT(text));

    (void)err; /* collected, not returned */
    row_faults_add(m->call->arena, &m->call->faults, field, &fault);
}

static void read_place(struct importing *m, struct str text, struct row *row)
{
    if (!region_resolve(m->call->site->regions, m->call->arena, text, m->place,
                        &row->region) &&
        !region_resolve(m->call->site->regions, m->call->arena, text, m->call->site->region,
                        &row->region)) {
        row->region = m->place;
        fail_cell(m, COLUMN_REGION, "cell.region", text);
    }
}

static void read_state(struct importing *m, struct str text, struct row *row)
{
    const struct ledger *l = m->ledger;

    for (size_t i = 0; i < l->state_count; i++) {
        bool names = str_eq(l->states[i].name, text);
        for (int k = 0; k < LOCALE_COUNT; k++)
            names = names || str_eq_nocase(l->states[i].label.in[k], text);
        if (names) {
            row->state = (int)i;
            return;
        }
    }
    fail_cell(m, COLUMN_STATE, "list.state", text);
}

/* The row that an id column names: exported, edited, and brought back. */
static void read_existing(struct importing *m, struct str text, struct passing *out)
{
    struct row *stored;
    row_id id;
    bool hidden = false;

    if (!str_i64(text, &id.v) ||
        engine_get(call_reading(m->call), m->ledger, id, &stored) ||
        !call_may(m->call, m->ledger->writers, stored->region) ||
        row_concerns(m->call, m->ledger, stored, &hidden) || hidden) {
        fail_cell(m, COLUMN_ID, "cell.id", text);
        return;
    }
    out->before = stored;
    out->row = row_copy(m->call->arena, m->ledger, stored);
}

static struct str cell_of(const struct sheet_row *cells, size_t i)
{
    return i < cells->count ? str_trim(cells->cells[i]) : (struct str){0};
}

/* The title as it was exported: the same row still, also when others bear that title. */
static bool keeps_reference(const struct field *f, const struct passing *in,
                            struct str text)
{
    return in->before && in->before->labels && field_has_title(f) && text.len &&
           in->before->values[f->index].is_set &&
           str_eq(str_trim(in->before->labels[f->index]), text);
}

static void read_cells(struct importing *m, const struct sheet_row *cells,
                       struct passing *out)
{
    for (size_t i = 0; i < m->count; i++) {
        struct str text = cell_of(cells, i);
        int target = m->targets[i];
        if (target == COLUMN_REGION && text.len)
            read_place(m, text, out->row);
        else if (target == COLUMN_STATE && text.len)
            read_state(m, text, out->row);
        if (target < 0)
            continue;
        const struct field *f = &m->ledger->fields[target];
        if (keeps_reference(f, out, text))
            continue;
        /* Sealed fields are exported empty: an empty cell must not empty them. */
        if (!text.len && (f->type == FIELD_SEALED || f->type == FIELD_FILE))
            continue;
        struct input in = {.field = f->name, .text = text};
        record_fill(m->call, m->ledger, &in, out->row);
    }
}

static bool is_mistaken(const struct row_faults *faults, int field)
{
    for (size_t i = 0; i < faults->count; i++)
        if (faults->items[i].field == field)
            return true;
    return false;
}

/* One mistake a cell is enough: "required" after "no such date" helps nobody. */
static void drop_repeats(struct row_faults *faults)
{
    size_t kept = 0;

    for (size_t i = 0; i < faults->count; i++) {
        struct row_faults before = {faults->items, kept, 0};
        if (!is_mistaken(&before, faults->items[i].field))
            faults->items[kept++] = faults->items[i];
    }
    faults->count = kept;
}

/* Old books bring rows in, with the states that people's acts would lead to: they change nothing that is
 * there, and what a feature alone does (a count signed, an edition approved) is no state to write down. */
static void check_old(struct importing *m, const struct passing *p)
{
    const struct ledger *l = m->ledger;
    int acts[LEDGER_STATES_MAX], barred;
    uint64_t open = 0;

    for (size_t i = 0; i < l->act_count; i++)
        open |= (uint64_t)!l->acts[i].is_kept << i;
    if (p->before)
        fail_cell(m, COLUMN_ID, "import.old_change", STR(""));
    else if (p->row->state > 0 && states_way(l, 0, p->row->state, open, acts, &barred) < 0)
        fail_cell(m, COLUMN_STATE, "import.old_kept",
                  l->states[p->row->state].label.in[m->call->locale]);
}

/* The registrar vouches for what he is put in charge of, wherever the rows say they lie. */
static enum err check_vouched(struct importing *m, const struct row *row)
{
    bool may = true;

    if (!m->registrar.v || m->vouched == row->region)
        return ERR_OK;
    TRY(session_may(m->call, m->registrar, 1u << ROLE_REGISTRAR, row->region, &may));
    if (may)
        m->vouched = row->region;
    else
        fail_cell(m, COLUMN_REGION, "import.not_vouched", STR(""));
    return ERR_OK;
}

/* The check asks all that the run asks, so that nobody learns of a refusal only when he imports. */
static void check_change(struct importing *m, struct passing *p)
{
    struct call *c = m->call;

    if (!p->before && gate_open(c, m->ledger, p->row, HANDLE_ADD))
        row_faults_add(c->arena, &c->faults, COLUMN_STATE, &c->fault);
    if (p->before && gate_may(c, m->ledger, p->before, p->row, (struct str){0}))
        row_faults_add(c->arena, &c->faults, COLUMN_ID, &c->fault);
    if (gate_way(c, m->ledger, (struct str){0}, p))
        row_faults_add(c->arena, &c->faults, COLUMN_STATE, &c->fault);
}

static void find_existing(struct importing *m, const struct sheet_row *cells,
                          struct passing *out)
{
    for (size_t i = 0; i < m->count; i++)
        if (m->targets[i] == COLUMN_ID && cell_of(cells, i).len)
            read_existing(m, cell_of(cells, i), out);
}

bool import_row_read(struct importing *m, const struct sheet_row *cells,
                     struct passing *out)
{
    struct call *c = m->call;

    c->faults = (struct row_faults){0};
    c->fault = (struct fault){0};
    *out = (struct passing){.row = row_new(c->arena, m->ledger), .is_old = m->is_old};
    out->row->region = m->place;
    find_existing(m, cells, out);
    if (c->faults.count)
        return false; /* of a row that is not there, no other cell says anything */
    read_cells(m, cells, out);
    if (!call_may(c, m->ledger->writers, out->row->region))
        fail_cell(m, COLUMN_REGION, "denied", STR(""));
    row_defaults(c->arena, m->ledger, out->row);
    if (out->before)
        row_deadline_follows(m->ledger, out->before, out->row);
    enum err err = record_check(c, m->ledger, out->row, DOOR_WORDS);
    if (err == ERR_INVALID)
        c->fault = (struct fault){
            0}; /* its mistakes are in c->faults; what comes now has its own */
    if (m->seen && !out->before)
        check_seen(m, out->row);
    if (m->is_old)
        check_old(m, out);
    else
        check_change(m, out);
    if (!err || err == ERR_INVALID)
        err = check_vouched(m, out->row) ? ERR_DENIED : err;
    drop_repeats(&c->faults);
    return !err && !c->faults.count;
}
