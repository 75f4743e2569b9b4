#include "config.h"

#include "text/words.h"
#include "verify/check/case.h"
#include "verify/check/partner.h"

/* Which number belongs to which arm, time or outcome: two numbers that the
 * claim and the passage share, with the words that belong to each turned
 * round. */

/* Numbers whose words are compared at most. */
#define MAX_PAIRED 40

static gboolean
is_paired_role(const VlQuantity *quantity)
{
    return quantity->role == VL_ROLE_PERCENT ||
           quantity->role == VL_ROLE_RATIO || quantity->role == VL_ROLE_R ||
           quantity->role == VL_ROLE_P;
}

/* "(451/613, 74 %)": the comma parts nothing from what stands before. */
#define PARENTHESIS 60

static gboolean
is_enclosed(const VlSense *sense, gsize at)
{
    gsize least = at > PARENTHESIS ? at - PARENTHESIS : 0;
    for (gsize k = at; k-- > least;) {
        if (sense->text[k] == ')')
            return FALSE;
        if (sense->text[k] == '(')
            return TRUE;
    }
    return FALSE;
}

/* Does something part token i from the one before: a comma, "and", "vs"? */
static gboolean
parts(const VlSense *sense, guint i)
{
    static const char *const words[] = {"and", "et", "vs", "versus", "but",
                                        "whereas", "while", "against",
                                        "contre", "mais", "than", "ou", "or",
                                        "compared"};
    if (VL_IS_IN(&sense->words[i], words))
        return TRUE;
    if (i == 0)
        return FALSE;
    gsize from = vl_tokens_at(sense->tokens, i - 1)->end;
    gsize to = vl_tokens_at(sense->tokens, i)->start;
    for (gsize k = from; k < to; k++)
        if (sense->text[k] == ',' || sense->text[k] == ';')
            return !is_enclosed(sense, k);
    return FALSE;
}

static gboolean
leads_on(const VlSense *sense, guint i)
{
    static const char *const words[] = {"in", "for", "with", "after",
                                        "among", "pour", "chez", "dans",
                                        "avec", "at", "when", "on", "apres",
                                        "from", "under", "to", "of", "de",
                                        "des", "du", "sous", "given",
                                        "receiving", "who"};
    return i < sense->n && VL_IS_IN(&sense->words[i], words);
}

/* "41 % intervention versus 22 % control": behind the last number. */
static gboolean
is_bare_arm(const VlSense *sense, guint i)
{
    const guint arms = VL_KIND_CONTROL | VL_KIND_ACTIVE;
    return i < sense->n && (sense->words[i].kinds & arms) != 0;
}

/* The first token after a quantity and its unit. */
static guint
after(const VlSense *sense, const VlQuantity *quantity)
{
    guint at = quantity->last + 1;
    while (at < sense->n &&
           vl_tokens_at(sense->tokens, at)->start < quantity->unit.end)
        at++;
    return at;
}

/* For each token the quantity that it belongs to, or -1: words go with the
 * number that follows them in their part of the sentence, or, after "12 %
 * in the ...", with the one before. */
static int *
find_owners(const VlSense *sense, VlRole role)
{
    int *owners = g_new(int, sense->n + 1);
    int before = -1;
    guint from = 0;
    for (guint i = 0; i < sense->n; i++)
        owners[i] = -1;
    for (guint k = 0; k <= sense->quantities->len; k++) {
        gboolean last = k == sense->quantities->len;
        const VlQuantity *quantity =
            last ? NULL : vl_sense_quantity(sense, k);
        if (!last && quantity->role != role)
            continue;
        guint to = last ? sense->n : quantity->first;
        guint border = to;
        while (border > from && !parts(sense, border - 1))
            border--;
        gboolean split = border > from;
        gboolean on = before >= 0 && (leads_on(sense, from) ||
                                      (last && is_bare_arm(sense, from)));
        guint cut = split ? border - 1 : on ? to : from;
        for (guint i = from; i < to; i++) {
            if (i < cut && before >= 0 &&
                sense->sentences[i] ==
                    sense->sentences[vl_sense_quantity(
                                         sense, (guint)before)->first])
                owners[i] = before;
            else if (i >= cut && !last &&
                     sense->sentences[i] == sense->sentences[quantity->first])
                owners[i] = (int)k;
        }
        before = (int)k;
        if (!last)
            from = after(sense, quantity);
    }
    return owners;
}

