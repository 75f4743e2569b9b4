#include "config.h"

#include "verify/check/case.h"
#include "verify/check/side.h"
#include "verify/sense/members.h"
#include "verify/sense/verb.h"

/* "No haematuria was seen": refuted by a sentence of the paper's own that
 * counts it, "haematuria occurred in two patients", unless some sentence
 * denies it, too. */

/* Words that tell what is denied, at most; and where. */
#define MAX_EVENT 5
#define MAX_SCOPE 12
/* Tokens by which those of what is denied may be apart, beside their own. */
#define LOOSE 2
/* Tokens from a number to the people that it counts. */
#define COUNTS 3
/* ... and between an arm's name and its noun. */
#define ARM 3
/* ... and from a "no" to what it denies, either way. */
#define NEAR 7

typedef struct {
    guint event[MAX_EVENT]; /* tokens of the claim */
    guint scope[MAX_SCOPE]; /* other words that narrow it */
    gboolean arm[MAX_SCOPE]; /* is it the name of an arm */
    guint n_event, n_scope;
    gboolean full; /* there were more */
} Denied;

/* "No", "aucun": denies that there was any. */
static gboolean
denies_any(const VlSense *sense, guint i)
{
    static const char *const words[] = {"no", "aucun", "aucune", "zero",
                                        "neither"};
    static const char *const only[] = {"longer", "more", "less", "different",
                                       "difference", "differences"};
    return VL_IS_IN(&sense->words[i], words) &&
           !vl_sense_has(sense, i, VL_MARK_INSIGNIFICANT) &&
           i + 1 < sense->n && !VL_IS_IN(&sense->words[i + 1], only) &&
           vl_tokens_at(sense->tokens, i)->marker == 0;
}

/* "Were reported", "sont survenus" */
static gboolean
tells_that(const VlSense *sense, guint i)
{
    static const char *const stems[] = {
        "report",   "occur",   "observ",   "record", "note",   "seen",
        "develop",  "experienc", "found",  "document", "surven", "rapport",
        "constat",  "signal",  "enregistr", "relev", "identif", "happen",
        "detect",   "present", "suffer",
    };
    return VL_HAS_STEM(&sense->words[i], stems);
}

/* "Case", "patient", "group", "during the study": narrow nothing. */
static gboolean
is_filler(const VlSense *sense, guint i)
{
    static const char *const stems[] = {
        "case",  "group",  "arm",   "study",  "trial", "follow", "suivi",
        "etude", "essai",  "bras",  "either", "both",  "other",  "autre",
        "deux",  "two",    "whole", "cours",  "one",   "people", "particip",
        "subject", "sujet", "cas",  "duree",  "period", "show",  "analys",
        "author", "auteur", "investigator",
    };
    return !vl_sense_is_content(sense, i) || tells_that(sense, i) ||
           vl_sense_is_anybody(sense, i) ||
           VL_HAS_STEM(&sense->words[i], stems);
}

/* Where what is denied ends: "no rash in men", "no rash was seen". */
static gboolean
ends_event(const VlSense *sense, guint i)
{
    static const char *const words[] = {
        "in",   "with",  "during", "at",   "among", "after", "under", "on",
        "dans", "chez",  "avec",   "sous", "lors",  "pendant", "apres",
        "n",    "ne",    "au",     "within", "was", "were", "is", "are",
        "had",  "by",    "par",    "throughout", "associated", "attributed",
        "since", "that", "which",  "qui", "leading", "requiring"};
    return VL_IS_IN(&sense->words[i], words) || tells_that(sense, i) ||
           vl_verb_is_auxiliary(sense, i) || sense->quantity_of[i] >= 0;
}

static void
take_event(Denied *denied, guint i)
{
    if (denied->n_event < MAX_EVENT)
        denied->event[denied->n_event++] = i;
    else
        denied->full = TRUE;
}

/* "In the zeltin group": is a word for arms beside token i? */
static gboolean
is_by_arm(const VlSense *sense, const guint *members, guint i)
{
    static const char *const nouns[] = {"group", "groups", "arm",
                                        "groupe", "groupes", "bras"};
    for (guint k = i > ARM ? i - ARM : 0; k < sense->n && k <= i + ARM; k++)
        if (members[k] == members[i] && VL_IS_IN(&sense->words[k], nouns))
            return TRUE;
    return FALSE;
}

