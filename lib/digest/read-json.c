#include "config.h"

#include "digest/read-json.h"

#include "base/error.h"
#include "base/json.h"
#include "base/unicode.h"
#include "digest/asked-json.h"
#include "digest/build.h"
#include "digest/evidence-json.h"
#include "digest/fulltext-json.h"
#include "digest/repaired.h"
#include "digest/screening-json.h"
#include "digest/strict.h"
#include "digest/words.h"

/* ---- Quotes ---- */

static void
read_segment(VlStrict *in, const cJSON *item, gpointer owner)
{
    static const char *const keys[] = {"page", "start", "end", "text", NULL};
    if (!vl_strict_members(in, item, keys))
        return;
    VlSpan span = {vl_strict_offset(in, item, "start"),
                   vl_strict_offset(in, item, "end")};
    guint page = vl_strict_count(in, item, "page");
    g_autofree char *text = vl_strict_string(in, item, "text");
    if (page == 0)
        vl_strict_fail(in, "page", "is 0: pages count from 1");
    if (span.end <= span.start ||
        vl_utf8_length(text, -1) != span.end - span.start)
        vl_strict_fail(in, "text", "is not as long as its span");
    vl_hit_add_segment(owner, span, page, text);
}

static void
read_change(VlStrict *in, const cJSON *item, gpointer owner)
{
    static const char *const keys[] = {"kind", "quote", "source", NULL};
    if (!vl_strict_members(in, item, keys))
        return;
    VlChangeKind kind = VL_CHANGE_WORD;
    g_autofree char *name = vl_strict_string(in, item, "kind");
    if (!vl_change_kind_from_name(name, &kind))
        vl_strict_fail(in, "kind", "is no kind of change");
    g_autofree char *quote = vl_strict_string(in, item, "quote");
    g_autofree char *source = vl_strict_string(in, item, "source");
    vl_hit_add_change(owner, kind, quote, source);
}

static void
read_context(VlStrict *in, const cJSON *object, VlQuote *quote)
{
    static const char *const keys[] = {"value", "span", NULL};
    const cJSON *context = vl_strict_get(object, "context");
    gsize up = vl_strict_enter(in, "context");
    if (!cJSON_IsObject(context) || vl_strict_get(context, "section") == NULL)
        vl_strict_fail(in, NULL, "is not an object with a section");
    else
        quote->section = vl_strict_nullable(in, context, "section");
    for (const cJSON *item = in->error == NULL ? context->child : NULL;
         item != NULL && in->error == NULL; item = item->next) {
        if (g_str_equal(item->string, "section"))
            continue;
        gsize here = vl_strict_enter(in, item->string);
        if (!vl_word_is_context(item->string))
            vl_strict_fail(in, NULL, "is no part of a context strip");
        if (vl_strict_members(in, item, keys)) {
            VlSpan span = {0, 0};
            if (!cJSON_IsNull(vl_strict_get(item, "span")))
                span = vl_strict_span(in, item, "span");
            if (!cJSON_IsNull(vl_strict_get(item, "span")) &&
                span.end == span.start)
                vl_strict_fail(in, "span", "is empty");
            g_autofree char *value = vl_strict_string(in, item, "value");
            g_ptr_array_add(quote->context,
                            vl_context_new(item->string, value, span));
        }
        vl_strict_leave(in, here);
    }
    vl_strict_leave(in, up);
}

/* The place follows from the segments; what the file says must be that. */
static void
check_place(VlStrict *in, const cJSON *item, VlHit *hit)
{
    static const char *const places[] = {"page", "page_end", "start",
                                         "end",  "text",     "label"};
    if (hit->match == VL_MATCH_ABSENT ||
        (hit->match == VL_MATCH_UNREADABLE && hit->segments->len == 0)) {
        for (guint i = 0; i < G_N_ELEMENTS(places); i++)
            if (!cJSON_IsNull(vl_strict_get(item, places[i])))
                vl_strict_fail(in, places[i],
                               "is the place of an absent quote");
        if (hit->segments->len > 0)
            vl_strict_fail(in, "segments", "is not empty for an absent quote");
        return;
    }
    if (hit->segments->len == 0) {
        vl_strict_fail(in, "segments", "is empty");
        return;
    }
    vl_hit_close(hit);
    hit->occurrences = 1;
    g_autofree char *text = vl_strict_string(in, item, "text");
    if (vl_strict_count(in, item, "page") != hit->page ||
        vl_strict_count(in, item, "page_end") != hit->page_end)
        vl_strict_fail(in, "page", "is not that of the segments");
    if (vl_strict_offset(in, item, "start") != hit->span.start ||
        vl_strict_offset(in, item, "end") != hit->span.end)
        vl_strict_fail(in, "start", "is not that of the segments");
    if (!g_str_equal(text, hit->text))
        vl_strict_fail(in, "text", "is not that of the segments");
}

