#!/usr/bin/python3
"""usage: model-time.py ASK_MODEL CALLS LATENCY PARALLEL"""
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
DOUBLE = os.path.join(HERE, "..", "double", "model.py")
ANSWER = json.dumps({"claims": [
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


def measure(words):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    ended = subprocess.run(words, stdout=subprocess.PIPE, text=True,
                           check=True)
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = (after.ru_utime + after.ru_stime -
           before.ru_utime - before.ru_stime)
    return wall, cpu, ended.stdout


def main(program, calls, latency, parallel):
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
                print("%-20s %6.2f s (%.3f of the best), %6.2f ms CPU a call"
                      "%s" % (name, wall, wall / ideal, 1000 * cpu / calls,
                              ", %d answered" % good if told else ""))
        finally:
            double.stdin.close()
            double.wait()


main(*sys.argv[1:])
