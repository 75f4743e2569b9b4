#!/bin/sh
# How well real PDF files are read, with their JATS as the truth: the share of
# its body sentences that veille locate finds in the PDF, and that come out of
# the reading as one sentence.  Judges nothing.  Called by `make bench` with
# srcdir, builddir and VEILLE set.
#   SHARED      where the real articles are (default: ../shared)
set -eu
srcdir=${srcdir:-.}
SHARED=${SHARED:-$srcdir/../shared}
VEILLE=${VEILLE:-./veille}
builddir=${builddir:-.}
if ! ls "$SHARED"/real/jats/*.xml >/dev/null 2>&1; then
    echo "bench reading: skipped, no article in $SHARED/real/jats"
    exit 0
fi
/usr/bin/python3 "$srcdir/tests/bench/reading.py" "$SHARED/real" "$VEILLE" \
    "$builddir/tests/bench/sentences"