static void
read_quote(VlStrict *in, const cJSON *item, gpointer owner)
{
    static const char *const keys[] = {"rendering_sha256",
                                       "page",
                                       "page_end",
                                       "label",
                                       "start",
                                       "end",
                                       "text",
                                       "segments",
                                       "match",
                                       "changes",
                                       "context",
                                       VL_PDF_PLACE_KEY,
                                       NULL};
    static const char *const optional[] = {VL_PICTURE_KEY, VL_REPAIRED_KEY,
                                           NULL};
    if (!vl_strict_members_or(in, item, keys, optional))
        return;
    VlQuote *quote = vl_quote_new();
    g_ptr_array_add(owner, quote);
    quote->rendering_sha256 =
        vl_strict_hash(in, item, "rendering_sha256", FALSE);
    quote->label = vl_strict_nullable(in, item, "label");

    VlMatch match = VL_MATCH_ABSENT;
    g_autofree char *name = vl_strict_string(in, item, "match");
    if (!vl_match_from_name(name, &match))
        vl_strict_fail(in, "match", "is no kind of match");
    quote->hit = vl_hit_new(match);
    vl_strict_list(in, item, "segments", read_segment, quote->hit);
    vl_strict_list(in, item, "changes", read_change, quote->hit);
    read_context(in, item, quote);
    vl_strict_pdf_place(in, item, quote);
    vl_strict_picture(in, item, quote);
    if (in->error == NULL)
        check_place(in, item, quote->hit);
    vl_strict_repaired(in, item, quote->hit);
}

/* ---- Claims and papers ---- */

static void
read_finding(VlStrict *in, const cJSON *item, gpointer owner)
{
    static const char *const keys[] = {"check", "result", "claim",
                                       "quote", "detail", NULL};
    if (!vl_strict_members(in, item, keys))
        return;
    VlResult result = VL_RESULT_UNDECIDED;
    g_autofree char *check = vl_strict_string(in, item, "check");
    g_autofree char *name = vl_strict_string(in, item, "result");
    g_autofree char *detail = vl_strict_nullable(in, item, "detail");
    if (!vl_result_from_name(name, &result))
        vl_strict_fail(in, "result", "is no result of a check");
    VlFinding *finding = vl_finding_new(check, result, detail);
    finding->claim = vl_strict_span(in, item, "claim");
    finding->quote = vl_strict_span(in, item, "quote");
    g_ptr_array_add(((VlClaim *)owner)->findings, finding);
}

static void
read_claim(VlStrict *in, const cJSON *item, gpointer owner)
{
    static const char *const keys[] = {"id",       "kind",   "text", "verdict",
                                       "findings", "quotes", NULL};
    static const char *const optional[] = {VL_SAID_KEY, VL_OPINION_KEY, NULL};
    if (!vl_strict_members_or(in, item, keys, optional))
        return;
    VlClaimKind kind = VL_CLAIM_RESULT;
    g_autofree char *kind_name = vl_strict_string(in, item, "kind");
    g_autofree char *verdict_name = vl_strict_string(in, item, "verdict");
    g_autofree char *text = vl_strict_string(in, item, "text");
    if (!vl_claim_kind_from_name(kind_name, &kind))
        vl_strict_fail(in, "kind", "is no kind of claim");
    VlClaim *claim = vl_claim_new(kind, text);
    g_ptr_array_add(((VlPaper *)owner)->claims, claim);
    claim->id = vl_strict_string(in, item, "id");
    if (!vl_verdict_from_name(verdict_name, &claim->verdict))
        vl_strict_fail(in, "verdict", "is no verdict");
    vl_strict_list(in, item, "findings", read_finding, claim);
    vl_strict_list(in, item, "quotes", read_quote, claim->quotes);
    vl_strict_said(in, item, claim);
    vl_strict_opinion(in, item, claim, read_quote);
    if (in->error == NULL && !vl_claim_may_say(claim, claim->verdict))
        vl_strict_fail(in, "verdict", "needs a passage and none is given");
}

