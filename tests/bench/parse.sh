#!/bin/sh
# veille parse beside its peers, on one baseline file's worth of records, in
# one run.  Prints CPU seconds, ratios and what they should be; judges
# nothing.  Called by `make bench` with srcdir, VEILLE and EMPTY_SAX set.
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

ours="exec '$VEILLE' parse '$input'"
# name, command, goal
peer() {
    set -- "$1" "$3" $(/usr/bin/python3 "$srcdir/tests/bench/measure.py" \
        "$runs" "$ours" "$2")
    [ $# -eq 6 ] || exit 1
    awk -v name="$1" -v goal="$2" -v ours="$3" -v memory="$4" -v cpu="$5" \
        'BEGIN {
        ratio = cpu / ours
        printf "%-24s %6.2f s CPU   veille %6.2f s: %.2f x as fast " \
               "(goal: at least %s) %s\n",
               name, cpu, ours, ratio, goal, (ratio < goal) ? "MISSED" : "ok"
        printf "%-24s %6s         veille %6.1f MB (goal: below 30) %s\n", "",
               "", memory / 1024, (memory / 1024 < 30) ? "ok" : "MISSED" }'
}

size=$(gunzip -c "$input" | wc -c)
echo "parse, all fields: $((size / 1000000)) MB of XML, from .gz"
peer "an empty SAX2 push loop" "exec '$EMPTY_SAX' '$input'" 0.65
if command -v xmllint >/dev/null; then
    peer "xmllint --stream --noout" \
        "exec xmllint --stream --noout '$input'" 1.1
else
    echo "xmllint: skipped, install libxml2-utils"
fi
if command -v xtract >/dev/null; then
    peer "xtract -strict, 5 fields" "gunzip -c '$input' | xtract -strict \
        -pattern PubmedArticle -element MedlineCitation/PMID ArticleTitle \
        -block Abstract -element AbstractText -block Journal -element Title \
        -block PubDate -element Year" 2
else
    echo "xtract: skipped, install ncbi-entrez-direct"
fi
