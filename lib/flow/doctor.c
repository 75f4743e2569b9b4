#include "config.h"

#include "flow/doctor.h"

#include <stdarg.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "base/scope.h"
#include "flow/model.h"
#include "flow/network.h"
#include "fulltext/ladder.h"
#include "net/ncbi.h"
#include "pubmed/query.h"
#include "pubmed/reply.h"
#include "store/answers.h"

/* Free space below which a run may fail half way: a few hundred PDFs. */
#define ENOUGH_MIB 1024
#define TRIES 2
#define PATIENCE_S 20

typedef struct {
    const VlDoctorPlan *plan;
    VlDoctorSay say;
    gpointer data;
    guint n_bad;
    VlStore *store;     /* NULL: it cannot be opened */
    VlNetwork *network; /* NULL: likewise, or not wanted */
} Doctor;

const char *
vl_doctor_state_name(VlDoctorState state)
{
    static const char *const names[] = {"ok", "warning", "FAILED", "skipped"};
    return names[state];
}

static void
tell(Doctor *doctor, const char *what, VlDoctorState state,
     const char *format, ...) G_GNUC_PRINTF(4, 5);

static void
tell(Doctor *doctor, const char *what, VlDoctorState state,
     const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    doctor->n_bad += state == VL_DOCTOR_BAD;
    doctor->say(what, state, text, doctor->data);
}

/* ---- Library and disk ---- */

static gboolean
count_changed(const VlLedgerLine *line, gpointer data, GError **error)
{
    guint *n_changed = data;
    (void)error;
    *n_changed += !line->intact;
    return TRUE;
}

static void
check_ledger(Doctor *doctor)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *head = NULL;
    gint64 n_lines = 0;
    guint n_changed = 0;
    g_autoptr(VlStoreLedger) ledger =
        vl_store_ledger_new(doctor->store, &error);
    if (ledger == NULL ||
        !vl_store_ledger_head(ledger, &n_lines, &head, &error) ||
        !vl_store_ledger_read(ledger, 0, count_changed, &n_changed, &error))
        tell(doctor, "ledger", VL_DOCTOR_BAD, "%s", error->message);
    else if (n_changed > 0)
        tell(doctor, "ledger", VL_DOCTOR_BAD,
             "%u of %" G_GINT64_FORMAT " lines were changed or follow one "
             "that was taken out; see veille ledger",
             n_changed, n_lines);
    else
        tell(doctor, "ledger", VL_DOCTOR_GOOD,
             "%" G_GINT64_FORMAT " lines, unchanged", n_lines);
}

/* Calls to models of all runs. */
static void
check_answers(Doctor *doctor)
{
    g_autoptr(GError) error = NULL;
    VlAnswersCount count = {0, 0, 0};
    if (!vl_store_answers_count(doctor->store, &count, &error)) {
        tell(doctor, "answers", VL_DOCTOR_BAD, "%s", error->message);
        return;
    }
    if (count.answered == 0 && count.unknown == 0)
        return;
    g_autofree char *amount = vl_amount_text(count.set_aside);
    tell(doctor, "answers",
         count.unknown > 0 ? VL_DOCTOR_WARNING : VL_DOCTOR_GOOD,
         "%" G_GINT64_FORMAT " answers of models are kept; %" G_GINT64_FORMAT
         " calls were lost (a kill, a broken connection), and may have cost "
         "up to %s",
         count.answered, count.unknown, amount);
}

static void
check_library(Doctor *doctor)
{
    g_autoptr(GError) error = NULL;
    const char *folder = doctor->plan->data_folder;
    doctor->store = vl_store_open(folder, &error);
    if (doctor->store == NULL) {
        tell(doctor, "library", VL_DOCTOR_BAD, "%s", error->message);
        return;
    }
    tell(doctor, "library", VL_DOCTOR_GOOD, "'%s' can be read and written",
         folder);
    check_ledger(doctor);
    check_answers(doctor);
}

