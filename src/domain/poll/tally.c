/*
 * Counting.  Sixteen candidates stand side by side in one vector: a ballot is a few
 * comparisons, and byte-wide counters are emptied before they run over.
 */
#include "domain/poll/tally.h"
#include "domain/names/same.h"

enum { LANES = 16, CHUNKS_MAX = 15 /* sums of a ballot fit a byte: 240 */, FULL = 255 };

enum { NO_MARK, APPROVE, OPPOSE, ABSTAIN, UNCLEAR, MARKS };

typedef uint8_t lanes __attribute__((vector_size(LANES)));

/* A name written in, or one that is never counted as written in (a candidate's, for whom there is a mark; of
 * somebody elected before): those are in the table to be found. */
struct slot {
    struct tally_name name;
    bool is_barred;
};

struct tally {
    const struct election *e;
    struct arena *arena;
    int64_t returned, valid, decided, too_many, unclear, own;
    unsigned char mark[256]; /* of each letter */
    int64_t *of[MARKS];      /* how often each candidate has each mark; quick ballots leave
                                out the unclear ones: they are what is left of valid */

    size_t chunks; /* 0: too many candidates for vectors */
    int pending;   /* ballots in the byte-wide counters */
    lanes mask[CHUNKS_MAX], yes[CHUNKS_MAX], no[CHUNKS_MAX], none[CHUNKS_MAX];

    struct slot *slots;        /* a hash table of `room` places, a power of two */
    size_t used, room, barred; /* barred: of `used`, at most */
};

/* The place of `name` in the table: its own or the free one where it belongs. */
static struct slot *slot_of(struct slot *slots, size_t room, struct str name)
{
    size_t at = (size_t)str_hash(name) & (room - 1);

    while (slots[at].name.name.ptr && !str_eq(slots[at].name.name, name))
        at = (at + 1) & (room - 1);
    return &slots[at];
}

static unsigned char mark_of(char letter)
{
    static const char LETTERS[] = {'\0', 'Y', 'N', 'A', '?'};
    unsigned char mark = MARKS - 1;

    while (mark > NO_MARK && LETTERS[mark] != letter)
        mark--;
    return mark;
}

struct tally *tally_new(struct arena *a, const struct election *e)
{
    size_t n = e->candidate_count, chunks = (n + LANES - 1) / LANES;
    struct tally *t = ARENA_NEW(a, struct tally);

    t->e = e;
    t->arena = a;
    for (int mark = 0; mark < MARKS; mark++)
        t->of[mark] = ARENA_ARRAY(a, int64_t, n);
    for (int letter = 0; letter < 256; letter++)
        t->mark[letter] = mark_of(e->meaning[letter]);
    t->chunks = chunks <= CHUNKS_MAX ? chunks : 0;
    for (size_t i = 0; i < n && t->chunks; i++)
        t->mask[i / LANES][i % LANES] = 0xFF;
    t->room = 64;
    t->barred = n + e->elected_count;
    while (t->room < 4 * t->barred)
        t->room *= 2;
    t->slots = ARENA_ARRAY(a, struct slot, t->room);
    for (; t->used < t->barred; t->used++) {
        struct str key = t->used < n ? e->keys[t->used] : e->elected[t->used - n];
        *slot_of(t->slots, t->room, key) =
            (struct slot){.name.name = key, .is_barred = true};
    }
    return t;
}

/* ---- quick: many ballots, no names ----------------------------------------------- */

/* A copy of one letter in each lane. */
static lanes all(char c)
{
    lanes v = {0};

    return v + (uint8_t)c;
}

static bool is_zero(lanes v)
{
    uint64_t half[2];

    memcpy(half, &v, sizeof(half));
    return (half[0] | half[1]) == 0;
}

/* The sum of the lanes, which is below 256. */
static int64_t sum(lanes v)
{
    uint64_t half[2];

    memcpy(half, &v, sizeof(half));
    return (int64_t)(((half[0] + half[1]) * 0x0101010101010101u) >> 56);
}

static void empty_counters(struct tally *t)
{
    for (size_t i = 0; i < t->e->candidate_count; i++) {
        size_t chunk = i / LANES, lane = i % LANES;
        t->of[APPROVE][i] += t->yes[chunk][lane];
        t->of[OPPOSE][i] += t->no[chunk][lane];
        t->of[ABSTAIN][i] += t->none[chunk][lane];
    }
    memset(t->yes, 0, sizeof(t->yes));
    memset(t->no, 0, sizeof(t->no));
    memset(t->none, 0, sizeof(t->none));
    t->pending = 0;
}

