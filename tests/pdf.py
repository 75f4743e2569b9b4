#!/usr/bin/python3
"""veille text over real and hard PDF files: text or a clear error, never a
signal, never silence; and the contract of its lines."""
import sys
sys.dont_write_bytecode = True

import glob
import json
import os
import subprocess
import tempfile

from digests import SHARED, VEILLE, check, finish, skip

PARTIAL = {None, "cpu", "wall", "memory", "pages", "output", "damage"}


def run(*arguments):
    done = subprocess.run([VEILLE, "text", *arguments], capture_output=True,
                          stdin=subprocess.DEVNULL, timeout=120, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def problem_of_pages(pages):
    offset = 0
    for i, page in enumerate(pages):
        if page["page"] != i + 1 or page["offset"] != offset:
            return "page %d is out of place" % (i + 1)
        text = page["text"]
        end = offset + len(text)
        if "\f" in text or "\0" in text:
            return "form feed or NUL on page %d" % (i + 1)
        if any(0x202A <= ord(c) <= 0x202E for c in text):
            return "bidirectional mark on page %d" % (i + 1)
        for start, stop in page["unsafe"] + page["hidden"]:
            if not offset <= start < stop <= end:
                return "span outside page %d" % (i + 1)
        marked = set()
        for start, stop in page["unsafe"]:
            marked.update(range(start, stop))
        for j, c in enumerate(text):
            if (c == "\ufffd" or "\ue000" <= c <= "\uf8ff" or
                    (c < " " and c not in "\n\t\r")):
                if offset + j not in marked:
                    return "unmarked glyph on page %d" % (i + 1)
        offset = end + 1
    return None


def problem(path, status, out, err):
    if status not in (0, 3, 5):
        return "status %d: %s" % (status, err)
    lines = [json.loads(line) for line in out.splitlines()]
    if not lines or "end" not in lines[-1]:
        return "no end record"
    end, pages = lines[-1], lines[:-1]
    if end["partial"] not in PARTIAL:
        return "partial: %s" % end["partial"]
    if end["error"] is not None:
        if status != 3 or pages or end["end"]:
            return "an error with status %d" % status
        if len(err.splitlines()) != 1 or path not in err:
            return "no clear line: %r" % err
        return None
    if status == 3:
        return "status 3 without an error"
    if not any(page["text"].strip() for page in pages):
        return "silent: no text and no error"
    if (status == 5) != (end["partial"] is not None) or \
            (status == 0) != end["end"]:
        return "status %d, partial %s" % (status, end["partial"])
    if status == 0 and (err or len(pages) != end["pages"]):
        return "%d of %d pages, %r" % (len(pages), end["pages"], err)
    return problem_of_pages(pages)


EXPECTED = {
    "hard-empty-file.pdf": "malformed", "hard-html-not-pdf.pdf": "malformed",
    "hard-enc-aes-128-m.pdf": "encrypted",
    "hard-enc-aes-256-r6.pdf": "encrypted",
    "hard-enc-rc4-40.pdf": "encrypted", "hard-enc-user-bmc.pdf": "encrypted",
    "hard-scan-ccitt.pdf": "no_text_layer",
    "hard-scan-jbig2.pdf": "no_text_layer",
    "hard-scan-notext-bmc.pdf": "no_text_layer",
    "hard-js-scan-bad.pdf": "no_text_layer",
    "hard-zero-page.pdf": "malformed", "journal.pone.0077058.pdf": "malformed",
}


def over_files(folder):
    files = sorted(glob.glob(os.path.join(SHARED, "real", folder, "*.pdf")))
    if not files:
        skip("real/%s" % folder, "not there")
        return
    problems = []
    for path in files:
        status, out, err = run(path)
        found = problem(path, status, out, err)
        code = EXPECTED.get(os.path.basename(path))
        if found is None and code is not None:
            error = json.loads(out.splitlines()[-1])["error"]
            if error is None or error["code"] != code:
                found = "expected %s, got %s" % (code, error)
        if found is not None:
            problems.append("%s: %s" % (path, found))
    check(not problems, "%d files of real/%s" % (len(files), folder),
          "\n".join(problems))


def without_landlock():
    files = sorted(glob.glob(os.path.join(SHARED, "real", "pdf", "*.pdf")))
    if not files:
        skip("seccomp alone", "no real PDF")
        return
    status, out, _ = run("--seal=seccomp", files[0])
    usual = run(files[0])[1]
    check(status == 0 and out.splitlines()[:-1] == usual.splitlines()[:-1],
          "the same pages under seccomp alone", out[-500:])
    sandbox = json.loads(out.splitlines()[-1])["sandbox"]
    check(sandbox in ("seccomp,rlimit", "none: sanitizers"),
          "the end record names the sandbox", sandbox)


def no_poppler_in_main():
    linked = subprocess.run(["ldd", VEILLE], capture_output=True, check=False)
    check(linked.returncode == 0 and b"poppler" not in linked.stdout,
          "veille does not link Poppler", linked.stdout.decode())


def refuses_without_seal():
    files = sorted(glob.glob(os.path.join(SHARED, "real", "pdf", "*.pdf")))
    if not files or "sanitizers" in run(files[0])[1].splitlines()[-1]:
        skip("refusal without a seal", "no real PDF, or sanitizers")
        return
    status, out, _ = run("--seal=none", files[0])
    error = json.loads(out.splitlines()[-1])["error"]
    check(status == 4 and error["code"] == "refused",
          "without a seal it refuses", out)
    status, out, _ = run("--seal=none", "--unsafe-no-sandbox", files[0])
    check(status == 0, "unless told to go on", out[-500:])


def limit_of_pages():
    path = os.path.join(SHARED, "real", "hard", "hard-huge-540p.pdf")
    if not os.path.exists(path):
        skip("limit of pages", "no real PDF")
        return
    status, out, err = run("--max-pages=7", path)
    end = json.loads(out.splitlines()[-1])
    check(status == 5 and end["partial"] == "pages" and
          len(out.splitlines()) == 8 and len(err.splitlines()) == 1,
          "pages beyond the limit are said to be missing", out[-500:] + err)


def limits():
    """The limit of output holds; nonsense is refused for each limit."""
    for option in ("--max-cpu=-1", "--max-time=99999999", "--max-output=4096",
                   "--max-memory=-3", "--max-memory=63", "--max-pages=-1"):
        status, out, err = run(option, "x.pdf")
        check(status == 2 and out == "" and option.split("=")[0] in err,
              "%s is refused" % option, err)
    path = os.path.join(SHARED, "real", "hard", "hard-huge-540p.pdf")
    if not os.path.exists(path):
        skip("limit of output", "no real PDF")
        return
    status, out, err = run("--max-output=1", "--ink=never", path)
    end = json.loads(out.splitlines()[-1])
    check(status == 5 and end["partial"] == "output" and
          len(err.splitlines()) == 1, "output beyond the limit is said to be "
          "missing", out[-500:] + err)


LINES = ["The first line of all goes over the edge of the page",
         "and the second one stands in the middle of it, as usual",
         "with a third line below that nobody should ever lose."]


def cut_page(turn):
    """Its upper edge cuts the first line."""
    body = ("BT /F 12 Tf 10 192 Td (%s) Tj ET BT /F 12 Tf 14 TL 40 150 Td "
            "(%s) Tj T* (%s) Tj ET" % tuple(LINES))
    return ("%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
            "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
            "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 240]"
            "/CropBox[8 20 392 198]/Rotate %d/Contents 4 0 R/Resources"
            "<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
            ">>endobj\n4 0 obj<</Length %d>>stream\n%s\nendstream endobj\n"
            "trailer<</Root 1 0 R>>\n%%%%EOF\n" % (turn, len(body), body))


def turned_and_cut():
    """Of a turned page whose edge cuts a line, Poppler leaves out others."""
    lost = []
    with tempfile.TemporaryDirectory() as tmp:
        path = os.path.join(tmp, "turned.pdf")
        for turn in (0, 90, 180, 270):
            with open(path, "w", encoding="ascii") as file:
                file.write(cut_page(turn))
            text = " ".join(run(path)[1].replace("\\n", " ").split())
            lost += ["%s at %d" % (line, turn) for line in LINES
                     if line not in text]
    check(not lost, "no line of a turned and cropped page is lost", lost)


limits()
turned_and_cut()
over_files("pdf")
over_files("hard")
without_landlock()
refuses_without_seal()
limit_of_pages()
no_poppler_in_main()
finish()