static void
check_space(Doctor *doctor, const char *folder)
{
    struct statvfs info;
    if (statvfs(folder, &info) < 0) {
        tell(doctor, "disk", VL_DOCTOR_WARNING,
             "'%s' is not there yet; the first run makes it", folder);
        return;
    }
    guint64 mib = (guint64)info.f_bavail * info.f_frsize >> 20;
    if (access(folder, W_OK) != 0)
        tell(doctor, "disk", VL_DOCTOR_BAD,
             "'%s' cannot be written; check its owner and mode", folder);
    else if (mib < ENOUGH_MIB)
        tell(doctor, "disk", VL_DOCTOR_WARNING,
             "only %" G_GUINT64_FORMAT " MiB are free for '%s'; a week with "
             "many PDF files may need %d",
             mib, folder, ENOUGH_MIB);
    else
        tell(doctor, "disk", VL_DOCTOR_GOOD,
             "%" G_GUINT64_FORMAT " MiB are free for '%s'", mib, folder);
}

/* ---- The sealed reader ---- */

/* A page with one word. */
static const char tiny_pdf[] =
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R"
    "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    ">>endobj\n"
    "4 0 obj<</Length 38>>stream\nBT /F 12 Tf 20 100 Td (veille) Tj ET  \n"
    "endstream endobj\n"
    "trailer<</Root 1 0 R>>\n%%EOF\n";

static void
check_reader(Doctor *doctor)
{
    g_autoptr(GError) error = NULL;
    const char *folder = doctor->plan->data_folder;
    g_autofree char *name =
        g_strdup_printf(".doctor-%d-%08x.pdf", getpid(), g_random_int());
    g_autofree char *path = g_build_filename(folder, name, NULL);
    vl_autofd int dir = vl_file_open_folder(folder, &error);
    g_autoptr(VlDocument) document = NULL;
    if (dir >= 0 &&
        vl_file_create(dir, name, tiny_pdf, strlen(tiny_pdf), &error)) {
        document = vl_fulltext_read_pdf(path, doctor->plan->reader, &error);
        unlinkat(dir, name, 0);
    }
    if (document == NULL)
        tell(doctor, "reader", VL_DOCTOR_BAD,
             "PDF files cannot be read: %s", error->message);
    else if (document->sandbox == NULL ||
             strstr(document->sandbox, "seccomp") == NULL)
        tell(doctor, "reader", VL_DOCTOR_BAD,
             "PDF files are read without a sandbox (%s)",
             document->sandbox != NULL ? document->sandbox : "none");
    else if (strstr(document->sandbox, "landlock") == NULL)
        tell(doctor, "reader", VL_DOCTOR_WARNING,
             "the sandbox is %s, without Landlock: no pictures of pages; a "
             "newer kernel has it",
             document->sandbox);
    else
        tell(doctor, "reader", VL_DOCTOR_GOOD, "PDF files are read within %s",
             document->sandbox);
}

/* ---- The network ---- */

static gboolean
review_search(const VlHttpAnswer *answer, gpointer data, GError **error)
{
    gsize n = 0;
    const char *bytes = vl_http_answer_bytes(answer, &n);
    g_autofree char *detail = NULL;
    (void)data;
    VlReplyClass class =
        vl_reply_classify(VL_EUTIL_ESEARCH, answer->status, bytes, n, &detail);
    if (class == VL_REPLY_OK || class == VL_REPLY_WARNING)
        return TRUE;
    g_set_error(error, VL_ERROR,
                class == VL_REPLY_TRANSIENT ? VL_ERROR_UNREACHABLE
                                            : VL_ERROR_NETWORK,
                "'%s': %s", answer->url, detail);
    return FALSE;
}

static VlHttpRequest
probe_of(const char *url)
{
    VlHttpRequest request = VL_HTTP_REQUEST_INIT;
    request.purpose = VL_PURPOSE_DOCTOR;
    request.url = url;
    request.attempts = TRIES;
    request.connect_s = PATIENCE_S;
    request.total_s = PATIENCE_S;
    request.stall_s = PATIENCE_S;
    request.longest_wait_s = PATIENCE_S;
    return request;
}

/* A base address with or without a slash at its end, and a name below it. */
static char *
url_below(const char *base, const char *name)
{
    gboolean slash = g_str_has_suffix(base, "/");
    return g_strconcat(base, slash || *name == '\0' ? "" : "/", name, NULL);
}

static void
ask_and_tell(Doctor *doctor, const char *what, const VlHttpRequest *request)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(VlHttpAnswer) answer = NULL;
    gint64 start = g_get_monotonic_time();
    if (!vl_http_perform(doctor->network->http, request, &answer, &error)) {
        tell(doctor, what, VL_DOCTOR_BAD, "%s", error->message);
        return;
    }
    tell(doctor, what, VL_DOCTOR_GOOD,
         "'%s' answers, after %" G_GINT64_FORMAT " ms", answer->url,
         (g_get_monotonic_time() - start) / 1000);
}

