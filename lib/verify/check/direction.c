#include "config.h"

#include <string.h>

#include "verify/check/clause.h"

/* More or less, and which arm has it. */

static const char *
name_of(int direction)
{
    return direction > 0 ? "more" : "less";
}

/* "(OR 3.3, P < 0.001)" ends what it belongs to. */
static gboolean
is_statistic(const VlSense *sense, guint i)
{
    int k = sense->quantity_of[i];
    VlRole role =
        k >= 0 ? vl_sense_quantity(sense, (guint)k)->role : VL_ROLE_PLAIN;
    return role == VL_ROLE_P || role == VL_ROLE_RATIO || role == VL_ROLE_CI;
}

/* How far the words belong to the phrase at token at: to the next phrase,
 * to its statistics, to the clause's end, eight words. */
static guint
border(const VlSense *sense, guint at, int step)
{
    const VlMarks more = VL_BIT(VL_MARK_UP) | VL_BIT(VL_MARK_DOWN) |
                         VL_BIT(VL_MARK_GOOD) | VL_BIT(VL_MARK_BAD);
    int last = (int)at;
    for (int k = (int)at + step, n = 0; k >= 0 && k < (int)sense->n && n < 8;
         k += step, n++) {
        gboolean next =
            (sense->words[k].marks & more) != 0 && ABS(k - (int)at) > 2;
        if (sense->clauses[k] != sense->clauses[at] || next ||
            is_statistic(sense, (guint)k))
            break;
        last = k;
    }
    return (guint)last;
}

/* Words near one phrase that say the same as words near the other. */
static guint
shared_near(const VlCase *matter, guint a, guint b)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    guint n = 0, left = border(passage, b, -1);
    guint right = border(passage, b, 1);
    for (guint i = a > 6 ? a - 6 : 0; i < claim->n && i <= a + 6; i++) {
        gboolean found = FALSE;
        if (claim->clauses[i] != claim->clauses[a] || i == a ||
            !vl_sense_is_content(claim, i))
            continue;
        for (guint j = left; j <= right && !found; j++)
            found = j != b && vl_sense_is_content(passage, j) &&
                    vl_sense_same(claim, i, passage, j);
        n += found;
    }
    return n;
}

static int
whole_sign(const VlPhrase *phrase)
{
    return phrase->sign * (phrase->value != 0 ? phrase->value : 1);
}

/* "Improved", of which only one text tells whether it is more or less: what
 * both of them say is better or worse. */
static gboolean
are_as_good(const VlPhrase *said, const VlPhrase *printed)
{
    int mine = said->resolved != 0 ? said->resolved : said->value;
    int theirs = printed->resolved != 0 ? printed->resolved : printed->value;
    gboolean one = said->resolved != 0 &&
                   (printed->resolved != 0 || printed->sign == 0);
    gboolean other = printed->resolved != 0 && said->sign == 0;
    return mine == theirs && (one || other);
}

/* The phrase of the passage that stands among the same words as one of the
 * claim; the number of those words in *most. */
static gboolean
find_counterpart(const VlCase *matter, const VlPhrase *said, int sign,
                 VlPhrase *there, guint *most)
{
    *most = 0;
    for (guint j = 0; j < matter->passage->n; j++) {
        VlPhrase phrase;
        if (!vl_phrase_read(matter->passage, j, &phrase))
            continue;
        gboolean valued = (said->value != 0) == (phrase.value != 0) ||
                          (phrase.value == said->value);
        guint n = shared_near(matter, said->first, phrase.first);
        /* "Anxiety and sleep improved" is less of one and more of the
         * other; of each it is said that it improved. */
        gboolean good = sign == whole_sign(said) && are_as_good(said, &phrase);
        if (n > *most &&
            (good ||
             (valued &&
              (sign == 0 ? phrase.value == said->value && phrase.sign == 0
                         : whole_sign(&phrase) == sign)))) {
            *most = n;
            *there = phrase;
        }
        j = phrase.last;
    }
    return *most > 0;
}

