#include "config.h"

#include "verify/check/clause.h"
#include "verify/check/side.h"
#include "verify/sense/grammar.h"
#include "verify/sense/members.h"
#include "verify/sense/verb.h"

/* Things set above, below or beside one another: "A was as effective as B and
 * superior to C", "A outperformed B", "A was the most active, followed by B
 * and then C".  Each sentence becomes pairs of things; those of the claim
 * must be ranked in the passage as they are in the claim. */

/* Pairs of a text that are looked at. */
#define MAX_RANKS 16
/* From the first "as" to the second, from "more" to its "than" at most. */
#define QUALITY 4
/* Words of a thing at most. */
#define THING 9

typedef struct {
    VlSide above, below;
    gboolean level; /* neither is above the other */
    int quality;    /* the word for what they are ranked by; -1 */
    guint at;       /* the word that ranks them */
} Rank;

typedef struct {
    Rank ranks[MAX_RANKS];
    guint n;
} Ranks;

/* A word or two that rank what stands before and behind them. */
typedef struct {
    guint first, last;
    int sign;    /* 1: what stands before is above */
    int quality;
    gboolean verb; /* "outperformed": what stands before is its subject */
} Marker;

static gboolean
is_denied(const VlSense *sense, guint i)
{
    static const char *const not[] = {"not"};
    for (guint k = i; k-- > 0 && i - k <= 2;)
        if (sense->clauses[k] == sense->clauses[i] &&
            (vl_sense_has(sense, k, VL_MARK_NOT) ||
             VL_IS_IN(&sense->words[k], not)))
            return TRUE;
    return FALSE;
}

/* "As effective as"; "twice as effective as" and "as well as" rank
 * otherwise, or nothing. */
static gboolean
read_as(const VlSense *sense, guint i, Marker *marker)
{
    static const char *const as[] = {"as"};
    static const char *const que[] = {"que"};
    static const char *const also[] = {"aussi", "autant"};
    static const char *const times[] = {"twice", "half", "times", "least",
                                        "third", "fois", "moins", "nearly",
                                        "almost", "presque"};
    static const char *const set[] = {"well", "soon", "long", "far",
                                      "such", "bien", "much", "many"};
    gboolean english = VL_IS_IN(&sense->words[i], as);
    if ((!english && !VL_IS_IN(&sense->words[i], also)) || i + 2 >= sense->n ||
        VL_IS_IN(&sense->words[i + 1], set) ||
        (i > 0 && VL_IS_IN(&sense->words[i - 1], times)))
        return FALSE;
    for (guint k = i + 2; k < sense->n && k <= i + QUALITY; k++) {
        if (sense->clauses[k] != sense->clauses[i])
            return FALSE;
        gboolean elided = !english && vl_grammar_is_elided(sense, k, "qu");
        if (!elided && !(english ? VL_IS_IN(&sense->words[k], as)
                                : VL_IS_IN(&sense->words[k], que)))
            continue;
        *marker = (Marker){i, elided ? k - 1 : k,
                           is_denied(sense, i) ? -1 : 0, (int)k - 1, FALSE};
        return TRUE;
    }
    return FALSE;
}

/* "Superior to", "inférieur à" */
static gboolean
read_superior(const VlSense *sense, guint i, Marker *marker)
{
    static const char *const to[] = {"to", "a", "au", "aux"};
    static const char *const above[] = {"superior",    "preferable",
                                        "superieur",   "superieure",
                                        "superieurs",  "superieures"};
    static const char *const below[] = {"inferior",   "inferieur",
                                        "inferieure", "inferieurs",
                                        "inferieures"};
    gboolean up = VL_IS_IN(&sense->words[i], above);
    if ((!up && !VL_IS_IN(&sense->words[i], below)) || i + 1 >= sense->n ||
        !VL_IS_IN(&sense->words[i + 1], to) || is_denied(sense, i))
        return FALSE;
    *marker = (Marker){i, i + 1, up ? 1 : -1, -1, FALSE};
    return TRUE;
}

static gboolean
read_outdoes(const VlSense *sense, guint i, Marker *marker)
{
    static const char *const verbs[] = {
        "outperformed", "outperforms", "outperform", "outdid", "beats",
        "surpassed",    "surpasses",   "surpasse",   "beat",   "surpass",
    };
    if (!VL_IS_IN(&sense->words[i], verbs) || is_denied(sense, i))
        return FALSE;
    *marker = (Marker){i, i, 1, -1, TRUE};
    return TRUE;
}

