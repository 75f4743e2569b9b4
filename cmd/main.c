#include "config.h"

#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/unicode.h"
#include "command.h"
#include "flow/request.h"

static const VlCommand commands[] = {
    {"doctor", vl_cmd_doctor, "prove the set-up, and say what to do"},
    {"export", vl_cmd_export, "the library's records for a reference manager"},
    {"list", vl_cmd_list, "list the records of the library"},
    {"check", vl_cmd_check, "check an AI-written text against its sources"},
    {"club", vl_cmd_club, "read one paper for a journal club"},
    {"judge", vl_cmd_judge, "say whether quotes carry the claims made of them"},
    {"ledger", vl_cmd_ledger, "print what left this machine"},
    {"locate", vl_cmd_locate, "say where quotes stand in their sources"},
    {"new", vl_cmd_new, "write a watch file to start from"},
    {"parse", vl_cmd_parse, "turn PubMed XML into JSON lines"},
    {"picture", vl_cmd_picture, "draw a quote's paragraph, the quote marked"},
    {"run", vl_cmd_run, "make a digest from records and PDF files"},
    {"show", vl_cmd_show, "show a record of the library"},
    {"text", vl_cmd_text, "print what is read in a PDF, XML or text file"},
    {"verify", vl_cmd_verify, "check a digest again, offline"},
    {NULL, NULL, NULL},
};

static void
print_help(void)
{
    g_print("Usage: veille COMMAND [OPTION...]\n\n"
            "Keeps watch over the medical literature: digests whose every "
            "claim stands on a\nquote that was found in its source.\n\n"
            "Commands:\n");
    for (const VlCommand *command = commands; command->name; command++)
        g_print("  %-10s %s\n", command->name, command->summary);
    g_print("\nveille COMMAND --help tells more, and so does man "
            "veille-COMMAND.\n");
}

gboolean
vl_command_parse(int *argc, char ***argv, const GOptionEntry *options,
                 const char *usage, const char *summary, int least, int most,
                 GError **error)
{
    g_autoptr(GOptionContext) context = g_option_context_new(usage);
    g_option_context_set_summary(context, summary);
    if (options != NULL)
        g_option_context_add_main_entries(context, options, NULL);
    g_autofree char *program = g_strdup_printf("veille %s", (*argv)[0]);
    g_set_prgname(program);
    gboolean parsed = g_option_context_parse(context, argc, argv, error);
    g_set_prgname("veille");
    if (!parsed) {
        GError *fault = *error;
        char *told = g_strdup_printf("%s (see veille %s --help)",
                                     fault->message, (*argv)[0]);
        g_free(fault->message);
        fault->message = told;
        return FALSE;
    }
    if (*argc > 1 && g_str_equal((*argv)[1], "--")) {
        memmove(*argv + 1, *argv + 2, (gsize)(*argc - 1) * sizeof(char *));
        (*argc)--;
    }
    if (*argc - 1 >= least && (most < 0 || *argc - 1 <= most))
        return TRUE;
    g_set_error(error, VL_ERROR, VL_ERROR_USAGE,
                "usage: veille %s [OPTION...] %s (see veille %s --help)",
                (*argv)[0], usage, (*argv)[0]);
    return FALSE;
}

gboolean
vl_command_write(const char *bytes, gsize n_bytes, GError **error)
{
    while (n_bytes > 0) {
        gssize n = write(STDOUT_FILENO, bytes, n_bytes);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 && errno == EPIPE)
            exit(VL_EXIT_OK);
        if (n < 0) {
            g_set_error(error, VL_ERROR, VL_ERROR_FAILED,
                        "cannot write to standard output: %s",
                        g_strerror(errno));
            return FALSE;
        }
        bytes += n;
        n_bytes -= (gsize)n;
    }
    return TRUE;
}

