#!/usr/bin/python3
"""Sources and quotes that make a naive finder slow: locate-hostile.py DIR
writes NAME.txt and NAME-quotes, a quote a line, and prints the names."""
import glob
import os
import sys

SOURCE = 2000000
QUOTE = 10000


def fill(piece, n):
    return (piece * (n // len(piece) + 1))[:n]


def english(n):
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                          "../../fixtures/articles/*.txt")
    text = "".join(open(path, encoding="utf-8").read()
                   for path in sorted(glob.glob(folder)))
    return fill(text, n)


CASES = {
    "one-letter": (fill("a", SOURCE), ["a" * QUOTE, "a" * 100 + "b" * 100,
                                       "a" * (QUOTE // 2) + "b"]),
    "two-letters": (fill("ab ", SOURCE), [fill("ba ", QUOTE) + "c",
                                          fill("ab", 200) + "c"]),
    "words": (fill("the patients did not ", SOURCE),
              [fill("the patients did ", QUOTE), fill("not the ", 300)]),
    "numbers": (fill("1.2 (3) [4] -5, ", SOURCE),
                [fill("1.2 (3) [4] 5, ", QUOTE), fill("2 1 ", 400)]),
    "brackets": (fill("([", SOURCE) + " end of it", [fill("([", QUOTE)]),
    "markers": (fill("word [1,2] (A et al., 2001) ", SOURCE),
                [fill("word [1,3] ", QUOTE), fill("word (A et al", 3000)]),
    "ellipses": (fill("some words and ", SOURCE),
                 [fill("some ... words ... ", 2000), "... " * 2000]),
    "lines": (fill("to\n\nthe end of\n\n", SOURCE),
              [fill("to the end of nothing ", 900),
               fill("of to the end and ", QUOTE)]),
    "pages": (fill("to the\fend of page 1\n", SOURCE),
              [fill("to the end of the page ", 900)]),
    "combining": ("e" + fill("\u0301", SOURCE // 2),
                  ["e" + fill("\u0301", QUOTE // 2)]),
    "marks": (fill("co\u00ad\u2010op", SOURCE // 4),
              [fill("coop", QUOTE), fill("co-op ", 300)]),
    "english": (english(SOURCE), [fill("Clinical remission at week 24 was "
                                       "not seen. ", QUOTE),
                                  english(QUOTE)[::-1],
                                  english(QUOTE).replace("e", "i")]),
}


def main(folder):
    for name, (source, quotes) in CASES.items():
        with open(os.path.join(folder, name + ".txt"), "w",
                  encoding="utf-8") as out:
            out.write(source)
        with open(os.path.join(folder, name + "-quotes"), "w",
                  encoding="utf-8") as out:
            out.write("".join(q.replace("\n", " ") + "\n" for q in quotes))
        print(name, len(quotes))


main(sys.argv[1])
