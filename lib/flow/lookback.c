#include "config.h"

#include "flow/lookback.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "store/history.h"

/* Says that a paper was shown, so that what was known of it then is no
 * news. */
#define SHOWN "shown"

/* Kinds beside those of notices: of a paper that PubMed does not serve any
 * more, and of one that it never did. */
#define WITHDRAWN "withdrawn"
#define MISSED "missed"

/* What a reader has to know, the gravest first. */
static const VlNoticeKind grave[] = {
    VL_NOTICE_RETRACTION, VL_NOTICE_CONCERN, VL_NOTICE_ERRATUM,
    VL_NOTICE_REPUBLICATION, VL_NOTICE_UPDATE};

struct VlHindsight {
    VlStore *store;
    const char *watch;
    GHashTable *shown; /* not owned */
    GHashTable *told;  /* vl_store_told, and what this run tells */
    GPtrArray *news;   /* VlLookback */
    GPtrArray *rows;   /* VlTold */
    GPtrArray *changed; /* VlRecord */
};

VlHindsight *
vl_hindsight_new(VlStore *store, const char *watch, GHashTable *shown,
                 GError **error)
{
    GHashTable *told = vl_store_told(store, watch, error);
    if (told == NULL)
        return NULL;
    VlHindsight *hindsight = g_new0(VlHindsight, 1);
    hindsight->store = store;
    hindsight->watch = watch;
    hindsight->shown = shown;
    hindsight->told = told;
    hindsight->news =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_lookback_free);
    hindsight->rows =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_told_free);
    hindsight->changed =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_record_free);
    return hindsight;
}

void
vl_hindsight_free(VlHindsight *hindsight)
{
    if (hindsight == NULL)
        return;
    g_hash_table_unref(hindsight->told);
    g_ptr_array_unref(hindsight->news);
    g_ptr_array_unref(hindsight->rows);
    g_ptr_array_unref(hindsight->changed);
    g_free(hindsight);
}

static int
compare_numbers(gconstpointer a, gconstpointer b)
{
    gint64 x = g_ascii_strtoll(*(const char *const *)a, NULL, 10);
    gint64 y = g_ascii_strtoll(*(const char *const *)b, NULL, 10);
    return x < y ? -1 : x > y;
}

GPtrArray *
vl_hindsight_pmids(const VlHindsight *hindsight)
{
    GPtrArray *pmids = g_ptr_array_new_with_free_func(g_free);
    GHashTableIter at;
    gpointer name;
    g_hash_table_iter_init(&at, hindsight->shown);
    while (g_hash_table_iter_next(&at, &name, NULL))
        if (g_str_has_prefix(name, "pmid:"))
            g_ptr_array_add(pmids, g_strdup((char *)name + 5));
    g_ptr_array_sort(pmids, compare_numbers);
    return pmids;
}

/* ---- Notices ---- */

/* A retraction is told once, whatever more is published about it. */
static const char *
name_of(const VlNotice *notice)
{
    if (notice->kind == VL_NOTICE_RETRACTION)
        return "";
    if (notice->pmid != NULL)
        return notice->pmid;
    return notice->text != NULL ? notice->text : "";
}

/* Adds the notice to what is told; FALSE: it was in there. */
static gboolean
add_told(VlHindsight *hindsight, const char *pmid, const char *kind,
         const char *name, gboolean keep)
{
    char *key = vl_history_notice_key(pmid, kind, name);
    gboolean fresh = g_hash_table_add(hindsight->told, key);
    if (fresh && keep)
        g_ptr_array_add(hindsight->rows, vl_told_new(pmid, kind, name));
    return fresh;
}

/* The grave notices of a record, one after another.  Retracted by its type
 * alone counts as one. */
static gboolean
next_notice(const VlRecord *record, VlNoticeKind kind, guint *at,
            VlNotice *notice)
{
    while (*at < record->notices->len) {
        *notice = g_array_index(record->notices, VlNotice, (*at)++);
        if (notice->kind == kind)
            return TRUE;
    }
    gboolean by_type = kind == VL_NOTICE_RETRACTION && record->retracted &&
                       *at == record->notices->len;
    (*at)++;
    *notice = (VlNotice){kind, NULL, NULL};
    return by_type;
}

/* Notes all that record says as told. */
static void
take_as_told(VlHindsight *hindsight, const VlRecord *record, gboolean keep)
{
    for (guint k = 0; k < G_N_ELEMENTS(grave); k++) {
        VlNotice notice;
        for (guint at = 0; next_notice(record, grave[k], &at, &notice);)
            (void)add_told(hindsight, record->pmid,
                           vl_notice_kind_name(grave[k]), name_of(&notice),
                           keep);
    }
}

/* A library of before notices were kept: what its own record says was
 * known. */
static gboolean
recall(VlHindsight *hindsight, const char *pmid, GError **error)
{
    if (g_hash_table_contains(hindsight->told, pmid))
        return TRUE;
    g_autoptr(GError) problem = NULL;
    g_autoptr(VlRecord) old =
        vl_store_get_record(hindsight->store, pmid, &problem);
    if (old != NULL)
        take_as_told(hindsight, old, TRUE);
    if (old == NULL &&
        g_error_matches(problem, VL_ERROR, VL_ERROR_STORE)) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return FALSE;
    }
    g_hash_table_add(hindsight->told, g_strdup(pmid));
    g_ptr_array_add(hindsight->rows, vl_told_new(pmid, SHOWN, NULL));
    return TRUE;
}

