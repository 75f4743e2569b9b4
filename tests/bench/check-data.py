#!/usr/bin/python3
"""check-data.py SRCDIR SHARED FOLDER: a paper of 60 kB (paper.txt), a summary
of 40 sentences (all.md) and one without any (none.md), for check.sh."""
import glob
import os
import re
import sys

srcdir, shared, folder = sys.argv[1:4]
papers = sorted(glob.glob(os.path.join(shared, "bench/check/*/*.txt")))
papers = papers or sorted(
    glob.glob(os.path.join(srcdir, "fixtures/articles/*.txt")))
text = open(papers[0], encoding="utf-8").read()
while len(text.encode()) < 60000:
    text += "\n\n" + text
text = text.encode()[:60000].decode("utf-8", "ignore")
sentences = [s for s in re.split(r"(?<=[a-z)]\.)\s+(?=[A-Z])", text)
             if 60 < len(s) < 220 and "\n" not in s]
chosen = sentences[::max(1, len(sentences) // 40)][:40]
while len(chosen) < 40:
    chosen.append(chosen[len(chosen) % 7])
# Paraphrases are the slow case: words are left out and turned round.
lines = [" ".join(w for i, w in enumerate(s.split()) if i % 6 != 4)
         for s in chosen]
write = lambda name, body: open(os.path.join(folder, name), "w",
                                encoding="utf-8").write(body)
write("paper.txt", text)
write("all.md", "\n\n".join(line.rstrip(".") + "." for line in lines) + "\n")
write("none.md", "# Summary\n\nWould you like to know more?\n")
