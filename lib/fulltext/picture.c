#include "config.h"

#include "fulltext/picture.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/scope.h"
#include "fulltext/helper.h"

/* Time for a process that has nothing to say any more to end by itself. */
#define END_SECONDS 2

/* What is known of one drawing. */
typedef struct {
    const GPtrArray *pictures;
    GString *pending; /* bytes of a line that is not complete yet */
    gsize n_bytes;
    gboolean end;  /* the end record came */
    GError *error; /* from it, or a wrong line */
    VlPartial stop;
} Drawing;

VlPicture *
vl_picture_new(void)
{
    VlPicture *picture = g_new0(VlPicture, 1);
    picture->spans = g_array_new(FALSE, FALSE, sizeof(VlSpan));
    picture->texts = g_ptr_array_new_with_free_func(g_free);
    return picture;
}

void
vl_picture_free(VlPicture *picture)
{
    if (picture == NULL)
        return;
    g_array_unref(picture->spans);
    g_ptr_array_unref(picture->texts);
    g_clear_pointer(&picture->png, g_bytes_unref);
    g_clear_error(&picture->error);
    g_free(picture);
}

static char *
draw_argument(const GPtrArray *pictures)
{
    g_autoptr(GString) out = g_string_new("--draw=");
    for (guint i = 0; i < pictures->len; i++) {
        const VlPicture *picture = pictures->pdata[i];
        for (guint j = 0; j < picture->spans->len; j++) {
            const VlSpan *span = &g_array_index(picture->spans, VlSpan, j);
            g_string_append_printf(out, "%s%zu-%zu",
                                   j > 0   ? "+"
                                   : i > 0 ? ","
                                           : "",
                                   span->start, span->end);
        }
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

/* ---- What the helper sends: it may be in a stranger's hands ---- */

/* TRUE when bytes begin like a PNG of this size. */
static gboolean
is_png(const guint8 *bytes, gsize n_bytes, guint width, guint height)
{
    static const guint8 start[] = {0x89, 'P', 'N', 'G', '\r', '\n', 26,  10,
                                   0,    0,   0,   13,  'I',  'H',  'D', 'R'};
    guint32 size[2];
    if (n_bytes < sizeof(start) + sizeof(size) ||
        memcmp(bytes, start, sizeof(start)) != 0)
        return FALSE;
    memcpy(size, bytes + sizeof(start), sizeof(size));
    return GUINT32_FROM_BE(size[0]) == width &&
           GUINT32_FROM_BE(size[1]) == height;
}

static gboolean
take_png(VlPicture *picture, const cJSON *line)
{
    const char *encoded = vl_json_get_string(line, "png", "");
    gsize n_bytes = 0;
    g_autofree guint8 *bytes = g_base64_decode(encoded, &n_bytes);
    picture->width = (guint)vl_json_get_int(line, "width", 0);
    picture->height = (guint)vl_json_get_int(line, "height", 0);
    if (n_bytes > VL_PICTURE_MAX_BYTES ||
        !is_png(bytes, n_bytes, picture->width, picture->height))
        return FALSE;
    picture->png = g_bytes_new_take(g_steal_pointer(&bytes), n_bytes);
    return TRUE;
}

static gboolean
take_texts(VlPicture *picture, const cJSON *line)
{
    const cJSON *text;
    cJSON_ArrayForEach(text, vl_json_get(line, "texts"))
    {
        if (!cJSON_IsString(text))
            return FALSE;
        g_ptr_array_add(picture->texts, g_strdup(text->valuestring));
    }
    return picture->texts->len == picture->spans->len;
}

static gboolean
take_picture(const Drawing *drawing, const cJSON *line)
{
    gint64 index = vl_json_get_int(line, "picture", -1);
    if (index < 0 || index >= (gint64)drawing->pictures->len)
        return FALSE;
    VlPicture *picture = drawing->pictures->pdata[index];
    if (picture->png != NULL || picture->error != NULL)
        return FALSE;
    const cJSON *error = vl_json_get(line, "error");
    if (error != NULL) {
        const char *code = vl_json_get_string(error, "code", "");
        picture->error = g_error_new_literal(
            VL_ERROR,
            g_str_equal(code, "too_big") ? VL_ERROR_TOO_BIG
                                         : VL_ERROR_NOT_FOUND,
            vl_json_get_string(error, "message", "it could not be drawn"));
        return TRUE;
    }
    gint64 page = vl_json_get_int(line, "page", 0);
    gint64 page_end = vl_json_get_int(line, "page_end", 0);
    picture->page = (guint)page;
    picture->page_end = (guint)page_end;
    picture->marked = vl_json_get_bool(line, "marked", FALSE);
    picture->ink = vl_json_get_bool(line, "ink", FALSE);
    return page >= 1 && page_end >= page && page_end <= G_MAXINT32 &&
           take_texts(picture, line) && take_png(picture, line);
}

/* FALSE: the drawing is over. */
static gboolean
take_line(Drawing *drawing, const char *line, gsize n_bytes)
{
    g_autoptr(cJSON) object = vl_json_parse(line, n_bytes, &drawing->error);
    if (object == NULL)
        return FALSE;
    if (cJSON_GetObjectItemCaseSensitive(object, "end") != NULL) {
        /* The end record is that of a reading, and so are its errors. */
        g_autoptr(VlDocument) document = vl_document_new(VL_RENDERING_PDF);
        if (vl_document_take_line(document, line, n_bytes, &drawing->end,
                                  &drawing->error))
            drawing->end = TRUE;
        return FALSE;
    }
    if (take_picture(drawing, object))
        return TRUE;
    drawing->error = g_error_new(VL_ERROR, VL_ERROR_MALFORMED,
                                 "the PDF reader sent what is no picture");
    return FALSE;
}

static gboolean
take_bytes(const char *bytes, gsize n_bytes, gpointer data)
{
    Drawing *drawing = data;
    drawing->n_bytes += n_bytes;
    if (drawing->n_bytes > VL_PICTURES_MAX_BYTES) {
        drawing->stop = VL_PARTIAL_OUTPUT;
        return FALSE;
    }
    gsize from = drawing->pending->len, done = 0;
    g_string_append_len(drawing->pending, bytes, (gssize)n_bytes);
    const char *start = drawing->pending->str, *newline;
    while ((newline = memchr(start + from, '\n',
                             drawing->pending->len - from)) != NULL) {
        if (!take_line(drawing, start + done, (gsize)(newline - start) - done))
            return FALSE;
        done = from = (gsize)(newline - start) + 1;
    }
    g_string_erase(drawing->pending, 0, (gssize)done);
    return TRUE;
}

/* ---- One drawing ---- */

/* What did not come has the reason of the end for its error. */
static gboolean
conclude(Drawing *drawing, VlReaderEnd *end, const char *path,
         const VlReaderOptions *options, GError **error)
{
    g_autoptr(GError) reason = NULL;
    if (drawing->error != NULL) {
        g_propagate_prefixed_error(error, g_steal_pointer(&drawing->error),
                                   "cannot draw '%s': ", path);
        return FALSE;
    }
    end->stop = drawing->stop;
    vl_reader_set_error(end, path, options, &reason);
    gboolean any = FALSE;
    for (guint i = 0; i < drawing->pictures->len; i++) {
        VlPicture *picture = drawing->pictures->pdata[i];
        if (picture->png == NULL && picture->error == NULL)
            picture->error = g_error_copy(reason);
        else
            any = TRUE;
    }
    if (any)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&reason));
    return FALSE;
}

