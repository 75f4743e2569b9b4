#!/usr/bin/python3
"""A large week, as PubMed and PMC would let it pass: 2,000 hits, of which 300
papers are read in full (XML and PDF from PMC Cloud).  All services stand
behind https on this machine, so that every limit on requests holds, and each
answer is 100 ms late.  The time is compared with that which the limits alone
impose, one phase after the other."""
import sys
sys.dont_write_bytecode = True

import datetime
import os
import subprocess
import time

SRC = os.environ["srcdir"]
sys.path[:0] = [os.path.join(SRC, "tests"), os.path.join(SRC, "tests",
                                                         "double")]
import eutils
from digests import VEILLE, Place, digest_of
from pmc import Pmc, Version
from server import Answer, Server, certificates

TODAY = datetime.date.today()
LATENCY = 0.1
MODEL = "99000001"
NCBI, CLOUD = 3, 40  # requests a second
TITLE = ("Fictamab for moderate to severe imaginary colitis: a randomised, "
         "double-blind, placebo-controlled superiority trial.")
WATCH = """[watch]
name = bench
query = colitis
since = 7d
max = %d
[output]
dir = %s
formats = txt
pictures = no
[network]
eutils = %s
idconv = %s
pmc_cloud = %s
europepmc = %s
unpaywall = %s
email = bench@hospital.example
ca_file = %s
"""


def fixture(*parts):
    with open(os.path.join(SRC, "fixtures", *parts), "rb") as file:
        return file.read()


class World:
    """PubMed with n_hits records; PMC has the newest n_texts of them."""

    def __init__(self, n_hits, n_texts, folder):
        text = fixture("jats", MODEL + ".xml")
        pdf = fixture("pdf", MODEL + ".pdf")
        self.articles = [eutils.Article(
            90000000 + 3 * i, TODAY - datetime.timedelta(days=i >= n_texts),
            title=TITLE, words=" Nothing in particular." * 60)
            for i in range(n_hits)]
        self.pubmed = eutils.Eutils(self.articles, TODAY)
        self.pmc = Pmc()
        for article in self.articles[:n_texts]:
            pmid = str(article.pmid)
            self.pmc.ids[pmid] = "PMC" + pmid
            self.pmc.add("PMC" + pmid, pmid, article.doi, Version(
                text.replace(MODEL.encode(), pmid.encode()), pdf))
        files = certificates(folder)
        if files is None:
            sys.exit("no openssl")
        self.ca = files["ca"]
        self.server = Server(
            self.pmc.handlers(self.eutils) +
            [("POST", r"/eutils/e\w+\.fcgi$", self.eutils)],
            latency=LATENCY, certificate=files["good"])

    def eutils(self, request):
        fields = {name: ",".join(values)
                  for name, values in request.form.items()}
        name = request.path.split("/")[-1].split(".")[0]
        return Answer(getattr(self.pubmed, name)(fields), type="text/xml")

    def __enter__(self):
        self.server.start()
        return self

    def __exit__(self, *ignored):
        self.server.stop()
        self.pubmed.__exit__()

    def count(self, *prefixes):
        return len([r for r in self.server.requests
                    if r.path.startswith(prefixes)])


def measure(n_hits, n_texts):
    with Place() as place, World(n_hits, n_texts, place.top) as world:
        path, url = place.path("bench.watch"), world.server.url
        with open(path, "w", encoding="utf-8") as file:
            file.write(WATCH % (
                n_texts, place.out, url("/eutils/"), url("/idconv"),
                url("/pmc"), url("/europepmc"), url("/unpaywall"), world.ca))
        begun = time.monotonic()
        child = subprocess.Popen([VEILLE, "run", path],
                                 stdout=subprocess.DEVNULL,
                                 env=place.environment())
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.monotonic() - begun
        if os.waitstatus_to_exitcode(status) != 0:
            sys.exit("veille run: %d" % os.waitstatus_to_exitcode(status))
        texts = [p["read"]["fulltext"] for p in digest_of(place)["papers"]
                 if p["read"]["rendering"] == "jats"]
        if len(texts) != n_texts or not all(t["pdf"] for t in texts):
            sys.exit("%d full texts" % len(texts))
        ncbi, cloud = world.count("/eutils", "/idconv"), world.count("/pmc")
        alone = (ncbi - 1) / NCBI + cloud / CLOUD
        print("%d hits, %d texts with PDF: %d requests at %d/s, %d at %d/s: "
              "%.1f s, the limits alone %.1f s (%.2f times), %d MiB"
              % (n_hits, n_texts, ncbi, NCBI, cloud, CLOUD, seconds, alone,
                 seconds / alone, usage.ru_maxrss / 1024))


measure(500, 75)
measure(2000, 300)
