#!/usr/bin/python3
"""veille doctor against a server on this machine: what it proves, that
local_only opens no way out, and that a key is seen nowhere but in its file
and by the server that it is for."""
import sys
sys.dont_write_bytecode = True

import json
import os
import resource
import shutil
import signal
import subprocess
import tempfile
import time

sys.path.insert(0, os.path.join(os.environ["srcdir"], "tests", "double"))
import model
import server
import sockets
from digests import VEILLE, check, finish, skip

CANARY = "CANARY0123456789abcdef"
FOUND = ("<?xml version='1.0'?><eSearchResult><Count>1</Count><RetMax>1"
         "</RetMax><RetStart>0</RetStart><IdList><Id>1</Id></IdList>"
         "<TranslationSet/><QueryTranslation>1[uid]</QueryTranslation>"
         "</eSearchResult>")
SERVICES = ("idconv", "pmc_cloud", "europepmc", "europepmc_pdf", "unpaywall")


def handlers():
    return [("POST", r"/e/esearch", lambda request:
             server.Answer(FOUND, type="text/xml")),
            ("GET", r"/", lambda request: server.Answer("here"))]


class Home:
    def __init__(self, folder, double):
        self.folder, self.double = folder, double
        self.env = dict(os.environ, G_MESSAGES_DEBUG="all",
                        XDG_DATA_HOME=os.path.join(folder, "data"),
                        XDG_STATE_HOME=os.path.join(folder, "state"),
                        XDG_CONFIG_HOME=os.path.join(folder, "config"))
        self.env.pop("NCBI_API_KEY", None)
        self.key = os.path.join(folder, "key")
        with open(self.key, "w") as file:
            file.write(CANARY + "\n")
        os.chmod(self.key, 0o600)

    def watch(self, network="", privacy="local_only = yes\n"):
        path = os.path.join(self.folder, "w.watch")
        with open(path, "w") as file:
            file.write("[privacy]\n%s[network]\neutils = %s\n"
                       "email = me@example.org\n%s" %
                       (privacy, self.double.url("/e/"), network))
        return path

    def run(self, *words, before=(), **more):
        ended = subprocess.run([*before, VEILLE, *words], text=True,
                               env=dict(self.env, **more),
                               capture_output=True)
        return ended.returncode, ended.stdout, ended.stderr

    def files_with(self, text):
        found = []
        for folder, _, names in os.walk(self.folder):
            for name in names:
                path = os.path.join(folder, name)
                with open(path, "rb") as file:
                    if text.encode() in file.read() and path != self.key:
                        found.append(path)
        return found


def line_of(told, what):
    return next((line for line in told.splitlines()
                 if line.split()[1:2] == [what]), "")


def usual(home):
    services = "".join("%s = %s\n" % (name, home.double.url("/%s" % name))
                       for name in SERVICES)
    _, told, bad = home.run("doctor", home.watch(services, ""))
    for what in ("library", "ledger", "disk", "pubmed", *SERVICES):
        check(line_of(told, what).startswith("ok"), "%s is proved" % what,
              (told, bad))
    asked = [request for request in home.double.requests
             if request.path == "/e/esearch.fcgi"]
    check(len(asked) == 1 and asked[0].value("tool") == "veille" and
          asked[0].value("email") == "me@example.org" and
          "veille/" in asked[0].headers["user-agent"],
          "PubMed is told who asks",
          [request.body for request in asked])
    status, told, _ = home.run("ledger", "--purpose", "doctor")
    check(status == 0 and "\n%d requests" % (1 + len(SERVICES)) in told,
          "each request has its line", told)
    with open("/dev/full", "w") as full:
        status = subprocess.run([VEILLE, "doctor", home.watch()],
                                env=home.env, stdout=full,
                                stderr=subprocess.DEVNULL).returncode
    check(status == 3, "a full disk is an error", status)


def surroundings(home):
    """What curl would take from the environment, veille does not."""
    with open(os.path.join(home.folder, ".netrc"), "w") as file:
        file.write("machine 127.0.0.1 login somebody password WORD\n")
    os.chmod(file.name, 0o600)
    nobody = "http://127.0.0.1:1"
    variables = {name: nobody for name in ("http_proxy", "https_proxy",
                                           "HTTPS_PROXY", "ALL_PROXY",
                                           "all_proxy")}
    _, told, _ = home.run("doctor", home.watch(), HOME=home.folder,
                          CURL_HOME=home.folder, **variables)
    check(line_of(told, "pubmed").startswith("ok") and
          "authorization" not in home.double.requests[-1].headers,
          "proxies and passwords of the environment are not used", told)


