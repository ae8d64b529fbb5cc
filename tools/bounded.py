#!/usr/bin/env python3
"""No writer of src/ cuts text in silence.

    bounded.py [ROOT]         a list on standard error and exit 1 when one could

Bytes are put together with struct buf (what it loses is found out, base/buf.h), str_print() or
str_fits(), whose result the compiler wants used.  The C library's writers into an array are
for base/ alone; a cut for showing is BUF_SHOWN, utf8_shown() or utf8_head(), behind a whole
character, never str_sub() to a number of bytes.
"""
import pathlib
import re
import sys

WRITERS = re.compile(r"\b(v?snprintf|v?sprintf|str(?:n?cpy|n?cat|lcpy|lcat)|stpcpy|gets)\s*\(")
BYTES = re.compile(r"\bstr_sub\((?:[^()]|\([^()]*\))*,\s*0,\s*(\d{2,}|[A-Z][A-Z_]*)\)")
OWN = {"base/buf.c", "base/err.c", "base/log.c", "base/str.c"}
# Bytes of one fixed shape: digits of a spreadsheet's date, the first line of XML, a family name
# of Chinese characters, a badge.
SHAPES = {"office/xlsx_rows.c", "paper/tree.c", "paper/names.c", "service/check_in.c"}


def code_of(text):
    return re.sub(r"/\*.*?\*/", lambda m: "\n" * m.group().count("\n"), text, flags=re.S)


def main(root):
    src, wrong = root / "src", 0
    for path in sorted(src.rglob("*.[ch]")):
        name, text = path.relative_to(src).as_posix(), code_of(path.read_text(encoding="utf-8"))
        tail = "/".join(name.split("/")[:1] + name.split("/")[-1:])
        found = [] if name in OWN else list(WRITERS.finditer(text))
        found += [] if tail in SHAPES else list(BYTES.finditer(text))
        for m in found:
            line = text.count("\n", 0, m.start()) + 1
            print(f"src/{name}:{line}: {m.group().strip()} may cut text in silence", file=sys.stderr)
            wrong += 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".")))
