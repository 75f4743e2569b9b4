#include "config.h"

#include "guard/injection.h"

#include <string.h>

/* Letters and digits alone, lower case, without accents.  tail follows head
 * within so many letters; NULL: head is enough. */
static const struct {
    const char *head, *tail;
} phrases[] = {
    {"ignore", "instructions"},
    {"ignore", "prompt"},
    {"ignore", "guidelines"},
    {"ignorepreviou", NULL},
    {"ignoreallprevious", NULL},
    {"ignoretheabove", NULL},
    {"ignoreeverything", NULL},
    {"disregard", "instructions"},
    {"disregard", "previous"},
    {"disregard", "above"},
    {"forget", "instructions"},
    {"forgeteverything", NULL},
    {"override", "instructions"},
    {"followtheseinstructions", NULL},
    {"newinstructions", NULL},
    {"systemprompt", NULL},
    {"instructionsforthe", "model"},
    {"instructionsfor", "reviewer"},
    {"instructionto", "model"},
    {"instructionto", "assistant"},
    {"languagemodel", NULL},
    {"asanai", NULL},
    {"aiassistant", NULL},
    {"aimodel", NULL},
    {"aireviewer", NULL},
    {"aisystem", "must"},
    {"youarean", "assistant"},
    {"youarea", "reviewer"},
    {"chatgpt", NULL},
    {"llmreviewer", NULL},
    {"notetoreviewer", NULL},
    {"positivereview", NULL},
    {"favorablereview", NULL},
    {"favourablereview", NULL},
    {"positiveevaluation", NULL},
    {"positivesummary", NULL},
    {"recommendacceptance", NULL},
    {"recommendaccepting", NULL},
    {"acceptthispaper", NULL},
    {"acceptthemanuscript", NULL},
    {"acceptthismanuscript", NULL},
    {"donotmention", NULL},
    {"donothighlight", NULL},
    {"donotreport", NULL},
    {"donotsummari", NULL},
    {"givea", "review"},
    {"includethephrase", NULL},
    {"includethesentence", NULL},
    {"includethefollowing", NULL},
    {"includethewords", NULL},
    {"respondwith", NULL},
    {"respondonly", NULL},
    {"replywith", NULL},
    {"answeronly", NULL},
    {"outputonly", NULL},
    {"inyoursummary", NULL},
    {"inyourreview", NULL},
    {"inyouranswer", NULL},
    {"inyourresponse", NULL},
    {"whensummari", "must"},
    {"whensummari", "always"},
    {"summarizethispaper", NULL},
    {"summarisethispaper", NULL},
    {"youmust", NULL},
    {"ignore", "consignes"},
    {"ignore", "instructionsprecedentes"},
    {"oublie", "instructions"},
    {"oublie", "consignes"},
    {"netenezpascompte", NULL},
    {"netienspascompte", NULL},
    {"netenezaucuncompte", NULL},
    {"nementionne", NULL},
    {"nesignale", "pas"},
    {"nouvellesinstructions", NULL},
    {"nouvellesconsignes", NULL},
    {"suivezcesinstructions", NULL},
    {"suivezlesinstructions", NULL},
    {"modeledelang", NULL},
    {"assistantia", NULL},
    {"entantquia", NULL},
    {"entantquassistant", NULL},
    {"entantquemodele", NULL},
    {"avisfavorable", NULL},
    {"avispositif", NULL},
    {"evaluationpositive", NULL},
    {"evaluationfavorable", NULL},
    {"relecturepositive", NULL},
    {"resumepositif", NULL},
    {"recommande", "acceptation"},
    {"recommande", "publication"},
    {"acceptezcetarticle", NULL},
    {"acceptezcemanuscrit", NULL},
    {"incluezlaphrase", NULL},
    {"inclurelaphrase", NULL},
    {"inserezlaphrase", NULL},
    {"ajoutezlaphrase", NULL},
    {"incluslaphrase", NULL},
    {"repondezuniquement", NULL},
    {"repondezpar", NULL},
    {"repondsuniquement", NULL},
    {"repondspar", NULL},
    {"dansvotreresume", NULL},
    {"dansvotrereponse", NULL},
    {"dansvotresynthese", NULL},
    {"danstonresume", NULL},
    {"vousdevez", NULL},
    {"tudois", NULL},
};

/* Letters between the two parts of a phrase. */
#define MAX_GAP 40

