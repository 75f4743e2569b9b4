#!/usr/bin/python3
"""veille run: what a digest holds, what a second run does, watch files and
options, and inputs that are not what they say."""
import sys
sys.dont_write_bytecode = True

import base64
import fcntl
import hashlib
import os
import re
import shutil
import struct

import digests
from digests import (BAD, FIXTURES, PDFS, RECORDS, SHARED, VIEWS, Place,
                     Sources, check, check_quotes, clear_line, digest_of,
                     finish, found_files, read, record_texts, schema_errors,
                     sentences_in_jats, skip, small_pdf)

YEAR = re.compile(r"^\d{4}-\d{2}-\d{2}-run(-\d+)?$")


def check_schema(digests, what):
    errors = schema_errors(digests)
    if errors is None:
        skip(what, "python3-jsonschema is not installed")
        return
    check(not errors, what + ": valid against the schema", errors[:5])


# ---- The fixtures ----

def papers_of(digest):
    return {p["pmid"]: p for p in digest["papers"]}


def test_digest():
    with Place() as place:
        status, out, err = place.usual()
        check(status == 0 and err == [] and "8 papers" in out and
              place.out in out, "a digest of the fixtures", (status, out, err))
        digest = digest_of(place)
        check_schema([digest], "fixtures")
        names = sorted(os.listdir(place.latest()))
        check(names == sorted(VIEWS + ["digest.json", "evidence",
                                       "manifest"]),
              "digest.json, views, pictures and manifest", names)
        check_pictures(place, digest)
        kinds = [p["read"]["rendering"] for p in digest["papers"]]
        check(sorted(kinds) == ["abstract"] + 7 * ["pdf"],
              "7 papers read from PDF, 1 from its abstract", kinds)
        check(all(p["claims"] for p in digest["papers"]) and
              all(c["verdict"] == "extract" for p in digest["papers"]
                  for c in p["claims"]), "claims, each an extract")
        check_quotes(digest, Sources(place, [RECORDS], PDFS), "fixtures")
        check_views(place, digest)
        check(place.verify()[0] == 0, "verify finds nothing changed")
        check_order(digest)


def check_views(place, digest):
    """What a reader must see stands in each view."""
    only = [p for p in digest["papers"]
            if p["read"]["rendering"] == "abstract"][0]
    retracted = [p for p in digest["papers"] if p["retracted"]]
    check(len(retracted) == 1, "one paper is retracted", len(retracted))
    for view in VIEWS:
        text = " ".join(re.sub(r"<[^>]*>", " ", read(place.latest(view)))
                        .replace("\\", "").split())
        check(all(p["title"].rstrip(".") in text for p in digest["papers"]),
              view + " shows all titles")
        start = text.rindex(only["title"].rstrip("."))
        check("abstract only" in text[start:start + 600].lower(),
              view + " labels the paper that was read from its abstract")
        first = text.lower().index("retracted")
        check(first < text.index(digest["papers"][0]["title"].rstrip(".")),
              view + " says before the papers that one was retracted")
        at = text.rindex(retracted[0]["title"].rstrip("."))
        near = text[at - 400:at + 800].lower()
        check("retracted" in near, view + " marks the retracted paper",
              near)


def check_pictures(place, digest):
    """Each quote from a PDF has a picture that is what digest.json says,
    stands in the HTML and is linked in the Markdown."""
    html, markdown = (read(place.latest("digest." + v))
                      for v in ("html", "md"))
    manifest = read(place.latest("manifest"))
    bad, n = [], 0
    for paper in digest["papers"]:
        for claim in paper["claims"]:
            for i, quote in enumerate(claim["quotes"]):
                picture = quote.get("picture")
                if paper["read"]["rendering"] != "pdf":
                    bad += [claim["id"]] if picture else []
                    continue
                n += 1
                name = "evidence/%s%s.png" % (
                    claim["id"], "-q%d" % (i + 1) if i else "")
                with open(place.latest(name), "rb") as file:
                    data = file.read()
                size = struct.unpack(">II", data[16:24])
                encoded = base64.b64encode(data).decode()
                if picture["file"] != name or not picture["marked"] or \
                        hashlib.sha256(data).hexdigest() != \
                        picture["sha256"] or \
                        size != (picture["width"], picture["height"]) or \
                        (picture["page"], picture["page_end"]) != \
                        (quote["page"], quote["page_end"]) or \
                        "  %s\n" % name not in manifest or \
                        html.count(encoded) != 1 or \
                        "(<%s>)" % name not in markdown:
                    bad.append(claim["id"])
    check(n > 30 and not bad, "%d quotes with their pictures" % n, bad)
    files = os.listdir(place.latest("evidence"))
    check(len(files) == n, "and no other picture", files)
    images = re.findall("<img [^>]*>", html)
    check(len(images) == n and all(
        re.search(' alt="[^"]*p\\. [0-9]+(\u2013[0-9]+)?"', i) and
        ' src="data:image/png;base64,' in i for i in images) and
        "img-src data:" in html and "src=\"http" not in html,
        "the HTML holds them, with a text for each")


