#!/usr/bin/env python3
"""Names of the compiler from the descriptions of ledgers: a header each, and the table of their hooks.

    ledgers.py OUT_FOLDER HOOKS.c LEDGER.json...

A ledger's header gives its tag, and for its fields, states and acts numbers that carry the tag, so that
service/record/fields.h can tell a name of another ledger.  The tag is ledger_tag() of
domain/ledger/definition.h; two ledgers with one tag stop the build.
"""
import json
import pathlib
import sys

import definitions


def tag(name):
    n = 2166136261
    for byte in name.encode():
        n = (n ^ byte) * 16777619 & 0xFFFFFFFF
    return (n ^ n >> 16) & 0x7FFF


def members(prefix, names, number):
    for index, name in enumerate(names):
        yield f"    {prefix}_{name.upper()} = {number << 8 | index},"


def header(ledger):
    name = ledger["name"]
    upper, number = name.upper(), tag(name)
    lines = [f"/* Made from ledgers/{name}.json by tools/ledgers.py. */", "#pragma once", "",
             f"enum {{ LEDGER_{upper} = {number} }};", ""]
    for kind, prefix, key in (("field", upper, "fields"), ("state", f"{upper}_IS", "states"), ("act", f"{upper}_DO", "acts")):
        if ledger.get(key):
            lines += [f"enum {name}_{kind} {{", *members(prefix, [one["name"] for one in ledger[key]], number), "};", ""]
    return "\n".join(lines)


def hook_table(ledgers):
    names = sorted({hook for ledger in ledgers for hook in ledger.get("hooks", {}).values()})
    lines = ["/* Made from the ledgers by tools/ledgers.py: every hook that a description names. */",
             '#include "service/record/hooks.h"', ""]
    lines += [f"extern const struct hook {name}_hook;" for name in names]
    lines += ["", "static const struct named_hook ITEMS[] = {"]
    lines += [f'    {{STR_INIT("{name}"), &{name}_hook}},' for name in names]
    lines += ["};", "", "const struct hooks HOOKS = {ITEMS, sizeof(ITEMS) / sizeof(ITEMS[0])};", ""]
    return "\n".join(lines)


def write(path, text):
    """Leave a file alone that says the same: nothing is compiled anew for it."""
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def main():
    folder, table, *files = sys.argv[1:]
    if definitions.main():
        sys.exit(1)
    ledgers = [json.loads(pathlib.Path(file).read_text(encoding="utf-8")) for file in files]
    tags = {}
    for ledger in ledgers:
        other = tags.setdefault(tag(ledger["name"]), ledger["name"])
        if other != ledger["name"]:
            sys.exit(f"ledgers {other} and {ledger['name']} have one tag: rename one")
        write(pathlib.Path(folder) / f"{ledger['name']}.h", header(ledger))
    write(pathlib.Path(table), hook_table(ledgers))


if __name__ == "__main__":
    main()
