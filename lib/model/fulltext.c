#include "config.h"

#include "model/fulltext.h"

VlFullText *
vl_full_text_new(gboolean is_pdf, const char *tier)
{
    VlFullText *text = g_new0(VlFullText, 1);
    text->is_pdf = is_pdf;
    text->tier = g_strdup(tier);
    return text;
}

VlFullText *
vl_full_text_copy(const VlFullText *text)
{
    VlFullText *copy = vl_full_text_new(text->is_pdf, text->tier);
    copy->sha256 = g_strdup(text->sha256);
    copy->path = g_strdup(text->path);
    copy->url = g_strdup(text->url);
    copy->licence = g_strdup(text->licence);
    copy->version = g_strdup(text->version);
    copy->fetched = g_strdup(text->fetched);
    return copy;
}

void
vl_full_text_free(VlFullText *text)
{
    if (text == NULL)
        return;
    g_free(text->sha256);
    g_free(text->path);
    g_free(text->tier);
    g_free(text->url);
    g_free(text->licence);
    g_free(text->version);
    g_free(text->fetched);
    g_free(text);
}

VlTried *
vl_tried_new(const char *step, VlTriedOutcome outcome, const char *url,
             const char *reason)
{
    VlTried *tried = g_new0(VlTried, 1);
    tried->step = g_strdup(step);
    tried->outcome = outcome;
    tried->url = g_strdup(url);
    tried->reason = g_strdup(reason);
    return tried;
}

void
vl_tried_free(VlTried *tried)
{
    if (tried == NULL)
        return;
    g_free(tried->step);
    g_free(tried->url);
    g_free(tried->reason);
    g_free(tried);
}

static const char *const outcomes[] = {
    [VL_TRIED_READ] = "read",           [VL_TRIED_ABSENT] = "absent",
    [VL_TRIED_WITHHELD] = "withheld",   [VL_TRIED_CHALLENGE] = "challenge",
    [VL_TRIED_OTHER] = "another_paper", [VL_TRIED_DAMAGED] = "damaged",
    [VL_TRIED_FAILED] = "failed",       [VL_TRIED_SKIPPED] = "skipped",
};

const char *
vl_tried_name(VlTriedOutcome outcome)
{
    return outcomes[outcome];
}

gboolean
vl_tried_from_name(const char *name, VlTriedOutcome *outcome)
{
    for (guint i = 0; name != NULL && i < G_N_ELEMENTS(outcomes); i++) {
        if (!g_str_equal(outcomes[i], name))
            continue;
        *outcome = (VlTriedOutcome)i;
        return TRUE;
    }
    return FALSE;
}