def test_pictures():
    with Place() as place:
        status, _, err = place.usual("--no-pictures")
        names = os.listdir(place.latest())
        text = read(place.latest("digest.json"))
        check(status == 0 and not err and "evidence" not in names and
              '"picture"' not in text, "--no-pictures", names)
        check(place.verify()[0] == 0, "verify is content with none")
        watch = write(place.path("n.watch"), WATCH.replace(
            "records.xml", RECORDS).replace("= pdf", "= " + PDFS).replace(
                "dir = ../out", "pictures = no\ndir = " + place.path("n")))
        status, _, err = place.veille("run", watch)
        check(status == 0 and not os.path.exists(
            place.path("n", "latest", "evidence")), "pictures = no", err)
        watch = write(place.path("m.watch"), "[output]\npictures = maybe\n")
        status, _, err = place.veille("run", watch)
        check(status == 2 and "'pictures' must be yes or no" in err[0],
              "pictures = maybe", err)


def test_picture_lost():
    """A reader that breaks down over each picture: the digest says so, and
    nothing else is lost."""
    real = os.environ["VEILLE"]
    with Place() as place:
        helper = write(place.path("bin", "veille-pdf"),
                       "#!/bin/sh\ncase \"$*\" in\n*--draw=*) exit 1;;\n"
                       "esac\nexec %s-pdf \"$@\"\n" % real)
        os.chmod(helper, 0o755)
        digests.VEILLE = shutil.copy(real, place.path("bin", "veille"))
        done = place.usual()
        digests.VEILLE = real
        pictures = [q["picture"] for p in digest_of(place)["papers"]
                    for c in p["claims"] for q in c["quotes"]
                    if "picture" in q]
        check(done[0] == 0 and len(pictures) > 30 and
              all(set(p) == {"error"} for p in pictures),
              "no picture can be drawn: said beside each quote",
              (done, pictures[:2]))
        for view in VIEWS:
            check(read(place.latest(view)).replace("\\", "").count(
                "No picture of this quote") == len(pictures),
                view + " says it of each")
        check(place.verify()[0] == 0, "verify is content with that")


def check_order(digest):
    dates = [p["date"] for p in digest["papers"]]
    check(dates == sorted(dates, reverse=True), "the newest first", dates)


def test_second_run():
    with Place() as place:
        place.usual()
        first = place.digests()
        status, out, err = place.usual()
        check(status == 0 and "nothing new" in out and not err and
              place.digests() == first, "a second run: nothing new",
              (status, out, err))
        check(place.usual("--quiet") == (0, "", []),
              "--quiet says nothing when all went well")
        status, out, err = place.usual("--again")
        names = place.digests()
        check(status == 0 and len(names) == 2 and
              names[1] == first[0] + "-2" and YEAR.match(names[0]),
              "--again makes a second folder of the day", names)
        check(os.readlink(os.path.join(place.out, "latest")) == names[1],
              "latest moves to it")
        one, two = (digest_of(place, n) for n in names)
        check(one["run"].pop("id") != two["run"].pop("id"),
              "each run has its own id")
        one["run"].pop("started")
        two["run"].pop("started")
        check(one == two, "the same digest but for run id and time")
        manifest = read(place.out, names[1], "manifest")
        check("previous  none" not in manifest and
              "previous  none" in read(place.out, names[0], "manifest"),
              "the manifest names the one before", manifest)
        check(place.hidden() == [], "no hidden leftovers", place.hidden())
        other = place.path("other")
        status, out, _ = place.veille("run", "--records", RECORDS, "--output",
                                      other)
        check(status == 0 and "8 papers" in out,
              "another output folder is another watch", out)


