#!/usr/bin/python3
"""Killed at any instant, the next run loses no paper, repeats none and leaves
nothing behind.  TORTURE=1 makes it long: every write, and PDF files."""
import sys
sys.dont_write_bytecode = True

import glob
import os
import shutil
import subprocess
import time

from digests import (PDFS, RECORDS, VEILLE, Place, check, digest_of, finish,
                     read, skip)

LONG = os.environ.get("TORTURE") == "1"
# What makes a change last, or shows it to others.
STEPS = ["mkdirat", "fsync", "renameat2", "symlinkat", "renameat",
         "fdatasync", "unlink"]
KILLED = (-9, 137)


def split_records(place):
    """Two weeks: the second has the first one's records again."""
    text = read(RECORDS)
    parts = text.split("</PubmedArticle>\n")
    first = parts[0][:parts[0].index("<PubmedArticle>")]
    for name, articles in (("one.xml", parts[:2]), ("two.xml", parts[:5])):
        body = "</PubmedArticle>\n".join(articles)[len(first):]
        with open(place.path(name), "w", encoding="utf-8") as file:
            file.write(first + body + "</PubmedArticle></PubmedArticleSet>")


# Places whose runs read PDF files and draw their quotes.
drawing = set()


def command(place, records):
    more = ["--pdf-dir", PDFS] if LONG or place in drawing else []
    return [VEILLE, "run", "--records", place.path(records), "--output",
            place.out, *more]


def traced(place, records, call, number):
    """Runs until a thread comes to its number-th call; TRUE: it was killed
    there."""
    done = subprocess.run(
        ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=" + call,
         "-e", "inject=%s:signal=KILL:when=%d" % (call, number),
         *command(place, records)],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, check=False, timeout=600,
        env={**place.environment(), "ASAN_OPTIONS": "detect_leaks=0"})
    return done.returncode in KILLED


def cut_short(place, records, seconds):
    child = subprocess.Popen(
        command(place, records), stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env=place.environment())
    time.sleep(seconds)
    child.kill()
    return child.wait() in KILLED


def shown(place):
    return sorted(p["pmid"] for name in place.digests()
                  for digest in [digest_of(place, name)]
                  for p in digest["papers"] + digest["listed"])


def wanted(place, records):
    text = read(place.path(records))
    return sorted(part.split("<")[0].split(">")[1] for part in
                  text.split("<PMID Version=")[1:])


def problem_of_evidence(place, name):
    """The pictures that the digest names, those that lie there, and those of
    the manifest are the same."""
    folder = os.path.join(place.out, name)
    named = {"evidence/" + os.path.basename(quote["picture"]["file"])
             for paper in digest_of(place, name)["papers"]
             for claim in paper["claims"] for quote in claim["quotes"]
             if (quote.get("picture") or {}).get("file")}
    there = {os.path.relpath(os.path.join(path, file), folder)
             for path, _, files in os.walk(os.path.join(folder, "evidence"))
             for file in files}
    manifest = {line.split()[-1] for line in
                read(os.path.join(folder, "manifest")).splitlines()
                if "evidence/" in line}
    if named == there == manifest and (named or place not in drawing):
        return None
    return "%d pictures named, %d there, %d in the manifest" % (
        len(named), len(there), len(manifest))


def problem(place, records):
    """What is wrong with the folder after the next run."""
    done = place.veille(*command(place, records)[1:])
    if done[0] != 0 or len(done[2]) > 1:
        return "the next run: %s" % (done,)
    if any("cut short" not in line for line in done[2]):
        return "the next run says %s" % done[2]
    if shown(place) != wanted(place, records):
        return "papers lost or repeated: %s" % shown(place)
    if place.hidden():
        return "left behind: %s" % place.hidden()
    if os.readlink(place.latest()) != place.digests()[-1]:
        return "latest is %s" % os.readlink(place.latest())
    for name in place.digests():
        status, out, _ = place.verify(os.path.join(place.out, name))
        if status != 0:
            return "verify %s: %s" % (name, out)
        found = problem_of_evidence(place, name)
        if found:
            return "%s: %s" % (name, found)
    done = place.veille(*command(place, records)[1:])
    if done[0] != 0 or "nothing new" not in done[1] or done[2]:
        return "the run after that: %s" % (done,)
    return None


def story(kill, before=None, pictures=False):
    """A first digest perhaps, a run that is killed, the next one.  Gives
    whether it was killed, and the problem."""
    with Place() as place:
        if pictures:
            drawing.add(place)
        split_records(place)
        if before:
            place.veille(*command(place, before)[1:])
        killed = kill(place)
        return killed, problem(place, "two.xml")


# The ones that differ most, for every day: a digest not begun, half written,
# written, shown, and the link made.
FEW_FIRST = [("mkdirat", 1), ("fsync", 3), ("renameat2", 1), ("fsync", 7)]
FEW_SECOND = [("fdatasync", 2), ("renameat2", 2), ("symlinkat", 1),
              ("renameat", 1), ("unlink", 1)]
