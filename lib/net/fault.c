#include "config.h"

#include "net/fault.h"

#include "base/error.h"
#include "base/unicode.h"

static const struct Fault {
    CURLcode curl;
    VlErrorCode code;
    const char *word, *text;
} faults[] = {
    {CURLE_COULDNT_RESOLVE_HOST, VL_ERROR_UNREACHABLE, "no-name",
     "its name is not known to the name server; check the name and the "
     "network"},
    {CURLE_COULDNT_RESOLVE_PROXY, VL_ERROR_UNREACHABLE, "no-name",
     "the proxy's name is not known; check 'proxy' in [network]"},
    {CURLE_COULDNT_CONNECT, VL_ERROR_UNREACHABLE, "no-connection",
     "no connection; check the network and the firewall"},
    {CURLE_OPERATION_TIMEDOUT, VL_ERROR_TIMEOUT, "stalled",
     "it answers too slowly or not at all; run again later"},
    {CURLE_PEER_FAILED_VERIFICATION, VL_ERROR_NETWORK, "certificate",
     "its certificate is not valid, so nothing was sent; check this "
     "machine's clock, and name the certificate of a proxy that reads along "
     "as 'ca_file' in [network]"},
    {CURLE_SSL_ISSUER_ERROR, VL_ERROR_NETWORK, "certificate",
     "its certificate is not valid, so nothing was sent"},
    {CURLE_SSL_CACERT_BADFILE, VL_ERROR_CONFIG, "certificate",
     "the file of trusted certificates cannot be read; check 'ca_file' in "
     "[network], or install ca-certificates"},
    {CURLE_SSL_CONNECT_ERROR, VL_ERROR_UNREACHABLE, "no-tls",
     "no secure connection (TLS 1.2 or later) could be agreed on"},
    {CURLE_PARTIAL_FILE, VL_ERROR_UNREACHABLE, "cut-off",
     "the answer was cut off"},
    {CURLE_GOT_NOTHING, VL_ERROR_UNREACHABLE, "no-answer",
     "it closed the connection without an answer"},
    {CURLE_RECV_ERROR, VL_ERROR_UNREACHABLE, "reset",
     "the connection broke off"},
    {CURLE_SEND_ERROR, VL_ERROR_UNREACHABLE, "reset",
     "the connection broke off"},
    {CURLE_HTTP2, VL_ERROR_UNREACHABLE, "reset", "the connection broke off"},
    {CURLE_HTTP2_STREAM, VL_ERROR_UNREACHABLE, "reset",
     "the connection broke off"},
    {CURLE_OUT_OF_MEMORY, VL_ERROR_FAILED, "no-memory",
     "no memory for the request"},
};

static const struct Fault other = {CURLE_OK, VL_ERROR_UNREACHABLE, "broken",
                                   "no proper answer"};

static const struct Fault *
find(CURLcode code)
{
    for (guint i = 0; i < G_N_ELEMENTS(faults); i++)
        if (faults[i].curl == code)
            return &faults[i];
    return &other;
}

const char *
vl_fault_word(const VlTransferEnd *end)
{
    if (end->code == CURLE_OK)
        return NULL;
    return end->blocked != NULL ? "blocked" : find(end->code)->word;
}

gboolean
vl_fault_check(const VlTransferEnd *end, const char *label, GError **error)
{
    if (end->code == CURLE_OK)
        return TRUE;
    if (end->blocked != NULL && end->code == CURLE_COULDNT_CONNECT) {
        g_set_error(error, VL_ERROR, VL_ERROR_REFUSED,
                    "nothing was sent to '%s': its name leads to the address "
                    "%s inside a private network, and no setting of yours "
                    "names this host",
                    label, end->blocked);
        return FALSE;
    }
    const struct Fault *fault = find(end->code);
    g_autofree char *detail =
        vl_printable(end->detail != NULL ? end->detail : "", 300);
    g_set_error(error, VL_ERROR, fault->code, "'%s': %s%s%s%s", label,
                fault->text, *detail != '\0' ? " (" : "", detail,
                *detail != '\0' ? ")" : "");
    return FALSE;
}