def test_several_orders():
    """The order of files and of finishing does not matter."""
    with Place() as one, Place() as two:
        one.usual()
        two.usual()
        a, b = digest_of(one), digest_of(two)
        for digest in (a, b):
            digest["run"].pop("id")
            digest["run"].pop("started")
        check(a == b, "two machines make the same digest")


# ---- Watch files and options ----

WATCH = """# A fictional watch
[watch]
name = invented
records = records.xml
max = 3
[fulltext]
pdf_dir = pdf
[output]
dir = ../out
formats = html;txt
"""


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def test_watch_file():
    with Place() as place:
        watch = write(place.path("w", "a.watch"), WATCH)
        shutil.copy(RECORDS, place.path("w", "records.xml"))
        os.symlink(PDFS, place.path("w", "pdf"))
        status, out, err = place.veille("run", watch, cwd="/")
        digest = digest_of(place)
        check(status == 0 and not err and len(digest["papers"]) == 3 and
              all(p["read"]["rendering"] == "pdf" or p["pmid"] == "99000008"
                  for p in digest["papers"]) and
              digest["watch"]["name"] == "invented",
              "a watch file with relative paths", (status, out, err))
        names = place.digests()
        check(names[0].endswith("-invented") and sorted(os.listdir(
            os.path.join(place.out, names[0]))) == [
                "digest.html", "digest.json", "digest.txt", "evidence",
                "manifest"],
              "its name and its formats", names)
        check(len(digest["listed"]) == 5 and "5 more listed" in out,
              "the papers beyond max are listed", digest["listed"])
        status, out, _ = place.veille("run", watch, "--max", "1", "--again",
                                      "--language", "fr")
        digest = digest_of(place)
        check(status == 0 and len(digest["papers"]) == 1 and
              len(digest["listed"]) == 7 and
              digest["watch"]["language"] == "fr",
              "options override the watch file", out)
        status, out, _ = place.veille("run", watch)
        check(status == 0 and "nothing new" in out,
              "listed papers were shown too", out)


def test_watch_names():
    """Two watches never hide each other's papers by accident."""
    with Place() as place:
        for name in ("one", "two"):
            text = WATCH.replace("name = invented\n", "").replace(
                "records.xml", RECORDS).replace("= pdf", "= " + PDFS)
            write(place.path("w", name + ".watch"), text)
        out = [place.veille("run", place.path("w", n + ".watch"))
               for n in ("one", "two")]
        names = place.digests()
        check([o[0] for o in out] == [0, 0] and len(names) == 2 and
              names[0].endswith("-one") and names[1].endswith("-two"),
              "a watch without a name has its file's", (out, names))
        for place_of, name in (("x", "same"), ("y", "same")):
            text = WATCH.replace("records.xml", RECORDS).replace(
                "pdf_dir = pdf\n", "").replace("../out", "o")
            write(place.path(place_of, name + ".watch"), text)
        out = [place.veille("run", place.path(p, "same.watch"))
               for p in ("x", "y")]
        check(all(s == 0 and "3 papers" in o for s, o, _ in out),
              "two watches of one name, each with its own folder", out)
        both = place.veille("run", "--again", place.path("x", "same.watch"),
                            place.path("none.watch"),
                            place.path("y", "same.watch"))
        check(both[0] == 2 and both[1].count("3 papers") == 2 and
              len(both[2]) == 1 and clear_line(both[2][0], "none.watch"),
              "a watch that fails does not keep the others from running",
              both)
        write(place.path("config", "veille", "heart.watch"),
              WATCH.replace("records.xml", RECORDS))
        status, out, err = place.veille("run", "heart", "--dry-run", cwd="/")
        check(status == 0 and "3 papers to digest" in out,
              "a watch by its name in the user's folder", (out, err))


def test_wrong_watch():
    cases = {
        "unknown key": (WATCH.replace("max =", "maximum ="), "'max'"),
        "misspelt key": (WATCH.replace("pdf_dir", "pdfdir"), "'pdf_dir'"),
        "unknown section": (WATCH.replace("[output]", "[ouput]"),
                            "[output]"),
        "a number out of range": (WATCH.replace("= 3", "= 0"), "1 to"),
        "a line that is none": (WATCH + "nonsense\n", ":11:"),
        "no records": (WATCH.replace("records = records.xml\n", ""),
                       "--records"),
        "no output": (WATCH.replace("dir = ../out\n", ""), "--output"),
        "a search": (WATCH.replace("records = records.xml", "query = x"),
                     "--email"),
    }
    with Place() as place:
        for name, (text, word) in cases.items():
            path = write(place.path("w", "bad.watch"), text)
            status, out, err = place.veille("run", path)
            check(status == 2 and not out and len(err) == 1 and
                  clear_line(err[0], "bad.watch", word),
                  "watch file with " + name + ": status 2, and what to do",
                  (status, out, err))
        check(not os.path.exists(place.out), "nothing was written")


