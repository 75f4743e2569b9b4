#include "config.h"

#include "fulltext/identity.h"

#include <string.h>

#include "base/unicode.h"

/* A title that is found is at least so much of it, in order. */
#define TITLE_PERCENT 60
/* As much as this outweighs another paper's DOI. */
#define CERTAIN_TITLE_PERCENT 90
/* Shorter titles must be there whole. */
#define SHORT_TITLE_WORDS 5

/* A list of references holds the titles and DOIs of other papers. */
char *
vl_identity_front(const VlDocument *document)
{
    static const char *const headings[] = {
        "\nReferences\n", "\nREFERENCES\n",       "\nBibliography\n",
        "\nRéférences\n", "\nLiterature cited\n", "\nBibliographie\n",
    };
    if (document->pages->len == 0)
        return g_strdup("");
    const VlPage *last = vl_document_page(
        document, MIN(VL_IDENTITY_PAGES, document->pages->len));
    VlSpan span = {0, last->offset + last->length};
    /* A rendering without pages (JATS, text) is cut by length. */
    if (document->pages->len == 1)
        span.end = MIN(span.end, 8000);
    char *text = vl_document_slice(document, span);
    for (guint i = 0; i < G_N_ELEMENTS(headings); i++) {
        char *at = strstr(text, headings[i]);
        if (at != NULL)
            *at = '\0';
    }
    if (strlen(text) > VL_IDENTITY_FRONT_MAX)
        *g_utf8_find_prev_char(text, text + VL_IDENTITY_FRONT_MAX + 1) = '\0';
    return text;
}

static void
add_once(GPtrArray *list, char *taken)
{
    for (guint i = 0; i < list->len; i++) {
        if (g_str_equal(list->pdata[i], taken)) {
            g_free(taken);
            return;
        }
    }
    g_ptr_array_add(list, taken);
}

static gboolean
ends_doi(char c)
{
    return c == '\0' || strchr(" \t\r\n\f\"<>,;|{}", c) != NULL;
}

/* The DOI that starts at p ("10."); NULL when it is none.  One that breaks
 * over a line after a hyphen, dot or slash goes on in the next. */
static char *
doi_at(const char *p)
{
    g_autoptr(GString) doi = g_string_new(NULL);
    for (;; p++) {
        if (*p == '\n' && doi->len > 0 &&
            strchr("-./_", doi->str[doi->len - 1]) != NULL &&
            strchr(doi->str, '/') != NULL && g_ascii_isdigit(p[1]))
            continue;
        if (ends_doi(*p) || doi->len > 200)
            break;
        g_string_append_c(doi, g_ascii_tolower(*p));
    }
    while (doi->len > 0 && strchr(".:)]-/*'", doi->str[doi->len - 1]) != NULL) {
        /* A bracket that was opened in it belongs to it. */
        if (doi->str[doi->len - 1] == ')' && strchr(doi->str, '(') != NULL)
            break;
        g_string_truncate(doi, doi->len - 1);
    }
    gsize digits = strspn(doi->str + MIN(3, doi->len), "0123456789.");
    if (digits < 4 || doi->str[3 + digits] != '/' ||
        doi->str[4 + digits] == '\0')
        return NULL;
    return g_string_free(g_steal_pointer(&doi), FALSE);
}

static void
find_dois(const char *text, GPtrArray *dois)
{
    for (const char *p = text; (p = strstr(p, "10.")) != NULL; p += 3) {
        if (p > text && (g_ascii_isalnum(p[-1]) || p[-1] == '.') &&
            (p - text < 4 || g_ascii_strncasecmp(p - 3, "doi", 3) != 0))
            continue;
        char *doi = doi_at(p);
        if (doi != NULL && g_utf8_validate(doi, -1, NULL))
            add_once(dois, doi);
        else
            g_free(doi);
    }
}

/* Numbers of 1 to max_digits digits behind a mark such as "PMID". */
static void
find_numbers(const char *text, const char *mark, gsize max_digits,
             const char *prefix, GPtrArray *numbers)
{
    for (const char *p = text; (p = strstr(p, mark)) != NULL;) {
        p += strlen(mark);
        const char *number = p + strspn(p, ": \t");
        gsize n = strspn(number, "0123456789");
        if (n == 0 || n > max_digits || number - p > 3)
            continue;
        g_autofree char *digits = g_strndup(number, n);
        add_once(numbers, g_strconcat(prefix, digits, NULL));
    }
}