/* "Increased the reduction in events": what the passage calls a reduction
 * is the claim's outcome, not what it says of it. */
static gboolean
is_outcome(const VlCase *matter, const VlComparison *said,
           const VlComparison *printed)
{
    for (guint i = 0; i < matter->claim->n; i++)
        if (((int)i < said->where.first || (int)i > said->where.last) &&
            matter->claim->words[i].length > 4 &&
            vl_sense_same(matter->claim, i, matter->passage,
                          (guint)printed->where.first))
            return TRUE;
    return FALSE;
}

/* "The difference in weight gain" where the passage has "less weight gain":
 * the claim only names what the passage says less of. */
static gboolean
is_named(const VlCase *matter, const VlComparison *said,
         const VlComparison *printed)
{
    if (said->n != 1 || said->where.first != said->where.last ||
        printed->where.first == printed->where.last)
        return FALSE;
    const VlWord *word = &matter->claim->words[said->where.first];
    for (int j = printed->where.first; j <= printed->where.last; j++) {
        const VlWord *there = &matter->passage->words[j];
        if (word->length == there->length &&
            memcmp(word->key, there->key, word->length) == 0)
            return TRUE;
    }
    return FALSE;
}

/* "Slow freezing", "lower back": the passage has the two words, too. */
static gboolean
is_name(const VlCase *matter, const VlPhrase *phrase)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    guint i = phrase->last;
    if (i + 1 >= claim->n || !vl_sense_is_content(claim, i + 1))
        return FALSE;
    for (guint j = 0; j + 1 < passage->n; j++)
        if (passage->words[j].length == claim->words[i].length &&
            memcmp(passage->words[j].key, claim->words[i].key,
                   claim->words[i].length) == 0 &&
            vl_sense_same(claim, i + 1, passage, j + 1))
            return TRUE;
    return FALSE;
}

/* Words of a phrase from the number that it is said of. */
#define BESIDE 7

/* "The odds being 55 % greater" where the ratio says so: 1; where it says
 * less: -1; 0 when no ratio stands behind a number beside the phrase. */
static int
ratio_says(const VlCase *matter, const VlPhrase *phrase, int sign)
{
    const VlSense *claim = matter->claim;
    for (guint k = 0; k < claim->quantities->len && sign != 0; k++) {
        guint at = vl_sense_quantity(claim, k)->first;
        guint off = at < phrase->first ? phrase->first - at : at - phrase->last;
        if (matter->way[k] != 0 && off <= BESIDE &&
            claim->clauses[at] == claim->clauses[phrase->first])
            return matter->way[k] == sign ? 1 : -1;
    }
    return 0;
}

static gboolean
passage_says(const VlCase *matter, int sign)
{
    for (guint j = 0; j < matter->passage->n; j++) {
        VlPhrase phrase;
        if (vl_phrase_read(matter->passage, j, &phrase) &&
            whole_sign(&phrase) == sign)
            return TRUE;
    }
    return FALSE;
}

/* "No less frequent" of what the passage says to be less frequent. */
static gboolean
weigh_denied(VlCase *matter, const VlPhrase *said)
{
    const VlMarks denials = VL_BIT(VL_MARK_NOT) | VL_BIT(VL_MARK_SAME) |
                            VL_BIT(VL_MARK_INSIGNIFICANT);
    VlPhrase there;
    guint n;
    const VlSense *passage = matter->passage;
    if (said->denied == 0 || passage->n_clauses != 1 ||
        (passage->marks & denials) != 0 ||
        !find_counterpart(matter, said, said->denied, &there, &n) || n < 2)
        return FALSE;
    vl_case_note(matter, "negation", VL_RESULT_CONFLICT,
                 (VlStretch){(int)said->first, (int)said->last},
                 (VlStretch){(int)there.first, (int)there.last},
                 "the claim denies %s, which the passage states",
                 name_of(said->denied));
    return TRUE;
}

