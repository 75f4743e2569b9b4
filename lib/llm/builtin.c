#include "config.h"

#include "llm/builtin.h"

#include <string.h>

#include "llm/cues.h"
#include "llm/outcome.h"
#include "llm/readable.h"

/* A digest with fewer claims of a paper is filled up with its strongest
 * sentences. */
#define MIN_CLAIMS 6
/* Share of the words of the shorter sentence that makes two the same. */
#define SAME_PERCENT 60

typedef struct {
    const VlSentence *sentence;
    const VlSection *section;
    VlScores scores;
    GHashTable *words; /* of the sentence, for comparing; owned */
    gboolean taken;
} Candidate;

typedef struct {
    const VlReading *reading;
    GPtrArray *candidates; /* Candidate */
    GPtrArray *claims;     /* VlClaim */
    guint found[VL_N_CLAIM_KINDS];
    const char *definition; /* of the primary outcome; NULL: none */
} Choice;

static void
candidate_free(Candidate *candidate)
{
    g_hash_table_unref(candidate->words);
    g_free(candidate);
}

/* The longer words of a text, in lower case, their endings cut. */
static GHashTable *
words_of(const char *text)
{
    GHashTable *words =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree char *lower = g_utf8_strdown(text, -1);
    for (const char *p = lower; *p != '\0';) {
        gsize n = 0;
        while (g_ascii_isalnum(p[n]) || (unsigned char)p[n] >= 0x80)
            n++;
        if (n >= 4 || (n > 0 && g_ascii_isdigit(*p)))
            g_hash_table_add(words, g_strndup(p, MIN(n, (gsize)7)));
        p += MAX(n, (gsize)1);
    }
    return words;
}

static guint
count_common(GHashTable *a, GHashTable *b)
{
    guint n = 0;
    GHashTableIter iter;
    gpointer word;
    g_hash_table_iter_init(&iter, a);
    while (g_hash_table_iter_next(&iter, &word, NULL))
        n += g_hash_table_contains(b, word);
    return n;
}

static gboolean
says_the_same(const Candidate *a, const Candidate *b)
{
    guint n = MIN(g_hash_table_size(a->words), g_hash_table_size(b->words));
    return count_common(a->words, b->words) * 100 >= n * SAME_PERCENT;
}

static gboolean
has_abstract(const VlReading *reading)
{
    for (guint i = 0; i < reading->sections->len; i++) {
        const VlSection *section = reading->sections->pdata[i];
        if (section->within == VL_SECTION_ABSTRACT)
            return TRUE;
    }
    return FALSE;
}

/* The article's own words: no references, no back matter.  What precedes
 * any heading is front matter, or an abstract that has none. */
static gboolean
is_own(const VlSection *section, const VlSentence *sentence,
       gboolean with_abstract)
{
    if (section->kind == VL_SECTION_UNKNOWN &&
        section->within != VL_SECTION_ABSTRACT)
        return !with_abstract && sentence->page == 1;
    return section->kind != VL_SECTION_REFERENCES &&
           section->kind != VL_SECTION_BACK &&
           section->kind != VL_SECTION_TITLE;
}

/* The label of an abstract's part belongs to what it says: "MAIN OUTCOMES:
 * Death at 28 days." */
static void
score(Candidate *candidate)
{
    const VlSection *section = candidate->section;
    gboolean inside = section->within == VL_SECTION_ABSTRACT ||
                      section->kind == VL_SECTION_UNKNOWN;
    g_autofree char *text =
        g_strdup_printf("%s %s",
                        inside && section->heading != NULL ? section->heading
                                                           : "",
                        candidate->sentence->text);
    vl_cues_score(text, section->kind,
                  inside ? VL_SECTION_ABSTRACT : section->within,
                  &candidate->scores);
}

static GPtrArray *
find_candidates(const VlReading *reading)
{
    GPtrArray *candidates =
        g_ptr_array_new_with_free_func((GDestroyNotify)candidate_free);
    gboolean with_abstract = has_abstract(reading);
    for (guint i = 0; i < reading->sentences->len; i++) {
        const VlSentence *sentence = reading->sentences->pdata[i];
        const VlSection *section = vl_reading_section_of(reading, sentence);
        if (!is_own(section, sentence, with_abstract) ||
            !vl_sentence_is_readable(reading, sentence))
            continue;
        Candidate *candidate = g_new0(Candidate, 1);
        candidate->sentence = sentence;
        candidate->section = section;
        candidate->words = words_of(sentence->text);
        score(candidate);
        g_ptr_array_add(candidates, candidate);
    }
    return candidates;
}

