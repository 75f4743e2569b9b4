#include "config.h"

#include "verify/check/cause.h"

#include "verify/sense/grammar.h"

/* "Withdrawal due to adverse events" names an outcome. */
static gboolean
is_named_by_cause(const VlSense *sense, guint i)
{
    static const char *const stems[] = {"discontinu", "withdraw", "dropout",
                                        "admission", "hospital", "visit",
                                        "absence",  "interrupt"};
    static const char *const lead[] = {"lead", "leads", "led"};
    static const char *const rules[] = {"exclu", "inelig"};
    const VlWord *word = i > 0 ? &sense->words[i - 1] : NULL;
    guint next = i + sense->words[i].n_words;
    if (word == NULL || sense->words[i].n_words < 2)
        return FALSE;
    /* "Led to exclusion": a rule of the study. */
    if (VL_IS_IN(&sense->words[i], lead) && next < sense->n &&
        VL_HAS_STEM(&sense->words[next], rules))
        return TRUE;
    return vl_sense_has(sense, i - 1, VL_MARK_HARM) ||
           VL_HAS_STEM(word, stems);
}

/* "Results in the whole population were alike": no verb. */
static gboolean
is_noun(const VlSense *sense, guint i)
{
    static const char *const results[] = {"results", "result"};
    static const char *const before[] = {"the", "these", "similar", "our",
                                         "and", "other", "its"};
    return VL_IS_IN(&sense->words[i], results) &&
           (i == 0 || sense->sentences[i - 1] != sense->sentences[i] ||
            VL_IS_IN(&sense->words[i - 1], before));
}

/* "Made no difference", "made part of": the noun says what was done. */
static gboolean
is_light_verb(const VlSense *sense, guint i)
{
    static const char *const made[] = {"make", "makes", "made"};
    static const char *const nouns[] = {
        "difference", "differences", "part",     "parts",     "up",
        "use",        "progress",    "decision", "decisions", "diagnosis",
        "diagnoses",  "attempt",     "attempts", "contact",   "choice",
        "choices",    "change",      "changes",  "visit",     "visits",
        "call",       "calls",       "available", "sure",     "recommendation",
    };
    static const char *const where[] = {"at", "in", "on", "within", "during",
                                        "by", "of", "from", "after"};
    if (!VL_IS_IN(&sense->words[i], made))
        return FALSE;
    /* "Were all made within 15 km" */
    if (i + 1 == sense->n || VL_IS_IN(&sense->words[i + 1], where))
        return TRUE;
    for (guint k = i + 1; k < sense->n && k <= i + 5; k++)
        if (sense->clauses[k] == sense->clauses[i] &&
            VL_IS_IN(&sense->words[k], nouns))
            return TRUE;
    return FALSE;
}

/* French "entraînement", "les hommes entraînés" and "ils s'entraînaient" are
 * of training, not of "entraîner", to bring about. */
static gboolean
is_training(const VlSense *sense, guint i)
{
    static const char *const words[] = {
        "entrainement", "entrainements", "entraines", "entrainee",
        "entrainees",   "entraineur",    "entraineurs",
    };
    static const char *const by[] = {"par"};
    static const char *const itself[] = {"se"};
    static const char *const stems[] = {"entrain"};
    const VlWord *word = &sense->words[i];
    if (VL_HAS_STEM(word, stems) &&
        (vl_grammar_is_elided(sense, i, "s") ||
         (i > 0 && VL_IS_IN(word - 1, itself))))
        return TRUE;
    return VL_IS_IN(word, words) &&
           !(i + 1 < sense->n && VL_IS_IN(&sense->words[i + 1], by));
}

/* "Because of", "owing to": what says why, in whatever words. */
gboolean
vl_cause_is_reason(const VlSense *sense, guint i)
{
    static const char *const words[] = {"because", "owing", "due", "thanks",
                                        "en", "a", "grace", "du", "dus",
                                        "reason", "reasons"};
    return VL_IS_IN(&sense->words[i], words);
}

/* Words of a verb's subject at most. */
#define SUBJECT 5

/* "Made no difference", "was not due to" claim no effect; "could not be
 * obtained because of delirium" denies something else. */
static gboolean
is_denied_cause(const VlSense *sense, guint i)
{
    static const char *const none[] = {"no", "none", "aucun", "aucune",
                                       "neither", "without", "sans"};
    gboolean reason = vl_cause_is_reason(sense, i);
    guint before = reason ? 2 : 3, behind = reason ? 0 : 2;
    for (guint k = i > before ? i - before : 0;
         k < sense->n && k <= i + behind; k++)
        if (vl_sense_has(sense, k, VL_MARK_NOT) ||
            vl_sense_has(sense, k, VL_MARK_INSIGNIFICANT))
            return TRUE;
    /* "No flare of psoriasis was attributable to A" */
    for (guint k = i; k-- > 0 && i - k <= SUBJECT;)
        if (sense->clauses[k] == sense->clauses[i] &&
            VL_IS_IN(&sense->words[k], none))
            return !reason;
    return FALSE;
}

/* "Were counted as cured" */
static gboolean
is_state(const VlSense *sense, guint i)
{
    static const char *const words[] = {"cured"};
    static const char *const before[] = {"as", "be", "been", "was", "were",
                                         "considered", "subjects",
                                         "patients"};
    return i > 0 && VL_IS_IN(&sense->words[i], words) &&
           VL_IS_IN(&sense->words[i - 1], before);
}

int
vl_cause_next(const VlSense *sense, guint from)
{
    for (guint i = from; i < sense->n; i++) {
        if (!vl_sense_has(sense, i, VL_MARK_CAUSE) || is_noun(sense, i) ||
            is_named_by_cause(sense, i) || is_light_verb(sense, i) ||
            is_training(sense, i) || is_denied_cause(sense, i) ||
            is_state(sense, i))
            continue;
        return (int)i;
    }
    return -1;
}
