#!/bin/sh
# A search with 2,000 hits in a PubMed on loopback that takes 100 ms to answer:
# the time beside that which the rate alone imposes, and the memory beside
# that of a run with a tenth of the hits.
set -eu
export VEILLE srcdir
exec python3 "$srcdir/tests/bench/pubmed-time.py"
