#!/usr/bin/python3
"""A language model on this machine that says what it is told to say, with the
servers' shapes of OpenAI, Anthropic, Ollama and llama-server, and with their
faults.

    double = Model(say=lambda call: '{"claims":[]}').start()
    double.url; double.calls; double.stop()

What happens to a call is told by the name of the model that it asks:
"NAME:STEP,STEP,…" takes a step for each request to that name, the last one
again and again; a name without a ":" is always "ok".  STEPS has them all.
From the command line: model.py [--latency S] [--journal FILE] [--say FILE]
serves until its standard input ends; /journal tells the calls so far."""
import argparse
import json
import os
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from server import Answer, Plan, Server

CONTEXT = 8192
OPENAI_KNOWN = {"model", "messages", "stream", "max_tokens",
                "max_completion_tokens", "temperature", "top_p", "seed",
                "random_seed", "response_format", "reasoning_effort"}
ANTHROPIC_KNOWN = {"model", "max_tokens", "system", "messages", "temperature",
                   "top_p", "output_config"}
OLLAMA_KNOWN = {"model", "messages", "stream", "think", "format", "options",
                "truncate", "shift", "keep_alive"}


def tokens(text):
    return len(str(text).encode("utf-8", "replace")) // 4 + 1


class Call:
    """What came: api, model, system, user, schema, cap, body (all of it)."""

    def __init__(self, api, request):
        self.api, self.headers = api, request.headers
        self.body = body = json.loads(request.body)
        self.model = body["model"]
        self.name, _, steps = self.model.partition(":")
        self.steps = steps.split(",") if steps else ["ok"]
        messages = body["messages"]
        said = {message["role"]: message["content"] for message in messages}
        self.user = said["user"]
        self.system = body.get("system", said.get("system", ""))
        options = body.get("options", {})
        self.cap = body.get("max_tokens") or body.get(
            "max_completion_tokens") or options.get("num_predict")
        self.context = options.get("num_ctx", CONTEXT)
        self.schema = self.schema_of()
        self.time = time.time()

    def schema_of(self):
        body = self.body
        if self.api == "openai":
            # Elsewhere it is passed over in silence, as llama-server does.
            return body.get("response_format", {}).get(
                "json_schema", {}).get("schema")
        if self.api == "anthropic":
            return body.get("output_config", {}).get(
                "format", {}).get("schema")
        return body.get("format")

    def input_tokens(self):
        return tokens(self.system) + tokens(self.user)

    def told(self):
        return {"api": self.api, "model": self.model, "system": self.system,
                "user": self.user, "schema": self.schema, "cap": self.cap,
                "step": self.step, "time": self.time, "body": self.body}


# ---- Answers in each shape ----

def packed(value, status=200, **headers):
    text = value if isinstance(value, str) else json.dumps(value)
    return Answer(text, status, "application/json",
                  {name.replace("_", "-"): text for name, text in
                   headers.items()})


def openai_answer(call, text, reason="stop", used=None, **message):
    message = dict({"role": "assistant", "content": text, "refusal": None},
                   **message)
    used = tokens(text or "") if used is None else used
    return {"id": "c1", "object": "chat.completion", "model": call.name,
            "choices": [{"index": 0, "message": message,
                         "finish_reason": reason}],
            "usage": {"prompt_tokens": call.input_tokens(),
                      "completion_tokens": used}}


def anthropic_answer(call, text, reason="stop", used=None, **more):
    words = {"stop": "end_turn", "length": "max_tokens"}
    used = tokens(text or "") if used is None else used
    return dict({"id": "m1", "type": "message", "role": "assistant",
                 "model": call.name,
                 "content": [{"type": "text", "text": text or ""}],
                 "stop_reason": words.get(reason, reason),
                 "usage": {"input_tokens": call.input_tokens() - 1,
                           "cache_read_input_tokens": 1,
                           "output_tokens": used}}, **more)


