#include "config.h"

#include "verify/sense/members.h"

#include <string.h>

#include "verify/sense/amount.h"
#include "verify/sense/verb.h"

/* "OR 2.3" */
static gboolean
is_capitals(const VlSense *sense, guint i)
{
    return (vl_tokens_at(sense->tokens, i)->flags & VL_TOKEN_CAPITALS) != 0;
}

gboolean
vl_sense_joins(const VlSense *sense, guint i)
{
    static const char *const words[] = {
        "and", "or", "but", "while", "whereas", "whilst", "although",
        "et",  "ou", "mais", "tandis", "alors", "nor", "then", "yet",
    };
    return VL_IS_IN(&sense->words[i], words) && !is_capitals(sense, i);
}

guint *
vl_sense_members(const VlSense *sense)
{
    guint *members = g_new0(guint, sense->n + 1);
    for (guint i = 1; i < sense->n; i++)
        members[i] = members[i - 1] +
                     (sense->sentences[i] != sense->sentences[i - 1] ||
                      vl_sense_joins(sense, i) ||
                      vl_sense_gap_has(sense, i, ",;:()[]"));
    return members;
}

/* Words that stand for no thing of their own: what a study is made of, and
 * what its authors do.  Stems. */
static const char *const light[] = {
    "group", "arm", "patient", "particip", "subject", "study", "studies",
    "trial", "treat", "receiv", "compar", "observ", "show", "found", "find",
    "respect", "measur", "report", "value", "also", "both", "total", "mean",
    "median", "overall", "given", "use", "respond", "assess", "record",
    "noted", "seen", "people", "level", "result", "includ", "percent",
    "proport", "rate", "number", "averag", "stated", "examin", "investig",
    "evaluat", "describ", "perform", "conduct", "determin", "obtain",
    "consider", "author", "present", "demonstr", "indicat", "suggest",
    "effect", "conclu", "therap", "groupe", "etude", "essai", "recu", "moyen",
    "taux", "montr", "evalu", "mesur", "auteur", "sujet", "traite", "adminis",
    "undert", "article", "however", "further", "case", "point", "period",
    "follow", "main", "primary", "outcome", "variabl", "statist",
};

gboolean
vl_sense_is_light(const VlSense *sense, guint i)
{
    return VL_HAS_STEM(&sense->words[i], light);
}

/* What stands before a number and tells its kind. */
static gboolean
is_statistic(const VlSense *sense, guint i)
{
    static const char *const words[] = {"or",  "hr",  "rr",   "ci", "ic",
                                        "aor", "ahr", "irr",  "sd", "sem",
                                        "iqr", "smd", "rrr"};
    return is_capitals(sense, i) && VL_IS_IN(&sense->words[i], words);
}

gboolean
vl_sense_is_thing(const VlSense *sense, guint i)
{
    const VlMarks compared =
        VL_BIT(VL_MARK_UP) | VL_BIT(VL_MARK_DOWN) | VL_BIT(VL_MARK_GOOD) |
        VL_BIT(VL_MARK_BAD) | VL_BIT(VL_MARK_SIGNIFICANT) |
        VL_BIT(VL_MARK_INSIGNIFICANT) | VL_BIT(VL_MARK_NOT) |
        VL_BIT(VL_MARK_DIFFER) | VL_BIT(VL_MARK_SAME);
    return vl_sense_is_content(sense, i) &&
           (sense->words[i].marks & compared) == 0 &&
           !vl_sense_is_light(sense, i) && !is_statistic(sense, i);
}

const VlQuantity *
vl_sense_label(const VlSense *sense, guint i)
{
    int q = sense->quantity_of[i];
    const VlQuantity *quantity =
        q < 0 ? NULL : vl_sense_quantity(sense, (guint)q);
    return quantity != NULL && quantity->role == VL_ROLE_LABEL ? quantity
                                                               : NULL;
}

gboolean
vl_sense_same_name(const VlSense *a, guint i, const VlSense *b, guint j)
{
    const VlQuantity *x = vl_sense_label(a, i), *y = vl_sense_label(b, j);
    return x != NULL || y != NULL
               ? x != NULL && y != NULL && x->value == y->value
               : vl_sense_same(a, i, b, j);
}

gboolean
vl_quantity_is_name(const VlQuantity *quantity)
{
    return quantity->role == VL_ROLE_LABEL || vl_quantity_is_time(quantity);
}

