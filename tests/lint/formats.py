#!/usr/bin/env python3
"""Reads the reports of `doorward check` as their consumers do.

SARIF is held to its published schema; JUnit and checkstyle are read by consumers, junitparser and diff-quality. Code quality
and workflow commands are read as their documentation says; consumers/consume.mjs holds them to what npm has.
usage: formats.py DOORWARD"""
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

import jsonschema
import junitparser
from diff_cover.git_path import GitPathTool
from diff_cover.violationsreporters.java_violations_reporter import CheckstyleXmlDriver

TOOL = sys.argv[1]
SCHEMAS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "schemas")
POLICIES = '''group old = 4f1c2d7e-0000-4000-8000-000000000009
policy CA1 "A <b> & \\"c\\", 100%: x" everyone for all apps require mfa
policy CA2 "A <b> & \\"c\\", 100%: x" everyone for office-365 require compliant-device or terms-x
'''.replace(" or terms-x", "")
NAME = "policies, 100% & more.ward"


def report(name):
    run = subprocess.run([TOOL, "check", NAME, "--at", "2026-11-25", "--deny", "W3101", "--format", name],
                         capture_output=True, text=True, check=False)
    assert run.returncode == 1, (name, run.returncode, run.stderr)
    return run.stdout


def members(value, **kinds):
    for name, kind in kinds.items():
        assert isinstance(value[name], kind), (name, value)


def check_sarif():
    root = json.loads(report("sarif"))
    with open(os.path.join(SCHEMAS, "sarif-schema-2.1.0.json"), encoding="utf-8") as schema:
        jsonschema.Draft4Validator(json.load(schema)).validate(root)
    assert root["version"] == "2.1.0" and root["$schema"].endswith("sarif-2.1.0.json")
    (run,) = root["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    driver = run["tool"]["driver"]
    members(driver, name=str, version=str, rules=list)
    assert all(re.fullmatch("([A-Z][a-z0-9]*)+", rule["name"]) for rule in driver["rules"])
    assert driver["informationUri"].startswith("https://")
    for rule in driver["rules"]:
        members(rule, id=str, name=str, shortDescription=dict, fullDescription=dict, help=dict, properties=dict)
        assert rule["help"]["markdown"].startswith("# " + rule["id"])
        assert rule["defaultConfiguration"]["level"] in ("none", "note", "warning", "error")
    assert run["results"]
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("note", "warning", "error") and result["message"]["text"]
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "policies%2C%20100%25%20%26%20more.ward"
        region = place["region"]
        assert 1 <= region["startLine"] <= region["endLine"] and region["startColumn"] >= 1
        assert re.fullmatch("[0-9a-f]+:[0-9]+", result["partialFingerprints"]["primaryLocationLineHash"])
    fixes = [fix for result in run["results"] for fix in result.get("fixes", [])]
    assert fixes
    for fix in fixes:
        for change in fix["artifactChanges"]:
            for replacement in change["replacements"]:
                members(replacement, deletedRegion=dict, insertedContent=dict)
    assert any(result.get("relatedLocations") for result in run["results"])


def check_gitlab():
    findings = json.loads(report("gitlab"))
    assert findings
    for finding in findings:
        members(finding, description=str, check_name=str, fingerprint=str, location=dict)
        assert finding["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert finding["location"]["path"] == NAME and finding["location"]["lines"]["begin"] >= 1
    fingerprints = [finding["fingerprint"] for finding in findings]
    assert len(set(fingerprints)) == len(fingerprints)


def check_github():
    lines = report("github").splitlines()
    assert lines
    for line in lines:
        command, properties, message = re.fullmatch("::(error|warning|notice) (.*?)::(.*)", line).groups()
        values = dict(pair.split("=", 1) for pair in properties.split(","))
        assert values["file"] == "policies%2C 100%25 & more.ward" and values["title"].startswith("W")
        assert command and message and "\r" not in message
    assert any("%0Ahelp: " in line for line in lines)


def check_checkstyle():
    checkstyle = xml.fromstring(report("checkstyle"))
    assert checkstyle.tag == "checkstyle"
    (file,) = checkstyle
    assert file.tag == "file" and file.get("name") == NAME
    texts = [error.get("message") for error in file]
    assert any('`A <b> & "c", 100%: x`' in text for text in texts), texts
    for error in file:
        assert error.get("severity") in ("error", "warning", "info") and error.get("source").startswith("doorward.W")
        assert int(error.get("line")) >= 1 and int(error.get("column")) >= 1


def check_checkstyle_is_read():
    subprocess.run(["git", "init", "-q"], check=True)
    GitPathTool.set_cwd(None)
    text = report("checkstyle")
    ((name, violations),) = CheckstyleXmlDriver().parse_reports([text]).items()
    assert name == NAME
    written = [(int(error.get("line")), f"{error.get('severity')}: {error.get('message')}") for error in xml.fromstring(text)[0]]
    assert [tuple(violation) for violation in violations] == written and written


def check_junit():
    text = report("junit")
    junit = junitparser.JUnitXml.fromstring(text.encode())
    assert isinstance(junit, junitparser.JUnitXml) and (junit.failures, junit.errors) == (2, 0)
    (suite,) = junit
    cases = list(suite)
    assert suite.tests == len(cases) and suite.failures == 2
    failures = [result for case in cases for result in case.result if isinstance(result, junitparser.Failure)]
    assert [failure.type for failure in failures] == ["W3101", "W3101"]
    assert all(failure.message and failure.text for failure in failures)


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    with open(NAME, "w", encoding="utf-8") as policies:
        policies.write(POLICIES)
    check_sarif()
    check_gitlab()
    check_github()
    check_checkstyle()
    check_checkstyle_is_read()
    check_junit()
