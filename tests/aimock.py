#!/usr/bin/python3
"""Asking a model against a server that is not ours: aimock (npm, MIT), which
speaks like OpenAI, Anthropic and Ollama.  What left this machine is read from
its own journal.  Skipped without npm or without a way to its registry.
    AIMOCK   the folder of an installed @copilotkit/aimock"""
import sys
sys.dont_write_bytecode = True

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request

from digests import check, finish, skip

PACKAGE = "@copilotkit/aimock@1.43.0"
ASK = os.path.join(os.environ["builddir"], "tests", "ask-model")
GOOD = json.dumps({"claims": [{"sids": [1], "text": "Forty came back."}]})
FIXTURES = {"fixtures": [
    {"match": {"userMessage": "CUT"},
     "response": {"content": GOOD[:20], "finishReason": "length"}},
    {"match": {"userMessage": "LIMIT"},
     "response": {"error": {"message": "Slow down",
                            "type": "rate_limit_error"}, "status": 429}},
    {"match": {"userMessage": "QUOTA"},
     "response": {"error": {"message": "You exceeded your current quota",
                            "type": "insufficient_quota",
                            "code": "insufficient_quota"}, "status": 429}},
    {"match": {"userMessage": "LOAD"},
     "response": {"error": {"message": "Overloaded",
                            "type": "overloaded_error"}, "status": 529}},
    {"match": {"userMessage": "GOOD"}, "response": {"content": GOOD}},
]}


def install(folder):
    """The folder with the program; None when it cannot be had."""
    if os.environ.get("AIMOCK"):
        return os.environ["AIMOCK"]
    if not shutil.which("npm") or not shutil.which("node"):
        return None
    try:
        ended = subprocess.run(
            ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund",
             "--fetch-retries=0", "--fetch-timeout=60000", "--prefix", folder,
             PACKAGE], capture_output=True, text=True, timeout=240)
    except subprocess.TimeoutExpired:
        return None
    return folder if ended.returncode == 0 else None


def free_port():
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return place.getsockname()[1]


def program(folder):
    for name in ("llmock", "aimock"):
        path = os.path.join(folder, "node_modules", ".bin", name)
        if os.path.exists(path):
            return path
    return None


def get(url):
    with urllib.request.urlopen(url, timeout=10) as answer:
        return json.loads(answer.read())


def wait_for(url):
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            return get(url + "/__aimock/journal")
        except OSError:
            time.sleep(0.2)
    return None


class Mock:
    def __init__(self, url, folder):
        self.url, self.folder, self.n = url, folder, 0

    def ask(self, provider, word, number=1):
        """[(outcome, tries, what was said)]"""
        self.n += 1
        home = os.path.join(self.folder, "lib%d" % self.n)
        ended = subprocess.run(
            [ASK, "--word", word, provider, self.url, "gpt-5-mini",
             str(number), "4", home],
            capture_output=True, text=True, timeout=120)
        return [tuple(line.split("\t")[1:])
                for line in ended.stdout.splitlines()] or [
                    ("error", "0", ended.stderr)]

    def asked(self):
        told = get(self.url + "/__aimock/journal")
        return told if isinstance(told, list) else told.get("entries", [])


def tests(mock):
    for provider in ("openai", "anthropic", "ollama"):
        before = len(mock.asked())
        told = mock.ask(provider, "GOOD", 6)
        if provider == "ollama":
            # It counts no tokens, so it may have read none: refused.
            check({line[0] for line in told} == {"failed"} and
                  "shortened" in told[0][2],
                  "ollama: an answer without a count of what was read", told)
        else:
            check({line[0] for line in told} == {"answered"} and
                  all("Forty came back." in line[2] for line in told),
                  "%s: answers of another's server" % provider, told)
        check(len(mock.asked()) - before >= 6,
              "%s: its journal holds what was sent" % provider)
    for provider, word, outcome in (("openai", "CUT", "truncated"),
                                    ("anthropic", "CUT", "truncated"),
                                    ("openai", "LIMIT", "unavailable"),
                                    ("openai", "QUOTA", "quota"),
                                    ("anthropic", "LOAD", "unavailable"),
                                    ("openai", "NOTHING", None)):
        told = mock.ask(provider, word)
        check(told[0][0] == outcome if outcome else
              told[0][0] != "answered", "%s: %s" % (provider, word), told)


def main(folder):
    place = install(os.path.join(folder, "npm"))
    path = program(place) if place else None
    if not path:
        return skip("aimock", "no npm, or no way to its registry")
    fixtures = os.path.join(folder, "fixtures")
    os.makedirs(fixtures)
    with open(os.path.join(fixtures, "all.json"), "w") as file:
        json.dump(FIXTURES, file)
    port = free_port()
    with open(os.path.join(folder, "log"), "w") as log:
        server = subprocess.Popen([path, "-p", str(port), "-f", fixtures],
                                  stdout=log, stderr=log)
    try:
        url = "http://127.0.0.1:%d" % port
        if wait_for(url) is None:
            return skip("aimock", "it does not start")
        tests(Mock(url, folder))
    finally:
        server.terminate()
        server.wait()


with tempfile.TemporaryDirectory() as top:
    main(top)
finish()
