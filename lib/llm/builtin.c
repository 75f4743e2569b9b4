#include "config.h"

#include "llm/builtin.h"

#include <string.h>

#include "llm/cues.h"
#include "llm/outcome.h"
#include "llm/quote.h"
#include "llm/readable.h"

/* A digest with fewer claims of a paper is filled up with its strongest
 * sentences. */
#define MIN_CLAIMS 6
/* Share of the words of the shorter sentence that makes two the same. */
#define SAME_PERCENT 60
/* A sentence that announces limits is no longer, in bytes. */
#define MAX_ANNOUNCEMENT 160
/* So many sentences after it are taken for limits. */
#define LIMITS_AFTER 3
/* A shorter one, in bytes, tells none itself. */
#define MIN_LIMIT 80
/* An abstract without heading has at least so many sentences. */
#define MIN_OPENING 3
/* The title of a notice stands in so many bytes. */
#define TITLE_BYTES 600

typedef struct {
    const VlSentence *sentence;
    const VlSection *section;
    VlSectionKind place; /* its kind, but ABSTRACT for one without heading */
    gboolean inside;     /* within the abstract */
    VlScores scores;
    GHashTable *words; /* of the sentence, for comparing; owned */
    gboolean taken;
    VlClaimKind kind; /* taken as this */
    gboolean early;   /* of an abstract in one piece: what precedes its aim */
} Candidate;

typedef struct {
    const VlReading *reading;
    GPtrArray *candidates; /* Candidate */
    GPtrArray *claims;     /* VlClaim */
    guint found[VL_N_CLAIM_KINDS];
    const char *definition; /* of the primary outcome; NULL: none */
    gboolean notice;        /* of a correction or a retraction */
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

/* "Corrigendum to ...": what such a notice cites is the article that it
 * corrects. */
static gboolean
is_notice(const VlReading *reading)
{
    static GRegex *regex = NULL;
    if (g_once_init_enter(&regex)) {
        GRegex *made = g_regex_new(
            "^(author |publisher )?(corrigendum|erratum|correction|"
            "retraction|addendum|expression of concern)\\b",
            G_REGEX_CASELESS | G_REGEX_MULTILINE, 0, NULL);
        g_once_init_leave(&regex, made);
    }
    const char *text = reading->document->text;
    gsize n = MIN(strlen(text), (gsize)TITLE_BYTES);
    while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80)
        n--;
    g_autofree char *head = g_strndup(text, n);
    return g_regex_match(regex, head, 0, NULL);
}

/* Walks the sentences and knows what stands over each. */
typedef struct {
    const VlReading *reading;
    guint section;       /* of the last sentence */
    const char *heading; /* the last one; NULL: none */
    guint under;         /* sentences of prose under it so far */
    guint n_limits;      /* so many sentences may still tell limits */
    gboolean with_abstract, notice;
    guint n_opening;        /* sentences of an abstract without heading */
    gboolean opening_ended; /* it is over */
} Walk;

/* The article's own words: no references, no back matter.  What precedes
 * any heading is front matter, or an abstract that has none; that ends
 * where the text begins to cite. */
static gboolean
is_own(Walk *walk, const VlSection *section, const VlSentence *sentence)
{
    if (section->kind != VL_SECTION_UNKNOWN)
        return section->kind != VL_SECTION_REFERENCES &&
               section->kind != VL_SECTION_BACK &&
               section->kind != VL_SECTION_TITLE;
    if (section->within == VL_SECTION_ABSTRACT)
        return TRUE;
    if (walk->notice)
        return sentence->page == 1;
    if (walk->with_abstract || walk->opening_ended || sentence->page > 1)
        return FALSE;
    walk->opening_ended = walk->n_opening >= MIN_OPENING &&
                          sentence->kind == VL_SENTENCE_BODY &&
                          sentence->cites;
    return !walk->opening_ended;
}

