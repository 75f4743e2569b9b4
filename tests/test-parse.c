#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "records.h"

/* The records of one of our fictional files, and the error, if any. */
typedef struct {
    GPtrArray *records;
    VlPubmedStats stats;
    GError *error;
    gboolean good;
} Read;

static Read
read_path(const char *path)
{
    Read read = {.records = records_new()};
    read.good = vl_pubmed_parse_file(path, records_take, read.records,
                                     &read.stats, &read.error);
    g_assert_true(read.good == (read.error == NULL));
    return read;
}

static Read
read_fixture(const char *name)
{
    g_autofree char *path =
        g_test_build_filename(G_TEST_DIST, "fixtures", "pubmed", name, NULL);
    return read_path(path);
}

static Read
read_text(const char *text)
{
    g_autofree char *path = NULL;
    int fd = g_file_open_tmp("veille-XXXXXX", &path, NULL);
    g_assert_cmpint(fd, >=, 0);
    g_close(fd, NULL);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    Read read = read_path(path);
    g_unlink(path);
    return read;
}

static void
clear(Read *read)
{
    g_ptr_array_unref(read->records);
    g_clear_error(&read->error);
}

static const VlRecord *
record_at(const Read *read, guint i)
{
    g_assert_cmpuint(i, <, read->records->len);
    return g_ptr_array_index(read->records, i);
}

#define PART(record, i) (&g_array_index((record)->abstract, VlAbstractPart, i))
#define NOTICE(record, i) (&g_array_index((record)->notices, VlNotice, i))
#define AUTHOR(record, i) (&g_array_index((record)->authors, VlAuthor, i))

static void
test_text_with_markup(void)
{
    Read read = read_fixture("traps.xml");
    g_assert_no_error(read.error);
    const VlRecord *record = record_at(&read, 0);
    g_assert_cmpstr(record->title, ==,
                    "[Effet de la placebine sur l'eGFR (mL/min/1.73 m2) & "
                    "H2O: P<0.05].");
    g_assert_cmpstr(record->vernacular_title, ==,
                    "Effet de la placebine \u2014 un essai.");
    g_assert_cmpuint(record->abstract->len, ==, 3);
    g_assert_cmpstr(PART(record, 0)->label, ==, "RESULT(S) & MORE");
    g_assert_cmpstr(PART(record, 0)->category, ==, "RESULTS");
    g_assert_cmpstr(PART(record, 0)->text, ==,
                    "Mean was 4.2\u00a0mg (95\u2009% CI 1.1\u20137.3); "
                    "x=104 units.");
    g_assert_cmpstr(PART(record, 1)->label, ==, "FINANCIAL DISCLOSURE");
    g_assert_cmpstr(PART(record, 1)->text, ==, "");
    g_assert_null(PART(record, 2)->label);
    g_assert_cmpstr(PART(record, 2)->text, ==,
                    " Background: unlabelled, E and under <raw> & cut "
                    "&alpha; ");
    clear(&read);
}

static void
test_other_abstracts(void)
{
    Read read = read_fixture("traps.xml");
    const VlRecord *record = record_at(&read, 0);
    g_assert_cmpuint(record->other_abstracts->len, ==, 2);
    const VlOtherAbstract *plain =
        &g_array_index(record->other_abstracts, VlOtherAbstract, 0);
    g_assert_cmpstr(plain->type, ==, "plain-language-summary");
    g_assert_cmpstr(g_array_index(plain->abstract, VlAbstractPart, 0).text, ==,
                    "In plain words.");
    const VlOtherAbstract *french = plain + 1;
    g_assert_cmpstr(french->language, ==, "fre");
    g_assert_cmpuint(french->abstract->len, ==, 2);
    clear(&read);
}

static void
test_own_ids(void)
{
    Read read = read_fixture("traps.xml");
    const VlRecord *record = record_at(&read, 0);
    g_assert_cmpstr(record->pmid, ==, "99000001");
    g_assert_cmpint(record->version, ==, 2);
    g_assert_cmpstr(record->doi, ==, "10.9999/FJIM.2024.1");
    g_assert_cmpstr(record->pmcid, ==, "PMC9900001");
    g_assert_cmpstr(record->journal.title, ==,
                    "Fictional Journal of Imaginary Medicine");
    g_assert_cmpstr(record->journal.iso, ==, "Fict J Imag Med");
    g_assert_cmpstr(record->journal.issn, ==, "0000-0019");
    g_assert_cmpstr(record->journal.pages, ==, "737-8");
    g_assert_cmpuint(record->references->len, ==, 3);
    const VlReference *cited =
        &g_array_index(record->references, VlReference, 1);
    g_assert_cmpstr(cited->text, ==, "Nobody A. Old trial. Imag Med 2001.");
    g_assert_cmpstr(cited->pmid, ==, "99000903");
    g_assert_cmpstr(cited->doi, ==, "10.9999/other.1");
    g_assert_cmpstr(cited[1].text, ==, "Nobody B. Imag Med 2002.");

    /* Without PubmedData the DOI is the valid ELocationID; StartPage can be
     * no number; a name that is not ours is skipped. */
    record = record_at(&read, 1);
    g_assert_cmpstr(record->doi, ==, "10.9999/only.elocation");
    g_assert_cmpstr(record->journal.pages, ==, "4002.e26");
    g_assert_cmpstr(record->journal.iso, ==, "Fict Old");
    g_assert_cmpstr(record->journal.issn, ==, "2222-2222");
    g_assert_cmpstr(record->pmid, ==, "99000002");
    g_assert_null(record->title);
    clear(&read);
}

