#pragma once

/* The reader of HTML that reading/block.h promises. */
#include "reading/block.h"
