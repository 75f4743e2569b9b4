#include "config.h"

#include <string.h>

#include "base/file.h"
#include "verify/locate/locate.h"

/* Runs fixtures/locate/ *.case; its README.md says how they are written.
 * place.c and widen.c: places.case; bridge.c: pages.case; replaced.c and
 * search.c: tampering.case; source.c: pages.case, unreadable.case. */

typedef struct {
    VlDocument *document;
    VlSource *source;
    GString *text; /* while source lines are read */
    char *quote;
    guint page;
    VlHit *hit;
    const char *file;
    guint line;
    guint n_checked;
} Runner;

static void
fail(const Runner *runner, const char *wanted)
{
    g_autoptr(GString) got = g_string_new(NULL);
    if (runner->hit != NULL) {
        g_string_append_printf(got, "%s, page %u, %u places, text '%s'",
                               vl_match_name(runner->hit->match),
                               runner->hit->page, runner->hit->occurrences,
                               runner->hit->text ? runner->hit->text : "");
        for (guint i = 0; i < runner->hit->changes->len; i++) {
            const VlChange *change = runner->hit->changes->pdata[i];
            g_string_append_printf(got, "; %s '%s' -> '%s'",
                                   vl_change_kind_name(change->kind),
                                   change->quote, change->source);
        }
    }
    g_test_message("%s:%u: quote '%s': wanted '%s', got %s", runner->file,
                   runner->line, runner->quote, wanted, got->str);
    g_test_fail();
}

static void
drop_hit(Runner *runner)
{
    g_clear_pointer(&runner->hit, vl_hit_free);
    g_clear_pointer(&runner->quote, g_free);
    runner->page = 0;
}

static void
drop_source(Runner *runner)
{
    drop_hit(runner);
    g_clear_pointer(&runner->source, vl_source_free);
    g_clear_pointer(&runner->document, vl_document_free);
}

static void
look(Runner *runner)
{
    if (runner->source == NULL) {
        runner->document = vl_document_from_text(VL_RENDERING_TEXT,
                                                 runner->text->str);
        runner->source = vl_source_new(runner->document);
    }
    if (runner->hit == NULL)
        runner->hit =
            vl_locate(runner->source, runner->quote, runner->page);
}

/* Every segment says what the rendering holds there. */
static void
check_segments(const Runner *runner)
{
    for (guint i = 0; i < runner->hit->segments->len; i++) {
        const VlSegment *segment = runner->hit->segments->pdata[i];
        g_autofree char *printed =
            vl_document_slice(runner->document, segment->span);
        g_assert_cmpstr(printed, ==, segment->text);
        g_assert_cmpuint(vl_document_page_at(runner->document,
                                             segment->span.start),
                         ==, segment->page);
    }
}

static void
check_match(Runner *runner, const char *name)
{
    VlMatch match;
    g_assert_true(vl_match_from_name(name, &match));
    look(runner);
    runner->n_checked++;
    if (runner->hit->match != match)
        fail(runner, name);
    check_segments(runner);
    gboolean changed = runner->hit->changes->len > 0;
    if (changed != (runner->hit->match == VL_MATCH_ALTERED))
        fail(runner, "changes if and only if altered");
}

static void
check_change(Runner *runner, const char *text)
{
    const char *arrow = strstr(text, "-> ");
    const char *space = strchr(text, ' ');
    g_assert_nonnull(arrow);
    g_assert_nonnull(space);
    g_autofree char *kind = g_strndup(text, (gsize)(space - text));
    g_autofree char *quote = g_strndup(space, (gsize)(arrow - space));
    g_strstrip(quote);
    look(runner);
    for (guint i = 0; i < runner->hit->changes->len; i++) {
        const VlChange *change = runner->hit->changes->pdata[i];
        if (g_str_equal(vl_change_kind_name(change->kind), kind) &&
            g_str_equal(change->quote, quote) &&
            g_str_equal(change->source, arrow + 3))
            return;
    }
    fail(runner, text);
}

static void
take_source_line(Runner *runner, const char *text)
{
    if (g_str_equal(text, "<page>")) {
        g_string_append_c(runner->text, '\f');
        return;
    }
    g_string_append(runner->text, text);
    g_string_append_c(runner->text, '\n');
}

static void
take_number(Runner *runner, const char *word, guint number)
{
    if (g_str_equal(word, "on")) {
        runner->page = number;
        return;
    }
    look(runner);
    guint got = g_str_equal(word, "page") ? runner->hit->page
                                          : runner->hit->occurrences;
    if (got != number)
        fail(runner, word);
}

static void
take_line(Runner *runner, char *line)
{
    g_strchomp(line);
    if (line[0] == '|') {
        take_source_line(runner, line[1] == ' ' ? line + 2 : line + 1);
    } else if (g_str_equal(line, "source")) {
        drop_source(runner);
        g_string_truncate(runner->text, 0);
    } else if (g_str_has_prefix(line, "quote")) {
        drop_hit(runner);
        runner->quote = g_strdup(line[5] != '\0' ? line + 6 : "");
    } else if (g_str_has_prefix(line, "is ")) {
        check_match(runner, line + 3);
    } else if (g_str_has_prefix(line, "change ")) {
        check_change(runner, line + 7);
    } else if (line[0] != '\0' && line[0] != '#') {
        char *space = strchr(line, ' ');
        g_assert_nonnull(space);
        *space = '\0';
        take_number(runner, line,
                    (guint)g_ascii_strtoull(space + 1, NULL, 10));
    }
}

static void
run_file(gconstpointer data)
{
    const char *path = data;
    g_autoptr(GError) error = NULL;
    g_autofree char *bytes = NULL;
    gsize n_bytes = 0;
    g_assert_true(vl_file_read(path, 1 << 20, &bytes, &n_bytes, &error));
    Runner runner = {.text = g_string_new(NULL), .file = path};
    g_auto(GStrv) lines = g_strsplit(bytes, "\n", 10000);
    for (guint i = 0; lines[i] != NULL; i++) {
        runner.line = i + 1;
        take_line(&runner, lines[i]);
    }
    drop_source(&runner);
    g_string_free(runner.text, TRUE);
    g_assert_cmpuint(runner.n_checked, >, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    static const char *const suffixes[] = {".case", NULL};
    g_autoptr(GError) error = NULL;
    g_autofree char *folder =
        g_test_build_filename(G_TEST_DIST, "fixtures", "locate", NULL);
    g_autoptr(GPtrArray) files =
        vl_file_list(folder, suffixes, FALSE, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(files->len, >, 0);
    for (guint i = 0; i < files->len; i++) {
        g_autofree char *name = g_path_get_basename(files->pdata[i]);
        g_autofree char *test = g_strdup_printf("/locate/%s", name);
        g_test_add_data_func(test, files->pdata[i], run_file);
    }
    return g_test_run();
}
