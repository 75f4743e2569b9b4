#!/usr/bin/python3
"""Each module is name.c, name.h and a test of that name; what leaves a file
carries the prefix of the house."""
import os
import re

import lint

# Modules whose test has another name, with the file that tests them: parts
# of one reader or view, which only the whole can be asked for, and rooms
# whose modules say one thing together.
OTHER_TESTS = {
    "lib/base/assets.c": "tests/test-json.c",
    "lib/digest/build.c": "tests/test-digest-build.c",
    "lib/digest/asked-json.c": "tests/models.py",
    "lib/digest/check-html.c": "tests/check.py",
    "lib/digest/check-json.c": "tests/check.py",
    "lib/digest/check-markdown.c": "tests/check.py",
    "lib/digest/check-terminal.c": "tests/check.py",
    "lib/digest/check-view.c": "tests/check.py",
    "lib/digest/club-html.c": "tests/club.py",
    "lib/digest/club-json.c": "tests/club.py",
    "lib/digest/club-text.c": "tests/club.py",
    "lib/digest/club-view.c": "tests/club.py",
    "lib/digest/evidence-json.c": "tests/test-read-json.c",
    "lib/digest/fulltext-json.c": "tests/test-digest-fulltext.c",
    "lib/digest/render-html-paper.c": "tests/test-digest-views.c",
    "lib/digest/render-html.c": "tests/test-digest-views.c",
    "lib/digest/render-markdown.c": "tests/test-digest-views.c",
    "lib/digest/render-text.c": "tests/test-digest-views.c",
    "lib/digest/view-asked.c": "tests/models.py",
    "lib/digest/view-unread.c": "tests/models.py",
    "lib/flow/asking.c": "tests/models.py",
    "lib/flow/evidence.c": "tests/check.py",
    "lib/flow/locate.c": "tests/mutations.py",
    "lib/flow/opinions.c": "tests/check-judge.py",
    "lib/flow/look-up.c": "tests/check.py",
    "lib/flow/plates.c": "tests/run.py",
    "lib/flow/rejudge.c": "tests/models.py",
    "lib/flow/resolve.c": "tests/references.py",
    "lib/flow/search.c": "tests/pubmed.py",
    "lib/flow/verify-report.c": "tests/verify.py",
    "lib/flow/watch.c": "tests/run.py",
    "lib/fulltext/helper.c": "tests/pdf.py",
    "lib/fulltext/ladder-steps.c": "tests/test-ladder.c",
    "lib/llm/club-ask.c": "tests/models.py",
    "lib/llm/club-sheet.c": "tests/test-club.c",
    "lib/llm/context.c": "tests/test-model.c",
    "lib/llm/cues.c": "tests/test-builtin.c",
    "lib/llm/exchange.c": "tests/test-model.c",
    "lib/llm/outcome.c": "tests/test-builtin.c",
    "lib/llm/opinion.c": "tests/models.py",
    "lib/llm/parts.c": "tests/test-llm-summary.c",
    "lib/llm/provider.c": "tests/test-builtin.c",
    "lib/llm/numbered.c": "tests/test-prompt.c",
    "lib/llm/quote.c": "tests/test-builtin.c",
    "lib/llm/readable.c": "tests/test-builtin.c",
    "lib/llm/session.c": "tests/test-model.c",
    "lib/llm/shown.c": "tests/models.py",
    "lib/model/asked.c": "tests/test-llm-summary.c",
    "lib/model/chunk.c": "tests/test-document.c",
    "lib/model/claim-json.c": "tests/test-render-json.c",
    "lib/model/digest.c": "tests/test-render-json.c",
    "lib/model/repair.c": "tests/test-repair.c",
    "lib/net/body.c": "tests/test-transfer.c",
    "lib/net/fault.c": "tests/test-transfer.c",
    "lib/pdf/draw.c": "tests/picture.py",
    "lib/pdf/png.c": "tests/picture.py",
    "lib/pdf/region.c": "tests/picture.py",
    "lib/pdf/seal.c": "tests/escape.c",
    "lib/pdf/wire.c": "tests/pdf.py",
    "lib/pubmed/article.c": "tests/test-parse.c",
    "lib/pubmed/ask.c": "tests/pubmed.py",
    "lib/pubmed/client.c": "tests/pubmed.py",
    "lib/pubmed/elements.c": "tests/test-parse.c",
    "lib/pubmed/fetch.c": "tests/pubmed.py",
    "lib/pubmed/gather.c": "tests/test-parse.c",
    "lib/pubmed/journal-name.c": "tests/test-reference.c",
    "lib/pubmed/match-reference.c": "tests/test-reference.c",
    "lib/pubmed/notices.c": "tests/test-parse.c",
    "lib/pubmed/reference.c": "tests/test-reference.c",
    "lib/reading/read.c": "tests/test-reading.c",
    "lib/text/references.c": "tests/test-furniture.c",
    "lib/verify/check/absence.c": "tests/judge.py",
    "lib/verify/sense/amount.c": "tests/test-checks.c",
    "lib/verify/apart.c": "tests/judge.py",
    "lib/verify/check/arithmetic.c": "tests/judge.py",
    "lib/verify/check/arms.c": "tests/judge.py",
    "lib/verify/locate/arranged.c": "tests/test-arranged.c",
    "lib/verify/check/asserted.c": "tests/judge.py",
    "lib/verify/locate/bridge.c": "tests/test-locate-cases.c",
    "lib/verify/check/case.c": "tests/test-checks.c",
    "lib/verify/check/judgement.c": "tests/test-judge.c",
    "lib/verify/sense/joint.c": "tests/test-part.c",
    "lib/verify/sense/verb.c": "tests/test-part.c",
    "lib/verify/check/clause.c": "tests/test-checks.c",
    "lib/verify/sense/inflect.c": "tests/test-notions.c",
    "lib/verify/locate/locate.c": "tests/test-locate-cases.c",
    "lib/verify/check/opposed.c": "tests/judge.py",
    "lib/verify/carry/kinds.c": "tests/judge.py",
    "lib/verify/carry/owned.c": "tests/judge.py",
    "lib/verify/check/partner.c": "tests/test-checks.c",
    "lib/verify/check/assigned.c": "tests/judge.py",
    "lib/verify/check/reached.c": "tests/judge.py",
    "lib/verify/check/smaller.c": "tests/judge.py",
    "lib/verify/passage/passage-index.c": "tests/test-passage.c",
    "lib/verify/sense/quantity-bounds.c": "tests/test-quantity.c",
    "lib/verify/sense/quantity-letters.c": "tests/test-quantity.c",
    "lib/verify/sense/quantity-ones.c": "tests/test-quantity.c",
    "lib/verify/check/ranks.c": "tests/judge.py",
    "lib/verify/check/restricted.c": "tests/judge.py",
    "lib/verify/carry/rival.c": "tests/test-rival.c",
    "lib/verify/check/side.c": "tests/judge.py",
    "lib/verify/check/significance.c": "tests/judge.py",
    "lib/verify/check/dealt.c": "tests/judge.py",
    "lib/verify/check/counted.c": "tests/judge.py",
    "lib/verify/check/denied.c": "tests/judge.py",
    "lib/verify/check/when.c": "tests/judge.py",
    "lib/verify/check/instead.c": "tests/judge.py",
    "lib/verify/check/interval.c": "tests/judge.py",
    "lib/verify/check/named.c": "tests/judge.py",
    "lib/verify/check/settled.c": "tests/test-setting.c",
    "lib/verify/check/undone.c": "tests/judge.py",
    "lib/verify/check/cause.c": "tests/judge.py",
    "lib/verify/carry/stated.c": "tests/judge.py",
    "lib/verify/carry/torn.c": "tests/judge.py",
    "lib/verify/carry/unsaid.c": "tests/judge.py",
    "lib/verify/carry/attached.c": "tests/judge.py",
    "lib/verify/carry/compound.c": "tests/judge.py",
    "lib/verify/carry/course.c": "tests/judge.py",
    "lib/verify/carry/except.c": "tests/judge.py",
    "lib/verify/carry/withheld.c": "tests/judge.py",
    "lib/verify/carry/phrase.c": "tests/judge.py",
    "lib/verify/carry/datum.c": "tests/judge.py",
    "lib/verify/carry/ways.c": "tests/judge.py",
    "lib/verify/carry/roles.c": "tests/test-carry.c",
    "lib/verify/locate/place.c": "tests/test-locate-cases.c",
    "lib/verify/sense/quantity.c": "tests/test-quantity.c",
    "lib/verify/locate/replaced.c": "tests/test-locate-cases.c",
    "lib/verify/locate/search.c": "tests/test-locate-cases.c",
    "lib/verify/locate/source.c": "tests/test-locate-cases.c",
}

