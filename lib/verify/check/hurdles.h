#pragma once

#include "verify/check/case.h"

/* Why a claim of which no check found fault may still not be carried by its
 * passage.  Each asks one thing; TRUE leaves the claim open.  In which order
 * they are asked, and what is said of each, stands in carry.c. */

/* Does the claim take its words from members of the passage that speak of
 * different things? */
gboolean vl_case_is_mixed(const VlCase *matter);

/* ... what no one statement of the passage says? */
gboolean vl_case_is_torn(const VlCase *matter);

/* The claim's words do not stand in the passage as they are bound in the
 * claim.  Neighbours are apart: */
gboolean vl_case_parts_words(const VlCase *matter);
/* Numbers of one kind stand in another order, or by each other's words: */
gboolean vl_case_turns_numbers(const VlCase *matter);
/* Only one of the two denies something: */
gboolean vl_case_loses_denial(const VlCase *matter);
/* The passage speaks of another time, before or after: */
gboolean vl_case_turns_time(const VlCase *matter);

/* Does a number of the claim stand without words of its own, or with those of
 * another number of its kind? */
gboolean vl_case_loses_numbers(const VlCase *matter);

/* Is the verb that a number is the subject of said of no one in the passage:
 * "12 % of patients died"? */
gboolean vl_case_lacks_predicate(const VlCase *matter);

/* Is it said to be done every 7 days where the passage has "for 7 days", or
 * the other way round, or so often a week of what is done daily? */
gboolean vl_case_turns_rhythm(const VlCase *matter);

/* Is its number told of "overall survival" where the passage's sentence has it
 * of "progression-free survival"? */
gboolean vl_case_calls_otherwise(const VlCase *matter);

/* Is who does something in the passage the one to whom it is done in the
 * claim: "relapse preceded infection"? */
gboolean vl_case_turns_verb(const VlCase *matter);

/* Is it said of all where the passage says it of few or most, or the other way
 * round? */
gboolean vl_case_turns_amount(const VlCase *matter);
/* Is it said there of some or few, which the claim leaves out? */
gboolean vl_case_drops_amount(const VlCase *matter);

/* Is a thing said to be more, less or the same of which the passage says
 * otherwise? */
gboolean vl_case_turns_ways(const VlCase *matter);

/* Does a name stand with what is said of another one: "A is toxic, B stains"
 * of "B is toxic, A stains"? */
gboolean vl_case_strays_names(const VlCase *matter);

/* Things that something binds stand on other sides of it than in the passage:
 * "the rash preceded the fever": */
gboolean vl_case_turns_roles(const VlCase *matter);
/* ... and what binds them is an effect: "pain reduced the dose".  Of claims
 * of which a check has decided what they say: */
gboolean vl_case_turns_effects(const VlCase *matter);

/* Does one thing bring about, come before, or go to another one, of which the
 * passage says the contrary: "A led to B" of "B led to A"? */
gboolean vl_case_turns_course(const VlCase *matter);

/* Is it said there of people whom those of the claim belong to or treat,
 * "infants of mothers given zinc"? */
gboolean vl_case_takes_owner(const VlCase *matter);
/* Is what "who" says told of other people there? */
gboolean vl_case_turns_who(const VlCase *matter);
/* Is a number that of people screened and not of those randomised there? */
gboolean vl_case_turns_flow(const VlCase *matter);

/* Was what the claim tells of not given, not done or ruled out there:
 * "zinc was given" of "zinc was withheld"? */
gboolean vl_case_is_withheld(const VlCase *matter);

/* Is it said there with an exception or on a condition that the claim leaves
 * out or does away with: "none at all" of "none except", "even if" of
 * "unless"; */
gboolean vl_case_drops_exception(const VlCase *matter);
/* of all or both where it is said of one or the other, of none where it is
 * said of not all? */
gboolean vl_case_adds_all(const VlCase *matter);

/* Has the claim one word in the place of another, "cognitive function" of
 * "physical function"? */
gboolean vl_case_exchanges_word(const VlCase *matter);

/* Is it said to be the most of what the passage calls more? */
gboolean vl_case_adds_superlative(const VlCase *matter);

/* Is it said of something besides, ", as was overall survival", that the
 * passage does not name? */
gboolean vl_case_adds_tail(const VlCase *matter);

/* Is it said of both where the passage has "and/or"? */
gboolean vl_case_joins_choice(const VlCase *matter);
/* ... of the one where it has "the one or the other"? */
gboolean vl_case_drops_choice(const VlCase *matter);

/* Is it said of what the passage sets something else against, "honey rather
 * than zinc"? */
gboolean vl_case_takes_other(const VlCase *matter);

/* Is it said of two things of which the passage says it of one and denies it
 * of the other? */
gboolean vl_case_splits_pair(const VlCase *matter);

