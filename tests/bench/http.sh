#!/bin/sh
# What one request costs in CPU time by way of lib/net, beside curl and
# Python, against the same server on this machine, in one run; judges
# nothing.  Called by `make bench` with srcdir and HTTP_TIME set.
#   BENCH_RUNS   runs of each, of which the fastest counts (default: 3)
set -eu
srcdir=${srcdir:-.}
HTTP_TIME=${HTTP_TIME:-tests/bench/http-time}
runs=${BENCH_RUNS:-3}
n=300
tmp=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$tmp"' EXIT

mkfifo "$tmp/end"
/usr/bin/python3 "$srcdir/tests/double/server.py" <"$tmp/end" \
    >"$tmp/ports" &
server=$!
exec 9>"$tmp/end"
while ! grep -q http= "$tmp/ports"; do sleep 0.1; done
url=http://127.0.0.1:$(sed 's/.*http=\([0-9]*\).*/\1/' "$tmp/ports")/hello

cat >"$tmp/ask.py" <<'END'
import http.client, sys, urllib.parse, zlib
parts = urllib.parse.urlsplit(sys.argv[1])
connection = http.client.HTTPConnection(parts.netloc)
for _ in range(int(sys.argv[2])):
    connection.request("GET", parts.path, headers={"Accept-Encoding": "gzip"})
    zlib.decompress(connection.getresponse().read(), 31)
END

set -- "$(/usr/bin/python3 "$srcdir/tests/bench/measure.py" "$runs" \
    "exec '$HTTP_TIME' '$url' $n -" \
    "exec '$HTTP_TIME' '$url' $n '$tmp/library'" \
    "exec curl -s --compressed '$url?[1-$n]' -o /dev/null" \
    "for i in \$(seq $((n / 10))); do curl -s --compressed '$url' \
        -o /dev/null; done" \
    "exec /usr/bin/python3 '$tmp/ask.py' '$url' $n")"
echo "$1" | awk -v n="$n" '
    BEGIN {
        split("veille, no ledger|veille, with the ledger|curl, one process" \
              "|curl, a process each|Python http.client", names, "|")
    }
    {
        each = 1000 * $1 / (NR == 4 ? n / 10 : n)
        printf "%-24s %7.3f ms CPU a request, %5.1f MB\n", names[NR], each,
               $2 / 1024
    }'
