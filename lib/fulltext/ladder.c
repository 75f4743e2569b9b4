#include "config.h"

#include "fulltext/ladder.h"

#include <string.h>

#include "base/date.h"
#include "base/error.h"
#include "fulltext/body.h"
#include "fulltext/idconv.h"
#include "fulltext/identity.h"
#include "fulltext/jats.h"
#include "fulltext/ladder-steps.h"

static const struct {
    const char *name;
    void (*take)(VlClimber *climber); /* NULL: the user's folder */
} steps[] = {
    {"idconv", vl_step_idconv},       {"pmc_cloud", vl_step_pmc_cloud},
    {"efetch", vl_step_efetch},       {"europepmc", vl_step_europepmc},
    {"unpaywall", vl_step_unpaywall}, {"folder", NULL},
};

const char *const vl_ladder_steps[] = {
    "idconv", "pmc_cloud", "efetch", "europepmc", "unpaywall", "folder", NULL,
};

/* reference: pubmed.md §3; addresses as NCBI, EMBL-EBI and OurResearch
 * publish them in November 2026. */
const VlLadderBases vl_ladder_bases = {
    .idconv = "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles",
    .pmc_cloud = "https://pmc-oa-opendata.s3.amazonaws.com",
    .eutils = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils",
    .europepmc = "https://www.ebi.ac.uk/europepmc/webservices/rest",
    .europepmc_pdf = "https://europepmc.org",
    .unpaywall = "https://api.unpaywall.org/v2",
};

gboolean
vl_ladder_asks_network(const char *step)
{
    return !g_str_equal(step, "folder");
}

void
vl_climb_free(VlClimb *climb)
{
    if (climb == NULL)
        return;
    vl_document_free(climb->document);
    vl_full_text_free(climb->text);
    vl_document_free(climb->pdf);
    vl_full_text_free(climb->pdf_text);
    g_ptr_array_unref(climb->tried);
    g_free(climb->open_link);
    g_free(climb->pmcid);
    g_free(climb);
}

void
vl_climber_note(VlClimber *climber, VlTriedOutcome outcome, const char *url,
                const char *reason)
{
    g_ptr_array_add(climber->out->tried,
                    vl_tried_new(climber->step, outcome, url, reason));
}

/* ---- Taking a file ---- */

static VlTriedOutcome
outcome_of(VlBodyKind kind)
{
    static const VlTriedOutcome outcomes[] = {
        [VL_BODY_PDF] = VL_TRIED_READ,
        [VL_BODY_ARTICLE] = VL_TRIED_READ,
        [VL_BODY_FRONT] = VL_TRIED_WITHHELD,
        [VL_BODY_REFUSED] = VL_TRIED_ABSENT,
        [VL_BODY_CHALLENGE] = VL_TRIED_CHALLENGE,
        [VL_BODY_PAGE] = VL_TRIED_WITHHELD,
        [VL_BODY_EMPTY] = VL_TRIED_DAMAGED,
        [VL_BODY_DAMAGED] = VL_TRIED_DAMAGED,
        [VL_BODY_OTHER] = VL_TRIED_DAMAGED,
    };
    return outcomes[kind];
}

static gboolean
differ(const char *a, const char *b)
{
    return a != NULL && b != NULL && g_ascii_strcasecmp(a, b) != 0;
}

/* An identifier of the XML itself that is another paper's.  A DOI may have
 * changed since; a PMID and a PMCID do not. */
static gboolean
is_another(const VlRecord *record, const VlFacts *facts, const char *pmcid)
{
    return differ(facts->pmid, record->pmid) || differ(facts->pmcid, pmcid);
}

static gboolean
is_own(const VlRecord *record, const VlFacts *facts)
{
    return (facts->pmid != NULL && g_strcmp0(facts->pmid, record->pmid) == 0) ||
           (facts->doi != NULL && record->doi != NULL &&
            g_ascii_strcasecmp(facts->doi, record->doi) == 0);
}

