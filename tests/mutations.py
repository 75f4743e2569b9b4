#!/usr/bin/python3
"""Corrupts quotes of the fictional articles in twelve ways and runs veille
locate over them: none may come back exact or typographic, and the change has
to be called by its right name in 97 of 100.  The true quotes have to be
accepted."""
import collections
import glob
import json
import os
import subprocess
import sys

import mutate

TOTAL = 20400
RIGHT = 0.97
ACCEPTED = ("exact", "typographic")


def make(sources):
    """[(class, source, true, wrong)]"""
    made = []
    share = TOTAL // len(mutate.NAMES)
    for number, cls in enumerate(mutate.NAMES):
        dice = mutate.Dice(number + 1)
        left = share
        for i, path in enumerate(sources):
            whole = open(path, encoding="utf-8").read()
            texts = mutate.paragraphs(path)
            wanted = left // (len(sources) - i) if i else share // 4
            pairs = mutate.of_class(cls, texts, whole, dice, wanted)
            made += [(cls, path, true, wrong) for true, wrong in pairs]
            left -= len(pairs)
        if left > 0:  # some articles have few places for this class
            for path in sources:
                whole = open(path, encoding="utf-8").read()
                texts = mutate.paragraphs(path)
                pairs = mutate.of_class(cls, texts, whole, dice, left)
                made += [(cls, path, true, wrong) for true, wrong in pairs]
                left -= len(pairs)
                if left <= 0:
                    break
    return made


def locate(questions):
    lines = "".join(json.dumps(q, ensure_ascii=False) + "\n"
                    for q in questions)
    veille = os.environ.get("VEILLE", "./veille")
    run = subprocess.run([veille, "locate"], input=lines.encode(),
                         stdout=subprocess.PIPE, check=False)
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(answers) == len(questions), (run.returncode, len(answers))
    return answers


def is_named(answer, names):
    if names is None:
        return answer["match"] in ("altered", "absent")
    return answer["match"] == "altered" and \
        bool({c["kind"] for c in answer["changes"]} & names)


def show(kind, row, answer):
    print("# %s: %s: '%s' gives %s %s" %
          (kind, row[0], row[3], answer["match"],
           [(c["kind"], c["quote"], c["source"])
            for c in answer.get("changes", [])]))


def report(rows, answers):
    """{class: (n, accepted, named)}; says what went wrong."""
    counts = collections.OrderedDict(
        (cls, [0, 0, 0]) for cls in mutate.NAMES)
    shown = collections.Counter()
    limit = int(os.environ.get("MUTATIONS_SHOWN", "5"))
    for row, answer in zip(rows, answers):
        count = counts[row[0]]
        count[0] += 1
        accepted = answer["match"] in ACCEPTED
        named = is_named(answer, mutate.NAMES[row[0]])
        count[1] += accepted
        count[2] += named
        what = "accepted" if accepted else "not named"
        if not named and shown[row[0], what] < limit:
            shown[row[0], what] += 1
            show(what, row, answer)
    return counts


def check_true(rows):
    """True quotes, each once: how many, and which were not accepted."""
    questions = list(collections.OrderedDict.fromkeys(
        (row[1], row[2]) for row in rows if row[2]))
    answers = locate([{"id": i, "source": s, "quote": q}
                      for i, (s, q) in enumerate(questions)])
    bad = [(q, a) for (_, q), a in zip(questions, answers)
           if a["match"] not in ACCEPTED]
    for quote, answer in bad[:20]:
        print("# refused: '%s' gives %s %s" %
              (quote, answer["match"], answer.get("changes")))
    return len(questions), len(bad)


def main():
    srcdir = os.environ.get("srcdir", ".")
    sources = sorted(glob.glob(os.path.join(srcdir,
                                            "fixtures/articles/*.txt")))
    rows = make(sources)
    answers = locate([{"id": i, "source": row[1], "quote": row[3]}
                      for i, row in enumerate(rows)])
    counts = report(rows, answers)
    results = [(len(rows) >= 20000, "%d corrupted quotes" % len(rows))]
    for cls, (n, accepted, named) in counts.items():
        good = n > 0 and accepted == 0 and named >= RIGHT * n
        results.append((good, "%s: %d, %d accepted, %d (%.1f %%) named" %
                        (cls, n, accepted, named, 100 * named / max(n, 1))))
    n, refused = check_true(rows)
    results.append((refused == 0, "%d true quotes, %d refused" %
                    (n, refused)))
    print("1..%d" % len(results))
    for i, (good, text) in enumerate(results):
        print("%sok %d - %s" % ("" if good else "not ", i + 1, text))
    return 0 if all(good for good, _ in results) else 1


sys.exit(main())