static VlIdentityIds *
ids_of_text(const char *text)
{
    VlIdentityIds *ids = g_new0(VlIdentityIds, 1);
    ids->dois = g_ptr_array_new_with_free_func(g_free);
    ids->pmids = g_ptr_array_new_with_free_func(g_free);
    ids->pmcids = g_ptr_array_new_with_free_func(g_free);
    find_dois(text, ids->dois);
    find_numbers(text, "PMID", 8, "", ids->pmids);
    find_numbers(text, "PMC", 9, "PMC", ids->pmcids);
    return ids;
}

VlIdentityIds *
vl_identity_ids(const VlDocument *document)
{
    g_autofree char *text = vl_identity_front(document);
    return ids_of_text(text);
}

VlIdentityIds *
vl_identity_ids_of_front(const char *front)
{
    return ids_of_text(front);
}

void
vl_identity_ids_free(VlIdentityIds *ids)
{
    if (ids == NULL)
        return;
    g_ptr_array_unref(ids->dois);
    g_ptr_array_unref(ids->pmids);
    g_ptr_array_unref(ids->pmcids);
    g_free(ids);
}

static gboolean
is_listed(const GPtrArray *list, const char *value)
{
    for (guint i = 0; value != NULL && i < list->len; i++)
        if (g_ascii_strcasecmp(list->pdata[i], value) == 0)
            return TRUE;
    return FALSE;
}

/* The words of text, folded: compatibility forms undone, no case, no marks,
 * hyphens at line ends dropped. */
static GPtrArray *
folded_words(const char *text)
{
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *normal = g_utf8_normalize(text, -1, G_NORMALIZE_ALL);
    g_autoptr(GString) word = g_string_new(NULL);
    for (const char *p = normal == NULL ? "" : normal;;
         p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == '-' && p[1] == '\n' && word->len > 0) {
            p++;
            continue;
        }
        if (g_unichar_ismark(c) || c == 0xAD)
            continue;
        if (g_unichar_isalnum(c)) {
            g_string_append_unichar(word, g_unichar_tolower(c));
            continue;
        }
        if (word->len > 0)
            g_ptr_array_add(words, g_strdup(word->str));
        g_string_truncate(word, 0);
        if (c == 0)
            return words;
    }
}

/* The length of the longest common subsequence of title and the window of
 * text that starts at start. */
static guint
words_in_order(const GPtrArray *title, const GPtrArray *text, guint start,
               guint window)
{
    g_autofree guint *row = g_new0(guint, title->len + 1);
    guint end = MIN(text->len, start + window);
    for (guint i = start; i < end; i++) {
        guint diagonal = 0;
        for (guint j = 1; j <= title->len; j++) {
            guint above = row[j];
            if (g_str_equal(text->pdata[i], title->pdata[j - 1]))
                row[j] = diagonal + 1;
            else
                row[j] = MAX(row[j], row[j - 1]);
            diagonal = above;
        }
    }
    return row[title->len];
}

/* Words that any two titles may share. */
static const char *const common_words[] = {
    "a",          "an",         "and",      "as",         "at",
    "au",         "aux",        "by",       "chez",       "clinical",
    "cohort",     "controlled", "d",        "dans",       "de",
    "des",        "double",     "du",       "during",     "effect",
    "effects",    "effet",      "effets",   "en",         "et",
    "for",        "from",       "in",       "is",         "l",
    "la",         "le",         "les",      "meta",       "analysis",
    "of",         "on",         "or",       "par",        "patients",
    "placebo",    "pour",       "protocol", "randomised", "randomized",
    "randomisee", "review",     "study",    "sur",        "systematic",
    "the",        "to",         "trial",    "un",         "une",
    "using",      "versus",     "vs",       "with",       "without",
    "blind",      "essai",      "etude",    "essay",
};

static gboolean
is_common(const char *word)
{
    for (guint i = 0; i < G_N_ELEMENTS(common_words); i++)
        if (g_str_equal(word, common_words[i]))
            return TRUE;
    return FALSE;
}

/* The words of a title that tell it from others; all of them when these are
 * few. */
static GPtrArray *
telling_words(GPtrArray *title)
{
    GPtrArray *telling = g_ptr_array_new();
    for (guint i = 0; i < title->len; i++)
        if (!is_common(title->pdata[i]))
            g_ptr_array_add(telling, title->pdata[i]);
    if (telling->len >= 3)
        return telling;
    g_ptr_array_set_size(telling, 0);
    for (guint i = 0; i < title->len; i++)
        g_ptr_array_add(telling, title->pdata[i]);
    return telling;
}

/* How much of the title stands in the text, in order and close together:
 * the best per cent. */
