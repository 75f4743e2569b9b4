#include "config.h"

#include "pubmed/nbib.h"

#include <string.h>

#include "base/error.h"
#include "base/unicode.h"
#include "pubmed/notices.h"
#include "pubmed/pubdate.h"

/* A field of several lines may be this long, and a record may have so many
 * bytes of fields. */
#define MAX_LINE (1024 * 1024)

typedef struct {
    VlRecordFunc func;
    gpointer data;
    guint n_records;
    const char *name; /* of the input, for messages */
    guint line;
    GString *pending; /* the line whose end has not come yet */
    char tag[5];      /* of the field being read; "" is none */
    GString *value;
    VlRecord *record;
    gsize n_bytes; /* of the record's fields */
} Nbib;

typedef struct {
    const char *tag;
    void (*take)(Nbib *nbib, const char *value, gsize field);
    gsize field; /* offset in VlRecord, or a VlNoticeKind */
} Field;

static const char *
keep(Nbib *nbib, const char *text)
{
    return g_string_chunk_insert(nbib->record->chunk, text);
}

static void
take_text(Nbib *nbib, const char *value, gsize field)
{
    const char **slot = (const char **)(gpointer)((char *)nbib->record + field);
    if (*slot == NULL)
        *slot = keep(nbib, value);
}

/* Digits only, as in vl_gather_pmid. */
static void
take_pmid(Nbib *nbib, const char *value, gsize field)
{
    if (strspn(value, "0123456789") == strlen(value))
        take_text(nbib, value, field);
}

static void
take_listed(Nbib *nbib, const char *value, gsize field)
{
    GPtrArray **list = (GPtrArray **)(gpointer)((char *)nbib->record + field);
    g_ptr_array_add(*list, (gpointer)keep(nbib, value));
}

/* "10.1000/x [doi]" */
static void
take_doi(Nbib *nbib, const char *value, gsize field)
{
    static const char mark[] = " [doi]";
    (void)field;
    if (!g_str_has_suffix(value, mark) || nbib->record->doi != NULL)
        return;
    gsize length = strlen(value) - strlen(mark);
    nbib->record->doi =
        g_string_chunk_insert_len(nbib->record->chunk, value, (gssize)length);
}

/* "1234-5678 (Electronic)" */
static void
take_issn(Nbib *nbib, const char *value, gsize field)
{
    (void)field;
    if (nbib->record->journal.issn == NULL)
        nbib->record->journal.issn = g_string_chunk_insert_len(
            nbib->record->chunk, value, (gssize)strcspn(value, " ("));
}

static void
take_date(Nbib *nbib, const char *value, gsize field)
{
    (void)field;
    if (nbib->record->date.text != NULL)
        return;
    nbib->record->date.text = keep(nbib, value);
    vl_pubdate_read(value, &nbib->record->date);
}

static void
take_abstract(Nbib *nbib, const char *value, gsize field)
{
    (void)field;
    VlAbstractPart part = {NULL, NULL, keep(nbib, value)};
    g_array_append_val(nbib->record->abstract, part);
}

static void
take_other_abstract(Nbib *nbib, const char *value, gsize field)
{
    (void)field;
    VlOtherAbstract other = {NULL, NULL,
                             g_array_new(FALSE, TRUE, sizeof(VlAbstractPart))};
    VlAbstractPart part = {NULL, NULL, keep(nbib, value)};
    g_array_append_val(other.abstract, part);
    g_array_append_val(nbib->record->other_abstracts, other);
}

/* The language of the other abstract just read. */
static void
take_other_language(Nbib *nbib, const char *value, gsize field)
{
    GArray *others = nbib->record->other_abstracts;
    (void)field;
    if (others->len > 0)
        g_array_index(others, VlOtherAbstract, others->len - 1).language =
            keep(nbib, value);
}

static VlAuthor *
last_author(Nbib *nbib)
{
    GArray *authors = nbib->record->authors;
    return authors->len == 0
               ? NULL
               : &g_array_index(authors, VlAuthor, authors->len - 1);
}

static VlAuthor *
new_author(Nbib *nbib)
{
    GArray *authors = nbib->record->authors;
    g_array_set_size(authors, authors->len + 1);
    return last_author(nbib);
}

/* FAU: "Morel, Claire A" */
static void
take_full_name(Nbib *nbib, const char *value, gsize field)
{
    (void)field;
    VlAuthor *author = new_author(nbib);
    const char *comma = strstr(value, ", ");
    gssize length = comma == NULL ? -1 : comma - value;
    author->family =
        g_string_chunk_insert_len(nbib->record->chunk, value, length);
    if (comma != NULL)
        author->given = keep(nbib, comma + 2);
}

