#include "config.h"

#include "verify/sense/family.h"

#include <string.h>

#include "base/assets.h"

/* Letters of an ending at most: 12 of 5 bits fit a key. */
#define MAX_ENDING 12
/* Letters that two words of a family share at least. */
#define MIN_SHARED 3
/* "Studies" and "study" part two letters before they differ. */
#define MAX_BACK 4
/* Lines of endings for each pair of languages. */
#define MAX_LINES 128

/* A set of lines. */
typedef struct {
    guint64 bits[MAX_LINES / 64];
} Lines;

typedef struct {
    GHashTable *lines_of; /* gint64 key of an ending -> Lines */
    guint least[MAX_LINES];
    guint n_lines;
    GPtrArray *shown; /* char *: "first\nending", in order */
    GArray *shown_line;
} Endings;

typedef struct {
    Endings endings[VL_N_FAMILIES];
    GHashTable *friends; /* char * */
} Families;

static const struct {
    const char *file;
    VlFamily family;
} files[] = {
    {"schemas/lexicon/en/endings.txt", VL_FAMILY_ENGLISH},
    {"schemas/lexicon/fr/endings.txt", VL_FAMILY_FRENCH},
};

/* ---- The tables ---- */

/* -1: not letters alone, or too long. */
static gint64
key_of(const char *ending, gsize n)
{
    gint64 key = 0;
    if (n > MAX_ENDING)
        return -1;
    for (gsize i = 0; i < n; i++) {
        if (!g_ascii_islower(ending[i]))
            return -1;
        key = key << 5 | (ending[i] - 'a' + 1);
    }
    return key;
}

static void
add_ending(Endings *endings, const char *first, const char *ending)
{
    gint64 *key = g_new(gint64, 1);
    *key = key_of(ending, strlen(ending));
    Lines *lines = g_hash_table_lookup(endings->lines_of, key);
    guint line = endings->n_lines - 1;
    if (lines == NULL) {
        lines = g_new0(Lines, 1);
        g_hash_table_insert(endings->lines_of, key, lines);
    } else {
        g_free(key);
    }
    lines->bits[line / 64] |= G_GUINT64_CONSTANT(1) << line % 64;
    g_ptr_array_add(endings->shown,
                    g_strdup_printf("%s\n%s", first, ending));
    g_array_append_val(endings->shown_line, line);
}

/* "4: -, s, ed, ing": letters before the ending at least, and the endings;
 * "-" is none. */
static void
read_line(Endings *endings, const char *line)
{
    const char *colon = strchr(line, ':');
    if (colon == NULL || endings->n_lines == MAX_LINES)
        return;
    g_auto(GStrv) list = g_strsplit(colon + 1, ",", -1);
    endings->least[endings->n_lines++] = (guint)g_ascii_strtoull(line, NULL,
                                                                 10);
    for (char **ending = list; *ending != NULL; ending++) {
        g_strstrip(*ending);
        if (g_str_equal(*ending, "-"))
            **ending = '\0';
        add_ending(endings, *list, *ending);
    }
}

static void
read_friends(Families *families, const char *line)
{
    g_auto(GStrv) list = g_strsplit(line, ",", -1);
    for (char **word = list; *word != NULL; word++)
        if (*g_strstrip(*word) != '\0')
            g_hash_table_add(families->friends, g_strdup(*word));
}

/* "[across]" and "[false friends]" in a file start what is theirs. */
static void
read_file(Families *families, const char *text, VlFamily family)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    gboolean friends = FALSE;
    for (char **line = lines; *line != NULL; line++) {
        if (**line == '#')
            continue;
        if (g_str_equal(*line, "[across]"))
            family = VL_FAMILY_ACROSS;
        else if (g_str_equal(*line, "[false friends]"))
            friends = TRUE;
        else if (friends)
            read_friends(families, *line);
        else
            read_line(&families->endings[family], *line);
    }
}

static gpointer
read_all(G_GNUC_UNUSED gpointer data)
{
    Families *families = g_new0(Families, 1);
    families->friends = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < VL_N_FAMILIES; i++) {
        Endings *endings = &families->endings[i];
        endings->lines_of = g_hash_table_new(g_int64_hash, g_int64_equal);
        endings->shown = g_ptr_array_new();
        endings->shown_line = g_array_new(FALSE, FALSE, sizeof(guint));
    }
    for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
        const VlAsset *asset = vl_asset_find(files[i].file);
        if (asset != NULL)
            read_file(families, (const char *)asset->bytes, files[i].family);
    }
    return families;
}

static const Families *
get_families(void)
{
    static GOnce once = G_ONCE_INIT;
    g_once(&once, read_all, NULL);
    return once.retval;
}

/* ---- Spelling ---- */

static gboolean
follows(const char *word, gsize n, gsize at, const char *letters)
{
    if (at >= n || word[at] != *letters)
        return FALSE;
    gsize length = strlen(letters);
    return at + length <= n && memcmp(word + at, letters, length) == 0;
}

static gboolean
ends_in(const char *word, gsize n, gsize at, const char *const *endings)
{
    for (; *endings != NULL; endings++)
        if (follows(word, n, at, *endings) && n - at == strlen(*endings))
            return TRUE;
    return FALSE;
}

/* "-ise" for "-ize", with what may follow, in English and in French. */
static gboolean
is_ise(const char *word, gsize n, gsize at)
{
    static const char *const rest[] = {
        "e",  "ed",  "es",    "er",     "ers", "ing", "ation", "ations",
        "ee", "ees", "aient", "ait",    "ent", "ant", "ational", NULL,
    };
    return at >= 4 && word[at] == 's' &&
           (word[at - 1] == 'i' || word[at - 1] == 'y') &&
           ends_in(word, n, at + 1, rest);
}

