/*
 * Random whole counts through the services, one after another in one site: party elections whose rounds are
 * followed until nothing is next.  CONGRESSES: how many; CONGRESS_SEED: the first number drawn from.
 */
#include "base/json.h"
#include "domain/election/evidence.h"
#include "ledgers/candidate.h"
#include "service/congress/hall.h"
#include "service/opened.h"
#include "service/poll/entry.h"
#include "service/poll/follow.h"
#include "service/poll/result.h"
#include "service/poll/urn.h"
#include "service/record/record.h"
#include "service/upkeep/upkeep.h"

enum { COUNTY = 441624000, ROUNDS_MOST = 6, NAMES_MOST = 12, SAMPLE = 60 };

struct hall {
    struct opened *x;
    uint64_t state, seed;
    int number, present, rounds, later, refused; /* counts over the whole batch */
    row_id congress, poll;
    struct str elected[NAMES_MOST];
    int64_t elected_count, seats;
};

#define HOLDS(h, is_so, what)                                                             \
    cr_assert(is_so, "seed %llu, congress %d: %s (%s %s)", (unsigned long long)(h)->seed, \
              (h)->number, what, (h)->x->call.fault.code ? (h)->x->call.fault.code : "",  \
              (h)->x->call.fault.detail)

static int draw(struct hall *h, int below)
{
    h->state = h->state * 6364136223846793005u + 1442695040888963407u;
    return (int)((h->state >> 33) % (uint64_t)below);
}

static row_id file_row(struct hall *h, const char *ledger, struct input *items, size_t n)
{
    struct call *c = &h->x->call;
    struct row *row = NULL;
    enum err err =
        record_create(c, catalog_ledger(engine_catalog(c->site->engine), str_of(ledger)),
                      COUNTY, (struct str){0}, (struct inputs){items, n}, &row);

    HOLDS(h, !err, ledger);
    return row->id;
}

static void convene(struct hall *h)
{
    struct str id;
    struct input congress[] = {
        {STR("title"), str_print(h->x->arena, "演练党代会%d", h->number), false,
         GIVEN_WORDS},
        {STR("kind"), STR("party"), false, GIVEN_WORDS},
        {STR("level"), STR("county"), false, GIVEN_WORDS},
        {STR("rules"), STR("county-party-2020"), false, GIVEN_WORDS}};
    const char *const duties[] = {"scrutineer", "teller"};
    row_id officers[2];
    struct hands hands = {10, 0, 0, STR("举手")};
    int64_t passed;

    h->congress = file_row(h, "congress", congress, 4);
    id = str_print(h->x->arena, "%lld", (long long)h->congress.v);
    for (int i = 0; i < 2; i++) {
        struct input items[] = {
            {STR("congress"), id, false, GIVEN_WORDS},
            {STR("name"), i ? STR("计票甲") : STR("监票甲"), false, GIVEN_WORDS},
            {STR("duty"), str_of(duties[i]), false, GIVEN_WORDS}};
        officers[i] = file_row(h, "officer", items, 3);
    }
    HOLDS(h, !hall_officers_pass(&h->x->call, h->congress, officers, 2, &hands, &passed),
          "officers pass");
}

static void prepare(struct hall *h)
{
    static const char *const NAMES[] = {"王一", "李二", "张三", "刘四", "陈五", "杨六",
                                        "赵七", "黄八", "周九", "吴十", "徐甲", "孙乙"};
    struct candidate_new names[NAMES_MOST] = {0};
    int seats = 1 + draw(h, 6), count = seats + draw(h, 4);

    for (int i = 0; i < count; i++)
        names[i] =
            (struct candidate_new){.name = str_of(NAMES[i]), .unit = STR("县直单位")};
    struct election_new e = {.title = STR("县委委员"),
                             .office = STR("committee"),
                             .rules = STR("county-party-2020"),
                             .seats = seats,
                             .candidates = names,
                             .candidate_count = (size_t)count};
    struct poll_new n = {.congress = h->congress,
                         .title = STR("选票"),
                         .colour = STR("pink"),
                         .way = STR("paper"),
                         .style = STR("boxes"),
                         .cast = 1,
                         .elections = &e,
                         .election_count = 1};
    h->seats = seats;
    h->elected_count = 0;
    HOLDS(h, !poll_create(&h->x->call, &n, &h->poll), "poll made");
}

/* Either the poll is frozen, or a gate says why not. */
static bool freeze(struct hall *h)
{
    int due = 10 + draw(h, 40);
    h->present = due - draw(h, due / 3);
    struct attendance_numbers people = {
        .due = due, .present = h->present, .absent = due - h->present};
    struct call *c = &h->x->call;
    enum err err = poll_freeze(c, h->poll, (row_id){0}, &people);

    HOLDS(h, !err || (err == ERR_RULE && !strncmp(c->fault.code, "poll.", 5)),
          "a refused freeze names its gate");
    h->refused += err != ERR_OK;
    return !err;
}

