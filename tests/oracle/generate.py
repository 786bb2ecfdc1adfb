"""Random policy sets that Graph would accept, and random native sign-ins that hit them. One seed, one world."""
import random

GUIDS = [f"0000000{kind}-0000-4000-8000-00000000000{n}" for kind in range(8) for n in range(4)]
USERS, GROUPS, ROLES, APPS, TENANTS, WORKLOADS, LOCATIONS, TERMS = (GUIDS[i * 4:i * 4 + 4] for i in range(8))
OFFICE_APP = "00000002-0000-0ff1-ce00-000000000000"
CLIENTS = ["browser", "mobileAppsAndDesktopClients", "exchangeActiveSync", "other"]
PLATFORMS = ["android", "iOS", "windows", "windowsPhone", "macOS", "linux"]
RISKS = ["low", "medium", "high", "none"]
KINDS = ["internalGuest", "b2bCollaborationGuest", "b2bCollaborationMember", "b2bDirectConnectUser",
         "otherExternalUser", "serviceProvider"]
METHODS = ["password", "sms", "fido2", "windowsHelloForBusiness", "softwareOath", "federatedMultiFactor", "voice",
           "federatedSingleFactor", "x509CertificateMultiFactor"]
BUILT_IN = [f"00000000-0000-0000-0000-00000000000{n}" for n in (2, 3, 4)]
BLOCK = {"operator": "OR", "builtInControls": ["block"]}


