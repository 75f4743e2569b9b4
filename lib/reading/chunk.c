#include "config.h"

#include "reading/chunk.h"

#include <string.h>

static VlSectionKind
outer_kind(const VlReading *reading, const VlSentence *sentence)
{
    const VlSection *section = vl_reading_section_of(reading, sentence);
    return section->within;
}

void
vl_chunks_find(VlReading *reading)
{
    VlChunk chunk = {0};
    VlSectionKind kind = VL_SECTION_UNKNOWN;
    for (guint i = 0; i < reading->sentences->len; i++) {
        const VlSentence *sentence = reading->sentences->pdata[i];
        VlSectionKind own = outer_kind(reading, sentence);
        gsize n = strlen(sentence->text);
        if (chunk.n_sentences > 0 &&
            (own != kind || chunk.n_bytes + n > VL_CHUNK_MAX_BYTES)) {
            g_array_append_val(reading->chunks, chunk);
            chunk = (VlChunk){.first = i};
        }
        kind = own;
        chunk.n_sentences++;
        chunk.n_bytes += n;
    }
    if (chunk.n_sentences > 0)
        g_array_append_val(reading->chunks, chunk);
}
