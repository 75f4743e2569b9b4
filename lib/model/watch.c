#include "config.h"

#include "model/watch.h"

#include <stdarg.h>
#include <string.h>

#include "base/date.h"
#include "base/error.h"
#include "base/unicode.h"

/* Most papers that one digest may hold. */
#define MAX_PAPERS 100000
#define MAX_NAME 64
#define MAX_FILE ((gsize)1 << 20)

typedef enum {
    KEY_TEXT,   /* any text */
    KEY_LIST,   /* texts with ; between them */
    KEY_CHOICE, /* one of a few words */
    KEY_CHOICES,
    KEY_NUMBER, /* between the key's bounds, or from 1 to MAX_PAPERS */
    KEY_NAME,   /* goes into a folder's name */
    KEY_SINCE,
    KEY_SWITCH, /* yes or no */
    KEY_URL,    /* of a service */
    KEY_LINK,   /* for a reader to follow, with places to fill in */
    KEY_EMAIL,
    KEY_PLACE,   /* an address, or the path of a file */
    KEY_DECIMAL, /* "0.25": kept as it is written */
    KEY_LATER,   /* known, and without effect on a run from files */
    KEY_REFUSED, /* known, and not to be passed over in silence */
} KeyKind;

#define FIELD(name) offsetof(VlWatch, name)
#define NO_FIELD G_MAXSIZE
#define PROVIDERS "builtin;openai;anthropic;ollama;replay"
#define SERVERS "compatible;openai;mistral;azure;llama-server;vllm;lm-studio"

/* What a model is told to be, in [llm] and in [judge]. */
#define MODEL_KEYS(section, model_of)                                        \
    {section, "url", KEY_PLACE, FIELD(model_of.url), NULL},                  \
    {section, "model", KEY_TEXT, FIELD(model_of.name), NULL},                \
    {section, "server", KEY_CHOICE, FIELD(model_of.server), SERVERS},        \
    {section, "key_file", KEY_TEXT, FIELD(model_of.key_file), NULL},         \
    {section, "budget", KEY_DECIMAL, FIELD(model_of.budget), NULL},          \
    {section, "prices", KEY_TEXT, FIELD(model_of.prices), NULL},             \
    {section, "requests", KEY_NUMBER, FIELD(model_of.requests), NULL},       \
    {section, "parallel", KEY_NUMBER, FIELD(model_of.parallel), NULL,        \
     VL_MOST_PARALLEL},                                                      \
    {section, "context", KEY_NUMBER, FIELD(model_of.context), NULL,          \
     VL_MOST_CONTEXT},                                                       \
    {section, "max_tokens", KEY_NUMBER, FIELD(model_of.max_tokens), NULL,    \
     VL_MOST_ANSWER, VL_LEAST_ANSWER},                                       \
    {section, "temperature", KEY_DECIMAL, FIELD(model_of.temperature),       \
     NULL},                                                                  \
    {section, "top_p", KEY_DECIMAL, FIELD(model_of.top_p), NULL},            \
    {section, "seed", KEY_DECIMAL, FIELD(model_of.seed), NULL},              \
    {section, "reasoning", KEY_TEXT, FIELD(model_of.reasoning), NULL}

/* All that DESIGN §9 knows.  What a run from files does not need is
 * accepted, so that one watch file serves every version. */
