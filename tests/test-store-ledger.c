#include "config.h"

#include "store/ledger.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "store-fixture.h"

static VlStoreLedger *
open_ledger(StoreFixture *fixture)
{
    g_autoptr(GError) error = NULL;
    VlStoreLedger *ledger = vl_store_ledger_new(fixture->store, &error);
    g_assert_no_error(error);
    return ledger;
}

static gint64
intend(VlStoreLedger *ledger, gint64 time, const char *body)
{
    g_autoptr(GError) error = NULL;
    const VlLedger *sink = vl_store_ledger_sink(ledger);
    const VlLedgerIntent intent = {
        .time = time,
        .purpose = VL_PURPOSE_SEARCH,
        .method = body != NULL ? "POST" : "GET",
        .host = "eutils.example.org",
        .path = "/esearch",
        .body = body,
        .n_body = body != NULL ? strlen(body) : 0,
    };
    gint64 line = 0;
    g_assert_true(sink->intent(sink->data, &intent, &line, &error));
    g_assert_no_error(error);
    return line;
}

static void
end(VlStoreLedger *ledger, gint64 line, guint status, const char *problem)
{
    g_autoptr(GError) error = NULL;
    const VlLedger *sink = vl_store_ledger_sink(ledger);
    const VlLedgerOutcome outcome = {status, problem, 300, 4000, 12};
    g_assert_true(sink->outcome(sink->data, line, &outcome, &error));
    g_assert_no_error(error);
}

/* Each line as "number status problem ended intact hash". */
static gboolean
collect(const VlLedgerLine *line, gpointer data, GError **error)
{
    (void)error;
    g_string_append_printf(data, "%d %d %s %d %d %d\n", (int)line->number,
                           (int)line->status,
                           line->problem != NULL ? line->problem : "-",
                           line->ended, line->intact,
                           line->body_hash != NULL);
    return TRUE;
}

static char *
lines_since(VlStoreLedger *ledger, gint64 since)
{
    g_autoptr(GError) error = NULL;
    GString *text = g_string_new(NULL);
    g_assert_true(
        vl_store_ledger_read(ledger, since, collect, text, &error));
    g_assert_no_error(error);
    return g_string_free(text, FALSE);
}

static void
write_three(VlStoreLedger *ledger)
{
    end(ledger, intend(ledger, 1000, "term=example"), 200, NULL);
    end(ledger, intend(ledger, 2000, NULL), 0, "reset");
    intend(ledger, 3000, NULL);
}

static void
test_lines(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    g_autofree char *none = NULL, *head = NULL;
    gint64 n = -1;
    g_autoptr(VlStoreLedger) ledger = open_ledger(fixture);
    g_assert_true(vl_store_ledger_head(ledger, &n, &none, &error));
    g_assert_cmpint(n, ==, 0);
    g_assert_null(none);
    write_three(ledger);
    g_autofree char *all = lines_since(ledger, 0);
    g_autofree char *late = lines_since(ledger, 2000);
    g_assert_cmpstr(all, ==,
                    "1 200 - 1 1 1\n2 0 reset 1 1 0\n3 0 - 0 1 0\n");
    g_assert_cmpstr(late, ==, "2 0 reset 1 1 0\n3 0 - 0 1 0\n");
    g_assert_true(vl_store_ledger_head(ledger, &n, &head, &error));
    g_assert_cmpint(n, ==, 3);
    g_assert_cmpuint(strlen(head), ==, 64);
}

/* Another process goes on with the same key. */
static void
test_reopen(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    VlStoreLedger *first = open_ledger(fixture);
    write_three(first);
    vl_store_ledger_free(first);
    vl_store_close(fixture->store);
    fixture->store = vl_store_open(fixture->folder, &error);
    g_assert_no_error(error);
    g_autoptr(VlStoreLedger) second = open_ledger(fixture);
    end(second, intend(second, 4000, "again"), 200, NULL);
    g_autofree char *late = lines_since(second, 3000);
    g_assert_cmpstr(late, ==, "3 0 - 0 1 0\n4 200 - 1 1 1\n");
}

