#include "config.h"

#include "verify/locate/replaced.h"

#include <string.h>

#include "text/find.h"
#include "verify/locate/source.h"

/* Letters of the word that was put in, at least. */
#define MIN_WORD 6
/* Other tokens, and folded bytes of them, that have to stand there. */
#define MIN_TOKENS 3
#define MIN_REST 12
/* The same when the word is the first or the last one, and the places that
 * may be as good. */
#define MIN_EDGE 18
#define MAX_EDGE_PLACES 2
/* Folded bytes of the word that the source has. */
#define MAX_OTHER 30
#define MAX_ANCHORS 32

typedef struct {
    const VlSource *source;
    const VlNeedle *needle;
    GArray *places;
    gsize from, to; /* the word in the folded needle */
} Replaced;

/* How many tokens the source has in the folded stretch. */
static guint
count_tokens(const VlSource *source, gsize from, gsize to)
{
    VlRange range = vl_source_bytes(source, from, to);
    g_autoptr(VlTokens) tokens =
        vl_tokens_new(source->text + range.start, range.end - range.start);
    return tokens->tokens->len;
}

static void
add_place(Replaced *replaced, gsize start, gsize end)
{
    VlRange place = {start, end};
    g_array_append_val(replaced->places, place);
}

/* The rest of the quote, after the word, behind folded byte at of the
 * source: one other word may stand between. */
static void
try_rest(Replaced *replaced, gsize start, gsize at)
{
    const VlFolded *text = replaced->source->folded;
    const VlFolded *needle = replaced->needle->folded;
    gsize n = needle->n - replaced->to;
    gsize limit = MIN(text->n, at + MAX_OTHER + n);
    gsize found = vl_find_exact(text->bytes, limit, at + 1,
                                needle->bytes + replaced->to, n);
    if (found != G_MAXSIZE &&
        count_tokens(replaced->source, at, found) == 1)
        add_place(replaced, start, found + n);
}

static void
try_middle(Replaced *replaced)
{
    const VlFolded *text = replaced->source->folded;
    const VlFolded *needle = replaced->needle->folded;
    gsize from = 0;
    for (int i = 0; i < MAX_ANCHORS; i++) {
        gsize found = vl_find_exact(text->bytes, text->n, from, needle->bytes,
                                    replaced->from);
        if (found == G_MAXSIZE)
            return;
        try_rest(replaced, found, found + replaced->from);
        from = found + 1;
    }
}

/* The folded end of the source's token that starts at folded byte at. */
static gsize
token_end(const VlSource *source, gsize at)
{
    gsize end = MIN(source->folded->n, at + MAX_OTHER);
    VlRange range = vl_source_bytes(source, at, end);
    g_autoptr(VlTokens) tokens =
        vl_tokens_new(source->text + range.start, range.end - range.start);
    if (tokens->tokens->len == 0)
        return at;
    return vl_folded_at(source->folded,
                        range.start + vl_tokens_at(tokens, 0)->end);
}

static gsize
token_start(const VlSource *source, gsize at)
{
    gsize start = at > MAX_OTHER ? at - MAX_OTHER : 0;
    VlRange range = vl_source_bytes(source, start, at);
    g_autoptr(VlTokens) tokens =
        vl_tokens_new(source->text + range.start, range.end - range.start);
    guint n = tokens->tokens->len;
    if (n == 0)
        return at;
    return vl_folded_at(source->folded,
                        range.start + vl_tokens_at(tokens, n - 1)->start);
}

/* The word is the quote's first or last: the rest alone tells the place, so
 * that it must not stand in many. */
static void
try_edge(Replaced *replaced)
{
    const VlFolded *text = replaced->source->folded;
    const VlFolded *needle = replaced->needle->folded;
    gboolean last = replaced->from > 0;
    gsize n = last ? replaced->from : needle->n - replaced->to;
    const char *rest = needle->bytes + (last ? 0 : replaced->to);
    guint before = replaced->places->len;
    for (gsize from = 0;;) {
        gsize found = vl_find_exact(text->bytes, text->n, from, rest, n);
        if (found == G_MAXSIZE)
            break;
        if (last)
            add_place(replaced, found, token_end(replaced->source, found + n));
        else
            add_place(replaced, token_start(replaced->source, found),
                      found + n);
        from = found + 1;
        if (replaced->places->len > before + MAX_EDGE_PLACES) {
            g_array_set_size(replaced->places, before);
            break;
        }
    }
}

void
vl_replaced_find(const VlSource *source, const VlNeedle *needle,
                 GArray *places)
{
    const VlTokens *tokens = needle->tokens;
    gsize n = needle->folded->n;
    if (n > VL_REPLACED_MAX || tokens->tokens->len < MIN_TOKENS + 1)
        return;
    for (guint i = 0; i < tokens->tokens->len; i++) {
        const VlToken *token = vl_tokens_at(tokens, i);
        if (token->class != VL_TOKEN_WORD || token->key_length < MIN_WORD)
            continue;
        Replaced replaced = {source, needle, places,
                             vl_folded_at(needle->folded, token->start),
                             vl_folded_at(needle->folded, token->end)};
        gsize rest = n - (replaced.to - replaced.from);
        gboolean edge = replaced.from == 0 || replaced.to == n;
        if (replaced.to <= replaced.from || rest < MIN_REST ||
            (edge && rest < MIN_EDGE))
            continue;
        if (edge)
            try_edge(&replaced);
        else if (replaced.from >= 3)
            try_middle(&replaced);
    }
}
