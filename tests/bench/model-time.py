#!/usr/bin/python3
"""usage: model-time.py ASK_MODEL CALLS LATENCY PARALLEL VEILLE"""
import json
import math
import os
import re
import resource
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
DOUBLE = os.path.join(HERE, "..", "double", "model.py")
ARTICLES = os.path.join(HERE, "..", "..", "fixtures", "articles.xml")
NOTHING = {"scope": [], "limits": [], "findings": [], "spin": [],
           "conclusions": []}
ANSWER = json.dumps({**NOTHING, "claims": [
    {"sids": [n], "text": "Forty of fifty patients came back with less pain "
     "than before, and ten did not, in the year that they were followed."}
    for n in range(6)]})
PEER = r"""
import http.client, json, sys, threading
port, n, parallel = map(int, sys.argv[1:4])
numbers, lock = iter(range(n)), threading.Lock()
def ask():
    connection = http.client.HTTPConnection("127.0.0.1", port)
    while True:
        with lock:
            number = next(numbers, None)
        if number is None:
            return
        connection.request("POST", "/v1/chat/completions", json.dumps(
            {"model": "peer", "messages": [
                {"role": "system", "content": "You read papers."},
                {"role": "user", "content": "paper %d" % number}],
             "max_tokens": 300}))
        json.loads(connection.getresponse().read())
threads = [threading.Thread(target=ask) for _ in range(parallel)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
"""


def measure(words, **more):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    ended = subprocess.run(words, stdout=subprocess.PIPE, text=True,
                           check=not more, **more)
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = (after.ru_utime + after.ru_stime -
           before.ru_utime - before.ru_stime)
    return wall, cpu, ended.stdout


def write_records(path, n):
    """Papers of which no two are the same: else one is asked about."""
    with open(ARTICLES, encoding="utf-8") as file:
        found = re.findall(r"<PubmedArticle>.*?</PubmedArticle>",
                           file.read(), re.S)
    found = [record for record in found if "<AbstractText" in record]
    with open(path, "w", encoding="utf-8") as out:
        out.write("<PubmedArticleSet>\n")
        for i in range(n):
            record = re.sub(r"<(ArticleId|ELocationID)[^>]*>[^<]*</\1>", "",
                            found[i % len(found)])
            record = re.sub(r"(<PMID [^>]*>)\d+", r"\g<1>%d" %
                            (50000000 + i), record, count=1)
            out.write(re.sub(r"(<AbstractText[^>]*>)", r"\1This is study "
                             "number %d of its kind. " % i, record, count=1))
        out.write("</PubmedArticleSet>\n")


def whole_runs(veille, folder, url, calls, parallel, ideal):
    """A week of as many papers, their abstracts alone."""
    records = os.path.join(folder, "records.xml")
    write_records(records, calls)
    for name, llm in (("a run, no model", "provider = builtin\n"),
                      ("a run, with the model",
                       "provider = openai\nurl = %s\nmodel = m\n"
                       "parallel = %d\n" % (url, parallel))):
        home = os.path.join(folder, name.replace(" ", "-"))
        os.makedirs(home)
        watch = os.path.join(home, "w.watch")
        with open(watch, "w") as file:
            file.write("[watch]\nrecords = %s\nmax = %d\n[llm]\n%s"
                       "[output]\ndir = out\n" % (records, calls, llm))
        wall, cpu, _ = measure(
            [veille, "run", watch], stderr=subprocess.DEVNULL,
            env=dict(os.environ, XDG_DATA_HOME=os.path.join(home, "data"),
                     XDG_STATE_HOME=os.path.join(home, "state"),
                     XDG_CONFIG_HOME=os.path.join(home, "config")))
        print("%-22s %6.2f s (%.3f of the best), %6.2f ms CPU a paper" %
              (name, wall, wall / ideal, 1000 * cpu / calls))


def main(program, calls, latency, parallel, veille):
    calls, parallel = int(calls), int(parallel)
    ideal = math.ceil(calls / parallel) * float(latency)
    with tempfile.TemporaryDirectory() as folder:
        said = os.path.join(folder, "said")
        with open(said, "w") as file:
            file.write(ANSWER)
        double = subprocess.Popen(
            ["/usr/bin/python3", DOUBLE, "--latency", latency, "--say", said],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        try:
            port = double.stdout.readline().split()[0].split("=")[1]
            url = "http://127.0.0.1:" + port
            runs = (("veille", [program, "openai", url, "m", str(calls),
                                str(parallel), os.path.join(folder, "lib")]),
                    ("Python http.client", [
                        "/usr/bin/python3", "-c", PEER, port, str(calls),
                        str(parallel)]))
            print("%d calls of %s s, %d at once: %.1f s at best" %
                  (calls, latency, parallel, ideal))
            for name, words in runs:
                wall, cpu, told = measure(words)
                good = sum("\tanswered\t" in line
                           for line in told.splitlines())
                print("%-22s %6.2f s (%.3f of the best), %6.2f ms CPU a call"
                      "%s" % (name, wall, wall / ideal, 1000 * cpu / calls,
                              ", %d answered" % good if told else ""))
            whole_runs(veille, folder, url, calls, parallel, ideal)
        finally:
            double.stdin.close()
            double.wait()


main(*sys.argv[1:])
