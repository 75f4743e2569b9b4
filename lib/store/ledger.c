#include "config.h"

#include "store/ledger.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/scope.h"
#include "base/secret.h"
#include "store/db.h"

#define KEY_NAME "ledger.key"
#define KEY_BYTES 32
#define COLUMNS                                                             \
    "number, time, purpose, method, host, path, body_hash, n_body, chain, " \
    "status, problem, bytes_out, bytes_in, milliseconds, seal"

enum {
    NUMBER, TIME, PURPOSE, METHOD, HOST, PATH, BODY_HASH, N_BODY, CHAIN,
    STATUS, PROBLEM, BYTES_OUT, BYTES_IN, MILLISECONDS, SEAL,
};

struct VlStoreLedger {
    VlStore *store;
    VlSecret *key;
    VlLedger sink;
};

/* ---- The key ---- */

static char *
random_key(GError **error)
{
    guint8 bytes[KEY_BYTES];
    gssize n = 0;
    while ((n = getrandom(bytes, sizeof(bytes), 0)) < 0 && errno == EINTR)
        continue;
    if (n != sizeof(bytes)) {
        g_set_error_literal(error, VL_ERROR, VL_ERROR_FAILED,
                            "the system gives no random numbers");
        return NULL;
    }
    GString *text = g_string_new(NULL);
    for (gsize i = 0; i < sizeof(bytes); i++)
        g_string_append_printf(text, "%02x", bytes[i]);
    g_string_append_c(text, '\n');
    return g_string_free(text, FALSE);
}

/* A file that its owner alone can read, from its first byte on. */
static gboolean
write_private(int dir, const char *name, const char *text)
{
    gsize n = strlen(text);
    vl_autofd int fd = openat(
        dir, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    return fd >= 0 && write(fd, text, n) == (gssize)n && fsync(fd) == 0;
}

/* Under a name of its own first: of several that start at once, one gives the
 * file its name, and it is never seen half written. */
static gboolean
make_key(const char *folder, GError **error)
{
    g_autofree char *text = random_key(error);
    vl_autofd int dir = text != NULL ? vl_file_open_folder(folder, error) : -1;
    if (dir < 0)
        return FALSE;
    g_autofree char *name =
        g_strdup_printf(".%s.%d.%08x", KEY_NAME, getpid(), g_random_int());
    gboolean made = write_private(dir, name, text) &&
                    (linkat(dir, name, dir, KEY_NAME, 0) == 0 ||
                     errno == EEXIST);
    int saved_errno = errno;
    unlinkat(dir, name, 0);
    explicit_bzero(text, strlen(text));
    if (made)
        return vl_file_sync(dir, folder, error);
    vl_file_set_error(error, saved_errno, "write " KEY_NAME " into", folder);
    return FALSE;
}

static VlSecret *
get_key(VlStore *store, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(store->path);
    g_autofree char *path = g_build_filename(folder, KEY_NAME, NULL);
    g_autoptr(GError) problem = NULL;
    VlSecret *key = vl_secret_read(path, &problem);
    if (key != NULL)
        return key;
    if (!g_error_matches(problem, VL_ERROR, VL_ERROR_NOT_FOUND)) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return NULL;
    }
    return make_key(folder, error) ? vl_secret_read(path, error) : NULL;
}

/* ---- Hashes ---- */

static char *
keyed_hash(const VlStoreLedger *ledger, const void *bytes, gsize n_bytes)
{
    const char *key = ledger->key->text;
    return g_compute_hmac_for_data(G_CHECKSUM_SHA256, (const guchar *)key,
                                   strlen(key), bytes, n_bytes);
}

/* One text of several columns: a length before each, so that no two rows
 * give the same one. */
static void
add_column(GString *text, const char *value)
{
    if (value == NULL)
        g_string_append(text, "-,");
    else
        g_string_append_printf(text, "%" G_GSIZE_FORMAT ":%s,", strlen(value),
                               value);
}

/* The hash of a row's columns from first to last, and of before. */
static char *
hash_columns(const VlStoreLedger *ledger, VlStatement *row, int first,
             int last, const char *before)
{
    g_autoptr(GString) text = g_string_new(NULL);
    add_column(text, before);
    for (int i = first; i <= last; i++)
        add_column(text, vl_db_text(row, i));
    return keyed_hash(ledger, text->str, text->len);
}

static VlStatement *
select_line(VlStore *store, gint64 number, GError **error)
{
    VlStatement *select = vl_db_prepare(
        store, error, "SELECT " COLUMNS " FROM ledger WHERE number=?", NULL);
    if (select != NULL)
        sqlite3_bind_int64(select, 1, number);
    return select;
}

/* The chain's value of the last line before number; NULL when there is
 * none. */
