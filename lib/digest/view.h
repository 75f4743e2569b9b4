#pragma once

#include <glib.h>

#include "digest/words.h"
#include "model/digest.h"

/* What all views say of a digest, as plain strings that each view escapes
 * for its sink.  Nothing here is a fact that the digest does not hold.  The
 * caller frees every char *. */

/* What a view needs from outside: the views do no I/O themselves. */
typedef struct {
    /* The bytes of a picture (plate->file is set), for the caller to unref;
     * NULL: they are not there, and the view links to the file. */
    GBytes *(*load)(const VlPlate *plate, gpointer data);
    /* Takes what is in out and empties it, so that no view is ever whole in
     * memory; NULL: all stays in out. */
    void (*flush)(GString *out, gpointer data);
    gpointer data;
} VlViewHost;

/* Reasons to read a paper with caution; the gravest first. */
typedef enum {
    VL_BADGE_RETRACTED,
    VL_BADGE_CONCERN,
    VL_BADGE_ALARM, /* hidden text that instructs a program */
    VL_BADGE_NOTHING, /* nothing of it could be read */
    VL_BADGE_PARTIAL,
    VL_BADGE_ABSTRACT, /* only the abstract was read */
    VL_BADGE_OCR,
    VL_BADGE_HIDDEN, /* other hidden text */
    VL_BADGE_PREPRINT,
    VL_BADGE_CORRECTED,
    VL_BADGE_UPDATED, /* a newer version exists */
    VL_N_BADGES,
} VlBadge;

gboolean vl_view_has_badge(const VlPaper *paper, VlBadge badge);
const char *vl_view_badge(VlBadge badge, VlLanguage language);
const char *vl_view_badge_text(VlBadge badge, VlLanguage language);
/* "retracted", "partial" ...: for a style sheet. */
const char *vl_view_badge_class(VlBadge badge);
guint vl_view_count_badge(const VlDigest *digest, VlBadge badge);

/* "Literature watch: NAME", or without the name. */
char *vl_view_title(const VlDigest *digest, VlLanguage language);

/* "4 papers: 2 read in full text, 1 from its abstract only". */
char *vl_view_headline(const VlDigest *digest, VlLanguage language);

/* "13 statements: 11 Extract, 1 The source says otherwise"; NULL when there
 * are none.  n_verdicts has a place for each VlVerdict. */
void vl_view_count_verdicts(const VlDigest *digest, guint *n_verdicts);
char *vl_view_verdicts(const VlDigest *digest, VlLanguage language);

/* Reading time of n words: "3 minutes". */
char *vl_view_time(gsize n_words, VlLanguage language);
gsize vl_view_words_of_digest(const VlDigest *digest);
gsize vl_view_words_of_originals(const VlDigest *digest);

/* The papers with a badge, by their numbers from 1: "2, 5, 7". */
char *vl_view_papers_with(const VlDigest *digest, VlBadge badge);

/* Row i of the flow, from 0: FALSE after the last. */
gboolean vl_view_flow_row(const VlDigest *digest, guint i,
                          VlLanguage language, const char **label, guint *n,
                          gboolean *within);

/* Who made it, and with what. */
char *vl_view_made_by(const VlDigest *digest, VlLanguage language);
char *vl_view_chosen_by(const VlDigest *digest, VlLanguage language);

/* "2026-11-23" of "2026-11-23T06:00:00Z"; "" when not known. */
char *vl_view_day(const VlDigest *digest);

/* "PMID 1: Title" for unread and listed papers, or the file's name. */
char *vl_view_unread_name(const VlUnread *unread, VlLanguage language);
