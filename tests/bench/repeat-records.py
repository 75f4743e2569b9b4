#!/usr/bin/python3
"""Writes a .xml.gz of about N MB of XML by repeating the real records below
a folder: repeat-records.py FOLDER N >FILE"""
import gzip, os, re, sys

folder, megabytes = sys.argv[1], int(sys.argv[2])
records = []
for where, _, names in sorted(os.walk(folder)):
    for name in sorted(names):
        if not name.endswith((".xml", ".xml.gz")):
            continue
        opener = gzip.open if name.endswith(".gz") else open
        with opener(os.path.join(where, name), "rb") as f:
            text = f.read()
        found = re.findall(rb"<PubmedArticle>.*?</PubmedArticle>", text, re.S)
        if not found:
            found = [b"<PubmedArticle>\n" + one + b"\n</PubmedArticle>"
                     for one in re.findall(
                         rb"<MedlineCitation .*?</MedlineCitation>", text,
                         re.S)]
        records += found
body = b"\n".join(records) + b"\n"
with gzip.open(sys.stdout.buffer, "wb", compresslevel=6) as out:
    out.write(b'<?xml version="1.0" encoding="UTF-8"?>\n'
              b'<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle,'
              b' 1st January 2025//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/'
              b'out/pubmed_250101.dtd">\n<PubmedArticleSet>\n')
    for _ in range(megabytes * 1000000 // len(body) + 1):
        out.write(body)
    out.write(b"</PubmedArticleSet>\n")
