#include "config.h"

#include "digest/club-json.h"

#include "digest/render-json.h"
#include "digest/words.h"

static void
write_sum(VlJson *json, const VlClubSum *sum)
{
    vl_json_begin_object(json);
    vl_json_key(json, "quote");
    vl_json_quote(json, sum->quote);
    vl_json_member_strings(json, "lines", sum->lines);
    vl_json_end_object(json);
}

static void
write_item(VlJson *json, const VlClubItem *item)
{
    vl_json_begin_object(json);
    vl_json_member_string(json, "key", item->key);
    vl_json_member_string(json, "question", item->question);
    vl_json_member_string(json, "state", vl_club_state_name(item->state));
    vl_json_member_claims(json, item->claims);
    vl_json_key(json, "computed");
    vl_json_begin_array(json);
    for (guint i = 0; i < item->sums->len; i++)
        write_sum(json, item->sums->pdata[i]);
    vl_json_end_array(json);
    vl_json_key(json, "answer");
    vl_json_null(json);
    vl_json_end_object(json);
}

static void
write_sections(VlJson *json, const VlClub *club)
{
    vl_json_key(json, "sections");
    vl_json_begin_array(json);
    for (guint i = 0; i < club->sections->len; i++) {
        const VlClubSection *section = club->sections->pdata[i];
        vl_json_begin_object(json);
        vl_json_member_string(json, "key", section->key);
        vl_json_member_string(json, "title", section->title);
        vl_json_key(json, "items");
        vl_json_begin_array(json);
        for (guint j = 0; j < section->items->len; j++)
            write_item(json, section->items->pdata[j]);
        vl_json_end_array(json);
        vl_json_end_object(json);
    }
    vl_json_end_array(json);
}

static void
write_design(VlJson *json, const VlClub *club)
{
    vl_json_key(json, "design");
    vl_json_begin_object(json);
    vl_json_member_string(json, "name", club->design.name);
    vl_json_member_string(json, "title", club->design.title);
    vl_json_member_string(json, "from", club->design.from);
    vl_json_member_string(json, "told", club->design.told);
    vl_json_key(json, "claim");
    if (club->design.claim != NULL)
        vl_json_claim(json, club->design.claim);
    else
        vl_json_null(json);
    vl_json_end_object(json);
}

static void
write_model(VlJson *json, const VlClub *club)
{
    vl_json_key(json, "model");
    vl_json_begin_object(json);
    vl_json_member_string(json, "provider", club->model.provider);
    vl_json_member_string(json, "name", club->model.name);
    vl_json_member_string(json, "rules", club->model.rules);
    vl_json_member_string(json, "sheet", club->model.sheet);
    vl_json_end_object(json);
}

void
vl_club_write_json(const VlClub *club, GString *out)
{
    VlJson json = VL_JSON_INIT(out);
    json.pretty = TRUE;
    VlLanguage language = vl_language_from_name(club->language);
    vl_json_begin_object(&json);
    vl_json_member_string(&json, "schema", "veille-club-1");
    vl_json_member_bool(&json, "ai_generated", TRUE);
    vl_json_member_string(&json, "language", club->language);
    vl_json_member_string(&json, "made", club->made);
    vl_json_member_string(&json, "version", club->version);
    vl_json_key(&json, "paper");
    vl_json_paper(&json, club->paper);
    write_design(&json, club);
    write_sections(&json, club);
    vl_json_member_strings(&json, "questions", club->questions);
    vl_json_key(&json, "unread");
    vl_json_begin_array(&json);
    for (guint i = 0; i < club->problems->len; i++)
        vl_json_unread(&json, club->problems->pdata[i]);
    vl_json_end_array(&json);
    write_model(&json, club);
    vl_json_member_string(&json, "reviewed_by", NULL);
    vl_json_member_string(&json, "notice", vl_word(VL_WORD_NOTICE, language));
    vl_json_end_object(&json);
    g_string_append_c(out, '\n');
}
