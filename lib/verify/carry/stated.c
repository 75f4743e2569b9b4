#include "config.h"

#include "verify/carry/stated.h"

#include "verify/sense/joint.h"
#include "verify/sense/members.h"
#include "verify/sense/verb.h"

static const VlStatement *
statement_at(const VlStated *stated, guint s)
{
    return &g_array_index(stated->theirs, VlStatement, s);
}

/* One word may be of anything. */
#define LEAST 2

gboolean
vl_word_is_asked(const VlSense *sense, guint i)
{
    const VlMarks marks =
        VL_BIT(VL_MARK_NOT) | VL_BIT(VL_MARK_SAME) |
        VL_BIT(VL_MARK_DIFFER) | VL_BIT(VL_MARK_INSIGNIFICANT) |
        VL_BIT(VL_MARK_SIGNIFICANT) | VL_BIT(VL_MARK_THAN);
    return (sense->words[i].marks & marks) == 0 &&
           vl_sense_is_content(sense, i) && !vl_sense_is_light(sense, i) &&
           !vl_tokens_is_unit(sense->tokens, i) &&
           !vl_verb_is_auxiliary(sense, i) && sense->quantity_of[i] < 0;
}

static gboolean
is_value_alike(const VlQuantity *a, const VlQuantity *b)
{
    return a->value == b->value &&
           (a->unit.n_parts == 0 || b->unit.n_parts == 0 ||
            vl_unit_same_dimension(&a->unit, &b->unit));
}

/* One word, one number, or two words that both say more. */
static gboolean
meets(const VlStated *stated, guint i, guint j)
{
    const VlMarks ways = VL_BIT(VL_MARK_UP) | VL_BIT(VL_MARK_DOWN);
    const VlSense *claim = stated->claim, *passage = stated->passage;
    int a = claim->quantity_of[i], b = passage->quantity_of[j];
    if (a >= 0 || b >= 0)
        return a >= 0 && b >= 0 &&
               (stated->matter->match[a] == b ||
                is_value_alike(vl_sense_quantity(claim, (guint)a),
                               vl_sense_quantity(passage, (guint)b)));
    return vl_sense_same(claim, i, passage, j) ||
           (claim->words[i].marks & passage->words[j].marks & ways) != 0;
}

static gboolean
takes(const VlStated *stated, const gboolean *asked, guint j)
{
    for (guint i = 0; i < stated->claim->n; i++)
        if (asked[i] && meets(stated, i, j))
            return TRUE;
    return FALSE;
}

/* ---- What a statement says ---- */

gboolean
vl_word_leads_in(const VlSense *sense, guint i)
{
    static const char *const words[] = {"as", "when", "if", "because"};
    return vl_statement_leads_in(sense, i) ||
           VL_IS_IN(&sense->words[i], words);
}

/* Words or numbers of a statement, and how many of them are asked. */
typedef struct {
    guint n, taken;
} Count;

static Count
count_words(const VlStated *stated, const gboolean *asked, guint s, guint from,
            guint to)
{
    Count count = {0, 0};
    for (guint j = from; j < to; j++) {
        if (stated->of[j] != s || !vl_word_is_asked(stated->passage, j))
            continue;
        count.n++;
        count.taken += takes(stated, asked, j);
    }
    return count;
}

static Count
count_figures(const VlStated *stated, const gboolean *asked, guint s)
{
    const VlSense *passage = stated->passage;
    const VlStatement *here = statement_at(stated, s);
    Count count = {0, 0};
    for (guint j = here->first; j < here->end; j++) {
        int q = passage->quantity_of[j];
        if (stated->of[j] != s || q < 0 || stated->depths[j] > 0 ||
            vl_quantity_is_name(vl_sense_quantity(passage, (guint)q)))
            continue;
        count.n++;
        count.taken += takes(stated, asked, j);
    }
    return count;
}

static guint
head_end(const VlStated *stated, guint s)
{
    const VlStatement *here = statement_at(stated, s);
    return MIN(here->verb, here->end);
}

