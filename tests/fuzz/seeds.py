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


def places(source):
    """The lines in two columns, the second one first: four bytes each."""
    lines = [line for line in source.replace("\f", "\n").split("\n") if line]
    half = (len(lines) + 1) // 2
    out = bytearray()
    for i in range(len(lines)):
        right = i < half
        out += bytes((4 if right else 0,
                      3 * (i if right else i - half) + 2 & 0xFF, 60, 0))
    return bytes(out).replace(b"\x1d", b"\x1c").replace(b"\x1e", b"\x1c")


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
            placed = "%s\x1f%s\x1e" % (quote, source)
            lost = source.replace("<", "\x01").replace("\u00b5", "\x01")
            with open(os.path.join(folder, "locate", "%04d-placed" % n),
                      "wb") as out:
                out.write(placed.encode() + places(source))
            with open(os.path.join(folder, "locate", "%04d-lost" % n),
                      "wb") as out:
                out.write(("%s\x1f%s\x1e" % (quote, lost)).encode() +
                          places(source) + b"\x1d" + source.encode())


main(*sys.argv[1:])
