#pragma once

#include <glib.h>

#include "verify/lexicon.h"

/* What words say, whatever the word: "renal" and "kidney", "heart attack"
 * and "myocardial infarction", French "critère de jugement principal" and
 * "primary outcome".  From schemas/lexicon/en/synonyms.txt, of which the
 * words of a line say the same, and from fr/glossary.txt, of which the
 * French words of a line say the same, and any English one for them, but not
 * one English word for the other. */

/* Sets the notions of all words of a text (keys set), by the entries of its
 * language.  A breaks[i] of TRUE: no entry runs from word i - 1 over to word
 * i. */
void vl_notions_mark(VlWord *words, guint n, const gboolean *breaks,
                     gboolean french);

/* Do the two words say the same? */
gboolean vl_notions_meet(const VlWord *a, const VlWord *b);

/* Looks at each entry, as written. */
typedef void (*VlNotionsVisit)(const char *words, gboolean french,
                               guint notion, gpointer data);
void vl_notions_visit(VlNotionsVisit visit, gpointer data);
