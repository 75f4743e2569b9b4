#include "config.h"

#include "flow/rejudge.h"

#include "llm/said.h"
#include "reading/read.h"
#include "verify/locate/extract.h"

struct VlRejudge {
    const VlDocument *document;
    const VlSource *source;
    const char *language;
    VlReading *reading; /* NULL until a model's claim wants it */
    VlSaidOf *of;
};

VlRejudge *
vl_rejudge_new(const VlDocument *document, const VlSource *source,
               const char *language)
{
    VlRejudge *rejudge = g_new0(VlRejudge, 1);
    rejudge->document = document;
    rejudge->source = source;
    rejudge->language = g_strcmp0(language, "fr") == 0 ? "fr" : "en";
    return rejudge;
}

void
vl_rejudge_free(VlRejudge *rejudge)
{
    if (rejudge == NULL)
        return;
    vl_said_of_free(rejudge->of);
    vl_reading_free(rejudge->reading);
    g_free(rejudge);
}

void
vl_rejudge_claim(VlRejudge *rejudge, VlClaim *claim)
{
    if (claim->said == NULL) {
        vl_judge_extract(claim, rejudge->source);
        return;
    }
    if (rejudge->of == NULL) {
        rejudge->reading = vl_reading_new(rejudge->document);
        rejudge->of = vl_said_of_new(rejudge->reading);
    }
    vl_said_judge(rejudge->of, claim, rejudge->language);
}

static gboolean
all_stand(const VlRejudge *rejudge, const GPtrArray *quotes)
{
    for (guint i = 0; i < quotes->len; i++)
        if (!vl_hit_is_printed(((VlQuote *)quotes->pdata[i])->hit,
                               rejudge->document))
            return FALSE;
    return TRUE;
}

gboolean
vl_rejudge_spin(const VlRejudge *rejudge, const VlPaper *paper)
{
    if (paper->asked != NULL && !all_stand(rejudge, paper->asked->spin))
        return FALSE;
    for (guint i = 0; i < paper->claims->len; i++) {
        const VlClaim *claim = paper->claims->pdata[i];
        if (claim->opinion != NULL &&
            !all_stand(rejudge, claim->opinion->quotes))
            return FALSE;
    }
    return TRUE;
}
