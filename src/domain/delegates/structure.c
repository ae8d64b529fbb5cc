#include "domain/delegates/structure.h"

static const char *const KINDS[STRUCTURE_KINDS] = {
    "women",  "frontline", "ethnic",    "under45", "professional", "leader",
    "worker", "farmer",    "incumbent", "model",   "college",      "non_party",
};

enum { UNDER = 45 };

const char *structure_kind_name(enum structure_kind k)
{
    return KINDS[k];
}

bool structure_kind_read(struct str name, enum structure_kind *out)
{
    for (int i = 0; i < STRUCTURE_KINDS; i++) {
        if (!str_eq(name, str_of(KINDS[i])))
            continue;
        *out = (enum structure_kind)i;
        return true;
    }
    return false;
}

static bool is_college(struct str education)
{
    int64_t code;

    return str_i64(education, &code) && code >= 10 && code < 40;
}

static bool is_outside(struct str political)
{
    return political.len && !str_eq(political, STR("01")) && !str_eq(political, STR("02"));
}

static uint32_t bit(bool is, enum structure_kind k)
{
    return is ? (uint32_t)1 << k : 0;
}

uint32_t structure_traits(const struct structure_person *p, date at)
{
    bool worker = str_eq(p->kind, STR("worker")), farmer = str_eq(p->kind, STR("farmer"));
    bool professional = str_eq(p->kind, STR("professional"));
    int age = date_age(p->birth, at);

    return bit(str_eq(p->sex, STR("2")), STRUCTURE_WOMEN) |
           bit(worker || farmer || professional || str_eq(p->kind, STR("frontline")),
               STRUCTURE_FRONTLINE) |
           bit(p->ethnicity.len && !str_eq(p->ethnicity, STR("01")), STRUCTURE_ETHNIC) |
           bit(age >= 0 && age <= UNDER, STRUCTURE_UNDER45) |
           bit(professional, STRUCTURE_PROFESSIONAL) |
           bit(str_eq(p->kind, STR("leader")), STRUCTURE_LEADER) |
           bit(worker, STRUCTURE_WORKER) | bit(farmer, STRUCTURE_FARMER) |
           bit(p->is_incumbent, STRUCTURE_INCUMBENT) |
           bit(str_eq(p->kind, STR("model")), STRUCTURE_MODEL) |
           bit(is_college(p->education), STRUCTURE_COLLEGE) |
           bit(is_outside(p->political), STRUCTURE_NON_PARTY);
}

void structure_add(struct structure_count *n, uint32_t traits)
{
    n->people++;
    for (int i = 0; i < STRUCTURE_KINDS; i++)
        n->of_kind[i] += traits >> i & 1;
}

static uint32_t unknown_of(const struct structure_person *p)
{
    bool no_kind = !p->kind.len;

    return bit(!p->sex.len, STRUCTURE_WOMEN) | bit(!p->ethnicity.len, STRUCTURE_ETHNIC) |
           bit(!p->birth, STRUCTURE_UNDER45) | bit(!p->education.len, STRUCTURE_COLLEGE) |
           bit(!p->political.len, STRUCTURE_NON_PARTY) | bit(no_kind, STRUCTURE_FRONTLINE) |
           bit(no_kind, STRUCTURE_PROFESSIONAL) | bit(no_kind, STRUCTURE_LEADER) |
           bit(no_kind, STRUCTURE_WORKER) | bit(no_kind, STRUCTURE_FARMER) |
           bit(no_kind, STRUCTURE_MODEL);
}

void structure_add_person(struct structure_count *n, const struct structure_person *p,
                          date at)
{
    structure_add(n, structure_traits(p, at));
    n->unknown |= unknown_of(p);
}

bool structure_is_known(const struct structure_count *n, enum structure_kind kind)
{
    return n->people && !(n->unknown >> kind & 1);
}

static int64_t wanted_of(const struct structure_target *t, int64_t of)
{
    if (!t->is_percent)
        return t->number;
    return t->is_at_least ? (of * t->number + 99) / 100 : of * t->number / 100;
}

struct structure_standing structure_reckon(const struct structure_target *t, int64_t seats,
                                           const struct structure_count *n)
{
    struct structure_standing s = {.of = n->people > seats ? n->people : seats,
                                   .got = n->of_kind[t->kind]};

    s.wanted = wanted_of(t, s.of);
    s.lacking = t->is_at_least ? s.wanted - s.got : s.got - s.wanted;
    s.is_met = s.lacking <= 0;
    s.lacking = s.is_met ? 0 : s.lacking;
    return s;
}