static gboolean
chain_before(VlStore *store, gint64 number, char **chain, GError **error)
{
    gboolean row = FALSE;
    g_autoptr(VlStatement) select =
        vl_db_prepare(store, error,
                      "SELECT chain FROM ledger WHERE number < ?"
                      " ORDER BY number DESC LIMIT 1",
                      NULL);
    if (select == NULL)
        return FALSE;
    sqlite3_bind_int64(select, 1, number);
    if (!vl_db_step(store, select, &row, error))
        return FALSE;
    *chain = row ? g_strdup(vl_db_text(select, 0)) : NULL;
    return TRUE;
}

/* ---- Writing ---- */

static gboolean
insert(VlStoreLedger *ledger, const VlLedgerIntent *intent, gint64 *number,
       GError **error)
{
    VlStore *store = ledger->store;
    g_autofree char *hash =
        intent->body != NULL ? keyed_hash(ledger, intent->body, intent->n_body)
                             : NULL;
    g_autoptr(VlStatement) statement = vl_db_prepare(
        store, error,
        "INSERT INTO ledger (purpose, method, host, path, body_hash, time,"
        " n_body, chain) VALUES (?, ?, ?, ?, ?, ?, ?, '')",
        vl_purpose_name(intent->purpose), intent->method, intent->host,
        intent->path, hash, NULL, NULL);
    if (statement == NULL)
        return FALSE;
    sqlite3_bind_int64(statement, 6, intent->time);
    sqlite3_bind_int64(statement, 7, (sqlite3_int64)intent->n_body);
    if (!vl_db_execute(store, statement, error))
        return FALSE;
    *number = sqlite3_last_insert_rowid(store->db);
    return TRUE;
}

static gboolean
set_text(VlStore *store, const char *sql, const char *value, gint64 number,
         GError **error)
{
    g_autoptr(VlStatement) update =
        vl_db_prepare(store, error, sql, value, NULL);
    if (update == NULL)
        return FALSE;
    sqlite3_bind_int64(update, 2, number);
    return vl_db_execute(store, update, error);
}

static gboolean
chain_line(VlStoreLedger *ledger, gint64 number, GError **error)
{
    VlStore *store = ledger->store;
    g_autofree char *before = NULL;
    gboolean row = FALSE;
    g_autoptr(VlStatement) line = select_line(store, number, error);
    if (line == NULL || !chain_before(store, number, &before, error) ||
        !vl_db_step(store, line, &row, error) || !row)
        return FALSE;
    g_autofree char *chain =
        hash_columns(ledger, line, NUMBER, N_BODY, before);
    sqlite3_reset(line);
    return set_text(store, "UPDATE ledger SET chain=? WHERE number=?", chain,
                    number, error);
}

static gboolean
write_intent(gpointer data, const VlLedgerIntent *intent, gint64 *number,
             GError **error)
{
    VlStoreLedger *ledger = data;
    VlStore *store = ledger->store;
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&store->mutex);
    if (!vl_db_begin(store, error))
        return FALSE;
    return vl_db_end(store,
                     insert(ledger, intent, number, error) &&
                         chain_line(ledger, *number, error),
                     error);
}

static gboolean
complete(VlStore *store, gint64 number, const VlLedgerOutcome *outcome,
         GError **error)
{
    g_autoptr(VlStatement) update = vl_db_prepare(
        store, error,
        "UPDATE ledger SET problem=?, status=?, bytes_out=?, bytes_in=?,"
        " milliseconds=? WHERE number=?",
        outcome->problem, NULL, NULL, NULL, NULL, NULL);
    if (update == NULL)
        return FALSE;
    sqlite3_bind_int64(update, 2, outcome->status);
    sqlite3_bind_int64(update, 3, (sqlite3_int64)outcome->bytes_out);
    sqlite3_bind_int64(update, 4, (sqlite3_int64)outcome->bytes_in);
    sqlite3_bind_int64(update, 5, outcome->milliseconds);
    sqlite3_bind_int64(update, 6, number);
    return vl_db_execute(store, update, error);
}

static gboolean
seal_line(VlStoreLedger *ledger, gint64 number, GError **error)
{
    VlStore *store = ledger->store;
    gboolean row = FALSE;
    g_autoptr(VlStatement) line = select_line(store, number, error);
    if (line == NULL || !vl_db_step(store, line, &row, error) || !row)
        return FALSE;
    g_autofree char *seal =
        hash_columns(ledger, line, CHAIN, MILLISECONDS, NULL);
    sqlite3_reset(line);
    return set_text(store, "UPDATE ledger SET seal=? WHERE number=?", seal,
                    number, error);
}

static gboolean
write_outcome(gpointer data, gint64 number, const VlLedgerOutcome *outcome,
              GError **error)
{
    VlStoreLedger *ledger = data;
    VlStore *store = ledger->store;
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&store->mutex);
    if (!vl_db_begin(store, error))
        return FALSE;
    return vl_db_end(store,
                     complete(store, number, outcome, error) &&
                         seal_line(ledger, number, error),
                     error);
}

