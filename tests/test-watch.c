#include "config.h"

#include <string.h>

#include "base/error.h"
#include "model/watch.h"

static VlWatch *
read_watch(const char *text, GError **error)
{
    g_autoptr(VlWatch) watch = vl_watch_new();
    if (!vl_watch_read(watch, "w.watch", text, strlen(text), error))
        return NULL;
    return g_steal_pointer(&watch);
}

static void
test_all(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(VlWatch) watch = read_watch("# a comment\n"
                                          "[watch]\n"
                                          "name = heart-failure\n"
                                          "records = a.xml; b c.xml.gz\n"
                                          "since = 4w\n"
                                          "max=12\n"
                                          "language = fr\n"
                                          "rank = given\n"
                                          "[fulltext]\n"
                                          "pdf_dir = pdf\n"
                                          "sources = folder;unpaywall\n"
                                          "resolver = https://lib.example/"
                                          "find?id={doi}\n"
                                          "[llm]\n"
                                          "provider = builtin\n"
                                          "[output]\n"
                                          "dir = out\n"
                                          "formats = html;txt\n"
                                          "[privacy]\n"
                                          "local_only = yes\n"
                                          "allow = a.example;*.b.example\n"
                                          "[network]\n"
                                          "eutils = http://127.0.0.1:8/e/\n"
                                          "email = me@example.org\n"
                                          "ncbi_key_file = key\n"
                                          "rate = 3\n"
                                          "[limits]\n"
                                          "pdf_cpu = 40\n"
                                          "pdf_time = 86400\n"
                                          "pdf_memory = 1048576\n"
                                          "pdf_output = 1024\n"
                                          "pdf_pages = 1000000\n",
                                          &error);
    g_assert_no_error(error);
    g_assert_cmpstr(watch->name, ==, "heart-failure");
    g_assert_cmpuint(watch->records->len, ==, 2);
    g_assert_cmpstr(watch->records->pdata[1], ==, "b c.xml.gz");
    g_assert_cmpstr(watch->since, ==, "4w");
    g_assert_cmpuint(watch->max, ==, 12);
    g_assert_cmpstr(watch->language, ==, "fr");
    g_assert_cmpstr(watch->rank, ==, "given");
    g_assert_cmpstr(watch->pdf_dir, ==, "pdf");
    g_assert_cmpuint(watch->sources->len, ==, 2);
    g_assert_cmpstr(watch->sources->pdata[1], ==, "unpaywall");
    g_assert_cmpstr(watch->resolver, ==, "https://lib.example/find?id={doi}");
    g_assert_cmpstr(watch->output_dir, ==, "out");
    g_assert_cmpuint(watch->formats->len, ==, 2);
    g_assert_true(watch->local_only);
    g_assert_cmpuint(watch->allow->len, ==, 2);
    g_assert_cmpstr(watch->network.eutils, ==, "http://127.0.0.1:8/e/");
    g_assert_cmpstr(watch->network.email, ==, "me@example.org");
    g_assert_cmpstr(watch->network.ncbi_key_file, ==, "key");
    g_assert_cmpuint(watch->network.rate, ==, 3);
    g_assert_cmpuint(watch->limits.pdf_cpu, ==, 40);
    g_assert_cmpuint(watch->limits.pdf_time, ==, 86400);
    g_assert_cmpuint(watch->limits.pdf_memory, ==, 1 << 20);
    g_assert_cmpuint(watch->limits.pdf_output, ==, 1024);
    g_assert_cmpuint(watch->limits.pdf_pages, ==, 1000000);
}

static void
test_models(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(VlWatch) watch = read_watch(
        "[fulltext]\n"
        "pdf_dir_may_leave = yes\n"
        "[llm]\n"
        "provider = openai\n"
        "url = https://m.example/v1\n"
        "model = big-4\n"
        "server = vllm\n"
        "key_file = llm.key\n"
        "budget = 2.50\n"
        "max_tokens = 6000\n"
        "prices = my.prices\n"
        "requests = 80\n"
        "parallel = 8\n"
        "context = 32768\n"
        "temperature = 0\n"
        "seed = 7\n"
        "reasoning = low\n"
        "[judge]\n"
        "provider = replay\n"
        "url = said.jsonl\n",
        &error);
    g_assert_no_error(error);
    g_assert_true(watch->pdf_dir_may_leave);
    g_assert_cmpstr(watch->provider, ==, "openai");
    g_assert_cmpstr(watch->llm.url, ==, "https://m.example/v1");
    g_assert_cmpstr(watch->llm.name, ==, "big-4");
    g_assert_cmpstr(watch->llm.server, ==, "vllm");
    g_assert_cmpstr(watch->llm.budget, ==, "2.50");
    g_assert_cmpuint(watch->llm.max_tokens, ==, 6000);
    g_assert_cmpuint(watch->llm.requests, ==, 80);
    g_assert_cmpuint(watch->llm.context, ==, 32768);
    g_assert_cmpstr(watch->llm.temperature, ==, "0");
    g_assert_null(watch->llm.top_p);
    g_assert_cmpstr(watch->judge.provider, ==, "replay");
    g_assert_cmpstr(watch->judge.url, ==, "said.jsonl");
}

