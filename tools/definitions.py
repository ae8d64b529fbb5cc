#!/usr/bin/env python3
"""Checks ledgers/*.json and data/codes/*.json against docs/ledgers.md. Prints file and reason; exits 1 if anything is wrong."""

import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROLES = {"office", "cadre", "inspector", "reviewer", "discipline", "congress", "teller", "scrutineer", "leader"}
MENUS = {"command", "people", "team", "selection", "congress", "discipline", "outcome"}
GROUPS = {"basic", "more", "work", "result", "review", "contact", "note"}
TONES = {"info", "success", "warning", "danger", "neutral"}
SEALS = {"identity", "complaint", "reporter", "talk"}
SYSTEM = {"id", "region", "ver", "state", "created_at", "updated_at"}
TYPES = {"text", "longtext", "integer", "decimal", "money", "date", "instant", "bool", "code", "region", "ref", "person", "account", "file", "sealed"}
SCALAR = TYPES - {"longtext", "file", "sealed"}
NUMBERS = {"integer", "decimal", "money"}
GROUPED = {"code", "bool", "ref", "person", "account", "date"}
LEDGER_KEYS = {"name", "label", "hint", "menu", "order", "title", "sort", "region", "fields", "unique", "states", "acts",
               "deadline", "roles", "seals", "figures", "hooks", "held"}
FIELD_KEYS = {
    "name": TYPES, "type": TYPES, "label": TYPES, "required": TYPES, "group": TYPES, "alias": TYPES, "help": TYPES, "kept": TYPES, "after_sign": TYPES,
    "unique": TYPES - {"longtext", "file"}, "default": {"text", "integer", "bool", "code", "decimal", "money"},
    "list": TYPES - {"longtext", "sealed", "file"}, "search": {"text", "longtext"}, "index": SCALAR, "unit": NUMBERS,
    "min": NUMBERS | {"text", "longtext"}, "max": NUMBERS | {"text", "longtext"}, "scale": {"decimal"}, "precision": {"date"},
    "codes": {"code"}, "to": {"ref"}, "format": {"text", "sealed"}, "mask": {"text"}, "named": {"person"}, "seal": {"sealed"}, "lookup": {"sealed"}, "past": {"date"}, "not_before": {"date"}, "picture": {"file"},
}
SQL_WORDS = set("all and as asc between by case check column create default delete desc distinct drop else end except exists for foreign "
                "from group having in index insert into is join left like limit not null offset on or order primary references "
                "right select set table then to union unique update user using values view when where with".split())

problems = []


def wrong(path, reason):
    problems.append(f"{path.relative_to(ROOT)}: {reason}")


def no_twins(pairs):
    keys = [key for key, _ in pairs]
    if len(keys) != len(set(keys)):
        raise ValueError(f"key twice in one object: {keys}")
    return dict(pairs)


def load(path):
    try:
        return json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=no_twins)
    except ValueError as error:
        wrong(path, str(error))
        return None


def check_label(path, where, label):
    if not isinstance(label, dict) or not label.get("zh-Hans") or not label.get("en") or set(label) - {"zh-Hans", "zh-Hant", "en"}:
        wrong(path, f"{where}: label needs zh-Hans and en, at most zh-Hant besides")
    elif re.search(r"[\u4e00-\u9fff]", label["en"]):
        wrong(path, f"{where}: Chinese in the English label")


def twins(path, where, names):
    for name in sorted({name for name in names if names.count(name) > 1}):
        wrong(path, f"{where}: {name!r} twice")


def check_keys(path, where, thing, known):
    for key in sorted(set(thing) - set(known)):
        wrong(path, f"{where}: unknown key {key!r}")


