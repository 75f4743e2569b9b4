#include "config.h"

#include "llm/said.h"

#include <string.h>

#include "base/unicode.h"
#include "guard/injection.h"
#include "llm/quote.h"
#include "llm/shown.h"
#include "model/repair.h"
#include "verify/sense/sense.h"

/* Words after a word of doubt that it bears upon. */
#define NEAR 4

VlSaidOf *
vl_said_of_new(const VlReading *reading)
{
    VlSaidOf *of = g_new0(VlSaidOf, 1);
    of->reading = reading;
    of->source = vl_source_new(reading->document);
    of->text = vl_document_text_read(reading->document);
    const char *text =
        of->text != NULL ? of->text : reading->document->text;
    of->ground = vl_ground_new(text);
    of->names = vl_names_new(text);
    return of;
}

void
vl_said_of_free(VlSaidOf *of)
{
    if (of == NULL)
        return;
    vl_names_free(of->names);
    vl_ground_free(of->ground);
    vl_source_free(of->source);
    g_free(of->text);
    g_free(of);
}

/* ---- The tripwire ---- */

static gboolean
is_accepted(VlMatch match)
{
    return match == VL_MATCH_EXACT || match == VL_MATCH_TYPOGRAPHIC;
}

static guint
count_letters(const char *text)
{
    guint n = 0;
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
        n += g_unichar_isalnum(g_utf8_get_char(p)) ? 1 : 0;
    return n;
}

/* How a quote stands in a text of its own. */
static VlHit *
look_in(const char *text, const char *quote)
{
    g_autoptr(VlDocument) document =
        vl_document_from_text(VL_RENDERING_TEXT, text);
    vl_document_seal(document);
    g_autoptr(VlSource) source = vl_source_new(document);
    return vl_locate(source, quote, 0);
}

static gboolean
follows(const VlSentence *before, const VlSentence *after)
{
    return after->number == before->number + 1;
}

/* The text of sentences first .. *end, which follow each other. */
static char *
run_text(const GPtrArray *sentences, guint first, guint *end)
{
    GString *text = g_string_new(NULL);
    *end = first;
    do {
        const VlSentence *sentence = sentences->pdata[*end];
        g_string_append_printf(text, "%s%s", text->len > 0 ? " " : "",
                               sentence->text);
        (*end)++;
    } while (*end < sentences->len &&
             follows(sentences->pdata[*end - 1], sentences->pdata[*end]));
    return g_string_free(text, FALSE);
}

/* Where the quote stands best among runs of the sentences: exact,
 * typographic, altered or absent. */
static VlHit *
look_in_sentences(const GPtrArray *sentences, const char *quote)
{
    g_autoptr(VlHit) best = vl_hit_new(VL_MATCH_ABSENT);
    for (guint i = 0; i < sentences->len;) {
        guint end = i;
        g_autofree char *text = run_text(sentences, i, &end);
        g_autoptr(VlHit) hit = look_in(text, quote);
        if (is_accepted(hit->match))
            return g_steal_pointer(&hit);
        if (hit->match == VL_MATCH_ALTERED) {
            vl_hit_free(best);
            best = g_steal_pointer(&hit);
        }
        i = end;
    }
    return g_steal_pointer(&best);
}

gboolean
vl_said_stands(const GPtrArray *sentences, const char *quote)
{
    if (quote == NULL || count_letters(quote) < VL_SAID_MIN_QUOTE)
        return FALSE;
    g_autoptr(VlHit) hit = look_in_sentences(sentences, quote);
    return is_accepted(hit->match);
}

static gboolean
overlaps(const VlSentence *sentence, VlSpan span)
{
    for (guint i = 0; i < sentence->segments->len; i++) {
        VlSpan own = g_array_index(sentence->segments, VlSpan, i);
        if (own.start < span.end && span.start < own.end)
            return TRUE;
    }
    return FALSE;
}

/* The sentences of the paper that hold what was found. */
static GPtrArray *
sentences_at(const VlReading *reading, const VlHit *hit)
{
    GPtrArray *found = g_ptr_array_new();
    for (guint i = 0; i < reading->sentences->len; i++) {
        VlSentence *sentence = reading->sentences->pdata[i];
        gboolean inside = FALSE;
        for (guint k = 0; k < hit->segments->len; k++)
            inside |= overlaps(
                sentence, ((VlSegment *)hit->segments->pdata[k])->span);
        if (inside && found->len <= VL_SAID_MAX_SENTENCES)
            g_ptr_array_add(found, sentence);
    }
    return found;
}

/* ---- Quotes ---- */

static int
compare_sentences(gconstpointer a, gconstpointer b)
{
    const VlSentence *x = *(VlSentence *const *)a;
    const VlSentence *y = *(VlSentence *const *)b;
    return x->number < y->number ? -1 : x->number > y->number;
}