static void
read_notice(VlStrict *in, const cJSON *item, gpointer owner)
{
    static const char *const keys[] = {"kind", "pmid", "text", NULL};
    if (!vl_strict_members(in, item, keys))
        return;
    VlDigestNotice *notice = vl_digest_notice_new(NULL, NULL, NULL);
    g_ptr_array_add(owner, notice);
    notice->kind = vl_strict_string(in, item, "kind");
    notice->pmid = vl_strict_nullable(in, item, "pmid");
    notice->text = vl_strict_nullable(in, item, "text");
    if (!vl_word_is_notice(notice->kind))
        vl_strict_fail(in, "kind", "is no kind of notice");
}

static void
read_read(VlStrict *in, const cJSON *object, VlRead *read)
{
    static const char *const keys[] = {"rendering", "rendering_sha256",
                                       "file",      "file_sha256",
                                       "extractor", "pages",
                                       "with_text", "coverage",
                                       "tier",      "sandbox",
                                       "ocr",       "words",
                                       "warning",   VL_FULL_TEXT_KEY,
                                       VL_ALARMS_KEY, VL_QUARANTINE_KEY,
                                       NULL};
    static const char *const renderings[] = {"abstract", "jats", "pdf", "text",
                                             NULL};
    static const char *const optional[] = {VL_REPAIRED_KEY, NULL};
    gsize up = vl_strict_enter(in, "read");
    if (vl_strict_members_or(in, object, keys, optional)) {
        read->rendering = vl_strict_nullable(in, object, "rendering");
        read->rendering_sha256 =
            vl_strict_hash(in, object, "rendering_sha256", TRUE);
        read->file = vl_strict_nullable(in, object, "file");
        read->file_sha256 = vl_strict_hash(in, object, "file_sha256", TRUE);
        read->extractor = vl_strict_nullable(in, object, "extractor");
        read->pages = vl_strict_count(in, object, "pages");
        read->with_text = vl_strict_count(in, object, "with_text");
        read->coverage = vl_strict_string(in, object, "coverage");
        read->tier = vl_strict_nullable(in, object, "tier");
        read->sandbox = vl_strict_nullable(in, object, "sandbox");
        read->ocr = vl_strict_bool(in, object, "ocr");
        read->n_words = vl_strict_offset(in, object, "words");
        read->warning = vl_strict_nullable(in, object, "warning");
        vl_strict_full_text(in, object, read);
        vl_strict_quarantine(in, object, read);
        vl_strict_repairs(in, object, read);
        if (read->rendering != NULL &&
            !g_strv_contains(renderings, read->rendering))
            vl_strict_fail(in, "rendering", "is no kind of rendering");
        if ((read->rendering == NULL) != (read->rendering_sha256 == NULL))
            vl_strict_fail(in, "rendering", "and its hash do not go together");
    }
    vl_strict_leave(in, up);
}

