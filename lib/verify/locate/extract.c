#include "config.h"

#include "verify/locate/extract.h"

#include <string.h>

#include "model/repair.h"
#include "text/tokens.h"
#include "verify/locate/compare.h"
#include "verify/locate/source.h"

/* The segments' texts as they are read, one under the other: furniture
 * between them is passed over when they are looked for. */
static char *
join_segments(const VlHit *hit, const VlSource *source, const char *between)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < hit->segments->len; i++) {
        const VlSegment *segment = hit->segments->pdata[i];
        g_autofree char *read =
            vl_document_slice_read(source->document, segment->span);
        if (i > 0)
            g_string_append(text, between);
        g_string_append(text, read);
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static gboolean
is_accepted(VlMatch match)
{
    return match == VL_MATCH_EXACT || match == VL_MATCH_TYPOGRAPHIC;
}

static VlMatch
relocate(const VlHit *hit, const VlSource *source)
{
    if (hit->segments->len == 0)
        return VL_MATCH_ABSENT;
    g_autofree char *text = join_segments(hit, source, "\n");
    g_autoptr(VlHit) found = vl_locate(source, text, hit->page);
    if (is_accepted(found->match) || hit->segments->len == 1)
        return found->match;
    g_autofree char *parts = join_segments(hit, source, VL_HIT_GAP);
    g_autoptr(VlHit) apart = vl_locate(source, parts, hit->page);
    return is_accepted(apart->match) ? apart->match : found->match;
}

/* Does the claim say its quotes, one after the other? */
static gboolean
says_its_quotes(const VlClaim *claim, const VlSource *source)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < claim->quotes->len; i++) {
        const VlQuote *quote = claim->quotes->pdata[i];
        g_autofree char *part = join_segments(quote->hit, source, "\n");
        g_string_append(text, i > 0 ? "\n" : "");
        g_string_append(text, part);
    }
    g_autoptr(VlTokens) said = vl_tokens_new(claim->text, strlen(claim->text));
    g_autoptr(VlTokens) printed = vl_tokens_new(text->str, text->len);
    g_autoptr(VlHit) scratch = vl_hit_new(VL_MATCH_ABSENT);
    return is_accepted(vl_compare(said, printed, scratch));
}

static void
find_fault(VlClaim *claim, const char *check, const char *detail)
{
    g_ptr_array_add(claim->findings,
                    vl_finding_new(check, VL_RESULT_CONFLICT, detail));
}

void
vl_judge_extract(VlClaim *claim, const VlSource *source)
{
    gboolean good = claim->quotes->len > 0, unreadable = FALSE;
    if (!good)
        find_fault(claim, "quote", "the claim has no quote");
    for (guint i = 0; i < claim->quotes->len; i++) {
        VlHit *hit = ((VlQuote *)claim->quotes->pdata[i])->hit;
        VlMatch match =
            hit != NULL ? relocate(hit, source) : VL_MATCH_ABSENT;
        gboolean printed = hit != NULL && hit->segments->len > 0 &&
                           vl_hit_is_printed(hit, source->document);
        if (hit != NULL) {
            hit->match = match;
            vl_hit_set_read(hit, source->document);
        }
        unreadable |= match == VL_MATCH_UNREADABLE && printed;
        if ((!is_accepted(match) && match != VL_MATCH_UNREADABLE) ||
            !printed) {
            find_fault(claim, "quote",
                       "the quote does not stand in the source as given");
            good = FALSE;
        }
    }
    if (good && !says_its_quotes(claim, source)) {
        find_fault(claim, "text", "the text is not that of its quotes");
        good = FALSE;
    }
    claim->verdict = !good         ? VL_VERDICT_UNSUPPORTED
                     : unreadable ? VL_VERDICT_UNREADABLE
                                   : VL_VERDICT_EXTRACT;
}
