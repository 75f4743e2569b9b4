#include "config.h"

#include "flow/intake.h"

#include <string.h>

#include "base/file.h"
#include "store/runs.h"

typedef struct {
    char *folder;
    GString *pmids, *listed; /* of the last choice: "2 1 " */
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->folder = g_dir_make_tmp("veille-intake-XXXXXX", NULL);
    g_assert_nonnull(fixture->folder);
    fixture->pmids = g_string_new(NULL);
    fixture->listed = g_string_new(NULL);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_assert_true(vl_file_remove_folder(fixture->folder, NULL));
    g_free(fixture->folder);
    g_string_free(fixture->pmids, TRUE);
    g_string_free(fixture->listed, TRUE);
}

/* FOLDER/name with that text; the caller frees the path. */
static char *
put(const Fixture *fixture, const char *name, const char *text)
{
    char *path = g_build_filename(fixture->folder, name, NULL);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    return path;
}

static char *
article(const char *pmid, int version, int year, const char *doi,
        const char *title)
{
    g_autofree char *number =
        pmid == NULL ? g_strdup("")
                     : g_strdup_printf("<PMID Version='%d'>%s</PMID>",
                                       version, pmid);
    return g_strdup_printf(
        "<PubmedArticle><MedlineCitation>%s<Article><Journal><JournalIssue>"
        "<PubDate><Year>%d</Year></PubDate></JournalIssue></Journal>"
        "<ArticleTitle>%s</ArticleTitle></Article></MedlineCitation>"
        "<PubmedData><ArticleIdList>%s%s%s</ArticleIdList></PubmedData>"
        "</PubmedArticle>",
        number, year, title, doi != NULL ? "<ArticleId IdType='doi'>" : "",
        doi != NULL ? doi : "", doi != NULL ? "</ArticleId>" : "");
}

/* A file of articles (taken) and whatever else, in their order. */
static char *
put_set(const Fixture *fixture, const char *name, char **articles)
{
    g_autofree char *all = g_strjoinv("", articles);
    g_autofree char *text =
        g_strdup_printf("<PubmedArticleSet>%s</PubmedArticleSet>", all);
    char *path = put(fixture, name, text);
    for (char **one = articles; *one != NULL; one++)
        g_free(*one);
    return path;
}

static VlChoice *
choose(Fixture *fixture, const VlIntakeOptions *options, const char *path)
{
    g_autoptr(VlIntake) intake = vl_intake_new(options);
    vl_intake_add(intake, path);
    VlChoice *choice = vl_intake_choose(intake);
    g_string_truncate(fixture->pmids, 0);
    g_string_truncate(fixture->listed, 0);
    for (guint i = 0; i < choice->records->len; i++) {
        const VlRecord *record = choice->records->pdata[i];
        g_string_append_printf(fixture->pmids, "%s ", record->pmid);
    }
    for (guint i = 0; i < choice->listed->len; i++) {
        const VlListed *listed = choice->listed->pdata[i];
        g_string_append_printf(fixture->listed, "%s ", listed->pmid);
    }
    g_assert_cmpuint(choice->shown->len, ==,
                     choice->records->len + choice->listed->len);
    return choice;
}

static const char *
title_of(const VlChoice *choice, guint i)
{
    g_assert_cmpuint(choice->records->len, >, i);
    return ((const VlRecord *)choice->records->pdata[i])->title;
}

/* ---- One paper, several records ---- */

static void
test_versions(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const struct {
        int first, second;
        const char *title;
    } cases[] = {{1, 2, "B"}, {2, 1, "A"}, {2, 2, "B"}};
    const VlIntakeOptions options = {.max = 5};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        char *articles[] = {article("7", cases[i].first, 2020, NULL, "A"),
                            article("7", cases[i].second, 2020, NULL, "B"),
                            NULL};
        g_autofree char *path = put_set(fixture, "a.xml", articles);
        g_autoptr(VlChoice) choice = choose(fixture, &options, path);
        g_assert_cmpstr(fixture->pmids->str, ==, "7 ");
        g_assert_cmpstr(title_of(choice, 0), ==, cases[i].title);
        g_assert_cmpuint(choice->identified, ==, 2);
        g_assert_cmpuint(choice->duplicates, ==, 1);
        g_assert_cmpuint(choice->files->len, ==, 1);
        g_assert_cmpuint(choice->problems->len, ==, 0);
    }
}