static void
read_paper(VlStrict *in, const cJSON *item, gpointer owner)
{
    static const char *const keys[] = {
        "name",    "pmid",    "doi",      "pmcid",   "title",     "authors",
        "journal", "date",    "language", "types",   "retracted", "preprint",
        "read",    "notices", "claims",   "missing", "again",     NULL};
    static const char *const optional[] = {VL_ASKED_KEY, VL_SCREENING_KEY,
                                           NULL};
    if (!vl_strict_members_or(in, item, keys, optional))
        return;
    VlPaper *paper = vl_paper_new();
    g_ptr_array_add(owner, paper);
    paper->name = vl_strict_nullable(in, item, "name");
    paper->pmid = vl_strict_nullable(in, item, "pmid");
    paper->doi = vl_strict_nullable(in, item, "doi");
    paper->pmcid = vl_strict_nullable(in, item, "pmcid");
    paper->title = vl_strict_nullable(in, item, "title");
    paper->authors = vl_strict_nullable(in, item, "authors");
    paper->journal = vl_strict_nullable(in, item, "journal");
    paper->date = vl_strict_nullable(in, item, "date");
    paper->language = vl_strict_nullable(in, item, "language");
    vl_strict_strings(in, item, "types", paper->types);
    paper->retracted = vl_strict_bool(in, item, "retracted");
    paper->preprint = vl_strict_bool(in, item, "preprint");
    paper->again = vl_strict_bool(in, item, "again");
    read_read(in, vl_strict_get(item, "read"), &paper->read);
    vl_strict_list(in, item, "notices", read_notice, paper->notices);
    vl_strict_list(in, item, "claims", read_claim, paper);
    vl_strict_strings(in, item, "missing", paper->missing);
    vl_strict_asked(in, item, &paper->asked, read_quote);
    vl_strict_screening(in, item, paper, read_quote);
    for (guint i = 0; i < paper->missing->len; i++) {
        VlClaimKind kind;
        if (!vl_claim_kind_from_name(paper->missing->pdata[i], &kind))
            vl_strict_fail(in, "missing", "holds what is no kind of claim");
    }
}

/* ---- The rest ---- */

static void
read_unread(VlStrict *in, const cJSON *item, gpointer owner)
{
    static const char *const keys[] = {"pmid", "title",  "file",
                                       "code", "reason", NULL};
    if (!vl_strict_members(in, item, keys))
        return;
    VlUnread *unread = vl_unread_new(NULL, NULL, NULL, NULL, NULL);
    g_ptr_array_add(owner, unread);
    unread->pmid = vl_strict_nullable(in, item, "pmid");
    unread->title = vl_strict_nullable(in, item, "title");
    unread->file = vl_strict_nullable(in, item, "file");
    unread->code = vl_strict_string(in, item, "code");
    unread->reason = vl_strict_string(in, item, "reason");
}

static void
read_listed(VlStrict *in, const cJSON *item, gpointer owner)
{
    static const char *const keys[] = {"pmid", "title", "retracted", NULL};
    if (!vl_strict_members(in, item, keys))
        return;
    VlListed *listed = vl_listed_new(NULL, NULL);
    g_ptr_array_add(owner, listed);
    listed->pmid = vl_strict_nullable(in, item, "pmid");
    listed->title = vl_strict_nullable(in, item, "title");
    listed->retracted = vl_strict_bool(in, item, "retracted");
}

static void
read_fallen(VlStrict *in, const cJSON *item, gpointer owner)
{
    static const char *const keys[] = {"digest", "id", "text", "verdict", NULL};
    if (!vl_strict_members(in, item, keys))
        return;
    VlVerdict verdict;
    VlFallenClaim *claim = vl_fallen_claim_new(NULL, NULL, NULL, NULL);
    g_ptr_array_add(owner, claim);
    claim->digest = vl_strict_string(in, item, "digest");
    claim->id = vl_strict_string(in, item, "id");
    claim->text = vl_strict_string(in, item, "text");
    claim->verdict = vl_strict_string(in, item, "verdict");
    if (!vl_verdict_from_name(claim->verdict, &verdict))
        vl_strict_fail(in, "verdict", "is no verdict");
}

static void
read_lookback(VlStrict *in, const cJSON *item, gpointer owner)
{
    static const char *const keys[] = {"pmid",   "title",  "kind",
                                       "text",   "digest", "notice_pmid",
                                       "claims", NULL};
    if (!vl_strict_members(in, item, keys))
        return;
    VlLookback *lookback = vl_lookback_new();
    g_ptr_array_add(owner, lookback);
    lookback->pmid = vl_strict_string(in, item, "pmid");
    lookback->title = vl_strict_nullable(in, item, "title");
    lookback->kind = vl_strict_string(in, item, "kind");
    lookback->notice_pmid = vl_strict_nullable(in, item, "notice_pmid");
    lookback->text = vl_strict_nullable(in, item, "text");
    lookback->digest = vl_strict_nullable(in, item, "digest");
    vl_strict_list(in, item, "claims", read_fallen, lookback->claims);
    if (!vl_word_is_notice(lookback->kind))
        vl_strict_fail(in, "kind", "is no kind of notice");
}