def test_wrong_options():
    with Place() as place:
        for arguments in (["--max", "0"], ["--max", "-1"], ["--max", "x"],
                          ["--language", "de"], ["--provider", "nobody"],
                          ["--fail-on", "x"], ["--nonsense"]):
            status, out, err = place.usual(*arguments)
            check(status == 2 and not out and len(err) == 1,
                  "%s: status 2, one line" % " ".join(arguments),
                  (status, out, err))
        status, _, err = place.veille("run")
        check(status == 2 and len(err) == 1 and "--records" in err[0],
              "nothing to read: status 2", err)
        status, _, err = place.veille("run", "--records", RECORDS)
        check(status == 2 and len(err) == 1 and "--output" in err[0],
              "nowhere to write: status 2", err)
        check(not os.path.exists(place.out) and
              not os.path.exists(place.data), "nothing was written")


def test_dry_run():
    with Place() as place:
        status, out, err = place.usual("--dry-run", "--max", "2")
        check(status == 0 and not err and "2 papers to digest" in out and
              "6 to list" in out, "--dry-run says what would be done", out)
        check(not os.path.exists(place.out) and
              not os.path.exists(place.data), "--dry-run writes nothing",
              os.listdir(place.top))
        place.usual()
        before = sorted(os.listdir(place.out))
        status, out, _ = place.usual("--dry-run")
        check(status == 0 and "8 shown before" in out and
              sorted(os.listdir(place.out)) == before,
              "--dry-run knows what was shown", out)


def test_french():
    with Place() as place:
        status, _, err = place.usual("--language", "fr")
        digest = digest_of(place)
        html = read(place.latest("digest.html"))
        check(status == 0 and not err and
              digest["watch"]["language"] == "fr" and
              '<html lang="fr"' in html and
              "Résumé seul" in html and "Rétracté" in html,
              "--language fr", html[:300])
        check_schema([digest], "French digest")
        check(place.verify()[0] == 0, "verify of a French digest")


def test_fail_on():
    with Place() as place:
        status, out, _ = place.usual("--fail-on", "findings")
        check(status == 0 and "0 of them flagged" in out,
              "--fail-on findings: nothing is flagged, status 0", out)


def test_lock():
    with Place() as place:
        os.mkdir(place.out)
        with open(os.path.join(place.out, ".lock"), "w",
                  encoding="ascii") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            status, out, err = place.usual()
            check(status == 75 and not out and len(err) == 1 and
                  clear_line(err[0], place.out), "another run has the lock",
                  (status, out, err))
            check(place.digests() == [], "nothing was written")
        check(place.usual()[0] == 0, "the lock is free again")


def test_latest_taken():
    """A folder of the user's with the link's name is left alone, and keeps
    no run from its digest."""
    with Place() as place:
        os.makedirs(place.latest("mine"))
        names = []
        for again in ([], ["--again"]):
            status, out, err = place.usual(*again)
            names = [n for n in place.digests() if n != "latest"]
            check(status == 5 and "8 papers" in out and len(err) == 1 and
                  clear_line(err[0], place.latest(), "rename it"),
                  "a folder named latest: the digest, a line and status 5",
                  (status, out, err))
            check(os.listdir(place.latest()) == ["mine"] and
                  len(names) == 1 + len(again) and
                  place.verify(os.path.join(place.out, names[-1]))[0] == 0,
                  "the folder is as it was, and the digest is whole", names)
        check(place.hidden() == [], "no hidden leftovers", place.hidden())
        os.rename(place.latest(), place.path("moved"))
        status, out, err = place.usual()
        check(status == 0 and "nothing new" in out and not err and
              os.readlink(place.latest()) == names[-1],
              "once it is renamed, the next run makes the link",
              (status, out, err))


# ---- Records ----

