#pragma once

#include <glib.h>

#include "model/digest.h"
#include "model/record.h"
#include "store/store.h"

/* What comes into a run: the records of files and folders, each paper once,
 * and the choice of those that are digested.  Of the others only what a list
 * needs is kept, so that memory does not grow with the records. */

typedef struct {
    guint max;         /* papers to digest */
    gboolean by_date;  /* the newest first; else in the order of the input */
    GHashTable *shown; /* vl_store_shown: they are passed over; NULL: none */
    VlStore *store;    /* where a list of PMIDs is looked up; may be NULL */
    gboolean will_fetch; /* PMIDs of lists that the library does not hold are
                            kept for vl_intake_wanted, and no problem yet */
    /* Sees each record of a paper that was passed over because it was shown
     * before; may be NULL. */
    void (*known)(const VlRecord *record, gpointer data);
    /* Sees each record that is new; may be NULL. */
    void (*fresh)(const VlRecord *record, gpointer data);
    gpointer data;
} VlIntakeOptions;

typedef struct VlIntake VlIntake;

/* options is copied; what it points to must outlive the intake. */
VlIntake *vl_intake_new(const VlIntakeOptions *options);
void vl_intake_free(VlIntake *intake);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlIntake, vl_intake_free)

/* Takes in a file (PubMed XML, plain or .gz; .nbib; a list of PMIDs) or a
 * folder of such files.  What cannot be read becomes a problem, and what
 * came before the damage is kept. */
void vl_intake_add(VlIntake *intake, const char *path);

/* The PMIDs (char *, each once) that the lists name and the library does not
 * hold, in their order; the caller owns the array, not what is in it. */
GPtrArray *vl_intake_wanted(const VlIntake *intake);

/* Takes a record (and frees it) that came otherwise.  order: where it stands
 * among papers of the same date, and with the rank "given". */
void vl_intake_take(VlIntake *intake, VlRecord *record, guint order);

/* After the last file, and once: what was chosen. */
typedef struct {
    GPtrArray *records;  /* VlRecord to digest, in order */
    GPtrArray *listed;   /* VlListed: beyond max, in order */
    GPtrArray *shown;    /* VlShown: both of them */
    GPtrArray *files;    /* char *: base names of the files that were read */
    GPtrArray *problems; /* VlUnread: a file or PMID each */
    guint identified, duplicates, deleted, known;
} VlChoice;

VlChoice *vl_intake_choose(VlIntake *intake);
void vl_choice_free(VlChoice *choice);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlChoice, vl_choice_free)

/* The name under which the library remembers a paper: "pmid:1", "doi:10...",
 * or "title:HASH".  NULL: the record has none of these.  The caller frees. */
char *vl_intake_name(const VlRecord *record);
