#!/usr/bin/env python3
"""Names of the compiler from the descriptions of ledgers and the code lists: a header each ledger, one of all
codes, the table of the ledgers' hooks and that of the codes' texts.

    ledgers.py OUT_FOLDER HOOKS.c CODES.c LEDGER.json... CODE_LIST.json...

A ledger's header gives its tag, and for its fields, states and acts numbers that carry the tag, so that
service/record/fields.h can tell a name of another ledger; "ledgers/codes.h" the same for the codes of every list
(service/record/codes.h).  The tags are ledger_tag() and code_tag() of domain/ledger/tag.h; two with one tag,
and two codes with one name, stop the build.
"""
import json
import pathlib
import re
import sys

import definitions


MOST = 256  # TAG_INDEX


def tag(name):
    n = 2166136261
    for byte in name.encode():
        n = (n ^ byte) * 16777619 & 0xFFFFFFFF
    return (n ^ n >> 16) & 0x7FFF


def code_tag(name):
    return 0x8000 | tag(name)


def members(prefix, names, number):
    for index, name in enumerate(names):
        yield f"    {prefix}_{name.upper()} = {number << 8 | index},"


def words(name, texts):
    """For the shapes of queries and replies, which are tables of words."""
    return f"#define WORDS_{name} " + ", ".join(f'"{text}"' for text in texts)


def header(ledger):
    name = ledger["name"]
    upper, number = name.upper(), tag(name)
    lines = [f"/* Made from ledgers/{name}.json by tools/ledgers.py. */", "#pragma once", "",
             f"enum {{ LEDGER_{upper} = {number} }};", ""]
    for kind, prefix, key in (("field", upper, "fields"), ("state", f"{upper}_IS", "states"), ("act", f"{upper}_DO", "acts")):
        if ledger.get(key):
            names = [one["name"] for one in ledger[key]]
            lines += [f"enum {name}_{kind} {{", *members(prefix, names, number), "};", ""]
            if kind == "state":
                lines += [words(f"{upper}_STATES", names), ""]
    return "\n".join(lines)


def code_name(table, code):
    return f"CODE_{table}_{re.sub(r'[^A-Za-z0-9]', '_', code)}".upper()


def code_header(tables):
    lines = ["/* Made from data/codes/ by tools/ledgers.py: the codes of every list, in its order. */", "#pragma once", ""]
    seen = {}
    for table in tables:
        name, codes = table["name"], [item["code"] for item in table["items"]]
        if len(codes) > MOST:
            sys.exit(f"data/codes/{name}.json: more than {MOST} codes")
        lines.append(f"enum {name}_code {{")
        for index, code in enumerate(codes):
            of = seen.setdefault(code_name(name, code), f"{name}: {code}")
            if of != f"{name}: {code}":
                sys.exit(f"codes {of} and {name}: {code} have one name: rename one")
            lines.append(f"    {code_name(name, code)} = {code_tag(name) << 8 | index},")
        lines += ["};", words(name.upper(), codes), ""]
    return "\n".join(lines)


def code_lists(tables):
    lines = ["/* Made from data/codes/ by tools/ledgers.py: what the names of \"ledgers/codes.h\" spell. */",
             '#include "service/record/codes.h"', '', '#include "ledgers/codes.h"', ""]
    for table in tables:
        lines.append(f"static const struct str codes_{table['name']}[] = {{")
        lines += [f'    STR_INIT("{item["code"]}"),' for item in table["items"]]
        lines += ["};", ""]
    lines.append("static const struct code_list ITEMS[] = {")
    for table in sorted(tables, key=lambda one: code_tag(one["name"])):
        name = table["name"]
        lines.append(f'    {{STR_INIT("{name}"), {code_tag(name)}, codes_{name}, sizeof(codes_{name}) / sizeof(codes_{name}[0])}},')
    lines += ["};", "", "const struct code_lists CODE_LISTS = {ITEMS, sizeof(ITEMS) / sizeof(ITEMS[0])};", ""]
    return "\n".join(lines)


def hook_table(ledgers):
    names = sorted({hook for ledger in ledgers for hook in ledger.get("hooks", {}).values()})
    lines = ["/* Made from the ledgers by tools/ledgers.py: every hook that a description names. */",
             '#include "service/congress/over.h"', '#include "service/poll/unfilled.h"', ""]
    lines += [f"extern const struct hook {name}_hook;" for name in names]
    lines += ["", "static const struct named_hook ITEMS[] = {"]
    lines += [f'    {{STR_INIT("{name}"), &{name}_hook}},' for name in names]
    lines += ["};", "", "const struct hooks HOOKS = {ITEMS, sizeof(ITEMS) / sizeof(ITEMS[0]), congress_over, poll_unfilled};", ""]
    return "\n".join(lines)


def write(path, text):
    """Leave a file alone that says the same: nothing is compiled anew for it."""
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def main():
    folder, table, texts, *files = sys.argv[1:]
    if definitions.main():
        sys.exit(1)
    read = [json.loads(pathlib.Path(file).read_text(encoding="utf-8")) for file in files]
    ledgers, tables = [one for one in read if "fields" in one], [one for one in read if "items" in one]
    for names in ([ledger["name"] for ledger in ledgers], [table["name"] for table in tables]):
        tags = {}
        for name in names:
            other = tags.setdefault(tag(name), name)
            if other != name:
                sys.exit(f"{other} and {name} have one tag: rename one")
    for ledger in ledgers:
        write(pathlib.Path(folder) / f"{ledger['name']}.h", header(ledger))
    write(pathlib.Path(folder) / "codes.h", code_header(tables))
    write(pathlib.Path(table), hook_table(ledgers))
    write(pathlib.Path(texts), code_lists(tables))


if __name__ == "__main__":
    main()
