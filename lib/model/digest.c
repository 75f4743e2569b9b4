#include "config.h"

#include "model/digest.h"

#include <string.h>

static GPtrArray *
list_of(gpointer free_function)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)free_function);
}

VlDigest *
vl_digest_new(void)
{
    VlDigest *digest = g_new0(VlDigest, 1);
    digest->schema = g_strdup("veille-digest-1");
    digest->watch.records = list_of(g_free);
    digest->watch.include = list_of(g_free);
    digest->watch.exclude = list_of(g_free);
    digest->screened = list_of(vl_paper_free);
    digest->papers = list_of(vl_paper_free);
    digest->unread = list_of(vl_unread_free);
    digest->listed = list_of(vl_listed_free);
    digest->to_fetch = list_of(vl_to_fetch_free);
    digest->lookback = list_of(vl_lookback_free);
    digest->search.not_found = list_of(g_free);
    digest->search.warnings = list_of(g_free);
    return digest;
}

void
vl_digest_free(VlDigest *digest)
{
    if (digest == NULL)
        return;
    g_free(digest->schema);
    g_free(digest->watch.name);
    g_free(digest->watch.query);
    g_free(digest->watch.since);
    g_free(digest->watch.language);
    g_ptr_array_unref(digest->watch.records);
    g_ptr_array_unref(digest->watch.include);
    g_ptr_array_unref(digest->watch.exclude);
    g_ptr_array_unref(digest->screened);
    g_free(digest->run.id);
    g_free(digest->run.started);
    g_free(digest->run.version);
    g_free(digest->model.provider);
    g_free(digest->model.name);
    g_free(digest->model.rules);
    g_free(digest->ledger.head);
    g_free(digest->reviewed_by);
    g_ptr_array_unref(digest->papers);
    g_ptr_array_unref(digest->unread);
    g_ptr_array_unref(digest->listed);
    g_ptr_array_unref(digest->to_fetch);
    g_ptr_array_unref(digest->lookback);
    g_free(digest->search.from);
    g_free(digest->search.to);
    g_free(digest->search.translation);
    g_ptr_array_unref(digest->search.not_found);
    g_ptr_array_unref(digest->search.warnings);
    vl_model_asked_free(digest->model.asked);
    g_free(digest);
}

VlHiddenText *
vl_hidden_text_new(guint page, VlSpan span, const char *text)
{
    VlHiddenText *hidden = g_new0(VlHiddenText, 1);
    hidden->page = page;
    hidden->span = span;
    hidden->text = g_strdup(text);
    return hidden;
}

void
vl_hidden_text_free(VlHiddenText *hidden)
{
    if (hidden == NULL)
        return;
    g_free(hidden->text);
    g_free(hidden);
}

void
vl_read_clear(VlRead *read)
{
    g_free(read->rendering);
    g_free(read->rendering_sha256);
    g_free(read->file);
    g_free(read->file_sha256);
    g_free(read->extractor);
    g_free(read->coverage);
    g_free(read->tier);
    g_free(read->sandbox);
    g_free(read->warning);
    g_free(read->url);
    g_free(read->licence);
    g_free(read->version);
    g_free(read->fetched);
    g_clear_pointer(&read->tried, g_ptr_array_unref);
    vl_full_text_free(read->pdf);
    g_free(read->pdf_rendering_sha256);
    g_free(read->repaired_sha256);
    g_clear_pointer(&read->alarms, g_ptr_array_unref);
    g_clear_pointer(&read->hidden, g_ptr_array_unref);
    memset(read, 0, sizeof(*read));
}

void
vl_read_reset(VlRead *read)
{
    vl_read_clear(read);
    read->alarms = list_of(vl_hidden_text_free);
    read->hidden = list_of(vl_hidden_text_free);
}

VlPaper *
vl_paper_new(void)
{
    VlPaper *paper = g_new0(VlPaper, 1);
    paper->types = list_of(g_free);
    paper->notices = list_of(vl_digest_notice_free);
    paper->claims = list_of(vl_claim_free);
    paper->missing = list_of(g_free);
    vl_read_reset(&paper->read);
    return paper;
}

