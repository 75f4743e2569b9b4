#include "config.h"

#include "llm/cues.h"

#include <string.h>

#include "base/assets.h"

/* Cues are found by their first bytes. */
#define KEY_BYTES 3
#define N_SECTIONS (VL_SECTION_BACK + 1)
/* The block [any]: cues of no kind in particular. */
#define ANY_KIND VL_N_CLAIM_KINDS
/* A longer heading is none, in bytes. */
#define MAX_HEADING 80
/* Far below any score that fits. */
#define NOWHERE (-1000)

typedef struct {
    char *words; /* folded; NULL: counts */
    gboolean any_ending;
    VlCounts counts;
    guint kind; /* VlClaimKind or ANY_KIND */
    int weight;
    gboolean must;
} Cue;

typedef struct {
    GPtrArray *cues;  /* Cue */
    GHashTable *keys; /* first bytes -> GArray of indexes in cues */
    int need[VL_N_CLAIM_KINDS];
    gboolean has_must[VL_N_CLAIM_KINDS];
    gboolean only[VL_N_CLAIM_KINDS];
    /* The second index: within an abstract or not. */
    int place[VL_N_CLAIM_KINDS][2][N_SECTIONS];
    gboolean placed[VL_N_CLAIM_KINDS][2][N_SECTIONS];
} Tables;

static const char *const table_files[] = {
    "schemas/lexicon/en/builtin.txt",
    "schemas/lexicon/fr/builtin.txt",
};

static const struct {
    const char *name;
    VlCounts counts;
} count_names[] = {
    {"{p}", VL_COUNT_P},
    {"{ci}", VL_COUNT_CI},
    {"{percent}", VL_COUNT_PERCENT},
    {"{n}", VL_COUNT_N},
    {"{number}", VL_COUNT_NUMBER},
};

