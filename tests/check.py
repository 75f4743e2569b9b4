#!/usr/bin/python3
"""veille check as a user sees it: sources, citations, references, views,
exit statuses, and its JSON against the schema."""
import json
import os
import subprocess
import sys
import tempfile

import jsonschema

VEILLE, TOP = os.environ["VEILLE"], os.environ["srcdir"]
SCHEMA = json.load(open(os.path.join(TOP, "schemas/check.schema.json")))
FICTION = os.path.join(TOP, "fixtures/articles.xml")
count = failures = 0

TRIAL = """Effects of veillase on knee pain: a randomized trial

ABSTRACT

We tested veillase in adults with knee pain.

RESULTS

Pain fell by 18.4 points with veillase and by 11.2 points with sham \
(P = 0.013). Nausea occurred in 14 of 106 patients of the veillase group.

DISCUSSION

Our sample was small.
"""
WALKING = """Walking distance in the corridor was a mean of 410 m at week 12 \
in the veillase group. Nausea was rare.

Morning stiffness at week 12 did not differ between the veillase group and \
sham.

DISCUSSION

In a corridor, walking distance with veillase was not significantly longer \
than with sham.
"""
OTHER = """Sleep in shift workers: a cohort

RESULTS

Nurses on night shifts slept 5.9 hours on average. doi:10.5555/sleep.1
"""


def ok(passed, what, told=""):
    global count, failures
    count += 1
    failures += not passed
    print("%sok %d - %s" % ("" if passed else "not ", count, what))
    if not passed and told:
        print("# " + str(told).replace("\n", "\n# ")[:3000])


def run(*arguments, text=""):
    return subprocess.run([VEILLE, "check", *arguments], input=text.encode(),
                          capture_output=True, timeout=300, check=False)


def check(*arguments, text):
    done = run("--json", *arguments, "-", text=text)
    answer = json.loads(done.stdout)
    jsonschema.validate(answer, SCHEMA)
    return answer, done.returncode


def verdicts(answer):
    return [s["verdict"] for s in answer["sentences"]]


work = tempfile.mkdtemp()
os.environ["XDG_DATA_HOME"] = work
trial, other = os.path.join(work, "trial.txt"), os.path.join(work, "o.txt")
open(trial, "w").write(TRIAL)
open(other, "w").write(OTHER)

chat = open(os.path.join(TOP, "fixtures/check/chat.md"),
            encoding="utf-8").read()
answer, status = check("--source", trial, text=chat)
told = [s["text"] for s in answer["sentences"]
        if s["verdict"] in ("unsupported", "contradicted", "overstated")]
ok(not told and len(answer["sentences"]) >= 45 and status == 0,
   "headings, greetings, offers and disclaimers of chats are no claims", told)

answer, status = check(
    "--source", trial,
    text="# Summary\n\nPain fell by 18.4 points with veillase and by 11.2 "
         "points with sham (P = 0.013). Pain fell by 81.4 points with "
         "veillase.\n\nWould you like more?\n")
found = verdicts(answer)
ok(found[0] == "not_a_claim" and found[3] == "not_a_claim",
   "headings and questions are not judged", found)
ok(found[1] == "supported", "a sentence of the source is supported", found)
ok(found[2] in ("unsupported", "contradicted"), "a number that is nowhere",
   found)
ok(status == 1, "a flag gives 1", status)
ok(all(p["text"] == TRIAL[p["start"]:p["end"]]
       for s in answer["sentences"] for p in s["passages"]),
   "passages are cut from the rendering")

walking = os.path.join(work, "walking.txt")
open(walking, "w").write(TRIAL.replace("DISCUSSION", WALKING))
said = "At week 12, mean walking distance of the veillase group in the " \
       "corridor was %ssignificantly longer.\n"
answer, _ = check("--source", walking, text=said % "")
ok(verdicts(answer) == ["contradicted"],
   "what the best place leaves open the next one contradicts", answer)
answer, _ = check("--source", walking, text=said % "not ")
ok(verdicts(answer) == ["undecided"], "... and only that", answer)

answer, status = check(text="Pain fell by 18.4 points.\n")
ok(verdicts(answer) == ["uncited"] and status == 0,
   "no source at all: uncited, and nothing flagged", (answer, status))

answer, status = check(
    "--source", trial, "--source", other,
    text="Nurses on night shifts slept 5.9 hours on average (doi:"
         "10.5555/sleep.1). Pain fell by 3 points "
         "(https://doi.org/10.5555/third?utm_source=chat).\n")