static gboolean
is_repeated(const Choice *choice, const Candidate *candidate)
{
    for (guint i = 0; i < choice->candidates->len; i++) {
        const Candidate *other = choice->candidates->pdata[i];
        if (other->taken && says_the_same(candidate, other))
            return TRUE;
    }
    return FALSE;
}

/* What another paper found is not this one's result. */
static gboolean
may_cite(VlClaimKind kind)
{
    return kind != VL_CLAIM_PRIMARY_RESULT && kind != VL_CLAIM_RESULT &&
           kind != VL_CLAIM_HARMS && kind != VL_CLAIM_CONCLUSION;
}

static int
rank(const Candidate *candidate, VlClaimKind kind)
{
    int score = candidate->scores.score[kind] * 4;
    glong n = g_utf8_strlen(candidate->sentence->text, -1);
    /* Short and in one piece is easier to read. */
    score -= n > 300 ? 3 : 0;
    score -= candidate->sentence->segments->len > 1 ? 4 : 0;
    score -= candidate->sentence->cites ? 4 : 0;
    return score;
}

static Candidate *
best(const Choice *choice, VlClaimKind kind)
{
    Candidate *found = NULL;
    for (guint i = 0; i < choice->candidates->len; i++) {
        Candidate *candidate = choice->candidates->pdata[i];
        if (candidate->taken || !candidate->scores.fits[kind] ||
            (candidate->sentence->cites && !may_cite(kind)) ||
            (found != NULL && rank(candidate, kind) <= rank(found, kind)) ||
            is_repeated(choice, candidate))
            continue;
        found = candidate;
    }
    return found;
}

static VlQuote *
quote_of(const VlReading *reading, const Candidate *candidate)
{
    const VlDocument *document = reading->document;
    const VlSentence *sentence = candidate->sentence;
    VlQuote *quote = vl_quote_new();
    quote->rendering_sha256 = g_strdup(document->sha256);
    quote->section =
        g_strdup(vl_section_kind_name(candidate->section->kind));
    quote->hit = vl_hit_new(VL_MATCH_EXACT);
    quote->hit->occurrences = 1;
    for (guint i = 0; i < sentence->segments->len; i++) {
        VlSpan span = g_array_index(sentence->segments, VlSpan, i);
        g_autofree char *text = vl_document_slice(document, span);
        vl_hit_add_segment(quote->hit, span,
                           vl_document_page_at(document, span.start), text);
    }
    vl_hit_close(quote->hit);
    const VlPage *page = vl_document_page(document, quote->hit->page);
    quote->label = g_strdup(page->label);
    return quote;
}

static void
take(Choice *choice, Candidate *candidate, VlClaimKind kind)
{
    candidate->taken = TRUE;
    VlClaim *claim = vl_claim_new(kind, candidate->sentence->text);
    claim->verdict = VL_VERDICT_EXTRACT;
    g_ptr_array_add(claim->quotes, quote_of(choice->reading, candidate));
    g_ptr_array_add(choice->claims, claim);
    choice->found[kind]++;
    if (kind == VL_CLAIM_PRIMARY_OUTCOME)
        choice->definition = candidate->sentence->text;
    /* "120 adults were randomly assigned": design and population in one. */
    if (kind == VL_CLAIM_DESIGN && candidate->scores.fits[VL_CLAIM_POPULATION])
        choice->found[VL_CLAIM_POPULATION]++;
}

/* How many sentences of each kind, in the order in which they are sought:
 * what is rare first, so that a common kind does not take its sentence. */
static const struct {
    VlClaimKind kind;
    guint max;
} wanted[] = {
    {VL_CLAIM_PRIMARY_RESULT, 1}, {VL_CLAIM_PRIMARY_OUTCOME, 1},
    {VL_CLAIM_AIM, 1},            {VL_CLAIM_LIMITS, 2},
    {VL_CLAIM_CONCLUSION, 1},     {VL_CLAIM_DESIGN, 1},
    {VL_CLAIM_POPULATION, 1},     {VL_CLAIM_HARMS, 2},
    {VL_CLAIM_RESULT, 4},
};

/* The result of a primary outcome that is defined elsewhere, found by the
 * words of its definition. */