def article(text, number, title=None, version=1, doi=True):
    """The first record under another PMID."""
    start = text.index("<PubmedArticle>")
    end = text.index("</PubmedArticle>") + len("</PubmedArticle>")
    record = text[start:end].replace(
        '<PMID Version="1">99000001', '<PMID Version="%d">%s' % (
            version, number), 1)
    record = record.replace('pubmed">99000001<', 'pubmed">%s<' % number, 1)
    record = record.replace("veille.99000001", "veille.%s" % number) \
        if doi else record
    record = re.sub(r"<ArticleId IdType=.pmc.>[^<]*</ArticleId>", "", record)
    return record.replace("Fictamab for", title, 1) if title else record


def record_set(*parts):
    return "<PubmedArticleSet>%s</PubmedArticleSet>" % "".join(parts)


def test_records():
    text = read(RECORDS)
    with Place() as place:
        def run(name, *parts):
            path = write(place.path(name + ".xml"), record_set(*parts))
            place.out = place.path("out-" + name)
            return place.run("--records", path)

        status, out, err = run(
            "deleted", article(text, 1001), article(text, 1002),
            "<DeleteCitation><PMID>1001</PMID></DeleteCitation>")
        digest = digest_of(place)
        check(status == 0 and list(papers_of(digest)) == ["1002"] and
              digest["flow"]["deleted"] == 1, "DeleteCitation", (out, err))
        status, out, err = run("twice", article(text, 1001),
                               article(text, 1001))
        digest = digest_of(place)
        check(status == 0 and list(papers_of(digest)) == ["1001"] and
              digest["flow"]["duplicates"] == 1, "duplicates", (out, err))
        status, out, err = run("newer", article(text, 1001, "Newest", 3),
                               article(text, 1001, "Older", 2))
        check(digest_of(place)["papers"][0]["title"].startswith("Newest"),
              "a newer version wins, also when an older one follows")
        status, out, err = run("later", article(text, 1001, "First"),
                               article(text, 1001, "Second"))
        check(digest_of(place)["papers"][0]["title"].startswith("Second"),
              "of two records of one version the later wins")
        status, out, err = run("doi", article(text, 1001, doi=False),
                               article(text, 1002, doi=False))
        check(sorted(papers_of(digest_of(place))) == ["1001", "1002"],
              "two papers under one DOI are both shown")


def test_shared_doi():
    """A paper is not passed over because another one has its DOI."""
    text = read(RECORDS)
    with Place() as place:
        one = write(place.path("1.xml"),
                    record_set(article(text, 1001, doi=False)))
        two = write(place.path("2.xml"),
                    record_set(article(text, 1002, doi=False)))
        place.run("--records", one)
        status, out, _ = place.run("--records", two)
        check(status == 0 and "1 papers" in out and
              list(papers_of(digest_of(place))) == ["1002"],
              "another PMID under a DOI that was shown is a new paper", out)
        status, out, _ = place.run("--records", one, "--records", two)
        check(status == 0 and "nothing new" in out, "and then it is known",
              out)


def test_inputs():
    """Every kind of records, alone and in a folder."""
    with Place() as place:
        sample = os.path.join(FIXTURES, "pubmed", "sample.nbib")
        status, out, err = place.run("--records", sample)
        check(status == 0 and not err and "2 papers" in out, ".nbib", err)
        folder = place.path("folder")
        os.mkdir(folder)
        shutil.copy(RECORDS, folder)
        shutil.copy(sample, folder)
        write(os.path.join(folder, "notes.txt"), "no records\n")
        status, out, err = place.run("--records", folder)
        check(status == 0 and not err and "8 papers" in out and
              "2 were shown" in out, "a folder of records", (out, err))
        pmids = write(place.path("list.txt"), "99000002, 99000005\n123456789")
        place.out = place.path("out2")
        status, out, err = place.run("--records", pmids)
        check(status == 5 and len(digest_of(place)["papers"]) == 2 and
              len(err) == 1 and clear_line(err[0], "list.txt", "123456789"),
              "a list of PMIDs, from the library", (status, out, err))
        digest = digest_of(place)
        check(any("123456789" in u["reason"] for u in digest["unread"]),
              "a PMID that the library lacks is in the digest as unread")


# ---- Inputs that are not what they say ----

