#include "demo/sectors.h"

enum { SEATS_IN_ROW = 24, COMMITTEE = 27, APPROVE = 26 };

/* Days of its way, all before the congress. */
enum {
    DAY_ALLOTTED = 20210603,
    DAY_PROPOSED = 20210618,
    DAY_CONSULTED = 20210630,
    DAY_CONSIDERED = 20210709,
    DAY_DECIDED = 20210715,
};

/* What a sector's people are by status: one of every four is of the Party, but in the first two. */
enum sector_kind { OF_PARTY, OF_NONE, MIXED };

struct sector {
    const char *title, *post;
    int seats;
    enum sector_kind kind;
    row_id id;
    int filled;
};

enum { SECTORS = 20 };

static const struct sector SECTOR[SECTORS] = {
    {.title = "中共界", .post = "机关党员干部", .seats = 22, .kind = OF_PARTY},
    {.title = "无党派人士界", .post = "专业技术人员", .seats = 12, .kind = OF_NONE},
    {.title = "共青团和青联界", .post = "青年工作者", .seats = 6, .kind = MIXED},
    {.title = "工会界", .post = "企业工会主席", .seats = 6, .kind = MIXED},
    {.title = "妇联界", .post = "妇女工作者", .seats = 7, .kind = MIXED},
    {.title = "工商联界", .post = "商会会员", .seats = 14, .kind = MIXED},
    {.title = "科协界", .post = "科普工作者", .seats = 6, .kind = MIXED},
    {.title = "侨联界", .post = "归侨侨眷", .seats = 4, .kind = MIXED},
    {.title = "文化艺术界", .post = "文艺工作者", .seats = 10, .kind = MIXED},
    {.title = "科学技术界", .post = "工程师", .seats = 8, .kind = MIXED},
    {.title = "社会科学界", .post = "律师", .seats = 6, .kind = MIXED},
    {.title = "经济界", .post = "企业负责人", .seats = 18, .kind = MIXED},
    {.title = "农业和农村界", .post = "农艺师", .seats = 20, .kind = MIXED},
    {.title = "教育界", .post = "教师", .seats = 12, .kind = MIXED},
    {.title = "体育界", .post = "教练员", .seats = 4, .kind = MIXED},
    {.title = "新闻界", .post = "记者", .seats = 4, .kind = MIXED},
    {.title = "医药卫生界", .post = "医生", .seats = 10, .kind = MIXED},
    {.title = "社会福利和社会保障界", .post = "社会工作者", .seats = 4, .kind = MIXED},
    {.title = "宗教界", .post = "宗教界人士", .seats = 3, .kind = OF_NONE},
    {.title = "特邀人士", .post = "退休干部", .seats = 4, .kind = MIXED},
};

/* ---- sectors, targets, steps ----------------------------------------------------------------- */

static enum err put_sector(struct demo *d, struct sector *s, int place)
{
    struct entry e = entry_new(d, "electoral_unit", d->county->code);

    SET(&e, "title", s->title);
    SET(&e, "level", "county");
    SET(&e, "term", TERM_CONFERENCE);
    SET(&e, "body_kind", "conference");
    SET(&e, "quota", s->seats);
    SET(&e, "place", place);
    entry_state(&e, "nominating");
    return entry_put(&e, DAY_ALLOTTED, &s->id);
}

static enum err put_targets(struct demo *d)
{
    static const struct {
        const char *title, *kind;
        int percent;
    } TARGETS[] = {{"党外委员不少于60%", "non_party", 60},
                   {"妇女委员不少于25%", "women", 25}};

    for (int i = 0; i < COUNT_OF(TARGETS); i++) {
        struct entry e = entry_new(d, "structure_target", d->county->code);
        SET(&e, "title", TARGETS[i].title);
        SET(&e, "level", "county");
        SET(&e, "body_kind", "conference");
        SET(&e, "kind", TARGETS[i].kind);
        SET(&e, "sense", "at_least");
        SET(&e, "number", TARGETS[i].percent);
        SET(&e, "percent", 1);
        SET(&e, "source", "县委关于做好县政协换届工作的通知");
        TRY(entry_put(&e, DAY_ALLOTTED, NULL));
    }
    return ERR_OK;
}

static enum err put_steps(struct demo *d)
{
    static const struct {
        const char *title, *step;
        date planned, done;
    } STEP[] = {{"分配名额", "allot", 20210605, DAY_ALLOTTED},
                {"推荐提名", "nominate", 20210618, DAY_PROPOSED},
                {"界别协商", "consult", 20210630, DAY_CONSULTED},
                {"主席会议审议", "consider", 20210710, DAY_CONSIDERED},
                {"常委会协商决定", "decide", 20210715, DAY_DECIDED}};

    for (int i = 0; i < COUNT_OF(STEP); i++) {
        struct entry e = entry_new(d, "delegate_step", d->county->code);
        bool decides = STEP[i].done == DAY_DECIDED;
        SET(&e, "title", STEP[i].title);
        SET(&e, "level", "county");
        SET(&e, "term", TERM_CONFERENCE);
        SET(&e, "body_kind", "conference");
        SET(&e, "step", STEP[i].step);
        SET(&e, "planned", STEP[i].planned);
        SET(&e, "done_on", STEP[i].done);
        if (i == 0)
            SET(&e, "total", CONFERENCE_SIZE);
        if (decides) {
            SET(&e, "committee", COMMITTEE);
            SET(&e, "approve", APPROVE);
            SET(&e, "decision", "县政协十二届常委会第二十五次会议");
        }
        TRY(entry_put(&e, STEP[i].done, NULL));
    }
    return ERR_OK;
}

