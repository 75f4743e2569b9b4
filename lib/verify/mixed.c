#include "config.h"

#include <string.h>

#include "text/words.h"
#include "verify/hurdles.h"
#include "verify/joint.h"
#include "verify/members.h"
#include "verify/verb.h"

/* "Aspirin reduced pain in women, and ibuprofen reduced nausea in men" has
 * all words of "aspirin reduced pain in men".  Members of a sentence that
 * stand side by side speak of different things; a claim that takes its words
 * from several of them has to take all that they say. */

/* Words that other checks compare: more, less, not, significant. */
static gboolean
is_compared(const VlSense *sense, guint i)
{
    const VlMarks marks =
        VL_BIT(VL_MARK_UP) | VL_BIT(VL_MARK_DOWN) | VL_BIT(VL_MARK_GOOD) |
        VL_BIT(VL_MARK_BAD) | VL_BIT(VL_MARK_NOT) |
        VL_BIT(VL_MARK_SIGNIFICANT) | VL_BIT(VL_MARK_INSIGNIFICANT) |
        VL_BIT(VL_MARK_DIFFER) | VL_BIT(VL_MARK_SAME) |
        VL_BIT(VL_MARK_THAN) | VL_BIT(VL_MARK_ASSOCIATED);
    return (sense->words[i].marks & marks) != 0;
}

static gboolean
counts(const VlSense *sense, guint i)
{
    return vl_sense_is_content(sense, i) && !is_compared(sense, i) &&
           !vl_sense_is_light(sense, i);
}

/* ---- What a piece of the claim takes of each member ---- */

typedef struct {
    const VlSense *claim, *passage;
    const guint *members; /* of the passage's tokens */
    guint n_members;
    const guint *starts;  /* the first token of each member */
    const gboolean *used; /* the passage's tokens that the claim has */
    const gboolean *shared; /* ... that are said of the whole sentence */
    const gboolean *settled; /* tokens of the claim that name its arms */
    guint first, end;       /* tokens of the claim */
} Piece;

/* What is taken of a member, and what is left. */
typedef struct {
    guint taken;
    gboolean own; /* of them one that no member before has */
    gboolean left_head; /* before the first word taken */
    gboolean left_tail; /* after it */
} Share;

static gboolean
meets(const Piece *piece, guint i, guint j)
{
    return vl_sense_same(piece->claim, i, piece->passage, j);
}

static gboolean
takes(const Piece *piece, guint j)
{
    for (guint i = piece->first; i < piece->end; i++)
        if (meets(piece, i, j))
            return TRUE;
    return FALSE;
}

/* "Fragile zonae ..., and fragile oolemmas ...": a word that a member before
 * has, too, is not what this one starts with. */
static gboolean
is_repeated(const VlSense *passage, const guint *members, guint j)
{
    for (guint k = 0; k < j; k++)
        if (members[k] != members[j] &&
            passage->sentences[k] == passage->sentences[j] &&
            vl_sense_same(passage, k, passage, j))
            return TRUE;
    return FALSE;
}

static Share *
share_out(const Piece *piece)
{
    Share *shares = g_new0(Share, piece->n_members + 1);
    for (guint j = 0; j < piece->passage->n; j++) {
        Share *share = &shares[piece->members[j]];
        if (!counts(piece->passage, j) || piece->shared[j])
            continue;
        if (takes(piece, j)) {
            share->taken++;
            share->own |= !is_repeated(piece->passage, piece->members, j);
        } else if (piece->used[j] && !vl_sense_is_heavy(piece->passage, j))
            continue;
        else if (share->own)
            share->left_tail = TRUE;
        else
            share->left_head = TRUE;
    }
    return shares;
}

/* May a claim take words from both?  What follows stands for what it is
 * said of: "... and relaxation" goes on, "... and ibuprofen reduced nausea"
 * starts anew. */
static gboolean
go_together(const Share *earlier, const Share *later)
{
    return !later->left_head && !(earlier->left_head && later->left_tail);
}

static gboolean
is_mixed(const Piece *piece)
{
    g_autofree Share *shares = share_out(piece);
    guint home = 0;
    for (guint m = 1; m < piece->n_members; m++)
        if (shares[m].taken > shares[home].taken)
            home = m;
    for (guint i = piece->first; i < piece->end; i++) {
        gboolean there = FALSE, apart = FALSE;
        if (!counts(piece->claim, i) || piece->settled[i])
            continue;
        for (guint j = 0; j < piece->passage->n && !there; j++) {
            guint m = piece->members[j];
            if (!meets(piece, i, j))
                continue;
            there = m == home || piece->shared[j] ||
                    go_together(&shares[MIN(m, home)], &shares[MAX(m, home)]);
            /* A word by itself in another sentence is about another thing. */
            if (m != home && shares[m].taken < 2 &&
                piece->passage->sentences[j] !=
                    piece->passage->sentences[piece->starts[home]])
                there = FALSE;
            apart |= !there;
        }
        if (apart && !there)
            return TRUE;
    }
    return FALSE;
}

