#include "config.h"

#include "reading/summary.h"

#include <string.h>

#include "base/unicode.h"
#include "reading/boundary.h"
#include "reading/remark.h"

/* Longer lines are no headings, in words. */
#define MAX_HEADING_WORDS 12
#define MAX_PLAIN_HEADING_WORDS 7
/* Shortest text of a reference, in bytes. */
#define MIN_REFERENCE 12

/* A block's words without citation marks, and where each byte of them
 * stands in the summary's text. */
typedef struct {
    GString *text;
    GArray *from; /* gsize, a byte each */
    GPtrArray *cites; /* VlCite, owned here until a statement takes them */
    GArray *places;   /* gsize: where in text each of them points */
} Plain;

typedef struct {
    VlSummary *summary;
    GString *text;
    gboolean in_references;
    guint table;        /* whose header is kept */
    GPtrArray *headers; /* char *: its cells */
} Reader;

static void
statement_free(gpointer data)
{
    VlStatement *statement = data;
    g_free(statement->text);
    g_ptr_array_unref(statement->cites);
    g_free(statement);
}

static void
reference_free(gpointer data)
{
    VlListedReference *reference = data;
    g_free(reference->label);
    g_free(reference->text);
    vl_identifiers_clear(&reference->ids);
    g_free(reference);
}

/* ---- Plain words ---- */

static void
plain_append(Plain *plain, const char *text, gsize n, gsize from)
{
    for (gsize i = 0; i < n; i++) {
        gsize at = from + i;
        gboolean space = strchr(" \t\n\r", text[i]) != NULL;
        if (space && (plain->text->len == 0 ||
                      plain->text->str[plain->text->len - 1] == ' '))
            continue;
        g_string_append_c(plain->text, space ? ' ' : text[i]);
        g_array_append_val(plain->from, at);
    }
}

/* "word [1]." leaves "word." */
static void
close_gap(Plain *plain, char next)
{
    if (plain->text->len == 0 || strchr(".,;:!?) \n", next) == NULL ||
        plain->text->str[plain->text->len - 1] != ' ')
        return;
    g_string_truncate(plain->text, plain->text->len - 1);
    g_array_set_size(plain->from, plain->from->len - 1);
}

static void
plain_init(Plain *plain, const VlBlock *block, gsize offset)
{
    const char *text = block->text->str;
    *plain = (Plain){g_string_new(NULL),
                     g_array_new(FALSE, FALSE, sizeof(gsize)),
                     vl_cites_find(block),
                     g_array_new(FALSE, FALSE, sizeof(gsize))};
    gsize at = vl_block_bullet(text);
    for (guint i = 0; i < plain->cites->len; i++) {
        const VlCite *cite = plain->cites->pdata[i];
        at = MIN(at, cite->range.start);
        plain_append(plain, text + at, cite->range.start - at, offset + at);
        at = cite->range.end;
        if (cite->range.start < cite->range.end)
            close_gap(plain, text[at]);
        gsize place = plain->text->len;
        g_array_append_val(plain->places, place);
    }
    plain_append(plain, text + at, block->text->len - at, offset + at);
}

static void
plain_clear(Plain *plain)
{
    g_string_free(plain->text, TRUE);
    g_array_unref(plain->from);
    g_ptr_array_unref(plain->cites);
    g_array_unref(plain->places);
}

/* ---- Statements ---- */

static guint
count_words(const char *text)
{
    guint n = 0;
    gboolean inside = FALSE;
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gboolean letter = g_unichar_isalnum(g_utf8_get_char(p));
        n += letter && !inside;
        inside = letter || (inside && strchr("'-.,", *p) != NULL);
    }
    return n;
}

static gboolean
has_digit(const char *text)
{
    return strpbrk(text, "0123456789") != NULL;
}

static char
last_mark(const char *text)
{
    gsize n = strlen(text);
    while (n > 0 && strchr(" *_\"')", text[n - 1]) != NULL)
        n--;
    return n > 0 ? text[n - 1] : '\0';
}

static gboolean
has_letter(const char *text)
{
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
        if (g_unichar_isalpha(g_utf8_get_char(p)))
            return TRUE;
    return FALSE;
}

