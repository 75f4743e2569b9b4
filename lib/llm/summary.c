#include "config.h"

#include "llm/summary.h"

#include <string.h>

#include "llm/answer.h"
#include "llm/parts.h"
#include "llm/quote.h"

/* ---- Reading an answer ---- */

/* In the order of the schema: what each list holds is in its items. */
static const char *const lists[] = {"scope", "limits", "findings",
                                    "conclusions"};

static gboolean
is_said(const GPtrArray *claims, const char *text)
{
    for (guint i = 0; i < claims->len; i++)
        if (g_str_equal(((VlClaim *)claims->pdata[i])->text, text))
            return TRUE;
    return FALSE;
}

static void
read_claim(const VlSaidOf *of, const VlNumbered *numbered, const cJSON *item,
           const char *language, GPtrArray *claims)
{
    VlClaimKind kind = VL_CLAIM_RESULT;
    g_autofree char *text =
        vl_numbered_clean(vl_json_get_string(item, "text", ""));
    g_strstrip(text);
    if (!vl_claim_kind_from_name(vl_json_get_string(item, "kind", ""),
                                 &kind) ||
        *text == '\0' || is_said(claims, text))
        return;
    g_autofree char *quote =
        vl_numbered_clean(vl_json_get_string(item, "quote", ""));
    g_autoptr(GPtrArray) sentences = vl_numbered_named(numbered, item);
    g_ptr_array_add(claims, vl_said_claim(of, kind, text, quote, sentences,
                                          language));
}

/* Of what the model takes for spin only the paper's own words are shown, and
 * only where it quotes them. */
static void
read_spin(const VlSaidOf *of, const VlNumbered *numbered, const cJSON *item,
          GPtrArray *spin)
{
    g_autofree char *quote =
        vl_numbered_clean(vl_json_get_string(item, "quote", ""));
    g_autoptr(GPtrArray) sentences = vl_numbered_named(numbered, item);
    if (sentences->len == 0 || !vl_said_stands(sentences, quote))
        return;
    g_ptr_array_add(spin, vl_quote_of_sentence(of->reading,
                                               sentences->pdata[0]));
}

gboolean
vl_summary_read(const VlPrompt *prompt, const VlSaidOf *of,
                const VlNumbered *numbered, const char *language,
                const char *answer, GPtrArray *claims, GPtrArray *spin,
                GError **error)
{
    g_autoptr(cJSON) tree =
        vl_answer_parse(answer, strlen(answer), prompt->schema, error);
    if (tree == NULL)
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(lists); i++) {
        const cJSON *item = NULL, *list = vl_json_get(tree, lists[i]);
        cJSON_ArrayForEach(item, list)
            read_claim(of, numbered, item, language, claims);
    }
    const cJSON *item = NULL, *list = vl_json_get(tree, "spin");
    cJSON_ArrayForEach(item, list)
        read_spin(of, numbered, item, spin);
    return TRUE;
}

/* ---- Asking ---- */

typedef struct {
    const VlSummaryPlan *plan;
    const VlSaidOf *of;
    GPtrArray *claims;
    VlAsked *asked;
} Summary;

static gboolean
read_part(const VlNumbered *numbered, const char *answer, gpointer data,
          GError **error)
{
    const Summary *summary = data;
    return vl_summary_read(summary->plan->prompt, summary->of, numbered,
                           summary->plan->language, answer, summary->claims,
                           summary->asked->spin, error);
}

GPtrArray *
vl_summary_ask(const VlSummaryPlan *plan, const VlReading *reading,
               VlAsked **asked, GError **error)
{
    g_autoptr(GPtrArray) sentences = vl_numbered_choose(reading, FALSE);
    g_autoptr(GPtrArray) claims =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_claim_free);
    g_autoptr(VlAsked) found = vl_asked_new();
    g_autoptr(VlSaidOf) of = vl_said_of_new(reading);
    Summary summary = {plan, of, claims, found};
    const VlPartsPlan parts = {.model = plan->model,
                               .prompt = plan->prompt,
                               .title = plan->title,
                               .subject = plan->subject,
                               .of_pdf_dir = plan->of_pdf_dir,
                               .read = read_part,
                               .data = &summary};
    if (!vl_parts_ask(&parts, reading, sentences, found, error))
        return NULL;
    *asked = g_steal_pointer(&found);
    return g_steal_pointer(&claims);
}
