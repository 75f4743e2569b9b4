#include "config.h"

#include "guard/patient.h"

#include <string.h>

/* The arithmetic of these numbers is public: IBZ (Belgium), INSEE (France),
 * ZAS (Switzerland), RvIG (Netherlands), NHS Digital (England), SSA (United
 * States).  Without their usual blanks and dots, most are no rarer than any
 * number that happens to pass (of 578 numbers of nine digits in papers, 46
 * did), so that a word near them has to speak of a person. */

/* Characters around a number in which such a word may stand. */
#define NEAR 40
/* Characters between a word like "born on" and what it announces. */
#define ANNOUNCED 12
#define LONGEST_NUMBER 16

/* A text, a byte for each character: letters in lower case without accents,
 * digits, blanks and signs; what has no such byte is OTHER. */
typedef struct {
    GString *bytes;
    GArray *lines; /* guint, from 1, of each byte */
} Folded;

#define OTHER '\1'

static void
folded_clear(Folded *folded)
{
    g_string_free(folded->bytes, TRUE);
    g_array_unref(folded->lines);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Folded, folded_clear)

static char
fold_sign(gunichar c)
{
    if (c == '\n' || c == 0x2028 || c == 0x2029)
        return '\n';
    switch (g_unichar_type(c)) {
    case G_UNICODE_SPACE_SEPARATOR:
    case G_UNICODE_CONTROL:
        return ' ';
    case G_UNICODE_DASH_PUNCTUATION:
        return '-';
    case G_UNICODE_FORMAT:
        return '\0'; /* soft hyphens and the like are not seen */
    default:
        return c < 0x80 ? (char)c : OTHER;
    }
}

static char
fold_character(gunichar c)
{
    gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    if (g_unichar_isdigit(c))
        return (char)('0' + g_unichar_digit_value(c));
    if (!g_unichar_isalpha(c))
        return fold_sign(c);
    if (g_unichar_fully_decompose(c, TRUE, parts, G_N_ELEMENTS(parts)) == 0 ||
        parts[0] >= 0x80)
        return OTHER;
    return g_ascii_tolower((char)parts[0]);
}

static void
fold(Folded *folded, const char *text)
{
    guint line = 1;
    folded->bytes = g_string_new(NULL);
    folded->lines = g_array_new(FALSE, FALSE, sizeof(guint));
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        char c = fold_character(g_utf8_get_char(p));
        if (c == '\0')
            continue;
        g_string_append_c(folded->bytes, c);
        g_array_append_val(folded->lines, line);
        line += c == '\n';
    }
}

/* ---- Shapes: d a digit, a a digit or one of Corsica's letters, w a word, ?
 * a blank or sign between groups, comma the end of a group in words ---- */

static gboolean
is_between(char c)
{
    return c != '\0' && strchr(" .-/", c) != NULL;
}

static gsize
word_length(const char *text)
{
    gsize n = 0;
    while (g_ascii_islower(text[n]))
        n++;
    return n;
}

/* The length of what has this shape at the start of text; 0: nothing does.
 * Its digits and letters go to number. */
static gsize
match_shape(const char *text, const char *shape, char *number)
{
    gsize n = 0, n_number = 0;
    for (; *shape != '\0'; shape++) {
        char c = text[n];
        gsize step = 1;
        if (*shape == 'w')
            step = word_length(text + n);
        else if (*shape == '?')
            step = is_between(c) ? 1 : 0;
        else if (*shape == ',')
            step = strspn(text + n, " .,");
        else if (g_ascii_isdigit(c) ||
                 (*shape == 'a' && (c == 'a' || c == 'b')))
            number[n_number++] = c;
        else
            step = 0;
        if (step == 0)
            return 0;
        n += step;
    }
    number[n_number] = '\0';
    return n;
}

/* A part of a longer thing (a DOI, an address) is no number of its own. */
static gboolean
starts_here(const char *text, gsize at)
{
    if (at == 0)
        return TRUE;
    if (g_ascii_isalnum(text[at - 1]))
        return FALSE;
    return at < 2 || strchr("./-_", text[at - 1]) == NULL ||
           !g_ascii_isalnum(text[at - 2]);
}

static gboolean
ends_here(const char *text, gsize end)
{
    if (g_ascii_isalnum(text[end]))
        return FALSE;
    return text[end] == '\0' || strchr("./-_", text[end]) == NULL ||
           !g_ascii_isalnum(text[end + 1]);
}

/* ---- Words ---- */

