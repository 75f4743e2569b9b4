#include "config.h"

#include "flow/ledger.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "store-fixture.h"
#include "store/ledger.h"

static GString *written;

static gboolean
write_out(const char *bytes, gsize n, GError **error)
{
    (void)error;
    g_string_append_len(written, bytes, (gssize)n);
    return TRUE;
}

static void
fill(StoreFixture *fixture, guint n)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(VlStoreLedger) ledger =
        vl_store_ledger_new(fixture->store, &error);
    g_assert_no_error(error);
    const VlLedger *sink = vl_store_ledger_sink(ledger);
    for (guint i = 0; i < n; i++) {
        gint64 line = 0;
        const VlLedgerIntent intent = {
            .time = 1795770000 + i,
            .purpose = i % 2 == 0 ? VL_PURPOSE_SEARCH : VL_PURPOSE_MODEL,
            .method = "POST",
            .host = i % 2 == 0 ? "eutils.example.org" : "model.example.org",
            .path = "/a\x1b[31mb",
            .body = "x",
            .n_body = 1,
        };
        const VlLedgerOutcome outcome = {200, NULL, 100, 1000, 5};
        g_assert_true(sink->intent(sink->data, &intent, &line, &error));
        g_assert_true(
            i == 3 || sink->outcome(sink->data, line, &outcome, &error));
    }
}

static guint
print(StoreFixture *fixture, const VlLedgerWanted *wanted)
{
    g_autoptr(GError) error = NULL;
    guint n_changed = 99;
    g_string_truncate(written, 0);
    g_assert_true(vl_ledger_print(fixture->folder, wanted, write_out,
                                  &n_changed, &error));
    g_assert_no_error(error);
    return n_changed;
}

static void
test_text(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    VlLedgerWanted wanted = {0};
    fill(fixture, 4);
    g_assert_cmpuint(print(fixture, &wanted), ==, 0);
    g_assert_nonnull(strstr(written->str,
                            "2026-11-27T09:00:00Z  search    POST        100 "
                            "      1000  200  eutils.example.org/a"));
    g_assert_null(strchr(written->str, '\x1b'));
    g_assert_nonnull(strstr(written->str, "[no outcome: under way"));
    g_assert_nonnull(
        strstr(written->str, "\n4 requests, 300 bytes out, 3000 bytes in\n"));
    wanted.host = "EUTILS.example.org";
    print(fixture, &wanted);
    g_assert_nonnull(strstr(written->str, "\n2 requests, 200 bytes out"));
    wanted.purpose = "model";
    print(fixture, &wanted);
    g_assert_cmpstr(written->str, ==,
                    "0 requests, 0 bytes out, 0 bytes in\n");
    const VlLedgerWanted late = {.since = 1795770003};
    print(fixture, &late);
    g_assert_nonnull(strstr(written->str, "\n1 request, 0 bytes out"));
}

static void
test_json(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    const VlLedgerWanted wanted = {.json = TRUE};
    fill(fixture, 500);
    store_raw_sql(fixture, "UPDATE ledger SET host='x' WHERE number=7");
    g_assert_cmpuint(print(fixture, &wanted), ==, 1);
    g_auto(GStrv) lines = g_strsplit(written->str, "\n", -1);
    g_assert_cmpuint(g_strv_length(lines), ==, 501);
    for (guint i = 0; i < 500; i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(cJSON) line =
            vl_json_parse(lines[i], strlen(lines[i]), &error);
        g_assert_no_error(error);
        g_assert_cmpint(vl_json_get_int(line, "number", -1), ==, i + 1);
        g_assert_true(vl_json_get_bool(line, "intact", FALSE) == (i != 6));
        g_assert_true(vl_json_get_bool(line, "ended", FALSE) == (i != 3));
    }
}

static void
test_none(void)
{
    g_autoptr(GError) error = NULL;
    const VlLedgerWanted wanted = {0};
    guint n = 0;
    g_assert_false(
        vl_ledger_print("/nowhere", &wanted, write_out, &n, &error));
    g_assert_error(error, VL_ERROR, VL_ERROR_NOT_FOUND);
    g_autofree char *names = NULL, *same = NULL;
    g_assert_true(vl_ledger_is_purpose("model", &names));
    g_assert_false(vl_ledger_is_purpose("nothing", &same));
    g_assert_nonnull(strstr(same, "search records"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    written = g_string_new(NULL);
    STORE_ADD("/ledger/text", test_text);
    STORE_ADD("/ledger/json", test_json);
    g_test_add_func("/ledger/none", test_none);
    int status = g_test_run();
    g_string_free(written, TRUE);
    return status;
}
