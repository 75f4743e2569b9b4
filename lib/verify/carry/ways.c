#include "config.h"

#include "verify/check/clause.h"
#include "verify/check/hurdles.h"
#include "verify/sense/members.h"

/* "Higher creatinine and a lower eGFR" is not "higher creatinine and a higher
 * eGFR": of each thing that a member of the claim says more, less or the same
 * of, the passage says so, too. */

enum { WAY_NONE, WAY_UP, WAY_DOWN, WAY_SAME, WAY_BOTH };

static int
way_at(const VlSense *sense, guint i)
{
    VlPhrase phrase;
    if (vl_sense_has(sense, i, VL_MARK_SAME))
        return WAY_SAME;
    if (!vl_phrase_read(sense, i, &phrase) || phrase.sign == 0)
        return WAY_NONE;
    return phrase.sign > 0 ? WAY_UP : WAY_DOWN;
}

/* What the member of each token says: one way, none, or several.  "Decreases
 * in brain volume and in ventricular volume": a member that says none goes on
 * with what the one before it in its clause says. */
static int *
find_ways(const VlSense *sense, const guint *members)
{
    g_autofree int *own = g_new0(int, members[sense->n - 1] + 1);
    for (guint i = 0; i < sense->n; i++) {
        int here = way_at(sense, i), *way = &own[members[i]];
        if (here != WAY_NONE && here != *way)
            *way = *way == WAY_NONE ? here : WAY_BOTH;
    }
    int *ways = g_new0(int, sense->n);
    guint start = 0;
    for (guint i = 0; i < sense->n; i++) {
        if (i > 0 && members[i] != members[i - 1])
            start = i;
        ways[i] = own[members[i]];
        if (ways[i] == WAY_NONE && start > 0 &&
            sense->clauses[start - 1] == sense->clauses[i])
            ways[i] = ways[start - 1];
    }
    return ways;
}

/* "Not", or a mere difference, which tells no way. */
static gboolean
denies(const VlWord *word)
{
    const VlMarks marks = VL_BIT(VL_MARK_NOT) | VL_BIT(VL_MARK_WITHOUT) |
                          VL_BIT(VL_MARK_INSIGNIFICANT);
    const VlMarks ways = VL_BIT(VL_MARK_UP) | VL_BIT(VL_MARK_DOWN);
    return (word->marks & marks) != 0 ||
           ((word->marks & VL_BIT(VL_MARK_DIFFER)) != 0 &&
            (word->marks & ways) == 0);
}

/* The members that deny what they say. */
static gboolean *
find_denied(const VlSense *sense, const guint *members)
{
    gboolean *denied = g_new0(gboolean, members[sense->n - 1] + 1);
    for (guint i = 0; i < sense->n; i++)
        denied[members[i]] |= denies(&sense->words[i]);
    return denied;
}

/* What a text says in its members. */
typedef struct {
    const VlSense *sense;
    guint *members;   /* of each token */
    int *ways;        /* of each token */
    gboolean *denied; /* of each member */
} Ways;

static Ways
ways_new(const VlSense *sense)
{
    guint *members = vl_sense_members(sense);
    return (Ways){sense, members, find_ways(sense, members),
                  find_denied(sense, members)};
}

static void
ways_clear(Ways *ways)
{
    g_free(ways->members);
    g_free(ways->ways);
    g_free(ways->denied);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Ways, ways_clear)

/* The one way that is said of token i; WAY_NONE: none that is sure. */
static int
way_of(const Ways *text, guint i)
{
    return text->ways[i] == WAY_BOTH || text->denied[text->members[i]]
               ? WAY_NONE
               : text->ways[i];
}

/* Does the passage say of thing i of the claim, wherever it says more, less
 * or the same of it, another way than the claim? */
static gboolean
is_turned(const Ways *claim, guint i, const Ways *passage)
{
    int said = way_of(claim, i);
    gboolean turned = FALSE;
    for (guint j = 0; said != WAY_NONE && j < passage->sense->n; j++) {
        if (!vl_sense_same(claim->sense, i, passage->sense, j))
            continue;
        int printed = way_of(passage, j);
        if (printed == said || printed == WAY_NONE)
            return FALSE;
        turned = TRUE;
    }
    return turned;
}

/* Where all says more, or all less, the check of direction knows it. */
static gboolean
has_two_ways(const VlSense *sense)
{
    int way = WAY_NONE;
    for (guint i = 0; i < sense->n; i++) {
        int here = way_at(sense, i);
        if (here != WAY_NONE && way != WAY_NONE && here != way)
            return TRUE;
        way = here != WAY_NONE ? here : way;
    }
    return FALSE;
}

/* Words from the first "as" to the second at most. */
#define AS_REACH 9

/* "As infectious to them as", "aussi efficace que": the word behind the first
 * of the two; -1. */
static int
evened_word(const VlSense *sense, guint i)
{
    static const char *const first[] = {"as", "aussi"};
    static const char *const second[] = {"as", "que"};
    if (i + 2 >= sense->n || !VL_IS_IN(&sense->words[i], first) ||
        !vl_sense_is_content(sense, i + 1) ||
        (i > 0 && vl_sense_has(sense, i - 1, VL_MARK_NOT)))
        return -1;
    for (guint k = i + 2; k < sense->n && k <= i + AS_REACH; k++)
        if (sense->clauses[k] == sense->clauses[i] &&
            VL_IS_IN(&sense->words[k], second))
            return (int)i + 1;
    return -1;
}

/* "Less infectious", not "no less": is word j said in a degree? */
static gboolean
has_degree(const VlSense *sense, guint j)
{
    static const char *const degrees[] = {"less", "more", "moins", "plus"};
    return j > 0 && VL_IS_IN(&sense->words[j - 1], degrees) &&
           (j < 2 || !vl_sense_has(sense, j - 2, VL_MARK_NOT));
}

/* Does the claim call even what the passage says more or less of? */
static gboolean
evens_out(const VlCase *matter)
{
    for (guint i = 0; i < matter->claim->n; i++) {
        int word = evened_word(matter->claim, i);
        gboolean degree = FALSE, plain = FALSE;
        for (guint j = 0; word >= 0 && j < matter->passage->n; j++) {
            if (!vl_sense_same(matter->claim, (guint)word, matter->passage,
                               j))
                continue;
            degree |= has_degree(matter->passage, j);
            plain |= !has_degree(matter->passage, j);
        }
        if (degree && !plain)
            return TRUE;
    }
    return FALSE;
}

gboolean
vl_case_turns_ways(const VlCase *matter)
{
    if (evens_out(matter))
        return TRUE;
    if (matter->claim->n == 0 || matter->passage->n == 0 ||
        !has_two_ways(matter->passage))
        return FALSE;
    g_auto(Ways) claim = ways_new(matter->claim);
    g_auto(Ways) passage = ways_new(matter->passage);
    for (guint i = 0; i < matter->claim->n; i++)
        if (vl_sense_is_thing(matter->claim, i) &&
            matter->claim->quantity_of[i] < 0 &&
            !vl_sense_names_time(matter->claim, i) &&
            is_turned(&claim, i, &passage))
            return TRUE;
    return FALSE;
}
