#include "config.h"

#include <string.h>

#include "verify/check/hurdles.h"
#include "verify/sense/grammar.h"
#include "verify/sense/members.h"
#include "verify/sense/verb.h"

/* "Sepsis led to shock" is not "shock led to sepsis", "A was caused by B" not
 * "B was caused by A", "added A to B" not "added B to A": what brings what
 * about, what comes before what, what is done with what.  Whatever word binds
 * the two in either text, each has its side of it. */

/* Tokens that a side reaches to at most, and that "~" stands for. */
#define REACH 8
#define GAP 6

/* How the words bind what stands on their left (a) and right (b). */
typedef enum {
    COURSE_ON,    /* a brings b about, or comes before it */
    COURSE_BACK,  /* a comes of b, or after it */
    COURSE_GIVES, /* of "added a to b": a goes to b */
} Course;

/* The first that fits at a place counts; "*": any ending, "~": some words
 * between, "d'": the word that starts so goes on with what is bound. */
static const struct {
    Course course;
    const char *words;
} patterns[] = {
    {COURSE_BACK, "caused by"},          {COURSE_BACK, "induced by"},
    {COURSE_BACK, "triggered by"},       {COURSE_BACK, "provoked by"},
    {COURSE_BACK, "produced by"},        {COURSE_BACK, "preceded by"},
    {COURSE_BACK, "because of"},         {COURSE_BACK, "because"},
    {COURSE_BACK, "due to"},             {COURSE_BACK, "owing to"},
    {COURSE_BACK, "resulted from"},      {COURSE_BACK, "results from"},
    {COURSE_BACK, "result of"},          {COURSE_BACK, "resulting from"},
    {COURSE_BACK, "consequence ~ of"},   {COURSE_BACK, "attributed to"},
    {COURSE_BACK, "attributable to"},    {COURSE_BACK, "secondary to"},
    {COURSE_BACK, "after"},              {COURSE_BACK, "followed the"},
    {COURSE_BACK, "cause* par"},         {COURSE_BACK, "provoque* par"},
    {COURSE_BACK, "induit* par"},        {COURSE_BACK, "declenche* par"},
    {COURSE_BACK, "entraine* par"},      {COURSE_BACK, "precede* par"},
    {COURSE_BACK, "precede* de"},        {COURSE_BACK, "precede* d'"},
    {COURSE_BACK, "a cause d'"},         {COURSE_BACK, "consequence ~ d'"},
    {COURSE_BACK, "engendre* par"},      {COURSE_BACK, "a cause de"},
    {COURSE_BACK, "a cause des"},        {COURSE_BACK, "a cause du"},
    {COURSE_BACK, "en raison"},          {COURSE_BACK, "du a"},
    {COURSE_BACK, "due a"},              {COURSE_BACK, "dus a"},
    {COURSE_BACK, "dues a"},             {COURSE_BACK, "du au"},
    {COURSE_BACK, "due au"},             {COURSE_BACK, "resulte de"},
    {COURSE_BACK, "resultait de"},       {COURSE_BACK, "consequence ~ de"},
    {COURSE_BACK, "consequence ~ du"},   {COURSE_BACK, "consequence ~ des"},
    {COURSE_BACK, "secondaire* a"},      {COURSE_BACK, "attribu* a"},
    {COURSE_BACK, "apres"},              {COURSE_BACK, "parce"},
    {COURSE_ON, "caused"},               {COURSE_ON, "causes"},
    {COURSE_ON, "causing"},              {COURSE_ON, "cause of"},
    {COURSE_ON, "led to"},               {COURSE_ON, "leads to"},
    {COURSE_ON, "lead to"},              {COURSE_ON, "leading to"},
    {COURSE_ON, "resulted in"},          {COURSE_ON, "results in"},
    {COURSE_ON, "resulting in"},         {COURSE_ON, "induced"},
    {COURSE_ON, "triggered"},            {COURSE_ON, "provoked"},
    {COURSE_ON, "preceded"},             {COURSE_ON, "precedes"},
    {COURSE_ON, "followed by"},          {COURSE_ON, "predicted"},
    {COURSE_ON, "predict"},              {COURSE_ON, "predicts"},
    {COURSE_ON, "before"},               {COURSE_ON, "entraine*"},
    {COURSE_ON, "entrainait"},           {COURSE_ON, "entrainaient"},
    {COURSE_ON, "provoqu*"},             {COURSE_ON, "a cause"},
    {COURSE_ON, "ont cause"},            {COURSE_ON, "cause de"},
    {COURSE_ON, "conduit a"},            {COURSE_ON, "conduisait a"},
    {COURSE_ON, "mene a"},               {COURSE_ON, "menait a"},
    {COURSE_ON, "induit"},               {COURSE_ON, "declench*"},
    {COURSE_ON, "engendr*"},             {COURSE_ON, "preced*"},
    {COURSE_ON, "suivi* de"},            {COURSE_ON, "suivi* d'"},
    {COURSE_ON, "suivi* par"},
    {COURSE_ON, "avant"},                {COURSE_ON, "predisait"},
    {COURSE_ON, "predi*"},
    {COURSE_GIVES, "preferr* ~ to"},     {COURSE_GIVES, "prefer ~ to"},
    {COURSE_GIVES, "preferr* ~ over"},   {COURSE_GIVES, "prefer* ~ au"},
    {COURSE_GIVES, "prefer* ~ a"},      {COURSE_GIVES, "added ~ to"},
    {COURSE_GIVES, "adding ~ to"},       {COURSE_GIVES, "addition of ~ to"},
    {COURSE_GIVES, "ajout* ~ aux"},      {COURSE_GIVES, "ajout* ~ au"},
    {COURSE_GIVES, "ajout* ~ a"},
    {COURSE_GIVES, "switch* from ~ to"}, {COURSE_GIVES, "replac* ~ with"},
    {COURSE_GIVES, "replac* ~ by"},      {COURSE_GIVES, "remplac* ~ par"},
};


