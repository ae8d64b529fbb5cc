#!/usr/bin/env python3
"""Every code that src/ uses has a message, and every message is used.

    codes.py [ROOT]           a list on standard error and exit 1 when not

A code is a literal such as "row.none" in a statement that fails, refuses, complains or
looks a message up.  A message counts as used when its code stands anywhere in src/ as a
literal; CODE.hint belongs to CODE, which says what is wrong, as the hint says how to mend it
(fault_tell()); the names of ERR_MAP are used by the error itself.
"""
import functools
import json
import pathlib
import re
import sys

LITERAL = re.compile(r'"((?:[a-z][a-z0-9_]*\.)+[a-z0-9_]+)"')
NEEDS = re.compile(r"\b(FAIL|fault_set|fail_\w+|refuse|complain|wrong_cell|message_find|"
                   r"message_write|names_message|finding)\s*\(|\.code\s*=")
FILES = re.compile(r"\.(json|db|tsv|html|xlsx|csv)$")
HINTED = re.compile(r"^(cell|person)\.\w+$|^list\.state$")
PLURAL = re.compile(r"\{\d\} \w+s are wrong")


def code_of(path):
    """The text of a source file without comments, lines kept."""
    text = path.read_text(encoding="utf-8")
    return re.sub(r"/\*.*?\*/", lambda m: "\n" * m.group().count("\n"), text, flags=re.S)


def uses(text):
    """(code, line, must it have a message) for each literal shaped like a code."""
    for m in LITERAL.finditer(text):
        if FILES.search(m.group(1)):
            continue
        start = max(text.rfind(c, 0, m.start()) for c in ";{}")
        needed = NEEDS.search(text[max(start, 0):m.start()])
        yield m.group(1), text.count("\n", 0, m.start()) + 1, bool(needed)


# What the trace calls a change of a feature: the browser has a word for it, history.WORD.
TRACED = re.compile(r'\brow_change\(c,[^;]*?"([a-z_]+)"', re.S)


def untold(root, texts):
    """Words of the trace that the history of a row would show raw."""
    for path in sorted((root / "src/service").rglob("*.c")):
        for word in TRACED.findall(code_of(path)):
            if f"history.{word}" not in texts:
                yield f"{path.relative_to(root)}: the history has no word for \"{word}\""


# Codes put together from a family and a name: "gate.%s", word(c, "rule.base", name).
FAMILY = re.compile(r'"([a-z][a-z_.]*)\.%|\bword\(c, "([a-z][a-z_.]*)"')


def messages_of(root):
    return {code: path for path in sorted((root / "data/messages").glob("*.json"))
            for code in json.loads(path.read_text(encoding="utf-8"))}


@functools.cache
def texts_of(path):
    return json.loads(path.read_text(encoding="utf-8"))


def text_of(path, code):
    return texts_of(path)[code]["zh-Hans"]


def main(root):
    messages, used, wrong = messages_of(root), set(), []
    used.update(re.findall(r'X\(\w+,\s*\d+,\s*"(\w+)"\)', (root / "src/base/err.h").read_text()))
    for path in sorted((root / "src").rglob("*.[ch]")):
        for code, line, needed in uses(code_of(path)):
            used.add(code)
            if needed and code not in messages:
                wrong.append(f"{path}:{line}: {code} has no message")
    for code in sorted(used & messages.keys()):
        if HINTED.match(code) and code + ".hint" not in messages:
            wrong.append(f"{messages[code]}: {code} has no hint")
        if code + ".hint" in messages and "请" in text_of(messages[code], code):
            wrong.append(f"{messages[code]}: {code} says how to mend it, and its hint again")
    families = tuple(p + "." for path in sorted((root / "src").rglob("*.c")) for m in FAMILY.finditer(path.read_text(encoding="utf-8"))
                     for p in [m.group(1) or m.group(2)])
    for code, path in messages.items():
        if code.removesuffix(".hint") not in used and code not in used and not code.startswith(families):
            wrong.append(f"{path}: nobody uses {code}")
    for path in sorted((root / "data/messages").glob("*.json")):
        for code, said in json.loads(path.read_text(encoding="utf-8")).items():
            if PLURAL.search(said.get("en", "")):
                wrong.append(f"{path}: {code}: one of them would be \"1 rows are wrong\"")
    wrong += untold(root, json.loads((root / "ui/src/i18n/texts.json").read_text(encoding="utf-8")))
    print("\n".join(wrong), end="\n" if wrong else "", file=sys.stderr)
    return 1 if wrong else 0


sys.exit(main(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".")))
