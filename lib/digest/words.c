#include "config.h"

#include "digest/words.h"

#include <string.h>

typedef const char *Both[2]; /* by VlLanguage */

/* "one|many" for words that are counted. */
static const Both words[VL_N_WORDS] = {
    [VL_WORD_NOTICE] =
        {"Literature watch assisted by computer, checked by program, not "
         "reviewed unless stated. Contains no patient data. Replaces neither "
         "the article, nor the product information, nor the physician's "
         "judgement; not meant for decisions about an individual.",
         "Veille documentaire assistée par ordinateur, contrôlée par "
         "programme, non relue sauf mention. Ne contient aucune donnée de "
         "patient. Ne remplace ni l'article, ni le RCP, ni le jugement du "
         "médecin ; n'est pas destinée à une décision individuelle."},
    [VL_WORD_TITLE] = {"Literature watch", "Veille documentaire"},
    [VL_WORD_SKIP] = {"Skip to the papers", "Aller aux articles"},
    [VL_WORD_QUERY] = {"Query", "Requête"},
    [VL_WORD_RECORDS] = {"Records", "Notices"},
    [VL_WORD_SINCE] = {"Since", "Depuis"},
    [VL_WORD_GLANCE] = {"At a glance", "En bref"},
    [VL_WORD_N_PAPERS] = {"paper|papers", "article|articles"},
    [VL_WORD_N_FULL] = {"read in full text|read in full text",
                        "lu en texte intégral|lus en texte intégral"},
    [VL_WORD_N_ABSTRACT] = {"from its abstract only|from their abstract only",
                            "sur résumé seul|sur résumé seul"},
    [VL_WORD_N_NOTHING] = {"with nothing to read|with nothing to read",
                           "sans rien à lire|sans rien à lire"},
    [VL_WORD_N_NOT_READ] = {"text not read|texts not read",
                            "texte non lu|textes non lus"},
    [VL_WORD_N_LISTED] = {"listed by title only|listed by title only",
                          "cité par son seul titre|cités par leur seul titre"},
    [VL_WORD_N_SCREENED] = {"left out by your criteria|left out by your "
                            "criteria",
                            "écarté par vos critères|écartés par vos "
                            "critères"},
    [VL_WORD_N_CLAIMS] = {"statement|statements", "énoncé|énoncés"},
    [VL_WORD_N_PAGES] = {"page|pages", "page|pages"},
    [VL_WORD_N_WITH_TEXT] = {"with text|with text", "avec texte|avec texte"},
    [VL_WORD_N_MINUTES] = {"minute|minutes", "minute|minutes"},
    [VL_WORD_N_HOURS] = {"hour|hours", "heure|heures"},
    [VL_WORD_TIME_DIGEST] = {"Reading time, this digest",
                             "Temps de lecture, ce bulletin"},
    [VL_WORD_TIME_ORIGINALS] = {"Reading time, originals as read",
                                "Temps de lecture, originaux tels que lus"},
    [VL_WORD_LESS_THAN_A_MINUTE] = {"less than a minute", "moins d'une minute"},
    [VL_WORD_DISTRUST] = {"Read with caution", "À lire avec prudence"},
    [VL_WORD_NO_DISTRUST] =
        {"No notice, no partial reading and no missing full text among these "
         "papers.",
         "Ni avis, ni lecture partielle, ni texte intégral manquant parmi "
         "ces articles."},
    [VL_WORD_RETRACTED_BANNER] =
        {"This paper has been retracted. Its statements are shown for the "
         "record only: do not rely on them.",
         "Cet article a été rétracté. Ses énoncés ne sont montrés que pour "
         "mémoire : ne pas s'y fier."},
    [VL_WORD_CONCERN_BANNER] =
        {"The journal has published an expression of concern about this "
         "paper.",
         "La revue a publié une mise en garde (expression of concern) sur "
         "cet article."},
    [VL_WORD_DATA_OF] =
        {"Retractions and corrections as known from the records read on",
         "Rétractations et corrections d'après les notices lues le"},
    [VL_WORD_PAPERS] = {"Papers", "Articles"},
    [VL_WORD_READ_HOW] = {"What was read", "Ce qui a été lu"},
    [VL_WORD_NOTHING_READ] =
        {"Nothing could be read; only the record is shown.",
         "Rien n'a pu être lu ; seule la notice est montrée."},
    [VL_WORD_R_ABSTRACT] = {"abstract (PubMed record)",
                            "résumé (notice PubMed)"},
    [VL_WORD_R_JATS] = {"full text (XML)", "texte intégral (XML)"},
    [VL_WORD_R_PDF] = {"full text (PDF)", "texte intégral (PDF)"},
    [VL_WORD_R_TEXT] = {"text file", "fichier texte"},
    [VL_WORD_FILE] = {"file", "fichier"},
    [VL_WORD_EXTRACTOR] = {"extracted by", "extrait par"},
    [VL_WORD_SEALED] = {"in a sandbox", "dans un bac à sable"},
    [VL_WORD_WARNING] = {"reader's warning", "avertissement du lecteur"},
    [VL_WORD_B_RETRACTED] = {"Retracted", "Rétracté"},
    [VL_WORD_B_CONCERN] = {"Expression of concern", "Mise en garde"},
    [VL_WORD_B_CORRECTED] = {"Corrected", "Corrigé"},
    [VL_WORD_B_ABSTRACT] = {"Abstract only", "Résumé seul"},
    [VL_WORD_B_PARTIAL] = {"Partly read", "Lu en partie"},
    [VL_WORD_B_OCR] = {"Text from OCR", "Texte issu d'OCR"},
    [VL_WORD_B_PREPRINT] = {"Preprint", "Prépublication"},
    [VL_WORD_B_NOTHING] = {"Not read", "Non lu"},
    [VL_WORD_B_UPDATED] = {"A newer version exists",
                           "Une version plus récente existe"},
    [VL_WORD_W_CORRECTED] = {"a correction has been published",
                             "une correction a été publiée"},
    [VL_WORD_W_ABSTRACT] =
        {"only the abstract was read: harms, limits and analysis sets are "
         "often missing from it",
         "seul le résumé a été lu : effets indésirables, limites et "
         "populations d'analyse y manquent souvent"},
    [VL_WORD_W_PARTIAL] =
        {"the file was not read to its end; what is missing here may be in "
         "the article",
         "le fichier n'a pas été lu jusqu'au bout ; ce qui manque ici peut "
         "être dans l'article"},
    [VL_WORD_W_OCR] =
        {"the text comes from character recognition: signs and figures may "
         "be wrong",
         "le texte vient d'une reconnaissance de caractères : signes et "
         "chiffres peuvent être faux"},
    [VL_WORD_W_PREPRINT] = {"not peer reviewed", "non relu par des pairs"},
    [VL_WORD_W_NOTHING] = {"nothing was checked", "rien n'a été contrôlé"},
    [VL_WORD_W_UPDATED] = {"read the newer version",
                           "lire la version plus récente"},
    [VL_WORD_PARTIAL_BECAUSE] = {"stopped by", "arrêt par"},
    [VL_WORD_P_CPU] = {"the limit on computing time",
                       "la limite de temps de calcul"},
    [VL_WORD_P_WALL] = {"the time limit", "la limite de durée"},
    [VL_WORD_P_MEMORY] = {"the memory limit", "la limite de mémoire"},
    [VL_WORD_P_PAGES] = {"the limit on pages", "la limite de pages"},
    [VL_WORD_P_OUTPUT] = {"the limit on text", "la limite de texte"},
    [VL_WORD_P_DAMAGE] = {"damage in the file", "un défaut du fichier"},
    [VL_WORD_NO_CLAIMS] = {"No statement could be drawn from what was read.",
                           "Aucun énoncé n'a pu être tiré de ce qui a été lu."},
    [VL_WORD_NOT_FOUND] = {"not found", "non retrouvé"},
    [VL_WORD_RESULT_NOT_FOUND] = {"primary outcome: result not found",
                                  "critère principal : résultat non retrouvé"},
    [VL_WORD_LOOKED_FOR] = {"Looked for in what was read, not found",
                            "Cherché dans ce qui a été lu, non retrouvé"},
    [VL_WORD_PAGE] = {"p.", "p."},
    [VL_WORD_PRINTED] = {"printed", "imprimée"},
    [VL_WORD_NO_QUOTE] = {"No passage stands behind this statement.",
                          "Aucun passage n'appuie cet énoncé."},
    [VL_WORD_FINDINGS] = {"Checks", "Contrôles"},
    [VL_WORD_SOURCE_SAYS] = {"the source says", "la source dit"},
    [VL_WORD_CHANGES] = {"Changed", "Modifications"},
    [VL_WORD_CONTEXT] = {"Context", "Contexte"},
    [VL_WORD_UNREAD] = {"Not read, and why", "Non lu, et pourquoi"},
    [VL_WORD_UNREAD_NONE] =
        {"Every file and every paper that was offered has been read.",
         "Tous les fichiers et articles proposés ont été lus."},
    [VL_WORD_LISTED] = {"Listed only", "Cités seulement"},
    [VL_WORD_LISTED_WHY] =
        {"Beyond the number of papers that this watch digests; nothing of "
         "them was read.",
         "Au-delà du nombre d'articles que cette veille traite ; rien n'en a "
         "été lu."},
    [VL_WORD_FLOW] = {"Where the papers come from",
                      "D'où viennent les articles"},
    [VL_WORD_F_IDENTIFIED] = {"Records identified", "Notices identifiées"},
    [VL_WORD_F_DUPLICATES] = {"Duplicates removed", "Doublons retirés"},
    [VL_WORD_F_DELETED] = {"Deleted by PubMed", "Supprimées par PubMed"},
    [VL_WORD_F_KNOWN] = {"Shown in an earlier digest",
                         "Montrées dans un bulletin précédent"},
    [VL_WORD_F_LISTED] = {"Listed by title only", "Citées par leur seul titre"},
    [VL_WORD_F_SCREENED] = {"Left out by your criteria",
                            "Écartées par vos critères"},
    [VL_WORD_F_DIGESTED] = {"In this digest", "Dans ce bulletin"},
    [VL_WORD_F_FULL] = {"of which read in full text",
                        "dont lues en texte intégral"},
    [VL_WORD_F_ABSTRACT] = {"of which read from the abstract only",
                            "dont lues sur résumé seul"},
    [VL_WORD_F_UNREAD] = {"of which with nothing to read",
                          "dont sans rien à lire"},
    [VL_WORD_VERDICTS] = {"What the words mean", "Le sens des mots"},
    [VL_WORD_VERIFY] = {"How to check this digest",
                        "Comment contrôler ce bulletin"},
    [VL_WORD_VERIFY_TEXT] =
        {"Every passage above was cut from the text that was read, with page "
         "and place. To find each of them again, offline and without any "
         "model, run in this digest's folder:",
         "Chaque passage ci-dessus a été coupé dans le texte lu, avec page "
         "et position. Pour les retrouver tous, hors ligne et sans aucun "
         "modèle, lancer dans le dossier de ce bulletin :"},
    [VL_WORD_VERIFY_SEAL] =
        {"The manifest shows damage; without a signature it does not show "
         "forgery.",
         "Le manifeste révèle un dommage ; sans signature, il ne révèle pas "
         "une falsification."},
    [VL_WORD_MADE_BY] = {"Made by", "Produit par"},
    [VL_WORD_PROVIDER] = {"Statements chosen by", "Énoncés choisis par"},
    [VL_WORD_PROVIDER_BUILTIN] =
        {"a program, from the article's own sentences; no language model was "
         "asked",
         "un programme, parmi les phrases de l'article ; aucun modèle de "
         "langue n'a été interrogé"},
    [VL_WORD_SENT_NOTHING] =
        {"Nothing of the articles was sent to another machine.",
         "Rien des articles n'a été envoyé à une autre machine."},
    [VL_WORD_REVIEWED] = {"Reviewed by", "Relu par"},
    [VL_WORD_NOT_REVIEWED] = {"Not reviewed by a physician.",
                              "Non relu par un médecin."},
    [VL_WORD_NOTICE_HEAD] = {"Notice", "Avertissement"},
    [VL_WORD_CONTENTS] = {"Contents", "Sommaire"},
    [VL_WORD_NO_TITLE] = {"(no title)", "(sans titre)"},
    [VL_WORD_NO_PAPERS] = {"No paper in this digest.",
                           "Aucun article dans ce bulletin."},
    [VL_WORD_ABOUT_ABSTRACT] = {"From the abstract only.",
                                "D'après le seul résumé."},
    [VL_WORD_ANOTHER_SOURCE] = {"another source", "une autre source"},
    [VL_WORD_LOOKBACK] =
        {"What became of papers shown earlier",
         "Ce que sont devenus des articles déjà montrés"},
    [VL_WORD_LOOKBACK_WHY] =
        {"A notice about these papers has come out since they were "
         "shown. After a retraction, do not rely on what earlier digests"
         " said of them; after a concern or a correction, read it again.",
         "Un avis sur ces articles a paru depuis qu'ils ont été montrés."
         " Après une rétractation, ne plus se fier à ce qu'en disaient "
         "les bulletins précédents ; après une mise en garde ou une "
         "correction, le relire."},
    [VL_WORD_SHOWN_IN] = {"shown in", "montré dans"},
    [VL_WORD_WE_SAID] =
        {"An earlier digest said",
         "Un bulletin précédent disait"},
    [VL_WORD_TRANSLATION] =
        {"PubMed read the query as",
         "PubMed a compris la requête ainsi"},
    [VL_WORD_WINDOW] =
        {"Entered in PubMed",
         "Entrées dans PubMed"},
    [VL_WORD_WINDOW_FROM_START] =
        {"from the beginning",
         "depuis le début"},
    [VL_WORD_HITS] =
        {"Records that PubMed found",
         "Notices trouvées par PubMed"},
    [VL_WORD_LATE] =
        {"Found only now (indexed or revised since)",
         "Trouvées seulement maintenant (indexées ou révisées depuis)"},
    [VL_WORD_NOT_KNOWN] =
        {"PubMed does not know these words: is there a typing error?",
         "PubMed ne connaît pas ces mots : une faute de frappe ?"},
    [VL_WORD_PUBMED_SAYS] = {"PubMed says", "PubMed signale"},
    [VL_WORD_INCOMPLETE] =
        {"Not all that PubMed found could be fetched; the next run asks "
         "for the rest.",
         "Tout ce que PubMed a trouvé n'a pas pu être obtenu ; le "
         "prochain passage demandera le reste."},
    [VL_WORD_NOTHING_NEW] =
        {"PubMed understood the query and found nothing that earlier "
         "digests have not shown.",
         "PubMed a compris la requête et n'a rien trouvé que les "
         "bulletins précédents n'aient montré."},
    [VL_WORD_TO_FETCH] = {"To fetch yourself", "À chercher vous-même"},
    [VL_WORD_TO_FETCH_WHY] =
        {"The full text of these papers could not be read by program. Save "
         "its PDF into the folder of PDF files of this watch: the next run "
         "reads it.",
         "Le texte intégral de ces articles n'a pu être lu par programme. "
         "Enregistrez son PDF dans le dossier de PDF de cette veille : la "
         "prochaine exécution le lira."},
    [VL_WORD_PUBLISHER] = {"article page", "page de l'article"},
    [VL_WORD_OPEN_COPY] = {"free copy", "copie libre"},
    [VL_WORD_RESOLVER] = {"through your library", "par votre bibliothèque"},
    [VL_WORD_YOUR_FOLDER] = {"your folder", "votre dossier"},
    [VL_WORD_FROM] = {"from", "de"},
    [VL_WORD_LICENCE] = {"licence", "licence"},
    [VL_WORD_V_PUBLISHED] = {"published version", "version publiée"},
    [VL_WORD_V_MANUSCRIPT] = {"accepted manuscript, before typesetting",
                              "manuscrit accepté, avant composition"},
    [VL_WORD_V_SUBMITTED] = {"submitted manuscript, before peer review",
                             "manuscrit soumis, avant relecture par les "
                             "pairs"},
    [VL_WORD_V_OCR] = {"scanned pages", "pages numérisées"},
    [VL_WORD_TRIED] = {"full text looked for", "texte intégral cherché"},
    [VL_WORD_AGAIN] =
        {"Shown before without its full text, which has now been read.",
         "Déjà montré sans son texte intégral, qui a maintenant été lu."},
    [VL_WORD_B_ALARM] = {"Hidden instruction", "Instruction cachée"},
    [VL_WORD_B_HIDDEN] = {"Hidden text", "Texte caché"},
    [VL_WORD_ALARM_BANNER] =
        {"The PDF holds text that nobody can see on the page and that reads "
         "like an instruction to a program. It was kept out of prompts and "
         "quotes. Someone put it there: ask why before trusting the paper.",
         "Le PDF contient un texte que personne ne voit sur la page et qui "
         "se lit comme une instruction à un programme. Il a été tenu à "
         "l'écart des requêtes et des citations. Quelqu'un l'y a mis : "
         "demander pourquoi avant de se fier à l'article."},
    [VL_WORD_W_HIDDEN] =
        {"the PDF holds text that nobody can see on the page; it was kept "
         "out of prompts and quotes",
         "le PDF contient un texte que personne ne voit sur la page ; il a "
         "été tenu à l'écart des requêtes et des citations"},
    [VL_WORD_N_HIDDEN] = {"hidden passage|hidden passages",
                          "passage caché|passages cachés"},
    [VL_WORD_N_CHARACTERS] = {"character|characters",
                              "caractère|caractères"},
    [VL_WORD_KEPT_OUT] = {"kept out of prompts and quotes",
                          "tenus à l'écart des requêtes et des citations"},
    [VL_WORD_INCONCLUSIVE] =
        {"without a clear answer to whether text is hidden",
         "sans réponse claire sur un éventuel texte caché"},
    [VL_WORD_PLATE] = {"The quote, marked on", "La citation, marquée"},
    [VL_WORD_PLATE_WHOLE] =
        {"The whole page, without a mark: where the quote stands on it is "
         "not known;",
         "La page entière, sans marque : l'endroit de la citation n'y est "
         "pas connu ;"},
    [VL_WORD_PLATE_ALT] =
        {"Picture of the paragraph in the PDF around the quote, with the "
         "quote marked;",
         "Image du paragraphe du PDF autour de la citation, la citation "
         "marquée ;"},
    [VL_WORD_NO_PLATE] = {"No picture of this quote",
                          "Pas d'image de cette citation"},
    [VL_WORD_REPAIRED] = {"Repaired", "Réparé"},
    [VL_WORD_N_FROM_JATS] =
        {"sign, lost in the PDF's text, read from the article's XML|"
         "signs, lost in the PDF's text, read from the article's XML",
         "signe, perdu dans le texte du PDF, lu dans le XML de l'article|"
         "signes, perdus dans le texte du PDF, lus dans le XML de l'article"},
    [VL_WORD_N_FROM_ABSTRACT] =
        {"sign, lost in the PDF's text, read from PubMed's abstract|"
         "signs, lost in the PDF's text, read from PubMed's abstract",
         "signe, perdu dans le texte du PDF, lu dans le résumé PubMed|"
         "signes, perdus dans le texte du PDF, lus dans le résumé PubMed"},
};

