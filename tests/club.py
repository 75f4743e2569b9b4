#!/usr/bin/python3
"""veille club: sheets of the fixtures and of real papers; every quote stands
in the rendering, what is the physician's stays blank, the views agree."""
import glob
import json
import os
import re
import subprocess
import sys
import tempfile
import warnings

srcdir = os.environ["srcdir"]
veille = os.environ["VEILLE"]
fixtures = os.path.join(srcdir, "fixtures")
home = tempfile.TemporaryDirectory(prefix="veille-club-")
env = dict(os.environ, XDG_DATA_HOME=home.name + "/data",
           XDG_STATE_HOME=home.name + "/state",
           XDG_CONFIG_HOME=home.name + "/config")
results = []


def check(name, ok, detail=""):
    results.append(bool(ok))
    print("%s %d %s" % ("ok" if ok else "not ok", len(results), name))
    if not ok and detail:
        print("# %s" % str(detail)[:2000])


def run(*arguments):
    return subprocess.run([veille, *arguments], env=env,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def rendering(path):
    lines = run("text", path).stdout.decode("utf-8").splitlines()
    pages = [json.loads(line) for line in lines]
    return "\f".join(page["text"] for page in pages if "page" in page)


def claims_of(club):
    found = [club["design"]["claim"]] if club["design"]["claim"] else []
    for section in club["sections"]:
        for item in section["items"]:
            found += item["claims"]
            found += [{"quotes": [c["quote"]]} for c in item["computed"]]
    return found


def wrong_quotes(club, text):
    return [segment for claim in claims_of(club)
            for quote in claim["quotes"] for segment in quote["segments"]
            if text[segment["start"]:segment["end"]] != segment["text"]]


def validator():
    try:
        import jsonschema
    except ImportError:
        return None
    store = {}
    for name in ("club.schema.json", "digest.schema.json"):
        with open(os.path.join(srcdir, "schemas", name),
                  encoding="utf-8") as file:
            store[name] = json.load(file)
    schema = store["club.schema.json"]
    warnings.simplefilter("ignore", DeprecationWarning)
    resolver = jsonschema.RefResolver("club.schema.json", schema, store)
    return jsonschema.Draft7Validator(schema, resolver=resolver)


valid = validator()
BLANK = {"risk_of_bias", "certainty", "applicability", "practice"}


def check_club(name, path, text):
    done = run("club", "--json", path)
    if done.returncode not in (0, 5):
        return check(name, False, done.stderr)
    club = json.loads(done.stdout)
    faults = wrong_quotes(club, text)
    blank = {item["key"] for section in club["sections"]
             for item in section["items"] if item["state"] == "blank"}
    if blank != BLANK:
        faults.append(blank)
    if valid is not None:
        faults += [error.message for error in valid.iter_errors(club)]
    return check(name, not faults, faults[:1])


pdfs = sorted(glob.glob(os.path.join(fixtures, "pdf", "*.pdf")))
for path in pdfs:
    check_club("the sheet of " + os.path.basename(path), path,
               rendering(path))

# The same paper by its PMID, from records and a folder.
records = os.path.join(fixtures, "articles.xml")
done = run("club", "--json", "--records", records, "--pdf-dir",
           os.path.join(fixtures, "pdf"), "99000001")
club = json.loads(done.stdout) if done.returncode in (0, 5) else {}
check("a PMID is read from its PDF",
      club.get("paper", {}).get("read", {}).get("rendering") == "pdf" and
      club["paper"]["pmid"] == "99000001", done.stderr)
again = run("club", "--json", "99000001")
check("a paper of the library is found by its PMID", again.returncode == 0,
      again.stderr)
lost = run("club", "12345")
check("an unknown PMID is an error that says what to do",
      lost.returncode == 3 and b"--email" in lost.stderr, lost.stderr)
check("a word is neither file nor identifier",
      run("club", "nothing").returncode == 3)
check("an unknown sheet is a usage error",
      run("club", "--sheet", "nope", pdfs[0]).returncode == 2)

# Views: all of them hold each quote and the blank places; French too.
for language in ("en", "fr"):
    html = os.path.join(home.name, language + ".html")
    md = os.path.join(home.name, language + ".md")
    done = run("club", "--language", language, "--html", html, "--markdown",
               md, pdfs[0])
    page = open(html, encoding="utf-8").read()
    text = done.stdout.decode("utf-8")
    word = "Non retrouvé" if language == "fr" else "Not found"
    check("the views in " + language,
          done.returncode == 0 and page.count('class="blank"') == 4 and
          text.count("________\n") == 4 and word in text and word in page and
          word in open(md, encoding="utf-8").read() and
          "<script" not in page, done.stderr)
    first = run("club", "--language", language, "--json", pdfs[0]).stdout
    made = re.compile(rb'"made": "[^"]*"')
    second = run("club", "--language", language, "--json", pdfs[0]).stdout
    check("the same bytes twice, in " + language,
          made.sub(b"", first) == made.sub(b"", second))

shared = os.path.join(os.environ.get("SHARED", ""), "real", "pdf")
real = sorted(glob.glob(os.path.join(shared, "*.pdf")))
for path in real if os.environ.get("TORTURE") else real[::6]:
    with open(path, "rb") as file:
        if file.read(5) == b"%PDF-":
            check_club("the sheet of " + os.path.basename(path), path,
                       rendering(path))

print("1..%d" % len(results))
sys.exit(0 if all(results) else 1)
