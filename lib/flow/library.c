#include "config.h"

#include "flow/library.h"

#include "base/date.h"
#include "base/error.h"
#include "base/unicode.h"
#include "digest/build.h"
#include "llm/prices.h"
#include "pubmed/export.h"
#include "reading/abstract.h"
#include "store/answers.h"
#include "store/store.h"

/* Bytes of a title in a list. */
#define MAX_TITLE 200

static void
append_warnings(GString *out, const VlPaper *paper)
{
    if (paper->retracted)
        g_string_append(out, "  [RETRACTED]");
    if (paper->preprint)
        g_string_append(out, "  [preprint]");
}

static void
append_line(const VlRecord *record, GString *out)
{
    g_autoptr(VlPaper) paper = vl_paper_from_record(record);
    g_autofree char *title =
        vl_printable(paper->title != NULL ? paper->title : "", MAX_TITLE);
    g_string_append_printf(out, "%-9s %-10s  %s", paper->pmid,
                           paper->date != NULL ? paper->date : "", title);
    append_warnings(out, paper);
    g_string_append_c(out, '\n');
}

gboolean
vl_library_list(const char *folder, GString *out, GError **error)
{
    g_autoptr(VlStore) store = vl_store_open_existing(folder, error);
    g_autoptr(GPtrArray) pmids =
        store != NULL ? vl_store_pmids(store, error) : NULL;
    for (guint i = 0; pmids != NULL && i < pmids->len; i++) {
        g_autoptr(VlRecord) record =
            vl_store_get_record(store, pmids->pdata[i], error);
        if (record == NULL)
            return FALSE;
        append_line(record, out);
    }
    return pmids != NULL;
}

static void
append_field(GString *out, const char *name, const char *value)
{
    if (value == NULL || *value == '\0')
        return;
    g_autofree char *harmless = vl_printable(value, G_MAXINT);
    g_string_append_printf(out, "%-9s %s\n", name, harmless);
}

static void
append_paragraphs(GString *out, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        g_autofree char *harmless = vl_printable(*line, G_MAXINT);
        g_string_append_printf(out, "%s\n", harmless);
    }
}

static void
append_record(const VlRecord *record, GString *out)
{
    g_autoptr(VlPaper) paper = vl_paper_from_record(record);
    g_autoptr(VlDocument) text = vl_document_from_record(record);
    if (paper->retracted)
        g_string_append(out, "RETRACTED: do not rely on it\n");
    append_field(out, "PMID", paper->pmid);
    append_field(out, "PMCID", paper->pmcid);
    append_field(out, "DOI", paper->doi);
    append_field(out, "Authors", paper->authors);
    append_field(out, "Journal", paper->journal);
    append_field(out, "Date", paper->date);
    append_field(out, "Status", paper->preprint ? "preprint" : NULL);
    for (guint i = 0; i < paper->notices->len; i++) {
        const VlDigestNotice *notice = paper->notices->pdata[i];
        g_autofree char *line = g_strdup_printf(
            "%s%s%s", notice->kind, notice->text != NULL ? ": " : "",
            notice->text != NULL ? notice->text : "");
        append_field(out, "Notice", line);
    }
    g_string_append_c(out, '\n');
    append_paragraphs(out, text->text);
}

gboolean
vl_library_show(const char *folder, const char *pmid, gboolean json,
                GString *out, GError **error)
{
    g_autoptr(VlStore) store = vl_store_open_existing(folder, error);
    g_autoptr(VlRecord) record =
        store != NULL ? vl_store_get_record(store, pmid, error) : NULL;
    if (record == NULL)
        return FALSE;
    if (!json) {
        append_record(record, out);
        return TRUE;
    }
    VlJson writer = VL_JSON_INIT(out);
    vl_record_write_json(record, &writer);
    g_string_append_c(out, '\n');
    return TRUE;
}

static GPtrArray *
wanted_pmids(VlStore *store, char *const *pmids, GError **error)
{
    if (pmids == NULL || *pmids == NULL)
        return vl_store_pmids(store, error);
    GPtrArray *wanted = g_ptr_array_new_with_free_func(g_free);
    for (; *pmids != NULL; pmids++)
        g_ptr_array_add(wanted, g_strdup(*pmids));
    return wanted;
}

gboolean
vl_library_export(const char *folder, const char *format, char *const *pmids,
                  GString *out, GPtrArray *missing, GError **error)
{
    const VlExport *export = vl_export_find(format);
    g_return_val_if_fail(export != NULL, FALSE);
    g_autoptr(VlStore) store = vl_store_open_existing(folder, error);
    g_autoptr(GPtrArray) wanted =
        store != NULL ? wanted_pmids(store, pmids, error) : NULL;
    if (wanted == NULL)
        return FALSE;
    g_string_append(out, export->start);
    gboolean first = TRUE;
    for (guint i = 0; i < wanted->len; i++) {
        g_autoptr(GError) problem = NULL;
        g_autoptr(VlRecord) record =
            vl_store_get_record(store, wanted->pdata[i], &problem);
        if (g_error_matches(problem, VL_ERROR, VL_ERROR_NOT_FOUND)) {
            g_ptr_array_add(missing, g_strdup(wanted->pdata[i]));
            continue;
        }
        if (record == NULL) {
            g_propagate_error(error, g_steal_pointer(&problem));
            return FALSE;
        }
        g_string_append(out, first ? "" : export->between);
        export->write(record, out);
        first = FALSE;
    }
    g_string_append(out, export->end);
    return TRUE;
}

/* ---- Answers of models ---- */

static gboolean
append_answer(const VlAnswersLine *line, gpointer data,
              G_GNUC_UNUSED GError **error)
{
    GString *out = data;
    g_autofree char *time = vl_date_time_iso(line->time);
    g_autofree char *what = g_strdup_printf(
        "%s at %s  %s%s%s", line->model, line->endpoint, line->purpose,
        line->subject != NULL ? " of " : "",
        line->subject != NULL ? line->subject : "");
    g_autofree char *harmless = vl_printable(what, MAX_TITLE);
    g_string_append_printf(
        out, "%s  %-11s %s  %s", time,
        line->outcome != NULL ? line->outcome : "no outcome",
        line->is_kept ? "kept" : "-   ", harmless);
    if (line->input_tokens >= 0 && line->output_tokens >= 0)
        g_string_append_printf(out,
                               "  %" G_GINT64_FORMAT " + %" G_GINT64_FORMAT
                               " tokens",
                               line->input_tokens, line->output_tokens);
    g_autofree char *cost =
        line->cost > 0 ? vl_amount_text(line->cost) : NULL;
    if (cost != NULL)
        g_string_append_printf(out, "  %s %s", cost, line->currency);
    g_string_append_c(out, '\n');
    return TRUE;
}

gboolean
vl_library_answers(const char *folder, const VlAnswersWanted *wanted,
                   GString *out, GError **error)
{
    guint n = 0;
    g_autoptr(VlStore) store = vl_store_open_existing(folder, error);
    if (store == NULL)
        return FALSE;
    if (!wanted->forget)
        return vl_store_answers_read(store, wanted->since, wanted->model,
                                     append_answer, out, error);
    if (!vl_store_answers_forget(store, wanted->since, wanted->model, &n,
                                 error))
        return FALSE;
    g_string_append_printf(out, "%u answer%s forgotten\n", n,
                           n == 1 ? "" : "s");
    return TRUE;
}
