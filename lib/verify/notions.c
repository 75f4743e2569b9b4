#include "config.h"

#include "verify/notions.h"

#include <string.h>

#include "base/assets.h"
#include "text/tokens.h"
#include "verify/inflect.h"

/* Words of an entry at most. */
#define MAX_WORDS 7
/* A notion is written with one bit more: whether the entry says the same as
 * the others that lack it.  Of a glossary's line the French entries have it,
 * of a line of synonyms all. */
#define STRONG 1u
#define MAX_LINES (G_MAXUINT16 >> 1)

typedef struct {
    const char *text;
    gsize n;
} Key;

typedef struct {
    guint lemmas[MAX_WORDS];
    guint n_words;
    GArray *notions; /* guint16 */
    char *written;
} Entry;

/* The entries of one language. */
typedef struct {
    gboolean french;
    GHashTable *forms;   /* Key -> GArray of lemmas (guint) */
    GHashTable *lemmas;  /* char * -> number from 1 */
    GHashTable *starts;  /* lemma -> GPtrArray of Entry */
    GPtrArray *entries;  /* Entry */
    GHashTable *written; /* char * -> Entry */
} Words;

typedef struct {
    Words english, french;
    guint n_lines;
} Notions;

/* ---- Reading ---- */

static guint
hash_key(gconstpointer data)
{
    const Key *key = data;
    guint hash = 2166136261u;
    for (gsize i = 0; i < key->n; i++)
        hash = (hash ^ (guchar)key->text[i]) * 16777619u;
    return hash;
}

static gboolean
equal_keys(gconstpointer a, gconstpointer b)
{
    const Key *x = a, *y = b;
    return x->n == y->n && memcmp(x->text, y->text, x->n) == 0;
}

static void
words_init(Words *words, gboolean french)
{
    words->french = french;
    words->forms = g_hash_table_new(hash_key, equal_keys);
    words->lemmas = g_hash_table_new(g_str_hash, g_str_equal);
    words->starts = g_hash_table_new(NULL, NULL);
    words->entries = g_ptr_array_new();
    words->written = g_hash_table_new(g_str_hash, g_str_equal);
}

static void
add_form(Words *words, const char *form, guint lemma)
{
    Key wanted = {form, strlen(form)};
    GArray *known = g_hash_table_lookup(words->forms, &wanted);
    if (known == NULL) {
        Key *key = g_new(Key, 1);
        *key = (Key){g_strdup(form), wanted.n};
        known = g_array_sized_new(FALSE, FALSE, sizeof(guint), 1);
        g_hash_table_insert(words->forms, key, known);
    }
    for (guint i = 0; i < known->len; i++)
        if (g_array_index(known, guint, i) == lemma)
            return;
    g_array_append_val(known, lemma);
}

GPtrArray *
vl_notions_forms(const char *word, gboolean french)
{
    if (*word != '=')
        return french ? vl_inflect_french(word) : vl_inflect_english(word);
    GPtrArray *alone = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(alone, g_strdup(word + 1));
    return alone;
}

/* word: folded; "=" before it: it has no other form. */
static guint
lemma_of(Words *words, const char *word)
{
    guint known =
        GPOINTER_TO_UINT(g_hash_table_lookup(words->lemmas, word));
    if (known > 0)
        return known;
    guint lemma = g_hash_table_size(words->lemmas) + 1;
    g_hash_table_insert(words->lemmas, g_strdup(word),
                        GUINT_TO_POINTER(lemma));
    g_autoptr(GPtrArray) forms = vl_notions_forms(word, words->french);
    for (guint i = 0; i < forms->len; i++)
        add_form(words, forms->pdata[i], lemma);
    return lemma;
}

