#include "config.h"

#include "verify/check/hurdles.h"

#include "verify/check/clause.h"
#include "verify/sense/joint.h"
#include "verify/sense/members.h"

/* A number belongs to what it stands with: "motor block lasted 160 min" is
 * not said where 160 min is that of the sensory block and the motor one has
 * a number of its own. */

typedef struct {
    const VlCase *matter;
    const guint *mine, *theirs; /* labels of claim and passage */
} Labels;

/* One word, or one number. */
static gboolean
meet(const VlSense *a, guint i, const VlSense *b, guint j)
{
    int x = a->quantity_of[i], y = b->quantity_of[j];
    if (x < 0 || y < 0)
        return x < 0 && y < 0 && vl_sense_same(a, i, b, j);
    return vl_sense_quantity(a, (guint)x)->value ==
           vl_sense_quantity(b, (guint)y)->value;
}

/* Does token j of the passage tell what a quantity is of? */
static gboolean
is_label(const Labels *labels, guint j, const VlQuantity *of)
{
    const VlSense *passage = labels->matter->passage;
    int q = passage->quantity_of[j];
    if (labels->theirs[j] != labels->theirs[of->first])
        return FALSE;
    if (q < 0)
        return vl_sense_is_thing(passage, j);
    const VlQuantity *other = vl_sense_quantity(passage, (guint)q);
    return vl_quantity_is_name(other) && !vl_quantity_alike(other, of);
}

static gboolean
has_label(const Labels *labels, guint j, const VlQuantity *of)
{
    const VlSense *passage = labels->matter->passage;
    for (guint k = 0; k < passage->n; k++)
        if (is_label(labels, k, of) && meet(passage, j, passage, k))
            return TRUE;
    return FALSE;
}

/* Does the claim say word j of the passage where it tells number a? */
static gboolean
tells(const Labels *labels, guint a, guint j)
{
    const VlSense *claim = labels->matter->claim;
    guint at = vl_sense_quantity(claim, a)->first;
    for (guint i = 0; i < claim->n; i++)
        if (labels->mine[i] == labels->mine[at] &&
            meet(claim, i, labels->matter->passage, j))
            return TRUE;
    return FALSE;
}

/* Words that stand with x and not with y: n counts them.  How many does the
 * claim say beside number a? */
static guint
tells_own(const Labels *labels, guint a, const VlQuantity *x,
          const VlQuantity *y, guint *n)
{
    guint told = 0;
    *n = 0;
    for (guint j = 0; j < labels->matter->passage->n; j++) {
        if (!is_label(labels, j, x) || has_label(labels, j, y))
            continue;
        (*n)++;
        told += tells(labels, a, j);
    }
    return told;
}

/* Words of a rival that show that the number is told in its place. */
#define MANY 2

static gboolean
has_rival(const Labels *labels, guint a)
{
    const VlCase *matter = labels->matter;
    const VlQuantity *own =
        vl_sense_quantity(matter->passage, (guint)matter->match[a]);
    for (guint q = 0; q < matter->passage->quantities->len; q++) {
        const VlQuantity *rival = vl_sense_quantity(matter->passage, q);
        guint n_own, n_other;
        if (vl_case_is_matched(matter, q) || !vl_quantity_alike(own, rival) ||
            rival->value == own->value)
            continue;
        guint told = tells_own(labels, a, rival, own, &n_other);
        /* "Six were in hospital. Two had severe pox.": six has none of its
         * own, but what is told of six is of two.  In one sentence it may be
         * said of both. */
        gboolean apart = matter->passage->sentences[own->first] !=
                         matter->passage->sentences[rival->first];
        if (told > 0 && tells_own(labels, a, own, rival, &n_own) == 0 &&
            (n_own > 0 || (apart && told >= MANY)))
            return TRUE;
    }
    return FALSE;
}