def check_codes(path):
    table = load(path)
    if table is None:
        return None
    check_keys(path, "table", table, {"name", "label", "source", "licence", "open", "items"})
    if table.get("open", True) is not True:
        wrong(path, "\"open\" is true or absent")
    if table.get("name") != path.stem:
        wrong(path, "name differs from the file name")
    if not table.get("source") or not table.get("licence"):
        wrong(path, "source and licence are required")
    check_label(path, "table", table.get("label"))
    words = {}
    for item in table["items"]:
        check_keys(path, item["code"], item, {"code", "label", "alias"})
        check_label(path, item["code"], item.get("label"))
        if not re.fullmatch(r"[A-Za-z0-9._-]{1,24}", item["code"]):
            wrong(path, f"{item['code']!r}: not a code")
        for word in {item["code"], *item["label"].values(), *item.get("alias", [])}:
            if words.setdefault(word, item["code"]) != item["code"]:
                wrong(path, f"{word!r} stands for {words[word]} and {item['code']}")
    twins(path, "codes", [item["code"] for item in table["items"]])
    return table


def check_field(path, field, ledgers, tables):
    name, kind = field.get("name", "?"), field.get("type")
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,29}", name) or name in SYSTEM:
        wrong(path, f"{name}: not a field name")
    if name in SQL_WORDS:
        wrong(path, f"{name}: a word of SQL")
    if kind not in TYPES:
        wrong(path, f"{name}: unknown type {kind!r}")
        return
    check_keys(path, name, field, FIELD_KEYS)
    for key in field:
        if kind not in FIELD_KEYS.get(key, TYPES):
            wrong(path, f"{name}: {key} does not go with {kind}")
    for key in ("label", "help", "unit"):
        if key in field or key == "label":
            check_label(path, f"{name}.{key}", field.get(key))
    if kind == "code" and field.get("codes") not in tables:
        wrong(path, f"{name}: no code table {field.get('codes')!r}")
    if kind == "code" and "default" in field and field.get("codes") in tables:
        cells = {item["code"] for item in tables[field["codes"]]["items"]}  # a site has other labels
        if field["default"] not in cells:
            wrong(path, f"{name}: default is not a code")
    if kind == "ref" and field.get("to") not in ledgers:
        wrong(path, f"{name}: no ledger {field.get('to')!r}")
    if kind == "sealed" and field.get("seal") not in SEALS:
        wrong(path, f"{name}: unknown purpose")
    if kind == "sealed" and field.get("unique") and not field.get("lookup"):
        wrong(path, f"{name}: unique without lookup")
    if field.get("group", "basic") not in GROUPS:
        wrong(path, f"{name}: unknown group {field['group']!r}")
    if field.get("format", "phone") not in {"id_number", "phone", "email"}:
        wrong(path, f"{name}: unknown format")
    if field.get("mask", "all") not in {"name", "phone", "all"}:
        wrong(path, f"{name}: unknown mask")
    if field.get("precision", "day") not in {"day", "month"}:
        wrong(path, f"{name}: unknown precision")
    if kind == "text" and not 1 <= field.get("max", 200) <= 200:
        wrong(path, f"{name}: text has 1 to 200 characters")
    if kind == "longtext" and not 1 <= field.get("max", 10000) <= 10000:
        wrong(path, f"{name}: long text has 1 to 10000 characters")
    if not 1 <= field.get("scale", 2) <= 4:
        wrong(path, f"{name}: scale is 1 to 4")