static const struct Key {
    const char *section, *name;
    KeyKind kind;
    gsize field;
    const char *words;
    guint most, least;
} keys[] = {
    {"watch", "name", KEY_NAME, FIELD(name), NULL},
    {"watch", "query", KEY_TEXT, FIELD(query), NULL},
    {"watch", "since", KEY_SINCE, FIELD(since), NULL},
    {"watch", "max", KEY_NUMBER, FIELD(max), NULL},
    {"watch", "language", KEY_CHOICE, FIELD(language), "en;fr"},
    {"watch", "rank", KEY_CHOICE, FIELD(rank), "date;given"},
    {"watch", "records", KEY_LIST, FIELD(records), NULL},
    {"watch", "include", KEY_LIST, FIELD(include), NULL},
    {"watch", "exclude", KEY_LIST, FIELD(exclude), NULL},
    {"fulltext", "pdf_dir", KEY_TEXT, FIELD(pdf_dir), NULL},
    {"fulltext", "sources", KEY_CHOICES, FIELD(sources),
     "idconv;pmc_cloud;efetch;europepmc;unpaywall;folder"},
    {"fulltext", "pdf_dir_may_leave", KEY_SWITCH, FIELD(pdf_dir_may_leave),
     NULL},
    {"fulltext", "resolver", KEY_LINK, FIELD(resolver), NULL},
    {"llm", "provider", KEY_CHOICE, FIELD(provider), PROVIDERS},
    MODEL_KEYS("llm", llm),
    {"judge", "provider", KEY_CHOICE, FIELD(judge.provider), PROVIDERS},
    MODEL_KEYS("judge", judge),
    {"output", "dir", KEY_TEXT, FIELD(output_dir), NULL},
    {"output", "formats", KEY_CHOICES, FIELD(formats), "html;md;txt"},
    {"output", "pictures", KEY_SWITCH, FIELD(pictures), NULL},
    {"output", "mail_to", KEY_REFUSED, NO_FIELD, NULL},
    {"output", "smtp", KEY_LATER, NO_FIELD, NULL},
    {"privacy", "local_only", KEY_SWITCH, FIELD(local_only), NULL},
    {"privacy", "allow", KEY_LIST, FIELD(allow), NULL},
    {"privacy", "guard", KEY_LATER, NO_FIELD, NULL},
    {"network", "eutils", KEY_URL, FIELD(network.eutils), NULL},
    {"network", "idconv", KEY_URL, FIELD(network.idconv), NULL},
    {"network", "pmc_cloud", KEY_URL, FIELD(network.pmc_cloud), NULL},
    {"network", "europepmc", KEY_URL, FIELD(network.europepmc), NULL},
    {"network", "europepmc_pdf", KEY_URL, FIELD(network.europepmc_pdf), NULL},
    {"network", "unpaywall", KEY_URL, FIELD(network.unpaywall), NULL},
    {"network", "email", KEY_EMAIL, FIELD(network.email), NULL},
    {"network", "ncbi_key_file", KEY_TEXT, FIELD(network.ncbi_key_file), NULL},
    {"network", "rate", KEY_NUMBER, FIELD(network.rate), NULL},
    {"network", "proxy", KEY_TEXT, FIELD(network.proxy), NULL},
    {"network", "ca_file", KEY_TEXT, FIELD(network.ca_file), NULL},
    {"network", "wait_ms", KEY_NUMBER, FIELD(network.wait_ms), NULL},
    {"network", "patience", KEY_NUMBER, FIELD(network.patience), NULL},
    {"limits", "pdf_cpu", KEY_NUMBER, FIELD(limits.pdf_cpu), NULL,
     VL_MOST_SECONDS},
    {"limits", "pdf_time", KEY_NUMBER, FIELD(limits.pdf_time), NULL,
     VL_MOST_SECONDS},
    {"limits", "pdf_memory", KEY_NUMBER, FIELD(limits.pdf_memory), NULL,
     VL_MOST_MEMORY_MIB, VL_LEAST_MEMORY_MIB},
    {"limits", "pdf_output", KEY_NUMBER, FIELD(limits.pdf_output), NULL,
     VL_MOST_OUTPUT_MIB},
    {"limits", "pdf_pages", KEY_NUMBER, FIELD(limits.pdf_pages), NULL,
     VL_MOST_PAGES},
};

/* Where the messages come from, and where they go. */
typedef struct {
    const char *file, *bytes;
    GKeyFile *content;
    GError **error;
} Reader;

/* ---- Lines ---- */

/* The section that the line opens, or the key that it sets, trimmed; the
 * caller frees. */
