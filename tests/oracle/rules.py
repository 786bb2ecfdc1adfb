"""Ids, words and rules of conditional access, as SEMANTICS compares them."""
import ipaddress
import re


def fold(value):
    """An id or word as it compares: braces off GUIDs, ASCII case off everything."""
    text = str(value)
    if re.fullmatch(r"\{[0-9A-Fa-f-]{36}\}", text):
        text = text[1:-1]
    return "".join(c.lower() if c.isascii() else c for c in text)


def listed(holder, key):
    return [fold(entry) for entry in (holder or {}).get(key) or []]


def address(text):
    value = ipaddress.ip_address(text)
    return value.ipv4_mapped or value if value.version == 6 else value


TOKEN = re.compile(r'\s*(?:(\()|(\))|(\[)|(\])|(,)|"((?:[^"`]|`.)*)"|(-?[A-Za-z][\w.]*|[0-9a-fA-F-]{36}))')


class Rule:
    """A device, application or workload rule, parsed to (kind, …) tuples."""

    def __init__(self, text):
        self.tokens = []
        at = 0
        while at < len(text.rstrip()):
            match = TOKEN.match(text, at)
            for kind, value in zip(("(", ")", "[", "]", ",", "string", "word"), match.groups()):
                if value is not None:
                    self.tokens.append((kind, re.sub("`(.)", r"\1", value) if kind == "string" else value))
            at = match.end()
        self.at = 0
        self.tree = self.either()

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else ("end", "")

    def take(self):
        self.at += 1
        return self.tokens[self.at - 1]

    def word(self, text):
        if self.peek()[0] == "word" and self.peek()[1].lower() == text:
            self.at += 1
            return True
        return False

    def either(self):
        parts = [self.both()]
        while self.word("-or"):
            parts.append(self.both())
        return ("or", parts)

    def both(self):
        parts = [self.negated()]
        while self.word("-and"):
            parts.append(self.negated())
        return ("and", parts)

    def negated(self):
        if self.word("-not"):
            return ("not", self.negated())
        if self.peek()[0] == "(":
            self.take()
            inner = self.either()
            self.take()
            return inner
        name = self.take()[1].split(".", 1)[1]
        op = self.take()[1].lower().lstrip("-")
        if self.peek()[0] == "[":
            self.take()
            values = []
            while self.peek()[0] != "]":
                token = self.take()
                if token[0] != ",":
                    values.append(token[1])
            self.take()
            return ("leaf", name, op, values)
        kind, value = self.take()
        return ("leaf", name, op, None if kind == "word" and value.lower() == "null" else [value])

    def names(self, tree=None):
        tree = tree or self.tree
        if tree[0] == "leaf":
            return {tree[1]}
        children = tree[1] if tree[0] in ("or", "and") else [tree[1]]
        return set().union(*(self.names(child) for child in children))

    def holds(self, read, tree=None):
        tree = tree or self.tree
        if tree[0] == "or":
            return any(self.holds(read, child) for child in tree[1])
        if tree[0] == "and":
            return all(self.holds(read, child) for child in tree[1])
        if tree[0] == "not":
            return not self.holds(read, tree[1])
        return leaf_holds(read(tree[1]), tree[2], tree[3])


def leaf_holds(found, op, values):
    """`found` is None (absent), a string, or a list of strings. None as values is the null literal."""
    if values is None:
        return (found is None) == (op == "eq")
    negative = op == "ne" or op.startswith("not")
    positive = {"ne": "eq"}.get(op, op[3].lower() + op[4:] if op.startswith("not") else op)
    return positive_holds(found, positive, values) != negative


def positive_holds(found, op, values):
    if found is None:
        return False
    wanted = [fold(value) for value in values]
    collection = isinstance(found, list)
    for element in found if collection else [found]:
        element = fold(element)
        if op in ("eq", "in") and element in wanted:
            return True
        if op == "contains" and (element == wanted[0] if collection else wanted[0] in element):
            return True
        if op == "startswith" and element.startswith(wanted[0]):
            return True
        if op == "endswith" and element.endswith(wanted[0]):
            return True
    return False
