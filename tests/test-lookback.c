#include "config.h"

#include <glib.h>
#include <string.h>

#include "base/json.h"
#include "flow/lookback.h"
#include "store/history.h"
#include "store-fixture.h"

static const char watch[] = "w:/out";

/* A record with these notices: "retraction:7", "erratum:" ... */
static VlRecord *
record(const char *pmid, const char *notices)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_string_append_printf(text, "{\"pmid\":\"%s\",\"title\":\"T\","
                                 "\"notices\":[", pmid);
    g_auto(GStrv) list = g_strsplit(notices, " ", 0);
    for (guint i = 0; list[i] != NULL && *list[i] != '\0'; i++) {
        g_auto(GStrv) parts = g_strsplit(list[i], ":", 2);
        g_string_append_printf(text, "%s{\"kind\":\"%s\",\"pmid\":%s%s%s,"
                                     "\"text\":\"J\"}",
                               i > 0 ? "," : "", parts[0],
                               *parts[1] ? "\"" : "",
                               *parts[1] ? parts[1] : "null",
                               *parts[1] ? "\"" : "");
    }
    g_string_append(text, "]}");
    g_autoptr(GError) error = NULL;
    g_autoptr(cJSON) object = vl_json_parse(text->str, text->len, &error);
    g_assert_no_error(error);
    VlRecord *made = vl_record_from_json(object, &error);
    g_assert_no_error(error);
    return made;
}

/* A run that shows `fresh` for the first time and fetches `again`; gives
 * what it tells of earlier papers: "retraction 1 (1 claims)". */
static char *
week(VlStore *store, const char *id, VlRecord *fresh, VlRecord *again)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GHashTable) shown = vl_store_shown(store, watch, &error);
    g_autoptr(VlHindsight) hindsight =
        vl_hindsight_new(store, watch, shown, &error);
    g_assert_no_error(error);
    g_autoptr(VlDigest) digest = vl_digest_new();
    g_autoptr(VlRun) run =
        vl_run_new(id, watch, "/out", "2026-11-25T06:00:00Z");
    g_autoptr(GPtrArray) papers =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_shown_free);
    if (fresh != NULL) {
        vl_hindsight_show(hindsight, fresh);
        g_autofree char *name = vl_record_name(fresh);
        g_ptr_array_add(papers, vl_shown_new(name, NULL, TRUE));
        VlPaper *paper = vl_paper_new();
        paper->name = g_strdup(name);
        VlClaim *claim = vl_claim_new(VL_CLAIM_AIM, "We aimed.");
        claim->id = g_strdup("1-1");
        g_ptr_array_add(paper->claims, claim);
        g_ptr_array_add(digest->papers, paper);
    }
    if (again != NULL)
        g_assert_true(vl_hindsight_consider(hindsight, again, &error));
    g_assert_no_error(error);
    vl_hindsight_tell(hindsight, digest, run);
    g_assert_true(vl_store_prepare_run(store, run, papers, &error));
    g_assert_true(
        vl_store_finish_run(store, id, id, "cafe", digest, &error));
    g_assert_true(vl_hindsight_keep(hindsight, &error));
    g_assert_no_error(error);
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < digest->lookback->len; i++) {
        const VlLookback *lookback = digest->lookback->pdata[i];
        g_string_append_printf(out, "%s%s %s %s in %s (%u)",
                               i > 0 ? "; " : "", lookback->kind,
                               lookback->pmid, lookback->notice_pmid,
                               lookback->digest, lookback->claims->len);
    }
    vl_record_free(fresh);
    vl_record_free(again);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static void
check_week(VlStore *store, const char *id, VlRecord *fresh, VlRecord *again,
           const char *wanted)
{
    g_autofree char *said = week(store, id, fresh, again);
    g_assert_cmpstr(said, ==, wanted);
}

/* Each notice once, in the first digest after it; what was known when the
 * paper was shown is no news. */
static void
test_weeks(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    VlStore *store = fixture->store;
    check_week(store, "a", record("1", "erratum:7 comment:3"), NULL, "");
    check_week(store, "b", NULL, record("1", "erratum:7"), "");
    check_week(store, "c", NULL,
               record("1", "erratum:7 erratum:8 comment:9 retraction:10"),
               "retraction 1 10 in a (1); erratum 1 8 in a (1)");
    check_week(store, "d", NULL,
               record("1", "erratum:7 erratum:8 retraction:10 retraction:11"),
               "");
    check_week(store, "e", NULL, record("1", "concern:"),
               "concern 1 (null) in a (1)");
}

static void
test_retracted_by_type(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    check_week(fixture->store, "a", record("1", ""), NULL, "");
    VlRecord *retracted = record("1", "");
    retracted->retracted = TRUE;
    check_week(fixture->store, "b", NULL, retracted,
               "retraction 1 (null) in a (1)");
    check_week(fixture->store, "c", NULL, record("1", "retraction:5"), "");
}

/* A paper shown before notices were kept: what the library's own record says
 * was known. */
static void
test_old_library(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    g_autoptr(VlRecord) old = record("1", "erratum:7");
    g_assert_true(vl_store_put_record(fixture->store, old, &error));
    g_assert_no_error(error);
    check_week(fixture->store, "a", NULL, record("1", "erratum:7 concern:8"),
               "concern 1 8 in (null) (0)");
    check_week(fixture->store, "b", NULL, record("1", "concern:8"), "");
}

/* A run that was cut short has told nothing. */
static void
test_discarded(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    VlStore *store = fixture->store;
    check_week(store, "a", record("1", ""), NULL, "");
    g_autoptr(GHashTable) shown = vl_store_shown(store, watch, &error);
    g_autoptr(VlHindsight) hindsight =
        vl_hindsight_new(store, watch, shown, &error);
    g_autoptr(GPtrArray) pmids = vl_hindsight_pmids(hindsight);
    g_assert_cmpuint(pmids->len, ==, 1);
    g_assert_cmpstr(pmids->pdata[0], ==, "1");
    g_autoptr(VlRecord) news = record("1", "retraction:5");
    g_assert_true(vl_hindsight_consider(hindsight, news, &error));
    g_assert_cmpuint(vl_hindsight_count(hindsight), ==, 1);
    g_autoptr(VlDigest) digest = vl_digest_new();
    g_autoptr(VlRun) run =
        vl_run_new("b", watch, "/out", "2026-11-25T06:00:00Z");
    vl_hindsight_tell(hindsight, digest, run);
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    g_assert_true(vl_store_prepare_run(store, run, none, &error));
    g_assert_true(vl_store_discard_run(store, "b", &error));
    g_assert_no_error(error);
    check_week(store, "c", NULL, record("1", "retraction:5"),
               "retraction 1 5 in a (1)");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    STORE_ADD("/lookback/weeks", test_weeks);
    STORE_ADD("/lookback/retracted-by-type", test_retracted_by_type);
    STORE_ADD("/lookback/old-library", test_old_library);
    STORE_ADD("/lookback/discarded", test_discarded);
    return g_test_run();
}
