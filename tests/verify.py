#!/usr/bin/python3
"""veille verify: every change of a digest, its library or its sources is
found and named, the same way each time; a digest that was made up by an
enemy is an error or a change, never a crash."""
import sys
sys.dont_write_bytecode = True

import copy
import json
import os
import re
import shutil
import sqlite3
import zlib

from digests import (PDFS, RECORDS, VIEWS, Place, check, clear_line,
                     digest_of, finish, load, read, sha256)

FILES = VIEWS + ["digest.json", "manifest"]


class Made(Place):
    """A place with a digest of the fixtures, and copies of it to spoil."""

    def __init__(self):
        super().__init__()
        self.pdfs = self.path("pdf")
        shutil.copytree(PDFS, self.pdfs)
        self.run("--records", RECORDS, "--pdf-dir", self.pdfs)
        self.whole = os.path.realpath(self.latest())
        self.copies = 0

    def copy(self):
        self.copies += 1
        folder = self.path("copy%d" % self.copies)
        shutil.copytree(self.whole, folder)
        return folder

    def twice(self, *arguments):
        """The same bytes each time."""
        one, two = self.verify(*arguments), self.verify(*arguments)
        if one != two:
            check(False, "the same answer twice", (one, two))
        return one


def put(path, data):
    with open(path, "wb") as file:
        file.write(data if isinstance(data, bytes) else data.encode())


def get(path):
    with open(path, "rb") as file:
        return file.read()


def changed_lines(out):
    return re.findall(r"^  (?:changed|missing|added): .*", out, re.M)


def found(done, *words):
    """Status 1, and a line with all the words."""
    status, out, err = done
    return status == 1 and not err and any(
        all(w in line for w in words) for line in changed_lines(out))


# ---- Damage ----

def test_whole(made):
    status, out, err = made.twice(made.latest())
    check(status == 0 and not err and "Nothing changed." in out and
          "8 papers" in out, "a whole digest", (status, out, err))
    for path in (os.path.join(made.whole, "digest.json"), made.whole + "/",
                 made.copy()):
        check(made.twice(path)[0] == 0, "named as " + os.path.basename(path))
    for path in (made.path("nothing"), made.pdfs,
                 os.path.join(made.whole, "no.json")):
        status, out, err = made.twice(path)
        check(status == 3 and not out and len(err) == 1 and
              clear_line(err[0], path), "no digest: status 3",
              (status, out, err))
    status, out, err = made.veille("verify")
    check(status == 2 and len(err) == 1, "nothing named: status 2", err)


def test_files(made):
    for name in FILES:
        for what, change in (
                ("a byte changed", lambda d: d[:-30] + bytes(
                    [d[-30] ^ 1]) + d[-29:]),
                ("a byte added", lambda d: d + b"\n"),
                ("a byte cut", lambda d: d[:-1]),
                ("emptied", lambda d: b"")):
            folder = made.copy()
            put(os.path.join(folder, name),
                change(get(os.path.join(folder, name))))
            done = made.twice(folder)
            check(found(done, "'%s'" % name), "%s: %s" % (name, what), done)
        folder = made.copy()
        os.remove(os.path.join(folder, name))
        done = made.twice(folder)
        check(found(done, "'%s'" % name), "%s: removed" % name, done)


def test_added(made):
    for name in ("x", ".hidden", "evidence/x", "digest.html.orig"):
        folder = made.copy()
        os.makedirs(os.path.dirname(os.path.join(folder, name)),
                    exist_ok=True)
        put(os.path.join(folder, name), b"x")
        done = made.twice(folder)
        check(found(done, "added", "'%s'" % name), name + ": added", done)
    folder = made.copy()
    os.remove(os.path.join(folder, "digest.html"))
    os.symlink(os.path.join(made.whole, "digest.html"),
               os.path.join(folder, "digest.html"))
    os.mkfifo(os.path.join(folder, "pipe"))
    done = made.twice(folder)
    check(found(done, "'digest.html' is not a plain file") and
          found(done, "'pipe'"), "a link and a pipe are no plain files", done)
    folder = made.copy()
    put(os.path.join(folder, "a\x1b[31m\nb"), b"x")
    done = made.twice(folder)
    check(done[0] == 1 and "\x1b" not in done[1] and
          len(changed_lines(done[1])) == 1,
          "a file name cannot command the terminal", done)


