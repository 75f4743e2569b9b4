#pragma once

#include <glib.h>

/* Where a full text came from, and what was tried to get one.  All strings
 * are owned and valid UTF-8. */

/* A file of a paper's text. */
typedef struct {
    gboolean is_pdf; /* else JATS XML */
    char *sha256;    /* of the file's bytes */
    char *path;      /* where it lies on this machine */
    char *tier;      /* the step that found it: "pmc_cloud", "folder" ... */
    char *url;       /* asked for; NULL: none */
    char *licence;   /* "CC BY", "TDM"; NULL: not known */
    char *version;   /* "published", "manuscript", "accepted", "submitted",
                        "ocr"; NULL: not known */
    char *fetched;   /* ISO 8601, UTC; NULL: not fetched */
} VlFullText;

VlFullText *vl_full_text_new(gboolean is_pdf, const char *tier);
VlFullText *vl_full_text_copy(const VlFullText *text);
void vl_full_text_free(VlFullText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlFullText, vl_full_text_free)

/* What came of one step. */
typedef enum {
    VL_TRIED_READ,      /* this is what was read */
    VL_TRIED_ABSENT,    /* the place does not have it */
    VL_TRIED_WITHHELD,  /* it has it, and does not give the text */
    VL_TRIED_CHALLENGE, /* it wants to see a human */
    VL_TRIED_OTHER,     /* it gave another paper: set aside */
    VL_TRIED_DAMAGED,   /* it gave what cannot be read */
    VL_TRIED_FAILED,    /* it could not be asked: the network, a refusal */
    VL_TRIED_SKIPPED,   /* it was not asked */
} VlTriedOutcome;

typedef struct {
    char *step; /* as in `sources` of a watch file */
    VlTriedOutcome outcome;
    char *url;    /* without keys; NULL: nothing was asked for */
    char *reason; /* NULL: read */
} VlTried;

VlTried *vl_tried_new(const char *step, VlTriedOutcome outcome, const char *url,
                      const char *reason);
void vl_tried_free(VlTried *tried);

/* "read", "absent" ...; _from_name gives FALSE for an unknown name. */
const char *vl_tried_name(VlTriedOutcome outcome);
gboolean vl_tried_from_name(const char *name, VlTriedOutcome *outcome);
