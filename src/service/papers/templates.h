/* Templates of papers, ours or a site's. */
#pragma once

#include "paper/form.h"
#include "service/papers/forms.h"

/* The table of blanks; lives as long as the call. */
MUST_USE enum err template_blanks(struct call *c, const struct form_blanks **out);