ok(answer["sentences"][0]["passages"][0]["source"] == other,
   "a citation leads to its source", answer)
ok(verdicts(answer)[1] == "unavailable",
   "what cites a paper that was not given is unavailable", answer)
ok([r["doi"] is None for r in answer["references"]] == [True, True] and
   len(answer["references"]) == 2, "cited identifiers are references")

done = run("--source", os.path.join(work, "no.pdf"), "-", text="Pain fell.")
ok(done.returncode == 3 and b"no.pdf" in done.stderr,
   "no source can be read: 3, with its name", done.stderr)
done = run("--source", os.path.join(work, "no.pdf"), "--source", trial, "-",
           text="Pain fell by 18.4 points with veillase.")
ok(done.returncode == 5, "one of two sources: 5", done.returncode)
ok(run("--json", "-").returncode == 3, "an empty summary: 3")
ok(run().returncode == 2, "no summary: 2")
ok(run("--language", "de", "-").returncode == 2, "a language of its own: 2")
done = run("--source", "999999999", "-", text="Pain fell.")
ok(done.returncode == 3 and b"999999999" in done.stderr,
   "a PMID that is not at hand: 3")

parsed = subprocess.run([VEILLE, "parse", FICTION], capture_output=True,
                        check=True).stdout.splitlines()
records = [json.loads(line) for line in parsed]
records = [r for r in records if r.get("title") and r.get("abstract")]
first = records[0]
sentence = first["abstract"][-1]["text"].split(". ")[0].rstrip(".") + "."
text = "%s [1]\n\nReferences\n\n1. PMID: %s\n2. PMID: 999999999\n" % (
    sentence, first["pmid"])
answer, status = check("--records", FICTION, text=text)
ok([r["verdict"] for r in answer["references"]] == ["correct", "not_found"],
   "references against records", answer["references"])
ok(answer["sentences"][0]["passages"][0]["source"] ==
   "PMID " + first["pmid"], "a cited abstract is read", answer["sentences"])
answer, _ = check("--records", FICTION, "--source", first["pmid"],
                  text=sentence + "\n")
ok(verdicts(answer) == ["supported"], "a PMID as source", answer)

hostile = ("<p>\x1b[31mPain</p><script>x</script> fell **by** 18.4 points "
           "\u202e with <img src=x onerror=alert(1)> veillase & \"sham\".\n")
page = os.path.join(work, "page.html")
note = os.path.join(work, "note.md")
done = run("--source", trial, "--html", page, "--markdown", note, "--all",
           "-", text=hostile)
html, markdown = open(page).read(), open(note).read()
ok("<script" not in html and "<img" not in html and "\u202e" not in html,
   "hostile text stays text in HTML", html[-1500:])
ok("<script" not in markdown and "<img" not in markdown,
   "and in Markdown", markdown)
ok(b"\x1b" not in done.stdout, "and a pipe gets no escapes", done.stdout)
french = run("--language", "fr", "--source", trial, "-", text=hostile)
ok("phrase" in french.stdout.decode(), "French report", french.stdout)
# What holds of the whole study, and what does not.
RELAPSE = (" relapse by day 90 occurred in 12 patients (3.8%) in the 5-day"
           " group and in 10 patients (3.1%) in the 10-day group.\n\n")
fabulitis = os.path.join(TOP, "fixtures/jats/99000003.xml")
settings = ["In adults with community-acquired fabulitis,",
            "In this open-label trial,"]
others = ["In children with community-acquired fabulitis,",
          "In adults with complicated fabulitis,",
          "In adults with immunosuppression,", "In this double-blind trial,",
          "In this trial in Utopia,"]
answer, _ = check("--source", fabulitis, text="".join(
    start + RELAPSE for start in settings + others))
found = verdicts(answer)
ok(found[:2] == ["supported"] * 2 and
   any(f["check"] == "setting" for f in answer["sentences"][0]["findings"]),
   "the setting of a study may be told with a finding", answer["sentences"])
ok("supported" not in found[2:] and len(found) == 7,
   "another one may not", answer["sentences"][2:])
again = [run("--json", "--source", trial, "-", text=hostile).stdout
         for _ in range(2)]
ok(again[0] == again[1], "the same bytes every time")

print("1..%d" % count)
sys.exit(failures > 0)
