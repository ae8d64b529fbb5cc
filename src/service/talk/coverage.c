#include "service/talk/coverage.h"

#include "ledgers/person.h"
#include "ledgers/talk.h"
#include "service/site/site.h"

static enum err load(struct call *c, const struct ledger *l, region within, int sort,
                     struct list *out)
{
    struct list_query q = {
        .region = within, .sort = sort ? field_at(l, sort) : -1, .limit = COVERAGE_MOST};

    TRY(call_require(c, l->readers, within));
    TRY(engine_list(call_reading(c), l, &q, out, &c->fault));
    if (out->next.len)
        return FAIL(&c->fault, ERR_RULE, "talks.too_wide", "%d", COVERAGE_MOST);
    return ERR_OK;
}

static const struct talk_person *people_of(struct call *c, const struct ledger *l,
                                           const struct list *rows)
{
    struct talk_person *people = ARENA_ARRAY(c->arena, struct talk_person, rows->count + 1);

    for (size_t i = 0; i < rows->count; i++)
        people[i] = (struct talk_person){rows->rows[i]->id.v,
                                         row_text(l, rows->rows[i], PERSON_NAME),
                                         row_number(l, rows->rows[i], PERSON_UNIT)};
    return people;
}

static const struct talk_held *talks_of(struct call *c, const struct ledger *l,
                                        const struct list *rows)
{
    struct talk_held *talks = ARENA_ARRAY(c->arena, struct talk_held, rows->count + 1);

    for (size_t i = 0; i < rows->count; i++)
        talks[i] = (struct talk_held){row_number(l, rows->rows[i], TALK_PERSON),
                                      row_text(l, rows->rows[i], TALK_SUBJECT),
                                      row_number(l, rows->rows[i], TALK_UNIT),
                                      (date)row_number(l, rows->rows[i], TALK_HELD_ON)};
    return talks;
}

enum err talks_coverage(struct call *c, region within, date since, struct coverage *out)
{
    const struct ledger *people = ledger_of(c, LEDGER_PERSON);
    const struct ledger *talks = ledger_of(c, LEDGER_TALK);
    struct list all, held;

    *out = (struct coverage){.people_of = people};
    TRY(load(c, talks, within, 0, &held));
    TRY(load(c, people, within, PERSON_NAME, &all));
    struct talk_input in = {people_of(c, people, &all), all.count,
                            talks_of(c, talks, &held), held.count, since};
    talks_stand(c->arena, &in, &out->result);
    out->people = all.rows;
    out->count = all.count;
    for (size_t i = 0; i < out->count; i++)
        out->talked += out->result.standings[i].talks > 0;
    return ERR_OK;
}