gboolean
vl_command_write_file(const char *path, const GString *text, GError **error)
{
    if (g_str_equal(path, "-"))
        return vl_command_write(text->str, text->len, error);
    if (g_file_set_contents(path, text->str, (gssize)text->len, NULL))
        return TRUE;
    vl_file_set_error(error, errno, "write", path);
    return FALSE;
}

gboolean
vl_command_is_language(const char *name)
{
    return name == NULL || g_str_equal(name, "en") ||
           g_str_equal(name, "fr");
}

void
vl_command_say(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autofree char *harmless = vl_printable(text, 4096);
    fprintf(stderr, "veille: %s\n", harmless);
}

char *
vl_command_helper(void)
{
    g_autoptr(GError) ignored = NULL;
    g_autofree char *self = g_file_read_link("/proc/self/exe", &ignored);
    if (self != NULL) {
        g_autofree char *folder = g_path_get_dirname(self);
        g_autofree char *beside =
            g_build_filename(folder, "veille-pdf", NULL);
        if (g_file_test(beside, G_FILE_TEST_IS_EXECUTABLE))
            return g_steal_pointer(&beside);
    }
    return g_strdup(VL_LIBEXECDIR "/veille-pdf");
}

char *
vl_command_data_folder(void)
{
    return g_build_filename(g_get_user_data_dir(), "veille", NULL);
}

char *
vl_command_state_folder(void)
{
    return g_build_filename(g_get_user_state_dir(), "veille", NULL);
}

VlWatch *
vl_command_read_watch(const char *argument, GError **error)
{
    gboolean is_path = strchr(argument, '/') != NULL ||
                       g_file_test(argument, G_FILE_TEST_EXISTS);
    g_autofree char *path =
        is_path ? g_strdup(argument) : vl_command_watch_file(argument);
    return vl_request_read(path, error);
}

char *
vl_command_watch_file(const char *name)
{
    /* "gout.watch" is "gout". */
    const char *suffix = g_str_has_suffix(name, ".watch") ? "" : ".watch";
    g_autofree char *file = g_strconcat(name, suffix, NULL);
    return g_build_filename(g_get_user_config_dir(), "veille", file, NULL);
}

char *
vl_command_prices_file(void)
{
    g_autofree char *path =
        g_build_filename(g_get_user_config_dir(), "veille", "prices", NULL);
    return g_file_test(path, G_FILE_TEST_EXISTS) ? g_steal_pointer(&path)
                                                 : NULL;
}

char *
vl_command_prompts_folder(void)
{
    return g_build_filename(g_get_user_config_dir(), "veille", "prompts",
                            NULL);
}

static const VlCommand *
find_command(const char *name)
{
    for (const VlCommand *command = commands; command->name; command++)
        if (g_str_equal(command->name, name))
            return command;
    return NULL;
}

int
main(int argc, char **argv)
{
    setlocale(LC_ALL, "");
    signal(SIGPIPE, SIG_IGN);
    /* A file that grows too large is an error like any other. */
    signal(SIGXFSZ, SIG_IGN);
    g_set_prgname("veille");
    if (argc < 2 || g_str_equal(argv[1], "--help") ||
        g_str_equal(argv[1], "-h") || g_str_equal(argv[1], "help")) {
        print_help();
        return argc < 2 ? VL_EXIT_USAGE : VL_EXIT_OK;
    }
    if (g_str_equal(argv[1], "--version")) {
        g_print("veille %s\n", PACKAGE_VERSION);
        return VL_EXIT_OK;
    }
    const VlCommand *command = find_command(argv[1]);
    if (command == NULL) {
        vl_command_say("there is no command '%s'; see veille --help", argv[1]);
        return VL_EXIT_USAGE;
    }
    g_autoptr(GError) error = NULL;
    VlExit status = command->run(argc - 1, argv + 1, &error);
    if (error == NULL)
        return status;
    vl_command_say("%s", error->message);
    return vl_exit_worst(status, vl_error_exit_status(error));
}
