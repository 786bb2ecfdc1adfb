"""A native sign-in and a policy set, read for the oracle."""
import ipaddress
import re

from rules import address, fold

LEGACY = {"exchangeactivesync", "other"}
MFA_STRENGTH = "00000000-0000-0000-0000-000000000002"
DEVICE_PROPERTIES = {name.lower(): name for name in
                     ["displayName", "deviceOwnership", "enrollmentProfileName", "manufacturer", "model", "mdmAppId",
                      "operatingSystem", "operatingSystemVersion", "physicalIds", "profileType", "systemLabels"]
                     + [f"extensionAttribute{n}" for n in range(1, 16)]}
OFFICE_365 = set()
ADMIN_PORTALS = set()


class SignIn:
    def __init__(self, record, directory):
        self.record = record
        self.id = record.get("id", "")
        self.user = dict(record["user"]) if "user" in record else None
        self.workload = record.get("workload")
        if self.user is not None and directory:
            self.complete(directory)
        self.app = record.get("app", {})
        self.apps = [fold(a) for a in [self.app.get("id")] + list(self.app.get("audiences", [])) if a]
        self.client = fold(record.get("clientApp") or "")
        self.flow = fold(record.get("flow") or "")
        self.device = record.get("device", {})
        self.risk = record.get("risk", {})
        self.session = record.get("session", {})
        self.legacy = self.client in LEGACY
        self.unregistered = self.legacy or self.flow == "devicecodeflow"
        self.unpromptable = self.legacy or self.workload is not None or bool(self.user and self.user.get("agent"))

    def complete(self, directory):
        for known in directory:
            if fold(known["id"]) == fold(self.user.get("id", "")):
                for key, value in known.items():
                    if self.user.get(key) in (None, ""):
                        self.user[key] = value

    def compliant(self):
        return not self.unregistered and self.device.get("isCompliant") is True

    def hybrid(self):
        return not self.unregistered and fold(self.device.get("trustType", "")) == "serverad"

    def raw_device_property(self, name):
        key = fold(name)
        if key == "iscompliant":
            value = self.device.get("isCompliant")
            return None if value is None else ("true" if value else "false")
        if key == "trusttype":
            return self.device.get("trustType") or None
        if key == "deviceid":
            return self.device.get("id") or None
        return self.device.get("properties", {}).get(DEVICE_PROPERTIES[key]) or None

    def device_property(self, name):
        if self.unregistered:
            return None
        if fold(name).startswith("extensionattribute") and not self.compliant() and not self.hybrid():
            return None
        return self.raw_device_property(name)


class PolicySet:
    def __init__(self, objects, strengths, settings):
        self.policies = sorted((o for o in objects if "conditions" in o), key=lambda o: o["id"].encode())
        self.locations = {fold(o["id"]): o for o in objects if "ipRanges" in o or "countriesAndRegions" in o}
        self.strengths = {fold(s["id"]): s for s in strengths}
        self.settings = settings
        for location in self.locations.values():
            location["networks"] = [range_of(r["cidrAddress"]) for r in location.get("ipRanges", [])]
        self.trusted_ips = [range_of(r) for r in settings.get("trustedIps", [])]

    def strength_meets(self, listed_id, wanted):
        """A listed strength meets every strength that contains all its combinations."""
        if fold(listed_id) == wanted:
            return True
        if fold(listed_id) not in self.strengths:
            return False
        return set(self.strengths[fold(listed_id)]["allowedCombinations"]) <= set(self.strengths[wanted]["allowedCombinations"])

    def combination_meets(self, methods, wanted):
        done = {fold(m) for m in methods}
        return any({fold(m) for m in c.split(",")} <= done for c in self.strengths[wanted]["allowedCombinations"])


def range_of(text):
    network = ipaddress.ip_network(text, strict=False)
    if network.version == 6 and network.prefixlen >= 96 and network.network_address.ipv4_mapped:
        return ipaddress.ip_network((int(network.network_address.ipv4_mapped), network.prefixlen - 96))
    return network


def load_app_groups(path):
    """The members of the app groups, from the product's own vocabulary table."""
    with open(path, encoding="utf-8") as file:
        for line in file:
            match = re.match(r'DW_APP_GROUP_MEMBER\("(\w+)", "([^"]+)"', line)
            if match:
                (OFFICE_365 if match.group(1) == "Office365" else ADMIN_PORTALS).add(fold(match.group(2)))
