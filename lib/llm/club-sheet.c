#include "config.h"

#include "llm/club-sheet.h"

#include <stdlib.h>
#include <string.h>

#include "base/assets.h"
#include "base/hash.h"
#include "llm/cues.h"

#define FOLDER "schemas/club/"
/* Sheets that include each other without end stop here. */
#define MAX_INCLUDES 4

static const char *const names[] = {"rct",        "cohort",  "case-control",
                                    "cross-sectional", "diagnostic",
                                    "review",     "narrative", "animal",
                                    "other",      NULL};

static void
clear_cue(gpointer data)
{
    VlSheetCue *cue = data;
    g_free(cue->words);
}

GArray *
vl_sheet_cues_new(void)
{
    GArray *cues = g_array_new(FALSE, FALSE, sizeof(VlSheetCue));
    g_array_set_clear_func(cues, clear_cue);
    return cues;
}

static void
block_free(VlSheetBlock *block)
{
    g_free(block->key);
    g_free(block->words[0]);
    g_free(block->words[1]);
    g_array_unref(block->cues);
    g_free(block);
}

void
vl_sheet_free(VlSheet *sheet)
{
    if (sheet == NULL)
        return;
    g_free(sheet->name);
    g_free(sheet->title[0]);
    g_free(sheet->title[1]);
    g_ptr_array_unref(sheet->blocks);
    g_free(sheet);
}

/* ---- Cues ---- */

static gboolean
begins_word(const char *text, const char *at)
{
    if (at == text)
        return TRUE;
    return !g_unichar_isalnum(g_utf8_get_char(g_utf8_prev_char(at)));
}

static gboolean
has_words(const char *folded, const char *words)
{
    for (const char *at = strstr(folded, words); at != NULL;
         at = strstr(at + 1, words))
        if (begins_word(folded, at))
            return TRUE;
    return FALSE;
}

int
vl_sheet_score(const GArray *cues, const char *folded)
{
    int alone = 0, joined = 0;
    for (guint i = 0; i < cues->len; i++) {
        const VlSheetCue *cue = &g_array_index(cues, VlSheetCue, i);
        if (!has_words(folded, cue->words))
            continue;
        if (cue->joins)
            joined += cue->weight;
        else
            alone += cue->weight;
    }
    return alone > 0 ? alone + joined : 0;
}

/* ---- The files ---- */

typedef struct {
    VlSheet *sheet;
    VlSheetBlock *block; /* the last one; NULL: the sheet itself */
    const char *part;    /* of the file that is wanted; NULL: all of it */
    gboolean inside;     /* that part */
    guint depth;
} Reader;

static void read_file(Reader *reader, const char *name);

static VlSheetBlock *
add_block(Reader *reader, const char *key)
{
    VlSheetBlock *block = g_new0(VlSheetBlock, 1);
    block->key = g_strdup(key);
    block->cues = vl_sheet_cues_new();
    block->max = 1;
    g_ptr_array_add(reader->sheet->blocks, block);
    reader->block = block;
    return block;
}

static void
set_words(Reader *reader, guint language, const char *words)
{
    char **to = reader->block != NULL ? &reader->block->words[language]
                                      : &reader->sheet->title[language];
    g_free(*to);
    *to = g_strdup(words);
}

/* "any": all kinds of sections. */
static guint
sections_of(const char *list)
{
    guint found = 0;
    g_auto(GStrv) words = g_strsplit(list, " ", -1);
    for (guint i = 0; words[i] != NULL; i++)
        for (guint k = VL_SECTION_UNKNOWN; k <= VL_SECTION_BACK; k++)
            if (g_str_equal(words[i], "any") ||
                g_str_equal(words[i], vl_section_kind_name(k)))
                found |= 1u << k;
    return found;
}

static guint
claims_of(const char *list)
{
    guint found = 0;
    VlClaimKind kind;
    g_auto(GStrv) words = g_strsplit(list, " ", -1);
    for (guint i = 0; words[i] != NULL; i++)
        if (vl_claim_kind_from_name(words[i], &kind))
            found |= 1u << kind;
    return found;
}

void
vl_sheet_add_cue(GArray *cues, const char *rest)
{
    char *words = NULL;
    VlSheetCue cue = {.weight = (int)strtol(rest, &words, 10)};
    cue.joins = *words == '+';
    cue.words = g_strdup(words + (cue.joins ? 2 : 1));
    g_array_append_val(cues, cue);
}

