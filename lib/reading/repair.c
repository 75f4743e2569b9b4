#include "config.h"

#include "reading/repair.h"

#include <string.h>

#include "base/unicode.h"
#include "model/repair.h"
#include "reading/read.h"
#include "text/fold.h"

/* Fewer legible characters do not tell a sentence from another. */
#define MIN_LEGIBLE 24
/* More glyphs in a row are a word or number that nobody vouches for. */
#define MAX_RUN 4
/* Lost glyphs of one sentence; each is a step deeper into the walk. */
#define MAX_GLYPHS 400
/* A ligature adds two characters at most. */
#define MAX_EXTRA 24
/* Comparisons of two characters for one document: more is an attack. */
#define MAX_STEPS 20000000

/* One character of a sentence that counts: no white space, no hyphen inside
 * or between words. */
typedef struct {
    gsize at;      /* code point in the rendering */
    gunichar c;    /* as it stands there */
    gunichar base; /* folded, for comparing */
    gboolean wild; /* unsafe: stands for anything, and vouches for nothing */
    gboolean whole; /* c gave this character alone */
} Sign;

/* A stretch of a sentence that agrees: what each glyph stands for. */
typedef struct {
    const GArray *glyphs, *text; /* Sign */
    GArray *found;               /* VlRepair, on the way */
    GArray *first;               /* VlRepair of the first agreement; NULL */
    gboolean ambiguous, digits;  /* digits: those may be taken, too */
    guint *steps;
} Match;

typedef struct {
    VlDocument *document;
    VlUtf8Index *index;
    GHashTable *by_length; /* of another's sentences: GPtrArray of GArray */
    gboolean digits;
    guint steps;
} Finder;

static const struct {
    const char *letters;
    gunichar ligature;
} ligatures[] = {{"ffi", 0xFB03}, {"ffl", 0xFB04}, {"ff", 0xFB00},
                 {"fi", 0xFB01},  {"fl", 0xFB02}};

/* ---- Sentences as signs ---- */

