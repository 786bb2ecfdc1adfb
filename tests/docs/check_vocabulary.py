#!/usr/bin/env python3
"""Every word of the closed vocabularies has its phrase in docs/language.md: no row without documentation.

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


def main():
    root = pathlib.Path(sys.argv[1])
    document = (root / "docs/language.md").read_text("utf-8")
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
    sys.exit(1 if missing or not seen else 0)


main()
