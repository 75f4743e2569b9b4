#pragma once

#include <glib.h>

#include "verify/sense/lexicon.h"

/* What words say, whatever the word: "renal" and "kidney", "heart attack"
 * and "myocardial infarction", French "critère de jugement principal" and
 * "primary outcome".  From schemas/lexicon/en/synonyms.txt, of which the
 * words of a line say the same, from en/abbreviations.txt, of which the short
 * forms say what the long ones do, and from fr/glossary.txt, of which the
 * French words of a line say the same, and any English one for them, but not
 * one English word for the other. */

/* Sets notions and standard of all words of a text (keys and short_form set),
 * by the entries of its language.  A breaks[i] of TRUE: no entry runs from
 * word i - 1 over to word i.  sentences: the number of that of each word;
 * NULL: they are of one. */
void vl_notions_mark(VlWord *words, guint n, const gboolean *breaks,
                     const guint *sentences, gboolean french);

/* Where a notion counts in VlWord.notion_bits. */
static inline guint64
vl_notion_bit(guint16 notion)
{
    return G_GUINT64_CONSTANT(1) << ((notion >> 1) % 64);
}

/* Adds one to those of a word, unless it has it or is full. */
void vl_notions_add(VlWord *word, guint16 notion);

/* Do the two words say the same? */
gboolean vl_notions_meet(const VlWord *a, const VlWord *b);

/* Looks at each entry; beside: a word that has to be in its sentence, empty
 * when none has. */
typedef void (*VlNotionsVisit)(const char *words, const char *beside,
                               gboolean french, guint notion, gpointer data);
void vl_notions_visit(VlNotionsVisit visit, gpointer data);
