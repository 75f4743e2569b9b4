#include "config.h"

#include "verify/sense/statement.h"

#include "verify/sense/joint.h"
#include "verify/sense/members.h"
#include "verify/sense/verb.h"

typedef struct {
    const VlSense *sense;
    guint *depths;
    guint *of;
    GArray *list;
    guint current;
    gboolean hangs; /* the next verb is that of "who had" */
    gboolean said;  /* the current one has a verb for sure */
} Reader;

/* "Physician-led" */
static gboolean
is_hyphened(const VlSense *sense, guint i)
{
    return vl_sense_gap_has(sense, i, "-") && !vl_sense_gap_has(sense, i, " ");
}

static gboolean
is_verb(const VlSense *sense, guint i)
{
    return (vl_verb_is_auxiliary(sense, i) || vl_verb_is_finite(sense, i)) &&
           !is_hyphened(sense, i);
}

/* "It", "we": the word behind is a verb. */
static gboolean
is_pronoun(const VlSense *sense, guint i)
{
    static const char *const words[] = {"it", "they", "we", "he", "she",
                                        "which", "who", "il", "elle", "ils",
                                        "elles", "nous", "on"};
    return VL_IS_IN(&sense->words[i], words);
}

/* "The": what stands before it is no adjective. */
static gboolean
is_article(const VlSense *sense, guint i)
{
    static const char *const words[] = {"the", "a", "an", "no", "all", "both",
                                        "their", "its", "these", "this",
                                        "that", "any", "only", "each"};
    return VL_IS_IN(&sense->words[i], words);
}

/* No participle that only tells of a noun: "recorded", "treated". */
static gboolean
is_sure_verb(const VlSense *sense, guint i)
{
    const VlMarks ways = VL_BIT(VL_MARK_UP) | VL_BIT(VL_MARK_DOWN);
    if (!is_verb(sense, i))
        return FALSE;
    return vl_verb_is_auxiliary(sense, i) ||
           !vl_verb_is_participle(sense, i) ||
           (sense->words[i].marks & ways) != 0 ||
           (i > 0 && is_pronoun(sense, i - 1)) ||
           (i + 1 < sense->n &&
            (is_article(sense, i + 1) ||
             (sense->words[i + 1].marks & ways) != 0));
}

/* Does token i stand where a part of the sentence ends? */
static gboolean
ends_part(const Reader *reader, guint i)
{
    const VlSense *sense = reader->sense;
    return i >= sense->n || sense->sentences[i] != sense->sentences[i - 1] ||
           (reader->depths[i] == 0 && vl_sense_gap_has(sense, i, ",;:")) ||
           vl_sense_joins(sense, i) || vl_joint_subordinates(sense, i);
}

gboolean
vl_statement_leads_in(const VlSense *sense, guint i)
{
    static const char *const words[] = {"than", "to", "without", "between"};
    return vl_joint_starts_phrase(sense, i) ||
           VL_IS_IN(&sense->words[i], words);
}

/* The first verb of the part that starts at token i; behind "in" and the like
 * only one that is so for sure.  -1: none. */
static int
find_verb(const Reader *reader, guint i)
{
    const VlSense *sense = reader->sense;
    gboolean phrase = FALSE;
    for (guint k = i; k < sense->n; k++) {
        if (k > i && ends_part(reader, k))
            return -1;
        phrase |= vl_statement_leads_in(sense, k);
        if (reader->depths[k] == 0 &&
            (is_sure_verb(sense, k) ||
             (!phrase && k + 1 < sense->n && is_verb(sense, k) &&
              sense->quantity_of[k + 1] >= 0)))
            return (int)k;
    }
    return -1;
}

/* Behind "and": 1 "and lowered the dose", 2 "and the dose fell", 0 neither. */
static int
what_follows(const Reader *reader, guint i)
{
    const VlSense *sense = reader->sense;
    guint from = i;
    while (from < sense->n && vl_verb_is_adverb(sense, from))
        from++;
    int verb = find_verb(reader, i);
    if (verb >= 0)
        return (guint)verb <= from ? 1 : 2;
    return from + 1 < sense->n && vl_verb_is_participle(sense, from) &&
                   is_article(sense, from + 1)
               ? 1
               : 0;
}

/* "Followed by": what comes then is another thing. */
static gboolean
is_followed(const VlSense *sense, guint i)
{
    static const char *const followed[] = {"followed", "suivi", "suivie",
                                           "suivis", "suivies"};
    static const char *const by[] = {"by", "de", "d", "par", "du"};
    return i + 1 < sense->n && VL_IS_IN(&sense->words[i], followed) &&
           VL_IS_IN(&sense->words[i + 1], by);
}

/* ", which", ", a finding that" */
static gboolean
is_relative(const VlSense *sense, guint i)
{
    static const char *const words[] = {"which", "who", "whose", "whom",
                                        "qui", "dont"};
    static const char *const articles[] = {"a", "an", "the", "un", "une"};
    static const char *const that[] = {"that", "which", "que", "qui"};
    if (!vl_sense_gap_has(sense, i, ","))
        return FALSE;
    if (VL_IS_IN(&sense->words[i], words))
        return TRUE;
    return i + 2 < sense->n && VL_IS_IN(&sense->words[i], articles) &&
           VL_IS_IN(&sense->words[i + 2], that);
}

/* Has what stands from token i to the next semicolon a verb? */
static gboolean
has_verb(const Reader *reader, guint i)
{
    const VlSense *sense = reader->sense;
    for (guint k = i; k < sense->n; k++) {
        if (sense->sentences[k] != sense->sentences[i] ||
            (k > i && vl_sense_gap_has(sense, k, ";")))
            return FALSE;
        if (reader->depths[k] == 0 &&
            (is_sure_verb(sense, k) ||
             (is_verb(sense, k) && ends_part(reader, k + 1))))
            return TRUE;
    }
    return FALSE;
}

