#include "config.h"

#include "digest/reason.h"

#include <string.h>

/* A sentence may hold others: how deep they are looked for. */
#define MAX_DEPTH 6
#define MAX_HOLES 4

/* A star stands for any text, which may be a sentence of this list itself;
 * in French, 1 to 4 after a dollar for the text of that star. */
static const struct {
    const char *english, *french;
} sentences[] = {
    /* lib/fulltext/reader.c, helper.c; lib/base/file.c */
    {"cannot read '*': *", "lecture de « $1 » impossible : $2"},
    {"cannot draw '*': *", "dessin de « $1 » impossible : $2"},
    {"cannot start the PDF reader '*': *; is veille installed completely?",
     "le lecteur de PDF « $1 » n'a pas pu être lancé ($2) ; l'installation "
     "de veille est-elle complète ?"},
    {"the file is empty; download it again",
     "le fichier est vide ; le télécharger à nouveau"},
    {"larger than 512 MiB; cut it with: *",
     "il dépasse 512 Mio ; le couper avec : $1"},
    {"a web page (HTML), not a PDF: often a log-in or error page; download "
     "the PDF itself",
     "une page web (HTML) et non un PDF, souvent une page de connexion ou "
     "d'erreur ; télécharger le PDF lui-même"},
    {"not a PDF: no %PDF- in its first 1024 bytes; download it again",
     "ce n'est pas un PDF (pas de %PDF- dans ses 1024 premiers octets) ; le "
     "télécharger à nouveau"},
    {"XML, not a PDF: give the PDF of the article",
     "du XML et non un PDF ; donner le PDF de l'article"},
    {"not a regular file", "ce n'est pas un fichier ordinaire"},
    {"the file has changed since it was read",
     "le fichier a changé depuis sa lecture"},
    {"the PDF reader used up its CPU time; print the file to a new PDF, or "
     "read part of it",
     "le lecteur de PDF a épuisé son temps de calcul ; imprimer le fichier "
     "dans un nouveau PDF, ou n'en lire qu'une partie"},
    {"the PDF reader took too long; print the file to a new PDF, or read part "
     "of it",
     "le lecteur de PDF a été trop long ; imprimer le fichier dans un nouveau "
     "PDF, ou n'en lire qu'une partie"},
    {"the PDF reader ran out of the memory it may use; print the file to a "
     "new PDF",
     "le lecteur de PDF a épuisé la mémoire qui lui est permise ; imprimer le "
     "fichier dans un nouveau PDF"},
    {"too many pages", "trop de pages"},
    {"more text than veille takes from one file",
     "plus de texte que veille n'en prend d'un fichier"},
    {"the PDF reader broke down over it: the file is damaged or hostile; "
     "download it again",
     "le lecteur de PDF s'est arrêté sur lui : le fichier est endommagé ou "
     "malveillant ; le télécharger à nouveau"},
    {"the PDF reader was stopped at a *; the file may be hostile, and nothing "
     "of it is used",
     "le lecteur de PDF a été arrêté ($1) ; le fichier est peut-être "
     "malveillant, et rien n'en est utilisé"},
    {"it is a folder; name a file", "c'est un dossier ; nommer un fichier"},
    /* lib/pdf/wire.c, seal.c */
    {"no text layer, 1 page; run: *",
     "pas de couche de texte (1 page) ; lancer : $1"},
    {"no text layer, * pages; run: *",
     "pas de couche de texte ($1 pages) ; lancer : $2"},
    {"no text layer; run: *", "pas de couche de texte ; lancer : $1"},
    {"no text layer, so that no quote can be shown; run: *",
     "pas de couche de texte, donc aucune citation à montrer ; lancer : $1"},
    {"encrypted; take the password off with: *",
     "chiffré ; ôter le mot de passe avec : $1"},
    {"the PDF is damaged, its one page could not be read; download it again",
     "le PDF est endommagé, son unique page n'a pas pu être lue ; le "
     "télécharger à nouveau"},
    {"the PDF is damaged, none of its * pages could be read; download it again",
     "le PDF est endommagé, aucune de ses $1 pages n'a pu être lue ; le "
     "télécharger à nouveau"},
    {"the PDF is damaged: it has no page; download it again",
     "le PDF est endommagé : il n'a aucune page ; le télécharger à nouveau"},
    {"the PDF is damaged (*); download it again",
     "le PDF est endommagé ($1) ; le télécharger à nouveau"},
    {"the PDF is damaged; download it again",
     "le PDF est endommagé ; le télécharger à nouveau"},
    {"the PDF is damaged; pages or parts of them may be missing",
     "le PDF est endommagé ; il peut en manquer des pages ou des parties"},
    {"damaged page *", "page endommagée : $1"},
    {"hidden text could not be looked for on page * and perhaps others",
     "du texte caché n'a pas pu être cherché page $1, ni peut-être ailleurs"},
    {"the PDF reader cannot seal itself: *; --unsafe-no-sandbox reads without "
     "(only files that you trust)",
     "le lecteur de PDF ne peut pas s'isoler ($1) ; --unsafe-no-sandbox lit "
     "sans bac à sable (seulement des fichiers sûrs)"},
    /* lib/flow/paper.c, plates.c */
    {"'*' holds another paper, *, not * as its name says: it was set aside; "
     "rename it",
     "« $1 » contient un autre article ($2) que ne le dit son nom ($3) : il "
     "a été écarté ; le renommer"},
    {"'*' holds another paper, not * as its name says: it was set aside; "
     "rename it",
     "« $1 » contient un autre article que ne le dit son nom ($2) : il a été "
     "écarté ; le renommer"},
    {"the file holds another text there than when it was read",
     "le fichier contient là un autre texte que lors de sa lecture"},
    {"the page shows nothing where the text layer has these words",
     "la page ne montre rien là où la couche de texte a ces mots"},
    {"the quote is too long, or in too many pieces, for a picture",
     "la citation est trop longue, ou en trop de morceaux, pour une image"},
    {"nothing of the text from --start to --end can be seen on a page",
     "rien de ce texte n'est visible sur une page"},
    {"the text from --start to --end is on more than 4 pages; show less of it",
     "ce texte s'étend sur plus de 4 pages"},
    {"the picture would be too large; show less of the text",
     "l'image serait trop grande"},
    /* lib/fulltext/ladder.c, ladder-steps.c, body.c */
    {"folder: *", "votre dossier : $1"},
    {"idconv: *", "PMC ID converter : $1"},
    {"pmc_cloud: *", "PMC Cloud : $1"},
    {"efetch: *", "PMC (efetch) : $1"},
    {"europepmc: *", "Europe PMC : $1"},
    {"unpaywall: *", "Unpaywall : $1"},
    {"no file in it is this paper", "aucun fichier n'y est cet article"},
    {"it holds another paper: set aside", "c'est un autre article : écarté"},
    {"neither its title nor an identifier shows that it is this paper: set "
     "aside",
     "ni son titre ni un identifiant ne montrent que c'est cet article : "
     "écarté"},
    {"only the service says that it is this paper: neither its title nor an "
     "identifier was found on its first pages",
     "seul le service dit que c'est cet article : ni son titre ni un "
     "identifiant n'ont été trouvés sur ses premières pages"},
    {"from the library, where it lay already",
     "de la bibliothèque, où il était déjà"},
    {"the paper has no PMCID that is known",
     "l'article n'a pas de PMCID connu"},
    {"the record has neither PMID nor DOI to ask with",
     "la notice n'a ni PMID ni DOI"},
    {"the record has no DOI to ask with", "la notice n'a pas de DOI"},
    {"PMC does not have it", "PMC ne l'a pas"},
    {"PMC has it, and may not show it yet",
     "PMC l'a, et ne peut pas encore le montrer"},
    {"PMC does not offer it for reuse",
     "PMC ne l'offre pas à la réutilisation"},
    {"PMC describes another paper under this PMCID",
     "PMC décrit un autre article sous ce PMCID"},
    {"Unpaywall knows of no free copy",
     "Unpaywall ne connaît pas de copie libre"},
    {"Unpaywall wants an address: set email= in [network]",
     "Unpaywall demande une adresse : mettre email= dans [network]"},
    {"a page of PMC, which programs may not ask for",
     "une page de PMC, interdite aux programmes"},
    {"a page to read on, without a PDF", "une page à lire en ligne, sans PDF"},
    {"a page that wants to see a human reader",
     "une page qui veut voir un lecteur humain"},
    {"a web page, not the paper", "une page web, et non l'article"},
    {"a PDF that was cut short", "un PDF tronqué"},
    {"neither PDF nor XML", "ni PDF ni XML"},
    {"XML that is no article", "du XML qui n'est pas un article"},
    {"nothing", "rien"},
    {"the start of an answer alone", "le seul début d'une réponse"},
    {"the front matter alone, without a text",
     "les seules pages liminaires, sans texte"},
    {"the front matter alone: the publisher does not allow the full text to "
     "be downloaded",
     "les seules pages liminaires : l'éditeur ne permet pas de télécharger le "
     "texte intégral"},
    {"refused: *", "refusé : $1"},
    {"it is not there", "il n'y est pas"},
    {"the server answered with status *",
     "le serveur a répondu par le statut $1"},
    {"it gave no answer again and again in this run, and was not asked any "
     "more",
     "il n'a pas répondu, plusieurs fois de suite, et n'a plus été interrogé"},
    {"Identifier not found in PMC", "PMC ne connaît pas cet identifiant"},
    {"Unpaywall does not know *", "Unpaywall ne connaît pas $1"},
    {"its MD5 is not the one that PMC tells",
     "sa somme MD5 n'est pas celle que donne PMC"},
    /* Of a model: lib/flow/asking.c. */
    {"not summarised: * (*); *", "non résumé : $1 ($2) ; $3"},
    {"not summarised: * (*)", "non résumé : $1 ($2)"},
    {"summarised in part only, * of * sentences: *",
     "résumé en partie seulement, $1 phrases sur $2 : $3"},
    {"refused", "refus du modèle"},
    {"truncated", "réponse coupée"},
    {"overflow", "trop long pour le modèle"},
    {"quota", "compte épuisé"},
    {"unavailable", "modèle injoignable"},
    {"unknown", "déjà demandé sans réponse"},
    {"malformed", "réponse non conforme au format demandé"},
    {"kept_here", "le PDF ne doit pas quitter cette machine"},
    {"failed", "échec"},
    {"another model may take it", "un autre modèle le prendra peut-être"},
    {"raise 'max_tokens' in [llm], and run again with --again --ask-again",
     "relever « max_tokens » dans [llm], puis relancer avec --again "
     "--ask-again"},
    {"a model with a longer context may take it",
     "un modèle au contexte plus long le prendra peut-être"},
    {"top up the account, and run again with --again",
     "recharger le compte, puis relancer avec --again"},
    {"raise 'budget' or 'requests' in [llm], and run again with --again",
     "relever « budget » ou « requests » dans [llm], puis relancer avec "
     "--again"},
    {"run again with --again when the server answers",
     "relancer avec --again quand le serveur répond"},
    {"veille doctor tells whether the model keeps to a JSON schema",
     "veille doctor dit si le modèle respecte un schéma JSON"},
    {"veille doctor tells whether the model answers",
     "veille doctor dit si le modèle répond"},
    /* Of a search. */
    {"PMID *: its full text was not to be had: *",
     "PMID $1 : le texte intégral n'a pu être obtenu : $2"},
    {"PMID *: *", "PMID $1 : $2"},
    {"PubMed does not serve this record (deleted, merged or not yet public)",
     "PubMed ne donne pas cette notice (supprimée, fusionnée ou pas encore "
     "publique)"},
    {"*; the next run asks for it again",
     "$1 ; la prochaine exécution la redemandera"},
    {"PubMed counts * records and gave * of them; the next run asks for the "
     "others",
     "PubMed compte $1 notices et en a donné $2 ; la prochaine exécution "
     "demandera les autres"},
    {"papers that match the query only since they were indexed could not be "
     "searched for: *; the next run does so",
     "les articles qui ne répondent à la requête que depuis leur indexation "
     "n'ont pu être cherchés : $1 ; la prochaine exécution le fera"},
    {"PubMed answered without * of * papers shown earlier (PMID * ...), so "
     "that a retraction of theirs may be missing here; the next run asks "
     "again",
     "PubMed a répondu sans $1 des $2 articles déjà montrés (PMID $3 ...) : "
     "une rétractation peut manquer ici ; la prochaine exécution redemandera"},
    {"* papers shown earlier could not be asked about again, so that a "
     "retraction of theirs may be missing here (PMID *): *",
     "l'état de $1 articles déjà montrés n'a pu être redemandé : une "
     "rétractation peut manquer ici (PMID $2) : $3"},
    /* Of the network. */
    {"PubMed (*): *", "PubMed ($1) : $2"},
    {"'*' answers with status *, too many requests; run again later",
     "« $1 » répond par le statut $2, trop de requêtes ; réessayer plus "
     "tard"},
    {"'*' answers with status *; run again later",
     "« $1 » répond par le statut $2 ; réessayer plus tard"},
    {"no connection; check the network and the firewall (*)",
     "pas de connexion ; vérifier le réseau et le pare-feu ($1)"},
    {"its name is not known to the name server; check the name and the "
     "network (*)",
     "son nom est inconnu du serveur de noms ; vérifier le nom et le réseau "
     "($1)"},
    {"it answers too slowly or not at all; run again later (*)",
     "il répond trop lentement, ou pas du tout ; réessayer plus tard ($1)"},
    {"the answer was cut off (*)", "la réponse a été coupée ($1)"},
    {"the connection broke off (*)", "la connexion a été rompue ($1)"},
    {"'*': *", "« $1 » : $2"},
    {"* (* attempts)", "$1 ($2 essais)"},
};