def test_bad_records():
    for name, words, done in (
            ("empty.xml", ("again",), 0), ("html-page.xml", ("HTML",), 0),
            ("truncated.xml", ("line", "again"), 1),
            ("truncated.xml.gz", ("byte", "again"), 1)):
        with Place() as place:
            status, out, err = place.run("--records", os.path.join(BAD, name))
            check(status == (5 if done else 3) and len(err) == 1 and
                  clear_line(err[0], name, *words),
                  name + ": one line, status", (status, err))
            check(len(place.digests()) == done and place.hidden() == [],
                  name + ": what could be read is digested")
            if done:
                check([u["file"] for u in digest_of(place)["unread"]] ==
                      [name], name + ": the digest says so too")
                check_schema([digest_of(place)], name)
        with Place() as place:
            status, out, err = place.run("--records", os.path.join(BAD, name),
                                         "--records", RECORDS)
            check(status == 5 and len(err) == 1 and "8 papers" in out and
                  len(digest_of(place)["papers"]) == 8,
                  name + ": the other file is read", (status, out, err))
    with Place() as place:
        status, out, err = place.run("--records", place.path("no.xml"))
        check(status == 3 and len(err) == 1 and clear_line(err[0], "no.xml"),
              "records that are not there", err)
        os.mkdir(place.path("hollow"))
        status, out, err = place.run("--records", place.path("hollow"))
        check(status == 3 and len(err) == 1 and clear_line(err[0], "hollow"),
              "a folder without records", err)


PDF_LINES = {
    "damaged": "again", "empty": "again", "encrypted": "qpdf",
    "html-page": "download", "scan": "ocrmypdf", "another": "rename",
}


def test_bad_pdfs():
    """Named after papers: each fails by one line, and its paper is read from
    its abstract."""
    with Place() as place:
        folder = place.path("pdf")
        os.mkdir(folder)
        names = {}
        for i, kind in enumerate(PDF_LINES):
            source = [f for f in os.listdir(BAD) if f.startswith(kind)
                      and f.endswith(".pdf")][0]
            names[kind] = "9900000%d.pdf" % (i + 1)
            shutil.copy(os.path.join(BAD, source),
                        os.path.join(folder, names[kind]))
        shutil.copy(os.path.join(PDFS, "99000007.pdf"), folder)
        status, out, err = place.run("--records", RECORDS, "--pdf-dir",
                                     folder)
        check(status == 5 and len(err) == len(PDF_LINES),
              "six bad PDF files: six lines, status 5", (status, err))
        for kind, name in names.items():
            lines = [l for l in err if name in l]
            check(len(lines) == 1 and
                  clear_line(lines[0], name, PDF_LINES[kind]),
                  "%s PDF: names file and remedy" % kind, lines)
        digest = digest_of(place)
        papers = papers_of(digest)
        check([p["pmid"] for p in digest["papers"]
               if p["read"]["rendering"] == "pdf"] == ["99000007"] and
              all(p["claims"] for p in papers.values()),
              "the others are read from their abstracts")
        unread = {u["file"]: u for u in digest["unread"]}
        check(sorted(unread) == sorted(names.values()) and
              all(u["reason"] and u["code"] for u in unread.values()) and
              unread[names["another"]]["code"] == "another_paper",
              "each is in the digest as unread, with the reason", unread)
        check_schema([digest], "bad PDF files")
        check(all(name in read(place.latest("digest.txt"))
                  for name in names.values()), "and in the text view")


def test_recognised():
    """Files without a telling name, by what their first page says."""
    with Place() as place:
        folder = place.path("pdf")
        os.mkdir(folder)
        shutil.copy(os.path.join(PDFS, "99000002.pdf"),
                    os.path.join(folder, "download (1).pdf"))
        shutil.copy(os.path.join(PDFS, "99000005.pdf"),
                    os.path.join(folder, "99000003.pdf"))
        status, out, err = place.run("--records", RECORDS, "--pdf-dir",
                                     folder)
        papers = papers_of(digest_of(place))
        check(papers["99000002"]["read"]["file"] == "download (1).pdf" and
              papers["99000002"]["read"]["rendering"] == "pdf",
              "a PDF without a name is known by its first page",
              papers["99000002"]["read"])
        check(status == 5 and len(err) == 1 and
              clear_line(err[0], "99000003.pdf", "set aside",
                         "10.5555/veille.99000005") and
              papers["99000003"]["read"]["rendering"] == "abstract",
              "another paper's PDF is set aside", err)
        sources = Sources(place, [RECORDS], folder)
        check_quotes(digest_of(place), sources, "recognised")


