#include "config.h"

#include "digest/reason.h"

static const struct {
    const char *english, *french;
} cases[] = {
    {"cannot read '/a b/x.pdf': no text layer, 12 pages; run: ocrmypdf in.pdf "
     "out.pdf",
     "lecture de « /a b/x.pdf » impossible : pas de couche de texte (12 "
     "pages) ; lancer : ocrmypdf in.pdf out.pdf"},
    {"no text layer, 1 page; run: x",
     "pas de couche de texte (1 page) ; lancer : x"},
    {"folder: cannot read 'x': the file is empty; download it again",
     "votre dossier : lecture de « x » impossible : le fichier est vide ; le "
     "télécharger à nouveau"},
    {"the PDF is damaged (nothing); download it again",
     "le PDF est endommagé (rien) ; le télécharger à nouveau"},
    {"too many pages", "trop de pages"},
    {"PMID 7: not summarised: unavailable ('h': no connection; check the "
     "network and the firewall (refused)); run again with --again when the "
     "server answers",
     "PMID 7 : non r\303\251sum\303\251 : mod\303\250le injoignable "
     "(\302\253 h \302\273 : pas de connexion ; v\303\251rifier le "
     "r\303\251seau et le pare-feu (refus du mod\303\250le)) ; relancer "
     "avec --again quand le serveur r\303\251pond"},
    /* Not the whole of it: */
    {"too many pages here", "too many pages here"},
    {"far too many pages", "far too many pages"},
    {"cannot read 'x': Bad weather", "lecture de « x » impossible : Bad "
                                     "weather"},
    {"cannot read 'x'", "cannot read 'x'"},
    /* A name that looks like a message or a hole: */
    {"cannot read '$1': too many pages",
     "lecture de « $1 » impossible : trop de pages"},
    {"'a' holds another paper, 10.1/x, not PMID 7 as its name says: it was set "
     "aside; rename it",
     "« a » contient un autre article (10.1/x) que ne le dit son nom (PMID 7) "
     ": il a été écarté ; le renommer"},
    {"'a' holds another paper, not PMID 7 as its name says: it was set aside; "
     "rename it",
     "« a » contient un autre article que ne le dit son nom (PMID 7) : il a "
     "été écarté ; le renommer"},
    {"", ""},
    {"folder: folder: folder: folder: folder: folder: folder: nothing",
     "votre dossier : votre dossier : votre dossier : votre dossier : votre "
     "dossier : votre dossier : folder: nothing"},
    {"PMID 7: PubMed does not serve this record (deleted, merged or not yet "
     "public)",
     "PMID 7 : PubMed ne donne pas cette notice (supprimée, fusionnée ou pas "
     "encore publique)"},
    {"PMID 7: its full text was not to be had: idconv: 'http://a/b' answers "
     "with status 500; run again later (4 attempts)",
     "PMID 7 : le texte intégral n'a pu être obtenu : PMC ID converter : "
     "« http://a/b » répond par le statut 500 ; réessayer plus tard (4 "
     "essais)"},
    {"PubMed answered without 9 of 10 papers shown earlier (PMID 7 ...), so "
     "that a retraction of theirs may be missing here; the next run asks "
     "again",
     "PubMed a répondu sans 9 des 10 articles déjà montrés (PMID 7 ...) : une "
     "rétractation peut manquer ici ; la prochaine exécution redemandera"},
};

static void
test_french(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *shown =
            vl_reason_show(cases[i].english, VL_LANGUAGE_FR);
        g_assert_cmpstr(shown, ==, cases[i].french);
    }
}

static void
test_english(void)
{
    g_autofree char *shown = vl_reason_show("too many pages", VL_LANGUAGE_EN);
    g_assert_cmpstr(shown, ==, "too many pages");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/reason/french", test_french);
    g_test_add_func("/reason/english", test_english);
    return g_test_run();
}
