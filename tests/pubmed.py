#!/usr/bin/python3
"""veille run with a query, against a PubMed on loopback: each record once,
whatever fails; what does not come is named.  TORTURE=1 makes it long: 12,000
hits under each fault, and 50 times faults at random."""
import sys
sys.dont_write_bytecode = True

import datetime
import os

sys.path.insert(0, os.path.join(os.environ["srcdir"], "tests", "double"))
import eutils
from digests import (VIEWS, Place, check, digest_of, finish, read,
                     schema_errors, skip)

LONG = os.environ.get("TORTURE") == "1"
TODAY = datetime.date.today()
KEY = "CanaryOfNcbi-0123456789-abcdef"
WATCH = """[watch]
name = colitis
query = %(query)s
since = 7d
max = 3
[fulltext]
sources = folder
[output]
dir = %(out)s
[network]
eutils = %(base)s
email = watch@hospital.example
rate = %(rate)d
wait_ms = 50
"""


def articles(n):
    return [eutils.Article(90000000 + 3 * i,
                           TODAY - datetime.timedelta(days=i % 6))
            for i in range(n)]


def write_watch(place, server, query="colitis", more="", rate=900):
    path = place.path("colitis.watch")
    with open(path, "w", encoding="utf-8") as file:
        file.write(WATCH % {"query": query, "out": place.out,
                            "base": server.base, "rate": rate} + more)
    return path


def shown(digest):
    return [p["pmid"] for p in digest["papers"] + digest["listed"]]


def all_shown(place):
    return [pmid for name in place.digests()
            for pmid in shown(digest_of(place, name))]


def one_run(n, fault=None):
    """What is wrong with a run of n hits; NULL: nothing."""
    with eutils.Eutils(articles(n), TODAY, fault) as server, \
            Place() as place:
        status, out, err = place.veille("run", write_watch(place, server))
        if status != 0 or err:
            return "status %d, %s" % (status, err[:3])
        got = shown(digest_of(place))
        wanted = sorted(str(a) for a in server.articles)
        if sorted(got) != wanted:
            return "%d of %d shown, %d of them once" % (
                len(got), len(wanted), len(set(got)))
        if fault is None and set(server.delivered.values()) != {1}:
            return "not each record was fetched once"
        search = digest_of(place)["search"]
        if not search["complete"] or search["count"] != n:
            return "the digest says %s" % search
        return None


# ---- Nothing lost, nothing twice ----

def test_once():
    problem = one_run(12000)
    check(problem is None, "12,000 hits: each record is fetched once",
          problem)


def single(name):
    """That fault in every fourth request of each service."""
    def fault(service, number):
        if name in eutils.FETCH_FAULTS and service != "efetch":
            return None
        return name if number % 4 == 2 else None
    return fault


def with_small_cap(run):
    """The same code paths as with 12,000 hits, ten times as fast."""
    cap, eutils.CAP = eutils.CAP, eutils.CAP if LONG else 999
    problem = run(12000 if LONG else 1200)
    eutils.CAP = cap
    return problem


def test_single_faults():
    for name in eutils.FAULTS + eutils.FETCH_FAULTS:
        problem = with_small_cap(lambda n: one_run(n, single(name)))
        check(problem is None, "nothing lost with the fault '%s'" % name,
              problem)


def test_random_faults():
    for seed in range(1, 51 if LONG else 4):
        problem = with_small_cap(
            lambda n: one_run(n, eutils.at_random(seed)))
        check(problem is None, "nothing lost with faults in 10 %%, seed %d"
              % seed, problem)


# ---- What does not come ----

def test_not_served():
    with eutils.Eutils(articles(8), TODAY) as server, Place() as place:
        server.articles[90000006].served = False
        status, _, err = place.veille("run", write_watch(place, server))
        digest = digest_of(place)
        unread = digest["unread"]
        check(status == 5 and len(unread) == 1 and
              unread[0]["pmid"] == "90000006" and "90000006" in err[0],
              "a PMID that PubMed does not serve is named", (status, err))
        check(len(shown(digest)) == 7 and all(
            "90000006" in read(place.latest(v)) for v in VIEWS),
            "in each view, and the others are there")
        check(len(server.asked("efetch")) >= 2 and
              server.asked("efetch")[-1]["id"] == "90000006",
              "it was asked for singly")