void
vl_paper_free(VlPaper *paper)
{
    if (paper == NULL)
        return;
    g_free(paper->name);
    g_free(paper->pmid);
    g_free(paper->doi);
    g_free(paper->pmcid);
    g_free(paper->title);
    g_free(paper->journal);
    g_free(paper->date);
    g_free(paper->authors);
    g_free(paper->language);
    g_ptr_array_unref(paper->types);
    vl_read_clear(&paper->read);
    g_ptr_array_unref(paper->notices);
    g_ptr_array_unref(paper->claims);
    g_ptr_array_unref(paper->missing);
    vl_asked_free(paper->asked);
    vl_screening_free(paper->screening);
    g_free(paper);
}

gboolean
vl_paper_is_screened_out(const VlPaper *paper)
{
    return paper->screening != NULL &&
           vl_screening_decide(paper->screening) == VL_SCREENED_OUT;
}

gboolean
vl_digest_screens(const VlDigest *digest)
{
    return digest->watch.include->len + digest->watch.exclude->len > 0;
}

VlUnread *
vl_unread_new(const char *pmid, const char *title, const char *file,
              const char *code, const char *reason)
{
    VlUnread *unread = g_new0(VlUnread, 1);
    unread->pmid = g_strdup(pmid);
    unread->title = g_strdup(title);
    unread->file = g_strdup(file);
    unread->code = g_strdup(code);
    unread->reason = g_strdup(reason);
    return unread;
}

void
vl_unread_free(VlUnread *unread)
{
    if (unread == NULL)
        return;
    g_free(unread->pmid);
    g_free(unread->title);
    g_free(unread->file);
    g_free(unread->code);
    g_free(unread->reason);
    g_free(unread);
}

void
vl_to_fetch_free(VlToFetch *to_fetch)
{
    if (to_fetch == NULL)
        return;
    g_free(to_fetch->pmid);
    g_free(to_fetch->title);
    g_free(to_fetch->link);
    g_free(to_fetch->open);
    g_free(to_fetch->resolver);
    g_free(to_fetch->reason);
    g_free(to_fetch);
}

VlListed *
vl_listed_new(const char *pmid, const char *title)
{
    VlListed *listed = g_new0(VlListed, 1);
    listed->pmid = g_strdup(pmid);
    listed->title = g_strdup(title);
    return listed;
}

void
vl_listed_free(VlListed *listed)
{
    if (listed == NULL)
        return;
    g_free(listed->pmid);
    g_free(listed->title);
    g_free(listed);
}

VlFallenClaim *
vl_fallen_claim_new(const char *digest, const char *id, const char *text,
                    const char *verdict)
{
    VlFallenClaim *claim = g_new0(VlFallenClaim, 1);
    claim->digest = g_strdup(digest);
    claim->id = g_strdup(id);
    claim->text = g_strdup(text);
    claim->verdict = g_strdup(verdict);
    return claim;
}

void
vl_fallen_claim_free(VlFallenClaim *claim)
{
    if (claim == NULL)
        return;
    g_free(claim->digest);
    g_free(claim->id);
    g_free(claim->text);
    g_free(claim->verdict);
    g_free(claim);
}

VlLookback *
vl_lookback_new(void)
{
    VlLookback *lookback = g_new0(VlLookback, 1);
    lookback->claims = list_of(vl_fallen_claim_free);
    return lookback;
}

void
vl_lookback_free(VlLookback *lookback)
{
    if (lookback == NULL)
        return;
    g_free(lookback->pmid);
    g_free(lookback->title);
    g_free(lookback->kind);
    g_free(lookback->notice_pmid);
    g_free(lookback->text);
    g_free(lookback->digest);
    g_ptr_array_unref(lookback->claims);
    g_free(lookback);
}

VlDigestNotice *
vl_digest_notice_new(const char *kind, const char *pmid, const char *text)
{
    VlDigestNotice *notice = g_new0(VlDigestNotice, 1);
    notice->kind = g_strdup(kind);
    notice->pmid = g_strdup(pmid);
    notice->text = g_strdup(text);
    return notice;
}

void
vl_digest_notice_free(VlDigestNotice *notice)
{
    if (notice == NULL)
        return;
    g_free(notice->kind);
    g_free(notice->pmid);
    g_free(notice->text);
    g_free(notice);
}
