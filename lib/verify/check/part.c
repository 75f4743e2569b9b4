#include "config.h"

#include "verify/check/part.h"

#include <string.h>

#include "base/unicode.h"
#include "verify/check/aside.h"
#include "verify/check/clause.h"
#include "verify/sense/joint.h"
#include "verify/sense/members.h"
#include "verify/sense/verb.h"

/* Tokens, half-open. */
typedef struct {
    guint from, to;
} Range;

#define MAX_RANGES 8

/* What is put before a part, and its own words. */
typedef struct {
    Range head[MAX_RANGES];
    guint n_head;
    Range own;
    Range tail; /* words of a later part that hold here, too; may be empty */
} Draft;

typedef struct {
    const VlSense *sense;
    guint *depth; /* of brackets, at each token */
    gboolean *left_out; /* tokens that the claim itself proves */
    Range front;  /* "At week 12," of the sentence; may be empty */
    gboolean source; /* what follows "but" may take back what a source says */
} Splitter;

void
vl_part_free(VlPart *part)
{
    if (part == NULL)
        return;
    g_free(part->text);
    g_array_unref(part->pieces);
    g_free(part);
}

/* ---- Words ---- */

/* "At 12 weeks", "week 24", but not "was 12 weeks". */
static gboolean
is_time(const VlSense *sense, guint i)
{
    static const char *const before[] = {
        "at", "after", "within", "by", "over", "for", "during", "until",
        "from", "in", "week", "month", "day", "year", "apres", "pendant",
        "semaine", "mois", "jour", "and", "to",
    };
    int k = sense->quantity_of[i];
    if (k < 0 || i == 0 || !VL_IS_IN(&sense->words[i - 1], before))
        return FALSE;
    const VlUnit *unit = &vl_sense_quantity(sense, (guint)k)->unit;
    return unit->n_parts == 1 &&
           unit->dimensions[0] == vl_unit_dimension("time");
}

static gboolean
is_people(const VlSense *sense, guint i)
{
    const VlMarks people =
        VL_BIT(VL_MARK_CHILD) | VL_BIT(VL_MARK_ADULT) |
        VL_BIT(VL_MARK_MALE) | VL_BIT(VL_MARK_FEMALE) |
        VL_BIT(VL_MARK_SUBSET) | VL_BIT(VL_MARK_SUBGROUP);
    return (sense->words[i].marks & people) != 0;
}

static gboolean
is_than(const VlSense *sense, guint i)
{
    return vl_sense_has(sense, i, VL_MARK_THAN);
}

static int
find(const VlSense *sense, Range range,
     gboolean (*test)(const VlSense *, guint))
{
    for (guint i = range.from; i < range.to; i++)
        if (test(sense, i))
            return (int)i;
    return -1;
}

static gboolean
has(const VlSense *sense, Range range,
    gboolean (*test)(const VlSense *, guint))
{
    return find(sense, range, test) >= 0;
}

/* ---- Verbs ---- */

static int
first_verb(const Splitter *splitter, Range range)
{
    for (guint i = range.from; i < range.to; i++)
        if (splitter->depth[i] == 0 &&
            vl_verb_is_finite(splitter->sense, i))
            return (int)i;
    return -1;
}

/* "Up-titrated" */
static gboolean
is_joined(const VlSense *sense, guint i)
{
    const VlToken *token = vl_tokens_at(sense->tokens, i);
    return (token->gap & VL_GAP_DASH) != 0 &&
           token->start == vl_tokens_at(sense->tokens, i - 1)->end + 1;
}

/* The last verb, from its first word on: "was not". */
static int
last_verb(const Splitter *splitter, Range range, gboolean starts_with_verb)
{
    const VlSense *sense = splitter->sense;
    for (guint i = range.to; i-- > range.from;) {
        if (splitter->depth[i] != 0 ||
            !(vl_verb_is_finite(sense, i) ||
              (starts_with_verb && i == range.from)))
            continue;
        guint at = i;
        for (guint k = i; k-- > range.from;) {
            if (vl_verb_is_auxiliary(sense, k))
                at = k;
            else if (!vl_verb_is_adverb(sense, k) &&
                     !is_joined(sense, k + 1))
                break;
        }
        return (int)at;
    }
    return -1;
}

