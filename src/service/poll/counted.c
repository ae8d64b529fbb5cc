/* What is counted: the frozen questions with what was said of names, the people and papers of the day, the ballots. */
#include "domain/names/same.h"
#include "domain/poll/count.h"
#include "ledgers/congress.h"
#include "ledgers/poll.h"
#include "service/poll/alike.h"
#include "service/poll/poll_private.h"
#include "store/queries.h"

/* ---- what was said ---------------------------------------------------------------------- */

static enum err read_said(struct call *c, const struct poll *p, const char *part,
                          struct json **out)
{
    struct str text;

    TRY(poll_part(c, p->row->id, part, &text));
    return json_parse(c->arena, text.len ? text : STR("[]"), out, &c->fault);
}

enum err alike_said(struct call *c, const struct poll *p, struct json **out)
{
    return read_said(c, p, "alike", out);
}

enum err alike_proposed(struct call *c, const struct poll *p, struct json **out)
{
    return read_said(c, p, "alike_proposed", out);
}

static bool is_of(const struct json *said, size_t question)
{
    return json_find_number(said, "question", -1) == (int64_t)question;
}

/* Of those found to be one, the names that were written in: what was said before they were kept apart has them all. */
static const struct json *names_of(const struct json *said, bool one)
{
    const struct json *fold = one ? json_find(said, "fold") : NULL;

    return fold ? fold : json_find(said, "names");
}

/* Is there another name than `as`?  Of one alone there is nothing to say. */
static bool has_others(const struct json *names, struct str as)
{
    for (size_t i = 0; i < names->count; i++)
        if (!name_is(names->items[i].text, as))
            return true;
    return false;
}

/* Lists of names, of those that were found to be one (the name that counts first) or several. */
static void write_said(struct jsonw *w, const char *key, const struct json *all,
                       size_t question, bool one)
{
    jsonw_key(w, key);
    jsonw_open(w, '[');
    for (size_t i = 0; i < all->count; i++) {
        struct str as = json_find_text(&all->items[i], "as");
        const struct json *names = names_of(&all->items[i], one);
        if (!is_of(&all->items[i], question) || (as.len > 0) != one ||
            (one && !has_others(names, as)))
            continue;
        jsonw_open(w, '[');
        if (one)
            jsonw_str(w, as);
        for (size_t k = 0; k < names->count; k++)
            if (!one || !name_is(names->items[k].text, as))
                jsonw_str(w, names->items[k].text);
        jsonw_close(w, ']');
    }
    jsonw_close(w, ']');
}

enum err alike_questions(struct call *c, const struct poll *p, struct str *out)
{
    AUTO(buf) struct buf text = BUF(BUF_REPLY);
    struct jsonw w = {.out = &text};
    struct json *questions, *said;

    TRY(poll_frozen(c, p->row->id, &questions));
    TRY(alike_said(c, p, &said));
    jsonw_open(&w, '[');
    for (size_t i = 0; i < questions->count; i++) {
        jsonw_open(&w, '{');
        for (size_t k = 0; k < questions->items[i].count; k++) {
            jsonw_key_str(&w, questions->items[i].items[k].key);
            jsonw_value(&w, &questions->items[i].items[k]);
        }
        write_said(&w, "same_names", said, i, true);
        write_said(&w, "different_names", said, i, false);
        jsonw_close(&w, '}');
    }
    jsonw_close(&w, ']');
    *out = str_copy(c->arena, buf_view(&text));
    return ERR_OK;
}

/* ---- counting ---------------------------------------------------------------------------- */

enum err poll_numbers_of(struct call *c, const struct poll *p, struct poll_numbers *out)
{
    struct attendance_numbers people;
    int64_t slips, used;

    TRY(poll_people(c, p, &people));
    TRY(poll_slips(c, p, &slips, &used));
    if (!poll_is_electronic(p))
        slips = used = 0;
    out->due = people.due;
    out->present = people.present;
    out->issued = row_number(p->ledger, p->row, POLL_ISSUED) + used;
    out->printed = row_number(p->ledger, p->row, POLL_PRINTED) + slips;
    out->round = row_number(p->ledger, p->row, POLL_ROUND);
    out->questions = p->election_count;
    return ERR_OK;
}

static enum err count_ballots(struct call *c, const struct poll *p, struct str election,
                              struct buf *out)
{
    struct ballot_row *ballots;
    struct count *counting;
    size_t count;

    TRY(store_ballot_list(c->db, c->arena, p->row->id, &ballots, &count));
    TRY(election_begin(c->arena, election, &counting, &c->fault));
    for (size_t i = 0; i < count; i++)
        for (int64_t k = 0; k < ballots[i].times; k++) {
            TRY(election_feed(counting, ballots[i].ballot, &c->fault));
            TRY(election_feed(counting, STR("\n"), &c->fault));
        }
    return election_end(counting, out, &c->fault);
}

enum err poll_counted(struct call *c, const struct poll *p, struct str *election,
                      struct str *result)
{
    AUTO(buf) struct buf out = BUF(BUF_REPLY);
    struct poll_numbers n;
    struct str questions;

    TRY(alike_questions(c, p, &questions));
    TRY(poll_numbers_of(c, p, &n));
    *election = poll_election_json(c, &n, questions);
    TRY(count_ballots(c, p, *election, &out));
    *result = str_copy(c->arena, buf_view(&out));
    return ERR_OK;
}
