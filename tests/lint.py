"""What the lints share: reading C, and printing TAP.  No test by itself."""
import os
import re
import sys
import tempfile

LEFT_OUT = re.compile(
    r"/\*.*?\*/|//[^\n]*|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", re.S)


def blank(match):
    """The same lines, without their content."""
    return re.sub(r"[^\n]", " ", match.group(0))


def code_only(text):
    """C without comments and literals; each character stays in its place."""
    return LEFT_OUT.sub(blank, text)


def strings_only(text):
    """The string literals of C, each with the number of its line."""
    for match in LEFT_OUT.finditer(text):
        if match.group(0).startswith('"'):
            yield text.count("\n", 0, match.start()) + 1, match.group(0)


def includes(text):
    """(line number, name, quoted) of each #include."""
    pattern = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
    for match in pattern.finditer(text):
        yield (text.count("\n", 0, match.start()) + 1, match.group(2),
               match.group(1) == '"')


def files(top, folders, endings):
    """Paths below the folders of top, relative to it, sorted."""
    found = []
    for folder in folders:
        for where, _, names in os.walk(os.path.join(top, folder)):
            found += [os.path.relpath(os.path.join(where, name), top)
                      for name in names if name.endswith(endings)]
    return sorted(found)


def read(top, path):
    with open(os.path.join(top, path), encoding="utf-8") as file:
        return file.read()


def function_spans(text):
    """(name, first line, last line, static) of each function definition.
    House style makes it easy: name and both braces stand in column one."""
    lines = code_only(text).split("\n")
    i = 0
    while i < len(lines):
        match = re.match(r"([A-Za-z_]\w*)\(", lines[i])
        if not match:
            i += 1
            continue
        start = i
        while i < len(lines) and lines[i].rstrip() != "{" and \
                not lines[i].rstrip().endswith(";"):
            i += 1
        if i == len(lines) or lines[i].rstrip() != "{":
            i += 1
            continue
        while i < len(lines) and lines[i].rstrip() != "}":
            i += 1
        kind = lines[start - 1] if start else ""
        yield match.group(1), start + 1, i + 1, "static" in kind.split()


def main(rules, samples):
    """Runs each rule over the project, then over a sample that breaks it.

    rules: {name: function(top) -> list of complaints}
    samples: {name: {path: text}}, a tree in which that rule must complain.
    """
    top = os.environ.get("srcdir", ".")
    number, bad = 0, False
    for name, rule in rules.items():
        complaints = rule(top)
        number += 1
        bad = bad or bool(complaints)
        print("%sok %d - %s" % ("not " if complaints else "", number, name))
        for complaint in complaints:
            print("# " + complaint)
    for name, rule in rules.items():
        with tempfile.TemporaryDirectory() as sample:
            for path, text in samples[name].items():
                path = os.path.join(sample, path)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, "w", encoding="utf-8") as file:
                    file.write(text)
            caught = rule(sample)
        number += 1
        bad = bad or not caught
        print("%sok %d - a break of it is seen: %s"
              % ("" if caught else "not ", number, name))
    print("1..%d" % number)
    sys.exit(1 if bad else 0)
