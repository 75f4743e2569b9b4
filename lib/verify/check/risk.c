#include "config.h"

#include "verify/check/risk.h"

#include <math.h>
#include <string.h>

#include "verify/sense/sense.h"

/* Smaller groups are parts of something else: "5 of 10 centres". */
#define MIN_TOTAL 10
/* Words between a count and its percentage: "120 patients (10 %)". */
#define MAX_BETWEEN 3
#define Z 1.959963985

/* A count with its denominator, and the percentage beside it. */
typedef struct {
    double events, total, percent; /* percent NAN: none printed */
    int decimals;
} Share;

void
vl_risk_free(VlRisk *risk)
{
    if (risk == NULL)
        return;
    g_ptr_array_unref(risk->lines);
    g_free(risk);
}

/* ---- Intervals ---- */

static void
wilson(double events, double total, double *low, double *high)
{
    double p = events / total, z2 = Z * Z / total;
    double half = Z * sqrt(p * (1 - p) / total + z2 / (4 * total));
    *low = (p + z2 / 2 - half) / (1 + z2);
    *high = (p + z2 / 2 + half) / (1 + z2);
}

void
vl_risk_newcombe(double a, double m, double b, double n, double *low,
                 double *high)
{
    double l1, u1, l2, u2, p1 = a / m, p2 = b / n, d = p1 - p2;
    wilson(a, m, &l1, &u1);
    wilson(b, n, &l2, &u2);
    *low = d - sqrt((p1 - l1) * (p1 - l1) + (u2 - p2) * (u2 - p2));
    *high = d + sqrt((u1 - p1) * (u1 - p1) + (p2 - l2) * (p2 - l2));
}

/* ---- Shares ---- */

/* The percentage of a share stands between or beside its two numbers. */
static void
find_percent(const VlSense *sense, guint k, Share *share)
{
    const VlQuantity *part = vl_sense_quantity(sense, k);
    const VlQuantity *whole = vl_sense_quantity(sense, (guint)part->of);
    guint from = MIN(k, (guint)part->of), to = MAX(k, (guint)part->of);
    for (guint m = from > 0 ? from - 1 : 0;
         m <= to + 1 && m < sense->quantities->len; m++) {
        const VlQuantity *near = vl_sense_quantity(sense, m);
        guint gap = near->first > whole->last ? near->first - whole->last
                    : part->first > near->last ? part->first - near->last
                                               : 0;
        if (near->role != VL_ROLE_PERCENT || near->bound != VL_BOUND_NONE ||
            near->about || gap > MAX_BETWEEN)
            continue;
        share->percent = near->value;
        share->decimals = near->decimals;
        return;
    }
}

static GArray *
find_shares(const VlSense *sense)
{
    GArray *shares = g_array_new(FALSE, FALSE, sizeof(Share));
    for (guint k = 0; k < sense->quantities->len; k++) {
        const VlQuantity *part = vl_sense_quantity(sense, k);
        if (part->of < 0 || part->decimals > 0 || part->value < 0)
            continue;
        const VlQuantity *whole = vl_sense_quantity(sense, (guint)part->of);
        if (whole->value < MIN_TOTAL || part->value > whole->value ||
            whole->decimals > 0)
            continue;
        Share share = {part->value, whole->value, NAN, 0};
        find_percent(sense, k, &share);
        g_array_append_val(shares, share);
    }
    return shares;
}

