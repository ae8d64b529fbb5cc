/*
 * Radicals that Unicode has beside the characters they are: Kangxi radicals (U+2F00 to 2FD5) and the supplement
 * (U+2E80 to 2EFF).  They look the same and come out of PDF files.  Pure.
 */
#pragma once

#include <stdint.h>

/* The character that the radical is, simplified; `c` itself when it is none. */
uint32_t radical_as_letter(uint32_t c);