/* Take a ballot back that turned out not to be counted. */
static void take_back(struct tally *t, const char *marks)
{
    for (size_t k = 0; k < t->chunks; k++) {
        lanes m;
        memcpy(&m, marks + k * LANES, LANES);
        t->yes[k] += (lanes)(m == all('Y')) & t->mask[k];
        t->no[k] += (lanes)(m == all('N')) & t->mask[k];
        t->none[k] += (lanes)(m == all('A')) & t->mask[k];
    }
}

size_t tally_quick_bytes(const struct tally *t)
{
    return t->chunks * LANES;
}

bool tally_quick(struct tally *t, const char *marks)
{
    lanes chosen = {0}, wrong = {0}, unclear = {0};

    if (t->pending == FULL)
        empty_counters(t);
    for (size_t k = 0; k < t->chunks; k++) {
        lanes m, mask = t->mask[k];
        memcpy(&m, marks + k * LANES, LANES);
        lanes yes = (lanes)(m == all('Y')) & mask, no = (lanes)(m == all('N')) & mask;
        lanes none = (lanes)(m == all('A')) & mask, what = (lanes)(m == all('?')) & mask;
        t->yes[k] -= yes; /* a hit is 255, which is minus one */
        t->no[k] -= no;
        t->none[k] -= none;
        chosen -= yes;
        unclear |= what;
        wrong |= mask & ~(yes | no | none | what);
    }
    bool spoilt = sum(chosen) > t->e->places;
    bool is_unclear = t->e->unclear_voids && !is_zero(unclear);
    if (!is_zero(wrong) || spoilt || is_unclear)
        take_back(t, marks);
    if (!is_zero(wrong))
        return false;
    t->returned++;
    t->unclear += is_unclear;
    t->too_many += spoilt && !is_unclear;
    t->valid += !spoilt && !is_unclear;
    t->pending += !spoilt && !is_unclear;
    return true;
}

/* ---- any ballot ------------------------------------------------------------------ */

static bool is_repeated(const struct str *keys, size_t count, struct str key)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq(keys[i], key))
            return true;
    return false;
}

/* The names of `b` that count, at most `entitled`: each once, none of a candidate, for
 * whom there is a mark, none without its own mark unless that is the rule. */
static void count_names(const struct tally *t, struct arena *a, const struct ballot *b,
                        int64_t entitled, struct judged *out)
{
    for (size_t i = 0; i < b->name_count; i++) {
        char mark = b->names[i].mark;
        if (mark != 'Y' && !(mark == '-' && t->e->unmarked_write_in))
            continue;
        struct str key = election_name(t->e, a, b->names[i].name);
        if (str_is_empty(key))
            continue;
        if (slot_of(t->slots, t->room, key)->is_barred)
            out->own++;
        else if ((int64_t)out->name_count < entitled &&
                 !is_repeated(out->names, out->name_count, key))
            out->names[out->name_count++] = key;
    }
}

static void widen(struct tally *t)
{
    size_t room = 2 * t->room;
    struct slot *wider = ARENA_ARRAY(t->arena, struct slot, room);

    for (size_t i = 0; i < t->room; i++)
        if (t->slots[i].name.name.ptr)
            *slot_of(wider, room, t->slots[i].name.name) = t->slots[i];
    t->slots = wider;
    t->room = room;
}

static enum err add_name(struct tally *t, struct str name, int64_t approve, struct fault *f)
{
    if (2 * t->used >= t->room)
        widen(t);
    struct slot *slot = slot_of(t->slots, t->room, name);
    if (!slot->name.name.ptr) {
        if (t->used == TALLY_NAMES_MAX + t->barred)
            return FAIL(f, ERR_TOO_BIG, "ballot.names", "%d", TALLY_NAMES_MAX);
        slot->name.name = str_copy(t->arena, name);
        t->used++;
    }
    slot->name.approve += approve;
    return ERR_OK;
}

