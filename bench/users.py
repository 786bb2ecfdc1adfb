#!/usr/bin/env python3
"""Measures `doorward users` and `eval --directory` with millions of users: time and peak memory of each command.

usage: users.py DOORWARD FOLDER [USERS]

FOLDER takes the files: about 130 bytes a user as CSV and 500 in the store. USERS is ten million unless given. The same
tenant on every machine: two groups, a display name and a department for everybody, three in ten with a state.
"""
import os
import pathlib
import subprocess
import sys
import time

EXAMPLES = pathlib.Path(__file__).resolve().parent.parent / "examples" / "contoso"
STATES = ["disabled"] * 7 + ["enabled", "enforced", "enforced"]
BULK = 100_000


def upn(number):
    return f"user{number:08d}@contoso.example"


def row(number):
    state = STATES[number % 10]
    registered = "true" if state == "enforced" else "false" if number % 3 else ""
    # A random GUID: neighbours in the file are not neighbours in an index.
    scattered = number * 2654435761 & 0xFFFFFFFF
    return (f"{scattered:08x}-0000-4000-8000-{number:012x},{upn(number)},member,g{number % 1000};h{number % 77},"
            f"{state},{registered},User {number},D{number % 50}\n")


def write_tenant(path, users):
    with open(path, "w") as file:
        file.write("id,upn,type,groups,mfaState,mfaRegistered,displayName,department\n")
        for start in range(0, users, 100_000):
            file.writelines(map(row, range(start, min(start + 100_000, users))))


def write_lists(folder, users):
    """Everybody of a bulk change is disabled and far from the others; sign-ins name each of a thousand users a hundred times."""
    step = users // BULK // 10 * 10
    bulk = [upn(i * step) for i in range(BULK)] if step else [upn(i) for i in range(0, users, 10)]
    (folder / "bulk.txt").write_text("\n".join(bulk) + "\n")
    few = [upn(i * (users // 1000) + 8) for i in range(1000)]
    (folder / "few.txt").write_text("\n".join(few) + "\n")
    line = '{"id":"s","user":{"upn":"%s"},"clientApp":"browser","network":{"ip":"203.0.113.9"}}\n'
    (folder / "one.ndjson").write_text(line % few[0])
    (folder / "many.ndjson").write_text("".join(line % name for name in few) * 100)
    known = '{"id":"s","user":{"upn":"%s","groups":[],"roles":[],"mfaState":"disabled"},"clientApp":"browser",' \
            '"network":{"ip":"203.0.113.9"}}\n'
    (folder / "known.ndjson").write_text("".join(known % name for name in few) * 100)


def in_another_process(work, *arguments):
    """What this process holds would be counted as the memory of the commands that it starts."""
    child = os.fork()
    if child == 0:
        work(*arguments)
        os._exit(0)
    if os.waitpid(child, 0)[1] != 0:
        sys.exit("the tenant could not be written")


def run(label, command):
    """Runs a command, its output thrown away, and prints a row of the table."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)}: {said.decode()}")
    print(f"| {label} | {time.monotonic() - start:.2f} s | {usage.ru_utime + usage.ru_stime:.2f} s "
          f"| {usage.ru_maxrss / 1024:.0f} MB |", flush=True)


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    doorward, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    users = int(sys.argv[3]) if len(sys.argv) == 4 else 10_000_000
    folder.mkdir(parents=True, exist_ok=True)
    table, store = str(folder / "users.csv"), str(folder / "users.db")
    print("| | time | processor | peak memory |\n|---|---|---|---|")
    if not os.path.exists(store):
        in_another_process(write_tenant, table, users)
        run(f"import of {users:,} users", [doorward, "users", "import", "--store", store, table])
    in_another_process(write_lists, folder, users)
    listing = [doorward, "users", "list", "--store", store, "--format", "csv"]
    run("list of all", listing)
    run("list of one state (one in ten)", [*listing, "--state", "enabled"])
    run("list of a group (one in a thousand)", [*listing, "--group", "g5"])
    run("list of a state and registration", [*listing, "--state", "enabled", "--registered", "unknown"])
    change = [doorward, "users", "enable", "--store", store, "--from", str(folder / "bulk.txt"), "--yes"]
    # A run that was broken off may have left them enabled.
    subprocess.run([*change[:2], "disable", *change[3:]], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)
    run(f"dry run of enabling {BULK:,}", [*change, "--dry-run"])
    run(f"enabling {BULK:,}", change)
    run("plan", [doorward, "users", "plan", "--store", store])
    change[2] = "disable"
    run(f"disabling {BULK:,}", change)
    evaluate = [doorward, "eval", "--policies", str(EXAMPLES), "--signins"]
    run("eval of one sign-in with the store", [*evaluate, str(folder / "one.ndjson"), "--directory", store])
    run("eval of 100,000 sign-ins with the store", [*evaluate, str(folder / "many.ndjson"), "--directory", store])
    run("eval of 100,000 sign-ins that carry the user", [*evaluate, str(folder / "known.ndjson")])


main()
