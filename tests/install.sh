#!/bin/sh
# make install puts everything in its place, and make uninstall leaves nothing.
set -u
n=0
status=0

check() {
    what=$1
    shift
    n=$((n + 1))
    if "$@" >"$work/out" 2>&1; then
        echo "ok $n - $what"
    else
        echo "not ok $n - $what"
        sed 's/^/# /' "$work/out"
        status=1
    fi
}

nothing_left() {
    find "$work/root" ! -type d >"$work/left"
    cat "$work/left"
    [ ! -s "$work/left" ]
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset MAKEFLAGS MFLAGS MAKELEVEL DESTDIR TESTS

prefix=$(sed -n 's/^prefix = //p' "$builddir/Makefile")
in_place=$work/root$prefix
check "make install" make -C "$builddir" install DESTDIR="$work/root"
check "the program runs" "$in_place/bin/veille" --version
check "the helper is in libexec" \
    test -x "$in_place/libexec/veille/veille-pdf"
for page in "$srcdir"/man/*.1; do
    name=$(basename "$page")
    check "$name is installed" test -f "$in_place/share/man/man1/$name"
done
check "the digest's schema is installed" \
    test -f "$in_place/share/veille/schemas/digest.schema.json"
check "make uninstall" make -C "$builddir" uninstall DESTDIR="$work/root"
check "nothing is left" nothing_left
echo "1..$n"
exit "$status"
