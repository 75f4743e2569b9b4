#pragma once

#include <glib.h>

#include "model/digest.h"

/* One paper read for a journal club: a sheet of questions for its design,
 * each answered by quotes of the paper or by nothing.  What is for the
 * physician to judge stays blank. */

typedef enum {
    VL_CLUB_QUOTED,    /* claims hold what was found */
    VL_CLUB_NOT_FOUND, /* in what was read */
    VL_CLUB_COMPUTED,  /* by code from quoted counts: sums */
    VL_CLUB_BLANK,     /* the physician's own answer */
    VL_N_CLUB_STATES,
} VlClubState;

const char *vl_club_state_name(VlClubState state);

/* What code worked out from the counts of one sentence of the paper. */
typedef struct {
    VlQuote *quote;   /* the sentence */
    GPtrArray *lines; /* char *: the arithmetic, step by step */
} VlClubSum;

typedef struct {
    char *key;      /* "concealment": the same in each sheet and language */
    char *question; /* in the sheet's language */
    VlClubState state;
    GPtrArray *claims; /* VlClaim */
    GPtrArray *sums;   /* VlClubSum */
} VlClubItem;

typedef struct {
    char *key, *title;
    GPtrArray *items; /* VlClubItem */
} VlClubSection;

typedef struct {
    char *language; /* "en", "fr" */
    VlPaper *paper; /* its claims are in the items */
    struct {
        char *name;  /* "rct": of the sheet; "other" */
        char *title; /* "Randomised trial" */
        char *from;  /* "type": PubMed says so, told says how it calls it;
                        "text": claim shows it; "given": by the user;
                        "none": nothing says so */
        char *told;
        VlClaim *claim; /* NULL unless from the text */
    } design;
    GPtrArray *sections;  /* VlClubSection */
    GPtrArray *questions; /* char *: for the room */
    GPtrArray *problems;  /* VlUnread: what could not be read */
    struct {
        char *provider, *name; /* as in VlDigest */
        char *rules;           /* sha256 over rules and lexicons */
        char *sheet;           /* sha256 of the sheets */
    } model;
    char *made;    /* ISO 8601, UTC */
    char *version; /* of veille */
} VlClub;

VlClub *vl_club_new(const char *language);
void vl_club_free(VlClub *club);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlClub, vl_club_free)

/* Added to club or section, which own it. */
VlClubSection *vl_club_add_section(VlClub *club, const char *key,
                                   const char *title);
VlClubItem *vl_club_add_item(VlClubSection *section, const char *key,
                             const char *question);

/* The item of that key; NULL: the sheet has none. */
VlClubItem *vl_club_find(const VlClub *club, const char *key);

VlClubSum *vl_club_sum_new(VlQuote *quote); /* takes the quote */
void vl_club_sum_free(VlClubSum *sum);