static gboolean
is_heading(const VlBlock *block)
{
    const char *text = block->text->str;
    guint words = count_words(text);
    if (block->kind == VL_BLOCK_HEADING)
        return TRUE;
    if (block->kind == VL_BLOCK_ROW || words > MAX_HEADING_WORDS)
        return FALSE;
    char mark = last_mark(text);
    if (block->n_bold + 2 >= block->text->len && mark != '.' &&
        strchr(text, '%') == NULL)
        return TRUE;
    if (mark == ':' && !has_digit(text))
        return TRUE;
    return block->kind == VL_BLOCK_PARAGRAPH && mark != '.' && mark != '?' &&
           mark != '!' && words <= MAX_PLAIN_HEADING_WORDS &&
           !has_digit(text) && block->marks->len == 0;
}

static VlStatementKind
kind_of(const char *text, gboolean first, gboolean more)
{
    if (last_mark(text) == '?')
        return VL_STATEMENT_QUESTION;
    if (vl_is_remark(text))
        return VL_STATEMENT_REMARK;
    guint words = count_words(text);
    if (first && more && words <= 4 && !has_digit(text))
        return VL_STATEMENT_HEADING; /* "Population." before its text */
    if ((last_mark(text) == ':' || words < 2) && !has_digit(text))
        return VL_STATEMENT_HEADING;
    return VL_STATEMENT_CLAIM;
}

/* Those of the cites that point to plain text[start:end], the place after
 * its end included; earlier statements have taken theirs. */
static void
take_cites(Plain *plain, VlStatement *statement, gsize end)
{
    for (guint i = 0; i < plain->cites->len; i++) {
        gsize place = g_array_index(plain->places, gsize, i);
        VlCite *cite = plain->cites->pdata[i];
        if (cite == NULL || place > end)
            continue;
        g_ptr_array_add(statement->cites, cite);
        plain->cites->pdata[i] = NULL;
    }
}

/* Byte offsets for now; the reader turns them into code points at the
 * end. */
static void
add_statement(Reader *reader, Plain *plain, gsize start, gsize end,
              VlStatementKind kind)
{
    VlStatement *statement = g_new0(VlStatement, 1);
    statement->kind = kind;
    statement->text = g_strndup(plain->text->str + start, end - start);
    statement->cites =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_cite_free);
    statement->span = (VlSpan){
        g_array_index(plain->from, gsize, start),
        g_array_index(plain->from, gsize, end - 1) + 1,
    };
    take_cites(plain, statement, end + 1);
    g_ptr_array_add(reader->summary->statements, statement);
}

static void
add_sentences(Reader *reader, Plain *plain)
{
    const char *text = plain->text->str;
    gsize n = plain->text->len;
    for (gsize start = 0; start < n;) {
        gsize next = 0;
        gsize end = start + vl_sentence_end(text + start, n - start, &next);
        next += start;
        if (next <= start)
            next = n;
        while (end > start && text[end - 1] == ' ')
            end--;
        g_autofree char *sentence = g_strndup(text + start, end - start);
        if (end > start && (has_letter(sentence) || has_digit(sentence)))
            add_statement(reader, plain, start, end,
                          kind_of(sentence, start == 0, next < n));
        start = next;
    }
}

/* ---- Tables ---- */

static char *
with_headers(const GPtrArray *headers, const char *row)
{
    g_auto(GStrv) cells = g_strsplit(row, "\t", 64);
    guint n = g_strv_length(cells);
    GString *out = g_string_new(n > 0 ? cells[0] : "");
    for (guint i = 1; i < n; i++) {
        if (cells[i][0] == '\0')
            continue;
        g_string_append(out, i == 1 ? ": " : "; ");
        if (n > 2 && i < headers->len)
            g_string_append_printf(out, "%s ", (char *)headers->pdata[i]);
        g_string_append(out, cells[i]);
    }
    return g_string_free(out, FALSE);
}

