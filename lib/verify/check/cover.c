#include "config.h"

#include <string.h>

#include "text/words.h"
#include "verify/check/clause.h"
#include "verify/sense/members.h"
#include "verify/sense/notions.h"

/* Which words of the claim the passage has, too.  What it lacks is never
 * made good by what it has. */

static gboolean
is_said(const VlCase *matter, guint i)
{
    for (guint j = 0; j < matter->passage->n; j++)
        if (vl_sense_says(matter->claim, i, matter->passage, j))
            return TRUE;
    return FALSE;
}

/* "Semble", "paraît": a doubt, which has a check of its own, in whatever
 * words the passage has it. */
static gboolean
is_doubt(const VlCase *matter, guint i)
{
    static const char *const words[] = {"semble",    "semblent",
                                        "semblait",  "semblaient",
                                        "parait",    "paraissent",
                                        "paraissait", "paraissaient"};
    return VL_IS_IN(&matter->claim->words[i], words) &&
           (matter->passage->marks & VL_BIT(VL_MARK_HEDGE)) != 0;
}

/* "IC a 95 %": judged with its numbers. */
static gboolean
names_interval(const VlSense *sense, guint i)
{
    static const char *const names[] = {"ci", "ic"};
    if (!VL_IS_IN(&sense->words[i], names))
        return FALSE;
    for (guint k = i + 1; k < sense->n && k <= i + 4; k++) {
        int q = sense->quantity_of[k];
        VlRole role =
            q >= 0 ? vl_sense_quantity(sense, (guint)q)->role : VL_ROLE_PLAIN;
        if (role == VL_ROLE_CI || role == VL_ROLE_LEVEL)
            return TRUE;
    }
    return FALSE;
}

gboolean
vl_sense_is_degree(const VlSense *sense, guint i)
{
    const VlMarks more = VL_BIT(VL_MARK_UP) | VL_BIT(VL_MARK_DOWN);
    return i > 0 && sense->words[i].inside &&
           sense->words[i - 1].n_words == 2 &&
           (sense->words[i - 1].marks & more) != 0;
}

/* "Seems", "the authors suggest that": a claim that is less sure than its
 * passage says no more than it. */
static gboolean
is_hedge(const VlSense *sense, guint i)
{
    static const char *const words[] = {
        "appear", "appears", "appeared", "seem",     "seems",    "seemed",
        "suggest", "suggests", "suggested", "perhaps", "possibly",
        "probably", "apparently",
    };
    return vl_sense_has(sense, i, VL_MARK_HEDGE) &&
           VL_IS_IN(&sense->words[i], words);
}

/* Words that a check of their own judges. */
static gboolean
is_judged(const VlSense *sense, guint i)
{
    const VlMarks judged =
        VL_BIT(VL_MARK_UP) | VL_BIT(VL_MARK_DOWN) | VL_BIT(VL_MARK_NOT) |
        VL_BIT(VL_MARK_DIFFER) | VL_BIT(VL_MARK_SAME) |
        VL_BIT(VL_MARK_SIGNIFICANT) | VL_BIT(VL_MARK_INSIGNIFICANT) |
        VL_BIT(VL_MARK_THAN) | VL_BIT(VL_MARK_ABOUT) |
        VL_BIT(VL_MARK_ASSOCIATED) | VL_BIT(VL_MARK_GOOD) |
        VL_BIT(VL_MARK_BAD);
    return (sense->words[i].marks & judged) != 0 || is_hedge(sense, i) ||
           names_interval(sense, i);
}

/* "They plan to enrol" of "we will enrol" */
static gboolean
is_plan(const VlCase *matter, guint i)
{
    const VlSense *passage = matter->passage;
    if (!vl_sense_has_frame(matter->claim, i, VL_FRAME_PLANNED))
        return FALSE;
    for (guint j = 0; j < passage->n; j++)
        if (vl_sense_has_frame(passage, j, VL_FRAME_PLANNED))
            return TRUE;
    return FALSE;
}

/* What the passage need not say in this way. */
static gboolean
is_passed(const VlCase *matter, guint i)
{
    return is_judged(matter->claim, i) || is_plan(matter, i) ||
           (!matter->covered[i] && vl_sense_is_degree(matter->claim, i));
}

/* ---- Short forms: "quality of life" and "QOL" ---- */

