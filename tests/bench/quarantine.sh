#!/bin/sh
# Quotes of real PDFs that are still found when hidden text is kept out.
# Called by `make bench` with srcdir and VEILLE set.
#   SHARED  where real articles are (default: ../shared)
set -eu
srcdir=${srcdir:-.}
SHARED=${SHARED:-$srcdir/../shared}
VEILLE=${VEILLE:-./veille}
if [ ! -e "$SHARED/bench/locate/pdf_cases.jsonl" ]; then
    echo "quarantine: skipped, no $SHARED/bench/locate/pdf_cases.jsonl"
    exit 0
fi
exec /usr/bin/python3 "$srcdir/tests/bench/quarantine.py" "$VEILLE" "$SHARED"
