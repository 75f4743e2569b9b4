#include "config.h"

#include "digest/check-view.h"

#include <string.h>

#include "digest/details.h"
#include "digest/view-asked.h"

/* Words that a reason names at most. */
#define WORDS_SHOWN 4

#define MILLION 1000000.0

static const char *const words[VL_N_CHECK_WORDS][2] = {
    [VL_CHECK_TITLE] = {"Check of a summary", "Contrôle d'un résumé"},
    [VL_CHECK_SENTENCES] = {"Sentences", "Phrases"},
    [VL_CHECK_REFERENCES] = {"References", "Références"},
    [VL_CHECK_SOURCES] = {"Sources", "Sources"},
    [VL_CHECK_PROBLEMS] = {"Not read", "Non lu"},
    [VL_CHECK_PAGE] = {"p.", "p."},
    [VL_CHECK_NO_PASSAGE] = {"no passage", "aucun passage"},
    [VL_CHECK_NOTICE] =
        {"Checked by program against the passages shown, not reviewed. What "
         "stands in a source may still be wrong. Replaces neither the "
         "article nor the physician's judgement.",
         "Contrôlé par programme sur les passages montrés, non relu. Ce qui "
         "figure dans une source peut être faux. Ne remplace ni l'article ni "
         "le jugement du médecin."},
    [VL_CHECK_RETRACTED] = {"RETRACTED or under concern",
                            "RÉTRACTÉ ou sous réserve"},
    [VL_CHECK_WORST] = {"To look at first", "À regarder d'abord"},
    [VL_CHECK_FOLDED] = {"more sentences (all of them: --all)",
                         "autres phrases (toutes : --all)"},
    [VL_CHECK_NOTHING] = {"Nothing is flagged; that does not make it right.",
                          "Rien n'est signalé ; cela ne prouve pas que ce "
                          "soit juste."},
    [VL_CHECK_RECORD] = {"record", "notice"},
};

const char *
vl_check_word(VlCheckWord word, VlLanguage language)
{
    return words[word][language == VL_LANGUAGE_FR];
}

/* The words of the headline, the worst first. */
static const struct {
    VlVerdict verdict;
    const char *words[2];
} counted[] = {
    {VL_VERDICT_CONTRADICTED, {"contradicted", "contredites"}},
    {VL_VERDICT_ELSEWHERE, {"in another source", "dans une autre source"}},
    {VL_VERDICT_OVERSTATED,
     {"beyond the source", "au-delà de la source"}},
    {VL_VERDICT_UNSUPPORTED,
     {"without a passage", "sans passage à l'appui"}},
    {VL_VERDICT_PARTLY, {"partly in the source", "conformes en partie"}},
    {VL_VERDICT_UNREADABLE, {"illegible", "illisibles"}},
    {VL_VERDICT_UNDECIDED, {"to read", "à lire"}},
    {VL_VERDICT_UNAVAILABLE, {"source not read", "source non lue"}},
    {VL_VERDICT_UNCITED, {"without reference", "sans référence"}},
    {VL_VERDICT_SUPPORTED, {"in the source", "conformes"}},
};

static guint
count(const VlCheck *check, VlVerdict verdict, guint tier)
{
    guint n = 0;
    for (guint i = 0; i < check->sentences->len; i++) {
        const VlCheckedSentence *sentence = check->sentences->pdata[i];
        n += sentence->verdict == verdict &&
             (tier == 0 || sentence->tier == tier);
    }
    return n;
}

char *
vl_check_headline(const VlCheck *check, VlLanguage language)
{
    gboolean french = language == VL_LANGUAGE_FR;
    guint total =
        check->sentences->len - count(check, VL_VERDICT_NOT_A_CLAIM, 0);
    GString *out = g_string_new(NULL);
    g_string_printf(out, "%u %s%s", total,
                    french ? total == 1 ? "phrase" : "phrases"
                    : total == 1 ? "sentence"
                                 : "sentences",
                    french ? " :" : ":");
    gboolean any = FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(counted); i++) {
        guint n = count(check, counted[i].verdict, 0);
        if (n == 0)
            continue;
        g_string_append_printf(out, "%s %u %s", any ? "," : "", n,
                               counted[i].words[french]);
        any = TRUE;
        guint first = count(check, counted[i].verdict, 1);
        if (counted[i].verdict == VL_VERDICT_UNDECIDED && first > 0)
            g_string_append_printf(out, " (%u %s)", first,
                                   french ? "en priorité" : "first");
    }
    if (!any)
        g_string_append(out, french ? " rien à contrôler"
                                    : " nothing to check");
    return g_string_free(out, FALSE);
}