typedef struct {
    const char *start;
    gsize length;
} Hole;

/* Where the n bytes of literal begin in text; the last one of a pattern ends
 * the text, the first one begins it. */
static const char *
find_literal(const char *text, const char *literal, gsize n, gboolean first,
             gboolean last)
{
    gsize length = strlen(text);
    if (n > length)
        return NULL;
    if (first)
        return strncmp(text, literal, n) == 0 && (!last || n == length) ? text
                                                                        : NULL;
    if (last)
        return memcmp(text + length - n, literal, n) == 0 ? text + length - n
                                                          : NULL;
    return memmem(text, length, literal, n);
}

/* TRUE when pattern covers all of text; then the holes are what stands for
 * its stars. */
static gboolean
match(const char *pattern, const char *text, Hole holes[MAX_HOLES])
{
    gboolean first = TRUE;
    for (guint i = 0;; i++) {
        gsize n = strcspn(pattern, "*");
        gboolean last = pattern[n] == '\0';
        const char *at = find_literal(text, pattern, n, first, last);
        if (at == NULL)
            return FALSE;
        if (!first)
            holes[i - 1] = (Hole){text, (gsize)(at - text)};
        if (last)
            return TRUE;
        first = FALSE;
        text = at + n;
        pattern += n + 1;
    }
}

static void
add_french(GString *out, const char *reason, guint depth)
{
    Hole holes[MAX_HOLES] = {{NULL, 0}};
    guint i = 0;
    while (i < G_N_ELEMENTS(sentences) &&
           (depth == 0 || !match(sentences[i].english, reason, holes)))
        i++;
    if (i == G_N_ELEMENTS(sentences)) {
        g_string_append(out, reason);
        return;
    }
    for (const char *p = sentences[i].french; *p != '\0'; p++) {
        if (*p != '$') {
            g_string_append_c(out, *p);
            continue;
        }
        const Hole *hole = &holes[*++p - '1'];
        g_autofree char *text = g_strndup(hole->start, hole->length);
        add_french(out, text, depth - 1);
    }
}

char *
vl_reason_show(const char *reason, VlLanguage language)
{
    if (language != VL_LANGUAGE_FR)
        return g_strdup(reason);
    g_autoptr(GString) out = g_string_new(NULL);
    add_french(out, reason, MAX_DEPTH);
    return g_string_free(g_steal_pointer(&out), FALSE);
}
