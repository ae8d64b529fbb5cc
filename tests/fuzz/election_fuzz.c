/*
 * Any bytes are an election and its ballots: the first line is the election, the others
 * are ballots.  Counting ends with an explained error or with books that balance, and
 * neither how the bytes are cut into blocks nor the order of ballots changes the result.
 */
#include "base/json.h"
#include "domain/poll/count.h"

#include <stdlib.h>

static void demand(bool truth)
{
    if (!truth)
        abort();
}

static enum err count_blocks(struct arena *a, struct str election, struct str ballots,
                             size_t block, struct buf *out, struct fault *f)
{
    struct count *c = NULL;

    TRY(election_begin(a, election, &c, f));
    while (ballots.len > 0) {
        TRY(election_feed(c, str_sub(ballots, 0, block), f));
        ballots = str_sub(ballots, block, ballots.len);
    }
    return election_end(c, out, f);
}

static void check_person(const struct json *p, const struct json *root, bool is_listed)
{
    int64_t approve = json_find_number(p, "approve", -1);
    int64_t sum = approve + json_find_number(p, "oppose", -1) +
                  json_find_number(p, "abstain", -1) + json_find_number(p, "unclear", -1);
    const struct json *bar = json_find(root, "bar");

    demand(approve >= 0);
    demand(is_listed ? sum == json_find_number(root, "valid", -1) : sum == approve);
    if (!json_find_true(p, "elected"))
        return;
    demand(approve > json_find_number(bar, "more_than", -1));
    demand(approve >= json_find_number(bar, "at_least", 0));
}

static void check_election(const struct json *root)
{
    const struct json *candidates = json_find(root, "candidates");
    const struct json *write_ins = json_find(root, "write_ins");
    int64_t returned = json_find_number(root, "returned", -1);
    int64_t issued = json_find_number(root, "issued", -1);
    bool is_valid = str_eq(json_find_text(root, "election"), STR("valid"));

    demand(json_find_number(root, "valid", -1) + json_find_number(root, "void", -1) ==
           returned);
    demand(!is_valid || returned <= issued);
    demand(issued + json_find_number(root, "left", -1) ==
           json_find_number(root, "printed", -1));
    for (size_t i = 0; i < candidates->count; i++)
        check_person(&candidates->items[i], root, true);
    for (size_t i = 0; i < write_ins->count; i++)
        check_person(&write_ins->items[i], root, false);
    demand(is_valid || json_find(root, "elected")->count == 0);
}

static void check_result(struct arena *a, struct str text)
{
    struct fault f = {0};
    struct json *root = NULL;

    demand(!json_parse(a, text, &root, &f));
    const struct json *questions = json_find(root, "questions");
    for (size_t i = 0; questions && i < questions->count; i++)
        check_election(&questions->items[i]);
    if (!questions)
        check_election(root);
}

static void reverse_lines(struct str text, struct buf *out)
{
    while (text.len > 0) {
        size_t from = text.len;
        while (from > 0 && text.ptr[from - 1] != '\n')
            from--;
        buf_str(out, str_sub(text, from, text.len));
        buf_char(out, '\n');
        text.len = from > 0 ? from - 1 : 0;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    AUTO(arena) struct arena *a = arena_new();
    AUTO(buf) struct buf whole = BUF(BUF_FILE), cut = BUF(BUF_FILE), back = BUF(BUF_FILE);
    AUTO(buf) struct buf reversed = BUF(BUF_FILE);
    struct str ballots = {(const char *)data, len}, election;
    struct fault f = {0}, g = {0};

    if (!str_cut(&ballots, '\n', &election))
        return 0;
    enum err err = election_count_json(election, ballots, a, &whole, &f);
    demand(err == f.kind && !err == !f.code);
    demand(count_blocks(a, election, ballots, 1 + len % 7, &cut, &g) == err);
    if (err) {
        demand(strcmp(f.code, g.code) == 0 && strcmp(f.detail, g.detail) == 0);
        return 0;
    }
    demand(str_eq(buf_view(&whole), buf_view(&cut)));
    check_result(a, buf_view(&whole));
    reverse_lines(ballots, &reversed);
    demand(!election_count_json(election, buf_view(&reversed), a, &back, &g));
    demand(str_eq(buf_view(&whole), buf_view(&back)));
    return 0;
}
