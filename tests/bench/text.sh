#!/bin/sh
# veille text beside pdftotext over real articles: CPU seconds with all
# process starts and the seal, file by file in turns.  Prints the sum, and
# the documents that miss their own goal; judges nothing.  Called by `make
# bench` with srcdir, builddir and VEILLE set.
#   SHARED      where the real articles are (default: ../shared)
#   BENCH_RUNS  runs of each, of which the fastest counts (default: 3)
set -eu
srcdir=${srcdir:-.}
SHARED=${SHARED:-$srcdir/../shared}
VEILLE=${VEILLE:-./veille}
VEILLE_LIBEXEC=${VEILLE_LIBEXEC:-$(dirname "$VEILLE")}
export VEILLE_LIBEXEC
# One of the articles is a damaged download: an error of both.
BENCH_ANY_STATUS=1
export BENCH_ANY_STATUS
runs=${BENCH_RUNS:-3}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

if ! ls "$SHARED"/real/pdf/*.pdf >/dev/null 2>&1; then
    echo "bench text: skipped, no article in $SHARED/real/pdf"
    exit 0
fi
if ! command -v pdftotext >/dev/null; then
    echo "bench text: skipped, install poppler-utils"
    exit 0
fi
# A file, and runs: seconds and KB of veille, of pdftotext, and of veille
# without drawing a page.
measure() {
    /usr/bin/python3 "$srcdir/tests/bench/measure.py" "$2" \
        "exec '$VEILLE' text '$1'" "exec pdftotext '$1' -" \
        "exec '$VEILLE' text --ink=never '$1'"
}
for file in "$SHARED"/real/pdf/*.pdf; do
    set -- $(measure "$file" "$runs")
    [ $# -eq 6 ] || exit 1
    # Processor time grows with what else the machine does, too: what misses
    # is measured again, with more runs.
    over=$(echo "$@" | awk '{ print ($5 > 1.3 * $3 + 0.025) }')
    [ "$over" -eq 0 ] || set -- $(measure "$file" $((runs * 5)))
    echo "$(basename "$file") $*" >>"$tmp/times"
done
load=$(cut -d ' ' -f 1 /proc/loadavg 2>/dev/null || echo unknown)
echo "text: the load of the machine is $load; figures hold for an idle one"
awk '
    { ours += $2; theirs += $4; if ($3 > memory) memory = $3
      if ($6 > 1.3 * $4 + 0.025)
          over[++n] = sprintf("  over: %s %.3f s, pdftotext %.3f s", $1, $6,
                              $4) }
    END {
      printf "text: %d articles, pdftotext %.2f s CPU   veille %.2f s: " \
             "%.2f x its time (goal: at most 2.2) %s\n", NR, theirs, ours,
             ours / theirs, (ours / theirs > 2.2) ? "MISSED" : "ok"
      printf "text: documents over 1.3 x pdftotext + 25 ms, none of " \
             "their pages drawn: %d (goal: 0) %s\n", n,
             (n > 0) ? "MISSED" : "ok"
      for (i = 1; i <= n; i++) print over[i]
      printf "text: %.1f MB of memory at most, of either process\n",
             memory / 1024 }' "$tmp/times"

# Two at a time: wall time, the median of five.
throughput() {
    for _ in 1 2 3 4 5; do
        start=$(date +%s%N)
        printf '%s\0' "$SHARED"/real/pdf/*.pdf |
            xargs -0 -n 1 -P "$1" "$VEILLE" text >/dev/null 2>&1 || :
        end=$(date +%s%N)
        echo $(((end - start) / 1000000))
    done | sort -n | sed -n 3p
}
if [ "$(nproc)" -ge 2 ]; then
    one=$(throughput 1)
    two=$(throughput 2)
    awk -v one="$one" -v two="$two" 'BEGIN {
        printf "text: two at a time %.2f x the throughput of one " \
               "(goal: at least 1.6, on an idle machine) %s\n", one / two,
               (one / two < 1.6) ? "MISSED" : "ok" }'
else
    echo "text: two at a time skipped, one processor"
fi
