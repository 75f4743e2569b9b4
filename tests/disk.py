#!/usr/bin/python3
"""A disk that is full: one clear line, no half-written digest, nothing hidden
is left, and the next run works.  By a limit on file sizes, and on a small
file system of its own where one can be mounted."""
import sys
sys.dont_write_bytecode = True

import os
import resource
import subprocess

from digests import Place, check, clear_line, finish, read, skip

WHOLE = ["digest.html", "digest.json", "digest.md", "digest.txt", "manifest"]


def limited(n_bytes):
    """No file may grow beyond that; the signal has its default effect."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE,
                                      (n_bytes, n_bytes))


def half_written(place):
    """Digests that lack a file or have one too many; pictures are there as
    far as PDF files were read."""
    return [name for name in place.digests()
            if sorted(set(os.listdir(os.path.join(place.out, name))) -
                      {"evidence"}) != WHOLE]


def problem(place, before, done):
    """What is wrong after a run that the disk may have refused."""
    status, out, err = done
    new = [n for n in place.digests() if n not in before]
    if place.hidden() or half_written(place):
        return "left behind: %s %s" % (place.hidden(), half_written(place))
    if status == 0:
        return None if not err and len(new) == 1 else "no digest"
    # 5: the digest was there already when the library had no more room.
    if status not in (3, 5) or len(new) != (1 if status == 5 else 0) or \
            (status == 5) != ("The digest: " in out):
        return "status %d, %d digests" % (status, len(new))
    where = place.out if "digest" in err[0].split(":")[1] else place.library()
    if len(err) != 1 or not clear_line(err[0], where) or \
            not any(w in err[0] for w in ("full", "too large", "failed")):
        return "no clear line"
    return None


def next_run(place, before):
    """The next run has the papers once, and a whole digest."""
    status, out, err = place.usual()
    names = [n for n in place.digests() if n not in before]
    if status != 0 or len(names) > 1 or (not names and not before):
        return "next run: %s" % [status, out, err, names]
    if os.readlink(place.latest()) != place.digests()[-1]:
        return "latest is not the last digest"
    if place.hidden() or half_written(place):
        return "next run left something behind"
    check_again = place.usual()
    if check_again[0] != 0 or "nothing new" not in check_again[1]:
        return "papers are repeated"
    return None if place.verify()[0] == 0 else "verify finds changes"


def squeeze(what, sizes, known):
    """known: the library holds the papers' texts already, so that it is the
    digest that finds no room."""
    statuses, problems = set(), []
    for size in sizes:
        with Place() as place:
            if known:
                place.usual()
            before = place.digests()
            done = place.usual("--again", preexec_fn=limited(size))
            statuses.add(done[0])
            found = problem(place, before, done) or next_run(place, before)
            if found:
                problems.append("%d bytes: %s %s" % (size, found, done))
    check(not problems, "%s: %d sizes" % (what, len(sizes)),
          "\n".join(problems))
    return statuses


def size_of_digest():
    with Place() as place:
        place.usual()
        return len(read(place.latest("digest.json")).encode())


def can_mount(path):
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs",
                           path], stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL, check=False)
    return done.returncode == 0


def on_small_disk(which, kilobytes):
    """The problem, or None; False: cannot mount."""
    with Place() as place:
        mount = place.path("disk")
        os.mkdir(mount)
        if not can_mount(mount):
            return False
        try:
            if which == "out":
                place.out = os.path.join(mount, "out")
            else:
                place.data = mount
            resize(mount, "%dk" % kilobytes)
            done = place.usual()
            found = problem(place, [], done)
            if not found and done[0] != 0 and "full" not in done[2][0]:
                found = "does not say that the disk is full"
            resize(mount, "16m")
            found = found or next_run(place, place.digests())
            return "%s, %d kB: %s %s" % (which, kilobytes, found, done) \
                if found else None
        finally:
            subprocess.run(["umount", mount], check=True)


def resize(mount, size):
    subprocess.run(["mount", "-o", "remount,size=" + size, mount], check=True)


def small_disks():
    cases = [("out", k) for k in (8, 40, 84, 140, 160)] + \
        [("data", k) for k in (8, 64, 130, 300)]
    if os.geteuid() != 0 or on_small_disk("out", 4096) is False:
        skip("a small file system", "none can be mounted here")
        return
    problems = [p for p in (on_small_disk(*case) for case in cases) if p]
    check(not problems, "a small file system: %d sizes" % len(cases),
          "\n".join(problems))


n = size_of_digest()
seen = squeeze("an empty library", [0, 100, 5000, 60000, 200000], False)
check(seen == {3}, "the library finds no room: status 3", seen)
seen = squeeze("a library that holds the texts",
               [n // 2, n - 1, n + 1, n + 20000, 4000000], True)
check(3 in seen and 0 in seen, "the digest finds no room: status 3", seen)
small_disks()
finish()
