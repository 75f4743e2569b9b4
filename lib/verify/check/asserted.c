#include "config.h"

#include <string.h>

#include "verify/check/case.h"
#include "verify/sense/joint.h"
#include "verify/sense/members.h"
#include "verify/sense/verb.h"

/* What a passage only asks ("to determine whether A causes B", "questions
 * about their interest in B"), excepts ("drugs other than A") or plans ("A
 * will be measured") it does not say: a claim that has its words from there,
 * and neither asks nor excepts nor plans, says more. */

/* So many words of a claim from a question make it suspect. */
#define ASKED 2
/* Tokens that "other than" reaches. */
#define REACH 6

static gboolean
ends_sentence(const VlSense *sense, guint i)
{
    return i >= sense->n || (i > 0 && sense->sentences[i] !=
                                          sense->sentences[i - 1]);
}

static gboolean
is_at_start(const VlSense *sense, guint i)
{
    return i < 2 || sense->sentences[i - 2] != sense->sentences[i];
}

/* "To determine whether ..., we measured ...": what is said starts here. */
static gboolean
says_we(const VlSense *sense, guint i)
{
    static const char *const words[] = {"we",   "the",  "nous", "i",
                                        "this", "patients", "a", "les"};
    return VL_IS_IN(&sense->words[i], words);
}

static gboolean
turns(const VlSense *sense, guint i)
{
    static const char *const words[] = {"but", "however", "found", "showed",
                                        "mais", "cependant", "revealed"};
    return VL_IS_IN(&sense->words[i], words);
}

/* "To understand A, B was measured": the token behind the one comma before
 * an auxiliary, where no other clause stands between; 0. */
static guint
purpose_end(const VlSense *sense, guint i)
{
    static const char *const to[] = {"to", "pour", "afin"};
    guint comma = 0;
    if (!VL_IS_IN(&sense->words[i], to) || !ends_sentence(sense, i))
        return 0;
    for (guint k = i + 1; !ends_sentence(sense, k); k++) {
        gboolean parted = vl_sense_gap_has(sense, k, ",;:(");
        if (vl_joint_subordinates(sense, k) ||
            vl_joint_reports(sense, k) || (parted && comma > 0))
            return 0;
        comma = parted ? k : comma;
        if (vl_verb_is_auxiliary(sense, k))
            return comma;
    }
    return 0;
}

/* The token at which the question ends that opens at token i. */
static guint
question_end(const VlSense *sense, guint i, const guint *members)
{
    gboolean first = is_at_start(sense, i);
    guint end = i + 1, purpose = purpose_end(sense, i);
    while (!ends_sentence(sense, end) && !turns(sense, end) &&
           end != purpose &&
           sense->clauses[end] == sense->clauses[i] &&
           !(first && members[end] != members[end - 1] &&
             says_we(sense, end)))
        end++;
    return end;
}

static guint
exception_end(const VlSense *sense, guint i, const guint *members)
{
    guint end = i + 1;
    while (!ends_sentence(sense, end) && end <= i + REACH &&
           (members[end] == members[end - 1] ||
            vl_sense_joins(sense, end)))
        end++;
    return end;
}

static guint
plan_end(const VlSense *sense, guint i, const guint *members)
{
    guint end = i + 1;
    (void)members;
    while (!ends_sentence(sense, end) && !turns(sense, end) &&
           sense->clauses[end] == sense->clauses[i])
        end++;
    return end;
}

typedef guint (*EndFunc)(const VlSense *, guint, const guint *);

/* Tokens that stand within what a word of the frame opens. */
static gboolean *
find_within(const VlSense *sense, guint frame, EndFunc find_end)
{
    gboolean *within = g_new0(gboolean, sense->n + 1);
    g_autofree guint *members = vl_sense_members(sense);
    for (guint i = 0; i < sense->n; i++) {
        if (!vl_sense_has_frame(sense, i, frame))
            continue;
        guint end = find_end(sense, i, members);
        for (guint k = i; k < end; k++)
            within[k] = TRUE;
    }
    return within;
}

/* Words of the claim that the passage has within only, and, if asked,
 * numbers; the first of them in first. */
static guint
count_within(const VlCase *matter, const gboolean *within, gboolean numbers,
             VlStretch *first)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    guint n = 0;
    for (guint a = 0; numbers && a < claim->quantities->len; a++) {
        int b = matter->match[a];
        if (b < 0 || !within[vl_sense_quantity(passage, (guint)b)->first])
            continue;
        *first = VL_AT(vl_sense_quantity(passage, (guint)b)->first);
        n++;
    }
    for (guint i = 0; i < claim->n; i++) {
        int found = -1;
        gboolean outside = FALSE;
        for (guint j = 0; vl_sense_is_thing(claim, i) && j < passage->n;
             j++) {
            if (!vl_sense_same(claim, i, passage, j))
                continue;
            outside |= !within[j];
            found = (int)j;
        }
        if (found < 0 || outside)
            continue;
        if (n++ == 0)
            *first = VL_AT(found);
    }
    return n;
}

/* Tokens between "call" or "needed" and "studies" at most. */
#define CALL_REACH 8

static gboolean
is_study(const VlWord *word)
{
    static const char *const words[] = {
        "study",  "studies", "trial",  "trials", "research", "investigations",
        "etudes", "etude",   "essais", "essai",  "recherches"};
    return VL_IS_IN(word, words);
}

