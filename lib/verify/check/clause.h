#pragma once

#include "verify/check/case.h"

/* What several checks look for in clauses. */

/* The clause of the passage that shares most of what a clause of the claim
 * says (numbers count most); -1 when none stands out. */
int vl_clause_nearest(const VlCase *matter, guint clause);

/* Where the passage has most of the words of a clause of the claim. */
typedef struct {
    int clause;     /* the first one of the passage that has n; -1: none */
    guint n;        /* words of the claim's clause that it has */
    gboolean alone; /* no other one has as many */
} VlHome;

/* counts: of which words of the claim. */
VlHome vl_clause_home(const VlCase *matter, guint clause,
                      gboolean (*counts)(const VlSense *sense, guint i));

/* Words that say more or less, better or worse, with those beside them:
 * "greater reduction" is less, "less improvement" is worse. */
typedef struct {
    int sign;        /* 1, -1; 0 for a value alone ("improved") when the
                      * outcome is not known to be wanted or feared */
    int value;       /* of the value words: 1, -1 */
    int denied;      /* the sign that "not" takes away: "no less" is -1 */
    int resolved;    /* the value that the outcome has turned into sign */
    gboolean degree; /* what changed less changed: "smaller decrease" */
    gboolean marked; /* stands beside "significantly" */
    guint first, last;
} VlPhrase;

/* The phrase that starts at token i; FALSE when none does. */
gboolean vl_phrase_read(const VlSense *sense, guint i, VlPhrase *phrase);

/* "Weight loss was greater": what is said to be more goes down itself. */
gboolean vl_phrase_is_of_loss(const VlSense *sense, const VlPhrase *phrase);

/* "It fell by 185 in the placebo arm" of "it fell less with A (60) than with
 * placebo (185)": does word i of the claim say that something changed, and
 * is a number of its clause, no time, the passage's? */
gboolean vl_clause_changes(const VlCase *matter, guint i);

/* "Reduction", "loss": what a change is called when it goes down. */
gboolean vl_word_names_fall(const VlWord *word);

/* Does the claim's phrase stand right before a noun before which the passage
 * has the opposite only: "lower vitamin D", "higher vitamin D"? */
gboolean vl_phrase_turns_head(const VlCase *matter, const VlPhrase *said);

/* Does what the claim's phrase is said of stand in other clauses of the
 * passage only than the phrase there: "A improved, but pain worsened"? */
gboolean vl_phrase_leaves_subject(const VlCase *matter, const VlPhrase *said,
                                  const VlPhrase *there);

/* A comparison: what is said to be more or less than what.  Sides are
 * tokens marked in arrays of the text's length. */
typedef struct {
    int direction;    /* 1 more, -1 less, 0 unsaid or both */
    int better;       /* 1, -1: "improved", which may be more or less */
    gboolean valued;  /* "less improvement" */
    int resolved;     /* of all its phrases: of VlPhrase */
    gboolean degree;
    guint n;          /* words that say it */
    VlStretch where;
    int than;         /* the word that parts the sides; -1 */
} VlComparison;

/* What the clauses first to last say. */
VlComparison vl_comparison_read(const VlSense *sense, guint first,
                                guint last);

/* The tokens of one side, half-open. */
typedef struct {
    guint from, to;
} VlSide;

/* The first token behind the arms that begin at from: "between A and B | in
 * mortality" (pair), "than B | at 12 months"; from itself when no "and" makes
 * a pair. */
guint vl_arms_end(const VlSense *sense, guint from, gboolean pair);

/* Marks the tokens that name arms, with the "between" or "than" before them
 * (arms has one place for each token, zeroed). */
void vl_arms_mark(const VlSense *sense, gboolean *arms);

/* The kind (VlKind) of the arm that a side names: 0 none or both.  On a side
 * that holds the outcome, too (not bare), "control" must stand beside "group"
 * or the like. */
guint vl_side_kind(const VlSense *sense, VlSide side, gboolean bare);

/* How the sides of two comparisons stand: 1 the same way round, -1 the other
 * way round, 0 undecided. */