/* AU: "Morel CA", which follows its FAU; old records have only AU. */
static void
take_short_name(Nbib *nbib, const char *value, gsize field)
{
    (void)field;
    VlAuthor *author = last_author(nbib);
    const char *space = strrchr(value, ' ');
    gboolean follows = author != NULL && author->family != NULL &&
                       author->initials == NULL &&
                       g_str_has_prefix(value, author->family);
    if (!follows) {
        author = new_author(nbib);
        author->family = g_string_chunk_insert_len(nbib->record->chunk, value,
                                                   space ? space - value : -1);
    }
    if (space != NULL)
        author->initials = keep(nbib, space + 1);
}

static void
take_collective(Nbib *nbib, const char *value, gsize field)
{
    (void)field;
    new_author(nbib)->collective = keep(nbib, value);
}

static void
take_affiliation(Nbib *nbib, const char *value, gsize field)
{
    (void)field;
    VlAuthor *author = last_author(nbib);
    if (author == NULL)
        return;
    if (author->affiliations == NULL)
        author->affiliations = g_ptr_array_new();
    g_ptr_array_add(author->affiliations, (gpointer)keep(nbib, value));
}

static void
take_orcid(Nbib *nbib, const char *value, gsize field)
{
    (void)field;
    VlAuthor *author = last_author(nbib);
    if (author != NULL && g_str_has_prefix(value, "ORCID: "))
        author->orcid = keep(nbib, value + strlen("ORCID: "));
}

static void
take_type(Nbib *nbib, const char *value, gsize field)
{
    (void)field;
    VlTerm term = {NULL, keep(nbib, value)};
    g_array_append_val(nbib->record->types, term);
}

/* "*Heart Failure/drug therapy": headings and qualifiers, the main ones with
 * a star. */
static void
take_mesh(Nbib *nbib, const char *value, gsize field)
{
    (void)field;
    VlMesh mesh = {0};
    for (;;) {
        gsize length = strcspn(value, "/");
        gboolean major = *value == '*';
        const char *name =
            g_string_chunk_insert_len(nbib->record->chunk, value + major,
                                      (gssize)(length - (gsize)major));
        mesh.major = mesh.major || major;
        if (mesh.name == NULL) {
            mesh.name = name;
        } else {
            VlTerm term = {NULL, name};
            if (mesh.qualifiers == NULL)
                mesh.qualifiers = g_array_new(FALSE, TRUE, sizeof(VlTerm));
            g_array_append_val(mesh.qualifiers, term);
        }
        if (value[length] == '\0')
            break;
        value += length + 1;
    }
    g_array_append_val(nbib->record->mesh, mesh);
}

/* "EC 3.4.15.1 (Enzyme)": the name is in the brackets. */
static void
take_chemical(Nbib *nbib, const char *value, gsize field)
{
    (void)field;
    const char *open = strchr(value, '(');
    gsize length = strlen(value);
    gboolean bracketed = open != NULL && value[length - 1] == ')';
    VlTerm term = {NULL, bracketed ? g_string_chunk_insert_len(
                                         nbib->record->chunk, open + 1,
                                         (value + length - 1) - (open + 1))
                                   : keep(nbib, value)};
    g_array_append_val(nbib->record->chemicals, term);
}

/* "R01 AB000/AB/AGENCY/Country" */
static void
take_grant(Nbib *nbib, const char *value, gsize field)
{
    (void)field;
    g_auto(GStrv) parts = g_strsplit(value, "/", 8);
    guint n = g_strv_length(parts);
    VlGrant grant = {0};
    if (n >= 3)
        grant.id = keep(nbib, parts[0]);
    grant.agency = keep(nbib, n >= 2 ? parts[n - 2] : value);
    if (n >= 2)
        grant.country = keep(nbib, parts[n - 1]);
    g_array_append_val(nbib->record->grants, grant);
}

/* "Fict J Med. 2020;1:2. PMID: 900" */
static void
take_notice(Nbib *nbib, const char *value, gsize kind)
{
    static const char mark[] = "PMID: ";
    VlNotice notice = {(VlNoticeKind)kind, NULL, keep(nbib, value)};
    const char *pmid = strstr(value, mark);
    gsize digits = pmid ? strspn(pmid + strlen(mark), "0123456789") : 0;
    if (digits > 0)
        notice.pmid = g_string_chunk_insert_len(
            nbib->record->chunk, pmid + strlen(mark), (gssize)digits);
    g_array_append_val(nbib->record->notices, notice);
}

#define TEXT(member) take_text, G_STRUCT_OFFSET(VlRecord, member)
#define LISTED(member) take_listed, G_STRUCT_OFFSET(VlRecord, member)

