#include "config.h"

#include "digest/club-view.h"

#include <string.h>

#include "digest/view-paper.h"

static const char *const words[VL_N_CLUB_WORDS][2] = {
    [VL_CLUB_WORD_TITLE] = {"Journal club", "Lecture critique"},
    [VL_CLUB_WORD_DESIGN] = {"Design", "Type d'étude"},
    [VL_CLUB_WORD_BY_TYPE] = {"PubMed's type", "type selon PubMed"},
    [VL_CLUB_WORD_BY_MESH] = {"PubMed's heading, and not Humans",
                              "descripteur de PubMed, sans Humans"},
    [VL_CLUB_WORD_BY_TEXT] = {"by these words of the paper",
                              "d'après ces mots de l'article"},
    [VL_CLUB_WORD_GIVEN] = {"as asked for", "comme demandé"},
    [VL_CLUB_WORD_NONE] = {"choose a sheet with --sheet",
                           "choisissez une grille avec --sheet"},
    [VL_CLUB_WORD_NOT_FOUND] = {"Not found in what was read",
                                "Non retrouvé dans ce qui a été lu"},
    [VL_CLUB_WORD_BLANK] = {"For the physician to answer",
                            "À remplir par le médecin"},
    [VL_CLUB_WORD_WORKED_OUT] = {"Worked out by program",
                                 "Calculé par programme"},
    [VL_CLUB_WORD_NO_SUMS] =
        {"No sentence with the counts of two groups was found",
         "Aucune phrase donnant les effectifs de deux groupes n'a été "
         "trouvée"},
    [VL_CLUB_WORD_QUESTIONS] = {"Questions for the room",
                                "Questions pour la discussion"},
    [VL_CLUB_WORD_PROBLEMS] = {"What could not be read", "Ce qui n'a pu "
                                                         "être lu"},
    [VL_CLUB_WORD_COUNT] = {"questions to the paper",
                            "questions à l'article"},
    [VL_CLUB_WORD_N_QUOTED] = {"with a quote", "avec citation"},
    [VL_CLUB_WORD_N_MISSING] = {"not found in what was read",
                                "non retrouvées dans ce qui a été lu"},
    [VL_CLUB_WORD_MADE_BY] =
        {"Quotes are sentences of the paper, chosen by a program by its "
         "words alone: a better one may stand elsewhere, and \"not found\" "
         "does not mean that it was not done.",
         "Les citations sont des phrases de l'article, choisies par un "
         "programme d'après ses seuls mots : une meilleure peut se trouver "
         "ailleurs, et « non retrouvé » ne veut pas dire « non fait »."},
};

const char *
vl_club_word(VlClubWord word, VlLanguage language)
{
    return words[word][language == VL_LANGUAGE_FR];
}

static const char *
colon(VlLanguage language)
{
    return language == VL_LANGUAGE_FR ? " : " : ": ";
}

char *
vl_club_title(const VlClub *club, VlLanguage language)
{
    const char *name = club->paper->title != NULL ? club->paper->title
                       : club->paper->read.file != NULL
                           ? club->paper->read.file
                           : vl_word(VL_WORD_NO_TITLE, language);
    return g_strconcat(vl_club_word(VL_CLUB_WORD_TITLE, language),
                       colon(language), name, NULL);
}

char *
vl_club_design(const VlClub *club, VlLanguage language)
{
    static const struct {
        const char *from;
        VlClubWord word;
    } reasons[] = {
        {"type", VL_CLUB_WORD_BY_TYPE},
        {"mesh", VL_CLUB_WORD_BY_MESH},
        {"text", VL_CLUB_WORD_BY_TEXT},
        {"given", VL_CLUB_WORD_GIVEN},
        {"none", VL_CLUB_WORD_NONE},
    };
    guint i = 0;
    while (i + 1 < G_N_ELEMENTS(reasons) &&
           !g_str_equal(reasons[i].from, club->design.from))
        i++;
    return g_strdup_printf("%s (%s%s%s)", club->design.title,
                           vl_club_word(reasons[i].word, language),
                           club->design.told != NULL ? colon(language) : "",
                           club->design.told != NULL ? club->design.told : "");
}

static char *
scope_of(const VlClub *club, VlLanguage language)
{
    const VlRead *read = &club->paper->read;
    const VlWord word = g_strcmp0(read->rendering, "abstract") == 0
                            ? VL_WORD_B_ABSTRACT
                            : VL_WORD_N_PAGES;
    if (word == VL_WORD_B_ABSTRACT)
        return g_strdup(vl_word(word, language));
    return vl_word_count(word, read->pages, language);
}

char *
vl_club_not_found(const VlClub *club, VlLanguage language)
{
    g_autofree char *scope = scope_of(club, language);
    return g_strdup_printf("%s (%s)",
                           vl_club_word(VL_CLUB_WORD_NOT_FOUND, language),
                           scope);
}

char *
vl_club_count(const VlClub *club, VlLanguage language)
{
    guint n_quoted = 0, n_missing = 0;
    for (guint i = 0; i < club->sections->len; i++) {
        const VlClubSection *section = club->sections->pdata[i];
        for (guint j = 0; j < section->items->len; j++) {
            const VlClubItem *item = section->items->pdata[j];
            n_quoted += item->state == VL_CLUB_QUOTED ||
                        item->state == VL_CLUB_COMPUTED;
            n_missing += item->state == VL_CLUB_NOT_FOUND;
        }
    }
    g_autofree char *scope = scope_of(club, language);
    return g_strdup_printf("%u %s%s%u %s, %u %s (%s)", n_quoted + n_missing,
                           vl_club_word(VL_CLUB_WORD_COUNT, language),
                           colon(language), n_quoted,
                           vl_club_word(VL_CLUB_WORD_N_QUOTED, language),
                           n_missing,
                           vl_club_word(VL_CLUB_WORD_N_MISSING, language),
                           scope);
}

const char *
vl_club_quote_text(const VlClaim *claim, guint i)
{
    const VlQuote *quote = claim->quotes->pdata[i];
    return claim->verdict == VL_VERDICT_EXTRACT && claim->quotes->len == 1
               ? claim->text
               : quote->hit->text;
}

char *
vl_club_made_by(const VlClub *club, VlLanguage language)
{
    return g_strdup_printf("%s veille %s, %s.",
                           vl_club_word(VL_CLUB_WORD_MADE_BY, language),
                           club->version, club->made);
}
