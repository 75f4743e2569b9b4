#pragma once

#include <glib.h>

#include "model/claim.h"

/* The words that a reader sees, English and French.  The values in the JSON
 * stay English and fixed; views take all of their words from here.  Never
 * "verified" or "validated": what stands in the source may still be
 * wrong. */

typedef enum {
    VL_LANGUAGE_EN,
    VL_LANGUAGE_FR,
} VlLanguage;

typedef enum {
    VL_WORD_NOTICE,
    VL_WORD_TITLE,
    VL_WORD_SKIP,
    VL_WORD_QUERY,
    VL_WORD_RECORDS,
    VL_WORD_SINCE,
    VL_WORD_GLANCE,
    VL_WORD_N_PAPERS,
    VL_WORD_N_FULL,
    VL_WORD_N_ABSTRACT,
    VL_WORD_N_NOTHING,
    VL_WORD_N_NOT_READ,
    VL_WORD_N_LISTED,
    VL_WORD_N_SCREENED,
    VL_WORD_N_CLAIMS,
    VL_WORD_N_PAGES,
    VL_WORD_N_WITH_TEXT,
    VL_WORD_N_MINUTES,
    VL_WORD_N_HOURS,
    VL_WORD_TIME_DIGEST,
    VL_WORD_TIME_ORIGINALS,
    VL_WORD_LESS_THAN_A_MINUTE,
    VL_WORD_DISTRUST,
    VL_WORD_NO_DISTRUST,
    VL_WORD_RETRACTED_BANNER,
    VL_WORD_CONCERN_BANNER,
    VL_WORD_DATA_OF,
    VL_WORD_PAPERS,
    VL_WORD_READ_HOW,
    VL_WORD_NOTHING_READ,
    VL_WORD_R_ABSTRACT,
    VL_WORD_R_JATS,
    VL_WORD_R_PDF,
    VL_WORD_R_TEXT,
    VL_WORD_FILE,
    VL_WORD_EXTRACTOR,
    VL_WORD_SEALED,
    VL_WORD_WARNING,
    VL_WORD_B_RETRACTED,
    VL_WORD_B_CONCERN,
    VL_WORD_B_CORRECTED,
    VL_WORD_B_ABSTRACT,
    VL_WORD_B_PARTIAL,
    VL_WORD_B_OCR,
    VL_WORD_B_PREPRINT,
    VL_WORD_B_NOTHING,
    VL_WORD_B_UPDATED,
    VL_WORD_W_CORRECTED,
    VL_WORD_W_ABSTRACT,
    VL_WORD_W_PARTIAL,
    VL_WORD_W_OCR,
    VL_WORD_W_PREPRINT,
    VL_WORD_W_NOTHING,
    VL_WORD_W_UPDATED,
    VL_WORD_PARTIAL_BECAUSE,
    VL_WORD_P_CPU,
    VL_WORD_P_WALL,
    VL_WORD_P_MEMORY,
    VL_WORD_P_PAGES,
    VL_WORD_P_OUTPUT,
    VL_WORD_P_DAMAGE,
    VL_WORD_NO_CLAIMS,
    VL_WORD_NOT_FOUND,
    VL_WORD_RESULT_NOT_FOUND,
    VL_WORD_LOOKED_FOR,
    VL_WORD_PAGE,
    VL_WORD_PRINTED,
    VL_WORD_NO_QUOTE,
    VL_WORD_FINDINGS,
    VL_WORD_SOURCE_SAYS,
    VL_WORD_CHANGES,
    VL_WORD_CONTEXT,
    VL_WORD_UNREAD,
    VL_WORD_UNREAD_NONE,
    VL_WORD_LISTED,
    VL_WORD_LISTED_WHY,
    VL_WORD_FLOW,
    VL_WORD_F_IDENTIFIED,
    VL_WORD_F_DUPLICATES,
    VL_WORD_F_DELETED,
    VL_WORD_F_KNOWN,
    VL_WORD_F_LISTED,
    VL_WORD_F_SCREENED,
    VL_WORD_F_DIGESTED,
    VL_WORD_F_FULL,
    VL_WORD_F_ABSTRACT,
    VL_WORD_F_UNREAD,
    VL_WORD_VERDICTS,
    VL_WORD_VERIFY,
    VL_WORD_VERIFY_TEXT,
    VL_WORD_VERIFY_SEAL,
    VL_WORD_MADE_BY,
    VL_WORD_PROVIDER,
    VL_WORD_PROVIDER_BUILTIN,
    VL_WORD_SENT_NOTHING,
    VL_WORD_REVIEWED,
    VL_WORD_NOT_REVIEWED,
    VL_WORD_NOTICE_HEAD,
    VL_WORD_CONTENTS,
    VL_WORD_NO_TITLE,
    VL_WORD_NO_PAPERS,
    VL_WORD_ABOUT_ABSTRACT,
    VL_WORD_ANOTHER_SOURCE,
    VL_WORD_LOOKBACK,
    VL_WORD_LOOKBACK_WHY,
    VL_WORD_SHOWN_IN,
    VL_WORD_WE_SAID,
    VL_WORD_TRANSLATION,
    VL_WORD_WINDOW,
    VL_WORD_WINDOW_FROM_START,
    VL_WORD_HITS,
    VL_WORD_LATE,
    VL_WORD_NOT_KNOWN,
    VL_WORD_PUBMED_SAYS,
    VL_WORD_INCOMPLETE,
    VL_WORD_NOTHING_NEW,
    VL_WORD_TO_FETCH,
    VL_WORD_TO_FETCH_WHY,
    VL_WORD_PUBLISHER,
    VL_WORD_OPEN_COPY,
    VL_WORD_RESOLVER,
    VL_WORD_YOUR_FOLDER,
    VL_WORD_FROM,
    VL_WORD_LICENCE,
    VL_WORD_V_PUBLISHED,
    VL_WORD_V_MANUSCRIPT,
    VL_WORD_V_SUBMITTED,
    VL_WORD_V_OCR,
    VL_WORD_TRIED,
    VL_WORD_AGAIN,
    VL_WORD_B_ALARM,
    VL_WORD_B_HIDDEN,
    VL_WORD_ALARM_BANNER,
    VL_WORD_W_HIDDEN,
    VL_WORD_N_HIDDEN,
    VL_WORD_N_CHARACTERS,
    VL_WORD_KEPT_OUT,
    VL_WORD_INCONCLUSIVE,
    VL_WORD_PLATE,
    VL_WORD_PLATE_WHOLE,
    VL_WORD_PLATE_ALT,
    VL_WORD_NO_PLATE,
    VL_WORD_REPAIRED,
    VL_WORD_N_FROM_JATS,
    VL_WORD_N_FROM_ABSTRACT,
    VL_N_WORDS,
} VlWord;

