#include "config.h"

#include "text/words.h"
#include "verify/check/hurdles.h"
#include "verify/sense/joint.h"
#include "verify/sense/members.h"
#include "verify/sense/verb.h"

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

static gboolean
is_verb(const VlSense *sense, guint i)
{
    return vl_verb_is_auxiliary(sense, i) || vl_verb_is_finite(sense, i);
}

/* A number that is no time. */
static gboolean
is_figure(const VlSense *sense, guint i)
{
    int q = sense->quantity_of[i];
    return q >= 0 && !vl_quantity_is_name(vl_sense_quantity(sense, (guint)q));
}

/* "..., elevated pressure, ...": where a member starts there is no verb of
 * what stands before. */
static gboolean
starts_member(const VlSense *sense, guint i)
{
    return vl_sense_gap_has(sense, i, ",;") &&
           vl_verb_is_participle(sense, i);
}

/* ---- What a piece of the claim takes of each member ---- */

typedef struct {
    const VlSense *claim, *passage;
    const guint *members; /* strands of the passage's tokens */
    guint n_members;
    const guint *starts;  /* the first token of each member */
    const gboolean *used; /* the passage's tokens that the claim has */
    const gboolean *shared; /* ... that are said of the whole sentence */
    const gboolean *frames; /* ... that only lead up to what is said */
    const gboolean *labels; /* ... that only name a number left out */
    const gboolean *settled; /* tokens of the claim that name its arms */
    guint first, end;       /* tokens of the claim */
} Piece;

