#include "config.h"

#include "text/words.h"
#include "verify/check/hurdles.h"
#include "verify/sense/joint.h"
#include "verify/sense/members.h"
#include "verify/sense/verb.h"

/* Whom or what something stands with: "infants of mothers given zinc" are not
 * the mothers, "patients of surgeons who were trained" were not trained, and
 * 412 patients screened are not 412 randomised. */

/* ---- One kind of people told as another ---- */

/* Tokens from the one to the other at most. */
#define PEOPLE_REACH 5

/* Who is with, treats or is kin to others; those of one number are one. */
static int
people_of(const VlSense *sense, guint i)
{
    static const struct {
        const char *stem;
        int people;
    } stems[] = {
        {"patient", 1},   {"mother", 2},   {"mere", 2},     {"father", 3},
        {"pere", 3},      {"parent", 4},   {"infant", 5},   {"newborn", 5},
        {"neonate", 5},   {"baby", 5},     {"babies", 5},   {"nourrisson", 5},
        {"children", 6},  {"enfant", 6},   {"nurses", 7},   {"infirmier", 7},
        {"physician", 8}, {"doctors", 8},  {"medecin", 8},  {"surgeon", 9},
        {"chirurgien", 9}, {"midwi", 10},  {"sagefemme", 10},
        {"caregiver", 11}, {"carers", 11}, {"aidant", 11},  {"spouse", 12},
        {"husband", 12},  {"wives", 12},   {"conjoint", 12},
        {"sibling", 13},  {"relatives", 14}, {"offspring", 15},
        {"students", 16}, {"etudiant", 16}, {"teachers", 17},
        {"enseignants", 17}, {"pharmacist", 18}, {"pharmacien", 18},
    };
    for (guint k = 0; k < G_N_ELEMENTS(stems); k++)
        if (vl_word_has_stem(sense->words[i].key, sense->words[i].length,
                             &stems[k].stem, 1))
            return stems[k].people;
    return 0;
}

static gboolean
has_people(const VlSense *sense, int people)
{
    for (guint i = 0; i < sense->n; i++)
        if (people_of(sense, i) == people)
            return TRUE;
    return FALSE;
}

/* "Infants of mothers", "patients treated by surgeons", "whose parents": the
 * people that those at token i are of; -1. */
static int
find_owner(const VlSense *sense, guint i)
{
    static const char *const of[] = {"of", "by", "whose", "born", "de", "des",
                                     "par", "dont", "nes"};
    gboolean bound = FALSE;
    for (guint k = i + 1; k < sense->n && k <= i + PEOPLE_REACH; k++) {
        if (sense->sentences[k] != sense->sentences[i] ||
            vl_sense_gap_has(sense, k, ",;:()") || vl_joint_adds(sense, k) ||
            vl_verb_is_auxiliary(sense, k))
            return -1;
        bound |= VL_IS_IN(&sense->words[k], of);
        if (people_of(sense, k) != 0)
            return bound && people_of(sense, k) != people_of(sense, i)
                       ? (int)k
                       : -1;
    }
    return -1;
}

/* Does the claim speak of the owners of those at token j of the passage alone,
 * or make them theirs? */
static gboolean
takes_owner(const VlCase *matter, guint j, guint owner)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    int one = people_of(passage, j), other = people_of(passage, owner);
    for (guint k = 0; k < passage->n; k++)
        if (k != owner && people_of(passage, k) == other)
            return FALSE;
    if (!has_people(claim, other))
        return FALSE;
    for (guint i = 0; i < claim->n; i++) {
        int mine = people_of(claim, i) == other ? find_owner(claim, i) : -1;
        if (mine >= 0 && people_of(claim, (guint)mine) == one)
            return TRUE;
    }
    return !has_people(claim, one);
}

gboolean
vl_case_takes_owner(const VlCase *matter)
{
    const VlSense *passage = matter->passage;
    for (guint j = 0; j < passage->n; j++) {
        int owner = people_of(passage, j) != 0 ? find_owner(passage, j) : -1;
        if (owner >= 0 && takes_owner(matter, j, (guint)owner))
            return TRUE;
    }
    return FALSE;
}

/* ---- "The patients who were trained" ---- */