static const Field fields[] = {
    {"PMID", take_pmid, G_STRUCT_OFFSET(VlRecord, pmid)},
    {"PMC", TEXT(pmcid)},
    {"STAT", TEXT(status)},
    {"TI", TEXT(title)},
    {"BTI", TEXT(journal.title)},
    {"TT", TEXT(vernacular_title)},
    {"JT", TEXT(journal.title)},
    {"TA", TEXT(journal.iso)},
    {"VI", TEXT(journal.volume)},
    {"IP", TEXT(journal.issue)},
    {"PG", TEXT(journal.pages)},
    {"COIS", TEXT(coi)},
    {"LA", LISTED(languages)},
    {"OT", LISTED(keywords)},
    {"LID", take_doi},
    {"AID", take_doi},
    {"IS", take_issn},
    {"DP", take_date},
    {"AB", take_abstract},
    {"OAB", take_other_abstract},
    {"OABL", take_other_language},
    {"FAU", take_full_name},
    {"AU", take_short_name},
    {"CN", take_collective},
    {"AD", take_affiliation},
    {"AUID", take_orcid},
    {"PT", take_type},
    {"MH", take_mesh},
    {"RN", take_chemical},
    {"GR", take_grant},
    {"RIN", take_notice, VL_NOTICE_RETRACTION},
    {"RRI", take_notice, VL_NOTICE_RETRACTION},
    {"ROF", take_notice, VL_NOTICE_RETRACTION_OF},
    {"RRF", take_notice, VL_NOTICE_REPUBLICATION_OF},
    {"ECI", take_notice, VL_NOTICE_CONCERN},
    {"ECF", take_notice, VL_NOTICE_CONCERN_OF},
    {"EIN", take_notice, VL_NOTICE_ERRATUM},
    {"EFR", take_notice, VL_NOTICE_ERRATUM_OF},
    {"UIN", take_notice, VL_NOTICE_UPDATE},
    {"UOF", take_notice, VL_NOTICE_UPDATE_OF},
    {"CRI", take_notice, VL_NOTICE_REPUBLICATION},
    {"RPI", take_notice, VL_NOTICE_REPUBLICATION},
    {"CRF", take_notice, VL_NOTICE_REPUBLICATION_OF},
    {"RPF", take_notice, VL_NOTICE_REPUBLICATION_OF},
    {"CIN", take_notice, VL_NOTICE_COMMENT},
    {"CON", take_notice, VL_NOTICE_COMMENT_OF},
    {"SPIN", take_notice, VL_NOTICE_OTHER},
    {"ORI", take_notice, VL_NOTICE_OTHER},
};

static gboolean
fail(const Nbib *nbib, VlErrorCode code, const char *what, GError **error)
{
    g_set_error(error, VL_ERROR, code, "%s, line %u: %s", nbib->name,
                nbib->line, what);
    return FALSE;
}

static gboolean
end_record(Nbib *nbib, GError **error)
{
    if (nbib->record == NULL)
        return TRUE;
    vl_notices_finish(nbib->record, FALSE);
    nbib->n_records++;
    return nbib->func(g_steal_pointer(&nbib->record), nbib->data, error);
}

/* The field is whole: a PMID begins a record, the rest fills it. */
static gboolean
end_field(Nbib *nbib, GError **error)
{
    if (nbib->tag[0] == '\0')
        return TRUE;
    if (g_str_equal(nbib->tag, "PMID")) {
        nbib->record = vl_record_new();
        nbib->n_bytes = 0;
    }
    if (nbib->record == NULL)
        return fail(nbib, VL_ERROR_MALFORMED,
                    "a field before the first PMID; save the records from "
                    "PubMed in its own format",
                    error);
    nbib->n_bytes += nbib->value->len + 64;
    if (nbib->n_bytes > VL_RECORD_MAX_BYTES)
        return fail(nbib, VL_ERROR_TOO_BIG, "a record beyond all measure",
                    error);
    for (guint i = 0; nbib->value->len > 0 && i < G_N_ELEMENTS(fields); i++)
        if (g_str_equal(fields[i].tag, nbib->tag))
            fields[i].take(nbib, nbib->value->str, fields[i].field);
    nbib->tag[0] = '\0';
    return TRUE;
}

/* "TI  - ", "PMID- ": two to four capitals, blanks up to four, "-". */
static gboolean
is_tag(const char *line, gsize length)
{
    gsize capitals = 0;
    while (capitals < MIN(length, 4) && g_ascii_isupper(line[capitals]))
        capitals++;
    if (capitals < 2 || length < 5 || line[4] != '-')
        return FALSE;
    for (gsize i = capitals; i < 4; i++)
        if (line[i] != ' ')
            return FALSE;
    return length == 5 || line[5] == ' ';
}