/* What is taken of a member, and what is left. */
typedef struct {
    guint taken;
    gboolean own; /* of them one that no member before has */
    gboolean left_head; /* before the first word taken */
    gboolean left_tail; /* after it */
    gboolean verb;      /* one has been met */
    gboolean object;    /* what stands behind it is left */
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

/* bound: tokens that are taken from behind a thing which is left, "women" of
 * "reduced pain in women". */
static Share *
share_out(const Piece *piece, gboolean *bound)
{
    Share *shares = g_new0(Share, piece->n_members + 1);
    for (guint j = 0; j < piece->passage->n; j++) {
        Share *share = &shares[piece->members[j]];
        share->verb |= is_verb(piece->passage, j) &&
                       !starts_member(piece->passage, j);
        if (!counts(piece->passage, j) || piece->shared[j] ||
            piece->labels[j])
            continue;
        if (takes(piece, j)) {
            share->taken++;
            share->own |= !is_repeated(piece->passage, piece->members, j);
            bound[j] = share->object;
        } else if (piece->frames[j] ||
                   (piece->used[j] && !vl_sense_is_heavy(piece->passage, j)))
            continue;
        else if (share->own) {
            share->left_tail = TRUE;
            share->object |= share->verb;
        } else
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

/* Is any word of the piece only where it is not said of what stands in member
 * home? */
static gboolean
strays_from(const Piece *piece, const Share *shares, const gboolean *bound,
            guint home)
{
    for (guint i = piece->first; i < piece->end; i++) {
        gboolean there = FALSE, apart = FALSE;
        if (!counts(piece->claim, i) || piece->settled[i])
            continue;
        for (guint j = 0; j < piece->passage->n && !there; j++) {
            guint m = piece->members[j];
            if (!meets(piece, i, j))
                continue;
            gboolean follows =
                m < home && vl_sense_joins(piece->passage,
                                           piece->starts[home]);
            there = piece->shared[j] ||
                    (!piece->labels[j] &&
                     (m == home ||
                      (!(bound[j] && follows) &&
                       go_together(&shares[MIN(m, home)],
                                   &shares[MAX(m, home)]))));
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

/* Its home is a member that has most of its words. */
static gboolean
is_mixed(const Piece *piece)
{
    g_autofree gboolean *bound = g_new0(gboolean, piece->passage->n);
    g_autofree Share *shares = share_out(piece, bound);
    guint most = 0;
    for (guint m = 0; m < piece->n_members; m++)
        most = MAX(most, shares[m].taken);
    for (guint m = 0; m < piece->n_members; m++)
        if (shares[m].taken == most && !strays_from(piece, shares, bound, m))
            return FALSE;
    return TRUE;
}

/* "But larger trials are needed": is the member at token i a clause with a
 * subject of its own? */
static gboolean
starts_clause(const VlSense *sense, const guint *members, guint i)
{
    gboolean subject = FALSE;
    if (!vl_joint_contrasts(sense, i) && !vl_joint_takes_back(sense, i))
        return FALSE;
    for (guint k = i + 1; k < sense->n && members[k] == members[i]; k++) {
        if (vl_verb_is_finite(sense, k))
            return subject;
        subject |= vl_sense_is_content(sense, k);
    }
    return FALSE;
}

/* Where the piece ends that starts at token i: at the end of a member that
 * says something by itself, or where another clause starts. */
static guint
piece_end(const VlSense *claim, const guint *members, guint i)
{
    guint n = 0, k = i;
    for (; k < claim->n; k++) {
        if (claim->sentences[k] != claim->sentences[i] ||
            (k > i && members[k] != members[k - 1] &&
             (n >= 2 || starts_clause(claim, members, k))))
            break;
        n += counts(claim, k) || is_figure(claim, k);
    }
    return k;
}

/* "Than", "versus", but not that of "12 vs 19". */
static gboolean
sets_arms(const VlSense *sense, guint i)
{
    return vl_sense_has(sense, i, VL_MARK_THAN) &&
           (i + 1 == sense->n || sense->quantity_of[i + 1] < 0);
}

/* Tokens from "with" to what sets its arm against another one at most, and
 * from there to the end of the sentence. */
#define ARM 5

static void
share_arm(const VlSense *passage, guint than, gboolean *shared)
{
    static const char *const with[] = {"with", "in", "under", "after",
                                       "avec", "sous"};
    guint last = MIN(than + ARM, passage->n);
    if (last < passage->n &&
        passage->sentences[last] == passage->sentences[than])
        return;
    for (guint k = than; k-- > 0 && than - k <= ARM &&
                         passage->clauses[k] == passage->clauses[than];)
        if (VL_IS_IN(&passage->words[k], with)) {
            for (; k < than; k++)
                shared[k] = TRUE;
            return;
        }
}

/* "A reduced pain and nausea compared with placebo", "pain fell and nausea
 * rose with A compared with placebo": what stands behind the only comparison
 * of a sentence belongs to all of it, and so does the arm right before. */
static void
share_comparison(const VlSense *passage, gboolean *shared)
{
    g_autofree guint *counts_of = g_new0(guint, passage->n_sentences + 1);
    for (guint j = 0; j < passage->n; j++)
        counts_of[passage->sentences[j]] += sets_arms(passage, j);
    for (guint j = 0; j + 1 < passage->n; j++) {
        if (!sets_arms(passage, j) || counts_of[passage->sentences[j]] != 1)
            continue;
        for (guint k = j + 1; k < passage->n && k <= j + 4; k++)
            shared[k] |= passage->sentences[k] == passage->sentences[j];
        share_arm(passage, j, shared);
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

/* The first verb of tokens from to (not included) that is none of "who had
 * fever": to if there is none. */
static guint
find_main_verb(const VlSense *sense, guint from, guint to)
{
    static const char *const relative[] = {"who", "whom", "which", "that",
                                           "whose", "qui", "dont"};
    gboolean within = FALSE;
    for (guint k = from; k < to; k++) {
        if (VL_IS_IN(&sense->words[k], relative))
            within = TRUE;
        else if (!is_verb(sense, k) || starts_member(sense, k))
            continue;
        else if (!within)
            return k;
        else
            for (within = FALSE; k + 1 < to && (is_verb(sense, k + 1) ||
                                      vl_verb_is_be(sense, k + 1) ||
                                      vl_verb_is_participle(sense, k + 1) ||
                                      vl_verb_is_adverb(sense, k + 1));)
                k++;
    }
    return to;
}

static guint
sentence_end(const VlSense *sense, guint from)
{
    guint to = from;
    while (to < sense->n && sense->sentences[to] == sense->sentences[from])
        to++;
    return to;
}

/* "Among women, A reduced pain and B nausea", "However, ...": the token behind
 * what leads up to the first comma of a sentence; from itself: nothing
 * does. */
static guint
opening_end(const VlSense *sense, guint from, guint to)
{
    guint end = from + 1;
    if (end < to && vl_sense_gap_has(sense, end, ",") &&
        !vl_sense_is_thing(sense, from))
        return end;
    if (!opens_sentence(sense, from))
        return from;
    while (end < to && !vl_sense_gap_has(sense, end, ","))
        end++;
    return end < to && find_main_verb(sense, from, end) == end ? end : from;
}

/* "A, B and C were more frequent with D": what is said is said of each of the
 * sentence's subjects.  Shared is what stands from the first verb on, when
 * more than one member comes before it, up to the end of its member. */
static void
share_predicate(const VlSense *passage, const guint *members, guint from,
                guint to, gboolean *shared)
{
    guint verb = find_main_verb(passage, from, to);
    if (verb == to || members[verb] == members[from])
        return;
    for (guint k = verb; k < to && members[k] == members[verb]; k++)
        shared[k] = TRUE;
}

/* "We aimed to assess whether A ..." tells of A what follows. */
static void
mark_frame(const VlSense *passage, guint from, guint to, gboolean *frames)
{
    guint verb = find_main_verb(passage, from, to), at = verb;
    while (at < to && !vl_joint_reports(passage, at))
        at++;
    for (guint k = from; at < to && k < at; k++)
        frames[k] = TRUE;
}

/* "In", "without": a phrase that may be said of all that stands before it;
 * that of "of" is not. */
static gboolean
leads_in(const VlSense *sense, guint i)
{
    static const char *const words[] = {
        "in",  "at",     "with", "without", "after", "during", "among",
        "for", "under",  "on",   "from",    "to",    "than",   "between",
        "by",  "within", "over", "before",  "until", "versus", "vs",
        "when", "as",    "dans", "chez",    "avec",  "sans",   "apres",
        "pour", "sous",  "par",  "pendant",
    };
    return VL_IS_IN(&sense->words[i], words);
}

/* Has the strand that token k starts neither a verb nor a figure outside of
 * brackets? */
static gboolean
is_plain(const VlSense *passage, const guint *strands, const guint *depths,
         guint k)
{
    for (guint j = k; j < passage->n; j++)
        if (strands[j] == strands[k] && depths[j] == 0 &&
            (is_verb(passage, j) || is_figure(passage, j)))
            return FALSE;
    return TRUE;
}

/* "A lowered pain (12 %) and nausea (15 %) in women": what follows the last
 * of several things is said of all, unless one before has a phrase or number
 * of its own.  What brackets hold is beside it. */
static void
share_tail(const VlSense *passage, const guint *strands, guint from,
           guint to, gboolean *shared)
{
    g_autofree guint *depths = vl_sense_depths(passage);
    gboolean bare = TRUE, last = FALSE, tail = FALSE;
    guint strand = strands[from];
    for (guint k = from; k < to; k++) {
        if (depths[k] > 0)
            continue;
        if (strands[k] != strand) {
            strand = strands[k];
            last = bare && vl_sense_joins(passage, k) &&
                   is_plain(passage, strands, depths, k);
            tail = FALSE;
        }
        gboolean verb = is_verb(passage, k);
        tail = !verb && (tail || leads_in(passage, k));
        /* What stands before a verb is of it. */
        bare = verb || (bare && !tail && passage->quantity_of[k] < 0);
        shared[k] |= last && tail;
    }
}

static void
find_shared(const VlSense *passage, const guint *members, gboolean *shared,
            gboolean *frames)
{
    share_comparison(passage, shared);
    for (guint from = 0, to = 0; from < passage->n; from = to) {
        to = sentence_end(passage, from);
        guint start = opening_end(passage, from, to);
        for (guint k = from; k < start; k++)
            shared[k] = TRUE;
        share_predicate(passage, members, start, to, shared);
        share_tail(passage, members, start, to, shared);
        mark_frame(passage, start, to, frames);
    }
}

static gboolean *
find_used(const VlSense *claim, const VlSense *passage)
{
    gboolean *used = g_new0(gboolean, passage->n + 1);
    for (guint j = 0; j < passage->n; j++)
        used[j] = vl_sense_has_word(claim, passage, j);
    return used;
}

/* "(A 57 %, B 43 %)": what a bracket names is said of the number behind it
 * alone, which the claim has not. */
static gboolean *
find_labels(const VlCase *matter, const guint *strands)
{
    const VlSense *passage = matter->passage;
    g_autofree guint *depths = vl_sense_depths(passage);
    gboolean *labels = g_new0(gboolean, passage->n);
    gboolean left_out = FALSE;
    for (guint j = passage->n; j-- > 0;) {
        gboolean ends = j + 1 == passage->n || strands[j] != strands[j + 1];
        left_out &= !ends;
        if (is_figure(passage, j))
            left_out = depths[j] > 0 &&
                       !vl_case_is_matched(matter,
                                           (guint)passage->quantity_of[j]);
        labels[j] = left_out && vl_sense_is_thing(passage, j);
    }
    return labels;
}

gboolean
vl_case_is_mixed(const VlCase *matter)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    if (passage->n == 0)
        return FALSE;
    guint n = 0;
    g_autofree guint *mine = vl_sense_members(claim);
    g_autofree guint *theirs = vl_sense_strands(passage);
    for (guint j = 0; j < passage->n; j++)
        n = MAX(n, theirs[j] + 1);
    g_autofree guint *starts = g_new0(guint, n);
    for (guint j = passage->n; j-- > 0;)
        starts[theirs[j]] = j;
    g_autofree gboolean *used = find_used(claim, passage);
    g_autofree gboolean *shared = g_new0(gboolean, passage->n);
    g_autofree gboolean *frames = g_new0(gboolean, passage->n);
    g_autofree gboolean *labels = find_labels(matter, theirs);
    find_shared(passage, theirs, shared, frames);
    Piece piece = {
        .claim = claim,
        .passage = passage,
        .members = theirs,
        .starts = starts,
        .used = used,
        .shared = shared,
        .frames = frames,
        .labels = labels,
        .settled = matter->settled,
        .n_members = n,
    };
    for (guint i = 0; i < claim->n; i = piece.end) {
        piece.first = i;
        piece.end = piece_end(claim, mine, i);
        if (is_mixed(&piece))
            return TRUE;
    }
    return FALSE;
}
