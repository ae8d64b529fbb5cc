#!/usr/bin/env python3
"""docs/map.md names every part: each room and lone file of domain, ledger, service and api, each page folder.

    map.py ROOT
"""
import pathlib
import sys

root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".")
text = (root / "docs/map.md").read_text(encoding="utf-8")
bad = 0
for layer in ("domain", "ledger", "service", "api"):
    for path in sorted((root / "src" / layer).rglob("*.c")):
        parts = path.relative_to(root / "src" / layer).parts
        named = f"`{parts[0]}/`" in text if len(parts) > 1 else path.name in text
        if not named:
            print(f"docs/map.md does not name {path.relative_to(root)}")
            bad += 1
for page in sorted((root / "ui/src/pages").iterdir()):
    if page.is_dir() and f"{page.name}/" not in text:
        print(f"docs/map.md does not name ui/src/pages/{page.name}/")
        bad += 1
sys.exit(bad != 0)
