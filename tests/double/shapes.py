"""The same services as other machines would give them: another HTTP, other
shapes of lists and descriptions.  Each is something that real servers do."""
import json
import re

from pmc import Pmc
from server import Answer


def bare(handler, answer):
    """HTTP/1.0: no length, the end of the connection is the end."""
    handler.wfile.write(b"HTTP/1.0 %d OK\r\nServer: old\r\nContent-Type: "
                        b"%s\r\n\r\n" % (answer.status,
                                         answer.type.encode()))
    handler.wfile.write(answer.body)
    handler.close_connection = True


def lower(handler, answer):
    """Names of headers in small letters, no words beside the status."""
    handler.wfile.write(b"HTTP/1.1 %d\r\ncontent-length:%d\r\ncontent-type:"
                        b"%s\r\n\r\n" % (answer.status, len(answer.body),
                                         answer.type.encode()))
    handler.wfile.write(answer.body)


def no_type(handler, answer):
    handler.wfile.write(b"HTTP/1.1 %d OK\r\nContent-Length: %d\r\n\r\n"
                        % (answer.status, len(answer.body)))
    handler.wfile.write(answer.body)


def wrong_type(handler, answer):
    """What buckets call a file whose kind nobody told them."""
    handler.wfile.write(b"HTTP/1.1 %d OK\r\nContent-Length: %d\r\n"
                        b"Content-Type: binary/octet-stream\r\n\r\n"
                        % (answer.status, len(answer.body)))
    handler.wfile.write(answer.body)


def chunks(handler, answer):
    """Small chunks, with an extension and a trailer."""
    handler.wfile.write(b"HTTP/1.1 %d OK\r\nTRANSFER-ENCODING: chunked\r\n"
                        b"Content-Type: %s\r\n\r\n"
                        % (answer.status, answer.type.encode()))
    for at in range(0, len(answer.body), 7777):
        piece = answer.body[at:at + 7777]
        handler.wfile.write(b"%X;a=b\r\n%s\r\n" % (len(piece), piece))
    handler.wfile.write(b"0\r\nX-Sum: 1\r\n\r\n")


STYLES = {"HTTP/1.0": bare, "small letters": lower, "no type": no_type,
          "octet-stream": wrong_type, "chunks": chunks}


def styled(server, style):
    """That server, with answers written by style."""
    class Styled(server.RequestHandlerClass):
        def give(self, answer):
            style(self, answer)
    server.RequestHandlerClass = Styled
    return server


# ---- PMC's bucket and converter ----

class Keys(Pmc):
    """A listing of keys in place of folders, and without a namespace."""

    def listing(self, request):
        answer = super().listing(request)
        body = answer.body.decode()
        body = re.sub(r' xmlns="[^"]*"', "", body)
        body = re.sub(
            r"<CommonPrefixes><Prefix>(PMC\d+\.\d+)/</Prefix>"
            r"</CommonPrefixes>",
            r"<Contents><Key>\1/\1.json</Key><LastModified>2026-01-01T00:00:"
            r"00.000Z</LastModified><Size>9</Size></Contents><Contents><Key>"
            r"\1/\1.xml</Key><Size>9</Size></Contents>", body)
        return Answer(body, type="application/xml")


class Prefixed(Pmc):
    """A prefix at each name of the listing."""

    def listing(self, request):
        body = super().listing(request).body.decode()
        body = re.sub(r"<(/?)([A-Z])", r"<\1s3:\2", body)
        return Answer(body.replace("xmlns=", "xmlns:s3="),
                      type="application/xml")


class Pages(Pmc):
    """A folder at a time, the last version first, with a token for the
    next."""

    def listing(self, request):
        body = super().listing(request).body.decode()
        folders = re.findall(r"<CommonPrefixes>.*?</CommonPrefixes>", body)
        folders.reverse()
        at = int(request.value("continuation-token", "a+/=0")[4:])
        body = re.sub(r"<CommonPrefixes>.*</CommonPrefixes>",
                      folders[at] if folders else "", body)
        if at + 1 < len(folders):
            body = body.replace(
                "<IsTruncated>false</IsTruncated>",
                "<IsTruncated>true</IsTruncated><NextContinuationToken>a+/=%d"
                "</NextContinuationToken>" % (at + 1))
        return Answer(body, type="application/xml")


class Beside(Pmc):
    """Descriptions lie beside the files, and name them by address; numbers
    are words, and words numbers."""

    def handlers(self, pubmed=None):
        return [("GET", re.escape(self.bucket) + r"/PMC\S+\.json$",
                 self.beside)] + super().handlers(pubmed)

    def beside(self, request):
        answer = super().metadata(request)
        if answer.status != 200:
            return answer
        told = json.loads(answer.body)
        told["version"], told["pmid"] = str(told["version"]), str(
            told["pmid"])
        told["is_retracted"] = str(told["is_retracted"])
        for name in ("xml_url", "pdf_url"):
            if name in told:
                told[name] = told[name].replace(
                    "s3://pmc-oa-opendata/", "http://%s%s/"
                    % (request.headers["host"], self.bucket))
        return Answer(json.dumps(told), type="application/json")

    def metadata(self, request):
        return self.missing()


class OldIds(Pmc):
    """The converter as it answered before: no identifier that was asked, the
    PMID as words, "live" as well."""

    def entry(self, asked):
        entry = super().entry(asked)
        entry.pop("requested-id")
        if "pmid" in entry:
            entry["pmid"] = str(entry["pmid"])
        if "/" in asked:
            entry["doi"] = asked
        entry.setdefault("live", "true")
        if entry["live"] is False:
            entry["live"] = "false"
        return entry


SHAPES = {"keys": Keys, "prefixed names": Prefixed, "pages": Pages,
          "descriptions beside": Beside, "old identifiers": OldIds}
