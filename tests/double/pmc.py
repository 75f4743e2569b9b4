"""PMC on loopback, for tests: the ID converter, the Cloud Service's bucket
and efetch with db=pmc, with fictional articles.  It shares no code with
veille."""
import hashlib
import json
import re

from server import Answer

XML = "application/xml"
FORBIDDEN = ("<!--The publisher of this article does not allow downloading "
             "of the full text in XML form.-->")


class Version:
    """One version of an article in the bucket.  Files are bytes or None;
    damage=True serves other bytes than the sums are of."""

    def __init__(self, xml=None, pdf=None, damage=False, **metadata):
        self.xml, self.pdf, self.damage = xml, pdf, damage
        self.metadata = {"is_pmc_openaccess": True, "is_manuscript": False,
                         "is_historical_ocr": False, "is_retracted": False,
                         "license_code": "CC BY", **metadata}


class Pmc:
    """articles: {pmcid: {number: Version}}.  ids: {pmid or DOI: pmcid, or
    a dictionary that goes into the answer}.  jats: {pmcid: bytes} that
    efetch gives."""

    def __init__(self, bucket="/pmc", idconv="/idconv", eutils="/eutils"):
        self.articles, self.ids, self.jats = {}, {}, {}
        self.owners = {}  # pmcid: (pmid, doi)
        self.bucket, self.idconv, self.eutils = bucket, idconv, eutils

    def add(self, pmcid, pmid, doi, *versions):
        self.owners[pmcid] = (pmid, doi)
        self.articles[pmcid] = dict(enumerate(versions, 1))

    def handlers(self, pubmed=None):
        """For Server; pubmed answers what efetch is asked of another
        database."""
        return [
            ("GET", re.escape(self.idconv) + r"/?$", self.convert),
            ("GET", re.escape(self.bucket) + r"/?$", self.listing),
            ("GET", re.escape(self.bucket) + r"/metadata/", self.metadata),
            ("GET", re.escape(self.bucket) + r"/PMC", self.file),
            ("POST", re.escape(self.eutils) + r"/efetch\.fcgi$",
             lambda request: self.efetch(request)
             if request.value("db") == "pmc" or pubmed is None
             else pubmed(request)),
            ("POST", re.escape(self.eutils) + r"/elink\.fcgi$", self.links),
        ]

    # ---- ID converter ----

    def convert(self, request):
        asked = request.value("ids").split(",")
        kinds = {"doi" if "/" in i else "pmcid" if i.startswith("PMC")
                 else "pmid" for i in asked}
        if len(kinds) > 1 or len(asked) > 200 or \
                kinds != {request.value("idtype")}:
            return Answer(json.dumps({"status": "error", "message":
                                      "mixed or too many identifiers"}),
                          400, "application/json")
        return Answer(json.dumps({"status": "ok", "records": [
            self.entry(i) for i in asked]}), type="application/json")

    def entry(self, asked):
        found = self.ids.get(asked.lower())
        entry = {"requested-id": asked}
        if asked.isdigit():
            entry["pmid"] = int(asked)
        if isinstance(found, dict):
            return {**entry, **found}
        if found:
            return {**entry, "pmcid": found}
        return {**entry, "status": "error",
                "errmsg": "Identifier not found in PMC"}

    # ---- The bucket ----

    def listing(self, request):
        prefix = request.value("prefix")
        folders = sorted("%s.%d/" % (pmcid, number)
                         for pmcid, versions in self.articles.items()
                         for number in versions
                         if ("%s.%d/" % (pmcid, number)).startswith(prefix))
        return Answer(
            '<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult '
            'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>'
            "pmc-oa-opendata</Name><Prefix>%s</Prefix><KeyCount>%d</KeyCount>"
            "<IsTruncated>false</IsTruncated>%s</ListBucketResult>"
            % (prefix, len(folders), "".join(
                "<CommonPrefixes><Prefix>%s</Prefix></CommonPrefixes>" % f
                for f in folders)), type=XML)

    def version(self, path):
        match = re.search(r"(PMC\d+)\.(\d+)", path)
        if not match:
            return None, None, None
        pmcid, number = match.group(1), int(match.group(2))
        return pmcid, number, self.articles.get(pmcid, {}).get(number)

    def metadata(self, request):
        pmcid, number, version = self.version(request.path)
        if version is None:
            return self.missing()
        pmid, doi = self.owners[pmcid]
        told = {"pmcid": pmcid, "version": number, "pmid": int(pmid),
                "doi": doi, **version.metadata}
        for kind, data in (("xml", version.xml), ("pdf", version.pdf)):
            if data is not None:
                told[kind + "_url"] = (
                    "s3://pmc-oa-opendata/%s.%d/%s.%d.%s?md5=%s"
                    % (pmcid, number, pmcid, number, kind,
                       hashlib.md5(data).hexdigest()))
        return Answer(json.dumps(told), type="application/json")

    def missing(self):
        return Answer("<Error><Code>NoSuchKey</Code><Message>The specified "
                      "key does not exist.</Message></Error>", 404, XML)

    def file(self, request):
        _, _, version = self.version(request.path)
        kind = request.path.rsplit(".", 1)[-1]
        data = getattr(version, kind, None) if kind in ("xml", "pdf") \
            else None
        if data is None:
            return self.missing()
        if version.damage and kind == "xml":
            data = data.replace(b"44.7%", b"47.4%").replace(b" not ", b" ")
        return Answer(data, type=XML if kind == "xml" else "application/pdf",
                      pack=False)

    # ---- elink ----

    def links(self, request):
        sets = ""
        for pmid in request.values("id"):
            pmcid = self.ids.get(pmid)
            link = ("<LinkSetDb><DbTo>pmc</DbTo><LinkName>%s</LinkName><Link>"
                    "<Id>%s</Id></Link></LinkSetDb>"
                    % (request.value("linkname"), pmcid[3:])
                    if isinstance(pmcid, str) else "")
            sets += ("<LinkSet><DbFrom>pubmed</DbFrom><IdList><Id>%s</Id>"
                     "</IdList>%s</LinkSet>" % (pmid, link))
        return Answer('<?xml version="1.0" ?><eLinkResult>%s</eLinkResult>'
                      % sets, type="text/xml")

    # ---- efetch ----

    def efetch(self, request):
        pmcid = "PMC" + request.value("id")
        data = self.jats.get(pmcid)
        if data is None and pmcid not in self.owners:
            body = '<error id="%s">The following PMCID is not available: ' \
                "%s</error>" % (pmcid[3:], pmcid[3:])
        elif data is None:
            pmid, doi = self.owners[pmcid]
            body = ('<article>%s<front><article-meta><article-id '
                    'pub-id-type="pmid">%s</article-id><article-id '
                    'pub-id-type="doi">%s</article-id></article-meta>'
                    "</front></article>" % (FORBIDDEN, pmid, doi))
        else:
            body = re.sub(r"<\?xml.*?\?>|<!DOCTYPE.*?>", "", data.decode(),
                          flags=re.S)
        return Answer('<?xml version="1.0" ?>\n<!DOCTYPE pmc-articleset '
                      'PUBLIC "-//NLM//DTD ARTICLE SET 2.0//EN" "https://'
                      'dtd.nlm.nih.gov/ncbi/pmc/articleset/nlm-articleset-2.'
                      '0.dtd">\n<pmc-articleset>%s</pmc-articleset>' % body,
                      type="text/xml")
