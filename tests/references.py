#!/usr/bin/python3
"""veille check --pubmed: references looked up in a PubMed on loopback, by
identifiers, ecitmatch and titles, and always compared with the record."""
import sys
sys.dont_write_bytecode = True

import datetime
import json
import os

sys.path.insert(0, os.path.join(os.environ["srcdir"], "tests", "double"))
import eutils
from digests import Place, check, finish, read

DAY = datetime.date(2026, 3, 7)
TITLES = {
    91000100: "Fictamab for moderate imaginary colitis in adults: a "
              "randomised placebo-controlled trial.",
    91000207: "Nonexistamine after loss of response to invented "
              "interleukins.",
    91000314: "Long-term harms of imaginary antibodies in fictional "
              "children.",
    91000421: "Surgery for imaginary colitis, an invented registry study.",
}
WATCH = """[network]
eutils = %s
email = check@hospital.example
rate = 900
wait_ms = 1
"""


def articles():
    return [eutils.Article(pmid, DAY, title=title, author=author)
            for (pmid, title), author in zip(
                TITLES.items(), ("Exemplar", "Modello", "Fittizia",
                                 "Voorbeeld"))]


def reference(pmid, author=None, year=2026, title=None, end=""):
    names = dict(zip(TITLES, ("Exemplar", "Modello", "Fittizia",
                              "Voorbeeld")))
    return "%s A. %s J Imaginary Med. %d;%d(1):%d-%d.%s" % (
        author or names[pmid], title or TITLES[pmid], year, pmid % 50 + 1,
        pmid % 900, pmid % 900 + 5, end)


def run(place, server, references, *more):
    summary = place.path("summary.md")
    with open(summary, "w", encoding="utf-8") as file:
        file.write("Colitis is imaginary [1].\n\n## References\n\n" + "".join(
            "%d. %s\n" % (i + 1, r) for i, r in enumerate(references)))
    watch = place.path("c.watch")
    with open(watch, "w", encoding="utf-8") as file:
        file.write(WATCH % server.base)
    status, out, err = place.veille("check", summary, "--json", "--pubmed",
                                    "--watch", watch, *more)
    return status, json.loads(out)["references"] if out else None, err


def test_found():
    with eutils.Eutils(articles(), DAY) as server, Place() as place:
        server.articles[91000314].notices.append(
            ("RetractionIn", 91009999, DAY))
        status, found, err = run(place, server, [
            reference(91000100),
            reference(91000207, author="Impostore"),
            reference(91000314, year=2019),
            "Voorbeeld A. Surgery for imaginary colitis, an invented "
            "registry study. doi:10.5555/veille.91000421",
            "Nemo N. A wholly invented trial of nothing at all in "
            "particular. J Imaginary Med. 2025;99(1):1-2.",
        ])
        verdicts = [r["verdict"] for r in found]
        check(verdicts == ["correct", "wrong_metadata", "wrong_metadata",
                           "correct", "not_found"] and status == 1,
              "correct, wrong and not found", (status, verdicts, err))
        check([r["pmid"] for r in found] == [
            "91000100", "91000207", "91000314", "91000421", None],
            "each with its record")
        check([f["field"] for f in found[1]["fields"]] == ["first_author"]
              and [f["field"] for f in found[2]["fields"]] == ["year"],
              "ecitmatch answers with a wrong author or year: compared",
              found[1:3])
        check("retraction" in found[2]["notices"], "retracted", found[2])
        check("PubMed" in found[4]["detail"], "where it was searched",
              found[4])
        purposes = {s for s, _ in server.requests}
        check(purposes == {"esearch", "ecitmatch", "efetch"} and
              all(p["email"] == "check@hospital.example"
                  for _, p in server.requests), "all three were asked")


def test_title_alone():
    """Volume and page are wrong: only the title leads there."""
    with eutils.Eutils(articles(), DAY) as server, Place() as place:
        _, found, _ = run(place, server, [
            "Exemplar A. " + TITLES[91000100] +
            " Ann Nowhere. 2026;77(3):555-560."])
        check(found[0]["pmid"] == "91000100" and
              found[0]["verdict"] == "wrong_metadata",
              "found by the words of its title", found)


def test_wrong_pmid():
    with eutils.Eutils(articles(), DAY) as server, Place() as place:
        _, found, _ = run(place, server, [
            reference(91000207, end=" PMID: 91000421"),
            reference(91000100, end=" PMID: 12345678")])
        names = [[f["field"] for f in r["fields"]] for r in found]
        check(names == [["pmid"], ["pmid"]] and
              [r["pmid"] for r in found] == ["91000207", "91000100"],
              "the PMID of another paper, and one that does not exist",
              found)


def test_network_failure():
    with eutils.Eutils(articles(), DAY,
                       lambda service, number: "early-reset") as server, \
            Place() as place:
        status, found, err = run(place, server, [reference(91000100)])
        check(status == 5 and found[0]["verdict"] == "could_not_check" and
              "PubMed" in found[0]["detail"] and len(err) == 1,
              "no PubMed: could not check, which is not 'not found'",
              (status, found, err))


def test_source():
    with eutils.Eutils(articles(), DAY) as server, Place() as place:
        status, _, err = run(place, server, [reference(91000100)],
                             "--source", "91000100")
        check(status in (0, 1) and not err, "a source by its PMID",
              (status, err))


def test_permission():
    with eutils.Eutils(articles(), DAY) as server, Place() as place:
        run(place, server, [reference(91000100)])
        server.forget()
        status, out, err = place.veille("check", place.path("summary.md"),
                                        "--json")
        check(server.requests == [] and
              json.loads(out)["references"][0]["verdict"] ==
              "could_not_check", "without --pubmed nobody is asked", out)
        status, _, err = place.veille("check", place.path("summary.md"),
                                      "--pubmed")
        check(status == 2 and "--email" in err[0], "--pubmed needs an "
              "address", (status, err))
        with open(place.path("c.watch"), "a", encoding="utf-8") as file:
            file.write("[privacy]\nlocal_only = yes\n")
        text = read(place.path("c.watch")).replace(server.base,
                                                   "https://e.example/")
        with open(place.path("c.watch"), "w", encoding="utf-8") as file:
            file.write(text)
        status, _, err = place.veille("check", place.path("summary.md"),
                                      "--pubmed", "--watch",
                                      place.path("c.watch"))
        check(status == 4 and "local_only" in err[0], "what the watch "
              "forbids is refused", (status, err))


test_found()
test_title_alone()
test_wrong_pmid()
test_network_failure()
test_source()
test_permission()
finish()