gboolean
vl_case_takes_rival(const VlCase *matter)
{
    g_autofree guint *mine = vl_sense_labels(matter->claim);
    g_autofree guint *theirs = vl_sense_labels(matter->passage);
    vl_members_part_pairs(matter->claim, mine);
    vl_members_part_pairs(matter->passage, theirs);
    const Labels labels = {matter, mine, theirs};
    for (guint a = 0; a < matter->claim->quantities->len; a++)
        if (matter->match[a] >= 0 && !matter->dealt[a] &&
            has_rival(&labels, a))
            return TRUE;
    return FALSE;
}

gboolean
vl_case_speaks_elsewhere(const VlCase *matter)
{
    const VlSense *claim = matter->claim, *around = matter->taken_from;
    for (guint i = 0; around != NULL && i < claim->n; i++)
        if (vl_sense_is_thing(claim, i) && claim->quantity_of[i] < 0 &&
            !matter->covered[i] && !matter->settled[i] &&
            vl_sense_has_word(around, claim, i))
            return TRUE;
    return FALSE;
}

/* ---- What is denied ---- */

static gboolean
has_denial(const VlSense *sense, const guint *places, guint place)
{
    for (guint i = 0; i < sense->n; i++)
        if (places[i] == place && vl_sense_says_none(sense, i))
            return TRUE;
    return FALSE;
}

/* Has sentence s all things that the clause of the claim speaks of, as far as
 * the passage has them? */
static gboolean
has_all(const VlCase *matter, guint clause, const gboolean *arms, guint s)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    for (guint i = 0; i < claim->n; i++)
        if (claim->clauses[i] == clause && !arms[i] &&
            !matter->settled[i] && matter->covered[i] &&
            claim->quantity_of[i] < 0 && vl_sense_is_thing(claim, i) &&
            !vl_sense_group_has(passage, passage->sentences, s, claim, i) &&
            vl_sense_has_word(passage, claim, i))
            return FALSE;
    return TRUE;
}

/* "Longer than" */
static gboolean
tells_more(const VlSense *sense, guint s)
{
    gboolean more = FALSE, than = FALSE;
    for (guint i = 0; i < sense->n; i++) {
        more |= sense->sentences[i] == s && vl_sense_compares(sense, i);
        than |= sense->sentences[i] == s &&
                vl_sense_has(sense, i, VL_MARK_THAN);
    }
    return more && than;
}

/* "The difference was not significant" denies what was said before. */
static gboolean
resumes(const VlSense *sense, guint s)
{
    for (guint i = 0; i < sense->n; i++)
        if (sense->sentences[i] == s && vl_joint_resumes(sense, i))
            return TRUE;
    return FALSE;
}

/* Does a sentence that says more or less have all that the clause of the
 * claim denies, and none that denies? */
static gboolean
is_told_there(const VlCase *matter, guint clause, const gboolean *arms)
{
    const VlSense *passage = matter->passage;
    gboolean told = FALSE;
    for (guint s = 0; s < passage->n_sentences; s++) {
        if (!has_all(matter, clause, arms, s))
            continue;
        if (has_denial(passage, passage->sentences, s))
            return FALSE;
        told |= tells_more(passage, s);
    }
    for (guint s = 0; told && s < passage->n_sentences; s++)
        told = !has_denial(passage, passage->sentences, s) ||
               !resumes(passage, s);
    return told;
}

gboolean
vl_case_denies_elsewhere(const VlCase *matter)
{
    const VlSense *claim = matter->claim;
    if (matter->passage->n_sentences < 2)
        return FALSE;
    g_autofree gboolean *arms = g_new0(gboolean, claim->n + 1);
    vl_arms_mark(claim, arms);
    for (guint clause = 0; clause < claim->n_clauses; clause++)
        if (has_denial(claim, claim->clauses, clause) &&
            is_told_there(matter, clause, arms))
            return TRUE;
    return FALSE;
}

/* Words of a clause by which its like is known. */
#define HOME_WORDS 2

