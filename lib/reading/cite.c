#include "config.h"

#include "reading/cite.h"

#include <string.h>

#include "text/fold.h"
#include "text/marker.h"

typedef enum { MARK_LABEL, MARK_IDS, MARK_AUTHOR, N_MARKS } MarkKind;

static const char *const patterns[N_MARKS] = {
    /* The marks of chats, and footnotes. */
    [MARK_LABEL] =
        "\\x{E200}[^\\x{E200}\\x{E201}]{0,300}\\x{E201}"
        "|(?:\\bcite)?(?:turn[0-9]+[a-z]+[0-9]+)+"
        "|\\x{3010}[^\\x{3010}\\x{3011}]{0,120}\\x{3011}"
        "|:contentReference\\[[^\\]]{0,80}\\](?:\\{[^}]{0,40}\\})?"
        "|\\[oai_citation:[^\\]]{0,120}\\](?:\\([^)]{0,400}\\))?"
        "|\\[\\^[^\\]\\s]{1,30}\\]",
    [MARK_IDS] =
        "[(\\[](?:[^()\\[\\]]{0,80}?[;,]\\s*)?"
        "(?:PMID|PMCID|PMC[0-9]|doi|https?:|10\\.[0-9]{4})"
        "[^()\\[\\]]{0,250}[)\\]]"
        "|https?://[^\\s<>\"\\x{BB})\\]]+"
        "|\\b(?:PMID|PMCID|doi)[\\s\\x{A0}\\x{202F}:]*"
        "(?:PMC[0-9]{3,9}|10\\.[0-9]{4,9}/[^\\s)\\]]+|[0-9]{4,9})"
        "|\\bPMC[0-9]{4,9}\\b",
    /* "Smith et al. (2020)": the name stays, the year goes. */
    [MARK_AUTHOR] =
        "\\b(\\p{Lu}[\\p{L}'\\x{2019}-]+)"
        "(?:,? (?:et al\\.?|et coll\\.?|and colleagues|et collaborateurs|"
        "(?:and|et|&) \\p{Lu}[\\p{L}'\\x{2019}-]+),?)?"
        "( ?\\((?:19|20)[0-9]{2}[a-z]?\\))",
};

void
vl_cite_free(VlCite *cite)
{
    if (cite == NULL)
        return;
    if (cite->numbers != NULL)
        g_array_unref(cite->numbers);
    g_free(cite->label);
    g_free(cite->name);
    vl_identifiers_clear(&cite->ids);
    g_free(cite);
}

static VlCite *
add_cite(GPtrArray *cites, gsize start, gsize end)
{
    VlCite *cite = g_new0(VlCite, 1);
    cite->range = (VlRange){start, end};
    g_ptr_array_add(cites, cite);
    return cite;
}

/* The digits in text as numbers of a list. */
static GArray *
numbers_in(const char *text)
{
    GArray *numbers = vl_marker_numbers(text, strlen(text));
    if (numbers != NULL && numbers->len > 0)
        return numbers;
    g_clear_pointer(&numbers, g_array_unref);
    return NULL;
}

/* 【3†source】 counts the results of a search: perhaps also the list. */
static GArray *
number_of_label(const char *label)
{
    gsize at = strcspn(label, "0123456789");
    if (!g_str_has_prefix(label, "\xE3\x80\x90") &&
        !g_str_has_prefix(label, "[^"))
        return NULL;
    guint64 value = g_ascii_strtoull(label + at, NULL, 10);
    if (value == 0 || value > 999)
        return NULL;
    guint number = (guint)value;
    GArray *numbers = g_array_new(FALSE, FALSE, sizeof(guint));
    g_array_append_val(numbers, number);
    return numbers;
}

static void
take_match(GPtrArray *cites, MarkKind kind, GMatchInfo *match)
{
    int start = 0, end = 0;
    int group = kind == MARK_AUTHOR ? 2 : 0;
    if (!g_match_info_fetch_pos(match, group, &start, &end) || start < 0)
        return;
    VlCite *cite = add_cite(cites, (gsize)start, (gsize)end);
    g_autofree char *text = g_match_info_fetch(match, group);
    if (kind == MARK_LABEL) {
        cite->label = g_strdup(text);
        cite->numbers = number_of_label(text);
        vl_identifiers_scan(&cite->ids, text);
    } else if (kind == MARK_IDS) {
        vl_identifiers_scan(&cite->ids, text);
    } else {
        cite->name = g_match_info_fetch(match, 1);
        cite->year = (int)g_ascii_strtoll(text + strcspn(text, "12"), NULL,
                                          10);
    }
}

