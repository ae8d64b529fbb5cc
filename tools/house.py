#!/usr/bin/env python3
"""Measure the house: sizes, nesting, comments, circles, rooms.  Prints the table of docs/house.md.

    house.py ROOT BUILD
"""
import pathlib
import re
import statistics
import sys

import rooms

START = re.compile(r"^[A-Za-z_].*\)$|^[A-Za-z_][^;=]*\($|^ .*\)$")


def functions(lines):
    """(lines, deepest nesting) of each function: clang-format puts its braces into the first column."""
    begin = None
    for n, line in enumerate(lines):
        if line == "{" and n and (lines[n - 1].endswith(")") or lines[n - 1].rstrip().endswith(")")):
            begin, depth, deepest = n, 0, 0
        if begin is None:
            continue
        code = re.sub(r'"(\\.|[^"\\])*"|\'(\\.|[^\'\\])*\'', "", line)
        depth += code.count("{")
        deepest = max(deepest, depth)
        depth -= code.count("}")
        if line == "}":
            yield n - begin + 1, deepest
            begin = None


def row(values):
    return "| " + " | ".join(str(v) for v in values) + " |"


def percent(part, whole):
    return f"{100 * part / whole:.1f} %"


def main():
    root, build = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    print(row(["layer", "files .c", "lines", "median file", "longest file", "functions", "median", "p90", "p99", "longest",
               "nested > 3", "comment lines", "rooms"]))
    print(row(["---"] + ["---:"] * 12))
    whole = []
    layers = sorted(p.name for p in (root / "src").iterdir() if p.is_dir())
    for layer in [*layers, "all"]:
        paths = sorted((root / "src").rglob("*.[ch]") if layer == "all" else (root / "src" / layer).rglob("*.[ch]"))
        texts = {p: p.read_text(encoding="utf-8").splitlines() for p in paths}
        sources = [p for p in paths if p.suffix == ".c"]
        found = [f for p in sources for f in functions(texts[p])]
        sizes = sorted(size for size, _ in found)
        lines = sum(len(t) for t in texts.values())
        comments = sum(1 for t in texts.values() for line in t if re.match(r"\s*(/\*|\*|//)", line))
        folders = {p.relative_to(root / "src" / layer).parts[0] for p in sources if len(p.relative_to(root / "src" / layer).parts) > 1} \
            if layer != "all" else set()
        lengths = [len(texts[p]) for p in sources]
        print(row([layer, len(sources), lines, int(statistics.median(lengths)), max(lengths), len(found), int(statistics.median(sizes)),
                   sizes[int(len(sizes) * .9)], sizes[int(len(sizes) * .99)], sizes[-1],
                   percent(sum(deep > 4 for _, deep in found), len(found)), percent(comments, lines), len(folders) or "–"]))
        whole += [layer]
    uses, room_uses = rooms.graphs(rooms.sources(build), root / "src")
    print()
    print(f"Files in a circle: {sum(map(len, rooms.circles(uses)))} of {len(uses)}. "
          f"Rooms in a circle: {sum(map(len, rooms.circles(room_uses)))} of {len(room_uses)}. "
          "Registrations of a new room in files of others: 3 (`docs/rooms.md`).")


if __name__ == "__main__":
    main()
