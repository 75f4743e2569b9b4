#include "config.h"

#include "verify/locate/bridge.h"

#include <string.h>

#include "text/find.h"
#include "verify/locate/source.h"

/* Folded bytes of each part at least, and of the anchor that is looked
 * for. */
#define MIN_PART 12
/* Gaps measured on real articles reach 5.7 k symbols and 4 pages. */
#define MAX_GAP 6000
#define MAX_FEEDS 3
/* Bounds on the work for one quote. */
#define MAX_ANCHORS 8
#define MAX_PAIRS 400
#define MAX_LONG 2000

typedef struct {
    const VlSource *source;
    const VlNeedle *needle;
    GArray *places;
    guint n_pairs;
} Bridge;

static gboolean
is_caption(const char *p)
{
    static const char *const heads[] = {
        "Fig",  "FIG", "Table", "TABLE", "Box",     "BOX",
        "Scheme", "Tableau", "Chart", "Panel", "Supplementary Fig",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(heads); i++)
        if (g_str_has_prefix(p, heads[i]))
            return TRUE;
    return FALSE;
}

/* Passes white space and furniture from byte at on.  Says whether a page
 * ended and whether a line was empty. */
static gsize
pass_blank(const VlSource *source, gsize at, gboolean *feed, gboolean *empty)
{
    guint newlines = 0;
    guint skip = vl_source_skip_after(source, at);
    *feed = *empty = FALSE;
    while (at < source->n_bytes) {
        char c = source->text[at];
        if (skip < source->skips->len) {
            const VlRange *range =
                &g_array_index(source->skips, VlRange, skip);
            if (range->start <= at) {
                at = MAX(at, range->end);
                skip++;
                newlines = 0;
                continue;
            }
        }
        if (!g_ascii_isspace(c))
            break;
        *feed |= c == '\f';
        newlines += c == '\n';
        *empty |= newlines > 1;
        at++;
    }
    return at;
}

/* Is the text at the line end before byte at broken off there? */
static gboolean
is_broken_off(const VlSource *source, gsize end)
{
    if (end == 0 || strchr(".?!", source->text[end - 1]) != NULL)
        return FALSE;
    gboolean feed, empty;
    gsize next = pass_blank(source, end, &feed, &empty);
    return feed || empty ||
           (next < source->n_bytes && is_caption(source->text + next));
}

/* What the gap has held so far, up to the line that is looked at. */
typedef struct {
    guint feeds;
    gboolean fresh;   /* the line starts a page or follows an empty line */
    gboolean caption; /* a caption stood on this page before it */
    gboolean page_start, any_caption;
} Gap;

/* Does the line before end as a block does, not inside a sentence? */
static gboolean
follows_block(const VlSource *source, gsize line)
{
    while (line > 0 && g_ascii_isspace(source->text[line - 1]))
        line--;
    return line > 0 && !g_ascii_islower(source->text[line - 1]) &&
           strchr(",-", source->text[line - 1]) == NULL;
}

static gboolean
is_resumed(const VlSource *source, gsize line, const Gap *gap)
{
    gunichar c = g_utf8_get_char(source->text + line);
    return (gap->fresh || (gap->caption && follows_block(source, line))) &&
           (g_unichar_islower(c) || g_unichar_isdigit(c) || c == '(');
}

/* Running text that goes on here: no sentence broken off before it can go
 * on after it. */
static gboolean
is_continuation(const VlSource *source, gsize line, const Gap *gap)
{
    return gap->fresh && (gap->page_start || !gap->any_caption) &&
           g_unichar_islower(g_utf8_get_char(source->text + line));
}

/* Does the rest of the needle seem to start at folded byte b? */
static gboolean
may_start(const Bridge *bridge, gsize b, gsize done)
{
    const VlFolded *text = bridge->source->folded;
    const VlFolded *needle = bridge->needle->folded;
    for (gsize shift = 0; shift <= 20; shift += 10) {
        gsize from = done + shift;
        if (from + 10 > needle->n)
            return FALSE;
        gsize low = b + shift > 6 ? b + shift - 6 : 0;
        gsize high = MIN(text->n, b + shift + 16);
        if (vl_find_exact(text->bytes, high, low, needle->bytes + from,
                          10) != G_MAXSIZE)
            return TRUE;
    }
    return FALSE;
}

