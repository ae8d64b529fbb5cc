#!/usr/bin/env python3
"""Codes, fields, states, acts and ledgers of ours are named at compile time in service and api ("ledgers/NAME.h",
"ledgers/codes.h"): no literal spells one.

    names.py ROOT

A literal that equals such a name is a key of JSON, a word of the store or of a message when it stands in a call
of KEYS, in a shape or beside one of OTHERS; tables of words are looked at as a whole, whether they are part of
one code list or of the states of one ledger (not those whose rows hold one word beside something else: the keys
of papers are such tables).  Everywhere else it is a name, and a mistake.
"""
import json
import pathlib
import re
import sys

# Who takes keys of JSON, parts of the store, words of messages and of the trace.
KEYS = re.compile(r"jsonw?_\w+|log_\w+|raw_\w+|(open|load)_\w+|put_\w+|body_\w+|api_query\w*|write_(?!step)\w+|store_\w+|FAIL|event_add|"
                  r"poll_part|gate|gates_add|hans_sentence|check_(equal|most)|word|wrong|buf_text|str_print|voter_of|read_switch|record_wrong")
SHAPES = re.compile(r"WORD\w*|NAMED|OBJECT|OPEN|EACH|LIST|MAP")
# What every row knows, whatever its ledger: verbs of the trace; and words that are no names.
VERBS = {"create", "update", "remove", "restore", "undo", "true", "false"}
# Statements about words that are not ours, or not ours alone.
OTHERS = [
    (r"json_find", "what a text of JSON says"),
    (r"\burn\b|urn_state", "states of an urn: store/sql/election.sql"),
    (r"group\.state|groups\[i\]\.state", "states of a counting group: store/sql/election.sql"),
    (r"row\.state, STR\(\"done\"|store_import_set", "states of an import: store/sql"),
    (r"\bscope\b", "what a template is about: data/templates"),
    (r"->form\b|PAPERS\[\]|FORMS\[\]|ELECTED\[\]", "names of templates: data/templates"),
    (r"decision, STR|->field,|str_eq\((key|name|word),|fate", "keys and words of a result, a query, a rule set"),
    (r"v->(disk|writer) =|\{NULL, \"", "words of the state of the site"),
]
OTHERS = [(re.compile(pattern), why) for pattern, why in OTHERS]
# file, word: of a result (docs/evidence.md), of the trace, of JSON Schema, of a rule set (data/rules/).
SINGLE = {("service/poll/follow.c", "none"), ("service/poll/said.c", "elected"), ("service/poll/said.c", "tied"),
          ("service/delegates/delegates.c", "done"), ("service/poll/void.c", "void"),
          ("service/nomination/nominations.c", "issue"), ("service/poll/entry.c", "reopen"), ("service/poll/result.c", "recount"),
          ("service/waiting/waiting.c", "settle"), ("service/waiting/waiting.c", "accept"), ("api/site/schema.c", "number"),
          ("api/rules/rules.c", "at_least, at_most")}
TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|/\*.*?\*/|//[^\n]*|#include[^\n]*|[A-Za-z_]\w*|\n|[^\s]', re.S)


def names(root):
    """{word: what it is}, and {list: its words}."""
    found, lists = {}, {}
    for path in sorted((root / "data/codes").glob("*.json")):
        table = json.loads(path.read_text(encoding="utf-8"))
        lists[f"codes of {table['name']}"] = {item["code"] for item in table["items"]}
    for path in sorted((root / "ledgers").glob("*.json")):
        ledger = json.loads(path.read_text(encoding="utf-8"))
        found.setdefault(ledger["name"], "a ledger")
        for key in ("fields", "states", "acts"):
            texts = {one["name"] for one in ledger.get(key, [])}
            if key == "states":
                lists[f"states of {ledger['name']}"] = texts
            for text in texts:
                found.setdefault(text, f"one of the {key} of {ledger['name']}")
    for name, texts in lists.items():
        for text in texts:
            found.setdefault(text, f"one of the {name}")
    return {word: what for word, what in found.items() if not word.isdigit() and word not in VERBS}, lists


class Literal:
    def __init__(self, line, word, calls, table, statement):
        self.line, self.word, self.calls, self.table, self.statement = line, word, calls, table, statement


def literals(text):
    """Each literal with the functions around it, innermost first, the table it stands in and its statement."""
    line, stack, last, begin, pending = 1, [], "", 0, []
    for match in TOKEN.finditer(text):
        token = match.group()
        if token[0] == '"':
            calls = [name for kind, name in reversed(stack) if kind == "("]
            table = stack[-1][1] if stack and stack[-1][0] == "{" else None
            one = Literal(line, token[1:-1], [c for c in calls if c not in ("STR", "STR_INIT", "str_of")], table, "")
            pending.append(one)
        elif token in ("(", "{", "["):
            is_body = token == "{" and last in (")", "else", "do", ";", "}")
            stack.append((token, last if token == "(" else None if is_body else match.start()))
        elif token in (")", "}", "]") and stack:
            stack.pop()
        if token in (";", "{", "}") and not any(kind == "(" for kind, _ in stack):
            if token == ";" or not any(kind == "{" and name for kind, name in stack):
                for one in pending:
                    one.statement = text[begin:match.end()]
                yield from pending
                pending, begin = [], match.end()
        line += token.count("\n")
        if token != "\n" and not token.startswith(("/*", "//", "#")):
            last = token


def is_one_list(words, lists):
    return len(words) > 1 and not all(word.isdigit() for word in words) and next((name for name, texts in lists.items() if set(words) <= texts), None)


def problems_of(file, text, found, lists):
    all_of = list(literals(text))
    tables = {}
    for one in all_of:
        is_word = bool(one.calls) and one.calls[0].startswith("WORD")
        where = (one.line, one.calls[0]) if is_word else one.table
        if where:
            tables.setdefault(where, []).append(one)
    for where, items in tables.items():
        name = is_one_list([one.word for one in items], lists)
        words = ", ".join(one.word for one in items)
        if name and (file, words) not in SINGLE:
            yield items[0].line, words, name
    for one in all_of:
        if one.word not in found or one.table or (file, one.word) in SINGLE:
            continue
        call = one.calls[0] if one.calls else ""
        if KEYS.fullmatch(call) or SHAPES.fullmatch(call) or any(p.search(one.statement) for p, _ in OTHERS):
            continue
        yield one.line, one.word, found[one.word]


def open_lists(root):
    """Lists that a site may add codes to: no shape may hold their words."""
    tables = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((root / "data/codes").glob("*.json"))]
    return {table["name"].upper() for table in tables if table.get("open")}


def main():
    root = pathlib.Path(sys.argv[1])
    found, lists = names(root)
    problems = []
    for path in sorted(p for layer in ("service", "api") for p in (root / "src" / layer).rglob("*.[ch]")):
        file = path.relative_to(root / "src").as_posix()
        problems += [f"src/{file}:{line}: \"{word}\", {what}: by its name of the compiler"
                     for line, word, what in problems_of(file, path.read_text(encoding="utf-8"), found, lists)]
        words = set(re.findall(r"\bWORDS_(\w+)", path.read_text(encoding="utf-8"))) & open_lists(root)
        problems += [f"src/{file}: WORDS_{word}: a site may add codes to this list (\"open\")" for word in sorted(words)]
    print("\n".join(problems), end="\n" if problems else "")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
