#pragma once

#include "base/secret.h"
#include "fulltext/reader.h"
#include "model/watch.h"

/* `veille doctor`: proves the set-up, one thing after the other, and says
 * what to do about what does not work. */

typedef enum {
    VL_DOCTOR_GOOD,
    VL_DOCTOR_WARNING, /* works, and may soon not */
    VL_DOCTOR_BAD,
    VL_DOCTOR_SKIPPED, /* not used by this watch */
} VlDoctorState;

/* "ok", "warning", "FAILED", "skipped". */
const char *vl_doctor_state_name(VlDoctorState state);

typedef struct {
    const VlWatch *watch;
    const char *data_folder, *state_folder;
    const VlReaderOptions *reader;
    const VlSecret *ncbi_key; /* or NULL */
    const VlSecret *model_key; /* likewise */
    const char *prices_file; /* the user's own; or NULL */
} VlDoctorPlan;

/* what: a word ("library", "pubmed" ...).  text: a line that names the thing
 * and the remedy. */
typedef void (*VlDoctorSay)(const char *what, VlDoctorState state,
                            const char *text, gpointer data);

/* The number of things that do not work. */
guint vl_doctor_run(const VlDoctorPlan *plan, VlDoctorSay say, gpointer data);
