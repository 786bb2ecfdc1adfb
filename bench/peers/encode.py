#!/usr/bin/env python3
"""Writes the workload in each peer's language, from the one model in model.py.

usage: encode.py WORKLOAD SIZE SIGN-INS OUT

Into OUT go sign_ins.ndjson and demands.json, which every peer reads, and per peer its policies: policies.cedar,
policies.rego, policies.cel.json, casbin_DEMAND.csv, policies.sapl.json.
"""
import csv
import itertools
import json
import os
import re
import sys

import model


def quoted(values):
    return ", ".join(json.dumps(value) for value in values)


def ids(test):
    return [value.id if isinstance(value, model.Subject) else value for value in test.values]


class Expressions:
    """What languages with C's operators have in common; `atom` is each one's own."""

    def __init__(self, policy_set):
        self.policy_set = policy_set

    def filter(self, test):
        rule = self.policy_set.rules[test.number]
        word = " && " if rule.word == "and" else " || "
        return word.join(f"({self.atom(atom)})" for atom in rule.atoms)

    def conjunction(self, policy, word=" && "):
        """The tests of a policy in one expression; empty without any."""
        return word.join(f"{'' if test.wanted else '!'}({self.test(test)})" for test in policy.tests)


class Cedar(Expressions):
    """A policy that blocks is a `forbid`, one with a clause a `permit` that an annotation tells the clause of; users are
    entities below their groups and roles. Reasons of the response name the policies that applied."""

    def test(self, test):
        if isinstance(test, model.Filter):
            return self.filter(test)
        if test.signal == "subjects":
            return "principal in [" + ", ".join(f'{kind}::"{id}"' for kind, id in test.values) + "]"
        if test.signal == "app":
            return "resource in [" + ", ".join(f'App::"{id}"' for id in test.values) + "]"
        if test.signal == "locations":
            return f"context.locations.containsAny([{quoted(test.values)}])"
        return f"[{quoted(test.values)}].contains(context.{test.signal})"

    def atom(self, atom):
        name, value = f"context.device.{atom.attribute}", json.dumps(atom.values[0])
        has = f"context.device has {atom.attribute} && "
        if atom.operator == "ne":
            return f"!({has}{name} == {value})"
        if atom.operator == "eq":
            return f"{has}{name} == {value}"
        if atom.operator == "startsWith":
            return f"{has}{name} like {json.dumps(atom.values[0] + '*')}"
        return f"{has}[{quoted(atom.values)}].contains({name})"

    def policy(self, policy):
        word = "permit" if policy.demands else "forbid"
        demands = f'@demands("{policy.demands}")\n' if policy.demands else ""
        when = " when {\n  " + self.conjunction(policy, " &&\n  ") + "\n}" if policy.tests else ""
        return f'@id("{policy.id}")\n{demands}{word} (principal, action == Action::"signIn", resource){when};\n'

    def write(self, out):
        with open(os.path.join(out, "policies.cedar"), "w", encoding="utf-8") as file:
            # Whoever no policy speaks of may sign in.
            file.write('@id("granted")\npermit (principal, action == Action::"signIn", resource);\n')
            file.writelines(map(self.policy, self.policy_set.policies))


class Rego:
    """A policy is a rule: of `block`, or of the set `demands`. Each test is one that OPA's index of rules knows, so that
    rules which cannot apply are not evaluated: a member of a set is looked up, so a policy that includes three groups is
    three rules. Device rules are rules of their own and evaluated at most once a decision."""

    def __init__(self, policy_set):
        self.policy_set = policy_set

    def choices(self, test):
        """The expressions of which one must hold; of a test for none of some members, one that all must."""
        if isinstance(test, model.Filter):
            return [f"{'' if test.wanted else 'not '}filter_{test.number}"]
        if isinstance(test, model.OneOf):
            return [f"{'' if test.wanted else 'not '}input.{test.signal} in {{{quoted(test.values)}}}"]
        if test.wanted:
            return [f"{json.dumps(id)} in input.{test.signal}" for id in ids(test)]
        return ["\n\t".join(f"not {json.dumps(id)} in input.{test.signal}" for id in ids(test))]

    def atom(self, atom):
        name, value = f"input.device.{atom.attribute}", json.dumps(atom.values[0])
        if atom.operator == "ne":
            return f"not {name} == {value}"
        if atom.operator == "eq":
            return f"{name} == {value}"
        if atom.operator == "startsWith":
            return f"startswith({name}, {value})"
        return f"{name} in {{{quoted(atom.values)}}}"

    def rule(self, number, rule):
        bodies = [rule.atoms] if rule.word == "and" else [[atom] for atom in rule.atoms]
        for atoms in bodies:
            yield f"filter_{number} if {{\n" + "".join(f"\t{self.atom(atom)}\n" for atom in atoms) + "}\n\n"

    def policy(self, policy):
        head = f'demands contains "{policy.demands}" if' if policy.demands else "block if"
        for body in itertools.product(*map(self.choices, policy.tests)):
            yield f"# {policy.id}\n{head} {{\n" + "".join(f"\t{line}\n" for line in body or ["true"]) + "}\n\n"

    def write(self, out):
        with open(os.path.join(out, "policies.rego"), "w", encoding="utf-8") as file:
            file.write("package sign_in\n\n")
            # A sign-in that is blocked is not asked for anything.
            file.write('default answer := "block"\n\nanswer := demands if not block\n\n')
            for number, rule in enumerate(self.policy_set.rules):
                file.writelines(self.rule(number, rule))
            for policy in self.policy_set.policies:
                file.writelines(self.policy(policy))


