#!/bin/sh
# Finding quotes beside edlib and Python's difflib, in one run: CPU time.
# Prints what it should be; judges nothing.  Called by `make bench` with
# srcdir, VEILLE and LOCATE_TIME set.
#   SHARED      where real articles are (default: ../shared); else fixtures
#   BENCH_RUNS  runs of each, of which the fastest counts (default: 3)
set -eu
srcdir=${srcdir:-.}
SHARED=${SHARED:-$srcdir/../shared}
VEILLE=${VEILLE:-./veille}
LOCATE_TIME=${LOCATE_TIME:-tests/bench/locate-time}
runs=${BENCH_RUNS:-3}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
/usr/bin/python3 "$srcdir/tests/bench/locate-data.py" "$srcdir" "$SHARED" \
    "$tmp"

# line TEXT VALUE UNIT SIGN GOAL
line() {
    awk -v text="$1" -v value="$2" -v unit="$3" -v sign="$4" -v goal="$5" '
        BEGIN {
            ok = sign == "<=" ? value <= goal : value >= goal
            printf "locate: %-44s %9.3f %s (goal: %s %s) %s\n", text, value,
                   unit, sign == "<=" ? "at most" : "at least", goal,
                   ok ? "ok" : "MISSED" }'
}

fold=$("$LOCATE_TIME" "$tmp/ascii.txt")
line "folding ASCII" "$fold" "MB/s" ">=" 150

# The fastest of the runs, the two taking turns: "PREPARE VEILLE FOUND EDLIB
# FOUND".
timed() {
    i=0
    while [ $i -lt "$runs" ]; do
        "$LOCATE_TIME" "$tmp/$1.txt" "$tmp/$1-$2"
        i=$((i + 1))
    done | sort -k 2n | awk '
        NR == 1 { prepare = $1; ours = $2; found = $3; other = $5 }
        NR == 1 || $4 < theirs { theirs = $4 }
        END { print prepare, ours, found, theirs, other }'
}

for kind in true altered absent; do
    # shellcheck disable=SC2046
    set -- $(timed article $kind)
    line "50 kB article, a quote, $kind ($3 found)" \
        "$(awk "BEGIN { print $2 }")" ms "<=" 0.5
    if [ "$4" = - ]; then
        echo "locate: edlib skipped, install libedlib-dev"
    else
        awk -v kind=$kind -v ours="$2" -v theirs="$4" -v found="$5" 'BEGIN {
            printf "locate:   edlib, %s (%d found) %.3f ms: veille takes " \
                   "%.2f x its time\n", kind, found, theirs, ours / theirs }'
    fi
    difflib=$(/usr/bin/python3 "$srcdir/tests/bench/locate-difflib.py" \
        "$tmp/article.txt" "$tmp/article-$kind" 10)
    awk -v ours="$2" -v theirs="$difflib" 'BEGIN {
        printf "locate:   difflib %.0f ms: veille takes 1/%.0f of its time\n",
               theirs * 1000, theirs * 1000 / ours }'
done
for kind in true altered absent; do
    # shellcheck disable=SC2046
    set -- $(timed paper $kind)
    goal=3
    [ $kind = true ] && goal=0.3
    line "50 pages, 1,000 quotes, $kind ($3 found)" \
        "$(awk "BEGIN { print $1 + $2 }")" s "<=" $goal
done

# The command, with reading and writing JSON.
for kind in true absent; do
    /usr/bin/python3 -c '
import json, sys
for i, quote in enumerate(open(sys.argv[2], encoding="utf-8")):
    print(json.dumps({"id": i, "source": sys.argv[1], "quote": quote[:-1]}))
' "$tmp/paper.txt" "$tmp/paper-$kind" >"$tmp/in-$kind"
    # shellcheck disable=SC2046
    set -- $(BENCH_ANY_STATUS=1 /usr/bin/python3 \
        "$srcdir/tests/bench/measure.py" "$runs" \
        "exec '$VEILLE' locate <'$tmp/in-$kind'")
    goal=3
    [ $kind = true ] && goal=0.3
    line "veille locate, the same, $kind" "$1" s "<=" $goal
done
echo "locate: $(($2 / 1024)) MB of memory"

# 2 MB sources and quotes of up to 10 kB that repeat themselves.
/usr/bin/python3 "$srcdir/tests/bench/locate-hostile.py" "$tmp" >"$tmp/names"
worst=0
while read -r name quotes; do
    i=1
    while [ $i -le "$quotes" ]; do
        sed -n ${i}p "$tmp/$name-quotes" | /usr/bin/python3 -c '
import json, sys
print(json.dumps({"source": sys.argv[1], "quote": sys.stdin.read()[:-1]}))
' "$tmp/$name.txt" >"$tmp/in"
        # shellcheck disable=SC2046
        set -- $(BENCH_ANY_STATUS=1 /usr/bin/python3 \
            "$srcdir/tests/bench/measure.py" 1 \
            "exec '$VEILLE' locate <'$tmp/in'")
        worst=$(awk "BEGIN { print ($1 > $worst ? $1 : $worst) }")
        i=$((i + 1))
    done
done <"$tmp/names"
line "the worst of hostile 2 MB sources, 10 kB quotes" "$worst" s "<=" 3
