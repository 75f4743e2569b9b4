#include "config.h"

#include <math.h>
#include <string.h>

#include "text/numbers.h"
#include "verify/sense/grammar.h"
#include "verify/sense/quantity.h"

/* ---- Numbers in digits ---- */

/* Words before a number that only names something. */
static const char *const labels[] = {
    "visit",  "visite", "type",   "types",   "stage",  "stades",  "stade",
    "stages", "grade",  "grades", "group",   "groups", "groupe",  "groupes",
    "phase",  "class",  "classe", "table",   "tableau", "fig",    "figure",
    "figs",   "ref",    "refs",   "version", "level",  "category", "item",
    "arm",    "bras",   "cycle",  "trial",   "essai",  "profile", "day",
    "chapter", "grp",   "no",     "nct",     "wave",   "q",       "question",
};

/* "5 FU" where the text has "5-FU", too. */
static gboolean
is_named_elsewhere(const VlSense *sense, guint i)
{
    if (i + 1 >= sense->n ||
        (vl_tokens_at(sense->tokens, i + 1)->flags & VL_TOKEN_CAPITALS) == 0)
        return FALSE;
    for (guint k = 0; k + 1 < sense->n; k++) {
        gboolean same = k != i;
        for (guint m = 0; m < 2 && same; m++)
            same = sense->words[k + m].length == sense->words[i + m].length &&
                   memcmp(sense->words[k + m].key, sense->words[i + m].key,
                          sense->words[i + m].length) == 0;
        if (same && vl_tokens_at(sense->tokens, k + 1)->gap == VL_GAP_DASH)
            return TRUE;
    }
    return FALSE;
}

/* "With cesarean delivery-9.90 %": a dash glued to a word is no minus. */
static gboolean
is_glued(const VlSense *sense, guint i)
{
    gsize start = vl_tokens_at(sense->tokens, i)->start;
    gsize dash = sense->text[start] == '-' ? start : MAX(start, 1) - 1;
    return dash > 0 && sense->text[dash] == '-' &&
           g_ascii_isalpha(sense->text[dash - 1]);
}

/* "In the exercise-2 group"; a dash before a measured number may be glued to
 * a word, too. */
static gboolean
is_second_name(const VlSense *sense, guint i)
{
    VlUnit unit;
    return is_glued(sense, i) &&
           vl_unit_read(sense->tokens, i + 1, &unit) == 0;
}

/* Bytes of a bracket that a number stands in at most. */
#define BRACKET 60

/* "(95 % CI 9 to 17)": does a bracket open before this byte? */
static gboolean
is_enclosed(const VlSense *sense, gsize at)
{
    gsize least = at > BRACKET ? at - BRACKET : 0;
    while (at > least && sense->text[at - 1] != ')')
        if (sense->text[--at] == '(')
            return TRUE;
    return FALSE;
}

/* "In the drug group 38% had pain" names no group 38. */
static gboolean
is_percent(const VlSense *sense, guint i)
{
    return i < sense->n && vl_token_key_is(sense->tokens,
                                           vl_tokens_at(sense->tokens, i),
                                           "%");
}

