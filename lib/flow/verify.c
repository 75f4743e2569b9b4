#include "config.h"

#include "flow/verify.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"
#include "digest/build.h"
#include "digest/read-json.h"
#include "digest/render-json.h"
#include "digest/seal.h"
#include "flow/pdf-place.h"
#include "flow/plates.h"
#include "flow/rejudge.h"
#include "flow/screening.h"
#include "flow/source.h"
#include "flow/verify-report.h"
#include "flow/views.h"
#include "reading/abstract.h"
#include "reading/repair.h"
#include "store/runs.h"
#include "store/store.h"
#include "verify/locate/locate.h"

#define MAX_MANIFEST_BYTES ((gsize)16 << 20)

typedef struct {
    const VlVerifyContext *context;
    char *folder;
    VlDigest *digest;
    VlStore *store; /* NULL: there is no library here */
    gboolean same_rules;
    VlVerifyReport *report;
} Check;

static void
check_clear(Check *check)
{
    g_free(check->folder);
    vl_digest_free(check->digest);
    g_clear_pointer(&check->store, vl_store_close);
    vl_verify_report_free(check->report);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Check, check_clear)

static void add(GPtrArray *lines, const char *format, ...) G_GNUC_PRINTF(2, 3);

static int
compare_strings(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void
add(GPtrArray *lines, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_ptr_array_add(lines, g_strdup_vprintf(format, arguments));
    va_end(arguments);
}

/* ---- Files ---- */

/* The names in a folder below the digest's ("" for itself), sorted, so that
 * the report is the same each time. */
static GPtrArray *
list_names(const Check *check, const char *below)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *path = g_build_filename(check->folder, below, NULL);
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    if (folder == NULL)
        add(check->report->changes, "changed: the folder '%s' cannot be read",
            path);
    const char *name;
    while (folder != NULL && (name = g_dir_read_name(folder)) != NULL)
        g_ptr_array_add(names, *below == '\0'
                                   ? g_strdup(name)
                                   : g_strconcat(below, "/", name, NULL));
    g_ptr_array_sort(names, compare_strings);
    return names;
}

/* A file that cannot be read counts as an empty one: it is not as sealed. */
static void
hash_file(const Check *check, const char *name, GPtrArray *found)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_build_filename(check->folder, name, NULL);
    g_autofree char *bytes = NULL;
    gsize n_bytes = 0;
    if (!vl_file_read(path, VL_DIGEST_MAX_BYTES, &bytes, &n_bytes, &error))
        add(check->report->changes, "changed: %s", error->message);
    g_ptr_array_add(found,
                    vl_manifest_file_of(name, bytes ? bytes : "", n_bytes));
}

/* All that is below the digest's folder, hidden files too. */
static void
hash_files(const Check *check, const char *below, GPtrArray *found)
{
    g_autoptr(GPtrArray) names = list_names(check, below);
    for (guint i = 0; i < names->len; i++) {
        const char *name = names->pdata[i];
        g_autofree char *path = g_build_filename(check->folder, name, NULL);
        struct stat info;
        if (g_str_equal(name, VL_MANIFEST_FILE) || lstat(path, &info) < 0)
            continue;
        if (S_ISDIR(info.st_mode))
            hash_files(check, name, found);
        else if (S_ISREG(info.st_mode))
            hash_file(check, name, found);
        else
            add(check->report->changes, "added: '%s' is not a plain file",
                name);
    }
}

/* The library remembers the manifest of each run that was made here. */
static gboolean
check_recorded(const Check *check, const char *manifest_sha256, GError **error)
{
    g_autoptr(VlRun) run = NULL;
    if (check->digest == NULL)
        return TRUE;
    if (check->store != NULL &&
        !vl_store_get_run(check->store, check->digest->run.id, &run, error))
        return FALSE;
    if (run == NULL || run->manifest_sha256 == NULL)
        add(check->report->missing,
            "'%s': this library has no record of the run, so that only the "
            "manifest's own hash speaks for it",
            VL_MANIFEST_FILE);
    else if (!g_str_equal(run->manifest_sha256, manifest_sha256))
        add(check->report->changes,
            "changed: '%s' is not the manifest that the library recorded for "
            "this run",
            VL_MANIFEST_FILE);
    return TRUE;
}

