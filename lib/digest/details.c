#include "config.h"

#include "digest/details.h"

#include <string.h>

/* Words put in by one form at most. */
#define MAX_SLOTS 4
/* Bytes of a detail that is looked at; longer ones quote somebody's text. */
#define MAX_DETAIL 2000

/* "$": any words, in the same order in both. */
typedef struct {
    const char *en, *fr;
} Form;

static const Form forms[] = {
    /* More special forms first. */
    {"the claim says “$” where the passage says “$”",
     "la phrase dit « $ », le passage « $ »"},
    {"the claim says $, the numbers of the two arms say otherwise",
     "la phrase dit $, les chiffres des deux bras disent autre chose"},
    {"the claim says that one causes the other, the passage does not",
     "la phrase affirme une cause, le passage non"},
    {"the claim says $ of this, the passage $",
     "la phrase dit $ à ce sujet, le passage $"},
    {"the claim says $, the passage $", "la phrase dit $, le passage $"},
    {"the claim says $, its own numbers the opposite",
     "la phrase dit $, ses propres nombres le contraire"},
    {"the claim ranks them otherwise than the passage",
     "la phrase les classe autrement que le passage"},
    {"the claim says $, the ratio $", "la phrase dit $, le rapport $"},
    {"searched the whole source for “$”: not found there$",
     "toute la source a été parcourue pour « $ » : non trouvé$"},
    {"searched the whole source for “$”: “$ ...”",
     "toute la source a été parcourue pour « $ » : « $ ... »"},
    {"the source contradicts itself: $ of $ is $ %, not $ %",
     "la source se contredit : $ sur $ font $ %, non $ %"},
    {"the source contradicts itself: $ is outside of its interval, $ to $",
     "la source se contredit : $ est hors de son intervalle, de $ à $"},
    {"the source contradicts itself: the interval $ to $ $ 1, p is $",
     "la source se contredit : l'intervalle de $ à $ $ 1, p vaut $"},
    {"the source contradicts itself: from $ to $ is $ %, not $ %",
     "la source se contredit : de $ à $ cela fait $ %, non $ %"},
    {"the source contradicts itself: $", "la source se contredit : $"},
    {"the sentence goes on or begins with “$”, which the claim leaves out",
     "la phrase de la source comporte aussi « $ », qui est omis"},
    {"the passage asks this, and does not say it",
     "l'article se pose cette question et n'y répond pas ici"},
    {"the passage excepts this", "le passage excepte cela"},
    {"the passage plans this, and does not say that it was done",
     "le passage prévoit cela et ne dit pas que c'est fait"},
    {"the passage says that it rose less",
     "le passage dit que cela a moins augmenté"},
    {"the passage says that it fell less",
     "le passage dit que cela a moins baissé"},
    {"the passage says it of another kind",
     "le passage le dit d'une autre sorte"},
    {"the passage says it of something else",
     "le passage le dit d'autre chose"},
    {"the passage says it of some alone",
     "le passage ne le dit que de certains"},
    {"the passage says it of one kind alone",
     "le passage ne le dit que d'une sorte"},
    {"in the passage that is how many all arms have",
     "dans le passage, c'est l'effectif de tous les bras"},
    {"the passage changes by this, not to it",
     "dans le passage, c'est de combien cela change, non où cela arrive"},
    {"the passage comes to this, not by it",
     "dans le passage, c'est où cela arrive, non de combien cela change"},
    {"the passage narrows this by “$”, which the claim leaves out",
     "le passage restreint cela par « $ », que la phrase omet"},
    {"the claim narrows this, the passage does not",
     "la phrase restreint cela, le passage non"},
    {"the passage has % here", "le passage donne ici un pourcentage"},
    {"above or below this is not decided",
     "de quel côté de cette limite, ce n'est pas tranché"},
    {"only one of the two binds the number",
     "un seul des deux textes borne ce nombre"},
    {"the claim binds $ $, the passage $",
     "la phrase borne $ $, le passage $"},
    {"the claim has $, the passage $", "la phrase a $, le passage $"},
    {"the number is that of the passage, the unit is not: $",
     "le nombre est celui du passage, l'unité non : $"},
    {"the p-values are not bound alike",
     "les valeurs de p ne sont pas bornées de la même façon"},
    {"the passage has no $ here", "le passage n'a pas $ ici"},
    {"both say $, but of arms that are swapped",
     "les deux disent $, mais les bras sont inversés"},
    {"more or less is not decided", "plus ou moins : indécis"},
    {"so say the numbers of the two arms",
     "les chiffres des deux bras le disent"},
    {"the arms and what is said of them are both turned round",
     "les bras et ce qui en est dit sont tous deux inversés"},
    {"the arms stand the same way round",
     "les bras sont dans le même sens"},
    {"the claim denies $, which the passage states",
     "la phrase nie $, que le passage affirme"},
    {"the numbers stand with these arms",
     "les chiffres sont bien ceux de ces bras"},
    {"$ is no estimate there, but of its interval or spread",
     "$ n'y est pas l'estimation, mais une borne ou une dispersion"},
    {"the passage gives $ to “$”", "le passage donne $ à « $ »"},
    {"the passage says this of the other arm",
     "le passage le dit de l'autre bras"},
    {"the passage says $ of something else",
     "le passage dit $ d'autre chose"},
    {"the passage says so, too", "le passage le dit aussi"},
    {"which arm has $ is not decided", "quel bras a $ : indécis"},
    {"which side has $ is not decided", "quel côté a $ : indécis"},
    {"“$” is nowhere in the source", "« $ » n'est nulle part dans la source"},
    {"$ has no counterpart in the passage",
     "$ n'a pas d'équivalent dans le passage"},
    {"$ is neither there nor derived from the numbers there",
     "$ n'y figure pas et ne s'y calcule pas"},
    {"$ is not in the passage, but in the source",
     "$ n'est pas dans le passage, mais dans la source"},
    {"$ is not in the passage, which has $",
     "$ n'est pas dans le passage, qui a $"},
    {"$ stands beside this word in the claim only",
     "$ n'accompagne ce mot que dans la phrase"},
    {"these are percentage points, not per cent",
     "ce sont des points de pourcentage, non des pour cent"},
    {"percentage points told as a relative change",
     "des points de pourcentage donnés comme une variation relative"},
    {"derived: $", "calculé : $"},
    {"equal: $", "égal : $"},
    {"rounded: $ from $", "arrondi : $ de $"},
    {"converted: $ from $", "converti : $ de $"},
    {"no passage was given", "aucun passage n'a été donné"},
    {"part $ of $ is supported by itself",
     "la partie $ sur $ est soutenue à elle seule"},
    {"part $ of $ is not supported by any one place",
     "aucun endroit ne soutient à lui seul la partie $ sur $"},
    {"only the $ has “$”", "« $2 » n'est que dans $1"},
    {"only the $ denies this", "seul $ le nie"},
    {"two words of the passage change places",
     "deux mots du passage ont changé de place"},
    {"the passage has this word with “non-” before it",
     "le passage a ce mot précédé de « non- »"},
    {"denied on one side only", "nié d'un côté seulement"},
    {"its words are said of different things there",
     "ses mots y parlent de choses différentes"},
    {"only one of the two denies", "un seul des deux nie"},
    {"it is put together from two statements there",
     "cela réunit deux énoncés distincts du passage"},
    {"before and after are not told alike",
     "l'avant et l'après ne sont pas dits de même"},
    {"its numbers stand by other words there",
     "ses nombres y accompagnent d'autres mots"},
    {"words that stand together here are apart there",
     "des mots joints ici sont séparés là"},
    {"its numbers are not told of the same words there",
     "ses nombres n'y sont pas dits des mêmes mots"},
    {"its numbers are of two arms there",
     "ses nombres y sont de deux bras"},
    {"the passage does not say it of this, too",
     "le passage ne le dit pas de ceci aussi"},
    {"the passage says “and/or”", "le passage dit « et/ou »"},
    {"the passage does not call it the most",
     "le passage ne dit pas que c'est le plus"},
    {"another number stands by its words there",
     "un autre nombre y accompagne ses mots"},
    {"what is denied there is something else",
     "ce qui y est nié est autre chose"},
    {"the passage says it of one or the other",
     "le passage le dit de l'un ou de l'autre"},
    {"the passage says it of what it is set against",
     "le passage le dit de ce à quoi c'est opposé"},
    {"it is told of something else there",
     "le passage le dit d'autre chose"},
    {"it is told of another outcome there",
     "le passage le dit d'un autre critère"},
    {"it is said to a lesser degree there",
     "le passage le dit à un moindre degré"},
    {"it is said of two things together there",
     "le passage le dit de deux choses ensemble"},
    {"its words stand in other places there",
     "ses mots y sont à des endroits différents"},
    {"more and less are told of other things there",
     "plus et moins y sont dits d'autre chose"},
    {"another number stands by its words there",
     "un autre nombre y accompagne ses mots"},
    {"what is denied there is something else",
     "ce qui y est nié est autre chose"},
    {"two things change places there", "deux choses y sont permutées"},
    {"an estimate is the bound of an interval there",
     "une estimation y est la borne d'un intervalle"},
    {"its numbers are told of another outcome there",
     "ses nombres y sont dits d'un autre critère"},
    {"its numbers are of two pairs there",
     "ses nombres y sont de deux paires"},
    {"a unit stands by another number there",
     "une unité y accompagne un autre nombre"},
    {"its P is that of another result there",
     "son p y est celui d'un autre résultat"},
    {"its numbers are of two wholes there",
     "ses nombres y sont de deux ensembles"},
    {"a name has another number there", "un nom y porte un autre nombre"},
    {"its own numbers say the contrary",
     "ses propres nombres disent le contraire"},
    {"its numbers are of other groups there",
     "ses nombres y sont d'autres groupes"},
    {"what it denies is not denied there",
     "ce qu'elle nie n'y est pas nié"},
    {"what “respectively” deals out is not read",
     "ce que « respectivement » répartit n'est pas lu"},
    {"what it says is denied there", "ce qu'elle dit y est nié"},
    {"something else is denied there", "c'est autre chose qui y est nié"},
    {"the passage names this, and does not say it",
     "le passage le nomme, et ne le dit pas"},
    {"its words stand in other places there",
     "ses mots y figurent en d'autres endroits"},
    {"said there of the one, denied of the other",
     "le passage le dit de l'un et le nie de l'autre"},
    {"what the number is of is not told",
     "ce que le nombre compte n'est pas dit"},
    {"of how many it is said is another thing there",
     "ce n'est pas dit du même nombre de personnes"},
    {"who does what to whom is turned round there",
     "qui agit et qui subit y sont inversés"},
    {"every so often is told of what lasts so long there",
     "un intervalle est dit de ce qui est une durée"},
    {"what happened to so many is not told there",
     "ce qui est arrivé à ce nombre n'y est pas dit"},
    {"one part of it is not told there", "une partie n'y est pas dite"},
    {"it is said of some there", "cela y est dit de certains"},
    {"what brings about what is told otherwise there",
     "ce qui entraîne quoi y est dit autrement"},
    {"it is told of other people there",
     "cela y est dit d'autres personnes"},
    {"something else was done with so many there",
     "ce nombre y est celui d'une autre étape"},
    {"the passage says that it was not done",
     "le passage dit que cela n'a pas été fait"},
    {"the passage makes an exception", "le passage fait une exception"},
    {"it is not said of all or both there",
     "cela n'y est pas dit de tous ou des deux"},
    {"who does what to whom is told otherwise there",
     "qui agit sur quoi y est dit autrement"},
    {"too short to be decided", "trop court pour en décider"},
    {"the names stand in another order",
     "les noms y sont dans un autre ordre"},
    {"a name stands with something else there",
     "un nom y accompagne autre chose"},
    {"the passage sets neither against the other",
     "le passage ne les compare pas"},
    {"the passage calls this a $ outcome",
     "le passage en fait un critère $"},
    {"the passage does not call this a $ outcome",
     "le passage n'en fait pas un critère $"},
    {"the passage speaks of several outcomes as one, the claim of a part of "
     "them",
     "le passage parle d'un critère composite, la phrase d'une partie"},
    {"$ and $ belong to each other's words",
     "$ et $ : chacun accompagne les mots de l'autre"},
    {"the claim is about other people than the passage",
     "la phrase parle d'autres personnes que le passage"},
    {"the claim is about people, the passage is not",
     "la phrase parle de personnes, le passage non"},
    {"the claim speaks of a part, the passage does not",
     "la phrase parle d'un sous-groupe, le passage non"},
    {"the claim speaks of all, the passage does not",
     "la phrase parle de tous, le passage non"},
    {"the claim speaks of all, the passage of most",
     "la phrase parle de tous, le passage de la plupart"},
    {"the claim speaks of all, the passage not of all the same",
     "la phrase parle de tous, le passage pas des mêmes"},
    {"the passage speaks of a part, the claim does not say so",
     "le passage parle d'un sous-groupe, la phrase ne le dit pas"},
    {"the claim calls significant what its p-value does not, or the other "
     "way round",
     "la phrase et sa propre valeur de p se contredisent sur ce qui est "
     "significatif"},
    {"the p-value beside this number is not significant",
     "la valeur de p à côté de ce nombre n'est pas significative"},
    {"the passage does not find it significant",
     "le passage ne le trouve pas significatif"},
    {"the passage finds a significant difference",
     "le passage trouve une différence significative"},
    {"what is significant here is not decided",
     "ce qui est significatif ici : indécis"},
    {"an odds ratio tells of odds, not of risks",
     "un odds ratio parle de cotes, non de risques"},
    {"no difference found is not $",
     "ne pas trouver de différence n'est pas démontrer $"},
    {"the claim compares groups, the passage a group with itself",
     "la phrase compare des groupes, le passage un groupe à lui-même"},
    {"the claim recommends, the passage does not",
     "la phrase recommande, le passage non"},
    {"the passage is less certain than the claim",
     "le passage est moins affirmatif que la phrase"},
    {"the passage tells of others' results, the claim does not say so",
     "le passage rapporte les résultats d'autres auteurs, la phrase ne le "
     "dit pas"},
    {"the passage tells of others' results",
     "le passage rapporte les résultats d'autres auteurs"},
    /* Of what a model said. */
    {"the words that the model gave as its quote do not stand in what was "
     "read",
     "les mots que le modèle a donnés comme citation ne figurent pas dans ce "
     "qui a été lu"},
    {"the quote that the model gave is altered: $",
     "la citation donnée par le modèle est altérée : $"},
    {"the claim is its sentence altered: $",
     "l'énoncé est sa phrase altérée : $"},
    {"the claim or its sentence reads like an instruction to a program",
     "l'énoncé ou sa phrase ressemble à une consigne pour un programme"},
    {"a model named an address or an identifier: those are printed by code "
     "alone",
     "un modèle a nommé une adresse ou un identifiant : seul le programme en "
     "imprime"},
    {"a row of a table says what it says beside its heads alone",
     "une ligne de tableau ne dit rien sans ses en-têtes"},
    {"the claim says more than its sentences",
     "l'énoncé en dit plus que ses phrases"},
    {"the source is less certain, or narrower",
     "la source est moins affirmative, ou plus étroite"},
    {"the model named other sentences; its quote stands here",
     "le modèle a nommé d'autres phrases ; sa citation figure ici"},
};

