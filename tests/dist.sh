#!/bin/sh
# A release holds every file of the repository.
set -u
if ! git -C "$srcdir" rev-parse --git-dir >/dev/null 2>&1; then
    echo "1..0 # SKIP not in a repository"
    exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset MAKEFLAGS MFLAGS MAKELEVEL TESTS

if ! make -C "$builddir" distdir distdir="$work/dist" >"$work/log" 2>&1; then
    echo "not ok 1 - make distdir"
    tail -n 20 "$work/log" | sed 's/^/# /'
    echo "1..1"
    exit 1
fi
echo "ok 1 - make distdir"

# Left out on purpose: what only a repository needs.
git -C "$srcdir" ls-files | grep -v -e '\.gitignore$' -e '/\.keep$' |
    while read -r file; do
        [ -e "$work/dist/$file" ] || echo "# $file"
    done >"$work/missing"
if [ -s "$work/missing" ]; then
    echo "not ok 2 - every file is in a release"
    cat "$work/missing"
    echo "1..2"
    exit 1
fi
echo "ok 2 - every file is in a release"
echo "1..2"
