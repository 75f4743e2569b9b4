#include "config.h"

#include "verify/sense/lists.h"

#include <string.h>

#include "text/words.h"
#include "verify/sense/members.h"

/* Words of a list's first and last member at most. */
#define ENDS 3

static const char *const ands[] = {"and", "or", "et", "ou"};

static gboolean
is_and(const VlSense *sense, guint i)
{
    return VL_IS_IN(&sense->words[i], ands);
}

/* ---- Numbers ---- */

/* "Between 2002 and 2007" */
static gboolean
is_year(const VlQuantity *quantity)
{
    return quantity->role == VL_ROLE_PLAIN && quantity->unit.n_parts == 0 &&
           quantity->decimals == 0 && quantity->value >= 1900 &&
           quantity->value < 2100;
}

static gboolean
is_number_of_list(const VlQuantity *quantity)
{
    if (is_year(quantity))
        return FALSE;
    return quantity->role == VL_ROLE_PLAIN ||
           quantity->role == VL_ROLE_PERCENT ||
           quantity->role == VL_ROLE_RATIO ||
           quantity->role == VL_ROLE_COUNT;
}

/* "(95 % CI 0.2 to 0.4)", "+/- 3.1", units: what may stand between two
 * numbers of a list besides "and". */
static gboolean
is_beside_number(const VlSense *sense, guint i, const guint *depths)
{
    static const char *const words[] = {"ci", "ic", "sd", "se", "to", "+/-",
                                        "%", "/"};
    int k = sense->quantity_of[i];
    VlUnit unit;
    if (depths[i] > 0)
        return TRUE;
    if (k >= 0)
        return vl_sense_quantity(sense, (guint)k)->role == VL_ROLE_SPREAD;
    return VL_IS_IN(&sense->words[i], words) ||
           vl_unit_read_behind(sense->tokens, i, &unit) > 0;
}

/* Is quantity b the one that goes on the list whose last member is a? */
static gboolean
goes_on(const VlSense *sense, const VlQuantity *a, const VlQuantity *b,
        const guint *depths)
{
    gboolean joined = FALSE;
    if (sense->sentences[a->first] != sense->sentences[b->first] ||
        depths[a->first] != depths[b->first] || a->role != b->role ||
        !vl_quantity_alike(a, b))
        return FALSE;
    for (guint i = a->last + 1; i <= b->first; i++) {
        joined |= vl_sense_gap_has(sense, i, ",") ||
                  (i < b->first && is_and(sense, i));
        if (i < b->first && !is_and(sense, i) &&
            !is_beside_number(sense, i, depths))
            return FALSE;
    }
    return joined;
}

/* "85 % versus 93 %, 79 % versus 88 %" lists pairs. */
static gboolean
is_of_pair(const VlSense *sense, const VlQuantity *quantity)
{
    static const char *const pairs[] = {"vs", "versus", "v", "against",
                                        "contre"};
    guint after = quantity->last + 1;
    while (after < sense->n &&
           vl_tokens_at(sense->tokens, after)->start < quantity->unit.end)
        after++;
    return (quantity->first > 0 &&
            VL_IS_IN(&sense->words[quantity->first - 1], pairs)) ||
           (after < sense->n && VL_IS_IN(&sense->words[after], pairs));
}

static void
add_number(VlList *list, const VlSense *sense, guint k)
{
    const VlQuantity *quantity = vl_sense_quantity(sense, k);
    list->first[list->n] = quantity->first;
    list->last[list->n] = quantity->last;
    list->quantity[list->n++] = (int)k;
}

GArray *
vl_lists_of_numbers(const VlSense *sense)
{
    GArray *lists = g_array_new(FALSE, FALSE, sizeof(VlList));
    g_autofree guint *depths = vl_sense_depths(sense);
    for (guint k = 0; k < sense->quantities->len; k++) {
        VlList list = {.n = 0};
        if (!is_number_of_list(vl_sense_quantity(sense, k)))
            continue;
        add_number(&list, sense, k);
        for (guint m = k + 1;
             m < sense->quantities->len && list.n < VL_LIST_MAX; m++) {
            const VlQuantity *last = vl_sense_quantity(
                sense, (guint)list.quantity[list.n - 1]);
            const VlQuantity *next = vl_sense_quantity(sense, m);
            if (next->role == VL_ROLE_SPREAD || depths[next->first] >
                                                    depths[last->first])
                continue;
            if (!goes_on(sense, last, next, depths))
                break;
            add_number(&list, sense, m);
        }
        gboolean paired = FALSE;
        for (guint m = 0; m < list.n; m++)
            paired |= is_of_pair(
                sense, vl_sense_quantity(sense, (guint)list.quantity[m]));
        if (list.n < 2 || paired)
            continue;
        g_array_append_val(lists, list);
        k = (guint)list.quantity[list.n - 1];
    }
    return lists;
}

/* ---- Things ---- */

