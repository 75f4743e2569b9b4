#include "config.h"

#include "verify/check/clause.h"
#include "verify/sense/grammar.h"
#include "verify/sense/joint.h"
#include "verify/sense/members.h"
#include "verify/sense/verb.h"

/* Significant or not: what the words say, what the p-value says, what the
 * confidence interval says.  A p-value of 0.05 and an interval that ends at
 * no effect decide nothing. */

typedef struct {
    int polarity;     /* 1 significant, -1 not, 0 unsaid or both */
    gboolean in_words;
    gboolean plain; /* says "significant" */
    VlStretch where;
} Statement;

static gboolean
starts_clause(const VlSense *sense, guint i)
{
    return i < 4 || sense->clauses[i - 4] != sense->clauses[i];
}

/* "No", "none", "neither", "aucun": at its start they reach to the clause's
 * end; "not" reaches a few words. */
static gboolean
reaches_far(const VlWord *word)
{
    static const char *const words[] = {"no",      "none",   "neither",
                                        "nothing", "aucun",  "aucune",
                                        "nobody",  "ni",     "nor"};
    return VL_IS_IN(word, words);
}

/* "For predicting no acidosis, it was significantly higher": "no" within a
 * sentence reaches to the verb. */
static gboolean
is_cut_off(const VlSense *sense, guint k, guint i)
{
    if (sense->words[k].length != 2 || starts_clause(sense, k))
        return FALSE;
    for (guint m = k + 1; m < i; m++)
        if (vl_verb_is_be(sense, m))
            return TRUE;
    return FALSE;
}

/* "Were not dwarfed and had significantly more": another verb starts between
 * the two. */
static gboolean
starts_anew(const VlSense *sense, guint k, guint i)
{
    static const char *const ands[] = {"and", "but", "et", "mais"};
    for (guint m = k + 1; m + 1 < i; m++)
        if (VL_IS_IN(&sense->words[m], ands) &&
            vl_verb_is_auxiliary(sense, m + 1))
            return TRUE;
    return FALSE;
}

/* "Failed to prevent a significant rise" tells of a rise. */
static gboolean
is_let_happen(const VlSense *sense, guint k, guint i)
{
    static const char *const stems[] = {"prevent", "stop",  "avoid", "avert",
                                        "halt",    "preclu", "empech",
                                        "evit"};
    for (guint m = k + 1; m < i; m++)
        if (VL_HAS_STEM(&sense->words[m], stems))
            return TRUE;
    return FALSE;
}

/* "A significant difference was not observed": denied by the verb behind. */
static gboolean
is_not_found(const VlSense *sense, guint i)
{
    static const char *const found[] = {
        "observed", "found",    "seen",     "detected", "noted",  "shown",
        "reached",  "achieved", "evident",  "apparent", "present", "noticed",
        "reported", "recorded", "identified", "demonstrated", "established",
        "observe",  "observee", "trouvee",  "constatee", "retrouvee",
        "atteinte", "mise",
    };
    for (guint k = i + 1; k + 1 < sense->n; k++) {
        if (sense->clauses[k] != sense->clauses[i] ||
            vl_sense_gap_has(sense, k, ",;:"))
            return FALSE;
        if (!vl_verb_is_auxiliary(sense, k))
            continue;
        for (guint m = k + 1; m < sense->n && m <= k + 4; m++)
            if (VL_IS_IN(&sense->words[m], found))
                return vl_sense_has(sense, k + 1, VL_MARK_NOT);
        return FALSE;
    }
    return FALSE;
}

/* "Who were not white differed": "not" cannot deny "differed". */
static gboolean
differs_anyway(const VlSense *sense, guint i)
{
    static const char *const verbs[] = {"differed", "varied"};
    return VL_IS_IN(&sense->words[i], verbs);
}

static gboolean
is_negated(const VlSense *sense, guint i)
{
    for (guint k = i; k-- > 0;) {
        if (sense->clauses[k] != sense->clauses[i])
            break;
        if ((vl_sense_has(sense, k, VL_MARK_NOT) ||
             vl_word_lacks(sense, k, i)) &&
            !vl_sense_has(sense, k, VL_MARK_INSIGNIFICANT) &&
            !is_cut_off(sense, k, i) && !starts_anew(sense, k, i) &&
            !is_let_happen(sense, k, i) &&
            (i - k <= 5 || (reaches_far(&sense->words[k]) &&
                            starts_clause(sense, k))))
            return TRUE;
    }
    return FALSE;
}

