#!/usr/bin/python3
"""kill -9 while a paid model is asked, at moments drawn at random: each
question is asked once, but those that the library calls unknown, and these
again only when that is said.  What was asked is told by the double's own
journal.  TORTURE=1: 200 kills."""
import sys
sys.dont_write_bytecode = True

import collections
import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import tempfile
import time

from digests import check, finish

ASK = os.path.join(os.environ["builddir"], "tests", "ask-model")
DOUBLE = os.path.join(os.environ["srcdir"], "tests", "double", "model.py")
KILLS = 200 if os.environ.get("TORTURE") else 12
QUESTIONS, PARALLEL = 40, 4


def words(url, library, *more):
    return [ASK, "--paid", *more, "openai", url, "m", str(QUESTIONS),
            str(PARALLEL), library]


def asked(journal):
    """How often each paper was asked for."""
    counts = collections.Counter()
    if os.path.exists(journal):
        with open(journal) as file:
            for line in file:
                user = json.loads(line)["user"]
                counts[int(re.search(r"paper (\d+)", user).group(1))] += 1
    return counts


def lines(library):
    base = sqlite3.connect(os.path.join(library, "library.db"))
    rows = base.execute("SELECT ended, count(*) FROM model_call"
                        " GROUP BY ended").fetchall()
    sound = base.execute("PRAGMA integrity_check").fetchone()[0]
    base.close()
    return dict(rows), sound


def kill_one(url, library, seconds):
    child = subprocess.Popen(words(url, library), stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
    time.sleep(seconds)
    child.send_signal(signal.SIGKILL)
    child.wait()


def results(url, library, *more):
    ended = subprocess.run(words(url, library, *more), text=True,
                           capture_output=True)
    return collections.Counter(line.split("\t")[1]
                               for line in ended.stdout.splitlines())


def main(folder, url, journal):
    draw = random.Random(7)
    worst, n_unknown, broken = 0, 0, []
    for number in range(KILLS):
        library = os.path.join(folder, "library%d" % number)
        os.makedirs(library)
        if os.path.exists(journal):
            os.remove(journal)
        kill_one(url, library, draw.uniform(0.05, 0.9))
        told = results(url, library)
        counts, (rows, sound) = asked(journal), lines(library)
        unknown = rows.get(None, 0)
        n_unknown += unknown
        worst = max([worst, *counts.values()])
        if (sound != "ok" or unknown != told["unknown"] or
                unknown > PARALLEL or
                told["answered"] + told["unknown"] != QUESTIONS or
                any(counts[paper] > 1 for paper in counts)):
            broken.append((number, dict(told), rows, sound))
        again = results(url, library, "--ask-again")
        repeated = sum(max(n - 1, 0) for n in asked(journal).values())
        if again["answered"] != QUESTIONS or repeated > unknown:
            broken.append((number, "again", dict(again), repeated, unknown))
    check(not broken, "%d kills: nothing asked twice, nothing lost" % KILLS,
          broken[:5])
    check(worst == 1, "no question is asked twice unasked", worst)
    check(n_unknown > 0, "some calls were under way: %d" % n_unknown)


with tempfile.TemporaryDirectory() as top:
    path = os.path.join(top, "journal")
    served = subprocess.Popen(
        ["/usr/bin/python3", DOUBLE, "--latency", "0.05", "--journal", path],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        port = served.stdout.readline().split()[0].split("=")[1]
        main(top, "http://127.0.0.1:" + port, path)
    finally:
        served.stdin.close()
        served.wait()
finish()
