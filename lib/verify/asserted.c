#include "config.h"

#include "verify/case.h"
#include "verify/members.h"

/* What a passage only asks ("to determine whether A causes B", "questions
 * about their interest in B") or excepts ("drugs other than A") it does not
 * say: a claim that has its words from there, and neither asks nor excepts,
 * says more. */

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

/* The token at which the question ends that opens at token i. */
static guint
question_end(const VlSense *sense, guint i, const guint *members)
{
    gboolean first = is_at_start(sense, i);
    guint end = i + 1;
    while (!ends_sentence(sense, end) && !turns(sense, end) &&
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

typedef guint (*EndFunc)(const VlSense *, guint, const guint *);

/* Tokens that stand within what a word of the frame opens. */
static gboolean *
find_within(const VlSense *sense, guint frame, EndFunc find_end)
{
    gboolean *within = g_new0(gboolean, sense->n + 1);
    g_autofree guint *members = vl_sense_members(sense);
    for (guint i = 0; i < sense->n; i++) {
        if ((sense->words[i].frames & frame) == 0)
            continue;
        guint end = find_end(sense, i, members);
        for (guint k = i; k < end; k++)
            within[k] = TRUE;
    }
    return within;
}

/* Words of the claim that the passage has within only; the first of them in
 * first. */
static guint
count_within(const VlCase *matter, const gboolean *within, VlStretch *first)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    guint n = 0;
    for (guint i = 0; i < claim->n; i++) {
        int found = -1;
        gboolean outside = FALSE;
        for (guint j = 0; vl_sense_is_thing(claim, i) && j < passage->n;
             j++) {
            if (passage->words[j].length == 0 ||
                !vl_sense_same(claim, i, passage, j))
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

static const struct {
    guint opens;     /* VlFrame */
    EndFunc find_end;
    guint excuses;   /* of a claim that says so, too: VlFrame */
    VlMarks denials; /* ... or that denies it */
    guint least;     /* words */
    const char *detail;
} scopes[] = {
    {VL_FRAME_ASKED, question_end, VL_FRAME_ASKED | VL_FRAME_EXAMINES,
     VL_BIT(VL_MARK_AIM) | VL_BIT(VL_MARK_PLAN) | VL_BIT(VL_MARK_HEDGE),
     ASKED, "the passage asks this, and does not say it"},
    {VL_FRAME_EXCEPTED, exception_end, VL_FRAME_EXCEPTED,
     VL_BIT(VL_MARK_NOT), 1, "the passage excepts this"},
};

static gboolean
has_frame(const VlSense *sense, guint frames)
{
    for (guint i = 0; i < sense->n; i++)
        if ((sense->words[i].frames & frames) != 0)
            return TRUE;
    return FALSE;
}

void
vl_check_asserted(VlCase *matter)
{
    for (guint k = 0; k < G_N_ELEMENTS(scopes); k++) {
        if ((matter->claim->marks & scopes[k].denials) != 0 ||
            has_frame(matter->claim, scopes[k].excuses) ||
            !has_frame(matter->passage, scopes[k].opens))
            continue;
        g_autofree gboolean *within = find_within(
            matter->passage, scopes[k].opens, scopes[k].find_end);
        VlStretch first = VL_NOWHERE;
        if (count_within(matter, within, &first) >= scopes[k].least)
            vl_case_note(matter, "scope", VL_RESULT_UNDECIDED, VL_NOWHERE,
                         first, "%s", scopes[k].detail);
    }
}
