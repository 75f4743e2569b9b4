#include "config.h"

#include "pubmed/answer.h"

#include <string.h>

#include "base/error.h"
#include "base/unicode.h"
#include "pubmed/elements.h"

#define MAX_WORDS 300
/* Phrases, warnings and links of one answer that are kept. */
#define MAX_LISTED 100
#define MAX_LINKS 10000

/* What the answers share: a reader of elements with a place for them. */
typedef struct {
    VlElements elements; /* first */
    VlSearchReply *search;
    GPtrArray *sets; /* VlLinkSet */
    gboolean whole;  /* the root was closed */
} Reader;

static Reader *
reader_of(VlElements *elements)
{
    return (Reader *)elements;
}

static char *
text_of(const VlElements *elements)
{
    g_autofree char *text = g_strdup(elements->text->str);
    return vl_printable(g_strstrip(text), MAX_WORDS);
}

static gboolean
read_uid(const VlElements *elements, guint64 *uid)
{
    g_autofree char *text = text_of(elements);
    return g_ascii_string_to_unsigned(text, 10, 0, 999999999, uid, NULL);
}

static void
end_root(VlElements *elements)
{
    reader_of(elements)->whole = TRUE;
}

static void
on_other_root(VlElements *elements, const char *name)
{
    g_autofree char *harmless = vl_printable(name, 60);
    vl_xml_take_error(&elements->xml,
                      g_error_new(VL_ERROR, VL_ERROR_MALFORMED,
                                  "'%s' is not what was asked for",
                                  harmless));
}

/* ---- esearch ---- */

enum { IN_ROOT, IN_SEARCH, IN_LINK_SET, N_CONTEXTS };

static void
end_count(VlElements *elements)
{
    guint64 count = 0;
    if (read_uid(elements, &count))
        reader_of(elements)->search->count = count;
}

static void
end_id(VlElements *elements)
{
    GArray *uids = reader_of(elements)->search->uids;
    guint64 uid = 0;
    if (read_uid(elements, &uid) && uid > 0 && uids->len < 100000)
        g_array_append_val(uids, uid);
}

static void
end_translation(VlElements *elements)
{
    VlSearchReply *search = reader_of(elements)->search;
    g_free(search->translation);
    search->translation = vl_printable(elements->text->str, 100000);
}

static void
add_words(GPtrArray *list, char *words)
{
    if (*words != '\0' && list->len < MAX_LISTED)
        g_ptr_array_add(list, words);
    else
        g_free(words);
}

static void
end_not_found(VlElements *elements)
{
    add_words(reader_of(elements)->search->not_found, text_of(elements));
}

static void
end_message(VlElements *elements)
{
    add_words(reader_of(elements)->search->warnings, text_of(elements));
}

static void
end_ignored(VlElements *elements)
{
    g_autofree char *words = text_of(elements);
    add_words(reader_of(elements)->search->warnings,
              *words != '\0' ? g_strdup_printf("ignored: %s", words)
                             : g_strdup(""));
}

static const VlElementRule search_rules[] = {
    {IN_ROOT, "eSearchResult", IN_SEARCH},
    {IN_SEARCH, "", 0, NULL, end_root},
    {IN_SEARCH, "Count", 0, NULL, end_count, TRUE},
    {IN_SEARCH, "IdList/Id", 0, NULL, end_id, TRUE},
    {IN_SEARCH, "QueryTranslation", 0, NULL, end_translation, TRUE},
    {IN_SEARCH, "ErrorList/PhraseNotFound", 0, NULL, end_not_found, TRUE},
    {IN_SEARCH, "ErrorList/FieldNotFound", 0, NULL, end_not_found, TRUE},
    {IN_SEARCH, "WarningList/QuotedPhraseNotFound", 0, NULL, end_not_found,
     TRUE},
    {IN_SEARCH, "WarningList/FieldNotFound", 0, NULL, end_not_found, TRUE},
    {IN_SEARCH, "WarningList/PhraseIgnored", 0, NULL, end_ignored, TRUE},
    {IN_SEARCH, "WarningList/OutputMessage", 0, NULL, end_message, TRUE},
};

/* ---- elink ---- */

static VlLinkSet *
last_set(VlElements *elements)
{
    GPtrArray *sets = reader_of(elements)->sets;
    return sets->len > 0 ? sets->pdata[sets->len - 1] : NULL;
}

static void
end_asked(VlElements *elements)
{
    GPtrArray *sets = reader_of(elements)->sets;
    if (sets->len >= MAX_LINKS)
        return;
    VlLinkSet *set = g_new0(VlLinkSet, 1);
    set->uid = text_of(elements);
    set->links = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(sets, set);
}