/* Is a number told with words that the passage gives to another number, and
 * with none of its own? */
gboolean vl_case_takes_rival(const VlCase *matter);

/* Does the claim speak of something that the passage does not, but the text
 * around it does? */
gboolean vl_case_speaks_elsewhere(const VlCase *matter);

/* Does the claim deny what the passage speaks of where it denies nothing? */
gboolean vl_case_denies_elsewhere(const VlCase *matter);

/* Has the passage a "not" where a clause of the claim denies nothing? */
gboolean vl_case_drops_denial(const VlCase *matter);

/* Do two members of the claim side by side say of each other's things what
 * two members of the passage say: "A was the first and B the second" of "B
 * was the first and A the second"? */
gboolean vl_case_crosses(const VlCase *matter);

/* Is what stands before a denial there behind one in the claim, and the other
 * way round: "lowered B without affecting A" of "lowered A without affecting
 * B"? */
gboolean vl_case_turns_denied(const VlCase *matter);

/* Is a number something else in the passage: a bound of the interval and the
 * estimate, */
gboolean vl_case_turns_bound(const VlCase *matter);
/* one of another pair, */
gboolean vl_case_turns_pair(const VlCase *matter);
/* without the unit, which is of another number there, */
gboolean vl_case_turns_unit(const VlCase *matter);
/* the P of another result, */
gboolean vl_case_turns_p(const VlCase *matter);
/* a part of another whole, */
gboolean vl_case_turns_share(const VlCase *matter);
/* part of another name? */
gboolean vl_case_turns_name(const VlCase *matter);

/* Is it said to be more of what the claim's own numbers say is less: "higher
 * with A (9 vs 19 %)"? */
gboolean vl_case_belies_pair(const VlCase *matter);

/* Do two numbers stand with the labels of each other's groups: "group 1", in
 * which the passage has the other one? */
gboolean vl_case_turns_labels(const VlCase *matter);

/* Does a clause of the claim deny what its like in the passage does not, or
 * call it the same where that calls it not the same? */
gboolean vl_case_adds_denial(const VlCase *matter);

/* Does the passage name what the claim says, and not say it: "reduces" of "was
 * given to reduce", "effective" of "the efficacy is debated"? */
gboolean vl_case_is_unsaid(const VlCase *matter);

/* Is it said of a thing alone where the passage has it with another one? */
gboolean vl_case_sets_alone(const VlCase *matter);

/* Does the passage say other things of two kinds of a thing, and the claim
 * what it says of the one kind of the other one, */
gboolean vl_case_takes_kind(const VlCase *matter);
/* ... or of the thing as such? */
gboolean vl_case_drops_kind(const VlCase *matter);
/* Is it said there of some people, and another part of the sentence says
 * otherwise of others, "in men, but not in women"? */
gboolean vl_case_drops_people(const VlCase *matter);
/* Is what the claim says said there of another subject than the claim's, which
 * has a part of the sentence of its own? */
gboolean vl_case_takes_subject(const VlCase *matter);

/* Is what the claim speaks of part of the name of something else in the
 * passage, "pain" of "pain relief"; */
gboolean vl_case_shifts_head(const VlCase *matter);
/* is it an outcome of another kind there, "graft survival"; */
gboolean vl_case_shifts_outcome(const VlCase *matter);
/* is it said there to a lesser degree, "almost all"; */
gboolean vl_case_drops_degree(const VlCase *matter);
/* or of the two together, "zinc plus vitamin C"? */
gboolean vl_case_drops_partner(const VlCase *matter);

/* What the files of these hurdles share. */

/* Do quantities a and b of the claim (a before b, both matched) go with the
 * things that the passage lists before them in this order? */
gboolean vl_case_is_listed(const VlCase *matter, guint a, guint b);

/* Numbers of the claim that go together, "40 of 46 (87 %)", "0.75 ± 0.20". */
typedef enum {
    VL_DATUM_UNKNOWN, /* the passage does not have all of them */
    VL_DATUM_KEPT,    /* ... has them together, too */
    VL_DATUM_TURNED,  /* ... has them with others */
} VlDatum;

/* That of each quantity of the claim, and in *data which of them go together:
 * those of one number.  The caller frees both. */
VlDatum *vl_case_find_data(const VlCase *matter, guint **data);

/* Has each of the two texts all that the other has? */
gboolean vl_case_mirrors(const VlCase *matter);

/* Asks something of a token of the claim or of the passage. */
typedef gboolean VlTokenTest(const VlCase *matter, guint i);

/* Is any word of the claim of which is_asked is true said in the passage, and
 * only by tokens of which is_less is true? */
gboolean vl_case_says_only(const VlCase *matter, VlTokenTest *is_asked,
                           VlTokenTest *is_less);

/* Does token i of the claim stand for a thing? */
gboolean vl_case_is_thing(const VlCase *matter, guint i);