/* A text as its letters and digits, and where each stood. */
typedef struct {
    GString *letters;
    GString *starts; /* a byte a letter: 1 where a word starts */
    GArray *at;      /* gsize: code point of each letter */
} Squeezed;

static void
squeezed_clear(Squeezed *squeezed)
{
    g_string_free(squeezed->letters, TRUE);
    g_string_free(squeezed->starts, TRUE);
    g_array_unref(squeezed->at);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Squeezed, squeezed_clear)

static void
squeeze(Squeezed *squeezed, const char *text)
{
    squeezed->letters = g_string_new(NULL);
    squeezed->starts = g_string_new(NULL);
    squeezed->at = g_array_new(FALSE, FALSE, sizeof(gsize));
    gsize at = 0;
    gboolean in_word = FALSE;
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p), at++) {
        gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
        gsize n = g_unichar_fully_decompose(g_utf8_get_char(p), TRUE, parts,
                                            G_N_ELEMENTS(parts));
        for (gsize i = 0; i < n; i++) {
            if (parts[i] >= 0x80 || !g_ascii_isalnum((char)parts[i]))
                continue;
            g_string_append_c(squeezed->letters,
                              g_ascii_tolower((char)parts[i]));
            g_string_append_c(squeezed->starts, in_word ? 0 : 1);
            g_array_append_val(squeezed->at, at);
            in_word = TRUE;
        }
        in_word = g_unichar_isalnum(g_utf8_get_char(p));
    }
}

/* The end of the phrase that starts at p; NULL: none does. */
static const char *
match_at(const char *p, gsize phrase)
{
    const char *end = p + strlen(phrases[phrase].head);
    const char *tail = phrases[phrase].tail;
    if (tail == NULL)
        return end;
    const char *found = g_strstr_len(
        end, (gssize)MIN(strlen(end), MAX_GAP + strlen(tail)), tail);
    return found == NULL ? NULL : found + strlen(tail);
}

static int
compare_spans(gconstpointer a, gconstpointer b)
{
    const VlSpan *x = a, *y = b;
    return x->start < y->start ? -1 : x->start > y->start;
}

GArray *
vl_injection_find(const char *text)
{
    g_auto(Squeezed) squeezed = {0};
    squeeze(&squeezed, text);
    GArray *spans = g_array_new(FALSE, FALSE, sizeof(VlSpan));
    const char *start = squeezed.letters->str;
    for (gsize i = 0; i < G_N_ELEMENTS(phrases); i++) {
        const char *p = start;
        while ((p = strstr(p, phrases[i].head)) != NULL) {
            const char *end =
                squeezed.starts->str[p - start] ? match_at(p, i) : NULL;
            if (end != NULL) {
                VlSpan span = {
                    g_array_index(squeezed.at, gsize, p - start),
                    g_array_index(squeezed.at, gsize, end - 1 - start) + 1};
                g_array_append_val(spans, span);
            }
            p++;
        }
    }
    g_array_sort(spans, compare_spans);
    return spans;
}

/* The hidden text of a page, in one piece, for a phrase may be cut in two.
 * text is the page's own. */
static char *
hidden_text(const VlPage *page, const char *text)
{
    GString *all = g_string_new(NULL);
    gsize at = page->offset;
    for (guint i = 0; i < page->hidden->len; i++) {
        VlSpan span = g_array_index(page->hidden, VlSpan, i);
        const char *start =
            g_utf8_offset_to_pointer(text, (glong)(span.start - at));
        text = g_utf8_offset_to_pointer(start, (glong)(span.end - span.start));
        at = span.end;
        g_string_append_len(all, start, text - start);
        g_string_append_c(all, ' ');
    }
    return g_string_free(all, FALSE);
}

GArray *
vl_injection_alarms(const VlDocument *document)
{
    GArray *alarms = g_array_new(FALSE, FALSE, sizeof(VlSpan));
    const char *text = document->text;
    for (guint i = 0; i < document->pages->len; i++) {
        const VlPage *page = g_ptr_array_index(document->pages, i);
        gsize n = strcspn(text, "\f");
        if (page->hidden->len > 0) {
            g_autofree char *hidden = hidden_text(page, text);
            g_autoptr(GArray) found = vl_injection_find(hidden);
            if (found->len > 0)
                g_array_append_vals(alarms, page->hidden->data,
                                    page->hidden->len);
        }
        text += n + (text[n] == '\f');
    }
    return alarms;
}
