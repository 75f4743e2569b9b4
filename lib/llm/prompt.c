#include "config.h"

#include "llm/prompt.h"

#include <string.h>

#include "base/assets.h"
#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"

#define FOLDER "schemas/prompts/"

/* What a prompt of each purpose has to hold. */
static const struct {
    const char *purpose, *needs[3];
} purposes[] = {
    {"summary", {"{{sentences}}"}},
    {"club", {"{{sentences}}", "{{items}}"}},
    {"judge", {"{{sentences}}", "{{claim}}"}},
    {"screen", {"{{sentences}}", "{{criteria}}"}},
};

void
vl_prompt_free(VlPrompt *prompt)
{
    if (prompt == NULL)
        return;
    g_free(prompt->purpose);
    g_free(prompt->system);
    g_free(prompt->user);
    cJSON_Delete(prompt->schema);
    g_free(prompt->sha256);
    g_free(prompt->file);
    g_free(prompt);
}

static gboolean
fault(const VlPrompt *prompt, GError **error, const char *what,
      const char *which)
{
    g_set_error(error, VL_ERROR, VL_ERROR_CONFIG, "the prompt '%s' %s%s",
                prompt->file != NULL ? prompt->file : prompt->purpose, what,
                which);
    return FALSE;
}

/* The lines from after the one that says name to the next "== ". */
static char *
part_of(const char *text, const char *name)
{
    g_autofree char *head = g_strconcat("\n", name, "\n", NULL);
    g_autofree char *all = g_strconcat("\n", text, "\n", NULL);
    const char *start = strstr(all, head);
    if (start == NULL)
        return NULL;
    start += strlen(head);
    const char *end = strstr(start - 1, "\n== ");
    g_autofree char *part =
        end != NULL && end > start ? g_strndup(start, (gsize)(end - start))
                                   : g_strdup(start);
    return g_strdup(g_strstrip(part));
}

static gboolean
read_parts(VlPrompt *prompt, const char *text, GError **error)
{
    prompt->system = part_of(text, "== system");
    prompt->user = part_of(text, "== user");
    if (prompt->system == NULL || prompt->user == NULL)
        return fault(prompt, error, "lacks the line ",
                     prompt->system == NULL ? "'== system'" : "'== user'");
    for (guint i = 0; i < G_N_ELEMENTS(purposes); i++) {
        if (!g_str_equal(purposes[i].purpose, prompt->purpose))
            continue;
        for (guint k = 0; purposes[i].needs[k] != NULL; k++)
            if (strstr(prompt->user, purposes[i].needs[k]) == NULL)
                return fault(prompt, error, "has no place for ",
                             purposes[i].needs[k]);
    }
    return TRUE;
}

/* The user's file when there is one, else our own. */
static char *
read_text(VlPrompt *prompt, const char *language, const char *folder,
          GError **error)
{
    g_autofree char *name = g_strconcat(prompt->purpose, ".txt", NULL);
    g_autofree char *own =
        folder != NULL ? g_build_filename(folder, language, name, NULL) : NULL;
    if (own != NULL && g_file_test(own, G_FILE_TEST_EXISTS)) {
        char *bytes = NULL;
        gsize n = 0;
        prompt->file = g_strdup(own);
        if (!vl_file_read(own, VL_PROMPT_MAX_BYTES, &bytes, &n, error))
            return NULL;
        if (g_utf8_validate_len(bytes, n, NULL))
            return bytes;
        g_free(bytes);
        fault(prompt, error, "is not UTF-8 text", "");
        return NULL;
    }
    g_autofree char *asset =
        g_strconcat(FOLDER, language, "/", name, NULL);
    const VlAsset *text = vl_asset_find(asset);
    if (text != NULL)
        return g_strdup((const char *)text->bytes);
    fault(prompt, error, "is not there in the language ", language);
    return NULL;
}

VlPrompt *
vl_prompt_new(const char *purpose, const char *language, const char *folder,
              GError **error)
{
    g_autoptr(VlPrompt) prompt = g_new0(VlPrompt, 1);
    prompt->purpose = g_strdup(purpose);
    g_autofree char *text = read_text(prompt, language, folder, error);
    if (text == NULL || !read_parts(prompt, text, error))
        return NULL;
    g_autofree char *name = g_strconcat(FOLDER, purpose, ".schema.json", NULL);
    const VlAsset *schema = vl_asset_find(name);
    g_return_val_if_fail(schema != NULL, NULL);
    prompt->schema = vl_json_parse((const char *)schema->bytes,
                                   schema->n_bytes, error);
    g_autofree char *both =
        g_strconcat(text, "\n", (const char *)schema->bytes, NULL);
    prompt->sha256 = vl_sha256(both, strlen(both));
    return prompt->schema != NULL ? g_steal_pointer(&prompt) : NULL;
}

/* The value of the name that stands at p, after "{{"; NULL: none. */
static const char *
value_at(const char *p, const char *const *pairs, gsize *n_name)
{
    for (; *pairs != NULL; pairs += 2) {
        *n_name = strlen(pairs[0]);
        if (strncmp(p, pairs[0], *n_name) == 0 &&
            g_str_has_prefix(p + *n_name, "}}"))
            return pairs[1];
    }
    return NULL;
}

char *
vl_prompt_fill(const char *text, const char *const *pairs)
{
    GString *out = g_string_new(NULL);
    while (*text != '\0') {
        gsize n = 0;
        const char *value = g_str_has_prefix(text, "{{")
                                ? value_at(text + 2, pairs, &n)
                                : NULL;
        if (value != NULL) {
            g_string_append(out, value);
            text += n + 4;
        } else {
            g_string_append_c(out, *text++);
        }
    }
    return g_string_free(out, FALSE);
}

static void
set_range(cJSON *schema, guint n)
{
    cJSON_AddNumberToObject(schema, "minimum", 1);
    cJSON_AddNumberToObject(schema, "maximum", n);
}

static void
set_names(cJSON *schema, const char *const *names)
{
    cJSON *list = cJSON_AddArrayToObject(schema, "enum");
    for (; *names != NULL; names++)
        cJSON_AddItemToArray(list, cJSON_CreateString(*names));
}

/* Every "sids" and "item" below. */
static void
walk(cJSON *schema, guint n, const char *const *names)
{
    for (cJSON *child = schema->child; child != NULL; child = child->next) {
        if (g_strcmp0(child->string, "sids") == 0 && n > 0)
            set_range(cJSON_GetObjectItemCaseSensitive(child, "items"), n);
        else if (g_strcmp0(child->string, "item") == 0 && names != NULL)
            set_names(child, names);
        else
            walk(child, n, names);
    }
}

char *
vl_prompt_schema(const VlPrompt *prompt, guint n, const char *const *names)
{
    g_autoptr(cJSON) copy = cJSON_Duplicate(prompt->schema, TRUE);
    cJSON_DeleteItemFromObjectCaseSensitive(copy, "$schema");
    cJSON_DeleteItemFromObjectCaseSensitive(copy, "title");
    walk(copy, n, names);
    char *printed = cJSON_PrintUnformatted(copy);
    char *text = g_strdup(printed);
    cJSON_free(printed);
    return text;
}
