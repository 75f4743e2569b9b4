#include "config.h"

#include "pubmed/match-reference.h"

#include <string.h>

#include "pubmed/journal-name.h"

/* Shares of a title's words from which the paper is surely meant, or
 * perhaps. */
#define SAME_TITLE 0.8
#define NEAR_TITLE 0.6
/* Words of a title of which even all may be chance. */
#define MIN_TITLE_WORDS 3

typedef struct {
    const VlCitation *citation; /* not owned */
    GPtrArray *title;           /* folded words; empty: no title */
    GHashTable *words;          /* of the whole text */
    const VlRecord *by_pmid, *by_doi, *by_title, *by_place;
    double title_score;
} Wanted;

struct VlMatcher {
    GPtrArray *wanted; /* Wanted */
    GPtrArray *kept;   /* VlRecord */
};

/* ---- Words ---- */

static gboolean
has_word(const GPtrArray *words, const char *word)
{
    for (guint i = 0; i < words->len; i++)
        if (g_str_equal(words->pdata[i], word))
            return TRUE;
    return FALSE;
}

/* The share of words that two titles have in common, by the longer one. */
static double
compare_titles(const GPtrArray *a, const GPtrArray *b)
{
    if (a->len == 0 || b->len == 0)
        return 0;
    guint same = 0;
    for (guint i = 0; i < a->len; i++)
        same += has_word(b, a->pdata[i]);
    return (double)same / MAX(a->len, b->len);
}

/* "tumour" and "tumor", "randomised" and "randomized". */
static gboolean
same_spelling(const char *a, const char *b)
{
    gsize n_a = strlen(a), n_b = strlen(b), same = 0;
    while (a[same] != '\0' && a[same] == b[same])
        same++;
    gsize tail = 0;
    while (tail + same < MIN(n_a, n_b) &&
           a[n_a - 1 - tail] == b[n_b - 1 - tail])
        tail++;
    return MIN(n_a, n_b) >= 4 && MAX(n_a, n_b) - same - tail <= 1;
}

static guint
count_missing(const GPtrArray *words, const GPtrArray *among)
{
    guint missing = 0;
    for (guint i = 0; i < words->len; i++) {
        const char *word = words->pdata[i];
        gboolean found = strlen(word) < 3 && !g_ascii_isdigit(*word);
        for (guint k = 0; k < among->len && !found; k++)
            found = g_str_equal(word, among->pdata[k]) ||
                    same_spelling(word, among->pdata[k]);
        missing += !found;
    }
    return missing;
}

/* The same but for spelling, hyphens and a subtitle that is left out. */
static gboolean
same_title(const GPtrArray *given, const GPtrArray *record)
{
    g_autofree char *a = vl_fold_join(given);
    g_autofree char *b = vl_fold_join(record);
    if (g_str_equal(a, b) || (given->len >= 5 && g_str_has_prefix(b, a)))
        return TRUE;
    return given->len >= MIN_TITLE_WORDS &&
           count_missing(given, record) == 0 &&
           count_missing(record, given) == 0;
}

/* ---- Records that fit ---- */

VlMatcher *
vl_matcher_new(void)
{
    VlMatcher *matcher = g_new0(VlMatcher, 1);
    matcher->wanted = g_ptr_array_new();
    matcher->kept =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_record_free);
    return matcher;
}

void
vl_matcher_free(VlMatcher *matcher)
{
    if (matcher == NULL)
        return;
    for (guint i = 0; i < matcher->wanted->len; i++) {
        Wanted *wanted = matcher->wanted->pdata[i];
        g_ptr_array_unref(wanted->title);
        g_hash_table_unref(wanted->words);
        g_free(wanted);
    }
    g_ptr_array_unref(matcher->wanted);
    g_ptr_array_unref(matcher->kept);
    g_free(matcher);
}

