#include "config.h"

#include "pubmed/reference.h"

#include <string.h>

/* Longest text that is taken apart, in bytes. */
#define MAX_TEXT 4000

typedef enum {
    P_STRIP,
    P_QUOTED,
    P_APA,
    P_NUMBERS,
    P_YEAR,
    P_TAIL,
    N_P,
} Pattern;

static const char *const patterns[N_P] = {
    /* Identifiers, addresses and what leads to them. */
    [P_STRIP] =
        "\\s*[(\\[]?\\s*(available (at|from)\\s*:?\\s*)?"
        "(https?://\\S+|\\bdoi\\s*:?\\s*(https?://doi\\.org/)?10\\.\\S+|"
        "\\b10\\.[0-9]{4,9}/\\S+|"
        "\\bPMID[\\s:]*[0-9]+|\\bPMCID[\\s:]*PMC[0-9]+|\\bPMC[0-9]{4,9})"
        "\\s*[;.,)\\]]*",
    [P_QUOTED] = "(?:\\x{AB}\\s*([^\\x{BB}]{8,400}?)\\s*\\x{BB}"
                 "|\\x{201C}([^\\x{201D}]{8,400})\\x{201D}"
                 "|\"([^\"]{8,400})\")",
    [P_APA] = "^(.{2,600}?)\\s*\\(((?:19|20)[0-9]{2})[a-z]?"
              "(?:,[^)]{0,30})?\\)[.,:]?\\s+(.*)$",
    /* year;volume(issue):pages */
    [P_NUMBERS] =
        "\\b((?:19|20)[0-9]{2})(?:\\s+\\p{Lu}[\\p{L}.]{2,8}"
        "(?:[-\\x{2013}]\\p{L}{3})?(?:\\s+[0-9]{1,2})?)?\\s*"
        "(?:;|,\\s*(?:vol\\.?|volume)?)\\s*"
        "(?:(\\p{L}?[0-9]+[A-Z]?)\\s*(?:\\(([^)]{1,20})\\))?"
        "(?:\\s*[:,]\\s*(?:pp?\\.\\s*)?"
        "(\\p{L}{0,2}[0-9]+(?:\\s*[-\\x{2013}]\\s*\\p{L}{0,2}[0-9]+)?))?)?",
    [P_YEAR] = "\\b((?:19|20)[0-9]{2})\\b",
    /* APA's "Journal, 8(3), e230-e235", also "vol. 8, no. 3, pp. 1-2". */
    [P_TAIL] = "^\\s*(.{2,150}?),?\\s+(?:vol(?:ume)?\\.?\\s*)?"
               "(\\p{L}?[0-9]{1,4})\\s*"
               "(?:\\(([^)]{1,20})\\)|,\\s*(?:no|n\\x{B0}|issue)\\.?\\s*"
               "([0-9-]+)|\\.([0-9]{1,3}))?"
               "(?:\\s*[,:]\\s*(?:\\(?(?:19|20)[0-9]{2}\\)?\\s*[,:]\\s*)?"
               "(?:pp?\\.\\s*|Article\\s+)?"
               "(\\p{L}{0,2}[0-9]+(?:\\s*[-\\x{2013}]\\s*"
               "\\p{L}{0,2}[0-9]+)?))?",
};

static GRegex *
regex_of(Pattern which)
{
    static GRegex *regexes[N_P];
    static gsize ready = 0;
    if (g_once_init_enter(&ready)) {
        for (guint i = 0; i < N_P; i++)
            regexes[i] = g_regex_new(
                patterns[i],
                G_REGEX_OPTIMIZE | (i == P_STRIP ? G_REGEX_CASELESS : 0), 0,
                NULL);
        g_once_init_leave(&ready, 1);
    }
    return regexes[which];
}

void
vl_citation_free(VlCitation *citation)
{
    if (citation == NULL)
        return;
    g_ptr_array_unref(citation->authors);
    g_free(citation->title);
    g_free(citation->journal);
    g_free(citation->volume);
    g_free(citation->issue);
    g_free(citation->first_page);
    g_free(citation->last_page);
    vl_identifiers_clear(&citation->ids);
    g_free(citation);
}

