#pragma once

#include <glib.h>

/* schemas/lexicon/LANGUAGE/contrast.txt, which the program carries in
 * itself: sets of words of which one excludes the others.  Both languages
 * are looked up at once. */

typedef struct {
    const char *name;  /* "route" */
    const char *check; /* that its findings bear: "dose" */
    gboolean governs;  /* a value holds for the words after it */
} VlContrastSet;

/* A value said in a text. */
typedef struct {
    guint set, value;
    guint first, last; /* tokens */
} VlContrastUse;

guint vl_contrast_n_sets(void);
const VlContrastSet *vl_contrast_set(guint set);

/* The word (folded, not NUL-terminated) number i of a text. */
typedef struct {
    const char *key;
    gsize length;
} VlContrastWord;

/* Uses in a text of n words, in its order: VlContrastUse; the caller
 * unrefs. */
GArray *vl_contrast_find(const VlContrastWord *words, guint n);

/* Each entry as written, without "*". */
typedef void (*VlContrastVisit)(const char *set, const char *value,
                                const char *words, gpointer data);
void vl_contrast_visit(VlContrastVisit visit, gpointer data);
