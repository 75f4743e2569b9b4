#pragma once

#include <glib.h>

#include "base/unicode.h"
#include "model/document.h"
#include "text/fold.h"
#include "text/grams.h"
#include "text/references.h"
#include "verify/locate/arranged.h"
#include "verify/locate/locate.h"

typedef struct {
    gsize made; /* for g_once_init_enter */
    VlGrams *grams;
} VlLazyGrams;

/* The same document in the order of its columns, made when a quote is not
 * found in the text's own order. */
typedef struct {
    gsize made; /* for g_once_init_enter */
    VlArranged *arranged; /* NULL: its lines' places are not known */
    VlSource *source;
} VlOtherOrder;

/* What is known of a source before any quote is looked for.  For the files
 * of this room; others see it as opaque. */
struct VlSource {
    const VlDocument *document; /* not owned */
    const char *text; /* the document's as it is read (model/repair.h), with
                       * its references raised: each of its characters is
                       * one character still */
    gsize n_bytes;
    VlUtf8Index *index; /* of text */
    char *raised;       /* text when it is not the document's own; NULL */
    VlUtf8Index *printed; /* of the document's own text, if raised */
    VlReferences references;
    GArray *skips;  /* VlRange: furniture and hidden text, sorted, disjoint */
    GArray *unsafe; /* VlRange: glyphs without meaning, sorted */
    VlFolded *folded;
    VlLazyGrams *grams;
    VlOtherOrder *other;
};

/* From any thread. */
const VlOtherOrder *vl_source_other(const VlSource *source);

/* The grams of the folded text, made when they are first asked for; NULL
 * when it is too short for them.  From any thread. */
const VlGrams *vl_source_grams(const VlSource *source);

/* The bytes of a stretch of the folded text. */
VlRange vl_source_bytes(const VlSource *source, gsize from, gsize to);

/* The document's own text there; the caller frees. */
char *vl_source_slice(const VlSource *source, VlRange range);

/* The span of bytes in code points. */
VlSpan vl_source_span(const VlSource *source, VlRange range);

/* The first skip that ends after byte, or the number of skips. */
guint vl_source_skip_after(const VlSource *source, gsize byte);

gboolean vl_source_is_unsafe(const VlSource *source, VlRange range);

/* The character that ends before a byte, or stands at it; 0: none. */
gunichar vl_char_before(const VlSource *source, gsize at);
gunichar vl_char_at(const VlSource *source, gsize at);
