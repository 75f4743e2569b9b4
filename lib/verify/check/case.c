#include "config.h"

#include "verify/check/case.h"

#include <stdarg.h>
#include <string.h>

void
vl_case_note(VlCase *matter, const char *check, VlResult result,
             VlStretch claim, VlStretch passage, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *detail = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    VlFinding *finding = vl_finding_new(check, result, detail);
    if (claim.first >= 0)
        finding->claim = vl_sense_span(matter->claim, (guint)claim.first,
                                       (guint)claim.last);
    if (passage.first >= 0)
        finding->quote = vl_sense_span(matter->passage, (guint)passage.first,
                                       (guint)passage.last);
    g_ptr_array_add(matter->out->findings, finding);
}

char *
vl_case_words(const VlSense *sense, VlStretch stretch)
{
    if (stretch.first < 0)
        return g_strdup("nothing");
    gsize start = vl_tokens_at(sense->tokens, (gsize)stretch.first)->start;
    gsize end = vl_tokens_at(sense->tokens, (gsize)stretch.last)->end;
    return g_strndup(sense->text + start, end - start);
}

gboolean
vl_case_source_has(const VlCase *matter, const guint *words, guint n,
                   guint from, guint to)
{
    for (guint w = 0; w < n; w++) {
        gboolean here = FALSE;
        for (guint j = from; j < to && !here; j++)
            here = vl_sense_same(matter->claim, words[w], matter->ground, j);
        if (!here)
            return FALSE;
    }
    return TRUE;
}

/* Tokens of a snippet at most. */
#define SNIPPET 15

char *
vl_case_snippet(const VlSense *sense, guint from)
{
    guint to = from;
    while (to + 1 < sense->n && to + 1 < from + SNIPPET &&
           sense->sentences[to + 1] == sense->sentences[from])
        to++;
    return vl_case_words(sense, (VlStretch){(int)from, (int)to});
}

VlStretch
vl_case_quantity(const VlSense *sense, guint i)
{
    const VlQuantity *quantity = vl_sense_quantity(sense, i);
    return (VlStretch){(int)quantity->first, (int)quantity->last};
}

gboolean
vl_case_is_beside(const VlSense *sense, VlStretch stretch, guint i,
                  guint reach)
{
    guint first = (guint)stretch.first, last = (guint)stretch.last;
    return (i < first || i > last) && i + reach >= first &&
           i <= last + reach && sense->sentences[i] == sense->sentences[first];
}

static gboolean
share_word(const VlCase *matter, guint i, guint j)
{
    return vl_sense_is_content(matter->claim, i) &&
           vl_sense_is_content(matter->passage, j) &&
           vl_sense_same(matter->claim, i, matter->passage, j);
}

gboolean
vl_case_stand_alike(const VlCase *matter, VlStretch a, VlStretch b,
                    guint reach)
{
    for (guint i = 0; i < matter->claim->n; i++)
        for (guint j = 0; vl_case_is_beside(matter->claim, a, i, reach) &&
                          j < matter->passage->n;
             j++)
            if (vl_case_is_beside(matter->passage, b, j, reach) &&
                share_word(matter, i, j))
                return TRUE;
    return FALSE;
}

gboolean
vl_case_is_matched(const VlCase *matter, guint q)
{
    for (guint a = 0; a < matter->claim->quantities->len; a++)
        if (matter->match[a] == (int)q)
            return TRUE;
    return FALSE;
}

gboolean
vl_case_has(const VlCase *matter, const char *check, VlResult result)
{
    const GPtrArray *findings = matter->out->findings;
    for (guint i = 0; i < findings->len; i++) {
        const VlFinding *finding = findings->pdata[i];
        if (finding->result == result &&
            (check == NULL || g_str_equal(finding->check, check)))
            return TRUE;
    }
    return FALSE;
}
