#include "config.h"

#include "digest/asked-json.h"

/* ---- Writing ---- */

void
vl_json_member_said(VlJson *json, const VlClaim *claim)
{
    if (claim->said == NULL)
        return;
    vl_json_key(json, VL_SAID_KEY);
    vl_json_begin_object(json);
    vl_json_member_string(json, "quote", claim->said);
    vl_json_member_bool(json, "moved", claim->moved);
    vl_json_end_object(json);
}

static void
write_quotes(VlJson *json, const char *key, const GPtrArray *quotes,
             void (*quote)(VlJson *json, const VlQuote *quote))
{
    vl_json_key(json, key);
    vl_json_begin_array(json);
    for (guint i = 0; i < quotes->len; i++)
        quote(json, quotes->pdata[i]);
    vl_json_end_array(json);
}

void
vl_json_member_opinion(VlJson *json, const VlOpinion *opinion,
                       void (*quote)(VlJson *json, const VlQuote *quote))
{
    if (opinion == NULL)
        return;
    vl_json_key(json, VL_OPINION_KEY);
    vl_json_begin_object(json);
    vl_json_member_string(json, "opinion", opinion->opinion);
    vl_json_member_string(json, "model", opinion->model);
    write_quotes(json, "quotes", opinion->quotes, quote);
    vl_json_end_object(json);
}

/* -1: not told. */
static void
write_told(VlJson *json, const char *key, gint64 value)
{
    vl_json_key(json, key);
    if (value < 0)
        vl_json_null(json);
    else
        vl_json_int(json, value);
}

void
vl_json_member_asked(VlJson *json, const VlAsked *asked,
                     void (*quote)(VlJson *json, const VlQuote *quote))
{
    if (asked == NULL)
        return;
    vl_json_key(json, VL_ASKED_KEY);
    vl_json_begin_object(json);
    vl_json_member_string(json, "outcome", asked->outcome);
    vl_json_member_string(json, "detail", asked->detail);
    vl_json_member_string(json, "model", asked->model);
    vl_json_member_int(json, "parts", asked->parts);
    vl_json_member_int(json, "answered", asked->answered);
    vl_json_member_int(json, "sentences", asked->sentences);
    vl_json_member_int(json, "read", asked->read);
    vl_json_member_int(json, "tries", asked->tries);
    vl_json_member_int(json, "kept", asked->kept);
    write_told(json, "input_tokens", asked->input_tokens);
    write_told(json, "output_tokens", asked->output_tokens);
    write_told(json, "cost", asked->cost);
    write_quotes(json, "spin", asked->spin, quote);
    vl_json_end_object(json);
}

static void
write_prompt(VlJson *json, const VlPromptUsed *prompt)
{
    vl_json_begin_object(json);
    vl_json_member_string(json, "purpose", prompt->purpose);
    vl_json_member_string(json, "language", prompt->language);
    vl_json_member_string(json, "sha256", prompt->sha256);
    vl_json_member_bool(json, "own", prompt->own);
    vl_json_end_object(json);
}

void
vl_json_member_model_asked(VlJson *json, const VlModelAsked *asked)
{
    if (asked == NULL)
        return;
    vl_json_key(json, VL_ASKED_KEY);
    vl_json_begin_object(json);
    vl_json_member_string(json, "host", asked->host);
    vl_json_member_string(json, "region", asked->region);
    vl_json_member_strings(json, "parameters", asked->parameters);
    vl_json_key(json, "prompts");
    vl_json_begin_array(json);
    for (guint i = 0; i < asked->prompts->len; i++)
        write_prompt(json, asked->prompts->pdata[i]);
    vl_json_end_array(json);
    vl_json_member_int(json, "calls", asked->calls);
    vl_json_member_int(json, "kept", asked->kept);
    write_told(json, "input_tokens", asked->input_tokens);
    write_told(json, "output_tokens", asked->output_tokens);
    write_told(json, "cost", asked->cost);
    vl_json_member_string(json, "currency", asked->currency);
    vl_json_end_object(json);
}

/* ---- Reading ---- */

void
vl_strict_said(VlStrict *in, const cJSON *object, VlClaim *claim)
{
    static const char *const keys[] = {"quote", "moved", NULL};
    const cJSON *item = vl_strict_get(object, VL_SAID_KEY);
    if (item == NULL || in->error != NULL)
        return;
    gsize up = vl_strict_enter(in, VL_SAID_KEY);
    if (vl_strict_members(in, item, keys)) {
        claim->said = vl_strict_string(in, item, "quote");
        claim->moved = vl_strict_bool(in, item, "moved");
    }
    vl_strict_leave(in, up);
}