const char *
vl_check_reference_verdict(VlReferenceVerdict verdict, VlLanguage language)
{
    static const char *const names[][2] = {
        [VL_REFERENCE_CORRECT] =
            {"Exists as cited; that does not say that it supports the "
             "sentence",
             "Référence exacte ; cela ne dit pas qu'elle appuie la phrase"},
        [VL_REFERENCE_WRONG_METADATA] = {"Exists, but not as cited",
                                         "Existe, mais pas comme citée"},
        [VL_REFERENCE_NOT_FOUND] = {"Not found; no proof that it was made up",
                                    "Introuvable ; cela ne prouve pas qu'elle "
                                    "soit inventée"},
        [VL_REFERENCE_COULD_NOT_CHECK] = {"Could not be checked",
                                          "N'a pas pu être contrôlée"},
    };
    return names[verdict][language == VL_LANGUAGE_FR];
}

char *
vl_check_reference_line(const VlCheck *check, VlLanguage language)
{
    static const struct {
        VlReferenceVerdict verdict;
        const char *words[2];
    } kinds[] = {
        {VL_REFERENCE_WRONG_METADATA, {"not as cited", "mal citées"}},
        {VL_REFERENCE_NOT_FOUND, {"not found", "introuvables"}},
        {VL_REFERENCE_COULD_NOT_CHECK, {"not checked", "non contrôlées"}},
        {VL_REFERENCE_CORRECT, {"as cited", "exactes"}},
    };
    gboolean french = language == VL_LANGUAGE_FR;
    guint total = check->references->len;
    if (total == 0)
        return NULL;
    GString *out = g_string_new(NULL);
    g_string_printf(out, "%u %s%s%s", total,
                    french ? "référence" : "reference", total > 1 ? "s" : "",
                    french ? " :" : ":");
    gboolean any = FALSE;
    for (guint k = 0; k < G_N_ELEMENTS(kinds); k++) {
        guint n = 0;
        for (guint i = 0; i < total; i++)
            n += ((VlCheckedReference *)check->references->pdata[i])
                     ->verdict == kinds[k].verdict;
        if (n > 0)
            g_string_append_printf(out, "%s %u %s", any ? "," : "", n,
                                   kinds[k].words[french]);
        any |= n > 0;
    }
    return g_string_free(out, FALSE);
}

static int
by_severity(gconstpointer a, gconstpointer b)
{
    const VlCheckedSentence *x = *(const VlCheckedSentence *const *)a;
    const VlCheckedSentence *y = *(const VlCheckedSentence *const *)b;
    guint m = vl_verdict_severity(x->verdict, x->tier);
    guint n = vl_verdict_severity(y->verdict, y->tier);
    if (m != n)
        return m < n ? -1 : 1;
    return x->span.start < y->span.start ? -1
                                         : x->span.start > y->span.start;
}

GPtrArray *
vl_check_order(const VlCheck *check)
{
    GPtrArray *order = g_ptr_array_new();
    for (guint i = 0; i < check->sentences->len; i++) {
        VlCheckedSentence *sentence = check->sentences->pdata[i];
        if (sentence->verdict != VL_VERDICT_NOT_A_CLAIM)
            g_ptr_array_add(order, sentence);
    }
    g_ptr_array_sort(order, by_severity);
    return order;
}

/* Whoever asked a model wants to see what it holds against a sentence. */
static gboolean
is_doubted(const VlCheckedSentence *sentence)
{
    static const char *const doubts[] = {"says_otherwise", "says_less", NULL};
    for (guint i = 0; i < sentence->answers->len; i++) {
        const VlAnswer *answer = sentence->answers->pdata[i];
        if (answer->opinion != NULL &&
            g_strv_contains(doubts, answer->opinion->opinion))
            return TRUE;
    }
    return FALSE;
}

gboolean
vl_check_is_first(const VlCheckedSentence *sentence, guint *n_read)
{
    if (vl_verdict_is_flag(sentence->verdict) ||
        sentence->verdict == VL_VERDICT_PARTLY ||
        sentence->verdict == VL_VERDICT_UNREADABLE)
        return TRUE;
    return sentence->verdict == VL_VERDICT_UNDECIDED &&
           (is_doubted(sentence) ||
            (sentence->tier == 1 && ++*n_read <= VL_CHECK_FIRST));
}

/* What no check decided: the words of the sentence that its passage lacks, or
 * that it has them all and yet says something else. */
static char *
why_open(const VlCheckedSentence *sentence, const VlAnswer *answer,
         VlLanguage language)
{
    gboolean french = language == VL_LANGUAGE_FR;
    if (sentence->verdict != VL_VERDICT_UNDECIDED)
        return NULL;
    if (answer->uncovered->len == 0)
        return g_strdup(french ? "ces mots y sont, mais liés autrement"
                               : "these words stand there, but are bound "
                                 "otherwise");
    g_autoptr(GString) list = g_string_new(NULL);
    for (guint i = 0; i < answer->uncovered->len && i < WORDS_SHOWN; i++) {
        const VlSpan *span = &g_array_index(answer->uncovered, VlSpan, i);
        g_autofree char *word = g_utf8_substring(
            sentence->text, (glong)span->start, (glong)span->end);
        if (strstr(list->str, word) == NULL)
            g_string_append_printf(list, "%s%s", list->len > 0 ? ", " : "",
                                   word);
    }
    return g_strdup_printf(french ? "pas dans le passage : %s"
                                  : "not in the passage: %s",
                           list->str);
}

