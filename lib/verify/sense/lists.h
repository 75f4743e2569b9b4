#pragma once

#include "verify/sense/sense.h"

/* Lists in a text, "headache, fever and nausea", "12 %, 7 % and 4 %", and
 * which numbers a sentence deals out to which things. */

#define VL_LIST_MAX 8

/* Members in their order: tokens first to last of each. */
typedef struct {
    guint n;
    guint first[VL_LIST_MAX], last[VL_LIST_MAX];
    /* Numbers: that of each member's quantity; else -1. */
    int quantity[VL_LIST_MAX];
} VlList;

/* Numbers of one kind that commas or "and" join, with what stands in
 * brackets behind each of them passed over: VlList, in the order of the
 * text; the caller unrefs. */
GArray *vl_lists_of_numbers(const VlSense *sense);

/* Things that commas, "and" or "or" join, or two that "than" sets against
 * each other: lists of n members around each of these words; of the first
 * member only the last words, of the last one only the first ones, for where
 * a list begins no comma tells.  VlList; the caller unrefs. */
GArray *vl_lists_of_things(const VlSense *sense, guint n);

/* Is token i one of the words by which member k is told from the others? */
gboolean vl_list_tells(const VlSense *sense, const VlList *list, guint k,
                       guint i);