static void
end_link(VlElements *elements)
{
    VlLinkSet *set = last_set(elements);
    if (set != NULL && set->links->len < MAX_LINKS)
        g_ptr_array_add(set->links, text_of(elements));
}

static const VlElementRule link_rules[] = {
    {IN_ROOT, "eLinkResult", IN_SEARCH},
    {IN_SEARCH, "", 0, NULL, end_root},
    {IN_SEARCH, "LinkSet", IN_LINK_SET},
    {IN_LINK_SET, "IdList/Id", 0, NULL, end_asked, TRUE},
    {IN_LINK_SET, "LinkSetDb/Link/Id", 0, NULL, end_link, TRUE},
};

/* ---- Reading ---- */

static gboolean
read_all(Reader *reader, const VlElementRule *rules, gsize n_rules,
         const char *bytes, gsize n_bytes, GError **error)
{
    vl_elements_init(&reader->elements, rules, n_rules, N_CONTEXTS,
                     on_other_root);
    VlXml *xml = &reader->elements.xml;
    gboolean good = vl_xml_feed(xml, bytes, n_bytes, error) &&
                    vl_xml_finish(xml, error);
    vl_elements_clear(&reader->elements);
    if (good && !reader->whole) {
        g_set_error(error, VL_ERROR, VL_ERROR_MALFORMED,
                    "the answer breaks off");
        good = FALSE;
    }
    return good;
}

void
vl_search_reply_free(VlSearchReply *reply)
{
    if (reply == NULL)
        return;
    g_array_unref(reply->uids);
    g_free(reply->translation);
    g_ptr_array_unref(reply->not_found);
    g_ptr_array_unref(reply->warnings);
    g_free(reply);
}

VlSearchReply *
vl_search_reply_parse(const char *bytes, gsize n_bytes, GError **error)
{
    g_autoptr(VlSearchReply) search = g_new0(VlSearchReply, 1);
    search->count = G_MAXUINT64;
    search->uids = g_array_new(FALSE, FALSE, sizeof(guint64));
    search->not_found = g_ptr_array_new_with_free_func(g_free);
    search->warnings = g_ptr_array_new_with_free_func(g_free);
    g_autofree Reader *reader = g_new0(Reader, 1);
    reader->search = search;
    if (!read_all(reader, search_rules, G_N_ELEMENTS(search_rules), bytes,
                  n_bytes, error))
        return NULL;
    if (search->count != G_MAXUINT64)
        return g_steal_pointer(&search);
    g_set_error(error, VL_ERROR, VL_ERROR_MALFORMED,
                "the answer holds no count");
    return NULL;
}

void
vl_link_set_free(VlLinkSet *set)
{
    if (set == NULL)
        return;
    g_free(set->uid);
    g_ptr_array_unref(set->links);
    g_free(set);
}

GPtrArray *
vl_link_sets_parse(const char *bytes, gsize n_bytes, GError **error)
{
    g_autoptr(GPtrArray) sets =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_link_set_free);
    g_autofree Reader *reader = g_new0(Reader, 1);
    reader->sets = sets;
    if (!read_all(reader, link_rules, G_N_ELEMENTS(link_rules), bytes,
                  n_bytes, error))
        return NULL;
    return g_steal_pointer(&sets);
}

/* ---- ecitmatch ---- */

void
vl_citation_match_free(VlCitationMatch *match)
{
    if (match == NULL)
        return;
    g_free(match->key);
    g_free(match->pmid);
    g_free(match);
}

/* journal|year|volume|page|author|key|answer */
static VlCitationMatch *
read_match(const char *line)
{
    g_auto(GStrv) fields = g_strsplit(line, "|", 9);
    if (g_strv_length(fields) < 7)
        return NULL;
    const char *answer = g_strstrip(fields[6]);
    VlCitationMatch *match = g_new0(VlCitationMatch, 1);
    gsize n = strlen(answer);
    match->key = vl_printable(fields[5], MAX_WORDS);
    match->ambiguous = g_str_has_prefix(answer, "AMBIGUOUS");
    if (n > 0 && n <= 9 && strspn(answer, "0123456789") == n)
        match->pmid = g_strdup(answer);
    return match;
}

GPtrArray *
vl_citation_matches_parse(const char *bytes, gsize n_bytes)
{
    GPtrArray *matches = g_ptr_array_new_with_free_func(
        (GDestroyNotify)vl_citation_match_free);
    g_autofree char *text = vl_utf8_repair(bytes, n_bytes, NULL);
    for (char *p = text; *p != '\0' && matches->len < MAX_LINKS;) {
        gsize length = strcspn(p, "\r\n");
        g_autofree char *line = g_strndup(p, length);
        VlCitationMatch *match = read_match(line);
        if (match != NULL)
            g_ptr_array_add(matches, match);
        p += length + (p[length] != '\0');
    }
    return matches;
}