static gboolean
calls(const VlSense *sense, guint i)
{
    static const char *const words[] = {
        "call",     "calls",     "called",    "urge",        "urges",
        "need",     "needed",    "warranted", "required",    "lacking",
        "demandent", "appellent", "reclament", "necessaires", "appelle"};
    return VL_IS_IN(&sense->words[i], words);
}

/* "Further trials are needed", "they call for studies on A": more studies
 * are wanted.  last: the last token that says so; -1. */
static int
find_call(const VlSense *sense)
{
    for (guint i = 0; i < sense->n; i++) {
        if (!calls(sense, i) && !vl_sense_has(sense, i, VL_MARK_RECOMMEND))
            continue;
        for (guint k = i > CALL_REACH ? i - CALL_REACH : 0;
             k < sense->n && k <= i + CALL_REACH; k++)
            if (sense->sentences[k] == sense->sentences[i] &&
                is_study(&sense->words[k]))
                return (int)MAX(i, k);
    }
    return -1;
}

/* Both want more studies, and the claim says nothing besides of what they
 * are on: "..., as A improves B" does. */
static gboolean
both_call(const VlCase *matter)
{
    const VlSense *claim = matter->claim;
    int last = find_call(claim);
    if (last < 0 || find_call(matter->passage) < 0)
        return FALSE;
    for (guint i = 0; i < claim->n; i++)
        if ((i > (guint)last && vl_verb_is_finite(claim, i)) ||
            claim->clauses[i] != claim->clauses[last])
            return FALSE;
    return TRUE;
}

static const struct {
    guint opens;     /* VlFrame */
    EndFunc find_end;
    guint excuses;   /* of a claim that says so, too: VlFrame */
    VlMarks denials; /* ... or that denies it */
    guint least;     /* words */
    gboolean called; /* excuses, too, that both want more studies */
    gboolean numbers; /* count, too */
    const char *detail;
} scopes[] = {
    {VL_FRAME_ASKED, question_end, VL_FRAME_ASKED | VL_FRAME_EXAMINES,
     VL_BIT(VL_MARK_AIM) | VL_BIT(VL_MARK_PLAN) | VL_BIT(VL_MARK_HEDGE),
     ASKED, TRUE, FALSE, "the passage asks this, and does not say it"},
    {VL_FRAME_EXCEPTED, exception_end, VL_FRAME_EXCEPTED,
     VL_BIT(VL_MARK_NOT), 1, FALSE, FALSE,
     "the passage excepts this"},
    {VL_FRAME_PLANNED, plan_end, VL_FRAME_PLANNED | VL_FRAME_ASKED,
     VL_BIT(VL_MARK_AIM) | VL_BIT(VL_MARK_PLAN) | VL_BIT(VL_MARK_HEDGE),
     1, FALSE, TRUE,
     "the passage plans this, and does not say that it was done"},
};

static gboolean
has_frame(const VlSense *sense, guint frames)
{
    for (guint i = 0; i < sense->n; i++)
        if (vl_sense_has_frame(sense, i, frames))
            return TRUE;
    return FALSE;
}

/* "Pain was measured", "they enrolled", but not "pain is measured". */
static gboolean
tells_past(const VlSense *sense)
{
    static const char *const past[] = {"was", "were", "had", "did",
                                       "etait", "etaient", "ont", "ete"};
    for (guint i = 0; i < sense->n; i++) {
        const VlWord *word = &sense->words[i];
        gboolean ends = word->length > 4 &&
                        memcmp(word->key + word->length - 2, "ed", 2) == 0;
        if (vl_sense_has(sense, i, VL_MARK_PAST) || VL_IS_IN(word, past) ||
            (ends && !sense->comma && vl_verb_is_finite(sense, i) &&
             !vl_verb_is_auxiliary(sense, i - 1)))
            return TRUE;
    }
    return FALSE;
}

/* Does the claim, too, ask, except or plan? */
static gboolean
is_excused(const VlCase *matter, guint k)
{
    VlMarks denials = scopes[k].denials;
    if (scopes[k].opens == VL_FRAME_PLANNED && !tells_past(matter->claim))
        return TRUE;
    if (scopes[k].called && both_call(matter))
        return TRUE;
    /* "Trials are needed, as A improves B" plans and says. */
    if (scopes[k].called && find_call(matter->claim) >= 0)
        denials &= ~VL_BIT(VL_MARK_PLAN);
    return (matter->claim->marks & denials) != 0 ||
           has_frame(matter->claim, scopes[k].excuses);
}

void
vl_check_asserted(VlCase *matter)
{
    for (guint k = 0; k < G_N_ELEMENTS(scopes); k++) {
        if (!has_frame(matter->passage, scopes[k].opens) ||
            is_excused(matter, k))
            continue;
        g_autofree gboolean *within = find_within(
            matter->passage, scopes[k].opens, scopes[k].find_end);
        VlStretch first = VL_NOWHERE;
        if (count_within(matter, within, scopes[k].numbers, &first) >=
            scopes[k].least)
            vl_case_note(matter, "scope", VL_RESULT_UNDECIDED, VL_NOWHERE,
                         first, "%s", scopes[k].detail);
    }
}
