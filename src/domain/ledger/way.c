#include "domain/ledger/way.h"

struct walk {
    int by[LEDGER_STATES_MAX],
        before[LEDGER_STATES_MAX]; /* act into a state; -1: not reached */
    int queue[LEDGER_STATES_MAX], head, tail;
};

/* All states that `allowed` acts reach from `from`, in the order of distance. */
static void spread(const struct ledger *l, int from, uint64_t allowed, struct walk *w)
{
    for (int s = 0; s < LEDGER_STATES_MAX; s++)
        w->by[s] = w->before[s] = -1;
    w->head = w->tail = 0;
    w->queue[w->tail++] = from;
    while (w->head < w->tail) {
        int at = w->queue[w->head++];
        for (size_t a = 0; a < l->act_count; a++) {
            const struct act *act = &l->acts[a];
            bool open = allowed >> a & 1 && act->from >> at & 1;
            if (!open || act->to == from || w->by[act->to] >= 0)
                continue;
            w->by[act->to] = (int)a;
            w->before[act->to] = at;
            w->queue[w->tail++] = act->to;
        }
    }
}

/* The way back from `to`, turned round. */
static int trace_back(const struct walk *w, int from, int to, int acts[LEDGER_STATES_MAX])
{
    int count = 0;

    for (int at = to; at != from; at = w->before[at])
        count++;
    for (int at = to, i = count; at != from; at = w->before[at])
        acts[--i] = w->by[at];
    return count;
}

int states_way(const struct ledger *l, int from, int to, uint64_t allowed,
               int acts[LEDGER_STATES_MAX], int *barred)
{
    struct walk w;

    *barred = -1;
    if (from == to)
        return 0;
    spread(l, from, allowed, &w);
    if (w.by[to] >= 0)
        return trace_back(&w, from, to, acts);
    spread(l, from, UINT64_MAX, &w);
    int count = w.by[to] >= 0 ? trace_back(&w, from, to, acts) : 0;
    for (int i = 0; i < count && *barred < 0; i++)
        if (!(allowed >> acts[i] & 1))
            *barred = acts[i];
    return -1;
}
