#include "config.h"

#include "llm/screen.h"

#include <string.h>

#include "guard/injection.h"
#include "llm/answer.h"
#include "llm/parts.h"
#include "llm/quote.h"
#include "llm/said.h"

/* ---- Reading an answer ---- */

/* A sentence that speaks to a program decides nothing. */
static gboolean
instructs(const GPtrArray *sentences)
{
    for (guint i = 0; i < sentences->len; i++) {
        const VlSentence *sentence = sentences->pdata[i];
        g_autoptr(GArray) spans = vl_injection_find(sentence->text);
        if (spans->len > 0)
            return TRUE;
    }
    return FALSE;
}

/* The sentences that the item stands on; NULL: it stands on none. */
static GPtrArray *
ground_of(const VlNumbered *numbered, const cJSON *item)
{
    g_autofree char *quote =
        vl_numbered_clean(vl_json_get_string(item, "quote", ""));
    g_autoptr(GPtrArray) sentences = vl_numbered_named(numbered, item);
    gboolean stands = sentences->len <= VL_SAID_MAX_SENTENCES &&
                      vl_said_stands(sentences, quote) &&
                      !instructs(sentences);
    return stands ? g_steal_pointer(&sentences) : NULL;
}

static void
set_answer(VlCriterion *criterion, VlCriterionAnswer answer,
           const VlReading *reading, const GPtrArray *sentences)
{
    criterion->answer = answer;
    g_ptr_array_set_size(criterion->quotes, 0);
    for (guint i = 0; sentences != NULL && i < sentences->len; i++)
        g_ptr_array_add(criterion->quotes,
                        vl_quote_of_sentence(reading, sentences->pdata[i]));
}

static void
read_criterion(const VlReading *reading, const VlNumbered *numbered,
               const cJSON *item, VlScreening *screening,
               gboolean *contradicted)
{
    VlCriterionAnswer answer = VL_CRITERION_NOT_SAID;
    gint64 number = vl_json_get_int(item, "criterion", 0);
    g_autoptr(GPtrArray) sentences = ground_of(numbered, item);
    if (number < 1 || number > screening->criteria->len ||
        contradicted[number - 1] || sentences == NULL ||
        !vl_criterion_answer_from_name(
            vl_json_get_string(item, "answer", ""), &answer) ||
        answer == VL_CRITERION_NOT_SAID)
        return;
    VlCriterion *criterion = screening->criteria->pdata[number - 1];
    if (criterion->answer == VL_CRITERION_NOT_SAID) {
        set_answer(criterion, answer, reading, sentences);
    } else if (criterion->answer != answer) {
        contradicted[number - 1] = TRUE;
        set_answer(criterion, VL_CRITERION_NOT_SAID, reading, NULL);
    }
}

gboolean
vl_screen_read(const VlPrompt *prompt, const VlReading *reading,
               const VlNumbered *numbered, const char *answer,
               VlScreening *screening, gboolean *contradicted, GError **error)
{
    g_autoptr(cJSON) tree =
        vl_answer_parse(answer, strlen(answer), prompt->schema, error);
    if (tree == NULL)
        return FALSE;
    const cJSON *item = NULL, *list = vl_json_get(tree, "criteria");
    cJSON_ArrayForEach(item, list)
        read_criterion(reading, numbered, item, screening, contradicted);
    return TRUE;
}

/* ---- Asking ---- */

typedef struct {
    const VlScreenPlan *plan;
    const VlReading *reading;
    VlScreening *screening;
    gboolean *contradicted;
} Screen;

static gboolean
read_part(const VlNumbered *numbered, const char *answer, gpointer data,
          GError **error)
{
    const Screen *screen = data;
    return vl_screen_read(screen->plan->prompt, screen->reading, numbered,
                          answer, screen->screening, screen->contradicted,
                          error);
}

/* "1. include: adults", a line each. */
static char *
list_criteria(const VlScreening *screening)
{
    GString *list = g_string_new(NULL);
    for (guint i = 0; i < screening->criteria->len; i++) {
        const VlCriterion *criterion = screening->criteria->pdata[i];
        g_autofree char *text = vl_numbered_clean(criterion->text);
        g_string_append_printf(list, "%s%u. %s: %s", i > 0 ? "\n" : "", i + 1,
                               criterion->exclude ? "exclude" : "include",
                               text);
    }
    return g_string_free(list, FALSE);
}

gboolean
vl_screen_ask(const VlScreenPlan *plan, const VlReading *reading,
              VlScreening *screening, GError **error)
{
    g_autoptr(GPtrArray) sentences = vl_numbered_choose(reading, FALSE);
    g_autofree char *criteria = list_criteria(screening);
    g_autofree gboolean *contradicted =
        g_new0(gboolean, screening->criteria->len + 1);
    Screen screen = {plan, reading, screening, contradicted};
    const VlPartsPlan parts = {.model = plan->model,
                               .prompt = plan->prompt,
                               .title = plan->title,
                               .items = criteria,
                               .subject = plan->subject,
                               .of_pdf_dir = plan->of_pdf_dir,
                               .read = read_part,
                               .data = &screen};
    return vl_parts_ask(&parts, reading, sentences, screening->asked, error);
}
