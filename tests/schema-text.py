#!/usr/bin/python3
"""Validates the lines of veille text against schemas/text.schema.json with an
independent validator: every kind of file, broken ones too; and checks that
the schema refuses what it should."""
import sys
sys.dont_write_bytecode = True

import copy
import glob
import json
import os
import subprocess

try:
    import jsonschema
except ImportError:
    print("1..0 # SKIP python3-jsonschema is not installed")
    sys.exit(0)

from digests import SHARED, SRC, VEILLE, check, finish

with open(os.path.join(SRC, "schemas", "text.schema.json"),
          encoding="utf-8") as schema_file:
    schema = json.load(schema_file)
Validator = jsonschema.validators.validator_for(schema)
Validator.check_schema(schema)
# The pinned class: an unknown $schema must not fall back to a weaker one.
assert Validator is jsonschema.Draft7Validator
validator = Validator(schema)


def lines_of(path, *options):
    done = subprocess.run([VEILLE, "text", *options, path],
                          stdin=subprocess.DEVNULL, capture_output=True,
                          timeout=300, check=False)
    return [json.loads(x) for x in done.stdout.decode().splitlines()]


def spans_problem(page):
    """What no schema can say."""
    length = len(page["text"])
    for key in ("unsafe", "hidden", "copies"):
        at = page["offset"]
        for start, end in page[key]:
            if not at <= start < end <= page["offset"] + length:
                return key
            at = end
    return None


def problems(path, *options):
    lines, found, at = lines_of(path, *options), [], 0
    if not lines or "end" not in lines[-1]:
        return ["no end record"]
    for i, line in enumerate(lines):
        error = jsonschema.exceptions.best_match(validator.iter_errors(line))
        if error is not None:
            found.append(error.message)
        elif "page" in line:
            found += ["a span of " + key for key in [spans_problem(line)]
                      if key]
            if (line["page"], line["offset"]) != (i + 1, at):
                found.append("page %d at %d" % (line["page"], line["offset"]))
            at = line["offset"] + len(line["text"]) + 1
        elif i + 1 < len(lines):
            found.append("an end record before the end")
    return found


def check_files(what, paths, *options):
    bad = {}
    for path in paths:
        found = problems(path, *options)
        if found:
            bad[os.path.basename(path)] = found[:2]
    check(paths and not bad, "%d %s" % (len(paths), what), bad)


def some(*pattern, top=SRC):
    return sorted(p for p in glob.glob(os.path.join(top, *pattern))
                  if os.path.isfile(p))


def objects(value, path=()):
    if isinstance(value, dict):
        yield path
        for key in value:
            yield from objects(value[key], path + (key,))


def at_path(value, path):
    for step in path:
        value = value[step]
    return value


def check_refusals(line, name):
    taken = []
    for path in objects(line):
        bad = copy.deepcopy(line)
        at_path(bad, path)["surprise"] = 1
        taken += [path] if validator.is_valid(bad) else []
        for key in at_path(line, path):
            bad = copy.deepcopy(line)
            del at_path(bad, path)[key]
            taken += [path + (key,)] if validator.is_valid(bad) else []
    check(not taken, name + ": no other member, and none may be missing",
          taken)


def check_values():
    page = lines_of(some("fixtures", "pdf", "*.pdf")[0])[0]
    end = lines_of(some("fixtures", "pdf", "*.pdf")[0])[-1]
    failed = lines_of("/no/such/file")[-1]
    for name, line in (("page", page), ("end", end), ("failure", failed)):
        check(validator.is_valid(line), "a " + name, line)
        check_refusals(line, name)
    wrong = [(page, {"page": 0}), (page, {"text": "a\fb"}),
             (page, {"hidden": [[1]]}), (page, {"hidden": [[-1, 2]]}),
             (page, {"copies": None}), (page, {"ink": "dry"}),
             (page, {"ok": 1}), (end, {"partial": "tired"}),
             (end, {"partial": "cpu"}), (end, {"end": False}),
             (failed, {"end": True}), (end, {"warning": 7})]
    taken = [change for line, change in wrong
             if validator.is_valid({**line, **change})]
    check(not taken, "wrong values are refused", taken)


check_values()
check_files("PDF files", some("fixtures", "pdf", "*.pdf"))
check_files("PDF files, drawn", some("fixtures", "pdf", "*.pdf")[:2],
            "--ink=always")
check_files("PDF files, one page of each",
            some("fixtures", "pdf", "*.pdf")[:3], "--max-pages=1")
check_files("records", some("fixtures", "*.xml"))
check_files("articles in XML", some("fixtures", "jats", "*.xml"))
check_files("texts", some("*.md"))
check_files("bad files", some("fixtures", "bad", "*"))
hard = some("real", "hard", "*.pdf", top=SHARED)
if hard:
    check_files("hard PDF files", hard, "--ink=never")
else:
    print("# hard PDF files are not here")
finish()
