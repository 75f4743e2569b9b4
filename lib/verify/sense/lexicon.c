#include "config.h"

#include "verify/sense/lexicon.h"

#include <string.h>

#include "base/assets.h"

/* Words of an entry at most, and the bytes by which entries are found. */
#define MAX_WORDS 6
#define KEY_BYTES 3

typedef struct {
    char *text; /* the words, parted by NUL */
    const char *words[MAX_WORDS];
    gsize lengths[MAX_WORDS];
    gboolean any_ending[MAX_WORDS];
    guint n_words;
    VlMarks marks;
    guint kinds;
    guint frames;
    char *group;
} Entry;

/* The block that entries are read from. */
typedef struct {
    char *name;
    VlMarks marks;
    guint kinds;
    guint frames;
} Block;

typedef struct {
    GPtrArray *entries;   /* Entry */
    GHashTable *keys;     /* first bytes -> GPtrArray of Entry */
} Lexicon;

static const char *const files[] = {
    "schemas/lexicon/en/judge.txt",
    "schemas/lexicon/fr/judge.txt",
    "schemas/lexicon/en/ordinary.txt",
    "schemas/lexicon/fr/ordinary.txt",
};

static const char *const names[VL_N_MARKS] = {
    [VL_MARK_UP] = "up",
    [VL_MARK_DOWN] = "down",
    [VL_MARK_GOOD] = "good",
    [VL_MARK_BAD] = "bad",
    [VL_MARK_NOT] = "not",
    [VL_MARK_WITHOUT] = "without",
    [VL_MARK_DIFFER] = "differ",
    [VL_MARK_SAME] = "same",
    [VL_MARK_SIGNIFICANT] = "significant",
    [VL_MARK_INSIGNIFICANT] = "insignificant",
    [VL_MARK_HEDGE] = "hedge",
    [VL_MARK_ASSOCIATED] = "associated",
    [VL_MARK_CAUSE] = "cause",
    [VL_MARK_RECOMMEND] = "recommend",
    [VL_MARK_THAN] = "than",
    [VL_MARK_BELOW] = "below",
    [VL_MARK_ATMOST] = "atmost",
    [VL_MARK_ABOVE] = "above",
    [VL_MARK_ATLEAST] = "atleast",
    [VL_MARK_ABOUT] = "about",
    [VL_MARK_ALL] = "all",
    [VL_MARK_SUBSET] = "subset",
    [VL_MARK_ANIMAL] = "animal",
    [VL_MARK_INVITRO] = "invitro",
    [VL_MARK_HUMAN] = "human",
    [VL_MARK_CHILD] = "child",
    [VL_MARK_ADULT] = "adult",
    [VL_MARK_MALE] = "male",
    [VL_MARK_FEMALE] = "female",
    [VL_MARK_PRIMARY] = "primary",
    [VL_MARK_SECONDARY] = "secondary",
    [VL_MARK_EXPLORATORY] = "exploratory",
    [VL_MARK_SUBGROUP] = "subgroupanalysis",
    [VL_MARK_PER_PROTOCOL] = "perprotocol",
    [VL_MARK_INTENTION] = "intention",
    [VL_MARK_INTERIM] = "interim",
    [VL_MARK_BASELINE] = "baseline",
    [VL_MARK_BETWEEN] = "between",
    [VL_MARK_NONINFERIORITY] = "noninferiority",
    [VL_MARK_EQUIVALENCE] = "equivalence",
    [VL_MARK_RELATIVE] = "relative",
    [VL_MARK_ABSOLUTE] = "absolute",
    [VL_MARK_CITED] = "cited",
    [VL_MARK_OWN] = "own",
    [VL_MARK_HARM] = "harm",
    [VL_MARK_AIM] = "aim",
    [VL_MARK_PLAN] = "plan",
    [VL_MARK_LIMIT] = "limit",
    [VL_MARK_INTERPRETATION] = "interpretation",
    [VL_MARK_METHOD] = "method",
    [VL_MARK_CHANGE] = "change",
    [VL_MARK_RISK] = "risk",
    [VL_MARK_ODDS] = "odds",
    [VL_MARK_HAZARD] = "hazard",
    [VL_MARK_HOWEVER] = "however",
    [VL_MARK_RANDOMISED] = "randomised",
    [VL_MARK_OBSERVATIONAL] = "observational",
    [VL_MARK_REVIEW] = "review",
    [VL_MARK_SURROGATE] = "surrogate",
    [VL_MARK_CLINICAL] = "clinical",
    [VL_MARK_GENERIC] = "generic",
    [VL_MARK_PAST] = "past",
    [VL_MARK_NAMES] = "names",
    [VL_MARK_STOP] = "stop",
};