/* "Our study has several limitations." says none; what follows does. */
static gboolean
announces_limits(const char *text)
{
    static GRegex *regex = NULL;
    if (g_once_init_enter(&regex)) {
        GRegex *made = g_regex_new(
            "\\b(several|some|few|number of|certain|following|important|"
            "potential|various|two|three|four|has|had|have|there are|without|"
            "plusieurs|quelques|certaines|des)\\b.*\\b(limitations?|weaknesses|"
            "shortcomings|limites)\\b",
            G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
        g_once_init_leave(&regex, made);
    }
    return strlen(text) <= MAX_ANNOUNCEMENT &&
           g_regex_match(regex, text, 0, NULL);
}

static void
stand_under(Walk *walk, const char *heading)
{
    walk->heading = heading;
    walk->under = 0;
    walk->n_limits = 0;
}

static void
walk_on(Walk *walk, const VlSentence *sentence)
{
    const VlSection *section = vl_reading_section_of(walk->reading, sentence);
    if (sentence->section != walk->section || walk->heading == NULL)
        stand_under(walk, section->heading != NULL ? section->heading : "");
    walk->section = sentence->section;
    if (sentence->kind == VL_SENTENCE_HEADING)
        stand_under(walk, sentence->text);
}

/* Under "Primary outcome" the first sentence says it; how it was measured
 * follows. */
static gboolean
names_outcome(const char *heading)
{
    g_autofree char *lower = g_utf8_strdown(heading, -1);
    return strstr(lower, "primary") != NULL ||
           strstr(lower, "main outcome") != NULL ||
           strstr(lower, "principal") != NULL;
}

/* An abstract in one piece ends with what its authors conclude. */
static gboolean
ends_abstract(const Walk *walk, const VlSentence *sentence,
              const VlSection *section)
{
    const GPtrArray *sentences = walk->reading->sentences;
    return section->kind == VL_SECTION_ABSTRACT && walk->under > 3 &&
           (sentence->number >= sentences->len ||
            ((VlSentence *)sentences->pdata[sentence->number])->section !=
                sentence->section);
}

/* What is scored for the sentence as its heading. */
static const char *
heading_over(Walk *walk, const VlSentence *sentence,
             const VlSection *section)
{
    walk->under += sentence->kind == VL_SENTENCE_BODY;
    if (walk->under > 1 && names_outcome(walk->heading))
        return "";
    if (ends_abstract(walk, sentence, section))
        return "last";
    if (section->kind != VL_SECTION_DISCUSSION &&
        section->kind != VL_SECTION_CONCLUSION)
        return walk->heading;
    if (announces_limits(sentence->text)) {
        walk->n_limits = LIMITS_AFTER;
        return walk->heading;
    }
    if (walk->n_limits == 0)
        return walk->heading;
    walk->n_limits--;
    return "limits follow";
}

static Candidate *
candidate_new(const VlSentence *sentence, const VlSection *section,
              const char *heading)
{
    Candidate *candidate = g_new0(Candidate, 1);
    candidate->sentence = sentence;
    candidate->section = section;
    candidate->words = words_of(sentence->text);
    candidate->place = section->kind;
    candidate->inside = section->within == VL_SECTION_ABSTRACT;
    if (section->kind == VL_SECTION_UNKNOWN && !candidate->inside) {
        candidate->place = VL_SECTION_ABSTRACT;
        candidate->inside = TRUE;
    }
    vl_cues_score(heading, sentence->text, candidate->place,
                  candidate->inside ? VL_SECTION_ABSTRACT : section->within,
                  &candidate->scores);
    if (announces_limits(sentence->text) &&
        strlen(sentence->text) < MIN_LIMIT)
        candidate->scores.fits[VL_CLAIM_LIMITS] = FALSE;
    return candidate;
}

/* In an abstract in one piece, what stands before the aim was known before;
 * without an aim, the first third.  A review has its aim near the end, and
 * before it what it reviews. */
static void
find_early(GPtrArray *candidates)
{
    guint first = 0, n = 0, aim_at = 0;
    const Candidate *aim = NULL;
    for (guint i = 0; i < candidates->len; i++) {
        Candidate *candidate = candidates->pdata[i];
        if (candidate->place != VL_SECTION_ABSTRACT)
            continue;
        first = n == 0 ? i : first;
        n++;
        if (candidate->scores.fits[VL_CLAIM_AIM] &&
            (aim == NULL || candidate->scores.score[VL_CLAIM_AIM] >
                                aim->scores.score[VL_CLAIM_AIM])) {
            aim = candidate;
            aim_at = n;
        }
    }
    gboolean review = aim_at * 3 > n * 2;
    for (guint i = first; i < first + n; i++) {
        Candidate *candidate = candidates->pdata[i];
        if (candidate->place != VL_SECTION_ABSTRACT ||
            (aim == NULL && (n < 4 || (i - first) * 3 >= n)))
            return;
        if (candidate == aim)
            return;
        candidate->early = !review || (i - first) * 3 < n;
        for (guint k = 0; k < VL_N_CLAIM_KINDS; k++)
            candidate->scores.fits[k] &= k == VL_CLAIM_AIM;
    }
}

static GPtrArray *
find_candidates(const VlReading *reading)
{
    GPtrArray *candidates =
        g_ptr_array_new_with_free_func((GDestroyNotify)candidate_free);
    Walk over = {.reading = reading};
    over.with_abstract = has_abstract(reading);
    over.notice = is_notice(reading);
    for (guint i = 0; i < reading->sentences->len; i++) {
        const VlSentence *sentence = reading->sentences->pdata[i];
        const VlSection *section = vl_reading_section_of(reading, sentence);
        walk_on(&over, sentence);
        if (!is_own(&over, section, sentence))
            continue;
        const char *heading = heading_over(&over, sentence, section);
        if (!vl_sentence_is_readable(reading, sentence))
            continue;
        over.n_opening += section->kind == VL_SECTION_UNKNOWN;
        g_ptr_array_add(candidates,
                        candidate_new(sentence, section, heading));
    }
    if (!over.notice)
        find_early(candidates);
    return candidates;
}

static gboolean
is_finding(VlClaimKind kind)
{
    return kind == VL_CLAIM_PRIMARY_RESULT || kind == VL_CLAIM_RESULT ||
           kind == VL_CLAIM_HARMS;
}

/* Findings that stand in the abstract and again in the results are shown
 * once; but a result may well repeat the words of its definition, and a
 * conclusion those of the aim. */
static gboolean
is_repeated(const Choice *choice, const Candidate *candidate, VlClaimKind kind)
{
    for (guint i = 0; i < choice->candidates->len; i++) {
        const Candidate *other = choice->candidates->pdata[i];
        if (other->taken &&
            (other->kind == kind ||
             (is_finding(other->kind) && is_finding(kind))) &&
            says_the_same(candidate, other))
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
    int score =
        (candidate->scores.score[kind] + candidate->scores.clarity) * 4;
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
            is_repeated(choice, candidate, kind))
            continue;
        found = candidate;
    }
    return found;
}

