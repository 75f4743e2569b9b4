#pragma once

/* The view of a journal club as JSON that digest/club-view.h promises. */
#include "digest/club-view.h"