static gboolean
is_short_form(const VlSense *sense, guint i)
{
    const VlToken *token = vl_tokens_at(sense->tokens, i);
    /* "95% CI" is no "clinical infection". */
    /* French "or" says nothing, but "OR" does. */
    static const char *const ratios[] = {"or"};
    return token->class == VL_TOKEN_WORD && token->key_length >= 2 &&
           token->key_length <= 6 &&
           (!vl_sense_has(sense, i, VL_MARK_STOP) ||
            VL_IS_IN(&sense->words[i], ratios)) &&
           (token->flags & VL_TOKEN_CAPITALS) != 0;
}

/* Do the words of text from token i on start with the letters of the short
 * form?  Gives how many tokens, 0 when not. */
static guint
spells_out(const VlSense *text, guint i, const VlWord *form)
{
    gsize letter = 0;
    guint at = i, skipped = 0;
    /* "In children" or "IM patients in children" is not what "IC" stands
     * for. */
    if ((text->words[i].marks & VL_BIT(VL_MARK_STOP)) != 0 ||
        is_short_form(text, i))
        return 0;
    while (at < text->n && letter < form->length) {
        const VlWord *word = &text->words[at];
        if (vl_tokens_at(text->tokens, at)->class != VL_TOKEN_WORD)
            return 0;
        if (word->length > 0 && word->key[0] == form->key[letter]) {
            letter++;
        } else if ((word->marks & VL_BIT(VL_MARK_STOP)) == 0 ||
                   word->length > 3 || ++skipped > 2) {
            return 0;
        }
        at++;
    }
    return letter == form->length ? at - i : 0;
}

/* "HR" that the paper or its sentence tells to be a heart rate is spelled out
 * by no other words with these letters. */
static gboolean
may_stand_for(const VlWord *form, const VlSense *text, guint i, guint n)
{
    if (form->name == 0 && !form->standard)
        return TRUE;
    for (guint k = i; k < i + n; k++) {
        const VlWord *word = &text->words[k];
        if ((form->name > 0 && word->name == form->name) ||
            vl_notions_meet(form, word))
            return TRUE;
    }
    return FALSE;
}

/* How many words of the text from token i on the short form j of the other
 * one stands for; 0: none. */
static guint
stands_for(const VlSense *other, guint j, const VlSense *text, guint i)
{
    const VlWord *form = &other->words[j];
    guint n = spells_out(text, i, form);
    return n > 0 && may_stand_for(form, text, i, n) ? n : 0;
}

/* Long forms in one text of short forms in the other. */
static void
cover_forms(VlCase *matter)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    for (guint j = 0; j < passage->n; j++)
        for (guint i = 0; is_short_form(passage, j) && i < claim->n; i++) {
            guint n = stands_for(passage, j, claim, i);
            for (guint k = 0; k < n; k++)
                matter->covered[i + k] = TRUE;
        }
    for (guint i = 0; i < claim->n; i++)
        for (guint j = 0; is_short_form(claim, i) && j < passage->n; j++)
            if (stands_for(claim, i, passage, j) > 0)
                matter->covered[i] = TRUE;
}

/* Up to this many words may stand before "(PTSD)" for it. */
#define MAX_LONG_FORM 8

/* The letters of "(HP-uFSH)" from token i to last, folded. */
static void
take_letters(const VlSense *sense, guint i, guint last, GString *letters)
{
    for (guint k = i; k <= last; k++) {
        const VlWord *word = &sense->words[k];
        for (gsize c = 0; c < word->length; c++)
            if (g_ascii_isalpha(word->key[c]))
                g_string_append_c(letters, word->key[c]);
    }
}

/* "Depression Scale (CES-D)": a noun that the letters may leave out. */
static gboolean
is_instrument(const VlWord *word)
{
    static const char *const words[] = {"scale",  "score",     "index",
                                        "test",   "inventory", "survey",
                                        "scores", "questionnaire"};
    return VL_IS_IN(word, words);
}

/* Do the words from token i to before end have the letters from at on in
 * their order, each word that says something at least its first one? */
