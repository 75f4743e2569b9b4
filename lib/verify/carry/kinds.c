#include "config.h"

#include "text/words.h"
#include "verify/check/hurdles.h"
#include "verify/sense/joint.h"
#include "verify/sense/members.h"
#include "verify/sense/verb.h"

/* "Cerebral bleeding fell, whereas gastric bleeding was as frequent": where a
 * passage says other things of two kinds of one thing, what it says of the
 * one kind holds neither of the other one nor of the thing itself. */

/* Words between two that make one name at most: "anxiety of the children". */
#define BETWEEN 2

/* What is said of a thing: more, less, none. */
enum { MORE = 1 << 0, LESS = 1 << 1, NONE = 1 << 2 };

typedef struct {
    const VlCase *matter;
    const VlSense *passage; /* with what stands around it */
    guint *parts; /* of each token of the passage */
    guint n;
    gboolean *home; /* has the part all that the claim says? */
    gboolean *beside; /* is it of a sentence with such a part? */
} Ground;

/* "The number of falls", "fear of falling" */
static gboolean
is_fall(const VlSense *sense, guint i)
{
    static const char *const falls[] = {"falls", "chutes"};
    static const char *const falling[] = {"falling"};
    static const char *const of[] = {"of"};
    return VL_IS_IN(&sense->words[i], falls) ||
           (i > 0 && VL_IS_IN(&sense->words[i], falling) &&
            VL_IS_IN(&sense->words[i - 1], of));
}

static guint
ways_of(const VlSense *sense, guint i)
{
    if (is_fall(sense, i))
        return 0;
    return (vl_sense_has(sense, i, VL_MARK_UP) ? MORE : 0) |
           (vl_sense_has(sense, i, VL_MARK_DOWN) ? LESS : 0) |
           (vl_sense_says_none(sense, i) ? NONE : 0);
}

static gboolean
is_figure(const VlSense *sense, guint q)
{
    const VlQuantity *quantity = vl_sense_quantity(sense, q);
    return !vl_quantity_is_name(quantity) &&
           quantity->role <= VL_ROLE_PERCENT;
}

/* Sentences, and what stands on either side of "whereas", "but", ";". */
static guint *
find_parts(const VlSense *sense, guint *n)
{
    g_autofree guint *depths = vl_sense_depths(sense);
    guint *parts = g_new0(guint, sense->n + 1);
    *n = sense->n > 0;
    for (guint i = 1; i < sense->n; i++) {
        if (sense->sentences[i] != sense->sentences[i - 1] ||
            (depths[i] == 0 && vl_sense_gap_has(sense, i, ";")) ||
            vl_joint_contrasts(sense, i) || vl_joint_takes_back(sense, i))
            (*n)++;
        parts[i] = *n - 1;
    }
    return parts;
}

static gboolean
has_figure(const Ground *ground, const VlQuantity *said, guint part)
{
    const VlSense *passage = ground->passage;
    const char *how;
    for (guint q = 0; q < passage->quantities->len; q++)
        if (ground->parts[vl_sense_quantity(passage, q)->first] == part &&
            vl_quantity_equal(said, vl_sense_quantity(passage, q), &how))
            return TRUE;
    return FALSE;
}

/* Has the part all that the claim says of more, less and none, and its
 * figures? */
static gboolean
is_home(const Ground *ground, guint ways, guint part)
{
    const VlSense *claim = ground->matter->claim;
    const VlSense *passage = ground->passage;
    guint theirs = 0;
    for (guint j = 0; j < passage->n; j++)
        theirs |= ground->parts[j] == part ? ways_of(passage, j) : 0;
    if ((ways & ~theirs) != 0)
        return FALSE;
    for (guint q = 0; q < claim->quantities->len; q++)
        if (is_figure(claim, q) &&
            !has_figure(ground, vl_sense_quantity(claim, q), part))
            return FALSE;
    return TRUE;
}

/* Numbers that show which of two arms has more. */
static gboolean
has_pair(const VlSense *passage, const guint *parts, guint part)
{
    guint n = 0;
    for (guint q = 0; q < passage->quantities->len; q++)
        n += is_figure(passage, q) &&
             parts[vl_sense_quantity(passage, q)->first] == part;
    return n >= 2;
}

/* Has the part a verb of the claim's: "halved"? */
static gboolean
has_verb(const Ground *ground, guint part)
{
    const VlSense *claim = ground->matter->claim;
    const VlSense *passage = ground->passage;
    for (guint i = 0; i < claim->n; i++)
        for (guint j = 0; vl_verb_goes_on(claim, i) &&
                          vl_sense_is_content(claim, i) && j < passage->n;
             j++)
            if (ground->parts[j] == part &&
                vl_sense_same(claim, i, passage, j))
                return TRUE;
    return FALSE;
}

