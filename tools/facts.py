#!/usr/bin/env python3
"""Checks data/facts/*.json: every fact with a figure names a ledger, fields and a measure that are there. Exits 1 if not."""

import sys

from definitions import NUMBERS, ROOT, SCALAR, check_codes, check_keys, check_where, load, problems, twins, wrong


def check_facts(path, ledgers, tables):
    report = load(path)
    if report is None:
        return
    check_keys(path, "report", report, {"report", "source_title", "date", "facts"})
    twins(path, "facts", [fact["id"] for fact in report["facts"]])
    for fact in report["facts"]:
        where = fact["id"]
        check_keys(path, where, fact, {"id", "zh", "en", "value", "of", "unit", "capability", "approx", "demo", "figure", "why", "note"})
        if not fact["id"].startswith(path.stem + ".") or not 1 <= fact["capability"] <= 24:
            wrong(path, f"{where}: id or capability")
        if isinstance(fact["value"], float):
            wrong(path, f"{where}: a number with a point must be a text")
        figure = fact["figure"]
        if figure is None:
            if not fact.get("why"):
                wrong(path, f"{where}: no figure and no why")
            continue
        check_keys(path, where, figure, {"ledger", "where", "by", "measure", "field", "values", "at", "digits", "max_age", "at_least"})
        ledger = ledgers.get(figure["ledger"])
        if ledger is None:
            wrong(path, f"{where}: no ledger {figure['ledger']!r}")
            continue
        fields = {field["name"]: field for field in ledger["fields"]}
        states = [state["name"] for state in ledger.get("states", [])]
        check_where(path, where, figure.get("where", {}), fields, states, tables)
        measure, field = figure["measure"], fields.get(figure.get("field"), {}).get("type")
        wanted = {"count": {None}, "sum": NUMBERS, "mean_age": {"date"}, "share_age_at_most": {"date"},
                  "count_age_at_most": {"date"}, "share": SCALAR, "groups": {None}}
        if measure not in wanted or field not in wanted[measure]:
            wrong(path, f"{where}: measure {measure} of field {figure.get('field')!r}")
        if measure == "groups" and figure.get("by") not in {*fields, "state", "region"}:
            wrong(path, f"{where}: groups by {figure.get('by')!r}")


def main():
    tables = {path.stem: check_codes(path) for path in sorted((ROOT / "data/codes").glob("*.json"))}
    ledgers = {path.stem: load(path) for path in sorted((ROOT / "ledgers").glob("*.json"))}
    for path in sorted((ROOT / "data/facts").glob("*.json")):
        check_facts(path, ledgers, tables)
    print("\n".join(problems), end="\n" if problems else "")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
