#include "config.h"

#include "digest/check-terminal.h"

#include "digest/escape.h"

typedef struct {
    const VlCheck *check;
    VlLanguage language;
    const VlCheckTerminal *terminal;
    GString *out;
} Screen;

typedef enum { INK_PLAIN, INK_RED, INK_YELLOW, INK_GREEN, INK_FAINT } Ink;

static const char *const inks[] = {
    [INK_PLAIN] = "1", [INK_RED] = "1;31", [INK_YELLOW] = "1;33",
    [INK_GREEN] = "32", [INK_FAINT] = "2",
};

static Ink
ink_of(VlVerdict verdict)
{
    if (vl_verdict_is_flag(verdict))
        return INK_RED;
    if (verdict == VL_VERDICT_PARTLY || verdict == VL_VERDICT_UNDECIDED ||
        verdict == VL_VERDICT_UNREADABLE)
        return INK_YELLOW;
    return verdict == VL_VERDICT_SUPPORTED ? INK_GREEN : INK_FAINT;
}

static void
put_ink(const Screen *screen, Ink ink, const char *text)
{
    if (screen->terminal->colour)
        g_string_append_printf(screen->out, "\033[%sm", inks[ink]);
    vl_escape_terminal(screen->out, text);
    if (screen->terminal->colour)
        g_string_append(screen->out, "\033[0m");
}

/* A line that fits the screen, cut at a word. */
static void
put_line(const Screen *screen, const char *indent, const char *text)
{
    g_autoptr(GString) safe = g_string_new(NULL);
    vl_escape_terminal(safe, text);
    gsize width = MAX(screen->terminal->width, 40u);
    gsize room = width - (gsize)g_utf8_strlen(indent, -1);
    g_string_append(screen->out, indent);
    if ((gsize)g_utf8_strlen(safe->str, -1) > room) {
        char *cut = g_utf8_offset_to_pointer(safe->str, (glong)room - 1);
        char *space = g_strrstr_len(safe->str, cut - safe->str, " ");
        if (space != NULL && space > safe->str)
            cut = space;
        g_string_truncate(safe, (gsize)(cut - safe->str));
        g_string_append(safe, "\xE2\x80\xA6");
    }
    g_string_append(screen->out, safe->str);
    g_string_append_c(screen->out, '\n');
}

static void
put_opinions(const Screen *screen, const VlCheckedSentence *sentence)
{
    for (guint i = 0; i < sentence->answers->len; i++) {
        g_autofree char *opinion =
            vl_check_opinion(sentence->answers->pdata[i], screen->language);
        if (opinion != NULL)
            put_line(screen, "  ? ", opinion);
    }
}

/* Verdict, place and why; the sentence; the passage; a model's opinion. */
static void
put_sentence(const Screen *screen, const VlCheckedSentence *sentence)
{
    g_autofree char *verdict =
        vl_check_verdict(sentence->verdict, screen->language);
    put_ink(screen, ink_of(sentence->verdict), verdict);
    const VlAnswer *answer =
        sentence->answers->len > 0 ? sentence->answers->pdata[0] : NULL;
    const VlEvidence *evidence = answer != NULL && answer->evidence->len > 0
                                     ? answer->evidence->pdata[0]
                                     : NULL;
    g_autofree char *why = vl_check_why(sentence, screen->language);
    if (evidence != NULL) {
        g_autofree char *place =
            vl_check_place(screen->check, evidence, screen->language);
        g_string_append(screen->out, "  ");
        put_ink(screen, INK_FAINT, place);
    }
    if (why != NULL) {
        g_string_append(screen->out, "  ");
        vl_escape_terminal(screen->out, why);
    }
    g_string_append_c(screen->out, '\n');
    put_line(screen, "  \xC2\xAB ", sentence->text);
    put_line(screen, "  \xE2\x86\x92 ",
             evidence != NULL ? evidence->text
                              : vl_check_word(VL_CHECK_NO_PASSAGE,
                                              screen->language));
    put_opinions(screen, sentence);
}