char *
vl_cues_fold(const char *text)
{
    g_autofree char *lower = g_utf8_strdown(text, -1);
    g_autoptr(GString) out = g_string_sized_new(strlen(lower));
    for (const char *p = lower; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == 0x2019 || c == 0x2018)
            c = '\'';
        else if (c == 0x2010 || c == 0x2011 || c == 0x2013 || c == 0x2212)
            c = '-';
        else if (g_unichar_isspace(c))
            c = ' ';
        g_string_append_unichar(out, c);
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static gpointer
key_of(const char *text)
{
    guint key = 0;
    for (guint i = 0; i < KEY_BYTES && text[i] != '\0'; i++)
        key = key << 8 | (unsigned char)text[i];
    return GUINT_TO_POINTER(key);
}

static void
add_cue(Tables *tables, guint kind, int weight, gboolean must,
        const char *words)
{
    Cue *cue = g_new0(Cue, 1);
    cue->kind = kind;
    cue->weight = weight;
    cue->must = must;
    if (must && kind != ANY_KIND)
        tables->has_must[kind] = TRUE;
    guint index = tables->cues->len;
    g_ptr_array_add(tables->cues, cue);
    for (guint i = 0; i < G_N_ELEMENTS(count_names); i++)
        if (g_str_equal(words, count_names[i].name))
            cue->counts = count_names[i].counts;
    if (cue->counts != 0)
        return;
    cue->words = vl_cues_fold(words);
    gsize n = strlen(cue->words);
    cue->any_ending = n > 0 && cue->words[n - 1] == '*';
    if (cue->any_ending)
        cue->words[n - 1] = '\0';
    /* A cue shorter than a key stands with the space that follows it. */
    g_autofree char *padded = g_strconcat(cue->words, "  ", NULL);
    GArray *list = g_hash_table_lookup(tables->keys, key_of(padded));
    if (list == NULL) {
        list = g_array_new(FALSE, FALSE, sizeof(guint));
        g_hash_table_insert(tables->keys, key_of(padded), list);
    }
    g_array_append_val(list, index);
}

static gboolean
read_place(const char *name, VlSectionKind *kind, guint *within)
{
    *within = g_str_has_prefix(name, "abstract");
    if (g_str_has_prefix(name, "abstract-"))
        name += strlen("abstract-");
    for (guint i = 0; i < N_SECTIONS; i++) {
        if (!g_str_equal(name, vl_section_kind_name((VlSectionKind)i)))
            continue;
        *kind = (VlSectionKind)i;
        return TRUE;
    }
    return FALSE;
}

static void
read_place_line(Tables *tables, guint kind, char *line)
{
    char *space = strchr(line, ' ');
    if (space == NULL)
        return;
    *space = '\0';
    VlSectionKind section = VL_SECTION_UNKNOWN;
    guint within = 0;
    if (!read_place(line, &section, &within))
        return;
    tables->place[kind][within][section] =
        (int)g_ascii_strtoll(space + 1, NULL, 10);
    tables->placed[kind][within][section] = TRUE;
}

static void
read_line(Tables *tables, guint *kind, char *line)
{
    VlClaimKind named;
    g_strchomp(line);
    gsize n = strlen(line);
    char *space = strchr(line, ' ');
    if (line[0] == '[' && n > 2 && line[n - 1] == ']') {
        line[n - 1] = '\0';
        *kind = ANY_KIND;
        if (vl_claim_kind_from_name(line + 1, &named))
            *kind = named;
    } else if (line[0] == '#' || space == NULL) {
        return;
    } else if (*kind == ANY_KIND) {
        int weight = (int)g_ascii_strtoll(line, NULL, 10);
        add_cue(tables, ANY_KIND, weight, FALSE, space + 1);
    } else if (g_str_has_prefix(line, "need ")) {
        tables->need[*kind] = (int)g_ascii_strtoll(space, NULL, 10);
    } else if (g_str_has_prefix(line, "in ")) {
        read_place_line(tables, *kind, space + 1);
    } else if (g_str_has_prefix(line, "only ")) {
        tables->only[*kind] = TRUE;
        read_place_line(tables, *kind, space + 1);
    } else if (g_str_has_prefix(line, "must ")) {
        add_cue(tables, *kind, 0, TRUE, space + 1);
    } else {
        int weight = (int)g_ascii_strtoll(line, NULL, 10);
        add_cue(tables, *kind, weight, FALSE, space + 1);
    }
}

static gpointer
read_tables(G_GNUC_UNUSED gpointer data)
{
    Tables *tables = g_new0(Tables, 1);
    tables->cues = g_ptr_array_new();
    tables->keys = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(table_files); i++) {
        const VlAsset *asset = vl_asset_find(table_files[i]);
        guint kind = ANY_KIND;
        g_auto(GStrv) lines = g_strsplit(
            asset != NULL ? (const char *)asset->bytes : "", "\n", -1);
        for (guint k = 0; lines[k] != NULL; k++)
            read_line(tables, &kind, lines[k]);
    }
    return tables;
}

static const Tables *
get_tables(void)
{
    static GOnce once = G_ONCE_INIT;
    g_once(&once, read_tables, NULL);
    return once.retval;
}

/* "20 \u00B5l of the samples" counts no samples. */
#define UNITS \
    "([\u00B5\u03BC]?[lgm]|m[lgm]|kg|cm|nm|per ?cent|hours?|h|min|minutes?|"   \
    "days?|weeks?|months?)\\b"

static const struct {
    VlCounts counts;
    const char *pattern;
} count_patterns[] = {
    {VL_COUNT_P, "\\bp\\s?(-?\\s?values?)?\\s?[<>=\\x{2264}\\x{2265}]\\s?"
                 "[0-9]?[.,\\x{B7}][0-9]"},
    {VL_COUNT_CI, "\\b(ci|ic|confidence intervals?|intervalles? de "
                  "confiance)\\b.{0,12}[0-9]"},
    {VL_COUNT_PERCENT, "[0-9]\\s?%"},
    {VL_COUNT_N,
     "\\bn\\s?=\\s?[0-9]|\\b([0-9][0-9,. ]*|two|three|four|five|six|seven|"
     "eight|nine|ten|twelve|twenty|thirty|forty|fifty|sixty|hundred) "
     "(?!" UNITS ")([\\p{L}-]+ ){0,4}(patients?|participants|subjects|"
     "women|men|children|adults|volunteers|infants|newborns|residents|"
     "people|persons|cases|"
     "controls|rats|mice|animals|rabbits|chickens|chicks|cows|dogs|birds|"
     "teeth|samples|isolates|strains|species|cultivars|accessions|eyes|"
     "studies|trials|articles|patientes|sujets|femmes|hommes|enfants|"
     "adultes|malades|volontaires|souris|dossiers)\\b"},
    {VL_COUNT_NUMBER, "\\b[0-9]+([.,\\x{B7}][0-9]+)?\\b"},
};