/* Does all that the passage says of more or less go the way of the claim's
 * phrase, with nothing denied?  Then it is not turned round, however far its
 * words stand apart; whether it is said of the same is for the words to
 * show. */
static gboolean
all_go_its_way(const VlCase *matter, const VlPhrase *said)
{
    const VlSense *passage = matter->passage;
    const VlMarks other = VL_BIT(VL_MARK_NOT) | VL_BIT(VL_MARK_WITHOUT) |
                          VL_BIT(VL_MARK_SAME) |
                          VL_BIT(VL_MARK_INSIGNIFICANT);
    guint n = 0;
    if ((passage->marks & other) != 0 || said->denied != 0)
        return FALSE;
    for (guint j = 0; j < passage->n; j++) {
        VlPhrase phrase;
        if (!vl_phrase_read(passage, j, &phrase))
            continue;
        gboolean alike = (phrase.value != 0) == (said->value != 0);
        if (phrase.denied != 0 ||
            (said->resolved != 0 && phrase.resolved == -said->resolved) ||
            (alike && (whole_sign(&phrase) != whole_sign(said) ||
                       phrase.value != said->value)))
            return FALSE;
        n += alike;
        j = phrase.last;
    }
    return n > 0;
}

/* "Improved" may be more of one outcome and less of another; what fell less
 * fell, too. */
static gboolean
are_both_right(int said, gboolean said_degree, int printed,
               gboolean printed_degree)
{
    return (said != 0 && said == printed) || said_degree != printed_degree;
}

static void
weigh_phrases(VlCase *matter, guint clause)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    VlStretch where = VL_NOWHERE;
    gboolean all = TRUE;
    for (guint i = 0; i < claim->n; i++) {
        VlPhrase said, same = {0}, other = {0};
        guint n_same = 0, n_other = 0;
        if (claim->clauses[i] != clause || !vl_phrase_read(claim, i, &said))
            continue;
        i = said.last;
        where = (VlStretch){(int)said.first, (int)said.last};
        if (weigh_denied(matter, &said))
            return;
        int sign = whole_sign(&said);
        int ratio = ratio_says(matter, &said, sign);
        if (ratio < 0 && !passage_says(matter, sign)) {
            vl_case_note(matter, "direction", VL_RESULT_CONFLICT, where,
                         VL_NOWHERE, "the claim says %s, the ratio %s",
                         name_of(sign), name_of(-sign));
            return;
        }
        gboolean agrees = find_counterpart(matter, &said, sign, &same, &n_same);
        if (sign != 0)
            find_counterpart(matter, &said, -sign, &other, &n_other);
        agrees = agrees && n_same > n_other &&
                 !vl_phrase_turns_head(matter, &said) &&
                 !vl_phrase_leaves_subject(matter, &said, &same);
        int change = vl_change_says(matter, &said);
        if (change < 0) {
            vl_case_note(matter, "direction", VL_RESULT_CONFLICT, where,
                         VL_NOWHERE,
                         "the claim says %s, its own numbers the opposite",
                         name_of(sign));
            return;
        }
        all &= agrees || is_name(matter, &said) || ratio > 0 || change > 0 ||
               all_go_its_way(matter, &said);
        if (n_other >= 2 && n_same == 0 &&
            !are_both_right(said.resolved, said.degree, other.resolved,
                            other.degree) &&
            vl_phrase_is_of_loss(claim, &said) ==
                vl_phrase_is_of_loss(passage, &other) &&
            vl_sense_find(matter->passage, 0, VL_MARK_THAN) < 0) {
            vl_case_note(matter, "direction", VL_RESULT_CONFLICT, where,
                         (VlStretch){(int)other.first, (int)other.last},
                         "the claim says %s of this, the passage %s",
                         name_of(sign), name_of(-sign));
            return;
        }
    }
    vl_case_note(matter, "direction", all ? VL_RESULT_OK : VL_RESULT_UNDECIDED,
                 where, VL_NOWHERE,
                 all ? "the passage says so, too"
                     : "more or less is not decided");
}

