#include "config.h"

#include "verify/sense/joint.h"

#include "verify/sense/verb.h"

/* Words that bind parts to one another wherever they stand. */
gboolean
vl_joint_binds(const VlSense *sense, guint i)
{
    static const char *const words[] = {
        "respectively", "neither", "nor", "either", "therefore", "hence",
        "consequently", "former", "latter", "respectivement", "ni", "donc",
        "ainsi", "thereby", "thus", "vice", "else", "alternatively",
    };
    return VL_IS_IN(&sense->words[i], words);
}

/* Words that speak of what an earlier part said. */
gboolean
vl_joint_points_back(const VlSense *sense, guint i)
{
    static const char *const words[] = {
        "this", "these", "such", "same", "so", "ceci", "cela", "cette",
        "ces",  "meme", "other", "others", "autre", "autres", "opposite",
        "reverse", "ce", "which", "who", "whose", "whom", "qui", "dont",
    };
    return VL_IS_IN(&sense->words[i], words);
}

/* ... unless the part names a thing before them. */
gboolean
vl_joint_may_point_back(const VlSense *sense, guint i)
{
    static const char *const words[] = {
        "it",   "its",  "they", "their",  "them", "those", "that",
        "il",   "elle", "ils",  "elles",  "leur", "leurs", "son",  "sa",
        "ses",  "celui", "celle", "ceux", "celles", "he",  "she",
        "his",  "her",  "none",
    };
    /* "Most were women", but not "most patients were". */
    static const char *const amounts[] = {
        "one",  "both", "most",  "some",   "few", "many",   "all",
        "each", "two",  "aucun", "aucune", "un",  "une",    "tous",
        "toutes", "plusieurs", "certains", "three", "deux",
    };
    const VlWord *word = &sense->words[i];
    return VL_IS_IN(word, words) ||
           (VL_IS_IN(word, amounts) && i + 1 < sense->n &&
            vl_verb_is_finite(sense, i + 1));
}

/* "When", "because": what follows hangs on another clause. */
gboolean
vl_joint_subordinates(const VlSense *sense, guint i)
{
    static const char *const words[] = {
        "when", "if", "because", "since", "unless", "until", "whether",
        "who",  "which", "whose", "that", "where", "si",  "lorsque",
        "quand", "parce", "qui", "dont", "que", "ou", "whom", "once",
    };
    return VL_IS_IN(&sense->words[i], words);
}

gboolean
vl_joint_contrasts(const VlSense *sense, guint i)
{
    static const char *const words[] = {"while", "whereas", "tandis",
                                        "whilst", "alors"};
    return VL_IS_IN(&sense->words[i], words);
}

gboolean
vl_joint_takes_back(const VlSense *sense, guint i)
{
    static const char *const words[] = {"but", "although", "though", "mais",
                                        "yet"};
    return VL_IS_IN(&sense->words[i], words);
}

/* "The difference", "the effect": of what was said before. */
gboolean
vl_joint_resumes(const VlSense *sense, guint i)
{
    static const char *const articles[] = {"the", "no", "la", "le", "l"};
    static const char *const nouns[] = {
        "difference", "differences", "effect",    "effects", "change",
        "changes",    "reduction",   "increase",  "decrease", "result",
        "results",    "association", "finding",   "findings", "trend",
        "improvement", "advantage",  "correlation", "effet",  "reduction",
        "diminution", "augmentation", "gain",      "benefit", "gap",
        "ecart",
    };
    guint last = MIN(i + 3, sense->n - 1);
    gboolean found = FALSE;
    for (guint k = i; k <= last; k++)
        found |= VL_IS_IN(&sense->words[k], nouns);
    return found && (VL_IS_IN(&sense->words[i], articles) ||
                     VL_IS_IN(&sense->words[i], nouns));
}

gboolean
vl_joint_adds(const VlSense *sense, guint i)
{
    static const char *const words[] = {"and", "et"};
    return VL_IS_IN(&sense->words[i], words);
}

gboolean
vl_joint_is_que(const VlSense *sense, guint i)
{
    static const char *const words[] = {"que", "qu"};
    return VL_IS_IN(&sense->words[i], words);
}

gboolean
vl_joint_starts_phrase(const VlSense *sense, guint i)
{
    static const char *const words[] = {
        "in",   "at",     "among", "for",    "with",     "compared", "after",
        "during", "within", "on",  "of",     "over",     "by",       "before",
        "under", "versus", "relative", "chez", "dans",   "a",        "au",
        "apres", "pendant", "parmi", "pour", "sous",     "avec",     "par",
        "comparativement", "aux", "across", "using", "from", "avant",
    };
    return VL_IS_IN(&sense->words[i], words);
}

gboolean
vl_joint_reports(const VlSense *sense, guint i)
{
    static const char *const words[] = {"that", "que", "qu", "whether",
                                        "if", "si"};
    return VL_IS_IN(&sense->words[i], words);
}
