#include "config.h"

#include "verify/check/case.h"

/* "No serious adverse events were reported": the passage cannot show it, so
 * the whole source is searched, and what was searched is said. */

#define MAX_WORDS 4
/* Tokens after the negation that it is about. */
#define REACH 7

typedef struct {
    guint tokens[MAX_WORDS];
    guint n, last;
    gboolean harm, whole; /* whole: of no arm or cause in particular */
} Subject;

static gboolean
is_report(const VlWord *word)
{
    static const char *const words[] = {
        "report", "reported", "reports", "mention", "mentioned", "mentions",
        "describe", "described", "describes", "occurred", "seen", "noted",
        "recorded", "observed", "documented", "rapporte", "rapportee",
        "rapportes", "mentionne", "signale", "signales", "survenu",
        "survenus", "decrit", "decrits",
    };
    return VL_IS_IN(word, words);
}

/* What the negation at token i denies. */
static Subject
read_subject(const VlSense *claim, guint i)
{
    Subject subject = {.last = i, .whole = TRUE};
    for (guint k = i + 1; k < claim->n && k <= i + REACH; k++) {
        if (claim->clauses[k] != claim->clauses[i])
            break;
        gboolean report = is_report(&claim->words[k]);
        subject.harm |= vl_sense_has(claim, k, VL_MARK_HARM);
        if (vl_sense_is_content(claim, k) && !report &&
            subject.n < MAX_WORDS) {
            subject.tokens[subject.n++] = k;
            subject.last = k;
        }
        if (report)
            break;
    }
    for (guint k = subject.last + 1; k < claim->n; k++)
        subject.whole &= claim->sentences[k] != claim->sentences[i] ||
                         !vl_sense_is_content(claim, k) ||
                         is_report(&claim->words[k]);
    return subject;
}

typedef struct {
    int found;        /* a token of the best sentence; -1 */
    gboolean counted; /* it gives a number above 0 */
} Hit;

/* Looks at the sentence of tokens from to to of the source. */
static void
look(const VlCase *matter, const Subject *subject, guint from, guint to,
     Hit *hit)
{
    const VlSense *ground = matter->ground;
    gboolean counted = FALSE;
    for (guint j = from; j < to; j++) {
        int k = ground->quantity_of[j];
        const VlQuantity *quantity =
            k >= 0 ? vl_sense_quantity(ground, (guint)k) : NULL;
        if (vl_sense_has(ground, j, VL_MARK_NOT) ||
            vl_sense_has(ground, j, VL_MARK_WITHOUT) ||
            vl_sense_has(ground, j, VL_MARK_AIM) ||
            vl_sense_has(ground, j, VL_MARK_CITED) ||
            vl_tokens_at(ground->tokens, j)->marker != 0)
            return;
        counted |= quantity != NULL && quantity->value > 0 &&
                   (quantity->role == VL_ROLE_PERCENT ||
                    quantity->role == VL_ROLE_COUNT ||
                    (quantity->role == VL_ROLE_PLAIN &&
                     quantity->unit.n_parts == 0));
    }
    if (hit->counted || (hit->found >= 0 && !counted) ||
        !vl_case_source_has(matter, subject->tokens, subject->n, from, to))
        return;
    *hit = (Hit){(int)from, counted};
}

static Hit
search(const VlCase *matter, const Subject *subject)
{
    const VlSense *ground = matter->ground;
    Hit hit = {.found = -1};
    for (guint from = 0; from < ground->n;) {
        guint to = from + 1;
        while (to < ground->n &&
               ground->sentences[to] == ground->sentences[from])
            to++;
        look(matter, subject, from, to, &hit);
        from = to;
    }
    return hit;
}

void
vl_check_absence(VlCase *matter)
{
    const VlSense *claim = matter->claim;
    if (matter->ground == NULL || matter->whole ||
        (matter->passage->marks & (VL_BIT(VL_MARK_NOT) |
                                   VL_BIT(VL_MARK_WITHOUT))) != 0)
        return;
    for (guint i = 0; i < claim->n; i++) {
        /* "Did not differ" tells of no absence. */
        if (!vl_sense_has(claim, i, VL_MARK_NOT) ||
            vl_sense_has(claim, i, VL_MARK_INSIGNIFICANT) ||
            (i + 1 < claim->n &&
             vl_sense_has(claim, i + 1, VL_MARK_DIFFER)))
            continue;
        Subject subject = read_subject(claim, i);
        if (!subject.harm || subject.n < 2)
            continue;
        Hit hit = search(matter, &subject);
        g_autofree char *what = vl_case_words(
            claim, (VlStretch){(int)subject.tokens[0], (int)subject.last});
        g_autofree char *there =
            hit.found >= 0 ? vl_case_snippet(matter->ground, (guint)hit.found)
                           : NULL;
        vl_case_note(matter, "absence",
                     hit.counted && subject.whole ? VL_RESULT_CONFLICT
                                                  : VL_RESULT_UNDECIDED,
                     (VlStretch){(int)i, (int)subject.last}, VL_NOWHERE,
                     there != NULL
                         ? "searched the whole source for \u201C%s\u201D: "
                           "\u201C%s ...\u201D"
                         : "searched the whole source for \u201C%s\u201D: "
                           "not found there%s",
                     what, there != NULL ? there : "");
        return;
    }
}
