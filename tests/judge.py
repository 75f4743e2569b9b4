#!/usr/bin/python3
"""veille judge over fixtures/judge: each rule with its own cases, the checks
that must have found something, and spans that are what the detail speaks of."""
import collections
import glob
import json
import os
import re
import subprocess

VEILLE, TOP = os.environ["VEILLE"], os.environ["srcdir"]
CALLED = re.compile("“([^”]*)”")
# Checks of which each result must have cases here.
ALL = {"numbers", "units", "comparators", "significance", "direction",
       "negation", "arms", "population", "strength", "scope", "attribution",
       "outcome", "arithmetic", "absence"}


def read():
    cases = []
    for path in sorted(glob.glob(os.path.join(TOP, "fixtures/judge/*.jsonl"))):
        for number, line in enumerate(open(path, encoding="utf-8"), 1):
            case = json.loads(line)
            case["id"] = "%s:%d" % (os.path.basename(path), number)
            cases.append(case)
    return cases


def judge(cases):
    lines = "".join(json.dumps(case, ensure_ascii=False) + "\n"
                    for case in cases)
    run = subprocess.run([VEILLE, "judge"], input=lines.encode(),
                         capture_output=True, timeout=300, check=False)
    return [json.loads(line) for line in run.stdout.splitlines()]


def spans_fault(case, answer):
    """A span that is empty, runs out of its text, or does not hold the words
    that the detail calls by name."""
    texts = {"claim": case["claim"], "quote": case.get("quote") or ""}
    for finding in answer["findings"]:
        cut = {}
        for name, text in texts.items():
            start, end = finding.get(name, (0, 0))
            if not 0 <= start <= end <= len(text):
                return "%s %s of %s" % (name, (start, end), finding)
            cut[name] = text[start:end]
            if cut[name] != cut[name].strip():
                return "%s %r has blanks" % (name, cut[name])
        if finding["check"] in ("numbers", "direction", "negation") and \
                finding["result"] == "conflict":
            for word in CALLED.findall(finding["detail"]):
                if word not in cut["claim"] and word not in cut["quote"] \
                        and word != "non-":
                    return "%r is in neither span: %s" % (word, finding)
    for start, end in answer["uncovered"]:
        if not 0 <= start < end <= len(case["claim"]):
            return "uncovered %s" % [start, end]
    return None


def fault(case, answer):
    if answer["verdict"] not in case["expect"].split("|"):
        return "is " + answer["verdict"]
    wanted = case.get("finds")
    if wanted:
        check, result = wanted.split(":")
        if not any(f["check"] == check and f["result"] == result
                   for f in answer["findings"]):
            return "finds no " + wanted
    return spans_fault(case, answer)


def untold(answers):
    """Details of faults that lib/digest/details.c has no French for."""
    text = open(os.path.join(TOP, "lib/digest/details.c"),
                encoding="utf-8").read()
    block = re.sub(r'"\s*\n\s*"', "", text[text.index("Form forms[]"):
                                         text.index("Form slots[]")])
    forms = [re.compile(re.escape(form).replace(r"\$", ".*") + "$", re.S)
             for form in re.findall(r'\{"([^"]*)"', block)]
    details = {f["detail"] for answer in answers for f in answer["findings"]
               if f["result"] != "ok" and f.get("detail")}
    return sorted(d for d in details if not any(f.match(d) for f in forms))


def main():
    cases = read()
    by_rule = collections.defaultdict(list)
    answers = judge(cases)
    for case, answer in zip(cases, answers, strict=True):
        told = fault(case, answer)
        by_rule[case["rule"]].append((case, answer, told))
    print("1..%d" % (len(by_rule) + 2))
    for number, (rule, rows) in enumerate(sorted(by_rule.items()), 1):
        bad = [row for row in rows if row[2]]
        print("%sok %d - %s (%d cases)" % ("not " if bad else "", number,
                                           rule, len(rows)))
        for case, answer, told in bad:
            print("# %s %s\n#   %s\n#   %s" % (
                case["id"], told, case["claim"],
                [(f["check"], f["result"], f["detail"])
                 for f in answer["findings"]]))
    seen = {f["check"] for rows in by_rule.values() for _, a, _ in rows
            for f in a["findings"] if f["result"] != "ok"}
    print("%sok %d - each check finds a fault somewhere%s" % (
        "not " if ALL - seen else "", len(by_rule) + 1,
        " # " + " ".join(sorted(ALL - seen)) if ALL - seen else ""))
    english = untold(answers)
    print("%sok %d - each fault has French words%s" % (
        "not " if english else "", len(by_rule) + 2,
        " # " + "; ".join(english) if english else ""))
    return any(row[2] for rows in by_rule.values() for row in rows) or \
        bool(ALL - seen) or bool(english)


if __name__ == "__main__":
    raise SystemExit(main())