static gboolean
is_label(const VlSense *sense, int i)
{
    const VlToken *token = vl_tokens_at(sense->tokens, (gsize)i);
    if (token->sign == VL_SIGN_HYPHEN || token->marker != 0)
        return TRUE;
    if (i > 0) {
        const VlToken *before = vl_tokens_at(sense->tokens, (gsize)i - 1);
        if (before->class == VL_TOKEN_WORD &&
            (before->end == token->start ||
             ((token->gap & VL_GAP_OTHER) == 0 &&
              VL_IS_IN(&sense->words[i - 1], labels) &&
              !is_percent(sense, (guint)i + 1))))
            return TRUE;
        if (before->class == VL_TOKEN_SYMBOL && before->key_length == 1 &&
            before->end == token->start &&
            strchr("*#&@", vl_tokens_key(sense->tokens, before)[0]) != NULL)
            return TRUE;
    }
    if (is_named_elsewhere(sense, (guint)i) || is_second_name(sense, (guint)i))
        return TRUE;
    /* "1) patients only, 2) physicians only" */
    const char *next = sense->text + token->end;
    const char *open = sense->text + token->start;
    if (*next == ')' && token->start > 0 && open[-1] == ' ' &&
        token->key_length <= 2 &&
        class_at(sense, i - 1) != VL_TOKEN_COMPARATOR &&
        strchr("(-", token->start > 1 ? open[-2] : '(') == NULL &&
        !is_enclosed(sense, token->start))
        return TRUE;
    if ((guint)i + 1 < sense->n) {
        const VlToken *after = vl_tokens_at(sense->tokens, (gsize)i + 1);
        VlUnit unit;
        if (after->class == VL_TOKEN_WORD && !is_word(sense, i + 1, "fold") &&
            (after->start == token->end || after->gap == VL_GAP_DASH) &&
            vl_unit_read(sense->tokens, (guint)i + 1, &unit) == 0)
            return TRUE;
    }
    return FALSE;
}

/* ---- What the words before say ---- */

static const char *const ratio_words[] = {"ratio", "hr", "rr", "aor", "ahr",
                                          "irr", "or", "ror", "shr", "rapport",
                                          "risk"};

/* 'h', 'o', 'r' for the name of an estimate at word i, else 0. */
static char
ratio_at(const VlSense *sense, int i)
{
    const VlWord *word = &sense->words[i];
    const VlToken *token = vl_tokens_at(sense->tokens, (gsize)i);
    if (!VL_IS_IN(word, ratio_words))
        return 0;
    if (word->length <= 3 && (token->flags & VL_TOKEN_CAPITALS) == 0)
        return 0;
    if (memchr(word->key, 'h', word->length) != NULL)
        return 'h';
    /* "The relative risk of stroke was 0.8" */
    if (is_word(sense, i, "risk"))
        return is_word(sense, i - 1, "relative") &&
                       (is_word(sense, i + 1, "of") ||
                        is_word(sense, i + 1, "for") ||
                        is_word(sense, i + 1, "was"))
                   ? 'r'
                   : 0;
    if (is_word(sense, i, "ratio") || is_word(sense, i, "rapport")) {
        gboolean odds = is_word(sense, i - 1, "odds") ||
                        is_word(sense, i + 2, "cotes");
        gboolean hazard = is_word(sense, i - 1, "hazard") ||
                          is_word(sense, i - 1, "hazards");
        return odds ? 'o' : hazard ? 'h' : 'r';
    }
    return memchr(word->key, 'o', word->length) != NULL ? 'o' : 'r';
}

static gboolean
is_raw(const VlSense *sense, guint i, const char *bytes)
{
    const VlToken *token = vl_tokens_at(sense->tokens, i);
    return token->end - token->start == strlen(bytes) &&
           memcmp(sense->text + token->start, bytes, strlen(bytes)) == 0;
}

/* "The odds ratio for delirium in A was 1.9": behind the verb the name of the
 * estimate may stand further off. */
static int
reach_of_estimate(const VlSense *sense, int i)
{
    return is_word(sense, i - 1, "was") || is_word(sense, i - 1, "is") ||
                   is_word(sense, i - 1, "of")
               ? 10
               : 5;
}

