#!/usr/bin/python3
"""Time and memory of a search with many hits, against a slow PubMed."""
import sys
sys.dont_write_bytecode = True

import datetime
import os
import subprocess
import time

sys.path[:0] = [os.path.join(os.environ["srcdir"], "tests"),
                os.path.join(os.environ["srcdir"], "tests", "double")]
import eutils
from digests import VEILLE, Place

TODAY = datetime.date.today()
LATENCY = 0.1
WATCH = """[watch]
name = bench
query = colitis
since = 7d
max = 5
[fulltext]
sources = folder
[output]
dir = %s
[network]
eutils = %s
email = bench@hospital.example
rate = %d
"""


def measure(n, rate):
    """Seconds, requests, and kilobytes at most."""
    articles = [eutils.Article(90000000 + 3 * i, TODAY,
                               words=" Nothing in particular." * 60)
                for i in range(n)]
    with eutils.Eutils(articles, TODAY, latency=LATENCY) as server, \
            Place() as place:
        path = place.path("bench.watch")
        with open(path, "w", encoding="utf-8") as file:
            file.write(WATCH % (place.out, server.base, rate))
        begin = time.monotonic()
        child = subprocess.Popen([VEILLE, "run", path],
                                 stdout=subprocess.DEVNULL,
                                 env=place.environment())
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.monotonic() - begin
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            sys.exit("veille run: %d" % child.returncode)
        return seconds, len(server.requests), usage.ru_maxrss


for rate in (3, 10):
    seconds, requests, most = measure(2000, rate)
    alone = (requests - 1) / rate
    print("2,000 hits, %d requests at %d/s: %.2f s, the rate alone %.2f s "
          "(%.2f times)" % (requests, rate, seconds, alone, seconds / alone))
small = measure(1200, 900)[2]
large = measure(12000, 900)[2]
print("memory: %d MB with 1,200 hits, %d MB with 12,000"
      % (small / 1024, large / 1024))