guint
vl_matcher_add(VlMatcher *matcher, const VlCitation *citation,
               const char *text)
{
    Wanted *wanted = g_new0(Wanted, 1);
    wanted->citation = citation;
    wanted->title = vl_fold_words(citation->title);
    wanted->words =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GPtrArray) words = vl_fold_words(text);
    for (guint i = 0; i < words->len; i++)
        g_hash_table_add(wanted->words, g_strdup(words->pdata[i]));
    g_ptr_array_add(matcher->wanted, wanted);
    return matcher->wanted->len - 1;
}

static gboolean
same_text(const char *a, const char *b)
{
    return a != NULL && b != NULL && g_ascii_strcasecmp(a, b) == 0;
}

/* NULL: there is no such author, or one without a name. */
static const char *
author_of(const VlRecord *record, guint i)
{
    if (i >= record->authors->len)
        return NULL;
    const VlAuthor *author = &g_array_index(record->authors, VlAuthor, i);
    return author->family != NULL ? author->family : author->collective;
}

static gboolean
same_name(const char *a, const char *b)
{
    g_autofree char *x = vl_fold_name(a);
    g_autofree char *y = vl_fold_name(b);
    return *x != '\0' && (g_str_equal(x, y) ||
                          (strlen(x) > 4 && g_str_has_suffix(y, x)) ||
                          (strlen(y) > 4 && g_str_has_suffix(x, y)));
}

/* First author, year, volume and first page: ECitMatch's key, with one of
 * them allowed to be wrong. */
static gboolean
fits_place(const VlCitation *citation, const VlRecord *record)
{
    const char *author = author_of(record, 0);
    g_autofree char *first = NULL;
    g_autofree char *last = NULL;
    vl_pages_read(record->journal.pages, &first, &last);
    guint same = 0;
    same += author != NULL && citation->authors->len > 0 &&
            same_name(citation->authors->pdata[0], author);
    same += citation->year != 0 && citation->year == record->date.year;
    same += same_text(citation->volume, record->journal.volume);
    same += same_text(citation->first_page, first);
    return same >= 3 && citation->first_page != NULL &&
           (same == 4 || vl_journal_is(citation->journal,
                                       record->journal.title,
                                       record->journal.iso));
}

/* All words of the record's title stand in the reference. */
static gboolean
holds_title(const Wanted *wanted, const GPtrArray *title)
{
    if (title->len < MIN_TITLE_WORDS)
        return FALSE;
    for (guint i = 0; i < title->len; i++)
        if (!g_hash_table_contains(wanted->words, title->pdata[i]))
            return FALSE;
    return TRUE;
}

static double
score_title(const Wanted *wanted, const GPtrArray *title)
{
    if (wanted->title->len == 0)
        return holds_title(wanted, title) ? 0.9 : 0;
    if (same_title(wanted->title, title))
        return 1;
    double score = compare_titles(wanted->title, title);
    if (title->len >= 5 && holds_title(wanted, title))
        score = MAX(score, 0.9);
    return wanted->title->len < MIN_TITLE_WORDS ? 0 : MIN(score, 0.99);
}

static gboolean
consider(Wanted *wanted, const VlRecord *record, const GPtrArray *title)
{
    const VlIdentifiers *ids = &wanted->citation->ids;
    gboolean taken = FALSE;
    if (same_text(ids->pmid, record->pmid)) {
        wanted->by_pmid = record;
        taken = TRUE;
    }
    if (same_text(ids->doi, record->doi) ||
        same_text(ids->pmcid, record->pmcid)) {
        wanted->by_doi = record;
        taken = TRUE;
    }
    double score = score_title(wanted, title);
    if (score >= NEAR_TITLE &&
        (score > wanted->title_score ||
         (score == wanted->title_score &&
          same_text(ids->pmid, record->pmid)))) {
        wanted->title_score = score;
        wanted->by_title = record;
        taken = TRUE;
    }
    if (wanted->by_place == NULL && fits_place(wanted->citation, record)) {
        wanted->by_place = record;
        taken = TRUE;
    }
    return taken;
}

