#include "config.h"

#include "flow/evidence.h"

#include <string.h>

#include "base/unicode.h"
#include "model/repair.h"
#include "reading/read.h"
#include "verify/apart.h"
#include "verify/judge.h"
#include "verify/passage/passage.h"
#include "verify/sense/terms.h"

/* Passages that are shown and judged. */
#define MAX_PASSAGES 3
/* Places in them that are judged by themselves. */
#define MAX_FOCUSES 2
/* Of a document, where its title stands, in bytes. */
#define TITLE_BYTES 2000
/* Share of a reference's words that the title's place has to hold. */
#define NAMED 0.75

struct VlGrounds {
    VlDocument *document;
    char *text; /* the document's as it is read, if that is another */
    VlReading *reading;
    VlPassageIndex *index;
    VlGround *ground;
    VlNames *names;
    VlSetting *setting;
};

/* Sentences of title, abstract and methods that are looked at for what holds
 * of the whole study. */
#define MAX_SETTING 60

static VlSetting *
read_setting(const VlGrounds *grounds)
{
    const GPtrArray *sentences = grounds->reading->sentences;
    const char *texts[MAX_SETTING];
    g_autoptr(GString) front = g_string_new(NULL);
    guint n = 0;
    for (guint i = 0; i < sentences->len && n < MAX_SETTING; i++) {
        const VlSentence *sentence = sentences->pdata[i];
        const VlSection *section =
            vl_reading_section_of(grounds->reading, sentence);
        gboolean opens = section->kind == VL_SECTION_TITLE ||
                         section->kind == VL_SECTION_UNKNOWN ||
                         section->kind == VL_SECTION_METHODS ||
                         section->within == VL_SECTION_ABSTRACT;
        if (sentence->kind == VL_SENTENCE_FRONT && n == 0)
            g_string_append_printf(front, "%s\n", sentence->text);
        else if (sentence->kind == VL_SENTENCE_BODY && opens &&
                 !sentence->cites)
            texts[n++] = sentence->text;
    }
    return vl_setting_new(front->str, texts, n, grounds->names);
}

VlGrounds *
vl_grounds_new(VlDocument *document)
{
    VlGrounds *grounds = g_new0(VlGrounds, 1);
    grounds->document = document;
    grounds->reading = vl_reading_new(document);
    grounds->index = vl_passage_index_new(grounds->reading);
    grounds->text = vl_document_text_read(document);
    const char *text =
        grounds->text != NULL ? grounds->text : document->text;
    grounds->ground = vl_ground_new(text);
    grounds->names = vl_names_new(text);
    grounds->setting = read_setting(grounds);
    return grounds;
}

void
vl_grounds_free(VlGrounds *grounds)
{
    if (grounds == NULL)
        return;
    vl_setting_free(grounds->setting);
    vl_names_free(grounds->names);
    vl_ground_free(grounds->ground);
    vl_passage_index_free(grounds->index);
    vl_reading_free(grounds->reading);
    g_free(grounds->text);
    vl_document_free(grounds->document);
    g_free(grounds);
}

const VlDocument *
vl_grounds_document(const VlGrounds *grounds)
{
    return grounds->document;
}

const VlReading *
vl_grounds_reading(const VlGrounds *grounds)
{
    return grounds->reading;
}

static VlEvidence *
evidence_new(const VlGrounds *grounds, const VlPassage *passage, guint source)
{
    VlEvidence *evidence = g_new0(VlEvidence, 1);
    evidence->source = source;
    evidence->page = passage->page;
    evidence->span = passage->span;
    evidence->text = vl_document_slice(grounds->document, passage->span);
    const VlPage *page = vl_document_page(grounds->document, passage->page);
    evidence->label = page != NULL ? g_strdup(page->label) : NULL;
    return evidence;
}

/* What all passages together say decides less than what one place says:
 * those after the first may speak of something else, so a conflict with
 * them is only a reason to read, and words that several places cover
 * together are no support: "the trial was 41.3 years" has its words where the
 * trial is named and where an age is given.  Several places support a
 * sentence by its parts. */
static void
temper(VlJudgement *all)
{
    if (all->verdict == VL_VERDICT_SUPPORTED) {
        all->verdict = VL_VERDICT_UNDECIDED;
        all->tier = VL_TIER_SENSE;
    } else if (vl_verdict_is_flag(all->verdict) &&
               all->verdict != VL_VERDICT_UNSUPPORTED) {
        all->verdict = VL_VERDICT_UNDECIDED;
        all->tier = VL_TIER_FIRST;
    }
}

