#include "config.h"

#include "digest/render-json.h"

#include "digest/asked-json.h"
#include "base/json.h"
#include "digest/evidence-json.h"
#include "digest/fulltext-json.h"
#include "digest/repaired.h"
#include "digest/screening-json.h"
#include "digest/words.h"
#include "model/claim-json.h"

static void
write_watch(VlJson *json, const VlDigest *digest)
{
    vl_json_key(json, "watch");
    vl_json_begin_object(json);
    vl_json_member_string(json, "name", digest->watch.name);
    vl_json_member_string(json, "query", digest->watch.query);
    vl_json_member_string(json, "since", digest->watch.since);
    vl_json_member_string(json, "language", digest->watch.language);
    vl_json_member_int(json, "max", digest->watch.max);
    vl_json_member_strings(json, "records", digest->watch.records);
    vl_json_member_criteria(json, digest);
    vl_json_end_object(json);
}

static void
write_search(VlJson *json, const VlDigest *digest)
{
    vl_json_key(json, "search");
    if (!digest->search.asked) {
        vl_json_null(json);
        return;
    }
    vl_json_begin_object(json);
    vl_json_member_bool(json, "complete", digest->search.complete);
    vl_json_member_string(json, "from", digest->search.from);
    vl_json_member_string(json, "to", digest->search.to);
    vl_json_member_string(json, "translation", digest->search.translation);
    vl_json_member_int(json, "count", digest->search.count);
    vl_json_member_int(json, "fetched", digest->search.fetched);
    if (digest->search.late > 0)
        vl_json_member_int(json, "late", digest->search.late);
    vl_json_member_strings(json, "not_found", digest->search.not_found);
    vl_json_member_strings(json, "warnings", digest->search.warnings);
    vl_json_end_object(json);
}

static void
write_run(VlJson *json, const VlDigest *digest)
{
    vl_json_key(json, "run");
    vl_json_begin_object(json);
    vl_json_member_string(json, "id", digest->run.id);
    vl_json_member_string(json, "started", digest->run.started);
    vl_json_member_string(json, "version", digest->run.version);
    vl_json_end_object(json);
}

static void
write_flow(VlJson *json, const VlDigest *digest)
{
    const VlFlowCounts *flow = &digest->flow;
    vl_json_key(json, "flow");
    vl_json_begin_object(json);
    vl_json_member_int(json, "identified", flow->identified);
    vl_json_member_int(json, "duplicates", flow->duplicates);
    vl_json_member_int(json, "deleted", flow->deleted);
    vl_json_member_int(json, "known", flow->known);
    vl_json_member_int(json, "listed", flow->listed);
    if (vl_digest_screens(digest))
        vl_json_member_int(json, VL_SCREENED_OUT_KEY, flow->screened_out);
    vl_json_member_int(json, "digested", flow->digested);
    vl_json_member_int(json, "full_text", flow->full_text);
    vl_json_member_int(json, "abstract_only", flow->abstract_only);
    vl_json_member_int(json, "unread", flow->unread);
    vl_json_end_object(json);
}

static void
write_read(VlJson *json, const VlRead *read)
{
    vl_json_key(json, "read");
    vl_json_begin_object(json);
    vl_json_member_string(json, "rendering", read->rendering);
    vl_json_member_string(json, "rendering_sha256", read->rendering_sha256);
    vl_json_member_string(json, "file", read->file);
    vl_json_member_string(json, "file_sha256", read->file_sha256);
    vl_json_member_string(json, "extractor", read->extractor);
    vl_json_member_int(json, "pages", read->pages);
    vl_json_member_int(json, "with_text", read->with_text);
    vl_json_member_string(json, "coverage", read->coverage);
    vl_json_member_string(json, "tier", read->tier);
    vl_json_member_string(json, "sandbox", read->sandbox);
    vl_json_member_bool(json, "ocr", read->ocr);
    vl_json_member_int(json, "words", (gint64)read->n_words);
    vl_json_member_string(json, "warning", read->warning);
    vl_json_member_full_text(json, read);
    vl_json_member_repairs(json, read);
    vl_json_member_quarantine(json, read);
    vl_json_end_object(json);
}

static void
write_notices(VlJson *json, const GPtrArray *notices)
{
    vl_json_key(json, "notices");
    vl_json_begin_array(json);
    for (guint i = 0; i < notices->len; i++) {
        const VlDigestNotice *notice = notices->pdata[i];
        vl_json_begin_object(json);
        vl_json_member_string(json, "kind", notice->kind);
        vl_json_member_string(json, "pmid", notice->pmid);
        vl_json_member_string(json, "text", notice->text);
        vl_json_end_object(json);
    }
    vl_json_end_array(json);
}

