"""Europe PMC on loopback, for tests.  It shares no code with veille."""
import re

from server import Answer


class EuropePmc:
    """xml and pdf: {pmcid: bytes}; what is in neither is a 404."""

    def __init__(self, rest="/europepmc/rest", site="/europepmc"):
        self.xml, self.pdf = {}, {}
        self.rest, self.site = rest, site

    def handlers(self):
        return [
            ("GET", re.escape(self.rest) + r"/(PMC\d+)/fullTextXML$",
             self.give_xml),
            ("GET", re.escape(self.site) + r"/articles/(PMC\d+)$",
             self.give_pdf),
        ]

    def give_xml(self, request):
        data = self.xml.get(request.path.split("/")[-2])
        if data is None:
            return Answer("", 404, "application/xml")
        return Answer(data, type="application/xml")

    def give_pdf(self, request):
        data = self.pdf.get(request.path.split("/")[-1])
        if data is None or request.value("pdf") != "render":
            return Answer("<!DOCTYPE html><html><body>Not found</body></html>",
                          404, "text/html")
        return Answer(data, type="application/pdf", pack=False)
