#!/usr/bin/env python3
"""data/templates: the official forms.  Every blank must be one that blanks.json knows.

    templates.py ROOT OUT_DIR      writes NAME.docx for each form, blanks.json and sample.json

The build takes them with files(); a mistake stops it with file and line.
"""
import json
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import docx
import hant

SCOPES = {"congress", "poll", "election", "district", "unit", "sitting"}


def names(table):
    """key and Chinese label -> key"""
    known = {}
    for key, entry in table.items():
        for name in (key, entry["label"]["zh-Hans"]):
            if known.setdefault(name, key) != key:
                sys.exit(f"data/templates/blanks.json: {name} names two blanks: {known[name]} and {key}")
    return known


def blanks_of(path, text, known, lists):
    """The keys used in a template: plain ones, and fields by list."""
    plain, fields = set(), {}
    for number, line in enumerate(text.splitlines(), 1):
        for whole in re.findall(r"\{\{(.*?)\}\}", line):
            name = re.sub(r"\|.*", "", re.sub(r"^\?!?", "", whole)).strip()
            name, dot, field = re.sub(r"\+\d", "", name).partition(".")
            key = known.get(name)
            if key is None or (dot and (key not in lists or field not in lists[key])):
                sys.exit(f"{path}:{number}: no blank is called {whole} (data/templates/blanks.json)")
            if key in lists:
                fields.setdefault(key, set()).add(lists[key].get(field, "#"))
            else:
                plain.add(key)
        if line.count("{{") != line.count("}}"):
            sys.exit(f"{path}:{number}: a blank does not end")
    return sorted(plain), {k: sorted(v - {"#"}) for k, v in sorted(fields.items())}


def in_chinese(text, table):
    """The text with the Chinese labels of its blanks, which is what a clerk sees in WPS."""
    def label(m):
        mark, name, rest = re.fullmatch(r"(\?!?)?([\w]+)(.*)", m[1]).groups()
        if name in table["blanks"]:
            return "{{" + (mark or "") + table["blanks"][name]["label"]["zh-Hans"] + rest + "}}"
        entry = table["lists"][name]
        fields = {"#": "#", **{k: v["label"]["zh-Hans"] for k, v in entry["fields"].items()}}
        rest = re.sub(r"\.(#|\w+)", lambda f: "." + fields[f[1]], rest, count=1)
        return "{{" + (mark or "") + entry["label"]["zh-Hans"] + rest + "}}"
    return re.sub(r"\{\{(.*?)\}\}", label, text)


def files(root):
    """asset name -> bytes: templates/NAME.docx, templates/blanks.json"""
    folder = pathlib.Path(root) / "data/templates"
    table = json.loads((folder / "blanks.json").read_text(encoding="utf-8"))
    kinds = {i["code"] for i in json.loads((pathlib.Path(root) / "data/codes/congress_kind.json").read_text(encoding="utf-8"))["items"]}
    known = names({**table["blanks"], **table["lists"]})
    lists = {k: {**names(v["fields"]), "#": "#"} for k, v in table["lists"].items()}
    out = {}
    texts = {p.stem: p for p in sorted(folder.glob("*.txt"))}
    if texts.keys() != table["forms"].keys():
        sys.exit(f"data/templates: {sorted(texts.keys() ^ table['forms'].keys())}: a text without an entry in blanks.json, or the opposite")
    for name, path in texts.items():
        form, text = table["forms"][name], path.read_text(encoding="utf-8")
        if form["scope"] not in SCOPES:
            sys.exit(f"data/templates/blanks.json: {name}: scope {form['scope']}")
        if not set(form.get("of", [])) <= kinds:
            sys.exit(f"data/templates/blanks.json: {name}: of {form['of']}: not all are kinds of congress")
        form["blanks"], form["lists"] = blanks_of(path, text, known, lists)
        try:
            out[f"templates/{name}.docx"] = docx.docx(in_chinese(text, table))
        except ValueError as e:
            sys.exit(f"{path}: {e}")
    hant.fill(table, hant.convert(hant.labels(table, [])))
    out["templates/blanks.json"] = json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode()
    return out


def main(root, folder):
    folder = pathlib.Path(folder)
    (folder / "templates").mkdir(parents=True, exist_ok=True)
    for name, content in files(root).items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    main(*sys.argv[1:3])