static void
add_ask(Reader *reader, const char *rest)
{
    const char *space = strchr(rest, ' ');
    VlSheetBlock *block = add_block(reader, space != NULL ? space + 1 : "");
    block->is_ask = TRUE;
    if (g_str_has_prefix(rest, "missing"))
        block->when = VL_ASK_MISSING;
    else if (g_str_has_prefix(rest, "found"))
        block->when = VL_ASK_FOUND;
}

static void
include(Reader *reader, const char *rest)
{
    g_auto(GStrv) words = g_strsplit(rest, " ", 2);
    if (reader->depth >= MAX_INCLUDES || g_strv_length(words) != 2)
        return;
    Reader inner = {.sheet = reader->sheet,
                    .block = reader->block,
                    .part = words[1],
                    .depth = reader->depth + 1};
    read_file(&inner, words[0]);
    reader->block = inner.block;
}

/* A line about the block it stands under. */
static void
set_block(VlSheetBlock *block, const char *word, const char *rest)
{
    if (g_str_equal(word, "claims"))
        block->claims = claims_of(rest);
    else if (g_str_equal(word, "in"))
        block->sections = sections_of(rest);
    else if (g_str_equal(word, "cue"))
        vl_sheet_add_cue(block->cues, rest);
    else if (g_str_equal(word, "need"))
        block->need = (int)strtol(rest, NULL, 10);
    else if (g_str_equal(word, "max"))
        block->max = (guint)strtoul(rest, NULL, 10);
    else if (g_str_equal(word, "compute"))
        block->compute = TRUE;
    else if (g_str_equal(word, "blank"))
        block->blank = TRUE;
    else
        g_warning("a sheet has the word '%s'", word);
}

static void
read_line(Reader *reader, const char *word, const char *rest)
{
    if (g_str_equal(word, "en") || g_str_equal(word, "fr"))
        set_words(reader, word[0] == 'f', rest);
    else if (g_str_equal(word, "section"))
        add_block(reader, rest)->is_section = TRUE;
    else if (g_str_equal(word, "item"))
        add_block(reader, rest);
    else if (g_str_equal(word, "ask"))
        add_ask(reader, rest);
    else if (g_str_equal(word, "include"))
        include(reader, rest);
    else if (reader->block != NULL)
        set_block(reader->block, word, rest);
}

char **
vl_sheet_lines(const char *name)
{
    g_autofree char *path = g_strconcat(FOLDER, name, ".txt", NULL);
    const VlAsset *asset = vl_asset_find(path);
    return asset != NULL ? g_strsplit((const char *)asset->bytes, "\n", -1)
                         : NULL;
}

static void
read_file(Reader *reader, const char *name)
{
    g_auto(GStrv) lines = vl_sheet_lines(name);
    reader->inside = reader->part == NULL;
    for (guint i = 0; lines != NULL && lines[i] != NULL; i++) {
        char *line = lines[i], *space = strchr(line, ' ');
        if (*line == '#' || *line == '\0')
            continue;
        if (space != NULL)
            *space = '\0';
        const char *rest = space != NULL ? space + 1 : "";
        if (g_str_equal(line, "block"))
            reader->inside = g_strcmp0(reader->part, rest) == 0;
        else if (g_str_equal(line, "end"))
            reader->inside = reader->part == NULL;
        else if (reader->inside)
            read_line(reader, line, rest);
    }
}

VlSheet *
vl_sheet_new(const char *name)
{
    if (!g_strv_contains(names, name))
        return NULL;
    VlSheet *sheet = g_new0(VlSheet, 1);
    sheet->name = g_strdup(name);
    sheet->blocks = g_ptr_array_new_with_free_func((GDestroyNotify)block_free);
    Reader reader = {.sheet = sheet};
    read_file(&reader, name);
    return sheet;
}

const char *const *
vl_sheet_list(void)
{
    return names;
}

char *
vl_sheet_names(void)
{
    return g_strjoinv(", ", (char **)names);
}

char *
vl_sheet_sha256(void)
{
    g_autoptr(GString) all = g_string_new(NULL);
    for (const VlAsset *asset = vl_assets; asset->name != NULL; asset++)
        if (g_str_has_prefix(asset->name, FOLDER)) {
            g_string_append(all, asset->name);
            g_string_append_c(all, '\n');
            g_string_append_len(all, (const char *)asset->bytes,
                                (gssize)asset->n_bytes);
        }
    return vl_sha256(all->str, all->len);
}