static void
take_scope(const VlSense *claim, const guint *members, Denied *denied, guint i)
{
    if (is_filler(claim, i) && claim->quantity_of[i] < 0)
        return;
    if (denied->n_scope == MAX_SCOPE) {
        denied->full = TRUE;
        return;
    }
    denied->arm[denied->n_scope] = is_by_arm(claim, members, i);
    denied->scope[denied->n_scope++] = i;
}

/* "Dose was raised, and no rash was seen": does a member say something by
 * itself, or deny on its own? */
static gboolean
stands_alone(const VlSense *claim, const guint *members, guint member)
{
    for (guint k = 0; k < claim->n; k++)
        if (members[k] == member &&
            (vl_verb_is_finite(claim, k) || denies_any(claim, k)))
            return TRUE;
    return FALSE;
}

/* "During the seven days of treatment": the token behind it; else i. */
static guint
skip_study(const VlSense *claim, const guint *members, guint i)
{
    static const char *const during[] = {"during", "over", "pendant",
                                         "cours", "throughout"};
    static const char *const whole[] = {"treatment", "study", "trial",
                                        "followup",  "suivi", "traitement",
                                        "etude",     "essai"};
    static const char *const first[] = {"first", "last", "premier",
                                        "premiers", "premieres", "dernier"};
    gboolean all = FALSE;
    guint end = i + 1;
    if (!VL_IS_IN(&claim->words[i], during))
        return i;
    for (; end < claim->n && members[end] == members[i]; end++) {
        if (VL_IS_IN(&claim->words[end], first))
            return i;
        all |= VL_IS_IN(&claim->words[end], whole);
    }
    return all ? end : i;
}

/* What the "no" at token i denies, and what its part of the sentence, and
 * what opens the sentence, say besides. */
static Denied
read_denied(const VlSense *claim, guint i)
{
    Denied denied = {0};
    g_autofree guint *members = vl_sense_members(claim);
    guint end = i + 1, last = members[i];
    for (; end < claim->n && members[end] == members[i + 1] &&
           !ends_event(claim, end);
         end++)
        if (!is_filler(claim, end))
            take_event(&denied, end);
    for (guint k = i; k-- > 0 && claim->sentences[k] == claim->sentences[i];) {
        if (members[k] != members[i] &&
            stands_alone(claim, members, members[k]))
            break;
        take_scope(claim, members, &denied, k);
    }
    for (guint k = end;
         k < claim->n && claim->sentences[k] == claim->sentences[i]; k++) {
        if (members[k] != last && stands_alone(claim, members, members[k]))
            break;
        last = members[k];
        guint behind = skip_study(claim, members, k);
        if (behind > k)
            k = behind - 1;
        else
            take_scope(claim, members, &denied, k);
    }
    return denied;
}

/* The first of the tokens of the text's sentence (from, to) that say what is
 * denied, as close together as there; -1. */
static int
find_event(const VlSense *claim, const Denied *denied, const VlSense *text,
           guint from, guint to)
{
    guint width = denied->n_event + LOOSE;
    for (guint first = from; first < to; first++) {
        guint found = 0;
        for (guint e = 0; e < denied->n_event; e++) {
            gboolean has = FALSE;
            for (guint j = first; j < to && j < first + width && !has; j++)
                has = vl_sense_says(claim, denied->event[e], text, j);
            found += has;
        }
        if (found == denied->n_event)
            return (int)first;
    }
    return -1;
}

/* Is a "no" near what is denied, at token at? */
static gboolean
is_denied_there(const VlSense *text, int at, guint from, guint to)
{
    for (guint j = from; j < to; j++)
        if (ABS((int)j - at) <= NEAR && vl_sense_has(text, j, VL_MARK_NOT))
            return TRUE;
    return FALSE;
}

/* Counts the sentence those of two arms or more? */
static gboolean
tells_arms(const VlSense *text, guint from, guint to, int counted)
{
    guint n = 0;
    for (guint j = from; j < to; j++)
        n += vl_side_is_arm_noun(text, j) &&
             !vl_sense_has(text, j, VL_MARK_HUMAN);
    return counted > 1 && n > 1;
}

static gboolean
says_scope(const VlSense *claim, const Denied *denied, const VlSense *text,
           guint from, guint to, gboolean arms)
{
    for (guint e = 0; e < denied->n_scope; e++) {
        gboolean has = arms && denied->arm[e];
        for (guint j = from; j < to && !has; j++)
            has = vl_sense_same(claim, denied->scope[e], text, j);
        if (!has)
            return FALSE;
    }
    return TRUE;
}