/* Where the piece ends that starts at token i: at the end of a member that
 * says something by itself. */
static guint
piece_end(const VlSense *claim, const guint *members, guint i)
{
    guint n = 0, k = i;
    for (; k < claim->n; k++) {
        if (claim->sentences[k] != claim->sentences[i] ||
            (n >= 2 && members[k] != members[k - 1]))
            break;
        n += counts(claim, k);
    }
    return k;
}

/* "A reduced pain and nausea compared with placebo": what stands behind the
 * only comparison of a sentence belongs to all of it. */
static void
share_comparison(const VlSense *passage, gboolean *shared)
{
    g_autofree guint *counts_of = g_new0(guint, passage->n_sentences + 1);
    for (guint j = 0; j < passage->n; j++)
        counts_of[passage->sentences[j]] +=
            vl_sense_has(passage, j, VL_MARK_THAN);
    for (guint j = 0; j + 1 < passage->n; j++) {
        if (!vl_sense_has(passage, j, VL_MARK_THAN) ||
            counts_of[passage->sentences[j]] != 1)
            continue;
        for (guint k = j + 1; k < passage->n && k <= j + 4; k++)
            shared[k] |= passage->sentences[k] == passage->sentences[j];
    }
}

static gboolean
opens_sentence(const VlSense *sense, guint i)
{
    static const char *const words[] = {"compared", "relative", "under",
                                        "using", "following", "versus"};
    return (i == 0 || sense->sentences[i] != sense->sentences[i - 1]) &&
           (vl_joint_starts_phrase(sense, i) ||
            VL_IS_IN(&sense->words[i], words));
}

/* "Among women, A reduced pain and B nausea": what leads up to the first
 * comma is said of the whole sentence. */
static void
share_opening(const VlSense *passage, gboolean *shared)
{
    for (guint j = 0; j < passage->n; j++) {
        guint end = j;
        if (!opens_sentence(passage, j))
            continue;
        while (end < passage->n && !vl_sense_gap_has(passage, end + 1, ",") &&
               passage->sentences[end] == passage->sentences[j] &&
               !vl_verb_is_auxiliary(passage, end))
            end++;
        if (end >= passage->n ||
            passage->sentences[end] != passage->sentences[j] ||
            vl_verb_is_auxiliary(passage, end))
            continue;
        for (guint k = j; k <= end; k++)
            shared[k] = TRUE;
    }
}

/* "A, B and C were more frequent with D": what is said is said of each of the
 * sentence's subjects.  Shared is what stands from the first verb on, when
 * more than one member comes before it, up to the end of its member. */
static void
share_predicate(const VlSense *passage, const guint *members,
                gboolean *shared)
{
    for (guint from = 0, to = 0; from < passage->n; from = to) {
        guint verb = from;
        while (to < passage->n &&
               passage->sentences[to] == passage->sentences[from])
            to++;
        while (verb < to && !vl_verb_is_auxiliary(passage, verb) &&
               !vl_verb_is_finite(passage, verb))
            verb++;
        if (verb == to || members[verb] == members[from] ||
            opens_sentence(passage, from))
            continue;
        for (guint k = verb; k < to && members[k] == members[verb]; k++)
            shared[k] = TRUE;
    }
}

static gboolean *
find_shared(const VlSense *passage, const guint *members)
{
    gboolean *shared = g_new0(gboolean, passage->n + 1);
    share_comparison(passage, shared);
    share_opening(passage, shared);
    share_predicate(passage, members, shared);
    return shared;
}

static gboolean *
find_used(const VlSense *claim, const VlSense *passage)
{
    gboolean *used = g_new0(gboolean, passage->n + 1);
    for (guint j = 0; j < passage->n; j++)
        used[j] = vl_sense_has_word(claim, passage, j);
    return used;
}

gboolean
vl_case_is_mixed(const VlCase *matter)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    if (passage->n == 0)
        return FALSE;
    g_autofree guint *mine = vl_sense_members(claim);
    g_autofree guint *theirs = vl_sense_members(passage);
    g_autofree guint *starts = g_new0(guint, theirs[passage->n - 1] + 1);
    for (guint j = passage->n; j-- > 0;)
        starts[theirs[j]] = j;
    g_autofree gboolean *used = find_used(claim, passage);
    g_autofree gboolean *shared = find_shared(passage, theirs);
    Piece piece = {
        .claim = claim,
        .passage = passage,
        .members = theirs,
        .starts = starts,
        .used = used,
        .shared = shared,
        .settled = matter->settled,
        .n_members = theirs[passage->n - 1] + 1,
    };
    for (guint i = 0; i < claim->n; i = piece.end) {
        piece.first = i;
        piece.end = piece_end(claim, mine, i);
        if (is_mixed(&piece))
            return TRUE;
    }
    return FALSE;
}