def test_told_once():
    """What PubMed never serves is told once; what it serves no more too."""
    with eutils.Eutils(articles(8), TODAY) as server, Place() as place:
        server.articles[90000006].served = False
        watch = write_watch(place, server)
        place.veille("run", watch)
        server.articles[90000100] = eutils.Article(90000100, TODAY)
        server.articles[90000003].served = False
        status, out, err = place.veille("run", watch)
        digest = digest_of(place)
        check(status == 0 and shown(digest) == ["90000100"] and
              not digest["unread"], "a PMID that is not served is told once",
              (status, out, err, digest["unread"]))
        check([(b["kind"], b["pmid"]) for b in digest["lookback"]] ==
              [("withdrawn", "90000003")], "a paper that is served no more "
              "opens the next digest", digest["lookback"])
        check(all("No longer in PubMed" in read(place.latest(v))
                  for v in VIEWS), "and each view says so")
        check(not schema_errors([digest]) and place.verify()[0] == 0,
              "and it verifies")
        server.articles[90000006].served = True
        status, out, err = place.veille("run", watch)
        check(status == 0 and shown(digest_of(place)) == ["90000006"] and
              not digest_of(place)["lookback"],
              "once it is served, it is shown", (status, out, err))
        for article in server.articles.values():
            article.served = False
        status, out, err = place.veille("run", watch)
        check(status == 5 and "earlier" in err[0] and
              not digest_of(place)["lookback"],
              "PubMed without any paper is no withdrawal", (status, err))


def test_late():
    """A paper of before the window that matches only now."""
    with eutils.Eutils(articles(6), TODAY) as server, Place() as place:
        watch = write_watch(place, server)
        text = read(watch).replace("since = 7d", "since = 60d")
        with open(watch, "w", encoding="utf-8") as file:
            file.write(text)
        late = eutils.Article(80000000, TODAY - datetime.timedelta(days=40),
                              indexed=TODAY + datetime.timedelta(days=1))
        old = eutils.Article(70000000, TODAY - datetime.timedelta(days=90))
        server.articles.update({a.pmid: a for a in (late, old)})
        place.veille("run", watch)
        check("80000000" not in shown(digest_of(place)),
              "it is not there at first")
        server.today += datetime.timedelta(days=1)
        status, out, err = place.veille("run", watch)
        digest = digest_of(place)
        check(status == 0 and shown(digest) == ["80000000"] and
              digest["search"]["late"] == 1 and "match only now" in out and
              not schema_errors([digest]) and place.verify()[0] == 0,
              "a paper that is indexed weeks later is shown then",
              (status, out, err, shown(digest)))
        server.fault = lambda service, number: (
            "503" if service == "esearch" and number > 1 else None)
        server.forget()
        server.articles[90000100] = eutils.Article(90000100, TODAY)
        status, out, err = place.veille("run", watch)
        check(status == 5 and shown(digest_of(place)) == ["90000100"] and
              "the next run does so" in err[0],
              "that it cannot be searched for is told", (status, out, err))


def test_outage_in_the_middle():
    """PubMed dies after two answers; a week later it is back."""
    with eutils.Eutils(articles(500), TODAY) as server, Place() as place:
        server.fault = lambda service, number: (
            "503" if service == "efetch" and number > 1 else None)
        watch = write_watch(place, server)
        status, _, err = place.veille("run", watch)
        digest = digest_of(place)
        missing = [u["pmid"] for u in digest["unread"]]
        check(status == 5 and len(err) <= 7 and
              sorted(missing + shown(digest)) ==
              sorted(str(a) for a in server.articles),
              "each record that did not come is named in the digest",
              (status, err, len(missing), len(shown(digest))))
        check(not digest["search"]["complete"] and all(
            "next run asks for the rest" in
            " ".join(read(place.latest(v)).split())
            for v in VIEWS), "the digest says that the search is incomplete")
        server.fault = lambda service, number: None
        status, _, err = place.veille("run", watch)
        check(status == 0 and sorted(all_shown(place)) ==
              sorted(str(a) for a in server.articles),
              "the next run brings the rest", (status, err))


def test_burst():
    """A web page in place of each of the first ten answers."""
    with eutils.Eutils(articles(900), TODAY) as server, Place() as place:
        server.fault = lambda service, number: (
            "html" if service == "efetch" and number <= 10 else None)
        status, _, err = place.veille("run", write_watch(place, server))
        check(status == 0 and len(shown(digest_of(place))) == 900,
              "a burst of web pages is waited for", (status, err))


def test_outage():
    with eutils.Eutils(articles(5), TODAY) as server, Place() as place:
        server.fault = lambda service, number: "early-reset"
        watch = write_watch(place, server)
        status, _, err = place.veille("run", watch)
        check(status == 3 and len(err) == 1 and "127.0.0.1" in err[0] and
              place.digests() == [], "no PubMed: exit 3 and no digest",
              (status, err))


def test_refused():
    with eutils.Eutils(articles(5), TODAY) as server, Place() as place:
        server.esearch = lambda parameters: (
            "<eSearchResult><ERROR>Invalid query: unbalanced</ERROR>"
            "</eSearchResult>")
        status, _, err = place.veille("run", write_watch(place, server))
        check(status == 3 and len(server.requests) == 1 and
              "Invalid query: unbalanced" in err[0],
              "what PubMed refuses is not asked again", (status, err))