/* "... and was linked to lower insulin": what follows is said of something
 * else. */
static gboolean
starts_predicate(const VlSense *sense, guint i)
{
    static const char *const joints[] = {"and", "but", "or", "et", "mais"};
    static const char *const verbs[] = {"was",   "were",    "is",   "are",
                                        "had",   "has",     "have", "did",
                                        "etait", "etaient", "est",  "avait"};
    return i + 1 < sense->n && VL_IS_IN(&sense->words[i], joints) &&
           VL_IS_IN(&sense->words[i + 1], verbs);
}

/* Words of the claim that tell its outcome: not its arms, nor what it says
 * of them. */
static gboolean
tells_outcome(const VlSense *claim, const VlComparison *said,
              const gboolean *arms, guint i)
{
    const VlMarks says = VL_BIT(VL_MARK_UP) | VL_BIT(VL_MARK_DOWN) |
                         VL_BIT(VL_MARK_SIGNIFICANT) | VL_BIT(VL_MARK_GOOD) |
                         VL_BIT(VL_MARK_BAD);
    return vl_sense_is_content(claim, i) && !arms[i] &&
           (claim->words[i].marks & says) == 0 &&
           claim->clauses[i] == claim->clauses[said->where.first];
}

/* Is all that the passage has of the claim's outcome behind what it says
 * more or less of, in another part of the sentence? */
static gboolean
is_of_another(const VlCase *matter, const VlComparison *said,
              const VlComparison *printed)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    g_autofree gboolean *arms = g_new0(gboolean, claim->n + 1);
    guint end = (guint)printed->where.last;
    gboolean behind = FALSE;
    vl_arms_mark(claim, arms);
    while (end < passage->n && !starts_predicate(passage, end))
        end++;
    for (guint i = 0; i < claim->n; i++)
        for (guint j = 0; tells_outcome(claim, said, arms, i) && j < passage->n;
             j++) {
            if (!vl_sense_is_content(passage, j) ||
                !vl_sense_same(claim, i, passage, j))
                continue;
            if (j < end)
                return FALSE;
            behind = TRUE;
        }
    return behind;
}

/* Does the passage say more or less (sign) nearer to the claim's outcome than
 * the word that was read?  clause: in this one alone; -1: anywhere. */
static gboolean
says_nearer(const VlCase *matter, const VlComparison *said,
            const VlComparison *printed, int sign, int clause)
{
    const VlSense *passage = matter->passage;
    guint at = (guint)said->where.first;
    guint near = shared_near(matter, at, (guint)printed->where.first);
    for (guint j = 0; j < passage->n; j++) {
        VlPhrase phrase;
        if (!vl_phrase_read(passage, j, &phrase))
            continue;
        if (whole_sign(&phrase) == sign &&
            (clause < 0 || passage->clauses[j] == (guint)clause) &&
            shared_near(matter, at, phrase.first) > near)
            return TRUE;
        j = phrase.last;
    }
    return FALSE;
}

/* "A had significantly more X and less Y than B" of a claim on Y. */
static gboolean
says_otherwise_of_it(const VlCase *matter, const VlComparison *said,
                     const VlComparison *printed)
{
    guint clause = matter->passage->clauses[printed->where.first];
    return says_nearer(matter, said, printed, -said->direction, (int)clause);
}

/* "A lowered X whereas it raised Y" of a claim on X. */
static gboolean
says_so_of_it(const VlCase *matter, const VlComparison *said,
              const VlComparison *printed)
{
    return says_nearer(matter, said, printed, said->direction, -1);
}

