"""A second reader of a backup, from docs/formats.md alone: read_backup.py NAME.hjb.  Prints what it found as JSON."""
import hashlib
import json
import re
import sqlite3
import sys
import tempfile
import zipfile

ALLOWED = re.compile(r"huanjie\.db|site\.json|ledgers/[a-z0-9_+]{1,64}\.json|files/[0-9a-f]{64}")


def digest(data, key=b""):
    return hashlib.blake2b(data, digest_size=32, key=key).hexdigest()


def main(path):
    pack = zipfile.ZipFile(path)
    manifest = json.loads(pack.read("MANIFEST.json"))
    names = [entry["name"] for entry in manifest["files"]]
    assert pack.namelist()[0] == "MANIFEST.json" and manifest["format"] == 1
    assert len(set(names)) == len(names) and {"huanjie.db", "site.json"} <= set(names)
    assert all(ALLOWED.fullmatch(name) for name in names)
    assert sorted(pack.namelist()) == sorted(["MANIFEST.json", *names])
    for entry in manifest["files"]:
        data = pack.read(entry["name"])
        assert (len(data), digest(data)) == (entry["bytes"], entry["hash"]), entry["name"]
    master = open(path + ".keys", "rb").read()
    assert len(master) == 32 and digest(b"huanjie backup", master) == manifest["key"]
    with open(path, "rb") as whole, open(path + ".ok", encoding="utf-8") as note:
        assert json.load(note)["bytes"] == len(whole.read())
    assert json.loads(pack.read("site.json"))["db"] == ""
    with tempfile.NamedTemporaryFile() as copy:
        copy.write(pack.read("huanjie.db"))
        copy.flush()
        database = sqlite3.connect(copy.name)
        files = database.execute("SELECT name, bytes, hash FROM hj_file").fetchall()
        held = all("files/" + row[2] in names for row in files)
        people = database.execute("SELECT name, birth FROM person ORDER BY id LIMIT 3").fetchall()
        changes = database.execute("SELECT count(*) FROM hj_change").fetchone()[0]
    print(json.dumps({"files": files, "held": held, "people": people, "changes": changes}))


main(sys.argv[1])