static void
test_authors(void)
{
    Read read = read_fixture("traps.xml");
    const VlRecord *record = record_at(&read, 0);
    g_assert_cmpuint(record->authors->len, ==, 2);
    const VlAuthor *author = AUTHOR(record, 0);
    g_assert_cmpstr(author->family, ==, "d'Exemple");
    g_assert_cmpstr(author->given, ==, "Zo\u00eb Q");
    g_assert_cmpstr(author->suffix, ==, "Jr");
    g_assert_cmpstr(author->orcid, ==, "0000-0002-0000-000X");
    g_assert_cmpuint(author->affiliations->len, ==, 2);
    g_assert_cmpstr(g_ptr_array_index(author->affiliations, 0), ==,
                    "Unit A, Nowhere General.");
    g_assert_cmpstr(AUTHOR(record, 1)->collective, ==,
                    "NOWHERE-2 Investigators");
    g_assert_null(AUTHOR(record, 1)->family);
    clear(&read);
}

static void
test_lists(void)
{
    Read read = read_fixture("traps.xml");
    const VlRecord *record = record_at(&read, 0);
    g_assert_cmpuint(record->languages->len, ==, 2);
    g_assert_cmpuint(record->keywords->len, ==, 2);
    g_assert_cmpstr(g_ptr_array_index(record->keywords, 0), ==, "T4 cells");
    g_assert_cmpuint(record->mesh->len, ==, 2);
    const VlMesh *mesh = &g_array_index(record->mesh, VlMesh, 0);
    g_assert_cmpstr(mesh->ui, ==, "D000001");
    g_assert_true(mesh->major);
    g_assert_cmpuint(mesh->qualifiers->len, ==, 1);
    g_assert_false(mesh[1].major);
    g_assert_cmpuint(record->chemicals->len, ==, 1);
    g_assert_cmpuint(record->grants->len, ==, 1);
    g_assert_cmpstr(record->coi, ==, "None of the authors exists.");
    g_assert_cmpstr(record->status, ==, "MEDLINE");
    /* A reference is no notice; an unknown notice is kept. */
    g_assert_cmpuint(record->notices->len, ==, 3);
    g_assert_cmpint(NOTICE(record, 0)->kind, ==, VL_NOTICE_ERRATUM);
    g_assert_cmpstr(NOTICE(record, 0)->pmid, ==, "99000901");
    g_assert_null(NOTICE(record, 1)->pmid);
    g_assert_cmpint(NOTICE(record, 2)->kind, ==, VL_NOTICE_OTHER);
    g_assert_false(record->retracted);
    clear(&read);
}

static void
test_deleted(void)
{
    Read read = read_fixture("traps.xml");
    g_assert_cmpuint(read.stats.n_records, ==, 2);
    g_assert_cmpuint(read.stats.n_deleted, ==, 2);
    g_assert_true(record_at(&read, 2)->deleted);
    g_assert_cmpstr(record_at(&read, 3)->pmid, ==, "99000999");
    clear(&read);
}