/* FALSE: the claim's words do not tell which parts it takes what it says from,
 * or there is no other part. */
static gboolean
find_home(Ground *ground)
{
    const VlSense *claim = ground->matter->claim;
    guint ways = 0, figures = 0, homes = 0;
    for (guint i = 0; i < claim->n; i++)
        ways |= ways_of(claim, i);
    for (guint q = 0; q < claim->quantities->len; q++)
        figures += is_figure(claim, q);
    gboolean said = ways != 0 || figures > 0;
    for (guint p = 0; p < ground->n; p++)
        homes += ground->home[p] =
            said ? is_home(ground, ways, p) : has_verb(ground, p);
    for (guint p = 0; homes == 0 && p < ground->n; p++)
        ground->home[p] = has_pair(ground->passage, ground->parts, p);
    if (homes == 0)
        for (guint p = 0; p < ground->n; p++)
            homes += ground->home[p];
    return homes > 0 && homes < ground->n;
}

static void
find_beside(Ground *ground)
{
    const VlSense *passage = ground->passage;
    for (guint i = 0; i < passage->n; i++)
        for (guint j = 0; ground->home[ground->parts[i]] && j < passage->n;
             j++)
            if (passage->sentences[i] == passage->sentences[j] &&
                !ground->home[ground->parts[j]])
                ground->beside[ground->parts[j]] = TRUE;
}

static void
clear_ground(Ground *ground)
{
    g_free(ground->parts);
    g_free(ground->home);
    g_free(ground->beside);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Ground, clear_ground)

static gboolean
read_ground(const VlCase *matter, Ground *ground)
{
    ground->matter = matter;
    ground->passage = matter->taken_from != NULL ? matter->taken_from
                                                 : matter->passage;
    ground->parts = find_parts(ground->passage, &ground->n);
    ground->home = g_new0(gboolean, ground->n + 1);
    guint n;
    g_autofree guint *mine = find_parts(matter->claim, &n);
    ground->beside = g_new0(gboolean, ground->n + 1);
    if (n != 1 || ground->n < 2 || !find_home(ground))
        return FALSE;
    find_beside(ground);
    return TRUE;
}

/* A thing, or what makes one a kind: "overall survival". */
static gboolean
tells_kind(const VlSense *sense, guint i)
{
    static const char *const overall[] = {"overall", "globale", "global"};
    return (vl_sense_is_thing(sense, i) && ways_of(sense, i) == 0 &&
            sense->quantity_of[i] < 0) ||
           is_fall(sense, i) ||
           VL_IS_IN(&sense->words[i], overall);
}

/* The word that makes one name with token i, in steps; -1. */
static int
find_mate(const VlSense *sense, guint i, int step)
{
    static const char *const of[] = {"of",  "the", "de", "du", "des",
                                     "la",  "les", "le", "a"};
    for (int k = (int)i + step, far = 0;
         k >= 0 && k < (int)sense->n && far <= BETWEEN; k += step, far++) {
        guint gap = (guint)MAX(k, k - step);
        if (sense->clauses[k] != sense->clauses[i] ||
            vl_sense_gap_has(sense, gap, ",;:()"))
            return -1;
        if (tells_kind(sense, (guint)k) &&
            !vl_verb_is_finite(sense, (guint)k))
            return k;
        if (!VL_IS_IN(&sense->words[k], of))
            return -1;
    }
    return -1;
}

static gboolean
says(const Ground *ground, guint i, guint j)
{
    return vl_sense_same(ground->matter->claim, i, ground->passage,
                         j);
}

/* ---- "Gastric bleeding fell" ---- */

static gboolean
part_has(const Ground *ground, guint i, guint part)
{
    for (guint j = 0; j < ground->passage->n; j++)
        if (ground->parts[j] == part && says(ground, i, j))
            return TRUE;
    return FALSE;
}

/* Stand a and b of the claim side by side in this part? */
static gboolean
stand_together(const Ground *ground, guint a, guint b, guint part)
{
    const VlSense *passage = ground->passage;
    for (guint j = 0; j < passage->n; j++) {
        if (ground->parts[j] != part || !says(ground, a, j))
            continue;
        for (int step = -1; step <= 1; step += 2) {
            int mate = find_mate(passage, j, step);
            if (mate >= 0 && says(ground, b, (guint)mate))
                return TRUE;
        }
    }
    return FALSE;
}

/* Is the thing at token thing of the claim of this kind in another part only
 * than where what the claim says is said of it? */
