"""Traditional from simplified Chinese, with OpenCC's command line (s2t)."""
import subprocess

# OpenCC writes the character of the dictionaries where everybody writes another: 核對, 審核.
USUAL = str.maketrans({"覈": "核"})


def convert(texts):
    """A dict text -> traditional text for all of `texts` (no line breaks inside)."""
    texts = sorted({t for t in texts if any(ord(c) > 0x2E7F for c in t)})
    if not texts:
        return {}
    out = subprocess.run(["opencc", "-c", "s2t.json"], input="\n".join(texts), text=True,
                         capture_output=True, check=True, encoding="utf-8").stdout
    lines = out.split("\n")
    if lines and lines[-1] == "":
        lines.pop()
    assert len(lines) == len(texts), "opencc changed the number of lines"
    return {t: line.translate(USUAL) for t, line in zip(texts, lines)}


def labels(node, found):
    """All simplified texts of labels without a traditional one below `node`."""
    if isinstance(node, dict):
        if "zh-Hans" in node and not node.get("zh-Hant"):
            found.append(node["zh-Hans"])
        for v in node.values():
            labels(v, found)
    elif isinstance(node, list):
        for v in node:
            labels(v, found)
    return found


def fill(node, table):
    """Add the derived zh-Hant to each label below `node`."""
    if isinstance(node, dict):
        if "zh-Hans" in node and not node.get("zh-Hant"):
            node["zh-Hant"] = table.get(node["zh-Hans"], node["zh-Hans"])
        for v in node.values():
            fill(v, table)
    elif isinstance(node, list):
        for v in node:
            fill(v, table)