/* ---- members --------------------------------------------------------------------------------- */

/* 中共党员, or who stands outside: of no party, of none at all, or of one of the democratic parties. */
static const char *political_of(struct demo *d, const struct sector *s)
{
    static const char *const OUTSIDE[] = {"13", "13", "13", "12", "12", "05", "08", "10"};

    if (s->kind == OF_PARTY)
        return "01";
    if (s->kind == OF_NONE)
        return "12";
    return s->filled % 4 == 3 ? "01" : DICE_PICK(&d->dice, OUTSIDE);
}

static void set_stranger(struct demo *d, struct entry *e, const struct sector *s)
{
    bool male = dice_percent(&d->dice, 66);
    const char *political = political_of(d, s);
    int year = dice_between(&d->dice, 1962, 1992);

    SET(e, "name", session_stranger_name(d, male));
    SET(e, "sex", male ? "1" : "2");
    SET(e, "birth", year * 10000 + dice_between(&d->dice, 1, 12) * 100);
    SET(e, "education", year > 1978 ? "21" : "31");
    SET(e, "political", political);
    SET(e, "proposed_by", strcmp(political, "01") == 0 ? "organisation" : "united_front");
    SET(e, "unit_post", s->post);
}

static void set_leader(struct entry *e, const struct person *p)
{
    entry_leader(e, p);
    SET(e, "political", p->is_party ? "01" : "12");
    SET(e, "proposed_by", p->is_party ? "organisation" : "united_front");
}

static enum err call_member(struct demo *d, const struct congress_plan *k,
                            const struct row *member, int seat, struct called *out)
{
    static const struct {
        const char *from, *to;
    } SAME[] = {{"name", "name"},           {"sex", "sex"},       {"birth", "birth"},
                {"ethnicity", "ethnicity"}, {"person", "person"}, {"unit_post", "post"}};
    struct entry e = entry_new(d, "attendee", k->where);
    const struct ledger *l = catalog_ledger(engine_catalog(d->w->engine), STR("delegate"));

    for (int i = 0; i < COUNT_OF(SAME); i++)
        e.row->values[ledger_field(e.ledger, str_of(SAME[i].to))->index] =
            member->values[ledger_field(l, str_of(SAME[i].from))->index];
    SET(&e, "kind", "conference");
    SET(&e, "votes", 1);
    SET(&e, "delegate", member->id);
    SET(&e, "source", "delegates");
    PRINT(&e, "seat_number", "%d排%d座", 1 + (seat - 1) / SEATS_IN_ROW,
          1 + (seat - 1) % SEATS_IN_ROW);
    return session_call(d, k, &e, out);
}

/* The row as it outlives the scratch. */
static struct row *keep_row(const struct entry *e)
{
    struct row *row = row_copy(e->demo->keep, e->ledger, e->row);

    for (size_t i = 0; i < e->ledger->field_count; i++)
        row->values[i].text = str_copy(e->demo->keep, row->values[i].text);
    return row;
}

static enum err put_member(struct demo *d, const struct congress_plan *k, struct sector *s,
                           const struct person *leader, struct called_list *out)
{
    struct entry e = entry_new(d, "delegate", d->county->code);
    struct row *member;

    if (leader)
        set_leader(&e, leader);
    else
        set_stranger(d, &e, s);
    s->filled++;
    SET(&e, "level", "county");
    SET(&e, "term", TERM_CONFERENCE);
    SET(&e, "body_kind", "conference");
    SET(&e, "electoral_unit", s->id);
    SET(&e, "ethnicity", "01");
    SET(&e, "incumbent", dice_percent(&d->dice, 40));
    SET(&e, "consulted_on", date_add_days(DAY_CONSULTED, -dice_below(&d->dice, 9)));
    SET(&e, "consult_note", "与所在单位和界别协商，一致同意。");
    SET(&e, "considered_on", DAY_CONSIDERED);
    SET(&e, "decided_on", DAY_DECIDED);
    entry_state(&e, "member");
    member = keep_row(&e);
    TRY(entry_put(&e, DAY_DECIDED, &member->id));
    out->count++;
    return call_member(d, k, member, (int)out->count, &out->items[out->count - 1]);
}

/* The next sector with a seat left, one after the other. */
static struct sector *next_sector(struct sector *all, int *at)
{
    for (int i = 0; i < SECTORS; i++) {
        *at = (*at + 1) % SECTORS;
        if (all[*at].filled < all[*at].seats)
            return &all[*at];
    }
    return NULL;
}

enum err sectors_call(struct demo *d, const struct congress_plan *k,
                      const struct person *const *leaders, struct called_list *out)
{
    struct sector all[SECTORS];
    struct sector *s;
    int at = SECTORS - 1;

    for (int i = 0; i < SECTORS; i++) {
        all[i] = SECTOR[i];
        TRY(put_sector(d, &all[i], i + 1));
    }
    TRY(put_targets(d));
    for (int i = 0; leaders[i]; i++)
        TRY(put_member(d, k, &all[leaders[i]->is_party ? OF_PARTY : OF_NONE], leaders[i],
                       out));
    while ((s = next_sector(all, &at)))
        TRY(put_member(d, k, s, NULL, out));
    return put_steps(d);
}
