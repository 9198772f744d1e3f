"""What a process does to itself before it lets a copy run: namespaces, mounts, limits, no capability.

Linux only, through libc; nothing here can be undone by what runs afterwards (see ``seccomp`` for the system calls).
"""

import ctypes
import os
import resource
import shutil
import signal
from pathlib import Path
from typing import Any

libc = ctypes.CDLL(None, use_errno=True)

CLONE_NEWNS, CLONE_NEWUTS, CLONE_NEWIPC = 0x00020000, 0x04000000, 0x08000000
CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET, CLONE_NEWCGROUP = 0x10000000, 0x20000000, 0x40000000, 0x02000000
NAMESPACES = CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REMOUNT, MS_BIND = 1, 2, 4, 8, 32, 4096
MS_REC, MS_PRIVATE = 16384, 1 << 18
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_CAPBSET_DROP = 1, 4, 24
CAPABILITY_VERSION_3 = 0x20080522
NOBODY = 65534


def die_with_parent(parent: int) -> None:
    """Be killed when the process that started this one ends, even by SIGKILL."""
    check(libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0), "prctl")
    if os.getppid() != parent:  # it has ended already
        os._exit(1)


def become_nobody() -> None:
    """Give up root for good, where we have it."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    hide_memory()


def hide_memory() -> None:
    """No process of the same user may trace this one or read its memory."""
    check(libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0), "prctl")


def enter_namespaces() -> None:
    """New user, mount, pid (for the next fork), network, ipc and host name spaces for this process."""
    uid, gid = os.getuid(), os.getgid()
    check(libc.prctl(PR_SET_DUMPABLE, 1, 0, 0, 0), "prctl")  # else /proc/self/uid_map is not ours to write
    check(libc.unshare(NAMESPACES), "unshare")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{uid} {uid} 1")
    Path("/proc/self/gid_map").write_text(f"{gid} {gid} 1")


def make_desk(folder: str, assets: str, disk_bytes: int, kept: list[str]) -> None:
    """A fresh, bounded, memory-backed working folder holding the assets; ``/tmp`` and ``/dev/shm`` alike.

    ``kept`` names the folders below ``/tmp`` that must stay readable: a Python environment may lie there.
    """
    check(libc.mount(None, b"/", None, MS_REC | MS_PRIVATE, None), "mount /")
    handles = {path: os.open(path, os.O_PATH | os.O_DIRECTORY) for path in kept}
    for target in (folder, "/tmp", "/dev/shm"):
        options = f"size={disk_bytes},nr_inodes=20000,mode=1777".encode()
        check(libc.mount(b"tmpfs", target.encode(), b"tmpfs", MS_NOSUID | MS_NODEV, options), f"mount {target}")
    for path, handle in handles.items():
        os.makedirs(path, exist_ok=True)
        check(libc.mount(f"/proc/self/fd/{handle}".encode(), path.encode(), None, MS_BIND | MS_REC, None), path)
        os.close(handle)
    flags = MS_BIND | MS_REMOUNT | MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC  # others' settings stand there, too
    check(libc.mount(None, b"/proc", None, flags, None), "mount /proc")
    shutil.copytree(assets, folder, dirs_exist_ok=True)
    os.chdir(folder)


def set_limits(limits: dict[str, Any]) -> None:
    """Kernel-enforced bounds on processes, open files, file sizes and (when given) private memory."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for kind, key in (
        (resource.RLIMIT_NPROC, "processes"),
        (resource.RLIMIT_NOFILE, "open_files"),
        (resource.RLIMIT_FSIZE, "disk_bytes"),
        (resource.RLIMIT_DATA, "data_bytes"),
    ):
        if limits.get(key) is not None:
            resource.setrlimit(kind, (limits[key], limits[key]))


def drop_capabilities() -> None:
    """Empty the bounding, permitted, effective and inheritable sets."""
    for capability in range(64):
        libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    check(libc.capset(header, (ctypes.c_uint32 * 6)()), "capset")


def check(result: int, what: str) -> None:
    """Raise ``OSError`` for a libc call that failed."""
    if result != 0:
        raise OSError(ctypes.get_errno(), f"{what}: {os.strerror(ctypes.get_errno())}")