# ---- What PubMed says ----

def test_typo_and_empty_week():
    with eutils.Eutils(articles(3), TODAY) as server, Place() as place:
        watch = write_watch(place, server, "colitis AND fictamap")
        status, out, _ = place.veille("run", watch)
        digest = digest_of(place)
        check(status == 0 and digest["search"]["not_found"] == ["fictamap"]
              and digest["search"]["count"] == 0,
              "a typing error: the phrase that PubMed does not know",
              digest["search"])
        check(all("fictamap" in read(place.latest(v)) and "typing error"
                  in read(place.latest(v)) for v in VIEWS),
              "each view says so")
        check("fictamap" in out, "and so does the run", out)
        server.articles[1] = eutils.Article(
            1, datetime.date(2001, 1, 1), topics=("colitis", "old"))
        watch = write_watch(place, server, "colitis AND old")
        place.veille("run", "--output", place.path("empty"), watch)
        view = read(place.path("empty", "latest", "digest.md"))
        check("understood the query" in view and "typing error" not in view,
              "an empty week does not look like one")
        translation = digest_of(place, place.path("empty", "latest"))[
            "search"]["translation"]
        check(translation and all(
            "[All Fields]" in read(place.path("empty", "latest", v))
            .replace("\\", "") for v in VIEWS),
            "each view shows how PubMed read the query")


def test_window():
    with eutils.Eutils(articles(3), TODAY) as server, Place() as place:
        watch = write_watch(place, server)
        place.veille("run", watch)
        first = server.asked("esearch")[0]
        check(first["datetype"] == "crdt" and "reldate" not in first and
              first["maxdate"] == TODAY.strftime("%Y/%m/%d") and
              first["tool"] == "veille" and
              first["email"] == "watch@hospital.example",
              "the window has fixed dates of creation; tool and email", first)
        server.forget()
        status, out, _ = place.veille("run", watch)
        check(status == 0 and "nothing new" in out and
              len(place.digests()) == 1 and "3 shown before" in out,
              "the same day again: nothing new, and no digest", out)
        fetched = [p["id"] for p in server.asked("efetch")]
        check(len(fetched) == 1, "papers shown are fetched for the look back "
              "alone", fetched)


# ---- Look back, lists ----

def test_retraction():
    with eutils.Eutils(articles(4), TODAY) as server, Place() as place:
        watch = write_watch(place, server)
        place.veille("run", watch)
        said = {c["text"] for p in digest_of(place)["papers"]
                if p["pmid"] == "90000000" for c in p["claims"]}
        server.articles[90000000].notices.append(
            ("RetractionIn", 90009999, TODAY))
        server.articles[90000006].notices.append(
            ("ErratumIn", 90009998, TODAY))
        status, out, err = place.veille("run", watch)
        digest = digest_of(place)
        kinds = [(b["kind"], b["pmid"], b["notice_pmid"])
                 for b in digest["lookback"]]
        check(status == 0 and kinds == [
            ("retraction", "90000000", "90009999"),
            ("erratum", "90000006", "90009998")],
            "a retraction and a correction open the next digest",
            (status, err, kinds))
        check(said and {c["text"] for c in digest["lookback"][0]["claims"]}
              == said, "with the claims that fall with it", said)
        errors = schema_errors([digest])
        if errors is None:
            skip("schema", "python3-jsonschema is not installed")
        else:
            check(not errors, "the digest is valid", errors)
        for view in VIEWS:
            text = read(place.latest(view))
            check("90009999" in text and
                  text.index("90009999") < text.index(
                      "PubMed read the query"), view + " says it first")
        check(place.verify()[0] == 0, "verify finds nothing changed")
        status, out, _ = place.veille("run", watch)
        check("nothing new" in out, "told once", out)


def test_list():
    with eutils.Eutils(articles(6), TODAY) as server, Place() as place:
        with open(place.path("pmids.txt"), "w", encoding="ascii") as file:
            file.write("90000003\n90000009, 90000003\n090000012\n77\n")
        watch = write_watch(place, server)
        text = read(watch).replace("query = colitis",
                                   "records = pmids.txt")
        with open(watch, "w", encoding="utf-8") as file:
            file.write(text)
        status, _, err = place.veille("run", watch)
        digest = digest_of(place)
        check(status == 5 and sorted(shown(digest)) ==
              ["90000003", "90000009", "90000012"] and
              [u["pmid"] for u in digest["unread"]] == ["77"],
              "a list of PMIDs is fetched, and what is not there is named",
              (status, err))