char *
vl_check_why(const VlCheckedSentence *sentence, VlLanguage language)
{
    if (sentence->reason != NULL)
        return g_strdup(sentence->reason);
    if (sentence->answers->len == 0)
        return NULL;
    const VlAnswer *answer = sentence->answers->pdata[0];
    static const VlResult order[] = {VL_RESULT_CONFLICT, VL_RESULT_MISSING,
                                     VL_RESULT_UNDECIDED};
    for (guint k = 0; k < G_N_ELEMENTS(order); k++)
        for (guint i = 0; i < answer->findings->len; i++) {
            const VlFinding *finding = answer->findings->pdata[i];
            if (finding->result == order[k] && finding->detail != NULL)
                return vl_detail_words(finding->detail, language);
        }
    return why_open(sentence, answer, language);
}

char *
vl_check_verdict(VlVerdict verdict, VlLanguage language)
{
    char *text = g_strdup(vl_word_verdict(verdict, language));
    gsize n = strlen(text);
    if (n > 0 && text[n - 1] == '.')
        text[n - 1] = '\0';
    return text;
}

char *
vl_check_field(const VlFieldDifference *field, VlLanguage language)
{
    static const char *const names[][2] = {
        {"first_author", "premier auteur"}, {"authors", "auteurs"},
        {"year", "année"},    {"journal", "revue"}, {"title", "titre"},
        {"pages", "pages"},   {"volume", "volume"}, {"pmid", "PMID"},
        {"doi", "DOI"},
    };
    g_autofree char *name = g_strdelimit(g_strdup(field->name), "_", ' ');
    for (guint i = 0; i < G_N_ELEMENTS(names) && language == VL_LANGUAGE_FR;
         i++)
        if (g_str_equal(names[i][0], field->name)) {
            g_free(name);
            name = g_strdup(names[i][1]);
        }
    const char *colon = language == VL_LANGUAGE_FR ? " :" : ":";
    const char *given = field->given != NULL ? field->given : "-";
    if (field->record == NULL)
        return g_strdup_printf("%s%s %s", name, colon, given);
    return g_strdup_printf("%s%s %s (%s%s %s)", name, colon, given,
                           vl_check_word(VL_CHECK_RECORD, language), colon,
                           field->record);
}

char *
vl_check_place(const VlCheck *check, const VlEvidence *evidence,
               VlLanguage language)
{
    const VlCheckedSource *source = check->sources->pdata[evidence->source];
    g_autofree char *base = g_path_get_basename(source->name);
    if (source->n_pages <= 1)
        return g_steal_pointer(&base);
    return g_strdup_printf("%s, %s %u", base,
                           vl_check_word(VL_CHECK_PAGE, language),
                           evidence->page);
}

char *
vl_check_second_line(const VlCheck *check, VlLanguage language)
{
    const VlSecondAsked *second = check->second;
    if (second == NULL)
        return NULL;
    g_autofree char *asked = vl_view_model_asked(second->asked, language);
    guint n = vl_check_count_opinions(check);
    return g_strdup_printf(
        language == VL_LANGUAGE_FR
            ? "%u question%s à %s, %u avis, qui ne décid%s de rien : %s"
            : "%u question%s to %s, %u opinion%s nothing: %s",
        second->questions, second->questions == 1 ? "" : "s", second->model,
        n,
        language == VL_LANGUAGE_FR ? n == 1 ? "e" : "ent"
        : n == 1                   ? ", which decides"
                                   : "s, which decide",
        asked);
}

char *
vl_check_plan(const VlCheck *check)
{
    const VlSecondAsked *second = check->second;
    const VlModelAsked *asked = second->asked;
    char digits[G_ASCII_DTOSTR_BUF_SIZE] = "";
    if (asked->cost >= 0)
        g_ascii_formatd(digits, sizeof(digits), "%.4f",
                        (double)asked->cost / MILLION);
    return g_strdup_printf(
        "'%s' (%s) would be asked %u question%s, %u of them answered before: "
        "about %" G_GINT64_FORMAT " tokens, and at most %" G_GINT64_FORMAT
        " in answer, %s%s%s%s",
        asked->host, asked->region, second->questions,
        second->questions == 1 ? "" : "s", asked->kept,
        MAX(asked->input_tokens, 0), MAX(asked->output_tokens, 0),
        asked->cost >= 0 ? "at most " : "at a price that is not known", digits,
        asked->cost >= 0 ? " " : "",
        asked->cost >= 0 && asked->currency != NULL ? asked->currency : "");
}

char *
vl_check_opinion(const VlAnswer *answer, VlLanguage language)
{
    const VlOpinion *opinion = answer->opinion;
    if (opinion == NULL)
        return NULL;
    return g_strdup_printf(
        language == VL_LANGUAGE_FR
            ? "Selon %s (un avis, qui ne décide de rien) : %s"
            : "In the opinion of %s, which decides nothing: %s",
        opinion->model != NULL ? opinion->model : "?",
        vl_view_opinion_words(opinion, language));
}
