#include "config.h"

#include "fulltext/ladder-steps.h"

#include <string.h>

#include "base/error.h"
#include "fulltext/body.h"
#include "fulltext/europepmc.h"
#include "fulltext/pmc.h"
#include "fulltext/resolve.h"
#include "fulltext/unpaywall.h"

/* Requests a second.  A bucket of S3 takes thousands; Europe PMC publishes no
 * limit, and is asked as seldom as NCBI is. */
#define CLOUD_RATE 40
#define EUROPEPMC_RATE 3
/* Of a listing: an article has a handful of versions. */
#define MAX_PAGES 10

/* ---- Asking ---- */

/* So often without an answer, and a service is taken to be down. */
#define MAX_SILENT 3

/* The count of the step's own service; NULL: the URL is of another place. */
static gint *
silence_of(const VlClimber *climber, const char *url)
{
    const VlLadderBases *bases = &climber->ladder->bases;
    const char *const own[] = {bases->pmc_cloud, bases->eutils,
                               bases->europepmc, bases->europepmc_pdf,
                               bases->unpaywall};
    for (guint i = 0;
         climber->ladder->silent != NULL && vl_ladder_steps[i] != NULL; i++)
        for (guint j = 0; j < G_N_ELEMENTS(own); j++)
            if (g_str_equal(vl_ladder_steps[i], climber->step) &&
                own[j] != NULL && g_str_has_prefix(url, own[j]))
                return &climber->ladder->silent[i];
    return NULL;
}

static gboolean
is_silence(const VlFetched *fetched, const GError *error)
{
    return !fetched->damaged &&
           (g_error_matches(error, VL_ERROR, VL_ERROR_UNREACHABLE) ||
            g_error_matches(error, VL_ERROR, VL_ERROR_TIMEOUT));
}

/* Asks, and notes why nothing came.  FALSE: there is nothing to look at. */
static gboolean
ask(VlClimber *climber, const VlFetchAsk *request, VlFetched *fetched)
{
    const VlFetch *fetch = climber->ladder->fetch;
    gint *silent = silence_of(climber, request->url);
    g_autoptr(GError) error = NULL;
    if (silent != NULL && g_atomic_int_get(silent) >= MAX_SILENT) {
        vl_climber_note(climber, VL_TRIED_FAILED, NULL,
                        "it gave no answer again and again in this run, and "
                        "was not asked any more");
        return FALSE;
    }
    gboolean came = fetch->ask(fetch->data, request, fetched, &error);
    if (silent != NULL && came)
        g_atomic_int_set(silent, 0);
    else if (silent != NULL && is_silence(fetched, error))
        g_atomic_int_inc(silent);
    if (came)
        return TRUE;
    vl_climber_note(
        climber, fetched->damaged ? VL_TRIED_DAMAGED : VL_TRIED_FAILED,
        request->shown != NULL ? request->shown : request->url, error->message);
    return FALSE;
}

static void
note_status(VlClimber *climber, const char *url, guint status)
{
    g_autofree char *reason =
        g_strdup_printf("the server answered with status %u", status);
    gboolean gone = status == 404 || status == 410;
    gboolean closed =
        status == 401 || status == 402 || status == 403 || status == 451;
    vl_climber_note(climber,
                    gone     ? VL_TRIED_ABSENT
                    : closed ? VL_TRIED_WITHHELD
                             : VL_TRIED_FAILED,
                    url, gone ? "it is not there" : reason);
}

/* The same, when anything but 200 is a no. */
static gboolean
ask_for(VlClimber *climber, const VlFetchAsk *request, VlFetched *fetched)
{
    if (!ask(climber, request, fetched))
        return FALSE;
    if (fetched->status == 200)
        return TRUE;
    note_status(climber, request->url, fetched->status);
    return FALSE;
}

/* One comes with any status. */
static gboolean
is_challenge(const VlFetched *fetched)
{
    gsize n = 0;
    const char *bytes = vl_fetched_bytes(fetched, &n);
    g_auto(VlBody) body = vl_body_of(bytes, n);
    return body.kind == VL_BODY_CHALLENGE;
}

/* Fetches a file and takes it; given's bytes and url are set here. */
static gboolean
ask_for_file(VlClimber *climber, const VlFetchAsk *request, VlGiven given)
{
    g_auto(VlFetched) fetched = {0};
    if (!ask(climber, request, &fetched))
        return FALSE;
    if (fetched.status != 200 && !is_challenge(&fetched)) {
        note_status(climber, request->url, fetched.status);
        return FALSE;
    }
    given.bytes = fetched.bytes;
    given.url = request->url;
    return vl_climber_take(climber, &given);
}