static gboolean
add_news(VlHindsight *hindsight, const VlRecord *record, const char *kind,
         const VlNotice *notice, GError **error)
{
    g_autofree char *name = g_strconcat("pmid:", record->pmid, NULL);
    g_autofree char *digest = NULL;
    GPtrArray *claims = vl_store_claims_about(
        hindsight->store, hindsight->watch, name, error);
    if (claims == NULL)
        return FALSE;
    VlLookback *lookback = vl_lookback_new();
    g_ptr_array_add(hindsight->news, lookback);
    g_ptr_array_unref(lookback->claims);
    lookback->claims = claims;
    if (!vl_store_first_shown(hindsight->store, hindsight->watch, name,
                              &digest, error))
        return FALSE;
    lookback->pmid = g_strdup(record->pmid);
    lookback->title = g_strdup(vl_record_title(record));
    lookback->kind = g_strdup(kind);
    lookback->notice_pmid = g_strdup(notice->pmid);
    lookback->text = g_strdup(notice->text);
    lookback->digest = g_steal_pointer(&digest);
    return TRUE;
}

gboolean
vl_hindsight_consider(VlHindsight *hindsight, const VlRecord *record,
                      GError **error)
{
    if (record->pmid == NULL || !recall(hindsight, record->pmid, error))
        return record->pmid == NULL;
    guint before = hindsight->news->len;
    for (guint k = 0; k < G_N_ELEMENTS(grave); k++) {
        VlNotice notice;
        const char *kind = vl_notice_kind_name(grave[k]);
        for (guint at = 0; next_notice(record, grave[k], &at, &notice);)
            if (add_told(hindsight, record->pmid, kind, name_of(&notice),
                         TRUE) &&
                !add_news(hindsight, record, kind, &notice, error))
                return FALSE;
    }
    VlRecord *copy =
        hindsight->news->len > before ? vl_record_copy(record) : NULL;
    if (copy != NULL)
        g_ptr_array_add(hindsight->changed, copy);
    return TRUE;
}

void
vl_hindsight_show(VlHindsight *hindsight, const VlRecord *record)
{
    if (record->pmid == NULL)
        return;
    take_as_told(hindsight, record, TRUE);
    if (g_hash_table_add(hindsight->told, g_strdup(record->pmid)))
        g_ptr_array_add(hindsight->rows,
                        vl_told_new(record->pmid, SHOWN, NULL));
}

gboolean
vl_hindsight_withdraw(VlHindsight *hindsight, const char *pmid,
                      GError **error)
{
    if (!add_told(hindsight, pmid, WITHDRAWN, "", TRUE))
        return TRUE;
    g_autoptr(GError) problem = NULL;
    g_autoptr(VlRecord) record =
        vl_store_get_record(hindsight->store, pmid, &problem);
    if (g_error_matches(problem, VL_ERROR, VL_ERROR_STORE)) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return FALSE;
    }
    /* Of a paper that was listed alone the library has no record. */
    if (record == NULL) {
        record = vl_record_new();
        record->pmid = g_string_chunk_insert(record->chunk, pmid);
    }
    const VlNotice none = {.kind = VL_NOTICE_OTHER};
    return add_news(hindsight, record, WITHDRAWN, &none, error);
}

gboolean
vl_hindsight_miss(VlHindsight *hindsight, const char *pmid)
{
    return add_told(hindsight, pmid, MISSED, "", TRUE);
}

gboolean
vl_hindsight_is_missed(const VlHindsight *hindsight, const char *pmid)
{
    g_autofree char *key = vl_history_notice_key(pmid, MISSED, "");
    return g_hash_table_contains(hindsight->told, key);
}

guint
vl_hindsight_count(const VlHindsight *hindsight)
{
    return hindsight->news->len;
}

/* ---- Telling ---- */

static guint
rank_of(const VlLookback *lookback)
{
    guint k = 0;
    while (k < G_N_ELEMENTS(grave) &&
           !g_str_equal(lookback->kind, vl_notice_kind_name(grave[k])))
        k++;
    return k;
}

static int
compare_news(gconstpointer a, gconstpointer b)
{
    const VlLookback *x = *(const VlLookback *const *)a;
    const VlLookback *y = *(const VlLookback *const *)b;
    guint k = rank_of(x), l = rank_of(y);
    if (k != l)
        return k < l ? -1 : 1;
    int by_pmid = compare_numbers(&x->pmid, &y->pmid);
    return by_pmid != 0 ? by_pmid
                        : g_strcmp0(x->notice_pmid, y->notice_pmid);
}

void
vl_hindsight_tell(VlHindsight *hindsight, VlDigest *digest, VlRun *run)
{
    g_ptr_array_sort(hindsight->news, compare_news);
    g_ptr_array_extend_and_steal(digest->lookback,
                                 g_ptr_array_ref(hindsight->news));
    run->told = g_ptr_array_ref(hindsight->rows);
}

gboolean
vl_hindsight_keep(VlHindsight *hindsight, GError **error)
{
    for (guint i = 0; i < hindsight->changed->len; i++)
        if (!vl_store_put_record(hindsight->store,
                                 hindsight->changed->pdata[i], error))
            return FALSE;
    return TRUE;
}
