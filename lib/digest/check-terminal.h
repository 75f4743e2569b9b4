#pragma once

/* The view for a terminal that digest/check-view.h promises. */
#include "digest/check-view.h"