/* Moves what the judgement found over to the answer. */
static void
take_judgement(VlAnswer *answer, VlJudgement *judgement)
{
    answer->verdict = judgement->verdict;
    answer->tier = (guint)judgement->tier;
    g_ptr_array_unref(answer->findings);
    answer->findings = g_steal_pointer(&judgement->findings);
    g_ptr_array_unref(answer->context);
    answer->context = g_steal_pointer(&judgement->context);
    g_array_unref(answer->uncovered);
    answer->uncovered = g_steal_pointer(&judgement->uncovered);
    judgement->findings = g_ptr_array_new();
    judgement->context = g_ptr_array_new();
    judgement->uncovered = g_array_new(FALSE, FALSE, sizeof(VlSpan));
    vl_judgement_free(judgement);
}

/* The sentences of the passages found. */
typedef struct {
    const char *texts[MAX_PASSAGES];
    const char *sentences[MAX_PASSAGES][VL_PASSAGE_SENTENCES];
    VlRun runs[MAX_PASSAGES];
    guint n;
} Found;

static void
list_found(const VlGrounds *grounds, const GPtrArray *passages, Found *found)
{
    *found = (Found){.n = passages->len};
    for (guint i = 0; i < passages->len; i++) {
        const VlPassage *passage = passages->pdata[i];
        found->texts[i] = passage->text;
        found->runs[i] = (VlRun){found->sentences[i], passage->n_sentences};
        for (guint k = 0; k < passage->n_sentences; k++) {
            const VlSentence *sentence =
                grounds->reading->sentences->pdata[passage->first + k];
            found->sentences[i][k] = vl_sentence_marked(sentence);
        }
    }
}

/* Spans in the window become spans in the passages' texts, which are joined
 * by one newline. */
static void
shift_spans(VlJudgement *judgement, const Found *found, const VlFocus *focus)
{
    gsize shift = 0;
    for (guint i = 0; i < focus->run; i++)
        shift += vl_utf8_length(found->texts[i], -1) + 1;
    for (guint i = 0; i < focus->first; i++)
        shift += vl_utf8_length(found->sentences[focus->run][i], -1) + 1;
    for (guint i = 0; i < judgement->findings->len; i++) {
        VlFinding *finding = judgement->findings->pdata[i];
        if (finding->quote.end > 0)
            finding->quote = (VlSpan){finding->quote.start + shift,
                                      finding->quote.end + shift};
    }
    for (guint i = 0; i < judgement->context->len; i++) {
        VlContext *context = judgement->context->pdata[i];
        if (context->span.end > 0)
            context->span = (VlSpan){context->span.start + shift,
                                     context->span.end + shift};
    }
}

static VlJudgement *
judge_focus(VlQuestion question, const Found *found, const VlFocus *focus)
{
    g_autofree char *text = vl_focus_text(&found->runs[focus->run], focus);
    const char *passages[] = {text};
    question.passages = passages;
    question.n_passages = 1;
    VlJudgement *judgement = vl_judge(&question);
    shift_spans(judgement, found, focus);
    return judgement;
}

/* check: NULL for any. */
static gboolean
has_finding(const VlJudgement *judgement, const char *check, VlResult result)
{
    for (guint i = 0; i < judgement->findings->len; i++) {
        const VlFinding *finding = judgement->findings->pdata[i];
        if (finding->result == result &&
            (check == NULL || g_str_equal(finding->check, check)))
            return TRUE;
    }
    return FALSE;
}

static gboolean
has_conflict(const VlJudgement *judgement, const char *check)
{
    return has_finding(judgement, check, VL_RESULT_CONFLICT);
}

/* Does it only find something lacking, with nothing to show in the passage? */
static gboolean
only_lacks(const VlJudgement *judgement, const char *check)
{
    for (guint i = 0; i < judgement->findings->len; i++) {
        const VlFinding *finding = judgement->findings->pdata[i];
        if (finding->result == VL_RESULT_CONFLICT &&
            g_str_equal(finding->check, check) && finding->quote.end > 0)
            return FALSE;
    }
    return has_conflict(judgement, check);
}

/* Of what a sentence says, how much the place has to have before what it
 * says otherwise counts; and how much, against the best place, another one
 * that may say it after all. */
#define ALIKE 0.5
#define RIVAL 0.7
/* ... and how much a second place has to have before it objects. */
#define OBJECTS 0.6

