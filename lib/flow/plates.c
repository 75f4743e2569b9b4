#include "config.h"

#include "flow/plates.h"

#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/scope.h"
#include "digest/seal.h"
#include "flow/pool.h"
#include "fulltext/picture.h"

/* Pictures that one helper draws, so that their bytes never pile up. */
#define BATCH 32

typedef struct {
    int folder; /* VL_PLATE_FOLDER */
    const VlReaderOptions *reader;
    GMutex mutex;     /* guards files */
    GPtrArray *files; /* VlManifestFile */
} Studio;

/* A quote, and its name below VL_PLATE_FOLDER. */
typedef struct {
    VlQuote *quote;
    const VlHit *hit; /* of the PDF */
    char *name;
} Sitter;

static void
sitter_free(Sitter *sitter)
{
    g_free(sitter->name);
    g_free(sitter);
}

static gboolean
is_read_from_pdf(const VlPlateJob *job)
{
    return g_strcmp0(job->paper->read.rendering, "pdf") == 0;
}

static gboolean
has_pdf(const VlPlateJob *job)
{
    return job->path != NULL &&
           (is_read_from_pdf(job) || job->paper->read.pdf != NULL);
}

/* Where the PDF has the quote: beside a text of JATS, at another place; NULL:
 * nowhere. */
static const VlHit *
hit_of(const VlPlateJob *job, const VlQuote *quote)
{
    return is_read_from_pdf(job) ? quote->hit : quote->pdf.hit;
}

GBytes *
vl_plate_load(const char *folder, const VlPlate *plate)
{
    g_autofree char *path = g_build_filename(folder, plate->file, NULL);
    g_autofree char *bytes = NULL;
    gsize n_bytes = 0;
    if (!vl_file_read(path, VL_PICTURE_MAX_BYTES, &bytes, &n_bytes, NULL))
        return NULL;
    g_autofree char *sha256 = vl_sha256(bytes, n_bytes);
    return g_str_equal(sha256, plate->sha256)
               ? g_bytes_new_take(g_steal_pointer(&bytes), n_bytes)
               : NULL;
}

/* The quotes that have a place.  Claim ids are digits, letters and hyphens
 * (vl_digest_close), fit for the name of a file. */
static GPtrArray *
list_sitters(const VlPlateJob *job)
{
    GPtrArray *list =
        g_ptr_array_new_with_free_func((GDestroyNotify)sitter_free);
    const GPtrArray *claims = job->paper->claims;
    for (guint i = 0; has_pdf(job) && i < claims->len; i++) {
        const VlClaim *claim = claims->pdata[i];
        for (guint j = 0; j < claim->quotes->len; j++) {
            VlQuote *quote = claim->quotes->pdata[j];
            const VlHit *hit = hit_of(job, quote);
            if (hit == NULL || hit->segments->len == 0)
                continue;
            Sitter *sitter = g_new0(Sitter, 1);
            sitter->quote = quote;
            sitter->hit = hit;
            sitter->name =
                j == 0 ? g_strdup_printf("%s.png", claim->id)
                       : g_strdup_printf("%s-q%u.png", claim->id, j + 1);
            g_ptr_array_add(list, sitter);
        }
    }
    return list;
}

static VlPicture *
picture_of(const VlHit *hit)
{
    VlPicture *picture = vl_picture_new();
    gsize length = 0;
    for (guint i = 0; i < hit->segments->len; i++) {
        const VlSegment *segment = hit->segments->pdata[i];
        g_array_append_val(picture->spans, segment->span);
        length += segment->span.end - segment->span.start;
    }
    if (picture->spans->len > VL_PICTURE_MAX_SPANS ||
        length > VL_PICTURE_MAX_LENGTH)
        picture->error = g_error_new(
            VL_ERROR, VL_ERROR_TOO_BIG,
            "the quote is too long, or in too many pieces, for a picture");
    return picture;
}

/* What the helper read at the spans must be the quote: else the picture
 * shows something else. */
static gboolean
shows_quote(const VlPicture *picture, const VlHit *hit)
{
    const GPtrArray *segments = hit->segments;
    for (guint i = 0; i < segments->len; i++) {
        const VlSegment *segment = segments->pdata[i];
        if (picture->texts->len != segments->len ||
            g_strcmp0(picture->texts->pdata[i], segment->text) != 0)
            return FALSE;
    }
    return TRUE;
}

