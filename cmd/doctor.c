#include "config.h"

#include <string.h>

#include "base/unicode.h"
#include "command.h"
#include "flow/doctor.h"

#define SUMMARY                                                              \
    "Proves the set-up: the library, the disk, the sealed reader of PDF "    \
    "files, PubMed and\nthe other services over the network, and the model; "  \
    "says what to do about what\ndoes not work."

/* As it is found: the network may be slow.  data keeps the first error. */
static void
print(const char *what, VlDoctorState state, const char *text, gpointer data)
{
    GError **problem = data;
    g_autofree char *harmless = vl_printable(text, 2000);
    g_autofree char *line =
        g_strdup_printf("%-8s %-13s %s\n", vl_doctor_state_name(state), what,
                        harmless);
    if (*problem == NULL && !vl_command_write(line, strlen(line), problem))
        return;
}

static VlWatch *
get_watch(const char *argument, GError **error)
{
    return argument == NULL ? vl_watch_new()
                            : vl_command_read_watch(argument, error);
}

VlExit
vl_cmd_doctor(int argc, char **argv, GError **error)
{
    gboolean local_only = FALSE;
    const GOptionEntry options[] = {
        {"local-only", 0, 0, G_OPTION_ARG_NONE, &local_only,
         "Ask nothing that is not on this machine", NULL},
        {NULL},
    };
    if (!vl_command_parse(&argc, &argv, options, "[WATCH]", SUMMARY, 0, 1,
                          error))
        return VL_EXIT_USAGE;
    g_autoptr(VlWatch) watch = get_watch(argv[1], error);
    if (watch == NULL)
        return VL_EXIT_USAGE;
    watch->local_only |= local_only;
    g_autoptr(VlSecret) key = NULL;
    g_autoptr(VlSecret) model_key = NULL;
    if (!vl_command_ncbi_key(watch, &key, error) ||
        !vl_command_model_key(watch, &model_key, error))
        return VL_EXIT_USAGE;
    g_autofree char *prices = vl_command_prices_file();
    g_autofree char *helper = vl_command_helper();
    g_autofree char *data = vl_command_data_folder();
    g_autofree char *state = vl_command_state_folder();
    VlReaderOptions reader = {.helper = helper};
    vl_reader_take_limits(&reader, watch);
    const VlDoctorPlan plan = {watch, data,      state, &reader,
                               key,   model_key, prices};
    g_autoptr(GError) problem = NULL;
    guint n_bad = vl_doctor_run(&plan, print, &problem);
    if (problem != NULL) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return VL_EXIT_FAILED;
    }
    return n_bad == 0 ? VL_EXIT_OK : VL_EXIT_FAILED;
}
