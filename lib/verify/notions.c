#include "config.h"

#include "verify/notions.h"

#include <string.h>

#include "verify/entries.h"
#include "verify/inflect.h"

/* Words of an entry at most. */
#define MAX_WORDS 7
/* Entries of a line at most. */
#define MAX_ENTRIES 64
/* A notion is written with one bit more: whether the entry says the same as
 * the others that lack it.  Of a glossary's line the French entries have it,
 * of a line of synonyms all. */
#define STRONG 1u
#define MAX_LINES (G_MAXUINT16 >> 1)
/* Words that one form may be of: "lit", "saw". */
#define MAX_LEMMAS 8

typedef struct Entry Entry;

/* A word as the lists have it; "=" before it: it has no other form. */
typedef struct {
    const char *text;
    gsize n;
    Entry *starts; /* the entries that start with it; NULL: none */
} Lemma;

struct Entry {
    const Lemma *lemmas[MAX_WORDS];
    guint n_words;
    guint n_notions;
    guint16 *notions;
    Entry *next; /* starts with the same word */
};

/* The entries of one language. */
typedef struct {
    gboolean french;
    GHashTable *lemmas; /* Lemma, itself the key */
    GPtrArray *entries; /* Entry */
} Words;

typedef struct {
    Words english, french;
    guint n_lines;
    char *texts[2]; /* what the lemmas point into */
} Notions;

/* ---- Reading ---- */

static guint
hash_lemma(gconstpointer data)
{
    const Lemma *lemma = data;
    guint hash = 2166136261u;
    for (gsize i = 0; i < lemma->n; i++)
        hash = (hash ^ (guchar)lemma->text[i]) * 16777619u;
    return hash;
}

static gboolean
equal_lemmas(gconstpointer a, gconstpointer b)
{
    const Lemma *x = a, *y = b;
    return x->n == y->n && memcmp(x->text, y->text, x->n) == 0;
}

static void
words_init(Words *words, gboolean french)
{
    words->french = french;
    words->lemmas = g_hash_table_new(hash_lemma, equal_lemmas);
    words->entries = g_ptr_array_new();
}

/* text stays. */
static Lemma *
lemma_of(Words *words, const char *text)
{
    const Lemma wanted = {text, strlen(text), NULL};
    Lemma *lemma = g_hash_table_lookup(words->lemmas, &wanted);
    if (lemma != NULL)
        return lemma;
    lemma = g_memdup2(&wanted, sizeof(wanted));
    g_hash_table_add(words->lemmas, lemma);
    return lemma;
}

/* "=" goes before each word of its entry. */
static Lemma *
alone_lemma_of(Words *words, const char *word)
{
    g_autofree char *marked = g_strconcat("=", word, NULL);
    const Lemma wanted = {marked, strlen(marked), NULL};
    Lemma *lemma = g_hash_table_lookup(words->lemmas, &wanted);
    return lemma != NULL ? lemma
                         : lemma_of(words, g_steal_pointer(&marked));
}

static gboolean
is_entry(const Entry *entry, const Lemma *const *lemmas, guint n)
{
    return entry->n_words == n &&
           memcmp(entry->lemmas, lemmas, n * sizeof(*lemmas)) == 0;
}

/* written: cut up; NULL when it has no word. */
static Entry *
entry_of(Words *words, char *written)
{
    const Lemma *lemmas[MAX_WORDS];
    Lemma *first = NULL;
    guint n = 0;
    gboolean alone = *written == '=';
    written += alone ? 1 : 0;
    char *word;
    while (n < MAX_WORDS && (word = vl_entries_word(&written)) != NULL) {
        Lemma *lemma =
            alone ? alone_lemma_of(words, word) : lemma_of(words, word);
        first = n == 0 ? lemma : first;
        lemmas[n++] = lemma;
    }
    if (first == NULL)
        return NULL;
    Entry **last = &first->starts;
    for (; *last != NULL; last = &(*last)->next)
        if (is_entry(*last, lemmas, n))
            return *last;
    *last = g_new0(Entry, 1);
    memcpy((*last)->lemmas, lemmas, n * sizeof(*lemmas));
    (*last)->n_words = n;
    g_ptr_array_add(words->entries, *last);
    return *last;
}

static void
add_notion(Entry *entry, guint16 notion)
{
    for (guint i = 0; i < entry->n_notions; i++)
        if (entry->notions[i] == notion)
            return;
    /* Room for 2, 4, 8, ... */
    guint n = entry->n_notions++;
    if (n == 0 || (n > 1 && (n & (n - 1)) == 0))
        entry->notions = g_renew(guint16, entry->notions, n == 0 ? 2 : n * 2);
    entry->notions[n] = notion;
}

/* The entries of a list. */
static guint
read_list(Words *words, char *list, Entry **entries)
{
    guint n = 0;
    char *part;
    while (n < MAX_ENTRIES && (part = vl_entries_next(&list)) != NULL) {
        Entry *entry = entry_of(words, part);
        if (entry != NULL)
            entries[n++] = entry;
    }
    return n;
}

static void
read_synonyms(char *line, gpointer data)
{
    Notions *notions = data;
    if (notions->n_lines == MAX_LINES)
        return;
    Entry *entries[MAX_ENTRIES];
    guint n = read_list(&notions->english, line, entries);
    guint16 notion = (guint16)(++notions->n_lines << 1 | STRONG);
    for (guint i = 0; i < n; i++)
        add_notion(entries[i], notion);
}