/* Each once, in the order of the paper, not too many. */
static GPtrArray *
in_order(const GPtrArray *sentences)
{
    GPtrArray *list = g_ptr_array_new();
    for (guint i = 0; i < sentences->len &&
                      list->len < VL_SAID_MAX_SENTENCES;
         i++)
        if (!g_ptr_array_find(list, sentences->pdata[i], NULL))
            g_ptr_array_add(list, sentences->pdata[i]);
    g_ptr_array_sort(list, compare_sentences);
    return list;
}

static void
find_fault(VlClaim *claim, const char *check, VlResult result,
           const char *detail)
{
    g_ptr_array_add(claim->findings,
                    vl_finding_new(check, result, detail));
}

/* The sentences that the claim's quotes are. */
static GPtrArray *
sentences_of(const VlSaidOf *of, const VlClaim *claim)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new();
    for (guint i = 0; i < claim->quotes->len; i++) {
        const VlQuote *quote = claim->quotes->pdata[i];
        const VlSentence *sentence =
            vl_sentence_at(of->reading, quote->hit->span.start);
        g_autoptr(VlQuote) again =
            sentence != NULL ? vl_quote_of_sentence(of->reading, sentence)
                             : NULL;
        if (again == NULL || !g_str_equal(again->hit->text, quote->hit->text))
            return NULL;
        g_ptr_array_add(list, (gpointer)sentence);
    }
    return in_order(list);
}

/* ---- Judging ---- */

static VlJudgement *
judge_texts(const VlSaidOf *of, const VlClaim *claim, const char *lang,
            const char *const *passages, guint n)
{
    const VlQuestion question = {
        .claim = claim->text,
        .lang = lang,
        .passages = passages,
        .n_passages = n,
        .ground = of->ground,
        .names = of->names,
        .abstract_only =
            of->reading->document->kind == VL_RENDERING_ABSTRACT,
    };
    return vl_judge(&question);
}

static void
leave_open(VlJudgement *judgement)
{
    if (judgement->verdict != VL_VERDICT_SUPPORTED &&
        judgement->verdict != VL_VERDICT_PARTLY)
        return;
    judgement->verdict = VL_VERDICT_UNDECIDED;
    judgement->tier = VL_TIER_FIRST;
}

/* Spans in one run become spans in all of them. */
static void
shift_context(VlJudgement *judgement, gsize shift)
{
    for (guint i = 0; i < judgement->context->len; i++) {
        VlContext *context = judgement->context->pdata[i];
        if (context->span.end > 0)
            context->span = (VlSpan){context->span.start + shift,
                                     context->span.end + shift};
    }
}

/* One run of sentences has to carry all of a claim: words that several
 * places have together may never have been said of one thing. */
static VlJudgement *
judge_runs(const VlSaidOf *of, const VlClaim *claim, const char *lang,
           const GPtrArray *sentences)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < sentences->len;) {
        guint end = i;
        g_ptr_array_add(texts, run_text(sentences, i, &end));
        i = end;
    }
    gsize shift = 0;
    for (guint i = 0; texts->len > 1 && i < texts->len; i++) {
        const char *text = texts->pdata[i];
        g_autoptr(VlJudgement) one = judge_texts(of, claim, lang, &text, 1);
        shift_context(one, shift);
        if (one->verdict == VL_VERDICT_SUPPORTED)
            return g_steal_pointer(&one);
        shift += vl_utf8_length(text, -1) + 1;
    }
    VlJudgement *all = judge_texts(of, claim, lang,
                                   (const char *const *)texts->pdata,
                                   texts->len);
    if (texts->len > 1)
        leave_open(all);
    return all;
}

static void
take_judgement(const VlSaidOf *of, VlClaim *claim,
               const GPtrArray *sentences, VlJudgement *judgement)
{
    claim->verdict = judgement->verdict;
    g_ptr_array_extend_and_steal(claim->findings,
                                 g_steal_pointer(&judgement->findings));
    judgement->findings = g_ptr_array_new();
    VlQuote *first = claim->quotes->pdata[0];
    g_ptr_array_set_size(first->context, 0);
    for (guint i = 0; i < judgement->context->len; i++) {
        const VlContext *context = judgement->context->pdata[i];
        if (g_str_equal(context->name, "section"))
            continue;
        VlSpan span = vl_shown_span(of->reading->document, sentences,
                                    context->span);
        g_ptr_array_add(first->context,
                        vl_context_new(context->name, context->value, span));
    }
}

/* ---- What no claim of a model's may have ---- */

static gboolean
names_address(const char *text)
{
    static const char *const marks[] = {"http:", "https:", "www.", "doi:",
                                        "pmid",  "doi.org", "@"};
    g_autofree char *lower = g_utf8_strdown(text, -1);
    for (guint i = 0; i < G_N_ELEMENTS(marks); i++)
        if (strstr(lower, marks[i]) != NULL)
            return TRUE;
    return FALSE;
}

