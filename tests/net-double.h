#pragma once

/* A VlHttp with a ledger in memory, and the server of tests/double beside it,
 * for the tests that need both.  Included by tests alone. */

#include <gio/gio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "net/http.h"

/* The server of tests/double, which fails as its paths say. */
typedef struct {
    GSubprocess *process;
    GHashTable *ports; /* char * -> char * */
    char *folder;
} Double;

static Double served;

/* The ledger, as a list of lines. */
typedef struct {
    GMutex mutex;
    GPtrArray *lines;
    gboolean broken; /* the disk is full */
} Book;

static inline gboolean
book_intent(gpointer data, const VlLedgerIntent *intent, gint64 *id,
            GError **error)
{
    Book *book = data;
    if (book->broken) {
        g_set_error_literal(error, VL_ERROR, VL_ERROR_STORE, "disk full");
        return FALSE;
    }
    g_mutex_lock(&book->mutex);
    g_ptr_array_add(book->lines,
                    g_strdup_printf("%s %s %s%s %" G_GSIZE_FORMAT,
                                    vl_purpose_name(intent->purpose),
                                    intent->method, intent->host,
                                    intent->path, intent->n_body));
    *id = book->lines->len - 1;
    g_mutex_unlock(&book->mutex);
    return TRUE;
}

static inline gboolean
book_outcome(gpointer data, gint64 id, const VlLedgerOutcome *outcome,
             GError **error)
{
    Book *book = data;
    (void)error;
    g_mutex_lock(&book->mutex);
    char *line = book->lines->pdata[id];
    book->lines->pdata[id] = g_strdup_printf(
        "%s -> %u %s", line, outcome->status,
        outcome->problem != NULL ? outcome->problem : "ok");
    g_free(line);
    g_mutex_unlock(&book->mutex);
    return TRUE;
}

typedef struct {
    Book book;
    VlLedger ledger;
    VlEgress *egress;
    VlHttp *http;
} Net;

/* Is there such a line in the ledger?  Of a model, others may be of asking
 * for its context, beside the call. */
static inline gboolean
net_has_left(const Net *net, const char *line)
{
    for (guint i = 0; i < net->book.lines->len; i++)
        if (strstr(net->book.lines->pdata[i], line) != NULL)
            return TRUE;
    return FALSE;
}

static inline void
configure(VlEgress *egress, const char *name)
{
    const char *port = g_hash_table_lookup(served.ports, name);
    if (port == NULL)
        return; /* no openssl, no certificates */
    vl_egress_configure(egress, "127.0.0.1",
                        (guint)g_ascii_strtoull(port, NULL, 10));
}

static inline void
net_open_by(Net *net, gboolean by_proxy)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *ca = g_build_filename(served.folder, "ca.pem", NULL);
    g_mutex_init(&net->book.mutex);
    net->book.lines = g_ptr_array_new_with_free_func(g_free);
    net->ledger = (VlLedger){book_intent, book_outcome, &net->book};
    net->egress = vl_egress_new();
    configure(net->egress, "http");
    configure(net->egress, "good");
    configure(net->egress, "expired");
    configure(net->egress, "wrong-host");
    configure(net->egress, "self-signed");
    const char *port = g_hash_table_lookup(served.ports, "proxy");
    g_autofree char *proxy = g_strdup_printf("http://127.0.0.1:%s", port);
    const VlHttpOptions options = {
        .egress = net->egress,
        .ledger = &net->ledger,
        .user_agent = "veille-test",
        .ca_file = ca,
        .proxy = by_proxy && port != NULL ? proxy : NULL,
        .backoff_ms = 10,
    };
    net->http = vl_http_new(&options, &error);
    g_assert_no_error(error);
}

static inline void
net_open(Net *net)
{
    net_open_by(net, TRUE);
}

static inline void
net_close(Net *net)
{
    vl_http_free(net->http);
    vl_egress_free(net->egress);
    g_ptr_array_unref(net->book.lines);
    g_mutex_clear(&net->book.mutex);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Net, net_close)

