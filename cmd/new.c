#include "config.h"

#include <string.h>

#include "base/assets.h"
#include "base/file.h"
#include "base/scope.h"
#include "command.h"

#define TEMPLATE "schemas/watch.template"

/* The name becomes a file's and a folder's. */
static gboolean
is_name(const char *name)
{
    return *name != '\0' && *name != '.' && strchr(name, '/') == NULL &&
           strlen(name) <= 64 && g_utf8_validate(name, -1, NULL);
}

static gboolean
write_new(const char *path, const char *text, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *file = g_path_get_basename(path);
    if (!vl_file_make_folder(folder, error))
        return FALSE;
    vl_autofd int fd = vl_file_open_folder(folder, error);
    return fd >= 0 && vl_file_create(fd, file, text, strlen(text), error);
}

VlExit
vl_cmd_new(int argc, char **argv, GError **error)
{
    if (!vl_command_parse(&argc, &argv, NULL, "NAME",
                          "Writes a watch file with a comment for each key, "
                          "to be edited.",
                          1, 1, error))
        return VL_EXIT_USAGE;
    const char *name = argv[1];
    g_autofree char *path = vl_command_watch_file(name);
    if (!is_name(name) || g_file_test(path, G_FILE_TEST_EXISTS)) {
        g_set_error(error, VL_ERROR, VL_ERROR_USAGE,
                    is_name(name) ? "'%s' is there already: edit it, or take "
                                    "another name"
                                  : "'%s' is no name for a watch: use letters,"
                                    " digits and hyphens",
                    is_name(name) ? path : name);
        return VL_EXIT_USAGE;
    }
    const VlAsset *template = vl_asset_find(TEMPLATE);
    g_auto(GStrv) parts = g_strsplit((const char *)template->bytes, "@NAME@",
                                     -1);
    g_autofree char *text = g_strjoinv(name, parts);
    if (!write_new(path, text, error))
        return VL_EXIT_FAILED;
    g_autofree char *told = g_strdup_printf(
        "Written: %s\nEdit it, then: veille run %s\n", path, name);
    return vl_command_write(told, strlen(told), error) ? VL_EXIT_OK
                                                       : VL_EXIT_FAILED;
}
