#pragma once

#include <glib.h>

/* Attempts to get out of the seal, for tests/escape.c. */
typedef struct {
    const char *name;
    gboolean (*attempt)(void); /* TRUE: it got what it wanted */
} EscapeAttempt;

/* Less usual ways; a NULL name ends them.  victim is a file and folder a
 * folder of the user's own. */
extern const EscapeAttempt escape_detours[];
extern char escape_victim[], escape_folder[];

gboolean escape_opens(const char *path, int flags);