/* Looks back from token i for what a number there stands for. */
static void
read_role(const VlSense *sense, int i, VlQuantity *quantity)
{
    static const char *const spreads[] = {"se", "sd", "sem", "ds", "et"};
    int at = i - 1;
    if (class_at(sense, at) == VL_TOKEN_SYMBOL && is_word(sense, at, "+/-")) {
        quantity->role = VL_ROLE_SPREAD;
        return;
    }
    if (class_at(sense, at) == VL_TOKEN_COMPARATOR)
        at--;
    /* "2.12 [SE 0.21]" */
    if (at >= 0 && VL_IS_IN(&sense->words[at], spreads) &&
        (vl_tokens_at(sense->tokens, (gsize)at)->flags &
         VL_TOKEN_CAPITALS) != 0) {
        quantity->role = VL_ROLE_SPREAD;
        return;
    }
    while (at > 0 && (is_word(sense, at, "value") ||
                      is_word(sense, at, "values") ||
                      is_word(sense, at, "was") || is_word(sense, at, "of")))
        at--;
    /* Some papers print a Greek capital Rho. */
    if (is_word(sense, at, "p") ||
        (at >= 0 && is_raw(sense, (guint)at, "\xCE\xA1")))
        quantity->role = VL_ROLE_P;
    else if (is_word(sense, at, "r") || is_word(sense, at, "rho"))
        quantity->role = VL_ROLE_R;
    else if (is_word(sense, at, "n") && at == i - 2)
        quantity->role = VL_ROLE_COUNT;
    for (int k = at; k >= 0 && k > i - reach_of_estimate(sense, i); k--) {
        VlTokenClass class = class_at(sense, k);
        if (quantity->role != VL_ROLE_PLAIN || class == VL_TOKEN_NUMBER)
            break;
        char ratio = ratio_at(sense, k);
        if (class != VL_TOKEN_WORD || ratio == 0 ||
            sense->sentences[k] != sense->sentences[i] ||
            is_word(sense, i + 1, "%"))
            continue;
        quantity->role = VL_ROLE_RATIO;
        quantity->ratio = ratio;
    }
}

static void
read_unit(const VlSense *sense, VlQuantity *quantity)
{
    guint n = vl_unit_read(sense->tokens, quantity->last + 1,
                           &quantity->unit);
    if (n == 0 && quantity->first > 0 &&
        is_word(sense, (int)quantity->first - 1, "$")) {
        VlUnit unit;
        if (vl_unit_read(sense->tokens, quantity->first - 1, &unit) > 0)
            quantity->unit = unit;
    }
    quantity->own_unit = quantity->unit.n_parts > 0;
    if (quantity->unit.n_parts == 1 &&
        quantity->unit.dimensions[0] == vl_unit_dimension("percent") &&
        quantity->role == VL_ROLE_PLAIN)
        quantity->role = VL_ROLE_PERCENT;
}

static void
add_quantity(VlSense *sense, VlQuantity *quantity)
{
    quantity->of = -1;
    quantity->start = vl_tokens_at(sense->tokens, quantity->first)->start;
    quantity->end = vl_tokens_at(sense->tokens, quantity->last)->end;
    for (guint i = quantity->first; i <= quantity->last; i++)
        sense->quantity_of[i] = (int)sense->quantities->len;
    g_array_append_val(sense->quantities, *quantity);
}

/* "3 406 g": is token i a group of three digits that goes on the number
 * before it?  So in French only: elsewhere they are two numbers. */
static gboolean
goes_on(const VlSense *sense, guint i)
{
    if (!sense->comma || class_at(sense, (int)i) != VL_TOKEN_NUMBER)
        return FALSE;
    const VlToken *token = vl_tokens_at(sense->tokens, i);
    const char *key = vl_tokens_key(sense->tokens, token);
    return token->gap == VL_GAP_SPACE && strspn(key, "0123456789") >= 3 &&
           (token->key_length == 3 || key[3] == '.');
}

/* "At 5 years", "after 12 weeks" */
static gboolean
is_opener(const VlSense *sense, guint i)
{
    static const char *const words[] = {"at", "after", "by", "a", "apres"};
    return VL_IS_IN(&sense->words[i], words);
}

