#!/bin/sh
# What asking a model costs beside the model's own time: 100 calls that take
# 2 s each, 8 at once, against the double on this machine, with journal and
# ledger; beside it the same calls by Python's http.client, and a whole run of
# as many papers, with and without the model.  Judges nothing.  Called by
# `make bench` with srcdir, VEILLE and ASK_MODEL set.
#   BENCH_CALLS, BENCH_LATENCY, BENCH_PARALLEL   100, 2 (seconds), 8
set -eu
srcdir=${srcdir:-.}
exec /usr/bin/python3 "$srcdir/tests/bench/model-time.py" \
    "${ASK_MODEL:-tests/ask-model}" "${BENCH_CALLS:-100}" \
    "${BENCH_LATENCY:-2}" "${BENCH_PARALLEL:-8}" "${VEILLE:-./veille}"
