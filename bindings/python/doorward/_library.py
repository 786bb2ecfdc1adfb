"""Finds libdoorward-json.so and declares its functions (doorward_json.h). Knows nothing of policies."""
import ctypes
import functools
import os

_ABI_VERSION = 1


class Text(ctypes.Structure):
    """doorward_text."""
    _fields_ = [("data", ctypes.c_void_p), ("size", ctypes.c_size_t)]

    @classmethod
    def of(cls, words):
        """A view of `words`, bytes that must outlive it."""
        return cls(ctypes.cast(ctypes.c_char_p(words), ctypes.c_void_p), len(words))

    def __str__(self):
        return ctypes.string_at(self.data, self.size).decode() if self.size else ""


_HANDLE = ctypes.c_void_p
_STATUS = ctypes.c_int32
_FUNCTIONS = {
    "check_abi": (_STATUS, [ctypes.c_uint32]),
    "status_text": (ctypes.c_char_p, [_STATUS]),
    "policies_load": (_STATUS, [ctypes.c_char_p, ctypes.c_size_t, ctypes.POINTER(_HANDLE), ctypes.c_char_p,
                                ctypes.c_size_t]),
    "policies_replace": (_STATUS, [_HANDLE, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_char_p, ctypes.c_size_t]),
    "policies_free": (None, [_HANDLE]),
    "decider_create": (_STATUS, [_HANDLE, ctypes.POINTER(_HANDLE)]),
    "decider_free": (None, [_HANDLE]),
    "decider_set_strict": (_STATUS, [_HANDLE, ctypes.c_bool]),
    "decider_set_supplied": (_STATUS, [_HANDLE, ctypes.POINTER(Text), ctypes.c_size_t]),
    "decide": (_STATUS, [_HANDLE, Text, ctypes.c_int64, ctypes.POINTER(Text)]),
}


@functools.lru_cache(maxsize=None)
def library():
    """The library, loaded once."""
    place = os.environ.get("DOORWARD_JSON_LIBRARY") or f"libdoorward-json.so.{_ABI_VERSION}"
    try:
        loaded = ctypes.CDLL(place)
    except OSError as error:
        raise ImportError(f"cannot load `{place}`: {error}; install Doorward, or say where the library lies with the "
                          "environment variable DOORWARD_JSON_LIBRARY") from None
    for name, (result, arguments) in _FUNCTIONS.items():
        function = getattr(loaded, f"doorward_json_{name}")
        function.restype, function.argtypes = result, arguments
    if loaded.doorward_json_check_abi(_ABI_VERSION) != 0:
        raise ImportError(f"`{place}` is of another version than this package")
    return loaded
