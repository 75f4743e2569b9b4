#pragma once

#include <glib.h>

#include "digest/words.h"
#include "model/club.h"

/* What the views of a journal club's sheet have in common.  The caller frees
 * every char *. */

typedef enum {
    VL_CLUB_WORD_TITLE,
    VL_CLUB_WORD_DESIGN,
    VL_CLUB_WORD_BY_TYPE,
    VL_CLUB_WORD_BY_MESH,
    VL_CLUB_WORD_BY_TEXT,
    VL_CLUB_WORD_GIVEN,
    VL_CLUB_WORD_NONE,
    VL_CLUB_WORD_NOT_FOUND,
    VL_CLUB_WORD_BLANK,
    VL_CLUB_WORD_WORKED_OUT,
    VL_CLUB_WORD_NO_SUMS,
    VL_CLUB_WORD_QUESTIONS,
    VL_CLUB_WORD_PROBLEMS,
    VL_CLUB_WORD_COUNT,
    VL_CLUB_WORD_N_QUOTED,
    VL_CLUB_WORD_N_MISSING,
    VL_CLUB_WORD_MADE_BY,
    VL_N_CLUB_WORDS,
} VlClubWord;

const char *vl_club_word(VlClubWord word, VlLanguage language);

/* "Journal club: TITLE"; the file's name without one. */
char *vl_club_title(const VlClub *club, VlLanguage language);

/* "Randomised trial (PubMed's type: Randomized Controlled Trial)". */
char *vl_club_design(const VlClub *club, VlLanguage language);

/* "27 questions to the paper: 18 with a quote, 9 not found in what was read
 * (9 pages)". */
char *vl_club_count(const VlClub *club, VlLanguage language);

/* "Not found in what was read (abstract only)". */
char *vl_club_not_found(const VlClub *club, VlLanguage language);

/* What is shown of quote i: an extract as its line, without the hyphens of
 * line ends; any other cut from the source as it is.  Belongs to the
 * claim. */
const char *vl_club_quote_text(const VlClaim *claim, guint i);

/* Who made it, and with what. */
char *vl_club_made_by(const VlClub *club, VlLanguage language);

/* As JSON (schemas/club.schema.json); as HTML, one file without script; as
 * Markdown; as text for a terminal or a file. */
void vl_club_write_json(const VlClub *club, GString *out);
void vl_club_write_html(const VlClub *club, GString *out);
void vl_club_write_markdown(const VlClub *club, GString *out);
void vl_club_write_text(const VlClub *club, GString *out);
