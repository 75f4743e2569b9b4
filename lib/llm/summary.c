#include "config.h"

#include "llm/summary.h"

#include <string.h>

#include "base/error.h"
#include "llm/answer.h"
#include "llm/numbered.h"
#include "llm/quote.h"
#include "llm/tokens.h"

/* Tokens of an answer about one part; twice as many are asked for by the
 * model's own retry. */
#define MAX_OUTPUT VL_MODEL_MAX_OUTPUT
/* Tokens that a line of its own costs beside its text. */
#define LINE_TOKENS 6
/* A part that is too long, or whose answer is cut off, is halved so often. */
#define MAX_HALVINGS 3
/* Sentences below which halving makes no sense. */
#define MIN_PART 4
/* The most tokens of one part, whatever the context: long prompts are read
 * badly. */
#define MAX_PART 24000

/* ---- Reading an answer ---- */

/* In the order of the schema: what each list holds is in its items. */
static const char *const lists[] = {"scope", "limits", "findings",
                                    "conclusions"};

static GPtrArray *
named_sentences(const VlNumbered *numbered, const cJSON *item)
{
    GPtrArray *sentences = g_ptr_array_new();
    const cJSON *id = NULL, *ids = vl_json_get(item, "sids");
    cJSON_ArrayForEach(id, ids)
    {
        VlSentence *sentence =
            cJSON_IsNumber(id)
                ? vl_numbered_get(numbered, (gint64)id->valuedouble)
                : NULL;
        if (sentence != NULL)
            g_ptr_array_add(sentences, sentence);
    }
    return sentences;
}

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
    g_autoptr(GPtrArray) sentences = named_sentences(numbered, item);
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
    g_autoptr(GPtrArray) sentences = named_sentences(numbered, item);
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
    const VlReading *reading;
    const GPtrArray *sentences; /* VlSentence: those that are asked about */
    VlSaidOf *of;
    GPtrArray *claims;
    VlAsked *asked;
} Asker;

static void
add_count(gint64 *sum, gint64 more)
{
    if (more >= 0)
        *sum = MAX(*sum, 0) + more;
}

static void
note_reply(VlAsked *asked, const VlModelReply *reply)
{
    asked->tries += reply->tries;
    asked->kept += reply->from_store;
    add_count(&asked->input_tokens, reply->input_tokens);
    add_count(&asked->output_tokens, reply->output_tokens);
    add_count(&asked->cost, reply->cost);
    if (asked->model == NULL)
        asked->model = g_strdup(reply->model);
}

/* The first failure is told; later ones are most often the same. */
static void
note_failure(VlAsked *asked, const char *outcome, const char *detail)
{
    if (asked->outcome != NULL)
        return;
    asked->outcome = g_strdup(outcome);
    asked->detail = g_strdup(detail != NULL ? detail : outcome);
}

static VlModelReply *
ask(const Asker *asker, const VlNumbered *numbered, GError **error)
{
    const VlSummaryPlan *plan = asker->plan;
    const VlPrompt *prompt = plan->prompt;
    g_autofree char *title =
        vl_numbered_clean(plan->title != NULL ? plan->title : "?");
    const char *const pairs[] = {"sentences", numbered->text, "title", title,
                                 NULL};
    g_autofree char *user = vl_prompt_fill(prompt->user, pairs);
    g_autofree char *schema = vl_prompt_schema(
        prompt,
        vl_model_takes_ranges(plan->model) ? numbered->sentences->len : 0,
        NULL);
    const VlModelCall call = {.purpose = prompt->purpose,
                              .subject = plan->subject,
                              .system = prompt->system,
                              .user = user,
                              .schema_name = prompt->purpose,
                              .schema = schema,
                              .max_output = MAX_OUTPUT,
                              .of_pdf_dir = plan->of_pdf_dir};
    return vl_model_ask(plan->model, &call, error);
}

static gboolean
take_answer(Asker *asker, const VlNumbered *numbered, const char *text)
{
    g_autoptr(GError) error = NULL;
    VlAsked *asked = asker->asked;
    if (!vl_summary_read(asker->plan->prompt, asker->of, numbered,
                         asker->plan->language, text, asker->claims,
                         asked->spin, &error)) {
        note_failure(asked, "malformed", error->message);
        return FALSE;
    }
    asked->answered++;
    asked->read += numbered->sentences->len;
    return TRUE;
}

