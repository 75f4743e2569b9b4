#pragma once

#include "flow/verify.h"

/* An empty report; flow/verify.h has what it holds, and frees it. */
VlVerifyReport *vl_verify_report_new(void);