class World:
    def __init__(self, seed):
        self.draw = random.Random(seed)
        self.customs = [f"aaaaaaaa-0000-4000-8000-00000000000{n}" for n in range(2)]

    def chance(self, share):
        return self.draw.random() < share

    def some(self, values, most=2):
        return self.draw.sample(values, self.draw.randint(1, min(most, len(values))))

    def one(self, values):
        return self.draw.choice(values)

    # -- policies

    def guests(self):
        guests = {"guestOrExternalUserTypes": ",".join(self.some(KINDS, 3))}
        if self.chance(0.5):
            guests["externalTenants"] = {"@odata.type": "#microsoft.graph.conditionalAccessEnumeratedExternalTenants",
                                         "membershipKind": "enumerated", "members": self.some(TENANTS)}
        elif self.chance(0.5):
            guests["externalTenants"] = {"@odata.type": "#microsoft.graph.conditionalAccessAllExternalTenants",
                                         "membershipKind": "all"}
        return guests

    def users(self):
        users = {"includeUsers": self.one([["All"]] * 4 + [["None"], ["GuestsOrExternalUsers"], self.some(USERS), []])}
        if users["includeUsers"] != ["All"]:
            if self.chance(0.6) or users["includeUsers"] in ([], ["None"]):
                users["includeGroups"] = self.some(GROUPS)
            if self.chance(0.3):
                users["includeRoles"] = self.some(ROLES)
            if self.chance(0.3) and users["includeUsers"] != ["GuestsOrExternalUsers"]:
                users["includeGuestsOrExternalUsers"] = self.guests()
        if self.chance(0.3):
            users["excludeUsers"] = self.one([self.some(USERS), ["GuestsOrExternalUsers"]])
        if self.chance(0.3):
            users["excludeGroups"] = [group for group in self.some(GROUPS) if group not in users.get("includeGroups", [])]
        if self.chance(0.2):
            users["excludeRoles"] = [role for role in self.some(ROLES) if role not in users.get("includeRoles", [])]
        if self.chance(0.2) and users.get("excludeUsers") != ["GuestsOrExternalUsers"] and not users.get("includeGuestsOrExternalUsers"):
            if users["includeUsers"] == ["All"]:
                users["excludeGuestsOrExternalUsers"] = self.guests()
        if set(users.get("excludeUsers", [])) & set(users["includeUsers"]):
            del users["excludeUsers"]
        return users

    def applications(self):
        kind = self.draw.random()
        if kind < 0.1:
            return {"includeUserActions": [self.one(["urn:user:registersecurityinfo", "urn:user:registerdevice"])]}
        if kind < 0.2:
            return {"includeAuthenticationContextClassReferences": self.some(["c1", "c2", "c37"])}
        if kind < 0.6:
            targets = {"includeApplications": ["All"]}
        else:
            targets = {"includeApplications": self.some(APPS + ["Office365", "MicrosoftAdminPortals"])}
        if self.chance(0.3):
            targets["excludeApplications"] = [a for a in self.some(APPS + ["Office365"]) if a not in targets["includeApplications"]]
        if kind > 0.6 and self.chance(0.3):
            targets["applicationFilter"] = {"mode": self.one(["include", "exclude"]),
                                            "rule": self.rule("CustomSecurityAttribute.Set_", ["Tier", "Zone"], ["a", "b"])}
        return targets

    def rule(self, prefix, names, values, depth=0):
        kind = self.draw.random()
        if depth < 2 and kind < 0.4:
            word = self.one(["-and", "-or"])
            parts = [self.rule(prefix, names, values, depth + 1) for _ in range(2)]
            return f"({parts[0]}) {word} ({parts[1]})" if self.chance(0.5) else f"{parts[0]} {word} {parts[1]}"
        if depth < 2 and kind < 0.5:
            return f"-not ({self.rule(prefix, names, values, depth + 1)})"
        name = self.one(names)
        op = self.one(["eq", "ne", "startsWith", "notStartsWith", "endsWith", "notEndsWith", "contains", "notContains",
                       "in", "notIn"])
        if op in ("in", "notIn"):
            listed = ",".join(f'"{v}"' for v in self.some(values))
            return f"{prefix}{name} -{op} [{listed}]"
        return f'{prefix}{name} -{op} "{self.one(values)}"'

    def device_rule(self):
        atoms = ['device.isCompliant -eq True', 'device.isCompliant -ne True', 'device.trustType -eq "ServerAD"',
                 'device.trustType -ne "AzureAD"', 'device.physicalIds -contains "x"', 'device.systemLabels -notContains "M365Managed"',
                 'device.deviceOwnership -eq "Company"', 'device.deviceOwnership -ne "Personal"',
                 self.rule("device.", ["model", "displayName", "extensionAttribute1", "extensionAttribute15"], ["sur", "SURFACE", "PAW", "e"])]
        rule = self.one(atoms)
        for _ in range(self.draw.randint(0, 2)):
            rule = f"{rule} {self.one(['-and', '-or'])} {self.one(atoms)}"
        return rule

    def conditions(self):
        conditions = {"users": self.users(), "applications": self.applications()}
        if self.chance(0.3):
            conditions["clientAppTypes"] = self.some(CLIENTS, 3)
        if self.chance(0.25):
            platforms = self.one([["all"], self.some(PLATFORMS, 3)])
            conditions["platforms"] = {"includePlatforms": platforms,
                                       "excludePlatforms": [p for p in self.some(PLATFORMS, 3) if p not in platforms] if self.chance(0.6) else []}
        if self.chance(0.4):
            include = self.one([["All"], ["AllTrusted"], self.some(LOCATIONS, 3), self.some(LOCATIONS, 3),
                                ["00000000-0000-0000-0000-000000000000"], ["3d46dbda-8382-466a-856d-eb00cbc6b910"]])
            exclude = self.one([[], [], ["AllTrusted"] if include == ["All"] else [], self.some(LOCATIONS)])
            conditions["locations"] = {"includeLocations": include,
                                       "excludeLocations": [entry for entry in exclude if entry not in include]}
        if self.chance(0.2):
            conditions["signInRiskLevels"] = self.some(RISKS, 3)
        if self.chance(0.15):
            conditions["userRiskLevels"] = self.some(RISKS, 3)
        if self.chance(0.15):
            conditions["insiderRiskLevels"] = ",".join(self.some(["minor", "moderate", "elevated"]))
        if self.chance(0.15):
            conditions["authenticationFlows"] = {"transferMethods": ",".join(self.some(["deviceCodeFlow", "authenticationTransfer"]))}
        if self.chance(0.25):
            conditions["devices"] = {"deviceFilter": {"mode": self.one(["include", "exclude"]), "rule": self.device_rule()}}
        return conditions

    def grant(self):
        if self.chance(0.12):
            return dict(BLOCK)
        controls = self.some(["mfa", "compliantDevice", "domainJoinedDevice", "approvedApplication", "compliantApplication"], 3)
        grant = {"operator": self.one(["AND", "OR"]), "builtInControls": controls}
        if self.chance(0.25):
            grant["builtInControls"] = [c for c in controls if c != "mfa"]
            grant["authenticationStrength"] = {"id": self.one(BUILT_IN + self.customs)}
        if self.chance(0.15):
            grant["termsOfUse"] = self.some(TERMS)
        if self.chance(0.1):
            grant["customAuthenticationFactors"] = self.some(["Duo", "Ping"])
        return grant

    def session(self):
        session = {}
        if self.chance(0.5):
            session["signInFrequency"] = self.one([
                {"isEnabled": True, "frequencyInterval": "everyTime"},
                {"isEnabled": True, "frequencyInterval": "timeBased", "type": "hours", "value": self.one([1, 4, 23])},
                {"isEnabled": True, "type": "days", "value": self.one([1, 7]), "authenticationType": "secondaryAuthentication",
                 "frequencyInterval": "timeBased"}])
        if self.chance(0.3):
            session["persistentBrowser"] = {"isEnabled": True, "mode": self.one(["always", "never"])}
        if self.chance(0.2):
            session["cloudAppSecurity"] = {"isEnabled": True, "cloudAppSecurityType": self.one(["mcasConfigured", "monitorOnly", "blockDownloads"])}
        if self.chance(0.2):
            session["continuousAccessEvaluation"] = {"mode": self.one(["strictLocation", "strictEnforcement"])}
        if self.chance(0.2):
            session["applicationEnforcedRestrictions"] = {"isEnabled": True}
        if self.chance(0.2):
            session["secureSignInSession"] = {"isEnabled": True}
        if self.chance(0.2):
            session["disableResilienceDefaults"] = True
        if self.chance(0.1):
            session["globalSecureAccessFilteringProfile"] = {"isEnabled": True, "profileId": self.one(TERMS)}
        return session or {"secureSignInSession": {"isEnabled": True}}

    def machine_policy(self):
        machines = {}
        if self.chance(0.7):
            machines["includeServicePrincipals"] = self.one([["ServicePrincipalsInMyTenant"], self.some(WORKLOADS)])
            if self.chance(0.4):
                machines["excludeServicePrincipals"] = [w for w in self.some(WORKLOADS) if w not in machines["includeServicePrincipals"]]
            if self.chance(0.3):
                machines["servicePrincipalFilter"] = {"mode": self.one(["include", "exclude"]),
                                                      "rule": self.rule("CustomSecurityAttribute.Set_", ["Tier"], ["a", "b"])}
        else:
            machines["includeAgentIdServicePrincipals"] = self.one([["All"], self.some(WORKLOADS)])
        conditions = {"users": {"includeUsers": ["None"]}, "clientApplications": machines,
                      "applications": {"includeApplications": self.one([["All"], self.some(APPS)])}}
        if self.chance(0.3) and "includeServicePrincipals" in machines:
            conditions["servicePrincipalRiskLevels"] = self.some(["low", "medium", "high"])
        if self.chance(0.3) and "includeAgentIdServicePrincipals" in machines:
            conditions["agentIdRiskLevels"] = ",".join(sorted(self.some(["low", "medium", "high"])))
        if self.chance(0.3):
            conditions["locations"] = {"includeLocations": ["All"], "excludeLocations": self.some(LOCATIONS)}
        return conditions, dict(BLOCK), None

    def policy(self, number):
        if self.chance(0.12):
            conditions, grant, session = self.machine_policy()
        else:
            conditions = self.conditions()
            grant = self.grant() if self.chance(0.85) else None
            session = self.session() if grant is None or (self.chance(0.3) and "block" not in grant["builtInControls"]) else None
        state = self.one(["enabled"] * 6 + ["enabledForReportingButNotEnforced", "disabled"])
        return {"id": f"bbbbbbbb-0000-4000-8000-{number:012d}", "displayName": f"P{number}", "state": state,
                "conditions": conditions, "grantControls": grant, "sessionControls": session}

    def locations(self):
        ranges = [["10.0.0.0/9", "2001:db8::/40"], ["10.1.0.0/16"], ["10.1.2.0/24", "::ffff:10.2.0.0/112"]]
        made = [{"@odata.type": "#microsoft.graph.ipNamedLocation", "id": LOCATIONS[n], "displayName": f"L{n}",
                 "isTrusted": self.chance(0.5), "ipRanges": [{"cidrAddress": r} for r in ranges[n]]} for n in range(3)]
        made.append({"@odata.type": "#microsoft.graph.countryNamedLocation", "id": LOCATIONS[3], "displayName": "L3",
                     "countriesAndRegions": self.some(["DK", "NO", "SE"]), "includeUnknownCountriesAndRegions": self.chance(0.5)})
        return made

    def strengths(self):
        return [{"id": strength, "displayName": f"S{n}", "policyType": "custom",
                 "allowedCombinations": self.some(["password,sms", "fido2", "windowsHelloForBusiness", "password,softwareOath",
                                                   "federatedSingleFactor,voice"], 3)}
                for n, strength in enumerate(self.customs)]

    def settings(self):
        if self.chance(0.3):
            return {}
        return {"trustedIps": self.one([[], ["10.1.2.0/25"]]), "rememberDays": self.one([0, 14]),
                "precedence": self.one(["takes", "overrides", "ignored"])}

    # -- sign-ins

    def maybe(self, record, key, share, value):
        if self.chance(share):
            record[key] = value() if callable(value) else value

    def user(self):
        user = {"id": self.one(USERS)}
        self.maybe(user, "type", 0.7, lambda: self.one(["member", "member", "guest"]))
        self.maybe(user, "guestKind", 0.4, lambda: self.one(KINDS + ["none"]))
        self.maybe(user, "homeTenant", 0.4, lambda: self.one(TENANTS))
        self.maybe(user, "groups", 0.8, lambda: self.some(GROUPS, 3) if self.chance(0.8) else [])
        self.maybe(user, "roles", 0.7, lambda: self.some(ROLES) if self.chance(0.5) else [])
        self.maybe(user, "mfaState", 0.5, lambda: self.one(["disabled", "enabled", "enforced"]))
        self.maybe(user, "mfaRegistered", 0.4, lambda: self.chance(0.5))
        self.maybe(user, "hasAppPassword", 0.4, lambda: self.chance(0.5))
        self.maybe(user, "agent", 0.1, lambda: self.chance(0.5))
        return user

    def device(self):
        device = {}
        self.maybe(device, "platform", 0.8, lambda: self.one(PLATFORMS + ["chromeOS"]))
        if self.chance(0.7):
            self.maybe(device, "isCompliant", 0.8, lambda: self.chance(0.6))
            self.maybe(device, "trustType", 0.8, lambda: self.one(["ServerAD", "AzureAD", "Workplace"]))
            self.maybe(device, "id", 0.5, lambda: self.one(USERS))
            properties = {}
            self.maybe(properties, "model", 0.5, lambda: self.one(["Surface", "x"]))
            self.maybe(properties, "displayName", 0.4, "PAW-1")
            self.maybe(properties, "extensionAttribute1", 0.5, lambda: self.one(["PAW", "e", ""]))
            self.maybe(properties, "physicalIds", 0.3, lambda: ["x", "y"] if self.chance(0.5) else ["xy"])
            self.maybe(properties, "systemLabels", 0.3, ["M365Managed"])
            self.maybe(properties, "deviceOwnership", 0.3, lambda: self.one(["Company", "Personal"]))
            self.maybe(device, "properties", 0.8, properties)
        return device

    def sign_in(self, number):
        record = {"id": f"s{number}"}
        if self.chance(0.85):
            record["user"] = self.user()
        else:
            workload = {"id": self.one(WORKLOADS)}
            self.maybe(workload, "ownTenant", 0.5, lambda: self.chance(0.5))
            self.maybe(workload, "agent", 0.5, lambda: self.chance(0.5))
            self.maybe(workload, "attributes", 0.5, lambda: {"Set_Tier": self.one(["a", "ab", "b"])})
            record["workload"] = workload
        if self.chance(0.85):
            app = {"id": self.one(APPS + [OFFICE_APP])}
            self.maybe(app, "audiences", 0.2, lambda: self.some(APPS + [OFFICE_APP]))
            self.maybe(app, "attributes", 0.4, lambda: {"Set_Tier": self.one([["a", "b"], "a"]), "Set_Zone": "b"})
            record["app"] = app
        self.maybe(record, "userAction", 0.1, lambda: self.one(["urn:user:registersecurityinfo", "urn:user:registerdevice"]))
        self.maybe(record, "authContext", 0.15, lambda: self.one(["c1", "c2", "c37"]))
        self.maybe(record, "clientApp", 0.85, lambda: self.one(CLIENTS + ["browser"] * 3))
        network = {}
        self.maybe(network, "ip", 0.85, lambda: self.one(["10.1.2.3", "10.1.9.9", "10.2.0.7", "::ffff:10.1.2.200", "2001:db8:1::1", "192.0.2.1", "2001:db9::1"]))
        self.maybe(network, "country", 0.6, lambda: self.one(["DK", "NO", "US"]))
        self.maybe(network, "compliant", 0.4, lambda: self.chance(0.5))
        record["network"] = network
        self.maybe(record, "device", 0.85, self.device)
        risk = {}
        for key in ("signIn", "user", "servicePrincipal", "agent"):
            self.maybe(risk, key, 0.6, lambda: self.one(["none", "low", "medium", "high", "hidden"]))
        self.maybe(risk, "insider", 0.5, lambda: self.one(["none", "minor", "moderate", "elevated"]))
        record["risk"] = risk
        self.maybe(record, "flow", 0.4, lambda: self.one(["none", "deviceCodeFlow", "authenticationTransfer"]))
        self.maybe(record, "satisfied", 0.5, lambda: self.some(
            ["mfa", "approvedApplication", "compliantApplication", "appPassword", f"terms:{TERMS[0]}", "custom:Duo"], 3))
        self.maybe(record, "strengths", 0.2, lambda: self.some(BUILT_IN + self.customs))
        self.maybe(record, "methods", 0.3, lambda: [self.some(METHODS, 3)])
        session = {}
        self.maybe(session, "mfaAge", 0.5, lambda: self.one([0, 301, 90000, 86400 * 14, 86400 * 20]))
        self.maybe(session, "authAge", 0.5, lambda: self.one([0, 300, 301, 14401, 90000]))
        self.maybe(session, "rememberedDevice", 0.5, lambda: self.chance(0.6))
        record["session"] = session
        return record