static gboolean
is_unsafe(const VlDocument *document, gsize at)
{
    guint page = vl_document_page_at(document, at);
    const GArray *spans = vl_document_page(document, page)->unsafe;
    for (guint i = 0; i < spans->len; i++) {
        VlSpan span = g_array_index(spans, VlSpan, i);
        if (at >= span.start && at < span.end)
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_mark(gunichar c)
{
    static const char quotes[] = "\"'`";
    return g_unichar_ismark(c) || (c < 0x80 && strchr(quotes, (int)c)) ||
           (c >= 0x2018 && c <= 0x201F) || c == 0xAB || c == 0xBB ||
           c == 0xAD || g_unichar_type(c) == G_UNICODE_FORMAT;
}

static gunichar
base_of(gunichar c)
{
    if (vl_fold_class(c) == VL_CHAR_DASH)
        return '-';
    if (c == 0xB7 || c == 0x2219 || c == 0x22C5)
        return '.';
    if (c == 0xB5)
        return 0x3BC;
    if (c == 0x25E6 || c == 0x2DA || c == 0xBA)
        return 0xB0;
    if (c == 0x223C || c == 0x2DC)
        return '~';
    return g_unichar_tolower(c);
}

/* A legible character: what it is made of, without marks. */
static void
add_legible(GArray *signs, gsize at, gunichar c)
{
    gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    gsize n = g_unichar_fully_decompose(c, TRUE, parts, G_N_ELEMENTS(parts));
    guint first = signs->len;
    for (gsize i = 0; i < n; i++) {
        if (is_mark(parts[i]) || g_unichar_isspace(parts[i]))
            continue;
        Sign sign = {at, c, base_of(parts[i]), FALSE, FALSE};
        g_array_append_val(signs, sign);
    }
    if (signs->len == first + 1)
        g_array_index(signs, Sign, first).whole = TRUE;
}

/* Hyphens inside a word and at a line's end come and go. */
static void
drop_hyphens(GArray *signs)
{
    guint kept = 0;
    for (guint i = 0; i < signs->len; i++) {
        const Sign *sign = &g_array_index(signs, Sign, i);
        gboolean inside =
            !sign->wild && sign->base == '-' && kept > 0 &&
            i + 1 < signs->len &&
            g_unichar_isalpha(g_array_index(signs, Sign, kept - 1).base) &&
            g_unichar_isalpha(g_array_index(signs, Sign, i + 1).base);
        if (!inside)
            g_array_index(signs, Sign, kept++) = *sign;
    }
    g_array_set_size(signs, kept);
}

static void
add_segment(GArray *signs, const VlDocument *document,
            const VlUtf8Index *index, VlSpan span)
{
    gsize byte =
        vl_utf8_index_to_bytes(index, document->text, span.start);
    const char *p = document->text + byte;
    for (gsize at = span.start; at < span.end; at++, p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == '\n' || c == '\f')
            continue;
        if (!is_unsafe(document, at)) {
            add_legible(signs, at, c);
            continue;
        }
        Sign sign = {at, c, 0, TRUE, FALSE};
        if (!g_unichar_isspace(c))
            g_array_append_val(signs, sign);
    }
}

static GArray *
signs_of(const VlDocument *document, const VlUtf8Index *index,
         const VlSentence *sentence)
{
    GArray *signs = g_array_new(FALSE, FALSE, sizeof(Sign));
    for (guint i = 0; i < sentence->segments->len; i++)
        add_segment(signs, document, index,
                    g_array_index(sentence->segments, VlSpan, i));
    drop_hyphens(signs);
    return signs;
}

/* ---- Two sentences against each other ---- */

/* May the glyph mean c?  A digit is what sentences that are else the same
 * differ in, between an abstract and a text: there it has to be the one
 * that the text layer has. */
static gboolean
may_mean(const Match *match, const Sign *glyph, const Sign *sign)
{
    if (!sign->whole || vl_fold_class(sign->c) == VL_CHAR_UNSAFE)
        return FALSE;
    return match->digits || !g_unichar_isdigit(sign->base) ||
           glyph->c == sign->c;
}

static void
keep(Match *match)
{
    if (match->first != NULL) {
        match->ambiguous = TRUE;
        return;
    }
    match->first = g_array_copy(match->found);
}

static void walk(Match *match, guint i, guint j);

static void
walk_with(Match *match, guint i, guint j, gunichar c, guint n)
{
    VlRepair repair = {g_array_index(match->glyphs, Sign, i).at, c};
    g_array_append_val(match->found, repair);
    walk(match, i + 1, j + n);
    g_array_set_size(match->found, match->found->len - 1);
}

static gboolean
stands_there(const GArray *text, guint j, const char *letters)
{
    for (guint k = 0; letters[k] != '\0'; k++)
        if (j + k >= text->len ||
            g_array_index(text, Sign, j + k).c != (gunichar)letters[k])
            return FALSE;
    return TRUE;
}

static void
walk_wild(Match *match, guint i, guint j)
{
    const Sign *glyph = &g_array_index(match->glyphs, Sign, i);
    const Sign *sign = &g_array_index(match->text, Sign, j);
    if (may_mean(match, glyph, sign))
        walk_with(match, i, j, sign->c, 1);
    for (guint k = 0; k < G_N_ELEMENTS(ligatures); k++)
        if (stands_there(match->text, j, ligatures[k].letters))
            walk_with(match, i, j, ligatures[k].ligature,
                      (guint)strlen(ligatures[k].letters));
}

/* All ways in which glyphs from i on agree with the text from j on; two are
 * enough to know. */
static void
walk(Match *match, guint i, guint j)
{
    for (; i < match->glyphs->len; i++, j++) {
        if (match->ambiguous || *match->steps == 0)
            return;
        --*match->steps;
        if (j >= match->text->len)
            return;
        const Sign *glyph = &g_array_index(match->glyphs, Sign, i);
        if (glyph->wild) {
            walk_wild(match, i, j);
            return;
        }
        if (glyph->base != g_array_index(match->text, Sign, j).base)
            return;
    }
    if (j == match->text->len)
        keep(match);
}

/* ---- All sentences ---- */

static gboolean
is_fit(const GArray *signs, guint *n_wild)
{
    guint run = 0, longest = 0;
    *n_wild = 0;
    for (guint i = 0; i < signs->len; i++) {
        gboolean wild = g_array_index(signs, Sign, i).wild;
        run = wild ? run + 1 : 0;
        longest = MAX(longest, run);
        *n_wild += wild;
    }
    guint legible = signs->len - *n_wild;
    return *n_wild > 0 && *n_wild <= MAX_GLYPHS && longest <= MAX_RUN &&
           legible >= MIN_LEGIBLE && legible >= 3 * *n_wild;
}

static gboolean
same_repairs(const GArray *a, const GArray *b)
{
    if (a->len != b->len)
        return FALSE;
    for (guint i = 0; i < a->len; i++)
        if (g_array_index(a, VlRepair, i).at !=
                g_array_index(b, VlRepair, i).at ||
            g_array_index(a, VlRepair, i).c != g_array_index(b, VlRepair, i).c)
            return FALSE;
    return TRUE;
}

/* What the sentences of one length say of the glyphs; FALSE: they contradict
 * each other. */
static gboolean
ask_sentences(Finder *finder, const GArray *signs, guint length,
              GArray **repairs)
{
    const GPtrArray *sentences =
        g_hash_table_lookup(finder->by_length, GUINT_TO_POINTER(length));
    for (guint k = 0; sentences != NULL && k < sentences->len; k++) {
        g_autoptr(GArray) way = g_array_new(FALSE, FALSE, sizeof(VlRepair));
        Match match = {.glyphs = signs,
                       .text = sentences->pdata[k],
                       .found = way,
                       .digits = finder->digits,
                       .steps = &finder->steps};
        walk(&match, 0, 0);
        g_autoptr(GArray) first = match.first;
        if (match.ambiguous || finder->steps == 0 ||
            (first != NULL && *repairs != NULL &&
             !same_repairs(first, *repairs)))
            return FALSE;
        if (first != NULL && *repairs == NULL)
            *repairs = g_steal_pointer(&first);
    }
    return TRUE;
}

static void
repair_sentence(Finder *finder, const VlSentence *sentence)
{
    g_autoptr(GArray) signs =
        signs_of(finder->document, finder->index, sentence);
    guint n_wild;
    if (!is_fit(signs, &n_wild))
        return;
    g_autoptr(GArray) repairs = NULL;
    guint extra = MIN(2 * n_wild, MAX_EXTRA);
    for (guint n = signs->len; n <= signs->len + extra; n++)
        if (!ask_sentences(finder, signs, n, &repairs))
            return;
    for (guint i = 0; repairs != NULL && i < repairs->len; i++) {
        const VlRepair *repair = &g_array_index(repairs, VlRepair, i);
        vl_document_add_repair(finder->document, repair->at, repair->c);
    }
}

static GHashTable *
sort_by_length(const VlReading *reading, const VlUtf8Index *index)
{
    GHashTable *by_length = g_hash_table_new_full(
        NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
    for (guint i = 0; i < reading->sentences->len; i++) {
        GArray *signs = signs_of(reading->document, index,
                                 reading->sentences->pdata[i]);
        gpointer key = GUINT_TO_POINTER(signs->len);
        GPtrArray *list = g_hash_table_lookup(by_length, key);
        if (list == NULL) {
            list =
                g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
            g_hash_table_insert(by_length, key, list);
        }
        g_ptr_array_add(list, signs);
    }
    return by_length;
}

static gboolean
has_unsafe(const VlDocument *document)
{
    for (guint i = 0; i < document->pages->len; i++)
        if (((const VlPage *)document->pages->pdata[i])->unsafe->len > 0)
            return TRUE;
    return FALSE;
}

guint
vl_repair_find(VlDocument *document, const VlDocument *other)
{
    vl_document_clear_repairs(document);
    if (!has_unsafe(document))
        return 0;
    g_autoptr(VlReading) reading = vl_reading_new(document);
    g_autoptr(VlReading) told = vl_reading_new(other);
    g_autoptr(VlUtf8Index) index = vl_utf8_index_new(document->text);
    g_autoptr(VlUtf8Index) other_index = vl_utf8_index_new(other->text);
    g_autoptr(GHashTable) by_length = sort_by_length(told, other_index);
    Finder finder = {.document = document,
                     .index = index,
                     .by_length = by_length,
                     .digits = other->kind == VL_RENDERING_JATS,
                     .steps = MAX_STEPS};
    for (guint i = 0; i < reading->sentences->len; i++) {
        const VlSentence *sentence = reading->sentences->pdata[i];
        for (guint k = 0; k < sentence->segments->len; k++) {
            VlSpan span = g_array_index(sentence->segments, VlSpan, k);
            if (!vl_document_is_unsafe(document, span))
                continue;
            repair_sentence(&finder, sentence);
            break;
        }
    }
    if (document->repairs->len > 0)
        vl_document_set_repaired(document, other->kind, other->sha256);
    return document->repairs->len;
}