static inline char *
url_of(const char *server, const char *path)
{
    const char *port = g_hash_table_lookup(served.ports, server);
    gboolean plain = g_str_equal(server, "http") || g_str_equal(server, "trap");
    if (strchr(server, '.') != NULL) /* by way of the proxy */
        return g_strdup_printf("https://%s%s", server, path);
    return g_strdup_printf("%s://127.0.0.1:%s%s", plain ? "http" : "https",
                           port, path);
}

/* Asks for the path with these limits; the error, or NULL. */
static inline GError *
ask_with(Net *net, VlHttpRequest request, const char *server,
         const char *path, VlHttpAnswer **answer)
{
    GError *error = NULL;
    g_autofree char *url = url_of(server, path);
    request.url = url;
    gboolean done = vl_http_perform(net->http, &request, answer, &error);
    g_assert_true(done == (error == NULL));
    g_assert_true(done == (*answer != NULL));
    return error;
}

static inline GError *
ask(Net *net, const char *path, VlHttpAnswer **answer)
{
    const VlHttpRequest request = VL_HTTP_REQUEST_INIT;
    return ask_with(net, request, "http", path, answer);
}

static inline char *
body_text(const VlHttpAnswer *answer)
{
    gsize n = 0;
    const char *bytes = g_bytes_get_data(answer->body, &n);
    return g_strndup(bytes != NULL ? bytes : "", n);
}

/* Was it this body that the server echoes?  A key in an answer is blanked, so
 * its hash is what tells. */
static inline gboolean
echoes_body(const char *echo, const char *body)
{
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256,
                                                          body, -1);
    return strstr(echo, hash) != NULL;
}

static inline void
check_hello(const VlHttpAnswer *answer)
{
    g_autofree char *text = body_text(answer);
    g_assert_cmpuint(answer->status, ==, 200);
    g_assert_true(g_str_has_prefix(text, "line 0 of what"));
    g_assert_true(g_str_has_suffix(text, "line 1999 of what the server has "
                                         "to say\n"));
}

/* ---- The server ---- */

static inline gboolean
serve_by(const char *name)
{
    g_autoptr(GError) error = NULL;
    const char *source = g_getenv("G_TEST_SRCDIR");
    g_autofree char *script = g_build_filename(source != NULL ? source : ".",
                                               "tests/double", name, NULL);
    gboolean plain = !g_str_equal(name, "server.py");
    served.folder = g_dir_make_tmp("veille-http-XXXXXX", &error);
    g_assert_no_error(error);
    served.process = g_subprocess_new(
        G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
        &error, "/usr/bin/python3", script,
        plain ? NULL : "--certificates", served.folder, NULL);
    if (served.process == NULL)
        return FALSE;
    g_autoptr(GDataInputStream) out = g_data_input_stream_new(
        g_subprocess_get_stdout_pipe(served.process));
    g_autofree char *line =
        g_data_input_stream_read_line(out, NULL, NULL, &error);
    g_assert_nonnull(line);
    served.ports =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_auto(GStrv) words = g_strsplit(line, " ", -1);
    for (char **word = words; *word != NULL; word++) {
        g_auto(GStrv) pair = g_strsplit(*word, "=", 2);
        g_hash_table_replace(served.ports, g_strdup(pair[0]),
                             g_strdup(pair[1]));
    }
    return TRUE;
}

/* Starts the server of that name; FALSE: it cannot be had here, and that was
 * said. */
static inline gboolean
net_init_by(int *argc, char ***argv, const char *name)
{
    g_test_init(argc, argv, NULL);
    signal(SIGPIPE, SIG_IGN);
    if (serve_by(name))
        return TRUE;
    g_print("1..0 # SKIP no /usr/bin/python3\n");
    return FALSE;
}

static inline gboolean
net_init(int *argc, char ***argv)
{
    return net_init_by(argc, argv, "server.py");
}

/* Runs the tests and ends what net_init started. */
static inline int
net_main(void)
{
    int status = g_test_run();
    g_output_stream_close(g_subprocess_get_stdin_pipe(served.process), NULL,
                          NULL);
    g_subprocess_wait(served.process, NULL, NULL);
    g_object_unref(served.process);
    g_hash_table_unref(served.ports);
    g_autoptr(GError) error = NULL;
    g_assert_true(vl_file_remove_folder(served.folder, &error));
    g_free(served.folder);
    return status;
}
