#include "config.h"

#include "verify/focus.h"

#include <string.h>

#include "verify/check/case.h"

/* Weights: a number of the claim, a name, any other word; and what each
 * further sentence costs. */
#define NUMBER 2.0
#define NAME 1.5
#define WORD 1.0
#define SENTENCE 0.4
#define MAX_WINDOW 3
/* Sentences looked at for one claim at most. */
#define MAX_SENTENCES 32

typedef struct {
    const VlSense *claim;
    const VlNames *names;
    guint n_things;
    guint *things;   /* tokens of the claim; for a number its first one */
    double *weights; /* of each of them */
    gboolean *has;   /* sentence x thing */
    double total;
} Search;

static gboolean
is_name(const VlSense *sense, guint i)
{
    const VlToken *token = vl_tokens_at(sense->tokens, i);
    return (token->flags & VL_TOKEN_CAPITALS) != 0 ||
           ((token->flags & VL_TOKEN_CAPITAL) != 0 && i > 0);
}

static void
list_things(Search *search)
{
    const VlSense *claim = search->claim;
    search->things = g_new(guint, claim->n + 1);
    search->weights = g_new(double, claim->n + 1);
    for (guint i = 0; i < claim->n; i++) {
        int k = claim->quantity_of[i];
        gboolean number =
            k >= 0 && vl_sense_quantity(claim, (guint)k)->first == i;
        if (!number && (k >= 0 || !vl_sense_is_content(claim, i)))
            continue;
        double weight = number ? NUMBER : is_name(claim, i) ? NAME : WORD;
        search->things[search->n_things] = i;
        search->weights[search->n_things++] = weight;
        search->total += weight;
    }
}

static gboolean
has_number(const VlSense *sentence, const VlQuantity *quantity)
{
    const char *how = NULL;
    for (guint k = 0; k < sentence->quantities->len; k++)
        if (vl_quantity_equal(quantity, vl_sense_quantity(sentence, k), &how))
            return TRUE;
    return FALSE;
}

static gboolean
has_thing(const VlSense *claim, guint i, const VlSense *sentence)
{
    int k = claim->quantity_of[i];
    if (k >= 0)
        return has_number(sentence, vl_sense_quantity(claim, (guint)k));
    return vl_sense_has_word(sentence, claim, i);
}

/* What sentence number s, the one given, holds. */
static void
look_in(Search *search, guint s, const char *text)
{
    g_autoptr(VlSense) sentence = vl_sense_new(text, NULL);
    vl_names_apply(search->names, sentence);
    gboolean *row = search->has + (gsize)s * search->n_things;
    for (guint t = 0; t < search->n_things; t++)
        row[t] = has_thing(search->claim, search->things[t], sentence);
}

static double
weigh(const Search *search, guint first, guint n)
{
    double sum = 0;
    for (guint t = 0; t < search->n_things; t++) {
        gboolean found = FALSE;
        for (guint s = first; s < first + n && !found; s++)
            found = search->has[(gsize)s * search->n_things + t];
        sum += found ? search->weights[t] : 0;
    }
    return sum;
}

static gboolean
overlaps(const VlFocus *a, guint run, guint first, guint n)
{
    return a->run == run && first < a->first + a->n && a->first < first + n;
}

/* Is the window one that none of those before touches? */
static gboolean
is_free(const VlFocus *focuses, guint n_focuses, guint run, guint first,
        guint n)
{
    for (guint i = 0; i < n_focuses; i++)
        if (overlaps(&focuses[i], run, first, n))
            return FALSE;
    return TRUE;
}

static VlFocus
find_best(const Search *search, const VlRun *runs, guint n_runs,
          const VlFocus *focuses, guint n_focuses)
{
    VlFocus best = {0};
    double most = 0;
    for (guint r = 0, base = 0; r < n_runs; base += runs[r++].n)
        for (guint first = 0; first < runs[r].n; first++)
            for (guint n = 1; n <= MAX_WINDOW && first + n <= runs[r].n;
                 n++) {
                if (base + first + n > MAX_SENTENCES ||
                    !is_free(focuses, n_focuses, r, first, n))
                    break;
                double sum = weigh(search, base + first, n);
                double worth = sum - SENTENCE * (n - 1);
                if (sum > 0 && worth > most) {
                    most = worth;
                    best = (VlFocus){r, first, n, sum / search->total};
                }
            }
    return best;
}

guint
vl_focus_find(const VlQuestion *question, const VlRun *runs, guint n_runs,
              VlFocus *focuses, guint most)
{
    g_autoptr(VlSense) sense = vl_sense_new(question->claim, question->lang);
    vl_names_apply(question->names, sense);
    Search search = {.claim = sense, .names = question->names};
    list_things(&search);
    search.has = g_new0(gboolean, (gsize)MAX_SENTENCES * search.n_things + 1);
    guint at = 0, n = 0;
    for (guint r = 0; r < n_runs; r++)
        for (guint s = 0; s < runs[r].n && at < MAX_SENTENCES; s++)
            look_in(&search, at++, runs[r].sentences[s]);
    while (n < most) {
        VlFocus focus = find_best(&search, runs, n_runs, focuses, n);
        if (focus.n == 0)
            break;
        focuses[n++] = focus;
    }
    g_free(search.things);
    g_free(search.weights);
    g_free(search.has);
    return n;
}

char *
vl_focus_text(const VlRun *run, const VlFocus *focus)
{
    GString *text = g_string_new(NULL);
    for (guint i = focus->first; i < focus->first + focus->n; i++)
        g_string_append_printf(text, "%s%s", i > focus->first ? " " : "",
                               run->sentences[i]);
    return g_string_free(text, FALSE);
}
