#!/bin/sh
# Each command has a man page; each long option of it stands there; mandoc
# finds nothing to say.
set -u
n=0
status=0

ok() {
    n=$((n + 1))
    echo "ok $n - $1"
}

not_ok() {
    n=$((n + 1))
    echo "not ok $n - $1"
    status=1
}

# options_missing HELP PAGE: the long options of a help that a page lacks.
options_missing() {
    grep -o -e '^ *\(-[a-zA-Z?], \)\{0,1\}--[a-z][a-z-]*' "$1" |
        grep -o -e '--[a-z-]*' | sort -u | while read -r option; do
        name=$(echo "${option#--}" | sed 's/-/\\\\\\{0,1\\}-/g')
        grep -q "^\.\(It \)\{0,1\}.*Fl \(Fl \|-\)$name\( \|$\)" "$2" ||
            echo "$option"
    done
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$VEILLE" --help >"$work/help"
commands=$(sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p' "$work/help")
[ -n "$commands" ] && ok "veille --help lists commands" ||
    not_ok "veille --help lists commands"
for command in $commands; do
    page=$srcdir/man/veille-$command.1
    if [ ! -f "$page" ]; then
        not_ok "veille-$command.1 exists"
        continue
    fi
    "$VEILLE" "$command" --help >"$work/$command" 2>&1
    missing=$(options_missing "$work/$command" "$page")
    [ -z "$missing" ] && ok "veille-$command.1 has all options" ||
        not_ok "veille-$command.1 has all options but $(echo $missing)"
    grep -q "Xr veille-$command 1" "$srcdir/man/veille.1" &&
        ok "veille.1 names veille-$command" ||
        not_ok "veille.1 names veille-$command"
done

# The lint itself sees a page without an option.
printf '  --alpha   one\n  -b, --beta-gamma=X   two\n' >"$work/sample"
printf '.It Fl -alpha\n' >"$work/page"
[ "$(options_missing "$work/sample" "$work/page")" = --beta-gamma ] &&
    ok "a missing option is seen" || not_ok "a missing option is seen"

if command -v mandoc >/dev/null 2>&1; then
    for page in "$srcdir"/man/*.1; do
        said=$(mandoc -T lint -W warning "$page" 2>&1)
        [ -z "$said" ] && ok "mandoc likes $(basename "$page")" || {
            not_ok "mandoc likes $(basename "$page")"
            echo "$said" | sed 's/^/# /'
        }
    done
    printf '.Dd today\n.Dt X\n.Sh NAME\n.Foo\n' >"$work/bad.1"
    [ -n "$(mandoc -T lint -W warning "$work/bad.1" 2>&1)" ] &&
        ok "mandoc sees a bad page" || not_ok "mandoc sees a bad page"
else
    n=$((n + 1))
    echo "ok $n - mandoc likes the pages # SKIP mandoc is not installed"
fi
echo "1..$n"
exit "$status"
