#pragma once

#include <glib.h>

#include "model/check.h"
#include "model/record.h"
#include "pubmed/reference.h"

/* References against records, whose number does not matter: they are handed
 * in one by one and only those that fit are kept.  "Not found" says that
 * the records at hand do not have it, never that it was made up. */
typedef struct VlMatcher VlMatcher;

VlMatcher *vl_matcher_new(void);
void vl_matcher_free(VlMatcher *matcher);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlMatcher, vl_matcher_free)

/* Adds a reference; gives its index. */
guint vl_matcher_add(VlMatcher *matcher, const VlCitation *citation,
                     const char *text);

/* Takes the record. */
void vl_matcher_consider(VlMatcher *matcher, VlRecord *record);

/* Fills in the verdict on reference i.  searched names what was searched
 * ("'a.xml'"); NULL: nothing was, and the verdict is could_not_check. */
void vl_matcher_judge(const VlMatcher *matcher, guint i,
                      const char *searched, VlCheckedReference *reference);

/* The record that reference i was found to be, or NULL. */
const VlRecord *vl_matcher_record(const VlMatcher *matcher, guint i);
