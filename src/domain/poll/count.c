/* Counting an election: lines of text to ballots. */
#include "domain/poll/count.h"

#include "base/utf8.h"
#include "domain/poll/outcome.h"
#include "domain/poll/result_json.h"
#include "domain/poll/sum.h"

/* What stands before and behind the letters of a ballot without write-ins.  Programs write
 * one line like the other: once seen, a comparison replaces the parser. */
enum { FRAME_MAX = 64 };

struct frame {
    char before[FRAME_MAX], behind[FRAME_MAX];
    size_t before_len, behind_len; /* 0: none seen yet */
};

struct count {
    struct arena *arena;
    struct election_paper paper;
    struct tally **tallies; /* one a question */
    struct ballot *ballots; /* of the line being read */
    struct judged *judged;
    struct frame frame;
    struct buf carry; /* the beginning of a line whose end is in the next block */
    struct arena *scratch;
    int64_t line;
    bool is_skipped; /* no quorum: nothing is counted */
};

enum err election_begin(struct arena *a, struct str election_json, struct count **out,
                        struct fault *f)
{
    struct count *c = ARENA_NEW(a, struct count);

    c->arena = a;
    c->carry = BUF(COUNT_LINE_MAX);
    TRY(election_read(a, election_json, &c->paper, f));
    c->tallies = ARENA_ARRAY(a, struct tally *, c->paper.count);
    c->ballots = ARENA_ARRAY(a, struct ballot, c->paper.count);
    c->judged = ARENA_ARRAY(a, struct judged, c->paper.count);
    c->is_skipped = true;
    for (size_t i = 0; i < c->paper.count; i++) {
        c->tallies[i] = tally_new(a, &c->paper.questions[i]);
        c->is_skipped &= !election_may_vote(&c->paper.questions[i]);
    }
    *out = c;
    return ERR_OK;
}

/* ---- lines that are like the one before ------------------------------------------ */

static void learn(struct count *c, struct str line)
{
    struct str marks = c->ballots[0].marks;
    size_t before = (size_t)(marks.ptr - line.ptr), behind = line.len - before - marks.len;

    if (before > FRAME_MAX || behind + 1 > FRAME_MAX ||
        marks.len != c->paper.questions[0].candidate_count)
        return;
    c->frame.before_len = before;
    c->frame.behind_len = behind + 1; /* with the line break */
    memcpy(c->frame.before, line.ptr, before);
    memcpy(c->frame.behind, line.ptr + before + marks.len, behind);
    c->frame.behind[behind] = '\n';
}

/* As memcmp() == 0 for a few bytes: a call would cost as much as counting the ballot. */
static bool is_same(const char *x, const char *y, size_t len)
{
    for (; len >= sizeof(uint64_t); len -= 8, x += 8, y += 8) {
        uint64_t p, q;
        memcpy(&p, x, sizeof(p));
        memcpy(&q, y, sizeof(q));
        if (p != q)
            return false;
    }
    for (; len > 0; len--)
        if (*x++ != *y++)
            return false;
    return true;
}

/* Bytes of `block` that were ballots in the known frame, from its beginning. */
static size_t count_framed(struct count *c, struct str block)
{
    const struct frame *frame = &c->frame;
    size_t marks_len = c->paper.questions[0].candidate_count;
    size_t quick = tally_quick_bytes(c->tallies[0]);
    size_t line_len = frame->before_len + marks_len + frame->behind_len;
    size_t need =
        frame->before_len + quick > line_len ? frame->before_len + quick : line_len;
    const char *at = block.ptr;

    if (frame->before_len == 0 || quick == 0)
        return 0;
    for (size_t left = block.len; left >= need; left -= line_len, at += line_len) {
        const char *marks = at + frame->before_len;
        if (!is_same(at, frame->before, frame->before_len) ||
            !is_same(marks + marks_len, frame->behind, frame->behind_len) ||
            !tally_quick(c->tallies[0], marks))
            break;
        c->line++;
    }
    return (size_t)(at - block.ptr);
}

/* ---- any line -------------------------------------------------------------------- */

static bool is_blank(struct str line)
{
    return str_is_empty(str_trim(line));
}

/* One void question voids the sheet, for the reason of the first. */
static void spoil_whole(struct count *c)
{
    enum ballot_fate fate = BALLOT_VALID;

    for (size_t i = 0; i < c->paper.count && fate == BALLOT_VALID; i++)
        fate = c->judged[i].fate;
    for (size_t i = 0; i < c->paper.count && fate != BALLOT_VALID; i++)
        c->judged[i].fate = fate;
}

static enum err count_ballots(struct count *c, struct fault *f)
{
    for (size_t i = 0; i < c->paper.count; i++)
        TRY(tally_judge(c->tallies[i], c->scratch, &c->ballots[i], c->line, &c->judged[i],
                        f));
    if (c->paper.spoils_whole)
        spoil_whole(c);
    for (size_t i = 0; i < c->paper.count; i++)
        TRY(tally_add(c->tallies[i], &c->ballots[i], &c->judged[i], f));
    return ERR_OK;
}