def pictures_of(digest):
    return [(claim["id"], quote["picture"]["file"])
            for paper in digest["papers"] for claim in paper["claims"]
            for quote in claim["quotes"] if "picture" in quote]


def test_pictures(made):
    digest = digest_of(made)
    claim, name = pictures_of(digest)[0]
    cases = {
        "a byte changed": lambda p: put(p, get(p)[:-20] + b"x" +
                                        get(p)[-19:]),
        "emptied": lambda p: put(p, b""),
        "another": lambda p: put(p, get(os.path.join(
            made.whole, pictures_of(digest)[1][1]))),
        "removed": os.remove,
    }
    for what, change in cases.items():
        folder = made.copy()
        change(os.path.join(folder, name))
        done = made.twice(folder)
        check(found(done, "'%s'" % name) and
              found(done, "claim " + claim, name) and
              not found(done, "digest.html"), "a picture: " + what, done)
        if what == "removed":
            continue
        # The manifest fits, and the library's record of the run too.
        forge(folder, digest)
        for view in VIEWS:
            put(os.path.join(folder, view),
                get(os.path.join(made.whole, view)))
        recorded = sha256(get(os.path.join(made.whole, "manifest")))
        record_manifest(made, folder, digest["run"]["id"])
        done = made.twice(folder)
        check(found(done, "claim " + claim, name),
              "a picture, with a manifest that fits: " + what, done)
        in_library(made, ("UPDATE run SET manifest_sha256=?", (recorded,)))
    folder = made.copy()
    shutil.rmtree(os.path.join(folder, "evidence"))
    done = made.twice(folder)
    check(done[1].count("  missing: 'evidence/") == len(pictures_of(digest)),
          "all pictures removed: each is named", done)


# ---- Forgery ----

def forge(folder, digest, views=True):
    """A manifest that fits; without the views when they would not."""
    put(os.path.join(folder, "digest.json"),
        json.dumps(digest, ensure_ascii=False))
    if not views:
        for name in VIEWS:
            os.remove(os.path.join(folder, name))
    old = read(folder, "manifest").splitlines()
    names = [os.path.relpath(os.path.join(top, name), folder)
             for top, _, files in os.walk(folder) for name in files]
    lines = ["%s  %d  %s" % (sha256(data), len(data), name)
             for name in sorted(names) if name != "manifest"
             for data in [get(os.path.join(folder, name))]] + [old[-2]]
    text = "".join(line + "\n" for line in lines)
    put(os.path.join(folder, "manifest"),
        text + sha256(text.encode()) + "\n")


def in_library(place, *statements):
    library = sqlite3.connect(place.library())
    with library:
        for statement in statements:
            library.execute(*statement)
    library.close()


def record_manifest(place, folder, run):
    in_library(place, ("UPDATE run SET manifest_sha256=? WHERE id=?", (
        sha256(get(os.path.join(folder, "manifest"))), run)))


def other_digit(text):
    return re.sub(r"\d", lambda m: str((int(m.group()) + 1) % 10), text, 1)


def set_text(quote, text):
    quote["text"] = quote["segments"][0]["text"] = text


def move(quote, by):
    for place in (quote, quote["segments"][0]):
        place["start"] += by
        place["end"] += by


def number_in_all(claim, other):
    claim["text"] = other_digit(claim["text"])
    set_text(claim["quotes"][0], other_digit(claim["quotes"][0]["text"]))


def another_sentence(claim, other):
    claim["quotes"] = copy.deepcopy(other["quotes"])


def drop_negation(claim, other):
    claim["text"] = claim["text"].replace(" not ", " ", 1)
    set_text(claim["quotes"][0],
             claim["quotes"][0]["text"].replace(" not ", " ", 1))


FORGERIES = {
    "a number in claim and quote": number_in_all,
    "a number in the claim": lambda c, o: c.update(
        text=other_digit(c["text"])),
    "a number in the quote": lambda c, o: set_text(
        c["quotes"][0], other_digit(c["quotes"][0]["text"])),
    "offsets": lambda c, o: move(c["quotes"][0], 1),
    "offsets beyond the text": lambda c, o: move(c["quotes"][0], 10**12),
    "the verdict": lambda c, o: c.update(verdict="supported"),
    "the claim's text": lambda c, o: c.update(text="All were cured."),
    "another sentence as quote": another_sentence,
    "the page": lambda c, o: (c["quotes"][0].update(page=9, page_end=9),
                              c["quotes"][0]["segments"][0].update(page=9)),
    "the page's label": lambda c, o: c["quotes"][0].update(label="999"),
    "the match": lambda c, o: c["quotes"][0].update(match="typographic"),
    "the source": lambda c, o: c["quotes"][0].update(
        rendering_sha256="0" * 64),
}