/* What an English entry says by itself, the French one says, too. */
static void
inherit(Entry *french, const Entry *english)
{
    for (guint i = 0; i < english->n_notions; i++)
        if ((english->notions[i] & STRONG) != 0)
            add_notion(french, english->notions[i]);
}

static void
read_glossary(char *line, gpointer data)
{
    Notions *notions = data;
    char *colon = strchr(line, ':');
    if (colon == NULL || notions->n_lines == MAX_LINES)
        return;
    *colon = '\0';
    Entry *french[MAX_ENTRIES], *english[MAX_ENTRIES];
    guint n_french = read_list(&notions->french, line, french);
    guint n_english = read_list(&notions->english, colon + 1, english);
    guint16 notion = (guint16)(++notions->n_lines << 1);
    for (guint i = 0; i < n_french; i++)
        add_notion(french[i], notion | STRONG);
    for (guint k = 0; k < n_english; k++) {
        add_notion(english[k], notion);
        for (guint i = 0; i < n_french; i++)
            inherit(french[i], english[k]);
    }
}

static gpointer
read_all(G_GNUC_UNUSED gpointer data)
{
    Notions *notions = g_new0(Notions, 1);
    words_init(&notions->english, FALSE);
    words_init(&notions->french, TRUE);
    notions->texts[0] = vl_entries_read("schemas/lexicon/en/synonyms.txt",
                                        read_synonyms, notions);
    notions->texts[1] = vl_entries_read("schemas/lexicon/fr/glossary.txt",
                                        read_glossary, notions);
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

/* The words of a list that a text's word may be a form of. */
typedef struct {
    const Words *words;
    const Lemma *lemmas[MAX_LEMMAS];
    guint n;
} Lemmas;

static void
take_lemma(const char *text, gsize n, gpointer data)
{
    Lemmas *found = data;
    const Lemma wanted = {text, n, NULL};
    const Lemma *lemma = g_hash_table_lookup(found->words->lemmas, &wanted);
    if (lemma == NULL || found->n == MAX_LEMMAS)
        return;
    for (guint i = 0; i < found->n; i++)
        if (found->lemmas[i] == lemma)
            return;
    found->lemmas[found->n++] = lemma;
}

static void
find_lemmas(const VlWord *word, Lemmas *found)
{
    char alone[VL_INFLECT_MAX];
    if (word->length == 0 || word->length + 1 >= sizeof(alone))
        return;
    *alone = '=';
    memcpy(alone + 1, word->key, word->length);
    take_lemma(alone, word->length + 1, found);
    vl_inflect_bases(word->key, word->length, found->words->french,
                     take_lemma, found);
}

static gboolean
has_lemma(const Lemmas *lemmas, const Lemma *lemma)
{
    for (guint i = 0; i < lemmas->n; i++)
        if (lemmas->lemmas[i] == lemma)
            return TRUE;
    return FALSE;
}

static gboolean
fits(const Entry *entry, const Lemmas *lemmas, guint n, guint at,
     const gboolean *breaks)
{
    if (at + entry->n_words > n)
        return FALSE;
    for (guint i = 1; i < entry->n_words; i++)
        if ((breaks != NULL && breaks[at + i]) ||
            !has_lemma(&lemmas[at + i], entry->lemmas[i]))
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
take_entry(const Entry *entry, VlWord *words)
{
    for (guint i = 0; i < entry->n_words; i++)
        for (guint m = 0; m < entry->n_notions; m++)
            take_notion(&words[i], entry->notions[m]);
}

static void
mark_at(VlWord *words, const Lemmas *lemmas, guint n, guint at,
        const gboolean *breaks)
{
    for (guint k = 0; k < lemmas[at].n; k++)
        for (const Entry *entry = lemmas[at].lemmas[k]->starts; entry != NULL;
             entry = entry->next)
            if (fits(entry, lemmas, n, at, breaks) &&
                (entry->n_words == 1 || !is_denied(words, at)))
                take_entry(entry, &words[at]);
}

void
vl_notions_mark(VlWord *words, guint n, const gboolean *breaks,
                gboolean french)
{
    const Words *table =
        french ? &get_notions()->french : &get_notions()->english;
    g_autofree Lemmas *lemmas = g_new(Lemmas, n + 1);
    for (guint i = 0; i < n; i++) {
        memset(words[i].notions, 0, sizeof(words[i].notions));
        words[i].notion_bits = 0;
        lemmas[i].words = table;
        lemmas[i].n = 0;
        find_lemmas(&words[i], &lemmas[i]);
    }
    for (guint i = 0; i < n; i++)
        mark_at(words, lemmas, n, i, breaks);
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
        g_autoptr(GString) written = g_string_new(NULL);
        for (guint k = 0; k < entry->n_words; k++) {
            const char *word = entry->lemmas[k]->text;
            if (k > 0)
                g_string_append_printf(written, " %s",
                                       word + (*word == '=' ? 1 : 0));
            else
                g_string_append(written, word);
        }
        visit(written->str, words->french, entry->notions[0], data);
    }
}

void
vl_notions_visit(VlNotionsVisit visit, gpointer data)
{
    visit_words(&get_notions()->english, visit, data);
    visit_words(&get_notions()->french, visit, data);
}
