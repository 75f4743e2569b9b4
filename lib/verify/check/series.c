#include "config.h"

#include <string.h>

#include "verify/check/case.h"

/* Numbers that a word before them makes into a name: "weeks 4, 8 and 12",
 * "grade 3", "stage II".  Two such names are different things however near
 * they are, so a number that the passage gives to "day" is not one of
 * "weeks", and "stage III" is not the "stage II" of the passage.  TNM and
 * CTCAE number their stages and grades so; CONSORT item 6a asks for the time
 * at which an outcome was assessed. */

#define MAX_MEMBERS 8
/* Words on either side that show that two series are said of the same. */
#define BESIDE 6

typedef enum {
    FAMILY_TIME,
    FAMILY_RANK, /* roman numerals, too */
} Family;

static const struct {
    const char *word;
    guint kind;
    Family family;
} heads[] = {
    {"day", 1, FAMILY_TIME},      {"days", 1, FAMILY_TIME},
    {"jour", 1, FAMILY_TIME},     {"jours", 1, FAMILY_TIME},
    {"week", 2, FAMILY_TIME},     {"weeks", 2, FAMILY_TIME},
    {"semaine", 2, FAMILY_TIME},  {"semaines", 2, FAMILY_TIME},
    {"month", 3, FAMILY_TIME},    {"months", 3, FAMILY_TIME},
    {"mois", 3, FAMILY_TIME},     {"year", 4, FAMILY_TIME},
    {"years", 4, FAMILY_TIME},    {"annee", 4, FAMILY_TIME},
    {"annees", 4, FAMILY_TIME},   {"hour", 5, FAMILY_TIME},
    {"hours", 5, FAMILY_TIME},    {"heure", 5, FAMILY_TIME},
    {"heures", 5, FAMILY_TIME},   {"visit", 6, FAMILY_TIME},
    {"visits", 6, FAMILY_TIME},   {"visite", 6, FAMILY_TIME},
    {"visites", 6, FAMILY_TIME},  {"phase", 7, FAMILY_RANK},
    {"phases", 7, FAMILY_RANK},   {"grade", 8, FAMILY_RANK},
    {"grades", 8, FAMILY_RANK},   {"stage", 9, FAMILY_RANK},
    {"stages", 9, FAMILY_RANK},   {"stade", 9, FAMILY_RANK},
    {"stades", 9, FAMILY_RANK},   {"class", 10, FAMILY_RANK},
    {"classe", 10, FAMILY_RANK},  {"classes", 10, FAMILY_RANK},
    {"type", 11, FAMILY_RANK},    {"types", 11, FAMILY_RANK},
};

typedef struct {
    guint head, kind;
    Family family;
    guint tokens[MAX_MEMBERS];
    double values[MAX_MEMBERS];
    guint n;
} Series;

/* 0: none. */
static double
roman_value(const VlSense *sense, guint i)
{
    static const char *const numerals[] = {"i",  "ii",  "iii",  "iv", "v",
                                           "vi", "vii", "viii", "ix", "x"};
    const VlWord *word = &sense->words[i];
    const VlToken *token = vl_tokens_at(sense->tokens, i);
    if ((token->flags & VL_TOKEN_CAPITAL) == 0)
        return 0;
    for (guint k = 0; k < G_N_ELEMENTS(numerals); k++)
        if (word->length == strlen(numerals[k]) &&
            memcmp(word->key, numerals[k], word->length) == 0)
            return k + 1;
    return 0;
}

static double
member_value(const VlSense *sense, guint i, Family family)
{
    int k = sense->quantity_of[i];
    if (vl_tokens_at(sense->tokens, i)->class == VL_TOKEN_NUMBER && k >= 0)
        return vl_sense_quantity(sense, (guint)k)->value;
    return family == FAMILY_RANK ? roman_value(sense, i) : 0;
}

static gboolean
joins(const VlSense *sense, guint i)
{
    static const char *const words[] = {"and", "or", "to", "et", "ou", "a",
                                        "through", "au"};
    return VL_IS_IN(&sense->words[i], words) ||
           vl_tokens_at(sense->tokens, i)->class == VL_TOKEN_RANGE;
}