VlCounts
vl_cues_count(const char *sentence)
{
    static GRegex *regexes[G_N_ELEMENTS(count_patterns)];
    static gsize ready = 0;
    if (g_once_init_enter(&ready)) {
        for (guint i = 0; i < G_N_ELEMENTS(count_patterns); i++)
            regexes[i] = g_regex_new(count_patterns[i].pattern,
                                     G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0,
                                     NULL);
        g_once_init_leave(&ready, 1);
    }
    VlCounts counts = 0;
    for (guint i = 0; i < G_N_ELEMENTS(count_patterns); i++)
        if (g_regex_match(regexes[i], sentence, 0, NULL))
            counts |= count_patterns[i].counts;
    return counts;
}

static gboolean
is_word_byte(char c)
{
    return g_ascii_isalnum(c) || (unsigned char)c >= 0x80;
}

static void
apply(const Cue *cue, VlScores *scores, gboolean *has_must)
{
    if (cue->kind == ANY_KIND) {
        scores->clarity += cue->weight;
        return;
    }
    scores->score[cue->kind] += cue->weight;
    has_must[cue->kind] |= cue->must;
}

/* Each cue counts once. */
static void
match_words(const Tables *tables, const char *text, VlScores *scores,
            gboolean *has_must)
{
    g_autofree guint8 *done = g_new0(guint8, tables->cues->len);
    for (const char *p = text; *p != '\0'; p++) {
        if (p > text && is_word_byte(p[-1]) && is_word_byte(*p))
            continue;
        GArray *list = g_hash_table_lookup(tables->keys, key_of(p));
        for (guint i = 0; list != NULL && i < list->len; i++) {
            guint index = g_array_index(list, guint, i);
            const Cue *cue = tables->cues->pdata[index];
            gsize n = strlen(cue->words);
            if (done[index] || strncmp(p, cue->words, n) != 0 ||
                (!cue->any_ending && is_word_byte(p[n])))
                continue;
            done[index] = 1;
            apply(cue, scores, has_must);
        }
    }
}

/* "2.3. Outcomes:" is "[outcomes]". */
static char *
with_heading(const char *heading, const char *sentence)
{
    gsize n = heading != NULL ? strlen(heading) : 0;
    if (n > MAX_HEADING)
        n = 0;
    gsize start = n > 0 ? strspn(heading, "0123456789. ") : 0;
    start = MIN(start, n);
    while (n > start && strchr(" :.-", heading[n - 1]) != NULL)
        n--;
    g_autofree char *words =
        n > start ? g_strndup(heading + start, n - start) : g_strdup("");
    g_autofree char *text = g_strdup_printf("[%s] %s", words, sentence);
    return vl_cues_fold(text);
}

void
vl_cues_score(const char *heading, const char *sentence, VlSectionKind kind,
              VlSectionKind within, VlScores *scores)
{
    const Tables *tables = get_tables();
    gboolean has_must[VL_N_CLAIM_KINDS] = {FALSE};
    *scores = (VlScores){.counts = vl_cues_count(sentence)};
    g_autofree char *folded = with_heading(heading, sentence);
    match_words(tables, folded, scores, has_must);
    for (guint i = 0; i < tables->cues->len; i++) {
        const Cue *cue = tables->cues->pdata[i];
        if ((cue->counts & scores->counts) != 0)
            apply(cue, scores, has_must);
    }
    guint inside = within == VL_SECTION_ABSTRACT;
    for (guint i = 0; i < VL_N_CLAIM_KINDS; i++) {
        scores->score[i] += tables->place[i][inside][kind];
        if (tables->only[i] && !tables->placed[i][inside][kind])
            scores->score[i] = NOWHERE;
        scores->fits[i] = scores->score[i] >= tables->need[i] &&
                          (has_must[i] || !tables->has_must[i]);
    }
}
