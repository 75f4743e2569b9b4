#pragma once

#include <glib.h>

/* How many calls may be under way at once, and when the next may leave: as
 * the user says at most, fewer and later as the server says. */
typedef struct VlPace VlPace;

/* A server that wants a longer wait than this is not waited for. */
#define VL_PACE_LONGEST_MS (120 * 1000)

VlPace *vl_pace_new(guint parallel);
void vl_pace_free(VlPace *pace);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlPace, vl_pace_free)

/* Waits for a place.  FALSE: the server wants too long a wait; no place was
 * taken. */
gboolean vl_pace_enter(VlPace *pace);

typedef struct {
    gboolean crowded; /* it said that this was too much: half as many */
    guint64 hold_ms;  /* nobody is to ask before; 0: at once */
} VlPaceNews;

/* Gives the place back. */
void vl_pace_leave(VlPace *pace, const VlPaceNews *news);

/* How many may be under way now. */
guint vl_pace_limit(VlPace *pace);

/* The milliseconds that the headers of an answer (lower-case name -> value)
 * ask for before another call of so many tokens: what is left of a limit does
 * not do for it, and comes back then.  Both families are read,
 * "x-ratelimit-remaining-tokens" with "6m0s" and
 * "anthropic-ratelimit-tokens-remaining" with a date of RFC 3339.  Only hints:
 * what cannot be read, or is negative (seen at Azure), asks for nothing.  now
 * is in seconds since 1970. */
guint64 vl_pace_hint(GHashTable *headers, guint tokens, gint64 now);

/* "6m0s", "1s", "20ms", "1.5s", "12" (seconds) in milliseconds; FALSE when it
 * is none. */
gboolean vl_pace_duration(const char *text, guint64 *ms);