static const char *const person_words[] = {
    "niss", "insz", "rijksregister", "registre national",
    "national register", "numero national", "national number", "nir", "secu",
    "securite sociale", "social security", "ssn", "avs", "ahv", "bsn",
    "burgerservicenummer", "nhs", "patient", "patiente", "dossier", "mrn",
    "medical record", "ne le", "nee le", "born", "dob", "date of birth",
    "date de naissance", "geboren", NULL};

static const char *const birth_words[] = {
    "ne le", "nee le", "ne(e) le", "ne(e)", "born on", "born", "dob",
    "d.o.b.", "date of birth", "birth date", "date de naissance", "geboren",
    "geboren op", "geboortedatum", "geburtsdatum", NULL};

static const char *const file_words[] = {
    "mrn", "medical record number", "medical record no", "patient id",
    "patient no", "patient number", "hospital number", "numero de dossier",
    "dossier n", "dossier no", "dossier numero", "numero de patient",
    "dossiernummer", "ipp", NULL};

static const char *const name_words[] = {
    "patient name", "name of patient", "name of the patient",
    "patient's name", "nom du patient", "nom de la patiente",
    "naam patient", "naam van de patient", NULL};

/* The end of the word at the start of text, if one of them is there. */
static gsize
match_word(const char *text, const char *const *words)
{
    gsize longest = 0;
    for (; *words != NULL; words++) {
        gsize n = strlen(*words);
        if (n > longest && strncmp(text, *words, n) == 0 &&
            !g_ascii_isalpha(text[n]))
            longest = n;
    }
    return longest;
}

static gboolean
has_word(const Folded *folded, gsize from, gsize to)
{
    const char *text = folded->bytes->str;
    for (gsize i = from; i < to; i++)
        if ((i == 0 || !g_ascii_isalpha(text[i - 1])) &&
            match_word(text + i, person_words) > 0)
            return TRUE;
    return FALSE;
}

static gboolean
is_near_word(const Folded *folded, gsize start, gsize end)
{
    return has_word(folded, start > NEAR ? start - NEAR : 0, start) ||
           has_word(folded, end, MIN(end + NEAR, folded->bytes->len));
}

/* ---- Arithmetic ---- */

static guint64
value(const char *digits, gsize n)
{
    guint64 sum = 0;
    for (gsize i = 0; i < n; i++)
        sum = 10 * sum + (guint64)(digits[i] - '0');
    return sum;
}

/* YYMMDD, of which the month may be 0 (not known) or bear 20 or 40 (given to
 * foreigners), then a counter and 97 less the rest. */
static gboolean
is_belgian(const char *d)
{
    guint64 first = value(d, 9), month = value(d + 2, 2) % 20;
    guint64 check = value(d + 9, 2);
    gboolean is_date = value(d + 2, 2) <= 52 && month <= 12 &&
                       value(d + 4, 2) <= 31;
    return is_date &&
           (check == 97 - first % 97 ||
            check == 97 - (G_GUINT64_CONSTANT(2000000000) + first) % 97);
}

/* Corsica's 2A counts as 19, 2B as 18. */
static gboolean
is_french(const char *d)
{
    char digits[LONGEST_NUMBER] = "";
    memcpy(digits, d, 15);
    if (d[0] < '1' || d[0] > '8' || d[0] == '5' || d[0] == '6')
        return FALSE;
    if (d[6] == 'a' || d[6] == 'b') {
        if (d[5] != '2')
            return FALSE;
        digits[5] = '1';
        digits[6] = d[6] == 'a' ? '9' : '8';
    }
    return value(digits + 13, 2) == 97 - value(digits, 13) % 97;
}

static gboolean
is_swiss(const char *d)
{
    guint sum = 0;
    for (guint i = 0; i < 13; i++)
        sum += (guint)(d[i] - '0') * (i % 2 == 0 ? 1 : 3);
    return strncmp(d, "756", 3) == 0 && sum % 10 == 0;
}

static gboolean
is_dutch(const char *d)
{
    int sum = 0;
    for (int i = 0; i < 9; i++)
        sum += (d[i] - '0') * (i < 8 ? 9 - i : -1);
    return sum % 11 == 0 && value(d, 9) > 0;
}

static gboolean
is_english(const char *d)
{
    guint sum = 0;
    for (guint i = 0; i < 9; i++)
        sum += (guint)(d[i] - '0') * (10 - i);
    guint check = (11 - sum % 11) % 11;
    return check != 10 && check == (guint)(d[9] - '0') && value(d, 10) > 0;
}

static gboolean
is_american(const char *d)
{
    guint64 area = value(d, 3);
    return area != 0 && area != 666 && area < 900 && value(d + 3, 2) != 0 &&
           value(d + 5, 4) != 0;
}

/* ---- What is looked for ---- */