static gboolean
is_name(const VlSense *sense, guint i)
{
    VlUnit unit;
    gboolean measures = i > 0 && sense->quantity_of[i - 1] >= 0 &&
                        vl_unit_read(sense->tokens, i, &unit) > 0;
    return !measures &&
           vl_tokens_at(sense->tokens, i)->class == VL_TOKEN_WORD &&
           sense->words[i].length > 0 && sense->quantity_of[i] < 0 &&
           !vl_sense_has(sense, i, VL_MARK_STOP);
}

/* "In", "of": what stands on the other side is no part of the member. */
static gboolean
is_preposition(const VlSense *sense, guint i)
{
    static const char *const words[] = {
        "in",   "with", "for",  "of", "at",    "on",   "between", "among",
        "from", "by",   "to",   "as", "after", "dans", "avec",    "pour",
        "de",   "des",  "chez", "du", "entre", "sous", "was",     "were",
        "than",
    };
    return VL_IS_IN(&sense->words[i], words);
}

/* "Occurred" */
static gboolean
is_past(const VlWord *word)
{
    return word->length > 4 &&
           memcmp(word->key + word->length - 2, "ed", 2) == 0;
}

/* Does something other than a comma part token i from the one before? */
static gboolean
is_edge(const VlSense *sense, guint i)
{
    return i == 0 || sense->sentences[i] != sense->sentences[i - 1] ||
           vl_sense_gap_has(sense, i, ";:()[]");
}

/* The member that ends at token end: back to a comma, or as an end of the
 * list its last words.  FALSE when it names nothing. */
static gboolean
take_back(const VlSense *sense, guint end, gboolean outermost, guint *first)
{
    guint names = 0, at = end + 1;
    while (at > 0 && names < ENDS) {
        guint i = at - 1;
        if (is_and(sense, i) || (names > 0 && is_preposition(sense, i)) ||
            (outermost && sense->quantity_of[i] >= 0))
            break;
        names += is_name(sense, i);
        at = i;
        if (is_edge(sense, i) || vl_sense_gap_has(sense, i, ","))
            break;
    }
    *first = at;
    return names > 0;
}

static gboolean
take_on(const VlSense *sense, guint start, guint *last)
{
    guint names = 0, i = start;
    for (; i < sense->n && names < ENDS; i++) {
        if (i > start && (is_edge(sense, i) || is_and(sense, i) ||
                          vl_sense_gap_has(sense, i, ",")))
            break;
        if (names > 0 && (is_preposition(sense, i) ||
                          is_past(&sense->words[i])))
            break;
        if (sense->quantity_of[i] >= 0)
            break;
        names += is_name(sense, i);
    }
    *last = i > start ? i - 1 : start;
    return names > 0;
}

static guint
count_names(const VlSense *sense, const VlList *list, guint k)
{
    guint n = 0;
    for (guint i = list->first[k]; i <= list->last[k]; i++)
        n += is_name(sense, i);
    return n;
}

/* "Positive and negative predictive values": what the first member has in
 * one word the last one has in one, too; the words behind it are of both. */
static void
trim_last(const VlSense *sense, VlList *list)
{
    guint last = list->n - 1;
    if (count_names(sense, list, 0) > 1)
        return;
    while (list->last[last] > list->first[last] &&
           count_names(sense, list, last) > 1)
        list->last[last]--;
}

/* The list of n members whose last "and" is token c. */
static gboolean
read_things(const VlSense *sense, guint c, guint n, VlList *list)
{
    *list = (VlList){.n = n};
    guint last = n - 1, end = c - 1;
    if (c == 0 || c + 1 >= sense->n || is_edge(sense, c) ||
        is_edge(sense, c + 1))
        return FALSE;
    list->first[last] = c + 1;
    if (!take_on(sense, c + 1, &list->last[last]))
        return FALSE;
    for (guint k = last; k-- > 0;) {
        list->last[k] = end;
        if (!take_back(sense, end, k == 0, &list->first[k]))
            return FALSE;
        if (k > 0 && (!vl_sense_gap_has(sense, list->first[k], ",") ||
                      list->first[k] == 0))
            return FALSE;
        end = list->first[k] - (k > 0);
    }
    trim_last(sense, list);
    for (guint k = 0; k < n; k++)
        list->quantity[k] = -1;
    return TRUE;
}

GArray *
vl_lists_of_things(const VlSense *sense, guint n)
{
    GArray *lists = g_array_new(FALSE, FALSE, sizeof(VlList));
    static const char *const pairs[] = {"vs", "versus", "than", "que"};
    for (guint c = 1; c < sense->n; c++) {
        VlList list;
        gboolean joins = is_and(sense, c) ||
                         (n == 2 && VL_IS_IN(&sense->words[c], pairs));
        if (joins && read_things(sense, c, n, &list))
            g_array_append_val(lists, list);
    }
    return lists;
}

gboolean
vl_list_tells(const VlSense *sense, const VlList *list, guint k, guint i)
{
    if (i < list->first[k] || i > list->last[k] || !is_name(sense, i))
        return FALSE;
    for (guint m = 0; m < list->n; m++)
        for (guint j = list->first[m]; m != k && j <= list->last[m]; j++)
            if (is_name(sense, j) && vl_sense_same(sense, i, sense, j))
                return FALSE;
    return TRUE;
}
