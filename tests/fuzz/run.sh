#!/bin/sh
# Fuzz every target: build with clang, replay its corpus, then look for new inputs.
#     tests/fuzz/run.sh [seconds for each, 10] [target…]
# Generated headers come from the build directory ($BUILD, build).  What breaks a target is left in
# $OUT (build/fuzz) as TARGET-crash-…; add it to corpus/TARGET with the mend.
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-10}
[ $# -eq 0 ] || shift
targets=${*:-json definition cell sheet election evidence form}
BUILD=${BUILD:-build}
OUT=${OUT:-$BUILD/fuzz}
CC=${FUZZ_CC:-$(command -v clang-14 || command -v clang)}
flags="-std=gnu11 -O1 -g -D_GNU_SOURCE -DHUANJIE_VERSION=\"fuzz\" -fno-sanitize-recover=undefined
    -fsanitize=fuzzer-no-link,address,undefined
    -Isrc -I$BUILD/src -I$BUILD/src/base -I$BUILD/src/domain -I$BUILD/src/domain/names
    -I$BUILD/src/domain/election $(pkg-config --cflags pangocairo pangoft2 libqrencode)"
libs="$(pkg-config --libs pangocairo pangoft2 fontconfig libqrencode)"
export CC OUT flags

[ -e "$BUILD/src/base/message_table.h" ] || { echo "fuzz: build the program first ($BUILD)" >&2; exit 2; }
mkdir -p "$OUT"

compile() { # folders → $OUT/NAME.o, again only when some source is newer
    stamp=$OUT/built
    if [ -e "$stamp" ] && [ -z "$(find src/base src/domain src/office src/paper tests/fuzz -name '*.[ch]' -newer "$stamp")" ]; then
        return
    fi
    # Not linked: what needs the files inside the program, or threads.
    find src/base src/domain src/office src/paper -name '*.c' ! -name asset.c ! -name pool.c |
        xargs -P "$(nproc)" -n 1 sh -c '$CC $flags -c "$0" -o "$OUT/$(echo "$0" | tr / _).o"'
    touch "$stamp"
}

link() { # target
    # shellcheck disable=SC2086
    $CC $flags -fsanitize=fuzzer "tests/fuzz/$1_fuzz.c" "$OUT"/src_*.o -o "$OUT/$1" \
        -ljansson -lsodium -lcrypto -lunistring -lzip -lexpat -lz -lm -lpthread $libs
}

compile
failed=0
for target in $targets; do
    corpus=tests/fuzz/corpus/$target
    mkdir -p "$OUT/new/$target"
    link "$target"
    replay=$(find "$corpus" -type f 2>/dev/null | wc -l)
    echo "== $target: $replay of the corpus, then $seconds s"
    [ "$replay" = 0 ] || "$OUT/$target" -runs=0 -artifact_prefix="$OUT/$target-" "$corpus" > "$OUT/$target.log" 2>&1 ||
        { tail -30 "$OUT/$target.log"; failed=1; continue; }
    mkdir -p "$corpus"
    "$OUT/$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -max_len=20000 \
        -artifact_prefix="$OUT/$target-" "$OUT/new/$target" "$corpus" > "$OUT/$target.log" 2>&1 ||
        { tail -30 "$OUT/$target.log"; failed=1; }
    grep -E '^(Done|#[0-9]+.*DONE)' "$OUT/$target.log" | tail -1 || true
done
[ $failed = 0 ] && echo "fuzz: nothing found"
exit $failed
