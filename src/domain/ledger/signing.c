#include "domain/ledger/signing.h"

static bool is_signature(const struct act *act)
{
    return act->needs_sign && act->by >= 0;
}

void signing_ready(struct ledger *l)
{
    uint64_t before;

    l->signed_states = 0;
    for (size_t i = 0; i < l->act_count; i++) {
        const struct act *act = &l->acts[i];
        if (act->needs_sign && act->by < 0 && !act->unsigns)
            l->signed_states |= (uint64_t)1 << act->to;
    }
    do {
        before = l->signed_states;
        for (size_t i = 0; i < l->act_count; i++)
            if (!l->acts[i].unsigns && l->acts[i].from & before)
                l->signed_states |= (uint64_t)1 << l->acts[i].to;
    } while (before != l->signed_states);
}

bool field_is_signature(const struct ledger *l, int field)
{
    for (size_t i = 0; i < l->act_count; i++)
        if (is_signature(&l->acts[i]) && l->acts[i].by == field)
            return true;
    return false;
}

bool row_is_signed(const struct ledger *l, const struct row *row)
{
    if (row->state >= 0 && l->signed_states >> row->state & 1)
        return true;
    for (size_t i = 0; i < l->act_count; i++)
        if (is_signature(&l->acts[i]) && row->values[l->acts[i].by].is_set)
            return true;
    return false;
}

bool act_writes(const struct act *act, int field)
{
    return act && (act->requires[field / 64] >> field % 64 & 1 || act->stamp == field ||
                   act->by == field || act->start_field == field);
}

int signed_change(const struct ledger *l, const struct row *before, const struct row *after,
                  const struct act *act)
{
    if (!row_is_signed(l, before) || (act && act->unsigns))
        return SIGNED_NOTHING;
    for (int i = 0; i < (int)l->field_count; i++) {
        const struct field *f = &l->fields[i];
        bool is_free = f->is_kept || f->is_after_sign || act_writes(act, i);
        if (!is_free && !value_equal(f, &before->values[i], &after->values[i]))
            return i;
    }
    return before->region == after->region ? SIGNED_NOTHING : SIGNED_REGION;
}

/* The first of `fields` that differs and is not the act's to write. */
static int change_in(const struct ledger *l, const struct row *before,
                     const struct row *after, const struct act *act,
                     const uint64_t fields[2])
{
    for (int i = 0; i < (int)l->field_count; i++)
        if ((fields[i / 64] >> i % 64 & 1) && !act_writes(act, i) &&
            !value_equal(&l->fields[i], &before->values[i], &after->values[i]))
            return i;
    return SIGNED_NOTHING;
}

int held_change(const struct ledger *l, const struct row *before, const struct row *after,
                const struct act *act)
{
    bool holds = l->held.fields[0] || l->held.fields[1];
    int changed = change_in(l, before, after, act, l->held.fields);

    if (changed != SIGNED_NOTHING)
        return changed;
    return holds && before->region != after->region ? SIGNED_REGION : SIGNED_NOTHING;
}

int always_change(const struct ledger *l, const struct row *before, const struct row *after,
                  const struct act *act)
{
    return change_in(l, before, after, act, l->held.always);
}

void signatures_clear(const struct ledger *l, struct row *row)
{
    for (size_t i = 0; i < l->act_count; i++) {
        const struct act *act = &l->acts[i];
        if (!is_signature(act))
            continue;
        row->values[act->by] = (struct value){0};
        if (act->stamp >= 0)
            row->values[act->stamp] = (struct value){0};
    }
}

const struct act *unsigning_act(const struct ledger *l, int state)
{
    for (size_t i = 0; i < l->act_count && state >= 0; i++)
        if (l->acts[i].unsigns && l->acts[i].from >> state & 1)
            return &l->acts[i];
    return NULL;
}