static gboolean
check_manifest(const Check *check, GError **error)
{
    g_autofree char *path =
        g_build_filename(check->folder, VL_MANIFEST_FILE, NULL);
    g_autofree char *bytes = NULL;
    gsize n_bytes = 0;
    g_autoptr(GError) problem = NULL;
    g_autoptr(VlManifest) manifest = NULL;
    if (!vl_file_read(path, MAX_MANIFEST_BYTES, &bytes, &n_bytes, &problem) ||
        !vl_manifest_read(bytes, n_bytes, &manifest, &problem)) {
        add(check->report->changes, "changed: '%s': %s", VL_MANIFEST_FILE,
            problem->message);
        return TRUE;
    }
    g_autoptr(GPtrArray) found =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_manifest_file_free);
    hash_files(check, "", found);
    g_autoptr(GPtrArray) damages = vl_manifest_check(manifest, found);
    for (guint i = 0; i < damages->len; i++)
        add(check->report->changes, "%s",
            ((const VlDamage *)damages->pdata[i])->text);
    g_autofree char *sha256 = vl_sha256(bytes, n_bytes);
    return check_recorded(check, sha256, error);
}

/* ---- Views: those that are there must be what digest.json gives ---- */

/* A view as it is on the disk, and how much of it was rendered again. */
typedef struct {
    const char *folder;
    char *bytes;
    gsize n_bytes, at;
    gboolean same;
    gboolean pictures; /* FALSE: one that the view holds is not there */
} Viewed;

static void
compare_piece(GString *out, gpointer data)
{
    Viewed *viewed = data;
    viewed->same = viewed->same &&
                   out->len <= viewed->n_bytes - viewed->at &&
                   memcmp(viewed->bytes + viewed->at, out->str, out->len) == 0;
    viewed->at += viewed->same ? out->len : 0;
    g_string_truncate(out, 0);
}

static GBytes *
load_plate(const VlPlate *plate, gpointer data)
{
    Viewed *viewed = data;
    GBytes *bytes = vl_plate_load(viewed->folder, plate);
    viewed->pictures = viewed->pictures && bytes != NULL;
    return bytes;
}

/* A view that holds a lost picture cannot be made again: its hash alone
 * speaks for it, and the picture is named. */
static void
check_view(const Check *check, const VlView *view)
{
    g_autofree char *path = g_build_filename(check->folder, view->file, NULL);
    g_autofree char *bytes = NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    gsize n_bytes = 0;
    if (!vl_file_read(path, VL_DIGEST_MAX_BYTES, &bytes, &n_bytes, NULL))
        return; /* not asked for; the manifest knows whether it is missing */
    Viewed viewed = {check->folder, bytes, n_bytes, 0, TRUE, TRUE};
    const VlViewHost host = {load_plate, compare_piece, &viewed};
    view->render(check->digest, &host, out);
    compare_piece(out, &viewed);
    if ((!viewed.same || viewed.at != n_bytes) && viewed.pictures)
        add(check->report->changes, "changed: '%s' does not show what %s says",
            view->file, VL_DIGEST_FILE);
}

static void
check_views(const Check *check)
{
    if (!g_str_equal(check->digest->run.version, PACKAGE_VERSION)) {
        add(check->report->notes,
            "the views were made by veille %s and this is %s: they were "
            "checked by their hashes alone",
            check->digest->run.version, PACKAGE_VERSION);
        return;
    }
    for (const VlView *view = vl_views; view->format != NULL; view++)
        check_view(check, view);
}

/* A picture that was exchanged together with its hash in the manifest is
 * still not the one that the digest names. */
static void
check_plates(const Check *check, const VlClaim *claim)
{
    for (guint i = 0; i < claim->quotes->len; i++) {
        const VlPlate *plate = ((VlQuote *)claim->quotes->pdata[i])->plate;
        if (plate == NULL || plate->file == NULL)
            continue;
        g_autoptr(GBytes) bytes = vl_plate_load(check->folder, plate);
        if (bytes == NULL)
            add(check->report->changes,
                "changed: claim %s: its picture '%s' is missing or not the "
                "one that the digest names",
                claim->id, plate->file);
    }
}

