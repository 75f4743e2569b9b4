#!/usr/bin/python3
"""veille new, list, show, export: as a user types them."""
import sys
sys.dont_write_bytecode = True

import json
import os
import re
import subprocess
import tempfile

from digests import RECORDS, VEILLE, check, finish

N_RECORDS = 8


def main(home):
    env = dict(os.environ, XDG_DATA_HOME=os.path.join(home, "data"),
               XDG_CONFIG_HOME=os.path.join(home, "config"))

    def run(*words):
        ended = subprocess.run([VEILLE, *words], env=env, text=True,
                               capture_output=True)
        return ended.returncode, ended.stdout, ended.stderr

    status, _, told = run("list")
    check(status == 3 and "veille run" in told,
          "no library yet: said, with the remedy", told)
    status, told, _ = run("new", "topic")
    watch = os.path.join(home, "config", "veille", "topic.watch")
    check(status == 0 and watch in told, "new writes a watch file", told)
    with open(RECORDS, "rb") as records:
        with open(os.path.join(os.path.dirname(watch), "topic.nbib"),
                  "wb") as out:
            out.write(records.read())
    with open(watch, encoding="utf-8") as file:
        before = file.read()
    status, told, bad = run("run", "topic")
    digest = os.path.join(os.path.dirname(watch), "topic-digests", "latest",
                          "digest.html")
    check(status == 0 and os.path.exists(digest), "the new file runs as it is",
          (told, bad))
    status, _, bad = run("new", "topic")
    with open(watch, encoding="utf-8") as file:
        check(status == 2 and file.read() == before,
              "new leaves a file that is there", bad)
    for name in ("../up", ".hidden", "a/b", ""):
        status, _, bad = run("new", name)
        check(status == 2, "no name: %r" % name, bad)

    status, listed, _ = run("list")
    lines = listed.splitlines()
    check(status == 0 and len(lines) == N_RECORDS, "list: a line a record",
          listed)
    check(sum("[RETRACTED]" in line for line in lines) == 1,
          "list: the retracted one is marked", listed)
    pmids = [line.split()[0] for line in lines]
    status, shown, _ = run("show", pmids[0])
    check(status == 0 and "PMID      " + pmids[0] in shown and
          "10.5555/" in shown, "show: title and identifiers", shown)
    status, shown, _ = run("show", "--json", pmids[0])
    check(json.loads(shown)["pmid"] == pmids[0], "show --json", shown)
    status, _, bad = run("show", "1")
    check(status == 3 and "1" in bad, "show: not there", bad)

    status, csl, _ = run("export", "--csl")
    check(sorted(item["PMID"] for item in json.loads(csl)) == pmids,
          "export --csl is JSON of all", csl)
    status, ris, _ = run("export", "--ris")
    check(ris.count("TY  - JOUR") == ris.count("ER  - ") == N_RECORDS,
          "export --ris: each begins and ends", ris)
    status, bibtex, _ = run("export", "--bibtex")
    keys = re.findall(r"^@article{(\S+),$", bibtex, re.M)
    check(len(set(keys)) == N_RECORDS, "export --bibtex: keys of their own",
          keys)
    check(bibtex.replace("\\{", "").count("{") ==
          bibtex.replace("\\}", "").count("}"),
          "export --bibtex: braces in pairs", bibtex)
    status, one, bad = run("export", "--ris", pmids[1], "1")
    check(status == 5 and "1" in bad and one.count("TY  - ") == 1,
          "export: what is not there is said", bad)
    check(run("export")[0] == 2, "export: no format")
    check(run("export", "--ris", "--csl")[0] == 2, "export: two formats")


with tempfile.TemporaryDirectory() as folder:
    main(folder)
finish()
