#pragma once

#include <glib.h>

#include "base/error.h"
#include "base/secret.h"
#include "model/watch.h"

/* A subcommand: parses its own options, calls flow, prints.  argv[0] is its
 * name.  Returns the exit status; *error is set for what the user has to
 * read, and main() prints it. */
typedef struct {
    const char *name;
    VlExit (*run)(int argc, char **argv, GError **error);
    const char *summary;
} VlCommand;

/* Each cmd/NAME.c defines one of these (library.c those that look into the
 * library); main.c lists them. */
VlExit vl_cmd_doctor(int argc, char **argv, GError **error);
VlExit vl_cmd_export(int argc, char **argv, GError **error);
VlExit vl_cmd_list(int argc, char **argv, GError **error);
VlExit vl_cmd_club(int argc, char **argv, GError **error);
VlExit vl_cmd_check(int argc, char **argv, GError **error);
VlExit vl_cmd_judge(int argc, char **argv, GError **error);
VlExit vl_cmd_ledger(int argc, char **argv, GError **error);
VlExit vl_cmd_locate(int argc, char **argv, GError **error);
VlExit vl_cmd_new(int argc, char **argv, GError **error);
VlExit vl_cmd_parse(int argc, char **argv, GError **error);
VlExit vl_cmd_picture(int argc, char **argv, GError **error);
VlExit vl_cmd_run(int argc, char **argv, GError **error);
VlExit vl_cmd_show(int argc, char **argv, GError **error);
VlExit vl_cmd_text(int argc, char **argv, GError **error);
VlExit vl_cmd_verify(int argc, char **argv, GError **error);

/* Parses the options of a subcommand.  usage is what follows the command's
 * name ("[FILE...]"); the arguments left over stay in argv from 1 on and
 * must number from least to most (most < 0: any number).  FALSE with
 * *error set: usage.  --help prints and exits. */
gboolean vl_command_parse(int *argc, char ***argv, const GOptionEntry *options,
                          const char *usage, const char *summary, int least,
                          int most, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Writes all bytes to standard output.  A reader that went away (EPIPE)
 * ends the program quietly with 0; any other failure is an error. */
gboolean vl_command_write(const char *bytes, gsize n_bytes,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same to a file; "-" is standard output. */
gboolean vl_command_write_file(const char *path, const GString *text,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Is it a language of reports: "en", "fr", or NULL for none given? */
gboolean vl_command_is_language(const char *name);

/* A line for the user on standard error: "veille: TEXT", made harmless for
 * a terminal. */
void vl_command_say(const char *format, ...) G_GNUC_PRINTF(1, 2);

/* Where veille-pdf is: beside this program in the build tree, else in
 * libexec.  The caller frees. */
char *vl_command_helper(void);

/* The folder of the library: $XDG_DATA_HOME/veille.  The caller frees. */
char *vl_command_data_folder(void);

/* Where the user's watch NAME is: $XDG_CONFIG_HOME/veille/NAME.watch.  The
 * caller frees. */
char *vl_command_watch_file(const char *name);

/* Reads the watch file that the user means: a path, or the NAME of one in
 * the user's folder. */
VlWatch *vl_command_read_watch(const char *argument,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What the user's processes share but nobody keeps: $XDG_STATE_HOME/veille.
 * The caller frees. */
char *vl_command_state_folder(void);

/* The user's key for NCBI, from systemd's credentials or the environment; not
 * looked for when the watch names a file.  *key is NULL when there is none.
 * Wherever a key comes from, the process is protected from then on. */
gboolean vl_command_ncbi_key(const VlWatch *watch, VlSecret **key,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Likewise the key of the model in [llm]. */
gboolean vl_command_model_key(const VlWatch *watch, VlSecret **key,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The user's own price file, $XDG_CONFIG_HOME/veille/prices; NULL when there
 * is none.  The caller frees. */
char *vl_command_prices_file(void);

/* Where the user's own prompts are, $XDG_CONFIG_HOME/veille/prompts.  The
 * caller frees. */
char *vl_command_prompts_folder(void);

/* No memory dump and no look into this process any more, by other programs
 * of the user. */
void vl_command_protect_keys(void);