static void
find_patterns(const VlBlock *block, GPtrArray *cites)
{
    static GRegex *regexes[N_MARKS];
    static gsize ready = 0;
    if (g_once_init_enter(&ready)) {
        for (guint i = 0; i < N_MARKS; i++)
            regexes[i] = g_regex_new(patterns[i], G_REGEX_OPTIMIZE, 0, NULL);
        g_once_init_leave(&ready, 1);
    }
    for (guint i = 0; i < N_MARKS; i++) {
        g_autoptr(GMatchInfo) match = NULL;
        gboolean more =
            g_regex_match(regexes[i], block->text->str, 0, &match);
        for (; more; more = g_match_info_next(match, NULL))
            take_match(cites, (MarkKind)i, match);
    }
}

/* "(Smith et al., 2004)": the first name and year. */
static void
read_author(VlCite *cite, const char *text)
{
    gsize at = strcspn(text, "([") + 1;
    const char *name = text + MIN(at, strlen(text));
    gsize n = 0;
    while (name[n] != '\0' && strchr(" ,;)]", name[n]) == NULL)
        n++;
    const char *digits = strpbrk(name, "12");
    cite->name = g_strndup(name, n);
    cite->year = digits != NULL ? (int)g_ascii_strtoll(digits, NULL, 10) : 0;
}

static gboolean
has_letter(const char *text)
{
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
        if (g_unichar_isalpha(g_utf8_get_char(p)))
            return TRUE;
    return FALSE;
}

static gboolean
ends_sentence(const char *p)
{
    p += strspn(p, " ");
    return *p == '\0' || *p == '\n' || strchr(".,;:", *p) != NULL;
}

/* "[1, 2]" between the end of a sentence and the start of the next one. */
static gboolean
parts_sentences(const char *text, gsize before, const char *after)
{
    if (strchr(".!?", text[before - 1]) == NULL)
        return FALSE;
    after += strspn(after, " ");
    return *after == '\0' || *after == '\n' ||
           g_unichar_isupper(g_utf8_get_char(after));
}

/* After a closing bracket or quote, which ends what is said, "[1-3]" and
 * superscript digits are citations: 0 when they are something else. */
static gsize
closing_length(const char *text, gsize i)
{
    gsize before = i;
    while (before > 0 && text[before - 1] == ' ')
        before--;
    if (before == 0)
        return 0;
    const char *last = g_utf8_prev_char(text + before);
    gunichar c = g_utf8_get_char(last);
    gboolean closed =
        strchr(")]%\"", *last) != NULL || c == 0xBB || c == 0x201D;
    const char *p = text + i;
    if (*p == '[') {
        gsize n = strspn(p + 1, "0123456789, -\xE2\x80\x93");
        gboolean list =
            n > 0 && n < 24 && g_ascii_isdigit(p[1]) && p[1 + n] == ']' &&
            ((closed && ends_sentence(p + n + 2)) ||
             parts_sentences(text, before, p + n + 2));
        return list ? n + 2 : 0;
    }
    if (!closed)
        return 0;
    if (before != i || *last == '%')
        return 0;
    while (vl_is_superscript(g_utf8_get_char(p)) || *p == ',')
        p = g_utf8_next_char(p);
    return ends_sentence(p) ? (gsize)(p - text) - i : 0;
}

/* "[1]", "(Doe, 2005)" and superscript digits. */
static void
find_markers(const VlBlock *block, GPtrArray *cites)
{
    const char *text = block->text->str;
    gsize n = block->text->len;
    for (gsize i = 0; i < n;) {
        gunichar c = g_utf8_get_char(text + i);
        gsize length = 0;
        if (c == '[' || c == '(' || vl_is_superscript(c))
            length = vl_marker_length(text, i, n);
        if (length == 0)
            length = closing_length(text, i);
        /* "[1]" alone: what stands before it does not matter here. */
        if (length == 0 && c == '[') {
            gsize digits = strspn(text + i + 1, "0123456789");
            if (digits > 0 && digits < 4 && text[i + 1 + digits] == ']')
                length = digits + 2;
        }
        if (length == 0) {
            i = (gsize)(g_utf8_next_char(text + i) - text);
            continue;
        }
        VlCite *cite = add_cite(cites, i, i + length);
        g_autofree char *marker = g_strndup(text + i, length);
        if (has_letter(marker))
            read_author(cite, marker);
        else
            cite->numbers = numbers_in(marker);
        i += length;
    }
}

