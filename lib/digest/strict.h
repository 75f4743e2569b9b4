#pragma once

#include <glib.h>

#include "base/json.h"
#include "model/span.h"

/* Reading JSON of which every member is known beforehand: anything missing,
 * unknown or of a wrong type is an error that names its place. */

/* The error sticks: after the first one, everything reads as empty, so that
 * callers need not look after each member. */
typedef struct {
    GString *path; /* of the value being read; the caller's */
    GError *error; /* the caller's to propagate or clear */
} VlStrict;

/* key may be NULL: the fault is of the value itself. */
void vl_strict_fail(VlStrict *in, const char *key, const char *what);

/* Goes down to a member or an item; gives what vl_strict_leave needs to go
 * up again. */
gsize vl_strict_enter(VlStrict *in, const char *key);
void vl_strict_leave(VlStrict *in, gsize length);

/* TRUE when object is one, with all of keys (NULL-terminated) and no other;
 * FALSE after any earlier error too. */
gboolean vl_strict_members(VlStrict *in, const cJSON *object,
                           const char *const *keys);

/* The same, but those of optional (NULL-terminated) need not be there. */
gboolean vl_strict_members_or(VlStrict *in, const cJSON *object,
                              const char *const *keys,
                              const char *const *optional);

/* The member, or NULL; borrowed. */
const cJSON *vl_strict_get(const cJSON *object, const char *key);

/* One member each; the caller frees the strings.  Only nullable and hash
 * give NULL. */
char *vl_strict_nullable(VlStrict *in, const cJSON *object, const char *key);
char *vl_strict_string(VlStrict *in, const cJSON *object, const char *key);
char *vl_strict_hash(VlStrict *in, const cJSON *object, const char *key,
                     gboolean nullable);
guint vl_strict_count(VlStrict *in, const cJSON *object, const char *key);
gsize vl_strict_offset(VlStrict *in, const cJSON *object, const char *key);
gboolean vl_strict_bool(VlStrict *in, const cJSON *object, const char *key);
VlSpan vl_strict_span(VlStrict *in, const cJSON *object, const char *key);

/* Adds the strings of a list to strings, owned. */
void vl_strict_strings(VlStrict *in, const cJSON *object, const char *key,
                       GPtrArray *strings);

/* Reads each item of a list with read, which gets owner as it is. */
typedef void (*VlStrictItem)(VlStrict *in, const cJSON *item, gpointer owner);
void vl_strict_list(VlStrict *in, const cJSON *object, const char *key,
                    VlStrictItem read, gpointer owner);
