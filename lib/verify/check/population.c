#include "config.h"

#include <string.h>

#include "verify/check/clause.h"

/* Whom a finding is about: species, age, sex, and parts of a population
 * told as the whole of it. */

/* Words between a part of the people and its number at most. */
#define PART_REACH 8

gboolean
vl_sense_is_anybody(const VlSense *sense, guint i)
{
    const VlMarks some = VL_BIT(VL_MARK_CHILD) | VL_BIT(VL_MARK_ADULT) |
                         VL_BIT(VL_MARK_MALE) | VL_BIT(VL_MARK_FEMALE);
    return vl_sense_has(sense, i, VL_MARK_HUMAN) &&
           (sense->words[i].marks & some) == 0;
}

/* Words that make a claim one about everybody. */
static const char *const universal[] = {
    "whatever",  "whichever", "regardless", "irrespective", "everyone",
    "everybody", "universal", "quel",       "quelle",       "quels",
    "quelles",   "importe",
};

/* "In all, 12 patients", "14 in all": a sum. */
static gboolean
is_sum(const VlSense *sense, guint i)
{
    static const char *const in[] = {"in", "en"};
    static const char *const all[] = {"all", "tout"};
    return i > 0 && VL_IS_IN(&sense->words[i], all) &&
           VL_IS_IN(&sense->words[i - 1], in) &&
           (i + 1 == sense->n || sense->quantity_of[i + 1] >= 0 ||
            vl_sense_gap_has(sense, i + 1, ",;."));
}

/* "Which drug each patient had received": each his own. */
static gboolean
is_distributed(const VlSense *sense, guint i)
{
    static const char *const each[] = {"each", "every", "chaque"};
    static const char *const which[] = {"which", "what", "how", "quel",
                                        "quelle"};
    if (!VL_IS_IN(&sense->words[i], each))
        return FALSE;
    for (guint k = i; k-- > 0 && i - k <= 3;)
        if (sense->clauses[k] == sense->clauses[i] &&
            VL_IS_IN(&sense->words[k], which))
            return TRUE;
    return FALSE;
}

static gboolean
is_universal(const VlSense *sense, guint i)
{
    const VlWord *word = &sense->words[i];
    if ((word->marks & VL_BIT(VL_MARK_ALL)) == 0 || is_sum(sense, i) ||
        is_distributed(sense, i))
        return FALSE;
    if (VL_IS_IN(word, universal))
        return TRUE;
    /* "women of any origin" */
    for (guint k = i > 2 ? i - 2 : 0; k < i; k++)
        if (vl_sense_has(sense, k, VL_MARK_HUMAN) && k + 2 == i &&
            sense->words[k + 1].length == 2)
            return TRUE;
    /* "all diabetic patients", "any kind of operation", "every woman" */
    for (guint k = i + 1; k < sense->n && k <= i + 3; k++)
        if (vl_sense_has(sense, k, VL_MARK_HUMAN) ||
            (word->n_words > 1 && k == i + 1))
            return TRUE;
    return FALSE;
}

/* How far the words of "whatever the grade of the tumour" reach. */
#define SCOPE 6

static gboolean
is_comprehensive(const VlSense *sense, guint i)
{
    static const char *const words[] = {"both", "either", "irrespective",
                                        "consecutive"};
    if (vl_sense_has(sense, i, VL_MARK_ALL))
        return TRUE;
    /* "The two doses", but not "two of 100 women". */
    const VlWord *before = i > 0 ? &sense->words[i - 1] : NULL;
    int number = sense->quantity_of[i];
    if (before != NULL && before->length == 3 && number >= 0 &&
        (memcmp(before->key, "the", 3) == 0 ||
         memcmp(before->key, "les", 3) == 0) &&
        vl_sense_quantity(sense, (guint)number)->value == 2)
        return TRUE;
    return VL_IS_IN(&sense->words[i], words);
}

