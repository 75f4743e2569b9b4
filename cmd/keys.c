#include "config.h"

#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "command.h"

/* The name of the key among systemd's credentials (LoadCredential=), and in
 * the environment, where EDirect looks for it too. */
#define CREDENTIAL "ncbi-key"
#define VARIABLE "NCBI_API_KEY"

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
from_credential(VlSecret **key, GError **error)
{
    const char *folder = g_getenv("CREDENTIALS_DIRECTORY");
    g_autoptr(GError) problem = NULL;
    if (folder == NULL)
        return TRUE;
    g_autofree char *path = g_build_filename(folder, CREDENTIAL, NULL);
    *key = vl_secret_read(path, &problem);
    if (*key != NULL ||
        g_error_matches(problem, VL_ERROR, VL_ERROR_NOT_FOUND))
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&problem));
    return FALSE;
}

static gboolean
from_environment(VlSecret **key, GError **error)
{
    const char *text = g_getenv(VARIABLE);
    if (text == NULL || *text == '\0')
        return TRUE;
    *key = vl_secret_new(text);
    if (*key == NULL)
        g_set_error_literal(error, VL_ERROR, VL_ERROR_CONFIG,
                            "the variable " VARIABLE " holds no key: a key "
                            "has no blanks");
    return *key != NULL;
}

gboolean
vl_command_ncbi_key(const VlWatch *watch, VlSecret **key, GError **error)
{
    *key = NULL;
    if (watch->network.ncbi_key_file == NULL) {
        if (!from_credential(key, error) ||
            (*key == NULL && !from_environment(key, error)))
            return FALSE;
    }
    /* No program that is started from here is to inherit it. */
    g_unsetenv(VARIABLE);
    if (*key != NULL || watch->network.ncbi_key_file != NULL)
        vl_command_protect_keys();
    return TRUE;
}
