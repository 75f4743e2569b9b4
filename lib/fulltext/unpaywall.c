#include "config.h"

#include "fulltext/unpaywall.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/unicode.h"

#define MAX_URL 2000
#define MAX_WORD 60
#define MAX_TITLE 2000

char *
vl_unpaywall_path(const char *doi, const char *email)
{
    if (doi == NULL || email == NULL || !g_str_has_prefix(doi, "10.") ||
        strchr(doi, '/') == NULL || !g_utf8_validate(doi, -1, NULL))
        return NULL;
    GString *path = g_string_new("/");
    /* As the service's page writes it; but never a step upwards. */
    gboolean steps = strstr(doi, "/.") != NULL || strstr(doi, "//") != NULL;
    g_string_append_uri_escaped(path, doi, steps ? NULL : "/", FALSE);
    g_string_append(path, "?email=");
    g_string_append_uri_escaped(path, email, NULL, FALSE);
    return g_string_free(path, FALSE);
}

void
vl_unpaywall_place_free(VlUnpaywallPlace *place)
{
    if (place == NULL)
        return;
    g_free(place->pdf);
    g_free(place->landing);
    g_free(place->licence);
    g_free(place->version);
    g_free(place);
}

void
vl_unpaywall_reply_free(VlUnpaywallReply *reply)
{
    if (reply == NULL)
        return;
    g_free(reply->doi);
    g_free(reply->title);
    g_ptr_array_unref(reply->places);
    g_free(reply);
}

/* An address without a blank or control character.  One that is not https
 * is kept: whether it may be asked, the network layer says. */
static char *
url_of(const cJSON *object, const char *key)
{
    const char *url = vl_json_get_string(object, key, NULL);
    if (url == NULL || strlen(url) > MAX_URL || strstr(url, "://") == NULL)
        return NULL;
    for (const char *p = url; *p != '\0'; p++)
        if ((guchar)*p <= ' ' || *p == 0x7F)
            return NULL;
    return g_strdup(url);
}

static char *
word_of(const cJSON *object, const char *key, gsize max)
{
    const char *word = vl_json_get_string(object, key, NULL);
    return word != NULL && *word != '\0' ? vl_printable(word, max) : NULL;
}

/* "publishedVersion" is "published". */
static char *
version_of(const cJSON *object)
{
    static const char *const known[][2] = {
        {"publishedVersion", "published"},
        {"acceptedVersion", "accepted"},
        {"submittedVersion", "submitted"},
    };
    const char *word = vl_json_get_string(object, "version", NULL);
    for (guint i = 0; word != NULL && i < G_N_ELEMENTS(known); i++)
        if (g_str_equal(word, known[i][0]))
            return g_strdup(known[i][1]);
    return NULL;
}

static gboolean
is_known(const GPtrArray *places, const VlUnpaywallPlace *place)
{
    for (guint i = 0; i < places->len; i++) {
        const VlUnpaywallPlace *other = places->pdata[i];
        if (g_strcmp0(other->pdf, place->pdf) == 0 &&
            (place->pdf != NULL ||
             g_strcmp0(other->landing, place->landing) == 0))
            return TRUE;
    }
    return FALSE;
}

static void
add_place(GPtrArray *places, const cJSON *object)
{
    if (!cJSON_IsObject(object) || places->len >= VL_UNPAYWALL_MAX_PLACES)
        return;
    VlUnpaywallPlace *place = g_new0(VlUnpaywallPlace, 1);
    place->pdf = url_of(object, "url_for_pdf");
    place->landing = url_of(object, "url_for_landing_page");
    if (place->landing == NULL)
        place->landing = url_of(object, "url");
    place->licence = word_of(object, "license", MAX_WORD);
    place->version = version_of(object);
    if ((place->pdf == NULL && place->landing == NULL) ||
        is_known(places, place))
        vl_unpaywall_place_free(place);
    else
        g_ptr_array_add(places, place);
}

static gboolean
check_status(guint status, const char *doi, GError **error)
{
    if (status == 404) {
        g_set_error(error, VL_ERROR, VL_ERROR_NOT_FOUND,
                    "Unpaywall does not know %s", doi);
        return FALSE;
    }
    if (status == 422) {
        g_set_error(error, VL_ERROR, VL_ERROR_CONFIG,
                    "Unpaywall refuses the request for %s: it wants a real "
                    "address in email= of [network]",
                    doi);
        return FALSE;
    }
    return TRUE;
}

static VlUnpaywallReply *
read_reply(const cJSON *object)
{
    VlUnpaywallReply *reply = g_new0(VlUnpaywallReply, 1);
    reply->doi = word_of(object, "doi", 400);
    reply->title = word_of(object, "title", MAX_TITLE);
    reply->is_open = vl_json_get_bool(object, "is_oa", FALSE);
    reply->places =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_unpaywall_place_free);
    add_place(reply->places, vl_json_get(object, "best_oa_location"));
    const cJSON *locations = vl_json_get(object, "oa_locations");
    const cJSON *location = NULL;
    if (cJSON_IsArray(locations))
        cJSON_ArrayForEach(location, locations)
        {
            add_place(reply->places, location);
        }
    return reply;
}

VlUnpaywallReply *
vl_unpaywall_parse(guint status, const char *bytes, gsize n_bytes,
                   const char *doi, GError **error)
{
    if (!check_status(status, doi, error))
        return NULL;
    g_autoptr(cJSON) object = vl_json_parse(bytes, n_bytes, error);
    if (object == NULL) {
        g_prefix_error(error, "Unpaywall's answer for %s: ", doi);
        return NULL;
    }
    g_autoptr(VlUnpaywallReply) reply =
        cJSON_IsObject(object) ? read_reply(object) : NULL;
    if (reply != NULL && reply->doi != NULL &&
        g_ascii_strcasecmp(reply->doi, doi) == 0)
        return g_steal_pointer(&reply);
    g_set_error(error, VL_ERROR, VL_ERROR_MALFORMED,
                "Unpaywall's answer for %s is not about that DOI", doi);
    return NULL;
}