static gboolean
is_who(const VlSense *sense, guint i)
{
    static const char *const who[] = {"who", "qui"};
    return i > 0 && VL_IS_IN(&sense->words[i], who) &&
           people_of(sense, i - 1) != 0;
}

/* Says what follows "who" at token i of the claim what follows that at token
 * j of the passage? */
static gboolean
says_alike(const VlCase *matter, guint i, guint j)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    for (guint k = i + 1; k < claim->n && k <= i + PEOPLE_REACH; k++)
        for (guint m = j + 1; m < passage->n && m <= j + PEOPLE_REACH; m++)
            if (vl_sense_is_thing(claim, k) &&
                vl_sense_same(claim, k, passage, m))
                return TRUE;
    return FALSE;
}

gboolean
vl_case_turns_who(const VlCase *matter)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    for (guint i = 1; i < claim->n; i++) {
        gboolean kept = FALSE, turned = FALSE;
        for (guint j = 1; is_who(claim, i) && j < passage->n; j++) {
            if (!is_who(passage, j) || !says_alike(matter, i, j))
                continue;
            gboolean same = people_of(claim, i - 1) ==
                            people_of(passage, j - 1);
            kept |= same;
            turned |= !same && has_people(passage, people_of(claim, i - 1));
        }
        if (turned && !kept)
            return TRUE;
    }
    return FALSE;
}

/* ---- 412 screened told as 412 randomised ---- */

/* Tokens from a number to what was done with so many. */
#define FLOW_REACH 4

/* What is done with people in a trial, one after the other. */
static int
flow_of(const VlSense *sense, guint i)
{
    static const struct {
        const char *stem;
        int flow;
    } stems[] = {
        {"screen", 1},   {"depist", 1},   {"eligib", 2},  {"randomi", 3},
        {"assigned", 3}, {"allocated", 3}, {"complet", 4}, {"acheve", 4},
        {"termine", 4},  {"analys", 5},   {"withdr", 6},  {"abandon", 6},
        {"exclu", 7},    {"approached", 8}, {"invit", 8}, {"sollicit", 8},
        {"declin", 9},   {"refus", 9},    {"died", 10},   {"decede", 10},
    };
    for (guint k = 0; k < G_N_ELEMENTS(stems); k++)
        if (vl_word_has_stem(sense->words[i].key, sense->words[i].length,
                             &stems[k].stem, 1))
            return stems[k].flow;
    return 0;
}

/* Is nothing but people between tokens from and to, and no sign? */
static gboolean
is_beside(const VlSense *sense, guint from, guint to)
{
    guint things = 0;
    for (guint k = from + 1; k <= to; k++) {
        if (vl_sense_gap_has(sense, k, ",;:()") ||
            sense->sentences[k] != sense->sentences[from] ||
            (k < to && sense->quantity_of[k] >= 0))
            return FALSE;
        things += k < to && vl_sense_is_thing(sense, k) &&
                  !vl_sense_is_anybody(sense, k);
    }
    return things <= 1;
}

/* What was done with the people that a number counts; before: what stands
 * before it counts too, "a randomisé 412 patients". */
static int
find_flow(const VlSense *sense, const VlQuantity *number, gboolean before)
{
    for (guint k = number->last + 1;
         k < sense->n && k <= number->last + FLOW_REACH; k++)
        if (flow_of(sense, k) != 0 && is_beside(sense, number->last, k))
            return flow_of(sense, k);
    for (guint k = number->first;
         before && k-- > 0 && number->first - k <= 2;)
        if (flow_of(sense, k) != 0 && is_beside(sense, k, number->first))
            return flow_of(sense, k);
    return 0;
}

gboolean
vl_case_turns_flow(const VlCase *matter)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    for (guint a = 0; a < claim->quantities->len; a++) {
        const VlQuantity *said = vl_sense_quantity(claim, a);
        if (matter->match[a] < 0 || said->decimals > 0)
            continue;
        int mine = find_flow(claim, said, TRUE);
        int theirs = mine != 0
                         ? find_flow(passage,
                                     vl_sense_quantity(
                                         passage, (guint)matter->match[a]),
                                     FALSE)
                         : 0;
        if (theirs != 0 && theirs != mine)
            return TRUE;
    }
    return FALSE;
}