static void
take_digits(VlSense *sense, guint i)
{
    const VlToken *token = vl_tokens_at(sense->tokens, i);
    const char *key = vl_tokens_key(sense->tokens, token);
    const char *point = memchr(key, '.', token->key_length);
    VlQuantity quantity = {
        .cited = token->marker != 0, .first = i, .last = i};
    vl_quantity_read_digits(sense, i, &quantity);
    /* "1,237" is 1.237 where decimals have commas. */
    const char *raw = sense->text + token->start;
    const char *comma = memchr(raw, ',', token->end - token->start);
    if (sense->comma && comma != NULL && point == NULL &&
        sense->text + token->end - comma == 4 &&
        memchr(comma + 1, ',', 3) == NULL) {
        quantity.value /= 1000;
        quantity.decimals = 3;
    }
    while (quantity.value >= 1 && quantity.value < 1e6 && point == NULL &&
           token->key_length <= 3 && goes_on(sense, quantity.last + 1)) {
        token = vl_tokens_at(sense->tokens, ++quantity.last);
        key = vl_tokens_key(sense->tokens, token);
        point = memchr(key, '.', token->key_length);
        quantity.value = quantity.value * 1000 + g_ascii_strtod(key, NULL);
        quantity.decimals = point != NULL ? (int)token->key_length - 4 : 0;
    }
    if (vl_tokens_at(sense->tokens, i)->sign == VL_SIGN_MINUS &&
        !is_glued(sense, i))
        quantity.value = -quantity.value;
    /* "First day 0.57 +/- 0.15" names no day. */
    if (quantity.decimals == 0 && is_label(sense, (int)i))
        quantity.role = VL_ROLE_LABEL;
    else
        read_role(sense, (int)i, &quantity);
    read_unit(sense, &quantity);
    vl_quantity_read_bound(sense, &quantity);
    quantity.at = i > 0 && is_opener(sense, i - 1);
    add_quantity(sense, &quantity);
}

/* ---- Numbers in words ---- */

static const char *const no_numbers[] = {
    "one", "un", "first", "second", "third", "fourth", "fifth", "once",
    "twice", "thrice", "half", "neuf", "sept", "zero", "million",
};

/* "Twofold": the number before "fold", or -1. */
static int
fold_value(const VlWord *word)
{
    return word->length > 6 &&
                   memcmp(word->key + word->length - 4, "fold", 4) == 0
               ? vl_number_word(word->key, word->length - 4)
               : -1;
}

static int
word_value(const VlSense *sense, guint i)
{
    const VlWord *word = &sense->words[i];
    if (i < sense->n && vl_quantity_counts_one(sense, i))
        return 1;
    if (i >= sense->n || class_at(sense, (int)i) != VL_TOKEN_WORD ||
        (VL_IS_IN(word, no_numbers) && !vl_grammar_is_number(sense, i)))
        return -1;
    int value = vl_number_word(word->key, word->length);
    if (value < 0)
        value = fold_value(word);
    if (value < 0 && word->length >= 8 &&
        memcmp(word->key, "hundreds", 8) == 0)
        return 100;
    return value;
}

static gboolean
is_one(const VlSense *sense, int i)
{
    return is_word(sense, i, "one") || is_word(sense, i, "un") ||
           is_word(sense, i, "une") || is_word(sense, i, "a");
}

static gboolean
runs_on(const VlSense *sense, guint i, guint gaps)
{
    return i < sense->n && class_at(sense, (int)i) == VL_TOKEN_WORD &&
           (vl_tokens_at(sense->tokens, i)->gap & ~gaps) == 0;
}

/* Behind "thirty", "four hundred ninety", "vingt et" the one counts, too:
 * 1; else 0. */
static int
closing_one(const VlSense *sense, guint i, int run)
{
    gboolean dash = runs_on(sense, i, VL_GAP_DASH);
    gboolean and = is_word(sense, (int)i - 1, "et") && run % 100 <= 60;
    return run >= 20 && run % 10 == 0 && (dash || and) &&
                   (is_word(sense, (int)i, "one") ||
                    is_word(sense, (int)i, "un") ||
                    is_word(sense, (int)i, "une"))
               ? 1
               : 0;
}

