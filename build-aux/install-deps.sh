#!/bin/sh
# Installs what is missing: the tools and libraries to build veille, and with
# the argument "check" what its tests need as well.  Debian and Ubuntu: by
# apt-get, as root or through sudo.  Elsewhere: says which are needed.
set -eu

build='gcc make autoconf automake pkg-config libglib2.0-dev libcjson-dev
zlib1g-dev libxml2-dev libcmark-dev libcurl4-openssl-dev libsqlite3-dev
libpoppler-glib-dev libcairo2-dev libseccomp-dev poppler-data ca-certificates'
check='clang python3 python3-jsonschema python3-cairo fonts-dejavu-core
mandoc qpdf poppler-utils libxml2-utils faketime
openssl strace nghttp2-server'
browser='chromium'

wanted=$build
for argument; do
    case $argument in
    check) wanted="$wanted $check" ;;
    browser) wanted="$wanted $browser" ;;
    *) echo "usage: install-deps.sh [check] [browser]" >&2; exit 2 ;;
    esac
done

on_one_line() {
    echo $1
}

# On a system without dpkg the names differ, so look for the things.
missing_things() {
    for tool in cc make autoconf automake pkg-config; do
        command -v "$tool" >/dev/null 2>&1 || echo "$tool"
    done
    command -v pkg-config >/dev/null 2>&1 || return 0
    for module in gio-unix-2.0 libcjson zlib libxml-2.0 libcmark libcurl \
        sqlite3 poppler-glib cairo libseccomp; do
        pkg-config --exists "$module" || echo "$module"
    done
}

if ! command -v dpkg-query >/dev/null 2>&1 ||
    ! command -v apt-get >/dev/null 2>&1; then
    missing=$(missing_things)
    [ -n "$missing" ] || exit 0
    echo "Missing on this system: $(on_one_line "$missing")"
    echo "There is no apt-get here: install the packages that hold them." \
        "On Debian they are called:"
    on_one_line "$wanted"
    exit 3
fi

missing=
for package in $wanted; do
    status=$(dpkg-query -W -f '${Status} ${Provides}' "$package" \
        2>/dev/null || true)
    case $status in
    *'ok installed'*) ;;
    *)
        # pkgconf stands in for pkg-config on newer systems.
        if [ "$package" = pkg-config ] &&
            command -v pkg-config >/dev/null 2>&1; then
            continue
        fi
        missing="$missing $package" ;;
    esac
done
[ -n "$missing" ] || exit 0

echo "To be installed with apt-get:$missing"
as_root=
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        echo "This needs root and there is no sudo. As root, run:"
        echo "  apt-get install --no-install-recommends$missing"
        exit 3
    fi
    echo "sudo may ask for your password, for apt-get alone."
    as_root=sudo
fi
export DEBIAN_FRONTEND=noninteractive
# An old list of packages may do; then a failing update is no obstacle.
$as_root apt-get update -q || echo "apt-get update failed; trying anyway"
# shellcheck disable=SC2086
$as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -q -y --no-install-recommends $missing
