#include "config.h"

#include "store/answers.h"

#include "store-fixture.h"

static gint64
begin_call(StoreFixture *fixture, const char *request)
{
    g_autoptr(GError) error = NULL;
    gint64 id = 0;
    const VlModelJournal journal = vl_store_answers_journal(fixture->store);
    const VlModelIntent intent = {.time = 1,
                                  .request = request,
                                  .endpoint = "https://x.example/v1",
                                  .model = "m",
                                  .purpose = "summary",
                                  .estimate = 200,
                                  .set_aside = 30,
                                  .currency = "USD"};
    g_assert_true(journal.begin(journal.data, &intent, &id, &error));
    g_assert_no_error(error);
    return id;
}

static void
end_call(StoreFixture *fixture, gint64 id, VlCallEnd end,
         VlModelOutcome outcome, const char *text)
{
    g_autoptr(GError) error = NULL;
    const VlModelJournal journal = vl_store_answers_journal(fixture->store);
    const VlModelReply reply = {.outcome = outcome,
                                .text = (char *)text,
                                .detail = (char *)"why",
                                .input_tokens = 100,
                                .output_tokens = 5};
    const VlModelDone done = {end, &reply, 7};
    g_assert_true(journal.end(journal.data, id, &done, &error));
    g_assert_no_error(error);
}

static VlModelKnown
find_call(StoreFixture *fixture, const char *request)
{
    g_autoptr(GError) error = NULL;
    VlModelKnown known = {NULL, FALSE, 0};
    const VlModelJournal journal = vl_store_answers_journal(fixture->store);
    g_assert_true(journal.find(journal.data, request, &known, &error));
    g_assert_no_error(error);
    return known;
}

static void
test_find(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    VlModelKnown known = find_call(fixture, "a");
    g_assert_true(known.reply == NULL && !known.was_cut &&
                  known.n_unknown == 0);
    gint64 id = begin_call(fixture, "a");
    known = find_call(fixture, "a"); /* as after a kill */
    g_assert_cmpuint(known.n_unknown, ==, 1);
    end_call(fixture, id, VL_CALL_FREE, VL_MODEL_UNAVAILABLE, NULL);
    known = find_call(fixture, "a");
    g_assert_true(known.reply == NULL && known.n_unknown == 0);
    end_call(fixture, begin_call(fixture, "a"), VL_CALL_CUT,
             VL_MODEL_TRUNCATED, NULL);
    known = find_call(fixture, "a");
    g_assert_true(known.reply == NULL && known.was_cut);
    end_call(fixture, begin_call(fixture, "a"), VL_CALL_PAID,
             VL_MODEL_ANSWERED, "{\"a\":\"\xC3\xA9\"}");
    end_call(fixture, begin_call(fixture, "a"), VL_CALL_PAID,
             VL_MODEL_REFUSED, NULL);
    known = find_call(fixture, "a");
    g_autoptr(VlModelReply) reply = known.reply;
    g_assert_cmpuint(reply->outcome, ==, VL_MODEL_ANSWERED);
    g_assert_cmpstr(reply->text, ==, "{\"a\":\"\xC3\xA9\"}");
    g_assert_cmpint(reply->input_tokens, ==, 100);
    g_assert_cmpint(reply->cost, ==, 7);
    g_assert_null(find_call(fixture, "b").reply);
}

static void
test_lost(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    VlAnswersCount count = {0, 0, 0};
    end_call(fixture, begin_call(fixture, "a"), VL_CALL_LOST,
             VL_MODEL_UNKNOWN, NULL);
    begin_call(fixture, "b");
    end_call(fixture, begin_call(fixture, "c"), VL_CALL_PAID,
             VL_MODEL_ANSWERED, "x");
    g_assert_cmpuint(find_call(fixture, "a").n_unknown, ==, 1);
    g_assert_true(vl_store_answers_count(fixture->store, &count, &error));
    g_assert_cmpint(count.unknown, ==, 2);
    g_assert_cmpint(count.set_aside, ==, 60);
    g_assert_cmpint(count.answered, ==, 1);
}

/* What another program left there is no answer. */
static void
test_strange(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    end_call(fixture, begin_call(fixture, "a"), VL_CALL_PAID,
             VL_MODEL_ANSWERED, "x");
    store_raw_sql(fixture, "UPDATE model_call SET outcome='supported'");
    g_assert_null(find_call(fixture, "a").reply);
    store_raw_sql(fixture,
                  "UPDATE model_call SET outcome='answered', text=NULL");
    g_assert_null(find_call(fixture, "a").reply);
}

static void
test_experience(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    VlTokenRatio ratio = {0, 0};
    const VlModelJournal journal = vl_store_answers_journal(fixture->store);
    g_assert_true(journal.ratio(journal.data, "https://x.example/v1", "m",
                                &ratio, &error));
    g_assert_cmpint(ratio.estimated, ==, 0);
    for (guint i = 0; i < 3; i++)
        end_call(fixture, begin_call(fixture, "a"), VL_CALL_PAID,
                 VL_MODEL_ANSWERED, "x");
    g_assert_true(journal.ratio(journal.data, "https://x.example/v1", "m",
                                &ratio, &error));
    g_assert_cmpint(ratio.estimated, ==, 600);
    g_assert_cmpint(ratio.counted, ==, 300);
    g_assert_true(journal.ratio(journal.data, "https://x.example/v1", "n",
                                &ratio, &error));
    g_assert_cmpint(ratio.counted, ==, 0);
}

static void
test_facts(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    static const char *const values[] = {"4096", "8192"};
    const VlModelJournal journal = vl_store_answers_journal(fixture->store);
    for (guint i = 0; i < G_N_ELEMENTS(values); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *value = NULL, *other = NULL;
        g_assert_true(journal.set(journal.data, "e", "m", "context",
                                  values[i], &error));
        g_assert_true(journal.get(journal.data, "e", "m", "context", &value,
                                  &error));
        g_assert_cmpstr(value, ==, values[i]);
        g_assert_true(journal.get(journal.data, "e", "n", "context", &other,
                                  &error));
        g_assert_null(other);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    STORE_ADD("/answers/find", test_find);
    STORE_ADD("/answers/lost", test_lost);
    STORE_ADD("/answers/strange", test_strange);
    STORE_ADD("/answers/experience", test_experience);
    STORE_ADD("/answers/facts", test_facts);
    return g_test_run();
}
