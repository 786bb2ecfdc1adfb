"""Runs what the action for GitHub and the template for GitLab run, on a repository of policies, with the package installed
as the action installs it: from a release, after checking its sum.

usage: automation_test.py SOURCE WORK VERSION, where WORK holds the packages that package_test.py built
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys

import yaml

SOURCE, WORK = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
VERSION = sys.argv[3]
PLACE = WORK / "automation"

NOUNS = """group contractors = 4f1c2d7e-0000-4000-8000-000000000001
group break-glass = 4f1c2d7e-0000-4000-8000-000000000004
app procurement = 6a1c2d7e-0000-4000-8000-0000000000a1
"""
STRONG = 'policy CA1 "Step up" contractors except break-glass for procurement require mfa\n'
WEAK = 'policy CA1 "Step up" contractors except break-glass for procurement require mfa or compliant-device\n'
TEST = """test "a contractor steps up"
  alice@contoso.example using non-compliant devices for procurement
  given alice@contoso.example in contractors
  expect require mfa or compliant-device
"""
CLAIM = "contractors except break-glass for procurement always require mfa"
SIGN_IN = """{"user": {"upn": "alice@contoso.example", "groups": ["4f1c2d7e-0000-4000-8000-000000000001"]},
 "app": {"id": "6a1c2d7e-0000-4000-8000-0000000000a1"}, "device": {"isCompliant": true}}
""".replace("\n", " ") + "\n"


def run(command, cwd, expected=0, **environment):
    done = subprocess.run(command, cwd=cwd, env=os.environ | environment, text=True, capture_output=True, check=False)
    assert done.returncode == expected, (command, done.returncode, done.stdout, done.stderr)
    return done.stdout


def write(path, text, mode=0o644):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)


def release():
    """A release as GitHub serves it, and the commands that install for root."""
    folder = PLACE / "doorward/doorward/releases/download" / f"v{VERSION}"
    folder.mkdir(parents=True)
    for package in WORK.glob("doorward_*_amd64.deb*"):
        shutil.copy(package, folder)
    write(PLACE / "bin/sudo", '#!/bin/sh\nexec "$@"\n', 0o755)
    write(PLACE / "bin/apt-get", f'#!/bin/sh\nfor package; do :; done\nexec dpkg-deb -x "$package" {PLACE}/system\n', 0o755)


def repository():
    """Policies on a branch that weakens them; `origin` has the base."""
    origin, clone = PLACE / "origin.git", PLACE / "clone"
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@contoso.example"]
    run(["git", "init", "-q", "--bare", origin], PLACE)
    run(["git", "clone", "-q", origin, clone], PLACE)
    write(clone / "policies/nouns.ward", NOUNS)
    write(clone / "policies/policies.ward", STRONG)
    write(clone / "signins.ndjson", SIGN_IN)
    run([*git, "add", "-A"], clone)
    run([*git, "commit", "-q", "-m", "base"], clone)
    run(["git", "push", "-q", "origin", "HEAD"], clone)
    base = run(["git", "rev-parse", "HEAD"], clone).strip()
    write(clone / "policies/policies.ward", WEAK)
    write(clone / "policies/tests.ward", TEST)
    run([*git, "add", "-A"], clone)
    run([*git, "commit", "-q", "-m", "weaker"], clone)
    return clone, base


def filled(text, values):
    return re.sub(r"\$\{\{ *(.*?) *\}\}", lambda found: values[found[1]], str(text))


def check_action(clone, base, path):
    action = yaml.safe_load((SOURCE / "action.yml").read_text(encoding="utf-8"))
    values = {"github.server_url": f"file://{PLACE}", "github.action_repository": "doorward/doorward",
              "github.event.pull_request.base.sha": base, "inputs.version": VERSION}
    for name, about in action["inputs"].items():
        values.setdefault(f"inputs.{name}", filled(about.get("default", ""), values))
    steps = {step["name"]: step for step in action["runs"]["steps"]}

    def step(name, expected=0, **inputs):
        known = values | {f"inputs.{key}": value for key, value in inputs.items()}
        summary = PLACE / "summary.md"
        summary.write_text("", encoding="utf-8")
        environment = {key: filled(value, known) for key, value in steps[name].get("env", {}).items()}
        out = run(["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", steps[name]["run"]], clone, expected,
                  PATH=path, RUNNER_TEMP=str(PLACE / "temp"), GITHUB_STEP_SUMMARY=str(summary), **environment)
        return out, summary.read_text(encoding="utf-8")

    (PLACE / "temp").mkdir()
    step("Install")
    assert run(["doorward", "--version"], clone, PATH=path) == f"doorward {VERSION}\n"
    assert step("Check")[0] == ""
    assert step("Test")[0] == "PASS  a contractor steps up\n1 test: 1 passed, 0 failed, 0 in error\n"
    assert step("Prove")[0] == ""
    write(clone / "policies/claim.ward", f"prove {CLAIM}\n")
    assert step("Prove", expected=1)[0].startswith(f"REFUTED   {CLAIM}\n")
    (clone / "policies/claim.ward").unlink()
    out, summary = step("Compare")
    assert out == "" and summary.startswith("### Policy change: ") and "without any effort" in summary, (out, summary)
    out, summary = step("Compare", expected=1, signins="signins.ndjson")
    assert out == "" and "CA1" in summary, (out, summary)
    assert step("Compare", signins="signins.ndjson", **{"fail-on-weaker": "false"})[1] == summary


def check_template(clone, path):
    template = yaml.safe_load((SOURCE / ".ci/gitlab.yml").read_text(encoding="utf-8"))
    for job in ("doorward:check", "doorward:test", "doorward:prove"):
        for script in template[job]["script"]:
            run(["bash", "-e", "-o", "pipefail", "-c", script], clone, PATH=path, **template["variables"])
        for report in template[job]["artifacts"]["reports"].values():
            assert (clone / report).stat().st_size > 0, report


shutil.rmtree(PLACE, ignore_errors=True)
PLACE.mkdir()
release()
REPOSITORY, BASE = repository()
SEARCHED = f"{PLACE}/bin:{PLACE}/system/usr/bin:{os.environ['PATH']}"
check_action(REPOSITORY, BASE, SEARCHED)
check_template(REPOSITORY, SEARCHED)