static const struct {
    const char *name;
    VlKind kind;
} kinds[] = {
    {"kind control", VL_KIND_CONTROL},
    {"kind active", VL_KIND_ACTIVE},
    {"kind wanted", VL_KIND_WANTED},
    {"kind feared", VL_KIND_FEARED},
};

static const struct {
    const char *name;
    VlFrame frame;
} frames[] = {
    {"frame asked", VL_FRAME_ASKED},
    {"frame examines", VL_FRAME_EXAMINES},
    {"frame excepted", VL_FRAME_EXCEPTED},
    {"frame narrows", VL_FRAME_NARROWS},
    {"frame decisive", VL_FRAME_DECISIVE},
    {"frame planned", VL_FRAME_PLANNED},
    {"frame shows", VL_FRAME_SHOWS},
    {"frame unsaid", VL_FRAME_UNSAID},
    {"frame fills", VL_FRAME_FILLS},
    {"frame treats", VL_FRAME_TREATS},
    {"frame weakens", VL_FRAME_WEAKENS},
    {"frame ordinary", VL_FRAME_ORDINARY},
};

const char *
vl_mark_name(VlMark mark)
{
    return names[mark];
}

/* Entries and words shorter than a key are padded with spaces. */
static gpointer
key_of(const char *word, gsize length)
{
    guint key = 0;
    for (guint i = 0; i < KEY_BYTES; i++)
        key = key << 8 | (i < length ? (guchar)word[i] : (guchar)' ');
    return GUINT_TO_POINTER(key);
}

static void
take_words(Entry *entry)
{
    char *p = entry->text;
    while (*p != '\0' && entry->n_words < MAX_WORDS) {
        guint i = entry->n_words++;
        gsize n = strcspn(p, " ");
        gboolean more = p[n] == ' ';
        p[n] = '\0';
        entry->any_ending[i] = n > 0 && p[n - 1] == '*';
        entry->words[i] = p;
        entry->lengths[i] = n - (entry->any_ending[i] ? 1 : 0);
        p += n + (more ? 1 : 0);
    }
}

static void
add_entry(Lexicon *lexicon, const Block *block, const char *text)
{
    if (*text == '\0')
        return;
    Entry *entry = g_new0(Entry, 1);
    entry->text = g_strdup(text);
    entry->group = g_strdup(block->name);
    entry->marks = block->marks;
    entry->kinds = block->kinds;
    entry->frames = block->frames;
    take_words(entry);
    g_ptr_array_add(lexicon->entries, entry);
    gpointer key = key_of(entry->words[0], entry->lengths[0]);
    GPtrArray *list = g_hash_table_lookup(lexicon->keys, key);
    if (list == NULL) {
        list = g_ptr_array_new();
        g_hash_table_insert(lexicon->keys, key, list);
    }
    g_ptr_array_add(list, entry);
}

/* A block's name: a mark, "kind NAME", or "frame NAME". */
static void
open_block(const char *name, Block *block)
{
    g_free(block->name);
    *block = (Block){.name = g_strdup(name)};
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (g_str_equal(kinds[i].name, name))
            block->kinds = kinds[i].kind;
    for (guint i = 0; i < G_N_ELEMENTS(frames); i++)
        if (g_str_equal(frames[i].name, name))
            block->frames = frames[i].frame;
    for (guint i = 0; i < VL_N_MARKS; i++)
        if (g_str_equal(names[i], name))
            block->marks = VL_BIT(i);
}

static void
read_file(Lexicon *lexicon, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    Block block = {.name = g_strdup("")};
    for (guint i = 0; lines[i] != NULL; i++) {
        char *line = g_strstrip(lines[i]);
        gsize n = strlen(line);
        if (line[0] == '#')
            continue;
        if (line[0] == '[' && line[n - 1] == ']') {
            line[n - 1] = '\0';
            open_block(line + 1, &block);
            continue;
        }
        g_auto(GStrv) entries = g_strsplit(line, ",", -1);
        for (guint k = 0; entries[k] != NULL; k++)
            add_entry(lexicon, &block, g_strstrip(entries[k]));
    }
    g_free(block.name);
}

static gpointer
read_all(G_GNUC_UNUSED gpointer data)
{
    Lexicon *lexicon = g_new0(Lexicon, 1);
    lexicon->entries = g_ptr_array_new();
    lexicon->keys = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
        const VlAsset *asset = vl_asset_find(files[i]);
        if (asset != NULL)
            read_file(lexicon, (const char *)asset->bytes);
    }
    return lexicon;
}

static const Lexicon *
get_lexicon(void)
{
    static GOnce once = G_ONCE_INIT;
    g_once(&once, read_all, NULL);
    return once.retval;
}

