#include "config.h"

#include "llm/opinion.h"

#include <string.h>

#include "llm/answer.h"
#include "llm/numbered.h"
#include "llm/quote.h"
#include "llm/said.h"

/* Sentences before and after a passage that the judge sees, too. */
#define NEIGHBOURS 2
/* Tokens of its answer. */
#define MAX_OUTPUT 1024

void
vl_opinion_asked_clear(VlOpinionAsked *asked)
{
    vl_opinion_free(asked->opinion);
    g_free(asked->detail);
    *asked = (VlOpinionAsked){NULL, NULL, NULL};
}

static gboolean
touches(const VlSentence *sentence, VlSpan place)
{
    for (guint i = 0; i < sentence->segments->len; i++) {
        VlSpan own = g_array_index(sentence->segments, VlSpan, i);
        if (own.start < place.end && place.start < own.end)
            return TRUE;
    }
    return FALSE;
}

/* The sentences at a place, from *first to before *end of all of them, with
 * their neighbours; FALSE: there is none. */
static gboolean
find_around(const GPtrArray *all, VlSpan place, guint *first, guint *end)
{
    gboolean found = FALSE;
    for (guint i = 0; i < all->len; i++) {
        if (!touches(all->pdata[i], place))
            continue;
        if (!found)
            *first = i > NEIGHBOURS ? i - NEIGHBOURS : 0;
        *end = MIN(i + NEIGHBOURS + 1, all->len);
        found = TRUE;
    }
    return found;
}

/* The sentences of the places with their neighbours, in the order of the
 * paper. */
static GPtrArray *
shown_sentences(const GArray *places, const VlReading *reading)
{
    g_autoptr(GPtrArray) all = vl_numbered_choose(reading, TRUE);
    g_autoptr(GHashTable) wanted = g_hash_table_new(NULL, NULL);
    GPtrArray *shown = g_ptr_array_new();
    for (guint i = 0; i < places->len; i++) {
        guint first = 0, end = 0;
        if (find_around(all, g_array_index(places, VlSpan, i), &first, &end))
            for (guint k = first; k < end; k++)
                g_hash_table_add(wanted, all->pdata[k]);
    }
    for (guint i = 0; i < all->len; i++)
        if (g_hash_table_contains(wanted, all->pdata[i]))
            g_ptr_array_add(shown, all->pdata[i]);
    return shown;
}

static void
take_opinion(const VlOpinionPlan *plan, const char *said,
             const GPtrArray *sentences, const VlReading *reading,
             const VlModelReply *reply, VlOpinionAsked *asked)
{
    asked->opinion = vl_opinion_new(
        said, reply->model != NULL ? reply->model : plan->name);
    for (guint i = 0; i < sentences->len; i++)
        g_ptr_array_add(asked->opinion->quotes,
                        vl_quote_of_sentence(reading, sentences->pdata[i]));
}

static void
read_opinion(const VlOpinionPlan *plan, const VlReading *reading,
             const VlNumbered *numbered, const VlModelReply *reply,
             VlOpinionAsked *asked)
{
    g_autoptr(GError) problem = NULL;
    g_autoptr(cJSON) tree = vl_answer_parse(
        reply->text, strlen(reply->text), plan->prompt->schema, &problem);
    asked->outcome = tree != NULL ? "answered" : "malformed";
    if (tree == NULL) {
        asked->detail = g_strdup(problem->message);
        return;
    }
    g_autoptr(GPtrArray) sentences = vl_numbered_named(numbered, tree);
    const char *said = vl_json_get_string(tree, "opinion", "");
    const char *quote = vl_json_get_string(tree, "quote", "");
    gboolean stands = sentences->len <= VL_SAID_MAX_SENTENCES &&
                      vl_said_stands(sentences, quote);
    if (!stands)
        g_ptr_array_set_size(sentences, 0);
    /* Who can tell must show where. */
    if (vl_opinion_is_known(said) &&
        (stands || g_str_equal(said, "does_not_say") ||
         g_str_equal(said, "cannot_tell"))) {
        take_opinion(plan, said, sentences, reading, reply, asked);
        return;
    }
    asked->outcome = "malformed";
    asked->detail = g_strdup("the answer quotes nothing of what it was shown");
}

gboolean
vl_opinion_of(const VlOpinionPlan *plan, const char *sentence,
              const GArray *places, const VlReading *reading,
              VlOpinionAsked *asked, GError **error)
{
    g_autoptr(GPtrArray) shown = shown_sentences(places, reading);
    g_autoptr(VlNumbered) numbered =
        vl_numbered_new(reading, shown, 0, shown->len);
    g_autofree char *text = vl_numbered_clean(sentence);
    const char *const pairs[] = {"sentences", numbered->text, "claim", text,
                                 NULL};
    g_autofree char *user = vl_prompt_fill(plan->prompt->user, pairs);
    g_autofree char *schema = vl_prompt_schema(
        plan->prompt, vl_model_takes_ranges(plan->model) ? shown->len : 0,
        NULL);
    const VlModelCall call = {.purpose = plan->prompt->purpose,
                              .subject = plan->subject,
                              .system = plan->prompt->system,
                              .user = user,
                              .schema_name = plan->prompt->purpose,
                              .schema = schema,
                              .max_output = MAX_OUTPUT,
                              .of_pdf_dir = plan->of_pdf_dir};
    g_autoptr(VlModelReply) reply = vl_model_ask(plan->model, &call, error);
    if (reply == NULL)
        return FALSE;
    asked->outcome = vl_model_outcome_name(reply->outcome);
    if (reply->outcome == VL_MODEL_ANSWERED)
        read_opinion(plan, reading, numbered, reply, asked);
    else
        asked->detail = g_strdup(reply->detail);
    return TRUE;
}

gboolean
vl_opinion_ask(const VlOpinionPlan *plan, VlClaim *claim,
               const VlReading *reading, GError **error)
{
    if (claim->verdict != VL_VERDICT_UNDECIDED || claim->quotes->len == 0)
        return TRUE;
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(VlSpan));
    for (guint i = 0; i < claim->quotes->len; i++)
        g_array_append_val(places,
                           ((VlQuote *)claim->quotes->pdata[i])->hit->span);
    g_auto(VlOpinionAsked) asked = {NULL, NULL, NULL};
    if (!vl_opinion_of(plan, claim->text, places, reading, &asked, error))
        return FALSE;
    claim->opinion = g_steal_pointer(&asked.opinion);
    return TRUE;
}
