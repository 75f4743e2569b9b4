#!/usr/bin/python3
"""veille picture: the mark sits on the words, by the places that pdftotext
gives for them and by the ink; what cannot be drawn is said."""
import sys
sys.dont_write_bytecode = True

import glob
import json
import os
import re
import shutil
import struct
import subprocess
import tempfile
import zlib
from html import unescape

from digests import FIXTURES, SHARED, VEILLE, check, finish, skip

CAPTION = 34


def run(*arguments):
    done = subprocess.run([VEILLE, *arguments], capture_output=True,
                          stdin=subprocess.DEVNULL, timeout=120, check=False)
    return done.returncode, done.stdout, done.stderr.decode()


def pages_of(path):
    lines = run("text", path)[1].decode().splitlines()
    return [json.loads(line) for line in lines[:-1]]


def draw(path, *spans, extra=()):
    arguments = [a for start, end in spans
                 for a in ("--start=%d" % start, "--end=%d" % end)]
    return run("picture", *extra, path, *arguments, "-o", "-")


class Png:
    """Rows of palette entries: 0 to 7 from black to white, 8 to 15 the same
    on the mark."""

    def __init__(self, data):
        assert data[:8] == b"\x89PNG\r\n\x1a\n", "not a PNG"
        at, chunks = 8, []
        while at < len(data):
            size, kind = struct.unpack(">I4s", data[at:at + 8])
            body = data[at + 8:at + 8 + size]
            crc = struct.unpack(">I", data[at + 8 + size:at + 12 + size])[0]
            assert crc == zlib.crc32(kind + body), "wrong checksum"
            chunks.append((kind, body))
            at += 12 + size
        assert chunks[-1] == (b"IEND", b""), "cut short"
        kinds = dict(chunks)
        self.width, self.height, self.depth, self.type = struct.unpack(
            ">IIBB", kinds[b"IHDR"][:10])
        assert kinds[b"pHYs"] == struct.pack(">IIB", 5669, 5669, 1), "dpi"
        raw = zlib.decompress(kinds[b"IDAT"])
        if (self.depth, self.type) != (4, 3):
            return
        stride = 1 + (self.width + 1) // 2
        assert len(raw) == stride * self.height, "rows"
        self.rows = []
        for y in range(self.height):
            line = raw[y * stride:(y + 1) * stride]
            assert line[0] == 0, "filter"
            row = [n for byte in line[1:] for n in (byte >> 4, byte & 15)]
            self.rows.append(row[:self.width])

    def marks(self):
        """Bounding boxes of the marked parts, a line each where the lines do
        not touch."""
        boxes, open_boxes = [], []
        for y, row in enumerate(self.rows):
            xs = [x for x, n in enumerate(row) if n >= 8]
            if not xs:
                open_boxes = []
                continue
            span = (xs[0], xs[-1] + 1)
            if open_boxes and open_boxes[0] == span:
                boxes[-1][3] = y + 1
            else:
                boxes.append([span[0], y, span[1], y + 1])
            open_boxes = [span]
        return boxes

    def has_ink(self, box):
        x1, y1, x2, y2 = [int(n) for n in box]
        return any(n % 8 < 5 for row in self.rows[max(y1, 0):y2]
                   for n in row[max(x1, 0):x2])


# ---- The places of words, by another program ----

def words_of(path, page):
    out = subprocess.run(["pdftotext", "-bbox", "-f", str(page), "-l",
                          str(page), path, "-"], capture_output=True,
                         check=True).stdout.decode()
    return [(unescape(m[5]), [float(m[i]) for i in range(1, 5)])
            for m in re.finditer(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)"'
                                 r' yMax="(.*?)">(.*?)</word>', out)]


def boxes_by_line(words):
    lines = []
    for _, (x1, y1, x2, y2) in words:
        if lines and abs(lines[-1][1] - y1) < 3 and \
                lines[-1][0] < x1 < lines[-1][2] + 12:
            lines[-1] = [lines[-1][0], min(lines[-1][1], y1), x2,
                         max(lines[-1][3], y2)]
        else:
            lines.append([x1, y1, x2, y2])
    return lines


