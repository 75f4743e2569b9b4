"""Unpaywall on loopback, with the sites that it points to, for tests.  It
shares no code with veille."""
import json
import re
import urllib.parse

from server import Answer

CHALLENGE = ("<!DOCTYPE html><html><head><title>Just a moment...</title>"
             "</head><body><noscript>Enable JavaScript and cookies to "
             "continue</noscript></body></html>")


class Unpaywall:
    """places: {doi: [location, ...]}, the first one the best; files: {path:
    bytes, or an Answer} of the sites, below base."""

    def __init__(self, path="/unpaywall/v2", sites="/sites"):
        self.places, self.files = {}, {}
        self.path, self.sites, self.base = path, sites, ""

    def handlers(self):
        return [
            ("GET", re.escape(self.path) + r"/", self.look_up),
            ("GET", re.escape(self.sites) + r"/", self.site),
        ]

    def place(self, file, **more):
        """A location with a PDF at one of the sites."""
        return {"url_for_pdf": "%s%s/%s" % (self.base, self.sites, file),
                "url_for_landing_page": "https://landing.example/" + file,
                "license": None, "version": None, **more}

    def look_up(self, request):
        doi = urllib.parse.unquote(
            request.path[len(self.path) + 1:]).lower()
        email = request.value("email")
        if "@" not in email or email.endswith("@example.com"):
            return self.refuse(422, "Please use your own email address")
        if doi not in self.places:
            return self.refuse(404, "DOI not found")
        places = self.places[doi]
        return Answer(json.dumps(
            {"doi": doi, "is_oa": bool(places), "title": "x",
             "best_oa_location": places[0] if places else None,
             "oa_locations": places}), type="application/json")

    def refuse(self, status, message):
        return Answer(json.dumps({"error": True, "message": message,
                                  "HTTP_status_code": status}), status,
                      "application/json")

    def site(self, request):
        file = self.files.get(request.path[len(self.sites) + 1:])
        if file is None:
            return Answer("gone", 404)
        if isinstance(file, Answer):
            return file
        return Answer(file, type="application/pdf", pack=False)