def check_ledger(path, ledger, ledgers, tables):
    check_keys(path, "ledger", ledger, LEDGER_KEYS)
    for key in ("name", "label", "hint", "menu", "order", "title", "region", "fields", "roles"):
        if key not in ledger:
            wrong(path, f"no {key}")
            return
    if ledger["name"] != path.stem or not re.fullmatch(r"[a-z][a-z0-9_]{1,29}", ledger["name"]):
        wrong(path, "name differs from the file name or is not a name")
    check_label(path, "label", ledger["label"])
    check_label(path, "hint", ledger["hint"])
    check_label(path, "region", ledger["region"].get("label"))
    if ledger["name"] in SQL_WORDS:
        wrong(path, "the name is a word of SQL")
    if ledger["menu"] not in MENUS:
        wrong(path, "unknown menu")

    for field in ledger["fields"]:
        check_field(path, field, ledgers, tables)
    fields = {field["name"]: field for field in ledger["fields"]}
    twins(path, "fields", [field["name"] for field in ledger["fields"]])
    headings = {}
    for name, thing in [*fields.items(), ("region", ledger["region"])]:
        for word in {name, *thing["label"].values(), *thing.get("alias", [])}:
            if headings.setdefault(word, name) != name:
                wrong(path, f"heading {word!r} stands for {headings[word]} and {name}")
    listed = sum(field.get("list", False) for field in ledger["fields"])
    if not 4 <= listed <= 8:
        wrong(path, f"{listed} list columns, 4 to 8 are due")
    if sum(field.get("index", False) for field in ledger["fields"]) > 6:
        wrong(path, "more than 6 indexed fields")
    if fields.get(ledger["title"], {}).get("type") not in {"text", "integer"}:
        wrong(path, "title is not a text or integer field")
    if ledger.get("sort", ledger["title"]).lstrip("-") not in fields:
        wrong(path, "sort: unknown field")
    order = fields.get(ledger.get("sort", ledger["title"]).lstrip("-"), {"index": True})
    if not order.get("index") and not order.get("unique"):
        wrong(path, f"sort: {order['name']} is not indexed")
    for group in ledger.get("unique", []):
        if len(group) < 2:
            wrong(path, "unique: a group has two fields or more")
        for name in group:
            if name not in fields:
                wrong(path, f"unique: unknown field {name!r}")

    states = [state["name"] for state in ledger.get("states", [])]
    held = ledger.get("held", {})
    check_keys(path, "held", held, {"from", "fields", "always"})
    for name in held.get("fields", []) + held.get("always", []):
        if name not in fields or fields[name].get("kept"):
            wrong(path, f"held: {name!r} is no field that people write")
    for name in set(held.get("from", [])) - set(states):
        wrong(path, f"held: unknown state {name!r}")
    twins(path, "states", states)
    for state in ledger.get("states", []):
        check_keys(path, state["name"], state, {"name", "label", "tone"})
        check_label(path, state["name"], state.get("label"))
        if state.get("tone") not in TONES:
            wrong(path, f"{state['name']}: unknown tone")
    reached = set(states[:1])
    twins(path, "acts", [act["name"] for act in ledger.get("acts", [])])
    for act in ledger.get("acts", []):
        where = f"act {act['name']}"
        check_keys(path, where, act, {"name", "label", "from", "to", "roles", "requires", "reason", "sign", "stamp", "start", "kept", "by", "unsign", "as", "at", "help"})
        check_label(path, where, act.get("label"))
        reached.add(act["to"])
        for state in [*act["from"], act["to"]]:
            if state not in states:
                wrong(path, f"{where}: unknown state {state!r}")
        for role in set(act.get("roles", [])) - set(ledger["roles"]["read"]):
            wrong(path, f"{where}: {role} may not read the row")
        for name in act.get("requires", []):
            if name not in fields:
                wrong(path, f"{where}: unknown field {name!r}")
        for name in [act.get("stamp"), act.get("start", {}).get("field")]:
            if name is not None and fields.get(name, {}).get("type") != "date":
                wrong(path, f"{where}: {name!r} is not a date field")
        if "as" in act and (not act.get("sign") or act["as"] not in {item["code"] for item in tables["signing_post"]["items"]}):
            wrong(path, f"{where}: {act['as']!r} is no code of signing_post, or the act is not signed")
        if act.get("at", "county") not in {"province", "city", "county", "township"} or ("at" in act and "as" not in act):
            wrong(path, f"{where}: \"at\" is the level on which the post of \"as\" is held")
        if "by" in act and (fields.get(act["by"], {}).get("type") != "account" or not fields[act["by"]].get("kept")):
            wrong(path, f"{where}: {act['by']!r} is not a kept account field")
    for state in set(states) - reached:
        wrong(path, f"state {state} is never reached")
    deadline = ledger.get("deadline")
    if deadline and (fields.get(deadline["field"], {}).get("type") != "date" or set(deadline["until"]) - set(states)):
        wrong(path, "deadline: unknown field or state")

    for key in ("read", "write"):
        if not ledger["roles"].get(key):
            wrong(path, f"roles: no {key}")
    for key, roles in {**ledger["roles"], **ledger.get("seals", {})}.items():
        if set(roles) - ROLES or key not in {"read", "write", "export"} | SEALS:
            wrong(path, f"roles or seals: {key}")
    if set(ledger["roles"]["write"]) - set(ledger["roles"]["read"]):
        wrong(path, "roles: one that writes is missing in read")
    sealed = {field["seal"] for field in ledger["fields"] if field["type"] == "sealed"}
    if sealed != set(ledger.get("seals", {})):
        wrong(path, f"seals: {sorted(sealed)} are used, {sorted(ledger.get('seals', {}))} are granted")

    twins(path, "figures", [figure["name"] for figure in ledger.get("figures", [])])
    for figure in ledger.get("figures", []):
        where = f"figure {figure['name']}"
        check_keys(path, where, figure, {"name", "label", "by", "sum", "where", "wall"})
        check_label(path, where, figure.get("label"))
        by = figure.get("by")
        if by is not None and not (by == "state" and states) and fields.get(by, {}).get("type") not in GROUPED:
            wrong(path, f"{where}: cannot group by {by!r}")
        if "sum" in figure and fields.get(figure["sum"], {}).get("type") not in NUMBERS:
            wrong(path, f"{where}: cannot sum {figure['sum']!r}")
        check_where(path, where, figure.get("where", {}), fields, states, tables)
    hooks = ledger.get("hooks", {})
    if set(hooks) - {"check"} or not all(re.fullmatch(r"[a-z_]+", str(name)) for name in hooks.values()):
        wrong(path, "hooks: only \"check\", with the name of a `struct hook NAME_hook`; another name does not link")


