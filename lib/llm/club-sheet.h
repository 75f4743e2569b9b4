#pragma once

#include <glib.h>

#include "model/claim.h"

/* The sheets of schemas/club/: which questions a paper of some design is
 * asked, and how an answer is known without a model. */

typedef struct {
    char *words; /* lower case; begins at a word */
    int weight;
    gboolean joins; /* worth something beside another cue only */
} VlSheetCue;

typedef struct {
    char *key;
    char *words[2]; /* English, French: the heading or the question */
    gboolean is_section, is_ask;
    gboolean compute, blank;
    guint claims;   /* 1 << VlClaimKind */
    guint sections; /* 1 << VlSectionKind; 0: the paper's own text */
    GArray *cues;   /* VlSheetCue */
    int need;
    guint max;
    /* Of a question for the room. */
    enum { VL_ASK_ALWAYS, VL_ASK_MISSING, VL_ASK_FOUND } when;
} VlSheetBlock;

typedef struct {
    char *name;     /* "rct" */
    char *title[2]; /* English, French */
    GPtrArray *blocks; /* VlSheetBlock, in the order of the file */
} VlSheet;

/* NULL: there is none of that name.  The caller frees. */
VlSheet *vl_sheet_new(const char *name);
void vl_sheet_free(VlSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlSheet, vl_sheet_free)

/* What the cues are worth in a text as vl_cues_fold gives it. */
int vl_sheet_score(const GArray *cues, const char *folded);

/* VlSheetCue; rest: "4 sealed envelope", or "3+ blinded" for one that joins.
 * The caller unrefs. */
GArray *vl_sheet_cues_new(void);
void vl_sheet_add_cue(GArray *cues, const char *rest);

/* The lines of a file of schemas/club/; NULL: there is none of that name.
 * The caller frees. */
char **vl_sheet_lines(const char *name);

/* All sheets, ended by NULL; belongs to nobody. */
const char *const *vl_sheet_list(void);

/* "rct, cohort ...": for messages; the caller frees. */
char *vl_sheet_names(void);

/* SHA-256 over all files of sheets; the caller frees. */
char *vl_sheet_sha256(void);