/* Asks about sentences first to first + n - 1.  FALSE with *error: no paper
 * can be asked about. */
static gboolean
ask_part(Asker *asker, guint first, guint n, guint halvings, GError **error)
{
    g_autoptr(VlNumbered) numbered =
        vl_numbered_new(asker->reading, asker->sentences, first, n);
    g_autoptr(VlModelReply) reply = ask(asker, numbered, error);
    if (reply == NULL)
        return FALSE;
    note_reply(asker->asked, reply);
    gboolean shorter = reply->outcome == VL_MODEL_OVERFLOW ||
                       reply->outcome == VL_MODEL_TRUNCATED;
    if (shorter && n >= MIN_PART && halvings < MAX_HALVINGS)
        return ask_part(asker, first, n / 2, halvings + 1, error) &&
               ask_part(asker, first + n / 2, n - n / 2, halvings + 1, error);
    asker->asked->parts++;
    if (reply->outcome != VL_MODEL_ANSWERED)
        note_failure(asker->asked, vl_model_outcome_name(reply->outcome),
                     reply->detail);
    else
        (void)take_answer(asker, numbered, reply->text);
    return TRUE;
}

/* ---- Parts ---- */

/* Tokens for the lines of a part.  By the estimate that experience does not
 * change: the same paper has the same parts next time, and what was paid is
 * found again. */
static gboolean
find_room(const VlSummaryPlan *plan, guint *room, GError **error)
{
    guint all = 0;
    if (!vl_model_room(plan->model, MAX_OUTPUT, &all, error))
        return FALSE;
    g_autofree char *schema = vl_prompt_schema(plan->prompt, 1, NULL);
    guint taken = vl_tokens_estimate(plan->prompt->system) +
                  vl_tokens_estimate(plan->prompt->user) +
                  vl_tokens_estimate(schema);
    if (plan->title != NULL)
        taken += vl_tokens_estimate(plan->title);
    *room = MIN(all > taken ? all - taken : 0, (guint)MAX_PART);
    return TRUE;
}

static VlSectionKind
section_of(const Asker *asker, guint i)
{
    const VlSentence *sentence = asker->sentences->pdata[i];
    return vl_reading_section_of(asker->reading, sentence)->within;
}

/* Where the part that begins at first ends: all that has room, but rather at
 * the end of a section than a little after its start. */
static guint
end_of_part(const Asker *asker, guint first, guint room)
{
    guint sum = 0, end = first, at_section = first;
    for (; end < asker->sentences->len; end++) {
        const VlSentence *sentence = asker->sentences->pdata[end];
        guint n = vl_tokens_estimate(sentence->text) + LINE_TOKENS;
        if (end > first && section_of(asker, end) != section_of(asker, end - 1))
            at_section = end;
        if (sum + n > room && end > first)
            break;
        sum += n;
    }
    if (end < asker->sentences->len && at_section > first &&
        (at_section - first) * 2 > end - first)
        return at_section;
    return end;
}

static gboolean
ask_parts(Asker *asker, GError **error)
{
    guint room = 0;
    if (!find_room(asker->plan, &room, error))
        return FALSE;
    for (guint first = 0; first < asker->sentences->len;) {
        guint end = end_of_part(asker, first, room);
        if (!ask_part(asker, first, end - first, 0, error))
            return FALSE;
        first = end;
    }
    return TRUE;
}

static void
close_asked(VlAsked *asked)
{
    if (asked->outcome == NULL && asked->parts > 0) {
        asked->outcome = g_strdup("answered");
    } else if (asked->answered > 0) {
        g_free(asked->outcome);
        asked->outcome = g_strdup("partly");
    } else {
        note_failure(asked, "failed", "there is no sentence to ask about");
    }
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
    Asker asker = {plan, reading, sentences, of, claims, found};
    found->sentences = sentences->len;
    if (!ask_parts(&asker, error))
        return NULL;
    close_asked(found);
    *asked = g_steal_pointer(&found);
    return g_steal_pointer(&claims);
}
