#!/usr/bin/env python3
"""Writes the workload that speed is measured on (bench/README.md).

usage: workload.py FOLDER [SIGN-INS]

Into FOLDER go policies_N.json for N = 10, 100, 1000, 10000 (Graph JSON, each a prefix of the next, with its named
locations), directory.json and signins.ndjson in Doorward's own shapes. Deterministic: one seed, no clock. The shape
is a tenant's: 60 % everyone with exclusions, half all apps, 30 % client kinds, 30 % platforms, 30 % locations, 20 %
risk, 10 % device filters.
"""
import hashlib
import ipaddress
import json
import os
import random
import sys

GROUPS, ROLES, APPS, LOCATIONS, USERS, DEVICES = 500, 20, 200, 20, 10000, 5000
SIZES = (10, 100, 1000, 10000)
COUNTRIES = "NO SE DK FI DE GB US FR PL IN CN RU KP BR JP NL".split()
CLIENTS = ["browser", "mobileAppsAndDesktopClients", "exchangeActiveSync", "other"]
PLATFORMS = ["android", "iOS", "windows", "macOS", "linux", "windowsPhone"]
RISKS = ["none", "low", "medium", "high"]
TRUST = ["AzureAD", "ServerAD", "Workplace"]
MODELS = ["Surface Pro 9", "Surface Laptop 5", "Latitude 7440", "ThinkPad X1", "MacBookPro18,1", "iPhone15,2",
          "Pixel 8", "EliteBook 840"]
MAKERS = ["Microsoft", "Microsoft", "Dell", "Lenovo", "Apple", "Apple", "Google", "HP"]
SYSTEMS = ["Windows", "MacMDM", "IOS", "Android", "Linux"]
LABELS = ["SAW", "PAW", "KIOSK", "SHARED", "", "", ""]
GRANTS = [("OR", ["mfa"]), ("OR", ["compliantDevice", "domainJoinedDevice"]), ("OR", ["compliantDevice"]),
          ("AND", ["mfa", "compliantDevice"]), ("OR", ["mfa", "compliantDevice", "domainJoinedDevice"]),
          ("OR", ["domainJoinedDevice"])]
GRANT_WEIGHTS = [58, 18, 10, 6, 5, 3]
SERVICE_WEIGHTS = [30, 10, 10, 5, 5, 5, 8, 5, 5, 5, 3, 2, 1, 2, 2, 2]

draw = random.Random(20261124)


def guid(kind, number):
    digits = hashlib.md5(f"{kind}:{number}".encode()).hexdigest()
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def make_users():
    users = []
    for number in range(USERS):
        count = draw.randint(5, 30)
        users.append({"id": guid("u", number), "type": "member",
                      "groups": [guid("g", g) for g in sorted(draw.sample(range(GROUPS), count))],
                      "roles": [guid("r", r) for r in
                                sorted(draw.sample(range(ROLES), draw.choice([0, 0, 0, 0, 1, 1, 2])))]})
    return users


def make_range(networks):
    if networks and draw.random() < 0.15:
        outer = draw.choice(networks)
        prefix = min(28, outer.prefixlen + draw.randint(2, 6))
        address = int(outer.network_address) | (draw.getrandbits(prefix - outer.prefixlen) << (32 - prefix))
    else:
        prefix = draw.choice([12, 16, 16, 20, 22, 24, 24, 24, 26, 28])
        address = draw.randint(1 << 24, 223 << 24)
    return ipaddress.ip_network((address & (((1 << prefix) - 1) << (32 - prefix)), prefix))


def make_locations():
    locations, networks = [], []
    for number in range(LOCATIONS):
        ranges = []
        while len(ranges) < 10:
            network = make_range(networks)
            if network not in networks:
                ranges.append(network)
                networks.append(network)
        locations.append({"@odata.type": "#microsoft.graph.ipNamedLocation", "id": guid("l", f"loc{number}"),
                          "displayName": f"loc{number}", "isTrusted": number < 6,
                          "ipRanges": [{"@odata.type": "#microsoft.graph.iPv4CidrRange", "cidrAddress": str(n)}
                                       for n in ranges]})
    for number in range(5):
        locations.append({"@odata.type": "#microsoft.graph.countryNamedLocation", "id": guid("l", f"ctry{number}"),
                          "displayName": f"ctry{number}", "countriesAndRegions": draw.sample(COUNTRIES, 3),
                          "includeUnknownCountriesAndRegions": False})
    return locations, networks


