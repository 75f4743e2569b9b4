#!/bin/sh
# embed.sh SRCDIR FILE... : prints a C file that holds the bytes of each file.
# Bytes, not string literals: no file content can break the C.
set -eu
srcdir=$1
shift
printf '#include "config.h"\n\n#include "base/assets.h"\n\n'
i=0
for file in "$@"; do
    path=$srcdir/${file#"$srcdir"/}
    printf 'static const unsigned char bytes_%d[] = {\n' "$i"
    od -An -v -tu1 "$path" | sed 's/  */ /g; s/^ //; s/ *$//; s/ /,/g; s/$/,/'
    printf '0};\n'
    i=$((i + 1))
done
printf '\nconst VlAsset vl_assets[] = {\n'
i=0
for file in "$@"; do
    printf '    {"%s", bytes_%d, sizeof(bytes_%d) - 1},\n' \
        "${file#"$srcdir"/}" "$i" "$i"
    i=$((i + 1))
done
printf '    {0, 0, 0},\n};\n'