static void
check_pubmed(Doctor *doctor)
{
    const VlWatch *watch = doctor->plan->watch;
    const char *base = watch->network.eutils != NULL ? watch->network.eutils
                                                     : vl_ladder_bases.eutils;
    const VlSearch search = {.email = watch->network.email, .term = "1[uid]"};
    g_autofree char *url = url_below(base, "esearch.fcgi");
    g_autofree char *form = vl_query_esearch(&search, (VlUidRange){0, 0});
    VlHttpRequest request = probe_of(url);
    request.body = form;
    request.n_body = strlen(form);
    request.content_type = "application/x-www-form-urlencoded";
    vl_ncbi_limit(&request, doctor->network->ncbi_key,
                  doctor->network->ncbi_rate);
    request.secret_field = "api_key";
    request.review = review_search;
    ask_and_tell(doctor, "pubmed", &request);
}

/* Any answer proves the way there; what the service makes of a question that
 * asks for nothing is its own affair. */
static void
check_services(Doctor *doctor)
{
    const VlWatch *watch = doctor->plan->watch;
    const struct {
        const char *what, *own, *usual;
    } services[] = {
        {"idconv", watch->network.idconv, vl_ladder_bases.idconv},
        {"pmc_cloud", watch->network.pmc_cloud, vl_ladder_bases.pmc_cloud},
        {"europepmc", watch->network.europepmc, vl_ladder_bases.europepmc},
        {"europepmc_pdf", watch->network.europepmc_pdf,
         vl_ladder_bases.europepmc_pdf},
        {"unpaywall", watch->network.unpaywall, vl_ladder_bases.unpaywall},
    };
    for (guint i = 0; i < G_N_ELEMENTS(services); i++) {
        const char *base =
            services[i].own != NULL ? services[i].own : services[i].usual;
        g_autofree char *url = url_below(base, "");
        const VlHttpRequest request = probe_of(url);
        ask_and_tell(doctor, services[i].what, &request);
    }
}

static gboolean
open_network(Doctor *doctor)
{
    g_autoptr(GError) error = NULL;
    const VlNetworkPlan plan = {
        .watch = doctor->plan->watch,
        .store = doctor->store,
        .state_folder = doctor->plan->state_folder,
        .ncbi_key = doctor->plan->ncbi_key,
    };
    doctor->network = vl_network_open(&plan, &error);
    if (doctor->network == NULL)
        tell(doctor, "network", VL_DOCTOR_BAD, "%s", error->message);
    return doctor->network != NULL;
}

static void
check_key(Doctor *doctor)
{
    if (doctor->network->ncbi_key != NULL)
        tell(doctor, "ncbi key", VL_DOCTOR_GOOD,
             "there is one: %.0f requests a second",
             doctor->network->ncbi_rate);
    else
        tell(doctor, "ncbi key", VL_DOCTOR_SKIPPED,
             "none: %.0f requests a second; a key of your own, from "
             "https://account.ncbi.nlm.nih.gov/settings/, allows ten",
             doctor->network->ncbi_rate);
    if (doctor->plan->watch->network.email == NULL)
        tell(doctor, "email", VL_DOCTOR_WARNING,
             "NCBI and Unpaywall want to know whom to write to; set 'email' "
             "in [network]");
}

/* ---- The model ---- */

static const char yes_schema[] =
    "{\"type\":\"object\",\"properties\":{\"ready\":{\"type\":\"boolean\"}},"
    "\"required\":[\"ready\"],\"additionalProperties\":false}";

/* A small question that was never asked before: an answer that is kept would
 * prove nothing. */
static VlModelReply *
ask_small(VlModel *model, GError **error)
{
    g_autofree char *user = g_strdup_printf(
        "This is test number %08x%08x. Answer with {\"ready\": true}.",
        g_random_int(), g_random_int());
    const VlModelCall call = {
        .purpose = "doctor",
        .system = "You are tested. Answer with one JSON object and nothing "
                  "else.",
        .user = user,
        .schema_name = "ready",
        .schema = yes_schema,
        .max_output = 1000,
    };
    return vl_model_ask(model, &call, error);
}