void
vl_strict_opinion(VlStrict *in, const cJSON *object, VlClaim *claim,
                  VlStrictItem read)
{
    static const char *const keys[] = {"opinion", "model", "quotes", NULL};
    const cJSON *item = vl_strict_get(object, VL_OPINION_KEY);
    if (item == NULL || in->error != NULL)
        return;
    gsize up = vl_strict_enter(in, VL_OPINION_KEY);
    if (vl_strict_members(in, item, keys)) {
        claim->opinion = vl_opinion_new(NULL, NULL);
        claim->opinion->opinion = vl_strict_string(in, item, "opinion");
        claim->opinion->model = vl_strict_nullable(in, item, "model");
        vl_strict_list(in, item, "quotes", read, claim->opinion->quotes);
        if (!vl_opinion_is_known(claim->opinion->opinion))
            vl_strict_fail(in, "opinion", "is none of those asked for");
    }
    vl_strict_leave(in, up);
}

static gint64
read_told(VlStrict *in, const cJSON *object, const char *key)
{
    if (cJSON_IsNull(vl_strict_get(object, key)))
        return -1;
    return (gint64)vl_strict_offset(in, object, key);
}

static void
read_counts(VlStrict *in, const cJSON *item, VlAsked *asked)
{
    asked->parts = vl_strict_count(in, item, "parts");
    asked->answered = vl_strict_count(in, item, "answered");
    asked->sentences = vl_strict_count(in, item, "sentences");
    asked->read = vl_strict_count(in, item, "read");
    asked->tries = vl_strict_count(in, item, "tries");
    asked->kept = vl_strict_count(in, item, "kept");
    asked->input_tokens = read_told(in, item, "input_tokens");
    asked->output_tokens = read_told(in, item, "output_tokens");
    asked->cost = read_told(in, item, "cost");
    if (asked->answered > asked->parts || asked->read > asked->sentences)
        vl_strict_fail(in, "answered", "is more than was asked");
}

void
vl_strict_asked(VlStrict *in, const cJSON *object, VlAsked **to,
                VlStrictItem read)
{
    static const char *const keys[] = {
        "outcome", "detail", "model", "parts", "answered", "sentences",
        "read", "tries", "kept", "input_tokens", "output_tokens", "cost",
        "spin", NULL};
    const cJSON *item = vl_strict_get(object, VL_ASKED_KEY);
    if (item == NULL || in->error != NULL)
        return;
    gsize up = vl_strict_enter(in, VL_ASKED_KEY);
    if (vl_strict_members(in, item, keys)) {
        VlAsked *asked = vl_asked_new();
        vl_asked_free(*to);
        *to = asked;
        asked->outcome = vl_strict_string(in, item, "outcome");
        asked->detail = vl_strict_nullable(in, item, "detail");
        asked->model = vl_strict_nullable(in, item, "model");
        read_counts(in, item, asked);
        vl_strict_list(in, item, "spin", read, asked->spin);
    }
    vl_strict_leave(in, up);
}

static void
read_prompt(VlStrict *in, const cJSON *item, gpointer owner)
{
    static const char *const keys[] = {"purpose", "language", "sha256", "own",
                                       NULL};
    if (!vl_strict_members(in, item, keys))
        return;
    VlPromptUsed *prompt = vl_prompt_used_new(NULL, NULL, NULL, FALSE);
    g_ptr_array_add(owner, prompt);
    prompt->purpose = vl_strict_string(in, item, "purpose");
    prompt->language = vl_strict_string(in, item, "language");
    prompt->sha256 = vl_strict_hash(in, item, "sha256", FALSE);
    prompt->own = vl_strict_bool(in, item, "own");
}

void
vl_strict_model_asked(VlStrict *in, const cJSON *object, VlDigest *digest)
{
    static const char *const keys[] = {
        "host", "region", "parameters", "prompts", "calls", "kept",
        "input_tokens", "output_tokens", "cost", "currency", NULL};
    const cJSON *item = vl_strict_get(object, VL_ASKED_KEY);
    if (item == NULL || in->error != NULL)
        return;
    gsize up = vl_strict_enter(in, VL_ASKED_KEY);
    if (vl_strict_members(in, item, keys)) {
        VlModelAsked *asked = digest->model.asked = vl_model_asked_new();
        asked->host = vl_strict_nullable(in, item, "host");
        asked->region = vl_strict_nullable(in, item, "region");
        vl_strict_strings(in, item, "parameters", asked->parameters);
        vl_strict_list(in, item, "prompts", read_prompt, asked->prompts);
        asked->calls = vl_strict_count(in, item, "calls");
        asked->kept = vl_strict_count(in, item, "kept");
        asked->input_tokens = read_told(in, item, "input_tokens");
        asked->output_tokens = read_told(in, item, "output_tokens");
        asked->cost = read_told(in, item, "cost");
        asked->currency = vl_strict_nullable(in, item, "currency");
    }
    vl_strict_leave(in, up);
}
