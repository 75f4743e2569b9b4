#!/usr/bin/python3
"""veille parse as a command: files, statuses, streams, and the schema by an
independent validator."""
import sys
sys.dont_write_bytecode = True

import gzip, json, os, subprocess, tempfile
import xml.etree.ElementTree as ET

from digests import FIXTURES, SHARED, SRC, VEILLE, check, finish, skip

FIX = os.path.join(FIXTURES, "pubmed")


def parse(*files, stdin=b""):
    done = subprocess.run([VEILLE, "parse", *files], input=stdin,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    lines = done.stdout.decode().splitlines()
    return done.returncode, [json.loads(l) for l in lines], \
        done.stderr.decode()


def fixture(name):
    return os.path.join(FIX, name)


GOOD = [fixture(f) for f in ("traps.xml", "notices.xml", "books.xml",
                             "medline-old.xml", "sample.nbib",
                             "empty-set.xml")]
status, records, said = parse(*GOOD)
check(status == 0 and said == "" and len(records) == 4 + 12 + 2 + 3 + 2,
      "several files, in their order")
check([r["pmid"] for r in records[:4]] ==
      ["99000001", "99000002", "99000998", "99000999"], "record order")

try:
    import jsonschema
    with open(os.path.join(SRC, "schemas", "record.schema.json")) as f:
        schema = json.load(f)
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
except ImportError:
    validator = None
    skip("schema", "python3-jsonschema is missing")


def valid(lines):
    wrong = [e.message for r in lines for e in validator.iter_errors(r)]
    if wrong:
        print("#", wrong[:3], file=sys.stderr)
    return not wrong


if validator:
    check(valid(records), "every line is valid against the schema")
    check(not validator.is_valid({**records[0], "retracted": "no"}) and
          not validator.is_valid({"pmid": "1"}), "the schema can refuse")

with tempfile.TemporaryDirectory() as tmp:
    def write(name, data):
        path = os.path.join(tmp, name)
        with open(path, "wb") as f:
            f.write(data)
        return path

    traps = open(fixture("traps.xml"), "rb").read()
    packed = gzip.compress(traps)
    plain = parse(fixture("traps.xml"))[1]
    check(parse(stdin=traps)[1] == plain, "standard input")
    check(parse("-", stdin=packed)[1] == plain, "- and gzip by its magic")
    check(parse(write("named.xml", packed))[1] == plain,
          "gzip without .gz in its name")
    check(parse(write("two.gz", gzip.compress(traps[:900]) +
                      gzip.compress(traps[900:])))[1] == plain,
          "gzip of two members")

    big = gzip.compress(b"".join(
        [traps[:traps.index(b"<PubmedArticle>")]] +
        [traps[traps.index(b"<PubmedArticle>"):
               traps.index(b"<DeleteCitation>")]] * 300 +
        [b"</PubmedArticleSet>"]))
    status, records, said = parse(write("cut.xml.gz", big[:len(big) // 2]))
    check(status == 5 and 0 < len(records) < 600 and
          "cut.xml.gz" in said and "byte" in said and said.count("\n") == 1,
          "truncated gzip: what came before, then one line, status 5")
    status, records, said = parse(write("cut.xml", traps[:6400]),
                                  fixture("notices.xml"))
    check(status == 5 and len(records) == 13 and "line " in said and
          "get the file again" in said and "1 record" in said,
          "truncated XML, and the next file is read")

    bad = {"page.xml": open(fixture("page.xml"), "rb").read(), "empty.xml": b"",
           "text.xml": b"just words\n", "set.ris": b"TY  - JOUR\n",
           "reply.xml": open(fixture("error-reply.xml"), "rb").read(),
           "x.pdf": b"%PDF-1.7\n", "jats.xml": b"<article/>",
           "bomb.xml": open(fixture("entity-bomb.xml"), "rb").read(),
           "secret.xml": open(fixture("external-entity.xml"), "rb").read()}
    for name, data in bad.items():
        status, records, said = parse(write(name, data))
        check(status == 3 and not records and name in said and
              said.startswith("veille: ") and said.count("\n") == 1,
              f"{name}: one line naming it, status 3")
    status, records, said = parse(os.path.join(tmp, "absent.xml"), tmp)
    check(status == 3 and said.count("\n") == 2, "no such file; a folder")
    status, records, said = parse(os.path.join(tmp, "absent.xml"),
                                  fixture("empty-set.xml"))
    check(status == 5 and not records, "an empty set is something done")
    check(parse(write("\x1b[31m.xml", b""))[2].count("\x1b") == 0,
          "a file name cannot command the terminal")
    check(parse("--nonsense")[0] == 2, "an unknown option is usage")

    path = write("long.xml.gz", big)
    closed = subprocess.run(f"'{VEILLE}' parse '{path}' | head -n 1",
                            shell=True, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE)
    check(closed.stderr == b"" and closed.stdout.count(b"\n") == 1,
          "a closed standard output ends quietly")
    if os.path.exists("/dev/full"):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([VEILLE, "parse", path], stdout=full,
                                  stderr=subprocess.PIPE)
        check(done.returncode == 3 and b"space" in done.stderr,
              "a full disk is an error")


# ---- Real records, against a reader that shares no code with us ----

def text(element):
    return None if element is None else "".join(element.itertext()) or None


def expected(citation, article):
    get = citation.find
    own = {}
    if article is not None:
        for i in article.findall("PubmedData/ArticleIdList/ArticleId"):
            own.setdefault(i.get("IdType"), (text(i) or "").strip())
    return {
        "pmid": text(get("PMID")), "title": text(get("Article/ArticleTitle")),
        "vernacular": text(get("Article/VernacularTitle")),
        "abstract": [(t.get("Label"), t.get("NlmCategory"), text(t) or "")
                     for t in citation.findall(
                         "Article/Abstract/AbstractText")],
        "others": [[text(t) or "" for t in o.findall("AbstractText")]
                   for o in citation.findall("OtherAbstract")],
        "authors": [(text(a.find("LastName")), text(a.find("ForeName")),
                     text(a.find("CollectiveName")),
                     [text(f) for f in a.findall("AffiliationInfo/Affiliation")
                      if text(f)])
                    for a in citation.findall("Article/AuthorList/Author")
                    if a.get("ValidYN") != "N"],
        "types": [(t.get("UI"), text(t)) for t in citation.findall(
            "Article/PublicationTypeList/PublicationType")],
        "mesh": [text(h.find("DescriptorName")) for h in citation.findall(
            "MeshHeadingList/MeshHeading")],
        "keywords": [text(k) for k in citation.findall("KeywordList/Keyword")
                     if text(k)],
        "references": len(citation.findall(
            "CommentsCorrectionsList/CommentsCorrections[@RefType='Cites']")) +
        (0 if article is None else
         len(article.findall("PubmedData/ReferenceList//Reference"))),
        "doi": own.get("doi"), "pmcid": own.get("pmc"),
    }


def ours(r):
    return {
        "pmid": r["pmid"], "title": r["title"],
        "vernacular": r["vernacular_title"],
        "abstract": [(p["label"], p["category"], p["text"])
                     for p in r["abstract"]],
        "others": [[p["text"] for p in o["abstract"]]
                   for o in r["other_abstracts"]],
        "authors": [(a["family"], a["given"], a["collective"],
                     a["affiliations"]) for a in r["authors"]],
        "types": [(t["ui"], t["name"]) for t in r["types"]],
        "mesh": [m["name"] for m in r["mesh"]], "keywords": r["keywords"],
        "references": len(r["references"]), "doi": r["doi"],
        "pmcid": r["pmcid"],
    }


real = os.path.join(SHARED, "real", "pubmed")
files = []
for folder, _, names in sorted(os.walk(real)):
    files += [os.path.join(folder, f) for f in sorted(names)
              if f.endswith((".xml", ".xml.gz"))]
read = differences = 0
for path in files:
    opener = gzip.open if path.endswith(".gz") else open
    try:
        root = ET.parse(opener(path, "rb")).getroot()
    except ET.ParseError:
        continue
    if root.tag not in ("PubmedArticleSet", "MedlineCitationSet"):
        continue
    pairs = [(c.find("MedlineCitation"), c) if c.tag == "PubmedArticle"
             else (c, None) for c in root
             if c.tag in ("PubmedArticle", "MedlineCitation")]
    status, records, said = parse(path)
    records = [r for r in records if not r.get("deleted")]
    differences += status != 0 or len(records) != len(pairs)
    if validator and not valid(records):
        differences += 1
    for record, (citation, article) in zip(records, pairs):
        want, got = expected(citation, article), ours(record)
        for key in want:
            if key in ("doi", "pmcid") and want[key] is None:
                continue
            if want[key] != got[key]:
                differences += 1
                print("#", want["pmid"], key, file=sys.stderr)
        read += 1
if read:
    check(differences == 0,
          f"{read} real records agree with Python's ElementTree")
else:
    skip("real records", f"{real} is not there")
finish()