/* By verdict and language: the word, and what it means. */
static const char *const verdicts[][2][2] = {
    [VL_VERDICT_SUPPORTED] =
        {{"In the source.",
          "The article says this, in the passage shown; that does not make "
          "it right."},
         {"Conforme à la source.",
          "L'article le dit dans le passage montré ; cela ne prouve pas "
          "qu'il ait raison."}},
    [VL_VERDICT_EXTRACT] =
        {{"Extract.", "A sentence of the article, chosen by a program."},
         {"Extrait.", "Une phrase de l'article, choisie par un programme."}},
    [VL_VERDICT_PARTLY] = {{"Partly in the source.",
                            "The underlined words were not found."},
                           {"Conforme en partie.",
                            "Les mots soulignés n'ont pas été retrouvés."}},
    [VL_VERDICT_CONTRADICTED] = {{"The source says otherwise.",
                                  "The claim says $, the source says $."},
                                 {"Contredit par la source.",
                                  "La phrase dit $, la source dit $."}},
    [VL_VERDICT_OVERSTATED] =
        {{"Goes beyond the source.",
          "More certain, causal or general than the passage."},
         {"Va au-delà de la source.",
          "Plus affirmatif, causal ou général que le passage."}},
    [VL_VERDICT_UNSUPPORTED] =
        {{"No passage found.",
          "Not found in what was read ($); no proof that it is false."},
         {"Sans passage à l'appui.",
          "Non retrouvé dans ce qui a été lu ($) ; ce n'est pas une preuve "
          "d'erreur."}},
    [VL_VERDICT_ELSEWHERE] =
        {{"In another source.", "The quote is in $, not in the one cited."},
         {"Dans une autre source.",
          "La citation figure dans $, pas dans la référence donnée."}},
    [VL_VERDICT_UNDECIDED] =
        {{"Read it yourself.",
          "The nearest passage is shown; neither confirmed nor refuted."},
         {"À lire vous-même.",
          "Passage le plus proche montré ; ni confirmé, ni infirmé."}},
    [VL_VERDICT_UNREADABLE] =
        {{"Illegible here.",
          "The PDF's text layer lost a sign or figure; look at the picture."},
         {"Illisible ici.",
          "Le texte du PDF a perdu un signe ou un chiffre ; voyez l'image."}},
    [VL_VERDICT_UNAVAILABLE] = {{"Source not read",
                                 "($). Nothing was checked."},
                                {"Source non lue",
                                 "($). Rien n'a été contrôlé."}},
    [VL_VERDICT_UNCITED] = {{"No source given.", ""}, {"Sans référence.", ""}},
    [VL_VERDICT_NOT_A_CLAIM] = {{"Nothing to check",
                                 "(heading, question, disclaimer)."},
                                {"Rien à contrôler",
                                 "(titre, question, avertissement)."}},
};