def ollama_answer(call, text, reason="stop", used=None, read=None):
    used = tokens(text or "") if used is None else used
    return {"model": call.name, "done": True, "done_reason": reason,
            "message": {"role": "assistant", "content": text or ""},
            "prompt_eval_count": call.input_tokens() if read is None
            else read, "eval_count": used}


SHAPES = {"openai": openai_answer, "anthropic": anthropic_answer,
          "ollama": ollama_answer}


def failure(call, status, type, message, code=None, param=None, **headers):
    if call.api == "anthropic":
        error = {"type": "error", "error": {"type": type,
                                            "message": message},
                 "request_id": "r1"}
    elif call.api == "ollama":
        error = {"error": message}
    else:
        error = {"error": {"message": message, "type": type, "param": param,
                           "code": code}}
    return packed(error, status, **headers)


# ---- What may happen: each gets the call and what the model would say ----

STEPS = {}


def step(name):
    def note(function):
        STEPS[name] = function
        return function
    return note


def good(call, text):
    return SHAPES[call.api](call, text)


@step("ok")
def ok(call, text):
    return packed(good(call, text))


@step("limit")
def limit(call, text):
    return failure(call, 429, "rate_limit_error", "Slow down",
                   "rate_limit_exceeded", Retry_After="0")


@step("limit-ms")
def limit_ms(call, text):
    return failure(call, 429, "rate_limit_error", "Slow down",
                   "rate_limit_exceeded", retry_after_ms="20")


@step("limit-date")
def limit_date(call, text):
    from email.utils import formatdate
    return failure(call, 429, "rate_limit_error", "Slow down",
                   "rate_limit_exceeded",
                   Retry_After=formatdate(time.time(), usegmt=True))


@step("limit-weeks")
def limit_weeks(call, text):
    return failure(call, 429, "rate_limit_error", "Slow down",
                   "rate_limit_exceeded", Retry_After="1209600")


@step("quota")
def quota(call, text):
    if call.api == "anthropic":
        return failure(call, 400, "invalid_request_error", "Your credit "
                       "balance is too low to access the Anthropic API")
    return failure(call, 429, "insufficient_quota", "You exceeded your "
                   "current quota", "insufficient_quota", Retry_After="1")


@step("overload")
def overload(call, text):
    return failure(call, 529, "overloaded_error", "Overloaded")


@step("overload-200")
def overload_200(call, text):
    return failure(call, 200, "overloaded_error", "Overloaded")


@step("loading")
def loading(call, text):
    return packed({"error": {"code": 503, "message": "Loading model",
                             "type": "unavailable_error"}}, 503)


@step("html-502")
def html_502(call, text):
    return Answer("<html>502 Bad Gateway</html>", 502, "text/html")


@step("final")
def final(call, text):
    return failure(call, 503, "server_error", "Not again",
                   x_should_retry="false")


@step("error-string")
def error_string(call, text):
    return packed({"error": "something went wrong"})


@step("bad-key")
def bad_key(call, text):
    return failure(call, 401, "authentication_error", "no such key: " +
                   call.headers.get("authorization", ""), "invalid_api_key")


@step("no-model")
def no_model(call, text):
    return failure(call, 404, "not_found_error", "no such model",
                   "model_not_found")


@step("bad-schema")
def bad_schema(call, text):
    return failure(call, 400, "invalid_request_error", "Invalid schema for "
                   "response_format", "invalid_json_schema",
                   "response_format")


@step("no-format")
def no_format(call, text):
    """A server that knows no schema."""
    if "response_format" not in call.body:
        return ok(call, text)
    return failure(call, 400, "invalid_request_error", "'response_format' is "
                   "not supported by this model", "unsupported_parameter",
                   "response_format")


@step("gateway")
def gateway(call, text):
    return Answer("<html>504 Gateway Time-out</html>", 504, "text/html")


@step("refuse")
def refuse(call, text):
    if call.api == "openai":
        return packed(openai_answer(call, None, refusal="I will not."))
    if call.api == "anthropic":
        return packed(anthropic_answer(call, "", "refusal", stop_details={
            "type": "refusal", "category": "bio"}))
    return packed(good(call, "I will not."))


