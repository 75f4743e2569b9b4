#!/usr/bin/python3
"""veille run on a bad network: every fault that a connection can have, in
every fourth request and at random; a key that is seen nowhere; nothing that
leaves with local_only.  TORTURE=1 makes it long."""
import sys
sys.dont_write_bytecode = True

import datetime
import os
import shutil
import subprocess

sys.path.insert(0, os.path.join(os.environ["srcdir"], "tests", "double"))
import eutils
import server
import sockets
from digests import Place, check, digest_of, finish, skip

LONG = os.environ.get("TORTURE") == "1"
TODAY = datetime.date.today()
CANARY = "CanaryOfNcbi0123456789abcdef"
# With these a request takes as long as the watch's patience.
SLOW = ["stall", "stall-at-once", "drip"]
WATCH = """[watch]
name = colitis
query = colitis
since = 7d
max = 2
[output]
dir = %(out)s
[network]
eutils = %(base)s
email = watch@hospital.example
rate = 900
wait_ms = 20
patience = 1
"""


def articles(n):
    return [eutils.Article(90000000 + 3 * i,
                           TODAY - datetime.timedelta(days=i % 6))
            for i in range(n)]


class PubMed(server.Server):
    """eutils.py's answers, over a connection that fails by plan."""

    def __init__(self, n, plan=None):
        self.source = eutils.Eutils(articles(n), TODAY)
        super().__init__([("POST", r"/e/(esearch|efetch)\.fcgi$", self.ask)],
                         plan)

    def ask(self, request):
        fields = {name: ",".join(values)
                  for name, values in request.form.items()}
        name = request.path.split("/")[-1].split(".")[0]
        return server.Answer(getattr(self.source, name)(fields),
                             type="text/xml; charset=UTF-8")

    def stop(self):
        super().stop()
        self.source.__exit__()


def write_watch(place, base, more=""):
    path = place.path("colitis.watch")
    with open(path, "w", encoding="utf-8") as file:
        file.write(WATCH % {"out": place.out, "base": base} + more)
    return path


def shown(digest):
    return sorted(p["pmid"] for p in digest["papers"] + digest["listed"])


def one_run(n, plan):
    """What is wrong with a run of n hits; None: nothing."""
    with PubMed(n, plan) as pubmed, Place() as place:
        status, _, err = place.veille(
            "run", write_watch(place, pubmed.url("/e/")))
        if status != 0 or err:
            return "status %d, %s" % (status, err[:3])
        if shown(digest_of(place)) != sorted(str(pmid) for pmid in
                                             pubmed.source.articles):
            return "%d of %d shown" % (len(shown(digest_of(place))), n)
        if pubmed.trap and pubmed.trap.requests:
            return "somebody followed a redirect"
        if not [r for r in pubmed.requests if r.fault]:
            return "no fault was met"
        lines = place.veille("ledger", "--json")[1].splitlines()
        if len(lines) < len(pubmed.requests) - again(pubmed):
            return "%d lines for %d requests" % (len(lines),
                                                 len(pubmed.requests))
        return None


def again(pubmed):
    """Requests that curl may have sent anew on its own: those whose kept
    connection was closed without a byte."""
    return len([r for r in pubmed.requests
                if r.fault in ("early-close", "reset")])


def test_single():
    eutils.CAP = 299
    names = [name for name in server.FAULTS if LONG or name not in SLOW]
    for name in names + ([] if LONG else ["stall-at-once"]):
        every = 4 if name not in SLOW else 9
        problem = one_run(500, server.Plan(
            lambda number, _: name if number % every == 2 else None))
        check(problem is None, "nothing lost with the fault '%s'" % name,
              problem)


def test_random():
    names = [name for name in server.FAULTS if LONG or name not in SLOW]
    for seed in range(1, 51 if LONG else 4):
        problem = one_run(1500, server.Plan.random(seed, 0.1, names))
        check(problem is None or problem == "no fault was met",
              "nothing lost with faults in 10 %%, seed %d" % seed, problem)


# ---- Keys ----

def files_with(place, text, but):
    found = []
    for folder, _, names in os.walk(place.top):
        for name in names:
            path = os.path.join(folder, name)
            with open(path, "rb") as file:
                if text.encode() in file.read() and path != but:
                    found.append(path)
    return found


def test_canary():
    plan = server.Plan(lambda number, _: ("too-many", "html", "reset-middle",
                                          None)[number % 4])
    with PubMed(12, plan) as pubmed, Place() as place:
        key = place.path("key")
        with open(key, "w", encoding="utf-8") as file:
            file.write(CANARY)
        os.chmod(key, 0o600)
        watch = write_watch(place, pubmed.url("/e/"),
                            "ncbi_key_file = key\n")
        done = place.veille("run", watch)
        check(done[0] == 0, "a run with a key, through errors that echo it",
              done)
        check({r.value("api_key") for r in pubmed.requests} == {CANARY},
              "each request has the key")
        told = str(done) + str(place.veille("ledger", "--json"))
        check(CANARY not in told and not files_with(place, CANARY, key),
              "no output, digest, ledger or file has it",
              files_with(place, CANARY, key))
        pubmed.plan = server.Plan.always("too-many")
        done = place.veille("run", "--again", watch)
        check(done[0] in (3, 5) and "rate limit" in " ".join(done[2]) and
              CANARY not in str(done) and
              not files_with(place, CANARY, key),
              "nor when PubMed never does better", done)