static void
take_defined_result(Choice *choice)
{
    Candidate *found = NULL;
    for (guint i = 0; choice->definition != NULL &&
                      i < choice->candidates->len; i++) {
        Candidate *candidate = choice->candidates->pdata[i];
        if (!candidate->taken && !candidate->sentence->cites &&
            candidate->scores.fits[VL_CLAIM_RESULT] &&
            vl_outcome_matches(choice->definition, candidate->sentence->text) &&
            (found == NULL || rank(candidate, VL_CLAIM_RESULT) >
                                  rank(found, VL_CLAIM_RESULT)))
            found = candidate;
    }
    if (found != NULL)
        take(choice, found, VL_CLAIM_PRIMARY_RESULT);
}

/* What a sentence without any cue of a result is shown as, by its place. */
static VlClaimKind
kind_of_place(const Candidate *candidate)
{
    switch (candidate->section->kind) {
    case VL_SECTION_INTRODUCTION:
        return VL_CLAIM_AIM;
    case VL_SECTION_METHODS:
        return VL_CLAIM_DESIGN;
    case VL_SECTION_DISCUSSION:
    case VL_SECTION_CONCLUSION:
        return VL_CLAIM_CONCLUSION;
    default:
        return VL_CLAIM_RESULT;
    }
}

static int
fill_rank(const Candidate *candidate)
{
    static const int by_kind[] = {
        [VL_SECTION_RESULTS] = 8,      [VL_SECTION_CONCLUSION] = 5,
        [VL_SECTION_DISCUSSION] = 3,   [VL_SECTION_METHODS] = 2,
        [VL_SECTION_UNKNOWN] = 1,      [VL_SECTION_BACK] = 0,
    };
    VlSectionKind kind = candidate->section->kind;
    int score = by_kind[kind] * 4 + candidate->scores.score[VL_CLAIM_RESULT];
    if (candidate->scores.score[VL_CLAIM_RESULT] < -100)
        score = by_kind[kind] * 4;
    /* The later an abstract, the more it says of what was found. */
    if (candidate->section->within == VL_SECTION_ABSTRACT)
        score += 20 + (int)MIN(candidate->sentence->number, 40u);
    return score;
}

static void
fill_up(Choice *choice)
{
    while (choice->claims->len < MIN_CLAIMS) {
        Candidate *found = NULL;
        for (guint i = 0; i < choice->candidates->len; i++) {
            Candidate *candidate = choice->candidates->pdata[i];
            if (candidate->taken || candidate->sentence->cites ||
                (found != NULL && fill_rank(candidate) <= fill_rank(found)) ||
                is_repeated(choice, candidate))
                continue;
            found = candidate;
        }
        if (found == NULL)
            return;
        take(choice, found, kind_of_place(found));
    }
}

static gsize
start_of(const VlClaim *claim)
{
    const VlQuote *quote = claim->quotes->pdata[0];
    return quote->hit->span.start;
}

static int
compare_claims(gconstpointer a, gconstpointer b)
{
    const VlClaim *x = *(VlClaim *const *)a, *y = *(VlClaim *const *)b;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    gsize s = start_of(x), t = start_of(y);
    return s < t ? -1 : s > t;
}

static GPtrArray *
list_missing(const Choice *choice)
{
    GPtrArray *missing = g_ptr_array_new_with_free_func(g_free);
    for (guint kind = 0; kind < VL_N_CLAIM_KINDS; kind++)
        if (choice->found[kind] == 0)
            g_ptr_array_add(missing, g_strdup(vl_claim_kind_name(
                                         (VlClaimKind)kind)));
    return missing;
}

GPtrArray *
vl_builtin_claims(G_GNUC_UNUSED const VlRecord *record,
                  const VlReading *reading, GPtrArray **missing)
{
    g_autoptr(GPtrArray) candidates = find_candidates(reading);
    Choice choice = {.reading = reading, .candidates = candidates};
    choice.claims =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_claim_free);
    for (guint i = 0; i < G_N_ELEMENTS(wanted); i++) {
        Candidate *found;
        while (choice.found[wanted[i].kind] < wanted[i].max &&
               (found = best(&choice, wanted[i].kind)) != NULL)
            take(&choice, found, wanted[i].kind);
        if (wanted[i].kind == VL_CLAIM_PRIMARY_OUTCOME &&
            choice.found[VL_CLAIM_PRIMARY_RESULT] == 0)
            take_defined_result(&choice);
    }
    fill_up(&choice);
    g_ptr_array_sort(choice.claims, compare_claims);
    *missing = list_missing(&choice);
    return choice.claims;
}