/* "fr", "fr-BE" ...; anything else, and NULL, is English. */
VlLanguage vl_language_from_name(const char *name);
const char *vl_language_name(VlLanguage language); /* "en", "fr" */

/* Never NULL.  VL_WORD_N_... are for vl_word_count. */
const char *vl_word(VlWord word, VlLanguage language);

/* "1 paper", "3 papers"; the caller frees. */
char *vl_word_count(VlWord word, guint n, VlLanguage language);

/* The verdict, and the sentence that says what it means; in the latter `$`
 * stands for what the view fills in. */
const char *vl_word_verdict(VlVerdict verdict, VlLanguage language);
const char *vl_word_verdict_text(VlVerdict verdict, VlLanguage language);

const char *vl_word_match(VlMatch match, VlLanguage language);
const char *vl_word_change(VlChangeKind kind, VlLanguage language);
const char *vl_word_claim_kind(VlClaimKind kind, VlLanguage language);
const char *vl_word_result(VlResult result, VlLanguage language);

/* The words for vl_notice_kind_name, vl_section_kind_name and the parts and
 * values of a context strip; the name itself when there is no word for
 * it. */
const char *vl_word_notice(const char *kind, VlLanguage language);
const char *vl_word_section(const char *section, VlLanguage language);
const char *vl_word_context(const char *name, VlLanguage language);

gboolean vl_word_is_notice(const char *kind);
gboolean vl_word_is_context(const char *name);
