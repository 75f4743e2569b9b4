#include "config.h"

#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "command.h"

/* The names of a key among systemd's credentials (LoadCredential=), and in the
 * environment; EDirect looks for NCBI's there too. */
typedef struct {
    const char *credential, *variable;
} KeyNames;

static const KeyNames ncbi = {"ncbi-key", "NCBI_API_KEY"};
static const KeyNames model = {"model-key", "VEILLE_MODEL_KEY"};

void
vl_command_protect_keys(void)
{
    const struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
#ifndef VL_SANITIZED /* the search for leaks looks into its own process */
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

static gboolean
from_credential(const KeyNames *names, VlSecret **key, GError **error)
{
    const char *folder = g_getenv("CREDENTIALS_DIRECTORY");
    g_autoptr(GError) problem = NULL;
    if (folder == NULL)
        return TRUE;
    g_autofree char *path = g_build_filename(folder, names->credential, NULL);
    *key = vl_secret_read(path, &problem);
    if (*key != NULL ||
        g_error_matches(problem, VL_ERROR, VL_ERROR_NOT_FOUND))
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&problem));
    return FALSE;
}

static gboolean
from_environment(const KeyNames *names, VlSecret **key, GError **error)
{
    const char *text = g_getenv(names->variable);
    if (text == NULL || *text == '\0')
        return TRUE;
    *key = vl_secret_new(text);
    if (*key == NULL)
        g_set_error(error, VL_ERROR, VL_ERROR_CONFIG,
                    "the variable %s holds no key: a key has no blanks",
                    names->variable);
    return *key != NULL;
}

/* file: what the watch names; or NULL. */
static gboolean
find_key(const KeyNames *names, const char *file, VlSecret **key,
         GError **error)
{
    *key = NULL;
    if (file == NULL && (!from_credential(names, key, error) ||
                         (*key == NULL &&
                          !from_environment(names, key, error))))
        return FALSE;
    /* No program that is started from here is to inherit it. */
    g_unsetenv(names->variable);
    if (*key != NULL || file != NULL)
        vl_command_protect_keys();
    return TRUE;
}

gboolean
vl_command_ncbi_key(const VlWatch *watch, VlSecret **key, GError **error)
{
    return find_key(&ncbi, watch->network.ncbi_key_file, key, error);
}

gboolean
vl_command_model_key(const VlWatch *watch, VlSecret **key, GError **error)
{
    return find_key(&model, watch->llm.key_file, key, error);
}
