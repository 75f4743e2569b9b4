#pragma once

#include <glib.h>

#include "flow/asking.h"
#include "flow/events.h"
#include "flow/fulltext.h"
#include "fulltext/folder.h"
#include "fulltext/reader.h"
#include "llm/provider.h"
#include "model/digest.h"
#include "store/store.h"

/* One paper's way through a run: its own file or its abstract, read, asked
 * about, located, judged. */

typedef struct {
    const VlReaderOptions *reader;
    const VlProvider *provider;
    const VlAsking *asking; /* NULL: the provider alone */
    VlStore *store;      /* gets the record and the rendering; NULL: not kept */
    VlFullTexts *texts;  /* the way to full texts; NULL: the folder alone */
    gboolean has_folder; /* the user named one for PDF files */
    const VlEvents *events;
} VlPaperContext;

typedef struct {
    const VlRecord *record; /* not owned */
    GPtrArray *files;       /* VlFolderFile whose name or first pages say
                               that it is the record's; not owned */
    char *path;             /* of the PDF that was read; or NULL */
    char *pdf_path;         /* of the PDF beside a text of JATS; or NULL */
    VlPaper *paper;         /* the outcome */
    GPtrArray *problems;    /* VlUnread: files that failed, each once */
    gboolean screened_out;  /* the paper is in the digest's other list */
    gboolean again;         /* an earlier digest had it without its full text */
    char *open_link;        /* a free copy that a human must fetch; or NULL */
} VlTask;

/* TRUE when a file of the user's is, or may be, the task's paper. */
gboolean vl_task_has_file(const VlTask *task);

VlTask *vl_task_new(const VlRecord *record, const GPtrArray *folder);
void vl_task_free(VlTask *task);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlTask, vl_task_free)

/* Does all tasks in parallel.  FALSE: the library could not be written. */
gboolean vl_tasks_read(const GPtrArray *tasks, const VlPaperContext *context,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
