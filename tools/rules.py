#!/usr/bin/env python3
"""data/rules/*.json -> the C tables of rules.h.

    rules.py OUT.h FILE.json…

A set in which an office lacks a rule, has one twice, or a value of an unknown kind stops the build.
"""
import json
import pathlib
import sys

BASES = {"none": "BASE_NONE", "due": "BASE_DUE", "present": "BASE_PRESENT", "all_members": "BASE_ALL_MEMBERS",
         "all_voters": "BASE_ALL_VOTERS",
         "voters_taking_part": "BASE_VOTERS", "ballots": "BASE_BALLOTS"}
ORDERS = {"surname": "ORDER_SURNAME", "fullname": "ORDER_FULLNAME", "votes": "ORDER_VOTES", "listed": "ORDER_LISTED"}
NEEDS = {"nothing": "NEEDS_NOTHING", "oppose": "NEEDS_OPPOSE"}
CANDIDATES = {"second": "CANDIDATES_OF_SECOND", "unelected": "CANDIDATES_UNELECTED", "by_votes": "CANDIDATES_BY_VOTES"}
CITED = ["ballot", "most_votes", "tie"]
AGAINST = {"反对": "false", "不赞成": "true"}
REDUCERS = {"electors": "REDUCE_BY_ELECTORS", "presidium": "REDUCE_BY_PRESIDIUM"}
CAUSES = {"ballots_lost": "VOID_BALLOTS_LOST", "secrecy": "VOID_SECRECY", "procedure": "VOID_PROCEDURE", "unlawful": "VOID_UNLAWFUL"}
BODIES = {"presidium": "VOID_BY_PRESIDIUM", "election_committee": "VOID_BY_COMMITTEE", "superior": "VOID_BY_SUPERIOR"}
NAMED = {"void": "voiding"}  # a member that C has another word for
NEEDED = ["surplus", "quorum", "majority", "second", "pre_election", "ballot_order", "order", "write_in", "void",
          "choices", "returned", "shortfall"] + CITED


def candidates(rule):
    return CANDIDATES[rule.get("candidates", "second" if rule["rule"] == "pre_election" else "by_votes")]


def text(value):
    return json.dumps(value, ensure_ascii=False)


def source(rules, rule):
    fields = [rule.get("rule") or rule.get("signers") or rule["deadline"], rule.get("document", rules["document"]),
              rule.get("edition", "" if "document" in rule else rules["edition"]), rule["article"], rule["confidence"]]
    return "{" + ", ".join(text(f) for f in fields) + "}"


def share(rules, rule):
    num, den = rule.get("at_least") or rule.get("more_than") or [0, 1]
    if rule["base"] != "none" and not 0 < num <= den:
        sys.exit(f"{rules['name']}: {rule['rule']}: no share: {num}/{den}")
    return (f"{{{BASES[rule['base']]}, {'true' if 'at_least' in rule else 'false'}, {num}, {den}, "
            f"{source(rules, rule)}}}")


def word(rules, rule, key, only):
    if rule.get(key, only) != only:
        sys.exit(f"{rules['name']}: {rule['rule']}: {key} is \"{only}\" or left out")
    return "true" if key in rule else "false"


def equal(rules, rule, key):
    return word(rules, rule, key, "equal")


def surplus(rules, rule):
    least, most = rule.get("least", [0, 0]), rule.get("most", [0, 0])
    return (f"{{{least[0]}, {least[1]}, {most[0]}, {most[1]}, {rule.get('least_persons', 0)}, "
            f"{rule.get('most_persons', -1)}, {source(rules, rule)}, {equal(rules, rule, 'by_election')}}}")


def value(rules, name, rule):
    if name == "surplus":
        return surplus(rules, rule)
    if name in ("quorum", "majority"):
        return share(rules, rule)
    if name in ("second", "pre_election"):
        return (f"{{{share(rules, rule)}, {candidates(rule)}, {equal(rules, rule, 'formal')}, "
                f"{word(rules, rule, 'surplus', 'again')}}}")
    if name in ("order", "ballot_order"):
        return f"{{{ORDERS[rule['order']]}, {source(rules, rule)}}}"
    if name == "write_in":
        return f"{{{NEEDS[rule['needs']]}, {source(rules, rule)}}}"
    if name == "choices":
        return f"{{{AGAINST[rule.get('against', '反对')]}, {source(rules, rule)}}}"
    if name == "returned":
        return f"{{{word(rules, rule, 'than', 'voters')}, {source(rules, rule)}}}"
    if name == "shortfall":
        bits = " | ".join(f"1u << {REDUCERS[b]}" for b in rule.get("reduce", [])) or "0"
        near = ", ".join(map(str, rule.get("near", [0, 0])))  # of a set without fewer seats
        return f"{{{bits}, {near}, {word(rules, rule, 'put_off', 'congress')}, {source(rules, rule)}}}"
    if name == "void":
        causes = " | ".join(f"1u << {CAUSES[c]}" for c in rule["causes"])
        bodies = " | ".join(f"1u << {BODIES[b]}" for b in rule["by"])
        return f"{{{causes}, {bodies}, {source(rules, rule)}}}"
    return source(rules, rule)


