"""A PubMed on loopback, for tests: articles that do not exist, answers as
the E-utilities give them, and every way in which those are known to fail.
It shares no code with veille."""
import collections
import datetime
import json
import random
import re
from xml.sax.saxutils import escape

from server import Answer, Plan, Server

CAP = 9999
PROLOG = '<?xml version="1.0" ?>\n'
SEARCH_TYPE = ('<!DOCTYPE eSearchResult PUBLIC "-//NLM//DTD esearch 20060628'
               '//EN" "https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20060628/'
               'esearch.dtd">\n')
SET_TYPE = ('<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, '
            '1st January 2026//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/'
            'pubmed_260101.dtd">\n')
HTML = ("<!DOCTYPE html>\n<html><head><title>WWW Error 500 Diagnostic"
        "</title></head><body><p>Try again.</p></body></html>\n")


def xml(body, status=200, headers=None):
    return Answer(body, status, "text/xml; charset=UTF-8", headers,
                  pack=False)


def too_many(body, parameters):
    return xml(json.dumps({
        "error": "API rate limit exceeded",
        "api-key": parameters.get("api_key", "127.0.0.1"), "count": "5",
        "limit": "3"}), 429, {"Retry-After": "1"})


def damaged(body, parameters):
    at = body.find("</", len(body) // 2)
    return xml(body[:at] + "<" + body[at + 2:])


# What may go wrong with any request: the answer, out of the right one.
WRONG = {
    "429": too_many,
    "html": lambda body, parameters: xml(HTML),
    "html500": lambda body, parameters: xml(HTML, 500),
    "503": lambda body, parameters: xml("", 503),
    "prolog": lambda body, parameters: xml(PROLOG + SET_TYPE),
    "truncate": lambda body, parameters: xml(body[:len(body) * 2 // 3]),
    "empty": lambda body, parameters: xml(""),
    "reset": lambda body, parameters: xml(body),
    "early-reset": lambda body, parameters: xml(body),
    "exception": lambda body, parameters: xml(
        "Error: NCBI C++ Exception: CTxRawClient: Read failed, EOF\n"),
    "error": lambda body, parameters: xml(
        PROLOG + "<eSearchResult><ERROR>Search Backend failed: Exception"
        "</ERROR></eSearchResult>"),
    "damage": damaged,
}
FAULTS = list(WRONG)
# What goes wrong with the connection, by the server's own names.
CUT = {"reset": "reset-middle", "early-reset": "reset"}
# What may go wrong with one service alone.
FETCH_FAULTS = ["missing", "empty-set", "twice"]


class Article:
    """A fictional article and its life in the index."""

    def __init__(self, pmid, created, **more):
        self.pmid = int(pmid)
        self.created = created        # crdt, a date
        self.indexed = more.get("indexed", created)  # found from then on
        self.entered = more.get("entered", created)  # edat
        self.title = more.get(
            "title", "Fictional study number %d of imaginary colitis."
            % self.pmid)
        self.doi = more.get("doi", "10.5555/veille.%d" % self.pmid)
        self.topics = more.get("topics", ("colitis",))
        self.author = more.get("author", "Exemplar")
        self.notices = more.get("notices", [])  # (RefType, PMID, since)
        self.types = more.get("types", [])      # (UI, name, since)
        self.served = more.get("served", True)
        self.words = more.get("words", "")

    def xml(self, today):
        notices = "".join(
            '<CommentsCorrections RefType="%s"><RefSource>J Imaginary Med. '
            '2026;1:1</RefSource><PMID Version="1">%d</PMID>'
            '</CommentsCorrections>' % (kind, pmid)
            for kind, pmid, since in self.notices if since <= today)
        types = "".join('<PublicationType UI="%s">%s</PublicationType>'
                        % (ui, name) for ui, name, since in self.types
                        if since <= today)
        year, month, day = self.created.isoformat().split("-")
        return (
            '<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM">'
            '<PMID Version="1">%d</PMID><Article PubModel="Print"><Journal>'
            '<JournalIssue CitedMedium="Internet"><Volume>%d</Volume>'
            '<Issue>1</Issue><PubDate><Year>%s</Year><Month>%s</Month>'
            '<Day>%s</Day></PubDate></JournalIssue><Title>Journal of '
            'Imaginary Medicine</Title><ISOAbbreviation>J Imaginary Med'
            '</ISOAbbreviation></Journal><ArticleTitle>%s</ArticleTitle>'
            '<Pagination><MedlinePgn>%d-%d</MedlinePgn></Pagination>'
            '<ELocationID EIdType="doi" ValidYN="Y">%s</ELocationID>'
            '<Abstract><AbstractText Label="AIM">We aimed to find out whether '
            'fictamab helps adults with imaginary colitis.%s</AbstractText>'
            '<AbstractText Label="RESULTS">Remission occurred in %d of 200 '
            'patients given fictamab.</AbstractText></Abstract>'
            '<AuthorList CompleteYN="Y"><Author ValidYN="Y"><LastName>%s'
            '</LastName><ForeName>Ada</ForeName><Initials>A</Initials>'
            '</Author></AuthorList><Language>eng</Language>'
            '<PublicationTypeList><PublicationType UI="D016428">Journal '
            'Article</PublicationType>%s</PublicationTypeList></Article>'
            '<MedlineJournalInfo><MedlineTA>J Imaginary Med</MedlineTA>'
            '</MedlineJournalInfo><CommentsCorrectionsList>%s'
            '</CommentsCorrectionsList></MedlineCitation><PubmedData>'
            '<ArticleIdList><ArticleId IdType="pubmed">%d</ArticleId>'
            '<ArticleId IdType="doi">%s</ArticleId></ArticleIdList>'
            '</PubmedData></PubmedArticle>\n'
            % (self.pmid, self.pmid % 50 + 1, year, month, day,
               escape(self.title), self.pmid % 900, self.pmid % 900 + 5,
               escape(self.doi), self.words, self.pmid % 150 + 10,
               escape(self.author), types, notices, self.pmid,
               escape(self.doi)))


def day(text):
    return datetime.date(*(int(part) for part in text.split("/")))


def tagged(article, term):
    """Whether a term of words with [ti], [doi], [1au] and [dp] finds it."""
    def part(text):
        value, tag = re.fullmatch(r'"?([^"\[]*)"?\[(\w+)\]',
                                  text.strip()).groups()
        if tag == "ti":
            return value in re.findall(r"\w+", article.title.lower())
        if tag == "doi":
            return value.lower() == article.doi.lower()
        if tag == "1au":
            return value.lower() == article.author.lower()
        first, _, last = value.partition(":")
        return int(first) <= article.created.year <= int(last or first)
    return any(all(part(p) for p in one.split(" AND "))
               for one in term.split(" OR "))


class Eutils:
    """fault(service, number) gives the name of a fault or None for each
    request; number counts those of that service from 1."""

    def __init__(self, articles=(), today=None, fault=None, latency=0):
        self.articles = {a.pmid: a for a in articles}
        self.today = today or datetime.date(2026, 11, 27)
        self.fault = fault or (lambda service, number: None)
        self.requests = []              # (service, parameters)
        self.delivered = collections.Counter()  # PMID -> times in whole sets
        self.counts = collections.Counter()
        self.failed = 0
        self.server = Server([(None, r"", self.answer)], Plan(self.take),
                             latency)
        self.base = self.server.start().url("/entrez/eutils/")

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        self.server.stop()

    def forget(self):
        self.requests, self.failed = [], 0
        self.delivered.clear()
        self.counts.clear()

    def asked(self, service):
        return [p for s, p in self.requests if s == service]

    def take(self, _, request):
        """Notes what came and what is to go wrong with it; the server calls
        this for one request at a time."""
        service = request.path.rpartition("/")[2].partition(".")[0]
        values = request.form if request.method == "POST" else request.query
        parameters = {name: ",".join(found) if name == "id" else found[-1]
                      for name, found in values.items()}
        self.requests.append((service, parameters))
        self.counts[service] += 1
        fault = self.fault(service, self.counts[service])
        self.failed += fault is not None
        request.eutils = service, parameters, fault
        return CUT.get(fault)

    # ---- Answers ----

    def answer(self, request):
        service, parameters, fault = request.eutils
        build = getattr(self, service, None)
        if build is None:
            return xml("no such service\n", 404)
        body = (build(parameters, fault) if service == "efetch"
                else build(parameters))
        if fault in WRONG:
            return WRONG[fault](body, parameters)
        if service == "efetch":
            with self.server.lock:
                for pmid in set(re.findall(
                        r"Owner=\"NLM\"><PMID Version=\"1\">(\d+)<", body)):
                    self.delivered[int(pmid)] += 1
        return xml(body)

    def visible(self):
        return [a for a in self.articles.values() if a.indexed <= self.today]

    def find(self, parameters):
        """The articles of a search, the newest first; words that nobody
        knows."""
        term = parameters.get("term", "")
        low, high = 0, 10 ** 9
        inside = re.fullmatch(r"\( (.*) AND (\d+):(\d+) \[UID\]\)", term,
                              re.S)
        if inside:
            term, low, high = (inside.group(1), int(inside.group(2)),
                               int(inside.group(3)))
        if re.search(r"\[(ti|doi|1au|dp)\]", term):
            found = [a for a in self.visible() if tagged(a, term)]
            return sorted(found, key=lambda a: -a.pmid), []
        known = {t for a in self.articles.values() for t in a.topics}
        words = [w for w in re.findall(r"[\w-]+", re.sub(r"\[\w+\]", "",
                                                         term))
                 if w not in ("AND", "OR")]
        unknown = [w for w in words if w not in known]
        field = {"crdt": "created", "edat": "entered"}.get(
            parameters.get("datetype", "edat"))
        first = day(parameters.get("mindate", "1000/01/01"))
        last = day(parameters.get("maxdate", "3000/01/01"))
        found = [a for a in self.visible()
                 if low <= a.pmid <= high and
                 first <= getattr(a, field) <= last and
                 all(w in a.topics for w in words if w in known)]
        if unknown or not words:
            found = []
        return sorted(found, key=lambda a: -a.pmid), unknown

    def esearch(self, parameters):
        found, unknown = self.find(parameters)
        most = int(parameters.get("retmax", 20))
        warnings = ""
        if most > CAP:
            most = CAP
            warnings += ("<OutputMessage>Restrictions achieved. start and "
                         "count adjusted to 0, 9999</OutputMessage>")
        if not found:
            warnings += "<OutputMessage>No items found.</OutputMessage>"
        errors = "".join("<PhraseNotFound>%s</PhraseNotFound>" % escape(w)
                         for w in unknown)
        return (PROLOG + SEARCH_TYPE + "<eSearchResult><Count>%d</Count>"
                "<RetMax>%d</RetMax><RetStart>0</RetStart><IdList>%s</IdList>"
                "<TranslationSet/><QueryTranslation>%s</QueryTranslation>%s%s"
                "</eSearchResult>\n" % (
                    len(found), min(most, len(found)),
                    "".join("<Id>%d</Id>\n" % a.pmid for a in found[:most]),
                    escape('"%s"[All Fields]' % parameters.get("term", "")),
                    "<ErrorList>%s</ErrorList>" % errors if errors else "",
                    "<WarningList>%s</WarningList>" % warnings
                    if warnings else ""))

    def efetch(self, parameters, fault=None):
        ids = [int(i) for i in parameters.get("id", "").split(",") if i]
        if not ids or parameters.get("retmode") != "xml":
            return (PROLOG + "<eFetchResult><ERROR>Empty ID list; Nothing to "
                    "store</ERROR></eFetchResult>")
        articles = [self.articles[i] for i in ids
                    if i in self.articles and self.articles[i].served]
        if fault == "missing" and len(articles) > 1:
            articles = articles[:len(articles) // 3] + articles[
                len(articles) // 3 + 2:]
        if fault == "empty-set" and len(articles) > 1:
            articles = []
        if fault == "twice":
            articles = articles + articles[:1]
        return (PROLOG + SET_TYPE + "<PubmedArticleSet>\n" +
                "".join(a.xml(self.today) for a in articles) +
                "</PubmedArticleSet>\n")

    def ecitmatch(self, parameters):
        lines = []
        for line in parameters.get("bdata", "").split("\r"):
            fields = line.split("|")
            if len(fields) < 6:
                continue
            found = [a.pmid for a in self.articles.values()
                     if str(a.pmid % 50 + 1) == fields[2] and
                     str(a.pmid % 900) == fields[3]]
            answer = (str(found[0]) if len(found) == 1 else
                      "AMBIGUOUS (%d citations)" % len(found) if found
                      else "NOT_FOUND")
            lines.append("|".join(fields[:6]) + "|" + answer)
        return "\n".join(lines) + "\n"


def at_random(seed, share=0.1, faults=tuple(FAULTS + FETCH_FAULTS)):
    """Faults in that share of all requests, the same for the same seed."""
    chance = random.Random(seed)

    def fault(service, number):
        name = chance.choice(faults)
        if chance.random() >= share:
            return None
        return None if name in FETCH_FAULTS and service != "efetch" else name
    return fault
