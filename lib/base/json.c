#include "config.h"

#include "base/json.h"

#include <math.h>
#include <string.h>

#include "base/error.h"

/* Deepest nesting that we read. */
#define MAX_READ_DEPTH 64

/* ---- Writing ---- */

/* g_string_append_len without the call where there is room: most of what
 * is written is a few bytes long. */
static inline void
put(GString *out, const char *bytes, gsize n_bytes)
{
    if (out->len + n_bytes >= out->allocated_len) {
        g_string_append_len(out, bytes, (gssize)n_bytes);
        return;
    }
    memcpy(out->str + out->len, bytes, n_bytes);
    out->len += n_bytes;
    out->str[out->len] = '\0';
}

static void
indent(VlJson *json)
{
    if (!json->pretty)
        return;
    g_string_append_c(json->out, '\n');
    for (guint i = 0; i < json->depth; i++)
        g_string_append(json->out, "  ");
}

/* What stands between the values: nothing after a key, else a comma. */
static void
before_value(VlJson *json)
{
    if (json->after_key) {
        json->after_key = FALSE;
        return;
    }
    if (json->depth == 0)
        return;
    if (json->started[json->depth])
        put(json->out, ",", 1);
    json->started[json->depth] = TRUE;
    indent(json);
}

static void
begin(VlJson *json, char bracket)
{
    before_value(json);
    put(json->out, &bracket, 1);
    g_assert(json->depth + 1 < VL_JSON_MAX_DEPTH);
    json->started[++json->depth] = FALSE;
}

static void
end(VlJson *json, char bracket)
{
    g_assert(json->depth > 0);
    gboolean any = json->started[json->depth];
    json->depth--;
    if (any)
        indent(json);
    put(json->out, &bracket, 1);
}

void
vl_json_begin_object(VlJson *json)
{
    begin(json, '{');
}

void
vl_json_end_object(VlJson *json)
{
    end(json, '}');
}

void
vl_json_begin_array(VlJson *json)
{
    begin(json, '[');
}

void
vl_json_end_array(VlJson *json)
{
    end(json, ']');
}

void
vl_json_key(VlJson *json, const char *key)
{
    before_value(json);
    json->after_key = TRUE;
    put(json->out, "\"", 1);
    put(json->out, key, strlen(key));
    put(json->out, "\": ", json->pretty ? 3 : 2);
}

static void
append_escaped(GString *out, unsigned char c)
{
    static const char shorts[0x20] = {
        ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r'};
    g_string_append_c(out, '\\');
    if (c >= 0x20 && c != 0x7F)
        g_string_append_c(out, (char)c);
    else if (c < 0x20 && shorts[c] != 0)
        g_string_append_c(out, shorts[c]);
    else
        g_string_append_printf(out, "u%04x", c);
}

static inline gboolean
is_plain(unsigned char c)
{
    return c >= 0x20 && c != '"' && c != '\\' && c != 0x7F;
}

/* Are eight bytes plain?  The usual tricks on a word: a byte below n, and a
 * byte equal to c, both leave their top bit set. */
static inline gboolean
eight_are_plain(const char *bytes)
{
    const guint64 ones = G_GUINT64_CONSTANT(0x0101010101010101);
    guint64 word;
    memcpy(&word, bytes, sizeof(word));
    guint64 quote = word ^ (ones * '"'), slash = word ^ (ones * '\\');
    guint64 delete = word ^ (ones * 0x7F);
    guint64 odd = ((word - ones * 0x20) & ~word) | ((quote - ones) & ~quote) |
                  ((slash - ones) & ~slash) | ((delete - ones) & ~delete);
    return (odd & (ones * 0x80)) == 0;
}

static gsize
plain_length(const char *value, gsize length)
{
    gsize n = 0;
    while (length - n >= 8 && eight_are_plain(value + n))
        n += 8;
    while (n < length && is_plain((unsigned char)value[n]))
        n++;
    return n;
}

void
vl_json_string_len(VlJson *json, const char *value, gsize length)
{
    before_value(json);
    put(json->out, "\"", 1);
    for (;;) {
        gsize n = plain_length(value, length);
        put(json->out, value, n);
        if (n == length)
            break;
        append_escaped(json->out, (unsigned char)value[n]);
        value += n + 1;
        length -= n + 1;
    }
    put(json->out, "\"", 1);
}

void
vl_json_string(VlJson *json, const char *value)
{
    if (value == NULL)
        vl_json_null(json);
    else
        vl_json_string_len(json, value, strlen(value));
}

void
vl_json_int(VlJson *json, gint64 value)
{
    /* Digits from the end; the value as unsigned, for G_MININT64. */
    char digits[24], *at = digits + sizeof(digits);
    guint64 rest = value < 0 ? -(guint64)value : (guint64)value;
    do
        *--at = (char)('0' + rest % 10);
    while ((rest /= 10) > 0);
    if (value < 0)
        *--at = '-';
    before_value(json);
    put(json->out, at, (gsize)(digits + sizeof(digits) - at));
}

void
vl_json_double(VlJson *json, double value)
{
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];
    if (!isfinite(value)) {
        vl_json_null(json);
        return;
    }
    before_value(json);
    g_ascii_formatd(buffer, sizeof(buffer), "%.15g", value);
    g_string_append(json->out, buffer);
}

