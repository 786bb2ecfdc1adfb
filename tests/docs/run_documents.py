#!/usr/bin/env python3
"""Runs what the documents show: every command, and every Ward example.

usage: run_documents.py --doorward TOOL --root REPOSITORY [--update] DOCUMENT…

A fenced block is run by the first word of its info string:

  console     lines after `$ ` are commands, the lines below them what they print, to either stream; a line `...`
              stands for any lines. A command exits 0, or `$ echo $?` follows it and shows what it exits with
  sh          commands that exit 0
  ward        a policy file that checks without an error, beside the document's `ward nouns` (without any, Contoso's)
  ward nouns  declarations for the blocks after it
  ward bad E… a file that is refused with exactly that code
  json        JSON

Every other block is only shown. Each document runs in a scratch copy of the repository's examples, with the tool at
build/release/doorward and on the PATH. `--update` writes what the commands print into the document.
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

FENCE = re.compile(r"^(?P<indent> *)```(?P<info>[^`]*)$")
# These run the tests, and so this test: that they exist is all that can be said here.
RUNS_THIS = re.compile(r"^\./dev (build|test|ci)$")
MARK = "\x1e"


class Block:
    def __init__(self, first, indent, info):
        self.first, self.indent, self.info, self.lines = first, indent, info.split(), []


def blocks(text):
    """The fenced blocks of a document; `first` is the index of a block's first line within the document."""
    block = None
    for number, line in enumerate(text.split("\n")):
        fence = FENCE.match(line)
        if block is None and fence:
            block = Block(number + 1, fence["indent"], fence["info"])
        elif block is not None and fence and not fence["info"].strip():
            yield block
            block = None
        elif block is not None:
            block.lines.append(line.removeprefix(block.indent))


def commands(block):
    """(command, shown output) pairs. A line that ends in a backslash goes on, and so do the lines of a here-document."""
    pairs, open_command, here = [], False, None
    for line in block.lines:
        if open_command or here:
            pairs[-1][0] += "\n" + line.removeprefix("> ")
            open_command = not here and line.endswith("\\")
            here = None if here == line.removeprefix("> ") else here
        elif block.info[0] == "sh" or line.startswith("$ "):
            command = line.removeprefix("$ ")
            if block.info[0] == "sh" and (not command.strip() or command.lstrip().startswith("#")):
                continue
            pairs.append([re.sub(r"\s+# .*$", "", command) if block.info[0] == "sh" else command, []])
            open_command = command.endswith("\\")
            start = re.search(r"<<-?'?(\w+)'?", command)
            here = start[1] if start else None
        elif pairs:
            pairs[-1][1].append(line)
    return pairs


def fits(shown, printed):
    """Whether the printed lines are the shown ones, where a shown `...` stands for any number of lines."""
    pattern = "".join(r"(?:.*\n)*" if line.strip() == "..." else re.escape(line.rstrip()) + r" *\n" for line in shown)
    return re.fullmatch(pattern, "".join(line + "\n" for line in printed)) is not None