/* "Did not reach statistical significance": denied by an entry of several
 * words shortly before. */
static gboolean
is_denied_before(const VlSense *sense, guint i)
{
    for (guint k = i; k-- > 0 && i - k <= 6;) {
        if (sense->clauses[k] != sense->clauses[i])
            break;
        if (vl_sense_has(sense, k, VL_MARK_INSIGNIFICANT))
            return TRUE;
    }
    return FALSE;
}

/* "Of borderline significance" says neither. */
static gboolean
is_borderline(const VlSense *sense, guint i)
{
    static const char *const words[] = {"borderline", "marginal",
                                        "marginally", "limite"};
    for (guint k = i; k-- > 0 && i - k <= 3;)
        if (sense->clauses[k] == sense->clauses[i] &&
            VL_IS_IN(&sense->words[k], words))
            return TRUE;
    return FALSE;
}

/* "Statistically similar" */
static gboolean
is_likeness(const VlSense *sense, guint i)
{
    static const char *const words[] = {"statistically", "statistiquement"};
    return VL_IS_IN(&sense->words[i], words) && i + 1 < sense->n &&
           vl_sense_has(sense, i + 1, VL_MARK_SAME);
}

/* "The rates differed", "had different rates" of arms, "a difference". */
static gboolean
says_differ(const VlSense *sense, guint i)
{
    static const char *const verbs[] = {
        "differed",   "differ",     "differs", "differait",
        "differaient", "differerent", "differe", "differa",
    };
    static const char *const had[] = {
        "had",   "showed",   "was", "were", "is",    "are",
        "etait", "etaient",  "est", "sont", "avait", "avaient",
    };
    static const char *const different[] = {
        "different",  "unequal",    "dissimilar", "differents",
        "differente", "differentes",
    };
    static const char *const a[] = {"a", "une", "des"};
    static const char *const difference[] = {"difference", "differences"};
    const VlWord *word = &sense->words[i];
    if (is_negated(sense, i) || vl_grammar_is_denied(sense, i))
        return FALSE;
    return VL_IS_IN(word, verbs) ||
           (i > 0 && VL_IS_IN(word, different) &&
            VL_IS_IN(&sense->words[i - 1], had)) ||
           (i > 0 && VL_IS_IN(word, difference) &&
            VL_IS_IN(&sense->words[i - 1], a));
}

int
vl_words_say(const VlSense *sense, guint i)
{
    if (vl_sense_has(sense, i, VL_MARK_INSIGNIFICANT))
        return -2;
    if (vl_sense_has(sense, i, VL_MARK_SIGNIFICANT) &&
        is_borderline(sense, i))
        return 0;
    if (vl_sense_has(sense, i, VL_MARK_SIGNIFICANT) && is_likeness(sense, i))
        return -1;
    if (vl_sense_has(sense, i, VL_MARK_SIGNIFICANT))
        return is_negated(sense, i) || is_denied_before(sense, i) ||
                       is_not_found(sense, i)
                   ? -2
                   : 2;
    if (vl_sense_has(sense, i, VL_MARK_SAME))
        return -1;
    if (vl_sense_has(sense, i, VL_MARK_DIFFER) &&
        !differs_anyway(sense, i) &&
        (is_negated(sense, i) || vl_grammar_is_denied(sense, i)))
        return -1;
    return 0;
}

gboolean
vl_clause_denies_difference(const VlSense *sense, guint clause, int last)
{
    static const char *const asides[] = {"without", "sans"};
    for (guint i = 0; i < sense->n; i++)
        if (sense->clauses[i] == clause && !sense->words[i].inside &&
            vl_sense_has(sense, i, VL_MARK_INSIGNIFICANT) &&
            !((int)i > last && VL_IS_IN(&sense->words[i], asides)))
            return TRUE;
    return FALSE;
}