static const Both matches[] = {
    [VL_MATCH_EXACT] = {"Verbatim", "Mot pour mot"},
    [VL_MATCH_TYPOGRAPHIC] =
        {"Verbatim but for typography: only hyphens, quotes or spaces differ",
         "Mot pour mot, à la typographie près"},
    [VL_MATCH_ALTERED] = {"Altered quote: found, but changed",
                          "Citation modifiée : retrouvée, mais changée"},
    [VL_MATCH_ABSENT] = {"Quote not found in what was read",
                         "Citation introuvable dans ce qui a été lu"},
    [VL_MATCH_UNREADABLE] = {"Illegible here: look at the picture",
                             "Illisible ici : voyez l'image"},
};

static const Both changes[] = {
    [VL_CHANGE_NUMBER] = {"number", "nombre"},
    [VL_CHANGE_SIGN] = {"sign", "signe"},
    [VL_CHANGE_COMPARATOR] = {"comparator", "comparateur"},
    [VL_CHANGE_UNIT] = {"unit", "unité"},
    [VL_CHANGE_NEGATION] = {"negation", "négation"},
    [VL_CHANGE_DIRECTION] = {"direction", "sens"},
    [VL_CHANGE_ENTITY] = {"name", "nom"},
    [VL_CHANGE_WORD] = {"word", "mot"},
};