/* A DOI joins a record with a PMID and one without, never two PMIDs. */
static void
test_doi(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *first, *second;
        guint n_papers;
    } cases[] = {{"1", "2", 2}, {NULL, "2", 1}, {"1", NULL, 1}};
    const VlIntakeOptions options = {.max = 5};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        char *articles[] = {article(cases[i].first, 1, 2020, "10.1/AbC", "A"),
                            article(cases[i].second, 1, 2020, "10.1/aBc", "B"),
                            NULL};
        g_autofree char *path = put_set(fixture, "a.xml", articles);
        g_autoptr(VlChoice) choice = choose(fixture, &options, path);
        g_assert_cmpuint(choice->records->len, ==, cases[i].n_papers);
        g_assert_cmpuint(choice->duplicates, ==, 2 - cases[i].n_papers);
    }
}

static void
test_deleted(Fixture *fixture, gconstpointer data)
{
    (void)data;
    const VlIntakeOptions options = {.max = 5};
    const char *const deletion =
        "<DeleteCitation><PMID>1</PMID><PMID>9</PMID></DeleteCitation>";
    char *articles[] = {article("1", 1, 2020, NULL, "A"),
                        article("2", 1, 2020, NULL, "B"), g_strdup(deletion),
                        NULL};
    g_autofree char *path = put_set(fixture, "a.xml", articles);
    g_autoptr(VlChoice) choice = choose(fixture, &options, path);
    g_assert_cmpstr(fixture->pmids->str, ==, "2 ");
    g_assert_cmpuint(choice->deleted, ==, 2);
    g_assert_cmpuint(choice->identified, ==, 2);
    g_assert_cmpuint(choice->shown->len, ==, 1);

    /* It may come back. */
    char *back[] = {article("1", 1, 2020, NULL, "A"), g_strdup(deletion),
                    article("1", 1, 2020, NULL, "Again"), NULL};
    g_autofree char *later = put_set(fixture, "b.xml", back);
    g_autoptr(VlChoice) again = choose(fixture, &options, later);
    g_assert_cmpstr(fixture->pmids->str, ==, "1 ");
    g_assert_cmpstr(title_of(again, 0), ==, "Again");
    g_assert_cmpuint(again->duplicates, ==, 0);
}

/* ---- Which of them ---- */

static void
test_order(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const struct {
        guint max;
        gboolean by_date;
        const char *pmids, *listed;
    } cases[] = {
        {9, FALSE, "1 2 3 4 ", ""},  {2, FALSE, "1 2 ", "3 4 "},
        {9, TRUE, "3 2 4 1 ", ""},   {2, TRUE, "3 2 ", "4 1 "},
        {1, TRUE, "3 ", "2 4 1 "},   {4, TRUE, "3 2 4 1 ", ""},
    };
    char *articles[] = {
        article("1", 1, 2018, NULL, "A"), article("2", 1, 2020, NULL, "B"),
        article("3", 1, 2021, NULL, "C"), article("4", 1, 2020, NULL, "D"),
        NULL};
    g_autofree char *path = put_set(fixture, "a.xml", articles);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        const VlIntakeOptions options = {.max = cases[i].max,
                                         .by_date = cases[i].by_date};
        g_autoptr(VlChoice) choice = choose(fixture, &options, path);
        g_assert_cmpstr(fixture->pmids->str, ==, cases[i].pmids);
        g_assert_cmpstr(fixture->listed->str, ==, cases[i].listed);
        for (guint j = 0; j < choice->shown->len; j++)
            g_assert_true(((VlShown *)choice->shown->pdata[j])->digested ==
                          (j < choice->records->len));
    }
}

