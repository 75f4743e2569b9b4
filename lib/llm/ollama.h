#pragma once

#include "llm/wire.h"

/* Ollama's own API: its OpenAI-compatible one has no way to keep it from
 * shortening a prompt in silence. */
extern const VlWire vl_wire_ollama;

/* A token of no text is longer than so many bytes on average: English prose
 * has 3.7, so an answer that counts fewer tokens was to a shorter prompt. */
#define VL_OLLAMA_MOST_BYTES 6