static const Both claim_kinds[] = {
    [VL_CLAIM_AIM] = {"Aim", "Objectif"},
    [VL_CLAIM_DESIGN] = {"Design", "Plan d'étude"},
    [VL_CLAIM_POPULATION] = {"Population", "Population"},
    [VL_CLAIM_PRIMARY_OUTCOME] = {"Primary outcome", "Critère principal"},
    [VL_CLAIM_PRIMARY_RESULT] = {"Primary outcome: result",
                                 "Critère principal : résultat"},
    [VL_CLAIM_RESULT] = {"Other results", "Autres résultats"},
    [VL_CLAIM_HARMS] = {"Harms", "Effets indésirables"},
    [VL_CLAIM_LIMITS] = {"Limits", "Limites"},
    [VL_CLAIM_CONCLUSION] = {"The authors' conclusion",
                             "Conclusion des auteurs"},
};

static const Both results[] = {
    [VL_RESULT_OK] = {"agrees", "concorde"},
    [VL_RESULT_CONFLICT] = {"differs", "diffère"},
    [VL_RESULT_MISSING] = {"missing", "manque"},
    [VL_RESULT_UNDECIDED] = {"undecided", "indécis"},
};

/* Words for names that travel as strings. */
typedef struct {
    const char *name;
    Both words;
} Named;