def make_devices():
    devices = []
    for number in range(DEVICES):
        model = draw.randrange(len(MODELS))
        device = {"id": guid("d", number), "trustType": draw.choice(TRUST), "isCompliant": draw.random() < 0.7}
        properties = {"operatingSystem": draw.choice(SYSTEMS), "model": MODELS[model], "manufacturer": MAKERS[model]}
        label = draw.choice(LABELS)
        if label:
            properties["extensionAttribute1"] = label
        devices.append({**device, "properties": properties})
    return devices


def make_atom():
    kind = draw.randrange(6)
    if kind == 0:
        return f"device.isCompliant -eq {draw.random() < 0.5}"
    if kind == 1:
        return f'device.trustType -{draw.choice(["eq", "ne"])} "{draw.choice(TRUST)}"'
    if kind == 2:
        return f'device.extensionAttribute1 -eq "{draw.choice(LABELS[:4])}"'
    if kind == 3:
        return f'device.model -startsWith "{draw.choice(["Surface", "MacBook", "iPhone", "ThinkPad"])}"'
    if kind == 4:
        return f'device.manufacturer -eq "{draw.choice(MAKERS)}"'
    first, second = draw.sample(SYSTEMS, 2)
    return f'device.operatingSystem -in ["{first}","{second}"]'


def make_rule():
    if draw.random() < 0.5:
        return make_atom()
    word = draw.choice(["and", "or"])
    return f"{make_atom()} -{word} {make_atom()}"


def make_subjects(legacy, narrow):
    users = {}
    if (not narrow and draw.random() < 0.65) or legacy:
        users["includeUsers"] = ["All"]
        users["excludeGroups"] = [guid("g", g) for g in sorted(draw.sample(range(GROUPS), draw.randint(1, 3)))]
        if draw.random() < 0.2:
            users["excludeUsers"] = [guid("u", u) for u in draw.sample(range(USERS), 2)]
        if draw.random() < 0.05:
            users["excludeRoles"] = [guid("r", draw.randrange(ROLES))]
        return users
    if not narrow and draw.random() < 0.2:
        users["includeRoles"] = [guid("r", r) for r in sorted(draw.sample(range(ROLES), draw.randint(1, 6)))]
    else:
        users["includeGroups"] = [guid("g", g) for g in sorted(draw.sample(range(GROUPS), draw.randint(1, 4)))]
    if draw.random() < 0.5:
        users["excludeGroups"] = [guid("g", draw.randrange(GROUPS))]
    if draw.random() < 0.1:
        users["includeUsers"] = [guid("u", u) for u in draw.sample(range(USERS), 2)]
    return users


def make_applications(legacy, narrow):
    if legacy or (not narrow and draw.random() < 0.53):
        applications = {"includeApplications": ["All"]}
        if draw.random() < 0.15:
            applications["excludeApplications"] = [guid("a", a) for a in
                                                   draw.sample(range(APPS), draw.randint(1, 2))]
        return applications
    return {"includeApplications": [guid("a", a) for a in sorted(draw.sample(range(APPS), draw.randint(1, 5)))]}


def make_network_condition(narrow):
    names = [f"loc{n}" for n in range(LOCATIONS)] + [f"ctry{n}" for n in range(5)]
    kind = draw.random()
    if kind < 0.45 and not narrow:
        return {"includeLocations": ["All"], "excludeLocations": ["AllTrusted"]}
    if kind < 0.6 and not narrow:
        return {"includeLocations": ["All"],
                "excludeLocations": [guid("l", n) for n in draw.sample(names, draw.randint(1, 3))]}
    return {"includeLocations": [guid("l", n) for n in draw.sample(names, draw.randint(1, 4))]}


