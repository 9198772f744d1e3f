# What the harness puts in the first cell of a copy that uses it: ways to try, and what an attacker may know (TOLD).
import ctypes
import os


def attempt(what, action, refused=OSError):
    try:
        result = action()
    except refused as error:
        print("tried:", what, "->", type(error).__name__, error)
    else:
        print("HARM:", what, "->", str(result)[:200])


def syscall(name, *args):
    result = getattr(ctypes.CDLL(None, use_errno=True), name)(*args)
    if result < 0:
        raise OSError(ctypes.get_errno(), f"{name}: {os.strerror(ctypes.get_errno())}")
    return result


def write(path, text):
    """Unbuffered: what the kernel refuses is raised here."""
    descriptor = os.open(path, os.O_WRONLY)
    try:
        return os.write(descriptor, text.encode())
    finally:
        os.close(descriptor)