def test_right_file():
    """Of several files that bear a paper's number, the paper itself."""
    with Place() as place:
        folder = place.path("pdf")
        os.mkdir(folder)
        shutil.copy(os.path.join(FIXTURES, "bad", "scan.pdf"),
                    os.path.join(folder, "99000001-appendix.pdf"))
        shutil.copy(os.path.join(PDFS, "99000001.pdf"), folder)
        status, out, err = place.run("--records", RECORDS, "--pdf-dir",
                                     folder)
        papers = papers_of(digest_of(place))
        check(papers["99000001"]["read"]["file"] == "99000001.pdf",
              "a file that fails does not keep the next from being read",
              err)
        os.remove(os.path.join(folder, "99000001-appendix.pdf"))
        for name in ("99000001-appendix.pdf", "99000002-appendix.pdf"):
            small_pdf(os.path.join(folder, name), [
                "Appendix", "The randomisation list was kept by nobody.",
                "Samples were thawed once and measured in triplicate."])
        status, out, err = place.run("--records", RECORDS, "--again",
                                     "--pdf-dir", folder)
        papers = papers_of(digest_of(place))
        check(status == 0 and not err and
              papers["99000001"]["read"]["file"] == "99000001.pdf",
              "an appendix does not take the paper's place",
              papers["99000001"]["read"])
        read_as = papers["99000002"]["read"]
        check(read_as["file"] == "99000002-appendix.pdf" and
              "only the file's name" in (read_as["warning"] or ""),
              "where there is no other file, it is read with a warning",
              read_as)
        status, out, err = place.run("--records", RECORDS, "--again",
                                     "--pdf-dir", place.path("nowhere"))
        check(status == 5 and len(err) == 1 and clear_line(err[0], "nowhere")
              and len(digest_of(place)["papers"]) == 8,
              "a PDF folder that is not there: a line, and the abstracts",
              (status, err))


# ---- Real articles ----

def test_real():
    records = os.path.join(SHARED, "real", "pubmed", "articles.xml")
    folder = os.path.join(SHARED, "real", "pdf")
    if not os.path.exists(records):
        skip("real articles", "%s is not there" % records)
        return
    with Place() as place:
        status, out, err = place.run("--records", records, "--pdf-dir",
                                     folder)
        digest = digest_of(place)
        check(status == 0 and not err and len(digest["papers"]) == 20,
              "20 real articles", (status, err))
        check_schema([digest], "real articles")
        kinds = [p["read"]["rendering"] for p in digest["papers"]]
        check(kinds.count("pdf") >= 19, "at least 19 are read from PDF",
              kinds)
        check_claims(digest)
        check_quotes(digest, Sources(place, [records], folder),
                     "real articles")
        check(place.verify()[0] == 0, "verify of real articles")


def check_claims(digest):
    """Six claims each, but for an article with less text than that."""
    few = []
    for paper in digest["papers"]:
        jats = os.path.join(SHARED, "real", "jats", "%s.xml" % paper["pmcid"])
        short = os.path.exists(jats) and sentences_in_jats(jats) < 6
        if len(paper["claims"]) < (1 if short else 6):
            few.append((paper["pmid"], len(paper["claims"])))
    check(not few, "at least 6 claims each, where there are 6 sentences", few)


def test_real_abstracts():
    folder = os.path.join(SHARED, "real", "pubmed", "metapub", "tests",
                          "fixtures", "pmid_xml")
    files = found_files(folder, "*.xml")
    if not files:
        skip("real records", "%s is not there" % folder)
        return
    with Place() as place:
        status, out, err = place.run("--records", folder)
        digest = digest_of(place)
        titles = {n for path in files for n in record_texts(path)}
        check(status == 0 and not err and
              len(digest["papers"]) == len(titles),
              "%d real records" % len(titles), (status, err))
        check_schema([digest], "real records")
        check_quotes(digest, Sources(place, files), "real records")
        bare = [p for p in digest["papers"] if not p["claims"]]
        unread = {u["pmid"] for u in digest["unread"]}
        # An abstract that breaks off in its only sentence has nothing to
        # show: then each kind is said to be missing.
        check(all(p["pmid"] in unread or p["missing"] for p in bare),
              "%d without an abstract are said to be unread" % len(bare))
        check(place.verify()[0] == 0, "verify of real records")


TESTS = [v for k, v in sorted(globals().items()) if k.startswith("test_")]
wanted = sys.argv[1:]
for test in TESTS:
    if not wanted or test.__name__ in wanted:
        test()
finish()