static void
leave_open(VlJudgement *judgement)
{
    judgement->verdict = VL_VERDICT_UNDECIDED;
    judgement->tier = VL_TIER_FIRST;
}

/* A conflict that shows where it is, in a number or its unit, stands.  One
 * of sense needs a place that speaks of the same.  One about what is lacking
 * there, a recommendation or a cause, must be lacking in a place that speaks
 * of it nearly as much, too. */
static void
confirm(VlJudgement *one, const VlFocus *focuses, guint n,
        const VlQuestion *question, const Found *found)
{
    static const char *const shown[] = {"numbers", "units", "comparators",
                                        "absence"};
    static const char *const lacking[] = {"strength", "attribution", "scope",
                                          "outcome"};
    if (!vl_verdict_is_flag(one->verdict) ||
        one->verdict == VL_VERDICT_UNSUPPORTED)
        return;
    for (guint i = 0; i < G_N_ELEMENTS(shown); i++)
        if (has_conflict(one, shown[i]))
            return;
    if (focuses[0].share < ALIKE) {
        leave_open(one);
        return;
    }
    gboolean lacks = one->verdict == VL_VERDICT_OVERSTATED ||
                     has_conflict(one, "outcome");
    if (!lacks || n < 2 || focuses[1].share < RIVAL * focuses[0].share)
        return;
    g_autoptr(VlJudgement) other = judge_focus(*question, found, &focuses[1]);
    for (guint i = 0; i < G_N_ELEMENTS(lacking); i++)
        if (only_lacks(one, lacking[i]) && !has_conflict(other, lacking[i]))
            leave_open(one);
}

/* Does the place agree in what the check asks, or say something of it without
 * deciding? */
static gboolean
speaks_of(const VlJudgement *judgement, const char *check)
{
    for (guint i = 0; i < judgement->findings->len; i++) {
        const VlFinding *finding = judgement->findings->pdata[i];
        gboolean says = finding->result == VL_RESULT_OK ||
                        (finding->result == VL_RESULT_UNDECIDED &&
                         finding->quote.end > 0);
        if (says && g_str_equal(finding->check, check))
            return TRUE;
    }
    return FALSE;
}

/* May the second best place object?  When it has nearly as much of what the
 * sentence says as the best one, which leaves that open, and says of it that
 * it is not so.  Where its numbers are others, it speaks of something else. */
static gboolean
may_object(const VlJudgement *first, const VlJudgement *one,
           const VlFocus *focuses)
{
    static const char *const checks[] = {"significance", "negation",
                                         "direction", "absence", "dose"};
    if (first == NULL || first->verdict != VL_VERDICT_UNDECIDED ||
        one->verdict != VL_VERDICT_CONTRADICTED ||
        focuses[1].share < OBJECTS || has_conflict(one, "numbers") ||
        focuses[1].share < RIVAL * focuses[0].share)
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(checks); i++)
        if (has_conflict(one, checks[i]) && !speaks_of(first, checks[i]))
            return TRUE;
    return FALSE;
}

/* The best place decides when it can, the second best one supports, objects
 * or leaves open; what neither holds is looked for in all passages.  spread:
 * the judgement stands on several sentences. */
static VlJudgement *
judge_found(const VlQuestion *question, const Found *found, gboolean *spread)
{
    VlFocus focuses[MAX_FOCUSES];
    guint n = vl_focus_find(question, found->runs, found->n, focuses,
                            MAX_FOCUSES);
    g_autoptr(VlJudgement) first = NULL;
    for (guint i = 0; i < n; i++) {
        g_autoptr(VlJudgement) one = judge_focus(*question, found, &focuses[i]);
        *spread = focuses[i].n > 1;
        if (i == 0)
            confirm(one, focuses, n, question, found);
        if (one->verdict == VL_VERDICT_SUPPORTED ||
            (i == 0 && vl_verdict_is_flag(one->verdict)) ||
            (i == 1 && may_object(first, one, focuses)))
            return g_steal_pointer(&one);
        if (i == 0)
            first = g_steal_pointer(&one);
    }
    if (first != NULL && !has_finding(first, NULL, VL_RESULT_MISSING))
        return g_steal_pointer(&first);
    VlJudgement *all = vl_judge(question);
    temper(all);
    return all;
}

static gboolean
is_unsafe(const VlDocument *document, const VlSentence *sentence)
{
    for (guint i = 0; i < sentence->segments->len; i++)
        if (vl_document_is_unsafe(
                document, g_array_index(sentence->segments, VlSpan, i)))
            return TRUE;
    return FALSE;
}

