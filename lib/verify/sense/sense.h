#pragma once

#include <glib.h>

#include "model/span.h"
#include "text/tokens.h"
#include "verify/sense/lexicon.h"
#include "verify/sense/units.h"

/* A text taken apart for judging: words with their marks, clauses, and the
 * quantities with what they stand for. */

/* What a number stands for. */
typedef enum {
    VL_ROLE_PLAIN,
    VL_ROLE_PERCENT,
    VL_ROLE_P,
    VL_ROLE_CI,      /* a bound of an interval */
    VL_ROLE_LEVEL,   /* the 95 of "95 % CI" */
    VL_ROLE_SPREAD,  /* after +/- */
    VL_ROLE_RATIO,   /* HR, OR, RR and their like */
    VL_ROLE_R,       /* a correlation */
    VL_ROLE_COUNT,   /* "n = 12" */
    VL_ROLE_LABEL,   /* part of a name: "IL-6", "visit 1", "type 2" */
    VL_ROLE_FRACTION, /* "two thirds", "one in six": value in percent */
} VlRole;

/* How a number is bound; of what the words say, too. */
typedef enum {
    VL_BOUND_NONE,
    VL_BOUND_EQUAL,
    VL_BOUND_BELOW,
    VL_BOUND_ATMOST,
    VL_BOUND_ABOVE,
    VL_BOUND_ATLEAST,
} VlBound;

typedef struct {
    double value; /* with its sign */
    int decimals;
    VlRole role;
    VlBound bound;
    char ratio;        /* 'h' hazard, 'o' odds, 'r' risk, 0 */
    gboolean about;    /* "about", "nearly" */
    gboolean falls;    /* "fell by" stands before it */
    gboolean in_words; /* "three" */
    gboolean strong;   /* the bound is a sign: "<" */
    gboolean cited;    /* the number of a reference: no datum */
    double flat;       /* where digits stand raised, what all of them say flat:
                          105 of "10⁵"; 0: none does */
    VlUnit unit;       /* n_parts 0: none */
    gboolean at; /* a point in time: "at 5 years" */
    gboolean own_unit; /* not that of the number after it */
    guint first, last; /* tokens */
    int of;            /* quantity that is its denominator; -1 */
    gsize start, end;  /* bytes */
} VlQuantity;

/* A word as vl_family_spell writes it. */
typedef struct {
    const char *letters;
    gsize n;
    gboolean non;    /* "nonsmoker"; letters are the rest */
    gboolean behind; /* "non-smoker" */
} VlSpelling;

typedef struct {
    const char *text; /* not owned */
    gsize n_bytes;
    VlTokens *tokens;
    VlWord *words;    /* one for each token */
    guint *clauses;   /* of each token; numbered through the text */
    guint *sentences;
    guint n;          /* tokens */
    guint n_clauses, n_sentences;
    GArray *quantities; /* VlQuantity */
    int *quantity_of;   /* of each token; -1 */
    VlMarks marks;      /* of all words */
    gboolean comma;     /* decimals have commas: French */
    VlSpelling *spellings; /* of each token */
    char *spelled;         /* the letters of them */
} VlSense;

/* The text (valid UTF-8) must outlive the result.  lang: "fr" for decimal
 * commas; NULL: guessed. */
VlSense *vl_sense_new(const char *text, const char *lang);
void vl_sense_free(VlSense *sense);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlSense, vl_sense_free)

static inline const VlQuantity *
vl_sense_quantity(const VlSense *sense, guint i)
{
    return &g_array_index(sense->quantities, VlQuantity, i);
}

static inline gboolean
vl_sense_has(const VlSense *sense, guint i, VlMark mark)
{
    return (sense->words[i].marks & VL_BIT(mark)) != 0;
}

/* Does it bear any of the frames (VlFrame, or-ed)? */
static inline gboolean
vl_sense_has_frame(const VlSense *sense, guint i, guint frames)
{
    return (sense->words[i].frames & frames) != 0;
}

/* Does it say more or less? */
static inline gboolean
vl_sense_says_more(const VlSense *sense, guint i)
{
    return vl_sense_has(sense, i, VL_MARK_UP) ||
           vl_sense_has(sense, i, VL_MARK_DOWN);
}

/* Does it deny, or say that there is no difference? */
static inline gboolean
vl_sense_says_none(const VlSense *sense, guint i)
{
    const VlMarks marks = VL_BIT(VL_MARK_NOT) | VL_BIT(VL_MARK_SAME) |
                          VL_BIT(VL_MARK_INSIGNIFICANT) |
                          VL_BIT(VL_MARK_WITHOUT);
    return (sense->words[i].marks & marks) != 0;
}

/* The first word with the mark from token from on, or -1. */
int vl_sense_find(const VlSense *sense, guint from, VlMark mark);

/* The code points of tokens first to last (both included). */
VlSpan vl_sense_span(const VlSense *sense, guint first, guint last);

/* Is word i one that says something: a word without stop mark, or a name? */
gboolean vl_sense_is_content(const VlSense *sense, guint i);

/* Are both words the same: one name, one family, one notion?  "Smoker" and
 * that of "non-smoker" are. */
gboolean vl_sense_same(const VlSense *a, guint i, const VlSense *b, guint j);

/* Has the text anywhere what word i of the other says? */
gboolean vl_sense_has_word(const VlSense *text, const VlSense *other,
                           guint i);

/* ... in those of its tokens that are of one group: of its clauses, sentences
 * or members? */
gboolean vl_sense_group_has(const VlSense *text, const guint *groups,
                            guint group, const VlSense *other, guint i);

/* Does one of the signs (characters) stand between token i and the one before
 * it? */
gboolean vl_sense_gap_has(const VlSense *sense, guint i, const char *signs);

/* The same, and neither word alone stands behind "non": does the one text
 * say what the other says? */
gboolean vl_sense_says(const VlSense *a, guint i, const VlSense *b, guint j);

/* Fills sense->quantities (quantity.c). */
void vl_sense_read_quantities(VlSense *sense);
