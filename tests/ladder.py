#!/usr/bin/python3
"""The ladder to full texts, against services on loopback that give fictional
articles, withhold them, and fail."""
import sys
sys.dont_write_bytecode = True

import json
import os
import re
import shutil
import unicodedata

sys.path.insert(0, os.path.join(os.environ["srcdir"], "tests", "double"))

from digests import (FIXTURES, PDFS, RECORDS, VIEWS, Place, check, digest_of,
                     finish, read, schema_errors, sha256, skip)
from europepmc import EuropePmc
from pmc import Pmc, Version
from server import FAULTS, Answer, Plan, Server
from unpaywall import CHALLENGE, Unpaywall

EMPTY_SET = ('<?xml version="1.0" ?>\n<PubmedArticleSet>\n'
             "</PubmedArticleSet>\n")


def bytes_of(*parts):
    with open(os.path.join(FIXTURES, *parts), "rb") as file:
        return file.read()


def jats(pmid):
    return bytes_of("jats", pmid + ".xml")


def pdf(pmid):
    return bytes_of("pdf", pmid + ".pdf")


def doi(pmid):
    return "10.5555/veille." + pmid


class World:
    """All services on one server, and a watch that asks them."""

    def __init__(self, plan=None):
        self.pmc, self.europe, self.open = Pmc(), EuropePmc(), Unpaywall()
        self.server = Server(
            self.pmc.handlers(lambda request: Answer(EMPTY_SET,
                                                     type="text/xml")) +
            self.europe.handlers() + self.open.handlers(), plan)
        self.open.base = self.server.url()
        self.place = Place()

    def __enter__(self):
        self.server.start()
        return self

    def __exit__(self, *ignored):
        self.server.stop()
        self.place.__exit__()

    def watch(self, fulltext="", **network):
        base = {"eutils": "/eutils/", "idconv": "/idconv/", "pmc_cloud":
                "/pmc", "europepmc": "/europepmc/rest", "europepmc_pdf":
                "/europepmc", "unpaywall": "/unpaywall/v2"}
        lines = ["%s = %s" % (name, self.server.url(path))
                 for name, path in base.items()]
        lines += ["%s = %s" % pair for pair in
                  {"email": "watch@clinic.example", "rate": "100",
                   "wait_ms": "20", **network}.items() if pair[1]]
        path = self.place.path("w.watch")
        with open(path, "w", encoding="utf-8") as file:
            file.write("[watch]\nname = w\nrecords = %s\n[fulltext]\n%s\n"
                       "[output]\ndir = %s\nformats = html;md;txt\n"
                       "[network]\n%s\n"
                       % (RECORDS, fulltext, self.place.out,
                          "\n".join(lines)))
        return path

    def run(self, *arguments, fulltext="", **network):
        """Status, lines of standard error, papers by PMID, digest."""
        status, _, err = self.place.veille(
            "run", self.watch(fulltext, **network), *arguments)
        if not os.path.exists(self.place.latest()):
            return status, err, {}, {}
        digest = digest_of(self.place)
        return status, err, {p["pmid"]: p for p in digest["papers"]}, digest

    def paths(self, pattern=""):
        return [r.path for r in self.server.requests
                if re.search(pattern, r.path)]


def way(paper):
    """What was tried, as "step:outcome ..."."""
    return " ".join("%s:%s" % (t["step"], t["outcome"])
                    for t in paper["read"]["fulltext"]["tried"])