/* Words of the checks themselves that are put in. */
static const Form slots[] = {
    {"more", "plus"},
    {"less", "moins"},
    {"better", "mieux"},
    {"worse", "moins bien"},
    {"from above", "par le haut"},
    {"from below", "par le bas"},
    {"claim", "la phrase"},
    {"passage", "le passage"},
    {"excludes", "exclut"},
    {"includes", "contient"},
    {"primary", "principal"},
    {"secondary", "secondaire"},
    {"equivalence", "une équivalence"},
    {"non-inferiority", "une non-infériorité"},
};

static const Form checks[] = {
    {"numbers", "nombres"},
    {"units", "unités"},
    {"comparators", "bornes"},
    {"significance", "signification"},
    {"direction", "sens"},
    {"negation", "négation"},
    {"arms", "bras"},
    {"strength", "certitude"},
    {"scope", "portée"},
    {"outcome", "critère"},
    {"arithmetic", "calcul"},
    {"binding", "liens"},
    {"parts", "parties"},
    {"entities", "substances"},
    {"elsewhere", "ailleurs"},
    {"method", "méthode"},
    {"time", "moment"},
    {"quote", "citation"},
    {"wording", "formulation"},
    {"identifier", "identifiant"},
    {"injection", "consigne"},
    {"sentence", "phrase"},
};

