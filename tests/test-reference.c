#include "config.h"

#include <string.h>

#include "pubmed/journal-name.h"
#include "pubmed/match-reference.h"

static const struct {
    const char *text, *author, *title, *journal, *volume, *first, *last;
    int year;
} parsed[] = {
    {"Roe AB, Poe C. A trial of veillase in adults. J Fict Med. "
     "2021;12(3):45-9. doi:10.5555/v.1",
     "Roe", "A trial of veillase in adults", "J Fict Med", "12", "45", "49",
     2021},
    {"Roe, A. B., & Poe, C. (2021). A trial of veillase in adults. Journal "
     "of Fictional Medicine, 12(3), e45\xE2\x80\x93" "e49. "
     "https://doi.org/10.5555/v.1",
     "Roe", "A trial of veillase in adults", "Journal of Fictional Medicine",
     "12", "e45", "e49", 2021},
    {"Roe & Poe, \xC2\xAB A trial of veillase in adults \xC2\xBB, J Fict "
     "Med, 2021 (PMID 1)",
     "Roe", "A trial of veillase in adults", "J Fict Med", NULL, NULL, NULL,
     2021},
    {"Roe AB, Poe C, et al. A trial of veillase in adults. J Fict Med. "
     "2021 ; 12(3) : 45-9.",
     "Roe", "A trial of veillase in adults", "J Fict Med", "12", "45", "49",
     2021},
};

static void
test_parse(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(parsed); i++) {
        g_autoptr(VlCitation) c = vl_citation_parse(parsed[i].text);
        g_assert_cmpuint(c->authors->len, ==, 2);
        g_assert_cmpstr(c->authors->pdata[0], ==, parsed[i].author);
        g_assert_cmpstr(c->title, ==, parsed[i].title);
        g_assert_cmpstr(c->journal, ==, parsed[i].journal);
        g_assert_cmpstr(c->volume, ==, parsed[i].volume);
        g_assert_cmpstr(c->first_page, ==, parsed[i].first);
        g_assert_cmpstr(c->last_page, ==, parsed[i].last);
        g_assert_cmpint(c->year, ==, parsed[i].year);
    }
    static const char *const odd[] = {"", ".", "(2020)", "PMID: 1",
                                      "\xC2\xAB \xC2\xBB", "2020;1:1-2"};
    for (guint i = 0; i < G_N_ELEMENTS(odd); i++) {
        g_autoptr(VlCitation) c = vl_citation_parse(odd[i]);
        g_assert_nonnull(c);
    }
}

static VlRecord *
record_new(const char *json)
{
    g_autoptr(cJSON) object = vl_json_parse(json, strlen(json), NULL);
    g_assert_nonnull(object);
    VlRecord *record = vl_record_from_json(object, NULL);
    g_assert_nonnull(record);
    return record;
}

static const char *const records[] = {
    "{\"pmid\":\"1\",\"doi\":\"10.5555/v.1\",\"title\":\"A trial of veillase "
    "in adults.\",\"authors\":[{\"family\":\"Roe\",\"initials\":\"AB\"},"
    "{\"family\":\"Poe\",\"initials\":\"C\"}],\"journal\":{\"title\":"
    "\"Journal of fictional medicine\",\"iso\":\"J Fict Med\",\"volume\":"
    "\"12\",\"issue\":\"3\",\"pages\":\"45-49\"},\"date\":{\"year\":2021}}",
    "{\"pmid\":\"2\",\"title\":\"Otherase and the heart: a cohort.\","
    "\"authors\":[{\"family\":\"Foe\",\"initials\":\"D\"}],\"journal\":"
    "{\"title\":\"Heart tales\",\"iso\":\"Heart Tales\",\"volume\":\"3\","
    "\"pages\":\"1-2\"},\"date\":{\"year\":2019},\"retracted\":true}",
};

static VlCheckedReference *
check(const char *text, gboolean searched)
{
    g_autoptr(VlCitation) citation = vl_citation_parse(text);
    g_autoptr(VlMatcher) matcher = vl_matcher_new();
    vl_matcher_add(matcher, citation, text);
    for (guint i = 0; i < G_N_ELEMENTS(records); i++)
        vl_matcher_consider(matcher, record_new(records[i]));
    VlCheckedReference *reference = vl_checked_reference_new(text);
    vl_matcher_judge(matcher, 0, searched ? "fiction.xml" : NULL, reference);
    return reference;
}