static gboolean
points_into(const GPtrArray *findings, VlSpan place)
{
    for (guint i = 0; i < findings->len; i++) {
        VlSpan span = ((const VlFinding *)findings->pdata[i])->quote;
        if (span.start < place.end && place.start < span.end)
            return TRUE;
    }
    return FALSE;
}

/* Does a finding show a sentence with glyphs whose meaning nobody knows? */
static gboolean
stands_on_unsafe(const VlGrounds *grounds, const GPtrArray *passages,
                 const GPtrArray *findings)
{
    VlSpan place = {0, 0};
    for (guint i = 0; i < passages->len; i++) {
        const VlPassage *passage = passages->pdata[i];
        for (guint k = 0; k < passage->n_sentences; k++) {
            const VlSentence *sentence =
                grounds->reading->sentences->pdata[passage->first + k];
            place.end = place.start +
                        vl_utf8_length(vl_sentence_marked(sentence), -1);
            if (is_unsafe(grounds->document, sentence) &&
                points_into(findings, place))
                return TRUE;
            place.start = place.end + 1;
        }
    }
    return FALSE;
}

/* ---- Parts ---- */

/* Where the parts of a sentence stand: at most MAX_PASSAGES passages in
 * all. */
typedef struct {
    GPtrArray *passages; /* VlPassage */
    GPtrArray *judgements; /* of each part; NULL: none */
    guint *of_part;      /* the passage of each part */
} Places;

/* The number of the passage in the places, which take it; G_MAXUINT when
 * they are full. */
static guint
keep_passage(Places *places, GPtrArray *passages, guint i)
{
    const VlPassage *passage = passages->pdata[i];
    for (guint k = 0; k < places->passages->len; k++) {
        const VlPassage *other = places->passages->pdata[k];
        if (other->first == passage->first &&
            other->n_sentences == passage->n_sentences)
            return k;
    }
    if (places->passages->len == MAX_PASSAGES)
        return G_MAXUINT;
    g_ptr_array_add(places->passages, g_ptr_array_steal_index(passages, i));
    return places->passages->len - 1;
}

static GPtrArray *
find_for_part(const VlGrounds *grounds, const VlQuestion *question,
              const VlPart *part)
{
    return vl_passages_find(grounds->index, part->text,
                            g_str_equal(question->lang, "fr"), MAX_PASSAGES);
}

static void
place_part(const VlGrounds *grounds, const VlQuestion *question,
           const VlPart *part, Places *places)
{
    g_autoptr(GPtrArray) passages = find_for_part(grounds, question, part);
    Found found;
    guint run = 0;
    list_found(grounds, passages, &found);
    g_autoptr(VlJudgement) one =
        vl_apart_find(question, part, found.runs, found.n, &run);
    guint kept = one != NULL ? keep_passage(places, passages, run)
                             : G_MAXUINT;
    places->of_part[places->judgements->len] = kept;
    g_ptr_array_add(places->judgements,
                    kept != G_MAXUINT ? g_steal_pointer(&one) : NULL);
}

static gboolean
is_part_wrong(VlQuestion one, const VlPart *part, const Found *found)
{
    gboolean spread = FALSE;
    one.claim = part->text;
    one.passages = found->texts;
    one.n_passages = found->n;
    g_autoptr(VlJudgement) judgement = judge_found(&one, found, &spread);
    return vl_verdict_is_flag(judgement->verdict);
}

static gboolean
is_part_flagged(const VlGrounds *grounds, const VlQuestion *question,
                const VlPart *part, const Found *found)
{
    g_autoptr(GPtrArray) passages = find_for_part(grounds, question, part);
    Found own;
    list_found(grounds, passages, &own);
    return is_part_wrong(*question, part, found) ||
           is_part_wrong(*question, part, &own);
}

/* A sentence that says several things was held against a place that speaks of
 * one: some part must be wrong where the paper speaks of that part. */
static void
confirm_parts(const VlGrounds *grounds, const VlQuestion *question,
              const Found *found, VlJudgement *judgement)
{
    /* A wrong name draws a search astray, "no patient died" has few words. */
    if (!vl_verdict_is_flag(judgement->verdict) ||
        has_conflict(judgement, "entities") ||
        has_conflict(judgement, "negation"))
        return;
    g_autoptr(GPtrArray) parts =
        vl_parts_new(question->claim, question->lang);
    gboolean wrong = parts->len < 2;
    for (guint i = 0; !wrong && i < parts->len; i++)
        wrong = is_part_flagged(grounds, question, parts->pdata[i], found);
    if (!wrong)
        leave_open(judgement);
}

