#!/usr/bin/env python3
"""Every route that a document names is one of the table (docs/openapi.json) and takes what is said behind its ?,
docs/congress.md tells of every route of the rooms of a congress, and each route has a sample request by which
tests/api/roles.test.mjs asks who may call it.

    doc_routes.py ROOT

A route is written `GET /api/polls/ID/evidence?copies=`: words in capitals, numbers and names of ledgers stand for what the
table has in braces.  What follows behind a dot, `/refuse`, takes the place of the last parts of the route before it.
A path without a method is one of any, or the beginning of several.
"""
import json
import pathlib
import re
import sys

ROUTE = re.compile(r"`(GET|POST) (/api/[^`? {]*)(\?[^` ]*)?[^`]*`")
SAMPLE = re.compile(r"^  '((?:GET|POST) /api/[^']*)': \{", re.M)
BARE = re.compile(r"`(/api/[^`? {]*)[^`]*`")
TAIL = re.compile(r"` · `(/(?!api/)[^`? {]*)[^`]*`")
OF_CONGRESS = re.compile(
    r"^/api/(congresses|sittings|rehearsals|polls|vote|delegates|nominations|districts|forms|templates|rules)(/|$)")


class Routes:
    def __init__(self, root):
        paths = json.loads((root / "docs/openapi.json").read_text(encoding="utf-8"))["paths"]
        self.ledgers = {path.stem.rstrip("_") for path in (root / "ledgers").glob("*.json")}
        self.queries = {(method.upper(), self.shape(path)): self.query_keys(what)
                        for path, methods in paths.items() for method, what in methods.items()}
        self.paths = {path for _, path in self.queries}
        self.names = {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}

    @staticmethod
    def query_keys(what):
        """None: conditions of a list, any field."""
        given = [one for one in what.get("parameters", []) if one.get("in") == "query"]
        keys = {one["name"] for one in given}
        return None if any(one.get("schema", {}).get("type") == "object" for one in given) else keys

    def shape(self, path):
        """What is put in, under whatever name, is {}."""
        parts = path.rstrip("/").split("/")
        return "/".join("{}" if re.fullmatch(r"\{.*\}|[A-Z]+|[0-9]+", part) or
                        (n and parts[n - 1] == "rows" and part in self.ledgers) else part for n, part in enumerate(parts))

    def instead(self, route, tail):
        """The route that is meant by `route` · `tail`, or None."""
        head = route[1].split("/")
        found = [(route[0], "/".join(head[:n]) + self.shape(tail)) for n in range(len(head), 0, -1)]
        return next((one for one in found if one in self.queries), None)


def faults_of_line(routes, line, named):
    for m in ROUTE.finditer(line):
        route = (m[1], routes.shape(m[2]))
        named.add(route)
        if route not in routes.queries:
            yield f"there is no {m[1]} {m[2]}"
            continue
        known = routes.queries[route]
        for key in re.findall(r"[?&]([a-z_]+)=", m[3] or ""):
            if known is not None and key not in known:
                yield f"{m[1]} {m[2]} takes no {key}"
        tail = TAIL.match(line, m.end() - 1)
        if tail:
            other = routes.instead(route, tail[1])
            named.add(other)
            if not other:
                yield f"there is no {m[1]} {m[2]} · {tail[1]}"
    for m in BARE.finditer(line):
        path = routes.shape(m[1])
        if path not in routes.paths and not any(one.startswith(path + "/") for one in routes.paths):
            yield f"there is no {m[1]}"


def main(root):
    routes = Routes(root)
    problems, told = [], set()
    for document in sorted(root.glob("docs/*.md")) + sorted(root.glob("README*.md")):
        named = told if document.name == "congress.md" else set()
        for number, line in enumerate(document.read_text(encoding="utf-8").splitlines(), 1):
            problems += [f"{document.relative_to(root)}:{number}: {what}" for what in faults_of_line(routes, line, named)]
    problems += [f"docs/congress.md: does not tell of {method} {path}"
                 for method, path in sorted(set(routes.queries) - told) if OF_CONGRESS.match(path)]
    sampled = set(SAMPLE.findall((root / "tests/api/roles.mjs").read_text(encoding="utf-8")))
    problems += [f"tests/api/roles.mjs: no sample of {name}" for name in sorted(routes.names - sampled)]
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