static gboolean
take_line(Nbib *nbib, const char *raw, gsize n_raw, GError **error)
{
    nbib->line++;
    g_autofree char *line = vl_utf8_repair(raw, n_raw, NULL);
    g_strchomp(line);
    gsize length = strlen(line);
    if (length == 0)
        return end_field(nbib, error);
    if (is_tag(line, length)) {
        if (!end_field(nbib, error))
            return FALSE;
        g_strlcpy(nbib->tag, line, sizeof(nbib->tag));
        g_strchomp(nbib->tag);
        if (g_str_equal(nbib->tag, "PMID") && !end_record(nbib, error))
            return FALSE;
        g_string_assign(nbib->value, length > 6 ? line + 6 : "");
        return TRUE;
    }
    if (*line != ' ' || nbib->tag[0] == '\0')
        return fail(nbib, VL_ERROR_MALFORMED,
                    "not a line of PubMed's format (TAG - text); save the "
                    "records again",
                    error);
    if (nbib->value->len + length > VL_RECORD_MAX_BYTES)
        return fail(nbib, VL_ERROR_TOO_BIG, "a field beyond all measure",
                    error);
    /* Lines are broken at a blank, which the indent stands for. */
    g_string_append_c(nbib->value, ' ');
    g_string_append(nbib->value, line + strspn(line, " "));
    return TRUE;
}

static gboolean
feed(Nbib *nbib, const char *bytes, gsize n_bytes, GError **error)
{
    const char *end = bytes + n_bytes;
    while (bytes < end) {
        const char *newline = memchr(bytes, '\n', (gsize)(end - bytes));
        const char *stop = newline == NULL ? end : newline;
        g_string_append_len(nbib->pending, bytes, stop - bytes);
        if (nbib->pending->len > MAX_LINE)
            return fail(nbib, VL_ERROR_TOO_BIG, "a line of more than 1 MB",
                        error);
        if (newline == NULL)
            return TRUE;
        if (!take_line(nbib, nbib->pending->str, nbib->pending->len, error))
            return FALSE;
        g_string_truncate(nbib->pending, 0);
        bytes = newline + 1;
    }
    return TRUE;
}

static gboolean
feed_rest(Nbib *nbib, VlInput *input, GError **error)
{
    const char *bytes = NULL;
    gsize n_bytes = 0;
    do {
        if (!vl_input_next(input, &bytes, &n_bytes, error) ||
            !feed(nbib, bytes, n_bytes, error))
            return FALSE;
    } while (n_bytes > 0);
    if (nbib->pending->len > 0 &&
        !take_line(nbib, nbib->pending->str, nbib->pending->len, error))
        return FALSE;
    return end_field(nbib, error) && end_record(nbib, error);
}

gboolean
vl_nbib_is_start(const char *bytes, gsize n_bytes)
{
    if (n_bytes >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
        bytes += 3, n_bytes -= 3;
    while (n_bytes > 0 && g_ascii_isspace(*bytes))
        bytes++, n_bytes--;
    return n_bytes >= 5 && memcmp(bytes, "PMID-", 5) == 0;
}

gboolean
vl_nbib_read(VlInput *input, const char *bytes, gsize n_bytes,
             VlRecordFunc func, gpointer data, guint *n_records, GError **error)
{
    Nbib nbib = {.func = func, .data = data, .name = vl_input_name(input)};
    nbib.pending = g_string_new(NULL);
    nbib.value = g_string_new(NULL);
    gboolean good =
        feed(&nbib, bytes, n_bytes, error) && feed_rest(&nbib, input, error);
    *n_records = nbib.n_records;
    g_string_free(nbib.pending, TRUE);
    g_string_free(nbib.value, TRUE);
    g_clear_pointer(&nbib.record, vl_record_free);
    return good;
}

gboolean
vl_nbib_parse(const char *path, VlRecordFunc func, gpointer data,
              GError **error)
{
    guint n_records = 0;
    const char *bytes = NULL;
    gsize n_bytes = 0;
    g_autoptr(VlInput) input = vl_input_open(path, error);
    if (input == NULL || !vl_input_next(input, &bytes, &n_bytes, error))
        return FALSE;
    if (!vl_nbib_is_start(bytes, n_bytes)) {
        g_set_error(error, VL_ERROR, VL_ERROR_MALFORMED,
                    "%s is not a PubMed .nbib file: it does not begin with "
                    "PMID-; save the records from PubMed again",
                    vl_input_name(input));
        return FALSE;
    }
    return vl_nbib_read(input, bytes, n_bytes, func, data, &n_records, error);
}
