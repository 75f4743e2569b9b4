#include "config.h"

#include <string.h>

#include "verify/check/case.h"

/* Odds told as risks. */

static gboolean
has_ratio(const VlSense *sense, char ratio)
{
    for (guint i = 0; i < sense->quantities->len; i++)
        if (vl_sense_quantity(sense, i)->ratio == ratio)
            return TRUE;
    return FALSE;
}

/* A risk of 10 % and more in an arm: there odds are not near risks. */
static gboolean
has_low_risks(const VlSense *sense)
{
    guint n = 0;
    for (guint i = 0; i < sense->quantities->len; i++) {
        const VlQuantity *quantity = vl_sense_quantity(sense, i);
        if (quantity->role != VL_ROLE_PERCENT)
            continue;
        if (quantity->value >= 10)
            return FALSE;
        n++;
    }
    return n >= 2;
}

static gboolean
is_sized(const VlSense *sense, guint i)
{
    static const char *const sized[] = {"halv", "half", "twice", "doubl",
                                        "tripl", "third", "fold", "times",
                                        "moiti", "fois", "divis",
                                        "quadrupl"};
    for (guint k = 0; k < G_N_ELEMENTS(sized); k++)
        if (sense->words[i].length >= strlen(sized[k]) &&
            memcmp(sense->words[i].key, sized[k], strlen(sized[k])) == 0)
            return TRUE;
    return FALSE;
}

/* Words between "halved" and "the risk" at most. */
#define BESIDE 4

/* "Halved the risk (OR 0.5)": says odds in brackets and risk in words. */
static gboolean
sizes_risk(const VlSense *claim)
{
    for (guint i = 0; i < claim->n; i++)
        for (guint k = i; is_sized(claim, i) && k < claim->n &&
                          k <= i + BESIDE;
             k++)
            if (vl_sense_has(claim, k, VL_MARK_RISK) &&
                claim->clauses[k] == claim->clauses[i])
                return TRUE;
    return FALSE;
}

/* "Halved the risk", "lowered the risk by 30 %", from an odds ratio: it is
 * near the risk ratio only while the outcome is rare (Davies, BMJ 1998;
 * 316:989).  Left open where the paper itself puts it so. */
void
vl_check_odds(VlCase *matter)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    if (!has_ratio(passage, 'o') || has_ratio(passage, 'r') ||
        has_low_risks(passage) ||
        (claim->marks & VL_BIT(VL_MARK_RISK)) == 0)
        return;
    gboolean odds = has_ratio(claim, 'o') ||
                    (claim->marks & VL_BIT(VL_MARK_ODDS)) != 0;
    gboolean size = sizes_risk(claim);
    if (odds && !size)
        return;
    for (guint i = 0; i < claim->n; i++)
        size |= is_sized(claim, i);
    for (guint i = 0; i < claim->quantities->len; i++)
        size |= vl_sense_quantity(claim, i)->role == VL_ROLE_PERCENT &&
                matter->match[i] < 0;
    if (!size)
        return;
    vl_case_note(matter, "strength",
                 sizes_risk(passage) ? VL_RESULT_UNDECIDED
                                     : VL_RESULT_CONFLICT,
                 VL_AT(vl_sense_find(claim, 0, VL_MARK_RISK)), VL_NOWHERE,
                 "an odds ratio tells of odds, not of risks");
}