static const Named notices[] = {
    {"retraction", {"Retraction", "Rétractation"}},
    {"retraction_of", {"Retraction of", "Rétractation de"}},
    {"concern", {"Expression of concern", "Mise en garde"}},
    {"concern_of", {"Expression of concern about", "Mise en garde sur"}},
    {"erratum", {"Correction", "Correction"}},
    {"erratum_of", {"Correction of", "Correction de"}},
    {"update", {"Newer version", "Version plus récente"}},
    {"update_of", {"Newer version of", "Version plus récente de"}},
    {"republication", {"Republished in", "Republié dans"}},
    {"republication_of", {"Republished from", "Republié depuis"}},
    {"withdrawn",
     {"No longer in PubMed (deleted, or merged with another record)",
      "N’est plus dans PubMed (supprimée, ou fusionnée avec une autre "
      "notice)"}},
    {"comment", {"Comment", "Commentaire"}},
    {"comment_of", {"Comment on", "Commentaire sur"}},
    {"other", {"Related", "En rapport"}},
};

static const Named sections[] = {
    {"title", {"Title", "Titre"}},
    {"abstract", {"Abstract", "Résumé"}},
    {"introduction", {"Introduction", "Introduction"}},
    {"methods", {"Methods", "Méthodes"}},
    {"results", {"Results", "Résultats"}},
    {"discussion", {"Discussion", "Discussion"}},
    {"conclusion", {"Conclusion", "Conclusion"}},
    {"references", {"References", "Références"}},
    {"back", {"Back matter", "Fin d'article"}},
};

