#include "config.h"

#include "digest/check-markdown.h"

#include "digest/escape.h"

static void
put_opinions(const VlCheckedSentence *sentence, VlLanguage language,
             GString *out)
{
    for (guint i = 0; i < sentence->answers->len; i++) {
        g_autofree char *opinion =
            vl_check_opinion(sentence->answers->pdata[i], language);
        if (opinion == NULL)
            continue;
        g_string_append(out, "\n  ");
        vl_escape_markdown(out, opinion);
        g_string_append_c(out, '\n');
    }
}

static void
put_sentence(const VlCheck *check, const VlCheckedSentence *sentence,
             VlLanguage language, GString *out)
{
    g_autofree char *verdict = vl_check_verdict(sentence->verdict, language);
    g_string_append(out, "- **");
    vl_escape_markdown(out, verdict);
    g_string_append(out, "** ");
    vl_escape_markdown(out, sentence->text);
    g_autofree char *why = vl_check_why(sentence, language);
    if (why != NULL) {
        g_string_append(out, "  \n  ");
        vl_escape_markdown(out, why);
    }
    g_string_append_c(out, '\n');
    const VlAnswer *answer =
        sentence->answers->len > 0 ? sentence->answers->pdata[0] : NULL;
    for (guint i = 0; answer != NULL && i < answer->evidence->len; i++) {
        const VlEvidence *evidence = answer->evidence->pdata[i];
        g_autofree char *place = vl_check_place(check, evidence, language);
        g_string_append(out, "  > ");
        vl_escape_markdown(out, evidence->text);
        g_string_append(out, " (");
        vl_escape_markdown(out, place);
        g_string_append(out, ")\n  >\n");
    }
    put_opinions(sentence, language, out);
    g_string_append_c(out, '\n');
}

static void
put_reference(const VlCheckedReference *reference, VlLanguage language,
              GString *out)
{
    g_string_append(out, "- **");
    if (vl_check_is_grave(reference->notices))
        g_string_append_printf(out, "%s. ",
                               vl_check_word(VL_CHECK_RETRACTED, language));
    vl_escape_markdown(out, vl_check_reference_verdict(reference->verdict,
                                                       language));
    g_string_append(out, "** ");
    vl_escape_markdown(out, reference->text);
    for (guint i = 0; i < reference->fields->len; i++) {
        g_autofree char *field =
            vl_check_field(reference->fields->pdata[i], language);
        g_string_append(out, "  \n  ");
        vl_escape_markdown(out, field);
    }
    if (reference->detail != NULL) {
        g_string_append(out, "  \n  ");
        vl_escape_markdown(out, reference->detail);
    }
    for (guint i = 0; i < reference->notices->len; i++) {
        g_string_append(out, "  \n  ");
        vl_escape_markdown(
            out, vl_word_notice(reference->notices->pdata[i], language));
    }
    g_string_append_c(out, '\n');
}

void
vl_check_write_markdown(const VlCheck *check, VlLanguage language,
                        GString *out)
{
    g_autofree char *headline = vl_check_headline(check, language);
    g_autofree char *references = vl_check_reference_line(check, language);
    g_string_append_printf(out, "# %s\n\n",
                           vl_check_word(VL_CHECK_TITLE, language));
    vl_escape_markdown(out, headline);
    g_string_append(out, "\n\n");
    if (references != NULL) {
        vl_escape_markdown(out, references);
        g_string_append(out, "\n\n");
    }
    g_autofree char *second = vl_check_second_line(check, language);
    if (second != NULL) {
        vl_escape_markdown(out, second);
        g_string_append(out, "\n\n");
    }
    vl_escape_markdown(out, vl_check_word(VL_CHECK_NOTICE, language));
    g_string_append_printf(out, "\n\n## %s\n\n",
                           vl_check_word(VL_CHECK_SENTENCES, language));
    g_autoptr(GPtrArray) order = vl_check_order(check);
    for (guint i = 0; i < order->len; i++)
        put_sentence(check, order->pdata[i], language, out);
    if (check->references->len > 0)
        g_string_append_printf(out, "## %s\n\n",
                               vl_check_word(VL_CHECK_REFERENCES, language));
    for (guint i = 0; i < check->references->len; i++)
        put_reference(check->references->pdata[i], language, out);
}
