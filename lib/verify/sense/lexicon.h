#pragma once

#include <glib.h>

#include "text/words.h"

/* schemas/lexicon/LANGUAGE/judge.txt, which the program carries in itself:
 * what the words of a claim do.  Both languages are looked up at once, so
 * that a French claim meets its English passage in the same terms.  What
 * words say the same is in verify/notions.h. */

typedef enum {
    VL_MARK_UP,
    VL_MARK_DOWN,
    VL_MARK_GOOD,
    VL_MARK_BAD,
    VL_MARK_NOT,     /* denies the sentence */
    VL_MARK_WITHOUT, /* denies a part of it */
    VL_MARK_DIFFER,
    VL_MARK_SAME,
    VL_MARK_SIGNIFICANT,
    VL_MARK_INSIGNIFICANT,
    VL_MARK_HEDGE,
    VL_MARK_ASSOCIATED,
    VL_MARK_CAUSE,
    VL_MARK_RECOMMEND,
    VL_MARK_THAN, /* parts the two sides of a comparison */
    VL_MARK_BELOW,
    VL_MARK_ATMOST,
    VL_MARK_ABOVE,
    VL_MARK_ATLEAST,
    VL_MARK_ABOUT,
    VL_MARK_ALL,
    VL_MARK_SUBSET,
    VL_MARK_ANIMAL,
    VL_MARK_INVITRO,
    VL_MARK_HUMAN,
    VL_MARK_CHILD,
    VL_MARK_ADULT,
    VL_MARK_MALE,
    VL_MARK_FEMALE,
    VL_MARK_PRIMARY,
    VL_MARK_SECONDARY,
    VL_MARK_EXPLORATORY,
    VL_MARK_SUBGROUP,
    VL_MARK_PER_PROTOCOL,
    VL_MARK_INTENTION,
    VL_MARK_INTERIM,
    VL_MARK_BASELINE,
    VL_MARK_BETWEEN,
    VL_MARK_NONINFERIORITY,
    VL_MARK_EQUIVALENCE,
    VL_MARK_RELATIVE,
    VL_MARK_ABSOLUTE,
    VL_MARK_CITED,
    VL_MARK_OWN,
    VL_MARK_HARM,
    VL_MARK_AIM,
    VL_MARK_PLAN,
    VL_MARK_LIMIT,
    VL_MARK_INTERPRETATION,
    VL_MARK_METHOD,
    VL_MARK_CHANGE, /* a number beside it may be derived */
    VL_MARK_RISK,
    VL_MARK_ODDS,
    VL_MARK_HAZARD,
    VL_MARK_HOWEVER,
    VL_MARK_RANDOMISED,
    VL_MARK_OBSERVATIONAL,
    VL_MARK_REVIEW,
    VL_MARK_SURROGATE,
    VL_MARK_CLINICAL,
    VL_MARK_GENERIC, /* verbs of what always holds */
    VL_MARK_PAST,    /* verbs of what was found */
    VL_MARK_NAMES, /* names a thing, whatever its words do elsewhere */
    VL_MARK_STOP, /* says nothing by itself */
    VL_N_MARKS,
} VlMark;

/* What things a word speaks of, where a comparison turns on it. */
typedef enum {
    VL_KIND_CONTROL = 1 << 0, /* an arm to compare with: "usual care" */
    VL_KIND_ACTIVE = 1 << 1,  /* an arm under study: "intervention" */
    VL_KIND_WANTED = 1 << 2,  /* an outcome of which more is better */
    VL_KIND_FEARED = 1 << 3,  /* an outcome of which less is better */
} VlKind;

/* How a word wants what stands around it to be taken. */
typedef enum {
    VL_FRAME_ASKED = 1 << 0,    /* opens what is asked, not said */
    VL_FRAME_EXAMINES = 1 << 1, /* a claim that tells what was asked */
    VL_FRAME_EXCEPTED = 1 << 2, /* opens an exception */
    VL_FRAME_NARROWS = 1 << 3,  /* "major", "only in" */
    VL_FRAME_DECISIVE = 1 << 4, /* "strongest": no paraphrase adds it */
    VL_FRAME_PLANNED = 1 << 5,  /* opens what is yet to be done */
    VL_FRAME_SHOWS = 1 << 6,    /* says that what it names is there */
    VL_FRAME_UNSAID = 1 << 7,   /* opens what is believed or supposed */
    VL_FRAME_FILLS = 1 << 8,    /* "glucose levels" are glucose */
    VL_FRAME_TREATS = 1 << 9,   /* ... and "zinc tablets" zinc, but "pain
                                 * relief" is no pain */
    VL_FRAME_WEAKENS = 1 << 10, /* "almost" */
    VL_FRAME_ORDINARY = 1 << 11, /* "occurred": a paraphrase may add it */
} VlFrame;

typedef guint64 VlMarks;
#define VL_BIT(mark) (G_GUINT64_CONSTANT(1) << (mark))

/* Notions that a word may stand for. */
#define VL_MAX_NOTIONS 24

/* One word of a text, folded. */
typedef struct {
    const char *key; /* not owned, not NUL-terminated */
    gsize length;
    gboolean number; /* a number, or "$" before one; set by the caller */
    VlMarks marks;   /* of the entry that starts here */
    guint n_words;   /* of that entry; 0: none */
    gboolean inside; /* an entry that started before covers it */
    guint kinds;     /* VlKind, or-ed */
    guint frames;    /* VlFrame, or-ed */
    guint name;      /* of the paper (verify/names.h); 0: none */
    guint16 notions[VL_MAX_NOTIONS]; /* verify/notions.h; 0: none */
    guint64 notion_bits; /* of them all: no bit in common, no notion */
    guint short_form; /* "RCTs": letters without the plural's, 3; 0: has no
                         capitals behind its first letter; set by the caller */
    gboolean standard; /* a short form that needs no explanation */
} VlWord;

/* Is the word one of the list, an array of strings? */
#define VL_IS_IN(word, list) VL_WORD_IN((word)->key, (word)->length, list)

/* Is it that one? */
#define VL_IS_WORD(word, text) \
    vl_word_is_in((word)->key, (word)->length, &(text), 1)

/* Does it start with one of an array of stems? */
#define VL_HAS_STEM(word, stems) \
    vl_word_has_stem((word)->key, (word)->length, stems, G_N_ELEMENTS(stems))

/* Does it end with one of an array of endings, with so many bytes before? */
#define VL_HAS_ENDING(word, endings, before) \
    vl_word_has_ending((word)->key, (word)->length, endings, \
                       G_N_ELEMENTS(endings), before)

/* "Less than" and its like bind a number: entries of the marks below and
 * above that have several words count before a number only, so that "lower
 * than in the other arm" stays a comparison; "or more" and its like (at most,
 * at least) shortly behind one only, so that "and more were on a diet" does,
 * too. */

/* Sets marks, n_words, inside and kinds of all words (keys set).  A
 * breaks[i] of TRUE: no entry runs from word i - 1 over to word i. */
void vl_lexicon_mark(VlWord *words, guint n, const gboolean *breaks);

/* Looks at each entry: mark or kind, words (without "*"). */
typedef void (*VlLexiconVisit)(const char *group, const char *words,
                               gpointer data);
void vl_lexicon_visit(VlLexiconVisit visit, gpointer data);

/* The name of a mark in the files: "up". */
const char *vl_mark_name(VlMark mark);