static gboolean
is_of_other_part(const Ground *ground, guint thing, guint kind)
{
    gboolean named = FALSE, bare = FALSE;
    for (guint p = 0; p < ground->n; p++) {
        if (ground->home[p] && part_has(ground, kind, p))
            return FALSE;
        bare |= ground->home[p] && part_has(ground, thing, p);
        named |= ground->beside[p] && stand_together(ground, thing, kind, p);
    }
    return named && bare;
}

gboolean
vl_case_takes_kind(const VlCase *matter)
{
    const VlSense *claim = matter->claim;
    g_auto(Ground) ground = {0};
    if (!read_ground(matter, &ground))
        return FALSE;
    for (guint i = 0; i < claim->n; i++) {
        int mate = tells_kind(claim, i) ? find_mate(claim, i, 1) : -1;
        if (mate >= 0 && (is_of_other_part(&ground, i, (guint)mate) ||
                          is_of_other_part(&ground, (guint)mate, i)))
            return TRUE;
    }
    return FALSE;
}

/* ---- "Bleeding fell" ---- */

/* The word that makes a kind of the thing at token j of the passage, which
 * the claim has not; -1. */
static int
find_kind(const Ground *ground, guint j)
{
    const VlSense *passage = ground->passage;
    for (int step = -1; step <= 1; step += 2) {
        int mate = find_mate(passage, j, step);
        if (mate >= 0 && !vl_sense_has_frame(passage, (guint)mate,
                                             VL_FRAME_FILLS |
                                                 VL_FRAME_TREATS) &&
            !vl_sense_has_word(ground->matter->claim, passage,
                               (guint)mate))
            return mate;
    }
    return -1;
}

/* Is each such thing at home of a kind that the claim leaves out, and is it
 * told of in another part, too, as of another kind? */
static gboolean
is_of_one_kind(const Ground *ground, guint i)
{
    const VlSense *passage = ground->passage;
    int kind = -1;
    gboolean other = FALSE;
    for (guint j = 0; j < passage->n; j++) {
        if (!ground->home[ground->parts[j]] || !says(ground, i, j))
            continue;
        kind = find_kind(ground, j);
        if (kind < 0)
            return FALSE;
    }
    for (guint j = 0; kind >= 0 && j < passage->n; j++) {
        int mate = !ground->beside[ground->parts[j]] || !says(ground, i, j)
                       ? kind
                       : find_kind(ground, j);
        other |= mate < 0 || (mate != kind &&
                              !vl_sense_same(passage, (guint)kind, passage,
                                             (guint)mate));
    }
    return other;
}

/* Does a word that the passage lacks make a kind of it in the claim? */
static gboolean
is_bare(const VlCase *matter, guint i)
{
    for (int step = -1; step <= 1; step += 2) {
        int mate = find_mate(matter->claim, i, step);
        if (mate >= 0 && !vl_sense_has_word(matter->passage, matter->claim,
                                            (guint)mate))
            return FALSE;
    }
    return TRUE;
}

gboolean
vl_case_drops_kind(const VlCase *matter)
{
    const VlSense *claim = matter->claim;
    g_auto(Ground) ground = {0};
    if (!read_ground(matter, &ground))
        return FALSE;
    for (guint i = 0; i < claim->n; i++)
        if (tells_kind(claim, i) && is_bare(matter, i) &&
            is_of_one_kind(&ground, i))
            return TRUE;
    return FALSE;
}

/* ---- "Falls decreased" of "fear decreased, but falls did not" ---- */

/* The tokens up to the verb of the text's stretch that starts at token from
 * and goes up to token to: what stands before it is its subject. */
static guint
find_verb(const VlSense *sense, guint from, guint to)
{
    for (guint k = from; k < to; k++)
        if (vl_sense_has(sense, k, VL_MARK_THAN) || is_fall(sense, k))
            continue;
        else if (vl_verb_is_auxiliary(sense, k) ||
                 vl_verb_is_finite(sense, k) || vl_verb_is_be(sense, k) ||
                 (ways_of(sense, k) != 0 && vl_verb_is_participle(sense, k)))
            return k;
    return from;
}

/* A thing, or who takes part in a study. */
static gboolean
may_act(const VlSense *sense, guint i)
{
    static const char *const people[] = {
        "patients",   "participants", "investigators", "assessors",
        "physicians", "clinicians",   "observers",     "investigateurs",
        "medecins",   "evaluateurs",
    };
    return tells_kind(sense, i) || VL_IS_IN(&sense->words[i], people);
}

/* Behind "in women,". */
static guint
find_subject(const VlSense *sense, guint from, guint verb)
{
    for (guint k = verb; k > from; k--)
        if (vl_sense_gap_has(sense, k, ","))
            return k;
    return from;
}

/* Has the part a subject that the claim lacks, or (own FALSE) one of the
 * claim's? */
