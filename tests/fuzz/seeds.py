#!/usr/bin/python3
"""Seeds for the fuzzers: each quote of fixtures/locate with its source, and
the kept findings.  Usage: seeds.py SRCDIR FOLDER"""
import glob
import os
import shutil
import sys


def cases(path):
    """(source, quote) pairs of a .case file."""
    source, fresh = "", False
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line == "source":
            source = ""
        elif line.startswith("|"):
            text = line[2:]
            source += "\f" if text == "<page>" else text + "\n"
        elif line.startswith("quote"):
            yield source, line[6:]


def main(srcdir, folder):
    for name in ("locate", "text", "replies", "net", "answer",
                 "wire"):
        os.makedirs(os.path.join(folder, name), exist_ok=True)
        kept = os.path.join(srcdir, "tests/fuzz", name, "*.seed")
        for seed in glob.glob(kept):
            shutil.copy(seed, os.path.join(folder, name))
    n = 0
    pattern = os.path.join(srcdir, "fixtures/locate/*.case")
    for path in sorted(glob.glob(pattern)):
        for source, quote in cases(path):
            n += 1
            for name, text in (("locate", quote + "\x1f" + source),
                               ("text", source)):
                seed = os.path.join(folder, name, "%04d" % n)
                with open(seed, "w", encoding="utf-8") as out:
                    out.write(text)


main(*sys.argv[1:])