/* "Better than", "less effective than" */
static gboolean
read_than(const VlSense *sense, guint i, Marker *marker)
{
    static const char *const above[] = {"better", "more", "plus",
                                        "meilleur", "meilleure", "mieux"};
    static const char *const below[] = {"worse", "less", "lesser", "moins",
                                        "pire"};
    gboolean up = VL_IS_IN(&sense->words[i], above);
    if ((!up && !VL_IS_IN(&sense->words[i], below)) || is_denied(sense, i))
        return FALSE;
    for (guint k = i + 1; k < sense->n && k < i + QUALITY; k++) {
        if (sense->clauses[k] != sense->clauses[i] ||
            sense->quantity_of[k] >= 0)
            return FALSE;
        if (!vl_sense_has(sense, k, VL_MARK_THAN))
            continue;
        *marker = (Marker){i, k, up ? 1 : -1, k > i + 1 ? (int)k - 1 : -1,
                           FALSE};
        return TRUE;
    }
    return FALSE;
}

static gboolean
read_marker(const VlSense *sense, guint i, Marker *marker)
{
    return read_as(sense, i, marker) || read_superior(sense, i, marker) ||
           read_outdoes(sense, i, marker) || read_than(sense, i, marker);
}

static gboolean
starts_anew(const VlSense *sense, guint i, guint from)
{
    return sense->sentences[i] != sense->sentences[from] ||
           (i > from &&
            (vl_tokens_at(sense->tokens, i)->gap & VL_GAP_OTHER) != 0);
}

/* The thing that starts at token from, up to what tells where, when or in
 * whom, to what is said next, or to a comma. */
static VlSide
thing_behind(const VlSense *sense, guint from)
{
    static const char *const ends[] = {
        "in",    "for",  "at",   "against", "on",    "after", "among",
        "when",  "over", "during", "by",    "but",   "while", "whereas",
        "dans",  "pour", "chez", "contre",  "apres", "sur",   "mais",
        "and",   "or",   "et",   "ou",      "then",  "with",  "avec",
        "regarding", "regardless",
    };
    static const char *const leads[] = {"with", "in", "avec", "for"};
    static const char *const joins[] = {"and", "et", "with", "avec"};
    static const char *const whole[] = {"combination", "association",
                                        "combinaison", "mixture", "both"};
    guint to = from;
    gboolean joined = FALSE;
    Marker next;
    for (; to < sense->n && to < from + THING &&
           !starts_anew(sense, to, from) && !read_marker(sense, to, &next);
         to++) {
        joined |= VL_IS_IN(&sense->words[to], whole);
        if (VL_IS_IN(&sense->words[to], ends) &&
            !(to == from && VL_IS_IN(&sense->words[to], leads)) &&
            !(joined && VL_IS_IN(&sense->words[to], joins)))
            break;
    }
    return (VlSide){from, to};
}

static gboolean
names_any(const VlSense *sense, VlSide side)
{
    for (guint i = side.from; i < side.to; i++)
        if (vl_side_names(sense, i))
            return TRUE;
    return FALSE;
}

/* The subject of what stands at token at, not before token from: the words
 * before its verb, behind the last comma or "and". */
static VlSide
subject_of(const VlSense *sense, guint from, guint at, gboolean is_verb)
{
    static const char *const joints[] = {"and", "but", "while", "whereas",
                                         "et", "mais", "tandis", "that",
                                         "que"};
    guint to = at;
    while (!is_verb && to > from && !vl_verb_is_auxiliary(sense, to - 1) &&
           !vl_verb_is_be(sense, to - 1))
        to--;
    /* "The rinse cleaned better than": its verb is of no list. */
    to = is_verb || to == from ? at : to - 1;
    guint first = to;
    while (first > from && !starts_anew(sense, first, first - 1) &&
           !VL_IS_IN(&sense->words[first - 1], joints))
        first--;
    return (VlSide){first, to};
}

static void
add(Ranks *ranks, VlSide a, VlSide b, const Marker *marker)
{
    if (ranks->n == MAX_RANKS)
        return;
    gboolean turned = marker->sign < 0;
    ranks->ranks[ranks->n++] = (Rank){
        .above = turned ? b : a,
        .below = turned ? a : b,
        .level = marker->sign == 0,
        .quality = marker->quality,
        .at = marker->first,
    };
}

/* "The most active, followed by B and then C": of the words before
 * "followed", whether the first is the most or the least; 0: not told. */
