#!/usr/bin/env python3
"""Compares the tool with the oracle on generated policy sets and sign-ins.

usage: run.py TOOL APP_GROUPS.def [WORLDS [SIGN-INS [FIRST-SEED]]]
"""
import json
import os
import subprocess
import sys
import tempfile

import oracle
import records
from generate import World

BUILT_IN = {
    "00000000-0000-0000-0000-000000000002": [
        "windowsHelloForBusiness", "fido2", "x509CertificateMultiFactor", "deviceBasedPush", "temporaryAccessPassOneTime",
        "temporaryAccessPassMultiUse", "federatedMultiFactor"]
        + [f"password,{m}" for m in ("microsoftAuthenticatorPush", "softwareOath", "hardwareOath", "sms", "voice",
                                     "x509CertificateSingleFactor", "x509CertificateMultiFactor")]
        + [f"federatedSingleFactor,{m}" for m in ("microsoftAuthenticatorPush", "softwareOath", "hardwareOath", "sms", "voice")],
    "00000000-0000-0000-0000-000000000003": ["windowsHelloForBusiness", "fido2", "x509CertificateMultiFactor", "deviceBasedPush"],
    "00000000-0000-0000-0000-000000000004": ["windowsHelloForBusiness", "fido2", "x509CertificateMultiFactor"],
}


def settings_text(settings):
    lines = ["mfa settings"]
    if settings["trustedIps"]:
        lines.append("  trusted ips " + ", ".join(settings["trustedIps"]))
    if settings["rememberDays"]:
        lines.append(f"  remember devices for {settings['rememberDays']} days")
    lines.append({"takes": "  user state takes precedence", "overrides": "  user state overrides policies",
                  "ignored": "  user state is ignored"}[settings["precedence"]])
    return "\n".join(lines) + "\n"


def write_world(folder, objects, strengths, settings):
    for number, entry in enumerate(objects + strengths):
        with open(os.path.join(folder, f"{number:03}.json"), "w", encoding="utf-8") as file:
            json.dump(entry, file)
    if settings:
        with open(os.path.join(folder, "settings.ward"), "w", encoding="utf-8") as file:
            file.write(settings_text(settings))


def decide(tool, folder, sign_ins, extra):
    lines = "".join(json.dumps(record) + "\n" for record in sign_ins)
    command = [tool, "eval", "--policies", folder, "--signins", "-", "--at", "2026-11-24T09:30:00Z", "--quiet"] + extra
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"exit {done.returncode}\n{done.stdout[:2000]}\n{done.stderr[:4000]}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def differences(wanted, found, path=""):
    if isinstance(wanted, dict) and isinstance(found, dict):
        if list(wanted) != list(found) and path != ".session" and not path.startswith(".session"):
            yield f"{path}: keys {list(wanted)} but found {list(found)}"
        for key in set(wanted) & set(found):
            yield from differences(wanted[key], found[key], f"{path}.{key}")
        for key in set(wanted) ^ set(found):
            yield f"{path}.{key}: wanted {wanted.get(key)!r}, found {found.get(key)!r}"
    elif wanted != found:
        yield f"{path}: wanted {json.dumps(wanted)}, found {json.dumps(found)}"


def run_world(tool, seed, count):
    world = World(seed)
    objects = world.locations() + [world.policy(n) for n in range(world.draw.randint(1, 12))]
    strengths, settings = world.strengths(), world.settings()
    sign_ins = [world.sign_in(n) for n in range(count)]
    with tempfile.TemporaryDirectory() as folder:
        write_world(folder, objects, strengths, settings)
        for extra, strict in (([], False), (["--strict", "--evaluation", "interpreter"], True)):
            found = decide(tool, folder, sign_ins, extra)
            builtin = [{"id": key, "allowedCombinations": value} for key, value in BUILT_IN.items()]
            judge = oracle.Judge(records.PolicySet(json.loads(json.dumps(objects)), builtin + strengths, settings), strict)
            for record, decision in zip(sign_ins, found):
                wanted = judge.decide(records.SignIn(record, None))
                wrong = list(differences(wanted, decision))
                if wrong:
                    report(seed, objects, strengths, settings, record, wanted, decision, wrong)


def report(seed, objects, strengths, settings, record, wanted, decision, wrong):
    print(f"seed {seed}: the tool and the oracle differ")
    print("\n".join(wrong))
    names = set()
    for side in (wanted, decision):
        names |= set(side.get("policies", {}).get("applied", []))
    text = "\n".join(wrong)
    for entry in objects:
        if "conditions" not in entry or entry["id"] in text or ".assumed" in text or "outcome" in text:
            print(json.dumps(entry))
    print(json.dumps(strengths), json.dumps(settings))
    print("sign-in", json.dumps(record))
    print("wanted ", json.dumps(wanted))
    print("found  ", json.dumps(decision))
    sys.exit(1)


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    tool, groups = sys.argv[1:3]
    worlds, count, first = (int(value) for value in (sys.argv[3:] + ["150", "60", "1"][len(sys.argv) - 3:]))
    records.load_app_groups(groups)
    for seed in range(first, first + worlds):
        run_world(tool, seed, count)
    print(f"{worlds} policy sets, {worlds * count * 2} decisions: the tool and the oracle agree")


if __name__ == "__main__":
    main()