/* ---- Claims ---- */

/* What a fresh judgement is compared with. */
typedef struct {
    VlVerdict verdict;
    guint n_findings;
    GArray *matches;  /* VlMatch */
    GPtrArray *reads; /* char *: VlHit.read */
} Before;

static Before
remember(VlClaim *claim)
{
    Before before = {claim->verdict, claim->findings->len,
                     g_array_new(FALSE, FALSE, sizeof(VlMatch)),
                     g_ptr_array_new_with_free_func(g_free)};
    for (guint i = 0; i < claim->quotes->len; i++) {
        const VlQuote *quote = claim->quotes->pdata[i];
        g_array_append_val(before.matches, quote->hit->match);
        g_ptr_array_add(before.reads, g_strdup(quote->hit->read));
    }
    g_ptr_array_set_size(claim->findings, 0);
    return before;
}

static void
compare_judgement(const Check *check, const VlClaim *claim,
                  const Before *before)
{
    GPtrArray *lines =
        check->same_rules ? check->report->changes : check->report->rules;
    for (guint i = 0; i < claim->quotes->len; i++) {
        const VlQuote *quote = claim->quotes->pdata[i];
        VlMatch match = g_array_index(before->matches, VlMatch, i);
        if (quote->hit->match != match)
            add(lines, "changed: claim %s: its quote was '%s' and is '%s' now",
                claim->id, vl_match_name(match),
                vl_match_name(quote->hit->match));
        if (g_strcmp0(quote->hit->read, before->reads->pdata[i]) != 0)
            add(lines,
                "changed: claim %s: the signs read in its quote are not those "
                "of the text that they come from",
                claim->id);
    }
    if (claim->verdict != before->verdict)
        add(lines, "changed: claim %s: the verdict was '%s' and is '%s' now",
            claim->id, vl_verdict_name(before->verdict),
            vl_verdict_name(claim->verdict));
    else if (claim->findings->len != before->n_findings)
        add(lines, "changed: claim %s: other findings than before", claim->id);
}

/* A quote is of the text that its paper was read from, and no other. */
static gboolean
quotes_its_paper(const VlPaper *paper, const VlClaim *claim)
{
    for (guint i = 0; i < claim->quotes->len; i++) {
        const VlQuote *quote = claim->quotes->pdata[i];
        if (g_strcmp0(quote->rendering_sha256, paper->read.rendering_sha256) !=
            0)
            return FALSE;
    }
    return TRUE;
}

/* Is each quote on the page that a reader is sent to? */
static gboolean
shows_its_page(const VlClaim *claim, const VlDocument *document)
{
    for (guint i = 0; i < claim->quotes->len; i++) {
        const VlQuote *quote = claim->quotes->pdata[i];
        for (guint j = 0; j < quote->hit->segments->len; j++) {
            const VlSegment *segment = quote->hit->segments->pdata[j];
            guint page = vl_document_page_at(document, segment->span.start);
            if (page != segment->page)
                return FALSE;
            if (j == 0 && g_strcmp0(vl_document_page(document, page)->label,
                                    quote->label) != 0)
                return FALSE;
        }
    }
    return TRUE;
}

static const char *
paper_name(const VlPaper *paper)
{
    return paper->name != NULL ? paper->name : paper->title;
}

static void
check_claims(const Check *check, const VlPaper *paper,
             const VlDocument *document)
{
    g_autoptr(VlSource) source = vl_source_new(document);
    g_autoptr(VlRejudge) again =
        vl_rejudge_new(document, source, check->digest->watch.language);
    if (!vl_rejudge_spin(again, paper))
        add(check->report->changes,
            "changed: a sentence that a model names is not in %s",
            paper_name(paper));
    for (guint i = 0; i < paper->claims->len; i++) {
        VlClaim *claim = paper->claims->pdata[i];
        check->report->claims++;
        check->report->quotes += claim->quotes->len;
        if (!quotes_its_paper(paper, claim)) {
            add(check->report->changes,
                "changed: claim %s quotes another text than its paper's",
                claim->id);
            continue;
        }
        if (!shows_its_page(claim, document))
            add(check->report->changes,
                "changed: claim %s: its quote is not on the page that it "
                "names",
                claim->id);
        Before before = remember(claim);
        vl_rejudge_claim(again, claim);
        if (!vl_claim_may_say(claim, claim->verdict))
            claim->verdict = VL_VERDICT_UNSUPPORTED;
        compare_judgement(check, claim, &before);
        g_array_unref(before.matches);
        g_ptr_array_unref(before.reads);
    }
}

