#!/usr/bin/env python3
"""The list of all route tables, found where they stand: ROUTE_TABLE(name) in the sources of api.

    routes.py OUT.c SOURCE.c...
"""
import pathlib
import re
import sys

out, *sources = sys.argv[1:]
names = [name for source in sources
         for name in re.findall(r"^ROUTE_TABLE\((\w+)\)", pathlib.Path(source).read_text(encoding="utf-8"), re.M)]
lines = ["/* Made by tools/routes.py from the ROUTE_TABLEs of api. */", '#include "api/route.h"', ""]
lines += [f"extern const struct route_table {name};" for name in names]
lines += ["", "static const struct route_table *const ITEMS[] = {", *[f"    &{name}," for name in names], "};",
          "", "const struct route_tables ROUTES = {ITEMS, sizeof(ITEMS) / sizeof(ITEMS[0])};", ""]
pathlib.Path(out).write_text("\n".join(lines), encoding="utf-8")