static void
add(Statement *statement, int says, guint first, guint last)
{
    int polarity = says > 0 ? 1 : -1;
    if (statement->where.first < 0) {
        statement->polarity = polarity;
        statement->where = (VlStretch){(int)first, (int)last};
    } else if (statement->polarity != polarity) {
        statement->polarity = 0;
    }
}

/* What the clauses from first to last say: plain words, else the numbers,
 * else words by the way. */
static Statement
read_statement(const VlSense *sense, guint first, guint last)
{
    Statement plain = {0, TRUE, TRUE, VL_NOWHERE};
    Statement numbers = {0, FALSE, FALSE, VL_NOWHERE};
    Statement vague = {0, TRUE, FALSE, VL_NOWHERE};
    for (guint i = 0; i < sense->n; i++) {
        if (sense->clauses[i] < first || sense->clauses[i] > last)
            continue;
        int says = vl_words_say(sense, i);
        if (says == 2 || says == -2)
            add(&plain, says, i, i);
        else if (says != 0)
            add(&vague, says, i, i);
        int k = sense->quantity_of[i];
        if (k < 0)
            continue;
        const VlQuantity *quantity = vl_sense_quantity(sense, (guint)k);
        says = vl_p_says(quantity);
        if (says == 0)
            says = vl_interval_says(sense, (guint)k);
        if (says != 0)
            add(&numbers, says, quantity->first, quantity->last);
    }
    if (plain.where.first >= 0) {
        /* "Significantly higher than all but one (P = 0.054)" */
        if (numbers.where.first >= 0 && numbers.polarity != plain.polarity)
            plain.polarity = 0;
        return plain;
    }
    if (numbers.where.first < 0)
        return vague;
    if (vague.where.first >= 0 && vague.polarity != numbers.polarity)
        numbers.polarity = 0;
    return numbers;
}

/* "In all but one": the statement may be about the one. */
static gboolean
excepts(const VlSense *sense)
{
    static const char *const words[] = {"except", "sauf",   "excluding",
                                        "hormis", "excepting", "apart",
                                        "aside",  "excepte"};
    for (guint i = 0; i < sense->n; i++)
        if (VL_IS_IN(&sense->words[i], words))
            return TRUE;
    return FALSE;
}

/* The clause says significant and its own p-value says not. */
static void
check_itself(VlCase *matter, guint clause)
{
    const VlSense *claim = matter->claim;
    int words = 0, p = 0;
    VlStretch where = VL_NOWHERE;
    for (guint i = 0; i < claim->n; i++) {
        if (claim->clauses[i] != clause)
            continue;
        int says = vl_words_say(claim, i);
        if (says == 2 || says == -2) {
            words = words == 0 || words == says ? says : 9;
        }
        int k = claim->quantity_of[i];
        says = k >= 0 ? vl_p_says(vl_sense_quantity(claim, (guint)k)) : 0;
        if (says != 0) {
            p = p == 0 || p == says ? says : 9;
            where = VL_AT(i);
        }
    }
    if (words == 0 || p == 0 || words == 9 || p == 9 || words / 2 == p)
        return;
    /* The p-value of a test of non-inferiority; of the one exception. */
    if ((claim->marks & VL_BIT(VL_MARK_NONINFERIORITY)) != 0 ||
        excepts(claim))
        return;
    /* The paper may itself say so; then the passage says it, too. */
    Statement there =
        read_statement(matter->passage, 0, matter->passage->n_clauses);
    if (there.in_words && there.polarity == words / 2)
        return;
    vl_case_note(matter, "significance", VL_RESULT_CONFLICT, where,
                 there.where,
                 "the claim calls significant what its p-value does not, or "
                 "the other way round");
}

/* "Similar" and a p-value beside it may be about two things. */
static gboolean
is_open(const VlSense *passage, const Statement *said,
        const Statement *there)
{
    return (!said->plain && !there->in_words) || excepts(passage);
}

/* "Reductions of a similar magnitude" of two outcomes is not "no difference
 * between the groups". */
