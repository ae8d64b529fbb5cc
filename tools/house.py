#!/usr/bin/env python3
"""Measure the house: sizes, nesting, comments, circles, rooms, what a new room costs.  The table of docs/house.md.

    house.py ROOT BUILD               print it
    house.py ROOT BUILD --write FILE  put it into FILE
    house.py ROOT BUILD --check FILE  exit 1 when what FILE says is no longer so: a size more than a tenth off, anything
                                      else at all
"""
import pathlib
import re
import statistics
import subprocess
import sys

import rooms

BEGIN, END = "<!-- house: tools/house.py . build --write docs/house.md -->", "<!-- end of house -->"
EXAMPLE = "talk"  # the room that docs/rooms.md shows
# Its own files, what is made of them, and documents.
OWN = re.compile(rf"(^|/){EXAMPLE}s?/|(^|/){EXAMPLE}s?\.test\.mjs$|^ui/src/api/schema\.ts$|^docs/|^CHANGELOG\.md$")
NAMES_IT = rf"{EXAMPLE}/[a-z_]+\.[ch]|pages/{EXAMPLE}s|{EXAMPLE}_routes|/api/{EXAMPLE}s/"
SLACK = 0.1  # of a size
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


def table(root):
    lines_of = [row(["layer", "files .c", "lines", "median file", "longest file", "functions", "median", "p90", "p99", "longest",
                     "nested > 3", "comment lines", "rooms"]), row(["---"] + ["---:"] * 12)]
    layers = sorted(p.name for p in (root / "src").iterdir() if p.is_dir())
    for layer in [*layers, "all"]:
        folder = root / "src" if layer == "all" else root / "src" / layer
        paths = sorted(folder.rglob("*.[ch]"))
        texts = {p: p.read_text(encoding="utf-8").splitlines() for p in paths}
        sources = [p for p in paths if p.suffix == ".c"]
        found = [f for p in sources for f in functions(texts[p])]
        sizes = sorted(size for size, _ in found)
        lines = sum(len(t) for t in texts.values())
        comments = sum(1 for t in texts.values() for line in t if re.match(r"\s*(/\*|\*|//)", line))
        inside = [p.relative_to(folder).parts for p in sources] if layer != "all" else []
        folders = {parts[0] for parts in inside if len(parts) > 1}
        lengths = [len(texts[p]) for p in sources]
        lines_of.append(row([layer, len(sources), lines, int(statistics.median(lengths)), max(lengths), len(found),
                             int(statistics.median(sizes)), sizes[int(len(sizes) * .9)], sizes[int(len(sizes) * .99)], sizes[-1],
                             percent(sum(deep > 4 for _, deep in found), len(found)), percent(comments, lines), len(folders) or "–"]))
    return "\n".join(lines_of)


def registrations(root):
    """{file of others: its lines that name the example room's files or route}."""
    out = subprocess.run(["git", "grep", "-E", "--name-only", NAMES_IT], cwd=root, capture_output=True, text=True, check=True).stdout
    files = [file for file in out.splitlines() if not OWN.search(file)]
    return {file: len(re.findall(rf"^.*?(?:{NAMES_IT}).*$", (root / file).read_text(encoding="utf-8"), re.M)) for file in files}


def said(root, build):
    uses, room_uses = rooms.graphs(rooms.sources(build), root / "src")
    cost = registrations(root)
    where = ", ".join(f"`{file}`" for file in sorted(cost))
    return (f"Files in a circle: {sum(map(len, rooms.circles(uses)))}. Rooms in a circle: {sum(map(len, rooms.circles(room_uses)))}. "
            f"Lines in files of others that name the room `{EXAMPLE}`: {sum(cost.values())} ({where}).")


def numbers(text):
    """The cells of the table that are numbers, and all the rest."""
    cells = re.split(r"[|\n]", text)
    return [float(c) if re.fullmatch(r" *\d+ *", c) else float(c.replace("%", "")) if "%" in c else c.strip() for c in cells]


def agree(old, new):
    def near(a, b):
        if isinstance(a, float) and isinstance(b, float):
            return abs(a - b) <= max(SLACK * b, 3)
        return a == b

    a, b = numbers(old), numbers(new)
    return len(a) == len(b) and all(map(near, a, b))


def main():
    root, build = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    text = f"\n{table(root)}\n\n{said(root, build)}\n"
    if len(sys.argv) < 5:
        print(text.strip())
        return 0
    path = pathlib.Path(sys.argv[4])
    old = path.read_text(encoding="utf-8")
    parts = re.fullmatch(f"(.*{re.escape(BEGIN)})(.*)({re.escape(END)}.*)", old, re.S)
    if sys.argv[3] == "--write":
        path.write_text(parts[1] + text + parts[3], encoding="utf-8")
    elif not parts or not agree(parts[2], text):
        print(f"{path}: the house is not as it says: tools/house.py {sys.argv[1]} {sys.argv[2]} --write {path}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