static void
test_empty(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(VlWatch) watch = read_watch("", &error);
    g_assert_no_error(error);
    g_assert_cmpstr(watch->name, ==, "run");
    g_assert_cmpuint(watch->max, ==, 200);
}

static const struct {
    const char *text;
    const char *says; /* part of the message */
} wrong[] = {
    {"[watch]\nname=a\nmaxx=3\n", "w.watch:3: unknown key 'maxx' in [watch]; "
                                  "did you mean 'max'?"},
    {"[watch]\n\n[outptu]\ndir=x\n", "w.watch:3: unknown section [outptu]; "
                                     "did you mean [output]?"},
    {"[watch]\npdf_dir=x\n", "w.watch:2: 'pdf_dir' belongs into [fulltext]"},
    {"[fulltext]\nsources=pmc\n", "must be of idconv;pmc_cloud"},
    {"[fulltext]\nresolver=http://a.example/\n", "https://HOST/..., in which"},
    {"[watch]\nmax=0\n", "w.watch:2: 'max' must be a number from 1"},
    {"[watch]\nmax=-1\n", "must be a number"},
    {"[watch]\nmax=12x\n", "must be a number"},
    {"[watch]\nmax=99999999999999999999\n", "must be a number"},
    {"[watch]\nlanguage=de\n", "must be one of en;fr, not 'de'"},
    {"[watch]\nsince=yesterday\n", "'since' must be like 7d"},
    {"[watch]\nname=../etc\n", "'name' must be at most 64 letters"},
    {"[watch]\nname=.hidden\n", "'name' must be"},
    {"[watch]\nname=\n", "'name' must be"},
    {"[watch]\nrecords=\n", "'records' is empty"},
    {"[watch]\nmax=1\nmax=2\n", "w.watch:2: 'max' is given again on line 3"},
    {"[output]\nformats=html;pdf\n", "'formats' must be of html;md;txt"},
    {"[output]\nmail_to=a@example.org\n", "cannot do what 'mail_to' asks"},
    {"[llm]\nprovider=gpt\n", "must be one of builtin"},
    {"[llm]\nurl=http://\n", "'url' must be an address"},
    {"[llm]\nurl=https://u:p@a/\n", "'url' must be an address"},
    {"[llm]\nbudget=free\n", "'budget' must be a number like 0.25"},
    {"[llm]\nbudget=-1\n", "'budget' must be a number"},
    {"[judge]\nmax_tokens=20\n",
     "'max_tokens' must be a number from 256 to 10000"},
    {"[llm]\ntemperature=.5\n", "'temperature' must be a number"},
    {"[llm]\nseed=1e9\n", "'seed' must be a number"},
    {"[llm]\ntop_p=1.\n", "'top_p' must be a number"},
    {"[llm]\nparallel=17\n", "from 1 to 16, not '17'"},
    {"[llm]\nserver=llama\n", "must be one of compatible;openai"},
    {"[llm]\nmodell=x\n", "unknown key 'modell' in [llm]; did you mean "
                            "'model'?"},
    {"[judge]\nkeyfile=x\n", "did you mean 'key_file'?"},
    {"[privacy]\nlocal_only=perhaps\n", "must be yes or no, not 'perhaps'"},
    {"[network]\neutils=ftp://a\n", "must be an address, https://"},
    {"[network]\neutils=https://u:p@a/\n", "must be an address, https://"},
    {"[network]\nemail=me\n", "'email' must be an e-mail address"},
    {"[network]\nemail=a@b.c d@e.f\n", "must be an e-mail address"},
    {"[network]\nrate=0\n", "'rate' must be a number from 1"},
    {"[limits]\npdf_cpu=0\n", "'pdf_cpu' must be a number from 1 to 86400"},
    {"[limits]\npdf_output=1025\n", "from 1 to 1024, not '1025'"},
    {"[limits]\npdf_memory=63\n", "a number from 64 to 1048576, not '63'"},
    {"[limits]\npdf_time=30s\n", "w.watch:2: 'pdf_time' must be a number"},
    {"[limits]\nmax_cpu=9\n", "unknown key 'max_cpu' in [limits]"},
    {"[limits]\ncpu=9\n", "did you mean 'pdf_cpu'?"},
    {"[limit]\npdf_cpu=9\n", "did you mean [limits]?"},
    {"[watch]\npdf_pages=9\n", "'pdf_pages' belongs into [limits]"},
    {"[watch]\nname\n", "w.watch:2: not a watch file"},
    {"name=a\n", "w.watch:1: not a watch file"},
    {"[watch]\nname=\xff\n", "w.watch:2: this line is not UTF-8"},
};

static void
test_wrong(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(VlWatch) watch = read_watch(wrong[i].text, &error);
        g_assert_null(watch);
        g_assert_error(error, VL_ERROR, VL_ERROR_CONFIG);
        if (strstr(error->message, wrong[i].says) == NULL)
            g_error("'%s' does not say '%s'", error->message, wrong[i].says);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/watch/all", test_all);
    g_test_add_func("/watch/models", test_models);
    g_test_add_func("/watch/empty", test_empty);
    g_test_add_func("/watch/wrong", test_wrong);
    return g_test_run();
}
