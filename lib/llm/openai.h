#pragma once

#include "llm/wire.h"

/* Chat Completions, of OpenAI and of those that speak like it. */
extern const VlWire vl_wire_openai;
