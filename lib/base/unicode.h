#pragma once

#include <glib.h>

/* Offsets that leave the program count Unicode code points; inside it,
 * bytes are faster.  These functions are the bridge.  All text is valid
 * UTF-8 without NUL. */

/* Code points in the first n_bytes bytes of text (n_bytes < 0: all). */
gsize vl_utf8_length(const char *text, gssize n_bytes);

/* The byte offset of code point number n (from 0) of text; the length in
 * bytes when text is shorter. */
gsize vl_utf8_offset(const char *text, gsize n);

/* text[start:end] in code points; the caller frees. */
char *vl_utf8_slice(const char *text, gsize start, gsize end);

/* A table for many conversions on one long text: one entry per 256 code
 * points.  Keeps no reference to text, which must be the same at each
 * call. */
typedef struct VlUtf8Index VlUtf8Index;
VlUtf8Index *vl_utf8_index_new(const char *text);
void vl_utf8_index_free(VlUtf8Index *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlUtf8Index, vl_utf8_index_free)
gsize vl_utf8_index_to_bytes(const VlUtf8Index *index, const char *text,
                             gsize code_point);
gsize vl_utf8_index_to_code_points(const VlUtf8Index *index, const char *text,
                                   gsize byte);

/* bytes as valid UTF-8 without NUL: each wrong byte becomes U+FFFD.  A BOM
 * at the start is dropped.  n_replaced may be NULL.  The caller frees. */
char *vl_utf8_repair(const char *bytes, gsize n_bytes, gsize *n_replaced);

/* text on one line, without control characters, escape sequences or
 * bidirectional overrides, so that a file's words cannot command a
 * terminal; at most max_bytes bytes, cut at a character.  The caller
 * frees. */
char *vl_printable(const char *text, gsize max_bytes);

/* The superscript form of an ASCII digit. */
gunichar vl_superscript(char digit);