void
vl_json_bool(VlJson *json, gboolean value)
{
    before_value(json);
    put(json->out, value ? "true" : "false", value ? 4 : 5);
}

void
vl_json_null(VlJson *json)
{
    before_value(json);
    put(json->out, "null", 4);
}

void
vl_json_raw(VlJson *json, const char *text)
{
    before_value(json);
    put(json->out, text, strlen(text));
}

void
vl_json_member_string(VlJson *json, const char *key, const char *value)
{
    vl_json_key(json, key);
    vl_json_string(json, value);
}

void
vl_json_member_int(VlJson *json, const char *key, gint64 value)
{
    vl_json_key(json, key);
    vl_json_int(json, value);
}

void
vl_json_member_bool(VlJson *json, const char *key, gboolean value)
{
    vl_json_key(json, key);
    vl_json_bool(json, value);
}

void
vl_json_member_strings(VlJson *json, const char *key,
                       const GPtrArray *strings)
{
    vl_json_key(json, key);
    vl_json_begin_array(json);
    for (guint i = 0; strings != NULL && i < strings->len; i++)
        vl_json_string(json, strings->pdata[i]);
    vl_json_end_array(json);
}

void
vl_json_member_range(VlJson *json, const char *key, gsize start, gsize end)
{
    vl_json_key(json, key);
    vl_json_begin_array(json);
    vl_json_int(json, (gint64)start);
    vl_json_int(json, (gint64)end);
    vl_json_end_array(json);
}

void
vl_json_member_error(VlJson *json, const char *key, const GError *error,
                     const char *file)
{
    vl_json_key(json, key);
    vl_json_begin_object(json);
    vl_json_member_string(json, "code", vl_error_name(error));
    vl_json_member_string(json, "message", error->message);
    vl_json_member_string(json, "file", file);
    vl_json_end_object(json);
}

/* ---- Reading: RFC 8259 to the letter, checked before cJSON sees it ---- */

typedef struct {
    const char *at, *end;
    gboolean has_nul; /* a string holds one, as an escape */
} Cursor;

static gboolean check_value(Cursor *in, guint depth);

static void
skip_space(Cursor *in)
{
    while (in->at < in->end && strchr(" \t\r\n", *in->at) != NULL &&
           *in->at != '\0')
        in->at++;
}

static gboolean
take(Cursor *in, char wanted)
{
    if (in->at >= in->end || *in->at != wanted)
        return FALSE;
    in->at++;
    return TRUE;
}

