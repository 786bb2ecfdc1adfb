#!/usr/bin/env python3
"""Every word of the closed vocabularies has its phrase in docs/language.md, and every word and keyword an example there.

usage: check_vocabulary.py REPOSITORY
"""
import pathlib
import re
import sys

# Rows that no policy can write, each with its reason.
NOT_A_PHRASE = {
    "unknown": "what `--ignore-unknown` makes of an unknown control",
}
TABLES = ["client_apps", "compare_ops", "controls", "device_attributes", "flows", "guest_kinds", "insider_risk_levels",
          "methods", "platforms", "risk_levels", "user_actions", "user_states"]


# Keywords that no example of one file can show.
NOT_IN_AN_EXAMPLE = {
    "use": "needs a second file",
    "allow": "reserved, and refused",
}


def words_of_examples(document):
    """The words of all examples that are checked, without comments; those that are refused do not count."""
    blocks = re.findall(r"^```ward(?: nouns)?\n(.*?)^```$", document, re.M | re.S)
    text = "\n".join(re.sub(r"(^|\s)#.*", "", block) for block in blocks).lower()
    return set(re.findall(r"[a-z0-9][\w.-]*|[<>]=?", text))


def without_example(root, shown):
    """Keywords and vocabulary words of Ward that no example uses."""
    keywords = re.findall(r'DW_(?:FREE|RESERVED)\(\w+, "([^"]+)"', (root / "grammar/keywords.def").read_text("utf-8"))
    lacking = [f"keywords.def: `{word}`" for word in keywords if word not in shown and word not in NOT_IN_AN_EXAMPLE]
    for table in TABLES:
        text = (root / "stdlib/include/doorward/facts" / f"{table}.def").read_text("utf-8")
        for row in re.findall(r'^DW_\w+\((.*)\)$', text, re.M):
            ward = (re.findall(r'"([^"]*)"', row) + ["", ""])[1]
            if not all(word.lower() in shown for word in ward.split()):
                lacking.append(f"{table}.def: `{ward}`")
    return lacking


def main():
    root = pathlib.Path(sys.argv[1])
    document = (root / "docs/language.md").read_text("utf-8")
    lacking = without_example(root, words_of_examples(document))
    # `extension-attribute1`…`15` stands for all fifteen.
    for name in ("extension-attribute", "extensionAttribute"):
        document += "".join(f" `{name}{number}`" for number in range(1, 16))
    missing, seen = [], 0
    for table in TABLES:
        text = (root / "stdlib/include/doorward/facts" / f"{table}.def").read_text("utf-8")
        for row in re.findall(r'^DW_\w+\((.*)\)$', text, re.M):
            graph, ward = (re.findall(r'"([^"]*)"', row) + ["", ""])[:2]
            for word in {graph, ward} - {""} - set(NOT_A_PHRASE):
                seen += 1
                if not re.search(rf"(?<![\w]){re.escape(word)}(?![\w])", document):
                    missing.append(f"{table}.def: `{word}` is not in docs/language.md")
    print(f"{seen} words, {len(missing)} not documented")
    print("\n".join(missing))
    print(f"{len(lacking)} words without an example in docs/language.md")
    print("\n".join(lacking))
    sys.exit(1 if missing or lacking or not seen else 0)


main()
