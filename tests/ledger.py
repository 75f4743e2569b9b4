#!/usr/bin/python3
"""veille ledger as a user types it."""
import json
import os
import sqlite3
import subprocess
import tempfile

VEILLE, SRC = os.environ["VEILLE"], os.environ["srcdir"]
done = 0


def check(name, good, seen=""):
    global done
    done += 1
    print("%sok %d - %s" % ("" if good else "not ", done, name))
    if not good:
        print("# saw: %r" % (seen,))


def main(home):
    env = dict(os.environ, XDG_DATA_HOME=os.path.join(home, "data"))

    def run(*words):
        ended = subprocess.run([VEILLE, *words], env=env, text=True,
                               capture_output=True)
        return ended.returncode, ended.stdout, ended.stderr

    status, _, told = run("ledger")
    check("no library yet: said, with the remedy",
          status == 3 and "veille run" in told, told)
    for words, wanted in ((("--since", "soon"), "7d, 4w"),
                          (("--purpose", "fun"), "search records"),
                          (("word",), "usage")):
        status, _, told = run("ledger", *words)
        check("refused: %s" % " ".join(words), status == 2 and wanted in told,
              told)
    run("run", "--records", os.path.join(SRC, "fixtures", "articles.xml"),
        "--output", os.path.join(home, "out"))
    status, told, bad = run("ledger")
    check("an offline run sends nothing", status == 0 and
          told.startswith("0 requests"), (told, bad))
    base = sqlite3.connect(os.path.join(home, "data", "veille",
                                        "library.db"))
    base.execute("INSERT INTO ledger (time, purpose, method, host, path, "
                 "n_body, chain, status, bytes_out, bytes_in, milliseconds, "
                 "seal) VALUES (1795770000, 'model', 'POST', 'h', '/p', 1, "
                 "'forged', 200, 1, 2, 3, 'forged')")
    base.commit()
    base.close()
    status, told, bad = run("ledger", "--json")
    lines = [json.loads(line) for line in told.splitlines()]
    check("a line of somebody else is noticed", status == 1 and
          len(lines) == 1 and lines[0]["intact"] is False and
          "changed" in bad, (told, bad))
    status, told, _ = run("ledger")
    check("and marked", "CHANGED" in told, told)
    key = os.path.join(home, "data", "veille", "ledger.key")
    check("the key is its owner's alone", os.stat(key).st_mode & 0o777 ==
          0o600)
    with open("/dev/full", "w") as full:
        ended = subprocess.run([VEILLE, "ledger"], env=env, stdout=full,
                               stderr=subprocess.PIPE)
    check("a full disk is an error", ended.returncode == 3, ended.stderr)


with tempfile.TemporaryDirectory() as folder:
    main(folder)
print("1..%d" % done)