/* A later record moves its paper: out of those to be digested as well. */
static void
test_moved(Fixture *fixture, gconstpointer data)
{
    (void)data;
    const VlIntakeOptions options = {.max = 1, .by_date = TRUE};
    char *articles[] = {article("1", 1, 2018, NULL, "A"),
                        article("2", 1, 2020, NULL, "B"),
                        article("1", 2, 2022, NULL, "C"), NULL};
    g_autofree char *path = put_set(fixture, "a.xml", articles);
    g_autoptr(VlChoice) choice = choose(fixture, &options, path);
    g_assert_cmpstr(fixture->pmids->str, ==, "1 ");
    g_assert_cmpstr(fixture->listed->str, ==, "2 ");
    g_assert_cmpstr(title_of(choice, 0), ==, "C");
}

static void
test_shown(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *key, *name;
    } known[] = {{"pmid:1", "pmid:1"},
                 {"10.1/one", "pmid:1"},
                 {"doi:10.1/bare", "doi:10.1/bare"},
                 {"10.1/bare", "doi:10.1/bare"}};
    g_autoptr(GHashTable) shown =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (guint i = 0; i < G_N_ELEMENTS(known); i++)
        g_hash_table_insert(shown, g_strdup(known[i].key),
                            g_strdup(known[i].name));
    const VlIntakeOptions options = {.max = 9, .shown = shown};
    /* Known: by PMID, and by the DOI of what had no PMID.  New: another
     * PMID under the DOI of the first. */
    char *articles[] = {article("1", 1, 2020, NULL, "A"),
                        article("2", 1, 2020, "10.1/BARE", "B"),
                        article("3", 1, 2020, "10.1/one", "C"),
                        article("4", 1, 2020, NULL, "D"), NULL};
    g_autofree char *path = put_set(fixture, "a.xml", articles);
    g_autoptr(VlChoice) choice = choose(fixture, &options, path);
    g_assert_cmpstr(fixture->pmids->str, ==, "3 4 ");
    g_assert_cmpuint(choice->known, ==, 2);
    g_assert_cmpuint(choice->identified, ==, 4);
}

/* ---- Files ---- */

static void
check_problem(const VlChoice *choice, guint i, const char *code,
              const char *file, const char *word)
{
    g_assert_cmpuint(choice->problems->len, >, i);
    const VlUnread *problem = choice->problems->pdata[i];
    g_assert_cmpstr(problem->code, ==, code);
    g_assert_cmpstr(problem->file, ==, file);
    g_assert_nonnull(strstr(problem->reason, word));
}

static VlRecord *
bare_record(const char *pmid)
{
    VlRecord *record = vl_record_new();
    record->pmid = g_string_chunk_insert(record->chunk, pmid);
    record->title = g_string_chunk_insert(record->chunk, "Kept");
    record->version = 1;
    return record;
}

static void
test_list(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = g_build_filename(fixture->folder, "data", NULL);
    g_autoptr(VlStore) store = vl_store_open(folder, &error);
    g_assert_no_error(error);
    g_autoptr(VlRecord) one = bare_record("11"), two = bare_record("12");
    g_assert_true(vl_store_put_record(store, one, &error));
    g_assert_true(vl_store_put_record(store, two, &error));
    g_autofree char *path =
        put(fixture, "list.txt", "12, 11;\r\n13\n99999999999999999999 12");

    const VlIntakeOptions options = {.max = 9, .store = store};
    g_autoptr(VlChoice) choice = choose(fixture, &options, path);
    g_assert_cmpstr(fixture->pmids->str, ==, "12 11 ");
    g_assert_cmpuint(choice->duplicates, ==, 1);
    g_assert_cmpuint(choice->problems->len, ==, 2);
    check_problem(choice, 0, "not_found", "list.txt", "PMID 13 ");
    check_problem(choice, 1, "not_found", "list.txt", "PMID 9999999999 ");

    const VlIntakeOptions no_store = {.max = 9};
    g_autoptr(VlChoice) none = choose(fixture, &no_store, path);
    g_assert_cmpuint(none->records->len, ==, 0);
    g_assert_cmpuint(none->problems->len, ==, 5);
}