/* A row is read with the heads of its columns. */
static void
take_row(Reader *reader, const VlBlock *block, Plain *plain, gsize offset)
{
    if (reader->table != block->table) {
        reader->table = block->table;
        g_ptr_array_set_size(reader->headers, 0);
        g_auto(GStrv) cells = g_strsplit(block->text->str, "\t", 64);
        for (char **cell = cells; *cell != NULL; cell++)
            g_ptr_array_add(reader->headers, g_strdup(*cell));
        if (plain->text->len > 0)
            add_statement(reader, plain, 0, plain->text->len,
                          VL_STATEMENT_HEADING);
        return;
    }
    g_autoptr(VlBlock) words = vl_block_new(VL_BLOCK_ROW);
    g_autofree char *joined = with_headers(reader->headers, block->text->str);
    g_string_append(words->text, joined);
    Plain row;
    plain_init(&row, words, 0);
    if (has_letter(row.text->str) || has_digit(row.text->str)) {
        add_statement(reader, &row, 0, row.text->len,
                      has_digit(row.text->str) ? VL_STATEMENT_CLAIM
                                               : kind_of(row.text->str, FALSE,
                                                         FALSE));
        VlStatement *statement =
            reader->summary->statements
                ->pdata[reader->summary->statements->len - 1];
        statement->span = (VlSpan){offset, offset + block->text->len};
    }
    plain_clear(&row);
}

/* ---- References ---- */

static VlListedReference *
add_reference(Reader *reader, const char *text, gsize start, gsize end)
{
    VlListedReference *reference = g_new0(VlListedReference, 1);
    g_autoptr(VlBlock) flowed = vl_block_new(VL_BLOCK_PARAGRAPH);
    vl_block_append_flowed(flowed, text, strlen(text));
    reference->text = g_strchomp(g_strdup(flowed->text->str));
    reference->span = (VlSpan){start, end};
    vl_identifiers_scan(&reference->ids, text);
    g_ptr_array_add(reader->summary->references, reference);
    return reference;
}

/* "[3] ", "3. " or "[^3]: " before a reference; its length in bytes. */
static gsize
read_number(const char *text, guint *number)
{
    gsize at = strspn(text, "[(^");
    gsize digits = strspn(text + at, "0123456789");
    if (digits == 0 || digits > 3)
        return 0;
    gsize close = strspn(text + at + digits, "]).:");
    gsize spaces = strspn(text + at + digits + close, " \t");
    if (close == 0 || (at == 0 && spaces == 0))
        return 0;
    *number = (guint)g_ascii_strtoull(text + at, NULL, 10);
    return at + digits + close + spaces;
}

/* Year, volume and pages, or year in brackets: what only a reference has. */
static gboolean
looks_like_reference(const char *text)
{
    static GRegex *regex;
    static gsize ready = 0;
    if (g_once_init_enter(&ready)) {
        regex = g_regex_new(
            "\\b(19|20)[0-9]{2}( [A-Z][a-z]{2}( [0-9]{1,2})?)?\\s*;\\s*"
            "[0-9]+\\s*[(:]"
            "|^\\p{Lu}[\\p{L}'\\x{2019}-]+,? (\\p{Lu}\\.?[ -]?){1,3},.*"
            "\\b(19|20)[0-9]{2}\\b.*(doi|PMID|https?:|[0-9]+\\s*[-\\x{2013}]"
            "\\s*[0-9]+)"
            "|^\\p{Lu}[\\p{L}'\\x{2019}-]+,? \\p{Lu}{1,3}[.,].{15,300}"
            "\\b(19|20)[0-9]{2}\\b"
            "|^\\p{Lu}[^.?!]{3,200} et al\\..{5,}\\b(19|20)[0-9]{2}\\b",
            G_REGEX_OPTIMIZE, 0, NULL);
        g_once_init_leave(&ready, 1);
    }
    return g_regex_match(regex, text, 0, NULL);
}

static void
take_links(const VlBlock *block, VlIdentifiers *ids)
{
    for (guint i = 0; i < block->marks->len; i++) {
        const VlMark *mark = block->marks->pdata[i];
        if (mark->url != NULL)
            vl_identifiers_scan(ids, mark->url);
    }
}