static enum err count_marks(const struct tally *t, struct str marks, int64_t number,
                            int64_t out[MARKS], struct fault *f)
{
    memset(out, 0, MARKS * sizeof(*out));
    if (marks.len != t->e->candidate_count)
        return FAIL(f, ERR_INVALID, "ballot.marks", "%lld" SEP "%zu" SEP "%zu",
                    (long long)number, marks.len, t->e->candidate_count);
    for (size_t i = 0; i < marks.len; i++)
        out[t->mark[(unsigned char)marks.ptr[i]]]++;
    for (size_t i = 0; i < marks.len && out[NO_MARK]; i++)
        if (t->mark[(unsigned char)marks.ptr[i]] == NO_MARK)
            return FAIL(f, ERR_INVALID, "ballot.letter", "%lld" SEP "%zu",
                        (long long)number, i + 1);
    return ERR_OK;
}

static int64_t entitled_names(const struct election *e, const int64_t marks[MARKS])
{
    switch (e->rules.write_in.needs) {
    case NEEDS_NOTHING:
        return BALLOT_WRITE_INS_MAX;
    case NEEDS_OPPOSE:
        return marks[OPPOSE] + (e->write_in_after_abstain ? marks[ABSTAIN] : 0);
    case NEEDS_NEVER:
        break;
    }
    return 0;
}

static void add_marks(struct tally *t, struct str marks)
{
    for (size_t i = 0; i < marks.len; i++)
        t->of[t->mark[(unsigned char)marks.ptr[i]]][i]++;
    t->valid++;
}

/* Unreadable marks beside names, whether these would count or not. */
static int64_t unclear_names(const struct ballot *b)
{
    int64_t count = 0;

    for (size_t i = 0; i < b->name_count; i++)
        count += b->names[i].mark == '?';
    return count;
}

static enum ballot_fate fate_of(const struct election *e, const int64_t marks[MARKS],
                                size_t names)
{
    if (e->unclear_voids && marks[UNCLEAR] > 0)
        return BALLOT_UNCLEAR;
    return marks[APPROVE] + (int64_t)names > e->places ? BALLOT_TOO_MANY : BALLOT_VALID;
}

enum err tally_judge(const struct tally *t, struct arena *scratch, const struct ballot *b,
                     int64_t number, struct judged *out, struct fault *f)
{
    int64_t marks[MARKS];

    out->name_count = 0;
    out->own = 0;
    out->fate = BALLOT_DECIDED;
    if (b->is_void)
        return ERR_OK;
    TRY(count_marks(t, b->marks, number, marks, f));
    marks[UNCLEAR] += unclear_names(b);
    if (b->name_count > 0)
        count_names(t, scratch, b, entitled_names(t->e, marks), out);
    out->fate = fate_of(t->e, marks, out->name_count);
    return ERR_OK;
}

enum err tally_add(struct tally *t, const struct ballot *b, const struct judged *j,
                   struct fault *f)
{
    t->returned++;
    switch (j->fate) {
    case BALLOT_DECIDED:
        t->decided++;
        return ERR_OK;
    case BALLOT_TOO_MANY:
        t->too_many++;
        return ERR_OK;
    case BALLOT_UNCLEAR:
        t->unclear++;
        return ERR_OK;
    case BALLOT_VALID:
        break;
    }
    add_marks(t, b->marks);
    t->own += j->own;
    for (size_t i = 0; i < j->name_count; i++)
        TRY(add_name(t, j->names[i], 1, f));
    return ERR_OK;
}

/* ---- sums of a group ------------------------------------------------------------- */

struct str tally_key(const struct tally *t, struct arena *a, struct str name)
{
    return election_name(t->e, a, name);
}

size_t tally_candidates(const struct tally *t)
{
    return t->e->candidate_count;
}

/* Does the name count?  A candidate has a mark of his own instead. */
static bool is_written_in(const struct tally *t, const struct tally_name *n)
{
    return n->approve > 0 && !slot_of(t->slots, t->room, n->name)->is_barred;
}

static enum err judge_unclear(const struct tally *t, const struct tally_sum *s,
                              struct sum_place at, struct fault *f)
{
    for (size_t i = 0; i < t->e->candidate_count && t->e->unclear_voids; i++) {
        int64_t times = s->marks[i * (MARKS - 1) + UNCLEAR - APPROVE];
        if (times > 0)
            return FAIL(f, ERR_INVALID, "sum.unclear",
                        "%lld" SEP "%zu" SEP "%zu" SEP "%lld", (long long)at.line,
                        at.question, i + 1, (long long)times);
    }
    return ERR_OK;
}

