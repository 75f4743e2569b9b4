#!/usr/bin/python3
"""Who may include whom, and who may not touch the world outside."""
import os
import re

import lint

LEVELS = {"base": 0, "model": 1, "text": 2, "reading": 3, "verify": 3,
          "digest": 3, "guard": 3, "net": 4, "pubmed": 5, "fulltext": 5,
          "llm": 5, "store": 5, "flow": 6}
# Floors of lib/verify; what stands in no folder of it is above them.
FLOORS = {"sense": 0, "locate": 0, "passage": 1, "check": 2, "carry": 3,
          None: 4}
# lib/store implements the ledger and the journal that others define.
ALLOWED = {("store", "llm/journal.h")}
# lib/pdf lives in another program, above base and model alone.
PDF_USES = ("base", "model", "pdf")
PDF_PROGRAM = "cmd/veille-pdf.c"
PURE = ("text", "reading", "verify", "digest")
OUTSIDE_HEADERS = re.compile(
    r"^(stdio|unistd|fcntl|time|dirent|signal|poll|spawn|pthread|netdb|wchar)"
    r"\.h$|^sys/|^netinet/|^arpa/|^gio/|^glib/gstdio|^sqlite3|^curl/"
    r"|^base/(file|scope)\.h$")
OUTSIDE_CALLS = re.compile(
    r"(?<![\w.>])(f?open(at)?|fdopen|fopen|getenv|"
    r"secure_getenv|g_getenv|g_get_environ|time|clock|clock_gettime|rand|"
    r"random|g_random_\w+|g_rand_new|g_get_real_time|g_get_monotonic_time|"
    r"g_date_time_new_now\w*|g_file_\w+|g_fopen|g_open|g_spawn_\w+|"
    r"g_get_(home|tmp|user|current)_\w+|socket|connect|system|popen)\s*\(")
SQL = re.compile(r"\b(SELECT\s.*\bFROM|INSERT (OR \w+ )?INTO|DELETE FROM|"
                 r"CREATE (TABLE|INDEX)|UPDATE \w+ SET|PRAGMA )\b")


def room_of(path):
    return path.split("/")[1] if path.startswith("lib/") else "cmd"


def c_files(top):
    return [(path, lint.read(top, path))
            for path in lint.files(top, ["lib", "cmd"], (".c", ".h"))]


def may_include(room, name):
    other = name.split("/")[0]
    if room == other or (room, name) in ALLOWED:
        return True
    if room == "pdf":
        return other in PDF_USES
    if other not in LEVELS:
        return False
    return LEVELS[other] < LEVELS[room]


def downwards(top):
    bad = []
    for path, text in c_files(top):
        room = room_of(path)
        for line, name, quoted in lint.includes(text):
            if not quoted or "/" not in name or room == "cmd":
                continue
            if not may_include(room, name):
                bad.append("%s:%d: %s may not include %s"
                           % (path, line, room, name))
    return bad


def floor_of(path):
    """The floor of a path below lib/verify, or of a header as included."""
    return path.split("/")[1] if path.count("/") > 1 else None


def floors(top):
    bad = []
    for path, text in c_files(top):
        if room_of(path) != "verify":
            continue
        own = floor_of(path[len("lib/"):])
        for line, name, quoted in lint.includes(text):
            if not quoted or not name.startswith("verify/"):
                continue
            other = floor_of(name)
            if other != own and FLOORS.get(other, 9) >= FLOORS.get(own, -1):
                bad.append("%s:%d: %s stands above %s"
                           % (path, line, name, own))
    return bad


def known_rooms(top):
    return ["lib/%s is no room of the house" % name
            for name in sorted(os.listdir(os.path.join(top, "lib")))
            if name not in LEVELS and name != "pdf"]


def poppler(top):
    bad = []
    for path, text in c_files(top):
        if path.startswith("lib/pdf/") or path == PDF_PROGRAM:
            continue
        for line, name, _ in lint.includes(text):
            if re.match(r"(poppler|cairo|pdf/|seccomp)", name):
                bad.append("%s:%d: %s is for lib/pdf alone"
                           % (path, line, name))
    return bad


def pure(top):
    bad = []
    for path, text in c_files(top):
        if room_of(path) not in PURE:
            continue
        for line, name, _ in lint.includes(text):
            if OUTSIDE_HEADERS.search(name):
                bad.append("%s:%d: includes %s" % (path, line, name))
        code = lint.code_only(text)
        for match in OUTSIDE_CALLS.finditer(code):
            line = code.count("\n", 0, match.start()) + 1
            bad.append("%s:%d: calls %s" % (path, line, match.group(1)))
    return bad


def database(top):
    bad = []
    for path, text in c_files(top):
        if path.startswith("lib/store/"):
            continue
        for line, name, _ in lint.includes(text):
            if name.startswith("sqlite3"):
                bad.append("%s:%d: includes %s" % (path, line, name))
        for line, literal in lint.strings_only(text):
            if SQL.search(literal):
                bad.append("%s:%d: SQL" % (path, line))
    return bad


lint.main(
    {"rooms include their own and lower ones": downwards,
     "the floors of verify include their own and lower ones": floors,
     "every folder of lib is a room": known_rooms,
     "only lib/pdf includes Poppler": poppler,
     "text, reading, verify and digest touch nothing outside": pure,
     "SQL and its header stay in lib/store": database},
    {"rooms include their own and lower ones":
         {"lib/verify/a.c": '#include "reading/read.h"\n'},
     "the floors of verify include their own and lower ones":
         {"lib/verify/sense/a.c": '#include "verify/check/case.h"\n'},
     "every folder of lib is a room": {"lib/utils/a.c": "\n"},
     "only lib/pdf includes Poppler":
         {"lib/flow/a.c": "#include <poppler.h>\n"},
     "text, reading, verify and digest touch nothing outside":
         {"lib/text/a.c": "int\nf(void)\n{\n    return time(NULL);\n}\n"},
     "SQL and its header stay in lib/store":
         {"lib/flow/a.c": 'char *s = "SELECT a FROM b";\n'}})
