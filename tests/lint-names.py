#!/usr/bin/python3
"""Each module is name.c, name.h and a test of that name; what leaves a file
carries the prefix of the house."""
import os
import re

import lint

# Modules whose test has another name, with the file that tests them.
OTHER_TESTS = {
    "lib/base/assets.c": "tests/test-json.c",
    "lib/digest/render-html-paper.c": "tests/test-digest-views.c",
    "lib/digest/render-html.c": "tests/test-digest-views.c",
    "lib/digest/render-markdown.c": "tests/test-digest-views.c",
    "lib/digest/render-text.c": "tests/test-digest-views.c",
    "lib/model/chunk.c": "tests/test-document.c",
    "lib/model/claim-json.c": "tests/test-render-json.c",
    "lib/model/digest.c": "tests/test-render-json.c",
    "lib/net/body.c": "tests/test-transfer.c",
    "lib/net/fault.c": "tests/test-transfer.c",
    "lib/net/loop.c": "tests/test-http.c",
    "lib/pubmed/ask.c": "tests/pubmed.py",
    "lib/pubmed/client.c": "tests/pubmed.py",
    "lib/pubmed/fetch.c": "tests/pubmed.py",
    "lib/flow/search.c": "tests/pubmed.py",
    "lib/flow/resolve.c": "tests/references.py",
}


def tests_of(path):
    """The names that a test of the module may have."""
    if path in OTHER_TESTS:
        return [OTHER_TESTS[path]]
    _, room, name = path[:-2].split("/")
    return ["tests/%s%s" % (stem, ending)
            for stem, endings in (("test-" + name, (".c",)),
                                  ("test-%s-%s" % (room, name), (".c",)),
                                  ("%s-%s" % (room, name), (".sh", ".py")),
                                  (name, (".sh", ".py")))
            for ending in endings]


def modules(top):
    return lint.files(top, ["lib"], (".c",))


def headers(top):
    return ["%s has no header" % path for path in modules(top)
            if not os.path.exists(os.path.join(top, path[:-2] + ".h"))]


def tested(top):
    bad = []
    listed = "".join(lint.read(top, path) for path in
                     lint.files(top, ["lib", "cmd", "tests"], ("room.am",)))
    for path in modules(top):
        found = [test for test in tests_of(path)
                 if os.path.exists(os.path.join(top, test))]
        if not found:
            bad.append("%s has no test (%s)"
                       % (path, " or ".join(tests_of(path)[:2])))
        for test in found:
            stem = test[:-2] if test.endswith(".c") else test
            if not re.search(re.escape(stem) + r"(\s|$)", listed):
                bad.append("%s is in no room.am" % test)
    return bad


def prefixes(top):
    bad = []
    for path in lint.files(top, ["lib", "cmd"], (".c",)):
        for name, line, _, static in lint.function_spans(
                lint.read(top, path)):
            if not static and name != "main" and not name.startswith(
                    ("vl_", "NAMES", "G_DEFINE_AUTO")):
                bad.append("%s:%d: %s is neither static nor vl_"
                           % (path, line, name))
    return bad


def built(top):
    """A source that no room.am names is not built, and not in a release."""
    listed = "".join(lint.read(top, path) for path in
                     lint.files(top, ["lib", "cmd", "tests", "schemas"],
                                ("room.am",)))
    return ["%s is in no room.am" % path
            for path in lint.files(top, ["lib", "cmd"], (".c", ".h"))
            if not re.search(re.escape(path) + r"(\s|$)", listed)]


for module, test in OTHER_TESTS.items():
    print("# %s is tested by %s" % (module, test))
lint.main(
    {"each module has a header": headers,
     "each module has a test, and it is run": tested,
     "names carry the prefix": prefixes,
     "each source is built": built},
    {"each module has a header": {"lib/base/a.c": "\n"},
     "each module has a test, and it is run":
         {"lib/base/a.c": "\n", "lib/base/room.am": "lib/base/a.c\n"},
     "names carry the prefix": {"lib/base/a.c": "int\nf(void)\n{\n}\n"},
     "each source is built": {"lib/base/a.c": "\n"}})
