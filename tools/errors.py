#!/usr/bin/env python3
"""No error is dropped.  Headers say MUST_USE and the compiler refuses a call whose error nobody takes; of functions
that one file keeps to itself nobody writes it, so here: a statement that is nothing but a call of a function that
returns `enum err` is wrong.  Prints place and function; exits 1 if there is one.

    errors.py ROOT
"""
import pathlib
import re
import sys

DEFINED = re.compile(r"^(?:static |MUST_USE |extern |inline )*enum err (\w+)\(", re.M)
STATEMENT = re.compile(r"^ +(\w+)\(")
BEFORE = (";", "{", "}", ":", "*/", ")", "else")


def dropped(path, names):
    """Lines of `path` that begin a statement with a call of one of `names`."""
    before = ";"
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        found = STATEMENT.match(line)
        # a line that goes on with an expression does not follow the end of a statement
        if found and found.group(1) in names and before.endswith(BEFORE):
            yield number, found.group(1)
        if line.strip() and not line.lstrip().startswith(("/*", "*", "//")):
            before = line.split("/*")[0].rstrip() or before


def main(root):
    files = [p for layer in ("src", "tests", "bench") for p in sorted((root / layer).rglob("*.c"))]
    bad = 0
    for path in files:
        names = set(DEFINED.findall(path.read_text(encoding="utf-8")))
        for number, name in dropped(path, names):
            print(f"{path.relative_to(root)}:{number}: the error of {name}() is dropped")
            bad += 1
    return bad != 0


sys.exit(main(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".")))