static char *
line_word(const char *line, gsize length, gboolean *is_section)
{
    g_autofree char *text = g_strstrip(g_strndup(line, length));
    *is_section = text[0] == '[';
    if (text[0] == '#' || text[0] == '\0')
        return NULL;
    char *end = strchr(text, *is_section ? ']' : '=');
    if (end == NULL)
        return NULL;
    *end = '\0';
    return g_strdup(g_strstrip(text + (*is_section ? 1 : 0)));
}

/* The number-th line (from 1) that opens the section (key NULL) or sets the
 * key in it; 0 when there is none. */
static guint
find_line(const char *bytes, const char *section, const char *key, guint number)
{
    gboolean inside = FALSE;
    guint line = 1;
    for (const char *p = bytes; *p != '\0'; line++) {
        gsize length = strcspn(p, "\n");
        gboolean is_section = FALSE;
        g_autofree char *word = line_word(p, length, &is_section);
        if (word != NULL && is_section)
            inside = g_str_equal(word, section);
        gboolean found =
            word != NULL && inside &&
            (key == NULL ? is_section : !is_section && g_str_equal(word, key));
        if (found && --number == 0)
            return line;
        p += length + (p[length] == '\n');
    }
    return 0;
}

static gboolean fail(const Reader *in, const char *section, const char *key,
                     const char *format, ...) G_GNUC_PRINTF(4, 5);

static gboolean
fail(const Reader *in, const char *section, const char *key, const char *format,
     ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autofree char *harmless = vl_printable(text, 1000);
    g_set_error(in->error, VL_ERROR, VL_ERROR_CONFIG, "%s:%u: %s", in->file,
                find_line(in->bytes, section, key, 1), harmless);
    return FALSE;
}

/* ---- Names that are nearly right ---- */

static guint
distance(const char *a, const char *b)
{
    gsize n = strlen(b);
    g_autofree guint *row = g_new(guint, n + 1);
    for (guint j = 0; j <= n; j++)
        row[j] = j;
    for (guint i = 1; a[i - 1] != '\0'; i++) {
        guint diagonal = row[0];
        row[0] = i;
        for (guint j = 1; j <= n; j++) {
            guint change = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            row[j] = MIN(change, MIN(row[j], row[j - 1]) + 1);
        }
    }
    return row[n];
}

/* The known section (key NULL) or key of that section that is nearest. */
static const char *
nearest(const char *section, const char *key)
{
    const char *best = NULL;
    guint least = G_MAXUINT;
    for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
        const char *name = key == NULL ? keys[i].section : keys[i].name;
        if (key != NULL && !g_str_equal(keys[i].section, section))
            continue;
        guint d = distance(key == NULL ? section : key, name);
        if (d >= least)
            continue;
        least = d;
        best = name;
    }
    return best;
}

static const char *
section_of_key(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
        if (g_str_equal(keys[i].name, name))
            return keys[i].section;
    return NULL;
}

/* ---- Values ---- */

static void
set_string(VlWatch *watch, gsize field, const char *value)
{
    char **at = (char **)((char *)watch + field);
    g_free(*at);
    *at = g_strdup(value);
}

static gboolean
is_word_of(const char *value, const char *words)
{
    g_auto(GStrv) list = g_strsplit(words, ";", -1);
    return g_strv_contains((const char *const *)list, value);
}

static gboolean
is_name(const char *name)
{
    gsize n = strspn(name, "abcdefghijklmnopqrstuvwxyz"
                           "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");
    return n > 0 && n <= MAX_NAME && name[n] == '\0' && name[0] != '.';
}