/* Each name for itself; *written: the votes of all that count. */
static enum err judge_names(const struct tally *t, const struct tally_sum *s,
                            struct sum_place at, int64_t *written, struct fault *f)
{
    int64_t valid = s->returned - s->voided;

    *written = 0;
    for (size_t i = 0; i < s->name_count; i++) {
        const struct tally_name *n = &s->names[i];
        if (n->approve > 0 && t->e->rules.write_in.needs == NEEDS_NEVER)
            return FAIL(f, ERR_INVALID, "sum.never", "%lld" SEP "%zu" SEP "%.*s",
                        (long long)at.line, at.question, STR_FMT(n->name));
        if (n->approve > valid)
            return FAIL(f, ERR_INVALID, "sum.names",
                        "%lld" SEP "%zu" SEP "%.*s" SEP "%lld" SEP "%lld",
                        (long long)at.line, at.question, STR_FMT(n->name),
                        (long long)n->approve, (long long)valid);
        *written += is_written_in(t, n) ? n->approve : 0;
    }
    return ERR_OK;
}

enum err tally_judge_sum(const struct tally *t, const struct tally_sum *s,
                         struct sum_place at, struct fault *f)
{
    int64_t marks[MARKS] = {0}, written, valid = s->returned - s->voided;
    int64_t most = t->e->places * valid;

    TRY(judge_unclear(t, s, at, f));
    TRY(judge_names(t, s, at, &written, f));
    for (size_t i = 0; i < t->e->candidate_count; i++)
        for (size_t mark = APPROVE; mark < MARKS; mark++)
            marks[mark] += s->marks[i * (MARKS - 1) + mark - APPROVE];
    if (marks[APPROVE] + written > most)
        return FAIL(f, ERR_INVALID, "sum.chosen",
                    "%lld" SEP "%zu" SEP "%lld" SEP "%lld" SEP "%lld" SEP "%lld",
                    (long long)at.line, at.question, (long long)(marks[APPROVE] + written),
                    (long long)most, (long long)t->e->places, (long long)valid);
    int64_t entitled = entitled_names(t->e, marks);
    if (t->e->rules.write_in.needs == NEEDS_OPPOSE && written > entitled)
        return FAIL(f, ERR_INVALID, "sum.write_ins", "%lld" SEP "%zu" SEP "%lld" SEP "%lld",
                    (long long)at.line, at.question, (long long)written,
                    (long long)entitled);
    return ERR_OK;
}

enum err tally_add_sum(struct tally *t, const struct tally_sum *s, struct fault *f)
{
    t->returned += s->returned;
    t->valid += s->returned - s->voided;
    t->decided += s->voided;
    for (size_t i = 0; i < t->e->candidate_count; i++)
        for (size_t mark = APPROVE; mark < MARKS; mark++)
            t->of[mark][i] += s->marks[i * (MARKS - 1) + mark - APPROVE];
    for (size_t i = 0; i < s->name_count; i++)
        if (slot_of(t->slots, t->room, s->names[i].name)->is_barred)
            t->own += s->names[i].approve;
        else if (s->names[i].approve > 0)
            TRY(add_name(t, s->names[i].name, s->names[i].approve, f));
    return ERR_OK;
}

/* ---- numbers --------------------------------------------------------------------- */

void tally_result(struct tally *t, struct arena *a, struct tally_result *out)
{
    size_t n = t->e->candidate_count;

    if (t->chunks)
        empty_counters(t);
    *out = (struct tally_result){
        .returned = t->returned,
        .valid = t->valid,
        .spoilt = t->decided + t->too_many + t->unclear,
        .spoilt_decided = t->decided,
        .spoilt_too_many = t->too_many,
        .spoilt_unclear = t->unclear,
        .own = t->own,
        .approve = t->of[APPROVE],
        .oppose = t->of[OPPOSE],
        .abstain = t->of[ABSTAIN],
        .unclear = ARENA_ARRAY(a, int64_t, n),
        .names = ARENA_ARRAY(a, struct tally_name, t->used),
    };
    for (size_t i = 0; i < n; i++)
        out->unclear[i] = t->valid - out->approve[i] - out->oppose[i] - out->abstain[i];
    for (size_t i = 0; i < t->room; i++)
        if (t->slots[i].name.name.ptr && !t->slots[i].is_barred)
            out->names[out->name_count++] = t->slots[i].name;
}