class Cel(Expressions):
    """A policy is an expression over the sign-in that says whether it applies, as CEL's hosts keep policies."""

    def test(self, test):
        if isinstance(test, model.Filter):
            return self.filter(test)
        if isinstance(test, model.OneOf):
            return f"{test.signal} in [{quoted(test.values)}]"
        return " || ".join(f"{json.dumps(id)} in {test.signal}" for id in ids(test))

    def atom(self, atom):
        name, value = f"device.{atom.attribute}", json.dumps(atom.values[0])
        if atom.operator == "ne":
            return f"!(has({name}) && {name} == {value})"
        if atom.operator == "eq":
            return f"has({name}) && {name} == {value}"
        if atom.operator == "startsWith":
            return f"has({name}) && {name}.startsWith({value})"
        return f"has({name}) && {name} in [{quoted(atom.values)}]"

    def write(self, out):
        policies = [{"id": policy.id, "demands": policy.demands, "applies": self.conjunction(policy) or "true"}
                    for policy in self.policy_set.policies]
        with open(os.path.join(out, "policies.cel.json"), "w", encoding="utf-8") as file:
            json.dump(policies, file, indent=1)


class Casbin(Expressions):
    """A policy is a line with a rule over the sign-in, which the matcher asks with eval(), Casbin's way of attribute
    based rules. Casbin answers yes or no, so each demand, and the block, is a policy file and a question of its own."""

    def test(self, test):
        if isinstance(test, model.Filter):
            return self.filter(test)
        if isinstance(test, model.OneOf):
            return self.is_one_of(f"r.{test.signal}", test.values)
        return " || ".join(f"'{id}' in r.{test.signal}" for id in ids(test))

    def is_one_of(self, name, values):
        # A list of one is no list in Casbin's expressions.
        if len(values) == 1:
            return f"{name} == '{values[0]}'"
        return f"{name} in (" + ", ".join(f"'{value}'" for value in values) + ")"

    def atom(self, atom):
        # What the device does not say is the empty text.
        name = f"r.device.{atom.attribute[0].upper()}{atom.attribute[1:]}"
        values = [str(value).lower() if isinstance(value, bool) else value for value in atom.values]
        if atom.operator == "ne":
            return f"{name} != '{values[0]}'"
        if atom.operator == "startsWith":
            return f"keyMatch({name}, '{values[0]}*')"
        return self.is_one_of(name, values)

    def write(self, out):
        for number, demands in enumerate([None] + self.policy_set.demands):
            with open(os.path.join(out, f"casbin_{number}.csv"), "w", encoding="utf-8", newline="") as file:
                lines = csv.writer(file, lineterminator="\n")
                for policy in self.policy_set.policies:
                    if policy.demands == demands:
                        lines.writerow(["p", self.conjunction(policy) or "true"])


class Sapl(Expressions):
    """A policy is a document: a `deny` for one that blocks, or a `permit` with the clause as its obligation. The first test
    of what a sign-in is, as a rule the application, is the target, by which documents are chosen; the other tests are
    conditions of the body, where the first that fails ends it."""

    PATHS = {"app": "resource", "client": "environment.client", "platform": "environment.platform",
             "signInRisk": "environment.risk", "userRisk": "subject.risk", "subjects": "subject.ids",
             "locations": "environment.locations"}

    def test(self, test):
        if isinstance(test, model.Filter):
            return self.filter(test)
        path = self.PATHS[test.signal]
        if isinstance(test, model.Shares):
            return " || ".join(f"{json.dumps(id)} in {path}" for id in ids(test))
        if len(test.values) == 1:
            return f"{path} == {json.dumps(test.values[0])}"
        return f"{path} in [{quoted(test.values)}]"

    def atom(self, atom):
        # What the device does not say is `undefined`, which equals nothing and is in no list, but errs in `=~`.
        name, value = f"environment.device.{atom.attribute}", json.dumps(atom.values[0])
        if atom.operator == "startsWith":
            return f"{name} != undefined && {name} =~ {json.dumps('^' + re.escape(atom.values[0]) + '.*')}"
        if atom.operator in ("eq", "ne"):
            return f"{name} {'==' if atom.operator == 'eq' else '!='} {value}"
        return f"{name} in [{quoted(atom.values)}]"

    def policy(self, policy):
        target = [test for test in policy.tests if isinstance(test, model.OneOf) and test.wanted][:1]
        body = [test for test in policy.tests if test not in target]
        lines = [f'policy "{policy.id}"', " ".join(["permit" if policy.demands else "deny", *map(self.test, target)])]
        if body:
            lines += ["where"] + [f"  {'' if test.wanted else '!'}({self.test(test)});" for test in body]
        if policy.demands:
            lines.append(f'obligation {{ "require": "{policy.demands}" }}')
        return "\n".join(lines) + "\n"

    def write(self, out):
        with open(os.path.join(out, "policies.sapl.json"), "w", encoding="utf-8") as file:
            json.dump(list(map(self.policy, self.policy_set.policies)), file, indent=1)


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    folder, size, count, out = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    policy_set = model.PolicySet(folder, size)
    os.makedirs(out, exist_ok=True)
    for peer in (Cedar, Rego, Cel, Casbin, Sapl):
        peer(policy_set).write(out)
    with open(os.path.join(out, "demands.json"), "w", encoding="utf-8") as file:
        json.dump(policy_set.demands, file)
    with open(os.path.join(out, "sign_ins.ndjson"), "w", encoding="utf-8") as file:
        for sign_in in model.read_sign_ins(folder, count, policy_set):
            file.write(json.dumps(sign_in, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