/* The series whose word is token i; FALSE when there is none. */
static gboolean
read_series(const VlSense *sense, guint i, Series *series)
{
    *series = (Series){.head = i};
    for (guint h = 0; h < G_N_ELEMENTS(heads) && series->kind == 0; h++)
        if (sense->words[i].length == strlen(heads[h].word) &&
            memcmp(sense->words[i].key, heads[h].word,
                   sense->words[i].length) == 0) {
            series->kind = heads[h].kind;
            series->family = heads[h].family;
        }
    /* "12 weeks 3 patients" */
    if (series->kind == 0 || (i > 0 && sense->quantity_of[i - 1] >= 0 &&
                              series->family == FAMILY_TIME))
        return FALSE;
    gboolean joined = TRUE;
    for (guint k = i + 1; k < sense->n && series->n < MAX_MEMBERS; k++) {
        if (sense->sentences[k] != sense->sentences[i])
            break;
        double value = member_value(sense, k, series->family);
        /* "4, 8", "I-III" */
        gboolean goes_on = (vl_tokens_at(sense->tokens, k)->gap &
                            (VL_GAP_OTHER | VL_GAP_DASH)) != 0;
        if (value > 0 && (joined || goes_on)) {
            series->tokens[series->n] = k;
            series->values[series->n++] = value;
            joined = FALSE;
        } else if (series->n > 0 && joins(sense, k)) {
            joined = TRUE;
        } else {
            break;
        }
    }
    return series->n > 0;
}

static gboolean
has_value(const Series *series, double value)
{
    for (guint i = 0; i < series->n; i++)
        if (series->values[i] == value)
            return TRUE;
    /* "Weeks 4 to 12", "grades 1-3": what lies between is meant, too. */
    return series->n == 2 && series->family == FAMILY_RANK &&
           value > series->values[0] && value < series->values[1];
}

/* What a text has of a member: itself, or the number under another word of
 * the family, or other numbers under its word. */
typedef struct {
    gboolean same;
    int other_word;   /* token; -1 */
    int other_number; /* token; -1 */
} Look;

static Look
look_for(const VlSense *text, const Series *series, double value)
{
    Look look = {FALSE, -1, -1};
    for (guint j = 0; j < text->n; j++) {
        Series there;
        if (!read_series(text, j, &there))
            continue;
        gboolean number = has_value(&there, value);
        look.same |= there.kind == series->kind && number;
        if (there.kind != series->kind && number &&
            there.family == FAMILY_TIME && series->family == FAMILY_TIME &&
            look.other_word < 0)
            look.other_word = (int)j;
        if (there.kind == series->kind && !number && look.other_number < 0)
            look.other_number = (int)there.tokens[0];
    }
    return look;
}

/* "4 weeks", where the claim has "week 4"? */
static gboolean
stands_before(const VlSense *text, const VlSense *claim,
              const Series *series, double value)
{
    for (guint k = 0; k < text->quantities->len; k++) {
        const VlQuantity *quantity = vl_sense_quantity(text, k);
        if (quantity->value == value && quantity->last + 1 < text->n &&
            vl_sense_same(claim, series->head, text, quantity->last + 1))
            return TRUE;
    }
    return FALSE;
}

/* TRUE when something was noted. */
static gboolean
check_member(VlCase *matter, const Series *series, guint member)
{
    double value = series->values[member];
    guint at = series->tokens[member];
    Look look = look_for(matter->passage, series, value);
    if (look.same ||
        stands_before(matter->passage, matter->claim, series, value))
        return FALSE;
    gboolean elsewhere =
        matter->ground != NULL && look_for(matter->ground, series, value).same;
    VlStretch said = {(int)series->head, (int)at};
    if (look.other_word >= 0 && !elsewhere) {
        int there = look.other_word;
        g_autofree char *word =
            vl_case_words(matter->passage, VL_AT(there));
        vl_case_note(matter, "units", VL_RESULT_CONFLICT, said, VL_AT(there),
                     "the number is that of the passage, the unit is not: %s",
                     word);
        return TRUE;
    }
    if (series->family != FAMILY_RANK || look.other_number < 0 ||
        matter->claim->quantity_of[at] >= 0 ||
        !vl_case_stand_alike(matter, VL_AT(at), VL_AT(look.other_number),
                             BESIDE))
        return FALSE;
    g_autofree char *mine = vl_case_words(matter->claim, VL_AT(at));
    g_autofree char *theirs =
        vl_case_words(matter->passage, VL_AT(look.other_number));
    vl_case_note(matter, "numbers",
                 elsewhere ? VL_RESULT_UNDECIDED : VL_RESULT_CONFLICT, said,
                 VL_AT(look.other_number),
                 "%s is not in the passage, which has %s", mine, theirs);
    return TRUE;
}

void
vl_check_series(VlCase *matter)
{
    for (guint i = 0; i < matter->claim->n; i++) {
        Series series;
        if (!read_series(matter->claim, i, &series))
            continue;
        for (guint k = 0; k < series.n; k++)
            if (check_member(matter, &series, k))
                return;
    }
}
