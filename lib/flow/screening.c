#include "config.h"

#include "flow/screening.h"

#include "base/error.h"
#include "digest/build.h"
#include "llm/screen.h"
#include "reading/read.h"

gboolean
vl_screening_is_wanted(const VlWatch *watch)
{
    return watch->include->len + watch->exclude->len > 0;
}

gboolean
vl_screening_check(const VlWatch *watch, GError **error)
{
    guint n = watch->include->len + watch->exclude->len;
    const char *file = watch->file != NULL ? watch->file : "the watch";
    if (n > VL_MOST_CRITERIA) {
        g_set_error(error, VL_ERROR, VL_ERROR_CONFIG,
                    "%s: %u criteria in include= and exclude=: at most %d are "
                    "asked about",
                    file, n, VL_MOST_CRITERIA);
        return FALSE;
    }
    if (n == 0 || vl_model_is_wanted(watch->provider))
        return TRUE;
    g_set_error(error, VL_ERROR, VL_ERROR_CONFIG,
                "%s: include= and exclude= are put to a language model, and "
                "the provider is %s, which is none: name one in [llm], or "
                "narrow the query instead",
                file, watch->provider);
    return FALSE;
}

/* ---- Asking ---- */

gboolean
vl_screening_ask(const VlAsking *asking, const VlRecord *record,
                 const VlDocument *document, const VlFullText *text,
                 VlPaper *paper, GError **error)
{
    if (paper->screening != NULL || !vl_screening_is_wanted(asking->watch))
        return TRUE;
    g_autoptr(VlScreening) screening =
        vl_screening_new(asking->watch->include, asking->watch->exclude);
    g_autoptr(VlReading) reading = vl_reading_new(document);
    g_autofree char *subject = vl_record_name(record);
    const VlScreenPlan plan = {.model = asking->setup->model,
                               .prompt = vl_asking_prompt(asking, "screen"),
                               .title = vl_record_title(record),
                               .subject = subject,
                               .of_pdf_dir = vl_asking_is_of_folder(text)};
    if (plan.of_pdf_dir && !vl_model_may_take_pdf(plan.model)) {
        vl_asked_free(screening->asked);
        screening->asked = vl_asking_kept_here(reading);
    } else if (!vl_screen_ask(&plan, reading, screening, error)) {
        return FALSE;
    }
    if (screening->asked->model == NULL)
        screening->asked->model = g_strdup(asking->name);
    paper->screening = g_steal_pointer(&screening);
    return TRUE;
}

/* ---- Verifying ---- */

/* The library's copies of the texts that quotes are of, each read once: of
 * one paper these are two at most. */
typedef struct {
    VlStore *store;
    const char *name;
    GPtrArray *changes, *missing;
    GHashTable *documents; /* char * -> VlDocument; NULL: it is not there */
} Verifier;

static void
free_document(gpointer document)
{
    if (document != NULL)
        vl_document_free(document);
}

static const VlDocument *
document_of(const Verifier *verifier, const char *sha256)
{
    gpointer found = NULL;
    if (g_hash_table_lookup_extended(verifier->documents, sha256, NULL,
                                     &found))
        return found;
    g_autoptr(GError) error = NULL;
    VlDocument *document =
        verifier->store != NULL
            ? vl_store_get_rendering(verifier->store, sha256, NULL, &error)
            : NULL;
    g_hash_table_insert(verifier->documents, g_strdup(sha256), document);
    if (g_error_matches(error, VL_ERROR, VL_ERROR_TAMPERED))
        g_ptr_array_add(verifier->changes,
                        g_strdup_printf("changed: %s: %s", verifier->name,
                                        error->message));
    else if (document == NULL)
        g_ptr_array_add(
            verifier->missing,
            g_strdup_printf("%s: the text that it was screened by is not in "
                            "this library",
                            verifier->name));
    return document;
}

static gboolean
stands(const VlDocument *document, const VlHit *hit)
{
    for (guint i = 0; i < hit->segments->len; i++) {
        const VlSegment *segment = hit->segments->pdata[i];
        if (vl_document_page_at(document, segment->span.start) !=
            segment->page)
            return FALSE;
    }
    return hit->segments->len > 0 && vl_hit_is_printed(hit, document);
}

void
vl_screening_verify(VlStore *store, const VlPaper *paper, GPtrArray *changes,
                    GPtrArray *missing, guint *n_quotes)
{
    if (paper->screening == NULL)
        return;
    g_autoptr(GHashTable) documents =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_document);
    const Verifier verifier = {store,
                               paper->name != NULL ? paper->name : "a paper",
                               changes, missing, documents};
    for (guint i = 0; i < paper->screening->criteria->len; i++) {
        const VlCriterion *criterion = paper->screening->criteria->pdata[i];
        for (guint k = 0; k < criterion->quotes->len; k++) {
            const VlQuote *quote = criterion->quotes->pdata[k];
            const VlDocument *document =
                document_of(&verifier, quote->rendering_sha256);
            if (document == NULL)
                continue;
            ++*n_quotes;
            if (!stands(document, quote->hit))
                g_ptr_array_add(
                    changes,
                    g_strdup_printf("changed: %s: the sentence for the "
                                    "criterion '%s' is not in its text",
                                    verifier.name, criterion->text));
        }
    }
}
