#!/usr/bin/env python3
"""Makes data/invented.tsv: the province that exists in demonstrations only.

  python3 tools/invent.py > data/invented.tsv

Eleven cities, 117 counties and their towns below code 99, which the standard gives to no province. The names are dealt
in a fixed order from two lists of characters; one whose stem (the name without 省, 市, 县, 区, 镇, 乡, 街道) any real place
bears is passed over, so that no office, complaint or person of a demonstration belongs to somewhere.
"""
import pathlib

ROOT = pathlib.Path(__file__).resolve().parent.parent
HEADS = "岚听渡晴稻竹松雁星柳鹤屏梅桐荷雨芦苇晚归渔溪麓朝远秋枫泊汀澄霁砚笙梧榆槿蓝绛素缓"
TAILS = "栖泉渡川香吟月回泊岸汀屏隐荫渚前语洲麓露岫白霭澜樾笛帆岑蔼汐堤篱磬箫茗畔垌岫苑"
TOWNS = "岚桥 听泉 云渡 晴峦 稻香 竹吟 松月 雁回 星泊 柳岸 鹤汀 石语 梅隐 桐荫 荷渚 雨前 归雁".split()
CITIES, COUNTIES = 11, 117
SUFFIXES = ("街道", "自治县", "省", "市", "县", "区", "镇", "乡")


def stem(name):
    return next((name[: -len(s)] for s in SUFFIXES if name.endswith(s) and len(name) > len(s) + 1), name)


def real():
    lines = (ROOT / "data/regions.tsv").read_text(encoding="utf-8").splitlines()
    return {stem(l.split("\t")[1]) for l in lines if not l.startswith("#")}


def stems():
    """Every pair once, heads and tails mixed: neighbours do not look alike."""
    taken = real() | set(TOWNS) | {"青岚", "望川"}
    tails = "".join(dict.fromkeys(TAILS))
    for round_ in range(len(tails)):
        for i, head in enumerate(HEADS):
            name = head + tails[(i * 7 + round_) % len(tails)]
            if name[0] != name[1] and name not in taken:
                yield name


def towns(county, kin, index, names):
    count = 8 + index * 5 % 8
    streets = count // 2 if kin == "区" else 2
    for i in range(streets):
        yield f"{county}{i + 1:03}", next(names) + "街道"
    for i in range(count - streets):
        rural = kin != "区" and i % 3 == 2
        yield f"{county}{(200 if rural else 100) + i:03}", next(names) + ("乡" if rural else "镇")


def province():
    names, index = stems(), 0
    yield "99", "星河省"
    for city in range(1, CITIES + 1):
        yield f"99{city:02}", "望川市" if city == 1 else next(names) + "市"
        for place in range(COUNTIES // CITIES + (city <= COUNTIES % CITIES)):
            kin = "区" if place < 2 else "市" if place == 9 else "县"
            county = f"99{city:02}{2 + place if kin == '区' else 81 if kin == '市' else 20 + place:02}"
            if county == "990124":
                yield county, "青岚县"
                yield from ((f"{county}{100 + i}", f"{name}镇") for i, name in enumerate(TOWNS))
            else:
                yield county, next(names) + kin
                yield from towns(county, kin, index, names)
            index += 1


rows = sorted(province(), key=lambda row: row[0].ljust(9, "0"))
assert not {stem(name) for _, name in rows} & real()
assert len({code.ljust(9, "0") for code, _ in rows}) == len(rows)
assert len({name for _, name in rows}) == len(rows)
print("# invented by tools/invent.py: no such places; known to demonstrations only")
print("\n".join("\t".join(row) for row in rows))
