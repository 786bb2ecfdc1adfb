#!/usr/bin/env python3
"""The same policies give the same bytes, whichever compiler built the tool.

usage: check.py DOORWARD ROOT

Compiles the example, every template and every file of the corpus that compiles, and compares the SHA-256 of the modules
with modules.sha256 beside this file. That file was written with the tool as g++ builds it for release; one that clang
builds, with sanitizers and without optimisation, must agree. With DOORWARD_UPDATE_GOLDENS it is written anew.
"""
import concurrent.futures
import glob
import hashlib
import os
import subprocess
import sys
import tempfile

GOLDEN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "modules.sha256")
REFUSED = 1  # the status of a tool whose sources have errors


def sources():
    yield "examples/contoso"
    yield from sorted(glob.glob("stdlib/templates/*.ward"))
    yield from sorted(glob.glob("tests/corpus/policies/**/*.json", recursive=True))


def compiled(tool, path, out):
    """A line as sha256sum writes it; empty for what does not compile."""
    module = os.path.join(out, hashlib.sha256(path.encode()).hexdigest())
    run = subprocess.run([tool, "compile", "--quiet", "-o", module, path], capture_output=True, text=True)
    if run.returncode == REFUSED:
        return ""
    if run.returncode != 0:
        sys.exit(f"`{path}`: status {run.returncode}\n{run.stderr}")
    with open(module, "rb") as file:
        return f"{hashlib.sha256(file.read()).hexdigest()}  {path}\n"


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    tool = os.path.abspath(sys.argv[1])
    # Modules name their sources as the command line does, so the paths must be those of the golden.
    os.chdir(sys.argv[2])
    with tempfile.TemporaryDirectory() as out, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        lines = list(pool.map(lambda path: compiled(tool, path, out), sources()))
    if "DOORWARD_UPDATE_GOLDENS" in os.environ:
        with open(GOLDEN, "w", encoding="utf-8") as file:
            file.writelines(lines)
    with open(GOLDEN, encoding="utf-8") as file:
        wanted = set(file)
    seen = set(filter(None, lines))
    for line in sorted(seen ^ wanted, key=lambda line: line.split("  ", 1)[1]):
        print("only wanted:" if line in wanted else "only seen:  ", line.rstrip())
    print(f"{len(seen & wanted)} modules are the same, {len(seen ^ wanted)} lines differ")
    if seen != wanted:
        sys.exit("the golden is written anew with DOORWARD_UPDATE_GOLDENS=1; a tool of another compiler must not need that")


if __name__ == "__main__":
    main()
