"""Builds the packages of a release build and uses each as it is used where Doorward was never built.

usage: package_test.py BUILD SOURCE WORK VERSION
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys

BUILD, SOURCE, WORK = (pathlib.Path(argument) for argument in sys.argv[1:4])
VERSION = sys.argv[4]


def run(*command, cwd=None):
    done = subprocess.run([str(word) for word in command], cwd=cwd, text=True, capture_output=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} exited with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def expect(holds, what):
    if not holds:
        sys.exit(what)


def use(prefix):
    """The tool below `prefix` works, with its pages and completions beside it."""
    tool = prefix / "bin/doorward"
    expect(run(tool, "--version") == f"doorward {VERSION}\n", "another version")
    run(tool, "check", "--quiet", SOURCE / "examples/contoso")
    module = WORK / "contoso.dwm"
    run(tool, "compile", SOURCE / "examples/contoso", "-o", module)
    expect("policy" in run(tool, "disasm", module), "an empty listing")
    for place in ("man/man1/doorward-check.1", "bash-completion/completions/doorward",
                  "zsh/vendor-completions/_doorward", "fish/vendor_completions.d/doorward.fish"):
        expect((prefix / "share" / place).stat().st_size > 0, f"no {place}")


def main():
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    run("cpack", "--config", BUILD / "CPackConfig.cmake", "-B", WORK, cwd=WORK)
    debian, = WORK.glob("*.deb")
    archive, = WORK.glob("*.tar.gz")
    for package in (debian, archive):
        run("sha256sum", "--check", f"{package.name}.sha256", cwd=WORK)

    run("dpkg-deb", "-x", debian, WORK / "debian")
    use(WORK / "debian/usr")
    expect((WORK / "debian/usr/include/doorward.h").exists(), "the Debian package lacks the headers")
    depends = run("dpkg-deb", "-f", debian, "Depends")
    expect("libsimdjson" in depends and "libsqlite3" in depends, f"dependencies are missing: {depends}")

    run("tar", "xzf", archive, cwd=WORK)
    unpacked = WORK / archive.name.removesuffix(".tar.gz")
    use(unpacked)
    loaded = run("ldd", unpacked / "bin/doorward")
    for line in loaded.splitlines():
        path = line.partition("=>")[2].strip().split(" ")[0]
        own = os.path.realpath(path).startswith(os.path.realpath(unpacked))
        libc = any(part in line for part in ("linux-vdso", "ld-linux", "libc.so", "libm.so"))
        expect(own or libc, f"the archive takes a library of this machine: {line.strip()}")

    listed = WORK / "contents.json"
    run(sys.executable, SOURCE / "cmake/sbom.py", "doorward", VERSION, listed, "libfmt-dev", "no-such-package")
    contents = json.loads(listed.read_text())
    expect([p["name"] for p in contents["packages"]] == ["doorward", "libfmt-dev"], "another list of contents")
    expect(contents["spdxVersion"] == "SPDX-2.3" and contents["relationships"][1]["relationshipType"] == "DEPENDS_ON",
           "no SPDX document")


main()
