#!/usr/bin/python3
"""Quotes of pdf_cases.jsonl with the quarantine of hidden text on: how many
true ones are found, and how many of those lie in text that is kept out.
Called by quarantine.sh with the program and the shared folder."""
import json
import os
import subprocess
import sys


def lines(command, text=None):
    done = subprocess.run(command, input=text, capture_output=True,
                          check=False, encoding="utf-8")
    return [json.loads(line) for line in done.stdout.splitlines()]


def hidden(veille, path):
    """Code points of the rendering that no prompt and no quote may have."""
    found = []
    for page in lines([veille, "text", "--ink=always", path]):
        for start, end in (span if isinstance(span, list) else
                           (span["start"], span["end"])
                           for span in page.get("hidden", [])):
            found.append((page["offset"] + start, page["offset"] + end))
    return found


def main():
    veille, shared = sys.argv[1:]
    path = os.path.join(shared, "bench/locate/pdf_cases.jsonl")
    with open(path, encoding="utf-8") as file:
        cases = [case for case in map(json.loads, file)
                 if case["kind"] == "true"]
    folder = os.path.join(shared, "real/pdf")
    asked = "".join(json.dumps({
        "id": case["id"], "quote": case["quote"],
        "source": os.path.join(folder, case["source"])}) + "\n"
        for case in cases)
    answers = {answer["id"]: answer
               for answer in lines([veille, "locate"], asked)}
    kept = {name: hidden(veille, os.path.join(folder, name))
            for name in sorted({case["source"] for case in cases})}
    found = shown = 0
    for case in cases:
        answer = answers[case["id"]]
        if answer["match"] not in ("exact", "typographic"):
            continue
        found += 1
        shown += not any(answer["start"] < end and start < answer["end"]
                         for start, end in kept[case["source"]])
    print("quarantine: true quotes found %d of %d, with hidden text kept out "
          "%d (goal: 98 %%) %s" % (found, len(cases), shown,
                                   "ok" if shown >= 0.98 * len(cases)
                                   else "MISSED"))


if __name__ == "__main__":
    main()
