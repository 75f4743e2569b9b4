#!/usr/bin/python3
"""CPU seconds a quote with Python's difflib: the longest common block of
source and quote, then the ratio of the window round it.
locate-difflib.py SOURCE QUOTES N"""
import difflib
import re
import sys
import time

source = re.sub(r"\s+", " ", open(sys.argv[1], encoding="utf-8").read())
quotes = open(sys.argv[2], encoding="utf-8").read().splitlines()
quotes = quotes[::max(1, len(quotes) // int(sys.argv[3]))]
start = time.process_time()
for quote in quotes:
    matcher = difflib.SequenceMatcher(None, quote, source, autojunk=False)
    block = matcher.find_longest_match(0, len(quote), 0, len(source))
    first = max(0, block.b - block.a)
    window = source[first:first + len(quote)]
    difflib.SequenceMatcher(None, quote, window, autojunk=False).ratio()
print("%.5f" % ((time.process_time() - start) / len(quotes)))
