#include "config.h"

#include "flow/locate.h"

#include "base/error.h"
#include "flow/lines.h"
#include "flow/pool.h"
#include "model/claim-json.h"
#include "verify/locate/locate.h"

/* Sources kept between batches. */
#define MAX_KEPT 64

/* A source with its document, or why it could not be read. */
typedef struct {
    char *path;
    gboolean tried;
    VlDocument *document;
    VlSource *source;
    GError *error;
    GPtrArray *questions; /* of this batch; not owned */
    guint64 last_used;
} Entry;

typedef struct {
    cJSON *line; /* NULL with an error */
    const char *quote;
    guint page;
    Entry *entry;
    GError *error;
    VlHit *hit;
} Question;

struct VlLocator {
    VlReadFunc read;
    gpointer data;
    GHashTable *entries; /* path -> Entry */
    guint64 batch;
    VlLocatorCounts counts;
};

static void
entry_free(Entry *entry)
{
    vl_source_free(entry->source);
    vl_document_free(entry->document);
    g_clear_error(&entry->error);
    g_ptr_array_unref(entry->questions);
    g_free(entry->path);
    g_free(entry);
}

static void
question_free(Question *question)
{
    cJSON_Delete(question->line);
    g_clear_error(&question->error);
    vl_hit_free(question->hit);
    g_free(question);
}

VlLocator *
vl_locator_new(VlReadFunc read, gpointer data)
{
    VlLocator *locator = g_new0(VlLocator, 1);
    locator->read = read;
    locator->data = data;
    locator->entries = g_hash_table_new_full(g_str_hash, g_str_equal, NULL,
                                             (GDestroyNotify)entry_free);
    return locator;
}

void
vl_locator_free(VlLocator *locator)
{
    if (locator == NULL)
        return;
    g_hash_table_unref(locator->entries);
    g_free(locator);
}

const VlLocatorCounts *
vl_locator_counts(const VlLocator *locator)
{
    return &locator->counts;
}

static Entry *
find_entry(VlLocator *locator, const char *path)
{
    Entry *entry = g_hash_table_lookup(locator->entries, path);
    if (entry == NULL) {
        entry = g_new0(Entry, 1);
        entry->path = g_strdup(path);
        entry->questions = g_ptr_array_new();
        g_hash_table_insert(locator->entries, entry->path, entry);
    }
    entry->last_used = locator->batch;
    return entry;
}

static void
read_question(Question *question, VlLocator *locator, const GString *line)
{
    question->line = vl_json_parse(line->str, line->len, &question->error);
    if (question->line == NULL)
        return;
    question->quote = vl_line_need(question->line, "quote", &question->error);
    if (question->quote == NULL)
        return;
    const char *path = vl_line_need(question->line, "source",
                                    &question->error);
    if (path == NULL)
        return;
    gint64 page = vl_json_get_int(question->line, "page", 0);
    question->page = page > 0 && page < G_MAXINT ? (guint)page : 0;
    question->entry = find_entry(locator, path);
    g_ptr_array_add(question->entry->questions, question);
}

/* One source with all its questions: a thread's work. */
static gboolean
work(gpointer item, gpointer data, G_GNUC_UNUSED GError **error)
{
    Entry *entry = item;
    const VlLocator *locator = data;
    if (!entry->tried) {
        entry->tried = TRUE;
        entry->document =
            locator->read(entry->path, locator->data, &entry->error);
        if (entry->document != NULL)
            entry->source = vl_source_new(entry->document);
    }
    for (guint i = 0; i < entry->questions->len; i++) {
        Question *question = entry->questions->pdata[i];
        if (entry->source != NULL)
            question->hit =
                vl_locate(entry->source, question->quote, question->page);
        else
            question->error = g_error_copy(entry->error);
    }
    g_ptr_array_set_size(entry->questions, 0);
    return TRUE;
}

/* The sources that this batch asks something of. */
static GPtrArray *
asked_entries(const VlLocator *locator)
{
    GPtrArray *asked = g_ptr_array_new();
    GHashTableIter iter;
    gpointer value;
    g_hash_table_iter_init(&iter, locator->entries);
    while (g_hash_table_iter_next(&iter, NULL, &value))
        if (((const Entry *)value)->questions->len > 0)
            g_ptr_array_add(asked, value);
    return asked;
}

/* Lets go of sources that this batch did not ask for, once there are too
 * many. */
static gboolean
is_old(gpointer path, gpointer value, gpointer data)
{
    (void)path;
    const VlLocator *locator = data;
    return ((const Entry *)value)->last_used + 1 < locator->batch ||
           g_hash_table_size(locator->entries) > 4 * MAX_KEPT;
}

static void
write_hit(const VlHit *hit, VlJson *json)
{
    vl_json_member_string(json, "match", vl_match_name(hit->match));
    if (hit->segments->len > 0) {
        vl_json_member_int(json, "page", hit->page);
        vl_json_member_int(json, "page_end", hit->page_end);
        vl_json_member_int(json, "start", (gint64)hit->span.start);
        vl_json_member_int(json, "end", (gint64)hit->span.end);
        vl_json_member_string(json, "text", hit->text);
        vl_json_member_segments(json, hit);
    }
    vl_json_member_int(json, "occurrences", hit->occurrences);
    vl_json_member_changes(json, hit);
}

static void
write_answer(VlLocator *locator, const Question *question, GString *out)
{
    VlJson json = VL_JSON_INIT(out);
    vl_line_begin(&json, question->line);
    locator->counts.lines++;
    if (question->error != NULL) {
        locator->counts.errors++;
        vl_json_member_error(&json, "error", question->error,
                             vl_json_get_string(question->line, "source",
                                                NULL));
    } else {
        VlMatch match = question->hit->match;
        locator->counts.flagged +=
            match == VL_MATCH_ALTERED || match == VL_MATCH_ABSENT;
        write_hit(question->hit, &json);
    }
    vl_line_end(&json);
}

void
vl_locator_answer(VlLocator *locator, const GPtrArray *lines, GString *out)
{
    g_autoptr(GPtrArray) questions =
        g_ptr_array_new_with_free_func((GDestroyNotify)question_free);
    locator->batch++;
    for (guint i = 0; i < lines->len; i++) {
        if (vl_line_is_blank(lines->pdata[i]))
            continue;
        Question *question = g_new0(Question, 1);
        g_ptr_array_add(questions, question);
        read_question(question, locator, lines->pdata[i]);
    }
    g_autoptr(GPtrArray) asked = asked_entries(locator);
    if (!vl_pool_run(asked, work, locator, "sources", NULL, NULL))
        g_return_if_reached();
    for (guint i = 0; i < questions->len; i++)
        write_answer(locator, questions->pdata[i], out);
    if (g_hash_table_size(locator->entries) > MAX_KEPT)
        g_hash_table_foreach_remove(locator->entries, is_old, locator);
}