static void enter(struct hall *h, size_t names, int64_t seats)
{
    struct call *c = &h->x->call;
    struct entry_in items[64];
    int64_t number, total;

    HOLDS(h, !entry_group_new(c, h->poll, STR("第一组"), STR("ballots"), &number), "group");
    for (int i = 0; i < h->present; i++) {
        char marks[NAMES_MOST];
        int64_t left = seats;
        struct json *ballot;
        for (size_t k = 0; k < names; k++)
            marks[k] = draw(h, 3) && left-- > 0 ? 'Y' : 'N';
        struct str text =
            str_print(c->arena, "{\"answers\":[{\"marks\":\"%.*s\"}]}", (int)names, marks);
        HOLDS(h, !json_parse(c->arena, text, &ballot, &c->fault), "ballot");
        items[i] = (struct entry_in){i + 1, ballot};
    }
    for (int side = 1; side <= 2; side++) {
        struct entries_in in = {side, items, (size_t)h->present};
        HOLDS(h, !entry_save(c, h->poll, number, &in, &total), "saved");
        HOLDS(h, !entry_finish(c, h->poll, number, side), "finished");
    }
    HOLDS(h, !entry_accept(c, h->poll, number), "accepted");
}

static void hold(struct hall *h)
{
    struct call *c = &h->x->call;
    struct issue papers = {h->present + 2, h->present, 2, 2, h->present};
    struct signing watch = {STR("scrutineer"), STR("监票甲")},
                   count = {STR("teller"), STR("计票甲")};
    struct evidence_report e = {0};
    struct follow f;
    struct str text;
    struct poll *p;

    HOLDS(h, !poll_load(c, h->poll, &p) && !poll_follow(c, p, &p->elections[0], &f),
          "loaded");
    HOLDS(h, !poll_issue(c, h->poll, &papers), "issued");
    HOLDS(h, !urn_open_paper(c, h->poll), "opened");
    HOLDS(h, !poll_close(c, h->poll), "closed");
    enter(h, p->elections[0].candidate_count, f.kind ? f.seats : h->seats);
    HOLDS(h, !result_count(c, h->poll), "counted");
    HOLDS(h, !result_sign(c, h->poll, &watch) && !result_sign(c, h->poll, &count),
          "signed");
    HOLDS(h, !result_evidence(c, h->poll, &text), "evidence");
    HOLDS(h, !evidence_check(c->arena, text, &e, &c->fault), "evidence read");
    HOLDS(h, e.is_whole && e.is_signed && e.is_recounted && e.is_in_form && e.sums_agree,
          "evidence verified");
}

/* Nobody is elected twice, and never more than there are seats. */
static void look(struct hall *h)
{
    struct poll *p;

    HOLDS(h, !poll_load(&h->x->call, h->poll, &p), "loaded");
    for (size_t i = 0; i < p->elections[0].candidate_count; i++) {
        const struct row *row = p->elections[0].candidates[i];
        struct str name = row_text(p->candidate_ledger, row, CANDIDATE_NAME);
        if (!row_number(p->candidate_ledger, row, CANDIDATE_ELECTED))
            continue;
        for (int64_t k = 0; k < h->elected_count; k++)
            HOLDS(h, !str_eq(h->elected[k], name), "nobody is elected twice");
        HOLDS(h, h->elected_count < h->seats, "no more elected than seats");
        h->elected[h->elected_count++] = name;
    }
}

static bool follow(struct hall *h)
{
    struct next_view next;
    struct poll *p;
    struct call *c = &h->x->call;

    HOLDS(h, !poll_load(c, h->poll, &p) && !poll_next(c, p, 0, &next), "next");
    if (str_eq(next.decision, STR("none")) || !next.name_count)
        return false;
    struct next_round n = {.election = p->elections[0].row->id, .decision = next.decision};
    HOLDS(h, next.seats <= h->seats, "a round has no more seats than the first");
    HOLDS(h, !result_next(c, h->poll, &n, &h->poll), "next made");
    return true;
}

static enum err one(struct call *c, void *arg)
{
    struct hall *h = arg;

    h->x->call.db = c->db;
    h->x->call.fault = (struct fault){0};
    convene(h);
    prepare(h);
    for (int round = 0; round < ROUNDS_MOST && freeze(h); round++) {
        h->rounds++;
        h->later += round > 0;
        hold(h);
        look(h);
        if (!follow(h))
            break;
    }
    return ERR_OK;
}

Test(congresses, hold_whatever_is_drawn, .timeout = 3600)
{
    char dir[] = "/tmp/huanjie-congresses-XXXXXX";
    const char *many = getenv("CONGRESSES"), *seed = getenv("CONGRESS_SEED");
    int count = many ? atoi(many) : SAMPLE;
    struct verify_result v = {0};
    struct opened x;
    struct hall h = {.x = &x, .seed = seed ? strtoull(seed, NULL, 10) : 8};

    printf("congresses: %d, seed %llu\n", count, (unsigned long long)h.seed);
    make_site(dir);
    must(&x, start(&x, dir, 1622332800000));
    h.state = h.seed;
    struct db *reader = x.call.db;
    for (h.number = 1; h.number <= count; h.number++) {
        struct call c = x.call;
        must(&x, call_write(&c, one, &h));
        x.call.db = reader;
        arena_clear(x.arena);
    }
    printf("%d rounds, %d of them later ones, %d refused\n", h.rounds, h.later, h.refused);
    cr_assert(h.rounds > 0 && (count < SAMPLE || (h.later > 0 && h.refused > 0)),
              "rounds, later rounds and refusals are all met");
    must(&x, verify_site(&x.call, NULL, NULL, &v));
    cr_assert_eq(v.wrong, 0, "seed %llu: %.*s", (unsigned long long)h.seed,
                 STR_FMT(buf_view(&v.findings)));
    buf_done(&v.findings);
    end(&x);
    remove_folder(dir);
}
