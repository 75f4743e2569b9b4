#pragma once

#include "verify/sense/sense.h"

/* Words at which a sentence comes apart, and words that hold it together. */

/* "Respectively", "therefore": binds parts wherever it stands. */
gboolean vl_joint_binds(const VlSense *sense, guint i);

/* "This", "the same": speaks of what an earlier part said. */
gboolean vl_joint_points_back(const VlSense *sense, guint i);

/* "They", "most" before a verb: so does this, unless the part names a
 * thing before it. */
gboolean vl_joint_may_point_back(const VlSense *sense, guint i);

/* "When", "because", "who": what follows hangs on another clause. */
gboolean vl_joint_subordinates(const VlSense *sense, guint i);

/* "Whereas" and its like set clauses side by side. */
gboolean vl_joint_contrasts(const VlSense *sense, guint i);

/* "But" and its like may take back what was said. */
gboolean vl_joint_takes_back(const VlSense *sense, guint i);

/* "The difference", "the effect": of what was said before. */
gboolean vl_joint_resumes(const VlSense *sense, guint i);

/* "And". */
gboolean vl_joint_adds(const VlSense *sense, guint i);

/* "Tandis [que]". */
gboolean vl_joint_is_que(const VlSense *sense, guint i);

/* "At", "in", "among". */
gboolean vl_joint_starts_phrase(const VlSense *sense, guint i);

/* "That", "whether": what follows is what someone says or asks. */
gboolean vl_joint_reports(const VlSense *sense, guint i);