static gboolean
fits(GRegex **regex, const char *pattern, const char *text)
{
    if (g_once_init_enter(regex)) {
        GRegex *made = g_regex_new(
            pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
        g_once_init_leave(regex, made);
    }
    return g_regex_match(*regex, text, 0, NULL);
}

/* Two shares are risks of two groups only where the sentence says so: it
 * compares, or names two groups; one group has the same total twice. */
static gboolean
names_groups(const char *text, const Share *a, const Share *b)
{
    static GRegex *compares = NULL, *within = NULL, *one = NULL, *two = NULL;
    if (fits(&within,
             "\\b(baseline|before and after|pre-?treatment|au départ|avant "
             "et après|sensitivity|specificity|sensibilité|spécificité)\\b",
             text))
        return FALSE;
    if (fits(&compares, "\\b(vs\\.?|versus|compared|than|contre|comparé)\\b",
             text))
        return TRUE;
    if (a->total == b->total)
        return fits(&two,
                    "\\b(groups?|arms?|placebo|controls?|groupe|bras|témoins?)"
                    "\\b.*\\b(groups?|arms?|placebo|controls?|groupe|bras|"
                    "témoins?)\\b",
                    text);
    return fits(&one,
                "\\b(groups?|arms?|placebo|controls?|assigned|receiving|"
                "received|groupes?|bras|témoins?)\\b",
                text);
}

/* "at 28 days", "within 6 months", "à 12 mois". */
static gboolean
names_time(const char *text)
{
    static GRegex *regex = NULL;
    return fits(&regex,
                "\\b(\\d+|one|two|three|six|twelve|un|deux|trois|six)[- ]"
                "?(hours?|days?|weeks?|months?|years?|h|d|heures?|jours?|"
                "semaines?|mois|ans?)\\b",
                text);
}

/* ---- Lines ---- */

typedef struct {
    VlRisk *risk;
    gboolean french;
} Writer;

/* Numbers with a decimal comma in French. */
static char *
number(const Writer *writer, double value, int decimals)
{
    char digits[G_ASCII_DTOSTR_BUF_SIZE], format[16];
    g_snprintf(format, sizeof(format), "%%.%df", decimals);
    g_ascii_formatd(digits, sizeof(digits), format,
                    fabs(value) < 0.5 * pow(10, -decimals) ? 0 : value);
    char *point = writer->french ? strchr(digits, '.') : NULL;
    if (point != NULL)
        *point = ',';
    return digits[0] == '-' ? g_strconcat("\u2212", digits + 1, NULL)
                            : g_strdup(digits);
}

/* Each `$` of the words is the next number. */
static void
put(const Writer *writer, const char *english, const char *french,
    char *const *numbers)
{
    g_autoptr(GString) line = g_string_new(NULL);
    for (const char *p = writer->french ? french : english; *p != '\0'; p++) {
        if (*p == '$')
            g_string_append(line, *numbers++);
        else
            g_string_append_c(line, *p);
    }
    g_ptr_array_add(writer->risk->lines,
                    g_string_free(g_steal_pointer(&line), FALSE));
}

static void
put_share(const Writer *writer, const Share *share)
{
    double percent = 100 * share->events / share->total;
    /* Half a unit of the last digit, and as much for rounding twice. */
    gboolean agrees = isnan(share->percent) ||
                      fabs(percent - share->percent) <=
                          1.05 * pow(10, -share->decimals);
    g_auto(GStrv) numbers = g_new0(char *, 5);
    numbers[0] = number(writer, share->events, 0);
    numbers[1] = number(writer, share->total, 0);
    numbers[2] = number(writer, percent, MAX(1, share->decimals));
    numbers[3] = isnan(share->percent)
                     ? NULL
                     : number(writer, share->percent, share->decimals);
    writer->risk->disagrees |= !agrees;
    if (isnan(share->percent))
        put(writer, "$/$ = $ %", "$/$ = $ %", numbers);
    else if (agrees)
        put(writer, "$/$ = $ % (printed: $ %)", "$/$ = $ % (imprimé : $ %)",
            numbers);
    else
        put(writer,
            "$/$ = $ %, but the paper prints $ %: they do not agree",
            "$/$ = $ %, mais l'article imprime $ % : discordance", numbers);
}

static void
put_difference(const Writer *writer, const Share *a, const Share *b,
               double low, double high)
{
    double d = 100 * (a->events / a->total - b->events / b->total);
    g_auto(GStrv) numbers = g_new0(char *, 4);
    numbers[0] = number(writer, d, 1);
    numbers[1] = number(writer, 100 * low, 1);
    numbers[2] = number(writer, 100 * high, 1);
    put(writer,
        "absolute difference, first less second: $ percentage points (95 % "
        "CI $ to $)",
        "différence absolue, premier moins second : $ points de pourcentage "
        "(IC 95 % $ à $)",
        numbers);
}

static void
put_ratio(const Writer *writer, const Share *a, const Share *b)
{
    if (a->events == 0 || b->events == 0)
        return;
    double ratio = a->events / a->total / (b->events / b->total);
    double error = Z * sqrt(1 / a->events - 1 / a->total + 1 / b->events -
                            1 / b->total);
    g_auto(GStrv) numbers = g_new0(char *, 4);
    numbers[0] = number(writer, ratio, 2);
    numbers[1] = number(writer, ratio * exp(-error), 2);
    numbers[2] = number(writer, ratio * exp(error), 2);
    put(writer, "risk ratio, unadjusted: $ (95 % CI $ to $)",
        "risque relatif, non ajusté : $ (IC 95 % $ à $)", numbers);
}

/* Never beside an interval that includes 0, never without a time. */
static void
put_needed(const Writer *writer, const char *sentence, const Share *a,
           const Share *b, double low, double high)
{
    double d = fabs(a->events / a->total - b->events / b->total);
    g_auto(GStrv) numbers = g_new0(char *, 4);
    if (low <= 0 && high >= 0) {
        put(writer,
            "no number needed to treat: the interval of the difference "
            "includes 0",
            "pas de nombre de sujets à traiter : l'intervalle de la "
            "différence comprend 0",
            numbers);
        return;
    }
    if (!names_time(sentence)) {
        put(writer,
            "no number needed to treat: the sentence names no time",
            "pas de nombre de sujets à traiter : la phrase ne dit pas à "
            "quelle échéance",
            numbers);
        return;
    }
    double near = 1 / MAX(fabs(low), fabs(high));
    double far = 1 / MIN(fabs(low), fabs(high));
    numbers[0] = number(writer, ceil(1 / d - 1e-9), 0);
    numbers[1] = number(writer, ceil(near - 1e-9), 0);
    numbers[2] = number(writer, ceil(far - 1e-9), 0);
    put(writer,
        "one more or one fewer in $ (95 % CI $ to $), for this outcome and "
        "this time alone",
        "un de plus ou de moins sur $ (IC 95 % $ à $), pour ce critère et "
        "cette échéance seulement",
        numbers);
}

static void
compare(const Writer *writer, const char *sentence, const GArray *shares)
{
    const Share *a = &g_array_index(shares, Share, 0);
    const Share *b = &g_array_index(shares, Share, 1);
    double low, high;
    vl_risk_newcombe(a->events, a->total, b->events, b->total, &low, &high);
    put_difference(writer, a, b, low, high);
    put_ratio(writer, a, b);
    put_needed(writer, sentence, a, b, low, high);
}

VlRisk *
vl_risk_new(const char *sentence, gboolean french)
{
    VlRisk *risk = g_new0(VlRisk, 1);
    const Writer writer = {risk, french};
    risk->lines = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(VlSense) sense = vl_sense_new(sentence, NULL);
    g_autoptr(GArray) shares = find_shares(sense);
    risk->n_shares = shares->len;
    for (guint i = 0; i < shares->len; i++)
        put_share(&writer, &g_array_index(shares, Share, i));
    /* Three and more are outcomes or times beside groups: which belong
     * together, no program knows. */
    risk->compares =
        shares->len == 2 &&
        names_groups(sentence, &g_array_index(shares, Share, 0),
                     &g_array_index(shares, Share, 1));
    if (risk->compares)
        compare(&writer, sentence, shares);
    return risk;
}