def check_where(path, where, conditions, fields, states, tables):
    for name, value in conditions.items():
        values = value if isinstance(value, list) else [value]
        field = fields.get(name)
        if name == "state":
            known = set(states)
        elif field is None:
            wrong(path, f"{where}: unknown field {name!r}")
            continue
        elif field["type"] == "code":
            known = {item["code"] for item in tables.get(field["codes"], {"items": []})["items"]}
        elif field["type"] == "bool":
            known = {"true", "false"}
        else:
            known = {item for item in values if isinstance(item, str)}
        for item in values:
            if not isinstance(item, str) or item not in known | {"*", ""}:
                wrong(path, f"{where}: {name} is never {item!r}")


def check_counted(count):
    for name, pattern in (("README.md", r"(\d+) kinds of records"), ("README.zh-CN.md", r"(\d+) 种台账"), ("CHANGELOG.md", r"(\d+) ledgers, accounts")):
        said = re.search(pattern, (ROOT / name).read_text(encoding="utf-8"))
        if not said or int(said[1]) != count: wrong(ROOT / name, f"does not say {count} ledgers")


def main():
    tables = {path.stem: table for path in sorted((ROOT / "data/codes").glob("*.json")) if (table := check_codes(path))}
    ledgers = {path: ledger for path in sorted((ROOT / "ledgers").glob("*.json")) if (ledger := load(path))}
    by_name = {path.stem: ledger for path, ledger in ledgers.items()}
    for path, ledger in ledgers.items():
        check_ledger(path, ledger, by_name, tables)
    check_counted(len(ledgers))
    used = {field.get("codes") for ledger in by_name.values() for field in ledger["fields"]}
    for problem in problems:
        print(problem)
    if sys.stderr.isatty():
        print(f"{len(ledgers)} ledgers, {len(tables)} code tables ({len(set(tables) - used)} not used by a field): "
              f"{sorted(set(tables) - used)}", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