/* null: there was no search. */
static void
read_search(VlStrict *in, const cJSON *object, VlDigest *digest)
{
    static const char *const keys[] = {"complete",    "from",      "to",
                                       "translation", "count",     "fetched",
                                       "warnings",    "not_found", NULL};
    static const char *const optional[] = {"late", NULL};
    digest->search.asked = object != NULL && !cJSON_IsNull(object);
    if (!digest->search.asked)
        return;
    gsize up = vl_strict_enter(in, "search");
    if (vl_strict_members_or(in, object, keys, optional)) {
        digest->search.complete = vl_strict_bool(in, object, "complete");
        digest->search.from = vl_strict_nullable(in, object, "from");
        digest->search.to = vl_strict_nullable(in, object, "to");
        digest->search.translation =
            vl_strict_nullable(in, object, "translation");
        digest->search.count = vl_strict_count(in, object, "count");
        digest->search.fetched = vl_strict_count(in, object, "fetched");
        if (vl_strict_get(object, "late") != NULL)
            digest->search.late = vl_strict_count(in, object, "late");
        vl_strict_strings(in, object, "not_found", digest->search.not_found);
        vl_strict_strings(in, object, "warnings", digest->search.warnings);
    }
    vl_strict_leave(in, up);
}

static void
read_watch(VlStrict *in, const cJSON *object, VlDigest *digest)
{
    static const char *const keys[] = {"name", "query",   "since", "language",
                                       "max",  "records", NULL};
    static const char *const optional[] = {VL_INCLUDE_KEY, VL_EXCLUDE_KEY,
                                           NULL};
    gsize up = vl_strict_enter(in, "watch");
    if (vl_strict_members_or(in, object, keys, optional)) {
        digest->watch.name = vl_strict_nullable(in, object, "name");
        digest->watch.query = vl_strict_nullable(in, object, "query");
        digest->watch.since = vl_strict_nullable(in, object, "since");
        digest->watch.language = vl_strict_nullable(in, object, "language");
        digest->watch.max = vl_strict_count(in, object, "max");
        vl_strict_strings(in, object, "records", digest->watch.records);
        vl_strict_criteria(in, object, digest);
    }
    vl_strict_leave(in, up);
}

static void
read_run(VlStrict *in, const cJSON *object, VlDigest *digest)
{
    static const char *const keys[] = {"id", "started", "version", NULL};
    gsize up = vl_strict_enter(in, "run");
    if (vl_strict_members(in, object, keys)) {
        digest->run.id = vl_strict_nullable(in, object, "id");
        digest->run.started = vl_strict_nullable(in, object, "started");
        digest->run.version = vl_strict_nullable(in, object, "version");
    }
    vl_strict_leave(in, up);
}

static void
read_flow(VlStrict *in, const cJSON *object, VlFlowCounts *flow)
{
    static const char *const keys[] = {
        "identified", "duplicates", "deleted",       "known",  "listed",
        "digested",   "full_text",  "abstract_only", "unread", NULL};
    guint *const counts[] = {
        &flow->identified, &flow->duplicates,    &flow->deleted,
        &flow->known,      &flow->listed,        &flow->digested,
        &flow->full_text,  &flow->abstract_only, &flow->unread};
    static const char *const optional[] = {VL_SCREENED_OUT_KEY, NULL};
    gsize up = vl_strict_enter(in, "flow");
    if (vl_strict_members_or(in, object, keys, optional))
        for (guint i = 0; i < G_N_ELEMENTS(counts); i++)
            *counts[i] = vl_strict_count(in, object, keys[i]);
    if (vl_strict_get(object, VL_SCREENED_OUT_KEY) != NULL)
        flow->screened_out = vl_strict_count(in, object, VL_SCREENED_OUT_KEY);
    vl_strict_leave(in, up);
}

