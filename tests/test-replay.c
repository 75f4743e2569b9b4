#include "config.h"

#include "llm/replay.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"

static VlReplay *
read_text(const char *text, GError **error)
{
    g_autoptr(GError) problem = NULL;
    g_autofree char *path = NULL;
    int fd = g_file_open_tmp("veille-replay-XXXXXX", &path, &problem);
    g_assert_no_error(problem);
    close(fd);
    g_assert_true(g_file_set_contents(path, text, -1, &problem));
    VlReplay *replay = vl_replay_read(path, error);
    g_remove(path);
    return replay;
}

static const VlModelCall call = {
    .purpose = "summary", .system = "You read.", .user = "[1] Forty came."};

static void
test_first_that_fits(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *hash = vl_model_call_hash(&call);
    g_autofree char *text = g_strdup_printf(
        "{\"purpose\":\"judge\",\"text\":\"no\"}\n"
        "\n"
        "{\"contains\":[\"Forty\",\"Fifty\"],\"text\":\"no\"}\n"
        "{\"call\":\"%s\",\"answer\":{\"claims\":[]},\"input_tokens\":7}\n"
        "{\"text\":\"late\"}",
        hash);
    g_autoptr(VlReplay) replay = read_text(text, &error);
    g_assert_no_error(error);
    for (guint i = 0; i < 2; i++) {
        g_autoptr(VlModelReply) reply = vl_replay_answer(replay, &call);
        g_assert_cmpuint(reply->outcome, ==, VL_MODEL_ANSWERED);
        g_assert_cmpstr(reply->text, ==, "{\"claims\":[]}");
        g_assert_cmpint(reply->input_tokens, ==, 7);
        g_assert_cmpint(reply->output_tokens, ==, -1);
    }
    VlModelCall other = call;
    other.user = "[1] Something else.";
    g_autoptr(VlModelReply) reply = vl_replay_answer(replay, &other);
    g_assert_cmpstr(reply->text, ==, "late");
}

static void
test_nothing_fits(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(VlReplay) replay = read_text("", &error);
    g_assert_no_error(error);
    g_autoptr(VlModelReply) reply = vl_replay_answer(replay, &call);
    g_autofree char *hash = vl_model_call_hash(&call);
    g_assert_cmpuint(reply->outcome, ==, VL_MODEL_FAILED);
    g_assert_null(reply->text);
    g_assert_nonnull(strstr(reply->detail, hash));
}

static void
test_other_outcomes(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(VlReplay) replay = read_text(
        "{\"outcome\":\"refused\",\"detail\":\"bio\",\"text\":\"x\"}", &error);
    g_assert_no_error(error);
    g_autoptr(VlModelReply) reply = vl_replay_answer(replay, &call);
    g_assert_cmpuint(reply->outcome, ==, VL_MODEL_REFUSED);
    g_assert_null(reply->text);
    g_assert_cmpstr(reply->detail, ==, "bio");
}

static void
test_bad_files(void)
{
    static const char *const bad[] = {
        "{\"text\":\"a\"}\n{\"text\":\"a\"", "[]", "{}",
        "{\"outcome\":\"supported\"}", "{\"text\":1}"};
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(read_text(bad[i], &error));
        g_assert_error(error, VL_ERROR, VL_ERROR_MALFORMED);
        g_assert_nonnull(strstr(error->message, i == 0 ? ":2: " : ":1: "));
    }
    g_autoptr(GError) error = NULL;
    g_assert_null(vl_replay_read("/nowhere/at/all", &error));
    g_assert_error(error, VL_ERROR, VL_ERROR_NOT_FOUND);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/replay/first-that-fits", test_first_that_fits);
    g_test_add_func("/replay/nothing-fits", test_nothing_fits);
    g_test_add_func("/replay/other-outcomes", test_other_outcomes);
    g_test_add_func("/replay/bad-files", test_bad_files);
    return g_test_run();
}
