#!/usr/bin/python3
"""Malformed files by the hundred, and mutants of good ones: each ends in time
with a text or a clear error, never with a signal, silence or a hang.

A sample of the files runs with `make check`; with TORTURE set (`make
torture`) all of them, 2,000 mutants, and 2,000 of zzuf where it is
installed."""
import sys
sys.dont_write_bytecode = True

import concurrent.futures
import json
import os
import random
import shutil
import subprocess
import tempfile

from digests import PDFS, SHARED, VEILLE, check, finish, skip

TORTURE = "TORTURE" in os.environ
SECONDS = 130   # the helper's limit is 30, 120 on a busy machine
PARTIAL = {"cpu", "wall", "memory", "pages", "output", "damage"}


def run(command, path):
    try:
        return subprocess.run([VEILLE, command, path], timeout=SECONDS,
                              stdin=subprocess.DEVNULL, capture_output=True,
                              check=False)
    except subprocess.TimeoutExpired:
        return None


def one_line(err, path):
    """A line on standard error that names the file and says something."""
    return err.startswith("veille: ") and err.count("\n") == 1 and \
        os.path.basename(path) in err and len(err) > len(path) + 20


def text_problem(path):
    done = run("text", path)
    if done is None:
        return "hangs"
    status, err = done.returncode, done.stderr.decode(errors="replace")
    if status not in (0, 3, 5):
        return "status %d: %s" % (status, err[-500:])
    lines = [json.loads(line) for line in done.stdout.decode().split("\n")
             if line]
    end, pages = lines[-1], lines[:-1]
    if status == 0:
        good = end["end"] and not end["partial"] and err == "" and \
            len(pages) == end["pages"] and \
            any(page["text"].strip() for page in pages)
    elif status == 5:
        good = end["partial"] in PARTIAL and not end["error"] and \
            one_line(err, path) and any(page["text"].strip()
                                        for page in pages)
    else:
        good = end["error"] and not pages and one_line(err, path) and \
            end["error"]["file"] == path
    return None if good else "status %d, %s, %r" % (status, end, err[:300])


def parse_problem(path):
    done = run("parse", path)
    if done is None:
        return "hangs"
    err = done.stderr.decode(errors="replace")
    for line in done.stdout.decode().split("\n"):
        if line and not json.loads(line).get("pmid"):
            return "a record without its PMID"
    good = done.returncode == 0 and err == "" or \
        done.returncode in (3, 5) and one_line(err, path)
    return None if good else "status %d: %r" % (done.returncode, err[:300])


def problem(job):
    find, path = job
    try:
        found = find(path)
    except (ValueError, KeyError, IndexError, AttributeError) as error:
        found = "not as agreed: %s" % error
    return found and "%s: %s" % (path, found)


def over(name, find, files):
    if not files:
        skip(name, "not there")
        return
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = [p for p in pool.map(problem, [(find, f) for f in files])
                 if p]
    check(not found, "%s: %d files" % (name, len(files)), "\n".join(found))


def files_of(*parts, every=1):
    found = []
    for folder, folders, names in os.walk(os.path.join(SHARED, *parts)):
        folders.sort()
        found += [os.path.join(folder, name) for name in sorted(names)]
    return found if TORTURE else found[::every]


def mutants(folder, n):
    """Our own PDF files with bytes changed, and with pieces cut out."""
    chance = random.Random(1)
    seeds = [open(os.path.join(PDFS, name), "rb").read()
             for name in sorted(os.listdir(PDFS))]
    for i in range(n):
        data = bytearray(chance.choice(seeds))
        for _ in range(chance.choice((1, 3, 10, 100))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if i % 4 == 0:
            at = chance.randrange(len(data))
            del data[at:at + chance.choice((1, 100, 5000))]
        path = os.path.join(folder, "mutant-%d.pdf" % i)
        with open(path, "wb") as file:
            file.write(data)
        yield path


def zzuf_mutants(folder, n):
    """The same by zzuf, at the rates at which its mutants still open."""
    names = sorted(os.listdir(PDFS))
    rates = ("0.0002", "0.0005", "0.001", "0.004")
    for i in range(n):
        path = os.path.join(folder, "zzuf-%d.pdf" % i)
        with open(os.path.join(PDFS, names[i % len(names)]), "rb") as seed, \
                open(path, "wb") as out:
            subprocess.run(["zzuf", "-s", str(i), "-r",
                            rates[i // len(names) % len(rates)]],
                           stdin=seed, stdout=out, check=True)
        yield path


over("text of pdf-qpdf", text_problem,
     files_of("corpora", "pdf-qpdf", every=20))
over("text of pdf-verapdf", text_problem,
     files_of("corpora", "pdf-verapdf", every=40))
over("text of xml-libxml2", text_problem,
     files_of("corpora", "xml-libxml2", every=10))
over("text of JATS", text_problem, files_of("real", "jats", every=4))
over("text of JSON", text_problem,
     files_of("corpora", "json-nst", every=20))
over("parse of xml-libxml2", parse_problem,
     files_of("corpora", "xml-libxml2", every=10))
over("parse of JATS", parse_problem, files_of("real", "jats", every=8))
with tempfile.TemporaryDirectory() as tmp:
    # A reader that loops for ever over a real file is rare: keep the one.
    slow = os.path.join(SHARED, "corpora", "pdf-qpdf", "fuzz", "qpdf_extra",
                        "69977a.fuzz")
    if TORTURE and os.path.exists(slow):
        path = os.path.join(tmp, "slow.pdf")
        with open(path, "wb") as copy, open(slow, "rb") as file:
            copy.write(b"%PDF-1.5\n" + file.read())
        over("a PDF that loops", text_problem, [path])
    over("mutants", text_problem,
         list(mutants(tmp, 2000 if TORTURE else 40)))
    if TORTURE and shutil.which("zzuf"):
        over("mutants of zzuf", text_problem, list(zzuf_mutants(tmp, 2000)))
finish()