/* Tokens from on, to is behind them. */
typedef struct {
    guint from, to;
} Range;

/* Two things bound to one another: what acts or comes first, and the other
 * one. */
typedef struct {
    Course course;
    Range one, other;
    gboolean denied;
    gboolean verb; /* "led to", rather than "before" */
} Link;

static gboolean
fits_word(const VlSense *sense, guint i, const char *pattern, gsize n)
{
    const VlWord *word = &sense->words[i];
    if (n > 0 && pattern[n - 1] == '\'')
        return vl_grammar_is_elided(sense, i, "d");
    if (n > 0 && pattern[n - 1] == '*')
        return word->length >= n - 1 &&
               memcmp(word->key, pattern, n - 1) == 0;
    return word->length == n && memcmp(word->key, pattern, n) == 0;
}

static gboolean
is_same_sentence(const VlSense *sense, guint i, guint k)
{
    return k < sense->n && sense->sentences[k] == sense->sentences[i];
}

/* The token behind the pattern at token i, or 0; gap: what "~" stands for. */
static guint
fits(const VlSense *sense, guint i, const char *pattern, Range *gap)
{
    guint k = i;
    *gap = (Range){i + 1, i + 1};
    for (const char *at = pattern; *at != '\0';) {
        gsize n = strcspn(at, " ");
        if (*at == '~') {
            at += 2;
            n = strcspn(at, " ");
            guint from = k;
            while (is_same_sentence(sense, i, k) && k - from < GAP &&
                   !fits_word(sense, k, at, n))
                k++;
            *gap = (Range){from, k};
        }
        if (!is_same_sentence(sense, i, k) || !fits_word(sense, k, at, n))
            return 0;
        k += at[n - 1] != '\'';
        at += n + (at[n] == ' ');
    }
    return k;
}

/* People of whom everything is told bind nothing. */
static gboolean
is_side_word(const VlSense *sense, guint i)
{
    return vl_sense_is_content(sense, i) && !vl_sense_is_light(sense, i) &&
           !vl_sense_is_anybody(sense, i);
}

static gboolean
has_side_word(const VlSense *sense, Range range)
{
    for (guint k = range.from; k < range.to; k++)
        if (is_side_word(sense, k))
            return TRUE;
    return FALSE;
}

/* What stands before token i, up to a sign behind which it names
 * something. */
static Range
find_left(const VlSense *sense, guint i)
{
    Range range = {i, i};
    while (range.from > 0 && i - range.from < REACH &&
           sense->clauses[range.from - 1] == sense->clauses[i - 1] &&
           is_same_sentence(sense, i, range.from - 1)) {
        range.from--;
        if (vl_sense_gap_has(sense, range.from, ",;:()") &&
            has_side_word(sense, range))
            break;
    }
    return range;
}

/* What stands from token i on, up to a sign or another verb. */
static Range
find_right(const VlSense *sense, guint i)
{
    Range range = {i, i};
    while (range.to < sense->n && range.to - i < REACH &&
           is_same_sentence(sense, i, range.to) &&
           sense->clauses[range.to] == sense->clauses[i] &&
           !(range.to > i && vl_sense_gap_has(sense, range.to, ",;:()")) &&
           !(vl_verb_is_be(sense, range.to) && has_side_word(sense, range)))
        range.to++;
    return range;
}