const char *
vl_check_name(const char *check, VlLanguage language)
{
    for (guint i = 0; language == VL_LANGUAGE_FR && i < G_N_ELEMENTS(checks);
         i++)
        if (g_str_equal(checks[i].en, check))
            return checks[i].fr;
    return check;
}

const char *
vl_detail_form(guint i)
{
    return i < G_N_ELEMENTS(forms) ? forms[i].en : NULL;
}

static const char *
slot_words(const char *slot)
{
    for (guint i = 0; i < G_N_ELEMENTS(slots); i++)
        if (g_str_equal(slots[i].en, slot))
            return slots[i].fr;
    return slot;
}

/* Takes the words that stand for the "$" of a form; FALSE when the detail
 * is not of the form.  cut: n_cut strings, owned by the caller. */
static gboolean
cut_slots(const char *form, const char *detail, char **cut, guint *n_cut)
{
    const char *slot = strchr(form, '$');
    if (slot == NULL)
        return g_str_equal(form, detail);
    gsize before = (gsize)(slot - form);
    if (strncmp(form, detail, before) != 0 || *n_cut == MAX_SLOTS)
        return FALSE;
    const char *start = detail + before, *rest = slot + 1;
    guint own = (*n_cut)++;
    gsize next = strcspn(rest, "$");
    g_autofree char *border = g_strndup(rest, next);
    const char *end = start;
    do {
        /* The last words run to the end. */
        end = next > 0 ? strstr(end, border) : start + strlen(start);
        guint n = own + 1;
        if (end != NULL && cut_slots(rest, end, cut, &n)) {
            cut[own] = g_strndup(start, (gsize)(end - start));
            *n_cut = n;
            return TRUE;
        }
    } while (end != NULL && *end++ != '\0');
    *n_cut = own;
    return FALSE;
}

/* "$2" names a slot, "$" is the next one. */
static char *
fill(const char *form, char *const *cut, guint n_cut)
{
    g_autoptr(GString) out = g_string_new(NULL);
    guint next = 0;
    for (const char *p = form; *p != '\0'; p++) {
        if (*p != '$') {
            g_string_append_c(out, *p);
            continue;
        }
        guint at = next++;
        if (g_ascii_isdigit(p[1]))
            at = (guint)(*++p - '1');
        g_string_append(out, at < n_cut ? slot_words(cut[at]) : "");
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

char *
vl_detail_words(const char *detail, VlLanguage language)
{
    if (detail == NULL || language != VL_LANGUAGE_FR ||
        strlen(detail) > MAX_DETAIL)
        return g_strdup(detail);
    for (guint i = 0; i < G_N_ELEMENTS(forms); i++) {
        char *cut[MAX_SLOTS] = {NULL};
        guint n_cut = 0;
        char *words = NULL;
        if (cut_slots(forms[i].en, detail, cut, &n_cut))
            words = fill(forms[i].fr, cut, n_cut);
        for (guint k = 0; k < MAX_SLOTS; k++)
            g_free(cut[k]);
        if (words != NULL)
            return words;
    }
    return g_strdup(detail);
}