/* "[^note]: " before a footnote; its length in bytes. */
static gsize
read_label(const char *text, char **label)
{
    if (!g_str_has_prefix(text, "[^"))
        return 0;
    gsize n = strcspn(text + 2, "] \n");
    if (n == 0 || !g_str_has_prefix(text + 2 + n, "]:"))
        return 0;
    *label = g_strndup(text + 2, n);
    return n + 4 + strspn(text + n + 4, " ");
}

static gboolean
take_reference(Reader *reader, const VlBlock *block, gsize offset)
{
    const char *text = block->text->str;
    guint number = block->number;
    g_autofree char *label = g_strdup(block->label);
    gsize lead = vl_reference_lead(text);
    gsize at = lead > 0 ? lead : read_label(text, &label);
    if (at == 0)
        at = read_number(text, &number);
    const char *rest = text + at;
    gboolean listed = reader->in_references && block->kind != VL_BLOCK_ROW;
    VlIdentifiers ids = {0};
    vl_identifiers_scan(&ids, rest);
    take_links(block, &ids);
    gboolean led = lead > 0 && (!vl_identifiers_empty(&ids) ||
                                has_digit(rest) || count_words(rest) > 4);
    gboolean known = listed || led || label != NULL ||
                     looks_like_reference(rest);
    if (!known || (strlen(rest) < MIN_REFERENCE &&
                   vl_identifiers_empty(&ids) && !listed)) {
        vl_identifiers_clear(&ids);
        return FALSE;
    }
    VlListedReference *reference =
        add_reference(reader, rest, offset + at, offset + block->text->len);
    reference->number = number;
    reference->label = g_steal_pointer(&label);
    if (reference->label != NULL && number == 0)
        reference->number = (guint)g_ascii_strtoull(
            reference->label + strspn(reference->label, "^"), NULL, 10);
    vl_identifiers_merge(&reference->ids, &ids);
    vl_identifiers_clear(&ids);
    return TRUE;
}

static const VlListedReference *
find_same(const VlSummary *summary, const VlIdentifiers *ids)
{
    for (guint i = 0; i < summary->references->len; i++) {
        const VlListedReference *reference = summary->references->pdata[i];
        if (vl_identifiers_same(&reference->ids, ids))
            return reference;
    }
    return NULL;
}

/* What a sentence cites by its identifier is a reference of the text even
 * without a list. */
static void
add_cited(Reader *reader)
{
    VlSummary *summary = reader->summary;
    for (guint i = 0; i < summary->statements->len; i++) {
        const VlStatement *statement = summary->statements->pdata[i];
        for (guint c = 0; c < statement->cites->len; c++) {
            const VlCite *cite = statement->cites->pdata[c];
            const VlIdentifiers *ids = &cite->ids;
            if ((ids->pmid == NULL && ids->doi == NULL &&
                 ids->pmcid == NULL) ||
                find_same(summary, ids) != NULL)
                continue;
            g_autofree char *text =
                ids->pmid != NULL  ? g_strconcat("PMID: ", ids->pmid, NULL)
                : ids->doi != NULL ? g_strconcat("doi:", ids->doi, NULL)
                                   : g_strdup(ids->pmcid);
            VlListedReference *reference =
                add_reference(reader, text, statement->span.start,
                              statement->span.end);
            vl_identifiers_merge(&reference->ids, ids);
        }
    }
}

/* ---- The whole ---- */

static void
take_block(Reader *reader, const VlBlock *block, gsize offset)
{
    const char *text = block->text->str;
    if (vl_is_reference_heading(text)) {
        reader->in_references = TRUE;
    } else if (block->kind == VL_BLOCK_HEADING) {
        reader->in_references = FALSE;
    } else if (take_reference(reader, block, offset)) {
        return;
    }
    Plain plain;
    plain_init(&plain, block, offset);
    if (block->kind == VL_BLOCK_ROW) {
        take_row(reader, block, &plain, offset);
    } else if (is_heading(block)) {
        if (plain.text->len > 0)
            add_statement(reader, &plain, 0, plain.text->len,
                          last_mark(text) == '?' ? VL_STATEMENT_QUESTION
                                                 : VL_STATEMENT_HEADING);
    } else {
        add_sentences(reader, &plain);
    }
    plain_clear(&plain);
}

