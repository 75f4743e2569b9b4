#pragma once

#include <glib.h>

/* What a recipe tells while it works; each function may be NULL.  They may
 * be called from several threads, but one at a time. */
typedef struct {
    /* A line for the user: a problem, with its file and remedy. */
    void (*say)(const char *line, gpointer data);
    /* done of total papers or files. */
    void (*progress)(const char *what, guint done, guint total,
                     gpointer data);
    gpointer data;
} VlEvents;