/* "100 %" */
static gboolean
tells_all_in_percent(const VlSense *sense)
{
    for (guint i = 0; i < sense->quantities->len; i++)
        if (vl_sense_quantity(sense, i)->role == VL_ROLE_PERCENT &&
            vl_sense_quantity(sense, i)->value == 100)
            return TRUE;
    return FALSE;
}

/* Does the passage, too, say "all" or "both" of what the claim says it
 * of?  1 yes, 0 of something else, -1 not at all. */
static int
says_all_of(const VlCase *matter, guint i)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    gboolean some = FALSE;
    for (guint j = 0; j < passage->n; j++) {
        if (!is_comprehensive(passage, j))
            continue;
        some = TRUE;
        for (guint k = i + 1; k < claim->n && k <= i + SCOPE; k++)
            for (guint m = j > 2 ? j - 2 : 0;
                 m < passage->n && m <= j + SCOPE; m++)
                if (m != j && claim->words[k].length > 2 &&
                    passage->words[m].length > 2 &&
                    vl_sense_same(claim, k, passage, m) &&
                    !vl_sense_has(claim, k, VL_MARK_THAN) &&
                    (vl_sense_is_content(claim, k) ||
                     vl_sense_has(claim, k, VL_MARK_HUMAN)))
                    return 1;
    }
    return some || tells_all_in_percent(passage) ? 0 : -1;
}

/* "Most other variables" in the passage, of what token i of the claim says
 * "any", "all" or "none"; -1. */
static int
find_most(const VlCase *matter, guint i)
{
    static const char *const most[] = {"most", "majority", "plupart",
                                       "majorite"};
    static const char *const none[] = {"none", "no", "aucun", "aucune"};
    const VlSense *claim = matter->claim, *passage = matter->passage;
    if (!vl_sense_has(claim, i, VL_MARK_ALL) &&
        !VL_IS_IN(&claim->words[i], none))
        return -1;
    for (guint j = 0; j < passage->n; j++)
        for (guint k = i + 1; VL_IS_IN(&passage->words[j], most) &&
                              k < claim->n && k <= i + SCOPE;
             k++)
            for (guint m = j + 1; m < passage->n && m <= j + SCOPE; m++)
                if (claim->words[k].length > 3 &&
                    vl_sense_same(claim, k, passage, m))
                    return (int)j;
    return -1;
}

static void
check_most(VlCase *matter)
{
    for (guint i = 0; i < matter->claim->n; i++) {
        int most = find_most(matter, i);
        if (most < 0)
            continue;
        vl_case_note(matter, "population", VL_RESULT_UNDECIDED, VL_AT(i),
                     VL_AT(most),
                     "the claim speaks of all, the passage of most");
        return;
    }
}

/* "On every outcome" */
static gboolean
is_of_outcomes(const VlSense *sense, guint i)
{
    static const char *const outcomes[] = {
        "outcome",   "outcomes",   "endpoint",  "endpoints", "measure",
        "measures",  "parameter",  "parameters", "variable", "variables",
        "domain",    "domains",    "criterion", "criteria",  "subscale",
        "subscales", "critere",    "criteres",  "parametre", "parametres",
        "mesures",   "domaines",   "timepoint", "timepoints",
    };
    for (guint k = i + 1; k < sense->n && k <= i + 3; k++)
        if (VL_IS_IN(&sense->words[k], outcomes))
            return vl_sense_has(sense, i, VL_MARK_ALL);
    return FALSE;
}

/* The passage may name each of them, unless it says that it is so of some
 * only. */
