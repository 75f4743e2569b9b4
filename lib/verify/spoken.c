#include "config.h"

#include <string.h>

#include "verify/clause.h"

/* The parts of a sentence that are said by themselves. */

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
        if (ends || VL_IS_IN(&sense->words[i], anew))
            parts[i] = main = ++last;
        else if (VL_IS_IN(&sense->words[i], relative))
            parts[i] = ++last;
        else if (comma && parts[i] != main)
            parts[i] = main;
    }
    return parts;
}
