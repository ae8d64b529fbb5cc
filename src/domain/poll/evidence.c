/* Counting again from the evidence alone. */
#include "base/box.h"
#include "base/jsonw.h"
#include "domain/poll/evidence_private.h"
#include "domain/poll/sheet.h"

static const struct {
    const char *name;
    enum { ONCE, AT_MOST_ONCE, ANY_NUMBER } times;
    bool is_by_two; /* has `account` and `second` */
} PART_TABLE[PARTS] = {
    [PART_HEAD] = {"huanjie_evidence", ONCE},
    [PART_ELECTION] = {"election", ONCE},
    [PART_ATTENDANCE] = {"attendance", ONCE},
    [PART_ROSTER] = {"roster", AT_MOST_ONCE, true},
    [PART_VACANT] = {"vacant", AT_MOST_ONCE, true},
    [PART_VOTE_CHANGE] = {"vote_change", ANY_NUMBER, true},
    [PART_BEFORE] = {"before", ANY_NUMBER},
    [PART_WITHDRAWAL] = {"withdrawal", ANY_NUMBER, true},
    [PART_THAWED] = {"thawed", ANY_NUMBER, true},
    [PART_ISSUE] = {"issue", ONCE},
    [PART_OFFICER] = {"officer", ANY_NUMBER},
    [PART_OFFICER_CHANGE] = {"officer_change", ANY_NUMBER, true},
    [PART_GROUP] = {"group", ANY_NUMBER},
    [PART_REOPENED] = {"reopened", ANY_NUMBER},
    [PART_ADJUDICATION] = {"adjudication", ANY_NUMBER},
    [PART_ALIKE] = {"alike", ANY_NUMBER},
    [PART_BALLOT] = {"ballot", ANY_NUMBER},
    [PART_GROUP_RESULT] = {"group_result", ANY_NUMBER},
    [PART_RESULT] = {"result", ONCE},
    [PART_EARLIER_COUNT] = {"earlier_count", ANY_NUMBER, true},
    [PART_REDUCTION] = {"reduction", ANY_NUMBER, true},
    [PART_DECISION] = {"decision", AT_MOST_ONCE},
    [PART_SIGNATURE] = {"signature", ANY_NUMBER},
    [PART_SEAL] = {"seal", ONCE},
};

static const struct said *said_too(struct checking *k, const struct json *o,
                                   const struct said *before)
{
    struct said *one = ARENA_NEW(k->arena, struct said);

    *one = (struct said){o, before};
    return one;
}

static enum err wrong(struct checking *k, const char *what)
{
    return FAIL(k->fault, ERR_INVALID, "evidence.shape", "%lld" SEP "%s",
                (long long)k->line, what);
}

/* The text of a member as it stands in the line: hashed and compared byte for byte. */
static struct str raw_member(struct arena *a, struct str line, const char *key)
{
    struct str wanted = str_print(a, "\"%s\":", key);
    ptrdiff_t at = str_find(line, wanted);

    if (at < 0)
        return (struct str){0};
    struct str rest = str_sub(line, (size_t)at + wanted.len, line.len);
    return str_sub(rest, 0, rest.len - 1); /* the member is the last of its line */
}

/* ---- the form of the file ---------------------------------------------------------------- */

static void not_in_form(struct checking *k, const char *part)
{
    if (!k->report->is_in_form)
        return;
    k->report->is_in_form = false;
    k->report->form_line = k->line;
    k->report->form_part = str_of(part);
}

/* It stands nowhere: no line is the wrong one. */
static void is_missing(struct checking *k, enum part part)
{
    not_in_form(k, PART_TABLE[part].name);
    if (k->report->form_line == k->line)
        k->report->form_line = 0;
}

/* PARTS: unknown. */
static enum part part_of(const struct checking *k, struct str name)
{
    enum part part = k->line == 1 ? PART_HEAD : PART_ELECTION;

    while (k->line > 1 && part < PARTS && !str_eq(name, str_of(PART_TABLE[part].name)))
        part++;
    return part;
}

static void place_part(struct checking *k, enum part part)
{
    const char *name = PART_TABLE[part].name;

    k->times[part]++;
    if (part < k->last || (PART_TABLE[part].times != ANY_NUMBER && k->times[part] > 1))
        not_in_form(k, name);
    k->last = part;
}

static bool watches(struct str duty)
{
    return str_eq(duty, STR("scrutineer")) || str_eq(duty, STR("chief_scrutineer"));
}

static bool counts(struct str duty)
{
    return str_eq(duty, STR("teller")) || str_eq(duty, STR("chief_teller"));
}