/* "Was [occluded]": behind the words that stand before a participle; from
 * itself when there is none. */
static guint
behind_auxiliaries(const VlSense *sense, guint verb, guint end)
{
    guint i = verb;
    while (i < end && (vl_verb_is_auxiliary(sense, i) ||
                       vl_verb_is_adverb(sense, i)))
        i++;
    return i > verb && i < end && vl_verb_is_participle(sense, i) ? i : verb;
}

/* ---- Where a part may begin ---- */

/* A noun, or a word that may be one: "the trial". */
static gboolean
may_be_subject(const VlSense *sense, guint i)
{
    const VlWord *word = &sense->words[i];
    return sense->quantity_of[i] >= 0 || vl_sense_is_content(sense, i) ||
           (vl_tokens_at(sense->tokens, i)->class == VL_TOKEN_WORD &&
            word->length > 4 && !vl_joint_starts_phrase(sense, i) &&
            !vl_verb_is_finite(sense, i));
}

/* Does the text from range.from on stand without what comes before? */
static gboolean
stands_alone(const VlSense *sense, Range range)
{
    gboolean named = FALSE;
    for (guint i = range.from; i < range.to; i++) {
        if (vl_joint_points_back(sense, i) &&
            !(vl_joint_subordinates(sense, i) && named))
            return FALSE;
        if (vl_joint_may_point_back(sense, i) && !named)
            return FALSE;
        named |= may_be_subject(sense, i);
    }
    return TRUE;
}

/* A comparison of one part that the other one needs: its arms are named
 * once. */
static gboolean
shares_comparison(const VlSense *sense, Range left, Range right)
{
    gboolean one = has(sense, left, is_than);
    gboolean other = has(sense, right, is_than);
    return one != other &&
           has(sense, one ? right : left, vl_sense_compares);
}

/* "A fell and B rose at week 12", "... in women": said of both? */
static gboolean
shares_setting(const VlSense *sense, Range left, Range right)
{
    return (!has(sense, left, is_time) && has(sense, right, is_time)) ||
           (!has(sense, left, is_people) && has(sense, right, is_people));
}

/* A list of more or less: "with higher A and reduced B" has no second
 * verb. */
static gboolean
lists_changes(const VlSense *sense, guint verb, Range left, guint right)
{
    const VlMarks change = VL_BIT(VL_MARK_UP) | VL_BIT(VL_MARK_DOWN);
    if ((sense->words[right].marks & change) == 0)
        return FALSE;
    for (guint i = verb + 1; i < left.to; i++)
        if ((sense->words[i].marks & change) != 0)
            return TRUE;
    return FALSE;
}

static void
push(Draft *draft, Range range)
{
    if (range.from < range.to && draft->n_head < MAX_RANGES)
        draft->head[draft->n_head++] = range;
}

/* "... and lowered B": goes on with what the part before is about. */
static gboolean
continue_with_verb(const Splitter *splitter, const Draft *last, Range left,
                   Range right, Draft *next)
{
    const VlSense *sense = splitter->sense;
    guint verb = right.from;
    while (verb < right.to && vl_verb_is_adverb(sense, verb))
        verb++;
    if (verb == right.to || !vl_verb_goes_on(sense, verb))
        return FALSE;
    int before = last_verb(splitter, left, last->n_head > 0);
    if (before < 0 || lists_changes(sense, (guint)before, left, verb) ||
        ((guint)before == left.from && last->n_head == 0) ||
        shares_setting(sense, left, right) ||
        shares_comparison(sense, left, right) ||
        has(sense, right, vl_joint_points_back))
        return FALSE;
    *next = (Draft){.own = right};
    for (guint i = 0; i < last->n_head; i++)
        push(next, last->head[i]);
    guint end = (guint)before;
    if (vl_verb_is_participle(sense, verb) &&
        !vl_verb_is_auxiliary(sense, verb))
        end = behind_auxiliaries(sense, end, left.to);
    push(next, (Range){left.from, end});
    return next->n_head > 0;
}