/* ---- Signs that the PDF's text lost ---- */

/* Reads them again where the digest says that they come from. */
static void
repair_again(const Check *check, const VlPaper *paper, VlDocument *document)
{
    const VlRead *read = &paper->read;
    if (read->n_repaired == 0)
        return;
    g_autoptr(GError) error = NULL;
    g_autoptr(VlDocument) other = vl_store_get_rendering(
        check->store, read->repaired_sha256, NULL, &error);
    if (other == NULL)
        add(check->report->missing,
            "%s: the text that lost signs were read from: %s",
            paper_name(paper), error->message);
    guint n = other != NULL ? vl_repair_find(document, other) : 0;
    if (other != NULL &&
        (n != read->n_repaired || document->repaired_from != other->kind))
        add(check->same_rules ? check->report->changes : check->report->rules,
            "changed: %s: %u lost signs can be read in another text of the "
            "paper, and not %u",
            paper_name(paper), n, read->n_repaired);
}

/* ---- The PDF beside a text of JATS ---- */

static void
check_pdf(const Check *check, const VlPaper *paper, const VlDocument *document)
{
    const char *sha256 = paper->read.pdf_rendering_sha256;
    g_autoptr(GError) error = NULL;
    g_autoptr(VlDocument) pdf = NULL;
    if (sha256 != NULL)
        pdf = vl_store_get_rendering(check->store, sha256, NULL, &error);
    if (error != NULL) {
        gboolean tampered =
            g_error_matches(error, VL_ERROR, VL_ERROR_TAMPERED);
        add(tampered ? check->report->changes : check->report->missing,
            "%s%s: its PDF: %s", tampered ? "changed: " : "",
            paper_name(paper), error->message);
        return;
    }
    if (pdf != NULL)
        vl_repair_find(pdf, document);
    g_autoptr(GPtrArray) wrong = vl_pdf_places_wrong(paper, pdf);
    for (guint i = 0; i < wrong->len; i++)
        add(check->same_rules ? check->report->changes : check->report->rules,
            "changed: claim %s: its quote does not stand at the place in the "
            "PDF that is named",
            (const char *)wrong->pdata[i]);
}

/* ---- Sources ---- */

/* The text as it is read today; NULL: it cannot be. */
static VlDocument *
read_again(const Check *check, const VlPaper *paper, const char *path,
           GError **error)
{
    if (path != NULL)
        return vl_flow_read_source(path, check->context->reader, error);
    if (paper->pmid == NULL) {
        g_set_error(error, VL_ERROR, VL_ERROR_NOT_FOUND,
                    "%s: the library does not hold its record",
                    paper_name(paper));
        return NULL;
    }
    g_autoptr(VlRecord) record =
        vl_store_get_record(check->store, paper->pmid, error);
    return record != NULL ? vl_document_from_record(record) : NULL;
}

static void
check_reread(const Check *check, const VlPaper *paper, const char *path)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(VlDocument) document = read_again(check, paper, path, &error);
    if (document == NULL)
        add(check->report->missing, "not read again: %s", error->message);
    else if (g_strcmp0(document->sha256, paper->read.rendering_sha256) != 0)
        add(check->report->changes,
            "changed: %s: read again, %s%s%s gives another text",
            paper_name(paper), path != NULL ? "'" : "",
            path != NULL ? path : "its record", path != NULL ? "'" : "");
}