static gboolean
is_of_one_group(const VlSense *passage, const Statement *said,
                const Statement *there)
{
    static const char *const words[] = {"between", "entre", "groups", "arms",
                                        "groupes", "treatments", "both",
                                        "across", "among", "regimens"};
    if (!said->plain || said->polarity > 0 || there->plain ||
        !there->in_words || there->polarity > 0 ||
        !vl_sense_has(passage, (guint)there->where.first, VL_MARK_SAME) ||
        passage->words[there->where.first].length <= 2 ||
        (passage->marks & VL_BIT(VL_MARK_THAN)) != 0)
        return FALSE;
    for (guint i = 0; i < passage->n; i++)
        if (VL_IS_IN(&passage->words[i], words))
            return FALSE;
    return TRUE;
}

static gboolean
shares_thing(const VlCase *matter, guint clause, guint other)
{
    for (guint i = 0; i < matter->claim->n; i++)
        for (guint j = 0; matter->claim->clauses[i] == clause &&
                          j < matter->passage->n;
             j++)
            if (matter->passage->clauses[j] == other &&
                vl_sense_is_thing(matter->claim, i) &&
                vl_sense_is_thing(matter->passage, j) &&
                vl_sense_same(matter->claim, i, matter->passage, j))
                return TRUE;
    return FALSE;
}

/* "CPI did not change, but BUN fell": is the clause set against another? */
static gboolean
is_set_against(const VlSense *sense, guint clause)
{
    static const char *const words[] = {"but",     "while",    "whereas",
                                        "whilst",  "although", "though",
                                        "however", "mais",     "tandis",
                                        "alors",   "bien"};
    for (guint i = 0; i < sense->n; i++)
        if ((sense->clauses[i] == clause || sense->clauses[i] == clause + 1) &&
            (i == 0 || sense->clauses[i - 1] != sense->clauses[i]) &&
            VL_IS_IN(&sense->words[i], words))
            return TRUE;
    return FALSE;
}

/* Says the claim's clause nothing that the passage speaks of? */
static gboolean
is_of_something_else(const VlCase *matter, guint clause)
{
    gboolean some = FALSE;
    for (guint i = 0; i < matter->claim->n; i++)
        some |= matter->claim->clauses[i] == clause &&
                vl_sense_is_thing(matter->claim, i);
    for (guint c = 0; c < matter->passage->n_clauses; c++)
        if (shares_thing(matter, clause, c))
            return FALSE;
    return some && matter->claim->n_clauses > 1;
}

/* Has the sentence of the passage's clause each name in capitals that the
 * claim's clause shares with the passage: "groups PP and PE"? */
static gboolean
has_names(const VlCase *matter, guint clause, guint other)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    guint sentence = 0;
    for (guint j = 0; j < passage->n; j++)
        if (passage->clauses[j] == other)
            sentence = passage->sentences[j];
    for (guint i = 0; i < claim->n; i++) {
        const VlToken *token = vl_tokens_at(claim->tokens, i);
        gboolean here = FALSE, there = FALSE;
        if (claim->clauses[i] != clause ||
            (token->flags & VL_TOKEN_CAPITALS) == 0)
            continue;
        for (guint j = 0; j < passage->n; j++)
            if (vl_sense_same(claim, i, passage, j)) {
                here |= passage->sentences[j] == sentence;
                there = TRUE;
            }
        if (there && !here)
            return FALSE;
    }
    return TRUE;
}

/* "ADNase was significantly higher, ASO was similar": does some clause of the
 * passage say of the same things what the claim's clause says? */
static gboolean
is_said_beside(const VlCase *matter, guint clause, int polarity)
{
    for (guint c = 0; c < matter->passage->n_clauses; c++)
        if (read_statement(matter->passage, c, c).polarity == polarity &&
            shares_thing(matter, clause, c) && has_names(matter, clause, c))
            return TRUE;
    return FALSE;
}

/* "The rates differed" of what the passage only calls alike. */
static void
check_difference(VlCase *matter, guint clause)
{
    Statement there =
        read_statement(matter->passage, 0, matter->passage->n_clauses);
    if (!there.in_words || there.polarity >= 0)
        return;
    for (guint i = 0; i < matter->claim->n; i++)
        if (matter->claim->clauses[i] == clause &&
            says_differ(matter->claim, i))
            vl_case_note(matter, "significance",
                         matter->passage->n_clauses == 1
                             ? VL_RESULT_CONFLICT
                             : VL_RESULT_UNDECIDED,
                         VL_AT(i), there.where,
                         "the passage does not find it significant");
}

