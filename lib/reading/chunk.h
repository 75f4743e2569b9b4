#pragma once

/* Named apart from model/chunk.h, whose structs it fills. */
#include "model/chunk.h"

/* The most text that goes to a model in one go, in bytes of sentences. */
#define VL_CHUNK_MAX_BYTES 8000

/* Groups the sentences: fills reading->chunks.  A chunk keeps within a
 * section (the parts of an abstract count as one) and within the limit,
 * unless one sentence alone is longer. */
void vl_chunks_find(VlReading *reading);
