#pragma once

#include <glib.h>

#include "base/xml.h"

/* What to do with which XML element, as a table of rules.  Elements without
 * a rule are skipped with all that is in them.  Names are compared by
 * address (libxml2 interns them), so an element costs one look-up. */

typedef struct VlElements VlElements;
typedef void (*VlElementFunc)(VlElements *elements);

typedef struct {
    guint in;            /* the context in which path is read; 0: the root */
    const char *path;    /* "Journal/Title"; "" is the context itself */
    guint into;          /* the context in force inside it; 0: none */
    VlElementFunc start; /* attributes are set */
    VlElementFunc end;   /* text is set, if asked for */
    gboolean text;       /* collect all text below, markup flattened */
    guint base, field;   /* for the reader's handlers */
} VlElementRule;

#define VL_ELEMENTS_MAX_NODES 250
#define VL_ELEMENTS_SLOTS 1024

typedef struct {
    const xmlChar *name; /* NULL: free */
    guint8 parent, node;
} VlElementSlot;

/* First member of the reader's own state. */
struct VlElements {
    VlXml xml;
    const VlElementRule *rule; /* of the handler that runs */
    GString *text;
    int n_attributes;
    const xmlChar **attributes;

    const VlElementRule *rules[VL_ELEMENTS_MAX_NODES]; /* by node */
    guint n_nodes;
    guint8 node; /* where we are */
    guint depth, skipped;
    gboolean in_text;
    guint8 stack[VL_XML_MAX_DEPTH + 1];
    VlElementSlot slots[VL_ELEMENTS_SLOTS];
    void (*on_other_root)(VlElements *elements, const char *name);
};

/* The longest text of one element, in bytes. */
#define VL_ELEMENTS_MAX_TEXT (16 * 1024 * 1024)

/* n_contexts counts context 0 too.  on_other_root is called for a root
 * element without a rule and should set an error. */
void vl_elements_init(VlElements *elements, const VlElementRule *rules,
                      gsize n_rules, guint n_contexts,
                      void (*on_other_root)(VlElements *, const char *));
void vl_elements_clear(VlElements *elements);
