/* Counting again from the evidence alone. */
#include "domain/election/evidence.h"

#include "base/box.h"
#include "base/json.h"
#include "base/jsonw.h"
#include "domain/election/count.h"
#include "domain/election/sheet.h"

struct checking {
    struct arena *arena;
    struct fault *fault;
    struct evidence_report *report;
    struct count *count;
    int64_t line, group_returned, votes, issued;
    size_t body; /* bytes before the seal */
    bool has_seal;
};

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

static enum err read_ballot(struct checking *k, const struct json *o, struct str line)
{
    int64_t times = json_find_number(o, "times", 0);
    struct str ballot = raw_member(k->arena, line, "ballot");

    if (times < 1 || times > 100000000 || !ballot.len || !k->count)
        return wrong(k, "ballot");
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

static enum err read_line(struct checking *k, struct str line, struct str text)
{
    struct json *o = NULL;
    struct fault inner = {0};
    struct str part;

    if (json_parse(k->arena, line, &o, &inner) || o->kind != JSON_KIND_OBJECT)
        return wrong(k, "JSON");
    part = json_find_text(o, "part");
    if (k->line == 1 && json_find_number(o, "huanjie_evidence", 0) != 1)
        return wrong(k, "huanjie_evidence");
    if (k->line == 1) {
        k->report->title = json_find_text(o, "title");
        k->report->head = o;
    }
    if (k->has_seal)
        return wrong(k, "seal");
    if (str_eq(part, STR("election")) && k->count)
        return wrong(k, "election");
    if (str_eq(part, STR("election"))) {
        k->report->election = raw_member(k->arena, line, "election");
        return election_begin(k->arena, k->report->election, &k->count, k->fault);
    }
    if (str_eq(part, STR("ballot")))
        return read_ballot(k, o, line);
    if (str_eq(part, STR("group")))
        k->group_returned += json_find_number(o, "returned", 0);
    if (str_eq(part, STR("attendance")))
        k->report->attendance = o;
    if (str_eq(part, STR("issue"))) {
        k->report->issue = o;
        k->votes = json_find_number(o, "voted", 0);
        k->issued = json_find_number(o, "issued", 0) + k->votes;
    }
    if (str_eq(part, STR("signature")))
        k->report->signatures++;
    if (str_eq(part, STR("result")))
        k->report->stated = raw_member(k->arena, line, "result");
    return str_eq(part, STR("seal")) ? read_seal(k, o, text) : ERR_OK;
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
    if (!k->count || !k->has_seal || !k->report->stated.len)
        return wrong(k, !k->count ? "election" : k->has_seal ? "result" : "seal");
    return ERR_OK;
}

enum err evidence_check(struct arena *a, struct str text, struct evidence_report *out,
                        struct fault *f)
{
    AUTO(buf) struct buf result = BUF(BUF_REPLY);
    struct checking k = {.arena = a, .fault = f, .report = out};

    *out = (struct evidence_report){0};
    enum err err = read_all(&k, text);
    if (err) {
        election_drop(k.count);
        return err;
    }
    TRY(election_end(k.count, &result, f));
    out->recounted = str_copy(a, buf_view(&result));
    out->is_recounted = str_eq(out->recounted, out->stated);
    out->sums_agree =
        out->ballots == k.group_returned + k.votes && out->ballots <= k.issued;
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