/* Puts "they conclude" before what goes on with it; FALSE when the part
 * before has no "that". */
static gboolean
push_up_to_that(const VlSense *sense, const Draft *last, Range left,
                gboolean with_it, Draft *next)
{
    for (guint i = 0; i <= last->n_head; i++) {
        Range range = i < last->n_head ? last->head[i] : left;
        int that = find(sense, range, vl_joint_reports);
        if (that >= 0)
            range.to = (guint)that + with_it;
        push(next, range);
        if (that >= 0)
            return TRUE;
    }
    return FALSE;
}

/* "They conclude that A ... and that B ..." */
static gboolean
continue_with_that(const Splitter *splitter, const Draft *last, Range left,
                   Range right, Draft *next)
{
    const VlSense *sense = splitter->sense;
    Range rest = {right.from + 1, right.to};
    if (!vl_joint_reports(sense, right.from) ||
        first_verb(splitter, rest) < 0 || !stands_alone(sense, rest))
        return FALSE;
    *next = (Draft){.own = right};
    return push_up_to_that(sense, last, left, FALSE, next);
}

/* A clause with a subject and a verb of its own. */
static gboolean
start_anew(const Splitter *splitter, const Draft *last, gboolean strong,
           Range left, Range right, Draft *next)
{
    const VlSense *sense = splitter->sense;
    int verb = first_verb(splitter, right);
    int before = last->n_head > 0 ? (int)left.from
                                  : first_verb(splitter, left);
    if (verb < 0 || before < 0 || vl_joint_subordinates(sense, right.from))
        return FALSE;
    gboolean named = FALSE;
    for (guint i = right.from; i < (guint)verb; i++) {
        named |= may_be_subject(sense, i);
        if (vl_joint_subordinates(sense, i))
            return FALSE;
    }
    int hangs = find(sense, left, vl_joint_subordinates);
    if (!named || !stands_alone(sense, right) ||
        shares_comparison(sense, left, right) ||
        (!strong && hangs >= 0 && hangs < before) ||
        (!strong && shares_setting(sense, left,
                                   (Range){(guint)verb, right.to})))
        return FALSE;
    *next = (Draft){.own = right};
    gboolean new_sentence =
        vl_sense_gap_has(sense, left.to, ";") ||
        sense->sentences[left.to] != sense->sentences[left.to - 1];
    if (!new_sentence && push_up_to_that(sense, last, left, TRUE, next))
        return TRUE;
    next->n_head = 0;
    if (!vl_joint_starts_phrase(sense, right.from) &&
        sense->sentences[right.from] == sense->sentences[0])
        push(next, splitter->front);
    return TRUE;
}

/* ---- The whole ---- */

/* "At week 12," up to the token behind the comma. */
static Range
find_front(const Splitter *splitter)
{
    const VlSense *sense = splitter->sense;
    if (sense->n == 0 || !vl_joint_starts_phrase(sense, 0))
        return (Range){0, 0};
    gboolean hangs = FALSE;
    for (guint i = 1; i < sense->n; i++) {
        if (splitter->depth[i] != 0)
            continue;
        if (vl_sense_gap_has(sense, i, ","))
            return (Range){0, i};
        hangs |= vl_joint_subordinates(sense, i);
        if (!hangs && vl_verb_is_finite(sense, i))
            break;
    }
    return (Range){0, 0};
}

/* A place where the claim may part: the words from begin on. */
typedef struct {
    gboolean strong;
    guint begin;
} Cut;

