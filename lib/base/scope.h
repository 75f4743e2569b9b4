#pragma once

#include <glib.h>
#include <unistd.h>

/* A file descriptor that closes itself:  vl_autofd int fd = open(...);
 * Take it out with vl_steal_fd(&fd). */
static inline void
vl_scope_close(int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

static inline int
vl_steal_fd(int *fd)
{
    int taken = *fd;
    *fd = -1;
    return taken;
}

#define vl_autofd __attribute__((cleanup(vl_scope_close)))
