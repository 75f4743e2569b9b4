#!/usr/bin/python3
"""Writes a .xml.gz of N records by repeating the real ones of a file, each
with a PMID and a DOI of its own: number-records.py FILE N >OUT"""
import gzip, re, sys

path, wanted = sys.argv[1], int(sys.argv[2])
with open(path, "rb") as f:
    records = re.findall(rb"<PubmedArticle>.*?</PubmedArticle>", f.read(),
                         re.S)
own_pmid = re.compile(rb"(<PMID Version=\"\d+\">)\d+(</PMID>)")
own_ids = re.compile(rb"<(ArticleId|ELocationID)[^>]*>[^<]*</\1>")
with gzip.open(sys.stdout.buffer, "wb", compresslevel=6) as out:
    out.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<PubmedArticleSet>\n')
    for i in range(wanted):
        record = own_ids.sub(b"", records[i % len(records)])
        number = b"%d" % (50000000 + i)
        out.write(own_pmid.sub(rb"\g<1>" + number + rb"\2", record, 1))
        out.write(b"\n")
    out.write(b"</PubmedArticleSet>\n")