static void
test_changed(StoreFixture *fixture, gconstpointer data)
{
    static const struct {
        const char *sql, *lines;
    } cases[] = {
        {"UPDATE ledger SET host='other' WHERE number=1",
         "1 200 - 1 0 1\n2 0 reset 1 1 0\n3 0 - 0 1 0\n"},
        {"UPDATE ledger SET bytes_out=1 WHERE number=1",
         "1 200 - 1 0 1\n2 0 reset 1 1 0\n3 0 - 0 1 0\n"},
        {"UPDATE ledger SET status=NULL, seal=NULL WHERE number=2",
         "1 200 - 1 1 1\n2 0 reset 0 1 0\n3 0 - 0 1 0\n"},
        {"UPDATE ledger SET seal=NULL WHERE number=2",
         "1 200 - 1 1 1\n2 0 reset 1 0 0\n3 0 - 0 1 0\n"},
        {"DELETE FROM ledger WHERE number=2",
         "1 200 - 1 1 1\n3 0 - 0 0 0\n"},
        {"DELETE FROM ledger WHERE number=1",
         "2 0 reset 1 0 0\n3 0 - 0 1 0\n"},
    };
    (void)data;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        StoreFixture own = {0};
        store_set_up(&own, NULL);
        VlStoreLedger *ledger = open_ledger(&own);
        write_three(ledger);
        store_raw_sql(&own, cases[i].sql);
        g_autofree char *lines = lines_since(ledger, 0);
        g_test_message("%s", cases[i].sql);
        g_assert_cmpstr(lines, ==, cases[i].lines);
        vl_store_ledger_free(ledger);
        store_tear_down(&own, NULL);
    }
    (void)fixture;
}

/* Neither the body nor the key stands in the library; the key is the user's
 * alone. */
static void
test_secrets(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    VlStoreLedger *ledger = open_ledger(fixture);
    end(ledger, intend(ledger, 1000, "api_key=CANARY"), 200, NULL);
    vl_store_ledger_free(ledger);
    g_autofree char *path = store_path(fixture);
    g_autofree char *key_path =
        g_build_filename(fixture->folder, "ledger.key", NULL);
    g_autofree char *bytes = NULL, *key = NULL;
    gsize n = 0;
    vl_store_close(g_steal_pointer(&fixture->store));
    g_assert_true(g_file_get_contents(path, &bytes, &n, NULL));
    g_assert_true(g_file_get_contents(key_path, &key, NULL, NULL));
    g_assert_null(g_strstr_len(bytes, (gssize)n, "CANARY"));
    g_assert_null(g_strstr_len(bytes, (gssize)n, g_strchomp(key)));
    g_assert_cmpuint(strlen(key), ==, 64);
    GStatBuf info;
    g_assert_cmpint(g_stat(key_path, &info), ==, 0);
    g_assert_cmpint(info.st_mode & 0777, ==, 0600);

    g_assert_cmpint(g_chmod(key_path, 0644), ==, 0);
    fixture->store = vl_store_open(fixture->folder, &error);
    g_assert_no_error(error);
    g_assert_null(vl_store_ledger_new(fixture->store, &error));
    g_assert_error(error, VL_ERROR, VL_ERROR_REFUSED);
    g_assert_nonnull(strstr(error->message, "chmod 600"));
}

static gpointer
write_many(gpointer data)
{
    for (guint i = 0; i < 25; i++)
        end(data, intend(data, 1000 + i, "x"), 200, NULL);
    return NULL;
}

static gboolean
count_intact(const VlLedgerLine *line, gpointer data, GError **error)
{
    guint *n = data;
    (void)error;
    *n += line->intact && line->ended;
    return TRUE;
}

static void
test_threads(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    g_autoptr(VlStoreLedger) ledger = open_ledger(fixture);
    GThread *threads[4];
    guint n = 0;
    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        threads[i] = g_thread_new("writes", write_many, ledger);
    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        g_thread_join(threads[i]);
    g_assert_true(
        vl_store_ledger_read(ledger, 0, count_intact, &n, &error));
    g_assert_cmpuint(n, ==, 100);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    STORE_ADD("/ledger/lines", test_lines);
    STORE_ADD("/ledger/reopen", test_reopen);
    STORE_ADD("/ledger/changed", test_changed);
    STORE_ADD("/ledger/secrets", test_secrets);
    STORE_ADD("/ledger/threads", test_threads);
    return g_test_run();
}