static gboolean
is_ready(const char *text)
{
    g_autoptr(cJSON) said = vl_json_parse(text, strlen(text), NULL);
    return cJSON_IsObject(said) && cJSON_HasObjectItem(said, "ready");
}

static void
check_answer(Doctor *doctor, const char *what, VlModel *model)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(VlModelReply) reply = ask_small(model, &error);
    const char *host = vl_model_host(model);
    if (reply == NULL)
        tell(doctor, what, VL_DOCTOR_BAD, "%s", error->message);
    else if (reply->outcome != VL_MODEL_ANSWERED)
        tell(doctor, what, VL_DOCTOR_BAD, "'%s' (%s) gives no answer: %s: %s",
             host, vl_model_region(model),
             vl_model_outcome_name(reply->outcome), reply->detail);
    else if (!is_ready(reply->text))
        tell(doctor, what, VL_DOCTOR_WARNING,
             "'%s' (%s) does not keep to the JSON schema that it is given: "
             "many of its answers may be refused; take a server that does, or "
             "another model",
             host, vl_model_region(model));
    else
        tell(doctor, what, VL_DOCTOR_GOOD,
             "'%s' (%s) answers in JSON by the schema%s%s", host,
             vl_model_region(model), reply->model != NULL ? ", as " : "",
             reply->model != NULL ? reply->model : "");
}

static void
check_context(Doctor *doctor, const char *what, VlModel *model)
{
    g_autoptr(GError) error = NULL;
    guint context = 0;
    gboolean is_told = FALSE;
    if (!vl_model_context(model, &context, &is_told, &error))
        tell(doctor, what, VL_DOCTOR_BAD, "%s", error->message);
    else if (!is_told)
        tell(doctor, what, VL_DOCTOR_WARNING,
             "the server does not say how much text it takes: %u tokens are "
             "assumed; set 'context' to be sure",
             context);
    else
        tell(doctor, what, VL_DOCTOR_GOOD,
             "%u tokens of context: papers that are longer go in parts",
             context);
}

static void
check_model(Doctor *doctor, const char *what, const char *provider,
            const VlWatchModel *settings)
{
    g_autoptr(GError) error = NULL;
    if (!vl_model_is_wanted(provider)) {
        if (settings == &doctor->plan->watch->llm)
            tell(doctor, what, VL_DOCTOR_SKIPPED,
                 "'builtin': no language model is asked");
        return;
    }
    const VlModelPlan plan = {.watch = doctor->plan->watch,
                              .provider = provider,
                              .settings = settings,
                              .network = doctor->network,
                              .store = doctor->store,
                              .key = doctor->plan->model_key,
                              .prices_file = doctor->plan->prices_file};
    g_autoptr(VlModelSetup) setup = vl_model_setup_open(&plan, &error);
    if (setup == NULL) {
        tell(doctor, what, VL_DOCTOR_BAD, "%s", error->message);
        return;
    }
    if (!g_str_equal(provider, "replay")) {
        check_answer(doctor, what, setup->model);
        check_context(doctor, what, setup->model);
    } else {
        tell(doctor, what, VL_DOCTOR_GOOD, "recorded answers of '%s'",
             settings->url);
    }
}

/* With local_only, what is on this machine is asked all the same. */
static void
check_network(Doctor *doctor)
{
    const VlWatch *watch = doctor->plan->watch;
    if (doctor->store == NULL || !open_network(doctor))
        return;
    check_key(doctor);
    if (watch->local_only)
        tell(doctor, "network", VL_DOCTOR_SKIPPED,
             "'local_only = yes': only this machine is asked");
    if (!watch->local_only || watch->network.eutils != NULL)
        check_pubmed(doctor);
    if (!watch->local_only)
        check_services(doctor);
    check_model(doctor, "model", watch->provider, &watch->llm);
    check_model(doctor, "judge", watch->judge.provider, &watch->judge);
}

guint
vl_doctor_run(const VlDoctorPlan *plan, VlDoctorSay say, gpointer data)
{
    Doctor doctor = {.plan = plan, .say = say, .data = data};
    check_library(&doctor);
    check_space(&doctor, plan->data_folder);
    if (plan->watch->output_dir != NULL)
        check_space(&doctor, plan->watch->output_dir);
    if (doctor.store != NULL)
        check_reader(&doctor);
    check_network(&doctor);
    vl_network_close(doctor.network);
    vl_store_close(doctor.store);
    return doctor.n_bad;
}