static int
superlative(const VlSense *sense, guint from, guint at, guint *word)
{
    static const char *const most[] = {"most", "highest", "greatest", "best",
                                       "largest", "longest", "strongest",
                                       "plus", "meilleur", "meilleure"};
    static const char *const least[] = {"least", "lowest", "worst",
                                        "smallest", "shortest", "weakest",
                                        "moins"};
    for (guint k = at; k-- > from;) {
        *word = k;
        if (VL_IS_IN(&sense->words[k], most))
            return 1;
        if (VL_IS_IN(&sense->words[k], least))
            return -1;
    }
    return 0;
}

/* The things behind "followed by", one below the other. */
static void
read_chain(const VlSense *sense, guint from, guint i, Ranks *ranks)
{
    static const char *const joints[] = {"and", "then", "by", "et", "puis",
                                         "par", "de"};
    guint word = 0;
    int sign = superlative(sense, from, i, &word);
    if (sign == 0)
        return;
    VlSide one = subject_of(sense, from, word, FALSE);
    guint quality = word + 1 < i ? word + 1 : word;
    Marker marker = {word, i, sign, (int)quality, FALSE};
    guint at = i + 1;
    while (at < sense->n && sense->sentences[at] == sense->sentences[i]) {
        if (VL_IS_IN(&sense->words[at], joints)) {
            at++;
            continue;
        }
        VlSide next = thing_behind(sense, at);
        if (next.to <= at || !names_any(sense, next))
            return;
        add(ranks, one, next, &marker);
        one = next;
        at = next.to;
    }
}

/* "Superior to B and C": the thing that "and" adds; empty when what stands
 * there is said of something else. */
static VlSide
thing_added(const VlSense *sense, VlSide other)
{
    static const char *const joints[] = {"and", "or", "et", "ou"};
    const VlSide none = {other.to, other.to};
    Marker next;
    if (other.to + 1 >= sense->n ||
        !VL_IS_IN(&sense->words[other.to], joints) ||
        starts_anew(sense, other.to, other.from))
        return none;
    VlSide added = thing_behind(sense, other.to + 1);
    for (guint i = added.from; i < added.to; i++)
        if (vl_verb_is_auxiliary(sense, i) || vl_verb_is_be(sense, i) ||
            vl_verb_is_finite(sense, i))
            return none;
    return added.to < sense->n && read_marker(sense, added.to, &next)
               ? none
               : added;
}

static void
read_ranks(const VlSense *sense, Ranks *ranks)
{
    static const char *const followed[] = {"followed", "suivi", "suivie",
                                           "suivis", "suivies"};
    static const char *const by[] = {"by", "par", "de"};
    VlSide subject = {0, 0};
    guint from = 0;
    ranks->n = 0;
    for (guint i = 0; i < sense->n; i++) {
        Marker marker;
        if (i > 0 && sense->sentences[i] != sense->sentences[i - 1]) {
            from = i;
            subject = (VlSide){i, i};
        }
        if (i + 1 < sense->n && VL_IS_IN(&sense->words[i], followed) &&
            VL_IS_IN(&sense->words[i + 1], by))
            read_chain(sense, from, i, ranks);
        if (!read_marker(sense, i, &marker))
            continue;
        VlSide mine = subject_of(sense, from, i, marker.verb);
        if (names_any(sense, mine))
            subject = mine;
        VlSide other = thing_behind(sense, marker.last + 1);
        while (names_any(sense, subject) && names_any(sense, other)) {
            add(ranks, subject, other, &marker);
            from = other.to;
            other = thing_added(sense, other);
        }
        i = marker.last;
    }
}

/* ---- The two texts ---- */

/* Words of one thing that another has, and not both things of its rank. */
static guint
shared(const VlSense *claim, VlSide mine, VlSide not_mine,
       const VlSense *passage, VlSide theirs, VlSide not_theirs)
{
    guint n = 0;
    for (guint i = mine.from; i < mine.to; i++) {
        gboolean here = FALSE, both = FALSE;
        if (!vl_side_names(claim, i))
            continue;
        for (guint j = theirs.from; j < theirs.to && !here; j++)
            here = vl_side_names(passage, j) &&
                   vl_sense_same(claim, i, passage, j);
        for (guint j = not_theirs.from; j < not_theirs.to && !both; j++)
            both = vl_sense_same(claim, i, passage, j);
        for (guint k = not_mine.from; k < not_mine.to && !both; k++)
            both = vl_sense_same(claim, i, claim, k);
        n += here && !both;
    }
    return n;
}

static gboolean
side_has(const VlSense *sense, VlSide side, const VlSense *other, guint i)
{
    for (guint j = side.from; j < side.to; j++)
        if (vl_side_names(sense, j) && vl_sense_same(other, i, sense, j))
            return TRUE;
    return FALSE;
}