static bool is_officer(const struct checking *k, const struct json *o)
{
    for (const struct said *s = k->officers; s; s = s->before)
        if (str_eq(json_find_text(s->o, "duty"), json_find_text(o, "duty")) &&
            str_eq(json_find_text(s->o, "name"), json_find_text(o, "name")))
            return true;
    return false;
}

/* Has this name signed, or this account for the other side? */
static bool has_signed(const struct checking *k, const struct json *o)
{
    bool here = watches(json_find_text(o, "duty"));
    struct str account = json_find_text(o, "account");
    bool has_account = account.len && !str_eq(account, STR("0")); /* 0: nobody's */

    for (const struct said *s = k->signers; s; s = s->before)
        if (str_eq(json_find_text(s->o, "name"), json_find_text(o, "name")) ||
            (watches(json_find_text(s->o, "duty")) != here && has_account &&
             str_eq(json_find_text(s->o, "account"), account)))
            return true;
    return false;
}

static bool is_chief(struct str duty)
{
    return str_starts(duty, STR("chief_"));
}

static void read_officer(struct checking *k, const struct json *o)
{
    struct str duty = json_find_text(o, "duty");

    if (is_officer(k, o))
        not_in_form(k, PART_TABLE[PART_OFFICER].name);
    k->officers = said_too(k, o, k->officers);
    k->has_chief[watches(duty)] |= is_chief(duty);
}

/* Who recorded it, and who vouched. */
static bool is_by_two(const struct json *o)
{
    struct str by = json_find_text(o, "account"), second = json_find_text(o, "second");

    return by.len && second.len && !str_eq(second, STR("0")) && !str_eq(by, second);
}

/* NULL: nobody recorded it so. */
static void must_be_by_two(struct checking *k, enum part part, const struct json *o)
{
    if (o && !is_by_two(o))
        not_in_form(k, PART_TABLE[part].name);
}

/* Each revision of the papers once, in order, and none of it is left. */
static bool is_all_destroyed(const struct checking *k, const struct json *o)
{
    int64_t destroyed = json_find_number(o, "destroyed", 0);

    return json_find_number(o, "revision", 0) == k->times[PART_THAWED] &&
           destroyed >= json_find_number(o, "printed", 0) &&
           destroyed >= json_find_number(o, "issued", 0);
}

/* The papers counted are those of the freeze that was not taken back; files of before say nothing of it. */
static void read_issue(struct checking *k, const struct json *o)
{
    k->report->issue = o;
    if (json_find(o, "revision") &&
        json_find_number(o, "revision", 0) != k->times[PART_THAWED] + 1)
        not_in_form(k, PART_TABLE[PART_ISSUE].name);
}

/* A name that was laid left the list by somebody's word, on paper; corrected, it stands in another form. */
static bool is_withdrawal(const struct json *o)
{
    struct str by = json_find_text(o, "by");
    bool is_correction = str_eq(by, STR("correction"));

    return json_find_text(o, "title").len && json_find_text(o, "name").len &&
           json_find_text(o, "paper").len &&
           (str_eq(by, STR("nominee")) || str_eq(by, STR("putters")) || is_correction) &&
           (json_find_text(o, "right").len > 0) == is_correction;
}

/* By two; a change of officers is of one of the file. */
static void read_by_two(struct checking *k, enum part part, const struct json *o)
{
    struct str change = json_find_text(o, "change");
    bool is_known = str_eq(change, STR("passed")) || str_eq(change, STR("withdrawn"));

    must_be_by_two(k, part, o);
    if (part == PART_OFFICER_CHANGE && (!is_known || !is_officer(k, o)))
        not_in_form(k, PART_TABLE[part].name);
    k->roster = part == PART_ROSTER ? o : k->roster;
    if (part == PART_WITHDRAWAL && !is_withdrawal(o))
        not_in_form(k, PART_TABLE[part].name);
    if (part == PART_THAWED && !is_all_destroyed(k, o))
        not_in_form(k, PART_TABLE[part].name);
}

/* Where there is a chief, he signs for his side, or who came in his place.  A decision made later let a file be sealed
 * anew that named officers of another day, before they were fixed at the freeze. */
static bool chiefs_signed(const struct checking *k)
{
    bool is_anew = k->times[PART_DECISION] || k->times[PART_REDUCTION];

    for (int side = 0; side < 2; side++)
        if (k->has_chief[side] && !k->chief_signed[side] && !is_anew)
            return false;
    return true;
}

