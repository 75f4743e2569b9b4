#include "config.h"

#include "verify/sense/notions.h"

#include <string.h>

#include "verify/sense/entries.h"
#include "verify/sense/family.h"
#include "verify/sense/inflect.h"

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
#define MAX_LEMMAS 12
/* Tokens from a short form to the word that tells what it is. */
#define MAX_BESIDE 60

typedef struct Entry Entry;

/* A word as the lists have it, in one of its spellings; "=" before it: it has
 * no other form; "^": it has to stand in capitals. */
typedef struct {
    const char *text;
    gsize n;
    const char *written; /* in the spelling of the list, without "=" */
    Entry *starts;       /* the entries that start with it; NULL: none */
} Lemma;

struct Entry {
    const Lemma *lemmas[MAX_WORDS];
    guint n_words;
    guint n_notions;
    guint16 *notions;
    const GPtrArray *beside; /* Lemma, of which its sentence has one; NULL */
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
    char *texts[3]; /* what the lemmas point into */
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

/* written stays; text is copied unless it is the same. */
static Lemma *
lemma_of(Words *words, const char *text, gsize n, const char *written)
{
    const Lemma wanted = {.text = text, .n = n};
    Lemma *lemma = g_hash_table_lookup(words->lemmas, &wanted);
    if (lemma != NULL)
        return lemma;
    gboolean same = strlen(written) == n && memcmp(written, text, n) == 0;
    lemma = g_new0(Lemma, 1);
    *lemma = (Lemma){
        .text = same ? written : g_strndup(text, n),
        .n = n,
        .written = written,
    };
    g_hash_table_add(words->lemmas, lemma);
    return lemma;
}

/* "=" goes before each word of its entry. */
static Lemma *
alone_lemma_of(Words *words, const char *word)
{
    g_autofree char *marked = g_strconcat("=", word, NULL);
    return lemma_of(words, marked, strlen(marked), word);
}

static Lemma *
plain_lemma_of(Words *words, const char *word)
{
    char spelled[VL_INFLECT_MAX];
    gsize n = strlen(word);
    if (*word == VL_ENTRIES_CAPITALS || n > sizeof(spelled))
        return lemma_of(words, word, n, word);
    return lemma_of(words, spelled, vl_family_spell(word, n, spelled), word);
}

static gboolean
is_entry(const Entry *entry, const Entry *other)
{
    return entry->n_words == other->n_words && entry->beside == NULL &&
           memcmp(entry->lemmas, other->lemmas, sizeof(entry->lemmas)) == 0;
}

/* Takes the words of an entry, which is cut up; gives the first one, NULL
 * when it has none. */
static Lemma *
read_words(Words *words, char *written, Entry *entry)
{
    Lemma *first = NULL;
    gboolean alone = *written == '=';
    written += alone ? 1 : 0;
    char *word;
    while (entry->n_words < MAX_WORDS &&
           (word = vl_entries_word(&written)) != NULL) {
        Lemma *lemma = alone ? alone_lemma_of(words, word)
                             : plain_lemma_of(words, word);
        first = entry->n_words == 0 ? lemma : first;
        entry->lemmas[entry->n_words++] = lemma;
    }
    return first;
}

/* The entry of these words; with words beside it, one of its own.  NULL when
 * it has no word. */
static Entry *
entry_of(Words *words, char *written, const GPtrArray *beside)
{
    Entry entry = {.beside = beside};
    Lemma *first = read_words(words, written, &entry);
    if (first == NULL)
        return NULL;
    Entry **last = &first->starts;
    for (; *last != NULL; last = &(*last)->next)
        if (beside == NULL && is_entry(*last, &entry))
            return *last;
    *last = g_memdup2(&entry, sizeof(entry));
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

/* The entries of a list; beside: see entry_of. */
static guint
read_list(Words *words, char *list, const GPtrArray *beside,
          Entry **entries)
{
    guint n = 0;
    char *part;
    while (n < MAX_ENTRIES && (part = vl_entries_next(&list)) != NULL) {
        Entry *entry = entry_of(words, part, beside);
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
    guint n = read_list(&notions->english, line, NULL, entries);
    guint16 notion = (guint16)(++notions->n_lines << 1 | STRONG);
    for (guint i = 0; i < n; i++)
        add_notion(entries[i], notion);
}

/* What another entry says by itself, this one says, too. */
static void
inherit(Entry *entry, const Entry *from)
{
    for (guint i = 0; i < from->n_notions; i++)
        if ((from->notions[i] & STRONG) != 0)
            add_notion(entry, from->notions[i]);
}

/* The first word of each entry of a list; NULL: there is no list. */
static const GPtrArray *
read_beside(Words *words, char *list)
{
    if (list == NULL)
        return NULL;
    GPtrArray *beside = g_ptr_array_new();
    char *part, *word;
    while ((part = vl_entries_next(&list)) != NULL)
        if ((word = vl_entries_word(&part)) != NULL)
            g_ptr_array_add(beside, plain_lemma_of(words, word));
    return beside;
}

/* Cuts a line at the sign; what stands behind it, NULL when it has none. */
static char *
cut(char *line, char sign)
{
    char *at = strchr(line, sign);
    if (at != NULL)
        *at++ = '\0';
    return at;
}

/* "HR: hazard ratio | adjusted": a short form says what the long ones behind
 * it say by themselves, too. */
static void
read_short_forms(char *line, gpointer data)
{
    Notions *notions = data;
    Words *words = &notions->english;
    char *list = cut(line, ':');
    if (list == NULL || notions->n_lines == MAX_LINES)
        return;
    const GPtrArray *beside = read_beside(words, cut(list, '|'));
    Entry *longs[MAX_ENTRIES], *shorts[MAX_ENTRIES];
    guint n_longs = read_list(words, list, NULL, longs);
    guint n_shorts = read_list(words, line, beside, shorts);
    guint16 notion = (guint16)(++notions->n_lines << 1 | STRONG);
    for (guint i = 0; i < n_longs; i++) {
        add_notion(longs[i], notion);
        for (guint k = 0; k < n_shorts; k++)
            inherit(shorts[k], longs[i]);
    }
}

static void
read_glossary(char *line, gpointer data)
{
    Notions *notions = data;
    char *list = cut(line, ':');
    if (list == NULL || notions->n_lines == MAX_LINES)
        return;
    Entry *french[MAX_ENTRIES], *english[MAX_ENTRIES];
    guint n_french = read_list(&notions->french, line, NULL, french);
    guint n_english = read_list(&notions->english, list, NULL, english);
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
    notions->texts[1] =
        vl_entries_read("schemas/lexicon/en/abbreviations.txt",
                        read_short_forms, notions);
    notions->texts[2] = vl_entries_read("schemas/lexicon/fr/glossary.txt",
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
    guint n, n_capitals; /* those to stand in capitals are the first ones */
} Lemmas;

static void
take_lemma(const char *text, gsize n, Lemmas *found)
{
    const Lemma wanted = {.text = text, .n = n};
    const Lemma *lemma = g_hash_table_lookup(found->words->lemmas, &wanted);
    if (lemma == NULL || found->n == MAX_LEMMAS)
        return;
    for (guint i = 0; i < found->n; i++)
        if (found->lemmas[i] == lemma)
            return;
    found->lemmas[found->n++] = lemma;
}

static void
take_signed(char sign, const char *word, gsize n, Lemmas *found)
{
    char text[VL_INFLECT_MAX];
    if (n == 0 || n + 1 > sizeof(text))
        return;
    *text = sign;
    memcpy(text + 1, word, n);
    take_lemma(text, n + 1, found);
}

static void
take_base(const char *word, gsize n, gpointer data)
{
    char spelled[VL_INFLECT_MAX];
    if (n <= sizeof(spelled))
        take_lemma(spelled, vl_family_spell(word, n, spelled), data);
}

/* A text that is looked through. */
typedef struct {
    VlWord *words;
    Lemmas *lemmas;
    guint n;
    const gboolean *breaks;
    const guint *sentences;
} Text;

/* "DEATH OR STROKE": capitals on both sides make no short form. */
static gboolean
is_shouted(const Text *text, guint at)
{
    return at > 0 && at + 1 < text->n && text->words[at - 1].short_form > 0 &&
           text->words[at + 1].short_form > 0 &&
           !(text->breaks != NULL &&
             (text->breaks[at] || text->breaks[at + 1]));
}

static void
find_lemmas(const Text *text, guint at, const Words *words)
{
    const VlWord *word = &text->words[at];
    Lemmas *found = &text->lemmas[at];
    *found = (Lemmas){.words = words};
    if (word->short_form > 0 && !is_shouted(text, at))
        take_signed(VL_ENTRIES_CAPITALS, word->key, word->short_form, found);
    found->n_capitals = found->n;
    take_signed('=', word->key, word->length, found);
    if (word->length > 0)
        vl_inflect_bases(word->key, word->length, words->french, take_base,
                         found);
}

static gboolean
has_lemma(const Lemmas *lemmas, const Lemma *lemma)
{
    for (guint i = 0; i < lemmas->n; i++)
        if (lemmas->lemmas[i] == lemma)
            return TRUE;
    return FALSE;
}

/* Is one of the words in the sentence? */
static gboolean
stands_beside(const Text *text, guint at, const GPtrArray *beside)
{
    guint from = at > MAX_BESIDE ? at - MAX_BESIDE : 0;
    for (guint i = from; i < text->n && i <= at + MAX_BESIDE; i++)
        for (guint k = 0; k < beside->len; k++)
            if ((text->sentences == NULL ||
                 text->sentences[i] == text->sentences[at]) &&
                has_lemma(&text->lemmas[i], beside->pdata[k]))
                return TRUE;
    return FALSE;
}

static gboolean
fits(const Text *text, const Entry *entry, guint at)
{
    if (at + entry->n_words > text->n)
        return FALSE;
    for (guint i = 1; i < entry->n_words; i++)
        if ((text->breaks != NULL && text->breaks[at + i]) ||
            !has_lemma(&text->lemmas[at + i], entry->lemmas[i]))
            return FALSE;
    return entry->beside == NULL || stands_beside(text, at, entry->beside);
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
take_entry(const Text *text, const Entry *entry, guint at)
{
    for (guint i = 0; i < entry->n_words; i++)
        for (guint m = 0; m < entry->n_notions; m++)
            vl_notions_add(&text->words[at + i],
                        entry->notions[m]);
}

static void
mark_lemma(const Text *text, guint at, const Lemma *lemma)
{
    const Entry *entry = lemma->starts;
    for (; entry != NULL; entry = entry->next)
        if (fits(text, entry, at) &&
            !(entry->n_words > 1 && is_denied(text->words, at)))
            take_entry(text, entry, at);
}

/* What a short form stands for: what the words around it tell, or else what
 * it does without any.  "HR" with words of a heart rate and of a hazard ratio
 * around it is neither. */
static const Entry *
choose(const Text *text, guint at, const Lemma *lemma)
{
    const Entry *bound = NULL, *free = NULL;
    const Entry *entry = lemma->starts;
    gboolean clash = FALSE;
    for (; entry != NULL; entry = entry->next) {
        const Entry **best = entry->beside != NULL ? &bound : &free;
        guint longest = *best != NULL ? (*best)->n_words : 0;
        if (entry->n_words < longest || !fits(text, entry, at))
            continue;
        clash = entry->beside != NULL ? entry->n_words == longest : clash;
        *best = entry;
    }
    if (bound == NULL || (free != NULL && free->n_words > bound->n_words))
        return free;
    return clash ? NULL : bound;
}

static gboolean
mark_short_form(const Text *text, guint at, const Lemma *lemma)
{
    const Entry *entry = choose(text, at, lemma);
    if (entry != NULL)
        take_entry(text, entry, at);
    return entry != NULL;
}

/* A short form is not the word that it looks like. */
static void
mark_at(const Text *text, guint at)
{
    const Lemmas *found = &text->lemmas[at];
    gboolean *standard = &text->words[at].standard;
    for (guint i = 0; i < found->n; i++)
        if (i < found->n_capitals)
            *standard |= mark_short_form(text, at, found->lemmas[i]);
        else if (!*standard)
            mark_lemma(text, at, found->lemmas[i]);
}

void
vl_notions_mark(VlWord *words, guint n, const gboolean *breaks,
                const guint *sentences, gboolean french)
{
    const Words *table =
        french ? &get_notions()->french : &get_notions()->english;
    g_autofree Lemmas *lemmas = g_new(Lemmas, n + 1);
    const Text text = {words, lemmas, n, breaks, sentences};
    for (guint i = 0; i < n; i++) {
        memset(words[i].notions, 0, sizeof(words[i].notions));
        words[i].notion_bits = 0;
        words[i].standard = FALSE;
        find_lemmas(&text, i, table);
    }
    for (guint i = 0; i < n; i++)
        mark_at(&text, i);
}

void
vl_notions_add(VlWord *word, guint16 notion)
{
    for (guint i = 0; i < VL_MAX_NOTIONS; i++) {
        if (word->notions[i] == notion)
            return;
        if (word->notions[i] == 0) {
            word->notions[i] = notion;
            word->notion_bits |= vl_notion_bit(notion);
            return;
        }
    }
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

/* A lemma as texts write it. */
static void
write_lemma(GString *out, const Lemma *lemma)
{
    gboolean capitals = *lemma->written == VL_ENTRIES_CAPITALS;
    g_autofree char *word = capitals ? g_ascii_strup(lemma->written + 1, -1)
                                     : g_strdup(lemma->written);
    g_string_append_printf(out, "%s%s", out->len > 0 ? " " : "", word);
}

static void
visit_words(const Words *words, VlNotionsVisit visit, gpointer data)
{
    for (guint i = 0; i < words->entries->len; i++) {
        const Entry *entry = words->entries->pdata[i];
        g_autoptr(GString) written = g_string_new(NULL);
        g_autoptr(GString) beside = g_string_new(NULL);
        for (guint k = 0; k < entry->n_words; k++)
            write_lemma(written, entry->lemmas[k]);
        if (entry->beside != NULL)
            write_lemma(beside, entry->beside->pdata[0]);
        visit(written->str, beside->str, words->french, entry->notions[0],
              data);
    }
}

void
vl_notions_visit(VlNotionsVisit visit, gpointer data)
{
    visit_words(&get_notions()->english, visit, data);
    visit_words(&get_notions()->french, visit, data);
}
