#include "config.h"

#include "pubmed/query.h"

#define TOOL "veille"

static void
add(GString *body, const char *name, const char *value)
{
    g_autofree char *escaped = g_uri_escape_string(value, NULL, FALSE);
    g_string_append_printf(body, "%s%s=%s", body->len > 0 ? "&" : "", name,
                           escaped);
}

static GString *
body_new(const char *email)
{
    GString *body = g_string_new(NULL);
    add(body, "tool", TOOL);
    if (email != NULL && *email != '\0')
        add(body, "email", email);
    return body;
}

/* PubMed reads operators from left to right, so that a range behind the
 * query holds for all of it; this is the way of EDirect. */
static char *
term_of(const VlSearch *search, VlUidRange range)
{
    if (range.last == 0)
        return g_strdup(search->term);
    return g_strdup_printf(
        "( %s AND %" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT " [UID])",
        search->term, range.first, range.last);
}

char *
vl_query_esearch(const VlSearch *search, VlUidRange range)
{
    GString *body = body_new(search->email);
    g_autofree char *term = term_of(search, range);
    add(body, "db", "pubmed");
    add(body, "term", term);
    add(body, "retmode", "xml");
    g_autofree char *most = g_strdup_printf(
        "%u", search->most > 0 ? search->most : VL_ESEARCH_MAX);
    add(body, "retmax", most);
    if (search->mindate != NULL && search->maxdate != NULL) {
        add(body, "datetype", "crdt");
        add(body, "mindate", search->mindate);
        add(body, "maxdate", search->maxdate);
    }
    return g_string_free(body, FALSE);
}

char *
vl_query_efetch(const char *email, const GPtrArray *pmids, guint first,
                guint n)
{
    GString *body = body_new(email);
    g_autoptr(GString) ids = g_string_new(NULL);
    for (guint i = first; i < pmids->len && i - first < n; i++)
        g_string_append_printf(ids, "%s%s", ids->len > 0 ? "," : "",
                               (const char *)pmids->pdata[i]);
    add(body, "db", "pubmed");
    add(body, "retmode", "xml");
    g_string_append_printf(body, "&id=%s", ids->str);
    return g_string_free(body, FALSE);
}

char *
vl_query_elink(const char *email, const GPtrArray *pmids, const char *db,
               const char *linkname)
{
    GString *body = body_new(email);
    add(body, "dbfrom", "pubmed");
    add(body, "db", db);
    add(body, "linkname", linkname);
    add(body, "retmode", "xml");
    /* One list with commas would give one set for all. */
    for (guint i = 0; i < pmids->len; i++)
        add(body, "id", pmids->pdata[i]);
    return g_string_free(body, FALSE);
}

/* A field must not bring a separator of its own. */
static void
add_field(GString *data, const char *value)
{
    for (const char *p = value; p != NULL && *p != '\0'; p++)
        g_string_append_c(data, *p == '|' || (guchar)*p < ' ' ? ' ' : *p);
    g_string_append_c(data, '|');
}

char *
vl_query_ecitmatch(const char *email, const VlCitationKey *citations, guint n)
{
    GString *body = body_new(email);
    g_autoptr(GString) data = g_string_new(NULL);
    for (guint i = 0; i < n; i++) {
        const VlCitationKey *citation = &citations[i];
        g_autofree char *year = citation->year > 0
                                    ? g_strdup_printf("%d", citation->year)
                                    : NULL;
        if (i > 0)
            g_string_append_c(data, '\r');
        add_field(data, citation->journal);
        add_field(data, year);
        add_field(data, citation->volume);
        add_field(data, citation->page);
        add_field(data, citation->author);
        add_field(data, citation->key);
    }
    add(body, "db", "pubmed");
    add(body, "retmode", "xml");
    add(body, "bdata", data->str);
    return g_string_free(body, FALSE);
}

static char *
format_date(GDateTime *date)
{
    return date != NULL ? g_date_time_format(date, "%Y/%m/%d") : NULL;
}

char *
vl_query_date(gint64 seconds)
{
    g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc(seconds);
    return format_date(date);
}

char *
vl_query_days_before(const char *date, guint days)
{
    g_auto(GStrv) parts = g_strsplit(date, "/", 4);
    if (g_strv_length(parts) != 3)
        return NULL;
    guint64 n[3];
    static const guint most[3] = {9999, 12, 31};
    for (guint i = 0; i < 3; i++)
        if (!g_ascii_string_to_unsigned(parts[i], 10, 1, most[i], &n[i],
                                        NULL))
            return NULL;
    g_autoptr(GDateTime) day =
        g_date_time_new_utc((int)n[0], (int)n[1], (int)n[2], 0, 0, 0);
    g_autoptr(GDateTime) before =
        day != NULL ? g_date_time_add_days(day, -(int)days) : NULL;
    return format_date(before);
}
