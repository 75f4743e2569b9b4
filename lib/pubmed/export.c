#include "config.h"

#include "pubmed/export.h"

#include <string.h>

#include "base/json.h"

/* What a reader of the reference must not miss; NULL: nothing. */
static const char *
warning_of(const VlRecord *record)
{
    if (record->retracted)
        return "RETRACTED";
    for (guint i = 0; i < record->notices->len; i++)
        if (g_array_index(record->notices, VlNotice, i).kind ==
            VL_NOTICE_CONCERN)
            return "EXPRESSION OF CONCERN";
    return record->preprint ? "preprint, not peer reviewed" : NULL;
}

void
vl_export_pages(const char *pages, char **first, char **last)
{
    *first = *last = NULL;
    if (pages == NULL || *pages == '\0')
        return;
    const char *dash = strchr(pages, '-');
    gsize n = strcspn(pages, "-,; ");
    *first = g_strndup(pages, n);
    if (dash != pages + n)
        return;
    const char *rest = dash + 1;
    gsize n_rest = strcspn(rest, "-,; ");
    /* Only digits are ever left out: "e12-e15" is whole. */
    gsize n_shared = n_rest < n && strspn(rest, "0123456789") == n_rest
                         ? n - n_rest
                         : 0;
    *last = g_strdup_printf("%.*s%.*s", (int)n_shared, pages, (int)n_rest,
                            rest);
}

/* ---- RIS ---- */

/* One line a tag: white space of any kind is one space. */
static void
ris_line(GString *out, const char *tag, const char *value)
{
    if (value == NULL || *value == '\0')
        return;
    g_string_append_printf(out, "%s  - ", tag);
    for (const char *p = value; *p != '\0'; p++)
        g_string_append_c(out, (guchar)*p < 0x20 ? ' ' : *p);
    g_string_append(out, "\r\n");
}

static void
ris_authors(GString *out, const GArray *authors)
{
    for (guint i = 0; i < authors->len; i++) {
        const VlAuthor *author = &g_array_index(authors, VlAuthor, i);
        const char *family =
            author->collective != NULL ? author->collective : author->family;
        const char *given =
            author->given != NULL ? author->given : author->initials;
        if (author->collective != NULL || given == NULL || family == NULL) {
            ris_line(out, "AU", family != NULL ? family : given);
            continue;
        }
        g_autofree char *name = g_strdup_printf("%s, %s", family, given);
        ris_line(out, "AU", name);
    }
}

static void
ris_date(GString *out, const VlPubDate *date)
{
    if (date->year == 0)
        return;
    g_autofree char *year = g_strdup_printf("%04d", date->year);
    ris_line(out, "PY", year);
    g_autoptr(GString) day = g_string_new(year);
    if (date->month > 0)
        g_string_append_printf(day, "/%02d", date->month);
    if (date->month > 0 && date->day > 0)
        g_string_append_printf(day, "/%02d", date->day);
    ris_line(out, "DA", day->str);
}

static void
ris_abstract(GString *out, const GArray *parts)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < parts->len; i++) {
        const VlAbstractPart *part = &g_array_index(parts, VlAbstractPart, i);
        if (part->text == NULL || *part->text == '\0')
            continue;
        g_string_append(text, text->len > 0 ? " " : "");
        if (part->label != NULL)
            g_string_append_printf(text, "%s: ", part->label);
        g_string_append(text, part->text);
    }
    ris_line(out, "AB", text->str);
}

static void
write_ris(const VlRecord *record, GString *out)
{
    g_autofree char *first = NULL, *last = NULL;
    vl_export_pages(record->journal.pages, &first, &last);
    ris_line(out, "TY", "JOUR");
    ris_line(out, "N1", warning_of(record));
    ris_line(out, "TI", vl_record_title(record));
    ris_authors(out, record->authors);
    ris_line(out, "T2", record->journal.title);
    ris_line(out, "J2", record->journal.iso);
    ris_line(out, "SN", record->journal.issn);
    ris_line(out, "VL", record->journal.volume);
    ris_line(out, "IS", record->journal.issue);
    ris_line(out, "SP", first);
    ris_line(out, "EP", last);
    ris_date(out, &record->date);
    ris_line(out, "DO", record->doi);
    ris_line(out, "AN", record->pmid);
    ris_line(out, "C2", record->pmcid);
    ris_abstract(out, record->abstract);
    for (guint i = 0; i < record->keywords->len; i++)
        ris_line(out, "KW", record->keywords->pdata[i]);
    if (record->languages->len > 0)
        ris_line(out, "LA", record->languages->pdata[0]);
    g_string_append(out, "ER  - \r\n");
}