static void
test_notices(void)
{
    static const struct {
        gboolean retracted, preprint;
        VlNoticeKind kind;
        const char *pmid;
    } wanted[] = {
        {TRUE, FALSE, VL_NOTICE_RETRACTION, NULL}, /* the type alone */
        {TRUE, FALSE, VL_NOTICE_RETRACTION, "99100003"},
        {FALSE, FALSE, VL_NOTICE_RETRACTION_OF, "99100002"},
        {TRUE, FALSE, VL_NOTICE_RETRACTION, NULL}, /* and republished */
        {TRUE, FALSE, VL_NOTICE_RETRACTION, NULL}, /* the status alone */
        {FALSE, FALSE, VL_NOTICE_CONCERN, "99100007"},
        {FALSE, FALSE, VL_NOTICE_CONCERN_OF, NULL},
        {FALSE, FALSE, VL_NOTICE_ERRATUM_OF, "99100001"},
        {FALSE, TRUE, VL_NOTICE_UPDATE, "99100010"},
        {FALSE, FALSE, VL_NOTICE_UPDATE_OF, "99100009"},
        {TRUE, FALSE, VL_NOTICE_RETRACTION, NULL}, /* the name alone */
    };
    Read read = read_fixture("notices.xml");
    g_assert_no_error(read.error);
    for (guint i = 0; i < G_N_ELEMENTS(wanted); i++) {
        const VlRecord *record = record_at(&read, i);
        g_test_message("%s", record->pmid);
        g_assert_cmpint(record->retracted, ==, wanted[i].retracted);
        g_assert_cmpint(record->preprint, ==, wanted[i].preprint);
        g_assert_cmpuint(record->notices->len, ==, 1);
        g_assert_cmpint(NOTICE(record, 0)->kind, ==, wanted[i].kind);
        g_assert_cmpstr(NOTICE(record, 0)->pmid, ==, wanted[i].pmid);
    }
    const VlRecord *all = record_at(&read, G_N_ELEMENTS(wanted));
    g_assert_cmpuint(all->notices->len, ==, 20);
    g_assert_cmpuint(all->references->len, ==, 1);
    g_assert_false(all->retracted);
    clear(&read);
}

static void
test_books(void)
{
    Read read = read_fixture("books.xml");
    g_assert_no_error(read.error);
    const VlRecord *chapter = record_at(&read, 0);
    g_assert_cmpstr(chapter->title, ==, "A chapter on nothing");
    g_assert_cmpstr(chapter->journal.title, ==, "The Imaginary Handbook");
    g_assert_cmpstr(chapter->doi, ==, "10.9999/book.1");
    g_assert_cmpuint(chapter->authors->len, ==, 1);
    g_assert_cmpstr(AUTHOR(chapter, 0)->family, ==, "Chapter");
    g_assert_cmpint(chapter->date.month, ==, 1);
    const VlRecord *book = record_at(&read, 1);
    g_assert_cmpstr(book->title, ==, "A whole imaginary book");
    g_assert_null(book->journal.title);
    g_assert_cmpstr(AUTHOR(book, 0)->family, ==, "Editor");
    clear(&read);
}

static void
test_old_layout(void)
{
    Read read = read_fixture("medline-old.xml");
    g_assert_no_error(read.error);
    g_assert_cmpuint(read.stats.n_records, ==, 2);
    g_assert_cmpuint(read.stats.n_deleted, ==, 1);
    const VlRecord *record = record_at(&read, 0);
    g_assert_cmpstr(record->pmcid, ==, "PMC9930001");
    g_assert_cmpstr(AUTHOR(record, 0)->given, ==, "Ann");
    g_assert_cmpuint(AUTHOR(record, 0)->affiliations->len, ==, 1);
    g_assert_true(record->retracted);
    /* The same date in parts and as one text. */
    const VlRecord *other = record_at(&read, 1);
    g_assert_cmpstr(record->date.text, ==, other->date.text);
    g_assert_cmpint(record->date.year, ==, 1994);
    g_assert_cmpint(record->date.month, ==, other->date.month);
    clear(&read);
}

static void
test_empty_set(void)
{
    Read read = read_fixture("empty-set.xml");
    g_assert_no_error(read.error);
    g_assert_cmpuint(read.records->len, ==, 0);
    clear(&read);
}

/* A file, the error that it must give, words of the message, and how many
 * records come before it. */
static void
assert_bad(Read read, int code, const char *words, guint n_records)
{
    g_assert_error(read.error, VL_ERROR, code);
    g_test_message("%s", read.error->message);
    g_assert_nonnull(strstr(read.error->message, words));
    g_assert_null(strchr(read.error->message, '\n'));
    g_assert_cmpuint(read.records->len, ==, n_records);
    clear(&read);
}

