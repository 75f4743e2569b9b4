#!/usr/bin/python3
"""Asking a real llama-server, when there is one: with random weights it is
the ideal liar, and its refusals, limits and cut answers are real.
    LLAMA_SERVER   the program
    LLAMA_MODEL    a model (GGUF)"""
import sys
sys.dont_write_bytecode = True

import json
import os
import socket
import subprocess
import tempfile
import time
import urllib.request

from digests import check, finish, skip

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


def main(folder):
    program, model = (os.environ.get(name)
                      for name in ("LLAMA_SERVER", "LLAMA_MODEL"))
    if not program or not model:
        return skip("llama-server", "LLAMA_SERVER or LLAMA_MODEL is not set")
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
    finally:
        server.terminate()
        server.wait()


with tempfile.TemporaryDirectory() as top:
    main(top)
finish()
