#!/usr/bin/python3
"""Hostile strings in every field of a digest: the HTML keeps the elements
and attributes of a harmless one, Markdown and text hold no control
character.  The corpora beside the project are used when present."""
import html.parser
import os
import re
import shutil
import subprocess
import sys

builddir, shared = os.environ["builddir"], os.environ.get("SHARED", "")
views = os.path.join(builddir, "tests", "test-digest-views")
escape = os.path.join(builddir, "tests", "test-digest-escape")

OWN = """<script>alert(1)</script>
"><img src=x onerror=alert(1)>
' onmouseover='alert(1)
--><svg/onload=alert(1)>
]]><b>
</title><script>1</script>
</style><script>1</script>
</details></article></main>
&lt;script&gt;&#60;b&#62;&amp;
javascript:alert(1)
data:text/html,<b>
10.1/"><b>
10.1/x' onclick=1
{{7*7}} ${7*7} <%= 7 %>
`x` onclick=1
[a](javascript:1) ![b](c) <http://x> http://x www.x.y a@b.c
# heading
- item
1. item
***
> quote
| a | b |
~~~
    code
%s%n%x$ $$ $1
\x1b[31mred\x1b]0;t\x07
a\x01b\x08c\x7fd\x9be
\u202eevil\u202c \u2066x\u2069 \u200fy \u061cz
z\u0335\u0336\u0337\u0338algo
\ufeff\u200b\u2060\u00ad
\U000e0041\U000e0042
\u2028line\u2029paragraph
\ufdd0\ufffe
12345678
PMC12345
""".split("\n")[:-1]

CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f"
                     "\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e0fff]")
LINK = re.compile(r"^https://(pubmed\.ncbi\.nlm\.nih\.gov/[0-9]+/"
                  r"|doi\.org/10\.[A-Za-z0-9%._~/-]+"
                  r"|pmc\.ncbi\.nlm\.nih\.gov/articles/PMC[0-9]+/)$")
results = []


def check(name, ok, detail=""):
    results.append(ok)
    print(f"{'ok' if ok else 'not ok'} {len(results)} {name}")
    if not ok:
        print(f"# {ascii(detail)[:300]}")


class Skeleton(html.parser.HTMLParser):
    """Elements with the names of their attributes; links apart."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.parts, self.links, self.open = [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        href = values.get("href") or ""
        if tag == "a" and not href.startswith("#"):
            self.links.append(href)
            return
        names = sorted(values)
        if tag in ("code", "p", "section", "figure", "article"):
            names.append(values.get("class"))
        self.parts.append((tag, tuple(names)))

    def handle_endtag(self, tag):
        if tag != "a":
            self.parts.append(("/" + tag,))

    def handle_comment(self, data):
        self.parts.append(("comment", data))

    def handle_pi(self, data):
        self.parts.append(("pi", data))


def run(command, lines):
    data = "\n".join(lines).encode("utf-8", "replace")
    return subprocess.run(command, input=data, stdout=subprocess.PIPE,
                          check=True).stdout.decode("utf-8")


def corpus():
    lines = []
    for name in ("blns/blns.txt", "xss/Intruder/xss-payload-list.txt"):
        path = os.path.join(shared, "corpora", name)
        if os.path.exists(path):
            with open(path, encoding="utf-8", errors="replace") as file:
                lines += [x for x in file.read().split("\n") if x.strip()]
    return lines


# No string of the program can hold a NUL, none that we read does.
lines = [x.replace("\0", "") for x in OWN + corpus()]
if len(lines) == len(OWN):
    print("# skipped: the corpora of hostile strings are not here")
# A whole digest is long: all of our own strings, some of the others.
some = OWN + lines[len(OWN)::150]

# Escaping alone, for all strings.
text = run([escape, "--html"], lines)
parts = Skeleton(text).parts
bad = [p for p in parts if p not in (("p", ("title", None)), ("/p",))]
check("an element for each string", len(parts) == 2 * len(lines), len(parts))
check(f"{len(lines)} strings stay text in HTML", not bad, bad[:3])
check("no control character in HTML", not CONTROL.search(text),
      CONTROL.findall(text)[:5])
text = run([escape, "--markdown"], lines)
check("no control character in Markdown", not CONTROL.search(text),
      CONTROL.findall(text)[:5])
if shutil.which("cmark"):
    out = subprocess.run(["cmark", "--unsafe"], input=text.encode(),
                         stdout=subprocess.PIPE, check=True).stdout.decode()
    tags = {p[0] for p in Skeleton(out).parts}
    check("Markdown has paragraphs only", tags <= {"p", "/p"}, tags)
else:
    print("# skipped: cmark is not installed")

# Whole digests.  The language alternates, but not the elements.
plain = [Skeleton(t) for t in
         run([views, "--hostile", "0"], ["x", "x"]).split("\0")[:2]]
pages = run([views, "--hostile", "0"], some).split("\0")[:-1]
check("a digest for each string", len(pages) == len(some), len(pages))
bad, links, control = [], [], []
for i, page in enumerate(pages):
    skeleton = Skeleton(page)
    if skeleton.parts != plain[i % 2].parts:
        differing = [(a, b) for a, b in zip(skeleton.parts,
                                            plain[i % 2].parts) if a != b]
        bad.append((some[i], differing[:2]))
    links += [x for x in skeleton.links if not LINK.match(x)]
    if CONTROL.search(page):
        control.append(some[i])
check(f"{len(pages)} digests keep their elements", not bad, bad[:2])
check("links go to PubMed, DOI and PMC only", not links, links[:3])
check("no control character in the page", not control, control[:3])
for view, name in (("1", "Markdown"), ("2", "text")):
    text = run([views, "--hostile", view], some).replace("\0", "")
    check(f"no control character in the {name}", not CONTROL.search(text),
          CONTROL.findall(text)[:5])

print(f"1..{len(results)}")
sys.exit(0 if all(results) else 1)
