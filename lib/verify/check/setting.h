#pragma once

#include <glib.h>

#include "verify/sense/names.h"

/* What holds of a whole study - in whom, how and where it was done - as the
 * sentences that tell its aim and its design say.  A claim may name it with a
 * finding whose own sentence does not: "in adults with COPD", "this
 * double-blind trial in Japan". */
typedef struct VlSetting VlSetting;

/* How a word says what holds of a study; or-ed. */
enum {
    VL_SETTING_PEOPLE = 1 << 0, /* in whom: "adults with COPD" */
    VL_SETTING_DESIGN = 1 << 1, /* what it is: "double-blind trial" */
    VL_SETTING_PLACE = 1 << 2,  /* where: "in Japan" */
};

/* Marks of whom a study is of, be they an animal. */
#define VL_SETTING_SOMEBODY                                                    \
    (VL_BIT(VL_MARK_HUMAN) | VL_BIT(VL_MARK_ANIMAL) | VL_BIT(VL_MARK_CHILD) |  \
     VL_BIT(VL_MARK_ADULT) | VL_BIT(VL_MARK_MALE) | VL_BIT(VL_MARK_FEMALE))

/* From the sentences (valid UTF-8, as is front) that open a paper: title,
 * abstract, start of the methods.  front: what stands before them, a title
 * among names and addresses, which tells no more than what kind of study it
 * is; may be empty.  names: the paper's short forms; NULL for none. */
VlSetting *vl_setting_new(const char *front, const char *const *sentences,
                          guint n, const VlNames *names);
void vl_setting_free(VlSetting *setting);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlSetting, vl_setting_free)

/* In which of these ways each token of any text may do so; the caller
 * frees. */
guint *vl_setting_mark(const VlSense *sense);

/* Was nobody studied but those of the setting? */
gboolean vl_setting_is_of_all(const VlSetting *setting);

/* The texts that tell it, and whether one says word i of the claim in one of
 * these ways. */
guint vl_setting_count(const VlSetting *setting);
gboolean vl_setting_tells(const VlSetting *setting, guint line,
                          const VlSense *claim, guint i, guint kinds);
