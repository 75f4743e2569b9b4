#include "config.h"

#include "verify/partner.h"

/* Tokens between the two numbers at most: "5.1 % (SD) vs". */
#define MAX_BETWEEN 4

static gboolean
joins(const VlSense *sense, guint i, gboolean *some)
{
    static const char *const words[] = {"to", "a", "vs", "versus", "v",
                                        "against", "contre", "jusqua"};
    const VlToken *token = vl_tokens_at(sense->tokens, i);
    const VlWord *word = &sense->words[i];
    if (token->class == VL_TOKEN_RANGE || VL_IS_IN(word, words)) {
        *some = TRUE;
        return TRUE;
    }
    return vl_tokens_is_unit(sense->tokens, i) ||
           (word->length == 1 && word->key[0] == '%');
}

static gboolean
are_joined(const VlSense *sense, guint i, guint k)
{
    const VlQuantity *a = vl_sense_quantity(sense, i);
    const VlQuantity *b = vl_sense_quantity(sense, k);
    gboolean some = FALSE;
    if (a->role != b->role || b->first <= a->last ||
        b->first - a->last - 1 > MAX_BETWEEN)
        return FALSE;
    for (guint t = a->last + 1; t < b->first; t++)
        if (!joins(sense, t, &some))
            return FALSE;
    return some || (b->first == a->last + 1 &&
                    vl_tokens_at(sense->tokens, b->first)->gap ==
                        VL_GAP_DASH);
}

int
vl_quantity_partner(const VlSense *sense, guint i)
{
    if (i > 0 && are_joined(sense, i - 1, i))
        return (int)i - 1;
    return i + 1 < sense->quantities->len && are_joined(sense, i, i + 1)
               ? (int)i + 1
               : -1;
}

int
vl_quantity_rival(const VlCase *matter, guint i)
{
    int partner = vl_quantity_partner(matter->claim, i);
    int there = partner >= 0 ? matter->match[partner] : -1;
    int rival = there >= 0
                    ? vl_quantity_partner(matter->passage, (guint)there)
                    : -1;
    /* The same number in the same place of the pair. */
    if (rival < 0 || (partner < (int)i) != (there < rival) ||
        vl_sense_quantity(matter->passage, (guint)rival)->role !=
            vl_sense_quantity(matter->claim, i)->role)
        return -1;
    for (guint k = 0; k < matter->claim->quantities->len; k++)
        if (matter->match[k] == rival)
            return -1;
    return rival;
}
