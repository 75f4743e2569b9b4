#include "config.h"

#include "text/words.h"
#include "verify/check/case.h"
#include "verify/check/partner.h"
#include "verify/sense/members.h"

/* Which arm has which number: "12 % with A and 19 % with B" told as "19 %
 * with A and 12 % with B".  The sentence of the claim and the one of the
 * passage that holds both numbers each become a line of what they name in
 * turn, two arms and two numbers; only lines of a known form are read, and
 * only an exchange of both is noted. */

#define MAX_EVENTS 12
#define MAX_NUMBERS 40
/* Tokens within which a sentence starts. */
#define FRONT 3

typedef struct {
    char line[MAX_EVENTS + 1];
    guint n;
    gboolean full;
    gboolean fronted;
} Line;

static gboolean
tells_arm(const VlSense *sense, guint i)
{
    const VlMarks people = VL_BIT(VL_MARK_MALE) | VL_BIT(VL_MARK_FEMALE) |
                           VL_BIT(VL_MARK_CHILD) | VL_BIT(VL_MARK_ADULT);
    const VlWord *word = &sense->words[i];
    if (vl_sense_label(sense, i) != NULL)
        return TRUE;
    if (vl_tokens_at(sense->tokens, i)->class != VL_TOKEN_WORD ||
        sense->quantity_of[i] >= 0 || word->length < 2)
        return FALSE;
    return (word->marks & people) != 0 || word->kinds != 0 ||
           vl_sense_is_content(sense, i);
}

/* Words between the arms: "than", "versus". */
static gboolean
sets_against(const VlSense *sense, guint i)
{
    static const char *const words[] = {"vs", "versus", "contre", "whereas",
                                        "while", "against", "compared",
                                        "tandis", "alors", "but", "mais",
                                        "than"};
    return VL_IS_IN(&sense->words[i], words) ||
           vl_sense_has(sense, i, VL_MARK_THAN);
}

/* "O. sanctum": the second word of a species' name. */
static gboolean
is_species(const VlSense *sense, guint i)
{
    if (i == 0 || sense->words[i - 1].length != 1)
        return FALSE;
    const VlToken *before = vl_tokens_at(sense->tokens, i - 1);
    return g_ascii_isupper(sense->text[before->end - 1]) &&
           sense->text[before->end] == '.';
}

/* ---- The arms of the claim ---- */

/* Two numbers of the claim and what the passage has for them. */
typedef struct {
    const VlCase *matter;
    guint a, b;  /* quantities of the claim, a before b */
    int x, y;    /* ... of the passage */
    char *claim; /* of each token 'A', 'B' or 0 */
    char *passage;
} Pair;

static const VlQuantity *
said(const Pair *pair, guint which)
{
    return vl_sense_quantity(pair->matter->claim, which);
}

static gboolean
is_in(const VlSense *sense, guint i, const VlSense *other, const char *arms,
      char arm)
{
    for (guint k = 0; k < other->n; k++)
        if (arms[k] == arm && vl_sense_same_name(sense, i, other, k))
            return TRUE;
    return FALSE;
}

/* The words of the claim's sentence before and behind the cut that parts its
 * two arms: 'A', 'B'; words that stand on both sides tell nothing. */
static void
name_arms(const Pair *pair, guint cut)
{
    const VlSense *claim = pair->matter->claim;
    guint sentence = claim->sentences[said(pair, pair->a)->first];
    for (guint i = 0; i < claim->n; i++)
        pair->claim[i] = claim->sentences[i] == sentence &&
                                 tells_arm(claim, i)
                             ? (i < cut ? 'A' : 'B')
                             : 0;
    g_autofree gboolean *both = g_new0(gboolean, claim->n + 1);
    for (guint i = 0; i < claim->n; i++)
        both[i] = pair->claim[i] != 0 &&
                  is_in(claim, i, claim, pair->claim,
                        pair->claim[i] == 'A' ? 'B' : 'A');
    for (guint i = 0; i < claim->n; i++)
        if (both[i])
            pair->claim[i] = 0;
}

