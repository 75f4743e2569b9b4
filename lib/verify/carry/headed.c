#include "config.h"

#include "verify/check/clause.h"
#include "verify/sense/members.h"

/* More or less of the noun right behind it: "lower vitamin D" is not the
 * "higher vitamin D" of the passage, whatever else is lower there. */

static int
sign_of(const VlPhrase *phrase)
{
    return phrase->sign * (phrase->value != 0 ? phrase->value : 1);
}

/* Nouns that an adjective stands before at most: "higher vitamin D levels". */
#define HEAD 3

/* Does phrase b of the passage stand right before a noun that phrase a of the
 * claim stands right before? */
static gboolean
have_one_head(const VlCase *matter, const VlPhrase *a, const VlPhrase *b)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    for (guint i = a->last + 1; i < claim->n && i <= a->last + HEAD; i++) {
        if (!vl_sense_is_content(claim, i))
            break;
        for (guint j = b->last + 1;
             j < passage->n && j <= b->last + HEAD &&
             vl_sense_is_content(passage, j);
             j++)
            if (vl_sense_same(claim, i, passage, j))
                return TRUE;
    }
    return FALSE;
}

gboolean
vl_phrase_turns_head(const VlCase *matter, const VlPhrase *said)
{
    gboolean turned = FALSE;
    for (guint j = 0; j < matter->passage->n; j++) {
        VlPhrase phrase;
        if (!vl_phrase_read(matter->passage, j, &phrase))
            continue;
        if (have_one_head(matter, said, &phrase)) {
            if (sign_of(&phrase) == sign_of(said))
                return FALSE;
            turned |= sign_of(&phrase) == -sign_of(said);
        }
        j = phrase.last;
    }
    return turned;
}

gboolean
vl_phrase_leaves_subject(const VlCase *matter, const VlPhrase *said,
                         const VlPhrase *there)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    for (guint i = said->first; said->resolved != 0 && i-- > 0;) {
        gboolean here = FALSE, elsewhere = FALSE;
        if (claim->clauses[i] != claim->clauses[said->first])
            return FALSE;
        if (!vl_sense_is_thing(claim, i))
            continue;
        for (guint j = 0; j < passage->n; j++) {
            if (!vl_sense_same(claim, i, passage, j))
                continue;
            gboolean same =
                passage->clauses[j] == passage->clauses[there->first];
            here |= same;
            elsewhere |= !same;
        }
        return elsewhere && !here;
    }
    return FALSE;
}