/* By an officer of the file, and for one side. */
static void read_signature(struct checking *k, const struct json *o)
{
    struct str duty = json_find_text(o, "duty");

    if (!is_officer(k, o) || has_signed(k, o))
        not_in_form(k, PART_TABLE[PART_SIGNATURE].name);
    k->signers = said_too(k, o, k->signers);
    k->report->signatures++;
    k->chief_signed[watches(duty)] |= is_chief(duty);
    k->watched |= watches(duty);
    k->tellered |= counts(duty);
}

/* What was counted is declared void by a body, on paper. */
static bool is_on_paper(const struct json *decision)
{
    return json_find_text(decision, "by").len && json_find_text(decision, "document").len;
}

/* What should have been there, at the end of the file. */
static void check_missing(struct checking *k)
{
    bool is_counted = !k->report->decision || k->times[PART_RESULT];

    for (enum part part = PART_HEAD; part < PARTS; part++)
        if (PART_TABLE[part].times == ONCE && !k->times[part] &&
            (part != PART_RESULT || is_counted))
            is_missing(k, part);
    if (!is_counted) { /* two scrutineers declared it void: their names are in the decision */
        if (k->times[PART_BALLOT])
            not_in_form(k, PART_TABLE[PART_BALLOT].name);
        return;
    }
    bool has_all = k->watched && k->tellered && chiefs_signed(k);
    if (!has_all && !k->report->decision)
        is_missing(k, PART_SIGNATURE);
    else if (!has_all && !is_on_paper(k->report->decision)) /* made before all had signed */
        not_in_form(k, PART_TABLE[PART_DECISION].name);
}

/* ---- lines ------------------------------------------------------------------------------- */

static enum err read_ballot(struct checking *k, const struct json *o, struct str line)
{
    int64_t times = json_find_number(o, "times", 0);
    struct str ballot = raw_member(k->arena, line, "ballot");

    if (times < 1 || times > 100000000 || !ballot.len)
        return wrong(k, "ballot");
    if (!k->count) /* nothing to count it by: the part that says so is missing, or out of place */
        return ERR_OK;
    if (k->times[PART_BALLOT] > 1 && str_cmp(k->ballot, ballot) >= 0)
        not_in_form(k, PART_TABLE[PART_BALLOT].name);
    k->ballot = ballot;
    for (int64_t i = 0; i < times; i++) {
        TRY(election_feed(k->count, ballot, k->fault));
        TRY(election_feed(k->count, STR("\n"), k->fault));
    }
    k->report->ballots += times * sheet_returned(k->arena, ballot);
    return ERR_OK;
}

/* The seal as evidence_seal() writes it. */
static void write_seal(struct arena *a, struct str hash, struct str key, struct str sig,
                       struct buf *out)
{
    struct jsonw w = {.out = out};

    jsonw_open(&w, '{');
    jsonw_pair(&w, "part", STR("seal"));
    jsonw_pair(&w, "hash", crypto_hex(a, hash.ptr, hash.len));
    jsonw_pair(&w, "key", crypto_hex(a, key.ptr, key.len));
    jsonw_pair(&w, "key64", crypto_base64(a, key));
    jsonw_pair(&w, "signature", crypto_base64(a, sig));
    jsonw_close(&w, '}');
    buf_char(out, '\n');
}

/*
 * The signature covers what stands before the seal, nothing covers the seal itself.  So all of it
 * must be what the signer wrote, byte for byte to the end of the file: a seal that was touched
 * anywhere seals nothing.
 */
static enum err read_seal(struct checking *k, const struct json *o, struct str text)
{
    AUTO(buf) struct buf own = BUF(BUF_MESSAGE);
    struct str body = str_sub(text, 0, k->body), key, sig;
    unsigned char digest[HASH_BYTES];

    crypto_digest(NULL, body, digest);
    k->has_seal = true;
    k->report->key = json_find_text(o, "key");
    if (!crypto_unbase64(k->arena, json_find_text(o, "key64"), &key) ||
        !crypto_unbase64(k->arena, json_find_text(o, "signature"), &sig))
        return ERR_OK;
    write_seal(k->arena, (struct str){(const char *)digest, HASH_BYTES}, key, sig, &own);
    k->report->is_whole = str_eq(str_sub(text, k->body, text.len), buf_view(&own));
    k->report->is_signed = k->report->is_whole && sign_fits(key, body, sig);
    return ERR_OK;
}

static enum err read_election(struct checking *k, const struct json *o, struct str line)
{
    if (k->count) /* the second is not in form, and not counted by */
        return ERR_OK;
    k->election = json_find(o, "election");
    if (!k->election)
        return wrong(k, "election");
    k->report->election = raw_member(k->arena, line, "election");
    return election_begin(k->arena, k->report->election, &k->count, k->fault);
}