static void
check_paper(const Check *check, const VlPaper *paper)
{
    const char *sha256 = paper->read.rendering_sha256;
    vl_screening_verify(check->store, paper, check->report->changes,
                        check->report->missing, &check->report->quotes);
    for (guint i = 0; i < paper->claims->len; i++)
        check_plates(check, paper->claims->pdata[i]);
    if (sha256 == NULL && paper->claims->len == 0)
        return;
    g_autoptr(GError) error = NULL;
    g_autofree char *path = NULL;
    g_autoptr(VlDocument) document = NULL;
    if (sha256 != NULL && check->store != NULL)
        document = vl_store_get_rendering(check->store, sha256, &path, &error);
    if (document != NULL) {
        check->report->papers++;
        repair_again(check, paper, document);
        check_claims(check, paper, document);
        check_pdf(check, paper, document);
        if (check->context->reread)
            check_reread(check, paper, path);
    } else if (g_error_matches(error, VL_ERROR, VL_ERROR_TAMPERED)) {
        add(check->report->changes, "changed: %s: %s", paper_name(paper),
            error->message);
    } else {
        add(check->report->missing,
            "%s: its text is not in this library: %u claims could not be "
            "checked",
            paper_name(paper), paper->claims->len);
    }
}

/* ---- The recipe ---- */

static gboolean
holds(const char *folder, const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    return g_file_test(path, G_FILE_TEST_EXISTS);
}

/* The folder of a digest, given as itself or as a file in it; one of digest
 * and manifest may be lost. */
static gboolean
find_folder(Check *check, const char *path, GError **error)
{
    check->folder = g_canonicalize_filename(path, NULL);
    if (g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
        char *folder = g_path_get_dirname(check->folder);
        g_free(check->folder);
        check->folder = folder;
    } else if (!g_file_test(path, G_FILE_TEST_IS_DIR)) {
        vl_file_set_error(error, ENOENT, "read", path);
        return FALSE;
    }
    if (holds(check->folder, VL_DIGEST_FILE) ||
        holds(check->folder, VL_MANIFEST_FILE))
        return TRUE;
    g_set_error(error, VL_ERROR, VL_ERROR_NOT_FOUND,
                "'%s' is no digest: name a folder that holds a %s, such as "
                "FOLDER/latest",
                path, VL_DIGEST_FILE);
    return FALSE;
}

static void
read_digest(Check *check)
{
    g_autofree char *path =
        g_build_filename(check->folder, VL_DIGEST_FILE, NULL);
    g_autofree char *bytes = NULL;
    gsize n_bytes = 0;
    g_autoptr(GError) damage = NULL;
    if (vl_file_read(path, VL_DIGEST_MAX_BYTES, &bytes, &n_bytes, &damage))
        check->digest = vl_digest_read_json(bytes, n_bytes, &damage);
    if (check->digest == NULL)
        add(check->report->changes, "changed: '%s': %s", VL_DIGEST_FILE,
            damage->message);
}

static void
check_digest(Check *check)
{
    const VlDigest *digest = check->digest;
    g_autofree char *rules = vl_rules_sha256();
    check->same_rules = g_strcmp0(rules, digest->model.rules) == 0;
    if (!check->same_rules)
        add(check->report->notes,
            "the rules or lexicons are not those of the digest: verdicts "
            "that they change are listed apart");
    check->report->run =
        g_strdup_printf("%s of %s", digest->watch.name, digest->run.started);
    check_views(check);
    for (guint i = 0; i < digest->papers->len; i++)
        check_paper(check, digest->papers->pdata[i]);
    for (guint i = 0; i < digest->screened->len; i++)
        check_paper(check, digest->screened->pdata[i]);
}

VlVerifyReport *
vl_flow_verify(const char *path, const VlVerifyContext *context, GError **error)
{
    g_auto(Check) check = {.context = context};
    check.report = vl_verify_report_new();
    if (!find_folder(&check, path, error))
        return NULL;
    read_digest(&check);
    if (vl_store_exists(context->data_folder)) {
        check.store = vl_store_open(context->data_folder, error);
        if (check.store == NULL)
            return NULL;
    }
    if (!check_manifest(&check, error))
        return NULL;
    if (check.digest != NULL)
        check_digest(&check);
    return g_steal_pointer(&check.report);
}
