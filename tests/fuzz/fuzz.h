#pragma once

#include <glib.h>
#include <stdint.h>

/* What libFuzzer calls, and replay.c where there is no libFuzzer.  Aborts
 * when something that must hold does not. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