static gboolean
take_word(Cursor *in, const char *word)
{
    gsize length = strlen(word);
    if ((gsize)(in->end - in->at) < length || memcmp(in->at, word, length) != 0)
        return FALSE;
    in->at += length;
    return TRUE;
}

static gboolean
take_digits(Cursor *in)
{
    const char *start = in->at;
    while (in->at < in->end && g_ascii_isdigit(*in->at))
        in->at++;
    return in->at > start;
}

static gboolean
check_number(Cursor *in)
{
    take(in, '-');
    if (!take(in, '0') && !take_digits(in))
        return FALSE;
    if (take(in, '.') && !take_digits(in))
        return FALSE;
    if (take(in, 'e') || take(in, 'E')) {
        if (!take(in, '+'))
            take(in, '-');
        return take_digits(in);
    }
    return TRUE;
}

/* Four hexadecimal digits; -1 when they are not. */
static int
take_hex4(Cursor *in)
{
    int value = 0;
    for (int i = 0; i < 4; i++) {
        if (in->at >= in->end || !g_ascii_isxdigit(*in->at))
            return -1;
        value = value * 16 + g_ascii_xdigit_value(*in->at++);
    }
    return value;
}

/* After "\u": surrogates only in pairs; a NUL is noted. */
static gboolean
check_unicode_escape(Cursor *in)
{
    int unit = take_hex4(in);
    if (unit < 0 || (unit >= 0xDC00 && unit <= 0xDFFF))
        return FALSE;
    in->has_nul |= unit == 0;
    if (unit < 0xD800 || unit > 0xDBFF)
        return TRUE;
    if (!take(in, '\\') || !take(in, 'u'))
        return FALSE;
    int low = take_hex4(in);
    return low >= 0xDC00 && low <= 0xDFFF;
}

static gboolean
check_string(Cursor *in)
{
    if (!take(in, '"'))
        return FALSE;
    while (in->at < in->end) {
        unsigned char c = (unsigned char)*in->at++;
        if (c == '"')
            return TRUE;
        if (c < 0x20)
            return FALSE;
        if (c != '\\')
            continue;
        if (take(in, 'u')) {
            if (!check_unicode_escape(in))
                return FALSE;
        } else if (in->at >= in->end || *in->at == '\0' ||
                   strchr("\"\\/bfnrt", *in->at++) == NULL) {
            return FALSE;
        }
    }
    return FALSE;
}

/* The rest of an array or object, after its opening bracket. */
static gboolean
check_members(Cursor *in, char closing, guint depth)
{
    skip_space(in);
    if (take(in, closing))
        return TRUE;
    do {
        skip_space(in);
        if (closing == '}') {
            if (!check_string(in))
                return FALSE;
            skip_space(in);
            if (!take(in, ':'))
                return FALSE;
        }
        if (!check_value(in, depth + 1))
            return FALSE;
        skip_space(in);
    } while (take(in, ','));
    return take(in, closing);
}

static gboolean
check_value(Cursor *in, guint depth)
{
    skip_space(in);
    if (in->at >= in->end || depth > MAX_READ_DEPTH)
        return FALSE;
    switch (*in->at) {
    case '{':
        in->at++;
        return check_members(in, '}', depth);
    case '[':
        in->at++;
        return check_members(in, ']', depth);
    case '"':
        return check_string(in);
    case 't':
        return take_word(in, "true");
    case 'f':
        return take_word(in, "false");
    case 'n':
        return take_word(in, "null");
    default:
        return check_number(in);
    }
}

static gboolean
has_duplicate_key(const cJSON *value)
{
    g_autoptr(GHashTable) seen = NULL;
    if (cJSON_IsObject(value))
        seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (const cJSON *child = value->child; child; child = child->next) {
        if (seen != NULL && !g_hash_table_add(seen, child->string))
            return TRUE;
        if (has_duplicate_key(child))
            return TRUE;
    }
    return FALSE;
}