/* ---- Reading ---- */

static gboolean
is_intact(const VlStoreLedger *ledger, VlStatement *row, const char *before)
{
    g_autofree char *chain = hash_columns(ledger, row, NUMBER, N_BODY, before);
    if (g_strcmp0(chain, vl_db_text(row, CHAIN)) != 0)
        return FALSE;
    if (vl_db_text(row, SEAL) == NULL)
        return vl_db_text(row, STATUS) == NULL;
    g_autofree char *seal =
        hash_columns(ledger, row, CHAIN, MILLISECONDS, NULL);
    return g_str_equal(seal, vl_db_text(row, SEAL));
}

static void
line_of_row(VlStatement *row, VlLedgerLine *line)
{
    *line = (VlLedgerLine){
        .purpose = vl_db_text(row, PURPOSE),
        .method = vl_db_text(row, METHOD),
        .host = vl_db_text(row, HOST),
        .path = vl_db_text(row, PATH),
        .body_hash = vl_db_text(row, BODY_HASH),
        .problem = vl_db_text(row, PROBLEM),
        .ended = vl_db_text(row, STATUS) != NULL,
    };
    line->number = sqlite3_column_int64(row, NUMBER);
    line->time = sqlite3_column_int64(row, TIME);
    line->n_body = sqlite3_column_int64(row, N_BODY);
    line->status = sqlite3_column_int64(row, STATUS);
    line->bytes_out = sqlite3_column_int64(row, BYTES_OUT);
    line->bytes_in = sqlite3_column_int64(row, BYTES_IN);
    line->milliseconds = sqlite3_column_int64(row, MILLISECONDS);
}

/* A line is one too many or too few when its number does not follow. */
static gboolean
read_lines(VlStoreLedger *ledger, VlStatement *rows, VlLedgerRead read,
           gpointer data, GError **error)
{
    VlStore *store = ledger->store;
    g_autofree char *before = NULL;
    gint64 expected = -1;
    for (;;) {
        gboolean row = FALSE;
        VlLedgerLine line = {0};
        if (!vl_db_step(store, rows, &row, error))
            return FALSE;
        if (!row)
            return TRUE;
        line_of_row(rows, &line);
        if (expected < 0 && !chain_before(store, line.number, &before, error))
            return FALSE;
        gboolean follows = expected < 0
                               ? (before == NULL) == (line.number == 1)
                               : line.number == expected;
        line.intact = follows && is_intact(ledger, rows, before);
        if (!read(&line, data, error))
            return FALSE;
        expected = line.number + 1;
        g_free(before);
        before = g_strdup(vl_db_text(rows, CHAIN));
    }
}

gboolean
vl_store_ledger_read(VlStoreLedger *ledger, gint64 since, VlLedgerRead read,
                     gpointer data, GError **error)
{
    VlStore *store = ledger->store;
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&store->mutex);
    g_autoptr(VlStatement) rows = vl_db_prepare(
        store, error,
        "SELECT " COLUMNS " FROM ledger WHERE time >= ? ORDER BY number",
        NULL);
    if (rows == NULL)
        return FALSE;
    sqlite3_bind_int64(rows, 1, since);
    return read_lines(ledger, rows, read, data, error);
}

gboolean
vl_store_ledger_head(VlStoreLedger *ledger, gint64 *n_lines, char **head,
                     GError **error)
{
    VlStore *store = ledger->store;
    gboolean row = FALSE;
    g_autoptr(GMutexLocker) lock = g_mutex_locker_new(&store->mutex);
    g_autoptr(VlStatement) count =
        vl_db_prepare(store, error, "SELECT count(*) FROM ledger");
    gboolean done = count != NULL && vl_db_step(store, count, &row, error);
    *n_lines = done && row ? sqlite3_column_int64(count, 0) : 0;
    return done && chain_before(store, G_MAXINT64, head, error);
}

/* ---- Life ---- */

VlStoreLedger *
vl_store_ledger_new(VlStore *store, GError **error)
{
    VlSecret *key = get_key(store, error);
    if (key == NULL)
        return NULL;
    VlStoreLedger *ledger = g_new0(VlStoreLedger, 1);
    ledger->store = store;
    ledger->key = key;
    ledger->sink = (VlLedger){write_intent, write_outcome, ledger};
    return ledger;
}

void
vl_store_ledger_free(VlStoreLedger *ledger)
{
    if (ledger == NULL)
        return;
    vl_secret_free(ledger->key);
    g_free(ledger);
}

const VlLedger *
vl_store_ledger_sink(const VlStoreLedger *ledger)
{
    return &ledger->sink;
}
