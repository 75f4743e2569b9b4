#include "config.h"

#include "reading/identifiers.h"

#include <string.h>

/* Longest DOI that is taken. */
#define MAX_DOI 300

typedef enum { ID_PMID, ID_PMCID, ID_DOI, ID_URL, N_IDS } Kind;

static const char *const patterns[N_IDS] = {
    [ID_PMID] = "\\bPMID(?:\\s*n[o\\x{B0}])?[\\s:#\\x{A0}\\x{202F}=]*"
                "([0-9]{1,9})(?![0-9])"
                "|\\bpubmed(?:\\.ncbi\\.nlm\\.nih\\.gov|\\.gov)?/"
                "([0-9]{1,9})(?![0-9])",
    [ID_PMCID] = "\\bPMC[\\s:]?([0-9]{3,9})(?![0-9])",
    [ID_DOI] = "\\b(10\\.[0-9]{4,9}(?:/|%2F)[^\\s\"<>\\x{BB}\\x{201D}]+)",
    [ID_URL] = "\\b(https?://[^\\s\"<>\\x{BB}\\x{201D})\\]]+)",
};

static GRegex *
regex_of(Kind kind)
{
    static GRegex *regexes[N_IDS];
    static gsize ready = 0;
    if (g_once_init_enter(&ready)) {
        for (guint i = 0; i < N_IDS; i++)
            regexes[i] =
                g_regex_new(patterns[i], G_REGEX_CASELESS | G_REGEX_OPTIMIZE,
                            0, NULL);
        g_once_init_leave(&ready, 1);
    }
    return regexes[kind];
}

/* The first group that matched, or NULL; the caller frees. */
static char *
find(Kind kind, const char *text)
{
    g_autoptr(GMatchInfo) match = NULL;
    if (!g_regex_match(regex_of(kind), text, 0, &match))
        return NULL;
    for (int group = 1; group < g_match_info_get_match_count(match);
         group++) {
        g_autofree char *found = g_match_info_fetch(match, group);
        if (found != NULL && *found != '\0')
            return g_steal_pointer(&found);
    }
    return NULL;
}

/* A closing bracket without its opening one belongs to the text around. */
static gboolean
is_unopened(const char *doi, gsize n)
{
    const char *pairs = "()[]{}";
    const char *at = strchr(pairs, doi[n - 1]);
    if (at == NULL || (at - pairs) % 2 == 0)
        return FALSE;
    int depth = 0;
    for (gsize i = 0; i < n; i++)
        depth += doi[i] == at[-1] ? 1 : doi[i] == *at ? -1 : 0;
    return depth < 0;
}

/* Off with tracking parameters, fragments and the sentence's marks. */
static char *
tidy_doi(const char *found)
{
    g_autofree char *plain = g_uri_unescape_string(found, NULL);
    g_autofree char *doi = g_ascii_strdown(plain != NULL ? plain : found, -1);
    doi[strcspn(doi, "?#&|")] = '\0';
    gsize n = strlen(doi);
    static const char *const tails[] = {"/full", "/abstract", "/pdf",
                                        "/fulltext", "/epdf"};
    while (n > 0 && (strchr(".,;:'*_", doi[n - 1]) != NULL ||
                     is_unopened(doi, n)))
        doi[--n] = '\0';
    for (guint i = 0; i < G_N_ELEMENTS(tails); i++)
        if (g_str_has_suffix(doi, tails[i]))
            doi[strlen(doi) - strlen(tails[i])] = '\0';
    if (strlen(doi) > MAX_DOI || !g_utf8_validate(doi, -1, NULL))
        return NULL;
    return g_steal_pointer(&doi);
}

void
vl_identifiers_scan(VlIdentifiers *ids, const char *text)
{
    if (ids->pmid == NULL)
        ids->pmid = find(ID_PMID, text);
    if (ids->pmcid == NULL) {
        g_autofree char *digits = find(ID_PMCID, text);
        if (digits != NULL)
            ids->pmcid = g_strconcat("PMC", digits, NULL);
    }
    if (ids->doi == NULL) {
        g_autofree char *found = find(ID_DOI, text);
        ids->doi = found != NULL ? tidy_doi(found) : NULL;
    }
    if (ids->url == NULL)
        ids->url = find(ID_URL, text);
}

void
vl_identifiers_clear(VlIdentifiers *ids)
{
    g_free(ids->pmid);
    g_free(ids->doi);
    g_free(ids->pmcid);
    g_free(ids->url);
    *ids = (VlIdentifiers){0};
}

void
vl_identifiers_merge(VlIdentifiers *ids, const VlIdentifiers *other)
{
    if (ids->pmid == NULL)
        ids->pmid = g_strdup(other->pmid);
    if (ids->doi == NULL)
        ids->doi = g_strdup(other->doi);
    if (ids->pmcid == NULL)
        ids->pmcid = g_strdup(other->pmcid);
    if (ids->url == NULL)
        ids->url = g_strdup(other->url);
}

gboolean
vl_identifiers_empty(const VlIdentifiers *ids)
{
    return ids->pmid == NULL && ids->doi == NULL && ids->pmcid == NULL &&
           ids->url == NULL;
}

static gboolean
both(const char *a, const char *b)
{
    return a != NULL && b != NULL && g_ascii_strcasecmp(a, b) == 0;
}

gboolean
vl_identifiers_same(const VlIdentifiers *a, const VlIdentifiers *b)
{
    return both(a->pmid, b->pmid) || both(a->doi, b->doi) ||
           both(a->pmcid, b->pmcid);
}

gboolean
vl_identifiers_differ(const VlIdentifiers *a, const VlIdentifiers *b)
{
    return !vl_identifiers_same(a, b) &&
           ((a->pmid != NULL && b->pmid != NULL) ||
            (a->doi != NULL && b->doi != NULL) ||
            (a->pmcid != NULL && b->pmcid != NULL));
}
