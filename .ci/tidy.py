#!/usr/bin/env python3
"""Runs clang-tidy on sources, and remembers which ones it found clean.

usage: tidy.py BUILD [--seconds N] [FILE...]

BUILD is a build folder of Ninja that was built: its compile_commands.json says how a file is compiled, its record of
dependencies what the file includes. A source counts as seen when it, everything that it includes and the checks are as
they were when it was clean; such a source is not looked at again, in this clone or in another one on this machine.
Sources that changed last come first, so that a limit of seconds leaves out those that changed longest ago; how many it
left out is said. Exit: 0 no findings, 1 findings, 2 cannot run.
"""
import argparse
import concurrent.futures
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import time

CLANG_TIDY = "clang-tidy-14"
SEEN = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "doorward-tidy"


def output_of(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


class Sources:
    """The sources of a clone, with what each one's findings depend on."""

    def __init__(self, build):
        self.build = build
        self.root = output_of("git", "rev-parse", "--show-toplevel").strip()
        entries = json.loads((build / "compile_commands.json").read_text())
        self.commands = {os.path.relpath(entry["file"], self.root): entry["command"] for entry in entries}
        self.includes = self.read_includes()
        self.hashes = {}
        self.checks = output_of(CLANG_TIDY, "--version") + (pathlib.Path(self.root) / ".clang-tidy").read_text()

    def read_includes(self):
        """Ninja prints `object: #deps ...` and then one indented file a line, the source first."""
        includes, current = {}, []
        for line in output_of("ninja", "-C", str(self.build), "-t", "deps").splitlines():
            if not line.startswith(" "):
                current = []
                continue
            path = os.path.normpath(os.path.join(self.build, line.strip()))
            current.append(path)
            if len(current) == 1:
                includes[os.path.relpath(path, self.root)] = current
        return includes

    def hash_of(self, path):
        if path not in self.hashes:
            self.hashes[path] = hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()
        return self.hashes[path]

    def key(self, source):
        """Names the findings of a source, alike in every clone; nothing when its includes are not known."""
        if source not in self.includes:
            return None
        parts = [self.checks, self.commands[source].replace(self.root, "")]
        try:
            parts += [self.hash_of(path) for path in self.includes[source]]
        except OSError:
            return None
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def newest_first(self):
        """Changed files, then those of the last commits, then the rest, each once and only if it is compiled."""
        named = output_of("git", "-C", self.root, "status", "--porcelain", "-uall", "--no-renames")
        order = [line[3:] for line in named.splitlines()]
        order += output_of("git", "-C", self.root, "log", "--name-only", "--format=", "-n", "200").splitlines()
        order += output_of("git", "-C", self.root, "ls-files").splitlines()
        return [path for path in dict.fromkeys(order) if path in self.commands]


def look(sources, source):
    """The findings of one source, none when it is clean."""
    key = sources.key(source)
    if key and (SEEN / key).exists():
        return ""
    run = subprocess.run(
        [CLANG_TIDY, "-p", str(sources.build), "--quiet", "--extra-arg=-Wno-unknown-warning-option", source],
        capture_output=True, text=True, cwd=sources.root, check=False)
    if run.returncode != 0:
        return run.stdout or run.stderr
    if key:
        SEEN.mkdir(parents=True, exist_ok=True)
        (SEEN / key).touch()
    return ""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("files", nargs="*")
    arguments = parser.parse_args()
    sources = Sources(arguments.build.resolve())
    wanted = arguments.files or sources.newest_first()
    ends = time.monotonic() + arguments.seconds
    faults = left = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        looks = pool.map(lambda source: None if time.monotonic() > ends else look(sources, source), wanted)
        for source, findings in zip(wanted, looks):
            if findings is None:
                left += 1
            elif findings:
                faults += 1
                print(f"{source}:\n{findings}", flush=True)
    print(f"clang-tidy: {len(wanted) - left} of {len(wanted)} sources, {faults} with findings", flush=True)
    return 1 if faults else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"tidy: {error}", file=sys.stderr)
        sys.exit(2)
