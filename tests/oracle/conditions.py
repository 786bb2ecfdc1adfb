"""Which policies apply to a sign-in, and which absent signals they tested (SEMANTICS §1)."""
from records import ADMIN_PORTALS, DEVICE_PROPERTIES, OFFICE_365
from rules import Rule, address, fold, listed

PLATFORMS = {"android", "ios", "windows", "windowsphone", "macos", "linux"}
MFA_TRUSTED_IPS = "00000000-0000-0000-0000-000000000000"
COMPLIANT_NETWORK = "3d46dbda-8382-466a-856d-eb00cbc6b910"


def device_path(name):
    key = fold(name)
    top = {"iscompliant": "device.isCompliant", "trusttype": "device.trustType", "deviceid": "device.id"}
    return top.get(key) or "device.properties." + DEVICE_PROPERTIES[key]


class Conditions:
    """The conditions of one policy set, one sign-in at a time."""

    def __init__(self, policy_set):
        self.set = policy_set

    def user_hits(self, users, side, sign_in, signals):
        user, hit = sign_in.user, False
        including = side == "include"
        own_id, groups, roles = fold(user.get("id", "")), user.get("groups"), user.get("roles")
        is_guest = fold(user.get("type", "")) == "guest"
        kinds = [k for k in fold(user.get("guestKind") or "").split(",") if k and k != "none"]
        for entry in listed(users, side + "Users"):
            if entry == "all":
                hit = True
            elif entry == "guestsorexternalusers":
                if not user.get("type") and not user.get("guestKind"):
                    signals |= {"user.type", "user.guestKind"}
                hit = hit or is_guest or bool(kinds)
            elif entry == "allagentidusers":
                signals |= {"user.agent"} if user.get("agent") is None else set()
                hit = hit or user.get("agent") is True
            elif entry != "none":
                signals |= set() if own_id else {"user.id"}
                hit = hit or own_id == entry
        for key, values in (("Groups", groups), ("Roles", roles)):
            wanted = listed(users, side + key)
            if wanted and values is None:
                signals.add("user." + key.lower())
            hit = hit or any(fold(v) in wanted for v in values or [])
        guests = (users or {}).get(side + "GuestsOrExternalUsers")
        if guests:
            hit = self.guest_hits(guests, user, is_guest, kinds, including, signals) or hit
        return hit

    def guest_hits(self, guests, user, is_guest, kinds, including, signals):
        wanted = fold(guests["guestOrExternalUserTypes"]).split(",")
        tenants = guests.get("externalTenants") or {}
        enumerated = fold(tenants.get("membershipKind", "all")) == "enumerated"
        signals |= set() if user.get("guestKind") else {"user.guestKind"}
        may_be = any(kind in wanted for kind in kinds) if user.get("guestKind") else is_guest
        signals |= {"user.homeTenant"} if enumerated and may_be and not user.get("homeTenant") else set()
        if not user.get("guestKind"):
            if not is_guest or not including:
                return False
        elif not any(kind in wanted for kind in kinds):
            return False
        if not enumerated:
            return True
        if not user.get("homeTenant"):
            return including
        return fold(user["homeTenant"]) in [fold(t) for t in tenants["members"]]

    def actor_matches(self, conditions, sign_in, signals):
        machines = conditions.get("clientApplications")
        if machines:
            if sign_in.workload is None:
                return None
            return self.workload_matches(machines, sign_in, signals)
        if sign_in.user is None:
            return None
        users = conditions["users"]
        include = self.user_hits(users, "include", sign_in, signals)
        exclude = self.user_hits(users, "exclude", sign_in, signals)
        return include and not exclude

    def workload_matches(self, machines, sign_in, signals):
        workload = sign_in.workload
        own_id, agent = fold(workload.get("id", "")), workload.get("agent") is True
        attributes = workload.get("attributes", {})

        def side_hits(side):
            hit = False
            key = side + ("AgentIdServicePrincipals" if agent else "ServicePrincipals")
            for entry in listed(machines, key):
                if entry == "serviceprincipalsinmytenant":
                    hit = hit or workload.get("ownTenant", True) is True
                elif entry == "all":
                    hit = True
                else:
                    hit = hit or own_id == entry
            rule = machines.get("agentIdServicePrincipalFilter" if agent else "servicePrincipalFilter")
            if rule and rule["mode"] == side:
                hit = Rule(rule["rule"]).holds(lambda name: attributes.get(name)) or hit
            return hit

        if "serviceprincipalsinmytenant" in listed(machines, "includeServicePrincipals") and workload.get("ownTenant") is None:
            signals.add("workload.ownTenant")
        for key in ("agentIdServicePrincipalFilter", "servicePrincipalFilter"):
            if machines.get(key):
                for name in Rule(machines[key]["rule"]).names():
                    if attributes.get(name) in (None, "", []):
                        signals.add("workload.attributes." + name)
        return side_hits("include") and not side_hits("exclude")

    def targets_match(self, targets, sign_in, signals):
        groups = {"office365": OFFICE_365, "microsoftadminportals": ADMIN_PORTALS}
        agent = sign_in.app.get("agent")
        action, context = fold(sign_in.record.get("userAction") or ""), fold(sign_in.record.get("authContext") or "")

        def app_hits(entries):
            hit = False
            for entry in entries:
                if entry in groups:
                    hit = hit or any(app in groups[entry] for app in sign_in.apps)
                elif entry == "allagentidresources":
                    hit = hit or agent is True
                elif entry not in ("all", "none"):
                    hit = hit or entry in sign_in.apps
            return hit

        include, exclude = listed(targets, "includeApplications"), listed(targets, "excludeApplications")
        actions = listed(targets, "includeUserActions")
        contexts = listed(targets, "includeAuthenticationContextClassReferences")
        named = [e for e in include + exclude if e not in ("all", "none", "allagentidresources")]
        if named and not sign_in.apps and not action and not context:
            signals.add("app.id")
        if "allagentidresources" in include + exclude and agent is None:
            signals.add("app.agent")
        hit = "all" in include or app_hits(include) or (action and action in actions) or (context and context in contexts)
        out = app_hits(exclude)
        rule = targets.get("applicationFilter")
        if rule:
            attributes = sign_in.app.get("attributes", {})
            parsed = Rule(rule["rule"])
            for name in parsed.names():
                if attributes.get(name) in (None, "", []):
                    signals.add("app.attributes." + name)
            holds = parsed.holds(lambda name: attributes.get(name) or None)
            holds = holds and bool(sign_in.apps or (not action and not context and rule["mode"] == "include"))
            hit, out = (hit or holds, out) if rule["mode"] == "include" else (hit, out or holds)
        return bool(hit) and not out

    def in_ranges(self, networks, ip):
        return ip is not None and any(ip.version == n.version and ip in n for n in networks)

    def all_trusted(self, ip):
        trusted = [l["networks"] for l in self.set.locations.values() if l.get("isTrusted") and "ipRanges" in l]
        return any(self.in_ranges(n, ip) for n in trusted + [self.set.trusted_ips])

    def network_hits(self, entries, sign_in, signals):
        network = sign_in.record.get("network", {})
        ip = address(network["ip"]) if network.get("ip") else None
        country = (network.get("country") or "").upper()
        hit = False
        for entry in entries:
            if entry == "all":
                hit = True
            elif entry == "alltrusted":
                any_range = self.set.trusted_ips or any(l.get("isTrusted") and l.get("ipRanges") for l in self.set.locations.values())
                signals |= {"network.ip"} if any_range and ip is None else set()
                hit = hit or self.all_trusted(ip)
            elif entry == MFA_TRUSTED_IPS:
                signals |= {"network.ip"} if ip is None else set()
                hit = hit or self.in_ranges(self.set.trusted_ips, ip)
            elif entry == COMPLIANT_NETWORK:
                signals |= {"network.compliant"} if network.get("compliant") is None else set()
                hit = hit or network.get("compliant") is True
            elif "countriesAndRegions" in self.set.locations[entry]:
                location = self.set.locations[entry]
                signals |= set() if country else {"network.country"}
                if country:
                    hit = hit or country in [c.upper() for c in location["countriesAndRegions"]]
                else:
                    hit = hit or location.get("includeUnknownCountriesAndRegions") is True
            else:
                signals |= {"network.ip"} if ip is None else set()
                hit = hit or self.in_ranges(self.set.locations[entry]["networks"], ip)
        return hit

    def risk_matches(self, levels, found, path, signals):
        if not found:
            signals.add(path)
        found = fold(found or "none")
        return ("none" if found == "hidden" else found) in [level for level in levels if level != "hidden"]

    def simple_conditions(self, conditions, sign_in, signals):
        """Yields whether each configured one-value condition matches."""
        clients = listed(conditions, "clientAppTypes")
        if clients and "all" not in clients:
            signals |= set() if sign_in.client else {"clientApp"}
            yield sign_in.client in clients
        platforms = conditions.get("platforms")
        if platforms:
            found = fold(sign_in.device.get("platform") or "")
            include, exclude = listed(platforms, "includePlatforms"), listed(platforms, "excludePlatforms")
            signals |= set() if found or ("all" in include and not exclude) else {"device.platform"}
            found = found if found in PLATFORMS else "unknown"
            yield ("all" in include or found in include) and found not in exclude
        locations = conditions.get("locations")
        if locations:
            include = self.network_hits(listed(locations, "includeLocations"), sign_in, signals)
            exclude = self.network_hits(listed(locations, "excludeLocations"), sign_in, signals)
            yield include and not exclude
        for key, name in (("signInRiskLevels", "signIn"), ("userRiskLevels", "user"),
                          ("servicePrincipalRiskLevels", "servicePrincipal")):
            if conditions.get(key):
                yield self.risk_matches(listed(conditions, key), sign_in.risk.get(name), "risk." + name, signals)
        for key, name in (("insiderRiskLevels", "insider"), ("agentIdRiskLevels", "agent")):
            if conditions.get(key):
                levels = fold(conditions[key]).split(",")
                yield self.risk_matches(levels, sign_in.risk.get(name), "risk." + name, signals)
        flows = conditions.get("authenticationFlows")
        if flows:
            signals |= set() if sign_in.flow else {"flow"}
            yield sign_in.flow in [f for f in fold(flows["transferMethods"]).split(",") if f != "none"]
        rule = (conditions.get("devices") or {}).get("deviceFilter")
        if rule:
            parsed = Rule(rule["rule"])
            if not sign_in.unregistered:
                for name in parsed.names():
                    if sign_in.raw_device_property(name) is None:
                        signals.add(device_path(name))
            yield parsed.holds(sign_in.device_property) == (rule["mode"] == "include")

    def applies(self, policy, sign_in):
        """(applies, absent signals that the policy tested)."""
        signals, conditions = set(), policy["conditions"]
        actor = self.actor_matches(conditions, sign_in, signals)
        if actor is None:
            return False, set()
        verdicts = [actor, self.targets_match(conditions["applications"], sign_in, signals)]
        verdicts += list(self.simple_conditions(conditions, sign_in, signals))
        return all(verdicts), signals
