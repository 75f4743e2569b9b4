#!/usr/bin/python3
"""Sentences that veille check finds in a fictional article, made false by a
program: a digit changed, two numbers or the arms exchanged, more turned to
less, another outcome of the article, other people, another time, denied.
None may still be supported, but one in thirty of a class, since a program
makes nonsense too ("the phase 84 trial had 2 patients")."""
import json
import os
import re
import subprocess
import sys
import tempfile

VEILLE, TOP = os.environ["VEILLE"], os.environ["srcdir"]
TOLD = """\
The 412 adults were assigned to fictamab 150 mg or placebo every 4 weeks for \
24 weeks.
Clinical remission at week 24 occurred in 44.7% with fictamab and in 24.8% \
with placebo (P<0.001).
Remission at week 24 was seen in 92 of 206 patients given fictamab, against \
51 of 206 given placebo.
The absolute difference was 19.9 percentage points (95% CI, 10.9 to 28.9).
Of the 566 patients screened, 412 were randomly assigned.
Of those assigned, 389 (94.4%) completed the 24 weeks.
The mean age of the patients was 41.3 years, and 198 (48.1%) were women.
Endoscopic improvement at week 24 occurred in 52.4% with fictamab and in \
32.5% with placebo (P<0.001).
Steroid-free remission occurred in 51.7% on fictamab and in 30.6% on placebo \
(P=0.001).
Serious adverse events occurred in 4.4% and 5.3% of the patients.
Adverse events occurred in 63.6% of the fictamab group and in 62.1% of the \
placebo group.
Injection-site reactions were more frequent with fictamab than with placebo \
(8.3% versus 2.4%).
One patient in the placebo group died of a fictional stroke.
The phase 2 trial had 84 patients.
The trial was conducted at 31 centres in 4 countries.
Adverse events were recorded at each visit until week 32.
Patients with severe comorbidities were excluded.
Risk ratios were estimated with the Mantel-Haenszel method.
La rémission clinique à la semaine 24 concernait 44,7 % des patients sous \
fictamab et 24,8 % sous placebo (p < 0,001).
L'âge moyen était de 41,3 ans.
""".splitlines()
# Of these, how many have to be found at all.
FOUND = 14
TURNED = [("more", "less"), ("before", "after"), ("improvement", "worsening"),
          ("excluded", "included"), ("until", "after"), ("above", "below"),
          ("died", "survived"), ("completed", "left")]
PEOPLE = [("adults", "children"), ("patients", "children"),
          ("women", "men"), ("patients", "nurses"), ("women", "smokers"),
          ("patients", "enfants")]
TIMES = [("weeks", "months"), ("week", "month"), ("years", "months"),
         ("week 24", "week 12"), ("week 32", "week 24"),
         ("semaine", "mois"), ("ans", "mois")]
OUTCOMES = ["remission", "improvement", "reactions", "infection", "pregnancy",
            "stroke", "consent", "maintenance", "comorbidities", "visit",
            "protocol"]
# What the article says of what: two of them make a sentence of two parts.
FACTS = [
    ("endoscopic improvement at week 24",
     "occurred in 52.4% with fictamab and in 32.5% with placebo"),
    ("adverse events", "occurred in 63.6% of the fictamab group"),
    ("injection-site reactions",
     "were more frequent with fictamab than with placebo"),
    ("one patient in the placebo group", "died of a fictional stroke"),
    ("patients with severe comorbidities", "were excluded"),
    ("the trial", "was conducted at 31 centres in 4 countries"),
    ("the mean age", "was 41.3 years"),
    ("steroid-free remission",
     "occurred in 51.7% on fictamab and in 30.6% on placebo"),
]
JOINS = [", whereas ", "; ", ", and ", ", but "]
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def put(text, match, new):
    return text[:match.start()] + new + text[match.end():]


def exchange(text, one, two):
    return (text[:one.start()] + two.group() + text[one.end():two.start()] +
            one.group() + text[two.end():])


def digits(text, _):
    for match in NUMBER.finditer(text):
        old = match.group()
        for at in (0, len(old) - 1):
            digit = str((int(old[at]) + 3) % 10 or 9)
            yield put(text, match, old[:at] + digit + old[at + 1:])


def pairs(pattern, text, fit):
    found = list(re.finditer(pattern, text))
    for i, one in enumerate(found):
        for two in found[i + 1:]:
            if one.group() != two.group() and fit(one, two):
                yield exchange(text, one, two)


