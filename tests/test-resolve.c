#include "config.h"

#include "fulltext/resolve.h"

#include "fake-fetch.h"

static const char *const steps[] = {"idconv", NULL};

static VlRecord *
record(const char *pmid, const char *doi, const char *pmcid)
{
    VlRecord *made = vl_record_new();
    made->pmid = pmid;
    made->doi = doi;
    made->pmcid = pmcid;
    return made;
}

static GHashTable *
resolve(FakeService *service, GPtrArray *records)
{
    const VlLadder ladder = {.steps = steps,
                             .fetch = &service->fetch,
                             .bases = vl_ladder_bases,
                             .email = "me@clinic.example"};
    return vl_resolve_pmcids(&ladder, records);
}

static GPtrArray *
new_records(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)vl_record_free);
}

static void
test_found(void)
{
    static const FakeAnswer answers[] = {
        {"idtype=pmid", 200,
         "{\"status\":\"ok\",\"records\":[{\"requested-id\":\"99000001\","
         "\"pmcid\":\"PMC9900001\"},{\"requested-id\":\"99000002\","
         "\"status\":\"error\",\"errmsg\":\"Identifier not found in PMC\"},"
         "{\"requested-id\":\"12345\",\"pmcid\":\"PMC12345\"}]}",
         0},
        {"idtype=doi", 200,
         "{\"records\":[{\"requested-id\":\"10.5555/VEILLE.5\","
         "\"pmcid\":\"PMC9900005\"}]}",
         0},
        {NULL}};
    FakeService service;
    fake_start(&service, answers);
    g_autoptr(GPtrArray) records = new_records();
    g_ptr_array_add(records, record("99000001", "10.5555/veille.1", NULL));
    g_ptr_array_add(records, record("99000002", NULL, NULL));
    g_ptr_array_add(records, record("99000003", NULL, NULL)); /* left out */
    g_ptr_array_add(records, record("99000004", NULL, "PMC9900004"));
    g_ptr_array_add(records, record(NULL, "10.5555/veille.5", NULL));
    g_autoptr(GHashTable) found = resolve(&service, records);
    g_assert_cmpuint(service.asked->len, ==, 2);
    /* Never two kinds in one list. */
    g_assert_nonnull(
        strstr(service.asked->pdata[0], "ids=99000001,99000002,99000003"));
    g_assert_nonnull(strstr(service.asked->pdata[1], "ids=10.5555%2Fveille.5"));
    g_assert_cmpstr(vl_resolved(found, records->pdata[0])->pmcid, ==,
                    "PMC9900001");
    g_assert_null(vl_resolved(found, records->pdata[1])->pmcid);
    g_assert_false(vl_resolved(found, records->pdata[1])->failed);
    g_assert_true(vl_resolved(found, records->pdata[2])->failed);
    g_assert_null(vl_resolved(found, records->pdata[3]));
    g_assert_cmpstr(vl_resolved(found, records->pdata[4])->pmcid, ==,
                    "PMC9900005");
    g_assert_cmpuint(g_hash_table_size(found), ==, 4);
    fake_stop(&service);
}

static void
test_batches(void)
{
    static const FakeAnswer answers[] = {{"idconv", 200, "{\"records\":[]}", 0},
                                         {NULL}};
    FakeService service;
    fake_start(&service, answers);
    g_autoptr(GPtrArray) records = new_records();
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < 450; i++) {
        g_ptr_array_add(names, g_strdup_printf("%u", 99000000 + i));
        g_ptr_array_add(records, record(names->pdata[i], NULL, NULL));
    }
    g_autoptr(GHashTable) found = resolve(&service, records);
    g_assert_cmpuint(service.asked->len, ==, 3);
    g_assert_cmpuint(g_hash_table_size(found), ==, 450);
    fake_stop(&service);
}

/* One identifier that is refused does not take the others with it. */
static void
test_refused_list(void)
{
    static const FakeAnswer answers[] = {
        {"99000002", 400, "{\"status\":\"error\"}", 0},
        {"ids=99000001", 200,
         "{\"records\":[{\"requested-id\":\"99000001\","
         "\"pmcid\":\"PMC9900001\"}]}",
         0},
        {"ids=99000003", 200,
         "{\"records\":[{\"requested-id\":\"99000003\","
         "\"pmcid\":\"PMC9900003\"}]}",
         0},
        {NULL}};
    FakeService service;
    fake_start(&service, answers);
    g_autoptr(GPtrArray) records = new_records();
    g_ptr_array_add(records, record("99000001", NULL, NULL));
    g_ptr_array_add(records, record("99000002", NULL, NULL));
    g_ptr_array_add(records, record("99000003", NULL, NULL));
    g_autoptr(GHashTable) found = resolve(&service, records);
    g_assert_cmpstr(vl_resolved(found, records->pdata[0])->pmcid, ==,
                    "PMC9900001");
    g_assert_true(vl_resolved(found, records->pdata[1])->failed);
    g_assert_cmpstr(vl_resolved(found, records->pdata[2])->pmcid, ==,
                    "PMC9900003");
    fake_stop(&service);
}

static void
test_nobody(void)
{
    static const FakeAnswer answers[] = {{NULL}};
    FakeService service;
    fake_start(&service, answers);
    g_autoptr(GPtrArray) records = new_records();
    g_ptr_array_add(records, record("99000001", NULL, NULL));
    g_ptr_array_add(records, record("99000002", NULL, NULL));
    g_autoptr(GHashTable) found = resolve(&service, records);
    /* The network's failure is not the list's: it is asked for once. */
    g_assert_cmpuint(service.asked->len, ==, 1);
    g_assert_true(vl_resolved(found, records->pdata[1])->failed);
    g_assert_cmpstr(vl_resolved(found, records->pdata[1])->problem, ==,
                    "nobody answers");
    fake_stop(&service);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/resolve/found", test_found);
    g_test_add_func("/resolve/batches", test_batches);
    g_test_add_func("/resolve/refused-list", test_refused_list);
    g_test_add_func("/resolve/nobody", test_nobody);
    return g_test_run();
}
