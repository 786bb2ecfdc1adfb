#!/usr/bin/env python3
"""Instructions a decision takes, counted by callgrind: what `ratios` measures in time, without the noise of a machine.

usage: counts.py COUNTS FOLDER [SIGN-INS]

COUNTS is the program `counts`, FOLDER was written by workload.py; 1,000 sign-ins are decided unless SIGN-INS says
otherwise. Three tables are printed: the runtime beside the bound for each number of policies; where the instructions of a
decision with nothing cached go; and what a dimension costs. For the last the policies are stripped to users and apps, and
get back one dimension at a time, while the sign-ins carry all of them all the time: what is added is paid only where some
policy configures the dimension. The outcome alone is decided, since listing more or fewer policies would blur it.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

SIZES = (100, 1000, 10000)
PAIRS = (("user and device bound", "index-cached", "bound-cached"), ("nothing cached", "index", "bound"),
         ("JSON line to decision line", "index-lines", "bound-lines"), ("interpreter, naive scan", "interpreter", "scan"))
DIMENSIONS = (("networks", ["locations"]), ("risks", ["signInRiskLevels", "userRiskLevels"]), ("platforms", ["platforms"]),
              ("clients", ["clientAppTypes"]), ("device filters", ["devices"]))


def count(program, folder, size, side, sign_ins, profile="/dev/null"):
    run = subprocess.run(["valgrind", "--tool=callgrind", "--instr-atstart=no", f"--callgrind-out-file={profile}",
                          program, folder, str(size), side, str(sign_ins)], capture_output=True, text=True, check=False)
    found = re.search(r"Collected : (\d+)", run.stderr)
    if run.returncode != 0 or not found:
        sys.exit(f"counts: {side} of {size} policies failed:\n{run.stderr}")
    return int(found.group(1)) / sign_ins


def print_pairs(program, folder, sign_ins):
    print(f"{'policies':>8}  {'':<28} {'ours':>9} {'yardstick':>9} {'ratio':>6}")
    for size in SIZES:
        for what, ours, yardstick in PAIRS:
            mine = count(program, folder, size, ours, sign_ins)
            theirs = count(program, folder, size, yardstick, sign_ins)
            print(f"{size:>8}  {what:<28} {mine:>9.0f} {theirs:>9.0f} {mine / theirs:>6.2f}", flush=True)


def print_profile(program, folder, sign_ins):
    with tempfile.NamedTemporaryFile() as profile:
        count(program, folder, 100, "index", sign_ins, profile.name)
        listing = subprocess.run(["callgrind_annotate", profile.name], capture_output=True, text=True, check=True).stdout
    print("\nwhere a decision with nothing cached spends them, 100 policies")
    for line in listing.splitlines():
        found = re.match(r" *([\d,]+) \(([\d. ]+%)\)\s+\S*?:(.*?)(\(| \[|$)", line)
        if found and "PROGRAM" not in line and int(found.group(1).replace(",", "")) / sign_ins >= 20:
            print(f"{int(found.group(1).replace(',', '')) / sign_ins:>9.0f}  {found.group(2)}  {found.group(3)}")


def print_dimensions(program, folder, sign_ins):
    print("\nwhat a dimension costs where policies configure it, 100 policies, user and device bound, outcome alone")
    with open(os.path.join(folder, "policies_100.json"), encoding="utf-8") as file:
        whole = json.load(file)
    with tempfile.TemporaryDirectory() as other:
        for name in ("directory.json", "signins.ndjson"):
            os.symlink(os.path.abspath(os.path.join(folder, name)), os.path.join(other, name))
        bare = json.loads(json.dumps(whole))
        for policy in bare["value"]:
            for _, fields in DIMENSIONS:
                for field in fields:
                    policy.get("conditions", {}).pop(field, None)
        def counted(value):
            with open(os.path.join(other, "policies_100.json"), "w", encoding="utf-8") as file:
                json.dump(value, file)
            return count(program, other, 100, "index-outcome", sign_ins)
        least = counted(bare)
        print(f"{'none of them':<18} {least:>8.0f}")
        for name, fields in DIMENSIONS:
            one = json.loads(json.dumps(bare))
            for policy, original in zip(one["value"], whole["value"]):
                for field in fields:
                    if field in original.get("conditions", {}):
                        policy["conditions"][field] = original["conditions"][field]
            print(f"{name:<18} {counted(one) - least:>+8.0f}", flush=True)


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    sign_ins = int(sys.argv[3]) if len(sys.argv) == 4 else 1000
    print_pairs(sys.argv[1], sys.argv[2], sign_ins)
    print_profile(sys.argv[1], sys.argv[2], sign_ins)
    print_dimensions(sys.argv[1], sys.argv[2], sign_ins)


if __name__ == "__main__":
    main()
