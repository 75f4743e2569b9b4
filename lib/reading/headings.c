#include "config.h"

#include "reading/headings.h"

#include <string.h>

#include "base/assets.h"

/* No heading in the tables is longer, in bytes. */
#define MAX_HEADING 100

typedef struct {
    VlSectionKind kind;
    gboolean alone, run_in, ends_abstract;
} Entry;

static const struct {
    const char *name;
    VlSectionKind kind;
} table_sections[] = {
    {"abstract", VL_SECTION_ABSTRACT},
    {"introduction", VL_SECTION_INTRODUCTION},
    {"methods", VL_SECTION_METHODS},
    {"results", VL_SECTION_RESULTS},
    {"discussion", VL_SECTION_DISCUSSION},
    {"conclusion", VL_SECTION_CONCLUSION},
    {"references", VL_SECTION_REFERENCES},
    {"back", VL_SECTION_BACK},
    {"ends abstract", VL_SECTION_BACK},
};

static const char *const table_files[] = {
    "schemas/lexicon/en/headings.txt",
    "schemas/lexicon/fr/headings.txt",
};

static void
add_heading(GHashTable *table, const char *heading, VlSectionKind kind,
            gboolean run_in, gboolean ends_abstract)
{
    Entry *entry = g_hash_table_lookup(table, heading);
    if (entry == NULL) {
        entry = g_new0(Entry, 1);
        entry->kind = kind;
        g_hash_table_insert(table, g_strdup(heading), entry);
    }
    entry->alone |= !run_in;
    entry->run_in |= run_in || ends_abstract || kind == VL_SECTION_ABSTRACT;
    entry->ends_abstract |= ends_abstract;
}

static void
add_line(GHashTable *table, char *line)
{
    char *colon = strchr(line, ':');
    if (line[0] == '#' || colon == NULL)
        return;
    *colon = '\0';
    gboolean run_in = g_str_has_suffix(line, " run-in");
    if (run_in)
        line[strlen(line) - strlen(" run-in")] = '\0';
    for (guint i = 0; i < G_N_ELEMENTS(table_sections); i++) {
        if (!g_str_equal(line, table_sections[i].name))
            continue;
        gboolean ends = g_str_equal(line, "ends abstract");
        g_auto(GStrv) headings = g_strsplit(colon + 1, ";", -1);
        for (guint k = 0; headings[k] != NULL; k++)
            add_heading(table, g_strstrip(headings[k]),
                        table_sections[i].kind, run_in, ends);
    }
}

static gpointer
read_tables(G_GNUC_UNUSED gpointer data)
{
    GHashTable *table =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (guint i = 0; i < G_N_ELEMENTS(table_files); i++) {
        const VlAsset *asset = vl_asset_find(table_files[i]);
        if (asset == NULL)
            continue;
        g_auto(GStrv) lines =
            g_strsplit((const char *)asset->bytes, "\n", -1);
        for (guint k = 0; lines[k] != NULL; k++)
            add_line(table, lines[k]);
    }
    return table;
}

static const Entry *
find_entry(const char *folded)
{
    static GOnce once = G_ONCE_INIT;
    g_once(&once, read_tables, NULL);
    return g_hash_table_lookup(once.retval, folded);
}

/* "2.", "2.1", "IV." or a bullet, and the white space after it. */
static gsize
number_length(const char *line, gsize n)
{
    gsize i = 0;
    if (n > 3 && (unsigned char)line[0] >= 0xE2)
        i = (gsize)(g_utf8_next_char(line) - line);
    gsize digits = i;
    while (i < n && (g_ascii_isdigit(line[i]) || line[i] == '.'))
        i++;
    if (i == digits)
        while (i < n && strchr("IVX", line[i]) != NULL)
            i++;
    if (i > digits && i < n && strchr(".)", line[i]) != NULL)
        i++;
    gsize spaces = i;
    while (i < n && g_ascii_isspace(line[i]))
        i++;
    return i > spaces ? i : 0;
}

