#!/usr/bin/python3
"""Functions of at most 80 lines, files of 600, lines of 80; no goto; nothing
that is banned."""
import re

import lint

FUNCTION, FILE, WIDTH = 80, 600, 80
EVERYWHERE = re.compile(r"\b(strcpy|strcat|sprintf|vsprintf|sscanf|strtok|"
                        r"atoi|atol|atof|gets)\s*\(")
IN_LIB = re.compile(r"(?<![\w>.])(printf|vprintf|puts|putchar|g_print|"
                    r"g_printerr|exit|getenv|secure_getenv|g_getenv|time)"
                    r"\s*\(|\bG_DEFINE_TYPE|\bstdout\b")


def c_files(top):
    for path in lint.files(top, ["lib", "cmd", "tests"], (".c", ".h")):
        yield path, lint.read(top, path)


def functions(top):
    return ["%s:%d: %s has %d lines" % (path, first, name, last - first + 1)
            for path, text in c_files(top)
            for name, first, last, _ in lint.function_spans(text)
            if last - first + 1 > FUNCTION]


def lengths(top):
    return ["%s has %d lines" % (path, text.count("\n"))
            for path, text in c_files(top) if text.count("\n") > FILE]


def widths(top):
    paths = lint.files(top, ["lib", "cmd", "tests"],
                       (".c", ".h", ".py", ".sh"))
    return ["%s:%d: %d columns" % (path, number + 1, len(line))
            for path in paths
            for number, line in enumerate(lint.read(top, path).split("\n"))
            if len(line.expandtabs()) > WIDTH and "://" not in line]


def gotos(top):
    return ["%s: goto" % path for path, text in c_files(top)
            if re.search(r"\bgoto\s+\w", lint.code_only(text))]


def banned(top):
    bad = []
    for path, text in c_files(top):
        code = lint.code_only(text)
        patterns = [EVERYWHERE]
        if path.startswith("lib/"):
            patterns.append(IN_LIB)
        for pattern in patterns:
            for match in pattern.finditer(code):
                line = code.count("\n", 0, match.start()) + 1
                bad.append("%s:%d: %s" % (path, line, match.group(0)))
    return bad


def first_include(top):
    bad = []
    for path, text in c_files(top):
        first = re.search(r'^#include .*\n.*', text, re.M)
        if path.endswith(".c") and (
                first is None or first.group(0) != '#include "config.h"\n'):
            bad.append("%s does not start with config.h and a blank line"
                       % path)
        if path.endswith(".h") and "#pragma once" not in text:
            bad.append("%s has no #pragma once" % path)
    return bad


LONG = "int\nf(void)\n{\n" + "    g();\n" * 80 + "}\n"
lint.main(
    {"functions of at most 80 lines": functions,
     "files of at most 600 lines": lengths,
     "lines of at most 80 columns": widths,
     "no goto": gotos,
     "no banned function": banned,
     "config.h first, headers once": first_include},
    {"functions of at most 80 lines": {"lib/base/a.c": LONG},
     "files of at most 600 lines": {"lib/base/a.c": "int a;\n" * 601},
     "lines of at most 80 columns": {"lib/base/a.c": "/*" + "a" * 80},
     "no goto": {"lib/base/a.c": "    goto out;\n"},
     "no banned function": {"lib/base/a.c": "    exit(1);\n"},
     "config.h first, headers once": {"lib/base/a.c": "#include <a.h>\n"}})