def claim_with(digest, wanted):
    """A claim of one segment that wanted() takes, and another of the same
    paper."""
    for paper in digest["papers"]:
        for claim in paper["claims"]:
            others = [c for c in paper["claims"] if c is not claim]
            quotes = claim["quotes"]
            if len(quotes) == 1 and len(quotes[0]["segments"]) == 1 and \
                    quotes[0]["match"] == "exact" and others and \
                    paper["read"]["rendering"] == "pdf" and wanted(claim):
                return claim, others[0]
    raise LookupError


def spoil(made, change, wanted, views):
    digest = digest_of(made)
    claim, other = claim_with(digest, wanted)
    change(claim, other)
    # Re-typed quotes keep the length that their offsets say.
    for quote in claim["quotes"]:
        for place in (quote, quote["segments"][0]):
            if place["end"] - place["start"] != len(place["text"]):
                place["end"] = place["start"] + len(place["text"])
    folder = made.copy()
    forge(folder, digest, views)
    return folder, claim["id"], digest["run"]["id"]


def test_forged(made):
    """The manifest fits what was altered."""
    with_digit = lambda c: re.search(r"\d", c["quotes"][0]["text"])
    with_not = lambda c: " not " in c["text"] and \
        " not " in c["quotes"][0]["text"]
    cases = [(k, v, with_digit) for k, v in FORGERIES.items()]
    cases.append(("a negation", drop_negation, with_not))
    recorded = sha256(get(os.path.join(made.whole, "manifest")))
    for name, change, wanted in cases:
        folder = spoil(made, change, wanted, True)[0]
        done = made.twice(folder)
        check(found(done, "'manifest'"),
              "forged: %s: not what the library recorded" % name, done)
        # The forger had the library's record of the run as well: what is
        # left are the texts.
        folder, claim, run = spoil(made, change, wanted, False)
        record_manifest(made, folder, run)
        done = made.twice(folder)
        check(found(done, "claim " + claim) or found(done, "digest.json"),
              "forged: %s: found by the source" % name, done)
        in_library(made, ("UPDATE run SET manifest_sha256=?", (recorded,)))
    check(made.twice(made.whole)[0] == 0, "the library is as it was")


def test_forged_title(made):
    digest = digest_of(made)
    digest["papers"][0]["title"] = "All were cured"
    folder = made.copy()
    forge(folder, digest)
    done = made.twice(folder)
    check(found(done, "'manifest'") and found(done, "'digest.html'"),
          "forged: a title: by the record and by the views", done)
    digest["run"]["id"] = "0" * 32
    folder = made.copy()
    forge(folder, digest, False)
    status, out, _ = made.twice(folder)
    check(status == 5 and "no record of the run" in out,
          "a run that the library does not know is said, status 5", out)


# ---- Library and sources ----

def test_no_library(made):
    data, made.data = made.data, made.path("elsewhere")
    status, out, err = made.twice(made.whole)
    check(status == 5 and not err and
          out.count("is not in this library") == 8 and
          "no record of the run" in out and not os.path.exists(made.data),
          "no library: what could not be checked, status 5", out)
    made.data = data


def rendering_of(made):
    paper = [p for p in digest_of(made)["papers"]
             if p["read"]["rendering"] == "pdf"][0]
    return paper["read"]["rendering_sha256"]


def test_altered_library():
    with Made() as made:
        key = rendering_of(made)
        library = sqlite3.connect(made.library())
        row = library.execute("SELECT deflated FROM blob WHERE sha256=?",
                              (key,)).fetchone()
        library.close()
        text = zlib.decompress(row[0])
        altered = zlib.compress(re.sub(rb"\d", b"7", text))
        in_library(made, ("UPDATE blob SET deflated=? WHERE sha256=?",
                          (altered, key)))
        done = made.twice(made.whole)
        check(found(done, key[:12]), "a text in the library was altered",
              done)
        in_library(made, ("UPDATE blob SET deflated=x'00' WHERE sha256=?",
                          (key,)))
        done = made.twice(made.whole)
        check(found(done, key[:12]), "a text in the library is damaged", done)
        put(made.library(), b"no database " * 100)
        status, out, err = made.twice(made.whole)
        check(status == 3 and len(err) == 1 and
              clear_line(err[0], "library.db"), "the library is none",
              (status, out, err))