def fill(world):
    """A trap for each paper of the fixtures."""
    pmc, europe, free = world.pmc, world.europe, world.open
    one, two, three = "99000001", "99000002", "99000003"
    # 1: the higher version is the author's manuscript.
    pmc.add("PMC" + one, one, doi(one), Version(jats(one), pdf(one)),
            Version(jats(one), is_manuscript=True, license_code="TDM"))
    # 2: nothing in the bucket, front matter from efetch, Europe PMC has it.
    pmc.ids[two] = "PMC" + two
    pmc.owners["PMC" + two] = (two, doi(two))
    europe.xml["PMC" + two], europe.pdf["PMC" + two] = jats(two), pdf(two)
    # 3: the XML is not what its sum is of.
    pmc.ids[three] = "PMC" + three
    pmc.add("PMC" + three, three, doi(three),
            Version(jats(three), pdf(three), damage=True,
                    license_code=None))
    # 4: not in PMC; the best place has no PDF, the next one has.
    free.files["4.pdf"] = pdf("99000004")
    free.places[doi("99000004")] = [
        free.place("4.html", url_for_pdf=None, version="publishedVersion"),
        free.place("4.pdf", version="acceptedVersion",
                   license="cc-by-nc-nd")]
    # 5: under embargo; a page that wants a human, under the name of a PDF.
    pmc.ids["99000005"] = {"pmcid": "PMC99000005", "live": False}
    free.files["5.pdf"] = Answer(CHALLENGE, type="application/pdf")
    free.places[doi("99000005")] = [free.place("5.pdf")]
    # 6: XML alone, and PMC knows of a retraction.
    pmc.ids["99000006"] = "PMC99000006"
    pmc.add("PMC99000006", "99000006", doi("99000006"),
            Version(jats("99000006"), is_retracted=True,
                    license_code="CC0"))
    # 8: another paper under its name.
    free.files["8.pdf"] = pdf(three)
    free.places[doi("99000008")] = [free.place("8.pdf")]


def one_folder(world, *names):
    folder = world.place.path("own")
    os.makedirs(folder, exist_ok=True)
    for name in names:
        shutil.copy(os.path.join(PDFS, name[-12:]),
                    os.path.join(folder, name))
    return folder


def check_ways(papers):
    expected = {
        "99000001": "pmc_cloud:read pmc_cloud:read",
        "99000002": "pmc_cloud:absent efetch:withheld europepmc:read "
                    "folder:absent europepmc:read",
        "99000003": "pmc_cloud:damaged pmc_cloud:read",
        "99000004": "idconv:absent pmc_cloud:skipped efetch:skipped "
                    "europepmc:skipped unpaywall:withheld unpaywall:read",
        "99000005": "idconv:withheld pmc_cloud:skipped efetch:skipped "
                    "europepmc:skipped unpaywall:challenge folder:absent",
        "99000006": "pmc_cloud:read folder:absent europepmc:absent",
        "99000007": "idconv:absent pmc_cloud:skipped efetch:skipped "
                    "europepmc:skipped unpaywall:absent folder:read",
        "99000008": "idconv:absent pmc_cloud:skipped efetch:skipped "
                    "europepmc:skipped unpaywall:another_paper "
                    "folder:absent",
    }
    for pmid, steps in expected.items():
        check(way(papers[pmid]) == steps, pmid + ": " + steps,
              way(papers[pmid]))


def check_sources(papers):
    def told(pmid):
        read = papers[pmid]["read"]
        text = read["fulltext"]
        return (read["rendering"], read["tier"], text["version"],
                text["licence"])
    expected = {
        "99000001": ("jats", "pmc_cloud", "published", "CC BY"),
        "99000002": ("jats", "europepmc", None, "CC BY"),
        "99000003": ("pdf", "pmc_cloud", "published", None),
        "99000004": ("pdf", "unpaywall", "accepted", "cc-by-nc-nd"),
        "99000005": ("abstract", "record", None, None),
        "99000006": ("jats", "pmc_cloud", "published", "CC0"),
        "99000007": ("pdf", "folder", None, None),
        "99000008": ("abstract", "record", None, None),
    }
    for pmid, what in expected.items():
        check(told(pmid) == what, "%s is from %s" % (pmid, what),
              told(pmid))