/* Where the second arm starts: behind the first number, at the last word
 * that sets one against the other or joins them before the second. */
static guint
find_cut(const VlSense *sense, guint from, guint to)
{
    static const char *const joints[] = {"and", "et"};
    guint cut = 0;
    for (guint i = from; i < to; i++)
        if (sets_against(sense, i))
            return i;
        else if (VL_IS_IN(&sense->words[i], joints))
            cut = i;
    return cut;
}

/* ---- Lines ---- */

/* The 10^4 behind a sign of multiplication. */
static gboolean
is_power(const VlSense *sense, const VlQuantity *quantity)
{
    const char *sign = g_strrstr_len(sense->text, (gssize)quantity->start,
                                     "\xC3\x97");
    return sign != NULL &&
           quantity->start - (gsize)(sign - sense->text) <= 3;
}

/* Times, powers, and numbers behind "after" or "at", belong to no arm. */
static gboolean
is_time(const VlSense *sense, guint k)
{
    static const char *const before[] = {"at", "after", "within", "week",
                                         "weeks", "day", "days", "month",
                                         "months", "again", "apres", "jour",
                                         "semaine", "mois", "visit"};
    const VlQuantity *quantity = vl_sense_quantity(sense, k);
    return vl_quantity_is_time(quantity) || is_power(sense, quantity) ||
           (quantity->first > 0 && quantity->role == VL_ROLE_PLAIN &&
            quantity->decimals == 0 &&
            VL_IS_IN(&sense->words[quantity->first - 1], before));
}

static void
add(Line *line, char what)
{
    if (line->n > 0 && line->line[line->n - 1] == what)
        return;
    if (line->n == MAX_EVENTS) {
        line->full = TRUE;
        return;
    }
    line->line[line->n++] = what;
}

/* "Compared with A, B ... (12 % versus 19 %)": the arm to compare with comes
 * first, its number does not. */
static gboolean
is_fronted(const VlSense *sense, guint x)
{
    guint sentence = sense->sentences[vl_sense_quantity(sense, x)->first];
    for (guint i = 0, n = 0; i < sense->n && n < FRONT; i++)
        if (sense->sentences[i] == sentence && n++ < FRONT &&
            sets_against(sense, i))
            return TRUE;
    return FALSE;
}

/* '1' for quantity x, '2' for y, of what stands in a stretch. */
static Line
read_stretch(const VlSense *sense, const char *arms, guint x, guint y,
             VlStretch stretch)
{
    Line line = {.n = 0, .fronted = is_fronted(sense, x)};
    for (guint i = (guint)stretch.first; i <= (guint)stretch.last; i++) {
        if (arms[i] != 0)
            add(&line, arms[i]);
        else if (vl_sense_quantity(sense, x)->first == i)
            add(&line, '1');
        else if (vl_sense_quantity(sense, y)->first == i)
            add(&line, '2');
    }
    return line;
}

static VlStretch
sentence_of(const VlSense *sense, guint i)
{
    VlStretch all = VL_AT(i);
    while (all.first > 0 &&
           sense->sentences[all.first - 1] == sense->sentences[i])
        all.first--;
    while ((guint)all.last + 1 < sense->n &&
           sense->sentences[all.last + 1] == sense->sentences[i])
        all.last++;
    return all;
}

static Line
read_line(const VlSense *sense, const char *arms, guint x, guint y)
{
    guint at = vl_sense_quantity(sense, x)->first;
    return read_stretch(sense, arms, x, y, sentence_of(sense, at));
}

