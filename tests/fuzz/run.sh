#!/bin/sh
# Fuzz the targets: build with clang, replay the corpus, then look for new inputs.
#     tests/fuzz/run.sh [target…]                    a fixed number of inputs from a fixed seed ($SEED, 2026)
#     tests/fuzz/run.sh --search SECONDS [target…]   SECONDS for each target, from a random seed
# The first is what gates a submission: the same inputs every time, so that it never fails by chance.  The
# second is for script/nightly.  Each says its seed.  What breaks a target is left in $FINDINGS
# ($OUT/findings) as TARGET-crash-…; add it to corpus/TARGET with the mend.
# Generated files come from the build directory ($BUILD, build).
set -eu
cd "$(dirname "$0")/../.."
seconds=
if [ "${1:-}" = --search ]; then
    seconds=$2
    shift 2
fi
targets=${*:-$(ls tests/fuzz/*_fuzz.c | sed "s|.*/||; s|_fuzz.c||" | tr "\\n" " ")}
BUILD=${BUILD:-build}
OUT=${OUT:-$BUILD/fuzz}
FINDINGS=${FINDINGS:-$OUT/findings}
CC=${FUZZ_CC:-$(command -v clang-14 || command -v clang)}
flags="-std=gnu11 -O1 -g -D_GNU_SOURCE -DHUANJIE_VERSION=\"fuzz\" -fno-sanitize-recover=undefined
    -fsanitize=fuzzer-no-link,address,undefined
    -Isrc -I$BUILD -I$BUILD/src -I$BUILD/src/base -I$BUILD/src/domain -I$BUILD/src/domain/names
    -I$BUILD/src/domain/poll -I$BUILD/src/store
    $(pkg-config --cflags pangocairo pangoft2 libqrencode libpq sqlite3)"
libs="-ljansson -lsodium -lcrypto -lunistring -lzip -lexpat -lz -lm -lpthread
    $(pkg-config --libs pangocairo pangoft2 fontconfig libqrencode)"
program_libs="$(pkg-config --libs libpq sqlite3) -lopencc"
export CC OUT flags

[ -e "$BUILD/src/base/message_table.h" ] || { echo "fuzz: build the program first ($BUILD)" >&2; exit 2; }
mkdir -p "$OUT" "$FINDINGS"

# How many inputs a target gets from the fixed seed: a few seconds of processor each, with the corpus.
runs_of() {
    case $1 in
    json | cell) echo 100000 ;;
    definition) echo 30000 ;;
    sheet) echo 2000 ;;
    form | routes) echo 500 ;;
    *) echo 20000 ;;
    esac
}

compile() { # set, folders it is made from; sources → $OUT/SET.a, again only when something is newer
    set_name=$1
    shift
    stamp=$OUT/$set_name/built
    if [ -e "$stamp" ] && [ -z "$(find "$@" -name '*.[ch]' -newer "$stamp")" ]; then
        return
    fi
    rm -rf "$OUT/$set_name" "$OUT/$set_name.a"
    mkdir -p "$OUT/$set_name"
    export set_name
    xargs -P "$(nproc)" -n 1 sh -c '$CC $flags -c "$0" -o "$OUT/$set_name/$(echo "$0" | tr / _).o"'
    ar rcs "$OUT/$set_name.a" "$OUT/$set_name"/*.o
    touch "$stamp"
}

# What is pure is linked alone; then the services; then the routes, without network and command line.  Of each a target
# takes what it calls: a new file that needs others than these costs only those who use it.
pure() {
    find src/base src/domain src/office src/paper -name '*.c'
}
services() {
    find src/store src/ledger src/service -name '*.c'
    printf '%s\n' "$BUILD/src/base/asset_table.c" "$BUILD/src/store/queries.c" "$BUILD/ledgers/hook_table.c" \
        "$BUILD/ledgers/code_lists.c"
}

link() { # target
    sets=$OUT/pure.a
    more=
    case $1 in query | routes) sets="$sets $OUT/services.a" more=$program_libs ;; esac
    [ "$1" != routes ] || sets="$sets $OUT/routes_of.a"
    # shellcheck disable=SC2086
    $CC $flags -fsanitize=fuzzer "tests/fuzz/$1_fuzz.c" tests/fuzz/same.c -Wl,--start-group $sets -Wl,--end-group \
        -o "$OUT/$1" $libs $more
}

# The demo county, anew for each run: the requests change it.
fresh_site() {
    if [ ! "$OUT/county/site.json" -nt "$BUILD/huanjie" ]; then # made by this program, not by one of yesterday
        rm -rf "$OUT/county"
        "${HUANJIE_MAKER:-$BUILD/huanjie}" demo "$OUT/county" --seed 7 >/dev/null 2>&1
    fi
    rm -rf "$OUT/site"
    cp -r "$OUT/county" "$OUT/site"
    export HUANJIE_FUZZ_SITE="$OUT/site"
}

fuzz() { # target, options: to its log
    target=$1
    shift
    [ "$target" != routes ] || fresh_site
    # Threads of the program hold memory between two requests: no leak of theirs.
    case $target in routes) leaks=0 ;; *) leaks=1 ;; esac
    # shellcheck disable=SC2086
    if ASAN_OPTIONS=detect_leaks=$leaks $same "$OUT/$target" -timeout=20 -rss_limit_mb=2048 \
        -artifact_prefix="$FINDINGS/$target-" "$@" > "$OUT/$target.log" 2>&1; then
        return 0
    fi
    tail -30 "$OUT/$target.log"
    return 1
}

below="src/base src/domain src/office src/paper"
# shellcheck disable=SC2086
pure | compile pure $below
case " $targets " in *" query "* | *" routes "*) services | compile services $below src/store src/ledger src/service "$BUILD/src" ;; esac
case " $targets " in *" routes "*) { find src/api -name '*.c'; echo "$BUILD/src/api/route_tables.c"; } | compile routes_of src ;; esac
# Where things lie in memory steers the fuzzer too: the same places every time, where the system allows it.
same=
if [ -z "$seconds" ] && setarch -R true 2>/dev/null; then
    same="setarch -R"
fi
failed=0
for target in $targets; do
    corpus=tests/fuzz/corpus/$target
    new=$OUT/new/$target
    link "$target"
    replay=$(find "$corpus" -type f 2>/dev/null | wc -l)
    if [ -n "$seconds" ]; then
        seed=$(od -An -N4 -tu4 /dev/urandom | tr -d ' ')
        limit="-max_total_time=$seconds"
    else
        seed=${SEED:-2026}
        limit="-runs=$(runs_of "$target") -reload=0"
        rm -rf "$new"
    fi
    mkdir -p "$corpus" "$new"
    echo "== $target: $replay of the corpus, then -seed=$seed $limit"
    [ "$replay" = 0 ] || HUANJIE_FUZZ_SWEEP=1 fuzz "$target" -runs=0 "$corpus" || { failed=1; continue; }
    # shellcheck disable=SC2086
    fuzz "$target" "-seed=$seed" $limit -max_len=20000 "$new" "$corpus" || failed=1
    grep -E '^(Done|#[0-9]+.*DONE)' "$OUT/$target.log" | tail -1 || true
done
[ $failed = 0 ] && echo "fuzz: nothing found"
exit $failed