def broken(home):
    for fault, word in (("error-500", "500"), ("html", "page"),
                        ("early-close", "without an answer"),
                        ("redirect-loopback", "this machine"),
                        ("bomb", "suspiciously")):
        home.double.plan = server.Plan.always(fault)
        status, told, _ = home.run("doctor", home.watch())
        line = line_of(told, "pubmed")
        check(status == 3 and line.startswith("FAILED") and word in line,
              "%s is told" % fault, told)
    home.double.plan = server.Plan()
    status, told, _ = home.run(
        "doctor", home.watch().replace("w.watch", "no.watch"))
    check(status in (2, 3), "no such watch file", told)


# ---- Nothing leaves with local_only ----

def local_only(home):
    check(sockets.sees_leaks(), "a leak would be seen")
    name = "local_only opens no socket but to this machine"
    strace = shutil.which("strace")
    if not strace or subprocess.run(
            [strace, "-o", os.devnull, "true"],
            stderr=subprocess.DEVNULL).returncode != 0:
        return skip(name, "no strace")
    trace = os.path.join(home.folder, "trace")
    far = "unpaywall = https://unpaywall.example.org/\n"
    before = len(home.double.requests)
    _, told, bad = home.run("doctor", home.watch(far), ASAN_OPTIONS=
                            "detect_leaks=0", before=[
                                strace, "-f", "-e", "trace=%network", "-o",
                                trace])
    with open(trace) as file:
        text = file.read()
    check(len(home.double.requests) == before + 1 and "127.0.0.1" in text and
          not sockets.leaks(text), name, (told, bad, sockets.leaks(text)))
    os.remove(trace)
    watch = home.watch().replace("w.watch", "far.watch")
    with open(watch, "w") as file:
        file.write("[privacy]\nlocal_only = yes\n[network]\n"
                   "eutils = https://eutils.example.org/\n")
    _, told, _ = home.run("doctor", watch, ASAN_OPTIONS="detect_leaks=0",
                          before=[strace, "-f", "-e", "trace=%network", "-o",
                                  trace])
    with open(trace) as file:
        text = file.read()
    check(not sockets.leaks(text) and
          "nothing was sent" in line_of(told, "pubmed"),
          "not even a name server is asked", (told, sockets.leaks(text)))


# ---- The model ----

def with_model(home, url, lines, privacy="local_only = yes\n"):
    path = home.watch(privacy=privacy)
    with open(path, "a") as file:
        file.write("[llm]\nurl = %s\n%s" % (url, lines))
    return path


def models(home):
    _, told, _ = home.run("doctor", home.watch())
    check(line_of(told, "model").startswith("skipped"), "no model is asked",
          told)
    ready = '{"ready": true}'
    with model.Model(lambda call: ready, key=CANARY) as double:
        for lines, context in (
                ("provider = openai\nmodel = m\n", "8192"),
                ("provider = openai\nserver = llama-server\nmodel = m\n",
                 "8192"),
                ("provider = anthropic\nmodel = n\n", "assumed"),
                ("provider = ollama\nmodel = m\n", "8192")):
            watch = with_model(home, double.url, lines + "key_file = key\n")
            before = len(double.calls)
            _, told, bad = home.run("doctor", watch)
            check(line_of(told, "model").startswith("ok") and
                  "this machine" in told and context in told,
                  "a model is proved: %s" % lines.split("\n")[0], (told, bad))
            check(len(double.calls) == before + 1 and
                  double.calls[-1].schema is not None,
                  "by one call with a schema")
        for name, word in (("m:fenced", "schema"), ("m:refuse", "refused"),
                           ("m:no-model", "'model'"),
                           ("m:length", "truncated")):
            watch = with_model(home, double.url, "provider = openai\n"
                               "model = %s\nkey_file = key\n" % name)
            status, told, _ = home.run("doctor", watch)
            line = line_of(told, "model")
            check(line.startswith(("FAILED", "warning")) and word in line,
                  "told: %s" % name, told)
        watch = with_model(home, double.url,
                           "provider = openai\nmodel = m\n")
        status, told, bad = home.run("doctor", watch)
        check(status == 3 and "key_file" in line_of(told, "model"),
              "a key that is missing is told", told)
        status, told, bad = home.run("doctor", watch,
                                     VEILLE_MODEL_KEY=CANARY)
        check(line_of(told, "model").startswith("ok") and
              not home.files_with(CANARY) and CANARY not in told + bad,
              "it may come from the environment, and stays there",
              home.files_with(CANARY))
    with model.Model(lambda call: ready) as double:
        watch = with_model(home, double.url, "provider = openai\nmodel = m\n"
                           "[judge]\nprovider = anthropic\nmodel = n\n"
                           "url = %s/v1\n" % double.url)
        home.run("doctor", watch, VEILLE_MODEL_KEY=CANARY)
        seen = [CANARY in json.dumps(call.headers) for call in double.calls]
        check(seen == [True, False], "the key of one is not for the other",
              seen)
    watch = with_model(home, "https://api.anthropic.com",
                       "provider = anthropic\nmodel = claude-haiku-4-5\n")
    _, told, _ = home.run("doctor", watch)
    check("local_only" in line_of(told, "model"),
          "local_only forbids a model elsewhere", told)