/* "Quatre-vingt-dix": the twenty at token i makes the four before it
 * eighty. */
static gboolean
is_four_twenties(const VlSense *sense, guint i)
{
    return i > 0 && runs_on(sense, i, VL_GAP_DASH) &&
           is_word(sense, (int)i - 1, "quatre") &&
           (is_word(sense, (int)i, "vingt") ||
            is_word(sense, (int)i, "vingts"));
}

/* "One hundred and sixty", "vingt et un": is the "and" at token i one within a
 * number of which run has been read? */
static gboolean
is_and_within(const VlSense *sense, guint i, int run)
{
    const guint gaps = VL_GAP_SPACE | VL_GAP_BREAK | VL_GAP_DASH;
    if (!runs_on(sense, i, gaps) || !runs_on(sense, i + 1, gaps))
        return FALSE;
    if (is_word(sense, (int)i, "et"))
        return closing_one(sense, i + 1, run) > 0 ||
               (run % 100 == 60 && is_word(sense, (int)i + 1, "onze"));
    int value = word_value(sense, i + 1);
    return is_word(sense, (int)i, "and") && run >= 100 && run % 100 == 0 &&
           value > 0 && value < 100;
}

/* The value of the words from token i on; their number in *n.  "Forty-six",
 * "two hundred", "deux cents". */
static int
read_number_words(const VlSense *sense, guint i, guint *n)
{
    const guint gaps = VL_GAP_SPACE | VL_GAP_BREAK | VL_GAP_DASH;
    int run = 0;
    guint at = i;
    while (at == i || runs_on(sense, at, gaps)) {
        int value = word_value(sense, at);
        if (at > i && is_four_twenties(sense, at) && run % 10 == 4) {
            run += 80 - 4;
        } else if (at > i && closing_one(sense, at, run) > 0) {
            run++;
        } else if (at > i && is_and_within(sense, at, run)) {
            /* goes on behind it */
        } else if (value < 0 ||
                   (value < 100 && at > i && (run % 10 != 0 || run == 0))) {
            break;
        } else {
            run = value >= 100 ? MAX(run, 1) * value : run + value;
        }
        at++;
    }
    *n = at - i;
    return run;
}

/* Gives the tokens read. */
static guint
take_number_words(VlSense *sense, guint i)
{
    guint n;
    int total = read_number_words(sense, i, &n);
    guint at = i + n;
    if (at == i)
        return 0;
    VlQuantity quantity = {.value = total, .first = i, .last = at - 1,
                           .in_words = TRUE};
    if (i > 0 && VL_IS_IN(&sense->words[i - 1], labels) &&
        (vl_tokens_at(sense->tokens, i)->gap & VL_GAP_OTHER) == 0)
        quantity.role = VL_ROLE_LABEL;
    read_unit(sense, &quantity);
    vl_quantity_read_bound(sense, &quantity);
    add_quantity(sense, &quantity);
    return at - i;
}

/* The denominator of "half", "third"; 0. */
static int
fraction_word(const VlSense *sense, guint i)
{
    static const struct {
        const char *word;
        int of;
    } words[] = {{"half", 2},    {"moitie", 2}, {"third", 3}, {"thirds", 3},
                 {"tiers", 3},   {"quarter", 4}, {"quarters", 4},
                 {"quart", 4},   {"quarts", 4}, {"fifth", 5}, {"fifths", 5},
                 {"tenth", 10}};
    for (guint k = 0; k < G_N_ELEMENTS(words); k++)
        if (is_word(sense, (int)i, words[k].word))
            return words[k].of;
    return 0;
}

static guint
add_fraction(VlSense *sense, guint first, guint last, double percent)
{
    VlQuantity quantity = {.value = percent, .role = VL_ROLE_FRACTION,
                           .first = first, .last = last, .about = TRUE,
                           .in_words = TRUE};
    vl_quantity_read_bound(sense, &quantity);
    quantity.about = TRUE;
    add_quantity(sense, &quantity);
    return last - first + 1;
}

