#pragma once

#include <glib.h>

/* Texts at random, edits made to them, and the plain matrix of Levenshtein
 * to compare what is found with. */

/* The same throws in each run. */
typedef struct {
    guint64 state;
} Dice;

static inline guint
roll(Dice *dice, guint n)
{
    dice->state = dice->state * G_GUINT64_CONSTANT(6364136223846793005) +
                  G_GUINT64_CONSTANT(1442695040888963407);
    return (guint)(dice->state >> 33) % n;
}

static inline char *
random_text(Dice *dice, gsize n, guint letters)
{
    char *text = g_malloc(n + 1);
    for (gsize i = 0; i < n; i++)
        text[i] = (char)('a' + roll(dice, letters));
    text[n] = '\0';
    return text;
}

/* Least edits of pattern against any place of text: the plain matrix. */
static inline guint
least_edits(const char *text, gsize n, const char *pattern, gsize m)
{
    g_autofree guint *column = g_new(guint, m + 1);
    for (gsize i = 0; i <= m; i++)
        column[i] = (guint)i;
    guint best = column[m];
    for (gsize j = 0; j < n; j++) {
        guint diagonal = 0;
        for (gsize i = 1; i <= m; i++) {
            guint above = column[i - 1] + 1, left = column[i] + 1;
            guint pair = diagonal + (text[j] != pattern[i - 1]);
            diagonal = column[i];
            column[i] = MIN(pair, MIN(above, left));
        }
        best = MIN(best, column[m]);
    }
    return best;
}

/* Edits of the whole pattern against the whole of text. */
static inline guint
edits(const char *text, gsize n, const char *pattern, gsize m)
{
    g_autofree guint *column = g_new(guint, m + 1);
    for (gsize i = 0; i <= m; i++)
        column[i] = (guint)i;
    for (gsize j = 0; j < n; j++) {
        guint diagonal = column[0];
        column[0] = (guint)j + 1;
        for (gsize i = 1; i <= m; i++) {
            guint pair = diagonal + (text[j] != pattern[i - 1]);
            diagonal = column[i];
            column[i] = MIN(pair, MIN(column[i - 1], column[i]) + 1);
        }
    }
    return column[m];
}

/* A piece of text with edits made to it. */
static inline char *
edited(Dice *dice, const char *text, gsize n, guint n_edits)
{
    g_autoptr(GString) pattern = g_string_new_len(text, (gssize)n);
    for (guint i = 0; i < n_edits && pattern->len > 2; i++) {
        gsize at = roll(dice, (guint)pattern->len);
        char c = (char)('a' + roll(dice, 20));
        switch (roll(dice, 3)) {
        case 0:
            pattern->str[at] = c;
            break;
        case 1:
            g_string_insert_c(pattern, (gssize)at, c);
            break;
        default:
            g_string_erase(pattern, (gssize)at, 1);
        }
    }
    return g_strdup(pattern->str);
}
