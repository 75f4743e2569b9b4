#!/usr/bin/python3
"""Files that are not what they say, and outputs that take no more: each gets
one clear line that names the file and the remedy, and the promised status."""
import sys
sys.dont_write_bytecode = True

import json
import os
import shutil
import subprocess
import tempfile

from digests import BAD, PDFS, RECORDS, VEILLE, check, finish, skip

GOOD_PDF = os.path.join(PDFS, "99000001.pdf")


def run(*arguments, **options):
    done = subprocess.run([VEILLE, *arguments], stdin=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, timeout=120, check=False,
                          **{"stdout": subprocess.PIPE, **options})
    return done.returncode, (done.stdout or b"").decode(), \
        done.stderr.decode()


def bad(name):
    return os.path.join(BAD, name)


# What veille text says of each: code of the error, a word of the remedy.
TEXTS = {
    "damaged.pdf": ("malformed", "download it again"),
    "empty.pdf": ("malformed", "empty; download it again"),
    "encrypted.pdf": ("encrypted", "qpdf"),
    "html-page.pdf": ("malformed", "download the PDF itself"),
    "html-page.xml": ("malformed", "download the article itself"),
    "empty.xml": ("no_text_layer", "no text"),
    "scan.pdf": ("no_text_layer", "no text layer, 1 page; run: ocrmypdf"),
}


def one_line(err, name):
    return err.startswith("veille: ") and err.count("\n") == 1 and name in err


def check_texts():
    for name, (code, word) in TEXTS.items():
        status, out, err = run("text", bad(name))
        lines = [json.loads(line) for line in out.splitlines()]
        error = lines[-1].get("error") if lines else None
        check(status == 3 and len(lines) == 1 and not lines[0]["end"] and
              error is not None and error["code"] == code and
              error["file"] == bad(name) and word in error["message"] and
              one_line(err, name) and word in err,
              "text: %s is %s, status 3" % (name, code),
              "%s\n%s\n%s" % (status, out, err))
    for name in ("truncated.xml", "truncated.xml.gz"):
        status, out, err = run("text", bad(name))
        lines = [json.loads(line) for line in out.splitlines()]
        check(status == 5 and 1 < len(lines) < 8 and one_line(err, name) and
              lines[-1]["partial"] == "damage" and not lines[-1]["end"] and
              lines[-1]["warning"] and err.count(name) == 1,
              "text: %s in part, status 5" % name, out + err)


def check_files():
    """A challenge page, a picture and a folder under the name of a PDF."""
    with tempfile.TemporaryDirectory() as tmp:
        contents = {
            "challenge.pdf": b"<!DOCTYPE html><html><head><title>Just a "
                             b"moment...</title></head></html>",
            "picture.pdf": b"\x89PNG\r\n\x1a\n" + bytes(64),
            "bytes": bytes(range(1, 256)) * 40,
            "binary": b"\x7fELF" + bytes(100),
            "cut.pdf": open(GOOD_PDF, "rb").read()[:700],
            "\x1b[2J.pdf": b"",
        }
        for name, data in contents.items():
            path = os.path.join(tmp, name)
            with open(path, "wb") as file:
                file.write(data)
            status, out, err = run("text", path)
            shown = name.replace("\x1b", "")
            check(status == 3 and one_line(err, shown) and "\x1b" not in err
                  and "\x1b" not in out, "text: %r, status 3" % name,
                  "%s %s" % (status, err))
        status, _, err = run("text", "/dev/null")
        check(status == 3 and "not a regular file" in err,
              "text: a device", err)
        status, _, err = run("text", tmp)
        check(status == 3 and one_line(err, tmp), "text: a folder", err)
        status, _, err = run("text", os.path.join(tmp, "absent.pdf"))
        check(status == 3 and one_line(err, "absent.pdf"), "text: no file", err)
        copy = os.path.join(tmp, "-x.pdf")
        shutil.copy(GOOD_PDF, copy)
        status, out, err = run("text", "--", "-x.pdf", cwd=tmp)
        check(status == 0 and json.loads(out.splitlines()[-1])["end"],
              "text: a name that looks like an option", err)


def check_parse():
    for name in ("empty.xml", "html-page.xml", "scan.pdf"):
        status, out, err = run("parse", bad(name))
        check(status == 3 and not out and one_line(err, name),
              "parse: %s, status 3" % name, err)
    for name in ("truncated.xml", "truncated.xml.gz"):
        status, out, err = run("parse", bad(name))
        check(status == 5 and 0 < len(out.splitlines()) < 7 and
              one_line(err, name), "parse: %s in part, status 5" % name, err)
    status, out, err = run("parse", bad("empty.xml"), RECORDS)
    check(status == 5 and len(out.splitlines()) == 8 and
          one_line(err, "empty.xml"), "parse: the good file is read, status 5",
          err)
    status, out, err = run("parse", bad("empty.xml"), bad("html-page.xml"))
    check(status == 3 and not out and err.count("\n") == 2,
          "parse: none good, status 3", err)


def check_outputs():
    for command, file in (("text", GOOD_PDF), ("parse", RECORDS)):
        reading, writing = os.pipe()
        os.close(reading)
        status, _, err = run(command, file, stdout=writing)
        os.close(writing)
        check(status == 0 and err == "",
              "%s: a closed standard output ends quietly" % command, err)
        if not os.path.exists("/dev/full"):
            skip("%s: a full disk" % command, "no /dev/full")
            continue
        with open("/dev/full", "wb") as full:
            status, _, err = run(command, file, stdout=full)
        check(status == 3 and "standard output" in err and "space" in err and
              err.count("\n") == 1, "%s: a full disk, status 3" % command, err)
    with open("/dev/full", "wb") as full:
        status, _, err = run("text", bad("scan.pdf"), stdout=full)
    check(status == 3 and err.count("\n") >= 1,
          "text: an error and a full disk", err)


check_texts()
check_files()
check_parse()
check_outputs()
finish()
