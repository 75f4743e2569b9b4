#!/bin/sh
# veille run over 30,000 records, of which 200 are digested from their
# abstracts and the rest are listed: CPU seconds and peak memory beside their
# goals; judges nothing.  Called by `make bench` with srcdir and VEILLE set.
#   SHARED       where the real records are (default: ../shared)
#   BENCH_RUNS   runs, of which the fastest counts (default: 3)
set -eu
srcdir=${srcdir:-.}
SHARED=${SHARED:-$srcdir/../shared}
VEILLE=${VEILLE:-./veille}
runs=${BENCH_RUNS:-3}
records=$SHARED/real/pubmed/articles.xml
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

if [ ! -f "$records" ]; then
    echo "bench run: skipped, $records is not there"
    exit 0
fi
/usr/bin/python3 "$srcdir/tests/bench/number-records.py" "$records" 30000 \
    >"$tmp/records.xml.gz"
XDG_DATA_HOME=$tmp/data
export XDG_DATA_HOME
set -- $(/usr/bin/python3 "$srcdir/tests/bench/measure.py" "$runs" \
    "exec '$VEILLE' run --again --records '$tmp/records.xml.gz' --max 200 \
     --output '$tmp/out'")
[ $# -eq 2 ] || exit 1
echo "veille run, 30000 records, 200 digested: $1 s CPU (goal at most 60)," \
    "$(($2 / 1024)) MB (goal at most 250)"
