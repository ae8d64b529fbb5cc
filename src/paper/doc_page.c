/* One page after the other. */
#include "paper/doc_flow.h"

static const double SLACK = 0.01; /* of sums of line heights */

enum err flow_new_page(struct flow *w, const struct doc_section *section)
{
    if (w->page_count == FORM_PAGES_MAX)
        return FAIL(w->fault, ERR_TOO_BIG, "form.long", "%d", FORM_PAGES_MAX);
    const struct doc_page *last = w->page_count ? flow_page(w) : NULL;
    bool is_first = !last || last->section != section;
    int number = last ? last->number + 1 : 1;

    if (is_first && section->first_number > 0)
        number = section->first_number;
    w->pages[w->page_count++] =
        (struct doc_page){.section = section, .number = number, .is_first = is_first};
    w->y = twips(section->top);
    w->bottom = twips(section->height - section->bottom) + SLACK;
    w->is_fresh = true;
    return ERR_OK;
}
