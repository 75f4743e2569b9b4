#pragma once

#include <glib.h>

#include "digest/words.h"
#include "model/check.h"

/* What the views of a check have in common: their words, what stands at the
 * head, and the order in which a reader meets the sentences. */

typedef enum {
    VL_CHECK_TITLE,
    VL_CHECK_SENTENCES,
    VL_CHECK_REFERENCES,
    VL_CHECK_SOURCES,
    VL_CHECK_PROBLEMS,
    VL_CHECK_PAGE,
    VL_CHECK_NO_PASSAGE,
    VL_CHECK_NOTICE,
    VL_CHECK_RETRACTED,
    VL_CHECK_WORST,
    VL_CHECK_FOLDED,
    VL_CHECK_NOTHING,
    VL_CHECK_RECORD,
    VL_N_CHECK_WORDS,
} VlCheckWord;

const char *vl_check_word(VlCheckWord word, VlLanguage language);

/* "24 sentences: 2 contradicted, 9 in the source, 8 to read (2 first)"; the
 * caller frees. */
char *vl_check_headline(const VlCheck *check, VlLanguage language);

/* "12 references: 1 not found, 11 correct"; NULL: there are none. */
char *vl_check_reference_line(const VlCheck *check, VlLanguage language);

/* "7 questions to MODEL, 6 opinions, which decide nothing: 7 calls to HOST
 * ..."; NULL: no model was asked.  The caller frees. */
char *vl_check_second_line(const VlCheck *check, VlLanguage language);

/* What a rehearsal would have asked: "'HOST' (REGION) would be asked 7
 * questions, 0 of them answered before: about 9000 tokens, and at most 7000
 * in answer, at most 0.02 USD".  The caller frees. */
char *vl_check_plan(const VlCheck *check);

/* "In MODEL's opinion, which decides nothing, the passage says so."; NULL:
 * there is none.  The caller frees. */
char *vl_check_opinion(const VlAnswer *answer, VlLanguage language);

/* The sentences that claim something, the worst first and else in their
 * order: VlCheckedSentence, not owned. */
GPtrArray *vl_check_order(const VlCheck *check);

/* Most sentences "to read" that a first screen shows. */
#define VL_CHECK_FIRST 5

/* Does a first screen show it?  *n_read counts those to read so far. */
gboolean vl_check_is_first(const VlCheckedSentence *sentence, guint *n_read);

/* Why the verdict is as it is: the finding that decided, or the reason;
 * NULL: nothing to say.  Owned by the caller. */
char *vl_check_why(const VlCheckedSentence *sentence, VlLanguage language);

/* "In the source", "Read it yourself": without the full stop; the caller
 * frees. */
char *vl_check_verdict(VlVerdict verdict, VlLanguage language);
const char *vl_check_reference_verdict(VlReferenceVerdict verdict,
                                       VlLanguage language);

/* "year: 2019, record: 2022"; the caller frees. */
char *vl_check_field(const VlFieldDifference *field, VlLanguage language);

/* "trial.pdf, p. 3"; the caller frees. */
char *vl_check_place(const VlCheck *check, const VlEvidence *evidence,
                     VlLanguage language);

/* The whole as HTML: one file without script, the summary on the left and
 * the evidence beside it. */
void vl_check_write_html(const VlCheck *check, VlLanguage language,
                         GString *out);
void vl_check_write_markdown(const VlCheck *check, VlLanguage language,
                             GString *out);

/* For a terminal: the worst first, three lines a sentence.  all: also what
 * a first screen leaves out.  width: columns. */
typedef struct {
    gboolean colour, all;
    guint width;
} VlCheckTerminal;

void vl_check_write_terminal(const VlCheck *check, VlLanguage language,
                             const VlCheckTerminal *terminal, GString *out);
