#include "config.h"

#include "verify/check/clause.h"
#include "verify/check/hurdles.h"
#include "verify/sense/grammar.h"
#include "verify/sense/members.h"
#include "verify/sense/verb.h"

/* "Fever preceded the rash" is not "the rash preceded the fever": things that
 * stand on either side of what binds them keep their sides, unless the one
 * text says it in the passive, both say only that one is the other, or both
 * merely name a thing in their own order ("pain intensity", "intensité de la
 * douleur"). */

/* Where the passage has a word of the claim; first -1: nowhere. */
typedef struct {
    int first, last;
} Place;

typedef struct {
    const VlCase *matter;
    gboolean decided;      /* a check has decided what the claim says */
    Place *places;         /* of each token of the claim */
    gboolean *things;      /* which of them are things */
    guint *mine, *theirs;  /* members of claim and passage */
} Roles;

static void
roles_clear(Roles *roles)
{
    g_free(roles->places);
    g_free(roles->things);
    g_free(roles->mine);
    g_free(roles->theirs);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Roles, roles_clear)

static Place
find_place(const VlCase *matter, guint i)
{
    const VlSense *passage = matter->passage;
    Place place = {-1, -1};
    for (guint j = 0; j < passage->n; j++) {
        if (!vl_sense_same(matter->claim, i, passage, j))
            continue;
        place.first = place.first < 0 ? (int)j : place.first;
        place.last = (int)j;
    }
    return place;
}

/* A "be" between two tokens; -1. */
static int
find_be(const VlSense *sense, guint from, guint to)
{
    for (guint k = from + 1; k < to; k++)
        if (vl_verb_is_be(sense, k))
            return (int)k;
    return -1;
}

/* "Reduced", rather than "lower". */
static gboolean
tells_effect(const VlSense *sense, guint c)
{
    return vl_sense_says_more(sense, c) && !vl_sense_compares(sense, c);
}

/* "Reduced by", "réduite par", "suivie d'une", "fell with": what stands behind
 * did it. */
static gboolean
is_passive(const VlSense *sense, guint from, guint to)
{
    static const char *const by[] = {"by", "par"};
    static const char *const with[] = {"with", "under", "avec", "sous"};
    static const char *const stems[] = {"suivi", "preced", "accompagn"};
    for (guint k = from + 1; k < to; k++)
        if (VL_IS_IN(&sense->words[k], by) ||
            (VL_IS_IN(&sense->words[k], with) &&
             tells_effect(sense, k - 1)) ||
            (VL_HAS_STEM(&sense->words[k], stems) &&
             vl_verb_is_be(sense, k - 1)))
            return TRUE;
    return FALSE;
}

/* "Taux d'infection des plaies": nothing but one thing of the other. */
static gboolean
is_one_phrase(const VlSense *sense, guint from, guint to)
{
    static const char *const links[] = {"de", "d", "du", "des", "of"};
    static const char *const articles[] = {"the", "la", "le", "les", "l"};
    gboolean linked = FALSE;
    for (guint k = from + 1; k <= to; k++) {
        gboolean link = VL_IS_IN(&sense->words[k], links) ||
                        vl_grammar_is_elided(sense, k, "d");
        linked |= link;
        if (!link && !VL_IS_IN(&sense->words[k], articles) &&
            !vl_sense_is_content(sense, k) && !vl_sense_is_light(sense, k))
            return FALSE;
    }
    return linked;
}

static gboolean
is_article(const VlSense *sense, guint i)
{
    static const char *const articles[] = {"the", "a", "an", "la", "le",
                                           "les", "un", "une", "l"};
    return i < sense->n && (VL_IS_IN(&sense->words[i], articles) ||
                            vl_grammar_is_elided(sense, i, "l"));
}

/* "Infection was the main cause of death": do the things of the claim keep
 * their sides of "was", or change them all?  1 kept, -1 changed, 0 mixed. */