static enum err read_part(struct checking *k, enum part part, const struct json *o,
                          struct str line)
{
    struct evidence_report *r = k->report;

    if (part == PART_HEAD) {
        r->title = json_find_text(o, "title");
        r->head = o;
    } else if (part == PART_ELECTION) {
        return read_election(k, o, line);
    } else if (part == PART_ATTENDANCE) {
        r->attendance = o;
        must_be_by_two(k, part, json_find(o, "counted_by"));
    } else if (part == PART_ISSUE) {
        read_issue(k, o);
    } else if (part == PART_GROUP) {
        k->group_returned += evidence_number(o, "returned");
    } else if (part == PART_BALLOT) {
        return read_ballot(k, o, line);
    } else if (part == PART_GROUP_RESULT) {
        k->groups = said_too(k, o, k->groups);
    } else if (part == PART_OFFICER) {
        read_officer(k, o);
    } else if (PART_TABLE[part].is_by_two) {
        read_by_two(k, part, o);
    } else if (part == PART_RESULT) {
        r->stated = raw_member(k->arena, line, "result");
    } else if (part == PART_DECISION) {
        r->decision = json_find(o, "decision");
        must_be_by_two(k, part, json_find_text(r->decision, "by").len ? r->decision : NULL);
    } else if (part == PART_SIGNATURE) {
        read_signature(k, o);
    }
    return ERR_OK;
}

/* The first member says what the file is: other readers know the first of the two alone. */
static enum err read_kind(struct checking *k, const struct json *o)
{
    k->report->is_rehearsal = json_find_number(o, "huanjie_rehearsal", 0) == 1;
    if (k->report->is_rehearsal || json_find_number(o, "huanjie_evidence", 0) == 1)
        return ERR_OK;
    return wrong(k, "huanjie_evidence");
}

static enum err read_line(struct checking *k, struct str line, struct str text)
{
    struct json *o = NULL;
    struct fault inner = {0};

    if (json_parse(k->arena, line, &o, &inner) || o->kind != JSON_KIND_OBJECT)
        return wrong(k, "JSON");
    if (k->line == 1)
        TRY(read_kind(k, o));
    if (k->has_seal)
        return wrong(k, "seal");
    enum part part = part_of(k, json_find_text(o, "part"));
    if (part == PARTS)
        return ERR_OK;
    place_part(k, part);
    return part == PART_SEAL ? read_seal(k, o, text) : read_part(k, part, o, line);
}

static enum err read_all(struct checking *k, struct str text)
{
    struct str rest = text, line;

    if (text.len > EVIDENCE_MOST)
        return wrong(k, "256 MiB");
    while (rest.len) {
        k->body = text.len - rest.len;
        k->line++;
        (void)str_cut(&rest, '\n', &line);
        if (line.len)
            TRY(read_line(k, line, text));
    }
    if (!k->times[PART_HEAD])
        return wrong(k, PART_TABLE[PART_HEAD].name);
    check_missing(k);
    return ERR_OK;
}

enum err evidence_check(struct arena *a, struct str text, struct evidence_report *out,
                        struct fault *f)
{
    AUTO(buf) struct buf result = BUF(BUF_REPLY);
    struct checking k = {.arena = a, .fault = f, .report = out};

    *out = (struct evidence_report){.is_in_form = true};
    enum err err = read_all(&k, text);
    if (err) {
        election_drop(k.count);
        return err;
    }
    bool is_uncounted = !out->stated.len && out->decision; /* declared void before it */
    if (is_uncounted || !k.count) {
        election_drop(k.count);
        out->is_recounted = k.count != NULL;
        out->sums_agree = evidence_people_fit(&k);
        return ERR_OK;
    }
    TRY(election_end(k.count, &result, f));
    out->recounted = str_copy(a, buf_view(&result));
    out->is_recounted = str_eq(out->recounted, out->stated);
    k.is_void = str_find(out->recounted, STR("\"election\":\"void\"")) >= 0;
    out->sums_agree = evidence_sums_fit(&k);
    return ERR_OK;
}

void evidence_seal(struct arena *a, const struct key *seed, struct str body,
                   struct buf *out)
{
    unsigned char hash[HASH_BYTES], key[PUBLIC_BYTES], sig[SIGNATURE_BYTES];

    crypto_digest(NULL, body, hash);
    sign_public(seed, key);
    sign_make(seed, body, sig);
    write_seal(a, (struct str){(const char *)hash, HASH_BYTES},
               (struct str){(const char *)key, PUBLIC_BYTES},
               (struct str){(const char *)sig, SIGNATURE_BYTES}, out);
}
