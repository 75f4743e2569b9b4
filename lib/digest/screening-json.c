#include "config.h"

#include "digest/screening-json.h"

#include "digest/asked-json.h"

/* ---- Writing ---- */

void
vl_json_member_criteria(VlJson *json, const VlDigest *digest)
{
    if (!vl_digest_screens(digest))
        return;
    vl_json_member_strings(json, VL_INCLUDE_KEY, digest->watch.include);
    vl_json_member_strings(json, VL_EXCLUDE_KEY, digest->watch.exclude);
}

static const char *
kind_of(gboolean exclude)
{
    return exclude ? VL_EXCLUDE_KEY : VL_INCLUDE_KEY;
}

static void
write_criterion(VlJson *json, const VlCriterion *criterion,
                void (*quote)(VlJson *json, const VlQuote *quote))
{
    vl_json_begin_object(json);
    vl_json_member_string(json, "kind", kind_of(criterion->exclude));
    vl_json_member_string(json, "text", criterion->text);
    vl_json_member_string(json, "answer",
                          vl_criterion_answer_name(criterion->answer));
    vl_json_key(json, "quotes");
    vl_json_begin_array(json);
    for (guint i = 0; i < criterion->quotes->len; i++)
        quote(json, criterion->quotes->pdata[i]);
    vl_json_end_array(json);
    vl_json_end_object(json);
}

void
vl_json_member_screening(VlJson *json, const VlScreening *screening,
                         void (*quote)(VlJson *json, const VlQuote *quote))
{
    if (screening == NULL)
        return;
    vl_json_key(json, VL_SCREENING_KEY);
    vl_json_begin_object(json);
    vl_json_member_string(json, "decision",
                          vl_screened_name(vl_screening_decide(screening)));
    vl_json_key(json, "criteria");
    vl_json_begin_array(json);
    for (guint i = 0; i < screening->criteria->len; i++)
        write_criterion(json, screening->criteria->pdata[i], quote);
    vl_json_end_array(json);
    vl_json_member_asked(json, screening->asked, quote);
    vl_json_end_object(json);
}

/* ---- Reading ---- */

void
vl_strict_criteria(VlStrict *in, const cJSON *object, VlDigest *digest)
{
    gboolean include = vl_strict_get(object, VL_INCLUDE_KEY) != NULL;
    gboolean exclude = vl_strict_get(object, VL_EXCLUDE_KEY) != NULL;
    if (in->error != NULL || (!include && !exclude))
        return;
    vl_strict_strings(in, object, VL_INCLUDE_KEY, digest->watch.include);
    vl_strict_strings(in, object, VL_EXCLUDE_KEY, digest->watch.exclude);
    if (!vl_digest_screens(digest))
        vl_strict_fail(in, VL_INCLUDE_KEY, "holds no criterion");
}

/* Where the criteria go, and how their quotes are read. */
typedef struct {
    GPtrArray *criteria;
    VlStrictItem quote;
} Into;

static void
read_criterion(VlStrict *in, const cJSON *item, gpointer owner)
{
    static const char *const keys[] = {"kind", "text", "answer", "quotes",
                                       NULL};
    const Into *into = owner;
    if (!vl_strict_members(in, item, keys))
        return;
    g_autofree char *kind = vl_strict_string(in, item, "kind");
    g_autofree char *text = vl_strict_string(in, item, "text");
    g_autofree char *answer = vl_strict_string(in, item, "answer");
    gboolean exclude = g_str_equal(kind, VL_EXCLUDE_KEY);
    if (!exclude && !g_str_equal(kind, VL_INCLUDE_KEY))
        vl_strict_fail(in, "kind", "is neither include nor exclude");
    VlCriterion *criterion = vl_criterion_new(exclude, text);
    g_ptr_array_add(into->criteria, criterion);
    if (!vl_criterion_answer_from_name(answer, &criterion->answer))
        vl_strict_fail(in, "answer", "is none of those asked for");
    vl_strict_list(in, item, "quotes", into->quote, criterion->quotes);
    if ((criterion->answer == VL_CRITERION_NOT_SAID) !=
        (criterion->quotes->len == 0))
        vl_strict_fail(in, "answer", "and its quotes do not go together");
}

void
vl_strict_screening(VlStrict *in, const cJSON *object, VlPaper *paper,
                    VlStrictItem read)
{
    static const char *const keys[] = {"decision", "criteria", VL_ASKED_KEY,
                                       NULL};
    const cJSON *item = vl_strict_get(object, VL_SCREENING_KEY);
    if (item == NULL || in->error != NULL)
        return;
    gsize up = vl_strict_enter(in, VL_SCREENING_KEY);
    if (vl_strict_members(in, item, keys)) {
        VlScreening *screening = paper->screening =
            vl_screening_new(NULL, NULL);
        Into into = {screening->criteria, read};
        vl_strict_list(in, item, "criteria", read_criterion, &into);
        vl_strict_asked(in, item, &screening->asked, read);
        g_autofree char *decision = vl_strict_string(in, item, "decision");
        if (in->error == NULL &&
            !g_str_equal(decision,
                         vl_screened_name(vl_screening_decide(screening))))
            vl_strict_fail(in, "decision", "is not that of the answers");
    }
    vl_strict_leave(in, up);
}

static gboolean
has_criteria_of(const VlScreening *screening, const VlDigest *digest)
{
    const GPtrArray *include = digest->watch.include;
    const GPtrArray *exclude = digest->watch.exclude;
    if (screening->criteria->len != include->len + exclude->len)
        return FALSE;
    for (guint i = 0; i < screening->criteria->len; i++) {
        const VlCriterion *criterion = screening->criteria->pdata[i];
        gboolean excludes = i >= include->len;
        const char *text = excludes ? exclude->pdata[i - include->len]
                                    : include->pdata[i];
        if (criterion->exclude != excludes ||
            !g_str_equal(criterion->text, text))
            return FALSE;
    }
    return TRUE;
}

static void
check_list(VlStrict *in, const VlDigest *digest, const GPtrArray *papers,
           gboolean out)
{
    for (guint i = 0; i < papers->len; i++) {
        const VlPaper *paper = papers->pdata[i];
        const char *name = paper->name != NULL ? paper->name : "a paper";
        if (paper->screening != NULL &&
            !has_criteria_of(paper->screening, digest))
            vl_strict_fail(in, name, "has other criteria than the watch");
        if (vl_paper_is_screened_out(paper) != out)
            vl_strict_fail(in, name,
                           out ? "is screened out, but no criterion says so"
                               : "is not screened out, but a criterion says "
                                 "so");
        if (out && paper->claims->len > 0)
            vl_strict_fail(in, name, "is screened out and has claims");
    }
}

void
vl_strict_screened(VlStrict *in, const VlDigest *digest)
{
    if (in->error != NULL)
        return;
    check_list(in, digest, digest->papers, FALSE);
    check_list(in, digest, digest->screened, TRUE);
    if (digest->flow.screened_out != digest->screened->len)
        vl_strict_fail(in, "flow", "does not count what was screened out");
}
