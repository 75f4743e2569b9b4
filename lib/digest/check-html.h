#pragma once

/* The view as HTML that digest/check-view.h promises. */
#include "digest/check-view.h"
