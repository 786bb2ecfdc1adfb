"""SEMANTICS as a plain program over the JSON itself: Graph policies in, native sign-ins in, decisions out.

An independent witness of the whole way (Graph reader, sign-in reader, compiler, runtime, writer): it shares nothing
with the product but docs/semantics.md. Slow and simple on purpose. It covers what tests/oracle/generate.py makes.
"""
from conditions import Conditions
from records import MFA_STRENGTH
from rules import address, fold

CONTROL_ORDER = ["mfa", "strength", "compliantDevice", "domainJoinedDevice", "approvedApplication",
                 "compliantApplication", "passwordChange", "riskRemediation", "verifiedID", "terms", "custom"]
FACTS = {"compliantDevice", "domainJoinedDevice", "approvedApplication", "compliantApplication"}


def exempt(state, by):
    return {"state": state, "effect": "exempt", "exemptBy": by, "status": "satisfied"}


class Judge(Conditions):
    """What the applying policies and the user state demand (SEMANTICS §2 to §5)."""

    def __init__(self, policy_set, strict=False):
        super().__init__(policy_set)
        self.strict = strict
        self.sign_in = None

    def controls_of(self, grant):
        controls = [c for c in grant.get("builtInControls", []) if c != "block"]
        if grant.get("authenticationStrength"):
            controls.append("strength:" + grant["authenticationStrength"]["id"])
        controls += ["terms:" + t for t in grant.get("termsOfUse", [])]
        controls += ["custom:" + c for c in grant.get("customAuthenticationFactors", [])]
        return sorted(set(controls), key=lambda c: (CONTROL_ORDER.index(c.split(":")[0]), c.encode()))

    def is_met(self, control, sign_in):
        if control == "compliantDevice":
            return sign_in.compliant()
        if control == "domainJoinedDevice":
            return sign_in.hybrid()
        if sign_in.unpromptable:
            return False
        satisfied = [fold(s) for s in sign_in.record.get("satisfied", [])]
        if fold(control) in satisfied:
            return True
        strengths, methods = sign_in.record.get("strengths", []), sign_in.record.get("methods", [])
        if control == "mfa":
            return self.mfa_strength_met(strengths, methods)
        if control.startswith("strength:"):
            wanted = fold(control[9:])
            if wanted == MFA_STRENGTH and "mfa" in satisfied:
                return True
            return any(self.set.strength_meets(s, wanted) for s in strengths) or \
                any(self.set.combination_meets(m, wanted) for m in methods)
        return False

    def mfa_strength_met(self, strengths, methods):
        return any(self.set.strength_meets(s, MFA_STRENGTH) for s in strengths) or \
            any(self.set.combination_meets(m, MFA_STRENGTH) for m in methods)

    def clause(self, policy, sign_in, counts_as_met=()):
        grant = policy.get("grantControls")
        if not grant or "block" in grant.get("builtInControls", []):
            return None
        controls = self.controls_of(grant)
        if not controls:
            return None
        any_of = len(controls) == 1 or grant["operator"].upper() == "OR"
        unmet = [c for c in controls if c not in counts_as_met and not self.is_met(c, sign_in)]
        satisfied = len(unmet) < len(controls) if any_of else not unmet
        prompts = [c for c in unmet if c not in FACTS]
        pending = bool(prompts) if any_of else len(prompts) == len(unmet)
        if satisfied:
            status = "satisfied"
        else:
            status = "pending" if pending and not sign_in.unpromptable else "failed"
        return {"policy": policy["id"], "operator": "OR" if any_of else "AND", "controls": controls, "unmet": unmet,
                "status": status}

    def merged_session(self, policies):
        session, timers = {}, {}
        controls = [p["sessionControls"] for p in policies if p.get("sessionControls")]

        def on(key):
            return [c[key] for c in controls if c.get(key) and c[key].get("isEnabled")]

        for frequency in on("signInFrequency"):
            timer = frequency.get("authenticationType") or "primaryAndSecondaryAuthentication"
            value = 0 if frequency.get("frequencyInterval") == "everyTime" else \
                frequency["value"] * (24 if frequency["type"] == "days" else 1)
            timers[timer] = min(timers.get(timer, 1 << 30), value)
        if timers:
            session["signInFrequency"] = {k: "everyTime" if v == 0 else {"hours": v} for k, v in timers.items()}
        modes = [b["mode"] for b in on("persistentBrowser")]
        if modes:
            session["persistentBrowser"] = "never" if "never" in modes else "always"
        kinds = [c["cloudAppSecurityType"] for c in on("cloudAppSecurity")]
        for kind in ("mcasConfigured", "monitorOnly", "blockDownloads"):
            if kind in kinds:
                session["cloudAppSecurity"] = kind
        access = [c["continuousAccessEvaluation"]["mode"] for c in controls if c.get("continuousAccessEvaluation")]
        for kind in ("disabled", "strictEnforcement", "strictLocation"):
            if kind in access:
                session["continuousAccessEvaluation"] = kind
        for key in ("applicationEnforcedRestrictions", "secureSignInSession"):
            if on(key):
                session[key] = True
        asking = [p["id"] for p in policies if (p.get("sessionControls") or {}).get("disableResilienceDefaults") is True]
        if asking:
            session["disableResilienceDefaults"] = asking
        profiles = sorted({p["profileId"] for p in on("globalSecureAccessFilteringProfile")})
        if profiles:
            session["globalSecureAccessFilteringProfile"] = profiles
        return session

    def is_due(self, session, sign_in):
        timers = session.get("signInFrequency", {})
        for timer, age in (("primaryAndSecondaryAuthentication", "authAge"), ("secondaryAuthentication", "mfaAge")):
            if timer in timers and sign_in.session.get(age) is not None:
                limit = 300 if timers[timer] == "everyTime" else timers[timer]["hours"] * 3600
                if sign_in.session[age] > limit:
                    return True
        return False

    def user_state(self, sign_in):
        user, settings = sign_in.user, self.set.settings
        result = {"state": "disabled", "effect": "none", "status": "satisfied"}
        if user is None:
            return result
        result["state"] = state = fold(user.get("mfaState") or "disabled")
        if state == "disabled" or settings.get("precedence") == "ignored":
            return result
        ip = sign_in.record.get("network", {}).get("ip")
        trusted = self.in_ranges(self.set.trusted_ips, address(ip) if ip else None)
        age, days = sign_in.session.get("mfaAge"), settings.get("rememberDays", 0)
        remembered = days > 0 and sign_in.session.get("rememberedDevice") is True and age is not None and age <= days * 86400
        satisfied = [fold(s) for s in sign_in.record.get("satisfied", [])]
        if sign_in.legacy:
            if state == "enabled":
                return result
            if trusted and user.get("hasAppPassword", True) is False:
                return exempt(state, "trusted-ip")
            return {**result, "effect": "app-password", "status": "satisfied" if "apppassword" in satisfied else "failed"}
        if trusted:
            return exempt(state, "trusted-ip")
        met = self.is_met("mfa", sign_in)
        status = "satisfied" if met else ("failed" if sign_in.unpromptable else "pending")
        if user.get("mfaRegistered", True) is False:
            return {**result, "effect": "require-registration", "status": status}
        if remembered:
            return exempt(state, "remembered-device")
        return {**result, "effect": "require-mfa", "status": status}

    def overrode(self, state, applied):
        names = []
        for policy in applied:
            clause = self.clause(policy, self.sign_in)
            if clause is None:
                continue
            if self.set.settings.get("precedence") == "overrides":
                hit = state["effect"] in ("require-mfa", "require-registration", "exempt") and "mfa" in clause["controls"]
            else:
                others = clause["controls"] != ["mfa"] if clause["operator"] == "OR" else "mfa" not in clause["controls"]
                hit = state["effect"] in ("require-mfa", "require-registration") and others
            if hit:
                names.append(policy["id"])
        return names

    def decide(self, sign_in):
        self.sign_in = sign_in
        applied, reporting, assumed = [], [], set()
        for policy in self.set.policies:
            if policy["state"] == "disabled":
                continue
            matches, signals = self.applies(policy, sign_in)
            if policy["state"] == "enabled":
                applied += [policy] if matches else []
                assumed |= set() if matches else signals
            elif matches:
                reporting.append(policy)
        state = self.user_state(sign_in)
        counted = ()
        if self.set.settings.get("precedence") == "overrides" and \
                state["effect"] in ("require-mfa", "require-registration", "exempt"):
            counted = ("mfa",)
        clauses = [c for c in (self.clause(p, sign_in, counted) for p in applied) if c]
        blocked_by = [p["id"] for p in applied if "block" in (p.get("grantControls") or {}).get("builtInControls", [])]
        session = {} if blocked_by else self.merged_session(applied)
        due = self.is_due(session, sign_in)
        statuses = [c["status"] for c in clauses] + [state["status"]]
        outcome = "grant"
        if "pending" in statuses or due:
            outcome = "challenge"
        if blocked_by or "failed" in statuses or (due and sign_in.unpromptable):
            outcome = "block"
        strict = self.strict and assumed
        if strict:
            outcome = "block"
        return self.written(sign_in, outcome, clauses, {} if outcome == "block" else session, due, state, applied,
                            blocked_by, reporting, sorted(assumed), counted, strict)

    def written(self, sign_in, outcome, clauses, session, due, state, applied, blocked_by, reporting, assumed, counted, strict):
        wanted, asks_mfa = set(), state["status"] == "pending"
        for clause in clauses:
            if clause["status"] == "pending":
                prompts = [c for c in clause["unmet"] if c not in FACTS]
                wanted |= set(prompts[:1] if clause["operator"] == "OR" else prompts)
                asks_mfa = asks_mfa or any(c == "mfa" or c.startswith("strength:") for c in clause["unmet"])
        wanted |= {"mfa"} if state["status"] == "pending" else set()
        registers = outcome == "challenge" and asks_mfa and (sign_in.user or {}).get("mfaRegistered", True) is False
        ordered = sorted(wanted, key=lambda c: (CONTROL_ORDER.index(c.split(":")[0]), c.encode()))
        decision = {"id": sign_in.id, "outcome": outcome, "require": clauses, "session": session,
                    "reauthenticate": due, "register": registers, "next": ordered if outcome == "challenge" else [],
                    "assumed": assumed}
        if strict:
            decision["status"] = "signal-missing"
        decision.update({"policies": {"applied": [p["id"] for p in applied], "blockedBy": blocked_by,
                                      "reportOnly": [self.reported(p, sign_in, counted) for p in reporting]},
                         "userState": {**state, "overrode": self.overrode(state, applied)}})
        return decision

    def reported(self, policy, sign_in, counted):
        if "block" in (policy.get("grantControls") or {}).get("builtInControls", []):
            result = "reportOnlyFailure"
        else:
            clause = self.clause(policy, sign_in, counted)
            status = clause["status"] if clause else "satisfied"
            result = {"satisfied": "reportOnlySuccess", "pending": "reportOnlyInterrupted", "failed": "reportOnlyFailure"}[status]
        return {"policy": policy["id"], "result": result}