/* How many of a thing's words the thing of the other text has not; strays:
 * whether one of them stands elsewhere in that text. */
static guint
count_lost(const VlSense *sense, VlSide mine, const VlSense *other,
           VlSide theirs, gboolean *strays)
{
    guint n = 0;
    for (guint i = mine.from; i < mine.to; i++) {
        if (!vl_side_names(sense, i) || vl_sense_is_light(sense, i) ||
            side_has(other, theirs, sense, i))
            continue;
        n++;
        *strays |= vl_sense_has_word(other, sense, i);
    }
    return n;
}

/* Is each of two things the other one, as far as their words tell: 2 all of
 * them, 1 what one of them has is nowhere in the other text, 0 it stands
 * elsewhere there: "the combination of A and B" is not A. */
static guint
likeness(const VlCase *matter, VlSide said, VlSide printed)
{
    gboolean strays = FALSE;
    guint n = count_lost(matter->claim, said, matter->passage, printed,
                         &strays) +
              count_lost(matter->passage, printed, matter->claim, said,
                         &strays);
    return strays ? 0 : n > 0 ? 1 : 2;
}

static gboolean
are_of_one_quality(const VlCase *matter, const Rank *a, const Rank *b)
{
    return a->quality < 0 || b->quality < 0 ||
           vl_sense_same(matter->claim, (guint)a->quality, matter->passage,
                         (guint)b->quality);
}

/* How a rank of the passage stands to one of the claim: 1 the same, -1
 * another one of the same two things, 0 of other things. */
static int
weigh_rank(const VlCase *matter, const Rank *said, const Rank *printed)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    const Rank *a = said, *b = printed;
    if (!are_of_one_quality(matter, a, b))
        return 0;
    gboolean same = shared(claim, a->above, a->below, passage, b->above,
                           b->below) > 0 &&
                    shared(claim, a->below, a->above, passage, b->below,
                           b->above) > 0;
    gboolean cross = shared(claim, a->above, a->below, passage, b->below,
                            b->above) > 0 &&
                     shared(claim, a->below, a->above, passage, b->above,
                            b->below) > 0;
    if (same == cross)
        return 0;
    guint like = MIN(likeness(matter, a->above, same ? b->above : b->below),
                     likeness(matter, a->below, same ? b->below : b->above));
    gboolean agree = a->level == b->level && (a->level || same);
    return agree && like > 0 ? 1 : !agree && like > 1 ? -1 : 0;
}

/* What the passage's ranks say of one of the claim's: 1, -1; 0 nothing. */
static int
find_rank(const VlCase *matter, const Rank *said, const Ranks *printed,
          guint *which)
{
    int says = 0;
    for (guint k = 0; k < printed->n; k++) {
        int here = weigh_rank(matter, said, &printed->ranks[k]);
        if (here == 0)
            continue;
        *which = k;
        if (here > 0)
            return 1;
        says = -1;
    }
    return says;
}

/* Does the claim say more or less of anything besides its ranks? */
static gboolean
says_more(const VlSense *claim, const Ranks *ranks)
{
    for (guint clause = 0; clause < claim->n_clauses; clause++) {
        VlComparison said = vl_comparison_read(claim, clause, clause);
        guint n = 0;
        for (guint k = 0; k < ranks->n; k++)
            n += claim->clauses[ranks->ranks[k].at] == clause;
        if (said.n > n)
            return TRUE;
    }
    return FALSE;
}

gboolean
vl_check_ranks(VlCase *matter)
{
    Ranks said, printed;
    guint agree = 0;
    read_ranks(matter->claim, &said);
    read_ranks(matter->passage, &printed);
    for (guint i = 0; i < said.n && printed.n > 0; i++) {
        guint k = 0;
        int says = find_rank(matter, &said.ranks[i], &printed, &k);
        agree += says > 0;
        if (says >= 0)
            continue;
        vl_case_note(matter, "arms", VL_RESULT_CONFLICT,
                     VL_AT(said.ranks[i].at), VL_AT(printed.ranks[k].at),
                     "the claim ranks them otherwise than the passage");
        return TRUE;
    }
    if (agree == 0 || agree < said.n || says_more(matter->claim, &said))
        return FALSE;
    vl_case_note(matter, "direction", VL_RESULT_OK, VL_AT(said.ranks[0].at),
                 VL_NOWHERE, "the passage ranks them so, too");
    vl_case_note(matter, "arms", VL_RESULT_OK, VL_AT(said.ranks[0].at),
                 VL_NOWHERE, "the arms stand the same way round");
    return TRUE;
}