FEW_TWICE = [(("fsync", 3), ("unlinkat", 2)), (("fsync", 7), ("fdatasync", 2))]


def at(what, points, before):
    problems, unreached = [], []
    for point in points:
        killed, found = story(
            lambda place, p=point: traced(place, "two.xml", *p), before)
        if found:
            problems.append("%s %d: %s" % (*point, found))
        if not killed:
            unreached.append(point)
    check(not problems and not unreached,
          "%s: killed at %d calls" % (what, len(points)),
          "\n".join(problems[:5]) or unreached)


def at_each(what, calls, before):
    problems, unreached, n = [], [], 0
    for call in calls:
        number, killed = 1, True
        while killed:
            killed, found = story(
                lambda place, c=call, i=number: traced(place, "two.xml", c,
                                                       i), before)
            if found:
                problems.append("%s %d: %s" % (call, number, found))
            if not killed and number == 1:
                unreached.append(call)
            n += killed
            number += 1
    check(n >= len(calls) and not problems and not unreached,
          "%s: killed at %d calls" % (what, n),
          "\n".join(problems[:5]) or unreached)


FIRST = [("mkdirat", 1), ("fsync", 3), ("renameat2", 1), ("fsync", 7),
         ("symlinkat", 1), ("renameat", 1), ("fsync", 8)]
SECOND = [("unlinkat", 1), ("unlinkat", 2), ("fdatasync", 1),
          ("fdatasync", 2), ("renameat2", 1), ("renameat", 1)]


def twice(points):
    """The run that mends what a kill left is killed as well; of many pairs
    not every second call is reached."""
    problems, n = [], 0
    for first, second in points:
        def kill(place, one=first, two=second):
            traced(place, "two.xml", *one)
            return traced(place, "two.xml", *two)
        killed, found = story(kill, "one.xml")
        n += killed
        if found:
            problems.append("%s, %s: %s" % (first, second, found))
    check(not problems and n >= (1 if LONG else len(points)),
          "killed twice: %d of %d times" % (n, len(points)),
          "\n".join(problems[:5]))


def spread(count):
    with Place() as place:
        split_records(place)
        start = time.monotonic()
        place.veille(*command(place, "two.xml")[1:])
        whole = time.monotonic() - start
    problems, killed = [], 0
    for i in range(count):
        was, found = story(lambda place, n=i: cut_short(
            place, "two.xml", whole * n / count), "one.xml" if i % 2 else None)
        killed += was
        if found:
            problems.append("%d of %d: %s" % (i, count, found))
    check(not problems, "killed after a while: %d times" % count,
          "\n".join(problems[:5]))


def readers_of(parent):
    """The helpers that the process started and that are still there."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open("/proc/%s/cmdline" % pid, "rb") as file:
                if b"--parent=%d\0" % parent in file.read():
                    found.append(pid)
        except OSError:
            pass
    return found


def while_drawing(place):
    """Kills the run as soon as pictures lie in its folder."""
    child = subprocess.Popen(
        command(place, "two.xml"), stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env=place.environment())
    while child.poll() is None and not glob.glob(
            os.path.join(glob.escape(place.out), ".*.tmp", "evidence", "*")):
        time.sleep(.002)
    child.kill()
    killed = child.wait() in KILLED
    for _ in range(100):
        if not readers_of(child.pid):
            return killed
        time.sleep(.05)
    raise RuntimeError("a reader outlived the run")


def with_pictures():
    """Killed while it draws: no picture is lost, and none is left over."""
    killed, found = story(while_drawing, "one.xml", pictures=True)
    check(killed and not found, "killed while pictures are drawn",
          found or "it had ended already")
    if not strace_works():
        skip("killed at a call while drawing", "no strace")
        return
    # The folder of the pictures, two of the pictures, the last sync.
    problems = []
    for point in (("mkdirat", 2), ("fsync", 2), ("fsync", 20),
                  ("renameat2", 1)):
        killed, found = story(
            lambda place, p=point: traced(place, "two.xml", *p), None, True)
        if found or not killed:
            problems.append("%s %d: %s" % (*point, found or "not reached"))
    check(not problems, "killed at four calls of a run with pictures",
          "\n".join(problems))


def strace_works():
    if not shutil.which("strace"):
        return False
    done = subprocess.run(["strace", "-qq", "-o", "/dev/null", "-e",
                           "inject=fsync:signal=KILL:when=1", "true"],
                          stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL, check=False)
    return done.returncode == 0


spread(200 if LONG else 3)
with_pictures()
if not strace_works():
    skip("killed at each call", "strace is not installed, or may not trace")
elif not LONG:
    at("a first digest", FEW_FIRST, None)
    at("a second digest", FEW_SECOND, "one.xml")
    twice(FEW_TWICE)
else:
    at_each("a first digest", STEPS, None)
    at_each("a second digest", STEPS, "one.xml")
    twice([(a, b) for a in FIRST for b in SECOND])
    at_each("each write", ["pwrite64", "write"], None)
    at_each("each write of the second digest", ["pwrite64", "write"],
            "one.xml")
finish()