def numbers(text, _):
    yield from pairs(NUMBER, text, lambda one, two: True)


def arms(text, _):
    yield from pairs(r"\b(?:fictamab|placebo)\b", text, lambda one, two: True)


def listed(table):
    def make(text, _):
        for old, new in table:
            for match in re.finditer(r"\b%s\b" % re.escape(old), text):
                yield put(text, match, new)
    return make


def denied(text, _):
    for old, new in ((r"\b(was|were|had) ", r"\1 not "),
                     (r"\boccurred\b", "did not occur"),
                     (r"\b(concernait|était)\b", r"n'\1 pas")):
        if re.search(old, text):
            yield re.sub(old, new, text, count=1)


def outcomes(text, _):
    """Another outcome of the article, or another term of it."""
    for match in re.finditer(r"\b(?:%s)\b" % "|".join(OUTCOMES), text):
        for other in OUTCOMES:
            if other not in text:
                yield put(text, match, other)


def capital(text):
    return text[0].upper() + text[1:] + "."


def joined(join, one, two):
    return capital(" ".join(one) + join + " ".join(two))


def recombined():
    """(true sentences of two parts, false ones: what is said of the parts
    exchanged, said of one of them, or of a third thing)."""
    true, false = [], []
    for i, one in enumerate(FACTS):
        for k, two in enumerate(FACTS[i + 1:], i + 1):
            join = JOINS[(i + k) % len(JOINS)]
            true.append(joined(join, one, two))
            false.append(joined(join, (one[0], two[1]), (two[0], one[1])))
            third = FACTS[(k + 1) % len(FACTS)]
            if third not in (one, two):
                false.append(joined(join, one, (two[0], third[1])))
                false.append(joined(join, (third[0], one[1]), two))
            false.append(capital(" ".join(one) + " and " + two[1]))
    return true, false


CLASSES = [("digit changed", digits), ("numbers exchanged", numbers),
           ("arms exchanged", arms), ("turned", listed(TURNED)),
           ("other people", listed(PEOPLE)), ("other time", listed(TIMES)),
           ("denied", denied), ("another outcome", outcomes)]


def check(path, texts):
    run = subprocess.run(
        [VEILLE, "check", "--json", "--source", path, "-"],
        input="\n\n".join(texts).encode(), stdout=subprocess.PIPE,
        timeout=600, check=False)
    return {s["text"]: s["verdict"]
            for s in json.loads(run.stdout)["sentences"]}


def main():
    os.environ["XDG_DATA_HOME"] = work = tempfile.mkdtemp()
    lines = open(os.path.join(TOP, "fixtures/articles/99000001.txt"),
                 encoding="utf-8").read().splitlines()
    source = "\n".join(l.lstrip("# ") for l in lines if l[:1] != "@")
    path = os.path.join(work, "article.txt")
    open(path, "w", encoding="utf-8").write(source)

    told = check(path, TOLD)
    held = [t for t in TOLD if told.get(t) == "supported"]
    flagged = [t for t in TOLD
               if told.get(t) in ("contradicted", "unsupported",
                                  "overstated")]
    results = [(len(held) >= FOUND and not flagged,
                "%d of %d true sentences supported, %d flagged" %
                (len(held), len(TOLD), len(flagged)))]
    for text in flagged:
        print("# flagged: %s" % text)
    for name, make in CLASSES:
        made = [v for t in held for v in make(t, source) if v != t]
        verdicts = check(path, made)
        passed = [v for v in made if verdicts.get(v) == "supported"]
        for text in passed:
            print("# %s: %s" % (name, text))
        results.append((len(made) > 0 and len(passed) * 30 <= len(made),
                        "%s: %d, %d supported" %
                        (name, len(made), len(passed))))
    true, false = recombined()
    verdicts = check(path, true + false)
    held = [t for t in true if verdicts.get(t) == "supported"]
    passed = [t for t in false if verdicts.get(t) == "supported"]
    for text in passed:
        print("# parts recombined: %s" % text)
    results.append((len(held) * 2 >= len(true), "%d of %d sentences of two "
                    "parts supported" % (len(held), len(true))))
    results.append((len(passed) * 30 <= len(false),
                    "parts recombined: %d, %d supported" %
                    (len(false), len(passed))))
    print("1..%d" % len(results))
    for number, (good, text) in enumerate(results, 1):
        print("%sok %d - %s" % ("" if good else "not ", number, text))
    return 0 if all(good for good, _ in results) else 1


sys.exit(main())