/* Keeps the file and reads it. */
static VlDocument *
read_given(const VlLadder *ladder, const VlGiven *given, VlFullText *text,
           GError **error)
{
    if (!ladder->keep(ladder->data, given->bytes, text, error))
        return NULL;
    VlDocument *document = NULL;
    vl_gate_enter(ladder->gate);
    if (text->is_pdf) {
        document = vl_fulltext_read_pdf(text->path, ladder->reader, error);
    } else {
        gsize n = 0;
        const char *bytes = g_bytes_get_data(given->bytes, &n);
        document = vl_jats_parse(bytes, n, text->path, error);
    }
    vl_gate_leave(ladder->gate);
    if (document != NULL && given->ocr)
        document->ocr = TRUE;
    return document;
}

/* Whether the text is the record's paper, by its own words. */
static gboolean
check_identity(VlClimber *climber, const VlGiven *given, const VlBody *body,
               VlDocument *document)
{
    VlIdentity identity = vl_identity_check(climber->record, document);
    gboolean own = body->facts != NULL && is_own(climber->record, body->facts);
    if (identity == VL_IDENTITY_SAME || own)
        return TRUE;
    if (identity == VL_IDENTITY_OTHER || !given->vouched) {
        vl_climber_note(climber, VL_TRIED_OTHER, given->url,
                        identity == VL_IDENTITY_OTHER
                            ? "it holds another paper: set aside"
                            : "neither its title nor an identifier shows "
                              "that it is this paper: set aside");
        return FALSE;
    }
    if (document->warning == NULL)
        document->warning =
            g_strdup("only the service says that it is this paper: neither "
                     "its title nor an identifier was found on its first "
                     "pages");
    return TRUE;
}

static VlFullText *
text_of(const VlClimber *climber, const VlGiven *given, const VlBody *body)
{
    VlFullText *text =
        vl_full_text_new(body->kind == VL_BODY_PDF, climber->step);
    text->url = g_strdup(given->url);
    text->licence = g_strdup(given->licence);
    if (text->licence == NULL && body->facts != NULL)
        text->licence = g_strdup(body->facts->licence);
    text->version = g_strdup(given->version);
    text->fetched = vl_date_time_iso(climber->ladder->now);
    return text;
}

static void
set_result(VlClimb *out, VlDocument *document, VlFullText *text)
{
    if (out->document == NULL) {
        out->document = document;
        out->text = text;
        return;
    }
    out->pdf = document;
    out->pdf_text = text;
}

gboolean
vl_climber_take(VlClimber *climber, const VlGiven *given)
{
    gsize n = 0;
    const char *bytes = g_bytes_get_data(given->bytes, &n);
    g_auto(VlBody) body = vl_body_of(bytes, n);
    VlTriedOutcome outcome = outcome_of(body.kind);
    if (outcome == VL_TRIED_CHALLENGE && climber->out->open_link == NULL)
        climber->out->open_link = g_strdup(given->url);
    if (outcome != VL_TRIED_READ) {
        vl_climber_note(climber, outcome, given->url, body.reason);
        return FALSE;
    }
    if (body.facts != NULL &&
        is_another(climber->record, body.facts, climber->out->pmcid)) {
        vl_climber_note(climber, VL_TRIED_OTHER, given->url,
                        "it holds another paper: set aside");
        return FALSE;
    }
    g_autoptr(GError) error = NULL;
    g_autoptr(VlFullText) text = text_of(climber, given, &body);
    g_autoptr(VlDocument) document =
        read_given(climber->ladder, given, text, &error);
    if (document == NULL) {
        vl_climber_note(climber, VL_TRIED_DAMAGED, given->url, error->message);
        return FALSE;
    }
    if (!check_identity(climber, given, &body, document))
        return FALSE;
    vl_climber_note(climber, VL_TRIED_READ, given->url, NULL);
    set_result(climber->out, g_steal_pointer(&document),
               g_steal_pointer(&text));
    return TRUE;
}

