#!/usr/bin/python3
"""The time of a run over N papers whose full texts come from PMC Cloud on
this machine, each answer 100 ms late: fulltext-time.py N.  Prints seconds,
requests, and the largest memory in MiB."""
import os
import re
import resource
import subprocess
import sys
import tempfile
import time

SRC = os.environ["srcdir"]
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(SRC, "tests", "double"))

from pmc import Pmc, Version
from server import Answer, Server

LATENCY = 0.1
MODEL = "99000001"


def fixture(*parts):
    with open(os.path.join(SRC, "fixtures", *parts), "rb") as file:
        return file.read()


def main(n):
    record = re.search(rb"<PubmedArticle>.*?</PubmedArticle>",
                       fixture("articles.xml"), re.S).group(0)
    text, pdf = fixture("jats", MODEL + ".xml"), fixture("pdf",
                                                         MODEL + ".pdf")
    pmc, records = Pmc(), []
    for i in range(n):
        pmid = str(98000000 + i)
        records.append(record.replace(MODEL.encode(), pmid.encode()))
        pmc.add("PMC" + pmid, pmid, "10.5555/veille." + pmid,
                Version(text.replace(MODEL.encode(), pmid.encode()), pdf))
    empty = Answer("<PubmedArticleSet></PubmedArticleSet>", type="text/xml")
    server = Server(pmc.handlers(lambda request: empty), latency=LATENCY)
    with tempfile.TemporaryDirectory() as top, server:
        with open(os.path.join(top, "r.xml"), "wb") as file:
            file.write(b"<PubmedArticleSet>%s</PubmedArticleSet>"
                       % b"".join(records))
        watch = os.path.join(top, "w.watch")
        with open(watch, "w", encoding="utf-8") as file:
            file.write("[watch]\nrecords = r.xml\nmax = %d\n[output]\n"
                       "dir = out\nformats = txt\npictures = no\n[network]\n"
                       "email = bench@clinic.example\neutils = %s\n"
                       "pmc_cloud = %s\n" % (n, server.url("/eutils"),
                                             server.url("/pmc")))
        begun = time.monotonic()
        subprocess.run([os.environ["VEILLE"], "run", watch], check=True,
                       stdout=subprocess.DEVNULL,
                       env={**os.environ, "XDG_DATA_HOME": top})
        seconds = time.monotonic() - begun
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print("%.1f %d %.0f" % (seconds, len(server.requests), memory))


main(int(sys.argv[1]))
