#pragma once

#include <glib.h>

#include "model/asked.h"

/* A paper held against the criteria of a watch (include=, exclude=).  A model
 * answers each criterion by a sentence of the paper; what follows from the
 * answers, code says.  A person decides on the inclusion. */

typedef enum {
    VL_CRITERION_NOT_SAID, /* also: no sentence stands behind the answer */
    VL_CRITERION_MET,
    VL_CRITERION_NOT_MET,
} VlCriterionAnswer;

typedef struct {
    gboolean exclude; /* FALSE: a criterion of inclusion */
    char *text;       /* as the watch has it */
    VlCriterionAnswer answer;
    GPtrArray *quotes; /* VlQuote: the sentences that the answer stands on */
} VlCriterion;

typedef struct {
    GPtrArray *criteria; /* VlCriterion, in the order of the watch */
    VlAsked *asked;
} VlScreening;

typedef enum {
    VL_SCREENED_IN,     /* every inclusion is met, and no exclusion */
    VL_SCREENED_UNSURE, /* read as if it were in */
    VL_SCREENED_OUT,    /* an exclusion is met, or an inclusion is not */
} VlScreened;

/* include, exclude: char *.  Nothing is answered yet; the caller frees. */
VlScreening *vl_screening_new(const GPtrArray *include,
                              const GPtrArray *exclude);
void vl_screening_free(VlScreening *screening);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlScreening, vl_screening_free)

VlCriterion *vl_criterion_new(gboolean exclude, const char *text);
void vl_criterion_free(VlCriterion *criterion);

/* TRUE: by this criterion alone the paper is out. */
gboolean vl_criterion_decides(const VlCriterion *criterion);

VlScreened vl_screening_decide(const VlScreening *screening);

/* The names in digest.json: "met", "not_met", "not_said"; "in", "unsure",
 * "out". */
const char *vl_criterion_answer_name(VlCriterionAnswer answer);
gboolean vl_criterion_answer_from_name(const char *name,
                                       VlCriterionAnswer *answer);
const char *vl_screened_name(VlScreened screened);
