#!/usr/bin/python3
"""Weeks of a watch, simulated: records that enter the index late, or match
only when they are indexed, revisions, retractions, full texts, two weeks
without PubMed, and a kill -9 in every fourth run: at some moment, or when a
service is asked.  Each paper is shown once and each retraction opens the first
digest after it.  TORTURE=1: 52 weeks; else a few."""
import sys
sys.dont_write_bytecode = True

import datetime
import glob
import os
import random
import re
import subprocess
import time

sys.path.insert(0, os.path.join(os.environ["srcdir"], "tests", "double"))
import eutils
from digests import (FIXTURES, VEILLE, Place, check, digest_of, finish,
                     skip)
from pmc import Pmc, Version

WEEKS = 52 if os.environ.get("TORTURE") == "1" else 9
OUTAGE = (20, 21) if WEEKS == 52 else (4, 5)
FIRST = datetime.date(2026, 1, 5)
LIBRARY = (glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1") + [None])[0]
WATCH = """[watch]
name = weeks
query = colitis
since = 7d
max = 4
[fulltext]
sources = idconv;pmc_cloud
[output]
dir = %s
formats = txt
pictures = no
[network]
eutils = %s
idconv = %s
pmc_cloud = %s
email = watch@hospital.example
rate = 900
wait_ms = 1
"""


def days(n):
    return datetime.timedelta(days=n)


def make_articles(chance):
    """Six or seven a week; some are found days after their creation, some
    are old papers that arrive late, some fall later on."""
    articles = []
    for week in range(-1, WEEKS):
        monday = FIRST + days(7 * week)
        for _ in range(chance.randint(5, 7)):
            created = monday + days(chance.randint(0, 6))
            more = {"indexed": created + days(
                chance.choice([0, 0, 0, 0, 1, 2, 5, 9, 12, 40, 100]))}
            if chance.random() < 0.15:
                more["entered"] = datetime.date(1998, 3, 1)
            pmid = 95000000 + len(articles) * 7
            article = eutils.Article(pmid, created, **more)
            if chance.random() < 0.3:
                since = created + days(chance.randint(3, 120))
                kind = chance.choice(["RetractionIn", "RetractionIn",
                                      "ExpressionOfConcernIn", "ErratumIn"])
                article.notices.append((kind, pmid + 1, since))
            articles.append(article)
    return articles


# Requests at which runs are killed; None: at some moment.
KILLS = [None, "esearch", "efetch", "idconv", "metadata", r"[.]xml$",
         r"[.]pdf$"]


class World(eutils.Eutils):
    """PubMed, and PMC for a part of the papers; kills a run at a request."""

    def __init__(self, articles):
        super().__init__(articles, FIRST)
        self.child, self.kill_at, self.n_killed = None, None, {}
        pmc = Pmc(eutils="/none")
        model = "99000001"
        with open(os.path.join(FIXTURES, "jats", model + ".xml"),
                  "rb") as file:
            text = file.read()
        with open(os.path.join(FIXTURES, "pdf", model + ".pdf"),
                  "rb") as file:
            pdf = file.read()
        for article in articles[::2]:
            pmid = str(article.pmid)
            pmc.ids[pmid] = "PMC" + pmid
            pmc.add("PMC" + pmid, pmid, article.doi, Version(
                text.replace(model.encode(), pmid.encode()), pdf))
        self.server.handlers[:0] = pmc.handlers(self.answer)

    def take(self, number, request):
        if self.kill_at and re.search(self.kill_at, request.path):
            self.n_killed[self.kill_at] = self.n_killed.get(
                self.kill_at, 0) + 1
            self.kill_at = None
            self.child.kill()
        return super().take(number, request)

    def watch(self, out):
        return WATCH % (out, self.base, self.server.url("/idconv"),
                        self.server.url("/pmc"))


def environment(place, date):
    """The library of fake time comes first; sanitizers are told so."""
    return {**place.environment(), "LD_PRELOAD": LIBRARY,
            "FAKETIME": "@%s 06:00:00" % date, "TZ": "UTC",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "FAKETIME_DONT_RESET": "1",
            "ASAN_OPTIONS": "verify_asan_link_order=0:detect_leaks=0"}


def run(place, server, watch, date, kill_at=None, kill_after=None):
    server.kill_at = kill_at
    server.child = child = subprocess.Popen(
        [VEILLE, "run", watch], stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env=environment(place, date))
    if kill_after is not None:
        time.sleep(kill_after)
        child.kill()
    out = child.communicate(timeout=600)[0].decode(errors="replace")
    server.kill_at = None
    return child.returncode, out


def works(place, server):
    """Does the clock obey?"""
    watch = place.path("weeks.watch")
    with open(watch, "w", encoding="utf-8") as file:
        file.write(server.watch(place.path("try")))
    _, out = run(place, server, watch, "2001-02-03")
    names = os.listdir(place.path("try")) if os.path.isdir(
        place.path("try")) else []
    return any(n.startswith("2001-02-03") for n in names), out


def simulate(place, server, chance):
    """Status and output of each week's run."""
    watch = place.path("weeks.watch")
    with open(watch, "w", encoding="utf-8") as file:
        file.write(server.watch(place.out))
    told = []
    length = 1.0
    kills = KILLS * (WEEKS // 4)
    chance.shuffle(kills)
    for week in range(WEEKS):
        server.today = FIRST + days(7 * week)
        server.fault = (lambda service, number: "early-reset"
                        ) if week in OUTAGE else (
            lambda service, number: None)
        kill = week % 4 == 3 and week not in OUTAGE
        at = kills.pop() if kill else None
        begin = time.monotonic()
        told.append((server.today, kill, *run(
            place, server, watch, server.today, at,
            chance.random() * length if kill and at is None else None)))
        if not kill and week not in OUTAGE:
            length = time.monotonic() - begin
    return told


def check_statuses(told):
    wrong = []
    for week, (date, kill, status, out) in enumerate(told):
        wanted = (3,) if week in OUTAGE else (0, -9) if kill else (0,)
        if status not in wanted:
            wrong.append("%s: %d %s" % (date, status, out[:300]))
    check(not wrong, "each run ends as it should", "\n".join(wrong))


def check_papers(digests, articles, last):
    seen = {}
    for date, digest in digests:
        for paper in digest["papers"] + digest["listed"]:
            seen.setdefault(int(paper["pmid"]), []).append(date)
    wanted = {a.pmid for a in articles
              if a.indexed <= last and a.created >= FIRST - days(7)}
    twice = {p: d for p, d in seen.items() if len(d) > 1}
    check(not twice, "no paper is shown twice", twice)
    check(set(seen) == wanted, "none is lost",
          ([(a.pmid, str(a.created), str(a.indexed)) for a in articles
            if a.pmid in wanted - set(seen)][:9],
           sorted(set(seen) - wanted)[:9]))
    return {p: d[0] for p, d in seen.items()}


KINDS = {"RetractionIn": "retraction", "ErratumIn": "erratum",
         "ExpressionOfConcernIn": "concern"}


def check_notices(digests, articles, shown, last):
    """Those that came out after the paper was shown, in the first digest from
    their day on; those of before stand with the paper."""
    told = {}
    for date, digest in digests:
        for back in digest["lookback"]:
            told.setdefault((int(back["pmid"]), back["kind"]),
                            []).append(date)
    wanted = {}
    for article in articles:
        for kind, _, since in article.notices:
            if article.pmid in shown and since > shown[article.pmid] and \
                    since <= last:
                wanted[(article.pmid, KINDS[kind])] = [
                    min(d for d, _ in digests if d >= since)]
    check(told == wanted and wanted, "each notice opens the first digest "
          "after it, and no other", {k: (told.get(k), wanted.get(k))
                                     for k in set(told) | set(wanted)
                                     if told.get(k) != wanted.get(k)})
    flagged = {int(p["pmid"]) for _, d in digests
               for p in d["papers"] + d["listed"] if p["retracted"]}
    before = {a.pmid for a in articles for kind, _, since in a.notices
              if kind == "RetractionIn" and a.pmid in shown and
              since <= shown[a.pmid]}
    check(flagged == before, "papers that had fallen before they were shown "
          "are marked", sorted(flagged ^ before))


def main():
    if LIBRARY is None:
        skip("weeks of a watch", "faketime is not installed")
        return
    seed = int(os.environ.get("SEED", 7))
    chance = random.Random(seed)
    articles = make_articles(chance)
    with World(articles) as server, Place() as place:
        obeys, out = works(place, server)
        if not obeys:
            skip("weeks of a watch", "the clock cannot be faked here")
            print("# " + out[:500].replace("\n", "\n# "))
            return
        told = simulate(place, server, chance)
        check_statuses(told)
        digests = sorted(((datetime.date.fromisoformat(name[:10]),
                           digest_of(place, name))
                          for name in place.digests()),
                         key=lambda pair: pair[0])
        killed = sum(status == -9 for _, _, status, _ in told)
        print("# seed %d: %d weeks, %d runs killed, %d digests, %d papers" % (
            seed, WEEKS, killed, len(digests), len(articles)))
        last = digests[-1][0]
        shown = check_papers(digests, articles, last)
        texts = sum(p["read"]["rendering"] == "jats" for _, d in digests
                    for p in d["papers"])
        check(texts > WEEKS // 3, "%d papers were read in full" % texts)
        check_notices(digests, articles, shown, last)


main()
finish()
