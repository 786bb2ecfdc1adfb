"""Doorward decides sign-ins by conditional access policies and per-user MFA states.

    policies = doorward.Policies(open("policies.dwm", "rb").read())   # once, for all threads
    decider = doorward.Decider(policies)                              # one for each thread
    decision = decider.decide({"user": {"id": "…"}, "app": {"id": "…"}, …})
    if decision["outcome"] == "grant": let_in()

Modules are made by `doorward compile`. The shapes of sign-ins and decisions are docs/sign-ins.md and docs/decisions.md.
The library is `libdoorward-json.so`; where it is not installed, the environment variable DOORWARD_JSON_LIBRARY says where
it lies.
"""
import ctypes
import json
import time

from ._library import Text, library

__all__ = ["BadModule", "BadSignIn", "Decider", "DoorwardError", "Policies"]

# Of doorward/runtime/c/statuses.def, whose numbers never change.
_OK, _OUT_OF_MEMORY, _BAD_VALUE, _BAD_MODULE = 0, 2, 3, 5


class DoorwardError(Exception):
    """What Doorward could not do."""


class BadModule(DoorwardError):
    """The bytes are no module, or a damaged one."""


class BadSignIn(DoorwardError):
    """The record is no sign-in; the message names the field. Nobody is to be let in."""


def _check(status, message=""):
    if status == _OK:
        return
    text = message or library().doorward_json_status_text(status).decode()
    if status == _OUT_OF_MEMORY:
        raise MemoryError(text)
    raise {_BAD_MODULE: BadModule, _BAD_VALUE: BadSignIn}.get(status, DoorwardError)(text)


class Policies:
    """The policies in force. Threads may share them."""

    def __init__(self, module):
        """`module`: the bytes of one."""
        self._handle = ctypes.c_void_p()
        message = ctypes.create_string_buffer(500)
        status = library().doorward_json_policies_load(module, len(module), ctypes.byref(self._handle), message,
                                                       len(message))
        _check(status, message.value.decode())

    def replace(self, module):
        """Puts another module in force, for every decision that begins afterwards, in any thread. After an error the
        former one is still in force."""
        message = ctypes.create_string_buffer(500)
        _check(library().doorward_json_policies_replace(self._handle, module, len(module), message, len(message)),
               message.value.decode())

    def __del__(self):
        if getattr(self, "_handle", None):
            library().doorward_json_policies_free(self._handle)


class Decider:
    """Decides with the policies in force. Belongs to one thread at a time."""

    def __init__(self, policies, strict=True, supplied=()):
        """`strict`: a sign-in that lacks a signal on which an enforced policy would have turned is a block.
        `supplied`: signals of which an absent one is a fact, by the paths that `assumed` names."""
        self._handle = ctypes.c_void_p()
        _check(library().doorward_json_decider_create(policies._handle, ctypes.byref(self._handle)))
        _check(library().doorward_json_decider_set_strict(self._handle, strict))
        paths = [path.encode() for path in supplied]
        texts = (Text * len(paths))(*(Text.of(path) for path in paths))
        if library().doorward_json_decider_set_supplied(self._handle, texts, len(paths)) != _OK:
            raise ValueError(f"one of {list(supplied)} is no signal: decisions name them in `assumed`")

    def decide_json(self, sign_in, now=None):
        """The decision on a sign-in that is JSON, as JSON. `now`: seconds since 1970, otherwise the time that it is."""
        record = sign_in.encode() if isinstance(sign_in, str) else sign_in
        answer = Text()
        status = library().doorward_json_decide(self._handle, Text.of(record),
                                                int(time.time() if now is None else now), ctypes.byref(answer))
        _check(status, str(answer))
        return str(answer)

    def decide(self, sign_in, now=None):
        """The same for a sign-in and a decision of dicts and lists."""
        return json.loads(self.decide_json(json.dumps(sign_in), now))

    def __del__(self):
        if getattr(self, "_handle", None):
            library().doorward_json_decider_free(self._handle)
