#pragma once

#include <glib.h>

/* At most so many requests a second, counted over all processes of a user
 * that share the folder.  A file per name holds the moment from which the
 * next request may leave; who comes takes that moment and moves it on. */
typedef struct VlThrottle VlThrottle;

/* Requests are spaced a little wider than the limit says, since they do not
 * arrive as evenly as they leave (Biopython does so too: 0.37 s for 3/s). */
#define VL_THROTTLE_MARGIN 1.05

/* folder NULL, or one that cannot be used: the rate holds within this
 * process alone. */
VlThrottle *vl_throttle_new(const char *folder);
void vl_throttle_free(VlThrottle *throttle);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlThrottle, vl_throttle_free)

/* Takes the next free moment for name ("ncbi"; letters, digits, '.', '-').
 * Returns it in microseconds of the monotonic clock; the caller waits until
 * then.  now is of that clock too. */
gint64 vl_throttle_take(VlThrottle *throttle, const char *name,
                        double per_second, gint64 now);

/* Nobody is to ask again before now + microseconds (a server said so). */
void vl_throttle_hold(VlThrottle *throttle, const char *name, gint64 now,
                      gint64 microseconds);