static const Named contexts[] = {
    {"provenance", {"own or cited", "propre ou cité"}},
    {"role", {"role", "rôle"}},
    {"nuance", {"however beside it", "nuance à côté"}},
    {"outcome", {"outcome", "critère"}},
    {"analysis", {"analysis", "analyse"}},
    {"comparison", {"comparison", "comparaison"}},
    {"effect", {"effect", "effet"}},
    {"frame", {"frame", "cadre"}},
    {"subjects", {"subjects", "sujets"}},
    {"design", {"design", "plan"}},
    {"year", {"year", "année"}},
    {"rendering", {"read from", "lu dans"}},
};

VlLanguage
vl_language_from_name(const char *name)
{
    gboolean french = name != NULL && g_ascii_strncasecmp(name, "fr", 2) == 0 &&
                      !g_ascii_isalpha(name[2]);
    return french ? VL_LANGUAGE_FR : VL_LANGUAGE_EN;
}

const char *
vl_language_name(VlLanguage language)
{
    return language == VL_LANGUAGE_FR ? "fr" : "en";
}

const char *
vl_word(VlWord word, VlLanguage language)
{
    return words[word][language];
}

char *
vl_word_count(VlWord word, guint n, VlLanguage language)
{
    const char *both = words[word][language];
    const char *bar = strchr(both, '|');
    g_return_val_if_fail(bar != NULL, NULL);
    /* None is plural in English, singular in French. */
    gboolean one = n == 1 || (n == 0 && language == VL_LANGUAGE_FR);
    return one ? g_strdup_printf("%u %.*s", n, (int)(bar - both), both)
               : g_strdup_printf("%u %s", n, bar + 1);
}