typedef struct {
    const VlCase *matter;
    const int *claim, *passage; /* owners */
    VlRole role;
} Pairing;

/* Does token i stand before the first number of its sentence?  There stands
 * what was measured, whichever number follows. */
static gboolean
is_lead(const Pairing *pairing, const VlSense *sense, guint i)
{
    for (guint k = 0; k < sense->quantities->len; k++) {
        const VlQuantity *quantity = vl_sense_quantity(sense, k);
        if (quantity->role == pairing->role &&
            sense->sentences[quantity->first] == sense->sentences[i])
            return i < quantity->first;
    }
    return FALSE;
}

static gboolean
names(const VlSense *sense, guint i)
{
    const VlToken *token = vl_tokens_at(sense->tokens, i);
    return vl_sense_is_content(sense, i) ||
           (token->class == VL_TOKEN_WORD && token->key_length == 1 &&
            (token->flags & VL_TOKEN_CAPITAL) != 0);
}

/* Is word i said by another word of the same text that belongs to k? */
static gboolean
belongs_too(const VlSense *sense, const int *owners, guint i, int k)
{
    for (guint j = 0; j < sense->n; j++)
        if (owners[j] == k && names(sense, j) &&
            vl_sense_same(sense, i, sense, j))
            return TRUE;
    return FALSE;
}

/* Words that tell arms apart, rather than what was measured in them. */
static gboolean
tells_arms(const VlSense *sense, guint i)
{
    const VlMarks people = VL_BIT(VL_MARK_MALE) | VL_BIT(VL_MARK_FEMALE) |
                           VL_BIT(VL_MARK_CHILD) | VL_BIT(VL_MARK_ADULT);
    const VlToken *token = vl_tokens_at(sense->tokens, i);
    const VlWord *word = &sense->words[i];
    const VlWord *next = i + 1 < sense->n ? word + 1 : NULL;
    if ((token->flags & VL_TOKEN_CAPITALS) != 0 ||
        (word->marks & people) != 0 ||
        ((token->flags & VL_TOKEN_CAPITAL) != 0 && i > 0 &&
         sense->sentences[i] == sense->sentences[i - 1]) ||
        vl_word_kind(word->key, word->length) == VL_WORD_ENTITY)
        return TRUE;
    return (next != NULL && vl_word_is_arm(next->key, next->length)) ||
           (i > 0 && vl_word_is_arm_head(word[-1].key, word[-1].length));
}

/* Words of the claim's quantity a, and not of b, that belong to the
 * passage's x and not to y. */
static guint
shared(const Pairing *pairing, int a, int b, int x, int y, gboolean arms)
{
    const int *match = pairing->matter->match;
    gboolean crossed = match[a] != x;
    const VlSense *claim = pairing->matter->claim;
    const VlSense *passage = pairing->matter->passage;
    guint n = 0;
    for (guint i = 0; i < claim->n; i++) {
        if (pairing->claim[i] != a || !names(claim, i) ||
            (arms && !tells_arms(claim, i)) ||
            belongs_too(claim, pairing->claim, i, b))
            continue;
        gboolean with_x = FALSE, with_y = FALSE;
        for (guint j = 0; j < passage->n; j++) {
            if (!names(passage, j) || !vl_sense_same(claim, i, passage, j) ||
                (crossed && !tells_arms(claim, i) &&
                 is_lead(pairing, claim, i) && is_lead(pairing, passage, j)))
                continue;
            with_x |= pairing->passage[j] == x;
            with_y |= pairing->passage[j] == y;
        }
        n += with_x && !with_y;
    }
    return n;
}

/* The words that tell the arms apart are turned round. */
static gboolean
are_swapped(const Pairing *pairing, int a, int b, int x, int y)
{
    return shared(pairing, a, b, y, x, TRUE) > 0 &&
           shared(pairing, b, a, x, y, TRUE) > 0 &&
           shared(pairing, a, b, x, y, TRUE) == 0 &&
           shared(pairing, b, a, y, x, TRUE) == 0;
}

/* "80-90 %" */
static gboolean
is_range(const VlSense *sense, guint a, guint b)
{
    guint end = vl_sense_quantity(sense, a)->last;
    guint next = vl_sense_quantity(sense, b)->first;
    return b == a + 1 && next > end && next - end <= 2 &&
           (next == end + 1 ||
            vl_tokens_at(sense->tokens, end + 1)->class == VL_TOKEN_RANGE ||
            sense->words[end + 1].length <= 2);
}

