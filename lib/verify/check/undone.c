#include "config.h"

#include "verify/check/undone.h"

#include <string.h>

#include "text/words.h"

/* Stems in a row, parted by blanks: what is said, and the words that by
 * themselves say that it is not so. */
static const struct {
    const char *said, *undone;
} pairs[] = {
    {"giv administ receiv recu donn prescri", "withh omit depriv"},
    {"know knew aware inform connai conna sav saura",
     "blind mask unaware aveugl ignor insu conceal"},
    {"enough suffi adequa optim", "subopt sousopt insuffi inadequa poor"},
    {"eligib includ inclu admi accept enrol particip recruit part",
     "exclu inelig"},
    {"allow permi autoris tolere", "prohib forbid forbad interdi exclu ban"},
    {"surviv alive vivant", "die dead death dece mort"},
    {"complet finish return termin attend", "drop withdr lost discontin "
                                            "abandon perdu"},
    {"continu persist last subsist", "stop disappear cease vanish disparu "
                                     "discontin"},
    {"present found detect observ seen", "absen undetect lack free"},
    {"reach achiev attain attei", "fail unreach unattain unachiev"},
    {"improv help benef work succe", "fail ineffect rather instead futil"},
    {"common frequent often", "rare seldom"},
    {"agree consent accept", "refus declin reject"},
    {"differ", "disappear vanish disparu same identical"},
    {"tak took use using utilis", "free avoid refrain naive abstain"},
    {"respon repon", "refract resist"},
    {"need requir necess besoin", "unneeded unnecess without free"},
    {"report stat describ mention record", "unreport unknown missing"},
    {"work function effect", "ineffect useless"},
};

static gboolean
starts_with_any(const VlWord *word, const char *stems)
{
    while (*stems != '\0') {
        gsize n = strcspn(stems, " ");
        if (word->length >= n && memcmp(word->key, stems, n) == 0)
            return TRUE;
        stems += n;
        stems += *stems == ' ';
    }
    return FALSE;
}

gboolean
vl_word_undoes(const VlWord *word, const VlWord *what)
{
    for (guint k = 0; k < G_N_ELEMENTS(pairs); k++)
        if (starts_with_any(what, pairs[k].said) &&
            starts_with_any(word, pairs[k].undone))
            return TRUE;
    return FALSE;
}

/* Words from "not only" to the "but" that goes on from it. */
#define BUT_REACH 20

static gboolean
has_very_word(const VlSense *text, const VlWord *word)
{
    for (guint j = 0; j < text->n; j++)
        if (text->words[j].length == word->length &&
            memcmp(text->words[j].key, word->key, word->length) == 0)
            return TRUE;
    return FALSE;
}

gboolean
vl_negation_is_idle(const VlSense *sense, guint i, const VlSense *other)
{
    static const char *const only[] = {"only", "just", "merely", "simply",
                                       "solely", "seulement", "uniquement"};
    static const char *const but[] = {"but", "mais"};
    static const char *const or[] = {"or", "ou"};
    static const char *const whether[] = {"whether", "que"};
    if (i > 1 && VL_IS_IN(&sense->words[i - 1], or) &&
        VL_IS_IN(&sense->words[i - 2], whether))
        return TRUE;
    if (i + 1 >= sense->n || !VL_IS_IN(&sense->words[i + 1], only) ||
        (other != NULL && has_very_word(other, &sense->words[i + 1])))
        return FALSE;
    for (guint k = i + 2; k < sense->n && k <= i + BUT_REACH; k++)
        if (sense->sentences[k] == sense->sentences[i] &&
            VL_IS_IN(&sense->words[k], but))
            return TRUE;
    return FALSE;
}

/* Words of the part that is left out, at most. */
#define PART_REACH 8

static gboolean
is_joined(const VlSense *sense, guint i)
{
    static const char *const joints[] = {"but", "and", "mais", "et"};
    return i > 0 && VL_IS_IN(&sense->words[i - 1], joints);
}

/* "But not", "and not", "without": what stands behind it is a part of
 * something, not a statement. */
static gboolean
opens_part(const VlSense *sense, guint i)
{
    static const char *const not[] = {"not", "non", "pas"};
    static const char *const lacks[] = {"without", "sans", "lack"};
    return VL_IS_IN(&sense->words[i], lacks) ||
           (VL_IS_IN(&sense->words[i], not) && is_joined(sense, i));
}

static gboolean
is_verb_phrase(const VlSense *sense, guint i)
{
    static const char *const helpers[] = {"did", "was", "were", "is", "are",
                                          "do",  "does"};
    return VL_IS_IN(&sense->words[i], helpers);
}

gboolean
vl_negation_parts_off(const VlSense *sense, guint i, const VlSense *other)
{
    guint said = 0, unsaid = 0;
    if (!opens_part(sense, i))
        return FALSE;
    for (guint k = i + 1; k < sense->n && k <= i + PART_REACH; k++) {
        if (sense->sentences[k] != sense->sentences[i] ||
            (k > i + 1 && vl_sense_gap_has(sense, k, ",;:()")) ||
            is_verb_phrase(sense, k))
            break;
        if (sense->quantity_of[k] >= 0)
            return FALSE;
        if (!vl_sense_is_content(sense, k))
            continue;
        gboolean has = vl_sense_has_word(other, sense, k);
        /* The head may be shared: "stay in intensive care, but not total
         * hospital stay". */
        if (has && (unsaid == 0 || !is_joined(sense, i)))
            return FALSE;
        said += has;
        unsaid += !has;
    }
    return unsaid > said;
}

