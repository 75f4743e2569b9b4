#pragma once

#include <cjson/cJSON.h>

#include "llm/wire.h"

/* What a server means when it says no.  The shapes: {"error":{…}} (OpenAI,
 * Anthropic, llama-server), {"error":"text"} (Ollama, LM Studio),
 * {"object":"error",…} (older vLLM, Mistral), {"detail":…} (FastAPI), an HTML
 * page of a proxy, nothing.  Codes are words at one and numbers at the
 * next; 429 is "later" or "your account is empty". */

/* TRUE when the answer is an error, whatever its status: then result is set.
 * body is NULL when it is not JSON; text (at most n_text bytes are looked at)
 * is what came. */
gboolean vl_failure_read(const VlWireAsk *ask, guint status,
                         const char *should_retry, const cJSON *body,
                         const char *text, gsize n_text,
                         VlWireResult *result);