static gboolean
needs_pmcid(VlClimber *climber)
{
    if (climber->out->pmcid != NULL)
        return TRUE;
    vl_climber_note(climber, VL_TRIED_SKIPPED, NULL,
                    "the paper has no PMCID that is known");
    return FALSE;
}

/* ---- ID converter ---- */

void
vl_step_idconv(VlClimber *climber)
{
    if (climber->out->pmcid != NULL)
        return;
    const VlIdconvEntry *entry =
        vl_resolved(climber->ladder->pmcids, climber->record);
    const char *url = climber->ladder->bases.idconv;
    if (entry == NULL) {
        vl_climber_note(climber, VL_TRIED_SKIPPED, NULL,
                        "the record has neither PMID nor DOI to ask with");
    } else if (entry->pmcid == NULL) {
        vl_climber_note(
            climber, entry->failed ? VL_TRIED_FAILED : VL_TRIED_ABSENT, url,
            entry->problem != NULL ? entry->problem : "PMC does not have it");
    } else if (entry->embargoed) {
        vl_climber_note(climber, VL_TRIED_WITHHELD, url,
                        "PMC has it, and may not show it yet");
    } else {
        climber->out->pmcid = g_strdup(entry->pmcid);
    }
}

/* ---- PMC Cloud ---- */

/* Adds the versions of one page; *token is that of the page, and of the next
 * one afterwards. */
static gboolean
list_page(VlClimber *climber, GArray *versions, char **token)
{
    g_autofree char *path =
        vl_pmc_listing_path(climber->out->pmcid, *token);
    g_autofree char *url =
        g_strconcat(climber->ladder->bases.pmc_cloud, path, NULL);
    g_clear_pointer(token, g_free);
    g_auto(VlFetched) fetched = {0};
    if (!ask_for(climber,
                 &(VlFetchAsk){
                     .url = url, .want = VL_WANT_XML, .per_second = CLOUD_RATE},
                 &fetched))
        return FALSE;
    gsize n = 0;
    const char *bytes = vl_fetched_bytes(&fetched, &n);
    g_autoptr(GError) error = NULL;
    if (vl_pmc_parse_listing(bytes, n, climber->out->pmcid, versions, token,
                             &error))
        return TRUE;
    vl_climber_note(climber, VL_TRIED_FAILED, url, error->message);
    return FALSE;
}

static GArray *
list_versions(VlClimber *climber)
{
    g_autoptr(GArray) versions = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autofree char *token = NULL;
    guint n_pages = 0;
    do {
        if (!list_page(climber, versions, &token))
            return NULL;
    } while (token != NULL && ++n_pages < MAX_PAGES);
    vl_pmc_tidy_versions(versions);
    return g_steal_pointer(&versions);
}

/* FALSE: nothing came, which is noted, or it is not there (status 404) when
 * beside is another place to look at. */
static gboolean
ask_description(VlClimber *climber, guint number, gboolean beside,
                VlFetched *fetched)
{
    g_autofree char *path =
        vl_pmc_metadata_path(climber->out->pmcid, number, beside);
    g_autofree char *url =
        g_strconcat(climber->ladder->bases.pmc_cloud, path, NULL);
    const VlFetchAsk request = {
        .url = url, .want = VL_WANT_JSON, .per_second = CLOUD_RATE};
    if (beside)
        return ask_for(climber, &request, fetched);
    if (!ask(climber, &request, fetched))
        return FALSE;
    if (fetched->status != 200 && fetched->status != 404)
        note_status(climber, url, fetched->status);
    return fetched->status == 200;
}

static VlPmcVersion *
describe(VlClimber *climber, guint number)
{
    g_auto(VlFetched) fetched = {0};
    if (!ask_description(climber, number, FALSE, &fetched)) {
        if (fetched.status != 404)
            return NULL;
        vl_fetched_clear(&fetched);
        if (!ask_description(climber, number, TRUE, &fetched))
            return NULL;
    }
    gsize n = 0;
    const char *bytes = vl_fetched_bytes(&fetched, &n);
    g_autoptr(GError) error = NULL;
    VlPmcVersion *version =
        vl_pmc_parse_metadata(bytes, n, climber->out->pmcid, number, &error);
    if (version == NULL)
        vl_climber_note(climber, VL_TRIED_DAMAGED, fetched.url,
                        error->message);
    return version;
}