def find_run(words, texts):
    n = len(texts)
    hits = [i for i in range(len(words) - n + 1)
            if [w[0] for w in words[i:i + n]] == texts]
    return hits[0] if len(hits) == 1 else None


def problem_of_mark(png, words, at, n):
    """The marked pixels against the boxes of the words: the first mark gives
    the place of the crop on the page, and then all must fit."""
    lines = boxes_by_line(words[at:at + n])
    first = next((i, r) for i, r in enumerate(png.rows)
                 if any(v >= 8 for v in r))
    left = min(x for x, v in enumerate(first[1]) if v >= 8) + 1
    dx, dy = left - 2 * lines[0][0], first[0] - 2 * lines[0][1]
    # A pixel less on each side: marks end at whole ones.
    boxes = [[2 * x1 + dx + 1, 2 * y1 + dy + 1, 2 * x2 + dx - 1,
              2 * y2 + dy - 1] for x1, y1, x2, y2 in lines]
    wanted = covered = 0
    for x1, y1, x2, y2 in boxes:
        cells = [v for row in png.rows[round(y1):round(y2)]
                 for v in row[round(x1):round(x2)]]
        wanted += len(cells)
        covered += sum(v >= 8 for v in cells)
    if wanted < 400 or covered < 0.98 * wanted:
        return "%d pixels of words, %d of them marked" % (wanted, covered)
    for y, row in enumerate(png.rows):
        near = [b for b in boxes if b[1] - 4 <= y <= b[3] + 4]
        for x, v in enumerate(row):
            if v >= 8 and not any(b[0] - 4 <= x <= b[2] + 4 for b in near):
                return "marked where no word is: %d, %d" % (x, y)
    for text, box in words[at:at + n]:
        x1, y1, x2, y2 = box
        if not png.has_ink((2 * x1 + dx, 2 * y1 + dy, 2 * x2 + dx,
                            2 * y2 + dy)):
            return "no ink under '%s'" % text
    return None


def marks_on_words(path, page, n_words, step):
    text = page["text"]
    words = words_of(path, page["page"])
    tokens = [(m.group(), m.start(), m.end())
              for m in re.finditer(r"\S+", text)]
    tried = 0
    for i in range(0, len(tokens) - n_words, step):
        some = tokens[i:i + n_words]
        at = find_run(words, [t[0] for t in some])
        if at is None:
            continue
        start, end = page["offset"] + some[0][1], page["offset"] + some[-1][2]
        status, out, err = draw(path, (start, end))
        if status != 0 or err:
            return tried, "%d-%d: status %d %s" % (start, end, status, err)
        png = Png(out)
        if (png.depth, png.type) != (4, 3):
            continue
        # Parts that stand apart are shown apart, each in its own place.
        lines = boxes_by_line(words[at:at + n_words])
        if any(not 5 < b[1] - a[1] < 20 or b[0] > a[2] or a[0] > b[2]
               for a, b in zip(lines, lines[1:])):
            continue
        found = problem_of_mark(png, words, at, n_words)
        if found is not None:
            return tried, "%d-%d (%s ...): %s" % (start, end, some[0][0],
                                                  found)
        tried += 1
    return tried, None


def over_fixtures():
    if shutil.which("pdftotext") is None:
        skip("marks against pdftotext", "no pdftotext")
        return
    for path in sorted(glob.glob(FIXTURES + "/pdf/*.pdf")):
        total = 0
        for page in pages_of(path)[:2]:
            tried, problem = marks_on_words(path, page, 9, 61)
            total += tried
            if problem is not None:
                break
        check(problem is None and total > 0, "marks sit on the words of %s (%d)"
              % (os.path.basename(path), total), problem or "no word was tried")


# ---- Segments ----

def two_segments():
    for path in sorted(glob.glob(FIXTURES + "/pdf/*.pdf")):
        pages = pages_of(path)
        if len(pages) < 2:
            continue
        first, second = pages[0], pages[1]
        one = (first["offset"] + 200, first["offset"] + 230)
        two = (second["offset"] + 300, second["offset"] + 330)
        status, out, err = draw(path, one, two)
        alone = [Png(draw(path, span)[1]) for span in (one, two)]
        both = Png(out)
        check(status == 0 and not err and
              both.height == sum(p.height for p in alone) and
              both.width == max(p.width for p in alone),
              "two segments on two pages stand one above the other",
              "%d %s %s" % (status, err, vars(both)["height"]))
        across = (first["offset"] + len(first["text"]) - 25,
                  second["offset"] + 25)
        status, out, err = draw(path, across)
        check(status == 0 and not err and
              sum(v >= 8 for row in Png(out).rows for v in row) > 200,
              "a span that goes over a page break", "%d %s" % (status, err))
        return
    check(False, "a fixture with two pages", "none")


