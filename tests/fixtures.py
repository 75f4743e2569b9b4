#!/usr/bin/python3
"""The fixtures belong together: records, texts and PDFs of one origin."""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

TOP = os.environ.get("srcdir", ".")
FIXTURES = os.path.join(TOP, "fixtures")
results = []


def check(name, good, detail=""):
    results.append(bool(good))
    print("%sok %d - %s" % ("" if good else "not ", len(results), name))
    if not good and detail:
        print("# " + detail.replace("\n", "\n# "))


def skip(name, why):
    results.append(True)
    print("ok %d - %s # SKIP %s" % (len(results), name, why))


def squeeze(text):
    return " ".join(text.split())


def pdf_text(path):
    return subprocess.run(["pdftotext", path, "-"], check=True,
                          stdout=subprocess.PIPE).stdout.decode()


def check_records():
    articles = tree.parse(os.path.join(FIXTURES, "articles.xml")).getroot()
    pmids = [a.findtext("MedlineCitation/PMID") for a in articles]
    check("eight records with fictional numbers",
          pmids == ["9900000%d" % i for i in range(1, 9)], str(pmids))
    dois = [e.text for e in articles.iter("ELocationID")]
    check("their DOIs are under the test prefix",
          len(dois) == 8 and all(d.startswith("10.5555/veille.")
                                 for d in dois), str(dois))
    for article in articles:
        pmid = article.findtext("MedlineCitation/PMID")
        path = os.path.join(FIXTURES, "articles", pmid + ".txt")
        if not os.path.exists(path):
            continue
        with open(path, encoding="utf-8") as file:
            text = file.read()
        parts = article.findall(".//OtherAbstract/AbstractText") or \
            article.findall(".//Abstract/AbstractText")
        missing = [p.text for p in parts if p.text not in text]
        check("the abstract of %s is that of its text" % pmid,
              parts and not missing, "\n".join(missing))


def check_pages():
    if shutil.which("pdftotext") is None:
        skip("the PDFs are what their script makes", "no pdftotext here")
        return
    with tempfile.TemporaryDirectory() as folder:
        made = subprocess.run(
            ["/usr/bin/python3", os.path.join(FIXTURES, "make-pdfs.py"),
             folder], stderr=subprocess.PIPE, check=False)
        if b"No module named 'cairo'" in made.stderr:
            skip("the PDFs are what their script makes", "no python3-cairo")
            return
        check("the script makes the PDFs", made.returncode == 0,
              made.stderr.decode())
        for path in sorted(glob.glob(os.path.join(FIXTURES, "pdf", "*"))):
            name = os.path.basename(path)
            old = squeeze(pdf_text(path))
            new = squeeze(pdf_text(os.path.join(folder, name)))
            check("%s is what its script makes" % name, old == new)
            check("%s has three pages or more" % name,
                  pdf_text(path).count("\f") >= 3)


def check_nothing_real():
    numbers = []
    for path in glob.glob(os.path.join(FIXTURES, "articles", "*.txt")):
        with open(path, encoding="utf-8") as file:
            numbers += re.findall(r"NCT\d{8}|ISRCTN\d+", file.read())
    check("no real trial registration is named", not numbers, str(numbers))


check_records()
check_pages()
check_nothing_real()
print("1..%d" % len(results))
sys.exit(0 if all(results) else 1)
