#!/bin/sh
# The full texts of papers (XML and PDF) from PMC Cloud on this machine, each
# answer 100 ms late: seconds, requests, memory; twice, to see whether memory
# grows with the papers.  Called by `make bench`.
#   BENCH_PAPERS  papers of the larger run (default: 120)
set -eu
srcdir=${srcdir:-.}
VEILLE=${VEILLE:-./veille}
VEILLE_LIBEXEC=${VEILLE_LIBEXEC:-$(dirname "$VEILLE")}
export srcdir VEILLE VEILLE_LIBEXEC
papers=${BENCH_PAPERS:-120}
for n in $((papers / 4)) "$papers"; do
    set -- $(/usr/bin/python3 "$srcdir/tests/bench/fulltext-time.py" "$n")
    echo "bench fulltext: $n papers, $2 requests of 0.1 s: $1 s, $3 MiB"
done