/* "(41 % with A vs 14 % with B)": what stands in the brackets of both. */
static gboolean
narrow_to_brackets(const VlSense *sense, VlStretch numbers, VlStretch *all)
{
    g_autofree guint *depths = vl_sense_depths(sense);
    guint depth = depths[numbers.first];
    VlStretch in = numbers;
    if (depth == 0 || depths[numbers.last] != depth)
        return FALSE;
    for (int i = numbers.first; i <= numbers.last; i++)
        if (depths[i] < depth)
            return FALSE;
    while (in.first > all->first && depths[in.first - 1] >= depth)
        in.first--;
    while (in.last < all->last && depths[in.last + 1] >= depth)
        in.last++;
    *all = in;
    return TRUE;
}

/* "1 with A and 2 with B, and of C 3 with A and 4 with B": up to the next
 * number of the kind on either side. */
static void
narrow_to_numbers(const VlSense *sense, guint x, VlStretch numbers,
                  VlStretch *all)
{
    const VlQuantity *one = vl_sense_quantity(sense, x);
    for (guint k = 0; k < sense->quantities->len; k++) {
        const VlQuantity *other = vl_sense_quantity(sense, k);
        if (other->role != one->role || is_time(sense, k))
            continue;
        if ((int)other->last < numbers.first)
            all->first = MAX(all->first, (int)other->last + 1);
        if ((int)other->first > numbers.last)
            all->last = MIN(all->last, (int)other->first - 1);
    }
}

/* What stands next to the numbers. */
static VlStretch
near_numbers(const VlSense *sense, guint x, guint y)
{
    const VlQuantity *one = vl_sense_quantity(sense, x);
    const VlQuantity *other = vl_sense_quantity(sense, y);
    VlStretch numbers = {(int)MIN(one->first, other->first),
                         (int)MAX(one->last, other->last)};
    VlStretch all = sentence_of(sense, one->first);
    if (!narrow_to_brackets(sense, numbers, &all))
        narrow_to_numbers(sense, x, numbers, &all);
    return all;
}

/* The arm of number 1 by the line's form; 0: not known. */
static char
holder(const Line *line)
{
    static const struct {
        const char *form;
        char arm;
    } forms[] = {
        {"1A2B", 'A'}, {"1B2A", 'B'}, {"A1B2", 'A'}, {"B1A2", 'B'},
        {"A12B", 'A'}, {"B12A", 'B'}, {"12AB", 'A'}, {"12BA", 'B'},
        {"2A1B", 'B'}, {"2B1A", 'A'}, {"A2B1", 'B'}, {"B2A1", 'A'},
        {"A21B", 'B'}, {"B21A", 'A'}, {"21AB", 'B'}, {"21BA", 'A'},
        {"AB12", 'A'}, {"BA12", 'B'}, {"AB21", 'B'}, {"BA21", 'A'},
    };
    gboolean both = line->n > 1 && g_ascii_isalpha(line->line[0]) &&
                    g_ascii_isalpha(line->line[1]);
    if (line->fronted && both)
        return 0;
    for (guint i = 0; i < G_N_ELEMENTS(forms) && !line->full; i++)
        if (g_str_equal(forms[i].form, line->line))
            return forms[i].arm;
    return 0;
}

static void
name_passage(const Pair *pair)
{
    const VlSense *claim = pair->matter->claim;
    const VlSense *passage = pair->matter->passage;
    for (guint j = 0; j < passage->n; j++) {
        pair->passage[j] = 0;
        if (!tells_arm(passage, j))
            continue;
        gboolean one = is_in(passage, j, claim, pair->claim, 'A');
        gboolean other = is_in(passage, j, claim, pair->claim, 'B');
        pair->passage[j] = one == other ? 0 : one ? 'A' : 'B';
    }
}

/* "81 % with ablation", "49 patients with zinc": behind a number and what
 * leads an arm in. */
static gboolean
follows_number(const VlSense *sense, guint i)
{
    static const char *const leads[] = {"with", "on", "under", "after",
                                        "avec", "sous"};
    return i > 1 && VL_IS_IN(&sense->words[i - 1], leads) &&
           (sense->quantity_of[i - 2] >= 0 ||
            (i > 2 && sense->quantity_of[i - 3] >= 0 &&
             (vl_tokens_is_unit(sense->tokens, i - 2) ||
              vl_sense_has(sense, i - 2, VL_MARK_HUMAN))));
}