/* A group that matched something, else NULL; the caller frees. */
static char *
group(const GMatchInfo *match, int n)
{
    char *text = g_match_info_fetch(match, n);
    if (text != NULL && *text != '\0')
        return g_strstrip(text);
    g_free(text);
    return NULL;
}

static gsize
dash_length(const char *p)
{
    if (*p == '-')
        return 1;
    return g_str_has_prefix(p, "\xE2\x80\x93") ||
                   g_str_has_prefix(p, "\xE2\x80\x90") ||
                   g_str_has_prefix(p, "\xE2\x80\x94")
               ? 3
               : 0;
}

void
vl_pages_read(const char *pages, char **first, char **last)
{
    *first = *last = NULL;
    if (pages == NULL)
        return;
    gsize n = 0;
    while (pages[n] != '\0' && dash_length(pages + n) == 0 &&
           pages[n] != ',' && pages[n] != ';')
        n++;
    g_autofree char *head = g_ascii_strdown(pages, (gssize)n);
    g_strstrip(head);
    if (*head == '\0')
        return;
    gsize dash = pages[n] != '\0' ? dash_length(pages + n) : 0;
    *first = g_strdup(head);
    if (dash == 0)
        return;
    g_autofree char *tail = g_ascii_strdown(pages + n + dash, -1);
    tail[strcspn(tail, ",;")] = '\0';
    g_strstrip(tail);
    gsize n_head = strlen(head), n_tail = strlen(tail);
    *last = n_tail < n_head && g_ascii_isdigit(*tail)
                ? g_strdup_printf("%.*s%s", (int)(n_head - n_tail), head,
                                  tail)
                : g_strdup(tail);
}

/* ---- Authors ---- */

/* "SK", "S.K.", "S. K.": initials. */
static gboolean
is_initials(const char *word)
{
    guint capitals = 0;
    for (const char *p = word; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isupper(c))
            capitals++;
        else if (c != '.' && c != '-' && c != ' ')
            return FALSE;
    }
    return capitals > 0 && capitals <= 4;
}

/* "Martin-Lefevre A" without its initials; NULL: none is left. */
static char *
family_of(const char *name)
{
    g_auto(GStrv) words = g_strsplit(name, " ", 12);
    g_autoptr(GString) family = g_string_new(NULL);
    for (char **word = words; *word != NULL; word++) {
        g_strstrip(*word);
        if (**word == '\0' || is_initials(*word))
            continue;
        g_string_append_printf(family, "%s%s", family->len > 0 ? " " : "",
                               *word);
    }
    while (family->len > 0 &&
           strchr(".,:;", family->str[family->len - 1]) != NULL)
        g_string_truncate(family, family->len - 1);
    if (family->len < 2 || !g_utf8_validate(family->str, -1, NULL) ||
        !g_unichar_isalpha(g_utf8_get_char(family->str)))
        return NULL;
    return g_strdup(family->str);
}

static void
read_authors(VlCitation *citation, const char *text)
{
    static GRegex *joins;
    static gsize ready = 0;
    if (g_once_init_enter(&ready)) {
        joins = g_regex_new("\\s*,?\\s*(?:&|\\band\\b|\\bet\\b(?! al)|;|,)\\s*"
                            "|\\s*,?\\s*\\bet (al|coll)\\b\\.?.*$",
                            G_REGEX_OPTIMIZE, 0, NULL);
        g_once_init_leave(&ready, 1);
    }
    g_auto(GStrv) names = g_regex_split(joins, text, 0);
    for (char **name = names; *name != NULL; name++) {
        if (g_str_equal(*name, "al") || g_str_equal(*name, "coll"))
            continue;
        g_autofree char *family = family_of(*name);
        if (family != NULL && citation->authors->len < 200)
            g_ptr_array_add(citation->authors, g_steal_pointer(&family));
    }
}

/* ---- Forms ---- */

static void
set_pages(VlCitation *citation, const char *pages)
{
    if (pages != NULL && citation->first_page == NULL)
        vl_pages_read(pages, &citation->first_page, &citation->last_page);
}