/* ---- What is there already ---- */

/* FALSE: it cannot be read any more, and is fetched again. */
static gboolean
take_known(VlClimber *climber, const VlFullText *known)
{
    const VlLadder *ladder = climber->ladder;
    vl_gate_enter(ladder->gate);
    VlDocument *document =
        known->is_pdf ? vl_fulltext_read_pdf(known->path, ladder->reader, NULL)
                      : vl_jats_read(known->path, NULL);
    vl_gate_leave(ladder->gate);
    if (document == NULL)
        return FALSE;
    document->ocr = document->ocr || g_strcmp0(known->version, "ocr") == 0;
    climber->step = known->tier;
    vl_climber_note(climber, VL_TRIED_READ, known->url,
                    "from the library, where it lay already");
    set_result(climber->out, document, vl_full_text_copy(known));
    return TRUE;
}

/* JATS comes first in known. */
static void
take_all_known(VlClimber *climber, const GPtrArray *known)
{
    for (guint pdf = 0; pdf < 2; pdf++) {
        for (guint i = 0; known != NULL && i < known->len; i++) {
            const VlFullText *text = known->pdata[i];
            if (text->is_pdf == (pdf == 1) && climber->out->pdf == NULL)
                (void)take_known(climber, text);
        }
    }
}

/* ---- Climbing ---- */

static gboolean
is_asked_for(const VlLadder *ladder, const char *step)
{
    return g_strv_contains(ladder->steps, step) &&
           (ladder->fetch != NULL || !vl_ladder_asks_network(step));
}

static void
take_folder(VlClimber *climber, VlLadderFolder folder, gpointer data)
{
    if (folder == NULL)
        return;
    VlFullText *text = NULL;
    VlDocument *document = folder(data, &text, climber->out->tried);
    if (document != NULL)
        set_result(climber->out, document, text);
}

static void
take_step(VlClimber *climber, const char *name, VlLadderFolder folder,
          gpointer data)
{
    for (guint i = 0; i < G_N_ELEMENTS(steps); i++) {
        if (!g_str_equal(steps[i].name, name))
            continue;
        climber->step = steps[i].name;
        if (steps[i].take == NULL)
            take_folder(climber, folder, data);
        else
            steps[i].take(climber);
    }
}

/* Pages and pictures for a text of JATS: the user's file first, as it costs
 * nothing. */
static void
look_for_pdf(VlClimber *climber, VlLadderFolder folder, gpointer data)
{
    VlClimb *out = climber->out;
    if (out->document == NULL || out->document->kind != VL_RENDERING_JATS ||
        out->pdf != NULL)
        return;
    if (is_asked_for(climber->ladder, "folder"))
        take_step(climber, "folder", folder, data);
    if (out->pdf == NULL && is_asked_for(climber->ladder, "europepmc")) {
        climber->step = "europepmc";
        vl_step_europepmc_pdf(climber);
    }
}

VlClimb *
vl_ladder_climb(const VlLadder *ladder, const VlRecord *record,
                const GPtrArray *known, VlLadderFolder folder,
                gpointer folder_data)
{
    VlClimb *out = g_new0(VlClimb, 1);
    out->tried = g_ptr_array_new_with_free_func((GDestroyNotify)vl_tried_free);
    out->pmcid = vl_pmcid_normal(record->pmcid);
    VlClimber climber = {.ladder = ladder, .record = record, .out = out};
    take_all_known(&climber, known);
    gboolean from_library = out->document != NULL;
    for (guint i = 0; ladder->steps[i] != NULL && out->document == NULL; i++)
        if (is_asked_for(ladder, ladder->steps[i]))
            take_step(&climber, ladder->steps[i], folder, folder_data);
    if (!from_library)
        look_for_pdf(&climber, folder, folder_data);
    return out;
}