static void
weigh(VlCase *matter, const VlComparison *said, const VlComparison *printed)
{
    if (is_of_another(matter, said, printed)) {
        vl_case_note(matter, "direction", VL_RESULT_UNDECIDED, said->where,
                     printed->where, "the passage says %s of something else",
                     name_of(printed->direction));
        return;
    }
    if (said->resolved != 0 && said->resolved == -printed->resolved) {
        vl_case_note(matter, "direction",
                     said->n == 1 && printed->n == 1 ? VL_RESULT_CONFLICT
                                                     : VL_RESULT_UNDECIDED,
                     said->where, printed->where,
                     "the claim says %s, the passage %s",
                     said->resolved > 0 ? "better" : "worse",
                     said->resolved > 0 ? "worse" : "better");
        return;
    }
    int sides = vl_comparison_sides(matter, said, printed);
    gboolean same = said->direction == printed->direction;
    if (sides == 0 && same && vl_values_agree(matter, said))
        sides = 1;
    if (same && sides < 0) {
        vl_case_note(matter, "arms",
                     says_otherwise_of_it(matter, said, printed)
                         ? VL_RESULT_UNDECIDED
                         : VL_RESULT_CONFLICT, VL_AT(said->than),
                     VL_AT(printed->than),
                     "both say %s, but of arms that are swapped",
                     name_of(said->direction));
    } else if (same || sides < 0) {
        vl_case_note(matter, "direction", VL_RESULT_OK, said->where,
                     printed->where, "the passage says so, too");
        if (sides != 0)
            vl_case_note(matter, "arms", VL_RESULT_OK, VL_AT(said->than),
                         VL_NOWHERE,
                         sides > 0 ? "the arms stand the same way round"
                                   : "the arms and what is said of them are "
                                     "both turned round");
        if (said->than >= 0 && sides == 0)
            vl_case_note(matter, "arms", VL_RESULT_UNDECIDED, VL_AT(said->than),
                         VL_NOWHERE, "which arm has %s is not decided",
                         name_of(said->direction));
        int part = said->than >= 0 ? vl_comparison_narrows(matter, printed)
                                   : -1;
        if (part >= 0)
            vl_case_note(matter, "population", VL_RESULT_UNDECIDED,
                         VL_AT(said->than), VL_AT(part),
                         "the passage speaks of a part, the claim does not "
                         "say so");
    } else if (!is_named(matter, said, printed) &&
               !are_both_right(said->resolved, said->degree,
                               printed->resolved, printed->degree) &&
               (sides > 0 ||
                ((said->than < 0 || printed->than < 0) && printed->n == 1 &&
                 said->n <= 2 && vl_groups_named(matter->passage) < 2 &&
                 !is_outcome(matter, said, printed) &&
                 !says_so_of_it(matter, said, printed) &&
                 shared_near(matter, (guint)said->where.first,
                             (guint)printed->where.first) > 0))) {
        vl_case_note(matter, "direction", VL_RESULT_CONFLICT, said->where,
                     printed->where, "the claim says %s, the passage %s",
                     name_of(said->direction), name_of(printed->direction));
    } else {
        vl_case_note(matter, "direction", VL_RESULT_UNDECIDED, said->where,
                     printed->where, "which side has %s is not decided",
                     name_of(said->direction));
    }
}

/* "A was better than B": which of the two, when more or less are not what
 * decides. */
static void
weigh_arms(VlCase *matter, const VlComparison *said,
           const VlComparison *printed)
{
    if (said->than < 0 ||
        !vl_case_has(matter, "direction", VL_RESULT_OK))
        return;
    int sides = vl_comparison_sides(matter, said, printed);
    gboolean same = said->better != 0 && said->better == printed->better;
    if (sides < 0)
        vl_case_note(matter, "arms",
                     same ? VL_RESULT_CONFLICT : VL_RESULT_UNDECIDED,
                     VL_AT(said->than),
                     printed->than >= 0 ? VL_AT(printed->than) : VL_NOWHERE,
                     "both say %s, but of arms that are swapped",
                     said->better < 0 ? "worse" : "better");
    else if (sides == 0 && said->better != 0)
        vl_case_note(matter, "arms", VL_RESULT_UNDECIDED, VL_AT(said->than),
                     VL_NOWHERE, "which arm has %s is not decided",
                     said->better < 0 ? "worse" : "better");
}

