#pragma once

/* The reader of Markdown and plain text that reading/block.h promises. */
#include "reading/block.h"