/* Links whose words say no more than that there is a source. */
static gboolean
is_mere_link(const char *words)
{
    static const char *const names[] = {
        "source", "sources", "lien", "link", "pubmed", "pmc", "doi", "pdf",
        "ref", "reference", "full text", "texte", "here", "ici",
    };
    g_autofree char *lower = g_utf8_strdown(words, -1);
    g_strstrip(lower);
    if (strspn(lower, "0123456789[]+, -") == strlen(lower))
        return TRUE;
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        if (g_str_equal(lower, names[i]))
            return TRUE;
    /* "pubmed.ncbi.nlm.nih.gov", "nejm.org+1" */
    const char *dot = strchr(lower, '.');
    return g_str_has_prefix(lower, "http") ||
           (dot != NULL && g_ascii_isalpha(dot[1]) &&
            strchr(lower, ' ') == NULL);
}

static void
take_link(const VlBlock *block, const VlMark *mark, GPtrArray *cites)
{
    const char *text = block->text->str;
    gsize start = mark->range.start, end = mark->range.end;
    g_autofree char *words = g_strndup(text + start, end - start);
    gboolean mere = is_mere_link(words);
    if (mere && start > 0 && text[start - 1] == '(' && text[end] == ')') {
        start--;
        end++;
    }
    VlCite *cite = add_cite(cites, mere ? start : end, end);
    cite->numbers = mere ? numbers_in(words) : NULL;
    vl_identifiers_scan(&cite->ids, mark->url);
    vl_identifiers_scan(&cite->ids, words);
}

/* A superscript after a word or a full stop is a citation; after a digit or
 * a unit it is an exponent. */
static void
take_raised(const VlBlock *block, const VlMark *mark, GPtrArray *cites)
{
    const char *text = block->text->str;
    gsize start = mark->range.start, end = mark->range.end;
    g_autofree char *raised = g_strndup(text + start, end - start);
    gsize n = start;
    while (n > 0 && g_ascii_isalpha(text[n - 1]))
        n--;
    gsize letters = start - n;
    gboolean digits = strspn(raised, "0123456789, []-\xE2\x80\x93") ==
                      strlen(raised);
    gboolean after_digit = start > 0 && g_ascii_isdigit(text[start - 1]);
    if (!digits || start == 0 || after_digit ||
        (letters > 0 && letters < 3 && strlen(raised) == 1))
        return;
    VlCite *cite = add_cite(cites, start, end);
    cite->numbers = numbers_in(raised);
}

static int
by_place(gconstpointer a, gconstpointer b)
{
    const VlCite *x = *(const VlCite *const *)a;
    const VlCite *y = *(const VlCite *const *)b;
    if (x->range.start != y->range.start)
        return x->range.start < y->range.start ? -1 : 1;
    /* The longer one first: the other is a part of it. */
    return x->range.end > y->range.end ? -1 : x->range.end < y->range.end;
}

/* Overlapping ones become the first of them, which takes what they say. */
static void
drop_overlaps(GPtrArray *cites)
{
    gsize end = 0;
    VlCite *last = NULL;
    for (guint i = 0; i < cites->len;) {
        VlCite *cite = cites->pdata[i];
        gboolean inside = last != NULL && cite->range.start < end;
        if (!inside) {
            end = MAX(end, cite->range.end);
            last = cite;
            i++;
            continue;
        }
        vl_identifiers_merge(&last->ids, &cite->ids);
        if (last->numbers == NULL)
            last->numbers = g_steal_pointer(&cite->numbers);
        if (cite->range.end > end)
            end = last->range.end = cite->range.end;
        g_ptr_array_remove_index(cites, i);
    }
}

GPtrArray *
vl_cites_find(const VlBlock *block)
{
    GPtrArray *cites =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_cite_free);
    for (guint i = 0; i < block->marks->len; i++) {
        const VlMark *mark = block->marks->pdata[i];
        if (mark->range.start > mark->range.end ||
            mark->range.end > block->text->len)
            continue;
        if (mark->url != NULL)
            take_link(block, mark, cites);
        else
            take_raised(block, mark, cites);
    }
    find_patterns(block, cites);
    find_markers(block, cites);
    g_ptr_array_sort(cites, by_place);
    drop_overlaps(cites);
    return cites;
}
