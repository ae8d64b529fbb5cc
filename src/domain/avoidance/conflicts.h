/*
 * Who may count and who may watch the count.  Scrutineers and tellers are not candidates (2020
 * 地方组织选举工作条例 art. 28, 2020 基层组织选举工作条例 art. 22), nor near relatives of a candidate (选举法
 * art. 43); nobody watches the count that he makes himself.  Pure.
 */
#pragma once

#include "domain/avoidance/avoidance.h"

enum officer_task {
    TASK_NONE, /* duties that exclude nothing: presidium, secretaries, heads of delegations */
    TASK_CHIEF_SCRUTINEER,
    TASK_SCRUTINEER, /* also the deputy chief */
    TASK_CHIEF_TELLER,
    TASK_TELLER,
};

/* The task of a code of officer_duty; TASK_NONE for the others. */
enum officer_task officer_task_of(struct str duty);

/* Does one of them watch what the other counts? */
bool officer_tasks_clash(enum officer_task a, enum officer_task b);

struct officer_of {
    struct somebody who;
    struct str duty; /* code of officer_duty */
};

struct candidate_of {
    struct somebody who;
    struct str election; /* its title, for the message */
};

enum conflict_why {
    CONFLICT_CANDIDATE, /* is a candidate */
    CONFLICT_RELATIVE,  /* is a near relative of a candidate */
    CONFLICT_CHIEFS,    /* chief scrutineer and chief teller at once */
    CONFLICT_BOTH,      /* scrutineer and teller at once */
};

struct officer_conflict {
    size_t officer; /* index */
    struct str officer_name;
    struct str other; /* the candidate, or the other duty of the same person */
    struct str election, relation;
    enum conflict_why why;
    const char *
        code; /* message: "officer.candidate", "officer.relative", "officer.chiefs", "officer.both" */
    const char *source; /* document and article */
};

/* By whose rules the officers serve: what is forbidden is the same, the articles are each body's own. */
enum count_rules {
    COUNT_BY_LOCAL,   /* 地方组织选举工作条例: the Party, county and above */
    COUNT_BY_BASE,    /* 基层组织选举工作条例: township, meetings of members */
    COUNT_BY_LAW,     /* 选举法: people's congresses, districts */
    COUNT_BY_CHARTER, /* the consultative conference */
};

/* Of codes of congress_kind and of level. */
enum count_rules count_rules_of(struct str congress_kind, struct str level);

struct conflict_input {
    enum count_rules by;
    const struct officer_of *officers;
    size_t officer_count;
    const struct candidate_of *candidates;
    size_t candidate_count;
    const struct relation_of *relations;
    size_t relation_count;
    size_t asked; /* of the officers, from the first: whose conflicts are sought; 0: all */
};

/* All conflicts of those asked about, in the order of the officers, in `a`. */
void conflicts_find(struct arena *a, const struct conflict_input *in,
                    struct officer_conflict **out, size_t *out_count);