/* Things that statement s says something of: "we" is none. */
static Count
count_head(const VlStated *stated, guint s)
{
    return count_words(stated, stated->asked, s, statement_at(stated, s)->first,
                       head_end(stated, s));
}

/* "It", "these", "the difference": does statement s speak of what stands
 * before it?  head: where it says of what. */
static gboolean
points_back(const VlStated *stated, guint s, gboolean head)
{
    const VlSense *passage = stated->passage;
    const VlStatement *here = statement_at(stated, s);
    guint end = head ? head_end(stated, s) : here->end;
    for (guint j = here->first; j < end; j++)
        if (stated->of[j] == s &&
            (vl_joint_points_back(passage, j) ||
             vl_joint_may_point_back(passage, j) ||
             (j < here->verb && vl_joint_resumes(passage, j))))
            return TRUE;
    return FALSE;
}

gboolean
vl_statement_denies(const VlSense *sense, const guint *of, guint s)
{
    for (guint j = 0; j < sense->n; j++)
        if (of[j] == s && vl_sense_says_none(sense, j))
            return TRUE;
    return FALSE;
}

/* ", a difference that", ", which": of the statement before it. */
static gboolean
is_of(const VlStated *stated, guint relative, guint s)
{
    const VlStatement *there = statement_at(stated, relative);
    return there->kind == VL_STATEMENT_RELATIVE && there->first > 0 &&
           stated->of[there->first - 1] == s;
}

/* Does statement s deny, or what is said of it right behind? */
static gboolean
is_denied(const VlStated *stated, guint s)
{
    for (guint other = s; other < stated->theirs->len; other++)
        if ((other == s || is_of(stated, other, s)) &&
            vl_statement_denies(stated->passage, stated->of, other))
            return TRUE;
    return FALSE;
}

VlMarks
vl_statement_marks(const VlSense *sense, const guint *of, guint s,
                   guint from, int *time)
{
    VlMarks marks = 0;
    for (guint j = from; j < sense->n; j++) {
        if (of[j] != s)
            continue;
        marks |= sense->words[j].marks;
        if (time != NULL)
            *time |= vl_word_place_in_time(sense, j);
    }
    return marks;
}

/* "Was detected", "occurred": says no more than that it is there. */
static gboolean
is_there(const VlSense *sense, guint j)
{
    static const char *const stems[] = {"detect", "occur", "develop", "exhib",
                                        "experienc", "happen", "attribut",
                                        "identif", "associat"};
    return vl_sense_has_frame(sense, j, VL_FRAME_SHOWS) ||
           VL_HAS_STEM(&sense->words[j], stems);
}

/* Words from the verb on, "remained high | in women", of which the claim takes
 * some. */
static Count
count_predicate(const VlStated *stated, guint s)
{
    const VlSense *passage = stated->passage;
    static const char *const as[] = {"as"};
    const VlStatement *here = statement_at(stated, s);
    Count count = {0, 0};
    for (guint j = here->verb; j < here->end; j++) {
        if (stated->of[j] != s)
            continue;
        if (j > here->verb &&
            (vl_sense_gap_has(passage, j, ",()") ||
             (count.n > 0 && vl_word_leads_in(passage, j) &&
              !VL_IS_IN(&passage->words[j], as))))
            break;
        if (!vl_word_is_asked(passage, j) || is_there(passage, j))
            continue;
        count.n++;
        count.taken += takes(stated, stated->asked, j);
    }
    return count;
}

/* Does the claim say what statement s does: any of the words it says it
 * with? */
static gboolean
takes_predicate(const VlStated *stated, guint s)
{
    const VlStatement *here = statement_at(stated, s);
    const VlMarks alike = VL_BIT(VL_MARK_SAME) | VL_BIT(VL_MARK_DIFFER) |
                          VL_BIT(VL_MARK_INSIGNIFICANT);
    gboolean there = vl_statement_denies(stated->passage, stated->of, s);
    /* "But not in men" */
    if (here->verb >= here->end)
        return stated->denied || !there ||
               here->kind != VL_STATEMENT_GOES_ON;
    if (stated->open || (stated->denied && there) ||
        (stated->denied == there &&
         (stated->marks & alike &
          vl_statement_marks(stated->passage, stated->of, s, here->verb,
                             NULL)) != 0))
        return TRUE;
    Count words = count_predicate(stated, s);
    Count figures = count_figures(stated, stated->asked, s);
    if (words.n > 0)
        return words.taken > 0 || figures.taken > 0;
    return !there && (figures.n == 0 || figures.taken > 0);
}

