#include "config.h"

#include "reading/sections.h"

#include <string.h>

#include "base/unicode.h"
#include "reading/headings.h"

/* An unknown label of an abstract ("SETTING AND CONTEXT: ...") is no
 * longer. */
#define MAX_LABEL 80
/* An abstract with more text than this before a heading has begun without
 * one. */
#define SOME_TEXT 200

typedef struct {
    VlLines *lines;
    VlReading *reading;
    gboolean in_abstract, in_body;
    guint seen;             /* bits: the kinds met in the abstract */
    gsize abstract_text;    /* bytes of it so far */
    gboolean table_of_refs; /* the references have begun */
} Finder;

static const VlSection *
current(const Finder *finder)
{
    GPtrArray *sections = finder->reading->sections;
    return sections->pdata[sections->len - 1];
}

static void
open_section(Finder *finder, VlSectionKind kind, const char *heading,
             gsize n_bytes)
{
    VlSection *section = vl_section_new(kind);
    if (finder->in_abstract)
        section->within = VL_SECTION_ABSTRACT;
    if (heading != NULL)
        section->heading = g_strndup(heading, n_bytes);
    g_ptr_array_add(finder->reading->sections, section);
}

/* Of a heading alone on its line, met inside the abstract: does it open a
 * part of the abstract, or the article itself? */
static gboolean
belongs_to_abstract(const Finder *finder, const VlHeading *heading)
{
    if (heading->numbered || (finder->seen & (1u << heading->kind)) != 0 ||
        heading->kind == VL_SECTION_REFERENCES ||
        heading->kind == VL_SECTION_BACK)
        return FALSE;
    if (finder->seen != 0)
        return heading->kind != VL_SECTION_INTRODUCTION;
    return finder->abstract_text < SOME_TEXT;
}

/* Closing words are run into the line that they open. */
static void
end_abstract(Finder *finder)
{
    finder->in_abstract = FALSE;
    open_section(finder, VL_SECTION_UNKNOWN, NULL, 0);
}

static gboolean
may_stand_alone(const Finder *finder, const VlHeading *heading)
{
    if (finder->table_of_refs)
        return heading->kind == VL_SECTION_BACK;
    if (heading->kind == VL_SECTION_ABSTRACT)
        return !finder->in_abstract && !finder->in_body;
    return TRUE;
}

static void
take_alone(Finder *finder, VlLine *line, const VlHeading *heading)
{
    if (!may_stand_alone(finder, heading))
        return;
    const char *text = finder->lines->document->text + line->start;
    line->kind = VL_LINE_HEADING;
    if (heading->ends_abstract) {
        end_abstract(finder);
        return;
    }
    if (heading->kind == VL_SECTION_ABSTRACT) {
        finder->in_abstract = TRUE;
    } else if (finder->in_abstract && belongs_to_abstract(finder, heading)) {
        finder->seen |= 1u << heading->kind;
    } else {
        finder->in_abstract = FALSE;
        finder->in_body |= heading->kind != VL_SECTION_BACK;
        finder->table_of_refs |= heading->kind == VL_SECTION_REFERENCES;
    }
    open_section(finder, heading->kind, text, line->end - line->start);
}

/* Run-in headings count in an abstract, whether its heading was seen or
 * not; those of the back matter not amid the article. */
static gboolean
may_run_in(const Finder *finder, const VlHeading *heading)
{
    if (finder->table_of_refs || heading->numbered)
        return FALSE;
    if (heading->kind == VL_SECTION_BACK) {
        VlSectionKind kind = current(finder)->kind;
        return heading->colon &&
               (!finder->in_body || kind == VL_SECTION_DISCUSSION ||
                kind == VL_SECTION_CONCLUSION || kind == VL_SECTION_BACK);
    }
    if (finder->in_body)
        return FALSE;
    return finder->in_abstract || heading->colon;
}

static void
take_run_in(Finder *finder, VlLine *line, const VlHeading *heading)
{
    if (!may_run_in(finder, heading))
        return;
    if (heading->ends_abstract) {
        end_abstract(finder);
        line->kind = VL_LINE_FRONT;
        return;
    }
    gboolean back = heading->kind == VL_SECTION_BACK;
    gboolean was_abstract = finder->in_abstract;
    finder->in_abstract = !back;
    if (!back && heading->kind != VL_SECTION_ABSTRACT)
        finder->seen |= 1u << heading->kind;
    /* What an abstract says of its registration does not end it. */
    finder->in_abstract |= was_abstract && back;
    const char *text = finder->lines->document->text + line->start;
    open_section(finder, heading->kind, text, heading->n_bytes);
    line->start += heading->n_bytes;
    line->n_chars = (guint)vl_utf8_length(text + heading->n_bytes,
                                          (gssize)(line->end - line->start));
    line->paragraph = TRUE;
}

