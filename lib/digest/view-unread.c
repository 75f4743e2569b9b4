#include "config.h"

#include "digest/view-unread.h"

#include <string.h>

#include "digest/reason.h"
#include "digest/view.h"

static void
group_free(gpointer data)
{
    VlUnreadGroup *group = data;
    g_ptr_array_unref(group->all);
    g_free(group->name);
    g_free(group->reason);
    g_free(group);
}

/* The reason without the paper's number before it, which is what papers have
 * in common; NULL: it stands for itself. */
static const char *
common_reason(const VlUnread *unread)
{
    if (unread->pmid == NULL || unread->file != NULL)
        return NULL;
    g_autofree char *prefix = g_strdup_printf("PMID %s: ", unread->pmid);
    return g_str_has_prefix(unread->reason, prefix)
               ? unread->reason + strlen(prefix)
               : NULL;
}

/* What two papers have to share; a model's failures may differ in times and
 * amounts.  The caller frees. */
static char *
key_of(const char *common)
{
    GString *key = g_string_new(NULL);
    gboolean blur = g_str_has_prefix(common, "not summarised: ");
    for (const char *p = common; *p != '\0'; p++)
        if (!blur || !g_ascii_isdigit(*p))
            g_string_append_c(key, *p);
    return g_string_free(key, FALSE);
}

static void
close_group(VlUnreadGroup *group, VlLanguage language)
{
    const VlUnread *first = group->all->pdata[0];
    if (group->all->len == 1) {
        group->name = vl_view_unread_name(first, language);
        group->reason = vl_reason_show(first->reason, language);
        return;
    }
    group->name = vl_word_count(VL_WORD_N_PAPERS, group->all->len, language);
    group->reason = vl_reason_show(common_reason(first), language);
}

GPtrArray *
vl_view_unread(const VlDigest *digest, VlLanguage language)
{
    GPtrArray *groups = g_ptr_array_new_with_free_func(group_free);
    g_autoptr(GHashTable) known =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < digest->unread->len; i++) {
        VlUnread *unread = digest->unread->pdata[i];
        const char *common = common_reason(unread);
        g_autofree char *key = common != NULL ? key_of(common) : NULL;
        VlUnreadGroup *group =
            key != NULL ? g_hash_table_lookup(known, key) : NULL;
        if (group == NULL) {
            group = g_new0(VlUnreadGroup, 1);
            group->all = g_ptr_array_new();
            g_ptr_array_add(groups, group);
            if (key != NULL)
                g_hash_table_insert(known, g_steal_pointer(&key), group);
        }
        g_ptr_array_add(group->all, unread);
    }
    for (guint i = 0; i < groups->len; i++)
        close_group(groups->pdata[i], language);
    return groups;
}

char *
vl_view_unread_numbers(const VlUnreadGroup *group)
{
    if (group->all->len == 1)
        return NULL;
    GString *out = g_string_new("PMID ");
    for (guint i = 0; i < group->all->len; i++)
        g_string_append_printf(out, "%s%s", i > 0 ? ", " : "",
                               ((VlUnread *)group->all->pdata[i])->pmid);
    return g_string_free(out, FALSE);
}
