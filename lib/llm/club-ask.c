#include "config.h"

#include "llm/club-ask.h"

#include <string.h>

#include "llm/answer.h"
#include "llm/parts.h"
#include "llm/said.h"

/* Answers to one question that are kept. */
#define MAX_ANSWERS 3
/* The item that code works out. */
#define SUMS_KEY "absolute"

typedef struct {
    const VlClubAskPlan *plan;
    VlClub *club;
    VlSaidOf *of;
    GHashTable *answered; /* VlClubItem that the model gave a claim for */
} Asker;

static gboolean
is_asked(const VlClubItem *item)
{
    return item->state != VL_CLUB_BLANK && !g_str_equal(item->key, SUMS_KEY);
}

/* "key: question", a line each, and the keys alone. */
static char *
list_items(const VlClub *club, GPtrArray *names)
{
    GString *lines = g_string_new(NULL);
    for (guint i = 0; i < club->sections->len; i++) {
        const VlClubSection *section = club->sections->pdata[i];
        for (guint k = 0; k < section->items->len; k++) {
            const VlClubItem *item = section->items->pdata[k];
            if (!is_asked(item))
                continue;
            g_string_append_printf(lines, "%s: %s\n", item->key,
                                   item->question);
            g_ptr_array_add(names, item->key);
        }
    }
    g_ptr_array_add(names, NULL);
    return g_string_free(lines, FALSE);
}

/* The model's claims come in place of the program's extracts; one without a
 * quote of ours never does. */
static void
put_claim(const Asker *asker, VlClubItem *item, VlClaim *claim)
{
    if (claim->quotes->len == 0 || claim->verdict == VL_VERDICT_UNSUPPORTED) {
        vl_claim_free(claim);
        return;
    }
    if (g_hash_table_add(asker->answered, item))
        g_ptr_array_set_size(item->claims, 0);
    if (item->claims->len >= MAX_ANSWERS) {
        vl_claim_free(claim);
        return;
    }
    g_ptr_array_add(item->claims, claim);
    item->state = VL_CLUB_QUOTED;
}

static void
read_answer(const Asker *asker, const VlNumbered *numbered,
            const cJSON *answer)
{
    VlClubItem *item =
        vl_club_find(asker->club, vl_json_get_string(answer, "item", ""));
    g_autofree char *text =
        vl_numbered_clean(vl_json_get_string(answer, "text", ""));
    g_autofree char *quote =
        vl_numbered_clean(vl_json_get_string(answer, "quote", ""));
    g_strstrip(text);
    if (item == NULL || !is_asked(item) || *text == '\0')
        return;
    g_autoptr(GPtrArray) sentences = vl_numbered_named(numbered, answer);
    put_claim(asker, item,
              vl_said_claim(asker->of, VL_CLAIM_RESULT, text, quote,
                            sentences, asker->club->language));
}

static gboolean
read_part(const VlNumbered *numbered, const char *text, gpointer data,
          GError **error)
{
    const Asker *asker = data;
    g_autoptr(cJSON) tree = vl_answer_parse(
        text, strlen(text), asker->plan->prompt->schema, error);
    const cJSON *answer = NULL, *list = vl_json_get(tree, "answers");
    cJSON_ArrayForEach(answer, list)
        read_answer(asker, numbered, answer);
    return tree != NULL;
}

gboolean
vl_club_ask(const VlClubAskPlan *plan, VlClub *club, const VlReading *reading,
            GError **error)
{
    g_autoptr(GPtrArray) sentences = vl_numbered_choose(reading, TRUE);
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    g_autofree char *items = list_items(club, names);
    g_autoptr(VlSaidOf) of = vl_said_of_new(reading);
    g_autoptr(GHashTable) answered = g_hash_table_new(NULL, NULL);
    g_autoptr(VlAsked) asked = vl_asked_new();
    Asker asker = {plan, club, of, answered};
    const VlPartsPlan parts = {.model = plan->model,
                               .prompt = plan->prompt,
                               .title = plan->title,
                               .items = items,
                               .names = (const char *const *)names->pdata,
                               .subject = plan->subject,
                               .of_pdf_dir = plan->of_pdf_dir,
                               .read = read_part,
                               .data = &asker};
    if (!vl_parts_ask(&parts, reading, sentences, asked, error))
        return FALSE;
    club->paper->asked = g_steal_pointer(&asked);
    return TRUE;
}
