#!/usr/bin/python3
"""veille ledger as a user types it."""
import sys
sys.dont_write_bytecode = True

import json
import os
import sqlite3
import subprocess
import tempfile

from digests import RECORDS, VEILLE, check, finish


def main(home):
    env = dict(os.environ, XDG_DATA_HOME=os.path.join(home, "data"))

    def run(*words):
        ended = subprocess.run([VEILLE, *words], env=env, text=True,
                               capture_output=True)
        return ended.returncode, ended.stdout, ended.stderr

    status, _, told = run("ledger")
    check(status == 3 and "veille run" in told,
          "no library yet: said, with the remedy", told)
    for words, wanted in ((("--since", "soon"), "7d, 4w"),
                          (("--purpose", "fun"), "search records"),
                          (("word",), "usage")):
        status, _, told = run("ledger", *words)
        check(status == 2 and wanted in told, "refused: %s" % " ".join(words),
              told)
    run("run", "--records", RECORDS, "--output", os.path.join(home, "out"))
    status, told, bad = run("ledger")
    check(status == 0 and told.startswith("0 requests"),
          "an offline run sends nothing", (told, bad))
    base = sqlite3.connect(os.path.join(home, "data", "veille",
                                        "library.db"))
    base.execute("INSERT INTO ledger (time, purpose, method, host, path, "
                 "n_body, chain, status, bytes_out, bytes_in, milliseconds, "
                 "seal) VALUES (1795770000, 'model', 'POST', "
                 "'api.eu.mistral.ai', '/p', 1, "
                 "'forged', 200, 1, 2, 3, 'forged')")
    base.commit()
    base.close()
    status, told, bad = run("ledger", "--json")
    lines = [json.loads(line) for line in told.splitlines()]
    check(status == 1 and len(lines) == 1 and lines[0]["intact"] is False and
          "changed" in bad, "a line of somebody else is noticed", (told, bad))
    status, told, _ = run("ledger")
    check("CHANGED" in told, "and marked", told)
    check(lines[0]["region"] == "EU" and "(region: EU)" in told,
          "where a model stands is told", told)
    key = os.path.join(home, "data", "veille", "ledger.key")
    check(os.stat(key).st_mode & 0o777 == 0o600,
          "the key is its owner's alone")
    with open("/dev/full", "w") as full:
        ended = subprocess.run([VEILLE, "ledger"], env=env, stdout=full,
                               stderr=subprocess.PIPE)
    check(ended.returncode == 3, "a full disk is an error", ended.stderr)


with tempfile.TemporaryDirectory() as folder:
    main(folder)
finish()
