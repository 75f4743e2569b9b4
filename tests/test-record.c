#include "config.h"

#include "model/record.h"

#include <string.h>

static char *
to_json(const VlRecord *record)
{
    GString *out = g_string_new(NULL);
    VlJson json = VL_JSON_INIT(out);
    vl_record_write_json(record, &json);
    return g_string_free(out, FALSE);
}

static VlRecord *
from_json(const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(cJSON) object = vl_json_parse(text, strlen(text), &error);
    g_assert_no_error(error);
    VlRecord *record = vl_record_from_json(object, &error);
    g_assert_no_error(error);
    return record;
}

/* Every member filled, so that one that is forgotten on either way shows. */
static const char full[] =
    "{\"pmid\":\"7\",\"version\":3,\"pmcid\":\"PMC7\",\"doi\":\"10.9/x\","
    "\"title\":\"A \\\"title\\\" \\\\ \u00e9\",\"vernacular_title\":\"V\","
    "\"abstract\":[{\"label\":\"AIM\",\"category\":\"OBJECTIVE\","
    "\"text\":\"a\\nb\"},{\"label\":null,\"category\":null,\"text\":\"\"}],"
    "\"other_abstracts\":[{\"language\":\"fre\",\"type\":\"Publisher\","
    "\"abstract\":[{\"label\":null,\"category\":null,\"text\":\"o\"}]}],"
    "\"authors\":[{\"family\":\"F\",\"given\":\"G\",\"initials\":\"I\","
    "\"suffix\":\"Jr\",\"collective\":\"C\",\"orcid\":\"0\","
    "\"affiliations\":[\"A\",\"B\"]}],"
    "\"journal\":{\"title\":\"T\",\"iso\":\"I\",\"issn\":\"S\","
    "\"volume\":\"V\",\"issue\":\"N\",\"pages\":\"1-2\"},"
    "\"date\":{\"year\":2024,\"month\":2,\"day\":null,\"text\":\"2024 Feb\"},"
    "\"languages\":[\"eng\"],\"types\":[{\"ui\":\"D1\",\"name\":\"N\"}],"
    "\"mesh\":[{\"ui\":\"D2\",\"name\":\"M\",\"major\":true,"
    "\"qualifiers\":[{\"ui\":\"Q\",\"name\":\"q\"}]}],"
    "\"keywords\":[\"k\"],\"chemicals\":[{\"ui\":\"C\",\"name\":\"c\"}],"
    "\"grants\":[{\"id\":\"1\",\"agency\":\"A\",\"country\":\"N\"}],"
    "\"coi\":\"none\",\"references\":[{\"text\":\"R\",\"pmid\":\"8\","
    "\"doi\":\"10.9/y\"}],\"notices\":[{\"kind\":\"retraction\","
    "\"pmid\":\"9\",\"text\":\"n\"}],\"retracted\":true,\"preprint\":true,"
    "\"status\":\"MEDLINE\"}";

static void
test_round_trip(void)
{
    g_autoptr(VlRecord) record = from_json(full);
    g_autofree char *again = to_json(record);
    g_assert_cmpstr(again, ==, full);
}

static void
test_pmid(void)
{
    const struct {
        const char *text;
        gboolean pmid;
    } cases[] = {{"1", TRUE},     {"123456789", TRUE}, {"", FALSE},
                 {"-1", FALSE},   {"12a", FALSE},      {"1234567890", FALSE},
                 {"../1", FALSE}, {" 1", FALSE}};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpint(vl_is_pmid(cases[i].text), ==, cases[i].pmid);
}

static void
test_empty(void)
{
    g_autoptr(VlRecord) empty = vl_record_new();
    g_autofree char *first = to_json(empty);
    g_autoptr(VlRecord) record = from_json(first);
    g_autofree char *again = to_json(record);
    g_assert_cmpstr(again, ==, first);
    g_assert_nonnull(strstr(first, "\"pmid\":null"));
}

static void
test_deleted(void)
{
    static const char text[] = "{\"pmid\":\"5\",\"deleted\":true}";
    g_autoptr(VlRecord) record = from_json(text);
    g_assert_true(record->deleted);
    g_autofree char *again = to_json(record);
    g_assert_cmpstr(again, ==, text);
}

/* What is of the wrong type or out of range is as good as not there. */
static void
test_hostile(void)
{
    g_autoptr(VlRecord) record = from_json(
        "{\"pmid\":7,\"version\":-1,\"title\":[],\"abstract\":[1,{}],"
        "\"date\":{\"year\":-4,\"month\":13,\"day\":1e300},\"mesh\":{},"
        "\"languages\":[1,null,\"eng\"],\"journal\":\"x\","
        "\"notices\":[{\"kind\":\"nonsense\"}],\"unknown\":true}");
    g_assert_null(record->pmid);
    g_assert_null(record->title);
    g_assert_cmpint(record->version, ==, 1);
    g_assert_cmpint(record->date.year, ==, 0);
    g_assert_cmpint(record->date.month, ==, 0);
    g_assert_cmpint(record->date.day, ==, 0);
    g_assert_cmpuint(record->abstract->len, ==, 2);
    g_assert_cmpstr(g_array_index(record->abstract, VlAbstractPart, 0).text, ==,
                    "");
    g_assert_false(vl_record_has_abstract(record));
    g_assert_cmpuint(record->languages->len, ==, 1);
    g_assert_cmpint(g_array_index(record->notices, VlNotice, 0).kind, ==,
                    VL_NOTICE_OTHER);
    g_autoptr(GError) error = NULL;
    g_autoptr(cJSON) list = vl_json_parse("[]", 2, NULL);
    g_assert_null(vl_record_from_json(list, &error));
    g_assert_nonnull(error);
}

/* The writer looks at eight bytes at a time: every byte at every place. */
static void
test_escapes(void)
{
    for (int c = 1; c < 0x80; c++) {
        for (int place = 0; place < 18; place++) {
            char text[19];
            memset(text, 'x', 18);
            text[place] = (char)c;
            text[18] = '\0';
            g_autoptr(GString) out = g_string_new(NULL);
            VlJson json = VL_JSON_INIT(out);
            vl_json_string(&json, text);
            g_autoptr(GError) error = NULL;
            g_autoptr(cJSON) back = vl_json_parse(out->str, out->len, &error);
            g_assert_no_error(error);
            g_assert_cmpstr(back->valuestring, ==, text);
        }
    }
}

static void
test_integers(void)
{
    static const gint64 numbers[] = {0,          -1,        10, 1234567890123,
                                     G_MININT64, G_MAXINT64};
    for (guint i = 0; i < G_N_ELEMENTS(numbers); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        VlJson json = VL_JSON_INIT(out);
        vl_json_int(&json, numbers[i]);
        g_autofree char *wanted =
            g_strdup_printf("%" G_GINT64_FORMAT, numbers[i]);
        g_assert_cmpstr(out->str, ==, wanted);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/record/pmid", test_pmid);
    g_test_add_func("/record/round-trip", test_round_trip);
    g_test_add_func("/record/empty", test_empty);
    g_test_add_func("/record/deleted", test_deleted);
    g_test_add_func("/record/hostile", test_hostile);
    g_test_add_func("/record/escapes", test_escapes);
    g_test_add_func("/record/integers", test_integers);
    return g_test_run();
}