/* ---- BibTeX ---- */

static const struct {
    char c;
    const char *tex;
} tex_characters[] = {
    {'\\', "\\textbackslash{}"}, {'{', "\\{"},
    {'}', "\\}"},                {'#', "\\#"},
    {'$', "\\$"},                {'%', "\\%"},
    {'&', "\\&"},                {'_', "\\_"},
    {'~', "\\textasciitilde{}"}, {'^', "\\textasciicircum{}"},
};

static void
append_tex(GString *out, const char *text)
{
    for (const char *p = text; *p != '\0'; p++) {
        guint i = 0;
        while (i < G_N_ELEMENTS(tex_characters) && tex_characters[i].c != *p)
            i++;
        if (i < G_N_ELEMENTS(tex_characters))
            g_string_append(out, tex_characters[i].tex);
        else
            g_string_append_c(out, (guchar)*p < 0x20 ? ' ' : *p);
    }
}

static void
bib_field(GString *out, const char *name, const char *value)
{
    if (value == NULL || *value == '\0')
        return;
    g_string_append_printf(out, "  %s = {", name);
    append_tex(out, value);
    g_string_append(out, "},\n");
}

/* Letters of the first author and the year, then the PMID: unique. */
static void
bib_key(GString *out, const VlRecord *record)
{
    const char *family =
        record->authors->len > 0
            ? g_array_index(record->authors, VlAuthor, 0).family
            : NULL;
    g_autofree char *ascii =
        family != NULL ? g_str_to_ascii(family, "C") : NULL;
    gsize start = out->len;
    for (const char *p = ascii; p != NULL && *p != '\0'; p++)
        if (g_ascii_isalpha(*p))
            g_string_append_c(out, g_ascii_tolower(*p));
    if (out->len == start)
        g_string_append(out, "paper");
    if (record->date.year > 0)
        g_string_append_printf(out, "%04d", record->date.year);
    g_string_append_printf(out, "pmid%s", record->pmid);
}

/* Braces keep "for" and "and" in a group's name from being names. */
static void
bib_authors(GString *out, const GArray *authors)
{
    if (authors->len == 0)
        return;
    g_string_append(out, "  author = {");
    for (guint i = 0; i < authors->len; i++) {
        const VlAuthor *author = &g_array_index(authors, VlAuthor, i);
        const char *given =
            author->given != NULL ? author->given : author->initials;
        const char *name =
            author->collective != NULL ? author->collective : author->family;
        g_string_append(out, i > 0 ? " and {" : "{");
        append_tex(out, name != NULL ? name : given != NULL ? given : "");
        g_string_append(out, "}");
        if (author->collective == NULL && given != NULL && name != NULL) {
            g_string_append(out, ", ");
            append_tex(out, given);
        }
    }
    g_string_append(out, "},\n");
}

static void
bib_date(GString *out, const VlPubDate *date)
{
    static const char *const months[] = {"jan", "feb", "mar", "apr",
                                         "may", "jun", "jul", "aug",
                                         "sep", "oct", "nov", "dec"};
    if (date->year > 0)
        g_string_append_printf(out, "  year = {%04d},\n", date->year);
    if (date->month >= 1 && date->month <= 12)
        g_string_append_printf(out, "  month = %s,\n",
                               months[date->month - 1]);
}