static gboolean
has_letters(const VlSense *sense, guint i, guint end, const char *letters)
{
    if (i == end)
        return *letters == '\0';
    const VlWord *word = &sense->words[i];
    if ((word->marks & VL_BIT(VL_MARK_STOP)) != 0 &&
        has_letters(sense, i + 1, end, letters))
        return TRUE;
    if (word->length == 0 || *letters == '\0' || word->key[0] != *letters)
        return FALSE;
    if (has_letters(sense, i + 1, end, letters + 1))
        return TRUE;
    /* "Magnetic" gives M, "photodynamic" PD. */
    letters++;
    for (gsize c = 1; c < word->length && *letters != '\0'; c++) {
        if (word->key[c] != *letters)
            continue;
        letters++;
        if (has_letters(sense, i + 1, end, letters))
            return TRUE;
    }
    return FALSE;
}

static gboolean
abbreviates(const VlSense *sense, guint first, guint end,
            const GString *letters)
{
    if (end > first + 2 && is_instrument(&sense->words[end - 1]))
        end--;
    const VlWord *word = &sense->words[first];
    return word->length > 0 && word->key[0] == letters->str[0] &&
           has_letters(sense, first, end, letters->str);
}

static gboolean
is_said_somewhere(const VlCase *matter, guint first, guint end)
{
    for (guint i = first; i < end; i++) {
        gboolean found = matter->covered[i] ||
                         !vl_sense_is_content(matter->claim, i);
        for (guint j = 0; j < matter->passage->n && !found; j++)
            found = vl_sense_says(matter->claim, i, matter->passage, j);
        if (!found)
            return FALSE;
    }
    return TRUE;
}

/* "Interpersonal psychotherapy (IPT)" in the claim: the passage has one or
 * the other. */
static void
cover_alias(VlCase *matter, guint i, guint last)
{
    const VlSense *claim = matter->claim;
    g_autoptr(GString) letters = g_string_new(NULL);
    take_letters(claim, i, last, letters);
    if (letters->len < 2 || letters->len > 8)
        return;
    for (guint n = 1; n <= MAX_LONG_FORM && n <= i; n++) {
        if (claim->clauses[i - n] != claim->clauses[i])
            return;
        if (!abbreviates(claim, i - n, i, letters))
            continue;
        if (i == last && !may_stand_for(&claim->words[i], claim, i - n, n))
            return;
        if (!is_said_somewhere(matter, i, last + 1) &&
            !is_said_somewhere(matter, i - n, i))
            return;
        for (guint k = i - n; k <= last; k++)
            matter->covered[k] = TRUE;
        return;
    }
}

static void
cover_aliases(VlCase *matter)
{
    const VlSense *claim = matter->claim;
    for (guint i = 1; i < claim->n; i++) {
        gsize start = vl_tokens_at(claim->tokens, i)->start;
        if (start == 0 || strchr("([", claim->text[start - 1]) == NULL)
            continue;
        for (guint last = i; last < claim->n && last < i + 4; last++) {
            char end = claim->text[vl_tokens_at(claim->tokens, last)->end];
            if (end == ')' || end == ']') {
                cover_alias(matter, i, last);
                break;
            }
        }
    }
}

/* Says of an arm no more than that it is one. */
static gboolean
is_plain(const VlWord *word)
{
    static const char *const words[] = {"treatment", "intervention",
                                        "traitement", "therapy", "active"};
    return VL_IS_IN(word, words);
}

gboolean
vl_sense_is_heavy(const VlSense *sense, guint i)
{
    const VlMarks people =
        VL_BIT(VL_MARK_ANIMAL) | VL_BIT(VL_MARK_INVITRO) |
        VL_BIT(VL_MARK_CHILD) | VL_BIT(VL_MARK_ADULT) |
        VL_BIT(VL_MARK_MALE) | VL_BIT(VL_MARK_FEMALE);
    const VlWord *word = &sense->words[i];
    const VlToken *token = vl_tokens_at(sense->tokens, i);
    return (word->marks & people) != 0 ||
           (token->flags & VL_TOKEN_CAPITALS) != 0 ||
           ((token->flags & VL_TOKEN_CAPITAL) != 0 && i > 0 &&
            sense->sentences[i] == sense->sentences[i - 1]) ||
           (vl_word_kind(word->key, word->length) == VL_WORD_ENTITY &&
            !is_plain(word));
}

/* "Obese patients", "patients obeses": beside what people it stands. */
static gboolean
stands_by_people(const VlSense *sense, guint i)
{
    guint k = sense->comma ? i - 1 : i + 1;
    return (sense->comma ? i > 0 : k < sense->n) &&
           sense->clauses[k] == sense->clauses[i] &&
           vl_sense_has(sense, k, VL_MARK_HUMAN) &&
           !vl_sense_is_light(sense, i);
}

