#include "config.h"

#include "fulltext/idconv.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/unicode.h"
#include "model/record.h"

#define MAX_PMCID_DIGITS 9
#define MAX_DOI 400
/* Of a message of the service that is shown. */
#define MAX_PROBLEM 200

void
vl_idconv_entry_free(VlIdconvEntry *entry)
{
    if (entry == NULL)
        return;
    g_free(entry->asked);
    g_free(entry->pmcid);
    g_free(entry->pmid);
    g_free(entry->doi);
    g_free(entry->problem);
    g_free(entry);
}

char *
vl_pmcid_normal(const char *text)
{
    if (text == NULL)
        return NULL;
    if (g_ascii_strncasecmp(text, "PMC", 3) == 0)
        text += 3;
    gsize n = strspn(text, "0123456789");
    if (n == 0 || n > MAX_PMCID_DIGITS || text[0] == '0')
        return NULL;
    /* A version may follow. */
    const char *rest = text + n;
    if (*rest == '.' && rest[1] != '\0')
        rest += 1 + strspn(rest + 1, "0123456789");
    return *rest == '\0' ? g_strdup_printf("PMC%.*s", (int)n, text) : NULL;
}

gboolean
vl_idconv_takes(VlIdconvKind kind, const char *id)
{
    if (id == NULL)
        return FALSE;
    gsize length = strlen(id);
    if (kind == VL_IDCONV_PMID)
        return vl_is_pmid(id);
    return length <= MAX_DOI && g_str_has_prefix(id, "10.") &&
           strchr(id, '/') != NULL && strpbrk(id, ", \t\r\n") == NULL &&
           g_utf8_validate(id, -1, NULL);
}

char *
vl_idconv_query(VlIdconvKind kind, const char *const *ids, guint n_ids,
                const char *email)
{
    g_return_val_if_fail(n_ids > 0 && n_ids <= VL_IDCONV_MAX_IDS, NULL);
    GString *query = g_string_new("?format=json&versions=no&tool=veille");
    if (email != NULL) {
        g_string_append(query, "&email=");
        g_string_append_uri_escaped(query, email, NULL, FALSE);
    }
    g_string_append(query, kind == VL_IDCONV_PMID ? "&idtype=pmid&ids="
                                                  : "&idtype=doi&ids=");
    for (guint i = 0; i < n_ids; i++) {
        if (i > 0)
            g_string_append_c(query, ',');
        g_string_append_uri_escaped(query, ids[i], NULL, FALSE);
    }
    return g_string_free(query, FALSE);
}

/* false, "false" or 0. */
static gboolean
says_no(const cJSON *object, const char *key)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
    return cJSON_IsFalse(item) ||
           (cJSON_IsString(item) &&
            g_ascii_strcasecmp(item->valuestring, "false") == 0);
}

static VlIdconvEntry *
entry_new(const cJSON *record)
{
    VlIdconvEntry *entry = g_new0(VlIdconvEntry, 1);
    entry->asked = vl_json_dup_text(record, "requested-id");
    entry->pmid = vl_json_dup_text(record, "pmid");
    entry->doi = vl_json_dup_text(record, "doi");
    g_autofree char *pmcid = vl_json_dup_text(record, "pmcid");
    entry->pmcid = vl_pmcid_normal(pmcid);
    entry->embargoed = says_no(record, "live");
    const char *problem = vl_json_get_string(record, "errmsg", NULL);
    const char *status = vl_json_get_string(record, "status", "");
    if (problem == NULL && g_str_equal(status, "error"))
        problem = "not known";
    if (problem != NULL) {
        entry->problem = vl_printable(problem, MAX_PROBLEM);
        g_clear_pointer(&entry->pmcid, g_free);
    }
    if (entry->asked == NULL)
        entry->asked = g_strdup(entry->pmid != NULL ? entry->pmid : entry->doi);
    return entry;
}

static gboolean
check_status(const cJSON *reply, GError **error)
{
    const char *status = vl_json_get_string(reply, "status", "ok");
    if (g_ascii_strcasecmp(status, "ok") == 0)
        return TRUE;
    const char *message = vl_json_get_string(reply, "message", status);
    g_autofree char *words = vl_printable(message, MAX_PROBLEM);
    g_set_error(error, VL_ERROR, VL_ERROR_FAILED,
                "the ID converter refused the request: %s", words);
    return FALSE;
}

GPtrArray *
vl_idconv_parse(const char *bytes, gsize n_bytes, GError **error)
{
    g_autoptr(cJSON) reply = vl_json_parse(bytes, n_bytes, error);
    if (reply == NULL) {
        g_prefix_error(error, "the ID converter's answer: ");
        return NULL;
    }
    if (!check_status(reply, error))
        return NULL;
    const cJSON *records = vl_json_get(reply, "records");
    if (!cJSON_IsArray(records)) {
        g_set_error(error, VL_ERROR, VL_ERROR_MALFORMED,
                    "the ID converter's answer holds no list of records");
        return NULL;
    }
    GPtrArray *entries =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_idconv_entry_free);
    const cJSON *record;
    cJSON_ArrayForEach(record, records)
    {
        if (cJSON_IsObject(record))
            g_ptr_array_add(entries, entry_new(record));
    }
    return entries;
}