/* "Or more", "et plus". */
static gboolean
goes_on(const Entry *entry)
{
    static const char *const joints[] = {"or", "and", "ou", "et"};
    return entry->n_words > 1 &&
           VL_WORD_IN(entry->words[0], entry->lengths[0], joints);
}

/* Words from a number to the "or more" that binds it: "18 years of age or
 * more". */
#define BOUND_REACH 4

static gboolean
follows_number(const VlWord *words, guint at, const gboolean *breaks)
{
    for (guint i = at; i-- > 0 && at - i <= BOUND_REACH;) {
        if (breaks != NULL && breaks[i + 1])
            return FALSE;
        if (words[i].number)
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_bound(const Entry *entry, const VlWord *words, guint n, guint at,
         const gboolean *breaks)
{
    const VlMarks binding = VL_BIT(VL_MARK_BELOW) | VL_BIT(VL_MARK_ABOVE);
    const VlMarks behind = VL_BIT(VL_MARK_ATMOST) | VL_BIT(VL_MARK_ATLEAST);
    guint end = at + entry->n_words;
    if ((entry->marks & binding) != 0 && entry->n_words > 1)
        return end < n && words[end].number;
    if ((entry->marks & behind) != 0 && goes_on(entry))
        return follows_number(words, at, breaks);
    return TRUE;
}

static gboolean
fits(const Entry *entry, const VlWord *words, guint n, guint at,
     const gboolean *breaks)
{
    if (at + entry->n_words > n)
        return FALSE;
    if (!is_bound(entry, words, n, at, breaks))
        return FALSE;
    for (guint i = 0; i < entry->n_words; i++) {
        const VlWord *word = &words[at + i];
        gsize length = entry->lengths[i];
        if (i > 0 && breaks != NULL && breaks[at + i])
            return FALSE;
        if (word->length < length ||
            (word->length > length && !entry->any_ending[i]) ||
            memcmp(word->key, entry->words[i], length) != 0)
            return FALSE;
    }
    return TRUE;
}

static void
mark_at(const Lexicon *lexicon, VlWord *words, guint n, guint at,
        const gboolean *breaks)
{
    VlWord *word = &words[at];
    /* An entry shorter than a key is found under its padded key. */
    gsize most = MIN(word->length, (gsize)KEY_BYTES);
    VlMarks stop = 0;
    for (gsize length = 1; length <= most; length++) {
        const GPtrArray *list = g_hash_table_lookup(
            lexicon->keys, key_of(word->key, length));
        for (guint i = 0; list != NULL && i < list->len; i++) {
            const Entry *entry = list->pdata[i];
            if (!fits(entry, words, n, at, breaks))
                continue;
            word->kinds |= entry->kinds;
            word->frames |= entry->frames;
            if (entry->kinds != 0 || entry->frames != 0)
                continue;
            /* "Plus" says nothing by itself in "plus élevé", either. */
            if (entry->n_words == 1)
                stop |= entry->marks & VL_BIT(VL_MARK_STOP);
            if (entry->n_words < word->n_words)
                continue;
            if (entry->n_words > word->n_words) {
                word->marks = 0;
                word->n_words = entry->n_words;
            }
            word->marks |= entry->marks;
        }
    }
    /* An inhibitor is a thing, however its word starts. */
    if ((word->marks & VL_BIT(VL_MARK_NAMES)) != 0)
        word->marks = VL_BIT(VL_MARK_NAMES);
    word->marks |= stop;
}

void
vl_lexicon_mark(VlWord *words, guint n, const gboolean *breaks)
{
    const Lexicon *lexicon = get_lexicon();
    guint covered = 0;
    for (guint i = 0; i < n; i++) {
        words[i].marks = 0;
        words[i].n_words = 0;
        words[i].kinds = 0;
        words[i].frames = 0;
        words[i].inside = i < covered;
        mark_at(lexicon, words, n, i, breaks);
        if (i < covered && words[i].n_words <= 1)
            words[i].marks &= VL_BIT(VL_MARK_STOP);
        covered = MAX(covered, i + words[i].n_words);
    }
}

void
vl_lexicon_visit(VlLexiconVisit visit, gpointer data)
{
    const Lexicon *lexicon = get_lexicon();
    for (guint i = 0; i < lexicon->entries->len; i++) {
        const Entry *entry = lexicon->entries->pdata[i];
        g_autoptr(GString) words = g_string_new(NULL);
        for (guint k = 0; k < entry->n_words; k++) {
            g_string_append(words, k > 0 ? " " : "");
            g_string_append_len(words, entry->words[k],
                                (gssize)entry->lengths[k]);
        }
        visit(entry->group, words->str, data);
    }
}