gboolean
vl_sense_defines_people(const VlSense *sense, guint i)
{
    if (stands_by_people(sense, i))
        return TRUE;

    static const char *const links[] = {"with", "having", "suffering",
                                        "atteints", "atteintes", "atteint",
                                        "avec", "souffrant", "presentant",
                                        "affected"};
    /* "Patients with diabetes had pain" are not told by their pain. */
    static const char *const verbs[] = {"had",  "have",   "has",     "was",
                                        "were", "ont",    "avaient", "avait",
                                        "etaient", "etait", "reported"};
    for (guint k = i; k-- > 0 && i - k <= 4;) {
        if (sense->clauses[k] != sense->clauses[i] || k == 0 ||
            VL_IS_IN(&sense->words[k], verbs))
            return FALSE;
        if (VL_IS_IN(&sense->words[k], links))
            return vl_sense_has(sense, k - 1, VL_MARK_HUMAN);
    }
    return FALSE;
}

/* Does the passage have all content words of the claim, one after the
 * other? */
static gboolean
are_in_order(const VlCase *matter)
{
    guint from = 0;
    for (guint i = 0; i < matter->claim->n; i++) {
        if (!vl_sense_is_content(matter->claim, i))
            continue;
        guint j = from;
        while (j < matter->passage->n &&
               !vl_sense_same(matter->claim, i, matter->passage, j))
            j++;
        if (j == matter->passage->n)
            return FALSE;
        from = j + 1;
    }
    return TRUE;
}

/* "Mortality": what the claim says more or less of. */
static void
cover_outcome(VlCase *matter)
{
    const VlSense *claim = matter->claim;
    g_autofree gboolean *arms = g_new0(gboolean, claim->n + 1);
    vl_arms_mark(claim, arms);
    for (guint i = 0; i < claim->n; i++) {
        if (!vl_sense_is_content(claim, i) || arms[i] ||
            is_passed(matter, i) || is_plain(&claim->words[i]) ||
            (matter->settled[i] && !matter->covered[i]))
            continue;
        matter->n_outcome++;
        matter->n_told += matter->covered[i];
    }
}

/* "At least 3" of ">= 3": the words that bind a number are judged with it. */
gboolean
vl_sense_binds_number(const VlSense *claim, guint i)
{
    const VlMarks bounds = VL_BIT(VL_MARK_ATLEAST) | VL_BIT(VL_MARK_ATMOST) |
                           VL_BIT(VL_MARK_ABOVE) | VL_BIT(VL_MARK_BELOW);
    for (guint k = i > 3 ? i - 3 : 0; k <= i; k++) {
        const VlWord *word = &claim->words[k];
        guint end = k + word->n_words;
        if ((word->marks & bounds) != 0 && word->n_words > 1 && i < end &&
            end < claim->n && claim->quantity_of[end] >= 0)
            return TRUE;
    }
    return FALSE;
}

/* "Pilot", "observational": what kind of study it was is never passed
 * over. */
static gboolean
tells_design(const VlSense *sense, guint i)
{
    return vl_sense_has(sense, i, VL_MARK_OBSERVATIONAL) ||
           !vl_sense_is_light(sense, i);
}

void
vl_check_cover(VlCase *matter)
{
    const VlSense *claim = matter->claim;
    g_autofree guint *kinds = vl_setting_mark(claim);
    cover_forms(matter);
    cover_aliases(matter);
    for (guint i = 0; i < claim->n; i++) {
        if (!vl_sense_is_content(claim, i))
            continue;
        if (!matter->covered[i])
            matter->covered[i] = is_said(matter, i) || is_doubt(matter, i) ||
                                 vl_sense_binds_number(claim, i);
        if (is_passed(matter, i) || (matter->settled[i] &&
                                     !matter->covered[i]))
            continue;
        matter->n_content++;
        matter->n_covered += matter->covered[i];
        matter->heavy |= !matter->covered[i] &&
                         (vl_sense_is_heavy(claim, i) ||
                          vl_sense_defines_people(claim, i) ||
                          ((kinds[i] & VL_SETTING_DESIGN) != 0 &&
                           tells_design(claim, i)));
    }
    cover_outcome(matter);
    matter->in_order = are_in_order(matter);
}