/* "-our" for "-or": after these letters. */
static gboolean
is_our(const char *word, gsize n, gsize at)
{
    return at >= 2 && follows(word, n, at, "our") &&
           strchr("mlbvigdpn", word[at - 1]) != NULL;
}

/* "centre", "litres", "fibre" */
static gboolean
is_re(const char *word, gsize n, gsize at)
{
    static const char *const rest[] = {"re", "res", NULL};
    return word[at] == 'r' && at >= 3 &&
           (word[at - 1] == 't' || word[at - 1] == 'b') &&
           ends_in(word, n, at, rest);
}

/* "programme", "analogue" */
static gboolean
ends_long(const char *word, gsize n, gsize at)
{
    static const char *const rest[] = {"mme", "mmes", "ogue", "ogues", NULL};
    return at >= 4 && ends_in(word, n, at, rest);
}

/* The letters with which what is spelled in two ways starts. */
static gboolean
may_vary(char c)
{
    static const gboolean letters[26] = {
        ['a' - 'a'] = TRUE, ['l' - 'a'] = TRUE, ['m' - 'a'] = TRUE,
        ['o' - 'a'] = TRUE, ['p' - 'a'] = TRUE, ['r' - 'a'] = TRUE,
        ['s' - 'a'] = TRUE,
    };
    return g_ascii_islower(c) && letters[c - 'a'];
}

gsize
vl_family_spell(const char *word, gsize n, char *out)
{
    gsize length = 0;
    for (gsize i = 0; i < n; i++) {
        if (!may_vary(word[i])) {
            out[length++] = word[i];
            continue;
        }
        if ((word[i] == 'a' || word[i] == 'o') && follows(word, n, i + 1, "e"))
            continue;
        if (is_our(word, n, i)) {
            out[length++] = 'o';
            i++;
        } else if (is_re(word, n, i)) {
            out[length++] = 'e';
            out[length++] = 'r';
            i++;
        } else if (ends_long(word, n, i)) {
            memcpy(out + length, word + i, word[i] == 'm' ? 1 : 2);
            length += word[i] == 'm' ? 1 : 2;
            i += word[i] == 'm' ? 2 : 3;
        } else if (follows(word, n, i, "ph")) {
            out[length++] = 'f';
            i++;
        } else if (follows(word, n, i, "ll") && i > 1) {
            continue;
        } else {
            out[length++] = is_ise(word, n, i) ? 'z' : word[i];
        }
    }
    return length;
}

/* ---- Families ---- */

static const Lines *
lines_of(const Endings *endings, const char *ending, gsize n)
{
    gint64 key = key_of(ending, n);
    return key < 0 ? NULL : g_hash_table_lookup(endings->lines_of, &key);
}

/* Do two endings that stand behind so many letters share a line? */
static gboolean
share_line(const Endings *endings, const Lines *one, const Lines *other,
           gsize letters)
{
    for (guint i = 0; one != NULL && other != NULL && i < endings->n_lines;
         i++)
        if ((one->bits[i / 64] & other->bits[i / 64] &
             G_GUINT64_CONSTANT(1) << i % 64) != 0 &&
            letters >= endings->least[i])
            return TRUE;
    return FALSE;
}

/* "Stopped" doubles its last letter: its ending from at on is "ed", too. */
static gboolean
doubles(const char *word, gsize n, gsize at)
{
    return n > at + 2 && at > 0 && word[at] == word[at - 1] &&
           strchr("bdglmnprt", word[at]) != NULL;
}

/* Do the two words, which share their letters up to at, part there? */
static gboolean
part_at(const Endings *endings, const char *a, gsize m, const char *b,
        gsize n, gsize at)
{
    const Lines *one = lines_of(endings, a + at, m - at);
    const Lines *other = lines_of(endings, b + at, n - at);
    if (share_line(endings, one, other, at))
        return TRUE;
    if (doubles(a, m, at))
        return share_line(endings, lines_of(endings, a + at + 1, m - at - 1),
                          other, at);
    return doubles(b, n, at) &&
           share_line(endings, one,
                      lines_of(endings, b + at + 1, n - at - 1), at);
}

gboolean
vl_family_meet(const char *a, gsize m, const char *b, gsize n,
               VlFamily family)
{
    const Endings *endings = &get_families()->endings[family];
    gsize common = 0, least = MIN(m, n);
    while (common < least && a[common] == b[common])
        common++;
    if (common == m && common == n)
        return m > 0;
    for (gsize back = 0; back <= MAX_BACK && common >= back + MIN_SHARED;
         back++)
        if (part_at(endings, a, m, b, n, common - back))
            return TRUE;
    return FALSE;
}

gboolean
vl_family_is_false_friend(const char *word, gsize length)
{
    g_autofree char *key = g_strndup(word, length);
    return g_hash_table_contains(get_families()->friends, key);
}

void
vl_family_visit(VlFamilyVisit visit, gpointer data)
{
    for (guint i = 0; i < VL_N_FAMILIES; i++) {
        const Endings *endings = &get_families()->endings[i];
        for (guint k = 0; k < endings->shown->len; k++) {
            g_auto(GStrv) pair = g_strsplit(endings->shown->pdata[k], "\n", 2);
            guint line = g_array_index(endings->shown_line, guint, k);
            visit((VlFamily)i, endings->least[line], pair[0], pair[1], data);
        }
    }
}
