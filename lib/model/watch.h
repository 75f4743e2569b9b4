#pragma once

#include <glib.h>

/* What one run is asked to do: a watch file (DESIGN §9), options, or both. */

/* The most that a limit of the PDF reader can be set to; and the least, for
 * with less memory it cannot even seal itself. */
#define VL_LEAST_MEMORY_MIB 64
#define VL_MOST_SECONDS 86400
#define VL_MOST_MEMORY_MIB (1 << 20)
#define VL_MOST_OUTPUT_MIB 1024
#define VL_MOST_PAGES 1000000

/* A language model.  All may be NULL or 0: not said. */
typedef struct {
    char *provider;
    char *url; /* its base address, or the file of recorded answers */
    char *name;
    char *server;   /* which kind, of those that speak like OpenAI */
    char *key_file;
    char *budget;   /* of one run, in the price file's currency: "2.50" */
    char *prices;   /* the price file */
    guint requests; /* of one run */
    guint parallel; /* calls under way */
    guint context;  /* tokens */
    guint max_tokens; /* of one answer */
    char *temperature, *top_p, *seed, *reasoning;
} VlWatchModel;

#define VL_MOST_PARALLEL 16 /* as many connections as lib/net opens */
#define VL_MOST_CONTEXT 10000000
/* Of one answer.  With more than 21,333, servers of Anthropic want to be asked
 * otherwise (an answer may take longer than ten minutes); twice as much is
 * asked for once when an answer is cut off. */
#define VL_LEAST_ANSWER 256
#define VL_MOST_ANSWER 10000
#define VL_MOST_CRITERIA 20 /* include and exclude together */

typedef struct {
    char *name;         /* "run", until a watch file gives another one */
    char *query;        /* NULL: no search */
    char *since;        /* as written: "4w"; NULL: all */
    guint max;          /* papers that are digested; the rest is listed */
    char *language;     /* "en" or "fr": of the digest's own words */
    char *rank;         /* "date" (default) or "given" */
    GPtrArray *records; /* char *: files and folders in place of a search */
    /* What a model screens papers by, char *; both empty: it does not. */
    GPtrArray *include, *exclude;
    char *pdf_dir;      /* NULL: none */
    GPtrArray *sources; /* char *: steps to full texts, in order; empty: the
                           usual ones (fulltext/ladder.h) */
    char *resolver;     /* the library's, for papers to fetch; NULL: none */
    char *output_dir;
    GPtrArray *formats; /* char *: "html", "md", "txt" */
    gboolean pictures;  /* of the quotes from PDF files; TRUE by default */
    gboolean pdf_dir_may_leave; /* to a model on another machine */
    char *provider;     /* "builtin" */
    VlWatchModel llm;   /* unless it is builtin; its own provider is NULL */
    VlWatchModel judge; /* a second model; provider NULL: none */
    gboolean allow_unpriced, ask_again; /* of models: llm/model.h */
    struct {
        /* Base URLs; NULL: the usual ones. */
        char *eutils, *idconv, *pmc_cloud, *europepmc, *europepmc_pdf,
            *unpaywall;
        char *email;         /* told to NCBI and others; NULL: none */
        char *ncbi_key_file; /* NULL: no key */
        char *proxy;         /* URL; NULL: none */
        char *ca_file;       /* certificates trusted beside the system's */
        guint rate; /* requests a second to NCBI; 0: what it permits */
        guint wait_ms; /* first wait before asking again; 0: 1000 */
        guint patience; /* seconds without a byte; 0: the usual ones */
    } network;
    struct {
        /* Of reading one PDF; 0: the usual ones (fulltext/reader.h). */
        guint pdf_cpu, pdf_time;      /* seconds */
        guint pdf_memory, pdf_output; /* MiB */
        guint pdf_pages;
    } limits;
    gboolean local_only; /* nothing leaves this machine */
    GPtrArray *allow;    /* char *: hosts that may be asked; empty: any */
    gboolean fail_on_findings;
    gboolean again;   /* repeat papers already shown */
    gboolean dry_run; /* say what would be done */
    char *file;       /* the watch file; NULL: options alone */
} VlWatch;

VlWatch *vl_watch_new(void);
void vl_watch_free(VlWatch *watch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlWatch, vl_watch_free)

/* TRUE for what looks like one e-mail address and nothing else. */
gboolean vl_watch_is_email(const char *text);

/* TRUE for a number without a sign: "2", "0.25". */
gboolean vl_watch_is_decimal(const char *text);

/* Reads the bytes of a watch file into watch; file is for the messages.
 * Relative paths stay as written.  Errors (VL_ERROR_CONFIG): syntax, an
 * unknown section or key with the nearest known one, a value out of
 * range; each with its line or key. */
gboolean vl_watch_read(VlWatch *watch, const char *file, const char *bytes,
                       gsize n_bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
