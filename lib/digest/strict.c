#include "config.h"

#include "digest/strict.h"

#include <math.h>

#include "base/error.h"
#include "base/hash.h"
#include "base/unicode.h"

/* Largest whole number that a JSON reader keeps exactly. */
#define MAX_NUMBER 9007199254740991.0

void
vl_strict_fail(VlStrict *in, const char *key, const char *what)
{
    if (in->error != NULL)
        return;
    g_autoptr(GString) place = g_string_new(in->path->str);
    if (key != NULL && place->len > 0)
        g_string_append_c(place, '.');
    if (key != NULL)
        g_string_append(place, key);
    g_autofree char *shown = vl_printable(place->str, 200);
    g_set_error(&in->error, VL_ERROR, VL_ERROR_MALFORMED,
                "not a digest: '%s' %s", shown, what);
}

/* Goes down to a member or an item; gives what vl_strict_leave() needs to go
 * up. */
gsize
vl_strict_enter(VlStrict *in, const char *key)
{
    gsize length = in->path->len;
    if (length > 0)
        g_string_append_c(in->path, '.');
    g_string_append(in->path, key);
    return length;
}

static gsize
enter_item(VlStrict *in, guint i)
{
    gsize length = in->path->len;
    g_string_append_printf(in->path, "[%u]", i);
    return length;
}

void
vl_strict_leave(VlStrict *in, gsize length)
{
    g_string_truncate(in->path, length);
}

/* Duplicate keys were refused by the parser, so equal numbers of members
 * and none unknown mean that all are there. */
gboolean
vl_strict_members_or(VlStrict *in, const cJSON *object,
                     const char *const *keys, const char *const *optional)
{
    if (in->error != NULL)
        return FALSE;
    if (!cJSON_IsObject(object)) {
        vl_strict_fail(in, NULL, "is not an object");
        return FALSE;
    }
    for (const cJSON *child = object->child; child; child = child->next)
        if (!g_strv_contains(keys, child->string) &&
            (optional == NULL || !g_strv_contains(optional, child->string)))
            vl_strict_fail(in, child->string, "is not a member of this schema");
    for (; *keys != NULL; keys++)
        if (cJSON_GetObjectItemCaseSensitive(object, *keys) == NULL)
            vl_strict_fail(in, *keys, "is missing");
    return in->error == NULL;
}

gboolean
vl_strict_members(VlStrict *in, const cJSON *object, const char *const *keys)
{
    return vl_strict_members_or(in, object, keys, NULL);
}

const cJSON *
vl_strict_get(const cJSON *object, const char *key)
{
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

char *
vl_strict_nullable(VlStrict *in, const cJSON *object, const char *key)
{
    const cJSON *value = vl_strict_get(object, key);
    if (!cJSON_IsString(value) && !cJSON_IsNull(value))
        vl_strict_fail(in, key, "is neither text nor null");
    return g_strdup(cJSON_IsString(value) ? value->valuestring : NULL);
}

char *
vl_strict_string(VlStrict *in, const cJSON *object, const char *key)
{
    const cJSON *value = vl_strict_get(object, key);
    if (!cJSON_IsString(value))
        vl_strict_fail(in, key, "is not text");
    return g_strdup(cJSON_IsString(value) ? value->valuestring : "");
}

char *
vl_strict_hash(VlStrict *in, const cJSON *object, const char *key,
               gboolean nullable)
{
    char *hash = vl_strict_nullable(in, object, key);
    if (hash == NULL ? !nullable : !vl_is_sha256(hash))
        vl_strict_fail(in, key, "is not a SHA-256");
    return hash;
}

static gsize
whole_number(VlStrict *in, const cJSON *value, const char *key, double max)
{
    if (cJSON_IsNumber(value) && value->valuedouble >= 0 &&
        value->valuedouble <= max &&
        value->valuedouble == floor(value->valuedouble))
        return (gsize)value->valuedouble;
    vl_strict_fail(in, key, "is not a whole number in range");
    return 0;
}

guint
vl_strict_count(VlStrict *in, const cJSON *object, const char *key)
{
    return (guint)whole_number(in, vl_strict_get(object, key), key, G_MAXUINT);
}

gsize
vl_strict_offset(VlStrict *in, const cJSON *object, const char *key)
{
    return whole_number(in, vl_strict_get(object, key), key, MAX_NUMBER);
}

gboolean
vl_strict_bool(VlStrict *in, const cJSON *object, const char *key)
{
    const cJSON *value = vl_strict_get(object, key);
    if (!cJSON_IsBool(value))
        vl_strict_fail(in, key, "is neither true nor false");
    return cJSON_IsTrue(value);
}

VlSpan
vl_strict_span(VlStrict *in, const cJSON *object, const char *key)
{
    const cJSON *value = vl_strict_get(object, key);
    VlSpan span = {0, 0};
    if (!cJSON_IsArray(value) || cJSON_GetArraySize(value) != 2) {
        vl_strict_fail(in, key, "is not a pair of offsets");
        return span;
    }
    span.start = whole_number(in, value->child, key, MAX_NUMBER);
    span.end = whole_number(in, value->child->next, key, MAX_NUMBER);
    if (span.end < span.start)
        vl_strict_fail(in, key, "ends before it starts");
    return span;
}

void
vl_strict_strings(VlStrict *in, const cJSON *object, const char *key,
                  GPtrArray *strings)
{
    const cJSON *list = vl_strict_get(object, key);
    if (!cJSON_IsArray(list)) {
        vl_strict_fail(in, key, "is not a list");
        return;
    }
    for (const cJSON *item = list->child; item; item = item->next) {
        if (cJSON_IsString(item))
            g_ptr_array_add(strings, g_strdup(item->valuestring));
        else
            vl_strict_fail(in, key, "holds something other than text");
    }
}

void
vl_strict_list(VlStrict *in, const cJSON *object, const char *key,
               VlStrictItem read, gpointer owner)
{
    const cJSON *list = vl_strict_get(object, key);
    if (!cJSON_IsArray(list))
        vl_strict_fail(in, key, "is not a list");
    gsize up = vl_strict_enter(in, key);
    guint i = 0;
    for (const cJSON *item = in->error == NULL ? list->child : NULL;
         item != NULL && in->error == NULL; item = item->next) {
        gsize here = enter_item(in, i++);
        read(in, item, owner);
        vl_strict_leave(in, here);
    }
    vl_strict_leave(in, up);
}
