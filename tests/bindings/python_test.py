"""The Python package decides as the tool does: the same sign-ins give the same bytes."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import unittest

ROOT = pathlib.Path(os.environ["DOORWARD_ROOT"])
TOOL = os.environ["DOORWARD_TOOL"]
sys.path.insert(0, str(ROOT / "bindings" / "python"))

import doorward  # noqa: E402

NOW = 1795512600  # 2026-11-24T09:30:00Z
SIGN_IN = (ROOT / "examples/contoso/signin.json").read_text()


def compile_module(folder, *paths):
    module = pathlib.Path(folder) / "set.dwm"
    subprocess.run([TOOL, "compile", *map(str, paths), "-o", str(module)], check=True, stderr=subprocess.DEVNULL)
    return module


def module_of(text):
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "p.ward"
        source.write_text(text)
        return compile_module(folder, source).read_bytes()


def sentence(effect):
    return module_of(f'policy P1 "One"\n  everyone for all apps {effect}\n')


def evaluated(module, lines, *options):
    run = subprocess.run([TOOL, "eval", "--policies", str(module), "--at", "2026-11-24T09:30:00Z", *options],
                         input="\n".join(lines), capture_output=True, text=True, check=False)
    return run.stdout.splitlines()


def answer(decider, number, line):
    """As the tool prints it, also for what is no sign-in."""
    try:
        return decider.decide_json(line, NOW)
    except doorward.BadSignIn as error:
        return json.dumps({"line": number, "error": str(error)}, separators=(",", ":"), ensure_ascii=False)


class PythonTest(unittest.TestCase):
    def test_answers_are_those_of_the_tool(self):
        lines = (ROOT / "tests/bindings/sign_ins/contoso.ndjson").read_text().splitlines()
        with tempfile.TemporaryDirectory() as folder:
            module = compile_module(folder, ROOT / "examples/contoso")
            for options, strict in (([], False), (["--strict"], True)):
                decider = doorward.Decider(doorward.Policies(module.read_bytes()), strict=strict)
                expected = evaluated(module, lines, *options)
                self.assertEqual([answer(decider, i, line) for i, line in enumerate(lines, 1)], expected)
                self.assertEqual(len(expected), len(lines))

    def test_dicts_go_in_and_come_out(self):
        decider = doorward.Decider(doorward.Policies(sentence("require mfa")), strict=False)
        decision = decider.decide({"id": "é", "user": {"id": "anna"}, "app": {"id": "mail"}}, NOW)
        self.assertEqual((decision["id"], decision["outcome"], decision["next"]), ("é", "challenge", ["mfa"]))

    def test_a_record_that_is_no_sign_in_raises_with_the_field_at_fault(self):
        decider = doorward.Decider(doorward.Policies(sentence("block")))
        with self.assertRaisesRegex(doorward.BadSignIn, "^`user.groups` "):
            decider.decide({"user": {"groups": "g1"}}, NOW)
        with self.assertRaises(doorward.BadSignIn):
            decider.decide_json("", NOW)

    def test_bytes_that_are_no_module_raise_with_the_reason(self):
        with self.assertRaisesRegex(doorward.BadModule, "."):
            doorward.Policies(b"not a module")

    def test_a_decider_is_strict_unless_told_otherwise(self):
        policies = doorward.Policies(module_of('policy P1 "One"\n  everyone through other clients for all apps block\n'))
        sign_in = {"user": {"id": "anna"}, "app": {"id": "mail"}}
        strict = doorward.Decider(policies).decide(sign_in, NOW)
        self.assertEqual((strict["outcome"], strict["status"], strict["assumed"]), ("block", "signal-missing", ["clientApp"]))
        self.assertEqual(doorward.Decider(policies, supplied=["clientApp"]).decide(sign_in, NOW)["assumed"], [])
        with self.assertRaisesRegex(ValueError, "is no signal"):
            doorward.Decider(policies, supplied=["client"])

    def test_a_replaced_module_is_in_force_for_the_next_decision(self):
        policies = doorward.Policies(sentence("block"))
        decider = doorward.Decider(policies, strict=False)
        sign_in = {"user": {"id": "anna"}, "app": {"id": "mail"}}
        self.assertEqual(decider.decide(sign_in, NOW)["outcome"], "block")
        policies.replace(sentence("require mfa"))
        self.assertEqual(decider.decide(sign_in, NOW)["outcome"], "challenge")
        with self.assertRaises(doorward.BadModule):
            policies.replace(b"")
        self.assertEqual(decider.decide(sign_in, NOW)["outcome"], "challenge")

    def test_threads_decide_while_policies_are_replaced(self):
        modules = [sentence("block"), sentence("require mfa")]
        policies = doorward.Policies(modules[0])
        outcomes, done = set(), threading.Event()

        def decide():
            decider = doorward.Decider(policies, strict=False)
            while not done.is_set():
                outcomes.add(decider.decide_json(SIGN_IN, NOW).split('"outcome":"')[1].split('"')[0])

        threads = [threading.Thread(target=decide) for _ in range(2)]
        for thread in threads:
            thread.start()
        for turn in range(200):
            policies.replace(modules[turn % 2])
        done.set()
        for thread in threads:
            thread.join()
        self.assertLessEqual(outcomes, {"block", "challenge"})


if __name__ == "__main__":
    unittest.main()
