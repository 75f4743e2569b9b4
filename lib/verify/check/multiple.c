#include "config.h"

#include <math.h>
#include <string.h>

#include "verify/check/case.h"

/* "Doubled", "tripled", "halved": a number in a verb.  The passage has to
 * have the same one, or numbers that come to it. */

/* By how much a ratio may be off the word. */
#define SLACK 0.12

/* 0: the word tells no multiple. */
static double
multiple_of(const VlSense *sense, guint i)
{
    static const struct {
        const char *stem;
        double times;
    } stems[] = {
        {"doubled", 2},  {"doubles", 2},    {"doubling", 2}, {"tripl", 3},
        {"trebl", 3},    {"quadrupl", 4},   {"quintupl", 5}, {"halv", 0.5},
    };
    const VlWord *word = &sense->words[i];
    for (guint k = 0; k < G_N_ELEMENTS(stems); k++) {
        gsize n = strlen(stems[k].stem);
        if (word->length >= n && memcmp(word->key, stems[k].stem, n) == 0)
            return stems[k].times;
    }
    return 0;
}

static gboolean
is_close(double value, double times)
{
    return value > 0 && fabs(value - times) <= times * SLACK;
}

/* "Twofold", "twice", "3 times": the number in other words, or a ratio, or
 * two numbers of one kind. */
static gboolean
has_multiple(const VlSense *passage, double times)
{
    static const char *const twice[] = {"twice", "double", "doubled",
                                        "twofold", "deux"};
    for (guint j = 0; j < passage->n; j++)
        if (multiple_of(passage, j) == times ||
            (times == 2 && VL_IS_IN(&passage->words[j], twice)))
            return TRUE;
    for (guint a = 0; a < passage->quantities->len; a++) {
        const VlQuantity *one = vl_sense_quantity(passage, a);
        if (is_close(one->value, times) ||
            (one->role == VL_ROLE_FRACTION && times < 1) ||
            (one->role == VL_ROLE_PERCENT &&
             is_close(fabs(one->value), 100 * fabs(times - 1))))
            return TRUE;
        for (guint b = a + 1; b < passage->quantities->len; b++) {
            const VlQuantity *other = vl_sense_quantity(passage, b);
            if (one->role == other->role && one->value != 0 &&
                other->value != 0 &&
                (is_close(one->value / other->value, times) ||
                 is_close(other->value / one->value, times)))
                return TRUE;
        }
    }
    return FALSE;
}

void
vl_check_multiples(VlCase *matter)
{
    for (guint i = 0; i < matter->claim->n; i++) {
        double times = multiple_of(matter->claim, i);
        if (times == 0 || has_multiple(matter->passage, times))
            continue;
        g_autofree char *word = vl_case_words(matter->claim, VL_AT(i));
        vl_case_note(matter, "numbers", VL_RESULT_UNDECIDED, VL_AT(i),
                     VL_NOWHERE, "%s has no counterpart in the passage",
                     word);
    }
}