static gboolean
instructs(const char *text)
{
    g_autoptr(GArray) spans = vl_injection_find(text);
    return spans->len > 0;
}

/* Does the claim say what stands right after word i of the passage? */
static gboolean
is_repeated(const VlSense *claim, const VlSense *passage, guint i)
{
    guint n = 0;
    for (guint k = i + 1; k < passage->n && k <= i + NEAR; k++)
        for (guint j = 0; j < claim->n; j++)
            if (vl_sense_same(claim, j, passage, k)) {
                n += vl_sense_is_content(passage, k) ? 2 : 1;
                break;
            }
    return n >= 2;
}

static guint
count_mark(const VlSense *sense, VlMark mark, const VlSense *claim)
{
    guint n = 0;
    for (guint i = 0; i < sense->n; i++)
        n += vl_sense_has(sense, i, mark) &&
             (claim == NULL || is_repeated(claim, sense, i));
    return n;
}

/* A sentence with several words of doubt of which the claim keeps some is
 * no more certain than all of them; nor is what was seen in a dish said of
 * anything else. */
static gboolean
leaves_out(const VlClaim *claim, const GPtrArray *sentences,
           const char *lang)
{
    static const VlMark marks[] = {VL_MARK_HEDGE, VL_MARK_INVITRO};
    g_autoptr(VlSense) said = vl_sense_new(claim->text, lang);
    for (guint i = 0; i < sentences->len; i++) {
        const VlSentence *sentence = sentences->pdata[i];
        g_autoptr(VlSense) source = vl_sense_new(sentence->text, NULL);
        for (guint k = 0; k < G_N_ELEMENTS(marks); k++)
            if (count_mark(source, marks[k], said) >
                count_mark(said, marks[k], NULL))
                return TRUE;
    }
    return FALSE;
}

/* "number: 0.47, the source 0.74". */
static char *
tell_changes(const VlHit *hit, const char *what)
{
    GString *told = g_string_new(what);
    for (guint i = 0; i < MIN(hit->changes->len, 3u); i++) {
        const VlChange *change = hit->changes->pdata[i];
        g_string_append_printf(told, "%s %s: \u201C%s\u201D, the source says "
                                     "\u201C%s\u201D",
                               i == 0 ? ":" : ";",
                               vl_change_kind_name(change->kind),
                               change->quote, change->source);
    }
    return g_string_free(told, FALSE);
}

/* Words that may come and go without a change of what is said. */
static gboolean
is_small(const char *words)
{
    static const char *const small[] = {
        "",    "the", "a",  "an", "of", "in",  "to",  "and", "that", "we",
        "our", "for", "by", "le", "la", "les", "l'",  "de",  "des",  "du",
        "et",  "un",  "une", "que", NULL};
    g_autofree char *lower = g_utf8_strdown(words, -1);
    g_auto(GStrv) each = g_strsplit(lower, " ", -1);
    for (guint i = 0; each[i] != NULL; i++)
        if (!g_strv_contains(small, each[i]))
            return FALSE;
    return TRUE;
}

static gboolean
all_rows(const GPtrArray *sentences)
{
    for (guint i = 0; i < sentences->len; i++)
        if (((VlSentence *)sentences->pdata[i])->kind != VL_SENTENCE_TABLE)
            return FALSE;
    return TRUE;
}

/* A claim that is nearly its sentence says what that says, but for what was
 * changed. */
static gboolean
is_changed(const VlHit *hit)
{
    for (guint i = 0; i < hit->changes->len; i++) {
        const VlChange *change = hit->changes->pdata[i];
        if (change->kind != VL_CHANGE_WORD || !is_small(change->quote) ||
            !is_small(change->source))
            return TRUE;
    }
    return hit->changes->len == 0;
}

static void
distrust(VlClaim *claim, VlJudgement *judgement, const GPtrArray *sentences,
         const char *lang)
{
    gboolean told = instructs(claim->text);
    for (guint i = 0; i < sentences->len; i++)
        told |= instructs(((VlSentence *)sentences->pdata[i])->text);
    if (told) {
        find_fault(claim, "injection", VL_RESULT_UNDECIDED,
                   "the claim or its sentence reads like an instruction to a "
                   "program");
        leave_open(judgement);
    }
    if (names_address(claim->text)) {
        find_fault(claim, "identifier", VL_RESULT_UNDECIDED,
                   "a model named an address or an identifier: those are "
                   "printed by code alone");
        leave_open(judgement);
    }
    if (judgement->verdict != VL_VERDICT_SUPPORTED)
        return;
    g_autoptr(VlHit) copied = look_in_sentences(sentences, claim->text);
    g_autofree char *changed = NULL;
    if (copied->match == VL_MATCH_ALTERED && is_changed(copied))
        changed = tell_changes(copied, "the claim is its sentence altered");
    else if (!is_accepted(copied->match) && all_rows(sentences))
        changed = g_strdup("a row of a table says what it says beside its "
                           "heads alone");
    else if (judgement->uncovered->len > 0)
        changed = g_strdup("the claim says more than its sentences");
    else if (leaves_out(claim, sentences, lang))
        changed = g_strdup("the source is less certain, or narrower");
    if (changed == NULL)
        return;
    find_fault(claim, "wording", VL_RESULT_UNDECIDED, changed);
    leave_open(judgement);
}