class Document:
    def __init__(self, path, options, scratch):
        self.path, self.options, self.scratch = path, options, scratch
        self.text = path.read_text("utf-8")
        # Until the document declares its own.
        self.nouns = (options.root / "examples/contoso/nouns.ward").read_text("utf-8")
        self.own_nouns = False
        self.ran = 0
        self.faults = []
        self.replacements = []

    def fault(self, block, line, message):
        self.faults.append(f"{self.path.name}:{block.first + line + 1}: {message}")

    def run(self):
        for block in blocks(self.text):
            kind = block.info[0] if block.info else ""
            if kind in ("console", "sh"):
                self.shell(block)
            elif kind == "ward":
                self.ward(block)
            elif kind == "json":
                self.json(block)

    def environment(self):
        return {**os.environ, "PATH": f"{self.scratch}/build/release:{os.environ['PATH']}", "NO_COLOR": "1",
                "LC_ALL": "C.UTF-8", "DOORWARD": f"{self.scratch}/build/release/doorward"}

    def shell(self, block):
        pairs = commands(block)
        script = ""
        for command, _ in pairs:
            if RUNS_THIS.match(command):
                command = f"./dev help | grep -q '^  {command.split()[1]} '"
            # The status of the command is kept, so that a following `echo $?` sees it.
            script += f"{command}\n_status=$?; printf '\\x1e%s\\x1e' $_status; (exit $_status)\n"
        done = subprocess.run(["bash", "-c", script], cwd=self.scratch, env=self.environment(), text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, timeout=600)
        parts = done.stdout.split(MARK)
        for index, (command, shown) in enumerate(pairs):
            self.ran += 1
            if 2 * index + 1 >= len(parts):
                return self.fault(block, 0, f"`{command}` did not run: {done.stdout[-500:]}")
            printed, status = parts[2 * index].rstrip("\n").split("\n"), int(parts[2 * index + 1])
            printed = [] if printed == [""] else printed
            asked = index + 1 < len(pairs) and pairs[index + 1][0] == "echo $?"
            if status != 0 and not asked:
                self.fault(block, 0, f"`{command}` exits with {status}:\n" + "\n".join(printed))
            if block.info[0] == "console" and (shown or printed) and not fits(shown, printed):
                if self.options.update and "..." not in [line.strip() for line in shown]:
                    self.replacements.append((block, command, printed))
                else:
                    self.fault(block, 0, f"`{command}` prints\n" + "\n".join(printed) + "\nbut the document shows\n" +
                               "\n".join(shown))

    def ward(self, block):
        self.ran += 1
        source = "\n".join(block.lines) + "\n"
        with tempfile.TemporaryDirectory(dir=self.scratch) as folder:
            if block.info[1:] != ["nouns"] or self.own_nouns:
                pathlib.Path(folder, "nouns.ward").write_text(self.nouns, "utf-8")
            pathlib.Path(folder, "example.ward").write_text(source, "utf-8")
            done = subprocess.run([self.options.doorward, "check", "--format", "json", folder], text=True,
                                  capture_output=True, env=self.environment(), timeout=60)
            errors = sorted(set(re.findall(r"\bE\d{4}\b", done.stdout + done.stderr)))
        if block.info[1:2] == ["bad"]:
            if done.returncode != 1 or errors != block.info[2:3]:
                self.fault(block, 0, f"shown as refused with {block.info[2:]}, but exits with {done.returncode}, {errors}")
        elif done.returncode != 0:
            self.fault(block, 0, f"does not check:\n{done.stdout}{done.stderr}\n{source}")
        if block.info[1:] == ["nouns"]:
            self.nouns = (self.nouns if self.own_nouns else "") + source
            self.own_nouns = True

    def json(self, block):
        self.ran += 1
        try:
            json.loads("\n".join(block.lines))
        except ValueError as error:
            self.fault(block, 0, f"is not JSON: {error}")

    def write_back(self):
        lines = self.text.split("\n")
        for block, command, printed in reversed(self.replacements):
            at = block.first + block.lines.index("$ " + command.split("\n")[0]) + command.count("\n") + 1
            end = at
            while not FENCE.match(lines[end]) and not lines[end].startswith(block.indent + "$ "):
                end += 1
            lines[at:end] = [block.indent + line.rstrip() for line in printed]
        self.path.write_text("\n".join(lines), "utf-8")


def scratch_copy(options, folder):
    for name in ("examples", "dev"):
        source = options.root / name
        (shutil.copytree if source.is_dir() else shutil.copy2)(source, folder / name)
    (folder / "build/release").mkdir(parents=True)
    (folder / "build/release/doorward").symlink_to(options.doorward.resolve())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--doorward", type=pathlib.Path, required=True)
    parser.add_argument("--root", type=pathlib.Path, required=True)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("documents", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    faults = []
    for path in options.documents:
        with tempfile.TemporaryDirectory() as folder:
            scratch_copy(options, pathlib.Path(folder))
            document = Document(path, options, pathlib.Path(folder))
            document.run()
        if document.replacements:
            document.write_back()
        faults += document.faults
        print(f"{path.name}: {document.ran} commands and examples, {len(document.faults)} faults")
    print("\n".join(faults))
    if faults:
        print("what commands print is brought up to date by the same command with --update")
    sys.exit(1 if faults else 0)


main()
