/* Durations, never dates: how long something takes, and waiting a little. */
#pragma once

#include <stdint.h>

/* Milliseconds since some moment in the past; runs on evenly when the clock is set. */
int64_t steady_ms(void);

void pause_ms(int64_t ms);
