#include "config.h"

#include "reading/prose.h"

#include <string.h>

#include "reading/headings.h"
#include "reading/layout.h"
#include "reading/places.h"

/* A caption that does not end like a sentence is no longer, in lines. */
#define MAX_CAPTION_LINES 12
/* A correspondence box is no longer, in lines. */
#define MAX_BOX_LINES 9
/* So many lines in a row that are not prose are a table. */
#define MIN_TABLE_LINES 3
#define MAX_SUBHEADING 90
#define MAX_KEYWORD_LINES 3

static const char *const caption_words[] = {
    "figure",  "fig.",   "fig",           "table",        "tableau", "box",
    "scheme",  "figura", "encadré",       "supplementary figure",
    "supplementary table", "additional file", "graph",    "chart",   "plate",
};

/* Openings of front matter lines; folded to lower case. */
static const char *const front_openings[] = {
    "received",   "accepted",       "correspond",  "*correspond",
    "* correspond", "e-mail",       "email",       "*e-mail",
    "copyright",  "\u00A9",         "(c) 20",      "doi:",
    "doi 10.",    "https://doi",    "http://",     "https://",
    "www.",       "tel:",           "tel.:",       "fax",
    "published",  "academic editor", "issn",       "citation:",
    "how to cite", "cite this",     "to cite this", "this is an open access",
    "open access", "licensee",      "address for corr", "auteur correspondant",
    "reçu le",    "accepté le",     "full list of author",
    "available online", "article history", "this article is available",
    "for reprints", "reprint requests", "edited by", "reviewed by",
    "all rights reserved", "*author for corr", "\u2020", "\u2021",
};

static const char *const box_openings[] = {
    "corresponding author", "*corresponding author", "correspondence",
    "* correspondence",     "*correspondence",       "auteur correspondant",
    "address for correspondence", "\u2709",
};

static char *
opening_of(const VlLines *lines, const VlLine *line)
{
    const char *text = lines->document->text + line->start;
    gsize n = line->end - line->start;
    if (n > 120) {
        n = 120;
        while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80)
            n--;
    }
    return g_utf8_strdown(text, (gssize)n);
}

static gboolean
opens_with(const char *opening, const char *const *table, gsize n)
{
    for (gsize i = 0; i < n; i++)
        if (g_str_has_prefix(opening, table[i]))
            return TRUE;
    return FALSE;
}

/* After "Figure": a number, and then not the verb of a sentence.  "Figure1"
 * and "Table S1" are ones, "Figures" and "Table in" are none. */
static gboolean
is_caption_rest(const char *rest)
{
    const char *start = rest;
    while (*rest == ' ' || *rest == '-' || strncmp(rest, "\u00A0", 2) == 0)
        rest += *rest == ' ' || *rest == '-' ? 1 : 2;
    gboolean apart = rest > start;
    if (*rest == 's' && g_ascii_isdigit(rest[1]))
        rest++;
    gsize digits = strspn(rest, "0123456789");
    gsize roman = digits == 0 && apart ? strspn(rest, "ivx") : 0;
    if (digits + roman == 0)
        return FALSE;
    rest += digits + roman;
    if (digits > 0 && g_ascii_isalpha(*rest) && !g_ascii_isalpha(rest[1]))
        rest++;
    return *rest == '\0' || strchr(".:|)", *rest) != NULL || *rest == ' ';
}

static gboolean
is_caption_start(const VlLines *lines, guint i, const char *opening)
{
    const VlLine *line = vl_lines_get(lines, i);
    const char *text = lines->document->text + line->start;
    for (guint k = 0; k < G_N_ELEMENTS(caption_words); k++) {
        gsize n = strlen(caption_words[k]);
        if (!g_str_has_prefix(opening, caption_words[k]) ||
            !is_caption_rest(opening + n) ||
            !g_unichar_isupper(g_utf8_get_char(text)))
            continue;
        /* "Figure 2 shows": the word after the number is a small one. */
        const char *p = text + n;
        p += strcspn(p, "0123456789IVXS");
        p += strspn(p, "0123456789IVXS");
        if (*p == ' ' && g_unichar_islower(g_utf8_get_char(p + 1)) &&
            p[2] != ' ' && p[2] != ')')
            continue;
        if (i == 0 || *p == ',' || *p == ')' || *p == ';')
            return i == 0;
        /* "... as shown in / Figure 2. We" */
        const VlLine *before = vl_lines_get(lines, i - 1);
        return before->kind != VL_LINE_TEXT || *p == ':' ||
               vl_lines_ends_sentence(lines, before) ||
               before->n_chars * 3 < lines->usual_chars * 2 ||
               !vl_lines_starts_lower(lines, before) || *p == ' ';
    }
    return FALSE;
}

/* Does the line i, by its place, not belong to the caption before it? */
static gboolean
is_set_apart(const VlLines *lines, guint first, guint i)
{
    int size = vl_lines_get(lines, first)->place.size;
    int own = vl_lines_get(lines, i)->place.size;
    return size > 0 && own > 0 && own == lines->usual_size &&
           (ABS(size - own) > 1 || vl_places_is_apart(lines, i));
}