# ---- The canary ----

def canary(home):
    watch = home.watch("ncbi_key_file = key\n")
    home.double.plan = server.Plan.once("too-many", times=9)
    before = len(home.double.requests)
    outputs = home.run("doctor", watch)
    asked = home.double.requests[before:]
    check(asked and all(request.value("api_key") == CANARY
                        for request in asked), "the key is used", outputs)
    check(CANARY not in "".join(map(str, outputs)) and
          "rate limit exceeded" in outputs[1], "and told by nobody", outputs)
    home.double.plan = server.Plan()
    outputs = home.run("doctor", home.watch(), NCBI_API_KEY=CANARY)
    check(outputs[1].count("there is one") == 1 and
          home.double.requests[-1].value("api_key") == CANARY,
          "from the environment too", outputs)
    os.makedirs(os.path.join(home.folder, "credentials"))
    credential = os.path.join(home.folder, "credentials", "ncbi-key")
    shutil.move(home.key, credential)
    outputs = home.run("doctor", home.watch(), CREDENTIALS_DIRECTORY=
                       os.path.dirname(credential))
    check(outputs[1].count("there is one") == 1, "and from systemd", outputs)
    shutil.move(credential, home.key)
    check(not home.files_with(CANARY), "no file holds it",
          home.files_with(CANARY))
    os.chmod(home.key, 0o644)
    status, told, bad = home.run(
        "doctor", home.watch("ncbi_key_file = key\n"))
    check(status == 3 and "chmod 600" in told and CANARY not in told + bad,
          "a key that others can read is refused", (told, bad))
    os.chmod(home.key, 0o600)


def in_flight(home):
    """What other programs see while it waits for an answer, and what it
    leaves behind when it is killed."""
    watch = home.watch("ncbi_key_file = key\n")
    home.double.plan = server.Plan.always("stall-at-once")
    before = len(home.double.requests)
    folder = os.path.join(home.folder, "cores")
    os.makedirs(folder)

    def cores():
        hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
        resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
    child = subprocess.Popen([VEILLE, "doctor", watch], env=home.env,
                             cwd=folder, preexec_fn=cores,
                             stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT)
    until = time.monotonic() + 30
    while len(home.double.requests) == before and \
            time.monotonic() < until:
        time.sleep(0.05)
    seen = b""
    for name in ("cmdline", "environ", "comm"):
        try:
            with open("/proc/%d/%s" % (child.pid, name), "rb") as file:
                seen += file.read()
        except OSError:
            pass
    child.send_signal(signal.SIGSEGV)
    told = child.communicate()[0]
    check(CANARY.encode() not in seen + told,
          "the key is in no list of processes", seen)
    check(not os.listdir(folder) and not home.files_with(CANARY),
          "no memory is dumped", os.listdir(folder))
    home.double.plan = server.Plan()
    _, told, _ = home.run("ledger")
    check("no outcome" in told, "the request under way is in the ledger", told)


with tempfile.TemporaryDirectory() as top:
    with server.Server(handlers()) as double:
        place = Home(top, double)
        usual(place)
        surroundings(place)
        broken(place)
        local_only(place)
        models(place)
        canary(place)
        in_flight(place)
finish()
