#include "config.h"

#include "fulltext/copies.h"

#include <string.h>

/* A copy has so many words and letters at least; and each line of one that
 * gathers lines from several places. */
#define MIN_WORDS 3
#define MIN_LETTERS 20
#define MIN_LINE_WORDS 2
#define MIN_LINE_LETTERS 8

/* And at most: longer hidden text is no furniture. */
#define MAX_LETTERS 1000

/* A word at an end with no more letters may be a piece of another. */
#define MAX_TORN 3

/* Letters of the longest run that is taken apart into words. */
#define MAX_RUN 60

/* Letters of the place where the words are seen, for each hidden one. */
#define MAX_SPREAD 1.5

struct VlSeenWords {
    GHashTable *ids; /* char * -> number from 1 */
    GArray *words;   /* guint: the numbers, in the order of the text */
    GArray *ends;    /* gsize: letters up to the end of each */
};

/* ---- Words: runs of letters, runs of digits ---- */

typedef enum { KIND_NONE, KIND_LETTER, KIND_DIGIT } Kind;

static Kind
kind_of(gunichar c)
{
    if (g_unichar_isdigit(c))
        return KIND_DIGIT;
    return g_unichar_isalpha(c) ? KIND_LETTER : KIND_NONE;
}

typedef void (*WordFunc)(const char *word, gpointer data);

/* Calls func with each word, in lower case and without its accents. */
static void
each_word(const char *text, gsize n_bytes, WordFunc func, gpointer data)
{
    g_autoptr(GString) word = g_string_new(NULL);
    Kind kind = KIND_NONE;
    for (const char *p = text; p < text + n_bytes; p = g_utf8_next_char(p)) {
        gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
        gsize n = g_unichar_fully_decompose(g_utf8_get_char(p), TRUE, parts,
                                            G_N_ELEMENTS(parts));
        for (gsize i = 0; i < n; i++) {
            Kind next = kind_of(parts[i]);
            if (next == KIND_NONE && g_unichar_ismark(parts[i]))
                continue;
            if (next != kind && word->len > 0) {
                func(word->str, data);
                g_string_truncate(word, 0);
            }
            kind = next;
            if (kind != KIND_NONE)
                g_string_append_unichar(word, g_unichar_tolower(parts[i]));
        }
    }
    if (word->len > 0)
        func(word->str, data);
}

/* ---- What is seen ---- */

static void
add_word(const char *word, gpointer data)
{
    VlSeenWords *seen = data;
    guint id = GPOINTER_TO_UINT(g_hash_table_lookup(seen->ids, word));
    if (id == 0) {
        id = g_hash_table_size(seen->ids) + 1;
        g_hash_table_insert(seen->ids, g_strdup(word), GUINT_TO_POINTER(id));
    }
    gsize before = seen->ends->len == 0
                       ? 0
                       : g_array_index(seen->ends, gsize, seen->ends->len - 1);
    gsize end = before + strlen(word);
    g_array_append_val(seen->words, id);
    g_array_append_val(seen->ends, end);
}

/* The hidden spans and copies of a page, in order. */
static GArray *
unseen_spans(const VlPage *page)
{
    GArray *spans = g_array_new(FALSE, FALSE, sizeof(VlSpan));
    guint i = 0, j = 0;
    while (i < page->hidden->len || j < page->copies->len) {
        const VlSpan *a =
            i < page->hidden->len ? &g_array_index(page->hidden, VlSpan, i)
                                  : NULL;
        const VlSpan *b =
            j < page->copies->len ? &g_array_index(page->copies, VlSpan, j)
                                  : NULL;
        gboolean first = b == NULL || (a != NULL && a->start <= b->start);
        g_array_append_vals(spans, first ? a : b, 1);
        i += first;
        j += !first;
    }
    return spans;
}

/* text is the page's own, of n bytes. */
static void
add_page(VlSeenWords *seen, const VlPage *page, const char *text, gsize n)
{
    g_autoptr(GArray) unseen = unseen_spans(page);
    const char *end = text + n;
    gsize at = page->offset;
    for (guint i = 0; i < unseen->len; i++) {
        VlSpan span = g_array_index(unseen, VlSpan, i);
        if (span.start < at)
            continue;
        const char *start =
            g_utf8_offset_to_pointer(text, (glong)(span.start - at));
        each_word(text, (gsize)(start - text), add_word, seen);
        text = g_utf8_offset_to_pointer(start, (glong)(span.end - span.start));
        at = span.end;
    }
    each_word(text, (gsize)(end - text), add_word, seen);
}

VlSeenWords *
vl_seen_words_new(const VlDocument *document)
{
    VlSeenWords *seen = g_new0(VlSeenWords, 1);
    seen->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    seen->words = g_array_new(FALSE, FALSE, sizeof(guint));
    seen->ends = g_array_new(FALSE, FALSE, sizeof(gsize));
    const char *text = document->text;
    for (guint i = 0; i < document->pages->len; i++) {
        gsize n = strcspn(text, "\f");
        add_page(seen, document->pages->pdata[i], text, n);
        text += n + (text[n] == '\f');
    }
    return seen;
}

void
vl_seen_words_free(VlSeenWords *seen)
{
    if (seen == NULL)
        return;
    g_hash_table_unref(seen->ids);
    g_array_unref(seen->words);
    g_array_unref(seen->ends);
    g_free(seen);
}

