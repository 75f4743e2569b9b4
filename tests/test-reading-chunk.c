#include "config.h"

#include "reading/chunk.h"

/* Sentences as "section:bytes", given in order; the chunks as
 * "first+number=bytes". */
typedef struct {
    guint section;
    gsize n_bytes;
} Sized;

static char *
chunks_of(const Sized *sentences, guint n)
{
    static const struct {
        VlSectionKind kind, within;
    } sections[] = {
        {VL_SECTION_INTRODUCTION, VL_SECTION_ABSTRACT},
        {VL_SECTION_RESULTS, VL_SECTION_ABSTRACT},
        {VL_SECTION_METHODS, VL_SECTION_METHODS},
        {VL_SECTION_RESULTS, VL_SECTION_RESULTS},
    };
    g_autoptr(VlDocument) document =
        vl_document_from_text(VL_RENDERING_TEXT, "");
    g_autoptr(VlReading) reading = vl_reading_alloc(document);
    for (guint i = 0; i < G_N_ELEMENTS(sections); i++) {
        VlSection *section = vl_section_new(sections[i].kind);
        section->within = sections[i].within;
        g_ptr_array_add(reading->sections, section);
    }
    for (guint i = 0; i < n; i++) {
        VlSentence *sentence = vl_sentence_new(VL_SENTENCE_BODY);
        sentence->section = sentences[i].section;
        sentence->text = g_strnfill(sentences[i].n_bytes, 'a');
        g_ptr_array_add(reading->sentences, sentence);
    }
    vl_chunks_find(reading);
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < reading->chunks->len; i++) {
        VlChunk chunk = g_array_index(reading->chunks, VlChunk, i);
        g_string_append_printf(out, "%u+%u=%u ", chunk.first, chunk.n_sentences,
                               (guint)chunk.n_bytes);
    }
    return g_string_free(out, FALSE);
}

static void
test_chunks(void)
{
    const gsize max = VL_CHUNK_MAX_BYTES;
    const struct {
        Sized sentences[4];
        guint n;
        const char *chunks;
    } cases[] = {
        {{{0, 0}}, 0, ""},
        {{{2, 1}}, 1, "0+1=1 "},
        {{{2, 10}, {2, 20}}, 2, "0+2=30 "},
        /* The parts of an abstract stay together, sections do not. */
        {{{0, 10}, {1, 20}}, 2, "0+2=30 "},
        {{{1, 10}, {3, 20}}, 2, "0+1=10 1+1=20 "},
        {{{2, 10}, {3, 20}, {2, 30}}, 3, "0+1=10 1+1=20 2+1=30 "},
        /* To the limit, and not beyond it. */
        {{{2, max - 10}, {2, 10}}, 2, "0+2=8000 "},
        {{{2, max - 10}, {2, 11}}, 2, "0+1=7990 1+1=11 "},
        /* One sentence that is too long stands alone. */
        {{{2, 5}, {2, max + 1}, {2, 5}}, 3, "0+1=5 1+1=8001 2+1=5 "},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got = chunks_of(cases[i].sentences, cases[i].n);
        g_assert_cmpstr(got, ==, cases[i].chunks);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/reading-chunk/chunks", test_chunks);
    return g_test_run();
}
