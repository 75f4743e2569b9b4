#!/usr/bin/python3
"""Signs that a PDF's text lost and PubMed's abstract has: a digest reads them
from there, says so, and keeps the rendering as it is.  The fictional PDF is
made here: its signs "<" and "\u00b5" are drawn in a font whose map leads to
private characters, as those of some publishers do."""

import sys
sys.dont_write_bytecode = True

import json
import os
import subprocess

from digests import (VEILLE, VIEWS, Place, check, digest_of, finish, pages_of,
                     read, schema_errors, skip)

TITLE = "Fictional trial of an invented drug in imaginary patients"
ABSTRACT = [
    "Imaginary patients have few drugs that anybody invented for them.",
    "We asked in a randomised trial whether the invented drug lowers the "
    "imaginary score at week 12.",
    "The score at week 12, the primary outcome, was significantly lower with "
    "the invented drug than with placebo (mean difference -4.2 \u00b5mol/l, "
    "P < 0.05).",
    "Nausea occurred in 12 of 60 patients who were given the drug.",
    "The invented drug lowered the imaginary score in this trial.",
]
BODY = [
    "Introduction",
    "Few drugs have been invented for imaginary patients so far.",
    "Results",
    "The score of the second week was not lower (P < 0.20) in either group.",
]
WIDE = 78
RECORD = """<?xml version="1.0"?>
<PubmedArticleSet><PubmedArticle><MedlineCitation Status="MEDLINE">
<PMID Version="1">99000042</PMID><Article PubModel="Print"><Journal>
<Title>Journal of Imaginary Medicine</Title><JournalIssue><PubDate>
<Year>2026</Year></PubDate></JournalIssue></Journal>
<ArticleTitle>%s.</ArticleTitle><Abstract><AbstractText>%s</AbstractText>
</Abstract><Language>eng</Language></Article></MedlineCitation>
</PubmedArticle></PubmedArticleSet>
"""
# Code 1 is drawn as "<" and read as U+E02C, code 2 as "\u00b5" and U+E06D.
MAP = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Lost def 1 begincodespacerange <00> <FF> endcodespacerange
2 beginbfchar <01> <E02C> <02> <E06D> endbfchar endcmap end end"""


def lines_of(paragraphs):
    for paragraph in paragraphs:
        line = ""
        for word in paragraph.split(" "):
            if len(line) + len(word) >= WIDE:
                yield line
                line = ""
            line += (" " if line else "") + word
        yield line


def shown(line):
    """The signs in the font that loses them."""
    out = []
    for part in line.replace("<", "\x00<\x00").replace(
            "\u00b5", "\x00\u00b5\x00").split("\x00"):
        lost = {"<": "\\001", "\u00b5": "\\002"}.get(part)
        text = lost or part.replace("(", "\\(").replace(")", "\\)")
        out.append("/%s 10 Tf (%s) Tj" % ("S" if lost else "F", text))
    return " ".join(out)


def make_pdf():
    content, y = "BT 72 760 Td /F 14 Tf (%s) Tj ET\n" % TITLE, 720
    for line in lines_of(["Abstract", " ".join(ABSTRACT)] + BODY):
        content += "BT 72 %d Td %s ET\n" % (y, shown(line))
        y -= 14 if line not in ("Abstract", "Introduction", "Results") else 20
    stream = content.encode("latin-1")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R/S 6 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica"
        b"/Encoding/WinAnsiEncoding>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 7 0 R"
        b"/Encoding<</Type/Encoding/Differences[1/less/mu]>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(MAP), MAP),
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for i, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (i, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, start)
    return bytes(out)


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")


def prepare(place, abstract):
    os.makedirs(place.path("pdf"), exist_ok=True)
    with open(place.path("pdf", "99000042.pdf"), "wb") as file:
        file.write(make_pdf())
    with open(place.path("records.xml"), "w", encoding="utf-8") as file:
        file.write(RECORD % (TITLE, escaped(" ".join(abstract))))


def run(place, *options):
    return place.run("--records", place.path("records.xml"), "--pdf-dir",
                     place.path("pdf"), *options)


def repaired_quotes(digest):
    return [(c, q) for p in digest["papers"] for c in p["claims"]
            for q in c["quotes"] if "repaired" in q]


def check_quotes(place, digest):
    rendering = "\f".join(page["text"] for page in pages_of(
        place, place.path("pdf", "99000042.pdf")))
    quotes = repaired_quotes(digest)
    if not check(len(quotes) == 1, "the primary result is repaired",
                 [c["text"] for p in digest["papers"] for c in p["claims"]]):
        return
    claim, quote = quotes[0]
    check(claim["text"] == ABSTRACT[2] and claim["verdict"] == "extract",
          "its claim is the sentence with its signs", claim)
    check(quote["text"] == rendering[quote["start"]:quote["end"]] and
          "\ue02c" in quote["text"] and "<" not in quote["text"],
          "the quote's text is still that of the PDF", quote)
    check(quote["repaired"]["from"] == "abstract" and
          quote["repaired"]["text"].replace("\n", " ") == ABSTRACT[2],
          "what is read stands beside it, with its origin", quote)
    check(digest["papers"][0]["read"]["repaired"]["signs"] == 2,
          "two signs in the whole paper", digest["papers"][0]["read"])
    check(not any("P < 0.20" in c["text"] for c in
                  digest["papers"][0]["claims"]),
          "a sentence that the abstract does not have is not repaired")


def check_views(place, words):
    for view in VIEWS:
        text = " ".join(read(place.latest(view)).replace("\\", "").replace(
            "&lt;", "<").replace("&#39;", "'").split())
        check(words in text, view + " says where the signs come from")
        check("P < 0.05" in text, view + " shows the repaired quote")
        check("\ue02c" not in text, view + " shows no lost sign")


def test_run():
    with Place() as place:
        prepare(place, ABSTRACT)
        status, out, err = run(place)
        check(status == 0 and not err, "a digest", (status, out, err))
        digest = digest_of(place)
        errors = schema_errors([digest])
        if errors is None:
            skip("schema", "python3-jsonschema is not installed")
        else:
            check(not errors, "valid against the schema", errors)
        check_quotes(place, digest)
        check_views(place, "2 signs, lost in the PDF's text, read from "
                    "PubMed's abstract")
        check(place.verify()[0] == 0, "verify finds nothing changed",
              place.verify())
        check_forgery(place, digest)


def check_forgery(place, digest):
    """Other signs than those of the abstract are noticed."""
    claim, quote = repaired_quotes(digest)[0]
    for forged in (quote["repaired"]["text"].replace("<", ">"), None):
        path = place.latest("digest.json")
        before = read(path)
        copy = json.loads(before)
        _, other = repaired_quotes(copy)[0]
        if forged is None:
            del copy["papers"][0]["read"]["repaired"]
        else:
            other["repaired"]["text"] = forged
        with open(path, "w", encoding="utf-8") as file:
            json.dump(copy, file, ensure_ascii=False)
        status, out, _ = place.verify()
        check(status == 1 and "claim " + claim["id"] in out,
              "a forged repair is noticed", out)
        with open(path, "w", encoding="utf-8") as file:
            file.write(before)


def test_french():
    with Place() as place:
        prepare(place, ABSTRACT)
        status, out, err = run(place, "--language", "fr")
        check(status == 0, "a digest in French", (status, out, err))
        check_views(place, "2 signes, perdus dans le texte du PDF, lus dans "
                    "le r\u00e9sum\u00e9 PubMed")


def test_other_abstract():
    """Another number elsewhere in the sentence: nothing is repaired."""
    with Place() as place:
        prepare(place, [s.replace("-4.2", "-4.3") for s in ABSTRACT])
        run(place)
        digest = digest_of(place)
        check(not repaired_quotes(digest) and
              "repaired" not in digest["papers"][0]["read"],
              "an abstract with another number repairs nothing",
              repaired_quotes(digest))
        check(place.verify()[0] == 0, "verify finds nothing changed there")


def check_summary(place, *sources):
    options = [part for source in sources for part in ("--source", source)]
    done = subprocess.run([VEILLE, "check", "--json", place.path("s.md"),
                           "--records", place.path("records.xml")] + options,
                          capture_output=True, text=True, check=False)
    return json.loads(done.stdout)["sentences"][0]["verdict"]


def test_check():
    """A passage whose signs are lost decides nothing, before its paper's
    abstract stands beside it."""
    with Place() as place:
        prepare(place, ABSTRACT)
        pdf = place.path("pdf", "PMID99000042.pdf")
        os.rename(place.path("pdf", "99000042.pdf"), pdf)
        for text, alone in ((ABSTRACT[2], "unreadable"),
                            (ABSTRACT[3], "supported")):
            with open(place.path("s.md"), "w", encoding="utf-8") as file:
                file.write(text + "\n")
            verdict = check_summary(place, pdf)
            check(verdict == alone, "a PDF alone: " + alone, verdict)
            verdict = check_summary(place, pdf, "99000042")
            check(verdict == "supported", "with its abstract", verdict)


test_run()
test_check()
test_french()
test_other_abstract()
finish()
