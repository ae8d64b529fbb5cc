#!/usr/bin/env python3
"""No file and no line grows beyond the house's limits (docs/decisions/0003-sizes.md).

    sizes.py ROOT
"""
import pathlib
import sys

LIMITS = {".c": 600, ".h": 260, ".vue": 360, ".ts": 400, ".py": 300, ".mjs": 450}
LINE = 120  # clang-format holds 92; tables between "clang-format off" and "on" may be wider

bad = 0
root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".")
for folder in ("src", "tests", "tools", "bench", "ui/src"):
    for path in sorted((root / folder).rglob("*")):
        limit = LIMITS.get(path.suffix)
        if not limit or "node_modules" in path.parts or not path.is_file():
            continue
        lines = path.read_text(encoding="utf-8").splitlines()
        if lines and "do not edit" in lines[0]:
            continue  # made by a program
        if len(lines) > limit:
            print(f"{path}: {len(lines)} lines, at most {limit}: split by idea")
            bad += 1
        tables = 0
        for n, line in enumerate(lines, 1):
            tables += ("clang-format off" in line) - ("clang-format on" in line)
            if path.suffix in (".c", ".h") and not tables and len(line) > LINE:
                print(f"{path}:{n}: line of {len(line)} characters")
                bad += 1
sys.exit(bad != 0)