void
vl_matcher_consider(VlMatcher *matcher, VlRecord *record)
{
    g_autoptr(GPtrArray) title = vl_fold_words(vl_record_title(record));
    gboolean taken = FALSE;
    for (guint i = 0; i < matcher->wanted->len && !record->deleted; i++)
        taken |= consider(matcher->wanted->pdata[i], record, title);
    if (taken)
        g_ptr_array_add(matcher->kept, record);
    else
        vl_record_free(record);
}

/* ---- Verdicts ---- */

static void
differ(VlCheckedReference *reference, const char *name, const char *given,
       const char *record)
{
    vl_checked_reference_add_field(reference, name, given, record);
}

static void
compare_authors(const VlCitation *citation, const VlRecord *record,
                VlCheckedReference *reference)
{
    const char *author = author_of(record, 0);
    if (citation->authors->len == 0 || author == NULL)
        return;
    if (!same_name(citation->authors->pdata[0], author)) {
        differ(reference, "first_author", citation->authors->pdata[0],
               author);
        return;
    }
    for (guint i = 1; i < citation->authors->len; i++) {
        gboolean known = FALSE;
        for (guint k = 0; k < record->authors->len && !known; k++) {
            const char *name = author_of(record, k);
            known = name != NULL &&
                    same_name(citation->authors->pdata[i], name);
        }
        if (!known) {
            differ(reference, "authors", citation->authors->pdata[i], NULL);
            return;
        }
    }
}

static void
compare_pages(const VlCitation *citation, const VlRecord *record,
              VlCheckedReference *reference)
{
    g_autofree char *first = NULL;
    g_autofree char *last = NULL;
    vl_pages_read(record->journal.pages, &first, &last);
    if (citation->first_page == NULL || first == NULL)
        return;
    if (!same_text(citation->first_page, first) ||
        (citation->last_page != NULL && last != NULL &&
         !same_text(citation->last_page, last)))
        differ(reference, "pages", citation->first_page,
               record->journal.pages);
}

static void
compare_text(VlCheckedReference *reference, const char *name,
             const char *given, const char *record)
{
    if (given != NULL && record != NULL && !same_text(given, record))
        differ(reference, name, given, record);
}

static void
compare_fields(const Wanted *wanted, const VlRecord *record,
               VlCheckedReference *reference)
{
    const VlCitation *citation = wanted->citation;
    g_autoptr(GPtrArray) title = vl_fold_words(vl_record_title(record));
    if (wanted->title->len >= MIN_TITLE_WORDS &&
        !same_title(wanted->title, title) && !holds_title(wanted, title))
        differ(reference, "title", citation->title, vl_record_title(record));
    compare_authors(citation, record, reference);
    if (citation->journal != NULL && record->journal.title != NULL &&
        !vl_journal_is(citation->journal, record->journal.title,
                       record->journal.iso))
        differ(reference, "journal", citation->journal,
               record->journal.iso != NULL ? record->journal.iso
                                           : record->journal.title);
    if (citation->year != 0 && record->date.year != 0 &&
        citation->year != record->date.year) {
        g_autofree char *given = g_strdup_printf("%d", citation->year);
        g_autofree char *own = g_strdup_printf("%d", record->date.year);
        differ(reference, "year", given, own);
    }
    compare_text(reference, "volume", citation->volume,
                 record->journal.volume);
    compare_pages(citation, record, reference);
    compare_text(reference, "pmid", citation->ids.pmid, record->pmid);
    compare_text(reference, "doi", citation->ids.doi, record->doi);
}

static void
take_record(VlCheckedReference *reference, const VlRecord *record)
{
    reference->pmid = g_strdup(record->pmid);
    reference->doi = g_strdup(record->doi);
    reference->title = g_strdup(vl_record_title(record));
    reference->preprint = record->preprint;
    vl_check_add_notices(reference->notices, record);
}

/* Two of first author, year, journal and volume: the paper that was meant,
 * under another title. */
