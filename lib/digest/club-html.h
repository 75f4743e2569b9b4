#pragma once

/* The view of a journal club as HTML that digest/club-view.h promises. */
#include "digest/club-view.h"