static void
write_bibtex(const VlRecord *record, GString *out)
{
    g_autofree char *first = NULL, *last = NULL;
    vl_export_pages(record->journal.pages, &first, &last);
    g_autofree char *pages = last != NULL
                                 ? g_strdup_printf("%s--%s", first, last)
                                 : g_strdup(first);
    g_string_append(out, "@article{");
    bib_key(out, record);
    g_string_append(out, ",\n");
    if (vl_record_title(record) != NULL) {
        g_string_append(out, "  title = {{");
        append_tex(out, vl_record_title(record));
        g_string_append(out, "}},\n");
    }
    bib_authors(out, record->authors);
    bib_field(out, "journal", record->journal.title);
    bib_date(out, &record->date);
    bib_field(out, "volume", record->journal.volume);
    bib_field(out, "number", record->journal.issue);
    bib_field(out, "pages", pages);
    bib_field(out, "issn", record->journal.issn);
    bib_field(out, "doi", record->doi);
    bib_field(out, "pmid", record->pmid);
    bib_field(out, "pmcid", record->pmcid);
    bib_field(out, "note", warning_of(record));
    g_string_append(out, "}\n");
}

/* ---- CSL-JSON ---- */

static void
csl_member(VlJson *json, const char *key, const char *value)
{
    if (value != NULL && *value != '\0')
        vl_json_member_string(json, key, value);
}

static void
csl_authors(VlJson *json, const GArray *authors)
{
    vl_json_key(json, "author");
    vl_json_begin_array(json);
    for (guint i = 0; i < authors->len; i++) {
        const VlAuthor *author = &g_array_index(authors, VlAuthor, i);
        vl_json_begin_object(json);
        csl_member(json, "literal", author->collective);
        csl_member(json, "family", author->family);
        csl_member(json, "given", author->given != NULL ? author->given
                                                        : author->initials);
        csl_member(json, "suffix", author->suffix);
        vl_json_end_object(json);
    }
    vl_json_end_array(json);
}

static void
csl_date(VlJson *json, const VlPubDate *date)
{
    if (date->year == 0)
        return;
    const int parts[] = {date->year, date->month,
                         date->month > 0 ? date->day : 0};
    vl_json_key(json, "issued");
    vl_json_begin_object(json);
    vl_json_key(json, "date-parts");
    vl_json_begin_array(json);
    vl_json_begin_array(json);
    for (guint i = 0; i < G_N_ELEMENTS(parts) && parts[i] > 0; i++)
        vl_json_int(json, parts[i]);
    vl_json_end_array(json);
    vl_json_end_array(json);
    vl_json_end_object(json);
}

static void
write_csl(const VlRecord *record, GString *out)
{
    g_autofree char *first = NULL, *last = NULL, *pages = NULL;
    vl_export_pages(record->journal.pages, &first, &last);
    pages = last != NULL ? g_strdup_printf("%s-%s", first, last)
                         : g_strdup(first);
    g_autofree char *id = g_strconcat("pmid:", record->pmid, NULL);
    VlJson json = VL_JSON_INIT(out);
    vl_json_begin_object(&json);
    csl_member(&json, "id", id);
    csl_member(&json, "type", record->preprint ? "article"
                                               : "article-journal");
    csl_member(&json, "title", vl_record_title(record));
    csl_authors(&json, record->authors);
    csl_member(&json, "container-title", record->journal.title);
    csl_member(&json, "container-title-short", record->journal.iso);
    csl_date(&json, &record->date);
    csl_member(&json, "volume", record->journal.volume);
    csl_member(&json, "issue", record->journal.issue);
    csl_member(&json, "page", pages);
    csl_member(&json, "ISSN", record->journal.issn);
    csl_member(&json, "DOI", record->doi);
    csl_member(&json, "PMID", record->pmid);
    csl_member(&json, "PMCID", record->pmcid);
    csl_member(&json, "note", warning_of(record));
    vl_json_end_object(&json);
}

const VlExport vl_exports[] = {
    {"ris", "", "\r\n", "", write_ris},
    {"bibtex", "", "\n", "", write_bibtex},
    {"csl", "[\n", ",\n", "\n]\n", write_csl},
    {NULL, NULL, NULL, NULL, NULL},
};

const VlExport *
vl_export_find(const char *name)
{
    for (const VlExport *export = vl_exports; export->name != NULL; export++)
        if (g_str_equal(export->name, name))
            return export;
    return NULL;
}
