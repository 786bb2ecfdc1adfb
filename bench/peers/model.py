"""The policies and sign-ins of bench/workload.py as the peers are told them. Knows no peer's language.

A policy is a conjunction of tests, the cheap ones first. What can be said of a sign-in before any policy is asked is
worked out here, outside every peer's time: the named locations of its address and what of its device counts.
"""
import collections
import ipaddress
import json
import os

# The signal is one of `values` (wanted), or none of them.
OneOf = collections.namedtuple("OneOf", "signal values wanted")
# The signal, which is a set, has one of `values` (wanted), or none of them.
Shares = collections.namedtuple("Shares", "signal values wanted")
# The device rule of that number holds (wanted), or does not.
Filter = collections.namedtuple("Filter", "number wanted")
# A device rule: atoms joined by `and` or `or`.
Rule = collections.namedtuple("Rule", "word atoms")
Atom = collections.namedtuple("Atom", "attribute operator values")
# `demands` is the grant clause in words; None for a policy that blocks.
Policy = collections.namedtuple("Policy", "id demands tests")
# Who a policy is about: a kind of entity and its id.
Subject = collections.namedtuple("Subject", "kind id")

KINDS = {"Users": "User", "Groups": "Group", "Roles": "Role"}
TRUSTED = "AllTrusted"
LEGACY_CLIENTS = ("exchangeActiveSync", "other")


def read_rule(text):
    word = "or" if " -or " in text else "and"
    atoms = []
    for part in text.split(f" -{word} "):
        name, operator, value = part.split(" ", 2)
        values = json.loads(value.lower() if value in ("True", "False") else value)
        atoms.append(Atom(name.removeprefix("device."), operator.removeprefix("-"),
                          values if isinstance(values, list) else [values]))
    return Rule(word, atoms)


class PolicySet:
    """policies_SIZE.json: the policies, their device rules, each once, and the named locations."""

    def __init__(self, folder, size):
        with open(os.path.join(folder, f"policies_{size}.json"), encoding="utf-8") as file:
            entries = json.load(file)["value"]
        self.locations = [entry for entry in entries if "conditions" not in entry]
        self._texts = []
        self.policies = [self._policy(entry) for entry in entries if "conditions" in entry]
        self.rules = [read_rule(text) for text in self._texts]
        self.demands = sorted({policy.demands for policy in self.policies if policy.demands})

    def _policy(self, entry):
        grant = entry["grantControls"]
        word = " and " if grant["operator"] == "AND" else " or "
        blocks = "block" in grant["builtInControls"]
        return Policy(entry["id"], None if blocks else word.join(grant["builtInControls"]),
                      [test for test in self._tests(entry["conditions"]) if isinstance(test, Filter) or test.values])

    def _tests(self, conditions):
        yield from both(OneOf, "app", conditions["applications"], "Applications", "All")
        yield OneOf("client", conditions.get("clientAppTypes"), True)
        yield from both(OneOf, "platform", conditions.get("platforms", {}), "Platforms", "all")
        yield OneOf("signInRisk", conditions.get("signInRiskLevels"), True)
        yield OneOf("userRisk", conditions.get("userRiskLevels"), True)
        users = conditions["users"]
        everyone = users.get("includeUsers") == ["All"]
        yield Shares("subjects", [] if everyone else subjects(users, "include"), True)
        yield Shares("subjects", subjects(users, "exclude"), False)
        yield from both(Shares, "locations", conditions.get("locations", {}), "Locations", "All")
        if "devices" in conditions:
            device_filter = conditions["devices"]["deviceFilter"]
            if device_filter["rule"] not in self._texts:
                self._texts.append(device_filter["rule"])
            yield Filter(self._texts.index(device_filter["rule"]), device_filter["mode"] == "include")

    def located(self, sign_in):
        """The named locations of an address, and whether it is trusted."""
        address = int(ipaddress.ip_address(sign_in["network"]["ip"]))
        found = []
        for location in self.locations:
            if "ipRanges" not in location:
                if sign_in["network"]["country"] in location["countriesAndRegions"]:
                    found.append(location["id"])
            elif any(address & mask == first for first, mask in ranges(location)):
                found += [location["id"]] + ([TRUSTED] if location["isTrusted"] else [])
        return sorted(set(found))


def both(test, signal, condition, words, everything):
    """The includes of a condition, unless they are everything, and its excludes."""
    include = condition.get("include" + words, [])
    yield test(signal, [] if include == [everything] else include, True)
    yield test(signal, condition.get("exclude" + words), False)


def subjects(users, side):
    return [Subject(kind, id) for words, kind in KINDS.items() for id in users.get(side + words, [])]


def ranges(location):
    """The ranges of a location as numbers, worked out once."""
    if "numbers" not in location:
        networks = [ipaddress.ip_network(entry["cidrAddress"]) for entry in location["ipRanges"]]
        location["numbers"] = [(int(network.network_address), int(network.netmask)) for network in networks]
    return location["numbers"]


def device_of(sign_in):
    """What counts of the device (docs/semantics.md): nothing for a legacy client, and no extension attributes on a
    device that is neither compliant nor hybrid-joined."""
    device = sign_in["device"]
    if "id" not in device or sign_in["clientApp"] in LEGACY_CLIENTS:
        return {}
    known = {**device["properties"], "isCompliant": device["isCompliant"], "trustType": device["trustType"]}
    if not device["isCompliant"] and device["trustType"] != "ServerAD":
        known.pop("extensionAttribute1", None)
    return known


def read_sign_ins(folder, count, policy_set):
    with open(os.path.join(folder, "directory.json"), encoding="utf-8") as file:
        users = {user["id"]: user for user in json.load(file)["users"]}
    with open(os.path.join(folder, "signins.ndjson"), encoding="utf-8") as file:
        for line, _ in zip(file, range(count)):
            sign_in = json.loads(line)
            user = users[sign_in["user"]["id"]]
            yield {"user": user["id"], "groups": user["groups"], "roles": user["roles"], "app": sign_in["app"]["id"],
                   "client": sign_in["clientApp"], "platform": sign_in["device"]["platform"],
                   "locations": policy_set.located(sign_in), "signInRisk": sign_in["risk"]["signIn"],
                   "userRisk": sign_in["risk"]["user"], "device": device_of(sign_in)}