/* FALSE: the claim has no quote. */
static gboolean
check_said(VlClaim *claim, const GPtrArray *sentences, gboolean *altered)
{
    *altered = FALSE;
    if (claim->said == NULL || count_letters(claim->said) < VL_SAID_MIN_QUOTE)
        return FALSE;
    g_autoptr(VlHit) hit = look_in_sentences(sentences, claim->said);
    *altered = hit->match == VL_MATCH_ALTERED;
    if (*altered) {
        g_autofree char *told = tell_changes(
            hit, "the quote that the model gave is altered");
        find_fault(claim, "quote", VL_RESULT_UNDECIDED, told);
    }
    return *altered || is_accepted(hit->match);
}

static void
stand_alone(VlClaim *claim)
{
    g_ptr_array_set_size(claim->quotes, 0);
    claim->verdict = VL_VERDICT_UNSUPPORTED;
    find_fault(claim, "quote", VL_RESULT_MISSING,
               "the words that the model gave as its quote do not stand in "
               "what was read");
}

static void
judge_on(const VlSaidOf *of, VlClaim *claim, const char *lang,
         const GPtrArray *sentences)
{
    gboolean altered = FALSE;
    g_ptr_array_set_size(claim->findings, 0);
    if (sentences == NULL || sentences->len == 0 ||
        !check_said(claim, sentences, &altered)) {
        stand_alone(claim);
        return;
    }
    if (claim->moved)
        find_fault(claim, "sentence", VL_RESULT_OK,
                   "the model named other sentences; its quote stands here");
    g_autoptr(VlJudgement) judgement =
        judge_runs(of, claim, lang, sentences);
    distrust(claim, judgement, sentences, lang);
    if (altered)
        leave_open(judgement);
    take_judgement(of, claim, sentences, judgement);
}

static gboolean
is_unreadable(const VlSaidOf *of, const VlClaim *claim)
{
    for (guint i = 0; i < claim->quotes->len; i++) {
        const VlHit *hit = ((VlQuote *)claim->quotes->pdata[i])->hit;
        for (guint k = 0; k < hit->segments->len; k++)
            if (vl_document_is_unsafe(
                    of->reading->document,
                    ((VlSegment *)hit->segments->pdata[k])->span))
                return TRUE;
    }
    return FALSE;
}

void
vl_said_judge(const VlSaidOf *of, VlClaim *claim, const char *lang)
{
    g_autoptr(GPtrArray) sentences = sentences_of(of, claim);
    judge_on(of, claim, lang, sentences);
    if ((claim->verdict == VL_VERDICT_SUPPORTED ||
         claim->verdict == VL_VERDICT_CONTRADICTED) &&
        is_unreadable(of, claim))
        claim->verdict = VL_VERDICT_UNREADABLE;
}

static void
put_quotes(const VlSaidOf *of, VlClaim *claim, const GPtrArray *sentences)
{
    for (guint i = 0; i < sentences->len; i++)
        g_ptr_array_add(claim->quotes,
                        vl_quote_of_sentence(of->reading,
                                             sentences->pdata[i]));
}

VlClaim *
vl_said_claim(const VlSaidOf *of, VlClaimKind kind, const char *text,
              const char *quote, const GPtrArray *sentences, const char *lang)
{
    VlClaim *claim = vl_claim_new(kind, text);
    claim->said = g_strdup(quote);
    g_autoptr(GPtrArray) named = in_order(sentences);
    g_autoptr(GPtrArray) found = NULL;
    if (quote != NULL && count_letters(quote) >= VL_SAID_MIN_QUOTE &&
        !vl_said_stands(named, quote)) {
        g_autoptr(VlHit) hit = vl_locate(of->source, quote, 0);
        if (is_accepted(hit->match))
            found = sentences_at(of->reading, hit);
    }
    claim->moved = found != NULL && found->len > 0 &&
                   found->len <= VL_SAID_MAX_SENTENCES &&
                   vl_said_stands(found, quote);
    put_quotes(of, claim, claim->moved ? found : named);
    vl_said_judge(of, claim, lang);
    return claim;
}
