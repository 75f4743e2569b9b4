#!/usr/bin/python3
"""PDF files of some kilobytes that unfold to gigabytes: what was read before
is kept, and never said to be all."""
import sys
sys.dont_write_bytecode = True

import json
import os
import subprocess
import tempfile
import zlib

from digests import PDFS, VEILLE, check, finish, skip

FIRST = b"The first page has words that are kept."
# What stops one: which comes first is a matter of the machine.
LIMITS = {"memory", "cpu", "wall"}


def unfold(piece, times):
    """Compressed, without ever being whole in memory."""
    packer = zlib.compressobj(9)
    parts = [packer.compress(piece) for _ in range(times)]
    return b"".join(parts) + packer.flush()


def stream(number, content, more=b""):
    return b"%d 0 obj<<%s/Length %d>>stream\n%s\nendstream endobj\n" % (
        number, more, len(content), content)


def page(number, contents):
    return (b"%d 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 240]/Contents "
            b"%d 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont"
            b"/Helvetica>>>>>>>>endobj\n" % (number, contents))


def document(second):
    """Two pages; second is the packed content of the second."""
    return (b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
            b"2 0 obj<</Type/Pages/Kids[3 0 R 5 0 R]/Count 2>>endobj\n" +
            page(3, 4) +
            stream(4, b"BT /F 12 Tf 20 190 Td (" + FIRST + b") Tj ET") +
            page(5, 6) + stream(6, second, b"/Filter/FlateDecode") +
            b"trailer<</Root 1 0 R>>\n%%EOF\n")


BOMBS = {
    "words without end": (
        b"BT /F 12 Tf 20 100 Td (abcdefghijklmnopqrstuvwxyz) Tj ET\n" * 100,
        3000),
    "states saved without end": (b"q " * 5000, 400),
    "lists within lists": (b"[ " * 5000, 2000),
}


def run(*arguments):
    return subprocess.run([VEILLE, *arguments], stdin=subprocess.DEVNULL,
                          capture_output=True, timeout=200, check=False)


def explode(name, piece, times):
    with tempfile.TemporaryDirectory() as tmp:
        path = os.path.join(tmp, "bomb.pdf")
        with open(path, "wb") as file:
            file.write(document(unfold(piece, times)))
        done = run("text", "--max-memory=64", path)
    lines = [json.loads(line) for line in done.stdout.decode().splitlines()]
    err = done.stderr.decode()
    check(done.returncode == 5 and len(lines) == 2 and
          lines[0]["text"].strip() == FIRST.decode() and
          lines[1]["partial"] in LIMITS and not lines[1]["end"] and
          lines[1]["warning"] is None and err.count("\n") == 1 and
          "bomb.pdf" in err and "limit of" in err,
          "%s: the first page is kept, and the limit named" % name,
          "%d %s %s" % (done.returncode, lines, err))


usual = run("text", os.path.join(PDFS, "99000001.pdf")).stdout.decode()
if "rlimit" not in (json.loads(usual.splitlines()[-1])["sandbox"] or ""):
    skip("bombs", "nothing limits the reader in this build")
else:
    for bomb in BOMBS.items():
        explode(bomb[0], *bomb[1])
finish()
