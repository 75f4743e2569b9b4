#pragma once

#include <glib.h>

/* A key or password.  It comes from a file of the user's alone, is never
 * printed, and its memory is wiped when it is freed. */
typedef struct {
    char *text;
} VlSecret;

/* Longest key; those of today are below 300 bytes. */
#define VL_SECRET_MAX 4096

/* The first line of the file, which must be a regular file of this user (or
 * of root, as systemd's credentials are) that nobody else can read.  Errors
 * name the file and the remedy, never its content: VL_ERROR_NOT_FOUND,
 * VL_ERROR_REFUSED (owner or mode), VL_ERROR_MALFORMED. */
VlSecret *vl_secret_read(const char *path,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* NULL when text is no key: empty, too long, or with blanks or control
 * characters. */
VlSecret *vl_secret_new(const char *text);

void vl_secret_free(VlSecret *secret);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlSecret, vl_secret_free)

/* text with every occurrence of the secret replaced by "***"; secret may be
 * NULL.  The caller frees. */
char *vl_secret_mask(const VlSecret *secret, const char *text);

/* Writes '*' over each of its occurrences, escaped ones too. */
void vl_secret_blank(const VlSecret *secret, char *bytes, gsize n_bytes);

/* The form with the secret, escaped, as its last field; the form alone when
 * secret is NULL.  vl_wipe_free. */
char *vl_secret_in_form(const VlSecret *secret, const char *field,
                        const char *form);

/* Frees a string that held a secret. */
void vl_wipe_free(char *text);
