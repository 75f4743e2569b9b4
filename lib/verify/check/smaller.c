#include "config.h"

#include "verify/check/clause.h"
#include "verify/sense/members.h"
#include "verify/sense/verb.h"

/* What had "a smaller increase" than something else, or "fell less", went up
 * and down all the same: it did not fall, and did not rise. */

/* Tokens between "smaller" and the change that it is said of at most. */
#define REACH 3
/* ... between "the increase" and its "was smaller". */
#define FAR 8
/* Another change so near the claim's is what it is said of: "reduced the
 * yearly decline". */
#define APART 6
/* Things that both tell it of. */
#define SHARED 2

static gboolean
is_lesser(const VlSense *sense, guint i)
{
    static const char *const words[] = {"less",     "smaller", "lesser",
                                        "slower",   "slowly",  "moins",
                                        "moindre",  "moindres", "milder",
                                        "attenuated"};
    return VL_IS_IN(&sense->words[i], words);
}

/* Which way what token i tells goes: 1, -1; 0: it tells no change. */
static int
way_of(const VlSense *sense, guint i)
{
    gboolean up = vl_sense_has(sense, i, VL_MARK_UP);
    gboolean down = vl_sense_has(sense, i, VL_MARK_DOWN);
    if (up == down || is_lesser(sense, i) || vl_sense_compares(sense, i))
        return 0;
    return up ? 1 : -1;
}

/* The change told from token i in steps, within so many tokens of its
 * clause. */
static int
find_way(const VlSense *sense, guint i, int step, guint reach)
{
    guint far = 0;
    for (int k = (int)i + step; k >= 0 && k < (int)sense->n && far < reach;
         k += step, far++) {
        if (sense->clauses[k] != sense->clauses[i] ||
            vl_sense_has(sense, (guint)k, VL_MARK_THAN))
            return 0;
        int way = way_of(sense, (guint)k);
        if (way != 0)
            return way;
    }
    return 0;
}

/* Which way what is smaller by the word at token i goes. */
static int
read_lesser(const VlSense *sense, guint i)
{
    guint reach = i + 1 < sense->n && vl_sense_is_content(sense, i + 1)
                      ? REACH
                      : 0;
    int way = find_way(sense, i, 1, reach);
    if (way != 0 || reach > 0)
        return way;
    return find_way(sense, i, -1,
                    i > 0 && vl_verb_is_be(sense, i - 1) ? FAR : REACH);
}

/* Which way all goes that the passage tells a change of, one at least being
 * smaller than another; 0: none is, or they go either way. */
static int
read_passage(const VlSense *passage, guint *at)
{
    int all = 0;
    gboolean up = FALSE, down = FALSE;
    for (guint j = 0; j < passage->n; j++) {
        int way = way_of(passage, j);
        up |= way > 0;
        down |= way < 0;
        way = is_lesser(passage, j) ? read_lesser(passage, j) : 0;
        if (way != 0) {
            all = way;
            *at = j;
        }
    }
    return up && down ? 0 : all;
}

/* Does the clause of token i of the claim say no more than that something
 * changed? */
static gboolean
is_plain(const VlSense *claim, guint i)
{
    for (guint k = 0; k < claim->n; k++)
        if (claim->clauses[k] == claim->clauses[i] &&
            (is_lesser(claim, k) || vl_sense_says_none(claim, k) ||
             vl_sense_has(claim, k, VL_MARK_THAN)))
            return FALSE;
    return find_way(claim, i, 1, APART) == 0 &&
           find_way(claim, i, -1, APART) == 0;
}

static gboolean
share_things(const VlCase *matter, guint i)
{
    const VlSense *claim = matter->claim;
    guint n = 0;
    for (guint k = 0; k < claim->n; k++)
        n += claim->clauses[k] == claim->clauses[i] &&
             vl_sense_is_thing(claim, k) &&
             vl_sense_has_word(matter->passage, claim, k);
    return n >= SHARED;
}

/* "Zeltin lowered the weight" may mean: below that of the others. */
static gboolean
acts_on(const VlSense *claim, guint i)
{
    static const char *const articles[] = {"the",   "their", "its", "le",
                                           "la",    "les",   "leur", "l",
                                           "its",   "both"};
    return i + 1 < claim->n && claim->clauses[i + 1] == claim->clauses[i] &&
           (VL_IS_IN(&claim->words[i + 1], articles) ||
            vl_sense_is_content(claim, i + 1));
}

void
vl_check_smaller(VlCase *matter)
{
    const VlSense *claim = matter->claim;
    guint at = 0;
    int way = read_passage(matter->passage, &at);
    for (guint i = 0; way != 0 && i < claim->n; i++) {
        if (way_of(claim, i) != -way || !is_plain(claim, i) ||
            !share_things(matter, i))
            continue;
        vl_case_note(matter, "direction",
                     acts_on(claim, i) ? VL_RESULT_UNDECIDED
                                       : VL_RESULT_CONFLICT,
                     VL_AT(i), VL_AT(at),
                     "the passage says that it %s less",
                     way > 0 ? "rose" : "fell");
        return;
    }
}
