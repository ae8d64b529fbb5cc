#!/usr/bin/env python3
"""Check docs/law.md against data/rules: a line for each rule and deadline of each set, with its article and a test that is there.

    law.py ROOT
"""
import json
import pathlib
import re
import sys

LINE = re.compile(r"^\| `(\w+)`(?: ([\w, ]+))? \| (.*?) \| (.*?) \| (.*?) \| (.*?) \|$")


def lines(text):
    """(set, rule, offices) -> article, substance, test, open"""
    out, name = {}, None
    for line in text.splitlines():
        head = re.match(r"## `([\w-]+)`", line)
        name = head[1] if head else name
        row = LINE.match(line)
        if row and name:
            out[name, row[1], row[2] or "all"] = row.groups()[2:]
    return out


def wanted(folder):
    for path in sorted(folder.glob("*.json")):
        rules = json.loads(path.read_text(encoding="utf-8"))
        for rule in rules["rules"]:
            yield (rules["name"], rule["rule"], ", ".join(rule.get("offices", ["all"]))), rule
        for rule in rules.get("skips", []):
            yield (rules["name"], "skip", rule["skip"]), rule
        if rules.get("size"):
            yield (rules["name"], "size", "all"), rules["size"]
        if rules.get("seniority"):
            yield (rules["name"], "seniority", ", ".join(rules["seniority"]["offices"])), rules["seniority"]
        if rules.get("decision"):
            yield (rules["name"], "decision", "all"), rules["decision"]
        for rule in rules.get("signers", []):
            yield (rules["name"], rule["signers"], rule["level"]), rule
        for rule in rules["deadlines"]:
            yield (rules["name"], rule["deadline"], "all"), rule


def main(root):
    root = pathlib.Path(root)
    found, wrong, seen = lines((root / "docs/law.md").read_text(encoding="utf-8")), [], set()
    tests = "\n".join(p.read_text(encoding="utf-8", errors="replace") for p in sorted((root / "tests").rglob("*"))
                      if p.suffix in (".c", ".mjs") and "node_modules" not in p.parts)
    for key, rule in wanted(root / "data/rules"):
        seen.add(key)
        if key not in found:
            wrong.append(f"no line of {' '.join(key)}")
            continue
        article, substance, test, still = found[key]
        for number in re.findall(r"art\. ([\d–-]+)", rule["article"]):
            if number not in article:
                wrong.append(f"{' '.join(key)}: rests on art. {number}, the line says {article}")
        if not substance or not test or test.strip("`") not in tests:
            wrong.append(f"{' '.join(key)}: no substance, or no test by the name {test}")
        if (rule["confidence"] not in ("F", "P")) != (still != "–"):
            wrong.append(f"{' '.join(key)}: known as {rule['confidence']}, the line says open: {still}")
    program = (root / "docs/law.md").read_text(encoding="utf-8").partition("## In the program")[2]
    for what, test in re.findall(r"^\| ([\w ]+) \| [^|]* \| [^|]* \| `([^`]+)` \|", program, re.M):
        if test not in tests:
            wrong.append(f"{what}: no test by the name {test}")
    wrong += [f"{' '.join(key)}: a line of nothing" for key in found if key not in seen]
    print("\n".join(f"docs/law.md: {w}" for w in wrong), end="\n" if wrong else "")
    sys.exit(bool(wrong))


main(*sys.argv[1:])