/* Behind "whereas": is what is said said of something named there? */
static gboolean
names_subject(const Reader *reader, guint i)
{
    const VlSense *sense = reader->sense;
    gboolean thing = FALSE;
    for (guint k = i; k < sense->n && sense->sentences[k] ==
                                          sense->sentences[i];
         k++) {
        if ((k > i && vl_sense_gap_has(sense, k, ";")) ||
            (k == i && vl_statement_leads_in(sense, k)))
            return FALSE;
        if (reader->depths[k] == 0 && is_verb(sense, k))
            return thing;
        thing |= vl_sense_is_content(sense, k) || is_pronoun(sense, k) ||
                 vl_sense_is_light(sense, k);
    }
    return FALSE;
}

/* Which statement starts at token i; -1: none. */
static int
what_starts(const Reader *reader, guint i)
{
    const VlSense *sense = reader->sense;
    int next = 0;
    if (is_relative(sense, i))
        return VL_STATEMENT_RELATIVE;
    if (is_followed(sense, i))
        return VL_STATEMENT_FOLLOWS;
    if (vl_sense_gap_has(sense, i, ";") && has_verb(reader, i))
        return VL_STATEMENT_OWN;
    if (vl_joint_contrasts(sense, i) || vl_joint_takes_back(sense, i))
        return names_subject(reader, i + 1) ? VL_STATEMENT_OWN
                                            : VL_STATEMENT_GOES_ON;
    if (!reader->said)
        return -1;
    if (vl_joint_adds(sense, i))
        next = what_follows(reader, i + 1);
    else if (vl_sense_gap_has(sense, i, ",") &&
             !vl_statement_leads_in(sense, i))
        next = what_follows(reader, i) == 2 ? 2 : 0;
    return next == 2   ? VL_STATEMENT_OWN
           : next == 1 ? VL_STATEMENT_GOES_ON
                       : -1;
}

static VlStatement *
current(const Reader *reader)
{
    return &g_array_index(reader->list, VlStatement, reader->current);
}

static void
start(Reader *reader, guint i, VlStatementKind kind)
{
    const VlStatement fresh = {kind, i, reader->sense->n, reader->sense->n,
                               reader->sense->sentences[i]};
    g_array_append_val(reader->list, fresh);
    reader->current = reader->list->len - 1;
    reader->hangs = reader->said = FALSE;
}

/* Behind the comma that closes ", which ...,": the statement before it goes
 * on, unless a new one starts. */
static void
close_relative(Reader *reader, guint i)
{
    const VlStatement *here = current(reader);
    if (here->kind != VL_STATEMENT_RELATIVE || here->first == i ||
        !reader->said || !vl_sense_gap_has(reader->sense, i, ","))
        return;
    guint outer = reader->of[here->first - 1];
    const VlStatement *before =
        &g_array_index(reader->list, VlStatement, outer);
    gboolean said = before->verb < here->first;
    if (said && find_verb(reader, i) >= 0)
        return;
    reader->current = outer;
    reader->said = said;
}

/* "Found that": what is found is what is said. */
static gboolean
reports(const VlSense *sense, guint i)
{
    static const char *const that[] = {"that", "que", "qu"};
    return i > 0 && VL_IS_IN(&sense->words[i], that) &&
           (is_verb(sense, i - 1) || vl_verb_is_participle(sense, i - 1));
}

static void
read_verb(Reader *reader, guint i)
{
    const VlSense *sense = reader->sense;
    VlStatement *here = current(reader);
    if (reader->hangs) {
        reader->hangs = i + 1 < sense->n &&
                        (is_verb(sense, i + 1) ||
                         vl_verb_is_adverb(sense, i + 1) ||
                         vl_verb_is_participle(sense, i + 1));
        return;
    }
    gboolean sure = is_sure_verb(sense, i);
    if (!reader->said && (sure || here->verb == sense->n))
        here->verb = i;
    reader->said |= sure;
}

static void
read_token(Reader *reader, guint i)
{
    const VlSense *sense = reader->sense;
    if (i == 0 || sense->sentences[i] != sense->sentences[i - 1]) {
        start(reader, i, VL_STATEMENT_OWN);
    } else if (reader->depths[i] == 0) {
        close_relative(reader, i);
        int kind = what_starts(reader, i);
        if (kind >= 0)
            start(reader, i, (VlStatementKind)kind);
    }
    reader->of[i] = reader->current;
    VlStatement *here = current(reader);
    here->end = i + 1;
    if (reader->depths[i] > 0)
        return;
    if (reports(sense, i)) {
        here->verb = sense->n;
        reader->said = FALSE;
    } else if (vl_joint_subordinates(sense, i)) {
        reader->hangs =
            here->kind != VL_STATEMENT_RELATIVE || here->verb < sense->n;
    } else if (is_verb(sense, i)) {
        read_verb(reader, i);
    }
}

GArray *
vl_sense_statements(const VlSense *sense, guint **of)
{
    g_autofree guint *depths = vl_sense_depths(sense);
    Reader reader = {
        .sense = sense,
        .depths = depths,
        .of = g_new0(guint, sense->n + 1),
        .list = g_array_new(FALSE, FALSE, sizeof(VlStatement)),
    };
    for (guint i = 0; i < sense->n; i++)
        read_token(&reader, i);
    *of = reader.of;
    return reader.list;
}