const char *
vl_word_verdict(VlVerdict verdict, VlLanguage language)
{
    return verdicts[verdict][language][0];
}

const char *
vl_word_verdict_text(VlVerdict verdict, VlLanguage language)
{
    return verdicts[verdict][language][1];
}

const char *
vl_word_match(VlMatch match, VlLanguage language)
{
    return matches[match][language];
}

const char *
vl_word_change(VlChangeKind kind, VlLanguage language)
{
    return changes[kind][language];
}

const char *
vl_word_claim_kind(VlClaimKind kind, VlLanguage language)
{
    return claim_kinds[kind][language];
}

const char *
vl_word_result(VlResult result, VlLanguage language)
{
    return results[result][language];
}

static const Named *
find(const Named *table, guint n, const char *name)
{
    for (guint i = 0; name != NULL && i < n; i++)
        if (g_str_equal(table[i].name, name))
            return &table[i];
    return NULL;
}

#define FIND(table, name) find(table, G_N_ELEMENTS(table), name)

const char *
vl_word_notice(const char *kind, VlLanguage language)
{
    const Named *named = FIND(notices, kind);
    return named != NULL ? named->words[language] : kind;
}

const char *
vl_word_section(const char *section, VlLanguage language)
{
    const Named *named = FIND(sections, section);
    return named != NULL ? named->words[language] : section;
}

const char *
vl_word_context(const char *name, VlLanguage language)
{
    const Named *named = FIND(contexts, name);
    return named != NULL ? named->words[language] : name;
}

gboolean
vl_word_is_notice(const char *kind)
{
    return FIND(notices, kind) != NULL;
}

gboolean
vl_word_is_context(const char *name)
{
    return FIND(contexts, name) != NULL;
}