static gboolean
read_cut(const Splitter *splitter, guint i, Cut *cut)
{
    const VlSense *sense = splitter->sense;
    if (splitter->depth[i] != 0 || i == 0)
        return FALSE;
    *cut = (Cut){.begin = i};
    gboolean parted = vl_sense_gap_has(sense, i, ";") ||
                      sense->sentences[i] != sense->sentences[i - 1];
    if (vl_joint_takes_back(sense, i) && splitter->source)
        return FALSE;
    if (vl_joint_contrasts(sense, i) || vl_joint_takes_back(sense, i)) {
        cut->strong = TRUE;
        cut->begin = i + 1;
    } else if (vl_joint_adds(sense, i)) {
        cut->strong = parted;
        cut->begin = i + 1;
    } else if (parted) {
        cut->strong = TRUE;
    } else {
        return FALSE;
    }
    if (cut->begin < sense->n && vl_joint_is_que(sense, cut->begin) &&
        cut->begin > i)
        cut->begin++;
    return cut->begin < sense->n;
}

/* Where the clause that begins at token from has to have its verb. */
static guint
find_limit(const Splitter *splitter, guint from)
{
    Cut cut;
    for (guint i = from + 1; i < splitter->sense->n; i++)
        if (read_cut(splitter, i, &cut) && cut.strong)
            return i;
    return splitter->sense->n;
}

static gboolean
try_cut(const Splitter *splitter, const Draft *last, guint i, Draft *next)
{
    Cut cut;
    if (!read_cut(splitter, i, &cut))
        return FALSE;
    guint limit = find_limit(splitter, cut.begin);
    Range left = {last->own.from, i}, right = {cut.begin, limit};
    if (left.from >= left.to || right.from >= right.to ||
        vl_joint_resumes(splitter->sense, right.from))
        return FALSE;
    gboolean found =
        continue_with_that(splitter, last, left, right, next) ||
        continue_with_verb(splitter, last, left, right, next) ||
        ((cut.strong || vl_sense_gap_has(splitter->sense, i, ",")) &&
         start_anew(splitter, last, cut.strong, left, right, next));
    next->own = (Range){cut.begin, splitter->sense->n};
    return found;
}

/* The bytes of tokens, without what parts them from the next ones; a bracket
 * that opens before them belongs to them. */
static void
add_range(const VlSense *sense, Range range, GString *text, GArray *pieces)
{
    if (range.from >= range.to)
        return;
    gsize from = vl_tokens_at(sense->tokens, range.from)->start;
    gsize to = range.to < sense->n
                   ? vl_tokens_at(sense->tokens, range.to)->start
                   : sense->n_bytes;
    while (to > from && strchr(" ,;:\t\n([", sense->text[to - 1]) != NULL)
        to--;
    while (from > 0 && strchr("([", sense->text[from - 1]) != NULL)
        from--;
    if (text->len > 0)
        g_string_append_c(text, ' ');
    gsize start = vl_utf8_length(sense->text, (gssize)from);
    gsize n = vl_utf8_length(sense->text + from, (gssize)(to - from));
    const VlPartPiece piece = {vl_utf8_length(text->str, (gssize)text->len),
                               {start, start + n}};
    g_array_append_val(pieces, piece);
    g_string_append_len(text, sense->text + from, (gssize)(to - from));
}

/* ... without those that are left out. */
static void
add_told(const Splitter *splitter, Range range, GString *text,
         GArray *pieces)
{
    for (guint i = range.from; i < range.to;) {
        guint from = i;
        while (i < range.to && !splitter->left_out[i])
            i++;
        add_range(splitter->sense, (Range){from, i}, text, pieces);
        while (i < range.to && splitter->left_out[i])
            i++;
    }
}