def office(rules, name):
    mine = [r for r in rules["rules"] if name in r.get("offices", rules["offices"])]
    found = [r["rule"] for r in mine]
    if sorted(found) != sorted(NEEDED):
        sys.exit(f"{rules['name']}: {name}: needs each of {NEEDED} once, has {found}")
    rows = [f"     .{NAMED.get(r['rule'], r['rule'])} = {value(rules, r['rule'], r)},\n" for r in mine]
    return f"    {{.office = {text(name)},\n" + "".join(rows) + "    },\n"


def deadline(rules, d):
    count, unit = d.get("at_least") or d["at_most"]
    return (f"    {{{text(d['deadline'])}, {'true' if 'at_least' in d else 'false'}, {count}, {text(unit)}, "
            f"{text(d['from'])}, {source(rules, d)}}},\n")


def signers(rules, s):
    return f"    {{{text(s['signers'])}, {text(s['level'])}, {s['least']}, {source(rules, s)}}},\n"


SKIPS = {"rounds": "SKIP_ROUNDS", "opinions": "SKIP_OPINIONS"}
SKIPPERS = {"committee": "SKIP_BY_COMMITTEE", "superior": "SKIP_BY_SUPERIOR"}


def size(rules):
    s = rules.get("size")
    if not s:
        return "{0}"
    return f"{{{s['least']}, {s['most']}, {s.get('never', 0)}, {source(rules, {'rule': 'size', **s})}}}"


def seniority(rules):
    s = rules.get("seniority")
    if not s:
        return "{0}"
    bits = " | ".join(f"1u << {rules['offices'].index(o)}" for o in s["offices"])
    return f"{{{s['years']}, {bits}, {source(rules, {'rule': 'seniority', **s})}}}"


def decision(rules):
    s = rules.get("decision")
    return share(rules, {"rule": "decision", **s}) if s else "{0}"


def skips(rules):
    return "".join(f"[{SKIPS[s['skip']]}] = {' | '.join(f'1u << {SKIPPERS[b]}' for b in s['by'])}, " for s in rules.get("skips", [])) or "0"


def main(out, files):
    lines, sets, texts = [], [], []
    for path in sorted(files):
        rules = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
        if rules["name"] != pathlib.Path(path).stem:
            sys.exit(f"{path}: is named {rules['name']}")
        symbol = rules["name"].upper().replace("-", "_")
        lines.append(f"static const struct rule_office OFFICES_{symbol}[] = {{\n"
                     + "".join(office(rules, o) for o in rules["offices"]) + "};\n\n")
        if rules["deadlines"]:
            lines.append(f"static const struct rule_deadline DEADLINES_{symbol}[] = {{\n"
                         + "".join(deadline(rules, d) for d in rules["deadlines"]) + "};\n\n")
        table = f"DEADLINES_{symbol}" if rules["deadlines"] else "NULL"
        listed = rules.get("signers", [])
        if listed:
            lines.append(f"static const struct rule_signers SIGNERS_{symbol}[] = {{\n"
                         + "".join(signers(rules, s) for s in listed) + "};\n\n")
        signing = f"SIGNERS_{symbol}" if listed else "NULL"
        texts.append(f"    {text(json.dumps(rules, ensure_ascii=False, indent=1))},\n")
        sets.append(f"    {{{text(rules['name'])}, {text(rules['title']['zh-Hans'])}, {text(rules['title']['en'])},\n"
                    f"     OFFICES_{symbol}, {len(rules['offices'])}, {table}, {len(rules['deadlines'])}, {{{skips(rules)}}}, {size(rules)}, {seniority(rules)}, {decision(rules)}, {signing}, {len(listed)}}},\n")
    pathlib.Path(out).write_text(
        "/* Generated by tools/rules.py from data/rules.  Do not edit. */\n#pragma once\n\n"
        + "".join(lines) + "const struct rule_set RULE_SETS[] = {\n" + "".join(sets) + "};\n\n"
        + "const char *const RULE_TEXTS[] = {\n" + "".join(texts) + "};\n", encoding="utf-8")


main(sys.argv[1], sys.argv[2:])