/* A small number in words or digits at token i, else -1. */
static int
small_number(const VlSense *sense, guint i)
{
    if (i >= sense->n)
        return -1;
    if (is_one(sense, (int)i))
        return 1;
    if (class_at(sense, (int)i) == VL_TOKEN_NUMBER) {
        const VlToken *token = vl_tokens_at(sense->tokens, i);
        const char *key = vl_tokens_key(sense->tokens, token);
        return token->key_length <= 2 && memchr(key, '.', 2) == NULL
                   ? (int)g_ascii_strtoll(key, NULL, 10)
                   : -1;
    }
    int value = word_value(sense, i);
    return value >= 0 ? value : is_word(sense, (int)i, "hundred") ? 100 : -1;
}

/* "One woman in six", "un malade sur six". */
static gboolean
is_counted(const VlSense *sense, guint at)
{
    return vl_sense_has(sense, at, VL_MARK_HUMAN) ||
           is_word(sense, (int)at, "cas") ||
           is_word(sense, (int)at, "people");
}

/* "two thirds", "half", "one in six", "three out of ten", "un sur six". */
static guint
take_fraction(VlSense *sense, guint i)
{
    int part = small_number(sense, i);
    if (part > 0 && !is_word(sense, (int)i, "a")) {
        guint at = i + 1;
        if (at < sense->n && is_counted(sense, at))
            at++;
        guint joint = 0;
        if (is_word(sense, (int)at, "in") || is_word(sense, (int)at, "sur"))
            joint = 1;
        if (is_word(sense, (int)at, "out") &&
            is_word(sense, (int)at + 1, "of"))
            joint = 2;
        guint whole_at = at + joint;
        if (at < sense->n &&
            (vl_tokens_at(sense->tokens, at)->gap & VL_GAP_OTHER) != 0)
            joint = 0;
        if (joint > 0 && is_word(sense, (int)whole_at, "a") &&
            is_word(sense, (int)whole_at + 1, "hundred"))
            whole_at++;
        int whole = is_word(sense, (int)whole_at, "hundred")
                        ? 100
                        : small_number(sense, whole_at);
        gboolean spelt = class_at(sense, (int)i) == VL_TOKEN_WORD;
        if (joint > 0 && spelt && whole > part && whole >= 2 &&
            (whole <= 20 || whole == 100))
            return add_fraction(sense, i, whole_at, 100.0 * part / whole);
    }
    int of = part > 0 ? fraction_word(sense, i + 1) : 0;
    if (of > 1 && part < of)
        return add_fraction(sense, i, i + 1, 100.0 * part / of);
    of = fraction_word(sense, i);
    if (of == 2)
        return add_fraction(sense, i, i, 50);
    return 0;
}

void
vl_sense_read_quantities(VlSense *sense)
{
    for (guint i = 0; i < sense->n; i++)
        sense->quantity_of[i] = -1;
    for (guint i = 0; i < sense->n;) {
        VlTokenClass class = class_at(sense, (int)i);
        guint taken = 0;
        VlQuantity letter;
        if (vl_quantity_read_letter(sense, i, &letter)) {
            add_quantity(sense, &letter);
            taken = 1;
        }
        if (taken == 0 && (class == VL_TOKEN_WORD || class == VL_TOKEN_NUMBER))
            taken = take_fraction(sense, i);
        if (taken == 0 && class == VL_TOKEN_WORD)
            taken = take_number_words(sense, i);
        if (taken == 0 && class == VL_TOKEN_NUMBER) {
            take_digits(sense, i);
            taken = 1;
            while (i + taken < sense->n && sense->quantity_of[i + taken] >= 0)
                taken++;
        }
        i += MAX(taken, 1);
    }
    vl_quantities_join(sense);
    vl_quantities_fall(sense);
}