/* Is each of the two one of a pair, in both texts, and not of the same? */
static gboolean
are_of_pairs(const VlCase *matter, guint a, guint b)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    int one = vl_quantity_partner(claim, a);
    int other = vl_quantity_partner(claim, b);
    return one >= 0 && other >= 0 && one != (int)b &&
           vl_quantity_partner(passage, (guint)matter->match[a]) ==
               matter->match[one] &&
           vl_quantity_partner(passage, (guint)matter->match[b]) ==
               matter->match[other];
}

/* "(12 % vs 19 %)" */
static gboolean
opens_pair(const VlSense *sense, int x, int y)
{
    gsize start = vl_sense_quantity(sense, (guint)x)->start;
    return start > 0 && sense->text[start - 1] == '(' &&
           vl_quantity_partner(sense, (guint)x) == y;
}

static gboolean
check_pair(VlCase *matter, const Pairing *pairing, guint a, guint b)
{
    int x = matter->match[a], y = matter->match[b];
    if (x < 0 || y < 0 || x == y ||
        (matter->dealt[a] && matter->dealt[b]) ||
        is_range(matter->claim, a, b) ||
        vl_sense_quantity(matter->claim, a)->value ==
            vl_sense_quantity(matter->claim, b)->value)
        return FALSE;
    guint mine = shared(pairing, (int)a, (int)b, x, y, FALSE);
    guint theirs = shared(pairing, (int)b, (int)a, y, x, FALSE);
    guint own = mine + theirs;
    guint one = shared(pairing, (int)a, (int)b, y, x, FALSE);
    guint other = shared(pairing, (int)b, (int)a, x, y, FALSE);
    /* Only when the words of both are turned round is it sure; the outcome
     * may stand beside the first number in both texts. */
    gboolean turned = are_swapped(pairing, (int)a, (int)b, x, y) ||
                      (one > 0 && other > 0 && (mine == 0 || theirs == 0));
    guint crossed = shared(pairing, (int)a, (int)b, y, x, TRUE) +
                    shared(pairing, (int)b, (int)a, x, y, TRUE);
    gboolean doubtful =
        crossed > shared(pairing, (int)a, (int)b, x, y, TRUE) +
                      shared(pairing, (int)b, (int)a, y, x, TRUE);
    /* "1 % vs 9 % and 4 % vs 23 %": numbers of two pairs belong to two
     * outcomes, whose words stand on one side of them or the other. */
    if (are_of_pairs(matter, a, b) && !turned)
        return FALSE;
    if (one + other == 0 || (own >= one + other && !turned && !doubtful) ||
        (!turned && vl_holders_say(matter, a, b) > 0))
        return FALSE;
    /* "Lower with A compared with B (12 % vs 19 %)": the words of the second
     * arm stand before the first number. */
    gboolean sure = turned &&
                    (!opens_pair(matter->passage, x, y) ||
                     vl_holders_say(matter, a, b) < 0);
    vl_case_note(matter, "arms",
                 sure ? VL_RESULT_CONFLICT : VL_RESULT_UNDECIDED,
                 vl_case_quantity(matter->claim, a),
                 vl_case_quantity(matter->passage, (guint)x),
                 "%g and %g belong to each other's words",
                 vl_sense_quantity(matter->claim, a)->value,
                 vl_sense_quantity(matter->claim, b)->value);
    return TRUE;
}

static void
check_role(VlCase *matter, VlRole role)
{
    g_autofree int *mine = find_owners(matter->claim, role);
    g_autofree int *theirs = find_owners(matter->passage, role);
    Pairing pairing = {matter, mine, theirs, role};
    guint n = MIN(matter->claim->quantities->len, MAX_PAIRED);
    for (guint a = 0; a < n; a++)
        for (guint b = a + 1; b < n; b++)
            if (vl_sense_quantity(matter->claim, a)->role == role &&
                vl_sense_quantity(matter->claim, b)->role == role &&
                check_pair(matter, &pairing, a, b))
                return;
}

void
vl_check_pairing(VlCase *matter)
{
    for (VlRole role = VL_ROLE_PLAIN; role <= VL_ROLE_R; role++) {
        VlQuantity probe = {.role = role};
        if (is_paired_role(&probe))
            check_role(matter, role);
    }
}