static gboolean
read_list(const Reader *in, const struct Key *key, VlWatch *watch)
{
    GPtrArray *list = *(GPtrArray **)((char *)watch + key->field);
    g_auto(GStrv) values = g_key_file_get_string_list(in->content, key->section,
                                                      key->name, NULL, NULL);
    for (char **value = values; value != NULL && *value != NULL; value++) {
        const char *text = g_strstrip(*value);
        if (*text == '\0')
            continue;
        if (key->words != NULL && !is_word_of(text, key->words))
            return fail(in, key->section, key->name,
                        "'%s' must be of %s, not '%s'", key->name, key->words,
                        text);
        g_ptr_array_add(list, g_strdup(text));
    }
    if (list->len == 0)
        return fail(in, key->section, key->name, "'%s' is empty", key->name);
    return TRUE;
}

static gboolean
read_number(const Reader *in, const struct Key *key, const char *text,
            VlWatch *watch)
{
    guint64 value = 0;
    guint most = key->most != 0 ? key->most : MAX_PAPERS;
    guint least = MAX(key->least, 1);
    if (!g_ascii_string_to_unsigned(text, 10, least, most, &value, NULL))
        return fail(in, key->section, key->name,
                    "'%s' must be a number from %u to %u, not '%s'", key->name,
                    least, most, text);
    *(guint *)((char *)watch + key->field) = (guint)value;
    return TRUE;
}

static gboolean
read_switch(const Reader *in, const struct Key *key, const char *text,
            VlWatch *watch)
{
    gboolean yes = is_word_of(text, "yes;true;on;1");
    if (!yes && !is_word_of(text, "no;false;off;0"))
        return fail(in, key->section, key->name,
                    "'%s' must be yes or no, not '%s'", key->name, text);
    *(gboolean *)((char *)watch + key->field) = yes;
    return TRUE;
}

/* Whether the host may be asked, lib/guard decides. */
static gboolean
is_url(const char *text)
{
    const char *rest = g_str_has_prefix(text, "https://")  ? text + 8
                       : g_str_has_prefix(text, "http://") ? text + 7
                                                           : "";
    return *rest != '\0' && *rest != '/' && strpbrk(text, " \t?#@") == NULL;
}

static gboolean
is_link(const char *text)
{
    const char *rest =
        g_str_has_prefix(text, "https://") ? text + strlen("https://") : "";
    for (const char *p = text; *p != '\0'; p++)
        if ((guchar)*p <= ' ' || *p == 0x7F || strchr("<>\"'", *p) != NULL)
            return FALSE;
    return *rest != '\0' && *rest != '/';
}

gboolean
vl_watch_is_email(const char *text)
{
    const char *at = strchr(text, '@');
    return at != NULL && at != text && at[1] != '\0' &&
           strchr(at + 1, '@') == NULL && strchr(at + 1, '.') != NULL &&
           strpbrk(text, " \t<>,;\"\r\n") == NULL && strlen(text) < 255;
}

static gboolean
is_place(const char *text)
{
    return *text != '\0' && (strstr(text, "://") == NULL || is_url(text));
}

/* As JSON has numbers, without an exponent. */
gboolean
vl_watch_is_decimal(const char *text)
{
    gsize whole = strspn(text, "0123456789");
    gsize part = text[whole] == '.' ? strspn(text + whole + 1, "0123456789")
                                    : 0;
    gsize n = text[whole] == '.' ? whole + 1 + part : whole;
    return whole > 0 && whole <= 10 && (part > 0 || text[whole] != '.') &&
           part <= 6 && text[n] == '\0' && (whole == 1 || text[0] != '0');
}

static const char *
wrong_value(const struct Key *key, const char *text)
{
    gint64 seconds = 0;
    switch (key->kind) {
    case KEY_CHOICE:
        return is_word_of(text, key->words) ? NULL : key->words;
    case KEY_NAME:
        return is_name(text) ? NULL
                             : "at most 64 letters, digits, '-', '_' and '.'";
    case KEY_SINCE:
        return vl_date_since(text, 4102444800, &seconds)
                   ? NULL
                   : "like 7d, 4w, 12m or 2026-01-31";
    case KEY_URL:
        return is_url(text) ? NULL : "an address, https://HOST/...";
    case KEY_LINK:
        return is_link(text) ? NULL
                             : "an address, https://HOST/..., in which {doi} "
                               "and {pmid} may stand";
    case KEY_EMAIL:
        return vl_watch_is_email(text) ? NULL : "an e-mail address";
    case KEY_PLACE:
        return is_place(text) ? NULL : "an address, https://HOST/...";
    case KEY_DECIMAL:
        return vl_watch_is_decimal(text) ? NULL : "a number like 0.25";
    default:
        return *text != '\0' ? NULL : "not empty";
    }
}

