#!/bin/sh
# veille check: CPU time of a summary of 40 sentences against a paper of 60
# kB, beyond that of reading the paper; and what it makes of summaries with
# planted errors.  Prints what it should be; judges nothing.  Called by `make
# bench` with srcdir and VEILLE set.
#   SHARED      where real articles are (default: ../shared); else fixtures
#   BENCH_RUNS  runs of each, of which the fastest counts (default: 3)
set -eu
srcdir=${srcdir:-.}
SHARED=${SHARED:-$srcdir/../shared}
VEILLE=${VEILLE:-./veille}
VEILLE_LIBEXEC=${VEILLE_LIBEXEC:-$(dirname "$VEILLE")}
BENCH_ANY_STATUS=1
export VEILLE_LIBEXEC BENCH_ANY_STATUS
runs=${BENCH_RUNS:-3}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

/usr/bin/python3 "$srcdir/tests/bench/check-data.py" "$srcdir" "$SHARED" "$tmp"
set -- $(/usr/bin/python3 "$srcdir/tests/bench/measure.py" "$runs" \
    "exec '$VEILLE' check --json --source '$tmp/paper.txt' '$tmp/all.md'" \
    "exec '$VEILLE' check --json --source '$tmp/paper.txt' '$tmp/none.md'")
awk -v all="$1" -v none="$3" 'BEGIN {
    spent = (all - none) * 1000
    printf "check: 40 sentences against 60 kB %.0f ms CPU after reading, " \
           "%.0f ms of it (goal: at most 60 ms) %s\n", spent, none * 1000,
           spent <= 60 ? "ok" : "MISSED" }'

for folder in "$SHARED"/bench/check/*/; do
    if [ ! -f "$folder/sentences.jsonl" ]; then
        echo "check: planted errors skipped, no summaries in $SHARED"
        continue
    fi
    /usr/bin/python3 "$srcdir/tests/bench/check-curve.py" "$VEILLE" \
        "$folder" "$SHARED/real/pdf"
done