static void
put_sentences(const Screen *screen)
{
    g_autoptr(GPtrArray) order = vl_check_order(screen->check);
    guint n_read = 0, shown = 0;
    for (guint i = 0; i < order->len; i++) {
        const VlCheckedSentence *sentence = order->pdata[i];
        if (!vl_check_is_first(sentence, &n_read) && !screen->terminal->all)
            continue;
        g_string_append_c(screen->out, '\n');
        put_sentence(screen, sentence);
        shown++;
    }
    if (shown < order->len)
        g_string_append_printf(
            screen->out, "\n%u %s\n", order->len - shown,
            vl_check_word(VL_CHECK_FOLDED, screen->language));
}

static void
put_reference(const Screen *screen, const VlCheckedReference *reference)
{
    gboolean bad = reference->verdict == VL_REFERENCE_WRONG_METADATA ||
                   reference->verdict == VL_REFERENCE_NOT_FOUND;
    gboolean grave = vl_check_is_grave(reference->notices);
    if (!bad && !grave && reference->notices->len == 0 &&
        !reference->preprint && !screen->terminal->all)
        return;
    g_string_append_c(screen->out, '\n');
    if (grave) {
        put_ink(screen, INK_RED,
                vl_check_word(VL_CHECK_RETRACTED, screen->language));
        g_string_append(screen->out, "  ");
    }
    put_ink(screen, bad ? INK_RED : INK_FAINT,
            vl_check_reference_verdict(reference->verdict, screen->language));
    for (guint i = 0; i < reference->fields->len; i++) {
        g_autofree char *field = vl_check_field(reference->fields->pdata[i],
                                                screen->language);
        g_string_append(screen->out, i == 0 ? "  " : "; ");
        vl_escape_terminal(screen->out, field);
    }
    for (guint i = 0; i < reference->notices->len; i++) {
        g_string_append(screen->out, "  [");
        vl_escape_terminal(screen->out,
                           vl_word_notice(reference->notices->pdata[i],
                                          screen->language));
        g_string_append_c(screen->out, ']');
    }
    g_string_append(screen->out,
                    reference->preprint ? "  [preprint]\n" : "\n");
    put_line(screen, "  \xC2\xAB ", reference->text);
    if (reference->detail != NULL)
        put_line(screen, "  \xE2\x86\x92 ", reference->detail);
}

static void
put_sources(const Screen *screen)
{
    for (guint i = 0; i < screen->check->sources->len; i++) {
        const VlCheckedSource *source = screen->check->sources->pdata[i];
        if (!vl_check_is_grave(source->notices) && source->problem == NULL)
            continue;
        if (vl_check_is_grave(source->notices))
            put_ink(screen, INK_RED,
                    vl_check_word(VL_CHECK_RETRACTED, screen->language));
        g_string_append_c(screen->out, ' ');
        vl_escape_terminal(screen->out, source->name);
        g_string_append_c(screen->out, ' ');
        vl_escape_terminal(screen->out, source->problem);
        g_string_append_c(screen->out, '\n');
    }
}

void
vl_check_write_terminal(const VlCheck *check, VlLanguage language,
                        const VlCheckTerminal *terminal, GString *out)
{
    Screen screen = {check, language, terminal, out};
    g_autofree char *headline = vl_check_headline(check, language);
    put_ink(&screen, INK_PLAIN, headline);
    g_string_append_c(out, '\n');
    g_autofree char *references = vl_check_reference_line(check, language);
    if (references != NULL) {
        put_ink(&screen, INK_PLAIN, references);
        g_string_append_c(out, '\n');
    }
    g_autofree char *second = vl_check_second_line(check, language);
    if (second != NULL)
        put_line(&screen, "", second);
    put_sources(&screen);
    if (!vl_check_is_flagged(check))
        g_string_append_printf(out, "%s\n",
                               vl_check_word(VL_CHECK_NOTHING, language));
    put_sentences(&screen);
    for (guint i = 0; i < check->references->len; i++)
        put_reference(&screen, check->references->pdata[i]);
    g_string_append_c(out, '\n');
    put_ink(&screen, INK_FAINT, vl_check_word(VL_CHECK_NOTICE, language));
    g_string_append_c(out, '\n');
}