def letters(text):
    """Without what typography changes: ligatures, hyphens, spaces."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))


def check_pdf_places(place, papers):
    """Quotes of JATS stand where the digest says that the PDF has them."""
    n, bad, nowhere = 0, [], []
    for pmid in ("99000001", "99000002"):
        status, out, _ = place.veille("text", os.path.join(PDFS,
                                                           pmid + ".pdf"))
        pages = [line["text"] for line in map(json.loads, out.splitlines())
                 if "text" in line]
        text = "\f".join(pages)
        check(papers[pmid]["read"]["fulltext"]["pdf"]["rendering_sha256"] ==
              sha256(text.encode()), pmid + ": the PDF's rendering")
        for claim in papers[pmid]["claims"]:
            for quote in claim["quotes"]:
                at = quote["pdf"]
                if at is None:
                    nowhere.append(quote["text"])
                    continue
                n += 1
                printed = " ".join(text[s["start"]:s["end"]]
                                   for s in at["segments"])
                page = text.count("\f", 0, at["start"]) + 1
                if page != at["page"] or letters(printed) != \
                        letters(quote["text"]):
                    bad.append((quote["text"], at, printed))
    check(n >= 10 and not bad, "%d quotes of JATS are where the PDF has them"
          % n, bad[:2])
    # A running head in the middle of a hyphenated word hides a quote.
    check(len(nowhere) * 10 <= n, "nearly all quotes are found in the PDF",
          nowhere)


def check_pictures(place, papers):
    """A quote of JATS with a place in the PDF has its picture."""
    quotes = [q for c in papers["99000001"]["claims"] for q in c["quotes"]
              if q["pdf"]]
    drawn = [q for q in quotes if os.path.exists(
        place.latest((q.get("picture") or {}).get("file", "none")))]
    check(len(drawn) == len(quotes) > 4, "%d pictures beside quotes of JATS"
          % len(drawn), [q.get("picture") for q in quotes][:3])


def check_views(world):
    for view in VIEWS:
        text = " ".join(read(world.place.latest(view)).replace("\\", "")
                        .split())
        at = text.find("To fetch yourself")
        section = text[at:text.find("Where the papers come from", at)]
        check(at > 0 and "doi.org/10.5555/veille.99000005" in section and
              "doi.org/10.5555/veille.99000008" in section and
              "find?id=10.5555" in section and
              "99000001" not in section,
              view + " lists the papers to fetch, with links")
        check("PMC Cloud, published version, licence CC BY" in text,
              view + " says where a text is from")


def test_every_trap():
    with World() as world:
        fill(world)
        folder = one_folder(world, "99000007.pdf")
        settings = ("pdf_dir = %s\nresolver = https://library.example/"
                    "find?id={doi}" % folder)
        status, err, papers, digest = world.run(fulltext=settings)
        check(status == 0, "a run over every trap", (status, err))
        check_ways(papers)
        check_sources(papers)
        errors = schema_errors([digest])
        if errors is None:
            skip("the schema", "python3-jsonschema is not installed")
        else:
            check(not errors, "valid against the schema", errors[:3])
        retracted = papers["99000006"]
        check(retracted["retracted"] and any(
            n["kind"] == "retraction" for n in retracted["notices"]),
            "the retraction is shown")
        check_pdf_places(world.place, papers)
        check_pictures(world.place, papers)
        check_views(world)
        asked = [r for r in world.server.requests
                 if r.path.startswith("/idconv")]
        check(len(asked) == 1 and asked[0].value("email") ==
              "watch@clinic.example" and asked[0].value("tool") == "veille",
              "one question to the ID converter", len(asked))
        fetched = [t["pmid"] for t in digest["to_fetch"]]
        check(sorted(fetched) == ["99000005", "99000008"],
              "two papers to fetch", fetched)
        status, out, err = world.place.verify()
        check(status == 0, "verify finds nothing changed", (out, err))
        status, out, err = world.place.verify(
            "--reread", world.place.latest())
        check(status == 0, "nor when all is read again", (out, err))
        test_again(world, settings)
        test_dropped(world, settings, folder)


def test_again(world, settings):
    """What was fetched once is not fetched again."""
    before = len(world.paths(r"\.(xml|pdf)$|fullTextXML|/articles/"))
    _, _, papers, _ = world.run("--again", fulltext=settings)
    after = world.paths(r"\.(xml|pdf)$|fullTextXML|/articles/")[before:]
    again = [p for p in after if "/sites/" not in p]
    check(not again, "no file is fetched twice", again)
    check(papers["99000001"]["read"]["tier"] == "pmc_cloud" and
          papers["99000001"]["read"]["fulltext"]["pdf"] is not None,
          "it is read from the library")


def test_dropped(world, settings, folder):
    """A PDF that the user saved is read in the next run."""
    shutil.copy(os.path.join(PDFS, "99000005.pdf"),
                os.path.join(folder, "download (3).pdf"))
    n = len(world.place.digests())
    status, err, papers, digest = world.run(fulltext=settings)
    check(status == 0 and list(papers) == ["99000005"] and
          papers["99000005"]["again"] and
          papers["99000005"]["read"]["rendering"] == "pdf" and
          papers["99000005"]["read"]["tier"] == "folder",
          "a PDF dropped into the folder is read in the next run",
          (status, err, list(papers)))
    check(len(world.place.digests()) == n + 1 and
          "Shown before without its full text" in
          read(world.place.latest("digest.txt")), "and the digest says so")
    check(world.place.verify()[0] == 0, "and verifies")
    world.run(fulltext=settings)
    check(len(world.place.digests()) == n + 1, "once, not every week")


def test_zotero():
    with World() as world:
        folder = one_folder(world)
        deep = os.path.join(folder, "storage", "ABCD2345")
        os.makedirs(deep)
        shutil.copy(os.path.join(PDFS, "99000002.pdf"),
                    os.path.join(deep, "Fictif et al. - 2026 - Placebol.pdf"))
        status, err, papers, _ = world.run(
            fulltext="sources = folder\npdf_dir = " + folder)
        check(status == 0 and papers["99000002"]["read"]["tier"] == "folder",
              "a PDF in Zotero's storage is found by its first page",
              (status, err))
        check(not world.paths(r"/pmc|/idconv|/europepmc|/unpaywall"),
              "sources = folder asks nobody", world.paths())


def test_local_only():
    with World() as world:
        fill(world)
        path = world.watch("pdf_dir = " + PDFS)
        with open(path, "a", encoding="utf-8") as file:
            file.write("[privacy]\nlocal_only = yes\n")
        status, _, err = world.place.veille("run", path)
        papers = digest_of(world.place)["papers"]
        check(status == 0 and {p["read"]["tier"] for p in papers} ==
              {"folder", "record"} and
              not world.paths(r"/pmc|/idconv|/europepmc|/unpaywall"),
              "local_only leaves the folder alone", (status, err))


def test_order():
    with World() as world:
        fill(world)
        pmid = "99000001"
        world.europe.xml["PMC" + pmid] = jats(pmid)
        _, _, papers, _ = world.run(
            fulltext="sources = europepmc;pmc_cloud")
        check(papers[pmid]["read"]["tier"] == "europepmc" and
              not world.paths(r"^/pmc/PMC" + pmid),
              "the user's order is kept", way(papers[pmid]))
        check(way(papers["99000008"]) == "europepmc:skipped "
              "pmc_cloud:skipped", "steps that are not named are not taken",
              way(papers["99000008"]))


def test_refused_address():
    with World() as world:
        fill(world)
        _, _, papers, _ = world.run(email="me@example.com")
        check("unpaywall:failed" in way(papers["99000004"]) and
              "email=" in str(papers["99000004"]["read"]["fulltext"]),
              "an address that Unpaywall refuses is named",
              papers["99000004"]["read"]["fulltext"])


def test_wrong_sources():
    with World() as world:
        for line, word in (("sources = pmc", "idconv;pmc_cloud"),
                           ("resolver = javascript:alert(1)", "https://"),
                           ("resolver = http://library.example/", "https://")):
            status, err, _, _ = world.run(fulltext=line)
            check(status == 2 and word in "".join(err),
                  line + " is refused", (status, err))


# Faults that a second attempt gets over, and what a run may make of each
# request that meets one.
def test_faults():
    names = sorted(n for n in FAULTS
                   if n not in ("stall", "stall-at-once", "drip"))
    for name in names:
        with World(Plan.once(name, r"PMC99000001\.1\.xml$")) as world:
            fill(world)
            status, err, papers, _ = world.run(
                fulltext="sources = pmc_cloud")
            read_ = papers.get("99000001", {}).get("read", {})
            check(status == 0 and read_.get("rendering") == "jats" and
                  read_.get("file_sha256") == sha256(jats("99000001")),
                  "%s at the XML is got over" % name,
                  (status, err, read_.get("fulltext")))


def test_always_failing():
    for path, step in ((r"^/pmc/\?|^/pmc/$", "pmc_cloud"),
                       (r"metadata", "pmc_cloud")):
        with World(Plan.always("error-500", path)) as world:
            fill(world)
            world.europe.xml["PMC99000001"] = jats("99000001")
            status, err, papers, _ = world.run(
                fulltext="sources = pmc_cloud;europepmc")
            check(status == 0 and
                  papers["99000001"]["read"]["tier"] == "europepmc" and
                  step + ":failed" in way(papers["99000001"]),
                  "the next step is taken when %s fails" % path,
                  (status, err, way(papers["99000001"])))


def test_links():
    """Without the ID converter, PubMed's links tell the PMCIDs."""
    with World(Plan.always("error-500", r"^/idconv")) as world:
        fill(world)
        status, err, papers, _ = world.run()
        check(papers["99000002"]["read"]["tier"] == "europepmc" and
              papers["99000006"]["read"]["tier"] == "pmc_cloud" and
              status == 0 and not err,
              "PMCIDs by PubMed's links when the ID converter is down",
              (status, err, way(papers["99000002"])))
        check(len(world.paths(r"elink")) == 1 and
              "idconv:absent" in way(papers["99000008"]),
              "all in one question", world.paths(r"elink"))
    with World(Plan.always("error-500", r"^/idconv|elink")) as world:
        fill(world)
        status, err, papers, _ = world.run()
        check(status == 5 and "idconv" in err[0] and
              "idconv:failed" in way(papers["99000002"]),
              "with neither, the reason is told", (status, err))


