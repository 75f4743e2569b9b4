#include "config.h"

#include <string.h>

#include "verify/check/case.h"
#include "verify/sense/members.h"
#include "verify/sense/verb.h"

/* "The authors did not assess X", "no data on X are given": what a claim says
 * was not done or not told is looked for in the whole source.  A sentence
 * that says of the paper itself that X was assessed, with nothing denied
 * beside it, refutes the claim; none proves it. */

/* Words that tell X, at most. */
#define MAX_WORDS 6
/* Words from the verb to those that tell X. */
#define REACH 9

/* What is done with an outcome or told of it.  Stems. */
static const char *const acts[] = {
    "assess",  "evaluat", "measur",  "test",     "examin",  "investigat",
    "studi",   "study",   "analy",   "record",   "report",  "describ",
    "collect", "determin", "explor", "track",    "monitor", "count",
    "provid",  "present", "document", "mention", "give",    "given",
    "perform", "conduct",
    "evalue",  "mesur",   "etudi",   "rapport",  "decri",   "analys",
    "fourni",  "recueil", "enregistr", "examine", "explore", "testa",
    "realis",  "effectu", "mentionn",
};

static gboolean
is_act(const VlSense *sense, guint i)
{
    return VL_HAS_STEM(&sense->words[i], acts);
}

/* "A measure", "an indirect report": a thing, not what was done. */
static gboolean
is_thing(const VlSense *sense, guint i)
{
    static const char *const articles[] = {"a", "an", "un", "une"};
    for (guint k = i; k-- > 0 && i - k <= 2;)
        if (VL_IS_IN(&sense->words[k], articles))
            return TRUE;
    return FALSE;
}

/* Is the token denied: a "not" shortly before it in its clause?  "Only" and
 * "few" narrow it. */
static gboolean
is_denied(const VlSense *sense, guint i)
{
    static const char *const narrow[] = {"only", "few", "little", "seul",
                                         "seule", "seulement"};
    for (guint k = i; k-- > 0 && i - k <= 4;) {
        if (sense->clauses[k] != sense->clauses[i])
            break;
        if ((vl_sense_has(sense, k, VL_MARK_NOT) ||
             vl_sense_has(sense, k, VL_MARK_WITHOUT)) &&
            !VL_IS_IN(&sense->words[k], narrow))
            return !is_thing(sense, i);
    }
    return FALSE;
}

typedef struct {
    guint act; /* token */
    guint tokens[MAX_WORDS];
    guint n;
} Denied;

/* "The protocol", "they": who did not do it. */
static gboolean
is_author(const VlWord *word)
{
    static const char *const words[] = {
        "authors", "author", "protocol", "study", "trial", "article",
        "paper",   "report", "auteurs",  "etude", "essai", "protocole",
        "they",    "investigators", "researchers",
    };
    return VL_IS_IN(word, words);
}

static void
take_word(const VlSense *claim, guint i, Denied *denied)
{
    if (i != denied->act && denied->n < MAX_WORDS &&
        vl_sense_is_content(claim, i) && !is_act(claim, i) &&
        !vl_sense_is_light(claim, i) && !is_author(&claim->words[i]) &&
        claim->quantity_of[i] < 0)
        denied->tokens[denied->n++] = i;
}

/* "X was not assessed": the words before the negation; "did not assess X":
 * those behind the verb. */
static gboolean
read_denied(const VlSense *claim, guint act, Denied *denied)
{
    *denied = (Denied){.act = act};
    gboolean passive = FALSE;
    for (guint k = act; k-- > 0 && act - k <= 3;)
        passive |= vl_verb_is_be(claim, k);
    if (passive)
        for (guint k = act > REACH ? act - REACH : 0; k < act; k++) {
            if (claim->clauses[k] == claim->clauses[act])
                take_word(claim, k, denied);
        }
    else
        for (guint k = act + 1; k < claim->n && k <= act + REACH; k++) {
            static const char *const ends[] = {"so", "because", "sorte",
                                               "and", "et", "which"};
            if (claim->clauses[k] != claim->clauses[act] ||
                VL_IS_IN(&claim->words[k], ends))
                break;
            take_word(claim, k, denied);
        }
    return denied->n > 0;
}

typedef struct {
    gboolean denied; /* some sentence of the source denies it, too */
    int found;       /* the verb of one that states it; -1 */
} Hit;

/* Others' work, plans, limits and aims of others state nothing about what
 * this paper did. */
static gboolean
is_of_others(const VlSense *ground, guint from, guint to)
{
    const VlMarks others = VL_BIT(VL_MARK_CITED) | VL_BIT(VL_MARK_LIMIT) |
                           VL_BIT(VL_MARK_RECOMMEND) | VL_BIT(VL_MARK_HEDGE) |
                           VL_BIT(VL_MARK_REVIEW);
    static const char *const later[] = {"future", "further", "needed",
                                        "previous", "previously", "other"};
    for (guint j = from; j < to; j++)
        if ((ground->words[j].marks & others) != 0 ||
            VL_IS_IN(&ground->words[j], later) ||
            vl_tokens_at(ground->tokens, j)->marker != 0)
            return TRUE;
    return FALSE;
}

/* Looks at the sentence of tokens from to to of the source. */
static void
look(const VlCase *matter, const Denied *denied, guint from, guint to,
     Hit *hit)
{
    const VlSense *ground = matter->ground;
    if (!vl_case_source_has(matter, denied->tokens, denied->n, from, to))
        return;
    gboolean stated = FALSE, plain = TRUE;
    for (guint j = from; j < to; j++) {
        gboolean act = is_act(ground, j);
        if (act && is_denied(ground, j))
            hit->denied = TRUE;
        else if (act)
            stated = TRUE;
        plain &= !vl_sense_has(ground, j, VL_MARK_NOT) || act;
    }
    /* A negation right behind the verb's clause speaks of something else:
     * "assessed it but did not publish". */
    if (!stated || hit->denied || is_of_others(ground, from, to))
        return;
    if (hit->found < 0 || plain)
        hit->found = (int)from;
}

static Hit
search(const VlCase *matter, const Denied *denied)
{
    const VlSense *ground = matter->ground;
    Hit hit = {FALSE, -1};
    for (guint from = 0, to = 0; from < ground->n; from = to) {
        for (to = from; to < ground->n &&
                        ground->sentences[to] == ground->sentences[from];)
            to++;
        look(matter, denied, from, to, &hit);
    }
    return hit;
}

/* Words that tell X at least: one word stands anywhere. */
#define LEAST 2

void
vl_check_unreported(VlCase *matter)
{
    const VlSense *claim = matter->claim;
    if (matter->ground == NULL || matter->whole)
        return;
    for (guint i = 0; i < claim->n; i++) {
        Denied denied;
        if (!is_act(claim, i) || !is_denied(claim, i) ||
            !read_denied(claim, i, &denied) || denied.n < LEAST)
            continue;
        Hit hit = search(matter, &denied);
        if (hit.denied || hit.found < 0)
            continue;
        VlStretch words = {(int)denied.tokens[0],
                           (int)denied.tokens[denied.n - 1]};
        g_autofree char *what = vl_case_words(claim, words);
        g_autofree char *there =
            vl_case_snippet(matter->ground, (guint)hit.found);
        vl_case_note(matter, "absence", VL_RESULT_CONFLICT, words, VL_NOWHERE,
                     "searched the whole source for \u201C%s\u201D: "
                     "\u201C%s ...\u201D",
                     what, there);
        return;
    }
}
