#include "config.h"

#include "flow/intake.h"

#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"
#include "pubmed/parse.h"
#include "store/runs.h"

/* Longest list of PMIDs. */
#define MAX_LIST_BYTES ((gsize)8 << 20)

static const char *const suffixes[] = {".xml", ".gz", ".nbib", NULL};

/* A paper that came in.  Its record is kept while it is among those to be
 * digested. */
typedef struct {
    char *name, *pmid, *doi, *title;
    int version, date; /* date as 20261125 */
    guint order;
    gboolean deleted, retracted;
    VlRecord *record;
    GSequenceIter *place; /* among those to be digested; NULL: not there */
    gboolean by_date;
} Candidate;

struct VlIntake {
    VlIntakeOptions options;
    GPtrArray *candidates; /* Candidate */
    GHashTable *by_name;   /* vl_intake_name or DOI -> Candidate */
    GSequence *best;       /* Candidate */
    GPtrArray *wanted;     /* char *: PMIDs of lists, to be fetched */
    GHashTable *wanted_set;
    guint order; /* of the next candidate */
    VlChoice *choice;
};

char *
vl_intake_name(const VlRecord *record)
{
    char *name = vl_record_name(record);
    const char *title = vl_record_title(record);
    if (name != NULL || title == NULL || *title == '\0')
        return name;
    g_autofree char *folded = g_utf8_casefold(title, -1);
    g_autofree char *hash = vl_sha256(folded, strlen(folded));
    return g_strconcat("title:", hash, NULL);
}

static void
candidate_free(Candidate *candidate)
{
    g_free(candidate->name);
    g_free(candidate->pmid);
    g_free(candidate->doi);
    g_free(candidate->title);
    vl_record_free(candidate->record);
    g_free(candidate);
}

VlIntake *
vl_intake_new(const VlIntakeOptions *options)
{
    VlIntake *intake = g_new0(VlIntake, 1);
    intake->options = *options;
    intake->candidates =
        g_ptr_array_new_with_free_func((GDestroyNotify)candidate_free);
    intake->by_name =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    intake->best = g_sequence_new(NULL);
    intake->wanted = g_ptr_array_new_with_free_func(g_free);
    intake->wanted_set = g_hash_table_new(g_str_hash, g_str_equal);
    VlChoice *choice = intake->choice = g_new0(VlChoice, 1);
    choice->records =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_record_free);
    choice->listed =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_listed_free);
    choice->shown =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_shown_free);
    choice->files = g_ptr_array_new_with_free_func(g_free);
    choice->problems =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_unread_free);
    return intake;
}

void
vl_intake_free(VlIntake *intake)
{
    if (intake == NULL)
        return;
    g_sequence_free(intake->best);
    g_hash_table_unref(intake->by_name);
    g_hash_table_unref(intake->wanted_set);
    g_ptr_array_unref(intake->wanted);
    g_ptr_array_unref(intake->candidates);
    vl_choice_free(intake->choice);
    g_free(intake);
}

void
vl_choice_free(VlChoice *choice)
{
    if (choice == NULL)
        return;
    g_ptr_array_unref(choice->records);
    g_ptr_array_unref(choice->listed);
    g_ptr_array_unref(choice->shown);
    g_ptr_array_unref(choice->files);
    g_ptr_array_unref(choice->problems);
    g_free(choice);
}

static void
add_problem(VlIntake *intake, const char *pmid, const char *path,
            const char *code, const char *reason)
{
    g_autofree char *file = g_path_get_basename(path);
    g_ptr_array_add(intake->choice->problems,
                    vl_unread_new(pmid, NULL, file, code, reason));
}

/* ---- Ranking ---- */