/* "..., but this was not significant", "but no differences were seen" */
static gboolean
speaks_of_before(const VlCase *matter, guint clause)
{
    const VlSense *passage = matter->passage;
    gboolean thing = FALSE;
    for (guint j = 0; j < passage->n; j++) {
        if (passage->clauses[j] != clause)
            continue;
        thing |= vl_sense_is_thing(passage, j);
        if (vl_joint_points_back(passage, j) ||
            vl_joint_may_point_back(passage, j))
            return TRUE;
    }
    return !thing;
}

/* "A improved X but did not affect Y" of a claim on X: what the claim says is
 * said of other things only, and its own things stand elsewhere. */
static gboolean
is_of_other_clause(const VlCase *matter, guint clause, int polarity)
{
    gboolean elsewhere = FALSE;
    for (guint c = 0; c < matter->passage->n_clauses; c++) {
        Statement there = read_statement(matter->passage, c, c);
        if (there.where.first < 0)
            elsewhere |= shares_thing(matter, clause, c);
        else if (there.polarity == polarity && speaks_of_before(matter, c))
            return FALSE;
    }
    return elsewhere && matter->passage->n_clauses > 1 &&
           matter->passage->n_sentences == 1 &&
           !is_said_beside(matter, clause, polarity);
}

void
vl_check_significance(VlCase *matter)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    gboolean plain = read_statement(claim, 0, claim->n_clauses).plain;
    for (guint clause = 0; clause < claim->n_clauses; clause++) {
        Statement said = read_statement(claim, clause, clause);
        check_itself(matter, clause);
        if (said.where.first < 0)
            check_difference(matter, clause);
        if (!said.in_words || said.where.first < 0)
            continue;
        /* "The same dose" is no finding. */
        if (!said.plain && plain)
            continue;
        VlStretch own = said.plain && said.polarity > 0
                            ? vl_clause_own_p(matter, clause)
                            : VL_NOWHERE;
        if (own.first >= 0) {
            vl_case_note(matter, "significance", VL_RESULT_CONFLICT,
                         said.where, own,
                         "the p-value beside this number is not significant");
            continue;
        }
        Statement there = read_statement(passage, 0, passage->n_clauses);
        if (there.polarity == 0 && there.where.first >= 0) {
            int best = vl_clause_nearest(matter, clause);
            Statement nearest =
                best >= 0
                    ? read_statement(passage, (guint)best, (guint)best)
                    : there;
            if (nearest.in_words)
                there = nearest;
        }
        if (said.polarity == 0 || there.polarity == 0 ||
            is_of_one_group(passage, &said, &there)) {
            vl_case_note(matter, "significance", VL_RESULT_UNDECIDED,
                         said.where, there.where,
                         "what is significant here is not decided");
            continue;
        }
        gboolean same = said.polarity == there.polarity;
        if (same && is_of_other_clause(matter, clause, said.polarity)) {
            vl_case_note(matter, "significance", VL_RESULT_UNDECIDED,
                         said.where, there.where,
                         "what is significant here is not decided");
            continue;
        }
        if (!same && (is_open(passage, &said, &there) ||
                      vl_aside_is_beside(matter, (guint)said.where.first) ||
                      ((!said.plain || is_set_against(claim, clause)) &&
                       is_of_something_else(matter, clause)) ||
                      is_said_beside(matter, clause, said.polarity))) {
            vl_case_note(matter, "significance", VL_RESULT_UNDECIDED,
                         said.where, there.where,
                         "what is significant here is not decided");
            continue;
        }
        vl_case_note(matter, "significance",
                     same ? VL_RESULT_OK : VL_RESULT_CONFLICT, said.where,
                     there.where,
                     same ? "the passage says so, too"
                     : said.polarity > 0
                         ? "the passage does not find it significant"
                         : "the passage finds a significant difference");
    }
}
