#!/usr/bin/python3
"""Asking a real llama-server, when there is one: with random weights it is
the ideal liar, and its refusals, limits and cut answers are real.
    LLAMA_SERVER   the program
    LLAMA_MODEL    a model (GGUF)
    LLAMA_RANDOM   set: its weights are random, and nothing that it says is
                   true"""
import sys
sys.dont_write_bytecode = True

import json
import os
import socket
import subprocess
import tempfile
import time
import urllib.request

from digests import (PDFS, RECORDS, Place, check, digest_of, finish,
                     schema_errors, skip)

ASK = os.path.join(os.environ["builddir"], "tests", "ask-model")


def free_port():
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return place.getsockname()[1]


def wait_for(url):
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url + "/health", timeout=5):
                return True
        except OSError:
            time.sleep(0.2)
    return False


def ask(url, folder, provider, number, word="Read."):
    ended = subprocess.run(
        [ASK, "--word", word, provider, url, "local", str(number), "1",
         os.path.join(folder, "lib-%s-%d-%d" % (provider, number,
                                                 len(word)))],
        capture_output=True, text=True, timeout=550)
    return [line.split("\t")[1:] for line in ended.stdout.splitlines()]


def tests(url, folder):
    told = ask(url, folder, "openai", 10)
    answered = [line for line in told if line[0] == "answered"]
    check(len(told) == 10 and all(line[0] in ("answered", "truncated")
                                  for line in told),
          "every call comes to an end", told)
    valid = 0
    for line in answered:
        text = line[2].encode().decode("unicode_escape").encode(
            "latin-1", "replace").decode("utf-8", "replace")
        try:
            valid += isinstance(json.loads(text, strict=False)["claims"],
                                list)
        except (ValueError, KeyError, TypeError):
            pass
    check(valid == len(answered), "an answer keeps to the schema",
          (valid, len(answered)))
    told = ask(url, folder, "openai", 1, "word " * 20000)
    check(told and told[0][0] == "overflow", "too long a prompt is told",
          told)


def watch(place, url):
    path = place.path("w.watch")
    with open(path, "w", encoding="utf-8") as file:
        file.write("[watch]\nname = w\nrecords = %s\nmax = 3\n"
                   "exclude = children\n"
                   "[llm]\nprovider = openai\nserver = llama-server\n"
                   "url = %s/v1\nmodel = local\nparallel = 1\n"
                   "[output]\ndir = %s\npictures = no\n"
                   % (RECORDS, url, place.out))
    return path


def test_commands(url):
    """A digest, its verification, a sheet and the doctor."""
    with Place() as place:
        path = watch(place, url)
        status, out, err = place.veille("run", path)
        check(status in (0, 5), "a digest by llama-server", (status, err))
        digest = digest_of(place)
        papers = digest["papers"] + digest["screened_out"]
        check(len(papers) == 3, "no paper is lost", len(papers))
        check(not schema_errors([digest]), "it is valid")
        told = place.verify()
        check(told[0] == 0, "every quote stands in its source", told)
        held = [c["text"] for p in papers for c in p["claims"]
                if c["verdict"] == "supported"]
        if os.environ.get("LLAMA_RANDOM"):
            check(not held, "nothing that it invents is supported", held)
        else:
            print("# supported: %d" % len(held))
        status, out, err = place.veille(
            "club", "--json", "--watch", path,
            os.path.join(PDFS, "99000001.pdf"))
        check(status in (0, 5) and json.loads(out)["sections"], "a sheet",
              (status, err))
        status, out, err = place.veille("doctor", path)
        check("llama" in out or "model" in out, "the doctor tries it",
              (status, out))


def main(folder):
    program, model = (os.environ.get(name)
                      for name in ("LLAMA_SERVER", "LLAMA_MODEL"))
    if not program or not model:
        return skip("llama-server", "not set: %s" %
                    " and ".join(name for name in ("LLAMA_SERVER",
                                                   "LLAMA_MODEL")
                                 if not os.environ.get(name)))
    port = free_port()
    with open(os.path.join(folder, "log"), "w") as log:
        server = subprocess.Popen(
            [program, "-m", model, "--host", "127.0.0.1", "--port", str(port),
             "-c", "4096", "-np", "1", "-t", "1", "-tb", "1", "--jinja"],
            stdout=log, stderr=log)
    try:
        url = "http://127.0.0.1:%d" % port
        if not wait_for(url):
            return check(False, "llama-server starts")
        tests(url, folder)
        test_commands(url)
    finally:
        server.terminate()
        server.wait()


with tempfile.TemporaryDirectory() as top:
    main(top)
finish()
