#pragma once

/* The views of a journal club as text and as Markdown that
 * digest/club-view.h promises. */
#include "digest/club-view.h"