static gboolean
run_helper(Drawing *drawing, int input, const char *path,
           const VlReaderOptions *options, GError **error)
{
    g_autoptr(GPtrArray) argv = vl_reader_arguments(options);
    g_autoptr(GString) complaints = g_string_new(NULL);
    g_ptr_array_add(argv, draw_argument(drawing->pictures));
    g_ptr_array_add(argv, NULL);
    VlHelper helper = {0};
    if (!vl_helper_start(&helper, (char *const *)argv->pdata, input, error))
        return FALSE;
    VlHelperStop stop = vl_helper_listen(&helper, options->wall_seconds,
                                         take_bytes, drawing, complaints);
    if (stop == VL_HELPER_DEADLINE)
        drawing->stop = VL_PARTIAL_WALL;
    gint64 patience = g_get_monotonic_time();
    if (stop == VL_HELPER_CLOSED || drawing->end)
        patience += END_SECONDS * G_USEC_PER_SEC;
    VlReaderEnd end = {.complaints = complaints->str};
    end.status = vl_helper_end(&helper, patience, &end.usage);
    end.complaints = complaints->str;
    return conclude(drawing, &end, path, options, error);
}

gboolean
vl_fulltext_draw(const char *path, const GPtrArray *pictures,
                 const VlReaderOptions *given, GError **error)
{
    const VlReaderOptions options = vl_reader_defaults(given);
    if (pictures->len == 0)
        return TRUE;
    vl_autofd int fd = vl_reader_open(path, error);
    if (fd < 0 || !vl_reader_check(fd, path, options.sha256, error))
        return FALSE;
    g_autoptr(GString) pending = g_string_new(NULL);
    Drawing drawing = {.pictures = pictures, .pending = pending};
    gboolean drawn = run_helper(&drawing, fd, path, &options, error);
    g_clear_error(&drawing.error);
    return drawn;
}
