"""Which protections hold on this machine: each is tried from inside a kernel, none is taken on trust."""

import os
import platform
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tptorch.inside import wire
from tptorch.jail.kernel import Kernel
from tptorch.jail.warm import Jail, JailError, find_bwrap, readable_folders

APPARMOR = Path("/proc/sys/kernel/apparmor_restrict_unprivileged_userns")
USER_NAMESPACES = Path("/proc/sys/user/max_user_namespaces")
ALLOW_USERNS = (
    "unprivileged user namespaces are forbidden by AppArmor (Ubuntu ≥ 23.10): run as root, give bwrap an AppArmor "
    "profile with `userns,`, or `sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0`"
)
# What is tried inside, and what it must give where the protection holds.
PROBES = {
    "no network": ("attempt(lambda: socket.create_connection(('192.0.2.1', 80), 1))", "OSError"),
    "no capability": ("capabilities()", 0),
    "no new name space (seccomp)": ("libc.unshare(0x10000000)", -1),
    "no mount (seccomp)": ("libc.mount(b'none', b'/tmp', b'tmpfs', 0, None)", -1),
    "first process of its own process space": ("os.getpid()", 1),
    "nothing of the operator's home": ("sorted(set(os.listdir(HOME)) - PYTHON) if os.path.exists(HOME) else []", []),
    "system folders read-only": ("attempt(lambda: open('/usr/tptorch-probe', 'w'))", "OSError"),
}
SETUP = """
import ctypes, os, socket
libc = ctypes.CDLL(None, use_errno=True)
def attempt(action):
    try: action()
    except OSError: return "OSError"
def capabilities():
    lines = open("/proc/self/status").read().splitlines()
    return sum(int(line.split()[1], 16) for line in lines if line.startswith(("CapPrm", "CapEff", "CapBnd")))
"""


@dataclass(frozen=True)
class Finding:
    """One protection: whether it holds, and what to do where it does not."""

    name: str
    holds: bool
    said: str = ""


def examine() -> list[Finding]:
    """All findings, the machine's first, then what was tried inside."""
    findings = [Finding("Linux", platform.system() == "Linux", platform.release()), _bubblewrap(), _user_namespaces()]
    if all(finding.holds for finding in findings[:2]):
        findings += _inside()
    gpus = sorted(path.name for path in Path("/dev").glob("nvidia[0-9]*"))
    return [*findings, Finding("GPU devices passed on to copies", True, ", ".join(gpus) or "none on this machine")]


def _bubblewrap() -> Finding:
    try:
        return Finding("bubblewrap", True, find_bwrap())
    except JailError as error:
        return Finding("bubblewrap", False, str(error))


def _user_namespaces() -> Finding:
    root = os.getuid() == 0
    if not root and APPARMOR.exists() and APPARMOR.read_text().strip() == "1":
        return Finding("user name spaces", False, ALLOW_USERNS)
    if USER_NAMESPACES.exists() and int(USER_NAMESPACES.read_text()) == 0:
        return Finding("user name spaces", False, "run `sudo sysctl user.max_user_namespaces=15000`")
    return Finding("user name spaces", True, "as root: copies run as nobody" if root else "as an ordinary user")


def _inside() -> list[Finding]:
    with tempfile.TemporaryDirectory() as assets, Jail(Path(assets)) as jail:
        try:
            with jail.kernel() as kernel:
                return [_try(kernel, name, *probe) for name, probe in PROBES.items()]
        except JailError as error:
            lines = jail.log().strip().splitlines()
            return [Finding("a copy can start", False, f"{error} ({lines[-1]})" if lines else str(error))]


def _try(kernel: Kernel, name: str, expression: str, expected: object) -> Finding:
    known = f"HOME, PYTHON = {str(Path.home())!r}, {_python_in_home()!r}"
    code = f"{known}\n{SETUP}\ndef probe():\n    return {expression}"
    kernel.execute(code, 20, lambda _kind, _content: True)
    reply = kernel.ask({"action": "call", "name": "probe", "seed": 0}, wire.encode(((), {})), 20)
    try:
        found = wire.decode(reply.frames)
    except wire.WireError:
        found = reply.content or reply.outcome
    return Finding(name, found == expected, "" if found == expected else f"found {found!r}")


def _python_in_home() -> set[str]:
    """First folders of the home that the Python environment lies in: these a copy does see."""
    home = Path.home()
    return {Path(path).relative_to(home).parts[0] for path in readable_folders() if Path(path).is_relative_to(home)}