/* ---- Is it a copy? ---- */

/* The words of a hidden text, as far as they are seen somewhere. */
typedef struct {
    const VlSeenWords *seen;
    GHashTable *wanted; /* number -> itself */
    gsize letters;
    guint n_words, n_unseen;
    guint n_runs, last; /* of text; the first one and the last one may be
                           torn */
} Hidden;

static guint
id_of(const Hidden *hidden, const char *word, gsize n)
{
    char part[MAX_RUN + 1];
    memcpy(part, word, n);
    part[n] = '\0';
    return GPOINTER_TO_UINT(g_hash_table_lookup(hidden->seen->ids, part));
}

/* Lines that are drawn over each other come without the spaces between:
 * "groupin" is "group" and "in".  from[i]: where the last word of the first
 * i bytes begins; FALSE: the run is not made of words that are seen. */
static gboolean
take_apart(const Hidden *hidden, const char *run, gsize n, gsize *from)
{
    gboolean whole[MAX_RUN + 1] = {TRUE};
    for (gsize end = 1; end <= n; end++)
        for (gsize start = 0; start < end && !whole[end]; start++) {
            gboolean alone = start == 0 && end == n;
            if (!whole[start] || (end - start < 2 && !alone) ||
                id_of(hidden, run + start, end - start) == 0)
                continue;
            whole[end] = TRUE;
            from[end] = start;
        }
    return whole[n];
}

static void
want_word(const char *word, gpointer data)
{
    Hidden *hidden = data;
    gsize n = strlen(word), from[MAX_RUN + 1] = {0};
    guint run = hidden->n_runs++;
    hidden->letters += n;
    gboolean inner = run > 0 && run < hidden->last;
    if (n > MAX_RUN || !take_apart(hidden, word, n, from)) {
        hidden->n_unseen += inner;
        return;
    }
    gboolean counts = inner || (from[n] == 0 && n > MAX_TORN);
    for (gsize end = n; end > 0; end = from[end]) {
        guint id = id_of(hidden, word + from[end], end - from[end]);
        if (counts)
            g_hash_table_add(hidden->wanted, GUINT_TO_POINTER(id));
        hidden->n_words++;
    }
}

/* Letters of the shortest place that has all the words; G_MAXSIZE: none. */
static gsize
shortest_place(const Hidden *hidden)
{
    const VlSeenWords *seen = hidden->seen;
    g_autoptr(GHashTable) counts = g_hash_table_new(NULL, NULL);
    guint n_wanted = g_hash_table_size(hidden->wanted), first = 0;
    gsize best = G_MAXSIZE;
    for (guint i = 0; i < seen->words->len; i++) {
        gpointer id = GUINT_TO_POINTER(g_array_index(seen->words, guint, i));
        if (!g_hash_table_contains(hidden->wanted, id))
            continue;
        guint n = GPOINTER_TO_UINT(g_hash_table_lookup(counts, id));
        g_hash_table_insert(counts, id, GUINT_TO_POINTER(n + 1));
        while (g_hash_table_size(counts) == n_wanted) {
            gsize start = first == 0
                              ? 0
                              : g_array_index(seen->ends, gsize, first - 1);
            best = MIN(best, g_array_index(seen->ends, gsize, i) - start);
            id = GUINT_TO_POINTER(g_array_index(seen->words, guint, first++));
            n = GPOINTER_TO_UINT(g_hash_table_lookup(counts, id));
            if (n == 1)
                g_hash_table_remove(counts, id);
            else if (n > 1)
                g_hash_table_insert(counts, id, GUINT_TO_POINTER(n - 1));
        }
    }
    return best;
}

static void
count_run(G_GNUC_UNUSED const char *word, gpointer data)
{
    (*(guint *)data)++;
}

/* The ends of a text may be torn when it is no short one: a counter that
 * starts at 1 has no first. */
static gboolean
hold(const VlSeenWords *seen, const char *text, guint min_words,
     gsize min_letters)
{
    g_autoptr(GHashTable) wanted = g_hash_table_new(NULL, NULL);
    Hidden hidden = {.seen = seen, .wanted = wanted};
    gsize n_bytes = strlen(text);
    guint n_runs = 0;
    each_word(text, n_bytes, count_run, &n_runs);
    hidden.n_runs = n_runs < 2 * MIN_WORDS;
    hidden.last = n_runs < 2 * MIN_WORDS ? G_MAXUINT : n_runs - 1;
    each_word(text, n_bytes, want_word, &hidden);
    if (hidden.letters < min_letters || hidden.letters > MAX_LETTERS ||
        hidden.n_words < min_words || hidden.n_unseen > 0)
        return FALSE;
    return (double)shortest_place(&hidden) <=
           MAX_SPREAD * (double)hidden.letters;
}

gboolean
vl_seen_words_hold(const VlSeenWords *seen, const char *text)
{
    if (strlen(text) > 4 * MAX_LETTERS)
        return FALSE;
    if (hold(seen, text, MIN_WORDS, MIN_LETTERS))
        return TRUE;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    if (lines[0] == NULL || lines[1] == NULL)
        return FALSE;
    for (char **line = lines; *line != NULL; line++)
        if (!hold(seen, *line, MIN_LINE_WORDS, MIN_LINE_LETTERS))
            return FALSE;
    return TRUE;
}