/* An object by name, as in wording.md; a value that no words of the source
 * show has a null span. */
static void
write_context(VlJson *json, const VlQuote *quote)
{
    vl_json_key(json, "context");
    vl_json_begin_object(json);
    vl_json_member_string(json, "section", quote->section);
    for (guint i = 0; i < quote->context->len; i++) {
        const VlContext *context = quote->context->pdata[i];
        vl_json_key(json, context->name);
        vl_json_begin_object(json);
        vl_json_member_string(json, "value", context->value);
        if (context->span.end > 0) {
            vl_json_member_range(json, "span", context->span.start,
                                 context->span.end);
        } else {
            vl_json_key(json, "span");
            vl_json_null(json);
        }
        vl_json_end_object(json);
    }
    vl_json_end_object(json);
}

/* A quote that was not found has no place: null, never 0. */
static void
write_place(VlJson *json, const char *key, gsize value, gboolean found)
{
    vl_json_key(json, key);
    if (found)
        vl_json_int(json, (gint64)value);
    else
        vl_json_null(json);
}

static void
write_quote(VlJson *json, const VlQuote *quote)
{
    const VlHit *hit = quote->hit;
    gboolean found = hit->match != VL_MATCH_ABSENT && hit->segments->len > 0;
    vl_json_begin_object(json);
    vl_json_member_string(json, "rendering_sha256", quote->rendering_sha256);
    write_place(json, "page", hit->page, found);
    write_place(json, "page_end", hit->page_end, found);
    vl_json_member_string(json, "label", found ? quote->label : NULL);
    write_place(json, "start", hit->span.start, found);
    write_place(json, "end", hit->span.end, found);
    vl_json_member_string(json, "text", found ? hit->text : NULL);
    vl_json_member_segments(json, hit);
    vl_json_member_string(json, "match", vl_match_name(hit->match));
    vl_json_member_changes(json, hit);
    vl_json_member_repaired(json, hit);
    write_context(json, quote);
    vl_json_member_pdf_place(json, quote);
    vl_json_member_picture(json, quote);
    vl_json_end_object(json);
}

void
vl_json_quote(VlJson *json, const VlQuote *quote)
{
    write_quote(json, quote);
}

void
vl_json_claim(VlJson *json, const VlClaim *claim)
{
    vl_json_begin_object(json);
    vl_json_member_string(json, "id", claim->id);
    vl_json_member_string(json, "kind", vl_claim_kind_name(claim->kind));
    vl_json_member_string(json, "text", claim->text);
    vl_json_member_string(json, "verdict", vl_verdict_name(claim->verdict));
    vl_json_member_findings(json, claim->findings);
    vl_json_key(json, "quotes");
    vl_json_begin_array(json);
    for (guint j = 0; j < claim->quotes->len; j++)
        write_quote(json, claim->quotes->pdata[j]);
    vl_json_end_array(json);
    vl_json_member_said(json, claim);
    vl_json_member_opinion(json, claim->opinion, write_quote);
    vl_json_end_object(json);
}

void
vl_json_member_claims(VlJson *json, const GPtrArray *claims)
{
    vl_json_key(json, "claims");
    vl_json_begin_array(json);
    for (guint i = 0; i < claims->len; i++)
        vl_json_claim(json, claims->pdata[i]);
    vl_json_end_array(json);
}

void
vl_json_paper(VlJson *json, const VlPaper *paper)
{
    vl_json_begin_object(json);
    vl_json_member_string(json, "name", paper->name);
    vl_json_member_string(json, "pmid", paper->pmid);
    vl_json_member_string(json, "doi", paper->doi);
    vl_json_member_string(json, "pmcid", paper->pmcid);
    vl_json_member_string(json, "title", paper->title);
    vl_json_member_string(json, "authors", paper->authors);
    vl_json_member_string(json, "journal", paper->journal);
    vl_json_member_string(json, "date", paper->date);
    vl_json_member_string(json, "language", paper->language);
    vl_json_member_strings(json, "types", paper->types);
    vl_json_member_bool(json, "retracted", paper->retracted);
    vl_json_member_bool(json, "preprint", paper->preprint);
    vl_json_member_bool(json, "again", paper->again);
    write_read(json, &paper->read);
    write_notices(json, paper->notices);
    vl_json_member_claims(json, paper->claims);
    vl_json_member_strings(json, "missing", paper->missing);
    vl_json_member_asked(json, paper->asked, write_quote);
    vl_json_member_screening(json, paper->screening, write_quote);
    vl_json_end_object(json);
}