class Echo(PubMed):
    """Says the key again wherever there are words of its own."""

    def ask(self, request):
        if "esearch" in request.path:
            return server.Answer(
                "<eSearchResult><Count>3</Count><RetMax>3</RetMax><RetStart>0"
                "</RetStart><IdList><Id>90000000</Id><Id>90000003</Id><Id>77"
                "</Id></IdList><QueryTranslation>%(k)s[All Fields]"
                "</QueryTranslation><ErrorList><PhraseNotFound>%(k)s"
                "</PhraseNotFound></ErrorList><WarningList><OutputMessage>key"
                " %(k)s is old</OutputMessage></WarningList></eSearchResult>"
                % {"k": request.value("api_key")}, type="text/xml")
        if "77" in request.value("id") or request.value("db") == "pmc":
            return server.Answer(
                "<eFetchResult><ERROR>Invalid: key %s, UID=77</ERROR>"
                "</eFetchResult>" % request.value("api_key"),
                type="text/xml")
        return super().ask(request)


def test_sources():
    """The three places where a key may lie, and a server that says it again
    in each of its answers."""
    for source in ("file", "credential", "environment"):
        with Echo(12) as pubmed, Place() as place:
            key = place.path("ncbi-key")
            with open(key, "w", encoding="utf-8") as file:
                file.write(CANARY)
            os.chmod(key, 0o600)
            more = {"credential": {"CREDENTIALS_DIRECTORY": place.top},
                    "environment": {"NCBI_API_KEY": CANARY}}.get(source, {})
            os.environ.update(more)
            done = place.veille("run", write_watch(
                place, pubmed.url("/e/"),
                "ncbi_key_file = ncbi-key\n" if source == "file" else ""))
            for name in more:
                del os.environ[name]
            keys = {r.value("api_key") for r in pubmed.requests}
            told = str(done) + str(place.veille("ledger", "--json"))
            check(done[0] == 5 and keys == {CANARY} and CANARY not in told
                  and not files_with(place, CANARY, key),
                  "a key from the %s is in the requests alone" % source,
                  (done, keys, files_with(place, CANARY, key)))


# ---- Nothing leaves ----

def traced(place, *words):
    """The command's end, and the lines of calls to other machines."""
    trace = place.path("trace")
    environment = {**place.environment(), "ASAN_OPTIONS": "detect_leaks=0"}
    done = subprocess.run(
        ["strace", "-f", "-e", "trace=%network", "-o", trace,
         os.environ["VEILLE"], *words], env=environment,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        check=False)
    with open(trace, encoding="utf-8", errors="replace") as file:
        text = file.read()
    os.remove(trace)
    return done, sockets.leaks(text)


def test_local_only():
    check(sockets.sees_leaks(), "a call to another machine would be seen")
    if not shutil.which("strace") or subprocess.run(
            ["strace", "-o", os.devnull, "true"], stderr=subprocess.DEVNULL,
            check=False).returncode != 0:
        skip("local_only", "no strace")
        return
    private = "[privacy]\nlocal_only = yes\n"
    with PubMed(12) as pubmed, Place() as place:
        done, leaks = traced(place, "run", write_watch(
            place, pubmed.url("/e/"), private))
        check(done.returncode == 0 and pubmed.requests and not leaks,
              "local_only: a PubMed on this machine, and no other socket",
              (done.stdout, leaks))
    for base in ("https://eutils.ncbi.nlm.nih.gov/entrez/eutils/",
                 "https://198.51.100.7/"):
        with Place() as place:
            watch = write_watch(place, base, private)
            done, leaks = traced(place, "run", watch)
            check(done.returncode == 4 and not leaks,
                  "local_only: %s is refused, no name server asked" % base,
                  (done.returncode, done.stdout, leaks))
            summary = place.path("summary.md")
            with open(summary, "w", encoding="utf-8") as file:
                file.write("Remission was 44 % [1].\n\n## References\n\n1. "
                           "Exemplar A. A title. PMID: 90000000\n")
            done, leaks = traced(place, "check", summary, "--pubmed",
                                 "--watch", watch)
            check(done.returncode == 4 and not leaks,
                  "nor does a check of references ask one",
                  (done.returncode, done.stdout, leaks))


if __name__ == "__main__":
    test_single()
    test_random()
    test_canary()
    test_sources()
    test_local_only()
    finish()