static gboolean
is_meant(const VlCitation *citation, const VlRecord *record)
{
    const char *author = author_of(record, 0);
    guint same = 0;
    if (author != NULL && citation->authors->len > 0)
        same += same_name(citation->authors->pdata[0], author) ? 2 : 0;
    same += citation->year != 0 && citation->year == record->date.year;
    same += vl_journal_is(citation->journal, record->journal.title,
                          record->journal.iso);
    same += same_text(citation->volume, record->journal.volume);
    return same >= 3;
}

static guint
count_differences(const Wanted *wanted, const VlRecord *record)
{
    VlCheckedReference *scratch = vl_checked_reference_new("");
    compare_fields(wanted, record, scratch);
    guint n = scratch->fields->len;
    vl_checked_reference_free(scratch);
    return n;
}

/* Which record is the one that the reference means: of those that can be,
 * the one with the fewest differences. */
static const VlRecord *
choose(const Wanted *wanted)
{
    const VlCitation *citation = wanted->citation;
    gboolean bare = wanted->title->len < MIN_TITLE_WORDS;
    const struct {
        const VlRecord *record;
        gboolean can_be;
    } all[] = {
        {wanted->by_title, wanted->title_score >= SAME_TITLE},
        {wanted->by_pmid, bare},
        {wanted->by_doi, bare},
        {wanted->by_place, TRUE},
        {wanted->by_title, FALSE},
    };
    const VlRecord *best = NULL;
    guint least = G_MAXUINT;
    for (guint i = 0; i < G_N_ELEMENTS(all); i++) {
        const VlRecord *record = all[i].record;
        if (record == NULL ||
            (!all[i].can_be && !is_meant(citation, record)))
            continue;
        guint n = count_differences(wanted, record);
        if (n < least) {
            least = n;
            best = record;
        }
    }
    return best;
}

const VlRecord *
vl_matcher_record(const VlMatcher *matcher, guint i)
{
    return choose(matcher->wanted->pdata[i]);
}

static gboolean
says_enough(const Wanted *wanted)
{
    const VlIdentifiers *ids = &wanted->citation->ids;
    return ids->pmid != NULL || ids->doi != NULL || ids->pmcid != NULL ||
           wanted->title->len >= MIN_TITLE_WORDS;
}

static void
judge_missing(const Wanted *wanted, const char *searched,
              VlCheckedReference *reference)
{
    const VlRecord *other =
        wanted->by_pmid != NULL ? wanted->by_pmid : wanted->by_doi;
    reference->verdict = VL_REFERENCE_NOT_FOUND;
    reference->detail = g_strdup_printf("not found in %s", searched);
    if (other == NULL)
        return;
    gboolean pmid = other == wanted->by_pmid;
    const VlIdentifiers *ids = &wanted->citation->ids;
    differ(reference, pmid ? "pmid" : "doi", pmid ? ids->pmid : ids->doi,
           NULL);
    g_free(reference->detail);
    reference->detail = g_strdup_printf(
        "not found in %s; its %s is that of another paper: %s", searched,
        pmid ? "PMID" : "DOI",
        vl_record_title(other) != NULL ? vl_record_title(other) : "(no title)");
}

void
vl_matcher_judge(const VlMatcher *matcher, guint i, const char *searched,
                 VlCheckedReference *reference)
{
    const Wanted *wanted = matcher->wanted->pdata[i];
    if (searched == NULL) {
        reference->detail = g_strdup("no records were given to look it up in "
                                     "(--records)");
        return;
    }
    const VlRecord *record = choose(wanted);
    if (record != NULL) {
        compare_fields(wanted, record, reference);
        take_record(reference, record);
        reference->verdict = reference->fields->len > 0
                                 ? VL_REFERENCE_WRONG_METADATA
                                 : VL_REFERENCE_CORRECT;
    } else if (says_enough(wanted)) {
        judge_missing(wanted, searched, reference);
    } else {
        reference->detail = g_strdup("it names neither a title, a PMID nor "
                                     "a DOI");
    }
}