gboolean
vl_negation_says_nothing(const VlSense *sense, guint i, const VlSense *other)
{
    return vl_negation_is_idle(sense, i, other) ||
           vl_negation_parts_off(sense, i, other);
}

static gboolean
says_only(const VlSense *sense)
{
    static const char *const only[] = {"only",  "solely", "seul",  "seule",
                                       "alone", "seuls",  "seules",
                                       "seulement", "uniquement"};
    for (guint i = 0; i < sense->n; i++)
        if (VL_IS_IN(&sense->words[i], only))
            return TRUE;
    return FALSE;
}

/* "Lesions that were not present before": said of which ones are meant, with
 * a word that the claim has not. */
static gboolean
tells_which(const VlCase *matter, guint i)
{
    static const char *const which[] = {"which", "that", "qui"};
    static const char *const be[] = {"was", "were", "is", "are", "had",
                                     "have", "has", "ne", "n"};
    const VlSense *passage = matter->passage;
    if (i < 2 || !VL_IS_IN(&passage->words[i - 1], be) ||
        !VL_IS_IN(&passage->words[i - 2], which))
        return FALSE;
    for (guint k = i + 1; k < passage->n; k++)
        if (vl_sense_is_content(passage, k))
            return !vl_sense_has_word(matter->claim, passage, k);
    return FALSE;
}

gboolean
vl_negation_is_narrowed(const VlCase *matter, guint i)
{
    static const char *const unless[] = {"unless", "except", "sauf", "moins"};
    const VlSense *passage = matter->passage;
    if (tells_which(matter, i) ||
        (is_joined(passage, i) && says_only(passage) &&
         says_only(matter->claim)))
        return TRUE;
    for (guint k = i + 1; k < passage->n; k++)
        if (passage->sentences[k] == passage->sentences[i] &&
            VL_IS_IN(&passage->words[k], unless))
            return TRUE;
    return FALSE;
}

/* Words behind a denial that it reaches, and of the claim's words behind its
 * own that the sentence must have. */
#define TOLD_REACH 8
#define TOLD_LEAST 2

/* Does a denial before token j of the source, near it, reach it? */
static gboolean
is_denied_there(const VlSense *ground, guint j)
{
    const VlMarks not = VL_BIT(VL_MARK_NOT) | VL_BIT(VL_MARK_WITHOUT);
    for (guint k = j; k-- > 0 && j - k <= TOLD_REACH;)
        if (ground->sentences[k] == ground->sentences[j] &&
            (ground->words[k].marks & not) != 0)
            return TRUE;
    return FALSE;
}

static gboolean
sentence_has(const VlSense *ground, guint j, const VlSense *claim, guint i)
{
    return vl_sense_group_has(ground, ground->sentences,
                              ground->sentences[j], claim, i);
}

gboolean
vl_negation_is_told(const VlCase *matter, guint i, guint j)
{
    const VlSense *ground = matter->ground, *claim = matter->claim;
    for (guint k = 0; ground != NULL && k < ground->n; k++) {
        guint n = 0, all = 0;
        if (!vl_sense_same(matter->passage, j, ground, k) ||
            !is_denied_there(ground, k))
            continue;
        for (guint m = i + 1; m < claim->n && m <= i + TOLD_REACH; m++) {
            if (claim->clauses[m] != claim->clauses[i])
                break;
            if (!vl_sense_is_content(claim, m))
                continue;
            all++;
            n += sentence_has(ground, k, claim, m);
        }
        if (n == all || (n >= TOLD_LEAST && n * 2 >= all))
            return TRUE;
    }
    return FALSE;
}

/* "Rather than B", "instead of B": where B begins; 0: nowhere. */
static guint
rejected_from(const VlSense *sense, guint i)
{
    static const char *const words[] = {"rather", "instead", "plutot",
                                        "lieu"};
    static const char *const than[] = {"than", "of", "que", "de"};
    return i + 2 < sense->n && VL_IS_IN(&sense->words[i], words) &&
                   VL_IS_IN(&sense->words[i + 1], than)
               ? i + 2
               : 0;
}

/* Words of B at most. */
#define REJECTED_REACH 5

/* Does the claim say all of what the passage sets aside from token from on?
 * Where the passage speaks of it elsewhere, too, it may. */
static gboolean
takes_up(const VlCase *matter, guint from)
{
    const VlSense *passage = matter->passage;
    guint n = 0;
    for (guint j = from; j < passage->n && j < from + REJECTED_REACH; j++) {
        if (passage->sentences[j] != passage->sentences[from] ||
            (j > from && vl_sense_gap_has(passage, j, ",;:()")))
            break;
        if (!vl_sense_is_content(passage, j))
            continue;
        if (!vl_sense_has_word(matter->claim, passage, j))
            return FALSE;
        n++;
    }
    return n > 0;
}

void
vl_check_rejected(VlCase *matter)
{
    static const char *const aside[] = {"rather", "instead", "plutot",
                                        "lieu", "but", "mais", "whereas"};
    const VlMarks denial = VL_BIT(VL_MARK_NOT) | VL_BIT(VL_MARK_WITHOUT) |
                           VL_BIT(VL_MARK_THAN);
    const VlSense *claim = matter->claim;
    for (guint i = 0; i < claim->n; i++)
        if ((claim->words[i].marks & denial) != 0 ||
            VL_IS_IN(&claim->words[i], aside))
            return;
    for (guint j = 0; j < matter->passage->n; j++) {
        guint from = rejected_from(matter->passage, j);
        if (from == 0 || !takes_up(matter, from))
            continue;
        vl_case_note(matter, "negation", VL_RESULT_UNDECIDED, VL_NOWHERE,
                     VL_AT(j), "denied on one side only");
        return;
    }
}