static gboolean
part_starts(const Ground *ground, guint part, gboolean own, guint first,
            guint last)
{
    const VlSense *passage = ground->passage;
    guint from = 0, to;
    while (from < passage->n && ground->parts[from] != part)
        from++;
    for (to = from; to < passage->n && ground->parts[to] == part;)
        to++;
    guint verb = find_verb(passage, from, to);
    for (guint j = find_subject(passage, from, verb); j < verb; j++) {
        if (!may_act(passage, j))
            continue;
        if (own && !vl_sense_has_word(ground->matter->claim, passage, j))
            return TRUE;
        for (guint i = first; !own && i < last; i++)
            if (may_act(ground->matter->claim, i) && says(ground, i, j))
                return TRUE;
    }
    return FALSE;
}

/* Has a part at home any of the claim's subject, tokens first to last? */
static gboolean
is_at_home(const Ground *ground, guint first, guint last)
{
    for (guint p = 0; p < ground->n; p++)
        for (guint i = first; ground->home[p] && i < last; i++)
            if (may_act(ground->matter->claim, i) &&
                part_has(ground, i, p))
                return TRUE;
    return FALSE;
}

gboolean
vl_case_takes_subject(const VlCase *matter)
{
    const VlSense *claim = matter->claim;
    g_auto(Ground) ground = {0};
    if (!read_ground(matter, &ground))
        return FALSE;
    guint verb = find_verb(claim, 0, claim->n);
    guint first = find_subject(claim, 0, verb);
    gboolean there = FALSE, another = FALSE;
    for (guint p = 0; p < ground.n; p++) {
        there |= ground.beside[p] &&
                 part_starts(&ground, p, FALSE, first, verb);
        another |= ground.home[p] &&
                   part_starts(&ground, p, TRUE, first, verb);
    }
    return there && another && !is_at_home(&ground, first, verb);
}

/* ---- "It fell" of "among men, it fell, but not in women" ---- */

/* Men or women, children or adults, of the part. */
static VlMarks
people_of(const VlSense *sense, const guint *parts, guint part)
{
    const VlMarks people = VL_BIT(VL_MARK_CHILD) | VL_BIT(VL_MARK_ADULT) |
                           VL_BIT(VL_MARK_MALE) | VL_BIT(VL_MARK_FEMALE);
    VlMarks marks = 0;
    for (guint i = 0; i < sense->n; i++)
        marks |= parts[i] == part ? sense->words[i].marks & people : 0;
    return marks;
}

/* Does the part start with "among ..., " of which the claim has nothing? */
static gboolean
drops_opening(const Ground *ground, guint part)
{
    const VlSense *passage = ground->passage;
    gboolean dropped = FALSE;
    guint from = 0;
    while (ground->parts[from] != part)
        from++;
    if (!vl_joint_starts_phrase(passage, from))
        return FALSE;
    for (guint j = from; j < passage->n && ground->parts[j] == part; j++) {
        if (j > from && vl_sense_gap_has(passage, j, ","))
            return dropped;
        if (vl_sense_is_content(passage, j) || passage->quantity_of[j] >= 0) {
            if (vl_sense_has_word(ground->matter->claim, passage, j))
                return FALSE;
            dropped = TRUE;
        }
    }
    return FALSE;
}

/* "..., but not in those with asthma": does the part tell of whom it is said,
 * and is that not in the claim? */
static gboolean
names_others(const Ground *ground, guint part)
{
    static const char *const among[] = {"in", "among", "chez", "parmi"};
    const VlSense *passage = ground->passage;
    for (guint j = 0; j + 1 < passage->n; j++) {
        if (ground->parts[j] != part || !VL_IS_IN(&passage->words[j], among))
            continue;
        for (guint k = j + 1; k < passage->n && k <= j + 4; k++)
            if (ground->parts[k] == part && may_act(passage, k) &&
                !vl_sense_has_word(ground->matter->claim, passage, k))
                return TRUE;
    }
    return FALSE;
}

gboolean
vl_case_drops_people(const VlCase *matter)
{
    g_auto(Ground) ground = {0};
    if (!read_ground(matter, &ground))
        return FALSE;
    g_autofree guint *mine = g_new0(guint, matter->claim->n + 1);
    if (people_of(matter->claim, mine, 0) != 0)
        return FALSE;
    for (guint p = 0; p < ground.n; p++)
        for (guint o = 0; ground.home[p] && o < ground.n; o++) {
            if (!ground.beside[o])
                continue;
            VlMarks here = people_of(ground.passage, ground.parts, p);
            VlMarks there = people_of(ground.passage, ground.parts, o);
            if (((here & ~there) != 0 && (there & ~here) != 0) ||
                (drops_opening(&ground, p) && names_others(&ground, o)))
                return TRUE;
        }
    return FALSE;
}
