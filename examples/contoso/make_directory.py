#!/usr/bin/env python3
"""Makes Contoso's directory and a day of its sign-ins: directory.json and signins.ndjson.

usage: make_directory.py FOLDER

The same bytes on every machine: the only source of chance is random.random() from a fixed seed. The ids of groups
and apps are read from nouns.ward beside this script, so that they are written down once.
"""
import json
import pathlib
import random
import re
import sys

USERS = 1000
SIGN_INS = 10000
chance = random.Random(20261124)

NOUNS = dict(re.findall(r"^(?:group|app) +(\S+) += ([0-9a-f-]{36})$",
                        (pathlib.Path(__file__).parent / "nouns.ward").read_text("utf-8"), re.M))
# Ids that are the same in every tenant.
EXCHANGE = "00000002-0000-0ff1-ce00-000000000000"
SHAREPOINT = "00000003-0000-0ff1-ce00-000000000000"
AZURE = "797f4846-ba00-4fd7-ba43-dac1f8f63013"
GLOBAL_ADMINISTRATOR = "62e90394-69f5-4237-9190-012177145e10"
ROLES = [GLOBAL_ADMINISTRATOR,
         "194ae4cb-b126-40b2-bd5b-6091b380977d",  # Security Administrator
         "29232cdf-9323-42fd-ade2-1d097af3e4de",  # Exchange Administrator
         "729827e3-9c14-49f7-bb1b-9608f156bbb8",  # Helpdesk Administrator
         "fe930be7-5e62-47db-91af-98c3a49a38b1"]  # User Administrator

HQ, BRANCH, CAFE = "203.0.113.9", "192.0.2.200", "198.51.100.7"


def pick(weighted):
    """One key of `weighted`, as often as its weight says."""
    at = chance.random() * sum(weighted.values())
    for key, weight in weighted.items():
        at -= weight
        if at < 0:
            return key
    return key


def guid(kind, number):
    return f"{kind}c2d7e00-0000-4000-8000-{number:012x}"


def person(number, name, group, guest=False, roles=(), state="disabled", registered=True, app_password=False):
    return {"id": guid("a", number), "upn": f"{name}@contoso.example", "type": "guest" if guest else "member",
            "groups": [NOUNS[group]] if group else [], "roles": list(roles), "mfaState": state,
            "mfaRegistered": registered, "hasAppPassword": app_password}


def people():
    """The people of the first sign-ins by name, then everybody else by number."""
    yield person(1, "alice", "contractors")
    yield person(2, "erin", "employees")
    yield person(3, "frank", "employees", state="enforced", app_password=True)
    yield person(4, "grace", "employees", state="enabled", registered=False)
    yield person(5, "ada", "employees", roles=[GLOBAL_ADMINISTRATOR])
    yield person(6, "gus_fabrikam.example#EXT#", None, guest=True)
    yield person(7, "emergency1", "break-glass", roles=[GLOBAL_ADMINISTRATOR])
    yield person(8, "emergency2", "break-glass", roles=[GLOBAL_ADMINISTRATOR])
    for number in range(9, USERS + 1):
        group = pick({"employees": 66, "contractors": 20, "vendors": 8, None: 6})
        guest = group is None
        state = "disabled" if guest else pick({"disabled": 80, "enabled": 5, "enforced": 15})
        yield person(number, f"user{number:04}" + ("_fabrikam.example#EXT#" if guest else ""), group, guest,
                     [pick(dict.fromkeys(ROLES, 1))] if group == "employees" and chance.random() < 0.03 else [],
                     state, state == "enforced" or chance.random() < 0.85, state == "enforced" and chance.random() < 0.4)


UNREGISTERED = {"platform": "windows", "isCompliant": False, "trustType": ""}
HYBRID = {"platform": "windows", "isCompliant": True, "trustType": "ServerAD"}
ENTRA = {"platform": "windows", "isCompliant": True, "trustType": "AzureAD"}


def sign_in(user, app, ip=CAFE, device=None, client="browser", **more):
    """A sign-in as `eval` reads it. Every signal that a policy may test is said, so that nothing is assumed."""
    line = {"user": {"id": user["id"], "upn": user["upn"], "guestKind": "b2bCollaborationGuest" if user["type"] ==
                     "guest" else "none"},
            "app": {"id": app}, "clientApp": client,
            "network": {"ip": ip, "country": "NO"}, "device": dict(device or UNREGISTERED),
            "risk": {"signIn": "none", "user": "none"}, "flow": "none",
            "satisfied": [], "session": {"authAge": 60}}
    line.update(more)
    return line