/* "Am J Med. " and ", In: " around the name of a journal go. */
static char *
tidy(const char *text)
{
    char *copy = g_strdup(text);
    char *start = copy + strspn(copy, " .,;:*_(");
    memmove(copy, start, strlen(start) + 1);
    gsize n = strlen(copy);
    while (n > 0 && strchr(" .,;:*_(", copy[n - 1]) != NULL)
        copy[--n] = '\0';
    return copy;
}

/* "Biochem J, 2024": no volume, but the year. */
static void
drop_year(VlCitation *citation)
{
    const char *volume = citation->volume;
    if (volume == NULL || strlen(volume) != 4 || citation->issue != NULL ||
        citation->first_page != NULL ||
        (!g_str_has_prefix(volume, "19") && !g_str_has_prefix(volume, "20")))
        return;
    if (citation->year == 0)
        citation->year = (int)g_ascii_strtoll(volume, NULL, 10);
    g_clear_pointer(&citation->volume, g_free);
}

/* What follows a title in APA's way, or a quoted one. */
static void
read_tail(VlCitation *citation, const char *tail)
{
    g_autoptr(GMatchInfo) match = NULL;
    g_autofree char *plain = tidy(tail);
    if (g_regex_match(regex_of(P_NUMBERS), plain, 0, &match)) {
        int start = 0;
        g_match_info_fetch_pos(match, 0, &start, NULL);
        g_autofree char *journal = g_strndup(plain, (gsize)start);
        citation->journal = tidy(journal);
        g_autofree char *year = group(match, 1);
        if (citation->year == 0 && year != NULL)
            citation->year = (int)g_ascii_strtoll(year, NULL, 10);
        citation->volume = group(match, 2);
        citation->issue = group(match, 3);
        g_autofree char *pages = group(match, 4);
        set_pages(citation, pages);
        return;
    }
    g_clear_pointer(&match, g_match_info_unref);
    if (g_regex_match(regex_of(P_TAIL), plain, 0, &match)) {
        g_autofree char *journal = group(match, 1);
        citation->journal = tidy(journal != NULL ? journal : "");
        citation->volume = group(match, 2);
        citation->issue = group(match, 3);
        for (int i = 4; i <= 5 && citation->issue == NULL; i++)
            citation->issue = group(match, i);
        g_autofree char *pages = group(match, 6);
        set_pages(citation, pages);
        drop_year(citation);
        return;
    }
    plain[strcspn(plain, ",")] = '\0';
    citation->journal = tidy(plain);
}

/* The end of the sentence that is a title, in bytes. */
static gsize
title_end(const char *text)
{
    for (gsize i = 0; text[i] != '\0'; i++) {
        gboolean stop = text[i] == '.' || text[i] == '?' || text[i] == '!';
        if (!stop || (text[i + 1] != ' ' && text[i + 1] != '\0'))
            continue;
        /* "? A randomised trial." goes on. */
        if (text[i] != '.' && strchr(text + i + 1, '.') != NULL)
            continue;
        if (i >= 2 && text[i - 2] == ' ' && text[i + 1] != '\0')
            continue; /* "E. coli" */
        return i;
    }
    return strlen(text);
}

static gboolean
read_apa(VlCitation *citation, const char *text)
{
    g_autoptr(GMatchInfo) match = NULL;
    if (!g_regex_match(regex_of(P_APA), text, 0, &match))
        return FALSE;
    g_autofree char *authors = group(match, 1);
    g_autofree char *year = group(match, 2);
    g_autofree char *rest = group(match, 3);
    if (authors == NULL || rest == NULL ||
        strlen(authors) > 600 || strstr(authors, ". ") == authors)
        return FALSE;
    read_authors(citation, authors);
    citation->year = (int)g_ascii_strtoll(year, NULL, 10);
    gsize end = title_end(rest);
    g_autofree char *title = g_strndup(rest, end);
    citation->title = tidy(title);
    if (rest[end] != '\0')
        read_tail(citation, rest + end + 1);
    return TRUE;
}

static gboolean
read_quoted(VlCitation *citation, const char *text)
{
    g_autoptr(GMatchInfo) match = NULL;
    if (!g_regex_match(regex_of(P_QUOTED), text, 0, &match))
        return FALSE;
    int start = 0, end = 0;
    g_match_info_fetch_pos(match, 0, &start, &end);
    for (int i = 1; i <= 3 && citation->title == NULL; i++) {
        g_autofree char *title = group(match, i);
        citation->title = title != NULL ? tidy(title) : NULL;
    }
    g_autofree char *authors = g_strndup(text, (gsize)start);
    read_authors(citation, authors);
    read_tail(citation, text + end);
    return TRUE;
}

