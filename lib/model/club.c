#include "config.h"

#include "model/club.h"

const char *
vl_club_state_name(VlClubState state)
{
    static const char *const names[VL_N_CLUB_STATES] = {
        [VL_CLUB_QUOTED] = "quoted",
        [VL_CLUB_NOT_FOUND] = "not_found",
        [VL_CLUB_COMPUTED] = "computed",
        [VL_CLUB_BLANK] = "blank",
    };
    return names[state];
}

static void
item_free(VlClubItem *item)
{
    g_free(item->key);
    g_free(item->question);
    g_ptr_array_unref(item->claims);
    g_ptr_array_unref(item->sums);
    g_free(item);
}

static void
section_free(VlClubSection *section)
{
    g_free(section->key);
    g_free(section->title);
    g_ptr_array_unref(section->items);
    g_free(section);
}

VlClub *
vl_club_new(const char *language)
{
    VlClub *club = g_new0(VlClub, 1);
    club->language = g_strdup(language);
    club->sections =
        g_ptr_array_new_with_free_func((GDestroyNotify)section_free);
    club->questions = g_ptr_array_new_with_free_func(g_free);
    club->problems =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_unread_free);
    return club;
}

void
vl_club_free(VlClub *club)
{
    if (club == NULL)
        return;
    g_free(club->language);
    vl_paper_free(club->paper);
    g_free(club->design.name);
    g_free(club->design.title);
    g_free(club->design.from);
    g_free(club->design.told);
    vl_claim_free(club->design.claim);
    g_ptr_array_unref(club->sections);
    g_ptr_array_unref(club->questions);
    g_ptr_array_unref(club->problems);
    g_free(club->model.provider);
    g_free(club->model.name);
    g_free(club->model.rules);
    g_free(club->model.sheet);
    g_free(club->made);
    g_free(club->version);
    g_free(club);
}

VlClubSection *
vl_club_add_section(VlClub *club, const char *key, const char *title)
{
    VlClubSection *section = g_new0(VlClubSection, 1);
    section->key = g_strdup(key);
    section->title = g_strdup(title);
    section->items = g_ptr_array_new_with_free_func((GDestroyNotify)item_free);
    g_ptr_array_add(club->sections, section);
    return section;
}

VlClubItem *
vl_club_add_item(VlClubSection *section, const char *key,
                 const char *question)
{
    VlClubItem *item = g_new0(VlClubItem, 1);
    item->key = g_strdup(key);
    item->question = g_strdup(question);
    item->state = VL_CLUB_NOT_FOUND;
    item->claims =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_claim_free);
    item->sums =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_club_sum_free);
    g_ptr_array_add(section->items, item);
    return item;
}

VlClubItem *
vl_club_find(const VlClub *club, const char *key)
{
    for (guint i = 0; i < club->sections->len; i++) {
        const VlClubSection *section = club->sections->pdata[i];
        for (guint j = 0; j < section->items->len; j++) {
            VlClubItem *item = section->items->pdata[j];
            if (g_str_equal(item->key, key))
                return item;
        }
    }
    return NULL;
}

VlClubSum *
vl_club_sum_new(VlQuote *quote)
{
    VlClubSum *sum = g_new0(VlClubSum, 1);
    sum->quote = quote;
    sum->lines = g_ptr_array_new_with_free_func(g_free);
    return sum;
}

void
vl_club_sum_free(VlClubSum *sum)
{
    vl_quote_free(sum->quote);
    g_ptr_array_unref(sum->lines);
    g_free(sum);
}