static char *
fault_of(const VlPicture *picture, const VlHit *hit)
{
    if (picture->png == NULL)
        return g_strdup(picture->error->message);
    if (!shows_quote(picture, hit))
        return g_strdup("the file holds another text there than when it was "
                        "read");
    if (picture->marked && !picture->ink)
        return g_strdup("the page shows nothing where the text layer has "
                        "these words");
    return NULL;
}

static gboolean
keep(Studio *studio, const Sitter *sitter, const VlPicture *picture,
     GError **error)
{
    VlPlate *plate = sitter->quote->plate = vl_plate_new();
    plate->fault = fault_of(picture, sitter->hit);
    if (plate->fault != NULL)
        return TRUE;
    gsize n_bytes = 0;
    const guint8 *bytes = g_bytes_get_data(picture->png, &n_bytes);
    plate->file = g_strconcat(VL_PLATE_FOLDER "/", sitter->name, NULL);
    plate->sha256 = vl_sha256(bytes, n_bytes);
    plate->width = picture->width;
    plate->height = picture->height;
    plate->page = picture->page;
    plate->page_end = picture->page_end;
    plate->marked = picture->marked;
    VlManifestFile *file =
        vl_manifest_file_new(plate->file, plate->sha256, n_bytes);
    g_mutex_lock(&studio->mutex);
    g_ptr_array_add(studio->files, file);
    g_mutex_unlock(&studio->mutex);
    return vl_file_create(studio->folder, sitter->name, bytes, n_bytes, error);
}

/* Draws those that are not too large; an error of the helper is that of
 * each picture that it did not bring. */
static void
draw(const Studio *studio, const VlPlateJob *job, const GPtrArray *pictures)
{
    VlReaderOptions options = {0};
    if (studio->reader != NULL)
        options = *studio->reader;
    options.sha256 = is_read_from_pdf(job) ? job->paper->read.file_sha256
                                           : job->paper->read.pdf->sha256;
    g_autoptr(GPtrArray) small = g_ptr_array_new();
    for (guint i = 0; i < pictures->len; i++)
        if (((const VlPicture *)pictures->pdata[i])->error == NULL)
            g_ptr_array_add(small, pictures->pdata[i]);
    g_autoptr(GError) failure = NULL;
    if (small->len == 0 ||
        vl_fulltext_draw(job->path, small, &options, &failure))
        return;
    for (guint i = 0; i < small->len; i++) {
        VlPicture *picture = small->pdata[i];
        if (picture->error == NULL)
            picture->error = g_error_copy(failure);
    }
}

static gboolean
draw_batch(Studio *studio, const VlPlateJob *job, const GPtrArray *sitters,
           guint first, GError **error)
{
    g_autoptr(GPtrArray) pictures =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_picture_free);
    for (guint i = first; i < MIN(first + BATCH, sitters->len); i++)
        g_ptr_array_add(pictures,
                        picture_of(((Sitter *)sitters->pdata[i])->hit));
    draw(studio, job, pictures);
    for (guint i = 0; i < pictures->len; i++)
        if (!keep(studio, sitters->pdata[first + i], pictures->pdata[i], error))
            return FALSE;
    return TRUE;
}

static gboolean
draw_paper(gpointer item, gpointer data, GError **error)
{
    const VlPlateJob *job = item;
    g_autoptr(GPtrArray) sitters = list_sitters(job);
    for (guint first = 0; first < sitters->len; first += BATCH)
        if (!draw_batch(data, job, sitters, first, error))
            return FALSE;
    return TRUE;
}

gboolean
vl_plates_draw(int folder_fd, const GPtrArray *jobs,
               const VlReaderOptions *reader, const VlEvents *events,
               GPtrArray *files, GError **error)
{
    g_autoptr(GPtrArray) with_pdf = g_ptr_array_new();
    for (guint i = 0; i < jobs->len; i++)
        if (has_pdf(jobs->pdata[i]))
            g_ptr_array_add(with_pdf, jobs->pdata[i]);
    if (with_pdf->len == 0)
        return TRUE;
    vl_autofd int folder =
        vl_file_begin_folder(folder_fd, VL_PLATE_FOLDER, error);
    if (folder < 0)
        return FALSE;
    Studio studio = {.folder = folder, .reader = reader, .files = files};
    g_mutex_init(&studio.mutex);
    gboolean drawn =
        vl_pool_run(with_pdf, draw_paper, &studio, "pictures", events, error) &&
        vl_file_sync(folder, VL_PLATE_FOLDER, error);
    g_mutex_clear(&studio.mutex);
    return drawn;
}