def story(named):
    """The sign-ins that explain the policies, one idea each."""
    alice, erin, frank, grace, ada, guest, emergency = named[:7]
    procurement, risky = NOUNS["procurement"], {"signIn": "high", "user": "none"}
    yield "contractor-in-a-cafe", sign_in(alice, procurement)
    yield "same-at-headquarters", sign_in(alice, procurement, HQ)
    yield "same-on-a-hybrid-joined-laptop", sign_in(alice, procurement, device=HYBRID)
    yield "same-for-another-app", sign_in(alice, EXCHANGE)
    yield "same-with-mfa-done", sign_in(alice, procurement, satisfied=["mfa"])
    yield "employee-in-a-cafe", sign_in(erin, procurement)
    yield "enforced-user-at-headquarters", sign_in(frank, procurement, HQ, HYBRID)
    yield "enforced-user-at-the-branch", sign_in(frank, procurement, BRANCH, HYBRID)
    yield "enforced-user-on-a-remembered-device", sign_in(
        frank, procurement, device=HYBRID, session={"authAge": 60, "mfaAge": 86400, "rememberedDevice": True})
    yield "enabled-user-not-yet-registered", sign_in(grace, EXCHANGE, HQ, HYBRID)
    yield "enforced-user-in-an-old-mail-program", sign_in(frank, EXCHANGE, HQ, client="other")
    yield "global-administrator", sign_in(ada, AZURE, HQ, HYBRID)
    yield "guest", sign_in(guest, SHAREPOINT)
    yield "risky-sign-in", sign_in(erin, EXCHANGE, risk=risky)
    yield "unknown-platform", sign_in(erin, EXCHANGE, device={"platform": "unknown"})
    yield "break-glass-account", sign_in(emergency, AZURE)


def any_day(directory):
    """Sign-ins of everybody from everywhere, most of them ordinary."""
    apps = {NOUNS["procurement"]: 20, NOUNS["timesheets"]: 15, NOUNS["payroll"]: 5, EXCHANGE: 35, SHAREPOINT: 22,
            AZURE: 3}
    while True:
        user = directory[int(chance.random() * len(directory))]
        device = dict(pick_device())
        ip = pick({HQ: 45, BRANCH: 10, CAFE: 15, f"198.51.100.{int(chance.random() * 250) + 1}": 25, "2001:db8:17::9": 5})
        line = sign_in(user, pick(apps), ip, device, pick({"browser": 60, "mobileAppsAndDesktopClients": 37,
                                                           "exchangeActiveSync": 1, "other": 2}))
        line["risk"] = {"signIn": pick({"none": 960, "low": 20, "medium": 14, "high": 6}),
                        "user": pick({"none": 970, "low": 20, "high": 10})}
        line["flow"] = pick({"none": 995, "deviceCodeFlow": 5})
        if chance.random() < 0.01:
            del line["app"]
            line["userAction"] = "urn:user:registersecurityinfo"
        if chance.random() < 0.25:
            line["satisfied"] = ["mfa"]
            line["session"] = {"authAge": 60, "mfaAge": 60}
        elif chance.random() < 0.1:
            line["session"] = {"authAge": int(chance.random() * 30000), "mfaAge": 172800, "rememberedDevice": True}
        yield line


def pick_device():
    kind = pick({"hybrid": 50, "entra": 20, "phone": 18, "unregistered": 10, "unknown": 1, "linux": 1})
    return {"hybrid": HYBRID, "entra": ENTRA, "unregistered": UNREGISTERED,
            "phone": {"platform": "iOS", "isCompliant": True, "trustType": "Workplace"},
            "linux": {"platform": "linux", "isCompliant": False, "trustType": ""},
            "unknown": {"platform": "unknown", "isCompliant": False, "trustType": ""}}[kind]


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__.strip())
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    directory = list(people())
    groups = [{"id": NOUNS[name], "displayName": name.capitalize(),
               "members": [user["id"] for user in directory if NOUNS[name] in user["groups"]]}
              for name in ("contractors", "employees", "vendors", "break-glass")]
    with open(folder / "directory.json", "w", encoding="utf-8", newline="\n") as out:
        json.dump({"users": directory, "groups": groups}, out, indent=1)
        out.write("\n")
    with open(folder / "signins.ndjson", "w", encoding="utf-8", newline="\n") as out:
        count = 0
        for name, line in story(directory):
            count += 1
            print(json.dumps({"id": name, "time": "2026-11-24T09:30:00Z", **line}), file=out)
        for line in any_day(directory):
            if count == SIGN_INS:
                break
            count += 1
            second = 34200 + (count * 5) % 50000
            time = f"2026-11-24T{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}Z"
            print(json.dumps({"id": f"s{count:05}", "time": time, **line}), file=out)


main()
