#include "config.h"

#include "verify/sense/statement.h"

/* What the sentences say: a bar before each statement, a star before its
 * verb. */
static void
test_statements(void)
{
    static const char *const cases[][2] = {
        {"Pain fell, but nausea was unchanged.",
         "|pain *fell |but nausea *was unchanged"},
        {"Zeltin lowered pain and had no effect on sleep.",
         "|zeltin *lowered pain |and *had no effect on sleep"},
        {"Zeltin lowered pain and nausea.", "|zeltin *lowered pain and nausea"},
        {"Pain and nausea were reduced.", "|pain and nausea *were reduced"},
        {"Of 40 patients treated, half were women.",
         "|of 40 patients treated half *were women"},
        {"Zeltin, which was given at night, lowered pain.",
         "|zeltin |which *was given at night |*lowered pain"},
        {"Zeltin was followed by brenol.", "|zeltin *was |followed by brenol"},
        {"We found that zeltin was safe.", "|we found that zeltin *was safe"},
    };
    for (guint c = 0; c < G_N_ELEMENTS(cases); c++) {
        g_autoptr(VlSense) sense = vl_sense_new(cases[c][0], "en");
        g_autofree guint *of = NULL;
        g_autoptr(GArray) list = vl_sense_statements(sense, &of);
        g_autoptr(GString) told = g_string_new(NULL);
        for (guint i = 0; i < sense->n; i++) {
            const VlStatement *here =
                &g_array_index(list, VlStatement, of[i]);
            g_string_append(told, i > 0 ? " " : "");
            g_string_append(told, i == 0 || of[i] != of[i - 1] ? "|" : "");
            g_string_append(told, here->verb == i ? "*" : "");
            g_string_append_len(told, sense->words[i].key,
                                (gssize)sense->words[i].length);
        }
        g_assert_cmpstr(told->str, ==, cases[c][1]);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/statement/statements", test_statements);
    return g_test_run();
}
