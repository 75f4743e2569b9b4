#!/bin/sh
# A search with 2,000 hits and the full texts of 300 of them, under the limits
# that the services set and with 100 ms to each answer: the time beside that
# which the limits alone impose; memory beside that of a quarter of it.
set -eu
VEILLE_LIBEXEC=${VEILLE_LIBEXEC:-$(dirname "$VEILLE")}
export VEILLE VEILLE_LIBEXEC srcdir
exec /usr/bin/python3 "$srcdir/tests/bench/week-time.py"
