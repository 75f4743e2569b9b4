#!/usr/bin/python3
"""veille new, list, show, export: as a user types them."""
import json
import os
import re
import subprocess
import tempfile

VEILLE, SRC = os.environ["VEILLE"], os.environ["srcdir"]
RECORDS = os.path.join(SRC, "fixtures", "articles.xml")
N_RECORDS = 8
done = 0


def check(name, good, seen=""):
    global done
    done += 1
    print("%sok %d - %s" % ("" if good else "not ", done, name))
    if not good:
        print("# saw: %r" % (seen,))


def main(home):
    env = dict(os.environ, XDG_DATA_HOME=os.path.join(home, "data"),
               XDG_CONFIG_HOME=os.path.join(home, "config"))

    def run(*words):
        ended = subprocess.run([VEILLE, *words], env=env, text=True,
                               capture_output=True)
        return ended.returncode, ended.stdout, ended.stderr

    status, _, told = run("list")
    check("no library yet: said, with the remedy",
          status == 3 and "veille run" in told, told)
    status, told, _ = run("new", "topic")
    watch = os.path.join(home, "config", "veille", "topic.watch")
    check("new writes a watch file", status == 0 and watch in told, told)
    with open(RECORDS, "rb") as records:
        with open(os.path.join(os.path.dirname(watch), "topic.nbib"),
                  "wb") as out:
            out.write(records.read())
    with open(watch, encoding="utf-8") as file:
        before = file.read()
    status, told, bad = run("run", "topic")
    digest = os.path.join(os.path.dirname(watch), "topic-digests", "latest",
                          "digest.html")
    check("the new file runs as it is", status == 0 and
          os.path.exists(digest), (told, bad))
    status, _, bad = run("new", "topic")
    with open(watch, encoding="utf-8") as file:
        check("new leaves a file that is there", status == 2 and
              file.read() == before, bad)
    for name in ("../up", ".hidden", "a/b", ""):
        status, _, bad = run("new", name)
        check("no name: %r" % name, status == 2, bad)

    status, listed, _ = run("list")
    lines = listed.splitlines()
    check("list: a line a record", status == 0 and len(lines) == N_RECORDS,
          listed)
    check("list: the retracted one is marked",
          sum("[RETRACTED]" in line for line in lines) == 1, listed)
    pmids = [line.split()[0] for line in lines]
    status, shown, _ = run("show", pmids[0])
    check("show: title and identifiers", status == 0 and
          "PMID      " + pmids[0] in shown and "10.5555/" in shown, shown)
    status, shown, _ = run("show", "--json", pmids[0])
    check("show --json", json.loads(shown)["pmid"] == pmids[0], shown)
    status, _, bad = run("show", "1")
    check("show: not there", status == 3 and "1" in bad, bad)

    status, csl, _ = run("export", "--csl")
    check("export --csl is JSON of all",
          sorted(item["PMID"] for item in json.loads(csl)) == pmids, csl)
    status, ris, _ = run("export", "--ris")
    check("export --ris: each begins and ends",
          ris.count("TY  - JOUR") == ris.count("ER  - ") == N_RECORDS, ris)
    status, bibtex, _ = run("export", "--bibtex")
    keys = re.findall(r"^@article{(\S+),$", bibtex, re.M)
    check("export --bibtex: keys of their own",
          len(set(keys)) == N_RECORDS, keys)
    check("export --bibtex: braces in pairs",
          bibtex.replace("\\{", "").count("{") ==
          bibtex.replace("\\}", "").count("}"), bibtex)
    status, one, bad = run("export", "--ris", pmids[1], "1")
    check("export: what is not there is said", status == 5 and "1" in bad and
          one.count("TY  - ") == 1, bad)
    check("export: no format", run("export")[0] == 2)
    check("export: two formats", run("export", "--ris", "--csl")[0] == 2)


with tempfile.TemporaryDirectory() as folder:
    main(folder)
print("1..%d" % done)