/* "A lowered X; compared with B": a comparison of the sentence holds for the
 * clause that says more or less, if no other does. */
static int
find_than(const VlSense *claim, const VlComparison *said, guint clause)
{
    guint sentence = claim->sentences[said->where.first];
    int than = -1;
    for (guint other = 0; other < claim->n_clauses; other++) {
        VlComparison there = vl_comparison_read(claim, other, other);
        gboolean here =
            there.than >= 0 && claim->sentences[there.than] == sentence;
        if (other == clause || (!here && there.n == 0))
            continue;
        if (there.n > 0)
            return -1;
        than = there.than;
    }
    return than;
}

/* Two clauses that compare: which is meant, their words tell. */
static gboolean
compares_twice(const VlSense *passage)
{
    guint n = 0;
    for (guint clause = 0; clause < passage->n_clauses && n < 2; clause++) {
        VlComparison there = vl_comparison_read(passage, clause, clause);
        n += there.than >= 0 && there.n > 0;
    }
    return n > 1;
}

void
vl_check_direction(VlCase *matter)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    if (vl_check_ranks(matter))
        return;
    for (guint clause = 0; clause < claim->n_clauses; clause++) {
        VlComparison said = vl_comparison_read(claim, clause, clause);
        if (said.n == 0 ||
            vl_clause_denies_difference(claim, clause, said.where.last))
            continue;
        if (said.than < 0 && said.where.first >= 0)
            said.than = find_than(claim, &said, clause);
        VlComparison there = vl_comparison_read(passage, 0, passage->n_clauses);
        gboolean several = claim->n_clauses > 1 || compares_twice(passage);
        int own = passage->n_clauses > 1 && several
                      ? vl_clause_nearest(matter, clause)
                      : -1;
        if (own >= 0) {
            VlComparison nearest =
                vl_comparison_read(passage, (guint)own, (guint)own);
            there = nearest.n > 0 ? nearest : there;
        }
        if (passage->n_clauses > 1 && said.n > 1)
            there.direction = 0; /* several statements */
        if (there.direction == 0 && there.n > 0) {
            int best = vl_clause_nearest(matter, clause);
            if (best >= 0)
                there = vl_comparison_read(passage, (guint)best, (guint)best);
        }
        /* More of one thing, less of another: each on its own. */
        if (said.n > 1 && passage->n_clauses > 1 && passage_says(matter, 1) &&
            passage_says(matter, -1))
            there.direction = there.better = 0;
        int lone = vl_comparison_lone(matter, &said, &there);
        if (lone >= 0 &&
            !vl_clause_changes(matter, (guint)said.where.first))
            vl_case_note(matter, "arms",
                         said.n == 1 && there.n == 1 ? VL_RESULT_CONFLICT
                                                     : VL_RESULT_UNDECIDED,
                         VL_AT(lone), VL_AT(there.than),
                         "the passage says this of the other arm");
        if (said.direction != 0 && there.direction != 0 &&
            said.valued == there.valued)
            weigh(matter, &said, &there);
        else if (said.better != 0 && said.better == -there.better)
            vl_case_note(matter, "direction", VL_RESULT_CONFLICT, said.where,
                         there.where, "the claim says %s, the passage %s",
                         said.better > 0 ? "better" : "worse",
                         said.better > 0 ? "worse" : "better");
        else if (!vl_values_weigh(matter, &said, there.n > 0)) {
            weigh_phrases(matter, clause);
            weigh_arms(matter, &said, &there);
        }
    }
}