/* In the abstract of a record any label in capitals opens a part. */
static void
take_label(Finder *finder, VlLine *line)
{
    const char *text = finder->lines->document->text + line->start;
    gsize n = line->end - line->start;
    const char *colon = memchr(text, ':', MIN(n, (gsize)MAX_LABEL));
    if (colon == NULL || colon + 2 >= text + n || colon[1] != ' ')
        return;
    guint upper = 0;
    for (const char *p = text; p < colon; p = g_utf8_next_char(p)) {
        if (g_unichar_islower(g_utf8_get_char(p)))
            return;
        upper += g_unichar_isupper(g_utf8_get_char(p));
    }
    if (upper < 3)
        return;
    VlHeading heading = {.form = VL_HEADING_RUN_IN, .colon = TRUE};
    heading.n_bytes = (gsize)(colon + 2 - text);
    take_run_in(finder, line, &heading);
}

/* A heading is a heading only where a sentence cannot stand: not in the
 * middle of one that goes on. */
static gboolean
is_amid_sentence(const Finder *finder, guint i)
{
    const VlLines *lines = finder->lines;
    guint next = i + 1;
    while (next < lines->lines->len &&
           vl_lines_get(lines, next)->kind == VL_LINE_FURNITURE)
        next++;
    if (next >= lines->lines->len)
        return FALSE;
    if (i == 0 || lines->paragraphs ||
        !vl_lines_starts_lower(lines, vl_lines_get(lines, next)))
        return FALSE;
    const VlLine *before = vl_lines_get(lines, i - 1);
    return before->kind == VL_LINE_TEXT &&
           before->n_chars * 3 >= lines->usual_chars * 2 &&
           !vl_lines_ends_sentence(lines, before);
}

static void
take_line(Finder *finder, guint i)
{
    VlLine *line = vl_lines_get(finder->lines, i);
    const char *text = finder->lines->document->text + line->start;
    VlHeading heading = vl_heading_read(text, line->end - line->start);
    if (heading.form == VL_HEADING_ALONE && !is_amid_sentence(finder, i))
        take_alone(finder, line, &heading);
    else if (heading.form == VL_HEADING_RUN_IN)
        take_run_in(finder, line, &heading);
    else if (finder->lines->document->kind == VL_RENDERING_ABSTRACT)
        take_label(finder, line);
    if (finder->in_abstract && line->kind == VL_LINE_TEXT)
        finder->abstract_text += line->end - line->start;
    line->section = finder->reading->sections->len - 1;
}

/* A section reaches from its first line to its last. */
static void
set_spans(const VlLines *lines, VlReading *reading)
{
    const char *text = lines->document->text;
    gsize byte = 0, point = 0;
    for (guint i = 0; i < lines->lines->len; i++) {
        const VlLine *line = vl_lines_get(lines, i);
        VlSection *section = reading->sections->pdata[line->section];
        point += vl_utf8_length(text + byte, (gssize)(line->start - byte));
        byte = line->start;
        if (section->span.end == 0)
            section->span.start = point;
        section->span.end = point + line->n_chars;
    }
}

void
vl_sections_find(VlLines *lines, VlReading *reading)
{
    Finder finder = {.lines = lines, .reading = reading};
    gboolean record = lines->document->kind == VL_RENDERING_ABSTRACT;
    open_section(&finder, record ? VL_SECTION_TITLE : VL_SECTION_UNKNOWN,
                 NULL, 0);
    for (guint i = 0; i < lines->lines->len; i++) {
        VlLine *line = vl_lines_get(lines, i);
        line->section = reading->sections->len - 1;
        if (record && i == 0) {
            line->kind = VL_LINE_HEADING;
            finder.in_abstract = TRUE;
            open_section(&finder, VL_SECTION_ABSTRACT, NULL, 0);
        } else if (line->kind == VL_LINE_TEXT) {
            take_line(&finder, i);
        }
    }
    set_spans(lines, reading);
}