static int
sides_of(const Roles *roles, guint be, guint there)
{
    const VlSense *claim = roles->matter->claim;
    gboolean kept = FALSE, changed = FALSE;
    for (guint i = 0; i < claim->n; i++) {
        const Place *place = &roles->places[i];
        if (place->first < 0 || !vl_sense_is_thing(claim, i) ||
            claim->clauses[i] != claim->clauses[be])
            continue;
        kept |= i < be ? place->first < (int)there
                       : place->last > (int)there;
        changed |= i < be ? place->first > (int)there
                          : place->last < (int)there;
    }
    return kept && changed ? 0 : changed ? -1 : 1;
}

/* The things that are said of what stands before "was": "rare" of "was rare
 * in children"; the token behind them. */
static guint
predicate_end(const VlSense *claim, guint be)
{
    gboolean some = FALSE;
    guint i = be + 1;
    for (; i < claim->n && claim->clauses[i] == claim->clauses[be]; i++) {
        if (vl_sense_is_thing(claim, i))
            some = TRUE;
        else if (some || !(is_article(claim, i) ||
                           vl_sense_is_content(claim, i)))
            break;
    }
    return some ? i : be + 1;
}

/* "The events were serious" of "serious events were rare", "A was the cause
 * of B" of "the cause of A was B", "A is a risk of B" of "B is a risk of A":
 * one side of the only "was" is changed and the other one is not. */
static gboolean
mixes_sides(const Roles *roles)
{
    const VlSense *claim = roles->matter->claim;
    const VlSense *passage = roles->matter->passage;
    int be = find_be(claim, 0, claim->n);
    int there = find_be(passage, 0, passage->n);
    if (be < 1 || there < 1 || passage->n_sentences > 1 ||
        find_be(passage, (guint)there, passage->n) >= 0)
        return FALSE;
    gboolean moved = FALSE, kept = FALSE, leaves = FALSE, stays = FALSE;
    guint end = predicate_end(claim, (guint)be);
    for (guint i = 0; i < end; i++) {
        const Place *place = &roles->places[i];
        if (place->first < 0 || !vl_sense_is_thing(claim, i) ||
            claim->clauses[i] != claim->clauses[be])
            continue;
        gboolean subject =
            (int)i < be && roles->mine[i] == roles->mine[be];
        kept |= (int)i < be && place->last < there;
        moved |= (int)i > be && place->last < there;
        stays |= (int)i > be && place->first > there;
        leaves |= subject && place->first > there;
    }
    return (moved && kept) || (leaves && stays);
}

static gboolean
is_equation(const Roles *roles, guint a, guint b)
{
    const VlSense *claim = roles->matter->claim;
    const VlSense *passage = roles->matter->passage;
    int be = find_be(claim, a, b);
    int there = find_be(passage, (guint)roles->places[b].last,
                        (guint)roles->places[a].first);
    return be >= 0 && there >= 0 && is_article(claim, (guint)be + 1) &&
           sides_of(roles, (guint)be, (guint)there) < 0;
}

/* "Associated", "similar": what stands on either side is one to the
 * other. */
static gboolean
is_mutual(const VlSense *sense, guint c)
{
    static const char *const stems[] = {"predi",  "influenc", "affect",
                                        "modif",  "facteur",  "risk"};
    const VlMarks mutual = VL_BIT(VL_MARK_ASSOCIATED) |
                           VL_BIT(VL_MARK_SAME) | VL_BIT(VL_MARK_DIFFER);
    return (sense->words[c].marks & mutual) != 0 &&
           (sense->words[c].marks & (VL_BIT(VL_MARK_UP) |
                                     VL_BIT(VL_MARK_DOWN))) == 0 &&
           !VL_HAS_STEM(&sense->words[c], stems);
}

/* Does a word bind a and b in both texts?  Where a check has decided what the
 * claim says, only one of an effect is looked at. */
