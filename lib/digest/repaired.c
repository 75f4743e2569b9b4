#include "config.h"

#include "digest/repaired.h"

#include <string.h>

#include "base/unicode.h"

/* Where repairs may come from; the same strings as VlHit.read_from. */
static const VlRenderingKind origins[] = {VL_RENDERING_JATS,
                                          VL_RENDERING_ABSTRACT};

void
vl_paper_set_repaired(VlPaper *paper, const VlDocument *document)
{
    VlRead *read = &paper->read;
    read->n_repaired = document->repairs->len;
    if (read->n_repaired == 0)
        return;
    read->repaired_from = vl_rendering_kind_name(document->repaired_from);
    read->repaired_sha256 = g_strdup(document->repaired_sha256);
}

/* ---- JSON ---- */

void
vl_json_member_repaired(VlJson *json, const VlHit *hit)
{
    if (hit->read == NULL)
        return;
    vl_json_key(json, VL_REPAIRED_KEY);
    vl_json_begin_object(json);
    vl_json_member_string(json, "from", hit->read_from);
    vl_json_member_string(json, "text", hit->read);
    vl_json_end_object(json);
}

void
vl_json_member_repairs(VlJson *json, const VlRead *read)
{
    if (read->n_repaired == 0)
        return;
    vl_json_key(json, VL_REPAIRED_KEY);
    vl_json_begin_object(json);
    vl_json_member_string(json, "from", read->repaired_from);
    vl_json_member_string(json, "rendering_sha256", read->repaired_sha256);
    vl_json_member_int(json, "signs", read->n_repaired);
    vl_json_end_object(json);
}

static const char *
read_origin(VlStrict *in, const cJSON *item)
{
    g_autofree char *from = vl_strict_string(in, item, "from");
    for (guint i = 0; i < G_N_ELEMENTS(origins); i++)
        if (g_str_equal(from, vl_rendering_kind_name(origins[i])))
            return vl_rendering_kind_name(origins[i]);
    vl_strict_fail(in, "from", "is no text that signs are read from");
    return NULL;
}

/* How many code points differ; G_MAXUINT: the lengths do. */
static guint
count_differences(const char *a, const char *b)
{
    guint n = 0;
    for (; *a != '\0' && *b != '\0';
         a = g_utf8_next_char(a), b = g_utf8_next_char(b))
        n += g_utf8_get_char(a) != g_utf8_get_char(b);
    return *a == '\0' && *b == '\0' ? n : G_MAXUINT;
}

void
vl_strict_repaired(VlStrict *in, const cJSON *object, VlHit *hit)
{
    static const char *const keys[] = {"from", "text", NULL};
    const cJSON *item = vl_strict_get(object, VL_REPAIRED_KEY);
    if (item == NULL || in->error != NULL)
        return;
    gsize up = vl_strict_enter(in, VL_REPAIRED_KEY);
    if (vl_strict_members(in, item, keys)) {
        hit->read = vl_strict_string(in, item, "text");
        hit->read_from = read_origin(in, item);
        if (hit->text == NULL ||
            count_differences(hit->text, hit->read) == G_MAXUINT)
            vl_strict_fail(in, "text", "is not as long as its quote");
    }
    vl_strict_leave(in, up);
}

void
vl_strict_repairs(VlStrict *in, const cJSON *object, VlRead *read)
{
    static const char *const keys[] = {"from", "rendering_sha256", "signs",
                                       NULL};
    const cJSON *item = vl_strict_get(object, VL_REPAIRED_KEY);
    if (item == NULL || in->error != NULL)
        return;
    gsize up = vl_strict_enter(in, VL_REPAIRED_KEY);
    if (vl_strict_members(in, item, keys)) {
        read->repaired_from = read_origin(in, item);
        read->repaired_sha256 =
            vl_strict_hash(in, item, "rendering_sha256", FALSE);
        read->n_repaired = vl_strict_count(in, item, "signs");
        if (read->n_repaired == 0)
            vl_strict_fail(in, "signs", "is 0: then nothing was repaired");
    }
    vl_strict_leave(in, up);
}

/* ---- Views ---- */

char *
vl_view_repaired(const VlQuote *quote, VlLanguage language)
{
    const VlHit *hit = quote->hit->read != NULL ? quote->hit : quote->pdf.hit;
    if (hit == NULL || hit->read == NULL)
        return NULL;
    gboolean jats = g_strcmp0(hit->read_from,
                              vl_rendering_kind_name(VL_RENDERING_JATS)) == 0;
    return vl_word_count(jats ? VL_WORD_N_FROM_JATS : VL_WORD_N_FROM_ABSTRACT,
                         count_differences(hit->text, hit->read), language);
}
