#pragma once

#include "base/json.h"
#include "llm/call.h"

/* How one kind of server is talked to: what a call looks like on the wire,
 * and how an answer is read.  No I/O. */

/* What the user set; NULL: not sent, for newer models refuse them. */
typedef struct {
    const char *temperature, *top_p, *seed; /* numbers, as JSON has them */
    const char *reasoning; /* "low" ...: how long a model may think */
} VlKnobs;

/* Servers that speak like OpenAI, and how they differ. */
typedef struct {
    const char *name; /* as in the watch file: "openai", "vllm" ... */
    const char *host; /* the end of the host's name that tells it; or NULL */
    const char *cap;  /* the parameter with most tokens of output */
    const char *seed;
    gboolean own_header; /* the key goes into "api-key" */
    gboolean ranges;     /* "minimum" and "maximum" of schemas hold */
    const char *context_path; /* where its context is told, below the base
                               * (or, with '/' first, below the host); NULL */
} VlServer;

/* The server of that name, or, when it is NULL, of that host.  NULL: none of
 * that name. */
const VlServer *vl_server_find(const char *name, const char *host);

/* "openai, mistral ...", for messages; the caller frees. */
char *vl_server_names(void);

typedef struct {
    const VlModelCall *call;
    const char *model;
    const VlServer *server; /* NULL: not the wire of OpenAI */
    const VlKnobs *knobs;
    guint max_output; /* tokens */
    guint context;    /* tokens, for servers that are told; 0: not */
    GHashTable *learned; /* char * -> char *: parameters that this server
                          * calls otherwise; "": that it refuses */
} VlWireAsk;

/* What an answer comes to. */
typedef enum {
    VL_WIRE_ANSWERED,
    VL_WIRE_TRUNCATED,
    VL_WIRE_REFUSED,
    VL_WIRE_OVERFLOW,
    VL_WIRE_QUOTA,
    VL_WIRE_LATER,     /* nothing was done: ask again */
    VL_WIRE_PARAMETER, /* one of our parameters is refused */
    VL_WIRE_CONFIG,    /* no call will work: key, model, schema */
    VL_WIRE_FAILED,
} VlWireClass;

typedef struct {
    VlWireClass class;
    char *text;      /* ANSWERED */
    char *detail;    /* else: why */
    char *model;     /* as the server calls it; NULL */
    char *parameter; /* PARAMETER: which one */
    char *instead;   /* PARAMETER: its new name; NULL: do without */
    gboolean is_final; /* LATER: not within this run, its server says */
    gint64 input_tokens, output_tokens; /* -1: not told */
} VlWireResult;

void vl_wire_result_clear(VlWireResult *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(VlWireResult, vl_wire_result_clear)

/* Sets class and detail (printf); what was there goes. */
void vl_wire_end(VlWireResult *result, VlWireClass class, const char *format,
                 ...) G_GNUC_PRINTF(3, 4);

typedef struct {
    const char *name; /* of the provider */
    const char *version; /* path that a base address without one gets; "" */
    const char *path;    /* below it */
    const char *key_header, *key_prefix;
    const char *header, *header_value; /* one more; NULL: none */
    /* The body of a request; the caller frees. */
    char *(*body)(const VlWireAsk *ask);
    /* Reads the body of a 2xx answer that holds no error. */
    void (*read)(const VlWireAsk *ask, const cJSON *answer,
                 VlWireResult *result);
} VlWire;

/* NULL when there is none of that name. */
const VlWire *vl_wire_find(const char *provider);

/* The name that the parameter goes by; NULL: it is left out. */
const char *vl_wire_name(const VlWireAsk *ask, const char *parameter);

/* "messages" with what the system and the user say. */
void vl_wire_add_messages(VlJson *json, const VlWireAsk *ask);

/* The parameter under the name that it goes by; nothing when the value (a
 * number, as JSON has it) is NULL or the server refuses it. */
void vl_wire_add_number(VlJson *json, const VlWireAsk *ask,
                        const char *parameter, const char *value);

/* Looks at an answer with any status, in this order: status and error, stop
 * reason, refusal, content.  bytes may be anything.  should_retry: the header
 * x-should-retry; NULL. */
void vl_wire_read(const VlWire *wire, const VlWireAsk *ask, guint status,
                  const char *should_retry, const char *bytes, gsize n_bytes,
                  VlWireResult *result);
