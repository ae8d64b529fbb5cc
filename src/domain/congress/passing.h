/*
 * Which duties the presidium passes at its own meeting; all others a meeting of all passes (the preparatory one).
 * 中国共产党地方组织选举工作条例 (2020), art. 25 (the standing committee of the presidium), 28 (who watches and counts);
 * 中国共产党基层组织选举工作条例 (2020), art. 20 (the presidium presides), 22; 地方组织法 (2022), art. 17 (the presidium presides,
 * and decides on deputy secretaries-general).  Who presides at the sittings of a congress its presidium settles among
 * itself: of the conference its charter, whose article is open.  Pure.
 */
#pragma once

#include "base/str.h"

#include <stdbool.h>

/* By the codes of congress_kind and officer_duty. */
bool passing_by_presidium(struct str congress_kind, struct str duty);
