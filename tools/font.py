#!/usr/bin/env python3
"""The typefaces carried by the program: cut to the characters of Chinese office papers.

    font.py STROKES.tsv FONT.ttc FAMILY NAME STYLE OUT.otf

Takes the face NAME of FONT.ttc (a path, or a file name looked for by fc-list) and keeps GB 2312, the
characters of STROKES.tsv, their traditional counterparts, Latin and punctuation.  Without subroutines:
a PDF then embeds the glyphs it shows and not the whole set of the font.  Renamed to FAMILY STYLE, so
that no font of the machine is taken instead; licence and copyright entries stay.
"""
import pathlib
import subprocess
import sys

from fontTools import subset
from fontTools.ttLib import TTCollection

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import hant

RANGES = [(0x20, 0x7E), (0xA0, 0xFF), (0x2010, 0x2027), (0x2030, 0x205E), (0x2103, 0x2103), (0x2116, 0x2116),
          (0x2150, 0x218B), (0x2190, 0x2193), (0x2200, 0x22FF), (0x2460, 0x249B), (0x2500, 0x2503), (0x25A0, 0x25CF),
          (0x2605, 0x2606), (0x2610, 0x2612), (0x2640, 0x2642), (0x2713, 0x2717), (0x3000, 0x301F), (0x3220, 0x3229),
          (0xFE30, 0xFE4F), (0xFF01, 0xFF5E), (0xFFE0, 0xFFE6)]


def characters(strokes):
    text = {l.split("\t")[0] for l in pathlib.Path(strokes).read_text(encoding="utf-8").splitlines()
            if l and not l.startswith("#")}
    for high in range(0xA1, 0xF8):  # GB 2312: the two levels and its signs
        for low in range(0xA1, 0xFF):
            try:
                text.add(bytes([high, low]).decode("gb2312"))
            except UnicodeDecodeError:
                pass
    text |= {c for t in hant.convert(sorted(text)).values() for c in t}
    text |= {chr(c) for first, last in RANGES for c in range(first, last + 1)}
    return {ord(c) for t in text for c in t}


def find_file(name):
    if pathlib.Path(name).is_file():
        return name
    listed = subprocess.run(["fc-list", ":", "file"], capture_output=True, text=True, check=True).stdout
    for line in listed.splitlines():
        if line.rstrip(": ").endswith("/" + name):
            return line.rstrip(": ")
    sys.exit(f"font.py: {name} is not installed (script/setup installs it)")


def face(path, name):
    for font in TTCollection(path, lazy=True).fonts:
        if font["name"].getDebugName(4) == name or font["name"].getDebugName(1) == name:
            return font
    sys.exit(f"font.py: {path} has no face named {name}")


def rename(font, family, style):
    table = font["name"]
    new = {1: family, 2: style, 3: f"{family} {style}", 4: f"{family} {style}", 6: f"{family}-{style}".replace(" ", "")}
    table.names = [r for r in table.names if r.nameID in (0, 7, 8, 9, 13, 14) and r.platformID == 3 and r.langID == 0x409]
    for i, text in new.items():
        table.setName(text, i, 3, 1, 0x409)
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames = [new[6]]
        top = cff.topDictIndex[0]
        top.FullName, top.FamilyName = new[4], family


def main(strokes, source, family, name, style, out):
    font = face(find_file(source), name)
    options = subset.Options(desubroutinize=True, hinting=False, layout_features=[], notdef_outline=True,
                             name_IDs=["*"], name_languages=["*"], ignore_missing_unicodes=True)
    options.drop_tables += ["VORG", "vhea", "vmtx", "BASE", "GPOS", "GSUB", "GDEF", "DSIG"]
    tool = subset.Subsetter(options)
    tool.populate(unicodes=characters(strokes))
    tool.subset(font)
    rename(font, family, style)
    font["head"].modified = font["head"].created = 0
    font.recalcTimestamp = False
    font.save(out)


main(*sys.argv[1:7])