static void
read_model_and_ledger(VlStrict *in, const cJSON *object, VlDigest *digest)
{
    static const char *const model_keys[] = {"provider", "name", "rules", NULL};
    static const char *const ledger_keys[] = {"head", "entries", NULL};
    const cJSON *model = vl_strict_get(object, "model");
    gsize up = vl_strict_enter(in, "model");
    static const char *const optional[] = {VL_ASKED_KEY, NULL};
    if (vl_strict_members_or(in, model, model_keys, optional)) {
        digest->model.provider = vl_strict_nullable(in, model, "provider");
        digest->model.name = vl_strict_nullable(in, model, "name");
        digest->model.rules = vl_strict_hash(in, model, "rules", TRUE);
        vl_strict_model_asked(in, model, digest);
    }
    vl_strict_leave(in, up);
    const cJSON *ledger = vl_strict_get(object, "ledger");
    up = vl_strict_enter(in, "ledger");
    if (vl_strict_members(in, ledger, ledger_keys)) {
        digest->ledger.head = vl_strict_hash(in, ledger, "head", TRUE);
        digest->ledger.entries = vl_strict_count(in, ledger, "entries");
    }
    vl_strict_leave(in, up);
}

/* Two claims with one name could stand for each other. */
static void
check_unique_ids(VlStrict *in, const VlDigest *digest)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < digest->papers->len; i++) {
        const VlPaper *paper = digest->papers->pdata[i];
        for (guint j = 0; j < paper->claims->len; j++) {
            const VlClaim *claim = paper->claims->pdata[j];
            if (!g_hash_table_add(seen, claim->id))
                vl_strict_fail(in, claim->id, "names two claims");
        }
    }
}

static void
read_digest(VlStrict *in, const cJSON *object, VlDigest *digest)
{
    static const char *const keys[] = {
        "schema",   "ai_generated", "watch",         "run",
        "flow",     "papers",       "unread",        "listed",
        "lookback", "model",        "ledger",        "reviewed_by",
        "notice",   "search",       VL_TO_FETCH_KEY, NULL};
    const char *schema = vl_json_get_string(object, "schema", NULL);
    if (g_strcmp0(schema, digest->schema) != 0) {
        vl_strict_fail(in, "schema", "is not 'veille-digest-1'");
        return;
    }
    static const char *const optional[] = {VL_SCREENED_OUT_KEY, NULL};
    if (!vl_strict_members_or(in, object, keys, optional))
        return;
    if (!vl_strict_bool(in, object, "ai_generated"))
        vl_strict_fail(in, "ai_generated", "is not true");
    read_watch(in, vl_strict_get(object, "watch"), digest);
    read_search(in, vl_strict_get(object, "search"), digest);
    read_run(in, vl_strict_get(object, "run"), digest);
    read_flow(in, vl_strict_get(object, "flow"), &digest->flow);
    vl_strict_list(in, object, "papers", read_paper, digest->papers);
    if (vl_strict_get(object, VL_SCREENED_OUT_KEY) != NULL)
        vl_strict_list(in, object, VL_SCREENED_OUT_KEY, read_paper,
                       digest->screened);
    vl_strict_screened(in, digest);
    vl_strict_list(in, object, "unread", read_unread, digest->unread);
    vl_strict_list(in, object, "listed", read_listed, digest->listed);
    vl_strict_to_fetch(in, object, digest->to_fetch);
    vl_strict_list(in, object, "lookback", read_lookback, digest->lookback);
    read_model_and_ledger(in, object, digest);
    digest->reviewed_by = vl_strict_nullable(in, object, "reviewed_by");

    g_autofree char *notice = vl_strict_string(in, object, "notice");
    VlLanguage language = vl_language_from_name(digest->watch.language);
    if (!g_str_equal(notice, vl_word(VL_WORD_NOTICE, language)))
        vl_strict_fail(in, "notice", "is not the notice of every digest");
    if (in->error == NULL)
        check_unique_ids(in, digest);
}

VlDigest *
vl_digest_read_json(const char *bytes, gsize n_bytes, GError **error)
{
    if (n_bytes > VL_DIGEST_MAX_BYTES) {
        g_set_error(error, VL_ERROR, VL_ERROR_TOO_BIG,
                    "a digest of more than %u MiB",
                    (guint)(VL_DIGEST_MAX_BYTES >> 20));
        return NULL;
    }
    g_autoptr(cJSON) tree = vl_json_parse(bytes, n_bytes, error);
    if (tree == NULL)
        return NULL;

    g_autoptr(VlDigest) digest = vl_digest_new();
    g_autoptr(GString) path = g_string_new(NULL);
    VlStrict in = {path, NULL};
    read_digest(&in, tree, digest);
    if (in.error != NULL) {
        g_propagate_error(error, in.error);
        return NULL;
    }
    return g_steal_pointer(&digest);
}
