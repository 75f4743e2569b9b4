#pragma once

#include <glib.h>

#include "verify/check/judgement.h"
#include "verify/check/setting.h"
#include "verify/sense/amount.h"
#include "verify/sense/sense.h"

/* One claim before its passages: what the checks share. */
typedef struct {
    const VlSense *claim;
    const VlSense *passage;
    const VlSense *ground; /* the whole source; NULL */
    const VlSetting *setting; /* of the source; NULL */
    const char *around;    /* what the passage was taken from; NULL */
    const VlSense *taken_from; /* ... read, for the hurdles; NULL */
    gboolean whole;        /* the passage is the whole source */
    gboolean near;         /* the claim repeats the passage's words */
    gboolean same;         /* ... all of them, up to typography */
    gboolean dropped;      /* ... but leaves out some within */
    int *match;    /* for each quantity of the claim that of the passage
                    * which carries it; -1 */
    int *way;      /* for each quantity of the claim: 1, -1 when it stands
                    * on a ratio that says more, less; 0 */
    gboolean *dealt; /* for each quantity of the claim: the passage gives
                      * it to the thing that the claim tells it of */
    gboolean *settled; /* tokens of the claim that the near check has
                        * dealt with */
    gboolean *covered; /* tokens of the claim that the passage says too */
    guint n_content, n_covered;
    guint n_outcome, n_told; /* ... without arms and what is said of them */
    gboolean heavy;        /* a name, drug or population is not covered */
    gboolean in_order;     /* the passage has the words in their order */
    VlJudgement *out;
} VlCase;

/* Tokens first to last of a text; NOWHERE: none. */
typedef struct {
    int first, last;
} VlStretch;

#define VL_NOWHERE ((VlStretch){-1, -1})
#define VL_AT(i) ((VlStretch){(int)(i), (int)(i)})

/* Notes what a check found. */
void vl_case_note(VlCase *matter, const char *check, VlResult result,
                  VlStretch claim, VlStretch passage, const char *format, ...)
    G_GNUC_PRINTF(6, 7);

/* The words of a stretch, for a detail; the caller frees. */
char *vl_case_words(const VlSense *sense, VlStretch stretch);

/* Has the source, from token from to token to, all of these n words (tokens)
 * of the claim? */
gboolean vl_case_source_has(const VlCase *matter, const guint *words, guint n,
                            guint from, guint to);

/* The start of the sentence at token from, for a detail; the caller frees. */
char *vl_case_snippet(const VlSense *sense, guint from);

/* A quantity as it is printed. */
VlStretch vl_case_quantity(const VlSense *sense, guint i);

/* Is token i of the sentence of a stretch, outside of it, and at most reach
 * tokens away? */
gboolean vl_case_is_beside(const VlSense *sense, VlStretch stretch, guint i,
                           guint reach);

/* Have stretch a of the claim and stretch b of the passage a word in common, at
 * most reach tokens beside them in their sentences? */
gboolean vl_case_stand_alike(const VlCase *matter, VlStretch a, VlStretch b,
                             guint reach);

/* Does a number of the claim stand for quantity q of the passage? */
gboolean vl_case_is_matched(const VlCase *matter, guint q);

gboolean vl_case_has(const VlCase *matter, const char *check,
                     VlResult result);

/* The checks, in the order in which they run. */
void vl_check_near(VlCase *matter);
/* Is quantity a of the claim quantity b of the passage, a rounding of it, or
 * the limit of a p-value next above? */
gboolean vl_near_equal(const VlCase *matter, int a, int b);
/* "1,500.3 (95 % CI 77.6 to 2,922.9)" of which the claim has 1,500 only: the
 * quantity before the interval that quantity b of the passage is of, if a is
 * that one; else b. */
int vl_near_number(const VlCase *matter, int a, int b);
/* Is a, which stands in b's place, worked out from numbers of the passage or
 * moved there by others that the claim leaves out? */
gboolean vl_near_is_moved(const VlCase *matter, guint a, guint b);
/* What the passage's sentences say before token from and from token to on,
 * which the claim leaves out; TRUE when that matters. */
gboolean vl_check_around(VlCase *matter, guint from, guint to);
void vl_check_cover(VlCase *matter);

/* Names, drugs and whom it is about: never passed over. */
gboolean vl_sense_is_heavy(const VlSense *sense, guint i);

/* The "frequent" of "less frequent", which are one word of the lexicon. */
gboolean vl_sense_is_degree(const VlSense *sense, guint i);

/* Is token i of an entry that binds the number behind it, "at least 3"? */
gboolean vl_sense_binds_number(const VlSense *sense, guint i);

/* "Patients": people of no age or sex, of whom what is told of an arm is
 * told. */
gboolean vl_sense_is_anybody(const VlSense *sense, guint i);

/* "Patients with oral candidiasis": does word i tell whom it is about? */
gboolean vl_sense_defines_people(const VlSense *sense, guint i);

/* A name of a substance: "zeltamab". */
gboolean vl_sense_is_substance(const VlSense *sense, guint i);