int vl_comparison_sides(const VlCase *matter, const VlComparison *said,
                        const VlComparison *printed);

/* The tokens on either side of what parts a comparison (than is known). */
void vl_comparison_split(const VlSense *sense, const VlComparison *comparison,
                         VlSide *left, VlSide *right);

/* "Hungry women on A had less than hungry women on B": the word of the
 * passage that narrows both arms and that the claim has not; -1. */
int vl_comparison_narrows(const VlCase *matter, const VlComparison *printed);

/* Is what the claim, which compares nothing, says of an arm what the passage
 * says of the other one?  "Falls fell with placebo" of "fell more with A than
 * with placebo": the claim's word for the arm, or -1. */
int vl_comparison_lone(const VlCase *matter, const VlComparison *said,
                       const VlComparison *printed);

/* The words that name the left arm of what a text compares; FALSE: it
 * compares nothing. */
gboolean vl_comparison_arm(const VlSense *sense,
                           const VlComparison *comparison, VlSide *arm);

/* Of each token of the passage (arms has one place for each) whether it
 * names what the claim sets on the left ('A') or on the right ('B') of its
 * comparison, else 0.  FALSE unless both are named. */
gboolean vl_comparison_name_arms(const VlCase *matter,
                                 const VlComparison *said, char *arms);

/* Which of the two has more by the numbers of the passage ("12 % with A and
 * 19 % with B"): 1 the left one, -1 the right one, 0 undecided; where: the
 * numbers. */
int vl_values_say(const VlCase *matter, const VlComparison *said,
                  VlStretch *where);

/* Notes what the numbers of the two arms say of a comparison that the passage
 * leaves to them; FALSE: nothing.  worded: the passage has words of its own
 * for more and less. */
gboolean vl_values_weigh(VlCase *matter, const VlComparison *said,
                         gboolean worded);

/* Do the numbers of the passage give the arm on the left of the claim's
 * comparison what the claim says? */
gboolean vl_values_agree(const VlCase *matter, const VlComparison *said);

/* "Rose from 39 to 58": 1 when the passage has the two numbers in this order
 * and they go the way of the phrase, -1 when they go the other way, 0 when
 * no such numbers stand behind it. */
int vl_change_says(const VlCase *matter, const VlPhrase *said);

/* "Lower" and its like set one thing against another; "fell" does not. */
gboolean vl_sense_compares(const VlSense *sense, guint i);

/* How many groups are named: "the GDFR group". */
guint vl_groups_named(const VlSense *sense);

/* What a p-value says: 1 significant, -1 not, 0 nothing. */
int vl_p_says(const VlQuantity *quantity);

/* "No significant difference": more or less is not the clause's point.  It is
 * that of what ends at token last of "lowered A without a significant effect
 * on B". */
gboolean vl_clause_denies_difference(const VlSense *sense, guint clause,
                                     int last);

/* "Improved significantly, by 12.1 %" where the p-value beside this number,
 * the only one that the claim's clause has of the passage, says not: its
 * place, or VL_NOWHERE. */
VlStretch vl_clause_own_p(const VlCase *matter, guint clause);

/* Whether the words of token i call something significant: 2 and -2 (not)
 * plainly, 1 and -1 by the way, 0 nothing. */
int vl_words_say(const VlSense *sense, guint i);

/* Does the "without" at token k deny the "significant" at token i? */
gboolean vl_word_lacks(const VlSense *sense, guint k, guint i);

/* "..., without a significant effect on Y": is what the claim says at token at
 * behind "without" said of nothing that the passage speaks of? */
gboolean vl_aside_is_beside(const VlCase *matter, guint at);

/* An interval (quantities i and i + 1) of a ratio or a difference: 1 when it
 * leaves out no effect, -1 when it holds it, 0 when it is none. */
int vl_interval_says(const VlSense *sense, guint i);

/* The part of each token, numbered through the text: ", which may ...,",
 * ", suggesting ...", "while ..." are said by themselves; what stands behind
 * a relative part goes on with the part before it.  The caller frees. */
guint *vl_sense_parts(const VlSense *sense);
