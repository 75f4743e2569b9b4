#pragma once

#include "llm/wire.h"

/* The Messages API of Anthropic. */
extern const VlWire vl_wire_anthropic;