@step("filter")
def content_filter(call, text):
    return failure(call, 400, "invalid_request_error", "filtered",
                   "content_filter")


@step("length")
def length(call, text):
    half = text[:len(text) // 2]
    return packed(SHAPES[call.api](call, half, "length", call.cap))


@step("cap")
def cap(call, text):
    """Cut off, and said to be whole."""
    return packed(SHAPES[call.api](call, text, "stop", call.cap))


@step("short-cap")
def short_cap(call, text):
    """Cut off unless there is room for 1000 tokens."""
    return length(call, text) if call.cap < 1000 else ok(call, text)


@step("overflow")
def overflow(call, text):
    return packed({"error": {"code": 400, "message": "the request exceeds "
                             "the available context size", "n_ctx": 4096,
                             "type": "exceed_context_size_error",
                             "n_prompt_tokens": 9009}}, 400)


@step("shorten")
def shorten(call, text):
    """As Ollama did: what is too long is left out, and nobody is told."""
    return packed(ollama_answer(call, text, read=min(
        call.input_tokens(), 5)))


@step("thoughts")
def thoughts(call, text):
    return packed(openai_answer(call, "", reasoning_content=text))


@step("fenced")
def fenced(call, text):
    return packed(good(call, "<think>hm</think>\n```json\n%s\n```" % text))


@step("chunks")
def chunks(call, text):
    return packed(openai_answer(call, [
        {"type": "thinking", "thinking": [{"type": "text", "text": "hm"}]},
        {"type": "text", "text": text}]))


@step("empty")
def empty(call, text):
    return packed(good(call, ""))


@step("lone")
def lone(call, text):
    return packed(json.dumps(good(call, "SURROGATE")).replace(
        "SURROGATE", "\\ud83d"))


@step("nul")
def nul(call, text):
    return packed(json.dumps(good(call, "a\0b")))


@step("deep")
def deep(call, text):
    return packed("[" * 100000 + "]" * 100000)


@step("big")
def big(call, text):
    answer = packed(good(call, "a" * (15 << 20)))
    answer.pack = False
    return answer


@step("too-big")
def too_big(call, text):
    answer = packed(good(call, "a" * (17 << 20)))
    answer.pack = False
    return answer


@step("usage-lies")
def usage_lies(call, text):
    return packed(json.dumps(good(call, text)).replace(
        str(call.input_tokens()), "-1e99"))


@step("hints")
def hints(call, text):
    answer = ok(call, text)
    answer.headers.update({"x-ratelimit-remaining-requests": "0",
                           "x-ratelimit-reset-requests": "30ms",
                           "x-ratelimit-remaining-tokens": "-1"})
    return answer


# Faults of the connection: names of server.FAULTS.
BROKEN = {"reset": "reset-middle", "close": "early-close",
          "stall": "stall-at-once", "drip": "drip", "truncated": "truncated",
          "gzip-cut": "gzip-cut", "redirect": "redirect-other",
          "bomb": "bomb", "garbage": "garbage"}


def cut_at(call, text, n):
    whole = json.dumps(good(call, text))
    return packed(whole[:n])


# ---- The servers ----

class Model:
    def __init__(self, say=None, latency=0, journal=None, key=None, port=0,
                 context=CONTEXT):
        """say: from a Call to what the model says.  key: the only one that is
        taken; None: any, or none.  journal: a file that gets a line for each
        call, before it is answered."""
        self.say = say or (lambda call: '{"claims":[]}')
        self.key, self.journal, self.calls = key, journal, []
        self.lock, self.taken = threading.Lock(), {}
        post = [("openai", r"(/v1)?/chat/completions$", OPENAI_KNOWN),
                ("openai", r"/openai/v1/chat/completions$", OPENAI_KNOWN),
                ("anthropic", r"(/v1)?/messages$", ANTHROPIC_KNOWN),
                ("ollama", r"/api/chat$", OLLAMA_KNOWN)]
        handlers = [("POST", pattern, self.handler(api, known))
                    for api, pattern, known in post]
        handlers += [
            ("GET", r"/props$", lambda request: packed(
                {"default_generation_settings": {"n_ctx": context}})),
            ("GET", r"/v1/models$", lambda request: packed(
                {"data": [{"id": "m", "max_model_len": context}]})),
            ("POST", r"/api/show$", lambda request: packed(
                {"model_info": {"llama.context_length": context}})),
            ("GET", r"/journal$", lambda request: packed(
                [call.told() for call in self.calls]))]
        self.server = Server(handlers, Plan(self.pick), latency, port=port)
        self.url = self.server.url()

    def start(self):
        self.server.start()
        return self

    def stop(self):
        self.server.stop()

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()

    def next_step(self, call):
        with self.lock:
            n = self.taken.get(call.model, 0)
            self.taken[call.model] = n + 1
        return call.steps[min(n, len(call.steps) - 1)]

    def pick(self, number, request):
        """Breaks the connection where the step wants it."""
        if request.method != "POST" or b'"messages"' not in request.body:
            return None
        body = json.loads(request.body)
        steps = body["model"].partition(":")[2].split(",")
        with self.lock:
            n = self.taken.get(body["model"], 0)
        return BROKEN.get(steps[min(n, len(steps) - 1)])

    def note(self, call):
        with self.lock:
            self.calls.append(call)
            if self.journal:
                with open(self.journal, "a") as file:
                    file.write(json.dumps(call.told()) + "\n")
                    file.flush()
                    os.fsync(file.fileno())

    def handler(self, api, known):
        def answer(request):
            call = Call(api, request)
            call.step = self.next_step(call)
            self.note(call)
            return self.check(call, known) or self.answer(call)
        return answer

    def check(self, call, known):
        """What a strict server refuses."""
        body, headers = call.body, call.headers
        given = headers.get("authorization", headers.get(
            "x-api-key", headers.get("api-key", "")))
        if self.key and given.replace("Bearer ", "") != self.key:
            return bad_key(call, "")
        for name in body:
            if name not in known:
                return failure(call, 400, "invalid_request_error",
                               "Unknown parameter: '%s'." % name,
                               "unknown_parameter", name)
        if call.api == "anthropic" and (
                "anthropic-version" not in headers or
                not isinstance(body.get("max_tokens"), int)):
            return failure(call, 400, "invalid_request_error",
                           "max_tokens: Field required")
        if call.name == "strict":
            return self.check_strict(call)
        return None

    @staticmethod
    def check_strict(call):
        """As newer models do."""
        for name in ("max_tokens", "temperature", "top_p", "seed"):
            if name == "max_tokens" and call.api == "anthropic":
                continue
            if name in call.body and call.api == "anthropic":
                return failure(call, 400, "invalid_request_error",
                               "`%s` is deprecated for this model." % name)
            if name in call.body:
                return failure(
                    call, 400, "invalid_request_error", "Unsupported "
                    "parameter: '%s' is not supported with this model."
                    % name, "unsupported_parameter", name)
        return None

    def answer(self, call):
        text = self.say(call)
        if call.step.startswith("cut="):
            return cut_at(call, text, int(call.step[4:]))
        if call.step in BROKEN:
            return ok(call, text)
        return STEPS[call.step](call, text)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--latency", type=float, default=0)
    options.add_argument("--journal")
    options.add_argument("--port", type=int, default=0)
    options.add_argument("--key")
    options.add_argument("--say", metavar="FILE",
                         help="what the model says, always")
    wanted = options.parse_args()
    say = None
    if wanted.say:
        with open(wanted.say) as file:
            text = file.read()
        say = lambda call: text
    with Model(say, wanted.latency, wanted.journal, wanted.key,
               wanted.port) as double:
        print("http=%d trap=%d" % (double.server.server_port,
                                   double.server.trap_port()), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
