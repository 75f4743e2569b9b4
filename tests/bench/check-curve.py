#!/usr/bin/python3
"""check-curve.py VEILLE FOLDER PDFS: planted errors that veille check caught,
left open and let pass, by class, and the curve of caught errors against
faithful sentences that were flagged, over how much of a sentence its place
has to say before a conflict counts."""
import collections
import difflib
import json
import os
import subprocess
import sys

veille, folder, pdfs = sys.argv[1:4]
FLAGS = {"contradicted", "overstated", "unsupported", "elsewhere"}


def load():
    with open(os.path.join(folder, "sentences.jsonl"), encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def source(name):
    here = os.path.join(folder, name)
    return here if os.path.exists(here) else os.path.join(pdfs, name)


def check(pdf, version):
    summary = os.path.join(folder, "%s.%s.md" % (pdf[:-4], version))
    out = subprocess.run(
        [veille, "check", "--json", "--source", source(pdf), summary],
        capture_output=True, check=False).stdout
    return json.loads(out)["sentences"]


def covered(sentence):
    lost = sum(end - start for start, end in sentence["uncovered"])
    return 1 - lost / max(1, len(sentence["text"]))


def likeness(a, b):
    return difflib.SequenceMatcher(None, a, b, autojunk=False).ratio()


groups = collections.defaultdict(list)
for row in load():
    groups[row["pdf"], row["version"]].append(row)
told = []
for (pdf, version), rows in sorted(groups.items()):
    answers = check(pdf, version)
    for row in rows:
        best = max(answers, key=lambda s: likeness(s["text"],
                                                   row["sentence"]))
        told.append((row["lang"], row["label"], best["verdict"],
                     covered(best)))

name = os.path.basename(folder.rstrip("/"))
table = collections.defaultdict(collections.Counter)
for lang, label, verdict, _ in told:
    state = ("caught" if verdict in FLAGS else
             "passed" if verdict == "supported" else "open")
    table[lang, label][state] += 1
print("check: %s, sentences by class" % name)
for (lang, label), n in sorted(table.items()):
    print("check:   %s %-22s caught %3d  open %3d  passed %3d"
          % (lang, label, n["caught"], n["open"], n["passed"]))
for lang in sorted({row[0] for row in told}):
    points = []
    for least in (0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        counts = collections.Counter()
        for other, label, verdict, share in told:
            if other == lang:
                kind = "faithful" if label == "faithful" else "error"
                counts[kind] += 1
                counts[kind + "!"] += verdict in FLAGS and share >= least
        points.append("%.1f: %.0f/%.0f" % (
            least, 100 * counts["error!"] / max(1, counts["error"]),
            100 * counts["faithful!"] / max(1, counts["faithful"])))
    print("check: %s %s, %% of errors caught/of faithful ones flagged, at a "
          "least share of  %s" % (name, lang, "  ".join(points)))
