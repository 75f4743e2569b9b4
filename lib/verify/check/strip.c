#include "config.h"

#include <string.h>

#include "verify/check/case.h"

/* The context strip: what a true quote does not say by itself.  A value is
 * given only with the words that show it. */

typedef struct {
    const char *value;
    VlMark mark;
} Sign;

/* Of each name the first sign that the passage has. */
static const struct {
    const char *name;
    Sign signs[8];
    guint n;
} strips[] = {
    {"role",
     {{"aim", VL_MARK_AIM},
      {"plan", VL_MARK_PLAN},
      {"recommendation", VL_MARK_RECOMMEND},
      {"limit", VL_MARK_LIMIT},
      {"method", VL_MARK_METHOD},
      {"interpretation", VL_MARK_INTERPRETATION},
      {"result", VL_MARK_SIGNIFICANT},
      {"result", VL_MARK_INSIGNIFICANT}},
     8},
    {"outcome",
     {{"primary", VL_MARK_PRIMARY},
      {"secondary", VL_MARK_SECONDARY},
      {"exploratory", VL_MARK_EXPLORATORY},
      {"harm", VL_MARK_HARM}},
     4},
    {"analysis",
     {{"subgroup", VL_MARK_SUBGROUP},
      {"posthoc", VL_MARK_EXPLORATORY},
      {"pp", VL_MARK_PER_PROTOCOL},
      {"interim", VL_MARK_INTERIM},
      {"itt", VL_MARK_INTENTION}},
     5},
    {"comparison",
     {{"between", VL_MARK_BETWEEN}, {"within", VL_MARK_BASELINE}},
     2},
    {"frame",
     {{"noninferiority", VL_MARK_NONINFERIORITY},
      {"equivalence", VL_MARK_EQUIVALENCE}},
     2},
    {"design",
     {{"review", VL_MARK_REVIEW},
      {"randomised", VL_MARK_RANDOMISED},
      {"observational", VL_MARK_OBSERVATIONAL}},
     3},
};

static void
add(VlCase *matter, const char *name, const char *value, int at)
{
    VlSpan span = {0, 0};
    if (at >= 0)
        span = vl_sense_span(matter->passage, (guint)at,
                             (guint)at + MAX(matter->passage->words[at]
                                                 .n_words, 1) - 1);
    g_ptr_array_add(matter->out->context,
                    vl_context_new(name, at >= 0 ? value : "unclear", span));
}

static void
add_provenance(VlCase *matter)
{
    const VlSense *text = matter->passage;
    int cited = vl_sense_find(text, 0, VL_MARK_CITED);
    for (guint i = 0; i < text->n && cited < 0; i++)
        if (vl_tokens_at(text->tokens, i)->marker != 0)
            cited = (int)i;
    int own = vl_sense_find(text, 0, VL_MARK_OWN);
    add(matter, "provenance", cited >= 0 ? "cited" : "own",
        cited >= 0 ? cited : own);
}

static void
add_subjects(VlCase *matter)
{
    const VlSense *text = matter->passage;
    static const Sign signs[] = {
        {"in_vitro", VL_MARK_INVITRO}, {"animal", VL_MARK_ANIMAL},
        {"children", VL_MARK_CHILD},   {"adults", VL_MARK_ADULT},
    };
    int first = -1;
    const char *value = "unclear";
    for (guint k = 0; k < G_N_ELEMENTS(signs); k++) {
        int at = vl_sense_find(text, 0, signs[k].mark);
        if (at < 0)
            continue;
        value = first >= 0 ? "mixed" : signs[k].value;
        first = first >= 0 ? first : at;
    }
    add(matter, "subjects", value, first);
}

static void
add_effect(VlCase *matter)
{
    int relative = -1, absolute = -1;
    for (guint k = 0; k < matter->passage->quantities->len; k++) {
        const VlQuantity *quantity = vl_sense_quantity(matter->passage, k);
        if (quantity->role == VL_ROLE_RATIO && relative < 0)
            relative = (int)quantity->first;
    }
    absolute = vl_sense_find(matter->passage, 0, VL_MARK_ABSOLUTE);
    for (guint k = 0; k < matter->passage->quantities->len; k++)
        if (vl_sense_quantity(matter->passage, k)->of >= 0 && absolute < 0)
            absolute = (int)vl_sense_quantity(matter->passage, k)->first;
    add(matter, "effect",
        relative >= 0 && absolute >= 0 ? "both"
        : relative >= 0                ? "relative"
                                       : "absolute",
        relative >= 0 ? relative : absolute);
}

void
vl_context_strip(VlCase *matter)
{
    add_provenance(matter);
    for (guint i = 0; i < G_N_ELEMENTS(strips); i++) {
        int at = -1;
        const char *value = "unclear";
        for (guint k = 0; k < strips[i].n && at < 0; k++) {
            at = vl_sense_find(matter->passage, 0, strips[i].signs[k].mark);
            value = strips[i].signs[k].value;
        }
        add(matter, strips[i].name, value, at);
    }
    add_effect(matter);
    add_subjects(matter);
    int however = vl_sense_find(matter->passage, 0, VL_MARK_HOWEVER);
    if (however >= 0)
        add(matter, "nuance", "nuanced", however);
}