/* ---- What a statement may take from others ---- */

/* Stands token j in a phrase behind the verb of its statement: "with
 * zinc"? */
static gboolean
is_in_phrase(const VlStated *stated, guint j)
{
    const VlStatement *here = statement_at(stated, stated->of[j]);
    for (guint k = j + 1; k-- > here->verb;)
        if (stated->of[k] == stated->of[j] &&
            vl_word_leads_in(stated->passage, k))
            return TRUE;
    return FALSE;
}

/* "Among women, ..., whereas ..." */
static gboolean
is_in_opening(const VlStated *stated, guint j)
{
    const VlSense *passage = stated->passage;
    const VlStatement *here = statement_at(stated, stated->of[j]);
    if (!vl_word_leads_in(passage, here->first) ||
        (here->first > 0 && passage->sentences[here->first - 1] ==
                                passage->sentences[here->first]))
        return FALSE;
    for (guint k = j + 1; k <= here->verb && k < passage->n; k++)
        if (vl_sense_gap_has(passage, k, ","))
            return TRUE;
    return FALSE;
}

/* "Zeltin lowered pain; nausea was seen in 7 % of those treated": a drug, and
 * the statement speaks of no other. */
static gboolean
is_only_drug(const VlStated *stated, guint s, guint j)
{
    const VlSense *passage = stated->passage;
    const VlStatement *here = statement_at(stated, s);
    if (!vl_sense_is_substance(passage, j))
        return FALSE;
    for (guint k = here->first; k < here->end; k++)
        if (stated->of[k] == s && vl_sense_is_substance(passage, k))
            return FALSE;
    return TRUE;
}

/* What statement s may take from an earlier one. */
static gboolean
may_take_before(const VlStated *stated, guint s, guint j)
{
    const VlStatement *here = statement_at(stated, s);
    const VlStatement *there = statement_at(stated, stated->of[j]);
    Count head = count_head(stated, s);
    /* "Fell in men, but not in women" */
    if (here->kind == VL_STATEMENT_GOES_ON && here->verb >= here->end)
        return TRUE;
    if (here->kind == VL_STATEMENT_RELATIVE)
        return there->verb > here->first || j > there->verb;
    if (is_in_opening(stated, j))
        return head.taken == head.n;
    if (points_back(stated, s, TRUE) || is_only_drug(stated, s, j))
        return TRUE;
    if (here->kind == VL_STATEMENT_OWN && head.n == 0)
        return TRUE;
    if (j < there->verb)
        return here->kind == VL_STATEMENT_GOES_ON;
    return points_back(stated, s, FALSE) || is_in_phrase(stated, j);
}

/* ... from a later one, which the claim has to tell, too. */
static gboolean
may_take_behind(const VlStated *stated, guint s, guint j)
{
    guint other = stated->of[j];
    const VlStatement *there = statement_at(stated, other);
    Count words = count_words(stated, stated->all, other, there->verb,
                              there->end);
    Count figures = count_figures(stated, stated->all, other);
    gboolean told = words.taken == words.n && figures.taken == figures.n;
    if (there->kind == VL_STATEMENT_RELATIVE)
        return told || (there->first > 0 &&
                        takes(stated, stated->asked, there->first - 1));
    if (there->kind == VL_STATEMENT_FOLLOWS)
        return told || stated->open;
    return (told && points_back(stated, other, TRUE)) ||
           (there->kind == VL_STATEMENT_GOES_ON && told &&
            s + 1 == other && stated->claim->n_clauses > 1);
}