static int
compare_rank(gconstpointer a, gconstpointer b, G_GNUC_UNUSED gpointer data)
{
    const Candidate *x = a, *y = b;
    if (x->by_date && x->date != y->date)
        return x->date > y->date ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static int
compare_pointers(gconstpointer a, gconstpointer b)
{
    return compare_rank(*(const Candidate *const *)a,
                        *(const Candidate *const *)b, NULL);
}

static void
drop_record(Candidate *candidate)
{
    g_clear_pointer(&candidate->record, vl_record_free);
    if (candidate->place != NULL)
        g_sequence_remove(candidate->place);
    candidate->place = NULL;
}

static gboolean
is_retracted(const VlRecord *record)
{
    gboolean retracted = record->retracted;
    for (guint i = 0; i < record->notices->len && !retracted; i++)
        retracted = g_array_index(record->notices, VlNotice, i).kind ==
                    VL_NOTICE_RETRACTION;
    return retracted;
}

/* Takes the record; the last of those to be digested may lose its own. */
static void
set_record(VlIntake *intake, Candidate *candidate, VlRecord *record)
{
    drop_record(candidate);
    g_free(candidate->pmid);
    g_free(candidate->doi);
    g_free(candidate->title);
    candidate->pmid = g_strdup(record->pmid);
    candidate->doi =
        record->doi != NULL ? g_ascii_strdown(record->doi, -1) : NULL;
    candidate->title = g_strdup(vl_record_title(record));
    candidate->version = record->version;
    candidate->date = record->date.year * 10000 + record->date.month * 100 +
                      record->date.day;
    candidate->deleted = FALSE;
    candidate->retracted = is_retracted(record);
    candidate->record = record;
    candidate->place =
        g_sequence_insert_sorted(intake->best, candidate, compare_rank, NULL);
    if ((guint)g_sequence_get_length(intake->best) > intake->options.max)
        drop_record(g_sequence_get(
            g_sequence_iter_prev(g_sequence_get_end_iter(intake->best))));
}

/* ---- Taking in ---- */

static Candidate *
find_known(const VlIntake *intake, const char *name, const VlRecord *record)
{
    Candidate *candidate = g_hash_table_lookup(intake->by_name, name);
    if (candidate != NULL || record->doi == NULL)
        return candidate;
    g_autofree char *doi = g_ascii_strdown(record->doi, -1);
    candidate = g_hash_table_lookup(intake->by_name, doi);
    /* One DOI under two PMIDs: two records, and a reader should see both. */
    gboolean other = candidate != NULL && candidate->pmid != NULL &&
                     record->pmid != NULL &&
                     !g_str_equal(candidate->pmid, record->pmid);
    return other ? NULL : candidate;
}

static gboolean
was_shown(const VlIntake *intake, const char *name, const VlRecord *record)
{
    if (intake->options.shown == NULL)
        return FALSE;
    if (g_hash_table_contains(intake->options.shown, name))
        return TRUE;
    if (record->doi == NULL)
        return FALSE;
    g_autofree char *doi = g_ascii_strdown(record->doi, -1);
    const char *other = g_hash_table_lookup(intake->options.shown, doi);
    /* As above: under another PMID it is another paper. */
    return other != NULL &&
           (record->pmid == NULL || !g_str_has_prefix(other, "pmid:"));
}

static void
take_deletion(VlIntake *intake, const VlRecord *record)
{
    intake->choice->deleted++;
    g_autofree char *name = vl_intake_name(record);
    Candidate *candidate =
        name != NULL ? g_hash_table_lookup(intake->by_name, name) : NULL;
    if (candidate == NULL)
        return;
    candidate->deleted = TRUE;
    drop_record(candidate);
}

static void
add_candidate(VlIntake *intake, const char *name, VlRecord *record)
{
    Candidate *candidate = g_new0(Candidate, 1);
    candidate->name = g_strdup(name);
    candidate->order = intake->order++;
    candidate->by_date = intake->options.by_date;
    g_ptr_array_add(intake->candidates, candidate);
    g_hash_table_insert(intake->by_name, g_strdup(name), candidate);
    if (record->doi != NULL)
        g_hash_table_insert(intake->by_name,
                            g_ascii_strdown(record->doi, -1), candidate);
    set_record(intake, candidate, record);
}

/* The paper's later record replaces the earlier one, as update files do,
 * unless its version is older. */
static gboolean
take_record(VlRecord *taken, gpointer data, G_GNUC_UNUSED GError **error)
{
    VlIntake *intake = data;
    g_autoptr(VlRecord) record = taken;
    if (record->deleted) {
        take_deletion(intake, record);
        return TRUE;
    }
    intake->choice->identified++;
    g_autofree char *name = vl_intake_name(record);
    if (name == NULL)
        name = g_strdup_printf("nameless:%u", intake->choice->identified);
    Candidate *known = find_known(intake, name, record);
    if (known != NULL && !known->deleted)
        intake->choice->duplicates++;
    if (known != NULL) {
        if (record->version >= known->version)
            set_record(intake, known, g_steal_pointer(&record));
    } else if (was_shown(intake, name, record)) {
        intake->choice->known++;
        if (intake->options.known != NULL)
            intake->options.known(record, intake->options.data);
    } else {
        if (intake->options.fresh != NULL)
            intake->options.fresh(record, intake->options.data);
        add_candidate(intake, name, g_steal_pointer(&record));
    }
    return TRUE;
}

void
vl_intake_take(VlIntake *intake, VlRecord *record, guint order)
{
    intake->order = order;
    (void)take_record(record, intake, NULL);
}

/* ---- Files ---- */

/* Digits and what separates them: a list of PMIDs. */
static gboolean
is_list(const char *text)
{
    return *text != '\0' && strspn(text, "0123456789 \t\r\n,;") == strlen(text);
}

static void
want(VlIntake *intake, const char *pmid)
{
    pmid += strspn(pmid, "0");
    if (g_hash_table_contains(intake->wanted_set, pmid))
        return;
    char *kept = g_strdup(pmid);
    g_ptr_array_add(intake->wanted, kept);
    g_hash_table_add(intake->wanted_set, kept);
}

GPtrArray *
vl_intake_wanted(const VlIntake *intake)
{
    GPtrArray *wanted = g_ptr_array_new();
    for (guint i = 0; i < intake->wanted->len; i++)
        g_ptr_array_add(wanted, intake->wanted->pdata[i]);
    return wanted;
}

static void
take_pmid(VlIntake *intake, const char *pmid, const char *path)
{
    g_autoptr(GError) error = NULL;
    VlRecord *record = NULL;
    if (intake->options.store != NULL && vl_is_pmid(pmid))
        record = vl_store_get_record(intake->options.store, pmid, &error);
    if (record != NULL) {
        (void)take_record(record, intake, NULL);
        return;
    }
    if (intake->options.will_fetch && vl_is_pmid(pmid)) {
        want(intake, pmid);
        return;
    }
    g_autofree char *short_pmid = g_strndup(pmid, VL_MAX_PMID_DIGITS + 1);
    g_autofree char *reason = g_strdup_printf(
        "PMID %s of '%s': the library does not hold its record; give your "
        "e-mail address (--email), so that PubMed is asked, or save it from "
        "there as .nbib and name that file",
        short_pmid, path);
    add_problem(intake, short_pmid, path, "not_found", reason);
}

/* FALSE: the file is no such list. */
static gboolean
take_list(VlIntake *intake, const char *path)
{
    g_autofree char *text = NULL;
    gsize n_bytes = 0;
    if (!vl_file_read(path, MAX_LIST_BYTES, &text, &n_bytes, NULL) ||
        strlen(text) != n_bytes || !is_list(text))
        return FALSE;
    g_auto(GStrv) pmids = g_strsplit_set(text, " \t\r\n,;", -1);
    for (char **pmid = pmids; *pmid != NULL; pmid++)
        if (**pmid != '\0')
            take_pmid(intake, *pmid, path);
    return TRUE;
}

static void
take_file(VlIntake *intake, const char *path)
{
    g_autoptr(GError) error = NULL;
    VlPubmedStats stats = {0};
    if (!take_list(intake, path) &&
        !vl_pubmed_parse_file(path, take_record, intake, &stats, &error))
        add_problem(intake, NULL, path, vl_error_name(error), error->message);
    if (error == NULL || stats.n_records > 0)
        g_ptr_array_add(intake->choice->files, g_path_get_basename(path));
}

void
vl_intake_add(VlIntake *intake, const char *path)
{
    if (!g_file_test(path, G_FILE_TEST_IS_DIR)) {
        take_file(intake, path);
        return;
    }
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) files = vl_file_list(path, suffixes, TRUE, &error);
    if (files == NULL) {
        add_problem(intake, NULL, path, vl_error_name(error), error->message);
        return;
    }
    if (files->len == 0) {
        g_autofree char *reason = g_strdup_printf(
            "cannot read '%s': no .xml, .gz or .nbib file is in it", path);
        add_problem(intake, NULL, path, "not_found", reason);
    }
    for (guint i = 0; i < files->len; i++)
        take_file(intake, files->pdata[i]);
}

/* ---- Choosing ---- */

static void
choose(VlChoice *choice, Candidate *candidate)
{
    gboolean digested = candidate->record != NULL;
    g_ptr_array_add(choice->shown, vl_shown_new(candidate->name,
                                                candidate->doi, digested));
    if (digested) {
        g_ptr_array_add(choice->records, g_steal_pointer(&candidate->record));
        return;
    }
    VlListed *listed = vl_listed_new(candidate->pmid, candidate->title);
    listed->retracted = candidate->retracted;
    g_ptr_array_add(choice->listed, listed);
}

VlChoice *
vl_intake_choose(VlIntake *intake)
{
    g_ptr_array_sort(intake->candidates, compare_pointers);
    for (guint i = 0; i < intake->candidates->len; i++) {
        Candidate *candidate = intake->candidates->pdata[i];
        if (!candidate->deleted)
            choose(intake->choice, candidate);
    }
    return g_steal_pointer(&intake->choice);
}
