#include "config.h"

#include "flow/locate.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "verify/locate.h"

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
    const char *path = vl_json_get_string(question->line, "source", NULL);
    question->quote = vl_json_get_string(question->line, "quote", NULL);
    if (path == NULL || *path == '\0' || question->quote == NULL) {
        g_set_error(&question->error, VL_ERROR, VL_ERROR_MALFORMED,
                    "the line has no '%s' (a string)",
                    question->quote == NULL ? "quote" : "source");
        return;
    }
    gint64 page = vl_json_get_int(question->line, "page", 0);
    question->page = page > 0 && page < G_MAXINT ? (guint)page : 0;
    question->entry = find_entry(locator, path);
    g_ptr_array_add(question->entry->questions, question);
}

/* One source with all its questions: a thread's work. */
static void
work(gpointer item, gpointer data)
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
}

static void
work_in_parallel(VlLocator *locator)
{
    g_autoptr(GPtrArray) waiting = g_ptr_array_new();
    GHashTableIter iter;
    gpointer value;
    g_hash_table_iter_init(&iter, locator->entries);
    while (g_hash_table_iter_next(&iter, NULL, &value))
        if (((Entry *)value)->questions->len > 0)
            g_ptr_array_add(waiting, value);
    guint threads = MIN(g_get_num_processors(), waiting->len);
    GThreadPool *pool = NULL;
    if (threads > 1)
        pool = g_thread_pool_new(work, locator, (int)threads, FALSE, NULL);
    for (guint i = 0; i < waiting->len; i++) {
        if (pool == NULL || !g_thread_pool_push(pool, waiting->pdata[i], NULL))
            work(waiting->pdata[i], locator);
    }
    if (pool != NULL)
        g_thread_pool_free(pool, FALSE, TRUE);
    for (guint i = 0; i < waiting->len; i++)
        g_ptr_array_set_size(((Entry *)waiting->pdata[i])->questions, 0);
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
write_segments(const VlHit *hit, VlJson *json)
{
    vl_json_key(json, "segments");
    vl_json_begin_array(json);
    for (guint i = 0; i < hit->segments->len; i++) {
        const VlSegment *segment = hit->segments->pdata[i];
        vl_json_begin_object(json);
        vl_json_member_int(json, "page", segment->page);
        vl_json_member_int(json, "start", (gint64)segment->span.start);
        vl_json_member_int(json, "end", (gint64)segment->span.end);
        vl_json_member_string(json, "text", segment->text);
        vl_json_end_object(json);
    }
    vl_json_end_array(json);
}

static void
write_changes(const VlHit *hit, VlJson *json)
{
    vl_json_key(json, "changes");
    vl_json_begin_array(json);
    for (guint i = 0; i < hit->changes->len; i++) {
        const VlChange *change = hit->changes->pdata[i];
        vl_json_begin_object(json);
        vl_json_member_string(json, "kind",
                              vl_change_kind_name(change->kind));
        vl_json_member_string(json, "quote", change->quote);
        vl_json_member_string(json, "source", change->source);
        vl_json_end_object(json);
    }
    vl_json_end_array(json);
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
        write_segments(hit, json);
    }
    vl_json_member_int(json, "occurrences", hit->occurrences);
    write_changes(hit, json);
}

static void
write_error(const Question *question, VlJson *json)
{
    const char *file =
        vl_json_get_string(question->line, "source", NULL);
    vl_json_key(json, "error");
    vl_json_begin_object(json);
    vl_json_member_string(json, "code", vl_error_name(question->error));
    vl_json_member_string(json, "message", question->error->message);
    vl_json_member_string(json, "file", file);
    vl_json_end_object(json);
}

/* The id of the question, whatever its type; null when it has none. */
static void
write_id(const Question *question, VlJson *json)
{
    const cJSON *id =
        cJSON_GetObjectItemCaseSensitive(question->line, "id");
    if (cJSON_IsString(id))
        vl_json_member_string(json, "id", id->valuestring);
    else if (cJSON_IsNumber(id) && id->valuedouble ==
                                       (double)(gint64)id->valuedouble)
        vl_json_member_int(json, "id", (gint64)id->valuedouble);
    else
        vl_json_member_string(json, "id", NULL);
}

static void
write_answer(VlLocator *locator, const Question *question, GString *out)
{
    VlJson json = VL_JSON_INIT(out);
    vl_json_begin_object(&json);
    write_id(question, &json);
    locator->counts.lines++;
    if (question->error != NULL) {
        locator->counts.errors++;
        write_error(question, &json);
    } else {
        VlMatch match = question->hit->match;
        locator->counts.flagged +=
            match == VL_MATCH_ALTERED || match == VL_MATCH_ABSENT;
        write_hit(question->hit, &json);
    }
    vl_json_end_object(&json);
    g_string_append_c(out, '\n');
}

void
vl_locator_answer(VlLocator *locator, const GPtrArray *lines, GString *out)
{
    g_autoptr(GPtrArray) questions =
        g_ptr_array_new_with_free_func((GDestroyNotify)question_free);
    locator->batch++;
    for (guint i = 0; i < lines->len; i++) {
        const GString *line = lines->pdata[i];
        if (strspn(line->str, " \t\r") == line->len)
            continue;
        Question *question = g_new0(Question, 1);
        g_ptr_array_add(questions, question);
        read_question(question, locator, line);
    }
    work_in_parallel(locator);
    for (guint i = 0; i < questions->len; i++)
        write_answer(locator, questions->pdata[i], out);
    if (g_hash_table_size(locator->entries) > MAX_KEPT)
        g_hash_table_foreach_remove(locator->entries, is_old, locator);
}
