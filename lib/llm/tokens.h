#pragma once

#include <glib.h>

/* How many tokens a text has, without the model's own table of them: bytes /
 * 3, and bytes / 1.7 in lines of which more than a quarter are digits, and
 * 15 % more.  Source: measured with npm gpt-tokenizer on English and French
 * abstracts (3.1 to 3.7 bytes a token), reference lists (2.6) and tables of
 * trials (1.8). */
guint vl_tokens_estimate(const char *text);

/* What the estimates of one model came to, and what its server counted. */
typedef struct {
    gint64 estimated, counted; /* sums over the same calls */
} VlTokenRatio;

/* The estimate as experience corrects it, with a tenth above that; experience
 * below a few thousand tokens counts for nothing. */
guint vl_tokens_correct(guint estimate, VlTokenRatio ratio);