/* Does the service itself speak of another paper? */
static gboolean
is_foreign(const VlRecord *record, const VlPmcVersion *version)
{
    if (record->pmid != NULL && version->pmid != NULL)
        return !g_str_equal(record->pmid, version->pmid);
    return record->doi != NULL && version->doi != NULL &&
           g_ascii_strcasecmp(record->doi, version->doi) != 0;
}

static GPtrArray *
describe_all(VlClimber *climber, const GArray *numbers)
{
    GPtrArray *versions =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_pmc_version_free);
    for (guint i = 0; i < numbers->len; i++) {
        VlPmcVersion *version =
            describe(climber, g_array_index(numbers, guint, i));
        if (version == NULL)
            continue;
        if (is_foreign(climber->record, version)) {
            vl_climber_note(climber, VL_TRIED_OTHER, NULL,
                            "PMC describes another paper under this PMCID");
            vl_pmc_version_free(version);
            continue;
        }
        climber->out->retracted |= version->is_retracted;
        g_ptr_array_add(versions, version);
    }
    return versions;
}

static gboolean
take_file(VlClimber *climber, const VlPmcVersion *version,
          const VlPmcFile *file)
{
    if (file->path == NULL)
        return FALSE;
    g_autofree char *url =
        g_strconcat(climber->ladder->bases.pmc_cloud, file->path, NULL);
    const VlFetchAsk request = {.url = url,
                                .want = VL_WANT_FILE,
                                .per_second = CLOUD_RATE,
                                .md5 = file->md5};
    return ask_for_file(
        climber, &request,
        (VlGiven){.licence = version->licence,
                  .version = version->is_historical_ocr ? "ocr"
                             : version->is_manuscript   ? "manuscript"
                                                        : "published",
                  .ocr = version->is_historical_ocr,
                  .vouched = version->pmid != NULL || version->doi != NULL});
}

void
vl_step_pmc_cloud(VlClimber *climber)
{
    if (climber->cloud_done || !needs_pmcid(climber))
        return;
    climber->cloud_done = TRUE;
    g_autoptr(GArray) numbers = list_versions(climber);
    if (numbers == NULL)
        return;
    g_autoptr(GPtrArray) versions = describe_all(climber, numbers);
    const VlPmcVersion *version = vl_pmc_choose(versions);
    if (version == NULL) {
        if (numbers->len == 0)
            vl_climber_note(climber, VL_TRIED_ABSENT,
                            climber->ladder->bases.pmc_cloud,
                            "PMC does not offer it for reuse");
        return;
    }
    (void)take_file(climber, version, &version->xml);
    (void)take_file(climber, version, &version->pdf);
}

/* ---- efetch ---- */

void
vl_step_efetch(VlClimber *climber)
{
    if (!needs_pmcid(climber))
        return;
    g_autofree char *url =
        g_strconcat(climber->ladder->bases.eutils, "/efetch.fcgi", NULL);
    GString *form = g_string_new("db=pmc&retmode=xml&tool=veille&id=");
    g_string_append(form, climber->out->pmcid + strlen("PMC"));
    if (climber->ladder->email != NULL) {
        g_string_append(form, "&email=");
        g_string_append_uri_escaped(form, climber->ladder->email, NULL, FALSE);
    }
    g_autofree char *body = g_string_free(form, FALSE);
    const VlFetchAsk request = {
        .url = url, .form = body, .want = VL_WANT_XML, .ncbi = TRUE};
    (void)ask_for_file(climber, &request,
                       (VlGiven){.version = NULL, .vouched = FALSE});
}

/* ---- Europe PMC ---- */

void
vl_step_europepmc_pdf(VlClimber *climber)
{
    if (climber->out->pmcid == NULL ||
        climber->ladder->bases.europepmc_pdf == NULL)
        return;
    g_autofree char *path = vl_europepmc_pdf_path(climber->out->pmcid);
    g_autofree char *url =
        g_strconcat(climber->ladder->bases.europepmc_pdf, path, NULL);
    const VlFetchAsk request = {
        .url = url, .want = VL_WANT_FILE, .per_second = EUROPEPMC_RATE};
    (void)ask_for_file(climber, &request, (VlGiven){.vouched = FALSE});
}