static gboolean
read_value(const Reader *in, const struct Key *key, VlWatch *watch)
{
    if (key->kind == KEY_LATER)
        return TRUE;
    if (key->kind == KEY_REFUSED)
        return fail(in, key->section, key->name,
                    "this version cannot do what '%s' asks for yet; take the "
                    "line out",
                    key->name);
    if (key->kind == KEY_LIST || key->kind == KEY_CHOICES)
        return read_list(in, key, watch);
    g_autofree char *text =
        g_key_file_get_string(in->content, key->section, key->name, NULL);
    if (text == NULL)
        return fail(in, key->section, key->name,
                    "'%s' has a value that cannot be read", key->name);
    g_strstrip(text);
    if (key->kind == KEY_NUMBER)
        return read_number(in, key, text, watch);
    if (key->kind == KEY_SWITCH)
        return read_switch(in, key, text, watch);
    const char *wanted = wrong_value(key, text);
    if (wanted != NULL)
        return fail(in, key->section, key->name, "'%s' must be %s%s, not '%s'",
                    key->name, key->kind == KEY_CHOICE ? "one of " : "", wanted,
                    text);
    if (key->field != NO_FIELD)
        set_string(watch, key->field, text);
    return TRUE;
}

static const struct Key *
find_key(const char *section, const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
        if (g_str_equal(keys[i].section, section) &&
            g_str_equal(keys[i].name, name))
            return &keys[i];
    return NULL;
}

static gboolean
fail_unknown_key(const Reader *in, const char *section, const char *name)
{
    const char *home = section_of_key(name);
    if (home != NULL)
        return fail(in, section, name, "'%s' belongs into [%s], not [%s]", name,
                    home, section);
    return fail(in, section, name,
                "unknown key '%s' in [%s]; did you mean '%s'?", name, section,
                nearest(section, name));
}

static gboolean
read_section(const Reader *in, const char *section, VlWatch *watch)
{
    if (!g_str_equal(nearest(section, NULL), section))
        return fail(in, section, NULL,
                    "unknown section [%s]; did you mean [%s]?", section,
                    nearest(section, NULL));
    g_auto(GStrv) names = g_key_file_get_keys(in->content, section, NULL, NULL);
    for (char **name = names; name != NULL && *name != NULL; name++) {
        const struct Key *key = find_key(section, *name);
        if (key == NULL)
            return fail_unknown_key(in, section, *name);
        guint again = find_line(in->bytes, section, *name, 2);
        if (again > 0)
            return fail(in, section, *name, "'%s' is given again on line %u",
                        *name, again);
        if (!read_value(in, key, watch))
            return FALSE;
    }
    return TRUE;
}

/* GKeyFile does not tell the line of a syntax error: the first line that is
 * neither empty, a comment, a section nor a key. */
static guint
find_bad_line(const char *bytes)
{
    guint line = 1;
    for (const char *p = bytes; *p != '\0'; line++) {
        gsize length = strcspn(p, "\n");
        gboolean is_section = FALSE;
        g_autofree char *text = g_strstrip(g_strndup(p, length));
        g_autofree char *word = line_word(p, length, &is_section);
        if (word == NULL && text[0] != '\0' && text[0] != '#')
            return line;
        p += length + (p[length] == '\n');
    }
    return 1;
}