/* Settles the words of arms that the passage calls "the groups". */
void vl_pass_arms_over(VlCase *matter);
/* Settles words of the claim that tell what holds of the whole study. */
void vl_pass_setting_over(VlCase *matter);
void vl_check_numbers(VlCase *matter);
/* Numbers that are part of a name, "group 1": unless they stand in arms that
 * have been passed over. */
void vl_check_labels(VlCase *matter);
void vl_check_multiples(VlCase *matter);
void vl_check_reached(VlCase *matter);
void vl_check_assigned(VlCase *matter);
void vl_check_smaller(VlCase *matter);
void vl_check_bounds(VlCase *matter);
void vl_check_pairing(VlCase *matter);
void vl_check_holders(VlCase *matter);
void vl_check_dealt(VlCase *matter);
/* Is the one number of its kind that the claim tells one of several that the
 * passage deals out "respectively", to what could not be read? */
gboolean vl_case_misses_deal(const VlCase *matter);
/* "84 % versus 92 %, 78 % versus 87 %" told as 84 % and 87 %: numbers of two
 * pairs of which one stands first and the other second. */
gboolean vl_case_crosses_pairs(const VlCase *matter);
void vl_check_named(VlCase *matter);
void vl_check_intervals(VlCase *matter);
/* Do both texts give numbers a and b of the claim to the same arms?  1 yes,
 * -1 to each other's, 0 that cannot be read. */
int vl_holders_say(const VlCase *matter, guint a, guint b);
void vl_check_series(VlCase *matter);
void vl_check_valued(VlCase *matter);
void vl_check_significance(VlCase *matter);
void vl_check_direction(VlCase *matter);
/* TRUE when all that the claim says of more and less is how it ranks things,
 * and the passage decides that. */
gboolean vl_check_ranks(VlCase *matter);
void vl_check_negation(VlCase *matter);
/* "A rather than B" told as B. */
void vl_check_rejected(VlCase *matter);
void vl_check_population(VlCase *matter);
void vl_check_strength(VlCase *matter);
void vl_check_hedge(VlCase *matter);
void vl_check_odds(VlCase *matter);
void vl_check_attribution(VlCase *matter);
void vl_check_opposed(VlCase *matter);
void vl_check_outcome(VlCase *matter);
void vl_check_absence(VlCase *matter);
void vl_check_when(VlCase *matter);
void vl_check_counted(VlCase *matter);
void vl_check_unreported(VlCase *matter);
void vl_check_asserted(VlCase *matter);
void vl_check_restricted(VlCase *matter);
void vl_check_entities(VlCase *matter);
void vl_check_arithmetic(VlCase *matter);

/* Fills out->context from the passage. */
void vl_context_strip(VlCase *matter);

/* Is number i of the claim, told as a relative change, what two percentages
 * are apart? */
gboolean vl_points_as_relative(const VlCase *matter, guint i);

/* Notes that number i of the claim, derived as how tells, is in points. */
void vl_check_points(VlCase *matter, guint i, const char *how);

/* A derivation of claim quantity i from numbers of the passage, printed:
 * "22.0 - 13.6 = 8.4"; NULL when there is none.  way (NULL: not wanted): 1
 * or -1 when it is the rise or the fall that a ratio stands for. */
char *vl_derive(const VlCase *matter, guint i, const VlSense *from,
                VlStretch *where, int *way);

/* Is what the negation at token i of the claim (in_claim) or the passage
 * denies denied in the other text, too, in other words ("without symptoms",
 * "asymptomatic")?  That does not prove that the two agree. */
gboolean vl_negation_is_open(const VlCase *matter, guint i,
                             gboolean in_claim);

/* Has the other text a clause that denies what the negation at token i of the
 * text denies, all of it that the other text has at all, and that tells of
 * nothing else in it: not "A did not change and B changed"? */
gboolean vl_negation_is_alike(const VlSense *text, guint i,
                              const VlSense *other);

/* Of what the word at token i tells, does the sentence with token j of the
 * other text tell, too, undenied: "does not reduce fever but reduces
 * pain"? */
gboolean vl_negation_is_done_too(const VlSense *text, guint i,
                                 const VlSense *other, guint j);

/* Does the negation at token i of the passage deny what the claim does not
 * speak of: "elderly, non-rural beneficiaries"?  left_out: it has nothing in
 * the place of these words; alone: nor has it left out or changed others
 * beside the negation. */
gboolean vl_negation_is_beside(const VlCase *matter, guint i,
                               gboolean left_out, gboolean alone);

/* Does a p-value behind the "not" at token i of the claim say the same? */
gboolean vl_negation_is_told_by_p(const VlCase *matter, guint i);

/* Do both texts deny as often, in other words or at another place? */
gboolean vl_negations_are_alike(const VlCase *matter);

/* Does any word of the clause of word i deny? */
gboolean vl_clause_denies(const VlSense *sense, guint i);

/* Does a negation that the other text lacks reach word i: "none was likely"
 * of what was "unlikely" there? */
gboolean vl_word_is_denied(const VlSense *sense, guint i,
                           const VlSense *other);