/* Where the text stops being JSON; -1: nowhere. */
static gssize
find_fault(const char *bytes, gsize n_bytes, gboolean *has_nul)
{
    Cursor in = {bytes, bytes + n_bytes, FALSE};
    gboolean valid = check_value(&in, 0);
    skip_space(&in);
    *has_nul = in.has_nul;
    return valid && in.at == in.end ? -1 : in.at - bytes;
}

gboolean
vl_json_is_text(const char *bytes, gsize n_bytes, gsize *at)
{
    const char *bad = NULL;
    gboolean has_nul = FALSE;
    gssize fault = -1;
    if (!g_utf8_validate_len(bytes, n_bytes, &bad))
        fault = bad - bytes;
    else
        fault = find_fault(bytes, n_bytes, &has_nul);
    if (at != NULL && fault >= 0)
        *at = (gsize)fault;
    return fault < 0;
}

cJSON *
vl_json_parse(const char *bytes, gsize n_bytes, GError **error)
{
    const char *bad = NULL;
    if (!g_utf8_validate_len(bytes, n_bytes, &bad)) {
        g_set_error(error, VL_ERROR, VL_ERROR_MALFORMED,
                    "not UTF-8 at byte %" G_GSIZE_FORMAT, (gsize)(bad - bytes));
        return NULL;
    }
    gboolean has_nul = FALSE;
    gssize fault = find_fault(bytes, n_bytes, &has_nul);
    if (fault >= 0 || has_nul) {
        if (fault < 0)
            g_set_error_literal(error, VL_ERROR, VL_ERROR_MALFORMED,
                                "a JSON string holds a NUL");
        else
            g_set_error(error, VL_ERROR, VL_ERROR_MALFORMED,
                        "not valid JSON at byte %" G_GSSIZE_FORMAT, fault);
        return NULL;
    }
    g_autoptr(cJSON) tree = cJSON_ParseWithLength(bytes, n_bytes);
    if (tree == NULL || has_duplicate_key(tree)) {
        g_set_error(error, VL_ERROR, VL_ERROR_MALFORMED, "%s",
                    tree ? "a JSON object has the same key twice"
                         : "JSON that cannot be read");
        return NULL;
    }
    return g_steal_pointer(&tree);
}

const char *
vl_json_get_string(const cJSON *object, const char *key, const char *fallback)
{
    const cJSON *member = cJSON_GetObjectItemCaseSensitive(object, key);
    return cJSON_IsString(member) ? member->valuestring : fallback;
}

char *
vl_json_dup_text(const cJSON *object, const char *key)
{
    const cJSON *member = cJSON_GetObjectItemCaseSensitive(object, key);
    if (cJSON_IsString(member))
        return g_strdup(member->valuestring);
    if (cJSON_IsNumber(member) && member->valuedouble >= 1 &&
        member->valuedouble < 1e15)
        return g_strdup_printf("%" G_GINT64_FORMAT,
                               (gint64)member->valuedouble);
    return NULL;
}

gint64
vl_json_get_int(const cJSON *object, const char *key, gint64 fallback)
{
    const cJSON *member = cJSON_GetObjectItemCaseSensitive(object, key);
    if (!cJSON_IsNumber(member) || fabs(member->valuedouble) > 9e15)
        return fallback;
    return (gint64)member->valuedouble;
}

gboolean
vl_json_get_bool(const cJSON *object, const char *key, gboolean fallback)
{
    const cJSON *member = cJSON_GetObjectItemCaseSensitive(object, key);
    return cJSON_IsBool(member) ? cJSON_IsTrue(member) : fallback;
}

const cJSON *
vl_json_get(const cJSON *object, const char *key)
{
    const cJSON *member = cJSON_GetObjectItemCaseSensitive(object, key);
    return cJSON_IsObject(member) || cJSON_IsArray(member) ? member : NULL;
}