/* Segments at full stops; a lone initial belongs to what precedes it. */
static GPtrArray *
split_segments(const char *text)
{
    GPtrArray *segments = g_ptr_array_new_with_free_func(g_free);
    const char *start = text;
    for (const char *p = text; *p != '\0'; p++) {
        gboolean stop = *p == '.' && (p[1] == ' ' || p[1] == '\0');
        gboolean initial =
            p - start <= 1 || (p >= text + 2 && p[-2] == ' ' &&
                               g_ascii_isupper(p[-1]));
        if (!stop || (initial && segments->len == 0 && p[1] != '\0' &&
                      g_ascii_isupper(p[2]) && p[3] == '.'))
            continue;
        g_ptr_array_add(segments, g_strndup(start, (gsize)(p - start)));
        start = p + 1;
        while (*start == ' ')
            start++;
        if (*start == '\0')
            break;
        p = start - 1;
    }
    if (*start != '\0')
        g_ptr_array_add(segments, g_strdup(start));
    return segments;
}

/* Authors. Title. Journal. Year;Volume(Issue):Pages. */
static void
read_vancouver(VlCitation *citation, const char *text)
{
    g_autoptr(GMatchInfo) match = NULL;
    Pattern which = P_NUMBERS;
    if (!g_regex_match(regex_of(P_NUMBERS), text, 0, &match)) {
        g_clear_pointer(&match, g_match_info_unref);
        which = P_YEAR;
        g_regex_match(regex_of(P_YEAR), text, 0, &match);
    }
    int start = (int)strlen(text);
    if (g_match_info_matches(match)) {
        g_match_info_fetch_pos(match, 0, &start, NULL);
        g_autofree char *year = group(match, 1);
        citation->year = (int)g_ascii_strtoll(year, NULL, 10);
    }
    if (which == P_NUMBERS) {
        citation->volume = group(match, 2);
        citation->issue = group(match, 3);
        g_autofree char *pages = group(match, 4);
        set_pages(citation, pages);
    }
    g_autofree char *before = g_strndup(text, (gsize)start);
    g_autoptr(GPtrArray) segments = split_segments(before);
    while (segments->len > 0 && strlen(segments->pdata[segments->len - 1]) < 2)
        g_ptr_array_remove_index(segments, segments->len - 1);
    if (segments->len >= 2) {
        read_authors(citation, segments->pdata[0]);
        citation->title = tidy(segments->pdata[1]);
    } else if (segments->len == 1) {
        citation->title = tidy(segments->pdata[0]);
    }
    g_autoptr(GString) journal = g_string_new(NULL);
    for (guint i = 2; i < segments->len; i++)
        g_string_append_printf(journal, "%s%s", i > 2 ? " " : "",
                               (char *)segments->pdata[i]);
    if (journal->len > 0)
        citation->journal = tidy(journal->str);
}

VlCitation *
vl_citation_parse(const char *text)
{
    VlCitation *citation = g_new0(VlCitation, 1);
    citation->authors = g_ptr_array_new_with_free_func(g_free);
    vl_identifiers_scan(&citation->ids, text);
    g_autofree char *cut = g_strndup(text, MAX_TEXT);
    g_autofree char *valid = g_utf8_make_valid(cut, -1);
    g_autofree char *plain = g_regex_replace_literal(
        regex_of(P_STRIP), valid, -1, 0, " ", 0, NULL);
    if (plain == NULL)
        return citation;
    g_strstrip(plain);
    if (strlen(plain) < 15)
        return citation;
    if (!read_quoted(citation, plain) && !read_apa(citation, plain))
        read_vancouver(citation, plain);
    if (citation->year == 0) {
        g_autoptr(GMatchInfo) match = NULL;
        if (g_regex_match(regex_of(P_YEAR), plain, 0, &match)) {
            g_autofree char *year = group(match, 1);
            citation->year = (int)g_ascii_strtoll(year, NULL, 10);
        }
    }
    return citation;
}
