#!/usr/bin/python3
"""Claims that veille judge finds in their source, made false in seven ways
(direction turned, arms swapped, significance, time, people, outcome or other
arm changed): none may still be supported.  The claims are those of
fixtures/judge that are to be supported; JUDGE_CASES names a file with more
(claim, quote, expect "ok"), where a variant may pass once in a hundred."""
import collections
import glob
import json
import os
import re
import subprocess

VEILLE, TOP = os.environ["VEILLE"], os.environ["srcdir"]

TURNED = [
    ("increased", "decreased"), ("higher", "lower"), ("greater", "smaller"),
    ("more", "less"), ("longer", "shorter"), ("improved", "worsened"),
    ("improves", "worsens"), ("better", "worse"), ("rose", "fell"),
    ("more", "fewer"), ("increase", "decrease"), ("increases", "decreases"),
    ("raised", "lowered"), ("earlier", "later"), ("larger", "smaller"),
    ("climbed", "dropped"), ("increased", "reduced"), ("gained", "lost"),
    ("faster", "slower"), ("most", "fewest"), ("above", "below"),
]
UNIT = "(?:minutes?|min|hours?|h|days?|weeks?|months?|years?)"
# What stands between the arms of a comparison, and the claim's forms of it.
VERB = re.compile(
    r"^(?P<a>.+?) (?P<v>significantly (?:increased|decreased|improved|reduced)"
    r" .+?) compared with (?P<b>[^,;]+?)\.?$")
THAN = re.compile(
    r"^(?P<s>.*?\b(?:higher|lower|longer|shorter|greater|smaller|more \w+|"
    r"less \w+|fewer \w+)) (?P<p>in|with|for|among|on|after) (?P<a>[^,;()]+?)"
    r" than (?P=p) (?P<b>[^,;(]+?)(?P<e>[.,;]| \(.*)$")


def turn(text):
    pairs = {}
    for one, other in TURNED:
        pairs.setdefault(one, other)
        pairs.setdefault(other, one)
    if "no significant difference" in text:
        return  # in "more" is in "less"
    found = list(re.finditer(r"\b(%s)\b" % "|".join(pairs), text))
    for one in found:
        yield text[:one.start()] + pairs[one.group()] + text[one.end():]


def swap(text):
    verb, than = VERB.match(text), THAN.match(text)
    if verb:
        yield "%s %s compared with %s." % (verb["b"], verb["v"], verb["a"])
    if than:
        yield "%s %s %s than %s %s%s" % (than["s"], than["p"], than["b"],
                                         than["p"], than["a"], than["e"])


def unsettle(text):
    for old, new in (("was no significant", "was a significant"),
                     ("no significant", "a significant"),
                     ("did not differ", "differed significantly"),
                     ("were similar", "differed significantly"),
                     ("was significantly", "was not significantly"),
                     ("were significantly", "were not significantly"),
                     (" significantly ", " did not significantly ")):
        if old in text and not re.search(r"\bnot? \w*$",
                                         text[:text.find(old)]) \
                and " not significant" not in text:
            yield text.replace(old, new, 1)
            return


def shift(text):
    for one in re.finditer(r"\b(\d+)( |-)(?=%s\b)" % UNIT, text):
        number = str(int(one.group(1)) * 2 + 1)
        yield text[:one.start(1)] + number + text[one.end(1):]
    if not re.search(r"\d.?%s\b" % UNIT, text):
        yield text.rstrip(".") + " at 17 months."


PEOPLE = ("in women with asthma", "in children", "in rats",
          "in the subgroup with diabetes")
GENS = ("chez les femmes asthmatiques", "chez les nourrissons",
        "chez le rat", "dans le sous-groupe avec diabète")
FRENCH = re.compile(r"\b(?:les?|la|des|du|une?|dans|chez)\b|\bl'")


def move(text):
    for people in GENS if FRENCH.search(text.lower()) else PEOPLE:
        yield text.rstrip(".") + " " + people + "."


def replace_outcome(text):
    """The words after "in" or the verb give way to another outcome."""
    match = re.search(r"(?:no significant difference in|significantly "
                      r"(?:increased|decreased)) (.+?) (?=between|compared)",
                      text)
    if match:
        for other in ("kidney stone formation", "hospital admissions"):
            yield text[:match.start(1)] + other + text[match.end(1):]


def replace_arm(text, quote):
    """The arm that the quote names gives way to a drug that it does not."""
    match = re.search(r"compared with ([^,;(]+?)(?: \([^)]*\))?\.?$", text)
    if match and match.group(1).lower() in quote.lower():
        yield text[:match.start(1)] + "orlimab."


WAYS = collections.OrderedDict([
    ("direction turned", turn), ("arms swapped", swap),
    ("significance turned", unsettle), ("time changed", shift),
    ("people changed", move), ("outcome replaced", replace_outcome),
])


def read(paths):
    cases = []
    for path in paths:
        for line in open(path, encoding="utf-8"):
            case = json.loads(line)
            if case["expect"] in ("ok", "supported") and case.get("quote"):
                cases.append(case)
    return cases


def judge(cases):
    lines = "".join(json.dumps(case, ensure_ascii=False) + "\n"
                    for case in cases)
    run = subprocess.run([VEILLE, "judge"], input=lines.encode(),
                         capture_output=True, timeout=600, check=False)
    return [json.loads(line) for line in run.stdout.splitlines()]


def vary(cases):
    """[(way, case)] of the cases that are supported."""
    made = []
    for case, answer in zip(cases, judge(cases), strict=True):
        if answer["verdict"] != "supported":
            continue
        claims = [(way, claim) for way, how in WAYS.items()
                  for claim in how(case["claim"])]
        claims += [("arm replaced", claim) for claim in
                   replace_arm(case["claim"], case["quote"])]
        made += [(way, dict(case, claim=claim)) for way, claim in claims
                 if claim != case["claim"]]
    return made


def report(name, made, share):
    """Prints what passed; TRUE when it is no more than the share of each
    way."""
    good = True
    counts = collections.defaultdict(lambda: [0, 0])
    for (way, case), answer in zip(made, judge([c for _, c in made]),
                                   strict=True):
        passed = answer["verdict"] == "supported"
        counts[way][0] += 1
        counts[way][1] += passed
        if passed:
            print("# %s: %s\n#   %s" % (way, case["claim"], case["quote"]))
    for way, (n, passed) in sorted(counts.items()):
        print("# %s, %s: %d, %d passed" % (name, way, n, passed))
        good &= passed <= share * n
    return good, sum(n for n, _ in counts.values())


def main():
    own = sorted(glob.glob(os.path.join(TOP, "fixtures/judge/*.jsonl")))
    more = os.environ.get("JUDGE_CASES")
    good, n = report("fixtures", vary(read(own)), 0)
    results = [(good and n >= 100, "%d false variants of the fixtures" % n)]
    if more:
        good, n = report("more", vary(read([more])), 0.01)
        results.append((good, "%d false variants of %s" %
                        (n, os.path.basename(more))))
    print("1..%d" % len(results))
    for i, (good, text) in enumerate(results):
        print("%sok %d - %s" % ("" if good else "not ", i + 1, text))
    return not all(good for good, _ in results)


if __name__ == "__main__":
    raise SystemExit(main())
