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

/* The passages of the claim with their neighbours, in the order of the
 * paper. */
static GPtrArray *
shown_sentences(const VlClaim *claim, const VlReading *reading)
{
    g_autoptr(GPtrArray) all = vl_numbered_choose(reading, TRUE);
    g_autoptr(GHashTable) wanted = g_hash_table_new(NULL, NULL);
    GPtrArray *shown = g_ptr_array_new();
    for (guint i = 0; i < claim->quotes->len; i++) {
        const VlQuote *quote = claim->quotes->pdata[i];
        const VlSentence *sentence =
            vl_sentence_at(reading, quote->hit->span.start);
        guint at = 0;
        if (!g_ptr_array_find(all, sentence, &at))
            continue;
        for (guint k = at > NEIGHBOURS ? at - NEIGHBOURS : 0;
             k <= at + NEIGHBOURS && k < all->len; k++)
            g_hash_table_add(wanted, all->pdata[k]);
    }
    for (guint i = 0; i < all->len; i++)
        if (g_hash_table_contains(wanted, all->pdata[i]))
            g_ptr_array_add(shown, all->pdata[i]);
    return shown;
}

static void
read_opinion(const VlOpinionPlan *plan, VlClaim *claim,
             const VlReading *reading, const VlNumbered *numbered,
             const VlModelReply *reply)
{
    g_autoptr(cJSON) tree = vl_answer_parse(
        reply->text, strlen(reply->text), plan->prompt->schema, NULL);
    if (tree == NULL)
        return;
    g_autoptr(GPtrArray) sentences = vl_numbered_named(numbered, tree);
    const char *said = vl_json_get_string(tree, "opinion", NULL);
    const char *quote = vl_json_get_string(tree, "quote", "");
    gboolean stands =
        sentences->len <= VL_SAID_MAX_SENTENCES &&
        vl_said_stands(sentences, quote);
    /* Who can tell must show where. */
    if (!vl_opinion_is_known(said) ||
        (!stands && !g_str_equal(said, "does_not_say") &&
         !g_str_equal(said, "cannot_tell")))
        return;
    claim->opinion = vl_opinion_new(
        said, reply->model != NULL ? reply->model : plan->name);
    for (guint i = 0; stands && i < sentences->len; i++)
        g_ptr_array_add(claim->opinion->quotes,
                        vl_quote_of_sentence(reading, sentences->pdata[i]));
}

gboolean
vl_opinion_ask(const VlOpinionPlan *plan, VlClaim *claim,
               const VlReading *reading, GError **error)
{
    if (claim->verdict != VL_VERDICT_UNDECIDED || claim->quotes->len == 0)
        return TRUE;
    g_autoptr(GPtrArray) shown = shown_sentences(claim, reading);
    g_autoptr(VlNumbered) numbered =
        vl_numbered_new(reading, shown, 0, shown->len);
    g_autofree char *text = vl_numbered_clean(claim->text);
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
    if (reply->outcome == VL_MODEL_ANSWERED)
        read_opinion(plan, claim, reading, numbered, reply);
    return TRUE;
}
