#!/bin/sh
# veille judge over labelled claims: of each class how many are caught, left
# open and supported, and the curve of caught against falsely flagged and
# supported over two thresholds.  Called by `make bench` with srcdir and
# VEILLE set; judges nothing but what is falsely supported.
#   JUDGE_CASES  JSON lines with id, kind, lang, expect (ok, flag), claim,
#                quote (default: those of ../shared)
set -eu
srcdir=${srcdir:-.}
SHARED=${SHARED:-$srcdir/../shared}
VEILLE=${VEILLE:-./veille}
cases=${JUDGE_CASES:-$SHARED/bench/judge/cases.jsonl}

if [ ! -f "$cases" ]; then
    echo "bench judge: skipped, $cases is not there"
    exit 0
fi
exec /usr/bin/python3 "$srcdir/tests/bench/judge-curve.py" "$VEILLE" "$cases"