# ---- Pages of our own ----

def pdf(content, page=""):
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]%s/Contents 4 0 R"
        "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
        ">>>>>>" % page,
        "<</Length %d>>stream\n%s\nendstream" % (len(content), content)]
    out, places = b"%PDF-1.4\n", []
    for i, body in enumerate(objects):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (i + 1, body.encode())
    start = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n"
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
                  % start)


def own_page(folder, name, content, page=""):
    path = os.path.join(folder, name + ".pdf")
    with open(path, "wb") as out:
        out.write(pdf(content, page))
    return path


LINE = "BT /F 12 Tf %d %d Td (%s) Tj ET "


def word_on_page(folder, name, page):
    """One marked word among others: its ink, and no other, is marked."""
    path = own_page(folder, name,
                    LINE % (150, 150, "before") + LINE % (150, 120, "MMMM") +
                    LINE % (150, 90, "behind"), page)
    text = pages_of(path)[0]["text"]
    at = text.index("MMMM")
    status, out, err = draw(path, (at, at + 4))
    png = Png(out)
    dark = [(x, y) for y, row in enumerate(png.rows[CAPTION:])
            for x, v in enumerate(row) if v == 8]
    marked = sum(v >= 8 for row in png.rows for v in row)
    # Black on the mark: the strokes of four letters, and they are as wide as
    # their mark.
    xs = [x for x, _ in dark]
    ys = [y for _, y in dark]
    along, across = ((max(ys) - min(ys), max(xs) - min(xs))
                     if "90" in page else
                     (max(xs) - min(xs), max(ys) - min(ys))) \
        if dark else (0, 0)
    check(status == 0 and not err and 70 <= along <= 84 and 12 <= across <= 20
          and 80 * 20 < marked < 90 * 36, "the mark on a page: %s" % name,
          "%d %s along %d across %d marked %d" % (status, err, along, across,
                                                   marked))


def own_pages(folder):
    word_on_page(folder, "plain", "")
    word_on_page(folder, "cropped", "/CropBox[100 50 350 200]")
    word_on_page(folder, "turned", "/Rotate 90")
    word_on_page(folder, "shifted", "/MediaBox[50 40 400 300]")
    path = own_page(folder, "hidden", LINE % (50, 200, "seen") +
                    "3 Tr " + LINE % (50, 100, "ignore previous text"))
    at = pages_of(path)[0]["text"].index("ignore")
    status, out, err = draw(path, (at, at + 20))
    check(status == 1 and "hidden text" in err and Png(out).height > CAPTION,
          "no ink under the mark is said", "%d %s" % (status, err))
    path = own_page(folder, "dark", "0 0 0.2 rg 0 0 400 300 re f 1 1 1 rg " +
                    LINE % (50, 100, "white on blue"))
    status, out, err = draw(path, (0, 13))
    check(status == 0 and not err and
          sum(v == 15 for row in Png(out).rows for v in row) > 300,
          "a mark on a dark ground has a frame", "%d %s" % (status, err))
    path = own_page(folder, "red", "1 0 0 rg 40 90 200 30 re f 0 0 0 rg " +
                    LINE % (50, 100, "black on red"))
    status, out, err = draw(path, (0, 12))
    check(status == 0 and Png(out).type == 2, "colours stay colours", err)
    path = own_page(folder, "huge", LINE % (50, 14000, "far") +
                    LINE % (14000, 50, "away"),
                    "/MediaBox[0 0 14400 14400]")
    status, out, err = draw(path, (0, 8))
    check(status == 0 or (status == 3 and "too large" in err),
          "a huge page is drawn or refused", "%d %s" % (status, err))


# ---- What cannot be drawn ----