static void
check_all_outcomes(VlCase *matter)
{
    static const char *const narrow[] = {"in", "under", "only", "solely"};
    const VlSense *claim = matter->claim, *passage = matter->passage;
    int narrowed = -1;
    for (guint j = 0; j < passage->n && narrowed < 0; j++)
        if (vl_sense_has_frame(passage, j, VL_FRAME_NARROWS) &&
            VL_IS_IN(&passage->words[j], narrow))
            narrowed = (int)j;
    for (guint i = 0; i < claim->n; i++) {
        if (!is_of_outcomes(claim, i) || says_all_of(matter, i) > 0)
            continue;
        vl_case_note(matter, "population",
                     narrowed >= 0 ? VL_RESULT_CONFLICT
                                   : VL_RESULT_UNDECIDED,
                     VL_AT(i), narrowed >= 0 ? VL_AT(narrowed) : VL_NOWHERE,
                     "the claim speaks of all, the passage does not");
        return;
    }
}

static void
check_whole(VlCase *matter)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    for (guint i = 0; i < claim->n; i++) {
        int same = is_universal(claim, i) ? says_all_of(matter, i) : 1;
        if (same > 0)
            continue;
        int part = vl_sense_find(passage, 0, VL_MARK_SUBSET);
        vl_case_note(matter, "population",
                     same < 0 ? VL_RESULT_CONFLICT : VL_RESULT_UNDECIDED,
                     VL_AT(i), part >= 0 ? VL_AT(part) : VL_NOWHERE,
                     same < 0 ? "the claim speaks of all, the passage does "
                                "not"
                              : "the claim speaks of all, the passage not "
                                "of all the same");
        return;
    }
}

/* "Human teeth", "human cells" are no people. */
static gboolean
has_people(const VlSense *sense)
{
    static const char *const words[] = {"human", "humain", "humaine"};
    for (guint i = 0; i < sense->n; i++)
        if (vl_sense_has(sense, i, VL_MARK_HUMAN) &&
            !VL_IS_IN(&sense->words[i], words))
            return TRUE;
    return FALSE;
}

/* "In mice" told of patients. */
static void
check_species(VlCase *matter)
{
    const VlMarks other =
        VL_BIT(VL_MARK_ANIMAL) | VL_BIT(VL_MARK_INVITRO);
    const VlSense *text = matter->passage;
    if ((matter->claim->marks & other) != 0 ||
        (matter->claim->marks & VL_BIT(VL_MARK_HUMAN)) == 0)
        return;
    if (has_people(text) || (text->marks & other) == 0)
        return;
    int said = vl_sense_find(matter->claim, 0, VL_MARK_HUMAN);
    int printed = vl_sense_find(text, 0, VL_MARK_ANIMAL);
    if (printed < 0)
        printed = vl_sense_find(text, 0, VL_MARK_INVITRO);
    vl_case_note(matter, "population", VL_RESULT_CONFLICT, VL_AT(said),
                 VL_AT(printed),
                 "the claim is about people, the passage is not");
}

/* One of a pair in the claim, only the other one in the passage. */
static void
check_pair(VlCase *matter, VlMark one, VlMark other)
{
    VlMarks said = matter->claim->marks, printed = matter->passage->marks;
    if ((said & VL_BIT(one)) == 0 || (said & VL_BIT(other)) != 0 ||
        (printed & VL_BIT(other)) == 0 || (printed & VL_BIT(one)) != 0)
        return;
    vl_case_note(matter, "population", VL_RESULT_CONFLICT,
                 VL_AT(vl_sense_find(matter->claim, 0, one)),
                 VL_AT(vl_sense_find(matter->passage, 0, other)),
                 "the claim is about other people than the passage");
}

static int
find_marked(const VlSense *sense, VlMarks marks)
{
    for (guint i = 0; i < sense->n; i++)
        if ((sense->words[i].marks & marks) != 0)
            return (int)i;
    return -1;
}

/* A subgroup or condition named by one of the two only leaves open whom the
 * claim is about. */