static void
label_caption(VlLines *lines, guint i)
{
    guint page = vl_lines_get(lines, i)->page;
    guint end = MIN(i + MAX_CAPTION_LINES, lines->lines->len);
    if (lines->paragraphs)
        end = i + 1;
    guint first = i;
    for (; i < end; i++) {
        VlLine *line = vl_lines_get(lines, i);
        if (line->page != page || line->kind == VL_LINE_HEADING ||
            (i > first && is_set_apart(lines, first, i)))
            return;
        if (line->kind == VL_LINE_TEXT)
            line->kind = VL_LINE_CAPTION;
        if (vl_lines_ends_sentence(lines, line))
            return;
        /* A title without a full stop: what follows is the table. */
        if (line->n_chars * 4 < lines->usual_chars * 3)
            return;
    }
}

/* A box with an address ends at the mail address, if it has one. */
static void
label_box(VlLines *lines, guint i)
{
    guint end = MIN(i + MAX_BOX_LINES, lines->lines->len);
    guint last = i;
    for (guint k = i; k < end; k++) {
        g_autofree char *text = vl_lines_text(lines, vl_lines_get(lines, k));
        if (strchr(text, '@') != NULL)
            last = k;
    }
    for (; i <= last; i++) {
        VlLine *line = vl_lines_get(lines, i);
        if (line->kind == VL_LINE_TEXT)
            line->kind = VL_LINE_FRONT;
    }
}

static gboolean
opens_keywords(const VlLines *lines, const VlLine *line)
{
    const char *text = lines->document->text + line->start;
    return vl_heading_read(text, line->end - line->start).ends_abstract;
}

/* The keywords may take more lines than one. */
static void
label_keywords(VlLines *lines, guint i)
{
    guint end = MIN(i + MAX_KEYWORD_LINES, lines->lines->len);
    for (; i < end; i++) {
        VlLine *line = vl_lines_get(lines, i);
        if (line->kind == VL_LINE_HEADING)
            return;
        if (line->kind == VL_LINE_TEXT)
            line->kind = VL_LINE_FRONT;
        if (vl_lines_ends_sentence(lines, line) ||
            line->n_chars * 3 < lines->usual_chars * 2)
            return;
    }
}

/* Authors and addresses: all that precedes the abstract. */
static void
label_before_abstract(VlLines *lines, const VlReading *reading)
{
    guint first = 0;
    while (first < reading->sections->len) {
        const VlSection *section = reading->sections->pdata[first];
        if (section->within == VL_SECTION_ABSTRACT)
            break;
        if (section->kind != VL_SECTION_UNKNOWN &&
            section->kind != VL_SECTION_BACK)
            return;
        first++;
    }
    for (guint i = 0; i < lines->lines->len; i++) {
        VlLine *line = vl_lines_get(lines, i);
        if (line->section >= first || first == reading->sections->len)
            return;
        if (line->kind == VL_LINE_TEXT)
            line->kind = VL_LINE_FRONT;
    }
}

static void
label_by_opening(VlLines *lines)
{
    for (guint i = 0; i < lines->lines->len; i++) {
        VlLine *line = vl_lines_get(lines, i);
        if (line->kind == VL_LINE_FRONT && i + 1 < lines->lines->len &&
            vl_lines_get(lines, i + 1)->section == line->section &&
            opens_keywords(lines, line))
            label_keywords(lines, i);
        if (line->kind != VL_LINE_TEXT)
            continue;
        g_autofree char *opening = opening_of(lines, line);
        if (is_caption_start(lines, i, opening))
            label_caption(lines, i);
        else if (line->page <= 2 && opens_with(opening, box_openings,
                                               G_N_ELEMENTS(box_openings)))
            label_box(lines, i);
        else if (line->page <= 2 && !lines->paragraphs &&
                 !vl_lines_starts_lower(lines, line) &&
                 opens_with(opening, front_openings,
                            G_N_ELEMENTS(front_openings)))
            line->kind = VL_LINE_FRONT;
    }
}

typedef struct {
    guint n, numbers, words;
} Tokens;

static Tokens
count_tokens(const VlLines *lines, const VlLine *line)
{
    Tokens tokens = {0};
    g_autofree char *text = vl_lines_text(lines, line);
    g_auto(GStrv) parts = g_strsplit_set(text, " \t", -1);
    for (guint i = 0; parts[i] != NULL; i++) {
        guint digits = 0, lower = 0;
        for (const char *p = parts[i]; *p != '\0'; p++) {
            digits += g_ascii_isdigit(*p);
            lower += g_ascii_islower(*p);
        }
        tokens.n += parts[i][0] != '\0';
        tokens.numbers += digits > 0 && lower <= 2;
        tokens.words += lower >= 2 && digits == 0;
    }
    return tokens;
}

static gboolean
is_prose_like(const VlLines *lines, const VlLine *line)
{
    Tokens tokens = count_tokens(lines, line);
    if (tokens.words == 0)
        return FALSE;
    if (tokens.numbers > tokens.words)
        return FALSE;
    return lines->paragraphs || line->n_chars * 2 >= lines->usual_chars;
}