# Headers of several files, one of which has its name: a file without a
# header of its own that includes one of them is a part of it (one check of
# many); the test of all of them names it.
PARTS = {
    "lib/verify/carry/carry.h": "tests/test-carry.c",
    "lib/verify/check/case.h": "tests/test-checks.c",
    "lib/verify/check/clause.h": "tests/test-checks.c",
    "lib/verify/check/hurdles.h": "tests/test-carry.c",
    "lib/verify/check/partner.h": "tests/test-checks.c",
    "lib/verify/passage/passage-index.h": "tests/test-passage.c",
    "lib/verify/locate/place.h": "tests/test-locate-cases.c",
    "lib/verify/sense/quantity.h": "tests/test-quantity.c",
}


def own_header(path):
    return path[:-2] + ".h"


def part_of(top, path):
    """The header that a file without one is a part of; None."""
    if os.path.exists(os.path.join(top, own_header(path))):
        return None
    for _, name, quoted in lint.includes(lint.read(top, path)):
        if quoted and "lib/" + name in PARTS:
            return "lib/" + name
    return None


def tests_of(top, path):
    """The names that a test of the module may have."""
    if path in OTHER_TESTS:
        return [OTHER_TESTS[path]]
    part = part_of(top, path)
    if part:
        return [PARTS[part]]
    room, name = path.split("/")[1], os.path.basename(path)[:-2]
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
            if not os.path.exists(os.path.join(top, own_header(path))) and
            not part_of(top, path)]


def asks(top, test, path):
    """A unit test of that name may be one of another room's module."""
    if path in OTHER_TESTS or not test.endswith(".c"):
        return True
    if part_of(top, path):
        return os.path.basename(path) in lint.read(top, test)
    return '"%s"' % own_header(path)[len("lib/"):] in lint.read(top, test)


def tested(top):
    bad = []
    listed = "".join(lint.read(top, path) for path in
                     lint.files(top, ["lib", "cmd", "tests"], ("room.am",)))
    for path in modules(top):
        names = tests_of(top, path)
        found = [test for test in names
                 if os.path.exists(os.path.join(top, test)) and
                 asks(top, test, path)]
        if not found:
            bad.append("%s has no test that includes or names it (%s)"
                       % (path, " or ".join(names[:2])))
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