static void
count_code_points(VlSummary *summary)
{
    g_autoptr(VlUtf8Index) index = vl_utf8_index_new(summary->text);
    for (guint i = 0; i < summary->statements->len; i++) {
        VlStatement *statement = summary->statements->pdata[i];
        statement->span.start = vl_utf8_index_to_code_points(
            index, summary->text, statement->span.start);
        statement->span.end = vl_utf8_index_to_code_points(
            index, summary->text, statement->span.end);
    }
    for (guint i = 0; i < summary->references->len; i++) {
        VlListedReference *reference = summary->references->pdata[i];
        reference->span.start = vl_utf8_index_to_code_points(
            index, summary->text, reference->span.start);
        reference->span.end = vl_utf8_index_to_code_points(
            index, summary->text, reference->span.end);
    }
}

VlSummary *
vl_summary_new(GPtrArray *blocks)
{
    VlSummary *summary = g_new0(VlSummary, 1);
    summary->blocks = blocks;
    summary->statements = g_ptr_array_new_with_free_func(statement_free);
    summary->references = g_ptr_array_new_with_free_func(reference_free);
    Reader reader = {.summary = summary,
                     .text = g_string_new(NULL),
                     .headers = g_ptr_array_new_with_free_func(g_free)};
    for (guint i = 0; i < blocks->len; i++) {
        const VlBlock *block = blocks->pdata[i];
        gsize offset = reader.text->len;
        g_string_append_len(reader.text, block->text->str,
                            (gssize)block->text->len);
        g_string_append_c(reader.text, '\n');
        take_block(&reader, block, offset);
    }
    add_cited(&reader);
    summary->text = g_string_free(reader.text, FALSE);
    g_ptr_array_unref(reader.headers);
    count_code_points(summary);
    return summary;
}

void
vl_summary_free(VlSummary *summary)
{
    if (summary == NULL)
        return;
    g_free(summary->text);
    g_ptr_array_unref(summary->blocks);
    g_ptr_array_unref(summary->statements);
    g_ptr_array_unref(summary->references);
    g_free(summary);
}

guint
vl_cite_count(const VlCite *cite)
{
    return cite->numbers != NULL ? MAX(cite->numbers->len, 1u) : 1;
}

/* The label of "[^note]" is "note" in both places. */
static gboolean
same_label(const VlCite *cite, const VlListedReference *reference)
{
    if (cite->label == NULL || reference->label == NULL)
        return FALSE;
    g_autofree char *bare = g_strdup(cite->label);
    g_strcanon(bare, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                     "0123456789_-", ' ');
    const char *label = reference->label + strspn(reference->label, "^");
    return g_str_equal(g_strstrip(bare), label);
}

const VlListedReference *
vl_summary_resolve(const VlSummary *summary, const VlCite *cite, guint nth)
{
    const VlListedReference *same = find_same(summary, &cite->ids);
    if (same != NULL && nth == 0)
        return same;
    for (guint i = 0; i < summary->references->len; i++) {
        const VlListedReference *reference = summary->references->pdata[i];
        if (nth == 0 && same_label(cite, reference))
            return reference;
        if (cite->numbers != NULL && nth < cite->numbers->len &&
            reference->number != 0 &&
            g_array_index(cite->numbers, guint, nth) == reference->number)
            return reference;
        if (nth == 0 && cite->name != NULL &&
            strstr(reference->text, cite->name) != NULL) {
            g_autofree char *year = g_strdup_printf("%d", cite->year);
            if (cite->year == 0 || strstr(reference->text, year) != NULL)
                return reference;
        }
    }
    return NULL;
}

const char *
vl_statement_kind_name(VlStatementKind kind)
{
    static const char *const names[] = {
        [VL_STATEMENT_CLAIM] = "claim",
        [VL_STATEMENT_HEADING] = "heading",
        [VL_STATEMENT_QUESTION] = "question",
        [VL_STATEMENT_REMARK] = "remark",
    };
    return names[kind];
}
