#include "config.h"

#include "pubmed/elements.h"

#include <string.h>

#include "base/error.h"

/* Mixes the address of a name with its parent. */
static inline guint
slot_of(guint8 parent, const xmlChar *name)
{
    guintptr key = (guintptr)name ^ ((guintptr)parent * 0x9E3779B1u);
    return (guint)((key ^ (key >> 9)) % VL_ELEMENTS_SLOTS);
}

/* The node of name below parent; 0 when there is none. */
static inline guint8
find(const VlElements *elements, guint8 parent, const xmlChar *name)
{
    guint i = slot_of(parent, name);
    for (;;) {
        const VlElementSlot *slot = &elements->slots[i];
        if (slot->name == name && slot->parent == parent)
            return slot->node;
        if (slot->name == NULL)
            return 0;
        i = (i + 1) % VL_ELEMENTS_SLOTS;
    }
}

static void
link_node(VlElements *elements, guint8 parent, const xmlChar *name, guint8 node)
{
    guint i = slot_of(parent, name);
    while (elements->slots[i].name != NULL)
        i = (i + 1) % VL_ELEMENTS_SLOTS;
    elements->slots[i] = (VlElementSlot){name, parent, node};
}

static guint8
new_node(VlElements *elements)
{
    static const VlElementRule nothing;
    g_assert(elements->n_nodes < VL_ELEMENTS_MAX_NODES);
    elements->rules[elements->n_nodes] = &nothing;
    return (guint8)elements->n_nodes++;
}

/* Nodes 0 ... n_contexts - 1 are the contexts; the others follow as the
 * paths need them. */
static void
add_rule(VlElements *elements, const VlElementRule *rule)
{
    guint8 node = (guint8)rule->in;
    const char *at = rule->path;
    while (*at != '\0') {
        gsize length = strcspn(at, "/");
        g_autofree char *name = g_strndup(at, length);
        const xmlChar *interned = vl_xml_intern(&elements->xml, name);
        guint8 next = find(elements, node, interned);
        at += length + (at[length] == '/');
        if (next == 0) {
            gboolean context = *at == '\0' && rule->into != 0;
            next = context ? (guint8)rule->into : new_node(elements);
            link_node(elements, node, interned, next);
        }
        node = next;
    }
    if (rule->into == 0)
        elements->rules[node] = rule;
}

static void
on_start(void *context, const xmlChar *name, const xmlChar *prefix,
         const xmlChar *uri, int n_namespaces, const xmlChar **namespaces,
         int n_attributes, int n_defaulted, const xmlChar **attributes)
{
    (void)prefix, (void)uri, (void)n_namespaces, (void)namespaces;
    (void)n_defaulted;
    VlElements *elements = context;
    if (elements->skipped > 0 || elements->in_text) {
        elements->skipped++;
        return;
    }
    guint8 node = find(elements, elements->node, name);
    if (node == 0) {
        elements->skipped = 1;
        if (elements->depth == 0)
            elements->on_other_root(elements, (const char *)name);
        return;
    }
    elements->stack[elements->depth++] = elements->node;
    elements->node = node;
    const VlElementRule *rule = elements->rules[node];
    if (rule->text) {
        elements->in_text = TRUE;
        g_string_truncate(elements->text, 0);
    }
    if (rule->start != NULL) {
        elements->rule = rule;
        elements->attributes = attributes;
        elements->n_attributes = n_attributes;
        rule->start(elements);
    }
}

static void
on_end(void *context, const xmlChar *name, const xmlChar *prefix,
       const xmlChar *uri)
{
    (void)name, (void)prefix, (void)uri;
    VlElements *elements = context;
    if (elements->skipped > 0) {
        elements->skipped--;
        return;
    }
    const VlElementRule *rule = elements->rules[elements->node];
    elements->in_text = FALSE;
    if (rule->end != NULL) {
        elements->rule = rule;
        rule->end(elements);
    }
    elements->node = elements->stack[--elements->depth];
}

static void
on_text(void *context, const xmlChar *bytes, int n_bytes)
{
    VlElements *elements = context;
    if (!elements->in_text)
        return;
    GString *text = elements->text;
    if (text->len + (gsize)n_bytes < text->allocated_len) {
        /* What g_string_append_len does, without its checks. */
        memcpy(text->str + text->len, bytes, (gsize)n_bytes);
        text->len += (gsize)n_bytes;
        text->str[text->len] = '\0';
        return;
    }
    if (text->len < VL_ELEMENTS_MAX_TEXT) {
        g_string_append_len(text, (const char *)bytes, n_bytes);
        return;
    }
    vl_xml_take_error(&elements->xml,
                      g_error_new(VL_ERROR, VL_ERROR_TOO_BIG,
                                  "line %d: a text of more than %d bytes",
                                  vl_xml_line(&elements->xml),
                                  VL_ELEMENTS_MAX_TEXT));
}

void
vl_elements_init(VlElements *elements, const VlElementRule *rules,
                 gsize n_rules, guint n_contexts,
                 void (*on_other_root)(VlElements *, const char *))
{
    memset(elements, 0, sizeof(*elements));
    elements->on_other_root = on_other_root;
    elements->text = g_string_sized_new(4096);
    vl_xml_init(&elements->xml, &(VlXmlHandlers){on_start, on_end, on_text});
    for (guint i = 0; i < n_contexts; i++)
        new_node(elements);
    for (gsize i = 0; i < n_rules; i++)
        add_rule(elements, &rules[i]);
}

void
vl_elements_clear(VlElements *elements)
{
    vl_xml_clear(&elements->xml);
    g_string_free(elements->text, TRUE);
}