gboolean
vl_quantity_alike(const VlQuantity *a, const VlQuantity *b)
{
    if (a->role != b->role || a->role == VL_ROLE_LABEL ||
        a->role == VL_ROLE_LEVEL)
        return FALSE;
    if (a->unit.n_parts == 0 || b->unit.n_parts == 0)
        return a->unit.n_parts == b->unit.n_parts;
    return vl_unit_same_dimension(&a->unit, &b->unit);
}

gboolean
vl_quantity_starts(const VlSense *sense, const VlQuantity *quantity)
{
    static const char *const words[] = {"from", "depuis"};
    return quantity->first > 0 &&
           sense->sentences[quantity->first - 1] ==
               sense->sentences[quantity->first] &&
           VL_IS_IN(&sense->words[quantity->first - 1], words);
}

gboolean
vl_sense_goes_on_anew(const VlSense *sense, guint i)
{
    return vl_sense_gap_has(sense, i, ",;:") ||
           vl_sense_joins(sense, i);
}

static gboolean
opens(const VlSense *sense, guint i)
{
    gsize start = vl_tokens_at(sense->tokens, i)->start;
    return start > 0 && strchr("([", sense->text[start - 1]) != NULL;
}

guint *
vl_sense_labels(const VlSense *sense)
{
    guint *members = vl_sense_members(sense);
    for (guint i = 1; i < sense->n; i++) {
        if (!opens(sense, i))
            continue;
        guint end = i;
        gboolean named = FALSE;
        do
            named |= vl_sense_is_thing(sense, end++);
        while (end < sense->n && !vl_sense_gap_has(sense, end, ")]"));
        guint after = end < sense->n ? members[end] : 0;
        gboolean joined = end < sense->n && after == members[end - 1] + 1 &&
                          sense->sentences[end] == sense->sentences[i] &&
                          !vl_sense_goes_on_anew(sense, end);
        for (guint k = i; !named && k < end; k++)
            members[k] = members[i - 1];
        for (guint k = end; !named && joined && k < sense->n; k++)
            if (members[k] == after)
                members[k] = members[i - 1];
    }
    return members;
}

guint *
vl_sense_depths(const VlSense *sense)
{
    guint *depths = g_new0(guint, sense->n + 1);
    guint depth = 0;
    gsize from = 0;
    for (guint i = 0; i < sense->n; i++) {
        const VlToken *token = vl_tokens_at(sense->tokens, i);
        for (gsize at = from; at < token->start; at++) {
            if (strchr("([", sense->text[at]) != NULL)
                depth++;
            else if (strchr(")]", sense->text[at]) != NULL && depth > 0)
                depth--;
        }
        depths[i] = depth;
        from = token->end;
    }
    return depths;
}

/* ", as measured by the scale": no other thing than what stands before. */
static gboolean
adds_how(const VlSense *sense, guint i)
{
    static const char *const as[] = {"as"};
    return i + 1 < sense->n && VL_IS_IN(&sense->words[i], as) &&
           vl_verb_is_participle(sense, i + 1);
}

guint *
vl_sense_strands(const VlSense *sense)
{
    g_autofree guint *members = vl_sense_members(sense);
    g_autofree guint *depths = vl_sense_depths(sense);
    guint *strands = g_new0(guint, sense->n + 1);
    guint outside = 0, last = 0;
    for (guint i = 1; i < sense->n; i++) {
        gboolean closes = depths[i] == 0 && depths[i - 1] > 0 &&
                          sense->sentences[i] == sense->sentences[i - 1] &&
                          !vl_sense_goes_on_anew(sense, i);
        if (members[i] == members[i - 1] || adds_how(sense, i))
            strands[i] = strands[i - 1];
        else
            strands[i] = closes ? outside : ++last;
        outside = depths[i] == 0 ? strands[i] : outside;
    }
    return strands;
}

/* "Than" starts a member of its own. */
static void
part_at_than(const VlSense *sense, guint *members)
{
    guint more = 0;
    for (guint i = 1; i < sense->n; i++) {
        more += vl_sense_has(sense, i, VL_MARK_THAN) &&
                members[i] + more == members[i - 1];
        members[i] += more;
    }
}

/* Is token i of another number of the kind of this pair? */
static gboolean
is_of_kind(const VlSense *sense, guint i, const VlQuantity *one)
{
    int q = sense->quantity_of[i];
    return q >= 0 && vl_quantity_alike(vl_sense_quantity(sense, q), one) &&
           vl_sense_quantity(sense, q)->own_unit == one->own_unit;
}

/* "Less often with A than with B (12 % versus 19 %)": the "than" before the
 * pair; 0: none, or the pair is of something else. */
