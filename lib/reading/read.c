#include "config.h"

#include "reading/read.h"

#include "reading/chunk.h"
#include "reading/furniture.h"
#include "reading/lines.h"
#include "reading/prose.h"
#include "reading/sections.h"
#include "reading/sentences.h"

VlReading *
vl_reading_new(const VlDocument *document)
{
    VlReading *reading = vl_reading_alloc(document);
    g_autoptr(VlLines) lines = vl_lines_new(document);
    vl_furniture_label(lines, reading);
    vl_sections_find(lines, reading);
    vl_prose_find(lines, reading);
    vl_sentences_find(lines, reading);
    vl_chunks_find(reading);
    return reading;
}
