#include "config.h"

#include "llm/parts.h"

#include "base/error.h"
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

/* ---- Asking ---- */

typedef struct {
    const VlPartsPlan *plan;
    const VlReading *reading;
    const GPtrArray *sentences;
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
    const VlPartsPlan *plan = asker->plan;
    const VlPrompt *prompt = plan->prompt;
    g_autofree char *title =
        vl_numbered_clean(plan->title != NULL ? plan->title : "?");
    const char *items = plan->items != NULL ? plan->items : "";
    const char *const pairs[] = {
        "sentences", numbered->text, "title", title, "items", items,
        "criteria", items, NULL};
    g_autofree char *user = vl_prompt_fill(prompt->user, pairs);
    g_autofree char *schema = vl_prompt_schema(
        prompt,
        vl_model_takes_ranges(plan->model) ? numbered->sentences->len : 0,
        plan->names);
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
    if (!asker->plan->read(numbered, text, asker->plan->data, &error)) {
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

static guint
tokens_of(const VlSentence *sentence)
{
    return vl_tokens_estimate(sentence->text) + LINE_TOKENS;
}

static guint
count_tokens(const Asker *asker)
{
    guint sum = 0;
    for (guint i = 0; i < asker->sentences->len; i++)
        sum += tokens_of(asker->sentences->pdata[i]);
    return sum;
}

/* Tokens for the lines of a part.  By the estimate that experience does not
 * change: the same paper has the same parts next time, and what was paid is
 * found again. */
static gboolean
find_room(const Asker *asker, guint *room, GError **error)
{
    const VlPartsPlan *plan = asker->plan;
    guint all = 0;
    g_autofree char *schema = vl_prompt_schema(plan->prompt, 1, plan->names);
    guint taken = vl_tokens_estimate(plan->prompt->system) +
                  vl_tokens_estimate(plan->prompt->user) +
                  vl_tokens_estimate(schema);
    if (plan->items != NULL)
        taken += vl_tokens_estimate(plan->items);
    if (plan->title != NULL)
        taken += vl_tokens_estimate(plan->title);
    if (!vl_model_room(plan->model, MAX_OUTPUT, taken + count_tokens(asker),
                       &all, error))
        return FALSE;
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
        guint n = tokens_of(sentence);
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
    if (!find_room(asker, &room, error))
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

gboolean
vl_parts_ask(const VlPartsPlan *plan, const VlReading *reading,
             const GPtrArray *sentences, VlAsked *asked, GError **error)
{
    Asker asker = {plan, reading, sentences, asked};
    asked->sentences = sentences->len;
    if (!ask_parts(&asker, error))
        return FALSE;
    close_asked(asked);
    return TRUE;
}