static guint
than_before(const VlSense *sense, const VlQuantity *one)
{
    guint than = one->first;
    while (than > 0 && sense->sentences[than - 1] ==
                           sense->sentences[one->first]) {
        /* "(time to relief: 45 vs 52)" has a label of its own. */
        if (vl_sense_gap_has(sense, than, ":;"))
            return 0;
        if (vl_sense_has(sense, --than, VL_MARK_THAN))
            return than;
        if (is_of_kind(sense, than, one))
            return 0;
    }
    return 0;
}

/* "Lower (12 % versus 19 %) with A than with B": the "than" behind a pair
 * that is the only one of its sentence; else 0, for what stands beside pairs
 * tells them apart. */
static guint
than_behind(const VlSense *sense, const VlQuantity *one,
            const VlQuantity *two)
{
    gboolean thing = FALSE;
    guint than = 0;
    for (guint i = 0; i < sense->n; i++) {
        if (sense->sentences[i] != sense->sentences[one->first] ||
            (i >= one->first && i <= two->last))
            continue;
        if (is_of_kind(sense, i, one) ||
            (than == 0 && thing && vl_sense_gap_has(sense, i, ";")))
            return 0;
        thing |= i > two->last && vl_sense_is_thing(sense, i);
        if (than == 0 && thing && vl_sense_has(sense, i, VL_MARK_THAN))
            than = i;
    }
    return than;
}

static void
part_pair(const VlSense *sense, guint *members, const VlQuantity *one,
          const VlQuantity *two)
{
    guint than = than_before(sense, one);
    if (than == 0)
        than = than_behind(sense, one, two);
    if (than == 0)
        return;
    for (guint i = one->first; i <= one->last; i++)
        members[i] = members[than - 1];
    for (guint i = two->first; i <= two->last; i++)
        members[i] = members[than];
}

void
vl_members_part_pairs(const VlSense *sense, guint *members)
{
    part_at_than(sense, members);
    for (guint q = 0; q + 1 < sense->quantities->len; q++) {
        const VlQuantity *one = vl_sense_quantity(sense, q);
        for (guint r = q + 1; r < sense->quantities->len && r <= q + 4; r++) {
            const VlQuantity *two = vl_sense_quantity(sense, r);
            gboolean than = FALSE;
            for (guint i = one->last + 1; i < two->first; i++)
                than |= vl_sense_has(sense, i, VL_MARK_THAN);
            if (than && vl_quantity_alike(one, two) &&
                sense->sentences[one->first] == sense->sentences[two->first])
                part_pair(sense, members, one, two);
        }
    }
}

/* "Ahead of surgery", but not "came out ahead" nor "ahead of S. mitis". */
static gboolean
is_ahead(const VlSense *sense, guint i)
{
    static const char *const ahead[] = {"ahead"};
    static const char *const of[] = {"of"};
    return VL_IS_IN(&sense->words[i], ahead) && i + 2 < sense->n &&
           VL_IS_IN(&sense->words[i + 1], of) &&
           (vl_tokens_at(sense->tokens, i + 2)->flags &
            (VL_TOKEN_CAPITAL | VL_TOKEN_CAPITALS)) == 0;
}

int
vl_word_place_in_time(const VlSense *sense, guint i)
{
    static const char *const before[] = {
        "before",   "prior",     "avant",        "until",
        "preceding", "pre",      "baseline",     "preoperative",
        "preoperatively", "pretreatment", "preintervention",
        "earlier",
    };
    static const char *const after[] = {
        "after", "following", "post", "later", "apres", "suivant", "since",
        "subsequently", "thereafter", "postoperative", "postoperatively",
        "posttreatment", "postintervention",
    };
    return (VL_IS_IN(&sense->words[i], before) || is_ahead(sense, i)
                ? VL_TIME_BEFORE
                : VL_TIME_NONE) |
           (VL_IS_IN(&sense->words[i], after) ? VL_TIME_AFTER
                                              : VL_TIME_NONE);
}

int
vl_sense_place_in_time(const VlSense *sense)
{
    int found = VL_TIME_NONE;
    for (guint i = 0; i < sense->n; i++)
        found |= vl_word_place_in_time(sense, i);
    return found;
}

gboolean
vl_sense_names_time(const VlSense *sense, guint i)
{
    static const char *const units[] = {"week", "weeks", "month", "months",
                                        "day", "days", "year", "years",
                                        "semaine", "semaines", "mois", "jour",
                                        "jours", "hour", "visit"};
    return i + 1 < sense->n && VL_IS_IN(&sense->words[i], units) &&
           sense->quantity_of[i + 1] >= 0 &&
           (i == 0 || sense->quantity_of[i - 1] < 0);
}