def test_offline():
    """Records from files alone tell of retractions too, and ask nobody."""
    with Place() as place:
        server = eutils.Eutils(articles(2), TODAY)
        with server:
            path = place.path("records.xml")
            for notice in ([], [("RetractionIn", 90009999, TODAY)]):
                server.articles[90000003].notices = notice
                with open(path, "w", encoding="utf-8") as file:
                    file.write(server.efetch(
                        {"id": "90000000,90000003", "retmode": "xml"}))
                status, out, err = place.run("--records", path)
            digest = digest_of(place)
            check(status == 0 and server.requests == [] and
                  len(place.digests()) == 2 and not shown(digest) and
                  [(b["pmid"], b["notice_pmid"]) for b in digest["lookback"]]
                  == [("90000003", "90009999")] and "retraction" in out,
                  "a file that tells of a retraction opens a digest",
                  (status, out, err))


def test_other_query():
    """Another query starts anew, and passes over what was shown."""
    with eutils.Eutils(articles(3), TODAY) as server, Place() as place:
        server.articles[5] = eutils.Article(
            5, TODAY - datetime.timedelta(days=60), topics=("ulcer",))
        place.veille("run", write_watch(place, server))
        server.forget()
        watch = write_watch(place, server, "ulcer")
        with open(watch, encoding="utf-8") as file:
            text = file.read().replace("since = 7d", "since = 12m")
        with open(watch, "w", encoding="utf-8") as file:
            file.write(text)
        place.veille("run", watch)
        check(shown(digest_of(place)) == ["5"], "another query looks back "
              "as far as since says", server.asked("esearch"))
        status, out, _ = place.veille("run", "--again",
                                      write_watch(place, server))
        check(status == 0 and len(shown(digest_of(place))) == 3,
              "--again shows all of the first window again", out)


# ---- Before anything is asked ----

def test_configuration():
    with eutils.Eutils(articles(1), TODAY) as server, Place() as place:
        status, _, err = place.run("--query", "colitis")
        check(status == 2 and "e-mail address" in err[0] and
              "--email" in err[0], "a query without an e-mail address", err)
        status, _, err = place.run("--query", "  ", "--email", "a@b.example")
        check(status == 2 and "query is empty" in err[0], "an empty query",
              err)
        status, _, err = place.run("--query", "x", "--email", "nobody")
        check(status == 2 and "--email" in err[0], "no e-mail address", err)
        watch = write_watch(place, server, more="[privacy]\n"
                            "local_only = yes\n")
        status, _, err = place.veille("run", watch)
        check(status == 0, "local_only permits this machine", (status, err))
        text = read(watch).replace(server.base, "https://e.example/")
        with open(watch, "w", encoding="utf-8") as file:
            file.write(text)
        status, _, err = place.veille("run", watch)
        check(status == 4 and "local_only" in err[0],
              "local_only refuses another machine", (status, err))
        server.forget()
        status, out, err = place.veille(
            "run", "--dry-run", write_watch(place, server))
        check(status == 0 and "query: colitis" in out and
              "1 papers shown earlier" in out and
              server.base in out and server.requests == [],
              "a rehearsal says what would be asked, and asks nothing", out)


def test_key():
    """The key is in requests alone, although NCBI echoes it."""
    with eutils.Eutils(articles(3), TODAY,
                       lambda service, number: "429" if number == 1
                       else None) as server, Place() as place:
        key = place.path("key")
        watch = write_watch(place, server,
                            more="ncbi_key_file = key\n", rate=9)
        with open(key, "w", encoding="ascii") as file:
            file.write(KEY + "\n")
        os.chmod(key, 0o644)
        status, _, err = place.veille("run", watch)
        check(status == 4 and "key" in err[0] and not server.requests,
              "a key file that others can read is refused", (status, err))
        os.chmod(key, 0o600)
        status, out, err = place.veille("run", watch)
        check(status == 0 and all(p["api_key"] == KEY
                                  for _, p in server.requests),
              "every request has the key", (status, err))
        server.fault = lambda service, number: "429"
        server.articles[90001000] = eutils.Article(90001000, TODAY)
        status, more, errors = place.veille("run", watch)
        check(status == 3 and "rate limit" in errors[0],
              "too many requests, whatever is done", (status, errors))
        os.unlink(key)
        told = "\n".join([out, more] + err + errors)
        found = [path for folder, _, files in os.walk(place.top)
                 for path in (os.path.join(folder, f) for f in files)
                 if KEY.encode() in open(path, "rb").read()]
        check(KEY not in told and not found,
              "the key is in no output and no file", found)


if __name__ == "__main__":
    test_once()
    test_single_faults()
    test_random_faults()
    test_not_served()
    test_told_once()
    test_late()
    test_outage_in_the_middle()
    test_burst()
    test_outage()
    test_refused()
    test_typo_and_empty_week()
    test_window()
    test_retraction()
    test_list()
    test_offline()
    test_other_query()
    test_configuration()
    test_key()
    finish()
