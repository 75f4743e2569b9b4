#include "config.h"

#include "verify/sense/units.h"

#include <string.h>

#include "base/assets.h"

typedef struct {
    int dimension;
    double factor;
} Named;

typedef struct {
    GHashTable *names;      /* name -> Named */
    GHashTable *dimensions; /* name -> number from 1 */
} Units;

/* Of the gram. */
#define KILOGRAM 1e3

static const char *const files[] = {
    "schemas/lexicon/en/units.txt",
    "schemas/lexicon/fr/units.txt",
};

static int
number_of(Units *units, const char *name)
{
    int known = GPOINTER_TO_INT(g_hash_table_lookup(units->dimensions, name));
    if (known > 0)
        return known;
    int number = (int)g_hash_table_size(units->dimensions) + 1;
    g_hash_table_insert(units->dimensions, g_strdup(name),
                        GINT_TO_POINTER(number));
    return number;
}

/* "mg milligram | mass | 1e-3" */
static void
read_line(Units *units, char *line)
{
    g_auto(GStrv) fields = g_strsplit(line, "|", 3);
    if (line[0] == '#' || g_strv_length(fields) != 3)
        return;
    int dimension = number_of(units, g_strstrip(fields[1]));
    double factor = g_ascii_strtod(g_strstrip(fields[2]), NULL);
    g_auto(GStrv) names = g_strsplit(g_strstrip(fields[0]), " ", -1);
    for (guint i = 0; names[i] != NULL; i++) {
        Named *named = g_new0(Named, 1);
        named->dimension = dimension;
        named->factor = factor;
        g_hash_table_insert(units->names, g_strdup(names[i]), named);
    }
}

static gpointer
read_all(G_GNUC_UNUSED gpointer data)
{
    Units *units = g_new0(Units, 1);
    units->names = g_hash_table_new(g_str_hash, g_str_equal);
    units->dimensions = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
        const VlAsset *asset = vl_asset_find(files[i]);
        const char *text = asset != NULL ? (const char *)asset->bytes : "";
        g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
        for (guint k = 0; lines[k] != NULL; k++)
            read_line(units, lines[k]);
    }
    return units;
}

static const Units *
get_units(void)
{
    static GOnce once = G_ONCE_INIT;
    g_once(&once, read_all, NULL);
    return once.retval;
}

static const Named *
find_named(const char *name)
{
    return g_hash_table_lookup(get_units()->names, name);
}

static const Named *
named_at(const VlTokens *tokens, guint i)
{
    if (i >= tokens->tokens->len)
        return NULL;
    const VlToken *token = vl_tokens_at(tokens, i);
    if (token->key_length == 0 || token->key_length > 24 ||
        (token->class != VL_TOKEN_WORD && token->class != VL_TOKEN_SYMBOL))
        return NULL;
    /* "M" is no metre and "MS" no millisecond; "L", "IU", "mL" are units. */
    gboolean shouted = (token->flags & VL_TOKEN_CAPITAL) != 0 &&
                       token->key_length == 1 && token->class == VL_TOKEN_WORD;
    g_autofree char *key =
        g_strndup(vl_tokens_key(tokens, token), token->key_length);
    if (shouted && strchr("lujv", key[0]) == NULL)
        return NULL;
    return find_named(key);
}

static gboolean
is_key(const VlTokens *tokens, guint i, const char *key)
{
    return i < tokens->tokens->len &&
           vl_token_key_is(tokens, vl_tokens_at(tokens, i), key);
}

/* "9.4 v 5.4 months", "9.4 v/s 5.4": versus, and no volt. */
static gboolean
is_versus(const VlTokens *tokens, guint i)
{
    guint after = is_key(tokens, i + 1, "/") && is_key(tokens, i + 2, "s")
                      ? i + 3
                      : i + 1;
    while (is_key(tokens, after, "+"))
        after++;
    return is_key(tokens, i, "v") && after < tokens->tokens->len &&
           vl_tokens_at(tokens, after)->class == VL_TOKEN_NUMBER;
}

/* "Mg/kg body weight/day", "mg/kg b.w.": how many tokens tell of what the
 * weight is. */
static guint
skip_body_weight(const VlTokens *tokens, guint i)
{
    if (is_key(tokens, i, "bw") || is_key(tokens, i, "bodyweight"))
        return 1;
    guint of = is_key(tokens, i, "of") ? 1 : 0;
    if ((is_key(tokens, i + of, "body") &&
         is_key(tokens, i + of + 1, "weight")) ||
        (is_key(tokens, i + of, "b") && is_key(tokens, i + of + 1, "w")))
        return of + 2;
    return 0;
}

/* "Mm Hg" */
static gboolean
is_split_pressure(const VlTokens *tokens, guint i)
{
    return is_key(tokens, i, "mm") && is_key(tokens, i + 1, "hg") &&
           find_named("mmhg") != NULL;
}

/* "kcal/j", "mg/kg/j": behind a slash no joule, but a day. */
static guint
read_at(const VlTokens *tokens, guint i, VlUnit *unit)
{
    const Named *named = named_at(tokens, i);
    if (named == NULL || is_versus(tokens, i))
        return 0;
    guint at = i + 1;
    if (is_split_pressure(tokens, i)) {
        named = find_named("mmhg");
        at++;
    }
    *unit = (VlUnit){.n_parts = 1, .factor = named->factor};
    unit->dimensions[0] = named->dimension;
    unit->start = vl_tokens_at(tokens, i)->start;
    while (unit->n_parts < VL_UNIT_PARTS &&
           (is_key(tokens, at, "/") || is_key(tokens, at, "per") ||
            is_key(tokens, at, "par"))) {
        named = is_key(tokens, at + 1, "j") ? find_named("jour")
                                            : named_at(tokens, at + 1);
        if (named == NULL)
            break;
        unit->dimensions[unit->n_parts++] = named->dimension;
        unit->factor /= named->factor;
        at += 2;
        if (named->factor == KILOGRAM)
            at += skip_body_weight(tokens, at);
    }
    unit->end = vl_tokens_at(tokens, at - 1)->end;
    return at - i;
}

guint
vl_unit_read_behind(const VlTokens *tokens, guint i, VlUnit *unit)
{
    /* "Percentage points" are no percent. */
    gboolean points = is_key(tokens, i + 1, "points") &&
                      (is_key(tokens, i, "percentage") ||
                       is_key(tokens, i, "percent") || is_key(tokens, i, "%"));
    return read_at(tokens, i + points, unit);
}

guint
vl_unit_read(const VlTokens *tokens, guint i, VlUnit *unit)
{
    if (i >= tokens->tokens->len ||
        (vl_tokens_at(tokens, i)->gap & VL_GAP_OTHER) != 0)
        return 0;
    return vl_unit_read_behind(tokens, i, unit);
}

gboolean
vl_unit_same_dimension(const VlUnit *a, const VlUnit *b)
{
    if (a->n_parts != b->n_parts)
        return FALSE;
    for (guint i = 0; i < a->n_parts; i++)
        if (a->dimensions[i] != b->dimensions[i])
            return FALSE;
    return TRUE;
}

int
vl_unit_dimension(const char *name)
{
    return GPOINTER_TO_INT(
        g_hash_table_lookup(get_units()->dimensions, name));
}

void
vl_unit_visit(VlUnitVisit visit, gpointer data)
{
    GHashTableIter iter;
    gpointer name;
    g_hash_table_iter_init(&iter, get_units()->names);
    while (g_hash_table_iter_next(&iter, &name, NULL))
        visit(name, data);
}
