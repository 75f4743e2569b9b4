#!/usr/bin/python3
"""Holds what is read in real PDF files against the JATS of the same articles:
reading.py FOLDER VEILLE SENTENCES.  FOLDER has pdf/ and jats/."""
import collections
import glob
import json
import os
import re
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ET

SKIP = {"fig", "table-wrap", "fig-group", "table-wrap-group", "fn", "caption",
        "disp-formula", "inline-formula", "tex-math", "supplementary-material",
        "boxed-text", "table", "list", "def-list", "graphic", "media",
        "title", "label", "figgrp", "tbl", "disp-quote"}
ABBREVIATIONS = re.compile(
    r"(?:\b(?:et al|e\.g|i\.e|vs|cf|ca|approx|Fig|Figs|fig|Ref|Refs|Eq|No|no|"
    r"Dr|Prof|St|spp|sp|var|subsp|Inc|Ltd|Co|Corp|Tab|resp|viz|etc|cv|CV|"
    r"Cat|cat|lot|vol|pp|(?<![\u00b0\u02da\u25e6])[A-Z])|"
    r"\b(?:[A-Z]\.)+[A-Z])\.$")


def text_of(node, refs):
    """Text of the node; each reference is U+0001, and its text goes to
    refs."""
    parts = [node.text or ""]
    for child in node:
        tag = child.tag.rsplit("}", 1)[-1]
        if tag in SKIP:
            pass
        elif tag in ("xref", "abbr") and \
                (child.get("ref-type") == "bibr" or child.get("bid")):
            refs.append("".join(child.itertext()))
            parts.append("\x01")
        else:
            parts.append(text_of(child, refs))
        parts.append(child.tail or "")
    return "".join(parts)


def without_marks(text):
    joined = r"[\s,;\x01\u2013\u2012-]*"
    text = re.sub(r"[\[(]" + joined + "\x01" + joined + r"[\])]", "\x01", text)
    text = re.sub(r"\x01[\s,\u2013\u2012-]*\x01", "\x01", text)
    text = re.sub(r"\x01[\s,\u2013\u2012-]*\x01", "\x01", text)
    text = re.sub(r"\s*\x01(?=[.,;:)\s]|$)", "", text)
    return text.replace("\x01", "")


def split(text):
    text = re.sub(r"\s+", " ", text).strip()
    start, out = 0, []
    end = (r"[.?!][\])\"\u201d]*"
           r"(?: ?[\[(][\d, \x01\u2013-]+[\])] ?| ?\x01(?:[, \u2013-]*\x01)* ?"
           r"| )(?=[\[(\"\u201c]?[A-Z]|(?<=[a-z)\]]\. )\d)")
    for m in re.finditer(end, text):
        head = text[start:m.end()].strip()
        if ABBREVIATIONS.search(text[start:m.start() + 1]) or \
                head.count("(") > head.count(")"):
            continue
        out.append(head)
        start = m.end()
    out.append(text[start:].strip())
    return [s for s in out if s]


def paragraphs(root):
    def walk(node):
        for child in node:
            tag = child.tag.rsplit("}", 1)[-1]
            if tag in SKIP:
                continue
            if tag == "p":
                yield child
            else:
                yield from walk(child)
    for body in root.iter():
        tag = body.tag.rsplit("}", 1)[-1] if isinstance(body.tag, str) else ""
        if tag in ("body", "bdy"):
            yield from walk(body)


def sentences(path, low=0, high=10**6):
    """Each sentence with its references and without."""
    for p in paragraphs(ET.parse(path).getroot()):
        refs = []
        text = text_of(p, refs)
        texts = iter(refs)
        for s in split(text):
            full = re.sub("\x01", lambda _: next(texts), s)
            if low <= len(full) <= high:
                yield full, without_marks(s)


def norm(text):
    """Letters, digits and signs; references in brackets left out."""
    text = re.sub(r"\[[\d,;\s\u2013\u2012-]+\]"
                  r"|\((?:\d{1,3}[,;\s\u2013\u2012-]*)+\)", "", text)
    text = unicodedata.normalize("NFKC", text).lower()
    text = text.replace("\u2206", "\u03b4")
    return re.sub(r"[^\w%<>=+\u00b1]", "", text)


def articles(folder):
    for path in sorted(glob.glob(os.path.join(folder, "jats", "*.xml"))):
        pdf = os.path.join(folder, "pdf", os.path.basename(path)[:-4] + ".pdf")
        if os.path.exists(pdf):
            yield path, pdf


def found(folder, veille):
    """How many sentences, with their references and without, are found."""
    asked = []
    for path, pdf in articles(folder):
        for pair in sentences(path, 40, 400):
            for refs, sentence in zip(("True", "False"), pair):
                asked.append({"id": refs, "source": pdf, "quote": sentence})
    lines = "".join(json.dumps(q, ensure_ascii=False) + "\n" for q in asked)
    run = subprocess.run([veille, "locate"], input=lines.encode(),
                         stdout=subprocess.PIPE, check=False,
                         stderr=subprocess.DEVNULL)
    counts = collections.Counter()
    for line in run.stdout.splitlines():
        answer = json.loads(line)
        if "match" in answer:
            counts[answer["id"], answer["match"]] += 1
    for refs, name in (("True", "with their references"),
                       ("False", "without them")):
        n = sum(v for (k, _), v in counts.items() if k == refs)
        good = counts[refs, "exact"] + counts[refs, "typographic"]
        print("reading: of %d sentences %s, %.1f %% found exactly or "
              "typographically, %.1f %% unreadable, %.1f %% absent" %
              (n, name, 100 * good / max(n, 1),
               100 * counts[refs, "unreadable"] / max(n, 1),
               100 * counts[refs, "absent"] / max(n, 1)))


def whole(folder, program, helper):
    """How many sentences come out of the reading as one."""
    pairs = list(articles(folder))
    run = subprocess.run([program, helper] + [pdf for _, pdf in pairs],
                         stdout=subprocess.PIPE, check=False,
                         stderr=subprocess.DEVNULL)
    ours = collections.defaultdict(set)
    for line in run.stdout.decode(errors="replace").split("\n"):
        path, _, text = line.partition("\t")
        ours[path].add(norm(text))
    shares, good, all_of_them = [], 0, 0
    for path, pdf in pairs:
        if not ours[pdf]:
            continue
        wanted = list(sentences(path, 40))
        n = sum(1 for full, bare in wanted
                if {norm(full), norm(bare)} & ours[pdf])
        shares.append((n / max(len(wanted), 1), os.path.basename(pdf)))
        good += n
        all_of_them += len(wanted)
    print("reading: of %d body sentences %.1f %% come out as one sentence; "
          "worst: %s" % (all_of_them, 100 * good / max(all_of_them, 1),
                         ", ".join("%s %.0f %%" % (name, 100 * share)
                                   for share, name in sorted(shares)[:3])))


if __name__ == "__main__":
    found(sys.argv[1], sys.argv[2])
    whole(sys.argv[1], sys.argv[3],
          os.path.join(os.path.dirname(sys.argv[2]), "veille-pdf"))