static gboolean
has_not(const VlSense *sense, guint clause)
{
    for (guint i = 0; i < sense->n; i++)
        if (sense->clauses[i] == clause &&
            vl_sense_has(sense, i, VL_MARK_NOT) &&
            !vl_sense_has(sense, i, VL_MARK_ATMOST))
            return TRUE;
    return FALSE;
}

static gboolean
may_deny(const VlSense *sense, guint clause)
{
    static const char *const words[] = {
        "lack", "lacked", "lacks", "absence", "absent", "fail", "failed",
        "fails", "unable", "unlikely", "manque", "echec", "neither", "nor",
        "without", "sans", "rather", "instead", "despite", "regardless",
    };
    for (guint i = 0; i < sense->n; i++)
        if (sense->clauses[i] == clause &&
            (vl_sense_says_none(sense, i) ||
             VL_IS_IN(&sense->words[i], words)))
            return TRUE;
    return FALSE;
}

/* "The groups differed" of "there was no difference". */
static gboolean
turns_same(const VlCase *matter, guint clause, guint home)
{
    static const char *const stems[] = {"differ"};
    const VlSense *claim = matter->claim, *passage = matter->passage;
    gboolean differs = FALSE, same = FALSE;
    for (guint i = 0; i < claim->n; i++)
        differs |= claim->clauses[i] == clause &&
                   VL_HAS_STEM(&claim->words[i], stems);
    for (guint j = 0; j < passage->n; j++)
        same |= passage->clauses[j] == home &&
                vl_sense_has(passage, j, VL_MARK_SAME);
    return differs && same;
}

gboolean
vl_case_drops_denial(const VlCase *matter)
{
    const VlSense *claim = matter->claim;
    for (guint clause = 0; clause < claim->n_clauses; clause++) {
        VlHome home = vl_clause_home(matter, clause, vl_sense_is_thing);
        if (home.n >= HOME_WORDS && home.alone && !may_deny(claim, clause) &&
            (has_not(matter->passage, (guint)home.clause) ||
             turns_same(matter, clause, (guint)home.clause)))
            return TRUE;
    }
    return FALSE;
}

/* "Not similar", "pas aussi efficace que": what is called the same is
 * denied. */
#define SAME_REACH 4

static gboolean
denies_same(const VlSense *sense, guint clause, gboolean *same)
{
    gboolean denied = FALSE;
    *same = FALSE;
    for (guint i = 0; i < sense->n; i++) {
        if (sense->clauses[i] != clause ||
            !vl_sense_has(sense, i, VL_MARK_SAME) ||
            vl_sense_has(sense, i, VL_MARK_NOT))
            continue;
        *same = TRUE;
        for (guint k = i; k-- > 0 && i - k <= SAME_REACH &&
                          sense->clauses[k] == clause;)
            denied |= vl_sense_has(sense, k, VL_MARK_NOT);
    }
    return denied;
}

/* Does any number say that a difference is not significant? */
static gboolean
has_insignificant(const VlSense *sense)
{
    for (guint q = 0; q < sense->quantities->len; q++)
        if (vl_p_says(vl_sense_quantity(sense, q)) < 0 ||
            (q + 1 < sense->quantities->len && vl_interval_says(sense, q) < 0))
            return TRUE;
    return FALSE;
}

/* Does any sentence of the passage that speaks of what the clause of the
 * claim does deny something? */
static gboolean
is_denied_there(const VlCase *matter, guint clause)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    for (guint c = 0; c < passage->n_clauses; c++)
        for (guint i = 0; may_deny(passage, c) && i < claim->n; i++)
            for (guint j = 0; claim->clauses[i] == clause &&
                              vl_sense_is_content(claim, i) && j < passage->n;
                 j++)
                if (passage->clauses[j] == c && passage->words[j].length > 0 &&
                    vl_sense_same(claim, i, passage, j))
                    return TRUE;
    return FALSE;
}