/* Does the sentence deny, ask, plan, cite or compare? */
static gboolean
is_plain(const VlSense *text, guint from, guint to)
{
    static const char *const only[] = {"only", "few", "seul", "seule"};
    const VlMarks other =
        VL_BIT(VL_MARK_NOT) | VL_BIT(VL_MARK_WITHOUT) | VL_BIT(VL_MARK_UP) |
        VL_BIT(VL_MARK_DOWN) | VL_BIT(VL_MARK_HEDGE) | VL_BIT(VL_MARK_AIM) |
        VL_BIT(VL_MARK_PLAN) | VL_BIT(VL_MARK_CITED) |
        VL_BIT(VL_MARK_BASELINE) | VL_BIT(VL_MARK_RECOMMEND);
    for (guint j = from; j < to; j++)
        if (((text->words[j].marks & other) != 0 &&
             !VL_IS_IN(&text->words[j], only)) ||
            vl_tokens_at(text->tokens, j)->marker != 0)
            return FALSE;
    return TRUE;
}

/* Do people, or what is denied, stand shortly behind token i? */
static gboolean
counts_it(const VlSense *claim, const Denied *denied, const VlSense *text,
          guint i, guint to)
{
    for (guint j = i + 1; j < to && j <= i + COUNTS; j++)
        if (vl_sense_has(text, j, VL_MARK_HUMAN) ||
            vl_sense_says(claim, denied->event[0], text, j))
            return TRUE;
    return FALSE;
}

/* "In one patient", "(n = 2)", "8 (33.3 %)": counts those who had it.  -1: it
 * counts none of some. */
static int
counts(const VlSense *claim, const Denied *denied, const VlSense *text,
       guint from, guint to)
{
    static const char *const one[] = {"one", "single"};
    int n = 0;
    gboolean told = FALSE;
    for (guint j = from; j < to; j++) {
        told |= tells_that(text, j);
        n += VL_IS_IN(&text->words[j], one) && text->quantity_of[j] < 0 &&
             counts_it(claim, denied, text, j, to);
    }
    for (guint q = 0; q < text->quantities->len; q++) {
        const VlQuantity *number = vl_sense_quantity(text, q);
        if (number->first < from || number->first >= to)
            continue;
        if (number->value == 0)
            return -1;
        n += (told && (number->role == VL_ROLE_COUNT ||
                       number->role == VL_ROLE_PERCENT)) ||
             (number->role == VL_ROLE_PLAIN && number->unit.n_parts == 0 &&
              counts_it(claim, denied, text, number->last, to));
    }
    return n;
}

/* A sentence that counts what is denied: its first token; -1.  Or -2: one
 * denies it, too. */
static int
find_counted(const VlCase *matter, const Denied *denied, const VlSense *text)
{
    int found = -1;
    for (guint from = 0, to = 0; from < text->n; from = to) {
        for (to = from; to < text->n &&
                        text->sentences[to] == text->sentences[from];)
            to++;
        int at = find_event(matter->claim, denied, text, from, to);
        if (at < 0)
            continue;
        if (is_denied_there(text, at, from, to))
            return -2;
        int counted = counts(matter->claim, denied, text, from, to);
        if (found < 0 && counted > 0 && is_plain(text, from, to) &&
            says_scope(matter->claim, denied, text, from, to,
                       tells_arms(text, from, to, counted)))
            found = (int)from;
    }
    return found;
}

void
vl_check_counted(VlCase *matter)
{
    const VlSense *claim = matter->claim;
    const VlSense *text =
        matter->ground != NULL ? matter->ground : matter->passage;
    for (guint i = 0; i + 1 < claim->n; i++) {
        if (!denies_any(claim, i))
            continue;
        Denied denied = read_denied(claim, i);
        int found = denied.n_event == 0 || denied.full
                        ? -1
                        : find_counted(matter, &denied, text);
        if (found < 0)
            continue;
        VlStretch where = {(int)i,
                           (int)denied.event[denied.n_event - 1]};
        g_autofree char *what = vl_case_words(claim, where);
        g_autofree char *there = vl_case_snippet(text, (guint)found);
        vl_case_note(matter, "absence", VL_RESULT_CONFLICT, where, VL_NOWHERE,
                     "searched the whole source for \u201C%s\u201D: "
                     "\u201C%s ...\u201D",
                     what, there);
        return;
    }
}