void
vl_step_europepmc(VlClimber *climber)
{
    if (!needs_pmcid(climber))
        return;
    g_autofree char *path = vl_europepmc_xml_path(climber->out->pmcid);
    g_autofree char *url =
        g_strconcat(climber->ladder->bases.europepmc, path, NULL);
    const VlFetchAsk request = {
        .url = url, .want = VL_WANT_XML, .per_second = EUROPEPMC_RATE};
    if (!ask_for_file(climber, &request, (VlGiven){.vouched = FALSE}))
        vl_step_europepmc_pdf(climber);
}

/* ---- Unpaywall ---- */

static VlUnpaywallReply *
ask_unpaywall(VlClimber *climber)
{
    const char *doi = climber->record->doi;
    g_autofree char *path = vl_unpaywall_path(doi, climber->ladder->email);
    if (path == NULL) {
        vl_climber_note(climber, VL_TRIED_SKIPPED, NULL,
                        doi == NULL
                            ? "the record has no DOI to ask with"
                            : "Unpaywall wants an address: set email= in "
                              "[network]");
        return NULL;
    }
    g_autofree char *url =
        g_strconcat(climber->ladder->bases.unpaywall, path, NULL);
    /* What is written down goes without the user's address. */
    g_autofree char *shown = g_strndup(url, strcspn(url, "?"));
    g_autoptr(GError) error = NULL;
    g_auto(VlFetched) fetched = {0};
    const VlFetchAsk request = {.url = url, .shown = shown};
    if (!ask(climber, &request, &fetched))
        return NULL;
    gsize n = 0;
    const char *bytes = vl_fetched_bytes(&fetched, &n);
    VlUnpaywallReply *reply =
        vl_unpaywall_parse(fetched.status, bytes, n, doi, &error);
    if (reply != NULL)
        return reply;
    gboolean absent = g_error_matches(error, VL_ERROR, VL_ERROR_NOT_FOUND);
    vl_climber_note(climber, absent ? VL_TRIED_ABSENT : VL_TRIED_FAILED, shown,
                    error->message);
    return NULL;
}

/* The PMCID in the address of an article of PMC: its text is to be had from
 * the service for programs. */
static void
take_pmcid(VlClimber *climber, const char *url)
{
    const char *at = strstr(url, "PMC");
    if (at == NULL || climber->out->pmcid != NULL)
        return;
    g_autofree char *word = g_strndup(at, 3 + strspn(at + 3, "0123456789"));
    climber->out->pmcid = vl_pmcid_normal(word);
    if (climber->out->pmcid == NULL ||
        !g_strv_contains(climber->ladder->steps, "pmc_cloud"))
        return;
    climber->step = "pmc_cloud";
    vl_step_pmc_cloud(climber);
    climber->step = "unpaywall";
}

static void
keep_link(VlClimber *climber, const VlUnpaywallPlace *place)
{
    const char *link = place->pdf != NULL ? place->pdf : place->landing;
    if (climber->out->open_link == NULL && link != NULL &&
        g_str_has_prefix(link, "https://"))
        climber->out->open_link = g_strdup(link);
}

static void
take_place(VlClimber *climber, const VlUnpaywallPlace *place)
{
    const char *url = place->pdf != NULL ? place->pdf : place->landing;
    if (vl_fetch_is_barred(url)) {
        take_pmcid(climber, url);
        if (climber->out->document == NULL)
            vl_climber_note(climber, VL_TRIED_SKIPPED, url,
                            "a page of PMC, which programs may not ask for");
    } else if (place->pdf == NULL) {
        vl_climber_note(climber, VL_TRIED_WITHHELD, url,
                        "a page to read on, without a PDF");
    } else {
        (void)ask_for_file(
            climber, &(VlFetchAsk){.url = url, .want = VL_WANT_FILE},
            (VlGiven){.licence = place->licence, .version = place->version});
    }
    if (climber->out->document == NULL)
        keep_link(climber, place);
}

void
vl_step_unpaywall(VlClimber *climber)
{
    g_autoptr(VlUnpaywallReply) reply = ask_unpaywall(climber);
    if (reply == NULL)
        return;
    if (reply->places->len == 0)
        vl_climber_note(climber, VL_TRIED_ABSENT,
                        climber->ladder->bases.unpaywall,
                        "Unpaywall knows of no free copy");
    for (guint i = 0; i < reply->places->len && climber->out->document == NULL;
         i++)
        take_place(climber, reply->places->pdata[i]);
}
