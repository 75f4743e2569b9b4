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
/* Two aims in one abstract ("Background", "Objective") are closer, in bytes
 * of text. */
#define MAX_OPENING 900
/* No abstract of an article is longer, in bytes: the article has begun
 * without a heading that we know. */
#define MAX_ABSTRACT 8000

typedef struct {
    VlLines *lines;
    VlReading *reading;
    gboolean in_abstract, in_body;
    VlSectionKind part;     /* the furthest part of the abstract so far */
    VlSectionKind furthest; /* the same of the article */
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

static gboolean
says(const char *text, gsize n, const char *word)
{
    g_autofree char *lower = g_utf8_strdown(text, (gssize)n);
    return strstr(lower, word) != NULL;
}

/* Has the abstract had this heading? */
static gboolean
is_repeated(const Finder *finder, const char *text, gsize n)
{
    GPtrArray *sections = finder->reading->sections;
    for (guint i = 0; i < sections->len; i++) {
        const VlSection *section = sections->pdata[i];
        if (section->heading != NULL && strlen(section->heading) == n &&
            g_ascii_strncasecmp(section->heading, text, n) == 0)
            return TRUE;
    }
    return FALSE;
}

/* Of a heading alone on its line, met inside the abstract: does it open a
 * part of the abstract, or the article itself?  The parts come in order;
 * one kind may have several ("Design", "Participants"). */
static gboolean
belongs_to_abstract(const Finder *finder, const VlHeading *heading,
                    const char *text, gsize n)
{
    if (heading->numbered || heading->kind == VL_SECTION_REFERENCES)
        return FALSE;
    if (heading->kind == VL_SECTION_BACK)
        return TRUE;
    if (finder->part == VL_SECTION_UNKNOWN)
        return finder->abstract_text < SOME_TEXT;
    if (heading->kind != finder->part)
        return heading->kind > finder->part;
    if (heading->kind == VL_SECTION_INTRODUCTION &&
        (finder->abstract_text > MAX_OPENING || says(text, n, "introduction")))
        return FALSE;
    return !is_repeated(finder, text, n);
}

/* In the article, where the sections go forward, the same words also head
 * mere paragraphs: "Participants" under the results, "Main findings" in the
 * discussion.  Methods may come last, but then they say so. */
static gboolean
opens_section(const Finder *finder, const VlHeading *heading,
              const char *text, gsize n)
{
    static const char *const names[] = {
        [VL_SECTION_INTRODUCTION] = "introduction",
        [VL_SECTION_METHODS] = "method",
        [VL_SECTION_RESULTS] = "result",
    };
    if (heading->label)
        return FALSE;
    VlSectionKind kind = heading->kind;
    if (kind >= finder->furthest || kind >= VL_SECTION_DISCUSSION ||
        kind < VL_SECTION_INTRODUCTION)
        return TRUE;
    return says(text, n, names[kind]) ||
           (kind != VL_SECTION_INTRODUCTION && says(text, n, "m\u00E9thode")) ||
           says(text, n, "r\u00E9sultat");
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

/* A heading of the article itself; gives the kind that it opens. */
static VlSectionKind
enter_body(Finder *finder, const VlHeading *heading)
{
    VlSectionKind kind = heading->kind;
    /* What is said of ethics or funding amid the methods ends nothing. */
    if (kind == VL_SECTION_BACK && finder->in_body &&
        current(finder)->kind == VL_SECTION_METHODS &&
        finder->furthest == VL_SECTION_METHODS)
        return VL_SECTION_METHODS;
    finder->in_abstract = FALSE;
    finder->in_body |= kind != VL_SECTION_BACK;
    finder->table_of_refs |= kind == VL_SECTION_REFERENCES;
    if (kind < VL_SECTION_REFERENCES)
        finder->furthest = MAX(finder->furthest, kind);
    return kind;
}

static void
take_alone(Finder *finder, VlLine *line, const VlHeading *heading)
{
    if (!may_stand_alone(finder, heading))
        return;
    const char *text = finder->lines->document->text + line->start;
    gsize n = line->end - line->start;
    VlSectionKind kind = heading->kind;
    if (heading->ends_abstract) {
        line->kind = VL_LINE_HEADING;
        end_abstract(finder);
        return;
    }
    if (kind == VL_SECTION_ABSTRACT) {
        finder->in_abstract = TRUE;
    } else if (finder->in_abstract &&
               belongs_to_abstract(finder, heading, text, n)) {
        if (kind != VL_SECTION_BACK)
            finder->part = kind;
    } else if (finder->in_body && !opens_section(finder, heading, text, n)) {
        return;
    } else {
        kind = enter_body(finder, heading);
    }
    line->kind = VL_LINE_HEADING;
    open_section(finder, kind, text, n);
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
        finder->part = MAX(finder->part, heading->kind);
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
    if (finder->in_abstract && line->kind == VL_LINE_TEXT &&
        current(finder)->kind != VL_SECTION_BACK)
        finder->abstract_text += line->end - line->start;
    if (finder->abstract_text > MAX_ABSTRACT && finder->in_abstract &&
        finder->lines->document->kind != VL_RENDERING_ABSTRACT)
        end_abstract(finder);
    line->section = finder->reading->sections->len - 1;
}

/* A section reaches over all of its lines. */
static void
set_spans(const VlLines *lines, VlReading *reading)
{
    for (guint i = 0; i < lines->lines->len; i++) {
        const VlLine *line = vl_lines_get(lines, i);
        VlSection *section = reading->sections->pdata[line->section];
        VlSpan span = vl_lines_span(lines, line);
        if (section->span.end == 0)
            section->span = span;
        section->span.start = MIN(section->span.start, span.start);
        section->span.end = MAX(section->span.end, span.end);
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
