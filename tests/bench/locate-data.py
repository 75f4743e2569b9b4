#!/usr/bin/python3
"""Sources and quotes for the locate bench: locate-data.py SRCDIR SHARED DIR
writes ascii.txt, article.txt (50 kB) and paper.txt (50 pages), and for both
*-true, *-altered and *-absent, a quote a line.  Real articles where there
are some in SHARED, else the fictional ones, numbered anew for each copy."""
import glob
import os
import re
import sys

QUOTES = 1000
ARTICLE = 50000
PAGE = 3500


def read(path):
    return open(path, encoding="utf-8").read().replace("\f", "\n")


def texts(srcdir, shared):
    """Two texts without a sentence in common."""
    real = sorted(glob.glob(os.path.join(
        shared, "bench/locate/sources/*.clean.txt")))
    if len(real) >= 12:
        return ("\n".join(map(read, real[:6])),
                "\n".join(map(read, real[6:12])))
    ours = sorted(glob.glob(os.path.join(srcdir, "fixtures/articles/*.txt")))
    copies = []
    for side in (ours[:4], ours[4:]):
        copies.append("\n".join(
            re.sub(r"\d+", lambda m: str(int(m.group()) % 997 + 31 * k),
                   re.sub(r"\b(\w{7,})\b", r"\1%s" % chr(97 + k), read(path)))
            for k in range(16) for path in side))
    return copies


def quotes(text, n):
    """n pieces of 80 to 250 characters, from word to word."""
    flat = re.sub(r"\s+", " ", text)
    found, at, step = [], 0, max(1, len(flat) // n)
    for i in range(n):
        start = flat.find(" ", at) + 1
        end = flat.find(" ", start + 80 + i * 37 % 170)
        if 0 < start < end:
            found.append(flat[start:end])
        at = (at + step) % max(1, len(flat) - 300)
    return found


def alter(quote):
    """One digit, or else one letter, in the middle."""
    match = re.search(r"\d", quote[20:]) or re.search(r"[aeiou]", quote[20:])
    at = 20 + match.start()
    new = "7" if quote[at] == "4" else "4" if quote[at].isdigit() else "y"
    return quote[:at] + new + quote[at + 1:]


def main(srcdir, shared, folder):
    mine, other = texts(srcdir, shared)
    pages = [mine[i:i + PAGE] for i in range(0, 50 * PAGE, PAGE)]
    sources = {"article": mine[:ARTICLE], "paper": "\f".join(pages)}
    wrong = quotes(other, QUOTES)
    for name, text in sources.items():
        right = quotes(text.replace("\f", ""), QUOTES)
        for kind, found in (("true", right),
                            ("altered", [alter(q) for q in right]),
                            ("absent", wrong)):
            path = os.path.join(folder, name + "-" + kind)
            with open(path, "w", encoding="utf-8") as out:
                out.write("\n".join(found) + "\n")
        with open(os.path.join(folder, name + ".txt"), "w",
                  encoding="utf-8") as out:
            out.write(text)
    plain = mine.encode("ascii", "ignore").decode()
    with open(os.path.join(folder, "ascii.txt"), "w") as out:
        out.write((plain * 20)[:5000000])


main(*sys.argv[1:])
