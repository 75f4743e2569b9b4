"""What the tests of `veille run` and `veille verify` share: a library and an
output folder of their own, and a look at a digest that shares no code with
veille."""
import glob
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as tree

SRC, VEILLE = os.environ["srcdir"], os.environ["VEILLE"]
SHARED = os.environ.get("SHARED", os.path.join(SRC, "..", "shared"))
FIXTURES = os.path.join(SRC, "fixtures")
RECORDS = os.path.join(FIXTURES, "articles.xml")
PDFS = os.path.join(FIXTURES, "pdf")
BAD = os.path.join(FIXTURES, "bad")
VIEWS = ["digest.html", "digest.md", "digest.txt"]
results = []


def check(good, what, detail=""):
    results.append(bool(good))
    print("%s %d - %s" % ("ok" if good else "not ok", len(results), what),
          flush=True)
    if not good and detail != "":
        text = detail if isinstance(detail, str) else ascii(detail)
        print("# " + text[:2000].replace("\n", "\n# "), flush=True)
    return bool(good)


def skip(what, why):
    results.append(True)
    print("ok %d - %s # SKIP %s" % (len(results), what, why), flush=True)


def finish():
    print("1..%d" % len(results))
    sys.exit(0 if all(results) else 1)


class Place:
    """A temporary folder with an output folder `out` and a library of its
    own; gone at the end of a `with`."""

    def __init__(self):
        self.top = tempfile.mkdtemp(prefix="veille-")
        self.out = os.path.join(self.top, "out")
        self.data = os.path.join(self.top, "data")

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        shutil.rmtree(self.top, ignore_errors=True)

    def path(self, *parts):
        return os.path.join(self.top, *parts)

    def library(self):
        return os.path.join(self.data, "veille", "library.db")

    def environment(self):
        return {**os.environ, "XDG_DATA_HOME": self.data,
                "XDG_CONFIG_HOME": self.path("config"),
                "XDG_STATE_HOME": self.path("state")}

    def veille(self, *arguments, **options):
        """Status, standard output, lines of standard error."""
        done = subprocess.run(
            [VEILLE, *arguments], stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False,
            timeout=600, env=self.environment(), **options)
        return (done.returncode, done.stdout.decode(),
                done.stderr.decode().splitlines())

    def run(self, *arguments, **options):
        return self.veille("run", "--output", self.out, *arguments, **options)

    def usual(self, *arguments, **options):
        return self.run("--records", RECORDS, "--pdf-dir", PDFS, *arguments,
                        **options)

    def verify(self, *arguments, **options):
        return self.veille("verify", *(arguments or (self.latest(),)),
                           **options)

    def latest(self, *parts):
        return os.path.join(self.out, "latest", *parts)

    def digests(self):
        """Names of the folders of all finished digests, oldest first."""
        if not os.path.isdir(self.out):
            return []
        return sorted(
            (n for n in os.listdir(self.out)
             if n[0] != "." and not os.path.islink(os.path.join(self.out, n))),
            key=lambda n: (len(n), n))

    def hidden(self):
        if not os.path.isdir(self.out):
            return []
        return [n for n in os.listdir(self.out) if n[0] == "."
                and n != ".lock"]


def load(*parts):
    with open(os.path.join(*parts), encoding="utf-8") as file:
        return json.load(file)


def read(*parts):
    with open(os.path.join(*parts), encoding="utf-8") as file:
        return file.read()


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def digest_of(place, name="latest"):
    return load(place.out, name, "digest.json")


def clear_line(line, name, *words):
    """One line for a person: names the file, says what to do."""
    return (line.startswith("veille: ") and name in line and len(line) < 600
            and not line.endswith(".") and all(w in line for w in words))


def schema_errors(digests):
    """Problems by an independent validator; None: it is not installed."""
    try:
        import jsonschema
    except ImportError:
        return None
    schema = load(SRC, "schemas", "digest.schema.json")
    validator = jsonschema.Draft7Validator(schema)
    return [e.message[:200] for d in digests
            for e in validator.iter_errors(d)]


# ---- Quotes, by means that share no code with veille ----

def squeezed(text):
    """Letters and digits alone: what no way of setting a text changes."""
    return "".join(c for c in unicodedata.normalize("NFKD", text).lower()
                   if unicodedata.category(c)[0] in "LN")


class PdfTexts:
    """The text of a PDF in several orders, each made when it is needed."""

    def __init__(self, path):
        self.path, self.made = path, []

    def __iter__(self):
        yield from self.made
        for mode in ([], ["-raw"], ["-layout"])[len(self.made):]:
            done = subprocess.run(
                ["pdftotext", "-q", *mode, self.path, "-"], check=True,
                stdout=subprocess.PIPE)
            self.made.append(squeezed(done.stdout.decode("utf-8",
                                                         "replace")))
            yield self.made[-1]