static void
check_part(VlCase *matter)
{
    const VlMarks part = VL_BIT(VL_MARK_SUBGROUP) |
                         VL_BIT(VL_MARK_EXPLORATORY) |
                         VL_BIT(VL_MARK_PER_PROTOCOL);
    VlMarks said = matter->claim->marks & part;
    VlMarks printed = matter->passage->marks & part;
    int lost = find_marked(matter->passage, printed & ~said);
    int added = find_marked(matter->claim, said & ~printed &
                                               VL_BIT(VL_MARK_SUBGROUP));
    if (lost >= 0)
        vl_case_note(matter, "population", VL_RESULT_UNDECIDED, VL_NOWHERE,
                     VL_AT(lost), "the passage speaks of a part, the claim "
                                  "does not say so");
    else if (added >= 0 && !matter->covered[added])
        vl_case_note(matter, "population", VL_RESULT_UNDECIDED,
                     VL_AT(added), VL_NOWHERE,
                     "the claim speaks of a part, the passage does not");
}

/* "In the study population as a whole". */
static int
says_whole(const VlSense *sense)
{
    static const char *const nouns[] = {"population", "cohort", "sample",
                                        "group", "trial", "study", "cohorte",
                                        "echantillon", "groupe"};
    static const char *const whole[] = {"whole", "entire", "ensemble",
                                        "overall", "totalite", "total"};
    for (guint i = 0; i < sense->n; i++)
        for (guint k = i > 4 ? i - 4 : 0;
             VL_IS_IN(&sense->words[i], whole) && k < sense->n && k <= i + 4;
             k++)
            if (VL_IS_IN(&sense->words[k], nouns) ||
                vl_sense_has(sense, k, VL_MARK_HUMAN))
                return (int)i;
    return -1;
}

/* The part that the passage gives number k to, "for men [0.73"; -1. */
static int
part_before(const VlSense *sense, guint k)
{
    const VlMarks part = VL_BIT(VL_MARK_MALE) | VL_BIT(VL_MARK_FEMALE) |
                         VL_BIT(VL_MARK_CHILD) | VL_BIT(VL_MARK_SUBGROUP) |
                         VL_BIT(VL_MARK_PER_PROTOCOL);
    guint first = vl_sense_quantity(sense, k)->first;
    for (guint j = first; j-- > 0 && first - j <= PART_REACH;) {
        int other = sense->quantity_of[j];
        if (sense->sentences[j] != sense->sentences[first] ||
            (other >= 0 && vl_sense_quantity(sense, (guint)other)->role !=
                               VL_ROLE_LEVEL))
            return -1;
        if ((sense->words[j].marks & part) != 0)
            return (int)j;
    }
    return -1;
}

/* A number of men only told of "the population as a whole". */
static gboolean
check_part_number(VlCase *matter)
{
    int whole = says_whole(matter->claim);
    for (guint i = 0; whole >= 0 && i < matter->claim->quantities->len; i++) {
        const VlQuantity *said = vl_sense_quantity(matter->claim, i);
        int k = matter->match[i];
        int part = k >= 0 && (said->role == VL_ROLE_RATIO ||
                              said->role == VL_ROLE_PERCENT)
                       ? part_before(matter->passage, (guint)k)
                       : -1;
        if (part < 0 ||
            (matter->claim->marks & matter->passage->words[part].marks &
             ~VL_BIT(VL_MARK_HUMAN)) != 0)
            continue;
        vl_case_note(matter, "population", VL_RESULT_CONFLICT, VL_AT(whole),
                     VL_AT(part),
                     "the claim speaks of all, the passage does not");
        return TRUE;
    }
    return FALSE;
}

void
vl_check_population(VlCase *matter)
{
    check_whole(matter);
    check_all_outcomes(matter);
    check_most(matter);
    check_species(matter);
    check_pair(matter, VL_MARK_MALE, VL_MARK_FEMALE);
    check_pair(matter, VL_MARK_FEMALE, VL_MARK_MALE);
    check_pair(matter, VL_MARK_CHILD, VL_MARK_ADULT);
    check_pair(matter, VL_MARK_ADULT, VL_MARK_CHILD);
    if (!check_part_number(matter))
        check_part(matter);
}