static void
test_declarations(void)
{
    static const char *const names[] = {
        "external-entity.xml", "entity-bomb.xml", "parameter-entity.xml",
        "default-attribute.xml"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        assert_bad(read_fixture(names[i]), VL_ERROR_MALFORMED, "line 2", 0);
}

#define ONE                                                                    \
    "<PubmedArticle><MedlineCitation><PMID>7</PMID></MedlineCitation>"         \
    "</PubmedArticle>\n"

static void
test_bad_input(void)
{
    assert_bad(read_fixture("page.xml"), VL_ERROR_MALFORMED, "HTML", 0);
    assert_bad(read_fixture("error-reply.xml"), VL_ERROR_MALFORMED,
               "eFetchResult", 0);
    assert_bad(read_fixture("not-there.xml"), VL_ERROR_NOT_FOUND,
               "not-there.xml", 0);
    assert_bad(read_text(""), VL_ERROR_MALFORMED, "empty", 0);
    assert_bad(read_text("\x1f\x8b\x08"), VL_ERROR_MALFORMED, "too early", 0);
    assert_bad(read_text("nothing of the kind"), VL_ERROR_MALFORMED, "line 1",
               0);
    assert_bad(read_text("<PubmedArticleSet>\n" ONE "<PubmedArticle>"),
               VL_ERROR_MALFORMED, "line 3", 1);
    assert_bad(read_text("<PubmedArticleSet>\n" ONE "<b></c>"),
               VL_ERROR_MALFORMED, "line 3", 1);
    assert_bad(read_text("<PubmedArticleSet>" ONE "\xff\xfe"),
               VL_ERROR_MALFORMED, "line 2", 1);
    assert_bad(read_text("%PDF-1.4"), VL_ERROR_MALFORMED, "PDF", 0);
}

static void
test_deep(void)
{
    g_autoptr(GString) text = g_string_new("<PubmedArticleSet>");
    for (guint i = 0; i < 2000; i++)
        g_string_append(text, "<a>");
    assert_bad(read_text(text->str), VL_ERROR_TOO_BIG, "deeper", 0);
    g_string_assign(text, "<PubmedArticle><PubmedData>");
    for (guint i = 0; i < 2000; i++)
        g_string_append(text, "<ReferenceList>");
    assert_bad(read_text(text->str), VL_ERROR_TOO_BIG, "deeper", 0);
}

/* Overlong forms and surrogates would make invalid JSON. */
static void
test_invalid_utf8(void)
{
    static const char *const wrong[] = {
        "\xC0\x80",     "\xC1\xBF",         "\xED\xA0\x80", "\xF4\x90\x80\x80",
        "\xE0\x80\x80", "\xF0\x80\x80\x80", "\x80"};
    for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autofree char *in_text = g_strdup_printf(
            "<PubmedArticle><MedlineCitation><PMID>7</PMID><CoiStatement>x%s"
            "</CoiStatement></MedlineCitation></PubmedArticle>",
            wrong[i]);
        Read read = read_text(in_text);
        if (read.good)
            g_assert_true(g_utf8_validate(record_at(&read, 0)->coi, -1, NULL));
        clear(&read);
        g_autofree char *in_attribute = g_strdup_printf(
            "<PubmedArticle><MedlineCitation Status=\"x%s\"><PMID>7</PMID>"
            "</MedlineCitation></PubmedArticle>",
            wrong[i]);
        read = read_text(in_attribute);
        if (read.good)
            g_assert_true(
                g_utf8_validate(record_at(&read, 0)->status, -1, NULL));
        clear(&read);
    }
}

static void
test_odd_pmid(void)
{
    Read read = read_text("<PubmedArticle><MedlineCitation><PMID>../7</PMID>"
                          "</MedlineCitation></PubmedArticle>");
    g_assert_no_error(read.error);
    g_assert_null(record_at(&read, 0)->pmid);
    clear(&read);
}

static gboolean
refuse_second(VlRecord *record, gpointer data, GError **error)
{
    guint *n = data;
    vl_record_free(record);
    if (++*n < 2)
        return TRUE;
    g_set_error_literal(error, VL_ERROR, VL_ERROR_STORE, "no more");
    return FALSE;
}

static void
test_callback_error(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_test_build_filename(
        G_TEST_DIST, "fixtures", "pubmed", "notices.xml", NULL);
    guint n = 0;
    g_assert_false(vl_pubmed_parse_file(path, refuse_second, &n, NULL, &error));
    g_assert_error(error, VL_ERROR, VL_ERROR_STORE);
    g_assert_cmpstr(error->message, ==, "no more");
    g_assert_cmpuint(n, ==, 2);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/parse/text-with-markup", test_text_with_markup);
    g_test_add_func("/parse/other-abstracts", test_other_abstracts);
    g_test_add_func("/parse/own-ids", test_own_ids);
    g_test_add_func("/parse/authors", test_authors);
    g_test_add_func("/parse/lists", test_lists);
    g_test_add_func("/parse/deleted", test_deleted);
    g_test_add_func("/parse/notices", test_notices);
    g_test_add_func("/parse/books", test_books);
    g_test_add_func("/parse/old-layout", test_old_layout);
    g_test_add_func("/parse/empty-set", test_empty_set);
    g_test_add_func("/parse/declarations", test_declarations);
    g_test_add_func("/parse/bad-input", test_bad_input);
    g_test_add_func("/parse/deep", test_deep);
    g_test_add_func("/parse/invalid-utf8", test_invalid_utf8);
    g_test_add_func("/parse/odd-pmid", test_odd_pmid);
    g_test_add_func("/parse/callback-error", test_callback_error);
    return g_test_run();
}