void
vl_json_unread(VlJson *json, const VlUnread *unread)
{
    vl_json_begin_object(json);
    vl_json_member_string(json, "pmid", unread->pmid);
    vl_json_member_string(json, "title", unread->title);
    vl_json_member_string(json, "file", unread->file);
    vl_json_member_string(json, "code", unread->code);
    vl_json_member_string(json, "reason", unread->reason);
    vl_json_end_object(json);
}

static void
write_lookback(VlJson *json, const VlLookback *lookback)
{
    vl_json_begin_object(json);
    vl_json_member_string(json, "pmid", lookback->pmid);
    vl_json_member_string(json, "title", lookback->title);
    vl_json_member_string(json, "kind", lookback->kind);
    vl_json_member_string(json, "notice_pmid", lookback->notice_pmid);
    vl_json_member_string(json, "text", lookback->text);
    vl_json_member_string(json, "digest", lookback->digest);
    vl_json_key(json, "claims");
    vl_json_begin_array(json);
    for (guint i = 0; i < lookback->claims->len; i++) {
        const VlFallenClaim *claim = lookback->claims->pdata[i];
        vl_json_begin_object(json);
        vl_json_member_string(json, "digest", claim->digest);
        vl_json_member_string(json, "id", claim->id);
        vl_json_member_string(json, "text", claim->text);
        vl_json_member_string(json, "verdict", claim->verdict);
        vl_json_end_object(json);
    }
    vl_json_end_array(json);
    vl_json_end_object(json);
}

static void
write_papers(VlJson *json, const char *key, const GPtrArray *papers)
{
    vl_json_key(json, key);
    vl_json_begin_array(json);
    for (guint i = 0; i < papers->len; i++)
        vl_json_paper(json, papers->pdata[i]);
    vl_json_end_array(json);
}

static void
write_lists(VlJson *json, const VlDigest *digest)
{
    write_papers(json, "papers", digest->papers);
    if (vl_digest_screens(digest))
        write_papers(json, VL_SCREENED_OUT_KEY, digest->screened);

    vl_json_key(json, "unread");
    vl_json_begin_array(json);
    for (guint i = 0; i < digest->unread->len; i++)
        vl_json_unread(json, digest->unread->pdata[i]);
    vl_json_end_array(json);

    vl_json_key(json, "listed");
    vl_json_begin_array(json);
    for (guint i = 0; i < digest->listed->len; i++) {
        const VlListed *listed = digest->listed->pdata[i];
        vl_json_begin_object(json);
        vl_json_member_string(json, "pmid", listed->pmid);
        vl_json_member_string(json, "title", listed->title);
        vl_json_member_bool(json, "retracted", listed->retracted);
        vl_json_end_object(json);
    }
    vl_json_end_array(json);

    vl_json_member_to_fetch(json, digest->to_fetch);
    vl_json_key(json, "lookback");
    vl_json_begin_array(json);
    for (guint i = 0; i < digest->lookback->len; i++)
        write_lookback(json, digest->lookback->pdata[i]);
    vl_json_end_array(json);
}

static void
write_model_and_ledger(VlJson *json, const VlDigest *digest)
{
    vl_json_key(json, "model");
    vl_json_begin_object(json);
    vl_json_member_string(json, "provider", digest->model.provider);
    vl_json_member_string(json, "name", digest->model.name);
    vl_json_member_string(json, "rules", digest->model.rules);
    vl_json_member_model_asked(json, digest->model.asked);
    vl_json_end_object(json);

    vl_json_key(json, "ledger");
    vl_json_begin_object(json);
    vl_json_member_string(json, "head", digest->ledger.head);
    vl_json_member_int(json, "entries", digest->ledger.entries);
    vl_json_end_object(json);
}

void
vl_digest_write_json(const VlDigest *digest, GString *out)
{
    VlJson json = VL_JSON_INIT(out);
    json.pretty = TRUE;
    VlLanguage language = vl_language_from_name(digest->watch.language);
    vl_json_begin_object(&json);
    vl_json_member_string(&json, "schema", digest->schema);
    vl_json_member_bool(&json, "ai_generated", TRUE);
    write_watch(&json, digest);
    write_search(&json, digest);
    write_run(&json, digest);
    write_flow(&json, digest);
    write_lists(&json, digest);
    write_model_and_ledger(&json, digest);
    vl_json_member_string(&json, "reviewed_by", digest->reviewed_by);
    vl_json_member_string(&json, "notice", vl_word(VL_WORD_NOTICE, language));
    vl_json_end_object(&json);
    g_string_append_c(out, '\n');
}