static VlPart *
part_new(const Splitter *splitter, const Draft *draft)
{
    const VlSense *sense = splitter->sense;
    VlPart *part = g_new0(VlPart, 1);
    GString *text = g_string_new(NULL);
    part->pieces = g_array_new(FALSE, FALSE, sizeof(VlPartPiece));
    for (guint i = 0; i < draft->n_head; i++)
        add_told(splitter, draft->head[i], text, part->pieces);
    guint n_head = part->pieces->len;
    add_told(splitter, draft->own, text, part->pieces);
    part->span = vl_sense_span(sense, draft->own.from, draft->own.from);
    for (guint i = n_head; i < part->pieces->len; i++)
        part->span.end =
            g_array_index(part->pieces, VlPartPiece, i).claim.end;
    int verb = first_verb(splitter, draft->own);
    part->said = part->span;
    if (verb > (int)draft->own.from)
        part->said.start = vl_sense_span(sense, (guint)verb,
                                         (guint)verb).start;
    part->text = g_string_free(text, FALSE);
    return part;
}

static guint
split(const Splitter *splitter, Draft *drafts)
{
    const VlSense *sense = splitter->sense;
    guint n = 1;
    drafts[0] = (Draft){.own = {0, sense->n}};
    for (guint i = 1; i < sense->n && n < VL_MAX_PARTS; i++) {
        Draft next = {.n_head = 0};
        if (!try_cut(splitter, &drafts[n - 1], i, &next))
            continue;
        drafts[n - 1].own.to = i;
        drafts[n++] = next;
        i = next.own.from;
    }
    return n;
}

static GPtrArray *
parts_new(const char *text, const char *lang, gboolean source)
{
    GPtrArray *parts =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_part_free);
    g_autoptr(VlSense) sense = vl_sense_new(text, lang);
    if (sense->n == 0)
        return parts;
    g_autofree guint *depth = vl_sense_depths(sense);
    g_autofree gboolean *left_out =
        source ? g_new0(gboolean, sense->n + 1) : vl_asides_find(sense, depth);
    Splitter splitter = {.sense = sense, .depth = depth,
                         .left_out = left_out, .source = source};
    splitter.front = find_front(&splitter);
    Draft drafts[VL_MAX_PARTS] = {{.own = {0, sense->n}}};
    guint n = 1;
    if (!has(sense, drafts[0].own, vl_joint_binds))
        n = split(&splitter, drafts);
    for (guint i = 0; i < n; i++)
        g_ptr_array_add(parts, part_new(&splitter, &drafts[i]));
    return parts;
}

VlPart *
vl_part_new_told(const char *claim, const char *lang)
{
    g_autoptr(VlSense) sense = vl_sense_new(claim, lang);
    g_autofree guint *depth = vl_sense_depths(sense);
    g_autofree gboolean *left_out = vl_asides_find(sense, depth);
    const Splitter splitter = {.sense = sense, .depth = depth,
                               .left_out = left_out};
    for (guint i = 0; i < sense->n; i++)
        if (left_out[i])
            return part_new(&splitter, &(Draft){.own = {0, sense->n}});
    return NULL;
}

GPtrArray *
vl_parts_new(const char *claim, const char *lang)
{
    return parts_new(claim, lang, FALSE);
}

GPtrArray *
vl_parts_new_source(const char *sentence)
{
    return parts_new(sentence, NULL, TRUE);
}

VlSpan
vl_part_in_claim(const VlPart *part, VlSpan span)
{
    VlSpan found = {0, 0};
    for (guint i = 0; i < part->pieces->len; i++) {
        const VlPartPiece *piece =
            &g_array_index(part->pieces, VlPartPiece, i);
        gsize length = piece->claim.end - piece->claim.start;
        gsize from = MAX(span.start, piece->at);
        gsize to = MIN(span.end, piece->at + length);
        if (from >= to)
            continue;
        VlSpan there = {piece->claim.start + from - piece->at,
                        piece->claim.start + to - piece->at};
        if (found.end == 0)
            found = there;
        found.start = MIN(found.start, there.start);
        found.end = MAX(found.end, there.end);
    }
    return found;
}