/* From the line i on: how many lines are not prose?  The end of a paragraph
 * and single odd lines amid prose are none. */
static guint
table_run(const VlLines *lines, guint i)
{
    guint n = 0;
    for (; i + n < lines->lines->len; n++) {
        const VlLine *line = vl_lines_get(lines, i + n);
        if (line->kind == VL_LINE_FURNITURE)
            continue;
        if (line->kind != VL_LINE_TEXT || is_prose_like(lines, line))
            break;
    }
    return n;
}

static gboolean
ends_paragraph(const VlLines *lines, guint i)
{
    if (i == 0 || !vl_lines_ends_sentence(lines, vl_lines_get(lines, i)))
        return FALSE;
    const VlLine *before = vl_lines_get(lines, i - 1);
    return before->kind == VL_LINE_TEXT &&
           !vl_lines_ends_sentence(lines, before) &&
           is_prose_like(lines, before);
}

static void
label_tables(VlLines *lines)
{
    for (guint i = 0; i < lines->lines->len; i++) {
        if (vl_lines_get(lines, i)->kind != VL_LINE_TEXT)
            continue;
        guint n = table_run(lines, i);
        if (n > 0 && ends_paragraph(lines, i)) {
            i++;
            n--;
        }
        for (guint k = i; n >= MIN_TABLE_LINES && k < i + n; k++) {
            VlLine *line = vl_lines_get(lines, k);
            if (line->kind == VL_LINE_TEXT)
                line->kind = VL_LINE_TABLE;
        }
        i += n > 0 ? n - 1 : 0;
    }
}

/* A line with a verb is no title. */
static gboolean
has_verb(const VlLines *lines, const VlLine *line)
{
    static const char *const verbs[] = {" was ",  " were ", " is ",  " are ",
                                        " had ",  " has ",  " have "};
    g_autofree char *text = vl_lines_text(lines, line);
    for (guint i = 0; i < G_N_ELEMENTS(verbs); i++)
        if (strstr(text, verbs[i]) != NULL)
            return TRUE;
    return FALSE;
}

/* Words that begin a sentence and, with a capital, stand nowhere else. */
static gboolean
opens_paragraph(const VlLines *lines, const VlLine *line)
{
    static const char *const openers[] = {
        "We ",   "The ", "This ", "These ", "In ",   "All ",  "It ",
        "There ", "Our ", "After ", "To ",  "For ",  "They ", "Each ",
        "Les ",  "Le ",  "La ",   "Nous ", "Cette ", "Dans ",
    };
    const char *text = lines->document->text + line->start;
    for (guint i = 0; i < G_N_ELEMENTS(openers); i++)
        if (g_str_has_prefix(text, openers[i]))
            return TRUE;
    return FALSE;
}

/* A short line in title form between a sentence's end and a sentence's
 * start: "Sperm analysis", "2.3. Outcomes". */
static gboolean
is_subheading(const VlLines *lines, guint i)
{
    const VlLine *line = vl_lines_get(lines, i);
    const char *text = lines->document->text;
    if (line->n_chars > MAX_SUBHEADING || line->n_chars < 3 || i == 0 ||
        i + 1 >= lines->lines->len || vl_lines_ends_sentence(lines, line) ||
        vl_lines_starts_lower(lines, line) ||
        strchr(",;:-(", text[line->end - 1]) != NULL)
        return FALSE;
    if (has_verb(lines, line))
        return FALSE;
    const VlLine *before = vl_lines_get(lines, i - 1);
    const VlLine *after = vl_lines_get(lines, i + 1);
    if (!lines->paragraphs && !opens_paragraph(lines, after) &&
        line->n_chars * 20 > lines->usual_chars * 17)
        return FALSE;
    gboolean open = before->kind != VL_LINE_TEXT ||
                    vl_lines_ends_sentence(lines, before);
    if (after->kind == VL_LINE_HEADING || after->kind == VL_LINE_TABLE)
        return open;
    gunichar next = g_utf8_get_char(text + after->start);
    return open && (lines->paragraphs || g_unichar_isupper(next) ||
                    g_ascii_isdigit((char)(next < 0x80 ? next : 'x')));
}

/* References and the like are set in a size of their own. */
static gboolean
is_listed(const VlLine *line, gconstpointer data)
{
    const VlReading *reading = data;
    const VlSection *section = reading->sections->pdata[line->section];
    return section->kind == VL_SECTION_REFERENCES ||
           section->kind == VL_SECTION_BACK;
}

void
vl_prose_find(VlLines *lines, const VlReading *reading)
{
    vl_places_measure(lines, is_listed, reading);
    label_before_abstract(lines, reading);
    label_by_opening(lines);
    if (lines->document->kind != VL_RENDERING_ABSTRACT)
        label_tables(lines);
    vl_layout_label(lines);
    for (guint i = 0; i < lines->lines->len; i++)
        if (vl_lines_get(lines, i)->kind == VL_LINE_TEXT &&
            is_subheading(lines, i))
            vl_lines_get(lines, i)->kind = VL_LINE_HEADING;
}
