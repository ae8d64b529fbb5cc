#!/usr/bin/env python3
"""The rooms of the house, measured from the objects of a build and the lines #include of the sources: no files
in a circle, no rooms in a circle, the tables of contents lowest room first, and nobody calls a guarded function but
those who may.  A room uses another when it needs one of its symbols or reads one of its headers.

    rooms.py BUILD            check; exit 1 and the circle
    rooms.py BUILD --map FILE check, and that the drawing of the rooms in FILE is what was measured
    rooms.py BUILD --write FILE
"""
import pathlib
import re
import subprocess
import sys

# Whatever the engine declares to write with (its first parameter is a struct writing), but what ends a call's own
# writing, is the inside of the gate; these files may call it.  The demo fills a database that nobody has opened yet.
WRITING = re.compile(r"^\w[^;{}]*?\b(\w+)\(struct writing \*", re.M)
ENDS = {"engine_written", "engine_drop"}
MAY_WRITE = {"service/record/gate.c", "demo/entry.c"}
INCLUDE = re.compile(r'^#include "((\w+)/(\w+)/[^"/]+\.h)"', re.M)
LISTED = re.compile(r"^\s*'(\w+)/\w+\.c'|,\s*'(\w+)/\w+\.c'", re.M)
LAYERS = ("domain", "service", "api")  # those that have rooms
BEGIN, END = "<!-- rooms: tools/rooms.py build --write docs/map.md -->", "<!-- end of rooms -->"


def symbols(path):
    out = subprocess.run(["nm", "-f", "posix", path], capture_output=True, text=True, check=True).stdout
    defined, used = set(), set()
    for line in out.splitlines():
        name, kind = line.split()[:2]
        if kind in "Uw":
            used.add(name)
        elif kind.isupper():
            defined.add(name)
    return defined, used


def guarded(src):
    """The engine's writing functions, as its headers declare them."""
    names = set()
    for header in (src / "ledger").glob("*.h"):
        names |= set(WRITING.findall(header.read_text(encoding="utf-8")))
    return names - ENDS


def sources(build):
    """{source file below src/: (symbols defined, symbols used)}; objects of sources that are gone are passed over.
    The program's own files, outside of the layers, are there by their names alone."""
    found = {}
    for path in sorted((build / "huanjie.p").glob("src_*.c.o")):
        found[path.name.removeprefix("src_").removesuffix(".o")] = symbols(path)
    for path in sorted((build / "src").rglob("*.o")):
        layer = path.relative_to(build / "src").parts[0]
        name = path.name.removesuffix(".o")
        for source in (build.parent / "src" / layer).rglob("*.c"):
            if source.relative_to(build.parent / "src" / layer).as_posix().replace("/", "_") == name:
                found[source.relative_to(build.parent / "src").as_posix()] = symbols(path)
    return found


def circles(graph):
    """Groups of nodes that reach each other (Tarjan)."""
    index, low, stack, groups = {}, {}, [], []

    def visit(node):
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in graph[node]:
            if other not in index:
                visit(other)
            if other in stack:
                low[node] = min(low[node], low[other])
        if low[node] == index[node]:
            group = stack[stack.index(node):]
            del stack[stack.index(node):]
            if len(group) > 1:
                groups.append(sorted(group))

    for node in graph:
        if node not in index:
            visit(node)
    return groups


def layer_of(file):
    return file.split("/")[0]


def room_of(file):
    parts = file.split("/")
    return parts[1] if len(parts) > 2 else ""


def read_rooms(src):
    """{room: rooms of the same layer whose headers its files read}."""
    rooms = {}
    for path in src.rglob("*.[ch]"):
        file = path.relative_to(src).as_posix()
        node = rooms.setdefault((layer_of(file), room_of(file)), set())
        for _, layer, room in INCLUDE.findall(path.read_text(encoding="utf-8")):
            if layer == layer_of(file) and room != room_of(file):
                node.add((layer, room))
    return rooms


def listed_rooms(table):
    """The rooms of a table of contents, in its order, each as often as its files are interrupted by others."""
    order = []
    for names in LISTED.findall(table.read_text(encoding="utf-8")):
        room = names[0] or names[1]
        if order[-1:] != [room]:
            order.append(room)
    return order


def disorder(src, rooms):
    """What is wrong with the tables of contents: src/LAYER/meson.build, lowest room first."""
    for layer in LAYERS:
        order = listed_rooms(src / layer / "meson.build")
        at = f"src/{layer}/meson.build"
        for room in sorted({room for room in order if order.count(room) > 1}):
            yield f"{at}: the files of {room} are not together"
        for (of, room), others in sorted(rooms.items()):
            if of != layer or room not in order:
                continue
            for _, other in sorted(others):
                if other in order and order.index(other) > order.index(room):
                    yield f"{at}: {room} uses {other}, which stands below it in the list: lowest room first"


def graphs(files, src):
    owner = {symbol: file for file, (defined, _) in files.items() for symbol in defined}
    uses = {file: {owner[s] for s in used if s in owner and owner[s] != file and layer_of(owner[s]) == layer_of(file)}
            for file, (_, used) in files.items()}
    rooms = {}
    for file, others in uses.items():
        node = rooms.setdefault((layer_of(file), room_of(file)), set())
        node.update((layer_of(o), room_of(o)) for o in others if room_of(o) != room_of(file))
    for room, others in read_rooms(src).items():
        rooms.setdefault(room, set()).update(others)
    # What stands above the rooms joins them; small parts that a whole layer shares stand below them.
    return uses, {room: {o for o in others if o[1]} for room, others in rooms.items() if room[1]}


def drawing(rooms):
    lines = []
    for layer in LAYERS:
        left = {room: {o for o in others} for (at, room), others in rooms.items() if at == layer}
        lines += ["", f"`{layer}/`, lowest first; behind the arrow what a room uses:", "```"]
        done = set()
        while left:
            ready = sorted(r for r, others in left.items() if {o[1] for o in others} <= done)
            for room in ready:
                used = ", ".join(sorted(o[1] for o in left.pop(room)))
                lines.append(f"{room:<12} → {used}" if used else room)
            done.update(ready)
        lines.append("```")
    return "\n".join(lines) + "\n"


def map_differs(path, text, write):
    old = path.read_text(encoding="utf-8")
    new = re.sub(re.escape(BEGIN) + ".*?" + re.escape(END), lambda _: BEGIN + text + END, old, flags=re.S)
    if write:
        path.write_text(new, encoding="utf-8")
    return not write and new != old


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    src = build.parent / "src"
    files = sources(build)
    uses, rooms = graphs(files, src)
    problems = [f"{layer_of(group[0])}: files in a circle: {' '.join(group)}" for group in circles(uses)]
    problems += [f"{group[0][0]}: rooms in a circle: {' '.join(room for _, room in group)}" for group in circles(rooms)]
    problems += disorder(src, rooms)
    inside = guarded(src)
    if not inside:
        problems.append("src/ledger/: no writing function found, so none was looked after")
    for file, (_, used) in files.items():
        called = used & inside
        if called and file not in MAY_WRITE and layer_of(file) != "ledger":
            problems.append(f"src/{file} calls {', '.join(sorted(called))}: only {', '.join(sorted(MAY_WRITE))} may")
    if not problems and len(sys.argv) > 3 and map_differs(pathlib.Path(sys.argv[3]), drawing(rooms), sys.argv[2] == "--write"):
        problems.append(f"{sys.argv[3]}: the rooms are not as drawn: tools/rooms.py build --write {sys.argv[3]}")
    print("\n".join(problems), end="\n" if problems else "")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
