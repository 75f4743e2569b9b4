#include "config.h"

#include <stdio.h>

#include "fulltext/reader.h"
#include "reading/read.h"

/* The body sentences of PDF files, each on a line behind its file: what
 * reading.py holds against the JATS of the same articles. */
static void
print(const char *helper, const char *path)
{
    const VlReaderOptions options = {.helper = helper,
                                     .ink = VL_READER_INK_NEVER};
    g_autoptr(GError) error = NULL;
    g_autoptr(VlDocument) document =
        vl_fulltext_read_pdf(path, &options, &error);
    if (document == NULL) {
        fprintf(stderr, "%s\n", error->message);
        return;
    }
    g_autoptr(VlReading) reading = vl_reading_new(document);
    for (guint i = 0; i < reading->sentences->len; i++) {
        const VlSentence *sentence = reading->sentences->pdata[i];
        if (sentence->kind == VL_SENTENCE_BODY)
            printf("%s\t%s\n", path, sentence->text);
    }
}

int
main(int argc, char **argv)
{
    for (int i = 2; i < argc; i++)
        print(argv[1], argv[i]);
    return 0;
}
