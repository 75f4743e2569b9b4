#!/usr/bin/python3
"""coverage.py BUILD [FILES]: the lines and branches of lib and cmd that the
tests of a build with --coverage went through, by room; with FILES, by file.
What the sealed helper does is not counted: it may write no file."""
import collections
import json
import os
import subprocess
import sys

Count = collections.namedtuple("Count", "done total")


def counters(build):
    for where, _, names in os.walk(build):
        for name in names:
            if name.endswith(".gcno"):
                yield os.path.join(where, name)


def reports(build):
    paths = sorted(counters(build))
    for i in range(0, len(paths), 20):
        run = subprocess.run(
            ["gcov", "--json-format", "--stdout", "--branch-probabilities",
             *[os.path.abspath(path) for path in paths[i:i + 20]]],
            cwd=build, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            check=False)
        for line in run.stdout.splitlines():
            if line.startswith(b"{"):
                yield json.loads(line)


def gather(build):
    """{file: ({line: count}, {(line, branch): count})}; a file that is
    compiled twice counts once."""
    files = {}
    for report in reports(build):
        base = report["current_working_directory"]
        for file in report["files"]:
            path = os.path.relpath(os.path.join(base, file["file"]),
                                   os.environ.get("srcdir", "."))
            if not path.startswith(("lib/", "cmd/")):
                continue
            lines, branches = files.setdefault(path, ({}, {}))
            for line in file["lines"]:
                number = line["line_number"]
                lines[number] = lines.get(number, 0) + line["count"]
                for i, branch in enumerate(line["branches"]):
                    branches[number, i] = (branches.get((number, i), 0) +
                                           branch["count"])
    return files


def add(total, counts):
    return Count(total.done + sum(1 for n in counts.values() if n),
                 total.total + len(counts))


def show(name, lines, branches):
    print("%-32s %6d %5.1f%% %7d %5.1f%%"
          % (name, lines.total, 100 * lines.done / max(lines.total, 1),
             branches.total, 100 * branches.done / max(branches.total, 1)))


def main():
    files = gather(sys.argv[1])
    rooms = {}
    for path, (lines, branches) in sorted(files.items()):
        name = path if len(sys.argv) > 2 else os.path.dirname(path)
        for room in (name, "all"):
            old = rooms.get(room, (Count(0, 0), Count(0, 0)))
            rooms[room] = (add(old[0], lines), add(old[1], branches))
    print("%-32s %6s %6s %7s %6s" % ("", "lines", "", "branches", ""))
    for name, (lines, branches) in rooms.items():
        if name != "all":
            show(name, lines, branches)
    if rooms:
        show("all", *rooms["all"])


main()