static gboolean
are_bound(const Roles *roles, guint a, guint b)
{
    const VlSense *claim = roles->matter->claim;
    int from = roles->places[b].last, to = roles->places[a].first;
    gboolean found = FALSE;
    for (guint c = a + 1; c < b; c++) {
        if (is_mutual(claim, c))
            return FALSE;
        found |= vl_sense_is_content(claim, c) &&
                 roles->places[c].first > from && roles->places[c].last < to &&
                 (!roles->decided || tells_effect(claim, c));
    }
    return found ||
           (!roles->decided && find_be(claim, a, b) >= 0 &&
            find_be(roles->matter->passage, (guint)from, (guint)to) >= 0);
}

/* "A showed B" */
static gboolean
is_shown(const VlSense *sense, guint from, guint to)
{
    static const char *const stems[] = {"show", "montr", "exhib", "display"};
    for (guint k = from + 1; k < to; k++)
        if (VL_HAS_STEM(&sense->words[k], stems))
            return TRUE;
    return FALSE;
}

/* "B was seen with A", of which the claim names A itself, not what A was
 * "obtained from". */
static gboolean
is_seen(const VlCase *matter, guint from, guint to)
{
    const VlSense *sense = matter->passage;
    static const char *const seen[] = {"seen",     "observed", "found",
                                       "noted",    "detected", "observe",
                                       "observee", "constate", "constatee"};
    static const char *const with[] = {"in", "with", "from", "among", "for",
                                       "avec", "chez", "dans"};
    guint thing = from + 1;
    while (thing < to && !(VL_IS_IN(&sense->words[thing], seen) &&
                           vl_verb_is_be(sense, thing - 1) &&
                           VL_IS_IN(&sense->words[thing + 1], with)))
        thing++;
    if (thing == to)
        return FALSE;
    for (thing += 2; thing < to && !vl_sense_is_content(sense, thing);)
        thing++;
    return vl_sense_has_word(matter->claim, sense, thing);
}

/* Things a and b of the claim (a before b), which the passage has the other
 * way round. */
static gboolean
are_exchanged(const Roles *roles, guint a, guint b)
{
    const VlSense *claim = roles->matter->claim;
    const VlSense *passage = roles->matter->passage;
    const Place *one = &roles->places[a], *other = &roles->places[b];
    if (one->first < 0 || other->first < 0 || other->last >= one->first ||
        claim->clauses[a] != claim->clauses[b] ||
        roles->mine[a] != roles->mine[b] ||
        roles->theirs[one->first] != roles->theirs[other->last] ||
        !are_bound(roles, a, b))
        return FALSE;
    guint from = (guint)other->last, to = (guint)one->first;
    if (is_shown(claim, a, b) && is_seen(roles->matter, from, to))
        return FALSE;
    return is_passive(claim, a, b) == is_passive(passage, from, to) &&
           !is_one_phrase(claim, a, b) && !is_one_phrase(passage, from, to) &&
           !is_equation(roles, a, b);
}

/* "Pain reduced the dose" of "pain was reduced by the dose". */
static gboolean
is_made_active(const Roles *roles, guint c)
{
    static const char *const by[] = {"by", "par"};
    const VlSense *claim = roles->matter->claim;
    const VlSense *passage = roles->matter->passage;
    int j = roles->places[c].first;
    if (j < 1 || (guint)j + 1 >= passage->n || c + 2 >= claim->n ||
        !is_article(claim, c + 1) || vl_verb_is_be(claim, c - 1) ||
        !vl_verb_is_be(passage, (guint)j - 1) ||
        !VL_IS_IN(&passage->words[j + 1], by))
        return FALSE;
    for (guint b = c + 1; b < claim->n && b <= c + 4; b++)
        if (vl_sense_is_thing(claim, b) && roles->places[b].first > j)
            return TRUE;
    return FALSE;
}

/* "Patients with nausea had pain" of "nausea was seen in patients with
 * pain": the claim defines its people by what the passage says of others. */