def record_texts(path):
    """PMID -> title and abstract, squeezed."""
    root = tree.parse(path).getroot()
    found = {}
    for citation in root.iter("MedlineCitation"):
        parts = [e for tag in ("ArticleTitle", "VernacularTitle",
                               "AbstractText")
                 for e in citation.iter(tag)]
        found[citation.findtext("PMID")] = [
            squeezed("".join("".join(p.itertext()) for p in parts))] + [
            squeezed("".join(p.itertext())) for p in parts]
    return found


def pages_of(place, path):
    status, out, _ = place.veille("text", path)
    lines = [json.loads(line) for line in out.splitlines()]
    return [line for line in lines if "page" in line] if status in (
        0, 5) else []


class Sources:
    """The texts that a digest's papers were read from, found again."""

    def __init__(self, place, records, pdf_dir=None):
        self.place = place
        self.files, self.pages, self.abstracts = {}, {}, {}
        for folder, _, names in os.walk(pdf_dir) if pdf_dir else ():
            for name in names:
                self.files[name] = os.path.join(folder, name)
        for path in records:
            self.abstracts.update(record_texts(path))
            for page in pages_of(place, path):
                self.pages[page["label"]] = page["text"]

    def rendering(self, paper):
        """By `veille text`: of the PDF, or of the record's page."""
        if paper["read"]["rendering"] == "abstract":
            return self.pages[paper["pmid"]]
        pages = pages_of(self.place, self.files[paper["read"]["file"]])
        return "\f".join(page["text"] for page in pages)

    def independent(self, paper):
        if paper["read"]["rendering"] == "abstract":
            return self.abstracts[paper["pmid"]]
        return PdfTexts(self.files[paper["read"]["file"]])


def segments_of(paper):
    for claim in paper["claims"]:
        for quote in claim["quotes"]:
            for segment in quote["segments"]:
                yield claim, quote, segment


def check_quotes(digest, sources, what):
    without, cut_wrong, hashes, absent, n = [], [], [], [], 0
    for paper in digest["papers"]:
        without += [c["id"] for c in paper["claims"] if not c["quotes"]]
        if not paper["claims"]:
            continue
        rendering = sources.rendering(paper)
        texts = sources.independent(paper)
        if sha256(rendering.encode()) != paper["read"]["rendering_sha256"]:
            hashes.append(paper["pmid"])
        for claim, quote, segment in segments_of(paper):
            n += 1
            if rendering[segment["start"]:segment["end"]] != \
                    segment["text"] or segment["page"] != 1 + \
                    rendering.count("\f", 0, segment["start"]) or \
                    quote["rendering_sha256"] != \
                    paper["read"]["rendering_sha256"]:
                cut_wrong.append(claim["id"])
            if not any(squeezed(segment["text"]) in t for t in texts):
                absent.append((claim["id"], segment["text"]))
    check(not without, what + ": every claim has a quote", without)
    check(not hashes, what + ": renderings are those of veille text", hashes)
    check(n > 0 and not cut_wrong,
          "%s: %d quotes are text == rendering[start:end]" % (what, n),
          cut_wrong)
    check(n > 0 and not absent,
          "%s: %d quotes stand in their sources by other code" % (what, n),
          absent)


def sentences_in_jats(path):
    """Sentences in the running text of an article, roughly."""
    body = tree.parse(path).getroot().find(".//body")
    apart = [e for tag in ("table-wrap", "fig", "table")
             for t in body.iter(tag) for e in t.iter()]
    texts = ["".join(p.itertext()) for p in body.iter("p")
             if all(p is not e for e in apart)]
    return sum(len(re.findall(r"\w{2,}[^\w\s.?!]*[.?!](?=\s|$)", t))
               for t in texts)


def small_pdf(path, lines):
    """A page with these lines, and nothing else."""
    text = "BT /F 11 Tf 14 TL 60 760 Td %s ET" % " ".join(
        "(%s) Tj T*" % line for line in lines)
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        "/Resources<</Font<</F 5 0 R>>>>>>",
        "<</Length %d>>stream\n%s\nendstream" % (len(text), text),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    out, places = "%PDF-1.4\n", []
    for i, body in enumerate(objects):
        places.append(len(out))
        out += "%d 0 obj%s\nendobj\n" % (i + 1, body)
    table = "xref\n0 6\n0000000000 65535 f \n" + "".join(
        "%010d 00000 n \n" % place for place in places)
    with open(path, "w", encoding="latin-1") as file:
        file.write("%s%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n"
                   "%%%%EOF\n" % (out, table, len(out)))


def found_files(*parts):
    return sorted(glob.glob(os.path.join(*parts)))