/* Tries the beginning at folded [a, e) with the rest at b. */
static void
try_pair(Bridge *bridge, gsize a, gsize e, gsize b)
{
    const VlFolded *text = bridge->source->folded;
    const VlFolded *needle = bridge->needle->folded;
    guint k = (guint)(needle->n * 12 / 100);
    gsize rest = MIN(text->n - b, needle->n - MIN(needle->n, e - a) + k);
    g_autofree char *joined = g_malloc(e - a + rest + 1);
    memcpy(joined, text->bytes + a, e - a);
    memcpy(joined + (e - a), text->bytes + b, rest);
    g_autoptr(GArray) near = g_array_new(FALSE, FALSE, sizeof(VlNear));
    bridge->n_pairs++;
    vl_find_near(joined, e - a + rest, needle->bytes, needle->n, k, 1, near);
    if (near->len == 0)
        return;
    const VlNear *found = &g_array_index(near, VlNear, 0);
    if (found->start + MIN_PART > e - a || found->end < e - a + MIN_PART)
        return;
    VlPlace place = {
        .parts = {vl_source_bytes(bridge->source, a + found->start, e),
                  vl_source_bytes(bridge->source, b,
                                  b + found->end - (e - a))},
        .n_parts = 2,
    };
    g_array_append_val(bridge->places, place);
}

/* Looks for the rest after a line end where the beginning, at folded a,
 * breaks off. */
static void
try_gap(Bridge *bridge, gsize a, gsize end)
{
    const VlSource *source = bridge->source;
    gsize e = vl_folded_at(source->folded, end);
    gsize at = end;
    Gap gap = {0};
    while (bridge->n_pairs < MAX_PAIRS) {
        gboolean feed, empty;
        at = pass_blank(source, at, &feed, &empty);
        gap.feeds += feed;
        gap.fresh = feed || empty;
        gap.page_start = feed;
        gap.caption = (gap.caption && !feed) ||
                      (at < source->n_bytes && is_caption(source->text + at));
        gap.any_caption |= gap.caption;
        gsize b = vl_folded_at(source->folded, at);
        if (at >= source->n_bytes || b > e + MAX_GAP || gap.feeds > MAX_FEEDS)
            return;
        if (b > e && is_resumed(source, at, &gap) &&
            may_start(bridge, b, e - a))
            try_pair(bridge, a, e, b);
        else if (b == e && gap.feeds > 0 &&
                 bridge->source->text[at] != '\0' &&
                 may_start(bridge, b, e - a))
            return; /* no gap at all: not our business */
        if (is_continuation(source, at, &gap))
            return;
        const char *newline =
            memchr(source->text + at, '\n', source->n_bytes - at);
        const char *page =
            memchr(source->text + at, '\f', source->n_bytes - at);
        if (newline == NULL || (page != NULL && page < newline))
            newline = page;
        if (newline == NULL)
            return;
        at = (gsize)(newline - source->text);
    }
}

/* The needle's beginning seems to stand at folded a: tries the line ends
 * inside its length. */
static void
try_beginning(Bridge *bridge, gsize a)
{
    const VlSource *source = bridge->source;
    const VlFolded *text = source->folded;
    gsize last = MIN(text->n, a + bridge->needle->folded->n);
    gsize at = text->map[a];
    for (;;) {
        const char *newline =
            memchr(source->text + at, '\n', source->n_bytes - at);
        if (newline == NULL)
            return;
        gsize end = (gsize)(newline - source->text);
        while (end > at && g_ascii_isspace(source->text[end - 1]))
            end--;
        gsize e = vl_folded_at(text, end);
        if (e + MIN_PART > last)
            return;
        if (e >= a + MIN_PART && is_broken_off(source, end))
            try_gap(bridge, a, end);
        at = (gsize)(newline - source->text) + 1;
    }
}

void
vl_bridge_find(const VlSource *source, const VlNeedle *needle, GArray *places)
{
    const VlFolded *folded = needle->folded;
    if (folded->n < 2 * MIN_PART || folded->n > MAX_LONG)
        return;
    Bridge bridge = {source, needle, places, 0};
    guint anchors = 0;
    for (gsize shift = 0; shift + 2 * MIN_PART <= folded->n && shift <= 24;
         shift += MIN_PART) {
        gsize from = 0;
        while (anchors < MAX_ANCHORS && places->len == 0) {
            gsize found =
                vl_find_exact(source->folded->bytes, source->folded->n, from,
                              folded->bytes + shift, MIN_PART);
            if (found == G_MAXSIZE)
                break;
            anchors++;
            try_beginning(&bridge, found > shift ? found - shift : 0);
            from = found + 1;
        }
    }
}
