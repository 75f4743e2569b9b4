#!/bin/sh
# veille parse beside its peers, on one baseline file's worth of records, in
# one run.  Prints CPU seconds and ratios; judges nothing.  Called by
# `make bench` with srcdir, VEILLE and EMPTY_SAX set.
#   SHARED       where the real records are (default: ../shared)
#   BENCH_INPUT  a .xml.gz to use instead
#   BENCH_RUNS   runs of each, of which the fastest counts (default: 3)
set -eu
srcdir=${srcdir:-.}
SHARED=${SHARED:-$srcdir/../shared}
VEILLE=${VEILLE:-./veille}
EMPTY_SAX=${EMPTY_SAX:-tests/bench/empty-sax}
runs=${BENCH_RUNS:-3}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

input=${BENCH_INPUT:-}
if [ -z "$input" ]; then
    if [ ! -d "$SHARED/real/pubmed" ]; then
        echo "bench parse: skipped, $SHARED/real/pubmed is not there"
        exit 0
    fi
    input=$tmp/records.xml.gz
    /usr/bin/python3 "$srcdir/tests/bench/repeat-records.py" \
        "$SHARED/real/pubmed" 300 >"$input"
fi

# CPU seconds (user and system, children too) and peak memory of a command
# line, the fastest of $runs: "SECONDS KB".
measure() {
    /usr/bin/python3 -c '
import os, subprocess, sys
best = None
for _ in range(int(sys.argv[1])):
    before = os.times()
    child = subprocess.Popen(["/bin/sh", "-c", sys.argv[2]],
                             stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    after = os.times()
    if status != 0:
        sys.exit("failed: " + sys.argv[2])
    cpu = usage.ru_utime + usage.ru_stime
    best = min(best or (cpu, 0), (cpu, usage.ru_maxrss))
print("%.2f %d" % best)' "$runs" "$1"
}

size=$(gunzip -c "$input" | wc -c)
set -- $(measure "exec '$VEILLE' parse '$input'")
ours=$1
memory=$2
echo "parse: $((size / 1000000)) MB of XML in $input"
echo "veille parse, all fields      $ours s CPU  $((memory / 1024)) MB"

# name, command, at least
peer() {
    set -- "$1" $(measure "$2") "$3"
    awk -v name="$1" -v cpu="$2" -v ours="$ours" -v goal="$4" 'BEGIN {
        printf "%-29s %.2f s CPU  veille is %.2f x as fast (goal %s)\n",
               name, cpu, cpu / ours, goal }'
}

peer "an empty SAX2 push loop" "exec '$EMPTY_SAX' '$input'" 0.65
if command -v xmllint >/dev/null; then
    peer "xmllint --stream --noout" \
        "exec xmllint --stream --noout '$input'" 1.1
else
    echo "xmllint: skipped, install libxml2-utils"
fi
if command -v xtract >/dev/null; then
    peer "gunzip | xtract -strict" "gunzip -c '$input' | xtract -strict \
        -pattern PubmedArticle -element MedlineCitation/PMID ArticleTitle \
        -block Abstract -element AbstractText -block Journal -element Title \
        -block PubDate -element Year" 2
else
    echo "xtract: skipped, install ncbi-entrez-direct"
fi