static enum err count_line(struct count *c, struct str line, struct fault *f)
{
    c->line++;
    line = utf8_unmark(line); /* also where one file was put behind another */
    if (is_blank(line))
        return ERR_OK;
    if (line.len > COUNT_LINE_MAX)
        return FAIL(f, ERR_TOO_BIG, "ballot.too_long", "%lld" SEP "%d", (long long)c->line,
                    COUNT_LINE_MAX);
    if (c->scratch)
        arena_clear(c->scratch);
    else
        c->scratch = arena_new();
    if (sum_is_one(line))
        return sum_count(c->scratch, line, c->line, c->tallies, c->paper.count, f);
    if (c->paper.is_sheet) {
        TRY(ballot_read_sheet(c->scratch, line, c->line, c->ballots, c->paper.count, f));
        return count_ballots(c, f);
    }
    struct ballot *b = c->ballots;
    TRY(ballot_read(c->scratch, line, c->line, b, f));
    TRY(count_ballots(c, f));
    bool is_in_line = b->marks.ptr >= line.ptr && b->marks.ptr < line.ptr + line.len;
    if (!b->is_void && b->name_count == 0 && is_in_line)
        learn(c, line);
    return ERR_OK;
}

static enum err feed_carry(struct count *c, struct str *block, struct fault *f)
{
    const char *end = block->len ? memchr(block->ptr, '\n', block->len) : NULL;
    size_t len = end ? (size_t)(end - block->ptr) : block->len;

    buf_add(&c->carry, block->ptr, len);
    if (buf_is_full(&c->carry))
        return FAIL(f, ERR_TOO_BIG, "ballot.too_long", "%lld" SEP "%d",
                    (long long)c->line + 1, COUNT_LINE_MAX);
    *block = str_sub(*block, len + 1, block->len);
    if (!end)
        return ERR_OK;
    TRY(count_line(c, buf_view(&c->carry), f));
    buf_clear(&c->carry);
    return ERR_OK;
}

static enum err feed_lines(struct count *c, struct str block, struct fault *f)
{
    if (c->carry.len > 0)
        TRY(feed_carry(c, &block, f));
    while (block.len > 0) {
        block = str_sub(block, count_framed(c, block), block.len);
        const char *end = block.len ? memchr(block.ptr, '\n', block.len) : NULL;
        if (!end)
            return feed_carry(c, &block, f);
        size_t len = (size_t)(end - block.ptr);
        TRY(count_line(c, str_sub(block, 0, len), f));
        block = str_sub(block, len + 1, block.len);
    }
    return ERR_OK;
}

static void done(struct count *c)
{
    buf_done(&c->carry);
    arena_free(c->scratch);
    c->scratch = NULL;
}

void election_drop(struct count *c)
{
    if (c)
        done(c);
}

enum err election_feed(struct count *c, struct str block, struct fault *f)
{
    if (c->is_skipped)
        return ERR_OK;
    enum err err = feed_lines(c, block, f);
    if (err)
        done(c);
    return err;
}

static void write_question(struct count *c, size_t i, struct jsonw *w)
{
    struct tally_result numbers;
    struct outcome outcome;

    tally_result(c->tallies[i], c->arena, &numbers);
    outcome_of(c->arena, &c->paper.questions[i], &numbers, &outcome);
    result_write(w, &c->paper.questions[i], &outcome);
}

static void write_sheet(struct count *c, struct jsonw *w)
{
    jsonw_open(w, '{');
    jsonw_key(w, "questions");
    jsonw_open(w, '[');
    for (size_t i = 0; i < c->paper.count; i++)
        write_question(c, i, w);
    jsonw_close(w, ']');
    jsonw_close(w, '}');
}

enum err election_end(struct count *c, struct buf *out, struct fault *f)
{
    struct jsonw w = {.out = out};
    enum err err = ERR_OK;

    if (c->carry.len > 0)
        err = count_line(c, buf_view(&c->carry), f);
    done(c);
    if (err)
        return err;
    if (c->paper.is_sheet)
        write_sheet(c, &w);
    else
        write_question(c, 0, &w);
    if (buf_is_full(out))
        return FAIL(f, ERR_TOO_BIG, "election.result_too_big", "%zu", out->limit >> 20);
    return ERR_OK;
}

enum err election_count_json(struct str election_json, struct str ballots_jsonl,
                             struct arena *a, struct buf *out, struct fault *f)
{
    struct count *c = NULL;

    TRY(election_begin(a, election_json, &c, f));
    TRY(election_feed(c, ballots_jsonl, f));
    return election_end(c, out, f);
}