static guint
title_percent(const char *title, const char *text)
{
    g_autoptr(GPtrArray) all = folded_words(title);
    g_autoptr(GPtrArray) wanted = telling_words(all);
    g_autoptr(GPtrArray) words = folded_words(text);
    if (wanted->len == 0 || all->len > 200)
        return 0;
    /* Lines of a running head or of the next column may stand between. */
    guint window = all->len + all->len / 2 + 4;
    guint best = 0;
    for (guint i = 0; i < words->len; i++)
        for (guint j = 0; j < MIN(wanted->len, 3); j++)
            if (g_str_equal(words->pdata[i], wanted->pdata[j])) {
                best = MAX(best, words_in_order(wanted, words, i, window));
                break;
            }
    if (wanted->len < SHORT_TITLE_WORDS && best < wanted->len)
        return 0;
    return best * 100 / wanted->len;
}

/* TRUE when the family name of one of the first authors is printed, or the
 * record has none. */
static gboolean
an_author_is_printed(const VlRecord *record, const char *text)
{
    guint n_names = 0;
    g_autoptr(GPtrArray) words = folded_words(text);
    for (guint i = 0; i < record->authors->len && n_names < 3; i++) {
        const char *family = g_array_index(record->authors, VlAuthor, i).family;
        if (family == NULL)
            continue;
        n_names++;
        g_autoptr(GPtrArray) name = folded_words(family);
        guint needed = name->len;
        for (guint j = 0; needed > 0 && j < words->len; j++)
            if (words_in_order(name, words, j, needed) == needed)
                return TRUE;
    }
    return n_names == 0;
}

/* What the printed identifiers of one kind say. */
typedef enum { ID_NONE, ID_SAME, ID_MENTIONED, ID_OTHER } IdSays;

static IdSays
ask_ids(const GPtrArray *printed, const char *wanted)
{
    if (wanted == NULL || printed->len == 0)
        return ID_NONE;
    const char *first = printed->pdata[0];
    /* The first one is the article's own.  A line break may have cut it. */
    if (g_ascii_strcasecmp(first, wanted) == 0 ||
        (strlen(first) * 3 > strlen(wanted) * 2 &&
         g_ascii_strncasecmp(first, wanted, strlen(first)) == 0 &&
         strchr(first, '/') != NULL))
        return ID_SAME;
    /* A later one may be that of a paper that this one corrects. */
    return is_listed(printed, wanted) ? ID_MENTIONED : ID_OTHER;
}

static VlIdentity
judge(IdSays doi, gboolean same, gboolean other, guint percent, gboolean author)
{
    if (doi == ID_SAME || (same && doi != ID_OTHER))
        return VL_IDENTITY_SAME;
    if (percent < TITLE_PERCENT)
        return doi == ID_OTHER || (doi == ID_NONE && other)
                   ? VL_IDENTITY_OTHER
                   : VL_IDENTITY_UNSURE;
    gboolean certain = percent >= CERTAIN_TITLE_PERCENT;
    /* Papers of a series share most of their titles, and a correction or a
     * preprint has all of it. */
    if (doi == ID_OTHER)
        return certain ? VL_IDENTITY_UNSURE : VL_IDENTITY_OTHER;
    if (doi == ID_MENTIONED)
        return VL_IDENTITY_SAME;
    return certain || (author && !other) ? VL_IDENTITY_SAME
                                         : VL_IDENTITY_UNSURE;
}

VlIdentity
vl_identity_check(const VlRecord *record, const VlDocument *document)
{
    g_autofree char *front = vl_identity_front(document);
    return vl_identity_check_front(record, front);
}

VlIdentity
vl_identity_check_front(const VlRecord *record, const char *text)
{
    if (*text == '\0')
        return VL_IDENTITY_UNSURE;
    g_autoptr(VlIdentityIds) ids = ids_of_text(text);
    IdSays doi = ask_ids(ids->dois, record->doi);
    IdSays pmid = ask_ids(ids->pmids, record->pmid);
    IdSays pmcid = ask_ids(ids->pmcids, record->pmcid);
    guint percent = 0;
    if (record->title != NULL)
        percent = title_percent(record->title, text);
    if (percent < TITLE_PERCENT && record->vernacular_title != NULL)
        percent = MAX(percent, title_percent(record->vernacular_title, text));
    return judge(doi, pmid == ID_SAME || pmcid == ID_SAME,
                 pmid == ID_OTHER || pmcid == ID_OTHER, percent,
                 an_author_is_printed(record, text));
}