static gboolean
is_plainly_denied(const VlSense *claim, guint clause, const gboolean *arms)
{
    for (guint i = 0; i < claim->n; i++)
        if (claim->clauses[i] == clause && !arms[i] &&
            vl_sense_has(claim, i, VL_MARK_NOT) &&
            !vl_sense_has(claim, i, VL_MARK_ATMOST) &&
            !vl_sense_has(claim, i, VL_MARK_ATLEAST))
            return TRUE;
    return FALSE;
}

/* Does a clause of the passage that has anything of the claim's call the same
 * what the claim calls not the same? */
static gboolean
is_same_there(const VlCase *matter, guint clause)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    gboolean same;
    for (guint j = 0; j < passage->n; j++) {
        if (!vl_sense_is_thing(passage, j) ||
            denies_same(passage, passage->clauses[j], &same) || !same)
            continue;
        for (guint i = 0; i < claim->n; i++)
            if (claim->clauses[i] == clause &&
                vl_sense_same(claim, i, passage, j))
                return TRUE;
    }
    return FALSE;
}

gboolean
vl_case_adds_denial(const VlCase *matter)
{
    const VlSense *claim = matter->claim;
    if (has_insignificant(matter->passage))
        return FALSE;
    g_autofree gboolean *arms = g_new0(gboolean, claim->n + 1);
    vl_arms_mark(claim, arms);
    for (guint clause = 0; clause < claim->n_clauses; clause++) {
        gboolean same;
        if ((is_plainly_denied(claim, clause, arms) &&
             !is_denied_there(matter, clause)) ||
            (denies_same(claim, clause, &same) &&
             is_same_there(matter, clause)))
            return TRUE;
    }
    return FALSE;
}

/* ---- What two members say of each other's ---- */

/* The one member of the passage that has word i of the claim; -1: none, or
 * several. */
static int
lone_member(const VlCase *matter, guint i, const guint *theirs)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    int found = -1;
    if (!vl_sense_is_thing(claim, i) || claim->quantity_of[i] >= 0)
        return -1;
    for (guint j = 0; j < passage->n; j++) {
        if (!vl_sense_same(claim, i, passage, j))
            continue;
        if (found >= 0 && found != (int)theirs[j])
            return -1;
        found = (int)theirs[j];
    }
    return found;
}

/* Does member m of the claim take words of x alone as well as of y alone? */
static gboolean
takes_both(const VlCase *matter, const guint *mine, const int *homes, guint m,
           int x, int y)
{
    gboolean one = FALSE, other = FALSE;
    for (guint i = 0; i < matter->claim->n; i++) {
        one |= mine[i] == m && homes[i] == x;
        other |= mine[i] == m && homes[i] == y;
    }
    return one && other;
}

gboolean
vl_case_crosses(const VlCase *matter)
{
    static const char *const joints[] = {"and", "et", "while", "whereas",
                                         "but", "tandis", "mais"};
    const VlSense *claim = matter->claim;
    g_autofree guint *mine = vl_sense_members(claim);
    g_autofree guint *theirs = vl_sense_members(matter->passage);
    g_autofree int *homes = g_new(int, claim->n + 1);
    for (guint i = 0; i < claim->n; i++)
        homes[i] = lone_member(matter, i, theirs);
    for (guint i = 0; i + 1 < claim->n; i++) {
        if (mine[i] == mine[i + 1] ||
            !VL_IS_IN(&claim->words[i + 1], joints))
            continue;
        /* Members m and m + 1, the first of which ends here. */
        guint from = i;
        while (from > 0 && mine[from - 1] == mine[i])
            from--;
        for (guint a = from; a <= i; a++)
            for (guint b = a + 1; b <= i; b++)
                if (homes[a] >= 0 && homes[b] >= 0 && homes[a] != homes[b] &&
                    takes_both(matter, mine, homes, mine[i + 1], homes[a],
                               homes[b]))
                    return TRUE;
    }
    return FALSE;
}