/* Each part by a search of its own.  When they settle the sentence, the
 * passages become those of its parts. */
static VlJudgement *
judge_parts(const VlGrounds *grounds, const VlQuestion *question,
            VlJudgement *whole, GPtrArray **passages)
{
    g_autoptr(GPtrArray) parts =
        vl_parts_new(question->claim, question->lang);
    g_autofree guint *of_part = g_new0(guint, parts->len + 1);
    g_autofree gsize *shifts = g_new0(gsize, parts->len + 1);
    Places places = {
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_passage_free),
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_judgement_free),
        of_part};
    for (guint i = 0; i < parts->len; i++)
        place_part(grounds, question, parts->pdata[i], &places);
    for (guint i = 0; i < parts->len; i++)
        for (guint k = 0; k < of_part[i] && of_part[i] != G_MAXUINT; k++)
            shifts[i] += vl_utf8_length(
                             ((VlPassage *)places.passages->pdata[k])->text,
                             -1) + 1;
    VlJudgement *all =
        vl_apart_settle(whole, parts, places.judgements, shifts);
    g_ptr_array_unref(places.judgements);
    if (all->verdict != VL_VERDICT_SUPPORTED) {
        g_ptr_array_unref(places.passages);
        return all;
    }
    g_ptr_array_unref(*passages);
    *passages = places.passages;
    return all;
}

VlAnswer *
vl_grounds_ask(const VlGrounds *grounds, const char *sentence,
               gboolean french, guint source, double *rank)
{
    VlAnswer *answer = vl_answer_new(source, 0);
    g_autoptr(GPtrArray) passages =
        vl_passages_find(grounds->index, sentence, french, MAX_PASSAGES);
    Found found;
    list_found(grounds, passages, &found);
    *rank = 0;
    for (guint i = 0; i < passages->len; i++)
        *rank = MAX(*rank, ((const VlPassage *)passages->pdata[i])->rank);
    if (passages->len == 0) {
        answer->verdict = VL_VERDICT_UNSUPPORTED;
        return answer;
    }
    VlQuestion question = {
        .claim = sentence,
        .lang = french ? "fr" : "en",
        .passages = found.texts,
        .n_passages = found.n,
        .ground = grounds->ground,
        .names = grounds->names,
        .setting = grounds->setting,
        .abstract_only =
            grounds->document->kind == VL_RENDERING_ABSTRACT,
        .undivided = TRUE,
    };
    gboolean spread = FALSE;
    VlJudgement *judgement = judge_found(&question, &found, &spread);
    confirm_parts(grounds, &question, &found, judgement);
    if (vl_apart_decides(judgement, spread))
        judgement = judge_parts(grounds, &question, judgement, &passages);
    for (guint i = 0; i < passages->len; i++)
        g_ptr_array_add(answer->evidence,
                        evidence_new(grounds, passages->pdata[i], source));
    take_judgement(answer, judgement);
    if ((answer->verdict == VL_VERDICT_SUPPORTED ||
         answer->verdict == VL_VERDICT_CONTRADICTED) &&
        stands_on_unsafe(grounds, passages, answer->findings))
        answer->verdict = VL_VERDICT_UNREADABLE;
    return answer;
}

gboolean
vl_grounds_is_named(const VlGrounds *grounds, const char *reference)
{
    g_autofree char *start = g_strndup(
        grounds->document->text, MIN(grounds->document->n_bytes, TITLE_BYTES));
    g_autofree char *valid = g_utf8_make_valid(start, -1);
    g_autoptr(VlTerms) head = vl_terms_new(valid, strlen(valid), FALSE);
    g_autoptr(VlTerms) words =
        vl_terms_new(reference, strlen(reference), FALSE);
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < head->uses->len; i++)
        g_hash_table_add(known, (gpointer)vl_terms_key(
                                    head, vl_terms_at(head, i)));
    guint n = 0, found = 0;
    for (guint i = 0; i < words->uses->len; i++) {
        const VlTermUse *use = vl_terms_at(words, i);
        if (use->kind != VL_TERM_WORD || use->n_word < 4)
            continue;
        n++;
        found += g_hash_table_contains(known, vl_terms_key(words, use));
    }
    return n >= 5 && found >= NAMED * n;
}