def add_conditions(conditions, narrow, rules):
    if draw.random() < 0.3:
        if draw.random() < 0.6:
            conditions["platforms"] = {"includePlatforms": draw.sample(PLATFORMS, draw.randint(1, 3))}
        else:
            conditions["platforms"] = {"includePlatforms": ["all"],
                                       "excludePlatforms": draw.sample(PLATFORMS, draw.randint(1, 2))}
    if draw.random() < (0.8 if narrow else 0.3):
        conditions["locations"] = make_network_condition(narrow)
    if draw.random() < 0.2:
        if draw.random() < 0.6:
            conditions["signInRiskLevels"] = draw.choice([["high"], ["medium", "high"], ["low", "medium", "high"]])
        else:
            conditions["userRiskLevels"] = draw.choice([["high"], ["medium", "high"]])
    if draw.random() < 0.1:
        conditions["devices"] = {"deviceFilter": {"mode": draw.choice(["include", "exclude"]),
                                                  "rule": draw.choice(rules)}}


def make_policy(number, rules):
    legacy = number == 3
    block = legacy or draw.random() < 0.08
    narrow = block and not legacy
    conditions = {"users": make_subjects(legacy, narrow), "applications": make_applications(legacy, narrow)}
    if legacy:
        conditions["clientAppTypes"] = ["exchangeActiveSync", "other"]
    elif draw.random() < 0.3:
        conditions["clientAppTypes"] = draw.sample(CLIENTS, draw.randint(1, 2))
    if not legacy:
        add_conditions(conditions, narrow, rules)
    operator, controls = ("OR", ["block"]) if block else draw.choices(GRANTS, GRANT_WEIGHTS)[0]
    return {"id": guid("p", number), "displayName": f"p{number}", "state": "enabled", "conditions": conditions,
            "grantControls": {"operator": operator, "builtInControls": controls}}


def make_sign_in(number, networks, devices, apps, weights):
    if draw.random() < 0.5:
        network = draw.choice(networks)
        address = int(network.network_address) + draw.getrandbits(32 - network.prefixlen)
    else:
        address = draw.randint(1 << 24, 223 << 24)
    device = dict(draw.choice(devices)) if draw.random() < 0.7 else {}
    sign_in = {"id": str(number), "user": {"id": guid("u", draw.randrange(USERS))},
               "app": {"id": draw.choices(apps, weights)[0]},
               "clientApp": draw.choices(CLIENTS, [60, 35, 3, 2])[0]}
    device["platform"] = draw.choices(PLATFORMS, [15, 25, 40, 12, 7, 1])[0]
    sign_in["network"] = {"ip": str(ipaddress.ip_address(address)), "country": draw.choices(COUNTRIES, SERVICE_WEIGHTS)[0]}
    sign_in["device"] = device
    sign_in["risk"] = {"signIn": draw.choices(RISKS, [88, 6, 4, 2])[0], "user": draw.choices(RISKS, [92, 4, 3, 1])[0]}
    return sign_in


def write(folder, name, value):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        json.dump(value, file, separators=(",", ":"))


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    folder = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) == 3 else 100000
    os.makedirs(folder, exist_ok=True)
    users = make_users()
    locations, networks = make_locations()
    devices = make_devices()
    rules = [make_rule() for _ in range(64)]
    policies = [make_policy(number, rules) for number in range(max(SIZES))]
    for size in SIZES:
        write(folder, f"policies_{size}.json", {"value": locations + policies[:size]})
    write(folder, "directory.json", {"users": users})
    apps = [guid("a", number) for number in range(APPS)]
    weights = [1 / (number + 1) ** 0.9 for number in range(APPS)]
    with open(os.path.join(folder, "signins.ndjson"), "w", encoding="utf-8") as file:
        for number in range(count):
            sign_in = make_sign_in(number, networks, devices, apps, weights)
            file.write(json.dumps(sign_in, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
