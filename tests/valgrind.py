#!/usr/bin/python3
"""The PDF reader under valgrind: it works, says that its seal is off, and
does nothing that it must not do with memory."""
import sys
sys.dont_write_bytecode = True

import glob
import json
import os
import shutil
import subprocess
import tempfile

from digests import BAD, PDFS, VEILLE, check, finish, skip

PDF = os.path.join(PDFS, "99000001.pdf")
PROGRAMS = tempfile.mkdtemp(prefix="veille-")


def under_valgrind(*arguments):
    """Status, standard output, and the summaries of veille and its helper."""
    with tempfile.TemporaryDirectory() as tmp:
        done = subprocess.run(
            ["valgrind", "-q", "--trace-children=yes",
             "--log-file=" + os.path.join(tmp, "%p"),
             os.path.join(PROGRAMS, "veille"), *arguments],
            stdin=subprocess.DEVNULL, capture_output=True, check=False,
            timeout=600, env={**os.environ, "VEILLE_LIBEXEC": PROGRAMS})
        said = []
        for path in sorted(glob.glob(os.path.join(tmp, "*"))):
            with open(path, encoding="utf-8", errors="replace") as file:
                said.append(file.read())
    return done.returncode, done.stdout, said


def copy_programs():
    """Without what is for debuggers: valgrind does not know all forms of
    it."""
    helper = os.path.join(os.environ.get("VEILLE_LIBEXEC",
                                         os.path.dirname(VEILLE)),
                          "veille-pdf")
    for program in (VEILLE, helper):
        copy = os.path.join(PROGRAMS, os.path.basename(program))
        shutil.copy(program, copy)
        if shutil.which("strip"):
            subprocess.run(["strip", "-g", copy], check=True)


def is_sealed():
    done = subprocess.run([VEILLE, "text", PDF], capture_output=True,
                          stdin=subprocess.DEVNULL, check=False)
    end = json.loads(done.stdout.decode().splitlines()[-1])
    return "seccomp" in (end["sandbox"] or "")


def texts():
    for what, arguments, status in (
            ("a text", ["text", PDF], 0),
            ("a text against its ink", ["text", "--ink=always", PDF], 0),
            ("a damaged file", ["text", os.path.join(BAD, "damaged.pdf")], 3)):
        found, out, said = under_valgrind(*arguments)
        end = json.loads(out.decode().splitlines()[-1])
        # An error's record names no sandbox.
        sandbox = "none: valgrind" if status == 0 else None
        check(found == status and len(said) >= 2 and not any(said) and
              end["sandbox"] == sandbox,
              "%s: no error of memory, and the seal is said to be off" % what,
              "%s %s %s" % (found, end, "".join(said)[:1500]))


def pictures():
    with tempfile.TemporaryDirectory() as tmp:
        path = os.path.join(tmp, "x.png")
        status, _, said = under_valgrind("picture", PDF, "--start=200",
                                         "--end=300", "-o", path)
        with open(path, "rb") as file:
            start = file.read(8)
        check(status == 0 and start == b"\x89PNG\r\n\x1a\n" and
              len(said) >= 2 and not any(said), "a picture",
              "%s %s" % (status, "".join(said)[:1500]))


if not shutil.which("valgrind"):
    skip("under valgrind", "it is not installed")
elif not is_sealed():
    skip("under valgrind", "a build with sanitizers, or no seal here")
else:
    copy_programs()
    texts()
    pictures()
shutil.rmtree(PROGRAMS)
finish()
