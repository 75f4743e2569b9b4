#include "config.h"

#include <string.h>

#include "verify/check/clause.h"

/* The parts of a sentence that are said by themselves. */

/* "... reduced pain and may improve sleep", ", and that can help": a doubt
 * that opens behind "and" is of what follows only. */
static gboolean
opens_doubt(const VlSense *sense, guint i)
{
    static const char *const and[] = {"and", "et"};
    static const char *const pronouns[] = {"that", "this", "it",  "they",
                                           "cela", "il",   "elle", "ils",
                                           "elles", "these"};
    static const char *const modals[] = {
        "may",      "might",     "could", "can",  "would", "possibly",
        "perhaps",  "probably",  "peut",  "peuvent", "pourrait",
        "pourraient",
    };
    guint k = i + 1;
    if (!VL_IS_IN(&sense->words[i], and))
        return FALSE;
    if (k < sense->n && VL_IS_IN(&sense->words[k], pronouns))
        k++;
    return k < sense->n && VL_IS_IN(&sense->words[k], modals);
}

guint *
vl_sense_parts(const VlSense *sense)
{
    static const char *const relative[] = {"which", "who", "whose", "whom",
                                           "qui", "dont"};
    static const char *const anew[] = {
        "indicating", "suggesting", "while",   "whereas",   "although",
        "but",        "mais",       "tandis",  "suggerant", "indiquant",
        "however",    "because",    "leading", "so",
    };
    guint *parts = g_new0(guint, sense->n + 1);
    guint last = 0, main = 0;
    for (guint i = 1; i < sense->n; i++) {
        gboolean comma = vl_sense_gap_has(sense, i, ",");
        gboolean ends = sense->clauses[i] != sense->clauses[i - 1];
        parts[i] = parts[i - 1];
        if (ends || VL_IS_IN(&sense->words[i], anew) ||
            opens_doubt(sense, i))
            parts[i] = main = ++last;
        else if (VL_IS_IN(&sense->words[i], relative))
            parts[i] = ++last;
        else if (comma && parts[i] != main)
            parts[i] = main;
    }
    return parts;
}