static gboolean
check_bytes(const char *file, const char *bytes, gsize n_bytes, GError **error)
{
    const char *bad = NULL;
    if (n_bytes > MAX_FILE) {
        g_set_error(error, VL_ERROR, VL_ERROR_CONFIG,
                    "%s: too large for a watch file", file);
        return FALSE;
    }
    if (g_utf8_validate(bytes, (gssize)n_bytes, &bad))
        return TRUE;
    guint line = 1;
    for (const char *p = bytes; p < bad; p++)
        line += *p == '\n';
    g_set_error(error, VL_ERROR, VL_ERROR_CONFIG,
                "%s:%u: this line is not UTF-8 text", file, line);
    return FALSE;
}

gboolean
vl_watch_read(VlWatch *watch, const char *file, const char *bytes,
              gsize n_bytes, GError **error)
{
    if (!check_bytes(file, bytes, n_bytes, error))
        return FALSE;
    g_autofree char *text = g_strndup(bytes, n_bytes);
    g_autoptr(GKeyFile) content = g_key_file_new();
    Reader in = {file, text, content, error};
    g_autoptr(GError) syntax = NULL;
    if (n_bytes > 0 && !g_key_file_load_from_data(content, text, n_bytes,
                                                  G_KEY_FILE_NONE, &syntax)) {
        g_set_error(error, VL_ERROR, VL_ERROR_CONFIG,
                    "%s:%u: not a watch file: a line is '[section]', 'key = "
                    "value' or '# comment'",
                    file, find_bad_line(text));
        return FALSE;
    }
    g_auto(GStrv) sections = g_key_file_get_groups(content, NULL);
    for (char **section = sections; *section != NULL; section++)
        if (!read_section(&in, *section, watch))
            return FALSE;
    return TRUE;
}

/* ---- The struct ---- */

VlWatch *
vl_watch_new(void)
{
    VlWatch *watch = g_new0(VlWatch, 1);
    watch->name = g_strdup("run");
    watch->max = 200;
    watch->language = g_strdup("en");
    watch->rank = g_strdup("date");
    watch->provider = g_strdup("builtin");
    watch->pictures = TRUE;
    watch->records = g_ptr_array_new_with_free_func(g_free);
    watch->include = g_ptr_array_new_with_free_func(g_free);
    watch->exclude = g_ptr_array_new_with_free_func(g_free);
    watch->formats = g_ptr_array_new_with_free_func(g_free);
    watch->sources = g_ptr_array_new_with_free_func(g_free);
    watch->allow = g_ptr_array_new_with_free_func(g_free);
    return watch;
}

static void
clear_model(VlWatchModel *model)
{
    char *const texts[] = {model->provider, model->url,  model->name,
                           model->server,   model->key_file, model->budget,
                           model->prices,   model->temperature, model->top_p,
                           model->seed,     model->reasoning};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        g_free(texts[i]);
}

void
vl_watch_free(VlWatch *watch)
{
    if (watch == NULL)
        return;
    g_free(watch->name);
    g_free(watch->query);
    g_free(watch->since);
    g_free(watch->language);
    g_free(watch->rank);
    g_ptr_array_unref(watch->records);
    g_ptr_array_unref(watch->include);
    g_ptr_array_unref(watch->exclude);
    g_free(watch->pdf_dir);
    g_ptr_array_unref(watch->sources);
    g_free(watch->resolver);
    g_free(watch->output_dir);
    g_ptr_array_unref(watch->formats);
    g_free(watch->provider);
    clear_model(&watch->llm);
    clear_model(&watch->judge);
    g_free(watch->network.eutils);
    g_free(watch->network.idconv);
    g_free(watch->network.pmc_cloud);
    g_free(watch->network.europepmc);
    g_free(watch->network.europepmc_pdf);
    g_free(watch->network.unpaywall);
    g_free(watch->network.email);
    g_free(watch->network.ncbi_key_file);
    g_free(watch->network.proxy);
    g_free(watch->network.ca_file);
    g_ptr_array_unref(watch->allow);
    g_free(watch->file);
    g_free(watch);
}
