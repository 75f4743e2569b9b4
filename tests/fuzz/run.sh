#!/bin/sh
# Runs the fuzzers one after the other; called by `make fuzz` in a build with
# clang and the sanitizers.
#   FUZZ_SECONDS  for each fuzzer (default: 1800)
#   FUZZ_FOLDER   where what was learnt is kept between runs
set -eu
srcdir=${srcdir:-.}
builddir=${builddir:-.}
seconds=${FUZZ_SECONDS:-1800}
folder=${FUZZ_FOLDER:-$builddir/fuzz-corpus}
/usr/bin/python3 "$srcdir/tests/fuzz/seeds.py" "$srcdir" "$folder/seeds"
for name in locate text replies net answer wire; do
    mkdir -p "$folder/$name"
    echo "== fuzz $name: $seconds s"
    G_SLICE=always-malloc "$builddir/tests/fuzz/fuzz-$name" \
        -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
        -max_len=16384 -print_final_stats=1 -verbosity=0 \
        -dict="$srcdir/tests/fuzz/clinical.dict" \
        -artifact_prefix="$folder/found-$name-" \
        "$folder/$name" "$folder/seeds/$name"
done
echo "nothing was found"
