#include "config.h"

#include "digest/evidence-json.h"

#include <string.h>

#include "base/unicode.h"

/* ---- Writing ---- */

static void
write_hidden(VlJson *json, const char *key, const GPtrArray *list)
{
    vl_json_key(json, key);
    vl_json_begin_array(json);
    for (guint i = 0; i < list->len; i++) {
        const VlHiddenText *hidden = list->pdata[i];
        vl_json_begin_object(json);
        vl_json_member_int(json, "page", hidden->page);
        vl_json_member_int(json, "start", (gint64)hidden->span.start);
        vl_json_member_int(json, "end", (gint64)hidden->span.end);
        vl_json_member_string(json, "text", hidden->text);
        vl_json_end_object(json);
    }
    vl_json_end_array(json);
}

void
vl_json_member_quarantine(VlJson *json, const VlRead *read)
{
    write_hidden(json, VL_ALARMS_KEY, read->alarms);
    vl_json_key(json, VL_QUARANTINE_KEY);
    vl_json_begin_object(json);
    vl_json_member_int(json, "passages", read->n_hidden);
    vl_json_member_int(json, "characters", (gint64)read->hidden_length);
    vl_json_member_int(json, "inconclusive_pages", read->inconclusive);
    write_hidden(json, "other", read->hidden);
    vl_json_end_object(json);
}

void
vl_json_member_picture(VlJson *json, const VlQuote *quote)
{
    const VlPlate *plate = quote->plate;
    if (plate == NULL)
        return;
    vl_json_key(json, VL_PICTURE_KEY);
    vl_json_begin_object(json);
    if (plate->file == NULL) {
        vl_json_member_string(json, "error", plate->fault);
    } else {
        vl_json_member_string(json, "file", plate->file);
        vl_json_member_string(json, "sha256", plate->sha256);
        vl_json_member_int(json, "width", plate->width);
        vl_json_member_int(json, "height", plate->height);
        vl_json_member_int(json, "page", plate->page);
        vl_json_member_int(json, "page_end", plate->page_end);
        vl_json_member_bool(json, "marked", plate->marked);
    }
    vl_json_end_object(json);
}

/* ---- Reading ---- */

/* Only what a run writes: the name is opened, and goes into views. */
static gboolean
is_plate_name(const char *name)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
                                  "0123456789-";
    if (!g_str_has_prefix(name, VL_PLATE_FOLDER "/"))
        return FALSE;
    name += strlen(VL_PLATE_FOLDER "/");
    gsize n = strspn(name, letters);
    return n > 0 && n < 100 && g_str_equal(name + n, ".png");
}

static void
read_plate_file(VlStrict *in, const cJSON *item, VlPlate *plate)
{
    static const char *const keys[] = {"file",     "sha256", "width",
                                       "height",   "page",   "page_end",
                                       "marked",   NULL};
    if (!vl_strict_members(in, item, keys))
        return;
    plate->file = vl_strict_string(in, item, "file");
    plate->sha256 = vl_strict_hash(in, item, "sha256", FALSE);
    plate->width = vl_strict_count(in, item, "width");
    plate->height = vl_strict_count(in, item, "height");
    plate->page = vl_strict_count(in, item, "page");
    plate->page_end = vl_strict_count(in, item, "page_end");
    plate->marked = vl_strict_bool(in, item, "marked");
    if (!is_plate_name(plate->file))
        vl_strict_fail(in, "file", "is no name of an evidence picture");
    if (plate->width == 0 || plate->height == 0)
        vl_strict_fail(in, "width", "and height are no size of a picture");
    if (plate->page == 0 || plate->page_end < plate->page)
        vl_strict_fail(in, "page", "is not before the last page shown");
}

void
vl_strict_picture(VlStrict *in, const cJSON *object, VlQuote *quote)
{
    static const char *const keys[] = {"error", NULL};
    const cJSON *item = vl_strict_get(object, VL_PICTURE_KEY);
    if (item == NULL || in->error != NULL)
        return;
    gsize up = vl_strict_enter(in, VL_PICTURE_KEY);
    quote->plate = vl_plate_new();
    if (vl_strict_get(item, "error") == NULL)
        read_plate_file(in, item, quote->plate);
    else if (vl_strict_members(in, item, keys))
        quote->plate->fault = vl_strict_string(in, item, "error");
    vl_strict_leave(in, up);
}

static void
read_hidden(VlStrict *in, const cJSON *item, gpointer owner)
{
    static const char *const keys[] = {"page", "start", "end", "text", NULL};
    if (!vl_strict_members(in, item, keys))
        return;
    VlSpan span = {vl_strict_offset(in, item, "start"),
                   vl_strict_offset(in, item, "end")};
    guint page = vl_strict_count(in, item, "page");
    g_autofree char *text = vl_strict_string(in, item, "text");
    gsize shown = span.end > span.start
                      ? MIN(span.end - span.start, VL_HIDDEN_MAX_TEXT)
                      : 0;
    if (shown == 0 || vl_utf8_length(text, -1) != shown)
        vl_strict_fail(in, "text", "is not as long as its span");
    if (page == 0)
        vl_strict_fail(in, "page", "is 0: pages count from 1");
    g_ptr_array_add(owner, vl_hidden_text_new(page, span, text));
}

void
vl_strict_quarantine(VlStrict *in, const cJSON *object, VlRead *read)
{
    static const char *const keys[] = {"passages", "characters",
                                       "inconclusive_pages", "other", NULL};
    const cJSON *quarantine = vl_strict_get(object, VL_QUARANTINE_KEY);
    vl_strict_list(in, object, VL_ALARMS_KEY, read_hidden, read->alarms);
    gsize up = vl_strict_enter(in, VL_QUARANTINE_KEY);
    if (vl_strict_members(in, quarantine, keys)) {
        read->n_hidden = vl_strict_count(in, quarantine, "passages");
        read->hidden_length = vl_strict_offset(in, quarantine, "characters");
        read->inconclusive =
            vl_strict_count(in, quarantine, "inconclusive_pages");
        vl_strict_list(in, quarantine, "other", read_hidden, read->hidden);
        if (read->n_hidden < read->alarms->len + read->hidden->len)
            vl_strict_fail(in, "passages", "is less than those listed");
    }
    vl_strict_leave(in, up);
}