static Entry *
new_entry(Words *words, const char *written)
{
    const char *text = written + (*written == '=' ? 1 : 0);
    g_autoptr(VlTokens) tokens = vl_tokens_new(text, strlen(text));
    Entry *entry = g_new0(Entry, 1);
    entry->written = g_strdup(written);
    entry->notions = g_array_new(FALSE, FALSE, sizeof(guint16));
    for (guint i = 0; i < tokens->tokens->len && i < MAX_WORDS; i++) {
        const VlToken *token = vl_tokens_at(tokens, i);
        if (token->key_length == 0)
            continue;
        g_autofree char *word =
            g_strdup_printf("%s%.*s", *written == '=' ? "=" : "",
                            (int)token->key_length,
                            vl_tokens_key(tokens, token));
        entry->lemmas[entry->n_words++] = lemma_of(words, word);
    }
    return entry;
}

static Entry *
entry_of(Words *words, const char *written)
{
    Entry *entry = g_hash_table_lookup(words->written, written);
    if (entry != NULL)
        return entry;
    entry = new_entry(words, written);
    g_hash_table_insert(words->written, entry->written, entry);
    g_ptr_array_add(words->entries, entry);
    gpointer start = GUINT_TO_POINTER(entry->lemmas[0]);
    GPtrArray *list = g_hash_table_lookup(words->starts, start);
    if (list == NULL) {
        list = g_ptr_array_new();
        g_hash_table_insert(words->starts, start, list);
    }
    g_ptr_array_add(list, entry);
    return entry;
}

static void
add_notion(Entry *entry, guint16 notion)
{
    for (guint i = 0; i < entry->notions->len; i++)
        if (g_array_index(entry->notions, guint16, i) == notion)
            return;
    g_array_append_val(entry->notions, notion);
}

/* Each entry of a list; data: what to do. */
static void
add_list(Words *words, const char *list, guint16 notion)
{
    g_auto(GStrv) parts = g_strsplit(list, ",", -1);
    for (char **part = parts; *part != NULL; part++)
        if (*g_strstrip(*part) != '\0')
            add_notion(entry_of(words, *part), notion);
}

static void
read_synonyms(Notions *notions, const char *line)
{
    guint16 notion = (guint16)(++notions->n_lines << 1 | STRONG);
    add_list(&notions->english, line, notion);
}

/* What the English entries of a line say by themselves, the French ones
 * say, too. */
static void
inherit(Notions *notions, const char *french, const char *english)
{
    g_auto(GStrv) parts = g_strsplit(english, ",", -1);
    for (char **part = parts; *part != NULL; part++) {
        const Entry *entry = g_hash_table_lookup(notions->english.written,
                                                 g_strstrip(*part));
        for (guint i = 0; entry != NULL && i < entry->notions->len; i++) {
            guint16 notion = g_array_index(entry->notions, guint16, i);
            if ((notion & STRONG) != 0)
                add_list(&notions->french, french, notion);
        }
    }
}

static void
read_glossary(Notions *notions, const char *line)
{
    const char *colon = strchr(line, ':');
    if (colon == NULL)
        return;
    g_autofree char *left = g_strndup(line, (gsize)(colon - line));
    guint16 notion = (guint16)(++notions->n_lines << 1);
    add_list(&notions->french, left, notion | STRONG);
    add_list(&notions->english, colon + 1, notion);
    inherit(notions, left, colon + 1);
}