/* "With lumiprine" where the passage has "the lumiprine group". */
static gboolean
is_arm_there(const VlCase *matter, guint i)
{
    static const char *const groups[] = {"group", "groups", "arm", "arms",
                                         "groupe", "groupes", "bras"};
    const VlSense *passage = matter->passage;
    for (guint j = 0; j < passage->n; j++)
        if (((j + 1 < passage->n &&
              VL_IS_IN(&passage->words[j + 1], groups)) ||
             follows_number(passage, j)) &&
            vl_sense_same(matter->claim, i, passage, j))
            return TRUE;
    return FALSE;
}

/* Which words of a claim name its arms. */
typedef enum {
    NAMES_PLAIN,
    NAMES_ARMS, /* not the people: "with A, 12 % of women ..." */
    NAMES_WIDE, /* those, too, which only the passage shows to be names */
} Names;

/* A word for people by its sex or age that is of no group so called. */
static gboolean
is_whom(const VlSense *sense, guint i)
{
    const VlMarks people =
        VL_BIT(VL_MARK_HUMAN) | VL_BIT(VL_MARK_MALE) |
        VL_BIT(VL_MARK_FEMALE) | VL_BIT(VL_MARK_CHILD) | VL_BIT(VL_MARK_ADULT);
    return (sense->words[i].marks & people) != 0 &&
           !(i + 1 < sense->n && vl_word_is_arm(sense->words[i + 1].key,
                                                sense->words[i + 1].length));
}

/* "Nausea occurred in 12 % with zinc and in 8 % with honey": what stands
 * before the first number is no arm, where the arm is sure. */
static void
drop_outcome(const Pair *pair, Names names)
{
    const VlSense *claim = pair->matter->claim;
    guint first = said(pair, pair->a)->first;
    gboolean behind = FALSE;
    for (guint i = first; i < claim->n; i++)
        behind |= pair->claim[i] == 'A' &&
                  (vl_sense_label(claim, i) != NULL ||
                   (names == NAMES_WIDE && follows_number(claim, i)));
    for (guint i = 0; behind && i < first; i++)
        pair->claim[i] = 0;
}

/* Words that tell what was measured stand beside the first number in either
 * text, whichever it is: only those count which the passage has on the side
 * of one of the two numbers and which name arms there. */
static void
keep_names(const Pair *pair, Names names)
{
    const VlSense *claim = pair->matter->claim;
    for (guint i = 0; i < claim->n; i++) {
        const VlWord *word = &claim->words[i];
        const VlToken *token = vl_tokens_at(claim->tokens, i);
        const VlWord *before = i > 0 ? word - 1 : NULL;
        gboolean name =
            vl_sense_label(claim, i) != NULL ||
            (token->flags & (VL_TOKEN_CAPITALS | VL_TOKEN_CAPITAL)) != 0 ||
            word->kinds != 0 || vl_sense_is_heavy(claim, i) ||
            is_species(claim, i) ||
            (before != NULL &&
             vl_word_is_arm_head(before->key, before->length)) ||
            (i + 1 < claim->n &&
             vl_word_is_arm(word[1].key, word[1].length)) ||
            (names == NAMES_WIDE && (is_arm_there(pair->matter, i) ||
                                     follows_number(claim, i)));
        if (!name || (names == NAMES_ARMS && is_whom(claim, i)) ||
            (i == 0 && (token->flags & VL_TOKEN_CAPITALS) == 0 &&
             !vl_sense_is_heavy(claim, i) && word->kinds == 0))
            pair->claim[i] = 0;
    }
    drop_outcome(pair, names);
}

