#include "config.h"

#include "flow/ledger.h"

#include "base/date.h"
#include "base/json.h"
#include "base/unicode.h"
#include "guard/region.h"
#include "store/ledger.h"

#define MAX_PLACE 120
#define FLUSH_BYTES 65536

typedef struct {
    const VlLedgerWanted *wanted;
    VlLedgerWrite write;
    GString *out;
    guint n_changed, n_lines;
    gint64 bytes_out, bytes_in;
} Printer;

/* Where a prompt went; NULL for other requests. */
static const char *
region_of(const VlLedgerLine *line)
{
    return g_str_equal(line->purpose, vl_purpose_name(VL_PURPOSE_MODEL))
               ? vl_region_of(line->host)
               : NULL;
}

static void
append_json(const VlLedgerLine *line, GString *out)
{
    VlJson json = VL_JSON_INIT(out);
    g_autofree char *time = vl_date_time_iso(line->time);
    vl_json_begin_object(&json);
    vl_json_member_int(&json, "number", line->number);
    vl_json_member_string(&json, "time", time);
    vl_json_member_string(&json, "purpose", line->purpose);
    vl_json_member_string(&json, "method", line->method);
    vl_json_member_string(&json, "host", line->host);
    vl_json_member_string(&json, "path", line->path);
    if (region_of(line) != NULL)
        vl_json_member_string(&json, "region", region_of(line));
    vl_json_member_string(&json, "body_hash", line->body_hash);
    vl_json_member_int(&json, "body_bytes", line->n_body);
    vl_json_member_bool(&json, "ended", line->ended);
    if (line->ended) {
        vl_json_member_int(&json, "status", line->status);
        vl_json_member_string(&json, "problem", line->problem);
        vl_json_member_int(&json, "bytes_out", line->bytes_out);
        vl_json_member_int(&json, "bytes_in", line->bytes_in);
        vl_json_member_int(&json, "milliseconds", line->milliseconds);
    }
    vl_json_member_bool(&json, "intact", line->intact);
    vl_json_end_object(&json);
    g_string_append_c(out, '\n');
}

static void
append_text(const VlLedgerLine *line, GString *out)
{
    g_autofree char *time = vl_date_time_iso(line->time);
    /* What is no request has no path: "HOST --no-patient-data". */
    g_autofree char *place = g_strconcat(
        line->host, *line->path == '/' ? "" : " ", line->path, NULL);
    g_autofree char *harmless = vl_printable(place, MAX_PLACE);
    g_autofree char *status =
        line->status > 0
            ? g_strdup_printf("%" G_GINT64_FORMAT, line->status)
            : g_strdup("-");
    g_string_append_printf(out, "%s  %-9s %-4s %10" G_GINT64_FORMAT
                           " %10" G_GINT64_FORMAT "  %-3s  %s",
                           time, line->purpose, line->method, line->bytes_out,
                           line->bytes_in, status, harmless);
    if (region_of(line) != NULL)
        g_string_append_printf(out, "  (region: %s)", region_of(line));
    if (line->problem != NULL)
        g_string_append_printf(out, "  [%s]", line->problem);
    if (!line->ended)
        g_string_append(out, "  [no outcome: under way, or killed]");
    if (!line->intact)
        g_string_append(out, "  [CHANGED, or a line before it is missing]");
    g_string_append_c(out, '\n');
}

static gboolean
flush(Printer *printer, GError **error)
{
    gboolean done =
        printer->write(printer->out->str, printer->out->len, error);
    g_string_truncate(printer->out, 0);
    return done;
}

static gboolean
is_wanted(const VlLedgerWanted *wanted, const VlLedgerLine *line)
{
    return (wanted->host == NULL ||
            g_ascii_strcasecmp(wanted->host, line->host) == 0) &&
           (wanted->purpose == NULL ||
            g_str_equal(wanted->purpose, line->purpose));
}

static gboolean
print_line(const VlLedgerLine *line, gpointer data, GError **error)
{
    Printer *printer = data;
    printer->n_changed += !line->intact;
    if (!is_wanted(printer->wanted, line))
        return TRUE;
    if (printer->n_lines++ == 0 && !printer->wanted->json)
        g_string_append(printer->out,
                        "time (UTC)            purpose   how   bytes out   "
                        "bytes in  got  where\n");
    printer->bytes_out += line->bytes_out;
    printer->bytes_in += line->bytes_in;
    (printer->wanted->json ? append_json : append_text)(line, printer->out);
    return printer->out->len < FLUSH_BYTES || flush(printer, error);
}

static void
append_sum(Printer *printer)
{
    if (printer->wanted->json)
        return;
    g_string_append_printf(printer->out,
                           "%u request%s, %" G_GINT64_FORMAT
                           " bytes out, %" G_GINT64_FORMAT " bytes in\n",
                           printer->n_lines, printer->n_lines == 1 ? "" : "s",
                           printer->bytes_out, printer->bytes_in);
}

gboolean
vl_ledger_print(const char *folder, const VlLedgerWanted *wanted,
                VlLedgerWrite write, guint *n_changed, GError **error)
{
    g_autoptr(VlStore) store = vl_store_open_existing(folder, error);
    g_autoptr(VlStoreLedger) ledger =
        store != NULL ? vl_store_ledger_new(store, error) : NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    Printer printer = {.wanted = wanted, .write = write, .out = out};
    if (ledger == NULL || !vl_store_ledger_read(ledger, wanted->since,
                                                print_line, &printer, error))
        return FALSE;
    append_sum(&printer);
    *n_changed = printer.n_changed;
    return flush(&printer, error);
}

gboolean
vl_ledger_is_purpose(const char *name, char **names)
{
    g_autoptr(GString) all = g_string_new(NULL);
    gboolean found = FALSE;
    for (int i = 0; i <= VL_PURPOSE_DOCTOR; i++) {
        const char *one = vl_purpose_name((VlPurpose)i);
        found |= g_str_equal(one, name);
        g_string_append_printf(all, "%s%s", i > 0 ? " " : "", one);
    }
    *names = g_strdup(all->str);
    return found;
}