static void
read_file(Notions *notions, const char *name,
          void (*read)(Notions *, const char *))
{
    const VlAsset *asset = vl_asset_find(name);
    g_auto(GStrv) lines =
        g_strsplit(asset != NULL ? (const char *)asset->bytes : "", "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        if (**line != '#' && **line != '\0' && notions->n_lines < MAX_LINES)
            read(notions, *line);
}

static gpointer
read_all(G_GNUC_UNUSED gpointer data)
{
    Notions *notions = g_new0(Notions, 1);
    words_init(&notions->english, FALSE);
    words_init(&notions->french, TRUE);
    read_file(notions, "schemas/lexicon/en/synonyms.txt", read_synonyms);
    read_file(notions, "schemas/lexicon/fr/glossary.txt", read_glossary);
    return notions;
}

static const Notions *
get_notions(void)
{
    static GOnce once = G_ONCE_INIT;
    g_once(&once, read_all, NULL);
    return once.retval;
}

/* ---- Looking up ---- */

static gboolean
has_lemma(const GArray *lemmas, guint lemma)
{
    for (guint i = 0; lemmas != NULL && i < lemmas->len; i++)
        if (g_array_index(lemmas, guint, i) == lemma)
            return TRUE;
    return FALSE;
}

static gboolean
fits(const Entry *entry, GArray *const *lemmas, guint n, guint at,
     const gboolean *breaks)
{
    if (at + entry->n_words > n)
        return FALSE;
    for (guint i = 1; i < entry->n_words; i++)
        if ((breaks != NULL && breaks[at + i]) ||
            !has_lemma(lemmas[at + i], entry->lemmas[i]))
            return FALSE;
    return TRUE;
}

static guint64
bit_of(guint16 notion)
{
    return G_GUINT64_CONSTANT(1) << ((notion >> 1) % 64);
}

static void
take_notion(VlWord *word, guint16 notion)
{
    for (guint i = 0; i < VL_MAX_NOTIONS; i++) {
        if (word->notions[i] == notion)
            return;
        if (word->notions[i] == 0) {
            word->notions[i] = notion;
            word->notion_bits |= bit_of(notion);
            return;
        }
    }
}

/* "Non-trauma patients" are none. */
static gboolean
is_denied(const VlWord *words, guint at)
{
    static const char *const non[] = {"non"};
    return at > 0 && VL_IS_IN(&words[at - 1], non);
}

/* All words of an entry say what it says. */
static void
mark_at(const Words *table, VlWord *words, GArray *const *lemmas, guint n,
        guint at, const gboolean *breaks)
{
    for (guint k = 0; lemmas[at] != NULL && k < lemmas[at]->len; k++) {
        gpointer start =
            GUINT_TO_POINTER(g_array_index(lemmas[at], guint, k));
        const GPtrArray *list = g_hash_table_lookup(table->starts, start);
        for (guint e = 0; list != NULL && e < list->len; e++) {
            const Entry *entry = list->pdata[e];
            if (!fits(entry, lemmas, n, at, breaks) ||
                (entry->n_words > 1 && is_denied(words, at)))
                continue;
            for (guint i = 0; i < entry->n_words; i++)
                for (guint m = 0; m < entry->notions->len; m++)
                    take_notion(&words[at + i],
                                g_array_index(entry->notions, guint16, m));
        }
    }
}

void
vl_notions_mark(VlWord *words, guint n, const gboolean *breaks,
                gboolean french)
{
    const Words *table =
        french ? &get_notions()->french : &get_notions()->english;
    g_autofree GArray **lemmas = g_new0(GArray *, n + 1);
    for (guint i = 0; i < n; i++) {
        Key key = {words[i].key, words[i].length};
        memset(words[i].notions, 0, sizeof(words[i].notions));
        words[i].notion_bits = 0;
        lemmas[i] = g_hash_table_lookup(table->forms, &key);
    }
    for (guint i = 0; i < n; i++)
        mark_at(table, words, lemmas, n, i, breaks);
}

gboolean
vl_notions_meet(const VlWord *a, const VlWord *b)
{
    if ((a->notion_bits & b->notion_bits) == 0)
        return FALSE;
    for (guint i = 0; i < VL_MAX_NOTIONS && a->notions[i] != 0; i++)
        for (guint k = 0; k < VL_MAX_NOTIONS && b->notions[k] != 0; k++)
            if (a->notions[i] >> 1 == b->notions[k] >> 1 &&
                ((a->notions[i] | b->notions[k]) & STRONG) != 0)
                return TRUE;
    return FALSE;
}

static void
visit_words(const Words *words, VlNotionsVisit visit, gpointer data)
{
    for (guint i = 0; i < words->entries->len; i++) {
        const Entry *entry = words->entries->pdata[i];
        visit(entry->written, words->french,
              g_array_index(entry->notions, guint16, 0), data);
    }
}

void
vl_notions_visit(VlNotionsVisit visit, gpointer data)
{
    visit_words(&get_notions()->english, visit, data);
    visit_words(&get_notions()->french, visit, data);
}