/* Of a part of the passage's sentence, by the names that this part has, an
 * exchange only: the rest may tell that it is of something else. */
static int
weigh_near(const Pair *pair)
{
    const VlSense *claim = pair->matter->claim;
    const VlSense *passage = pair->matter->passage;
    VlStretch near = near_numbers(passage, (guint)pair->x, (guint)pair->y);
    for (guint i = 0; i < claim->n; i++) {
        gboolean found = FALSE;
        for (int j = near.first; j <= near.last && !found; j++)
            found = pair->passage[j] == pair->claim[i] &&
                    vl_sense_same_name(claim, i, passage, (guint)j);
        if (!found)
            pair->claim[i] = 0;
    }
    Line mine = read_line(claim, pair->claim, pair->a, pair->b);
    Line theirs = read_stretch(passage, pair->passage, (guint)pair->x,
                               (guint)pair->y, near);
    char here = holder(&mine), there = holder(&theirs);
    return here != 0 && there != 0 && here != there ? -1 : 0;
}

/* The arm of the first number in the claim and in the passage, when the
 * claim's arms are parted at token cut. */
static int
weigh_names(const Pair *pair, guint cut, Names names)
{
    name_arms(pair, cut);
    keep_names(pair, names);
    name_passage(pair);
    Line mine = read_line(pair->matter->claim, pair->claim, pair->a, pair->b);
    Line theirs = read_line(pair->matter->passage, pair->passage,
                            (guint)pair->x, (guint)pair->y);
    char here = holder(&mine), there = holder(&theirs);
    int says = here == 0 || there == 0 ? weigh_near(pair)
               : here == there         ? 1
                                       : -1;
    /* What is read by fewer or by more names is not sure enough for a
     * conflict, unless the claim has each number by its arm. */
    gboolean sure = names == NAMES_PLAIN ||
                    (names == NAMES_WIDE && there != 0 &&
                     g_str_equal(mine.line, "1A2B"));
    return sure ? says : MAX(says, 0);
}

static int
weigh_cut(const Pair *pair, guint cut)
{
    int says = weigh_names(pair, cut, NAMES_PLAIN);
    if (says == 0)
        says = weigh_names(pair, cut, NAMES_ARMS);
    return says != 0 ? says : weigh_names(pair, cut, NAMES_WIDE);
}

/* 1 when both texts give the two numbers to the same arms, -1 when they give
 * them to each other's, 0 when that cannot be read. */
static int
weigh(const Pair *pair)
{
    const VlSense *claim = pair->matter->claim;
    guint first = said(pair, pair->a)->first;
    guint cut = find_cut(claim, said(pair, pair->a)->last + 1,
                         said(pair, pair->b)->first);
    int says = cut > 0 ? weigh_cut(pair, cut) : 0;
    if (says != 0)
        return says;
    /* "In women than in men (7.2 % vs 2.8 %)": which is meant first is not
     * sure enough for a conflict. */
    cut = find_cut(claim, 0, first);
    return cut > 0 ? MAX(weigh_cut(pair, cut), 0) : 0;
}

/* A value that the passage gives twice may stand for the other one. */
static gboolean
is_repeated(const VlSense *passage, guint k)
{
    for (guint q = 0; q < passage->quantities->len; q++)
        if (q != k && vl_sense_quantity(passage, q)->value ==
                          vl_sense_quantity(passage, k)->value)
            return TRUE;
    return FALSE;
}

/* "Compared with B, A had more (12 % vs 9 %)": the arm named first is not
 * the one that the first number is of. */
static gboolean
is_led_by_than(const VlSense *sense, guint i)
{
    guint first = i;
    while (first > 0 && sense->sentences[first - 1] == sense->sentences[i])
        first--;
    for (guint k = first; k <= i && k - first <= 2; k++)
        if (vl_sense_has(sense, k, VL_MARK_THAN))
            return TRUE;
    return FALSE;
}