/* "A B S T R A C T" is one word. */
static void
close_up(GString *text)
{
    for (gsize i = 0; i < text->len; i++)
        if ((i % 2 == 1) != (text->str[i] == ' '))
            return;
    gsize n = 0;
    for (gsize i = 0; i < text->len; i += 2)
        text->str[n++] = text->str[i];
    g_string_truncate(text, n);
}

static char *
fold(const char *text, gsize n)
{
    g_autoptr(GString) plain = g_string_new(NULL);
    for (const char *p = text; p < text + n; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == 0x2019)
            c = '\'';
        if (g_unichar_isspace(c)) {
            if (plain->len > 0 && plain->str[plain->len - 1] != ' ')
                g_string_append_c(plain, ' ');
            continue;
        }
        g_string_append_unichar(plain, c);
    }
    while (plain->len > 0 &&
           strchr(" .:", plain->str[plain->len - 1]) != NULL)
        g_string_truncate(plain, plain->len - 1);
    if (plain->len > 4)
        close_up(plain);
    return g_utf8_strdown(plain->str, -1);
}

static gboolean
starts_big(const char *text, gsize n)
{
    return n > 0 && g_unichar_isupper(g_utf8_get_char(text));
}

/* The end of the first separator: ": ", ". " or a dash; 0: there is none. */
static gsize
separator_end(const char *text, gsize n, gsize *label, gboolean *colon)
{
    for (gsize i = 1; i < n && i <= MAX_HEADING; i++) {
        gunichar c = g_utf8_get_char(text + i);
        gboolean dash = c == 0x2013 || c == 0x2014;
        gboolean mark = c == ':' || (c == '.' && i + 1 < n &&
                                     g_ascii_isspace(text[i + 1]));
        if ((unsigned char)text[i] >= 0x80 && !dash) {
            i += (gsize)(g_utf8_next_char(text + i) - text) - i - 1;
            continue;
        }
        if (!dash && !mark)
            continue;
        *label = i;
        *colon = c != '.';
        i = (gsize)(g_utf8_next_char(text + i) - text);
        while (i < n && g_ascii_isspace(text[i]))
            i++;
        return i < n ? i : 0;
    }
    return 0;
}

/* Where two columns are read as one line, their headings touch:
 * "ResultsDiscussion".  The first of them, if it is known. */
static const Entry *
find_glued(const char *text, gsize n)
{
    for (gsize i = 4; i + 1 < n && i <= MAX_HEADING; i++) {
        gboolean touch = g_ascii_isupper(text[i]) &&
                         g_ascii_islower(text[i + 1]) &&
                         (g_ascii_islower(text[i - 1]) ||
                          (unsigned char)text[i - 1] >= 0x80);
        if (!touch)
            continue;
        g_autofree char *first = fold(text, i);
        const Entry *entry = find_entry(first);
        return entry != NULL && entry->alone ? entry : NULL;
    }
    return NULL;
}

VlHeading
vl_heading_read(const char *line, gsize n_bytes)
{
    VlHeading heading = {0};
    gsize number = number_length(line, n_bytes);
    const char *text = line + number;
    gsize n = n_bytes - number;
    if (!starts_big(text, n))
        return heading;
    heading.numbered = number > 0;

    gsize label = 0;
    g_autofree char *alone = n <= MAX_HEADING ? fold(text, n) : NULL;
    const Entry *entry = alone != NULL ? find_entry(alone) : NULL;
    if (entry == NULL && alone != NULL)
        entry = find_glued(text, n);
    heading.form = VL_HEADING_ALONE;
    if (entry == NULL) {
        heading.form = VL_HEADING_RUN_IN;
        heading.n_bytes = separator_end(text, n, &label, &heading.colon);
        g_autofree char *opening = fold(text, label);
        entry = heading.n_bytes > 0 ? find_entry(opening) : NULL;
        heading.n_bytes += number;
        if (entry != NULL && !entry->run_in)
            entry = NULL;
    }
    if (entry == NULL)
        return (VlHeading){0};
    heading.kind = entry->kind;
    heading.label = !entry->alone;
    heading.ends_abstract = entry->ends_abstract;
    return heading;
}
