#!/usr/bin/python3
"""judge-curve.py VEILLE CASES: what comes of labelled claims, by class, for
each half of the cases (so that what was tuned on one half shows on the
other), and two curves: how much of a supported claim's text may be uncovered,
and which findings count as flags."""
import collections
import json
import subprocess
import sys
import zlib

FLAGS = ("contradicted", "overstated", "unsupported", "elsewhere")
SHARES = (0, 5, 10, 15, 20, 25, 30, 40, 100)
# From the surest to the least sure: each row counts those above it, too.
LADDER = (("numbers", "comparators", "units"), ("negation",),
          ("direction", "arms"), ("significance",),
          ("population", "strength", "scope", "attribution", "outcome"),
          None)


def half_of(case):
    return zlib.crc32(case["id"].encode()) % 2


def uncovered(case, answer):
    """Of the claim's letters, how many no passage covers, in percent."""
    claim = case["claim"]
    letters = sum(c.isalnum() for c in claim)
    lost = sum(c.isalnum() for start, end in answer["uncovered"]
               for c in claim[start:end])
    return 100 * lost / max(letters, 1)


def classes(rows):
    for half in (0, 1):
        table = collections.defaultdict(collections.Counter)
        for case, answer in rows:
            if half_of(case) == half:
                verdict = answer["verdict"]
                kind = (case["expect"], case["kind"])
                table[kind].update(["all", "flagged" if verdict in FLAGS else
                                    "supported" if verdict == "supported"
                                    else "open"])
        print("half %s          %28s %5s %8s %9s %6s" % (
            "ab"[half], "class", "n", "flagged", "supported", "open"))
        for (expect, kind), row in sorted(table.items()):
            print("  %-4s %37s %5d" % (expect, kind, row["all"]), *(
                "%8.1f%%" % (100 * row[name] / row["all"])
                for name in ("flagged", "supported", "open")))


def part(rows, expect, wanted):
    chosen = [row for row in rows if row[0]["expect"] == expect]
    return 100 * sum(map(wanted, chosen)) / max(len(chosen), 1)


def curves(rows):
    print("supported, by the share of the claim that is uncovered at most:")
    print("  at most   honest supported   errors supported")
    for share in SHARES:
        def passes(row, share=share):
            return row[1]["verdict"] == "supported" and \
                uncovered(*row) <= share
        print("  %5d %%   %15.1f %%   %14.2f %%" % (
            share, part(rows, "ok", passes), part(rows, "flag", passes)))
    print("flagged, by the checks that may flag:")
    print("  %-52s %8s %8s" % ("checks", "caught", "falsely"))
    checks = set()
    for step in LADDER:
        checks |= set(step or ())

        def flags(row, step=step):
            return row[1]["verdict"] in FLAGS and (step is None or any(
                f["result"] == "conflict" and f["check"] in checks
                for f in row[1]["findings"]))
        print("  %-52s %6.1f %% %6.1f %%" % (
            "+ " + (", ".join(step) if step else "all that is missing"),
            part(rows, "flag", flags), part(rows, "ok", flags)))


def main():
    veille, path = sys.argv[1:]
    cases = [json.loads(line) for line in open(path, encoding="utf-8")]
    with open(path, "rb") as lines:
        run = subprocess.run([veille, "judge"], stdin=lines,
                             capture_output=True, check=False)
    rows = list(zip(cases, map(json.loads, run.stdout.splitlines()),
                    strict=True))
    classes(rows)
    curves(rows)
    passed = [c["id"] for c, a in rows
              if c["expect"] == "flag" and a["verdict"] == "supported"]
    print("errors supported: %d of %d  %s" % (
        len(passed), sum(c["expect"] == "flag" for c in cases),
        " ".join(passed)))


if __name__ == "__main__":
    main()
