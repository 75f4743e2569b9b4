#pragma once

#include <cjson/cJSON.h>
#include <glib.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(cJSON, cJSON_Delete)

/* ---- Writing: straight into a GString, no tree.  Commas and colons take
 * care of themselves.  Strings must be valid UTF-8; control characters are
 * escaped, everything else stays as it is. ---- */

/* Deepest nesting that a writer takes. */
#define VL_JSON_MAX_DEPTH 32

typedef struct {
    GString *out; /* the caller's */
    guint depth;
    gboolean started[VL_JSON_MAX_DEPTH]; /* has this level a member? */
    gboolean after_key;
    gboolean pretty; /* indent; otherwise one line */
} VlJson;

#define VL_JSON_INIT(string) ((VlJson){.out = (string)})

void vl_json_begin_object(VlJson *json);
void vl_json_end_object(VlJson *json);
void vl_json_begin_array(VlJson *json);
void vl_json_end_array(VlJson *json);
void vl_json_key(VlJson *json, const char *key);
void vl_json_string(VlJson *json, const char *value); /* NULL: null */
void vl_json_string_len(VlJson *json, const char *value, gsize length);
void vl_json_int(VlJson *json, gint64 value);
void vl_json_double(VlJson *json, double value); /* not finite: null */
void vl_json_bool(VlJson *json, gboolean value);
void vl_json_null(VlJson *json);
/* text is one value, written already. */
void vl_json_raw(VlJson *json, const char *text);

/* key and value in one go. */
void vl_json_member_string(VlJson *json, const char *key, const char *value);
void vl_json_member_int(VlJson *json, const char *key, gint64 value);
void vl_json_member_bool(VlJson *json, const char *key, gboolean value);
/* An array of strings; empty for NULL. */
void vl_json_member_strings(VlJson *json, const char *key,
                            const GPtrArray *strings);
/* [start, end] */
void vl_json_member_range(VlJson *json, const char *key, gsize start,
                          gsize end);
/* {"code","message","file"}: file may be NULL. */
void vl_json_member_error(VlJson *json, const char *key, const GError *error,
                          const char *file);

/* ---- Reading: cJSON with what it forgives refused (trailing bytes,
 * invalid UTF-8, NUL, raw control characters, duplicate keys, leading
 * zeros, "2.", depth beyond 64). ---- */

/* TRUE for a JSON text to the letter of RFC 8259, nothing before or after it:
 * also one that vl_json_parse refuses on purpose (a NUL in a string, a key
 * twice).  Else *at (may be NULL) is the byte. */
gboolean vl_json_is_text(const char *bytes, gsize n_bytes, gsize *at);

/* Parses the whole of bytes, which need not end with a NUL.  The caller
 * owns the result.  Error: VL_ERROR_MALFORMED with the byte. */
cJSON *vl_json_parse(const char *bytes, gsize n_bytes,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The member, or the fallback when it is missing or of another type.  The
 * strings belong to the object. */
const char *vl_json_get_string(const cJSON *object, const char *key,
                               const char *fallback);
gint64 vl_json_get_int(const cJSON *object, const char *key, gint64 fallback);
gboolean vl_json_get_bool(const cJSON *object, const char *key,
                          gboolean fallback);
/* An object or array member, else NULL. */
const cJSON *vl_json_get(const cJSON *object, const char *key);

/* A string as it is, or the digits of a number from 1 to below 1e15:
 * identifiers are the one in one version of a service and the other in the
 * next.  NULL for anything else; the caller frees. */
char *vl_json_dup_text(const cJSON *object, const char *key);