static void
take(Choice *choice, Candidate *candidate, VlClaimKind kind)
{
    candidate->taken = TRUE;
    candidate->kind = kind;
    VlClaim *claim = vl_claim_new(kind, candidate->sentence->text);
    claim->verdict = VL_VERDICT_EXTRACT;
    g_ptr_array_add(claim->quotes, vl_quote_of_sentence(choice->reading,
                                         candidate->sentence));
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

/* What a sentence without cues is shown as, by its place, and what the place
 * is worth when a digest is filled up.  What introduces an article tells of
 * others' work. */
static const struct {
    gboolean fits;
    VlClaimKind kind;
    int worth;
} places[2][VL_SECTION_BACK + 1] = {
    {
        [VL_SECTION_METHODS] = {TRUE, VL_CLAIM_DESIGN, 8},
        [VL_SECTION_RESULTS] = {TRUE, VL_CLAIM_RESULT, 30},
        [VL_SECTION_CONCLUSION] = {TRUE, VL_CLAIM_CONCLUSION, 26},
        [VL_SECTION_UNKNOWN] = {TRUE, VL_CLAIM_RESULT, 4},
    },
    /* Within an abstract. */
    {
        [VL_SECTION_ABSTRACT] = {TRUE, VL_CLAIM_RESULT, 16},
        [VL_SECTION_METHODS] = {TRUE, VL_CLAIM_DESIGN, 12},
        [VL_SECTION_RESULTS] = {TRUE, VL_CLAIM_RESULT, 40},
        [VL_SECTION_DISCUSSION] = {TRUE, VL_CLAIM_CONCLUSION, 34},
        [VL_SECTION_CONCLUSION] = {TRUE, VL_CLAIM_CONCLUSION, 36},
        [VL_SECTION_UNKNOWN] = {TRUE, VL_CLAIM_RESULT, 4},
    },
};

/* The sentences of prose before this one in its section. */
static guint
place_in_section(const Choice *choice, const Candidate *candidate)
{
    const GPtrArray *sentences = choice->reading->sentences;
    guint before = 0;
    for (guint i = 0; i < sentences->len; i++) {
        const VlSentence *sentence = sentences->pdata[i];
        if (sentence->section != candidate->sentence->section ||
            sentence->kind != VL_SENTENCE_BODY)
            continue;
        before += sentence->number < candidate->sentence->number;
    }
    return before;
}

static int
fill_rank(const Choice *choice, const Candidate *candidate)
{
    guint inside = candidate->inside;
    VlSectionKind place = candidate->place;
    if ((candidate->sentence->cites && !choice->notice) ||
        !places[inside][place].fits || candidate->early ||
        (candidate->scores.fits[VL_CLAIM_AIM] && !choice->notice))
        return -1;
    guint before = place_in_section(choice, candidate);
    int score = places[inside][place].worth +
                MAX(candidate->scores.score[VL_CLAIM_RESULT], -4) +
                candidate->scores.clarity * 2;
    /* The later in an abstract or a conclusion, the more is said of what
     * was found. */
    if (inside || place == VL_SECTION_CONCLUSION)
        score += (int)MIN(before, 12u);
    return MAX(score, 0);
}

static VlClaimKind
kind_of_place(const Candidate *candidate)
{
    return places[candidate->inside][candidate->place].kind;
}

static void
fill_up(Choice *choice)
{
    while (choice->claims->len < MIN_CLAIMS) {
        Candidate *found = NULL;
        int most = -1;
        for (guint i = 0; i < choice->candidates->len; i++) {
            Candidate *candidate = choice->candidates->pdata[i];
            int worth = candidate->taken ? -1 : fill_rank(choice, candidate);
            if (worth <= most ||
                is_repeated(choice, candidate, kind_of_place(candidate)))
                continue;
            found = candidate;
            most = worth;
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
    choice.notice = is_notice(reading);
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
