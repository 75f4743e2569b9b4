#pragma once

/* The view as Markdown that digest/check-view.h promises. */
#include "digest/check-view.h"