/* "Did not lead to", "rather than because of". */
static gboolean
is_denied(const VlSense *sense, guint i)
{
    static const char *const rather[] = {"rather", "plutot"};
    for (guint k = i; k-- > 0 && i - k <= 3;)
        if (sense->clauses[k] != sense->clauses[i])
            return FALSE;
        else if (vl_sense_has(sense, k, VL_MARK_NOT) ||
                 VL_IS_IN(&sense->words[k], rather))
            return TRUE;
    return FALSE;
}

/* "After surgery, pain rose": what stands on the left is behind the comma. */
static Range
find_behind_comma(const VlSense *sense, Range right)
{
    if (!is_same_sentence(sense, right.from, right.to) ||
        !vl_sense_gap_has(sense, right.to, ","))
        return (Range){right.to, right.to};
    return find_right(sense, right.to);
}

/* Reads pattern p at token i; FALSE unless it binds two things there. */
static gboolean
read_link(const VlSense *sense, guint i, guint p, Link *link)
{
    static const char *const times[] = {"after", "before", "apres", "avant",
                                        "followed", "suivi"};
    Range gap;
    guint behind = fits(sense, i, patterns[p].words, &gap);
    if (behind == 0 || behind >= sense->n)
        return FALSE;
    Range right = find_right(sense, behind);
    Range left = i > 0 && is_same_sentence(sense, i, i - 1)
                     ? find_left(sense, i)
                     : find_behind_comma(sense, right);
    if (patterns[p].course == COURSE_GIVES && has_side_word(sense, gap))
        left = gap;
    gboolean back = patterns[p].course == COURSE_BACK;
    *link = (Link){back ? COURSE_ON : patterns[p].course,
                   back ? right : left, back ? left : right,
                   is_denied(sense, i),
                   !back && !VL_HAS_STEM(&sense->words[i], times)};
    return has_side_word(sense, left) && has_side_word(sense, right);
}

static GArray *
list_links(const VlSense *sense)
{
    GArray *links = g_array_new(FALSE, FALSE, sizeof(Link));
    Range gap;
    for (guint i = 0; i < sense->n;) {
        guint behind = 0, p = 0;
        while (p < G_N_ELEMENTS(patterns) &&
               (behind = fits(sense, i, patterns[p].words, &gap)) == 0)
            p++;
        Link link;
        if (behind > 0 && read_link(sense, i, p, &link))
            g_array_append_val(links, link);
        i = MAX(behind, i + 1);
    }
    return links;
}

static gboolean
range_has(const VlCase *matter, Range there, guint i)
{
    for (guint j = there.from; j < there.to; j++)
        if (vl_sense_same(matter->claim, i, matter->passage, j))
            return TRUE;
    return FALSE;
}

/* Words of a range of the claim that stand in one of the passage, and not in
 * the one on the other side. */
static guint
count_shared(const VlCase *matter, Range mine, Range there, Range apart)
{
    guint n = 0;
    for (guint i = mine.from; i < mine.to; i++)
        n += is_side_word(matter->claim, i) &&
             range_has(matter, there, i) && !range_has(matter, apart, i);
    return n;
}

/* Words that both links have: on the same sides, or (turned) on the other
 * ones. */
static guint
weigh(const VlCase *matter, const Link *mine, const Link *there,
      gboolean turned)
{
    Range first = turned ? there->other : there->one;
    Range second = turned ? there->one : there->other;
    guint one = count_shared(matter, mine->one, first, second);
    guint other = count_shared(matter, mine->other, second, first);
    return one > 0 && other > 0 ? one + other : 0;
}

/* Does the passage have it the other way round, or only deny what the claim
 * says, or the other way? */
static gboolean
is_turned(const VlCase *matter, const Link *mine, const GArray *links)
{
    guint kept = 0, turned = 0, opposed = 0;
    for (guint k = 0; k < links->len; k++) {
        const Link *there = &g_array_index(links, Link, k);
        if (there->course != mine->course)
            continue;
        guint here = weigh(matter, mine, there, FALSE);
        turned = MAX(turned, weigh(matter, mine, there, TRUE));
        if (mine->verb && there->verb && mine->denied != there->denied)
            opposed = MAX(opposed, here);
        else
            kept = MAX(kept, here);
    }
    return turned > MAX(kept, opposed) || opposed > kept;
}

gboolean
vl_case_turns_course(const VlCase *matter)
{
    g_autoptr(GArray) mine = list_links(matter->claim);
    g_autoptr(GArray) theirs =
        mine->len > 0 ? list_links(matter->passage) : NULL;
    for (guint k = 0; k < mine->len; k++)
        if (is_turned(matter, &g_array_index(mine, Link, k), theirs))
            return TRUE;
    return FALSE;
}
