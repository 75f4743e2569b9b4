#!/usr/bin/python3
"""Limits of the PDF reader in a watch file, and what is said, in English and
in French, of papers that could not be read or not to their end."""
import sys
sys.dont_write_bytecode = True

import os
import shutil

from digests import BAD, PDFS, RECORDS, Place, check, digest_of, finish, read

ENGLISH = ["cannot read", "damaged", "encrypted", "download", "empty",
           "web page", "no text layer", "holds another paper", "page 1",
           "no file in it"]


def write_watch(place, language, limits):
    path = place.path("w.watch")
    with open(path, "w", encoding="utf-8") as file:
        file.write("[watch]\nname=w\nrecords=%s\nlanguage=%s\n[fulltext]\n"
                   "pdf_dir=pdf\n[output]\ndir=out\n[limits]\n%s" % (
                       RECORDS, language, limits))
    return path


def only_digest(place):
    names = place.digests()
    assert len(names) == 1, names
    return names[0], digest_of(place, names[0])


def limit_of_pages():
    with Place() as place:
        os.mkdir(place.path("pdf"))
        shutil.copy(os.path.join(PDFS, "99000001.pdf"), place.path("pdf"))
        watch = write_watch(place, "fr", "pdf_pages = 1\n")
        status, _, err = place.veille("run", watch)
        name, digest = only_digest(place)
        reads = [p["read"] for p in digest["papers"]
                 if p["pmid"] == "99000001"]
        text = read(os.path.join(place.out, name, "digest.md"))
        check(status == 5 and reads[0]["coverage"] == "partial: pages" and
              any("99000001.pdf" in line and "[limits] pdf_pages" in line
                  for line in err) and "limite de pages" in text,
              "a limit of the watch file holds, and is named",
              "%s %s %s" % (status, err, reads))
        status, _, err = place.veille(
            "run", write_watch(place, "fr", "pdf_pages = 0\n"))
        check(status == 2 and "w.watch:" in err[0] and
              "from 1 to 1000000" in err[0],
              "one that is no limit is refused", err)


def french_reasons():
    """Nothing English is left of why a paper could not be read."""
    with Place() as place:
        os.mkdir(place.path("pdf"))
        for number, name in enumerate((
                "scan.pdf", "encrypted.pdf", "damaged.pdf", "html-page.pdf",
                "empty.pdf", "another-99000003.pdf"), 1):
            shutil.copy(os.path.join(BAD, name),
                        place.path("pdf", "9900000%d.pdf" % number))
        status, _, _ = place.veille("run", write_watch(place, "fr", ""))
        name, digest = only_digest(place)
        check(status == 5 and len(digest["unread"]) == 6 and
              all("9900000" in unread["reason"]
                  for unread in digest["unread"]),
              "each file that could not be read is named", digest["unread"])
        for view in ("digest.md", "digest.txt", "digest.html"):
            text = " ".join(read(os.path.join(place.out, name, view)).split())
            left = [word for word in ENGLISH if word in text]
            check(not left and "ocrmypdf" in text,
                  "%s: the reasons are French" % view, left)
        status, out, _ = place.verify(os.path.join(place.out, name))
        check(status == 0, "and verify agrees", out)


limit_of_pages()
french_reasons()
finish()