/* "1 vs 2 and 3 vs 4" in both texts: a number of the first pair and one of
 * the second are of two outcomes. */
static gboolean
are_of_two_pairs(const VlCase *matter, guint a, guint b)
{
    int one = vl_quantity_partner(matter->claim, a);
    int other = vl_quantity_partner(matter->claim, b);
    return one >= 0 && other >= 0 && one != (int)b &&
           matter->match[a] < matter->match[b] &&
           vl_quantity_partner(matter->passage, (guint)matter->match[a]) ==
               matter->match[one] &&
           vl_quantity_partner(matter->passage, (guint)matter->match[b]) ==
               matter->match[other];
}

/* "Six of the seven": the one is a part of the other, no other arm's. */
static gboolean
is_part_of(const VlSense *sense, guint a, guint b)
{
    return vl_sense_quantity(sense, a)->of == (int)b ||
           vl_sense_quantity(sense, b)->of == (int)a;
}

/* "13 vs 9 minutes" are values, though they are of time. */
static gboolean
tells_when(const VlCase *matter, guint a, guint b)
{
    guint x = (guint)matter->match[a], y = (guint)matter->match[b];
    return vl_quantity_partner(matter->passage, x) != (int)y &&
           (is_time(matter->claim, a) || is_time(matter->claim, b) ||
            is_time(matter->passage, x) || is_time(matter->passage, y));
}

static gboolean
may_pair(const VlCase *matter, guint a, guint b)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    const VlQuantity *x = vl_sense_quantity(claim, a);
    const VlQuantity *y = vl_sense_quantity(claim, b);
    if (matter->match[a] < 0 || matter->match[b] < 0 ||
        matter->match[a] == matter->match[b] || x->role != y->role ||
        is_part_of(passage, (guint)matter->match[a],
                   (guint)matter->match[b]) ||
        x->value == y->value ||
        (x->role != VL_ROLE_PLAIN && x->role != VL_ROLE_PERCENT &&
         x->role != VL_ROLE_COUNT) ||
        claim->sentences[x->first] != claim->sentences[y->first] ||
        tells_when(matter, a, b) ||
        is_repeated(passage, (guint)matter->match[a]) ||
        is_repeated(passage, (guint)matter->match[b]))
        return FALSE;
    const VlQuantity *u = vl_sense_quantity(passage, (guint)matter->match[a]);
    const VlQuantity *v = vl_sense_quantity(passage, (guint)matter->match[b]);
    return passage->sentences[u->first] == passage->sentences[v->first] &&
           !are_of_two_pairs(matter, a, b) &&
           is_led_by_than(passage, u->first) ==
               is_led_by_than(claim, x->first);
}

int
vl_holders_say(const VlCase *matter, guint a, guint b)
{
    if (matter->dealt[a] && matter->dealt[b])
        return 1;
    if (!may_pair(matter, a, b))
        return 0;
    g_autofree char *mine = g_new0(char, matter->claim->n + 1);
    g_autofree char *theirs = g_new0(char, matter->passage->n + 1);
    Pair pair = {matter, a, b, matter->match[a], matter->match[b], mine,
                 theirs};
    return weigh(&pair);
}

void
vl_check_holders(VlCase *matter)
{
    const VlSense *claim = matter->claim;
    guint n = MIN(claim->quantities->len, MAX_NUMBERS);
    for (guint a = 0; a < n; a++)
        for (guint b = a + 1; b < n; b++) {
            if (vl_holders_say(matter, a, b) >= 0 ||
                vl_quantity_pair_stays(matter, a, b))
                continue;
            vl_case_note(matter, "arms", VL_RESULT_CONFLICT,
                         vl_case_quantity(claim, a),
                         vl_case_quantity(matter->passage,
                                          (guint)matter->match[a]),
                         "%g and %g belong to each other's words",
                         vl_sense_quantity(claim, a)->value,
                         vl_sense_quantity(claim, b)->value);
            return;
        }
}