static gboolean
may_take(const VlStated *stated, guint s, guint j)
{
    guint other = stated->of[j];
    if (other == s ||
        statement_at(stated, other)->sentence !=
            statement_at(stated, s)->sentence)
        return TRUE;
    /* What a number in brackets is of is asked by other checks. */
    if (stated->depths[j] > 0)
        return TRUE;
    return other < s ? may_take_before(stated, s, j)
                     : may_take_behind(stated, s, j);
}

/* Is it told of another time there, or of what others found? */
static gboolean
is_placed_otherwise(const VlStated *stated, guint s)
{
    int time = VL_TIME_NONE;
    VlMarks marks =
        vl_statement_marks(stated->passage, stated->of, s, 0, &time);
    if ((stated->time | time) == VL_TIME_BOTH && stated->time != VL_TIME_BOTH &&
        time != VL_TIME_BOTH && stated->figures < 2)
        return TRUE;
    return (stated->marks & VL_BIT(VL_MARK_OWN)) != 0 &&
           (marks & VL_BIT(VL_MARK_CITED)) != 0;
}

/* "The investigators knew, the patients did not": who they are. */
static gboolean
is_someone(const VlSense *sense, guint i)
{
    static const char *const stems[] = {"investigator", "assessor", "patient",
                                        "investigateur", "evaluateur",
                                        "participant"};
    return VL_HAS_STEM(&sense->words[i], stems);
}

/* Is what the claim says of someone said of others in statement s? */
static gboolean
is_of_others(const VlStated *stated, guint s)
{
    const VlSense *claim = stated->claim, *passage = stated->passage;
    gboolean others = FALSE;
    guint end = head_end(stated, s);
    for (guint j = statement_at(stated, s)->first; j < end; j++) {
        if (stated->of[j] != s || !is_someone(passage, j))
            continue;
        if (vl_sense_has_word(claim, passage, j))
            return FALSE;
        others = TRUE;
    }
    for (guint i = 0; others && i < stated->verb; i++)
        if (is_someone(claim, i) && vl_sense_has_word(passage, claim, i))
            return TRUE;
    return FALSE;
}

/* Has statement s all that is asked? */
static gboolean
says_all(const VlStated *stated, guint s)
{
    for (guint i = 0; i < stated->claim->n; i++) {
        gboolean found = FALSE, there = FALSE;
        for (guint j = 0; stated->asked[i] && j < stated->passage->n && !there;
             j++) {
            if (!meets(stated, i, j))
                continue;
            found = TRUE;
            there = may_take(stated, s, j);
        }
        if (found && !there)
            return FALSE;
    }
    return TRUE;
}

static guint
best_sentence(const VlStated *stated)
{
    guint best = 0, most = 0;
    for (guint s = 0; s < stated->passage->n_sentences; s++) {
        guint n = 0;
        for (guint i = 0; i < stated->claim->n; i++)
            for (guint j = 0; stated->asked[i] && j < stated->passage->n; j++)
                if (stated->passage->sentences[j] == s && meets(stated, i, j)) {
                    n++;
                    break;
                }
        best = n > most ? s : best;
        most = MAX(n, most);
    }
    return best;
}

gboolean
vl_stated_nowhere(const VlStated *stated)
{
    guint sentence = best_sentence(stated), n = 0, n_asked = 0;
    gboolean some = FALSE;
    for (guint i = 0; i < stated->claim->n; i++)
        n_asked += stated->asked[i];
    if (n_asked < LEAST)
        return FALSE;
    for (guint s = 0; s < stated->theirs->len; s++) {
        gboolean here = statement_at(stated, s)->sentence == sentence;
        some |= here && vl_statement_denies(stated->passage, stated->of, s);
        n += here;
    }
    for (guint s = 0; n > 1 && s < stated->theirs->len; s++)
        if (statement_at(stated, s)->sentence == sentence &&
            takes_predicate(stated, s) && !is_placed_otherwise(stated, s) &&
            !is_of_others(stated, s) &&
            !(stated->denied && some && !is_denied(stated, s)) &&
            says_all(stated, s))
            return FALSE;
    return n > 1;
}