static const struct {
    const char *what, *shape;
    gboolean (*is_right)(const char *digits);
    gboolean needs_word;
} numbers[] = {
    {"a Belgian national number", "dd?dd?dd?ddd?dd", is_belgian, FALSE},
    {"a Belgian national number", "ddddddddddd", is_belgian, TRUE},
    {"a French social security number", "d?dd?dd?da?ddd?ddd?dd", is_french,
     FALSE},
    {"a French social security number", "ddddddadddddddd", is_french,
     FALSE},
    {"a Swiss AHV number", "ddd?dddd?dddd?dd", is_swiss, FALSE},
    {"a Swiss AHV number", "ddddddddddddd", is_swiss, FALSE},
    {"a Dutch citizen service number", "ddddddddd", is_dutch, TRUE},
    {"a Dutch citizen service number", "dddd?dd?ddd", is_dutch, TRUE},
    {"an NHS number", "ddd?ddd?dddd", is_english, TRUE},
    {"an NHS number", "dddddddddd", is_english, TRUE},
    {"a US social security number", "ddd?dd?dddd", is_american, TRUE},
};

/* What a word announces. */
static const struct {
    const char *what;
    const char *const *words;
    const char *shapes[7];
} announced[] = {
    {"a date of birth", birth_words,
     {"d?d?dddd", "d?dd?dddd", "dd?d?dddd", "dd?dd?dddd", "dddd?dd?dd",
      "d,w,dddd", "dd,w,dddd"}},
    {"a date of birth", birth_words,
     {"dd?dd?dd", "w,d,dddd", "w,dd,dddd"}},
    {"the number of a patient's file", file_words, {"ddddd"}},
    {"the name of a patient", name_words, {"w"}},
};

typedef struct {
    const Folded *folded;
    GString *told;
    GHashTable *kinds; /* what -> itself */
} Search;

static void
note(Search *search, const char *what, gsize at)
{
    if (!g_hash_table_add(search->kinds, (gpointer)what))
        return;
    g_string_append_printf(search->told, "%s%s (line %u)",
                           search->told->len > 0 ? ", " : "", what,
                           g_array_index(search->folded->lines, guint, at));
}

static void
look_for_number(Search *search, gsize at)
{
    const char *text = search->folded->bytes->str;
    char digits[LONGEST_NUMBER + 1];
    if (!g_ascii_isdigit(text[at]) || !starts_here(text, at))
        return;
    for (guint i = 0; i < G_N_ELEMENTS(numbers); i++) {
        gsize n = match_shape(text + at, numbers[i].shape, digits);
        if (n == 0 || !ends_here(text, at + n) ||
            !numbers[i].is_right(digits) ||
            (numbers[i].needs_word &&
             !is_near_word(search->folded, at, at + n)))
            continue;
        note(search, numbers[i].what, at);
        return;
    }
}

/* Only blanks and signs stand between a word and what it announces. */
static void
look_after_word(Search *search, gsize word, gsize end, guint kind)
{
    const char *text = search->folded->bytes->str;
    char digits[LONGEST_NUMBER + 1];
    gsize at = end;
    while (at < end + ANNOUNCED && text[at] != '\0' &&
           !g_ascii_isalnum(text[at]))
        at++;
    /* A name may follow without anything else said; a sentence does too. */
    gboolean marked = memchr(text + end, ':', at - end) != NULL;
    for (guint i = 0; i < G_N_ELEMENTS(announced[kind].shapes); i++) {
        const char *shape = announced[kind].shapes[i];
        if (shape == NULL)
            return;
        if (match_shape(text + at, shape, digits) > 0 &&
            (marked || !g_str_equal(shape, "w")))
            note(search, announced[kind].what, word);
    }
}

static void
look_for_word(Search *search, gsize at)
{
    const char *text = search->folded->bytes->str;
    if (at > 0 && g_ascii_isalnum(text[at - 1]))
        return;
    for (guint kind = 0; kind < G_N_ELEMENTS(announced); kind++) {
        gsize n = match_word(text + at, announced[kind].words);
        if (n > 0)
            look_after_word(search, at, at + n, kind);
    }
}

char *
vl_patient_find(const char *text)
{
    g_auto(Folded) folded = {NULL, NULL};
    fold(&folded, text);
    g_autoptr(GHashTable) kinds = g_hash_table_new(g_str_hash, g_str_equal);
    Search search = {&folded, g_string_new(NULL), kinds};
    for (gsize at = 0; at < folded.bytes->len; at++) {
        look_for_number(&search, at);
        look_for_word(&search, at);
    }
    gboolean any = search.told->len > 0;
    return g_string_free(search.told, !any);
}
