#include "config.h"

#include "reading/remark.h"

#include <string.h>

#include "base/assets.h"

typedef enum {
    ENTRY_REMARK,
    ENTRY_START,
    ENTRY_HEADING,
    ENTRY_LEAD,
    N_KINDS,
} Kind;

static const char *const kind_names[N_KINDS] = {"remark", "start", "heading",
                                                "lead"};

static const char *const files[] = {
    "schemas/lexicon/en/summary.txt",
    "schemas/lexicon/fr/summary.txt",
};

/* Longest heading of a list of references, in bytes. */
#define MAX_HEADING 60

/* Lower case, plain apostrophes, one space for any white space. */
static char *
fold(const char *text)
{
    g_autofree char *lower = g_utf8_strdown(text, -1);
    GString *out = g_string_sized_new(strlen(lower));
    for (const char *p = lower; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == 0x2019 || c == 0x2018)
            c = '\'';
        if (!g_unichar_isspace(c))
            g_string_append_unichar(out, c);
        else if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c(out, ' ');
    }
    return g_string_free(out, FALSE);
}

static gpointer
read_entries(G_GNUC_UNUSED gpointer data)
{
    GPtrArray **entries = g_new0(GPtrArray *, N_KINDS);
    for (guint k = 0; k < N_KINDS; k++)
        entries[k] = g_ptr_array_new();
    for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
        const VlAsset *asset = vl_asset_find(files[i]);
        g_auto(GStrv) lines = g_strsplit(
            asset != NULL ? (const char *)asset->bytes : "", "\n", -1);
        for (char **line = lines; *line != NULL; line++)
            for (guint k = 0; k < N_KINDS; k++) {
                gsize n = strlen(kind_names[k]);
                if (g_str_has_prefix(*line, kind_names[k]) &&
                    (*line)[n] == ' ')
                    g_ptr_array_add(entries[k], fold(*line + n + 1));
            }
    }
    return entries;
}

static const GPtrArray *
get_entries(Kind kind)
{
    static GOnce once = G_ONCE_INIT;
    g_once(&once, read_entries, NULL);
    return ((GPtrArray **)once.retval)[kind];
}

guint
vl_remark_entries(const char *kind, const char *const **entries)
{
    for (guint k = 0; k < N_KINDS; k++) {
        if (!g_str_equal(kind, kind_names[k]))
            continue;
        *entries = (const char *const *)get_entries((Kind)k)->pdata;
        return get_entries((Kind)k)->len;
    }
    return 0;
}

/* Numbering, emphasis and colons around a heading's words go. */
gboolean
vl_is_reference_heading(const char *line)
{
    if (strlen(line) > MAX_HEADING)
        return FALSE;
    g_autofree char *folded = fold(line);
    char *words = folded + strspn(folded, "0123456789.#*_ ");
    gsize n = strlen(words);
    while (n > 0 && strchr(" :*_.", words[n - 1]) != NULL)
        words[--n] = '\0';
    const GPtrArray *entries = get_entries(ENTRY_HEADING);
    for (guint i = 0; i < entries->len; i++)
        if (g_str_equal(words, entries->pdata[i]))
            return TRUE;
    return FALSE;
}

gsize
vl_reference_lead(const char *text)
{
    gsize n = strcspn(text, ":");
    if (text[n] != ':' || n > MAX_HEADING)
        return 0;
    g_autofree char *start = g_strndup(text, n);
    g_autofree char *folded = fold(start);
    g_strstrip(folded);
    const GPtrArray *entries = get_entries(ENTRY_LEAD);
    for (guint i = 0; i < entries->len; i++)
        if (g_str_equal(folded, entries->pdata[i]))
            return n + 1 + strspn(text + n + 1, " ");
    return 0;
}

/* A dose or a percentage: whatever else it is, it is worth checking. */
static gboolean
has_measure(const char *folded)
{
    static GRegex *regex;
    static gsize ready = 0;
    if (g_once_init_enter(&ready)) {
        regex = g_regex_new("[0-9]\\s?(%|mg|\\x{B5}g|g/|ml|mmol|ui\\b|iu\\b)"
                            "|\\bp\\s?[<>=]|\\b(ci|ic)\\b.{0,9}[0-9]",
                            G_REGEX_OPTIMIZE, 0, NULL);
        g_once_init_leave(&ready, 1);
    }
    return g_regex_match(regex, folded, 0, NULL);
}

/* Whole words: "hi" is not the start of "higher". */
static gboolean
starts_with(const char *text, const char *words)
{
    gsize n = strlen(words);
    return strncmp(text, words, n) == 0 &&
           !g_unichar_isalnum(g_utf8_get_char(text + n));
}

gboolean
vl_is_remark(const char *sentence)
{
    g_autofree char *folded = fold(sentence);
    if (has_measure(folded))
        return FALSE;
    const char *words = folded + strspn(folded, " *_\"(-");
    const GPtrArray *starts = get_entries(ENTRY_START);
    for (guint i = 0; i < starts->len; i++)
        if (starts_with(words, starts->pdata[i]))
            return TRUE;
    const GPtrArray *remarks = get_entries(ENTRY_REMARK);
    for (guint i = 0; i < remarks->len; i++)
        if (strstr(words, remarks->pdata[i]) != NULL)
            return TRUE;
    return FALSE;
}