/* What came before the damage is kept, and counts as a file that was read. */
static void
test_damaged(Fixture *fixture, gconstpointer data)
{
    (void)data;
    const VlIntakeOptions options = {.max = 9};
    g_autofree char *good = article("1", 1, 2020, NULL, "A");
    g_autofree char *text =
        g_strdup_printf("<PubmedArticleSet>%s<PubmedArticle><Medl", good);
    g_autofree char *path = put(fixture, "cut.xml", text);
    g_autoptr(VlChoice) choice = choose(fixture, &options, path);
    g_assert_cmpstr(fixture->pmids->str, ==, "1 ");
    g_assert_cmpuint(choice->files->len, ==, 1);
    g_assert_cmpuint(choice->problems->len, ==, 1);
    check_problem(choice, 0, "malformed", "cut.xml", "cut.xml");

    g_autofree char *rubbish = put(fixture, "rubbish.xml", "no records");
    g_autoptr(VlChoice) none = choose(fixture, &options, rubbish);
    g_assert_cmpuint(none->shown->len, ==, 0);
    g_assert_cmpuint(none->files->len, ==, 0);
    check_problem(none, 0, "malformed", "rubbish.xml", "rubbish.xml");

    g_autoptr(VlChoice) absent = choose(fixture, &options, "/nowhere/a.xml");
    check_problem(absent, 0, "not_found", "a.xml", "/nowhere/a.xml");
}

static void
test_folder(Fixture *fixture, gconstpointer data)
{
    (void)data;
    const VlIntakeOptions options = {.max = 9};
    g_autoptr(VlChoice) empty = choose(fixture, &options, fixture->folder);
    g_assert_cmpuint(empty->problems->len, ==, 1);

    char *one[] = {article("1", 1, 2020, NULL, "A"), NULL};
    char *two[] = {article("2", 1, 2020, NULL, "B"),
                   article("1", 1, 2020, NULL, "C"), NULL};
    g_free(put_set(fixture, "a.xml", one));
    g_free(put_set(fixture, "b.xml", two));
    g_free(put(fixture, "notes.txt", "3"));
    g_autoptr(VlChoice) choice = choose(fixture, &options, fixture->folder);
    g_assert_cmpstr(fixture->pmids->str, ==, "1 2 ");
    g_assert_cmpuint(choice->files->len, ==, 2);
    g_assert_cmpuint(choice->duplicates, ==, 1);
    g_assert_cmpuint(choice->problems->len, ==, 0);
}

static void
test_name(void)
{
    g_autoptr(VlRecord) record = bare_record("5");
    g_autofree char *by_pmid = vl_intake_name(record);
    g_assert_cmpstr(by_pmid, ==, "pmid:5");
    record->pmid = NULL;
    g_autofree char *lower = vl_intake_name(record);
    record->title = "KEPT";
    g_autofree char *upper = vl_intake_name(record);
    g_assert_true(g_str_has_prefix(upper, "title:"));
    g_assert_cmpstr(lower, ==, upper);
    record->title = NULL;
    g_assert_null(vl_intake_name(record));
}

#define ADD(name, function)                                                   \
    g_test_add("/intake/" name, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("versions", test_versions);
    ADD("doi", test_doi);
    ADD("deleted", test_deleted);
    ADD("order", test_order);
    ADD("moved", test_moved);
    ADD("shown", test_shown);
    ADD("list", test_list);
    ADD("damaged", test_damaged);
    ADD("folder", test_folder);
    g_test_add_func("/intake/name", test_name);
    return g_test_run();
}
