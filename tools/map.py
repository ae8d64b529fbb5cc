#!/usr/bin/env python3
"""docs/map.md names every part: each file of domain, ledger, service and api, each page folder.

    map.py ROOT
"""
import pathlib
import sys

root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".")
text = (root / "docs/map.md").read_text(encoding="utf-8")
# Groups that the map names by a pattern instead of file by file.
GROUPS = {"definition_": "definition*", "import": "import*", "upkeep_": "upkeep_*", "record": "record", "demo/": "demo/",
          "election/": "election/", "names/": "names/"}
bad = 0
for layer in ("domain", "ledger", "service", "api"):
    for path in sorted((root / "src" / layer).rglob("*.c")):
        name = path.relative_to(root / "src" / layer).as_posix()
        grouped = any((name.startswith(g) or path.name.startswith(g)) and p in text for g, p in GROUPS.items())
        if not grouped and path.name not in text:
            print(f"docs/map.md does not name {path.relative_to(root)}")
            bad += 1
for page in sorted((root / "ui/src/pages").iterdir()):
    if page.is_dir() and f"{page.name}/" not in text:
        print(f"docs/map.md does not name ui/src/pages/{page.name}/")
        bad += 1
sys.exit(bad != 0)