static gboolean
redefines_people(const Roles *roles)
{
    const VlCase *matter = roles->matter;
    const VlSense *claim = matter->claim, *passage = matter->passage;
    gboolean theirs = FALSE;
    for (guint j = 0; j < passage->n && !theirs; j++)
        theirs = vl_sense_is_thing(passage, j) &&
                 vl_sense_defines_people(passage, j) &&
                 vl_sense_has_word(claim, passage, j);
    for (guint i = 0; theirs && i < claim->n; i++) {
        if (!vl_sense_is_thing(claim, i) || roles->places[i].first < 0 ||
            !vl_sense_defines_people(claim, i))
            continue;
        gboolean kept = FALSE;
        for (guint j = 0; j < passage->n && !kept; j++)
            kept = vl_sense_same(claim, i, passage, j) &&
                   vl_sense_defines_people(passage, j);
        if (!kept)
            return TRUE;
    }
    return FALSE;
}

static gboolean
turns_roles(const VlCase *matter, gboolean decided)
{
    const VlSense *claim = matter->claim;
    if (vl_case_has(matter, "arms", VL_RESULT_OK))
        return FALSE;
    g_auto(Roles) roles = {matter, decided, g_new(Place, claim->n + 1),
                           g_new(gboolean, claim->n + 1),
                           vl_sense_members(claim),
                           vl_sense_members(matter->passage)};
    for (guint i = 0; i < claim->n; i++) {
        roles.places[i] = find_place(matter, i);
        roles.things[i] = vl_sense_is_thing(claim, i);
    }
    if (!decided && (mixes_sides(&roles) || redefines_people(&roles)))
        return TRUE;
    for (guint a = 0; a < claim->n; a++) {
        if (a > 0 && tells_effect(claim, a) && is_made_active(&roles, a))
            return TRUE;
        for (guint b = a + 1; roles.things[a] && b < claim->n; b++)
            if (roles.things[b] && are_exchanged(&roles, a, b))
                return TRUE;
    }
    return FALSE;
}

gboolean
vl_case_turns_roles(const VlCase *matter)
{
    return turns_roles(matter, FALSE);
}

gboolean
vl_case_turns_effects(const VlCase *matter)
{
    return turns_roles(matter, TRUE);
}

/* ---- A word for another ---- */

/* Words of a phrase beside each other: "physical function", "fonction
 * physique". */
static gboolean
are_beside(const VlSense *sense, guint i, guint k)
{
    guint last = MAX(i, k);
    return k < sense->n && vl_sense_is_thing(sense, k) &&
           sense->clauses[i] == sense->clauses[k] &&
           !vl_sense_gap_has(sense, last, ",;:()[]");
}

/* Has the passage beside its word for k of the claim another one, which the
 * claim lacks?  head: where the noun stands, else where its adjective
 * does. */
static gboolean
has_other_beside(const VlCase *matter, guint k, gboolean head)
{
    const VlSense *passage = matter->passage;
    gboolean other = FALSE;
    for (guint j = 0; j < passage->n; j++) {
        if (!vl_sense_same(matter->claim, k, passage, j))
            continue;
        guint m = passage->comma != head ? j + 1 : j - 1;
        if (m >= passage->n || !are_beside(passage, j, m) ||
            vl_sense_has_word(matter->claim, passage, m))
            return FALSE;
        other = TRUE;
    }
    return other;
}

static gboolean
is_exchanged(const VlCase *matter, guint i, gboolean head)
{
    const VlSense *claim = matter->claim;
    guint k = claim->comma != head ? i - 1 : i + 1;
    return k < claim->n && are_beside(claim, i, k) && matter->covered[k] &&
           has_other_beside(matter, k, head);
}

/* "Cognitive function" of "physical function", "flutter auriculaire" of
 * "atrial fibrillation": a word put for another beside one that stays. */
gboolean
vl_case_exchanges_word(const VlCase *matter)
{
    const VlSense *claim = matter->claim;
    for (guint i = 0; i < claim->n; i++)
        if (vl_sense_is_thing(claim, i) && !matter->covered[i] &&
            !matter->settled[i] &&
            (is_exchanged(matter, i, FALSE) ||
             (claim->comma && is_exchanged(matter, i, TRUE))))
            return TRUE;
    return FALSE;
}