def errors():
    path = sorted(glob.glob(FIXTURES + "/pdf/*.pdf"))[0]
    bad = FIXTURES + "/bad/"
    cases = [
        (path, [(10 ** 8, 10 ** 8 + 5)], 3, "its text has"),
        (path, [(0, 10 ** 5)], 2, "20000"),
        (path, [(20, 10)], 2, "--end"),
        (path, [], 2, "--start"),
        (path, [(i, i + 1) for i in range(20)], 2, "16 segments"),
        (bad + "encrypted.pdf", [(0, 5)], 3, "encrypted"),
        (bad + "damaged.pdf", [(0, 5)], 3, "damaged"),
        (bad + "empty.pdf", [(0, 5)], 3, "empty"),
        (bad + "html-page.pdf", [(0, 5)], 3, "web page"),
        (bad + "scan.pdf", [(0, 5)], 3, "no text layer"),
        (bad + "empty.xml", [(0, 5)], 3, "empty"),
        (FIXTURES + "/README.md", [(0, 5)], 3, "not a PDF"),
        (bad + "missing.pdf", [(0, 5)], 3, "missing.pdf"),
    ]
    for file, spans, wanted, word in cases:
        status, out, err = draw(file, *spans)
        check(status == wanted and word in err and not out and
              len(err.splitlines()) == 1,
              "%s %s: %s" % (os.path.basename(file), spans[:1], word),
              "%d %s" % (status, err))
    status, out, err = run("picture", path, "--start=1", "--end=x", "-o", "-")
    check(status == 2, "an offset that is no number", err)
    status, out, err = run("picture", path, "--start=1", "--end=9")
    check(status == 2 and "-o" in err, "no place for the picture", err)
    with tempfile.TemporaryDirectory() as folder:
        status, out, err = run("picture", path, "--start=1", "--end=9", "-o",
                               folder + "/none/a.png")
        check(status == 3 and "none/a.png" in err and "make it first" in err,
              "a folder that is not there", err)
        status, out, err = run("picture", path, "--start=1", "--end=9", "-o",
                               folder)
        check(status == 3 and "it is a folder" in err,
              "a folder in place of a file", err)
    path = os.path.join(FIXTURES, "articles.xml")
    status, out, err = run("picture", path, "--start=1", "--end=9", "-o", "-")
    check(status == 3 and "XML, not a PDF" in err, "a picture of XML", err)


def seal():
    path = sorted(glob.glob(FIXTURES + "/pdf/*.pdf"))[0]
    end = json.loads(run("text", path)[1].decode().splitlines()[-1])
    if end["sandbox"] != "landlock,seccomp,rlimit":
        skip("without Landlock", "the seal is %s" % end["sandbox"])
        return
    status, out, err = draw(path, (0, 20), extra=["--seal=seccomp"])
    check(status == 4 and "Landlock" in err and not out,
          "without Landlock it refuses, with the reason", err)
    status, out, err = draw(path, (0, 20), extra=["--seal=none"])
    check(status == 4 and not out, "without a seal too", err)
    status, out, err = draw(path, (0, 20), extra=["--unsafe-no-sandbox"])
    check(status == 0 and out == draw(path, (0, 20))[1],
          "the seal changes no pixel", err)


def over_real():
    files = sorted(glob.glob(os.path.join(SHARED, "real", "pdf", "*.pdf")) +
                   glob.glob(os.path.join(SHARED, "real", "hard", "*.pdf")))
    if not files:
        skip("real articles", "not there")
        return
    problems, n = [], 0
    for path in files:
        pages = pages_of(path)[:3] if run("text", path)[0] in (0, 5) else []
        for page in pages:
            if len(page["text"].strip()) < 400:
                continue
            start = page["offset"] + len(page["text"]) // 2
            status, out, err = draw(path, (start, start + 120))
            n += 1
            if status not in (0, 1) or Png(out).height <= CAPTION:
                problems.append("%s page %d: %d %s" % (path, page["page"],
                                                       status, err))
    check(not problems and n > 40, "%d pictures of real articles" % n,
          "\n".join(problems))


over_fixtures()
two_segments()
with tempfile.TemporaryDirectory() as own:
    own_pages(own)
errors()
seal()
over_real()
finish()