def test_reread():
    with Made() as made:
        status, out, _ = made.twice("--reread", made.whole)
        check(status == 0, "--reread of what did not change", out)
        shutil.copy(os.path.join(made.pdfs, "99000002.pdf"),
                    os.path.join(made.pdfs, "99000001.pdf"))
        done = made.twice("--reread", made.whole)
        check(found(done, "99000001"), "--reread: the PDF was replaced", done)
        check(made.twice(made.whole)[0] == 0,
              "without --reread the stored text counts")
        os.remove(os.path.join(made.pdfs, "99000001.pdf"))
        status, out, _ = made.twice("--reread", made.whole)
        check(status == 5 and "99000001.pdf" in out,
              "--reread: the PDF is gone, status 5", out)


# ---- A digest.json that was never ours ----

def hostile(whole):
    text = read(whole, "digest.json")
    digest = load(whole, "digest.json")
    other = {**digest, "schema": "veille-digest-999"}
    alien = copy.deepcopy(digest)
    alien["papers"][0]["claims"] = {"a": 1}
    twice = text.replace('"schema"', '"schema":"x","schema"', 1)
    return {
        "empty": b"", "not JSON": b"<html></html>", "a list": b"[]",
        "a number": b"1e999", "deep": b"[" * 1000000,
        "deep in place": re.sub(r'"lookback":\s*', '"lookback":' +
                                "[" * 100000, text, 1).encode(),
        "another schema": json.dumps(other).encode(),
        "another type": json.dumps(alien).encode(),
        "a key twice": twice.encode(), "a NUL": text.encode() + b"\0",
        "not UTF-8": text.encode().replace(b"schema", b"sch\xff\xfema", 1),
        "a lone surrogate": re.sub(
            r'"reviewed_by":\s*null', r'"reviewed_by":"\\ud800"',
            text).encode(),
        "an offset without end": re.sub(
            r'"start":\s*\d+', '"start":1e400', text, 1).encode(),
        "a negative offset": re.sub(
            r'"start":\s*\d+', '"start":-1', text, 1).encode(),
        "cut short": text[:len(text) // 2].encode(),
        "much of it": b'{"papers":[' + b"{}," * 3000000 + b"{}]}",
    }


def test_hostile(made):
    for name, data in hostile(made.whole).items():
        folder = made.copy()
        put(os.path.join(folder, "digest.json"), data)
        done = made.twice(folder)
        check(found(done, "'digest.json'") and len(done[1]) < 2000,
              "hostile digest.json: " + name, done)
    folder = made.copy()
    with open(os.path.join(folder, "digest.json"), "wb") as file:
        file.truncate(1 << 32)
    done = made.twice(folder)
    check(found(done, "digest.json", "larger than"), "4 GiB of nothing", done)
    os.remove(os.path.join(folder, "digest.json"))
    os.mkdir(os.path.join(folder, "digest.json"))
    done = made.twice(folder)
    check(found(done, "'digest.json'"), "a folder of that name", done)


def test_hostile_manifest(made):
    line = "%s  1  %%s\n" % ("0" * 64)
    cases = {
        "not text": b"\xff\xfe\0\0\n", "one line": b"previous  none\n",
        "a path outside": (line % "../../etc/passwd" + "previous  none\n" +
                           "0" * 64 + "\n").encode(),
        "an absolute path": (line % "/etc/passwd" + "previous  none\n" +
                             "0" * 64 + "\n").encode(),
        "many lines": b"x\n" * 2000000,
        "a size without end": ("%s  %s  x\nprevious  none\n%s\n" % (
            "0" * 64, "9" * 400, "0" * 64)).encode(),
    }
    for name, data in cases.items():
        folder = made.copy()
        put(os.path.join(folder, "manifest"), data)
        done = made.twice(folder)
        check(found(done, "'manifest'") and len(done[1]) < 3000,
              "hostile manifest: " + name, done)


wanted = sys.argv[1:]
tests = [(k, v) for k, v in sorted(globals().items())
         if k.startswith("test_") and (not wanted or k in wanted)]
with Made() as shared_place:
    for key, test in tests:
        test(*([shared_place] if test.__code__.co_argcount else []))
finish()