def test_random_faults():
    """Faults in a tenth of all requests: nothing false is read, each paper
    stands once, and what failed is told."""
    quick = sorted(n for n in FAULTS
                   if n not in ("stall", "stall-at-once", "drip"))
    seeds = range(50 if os.environ.get("TORTURE") else 4)
    bad = []
    for seed in seeds:
        with World(Plan.random(seed, 0.1, quick)) as world:
            fill(world)
            status, err, papers, digest = world.run()
            names = [p["pmid"] for p in digest.get("papers", [])]
            wrong = [p for p in papers if papers[p]["read"]["rendering"] ==
                     "jats" and papers[p]["read"]["file_sha256"] !=
                     sha256(jats(p))]
            failed = [p for p in papers if papers[p]["read"]["rendering"] ==
                      "abstract" and ":failed" in way(papers[p])]
            good = (sorted(names) == sorted(set(names)) and
                    len(names) == 8 and not wrong and
                    status == (5 if failed else 0) and
                    len(err) == len(failed) and
                    world.place.verify()[0] == 0)
            if not good:
                bad.append((seed, status, err, names, wrong, failed))
    check(not bad, "%d runs with a tenth of all requests failing" %
          len(seeds), bad[:2])


TESTS = [test_every_trap, test_zotero, test_local_only, test_order,
         test_refused_address, test_wrong_sources, test_always_failing,
         test_faults, test_links, test_random_faults]
if __name__ == "__main__":
    for test in TESTS:
        if len(sys.argv) < 2 or test.__name__[len("test_"):] in sys.argv:
            test()
    finish()