static const struct {
    const char *text;
    VlReferenceVerdict verdict;
    const char *pmid, *field;
} judged[] = {
    {"Roe AB, Poe C. A trial of veillase in adults. J Fict Med. "
     "2021;12(3):45-9. doi:10.5555/V.1",
     VL_REFERENCE_CORRECT, "1", NULL},
    {"PMID: 1", VL_REFERENCE_CORRECT, "1", NULL},
    {"https://doi.org/10.5555/v.1?utm_source=x", VL_REFERENCE_CORRECT, "1",
     NULL},
    {"Roe, A. B., & Poe, C. (2021). A trial of veillase in adults. Journal "
     "of Fictional Medicine, 12(3), 45-49.",
     VL_REFERENCE_CORRECT, "1", NULL},
    {"Roe AB, Poe C. A trial of veillase in adults. J Fict Med. 2020;12(3):"
     "45-9.",
     VL_REFERENCE_WRONG_METADATA, "1", "year"},
    {"Poe C, Roe AB. A trial of veillase in adults. J Fict Med. 2021;12(3):"
     "45-9.",
     VL_REFERENCE_WRONG_METADATA, "1", "first_author"},
    {"Roe AB, Poe C. A trial of veillase in adults. Heart Tales. 2021;12(3):"
     "45-9.",
     VL_REFERENCE_WRONG_METADATA, "1", "journal"},
    {"Roe AB, Poe C. A trial of veillase in adults. J Fict Med. 2021;11(3):"
     "45-9.",
     VL_REFERENCE_WRONG_METADATA, "1", "volume"},
    {"Roe AB, Poe C. A trial of veillase in adults. J Fict Med. 2021;12(3):"
     "54-9.",
     VL_REFERENCE_WRONG_METADATA, "1", "pages"},
    {"Roe AB, Poe C. A trial of veillase in adults. J Fict Med. 2021;12(3):"
     "45-9. PMID: 2",
     VL_REFERENCE_WRONG_METADATA, "1", "pmid"},
    {"Roe AB, Poe C. A trial of veillase in children. J Fict Med. "
     "2021;12(3):45-9.",
     VL_REFERENCE_WRONG_METADATA, "1", "title"},
    {"Roe AB, Poe C. The hidden life of bears. J Fict Med. 2021;12(3):45-9. "
     "PMID: 1",
     VL_REFERENCE_WRONG_METADATA, "1", "title"},
    {"Doe J. Bears in winter forests. J Bears. 2001;1:1-9.",
     VL_REFERENCE_NOT_FOUND, NULL, NULL},
    {"Doe J. Bears in winter forests. J Bears. 2001;1:1-9. PMID: 2",
     VL_REFERENCE_NOT_FOUND, NULL, "pmid"},
    {"PMID: 99", VL_REFERENCE_NOT_FOUND, NULL, NULL},
    {"https://example.org/guideline", VL_REFERENCE_COULD_NOT_CHECK, NULL,
     NULL},
};

static void
test_judge(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(judged); i++) {
        VlCheckedReference *reference = check(judged[i].text, TRUE);
        if (reference->verdict != judged[i].verdict)
            g_test_message("%s", judged[i].text);
        g_assert_cmpint(reference->verdict, ==, judged[i].verdict);
        g_assert_cmpstr(reference->pmid, ==, judged[i].pmid);
        gboolean named = judged[i].field == NULL;
        for (guint k = 0; k < reference->fields->len; k++) {
            const VlFieldDifference *field = reference->fields->pdata[k];
            named |= g_strcmp0(field->name, judged[i].field) == 0;
        }
        g_assert_true(named);
        vl_checked_reference_free(reference);
    }
}

/* Nothing searched is no finding, and a retraction is told. */
static void
test_status(void)
{
    VlCheckedReference *unknown = check("PMID: 1", FALSE);
    g_assert_cmpint(unknown->verdict, ==, VL_REFERENCE_COULD_NOT_CHECK);
    vl_checked_reference_free(unknown);
    VlCheckedReference *retracted = check("PMID: 2", TRUE);
    g_assert_cmpint(retracted->verdict, ==, VL_REFERENCE_CORRECT);
    g_assert_cmpuint(retracted->notices->len, ==, 1);
    g_assert_cmpstr(retracted->notices->pdata[0], ==, "retraction");
    vl_checked_reference_free(retracted);
}

static void
test_journals(void)
{
    g_assert_true(vl_journal_is("J Clin Invest",
                                "The Journal of clinical investigation",
                                NULL));
    g_assert_true(vl_journal_is("NEJM", "The New England journal of medicine",
                                "N Engl J Med"));
    g_assert_true(vl_journal_is("BMJ", "BMJ (Clinical research ed.)", "BMJ"));
    g_assert_false(vl_journal_is("Gastroenterology",
                                 "The American journal of gastroenterology",
                                 "Am J Gastroenterol"));
    g_assert_false(vl_journal_is("Circulation", "Circulation. Heart failure",
                                 "Circ Heart Fail"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/reference/parse", test_parse);
    g_test_add_func("/reference/judge", test_judge);
    g_test_add_func("/reference/status", test_status);
    g_test_add_func("/reference/journals", test_journals);
    return g_test_run();
}
