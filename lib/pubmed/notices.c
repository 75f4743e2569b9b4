#include "config.h"

#include "pubmed/notices.h"

#include <string.h>

/* RefType of the DTD of 2025, complete. */
static const struct {
    const char *ref_type;
    VlNoticeKind kind;
} ref_types[] = {
    {"AssociatedDataset", VL_NOTICE_OTHER},
    {"AssociatedPublication", VL_NOTICE_OTHER},
    {"CommentIn", VL_NOTICE_COMMENT},
    {"CommentOn", VL_NOTICE_COMMENT_OF},
    {"CorrectedandRepublishedIn", VL_NOTICE_REPUBLICATION},
    {"CorrectedandRepublishedFrom", VL_NOTICE_REPUBLICATION_OF},
    {"ErratumIn", VL_NOTICE_ERRATUM},
    {"ErratumFor", VL_NOTICE_ERRATUM_OF},
    {"ExpressionOfConcernIn", VL_NOTICE_CONCERN},
    {"ExpressionOfConcernFor", VL_NOTICE_CONCERN_OF},
    {"OriginalReportIn", VL_NOTICE_OTHER},
    {"ReprintIn", VL_NOTICE_OTHER},
    {"ReprintOf", VL_NOTICE_OTHER},
    {"RepublishedIn", VL_NOTICE_REPUBLICATION},
    {"RepublishedFrom", VL_NOTICE_REPUBLICATION_OF},
    {"RetractedandRepublishedIn", VL_NOTICE_RETRACTION},
    {"RetractedandRepublishedFrom", VL_NOTICE_REPUBLICATION_OF},
    {"RetractionIn", VL_NOTICE_RETRACTION},
    {"RetractionOf", VL_NOTICE_RETRACTION_OF},
    {"SummaryForPatientsIn", VL_NOTICE_OTHER},
    {"UpdateIn", VL_NOTICE_UPDATE},
    {"UpdateOf", VL_NOTICE_UPDATE_OF},
};

VlNoticeKind
vl_notice_from_ref_type(const char *ref_type, gsize length, gboolean *cites)
{
    *cites = length == 5 && memcmp(ref_type, "Cites", 5) == 0;
    for (guint i = 0; i < G_N_ELEMENTS(ref_types); i++)
        if (strlen(ref_types[i].ref_type) == length &&
            memcmp(ref_types[i].ref_type, ref_type, length) == 0)
            return ref_types[i].kind;
    return VL_NOTICE_OTHER;
}

/* Publication types that are a notice in themselves. */
static const struct {
    const char *ui, *name;
    VlNoticeKind kind;
} types[] = {
    {"D016441", "Retracted Publication", VL_NOTICE_RETRACTION},
    {"D016440", "Retraction of Publication", VL_NOTICE_RETRACTION_OF},
    {"D016440", "Retraction Notice", VL_NOTICE_RETRACTION_OF},
    {"D016425", "Published Erratum", VL_NOTICE_ERRATUM_OF},
    {"D000075742", "Expression of Concern", VL_NOTICE_CONCERN_OF},
};

#define PREPRINT_UI "D000076942"

/* By UI, whatever the name has become; by name too, because old files and
 * .nbib have no UI, and missing a retraction is the worse mistake. */
static gboolean
is_type(const VlTerm *term, const char *ui, const char *name)
{
    if (term->ui != NULL && g_str_equal(term->ui, ui))
        return TRUE;
    return term->name != NULL && g_ascii_strcasecmp(term->name, name) == 0;
}

static gboolean
has_notice(const VlRecord *record, VlNoticeKind kind)
{
    for (guint i = 0; i < record->notices->len; i++)
        if (g_array_index(record->notices, VlNotice, i).kind == kind)
            return TRUE;
    return FALSE;
}

static void
add_notice(VlRecord *record, VlNoticeKind kind, const char *text)
{
    if (has_notice(record, kind))
        return;
    VlNotice notice = {kind, NULL, text};
    g_array_append_val(record->notices, notice);
}

void
vl_notices_finish(VlRecord *record, gboolean status_retracted)
{
    for (guint i = 0; i < record->types->len; i++) {
        const VlTerm *term = &g_array_index(record->types, VlTerm, i);
        if (is_type(term, PREPRINT_UI, "Preprint"))
            record->preprint = TRUE;
        for (guint k = 0; k < G_N_ELEMENTS(types); k++)
            if (is_type(term, types[k].ui, types[k].name))
                add_notice(record, types[k].kind,
                           term->name ? term->name : types[k].name);
    }
    if (status_retracted)
        add_notice(record, VL_NOTICE_RETRACTION, "retracted");
    record->retracted = has_notice(record, VL_NOTICE_RETRACTION);
}
