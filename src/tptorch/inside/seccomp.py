"""A seccomp filter: the system calls that no copy needs are refused to it, and to all that it starts."""

import ctypes
import platform
import struct

from . import confine

PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 22, 38
_ARCHES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}
# name: number on x86_64, on aarch64. Refused: namespaces, mounts, other processes' memory, kernel interfaces that no TP
# needs, and memory that no file or mapping accounts for (memfd, System V segments).
_REFUSED = {
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kcmp": (312, 272),
    "process_madvise": (440, 440), "pidfd_open": (434, 434), "pidfd_getfd": (438, 438), "pidfd_send_signal": (424, 424),
    "unshare": (272, 97), "setns": (308, 268), "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41),
    "chroot": (161, 51), "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430),
    "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433), "mount_setattr": (442, 442),
    "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265),
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219),
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
    "memfd_create": (319, 279), "memfd_secret": (447, 447), "shmget": (29, 194),
    "msgget": (68, 186), "semget": (64, 190), "mq_open": (240, 180),
    "init_module": (175, 105), "finit_module": (313, 273), "delete_module": (176, 106), "kexec_load": (246, 104),
    "reboot": (169, 142), "swapon": (167, 224), "swapoff": (168, 225), "acct": (163, 89), "quotactl": (179, 60),
    "syslog": (103, 116), "personality": (135, 92),
}  # fmt: skip
_CLONE, _CLONE3 = (56, 220), (435, 435)
_EPERM, _ENOSYS = 1, 38
_RET_ERRNO, _RET_ALLOW = 0x00050000, 0x7FFF0000
_LD, _JEQ, _JGE, _JSET, _RET = 0x20, 0x15, 0x35, 0x45, 0x06


def forbid_system_calls() -> None:
    """Load a seccomp filter that refuses the calls above, and ``clone`` with a namespace flag, to all that follows."""
    program = seccomp_program(platform.machine())
    buffer = ctypes.create_string_buffer(program, len(program))

    class Filter(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("program", ctypes.c_void_p)]

    loaded = Filter(len(program) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    confine.check(confine.libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")
    confine.check(confine.libc.prctl(PR_SET_SECCOMP, 2, ctypes.byref(loaded), 0, 0), "seccomp")


def seccomp_program(machine: str) -> bytes:
    """Classic BPF (``linux/filter.h``: code, jump if true, jump if false, operand) over ``struct seccomp_data``."""
    audit_arch, column = _ARCHES[machine]
    refuse = _RET_ERRNO | _EPERM
    steps = [(_LD, 0, 0, 4), (_JEQ, 1, 0, audit_arch), (_RET, 0, 0, refuse), (_LD, 0, 0, 0)]
    steps += [(_JGE, 0, 1, 0x40000000), (_RET, 0, 0, refuse)]  # the x32 numbers
    for numbers in _REFUSED.values():
        steps += [(_JEQ, 0, 1, numbers[column]), (_RET, 0, 0, refuse)]
    # clone3 hides its flags behind a pointer: "not there", so that libc falls back to clone.
    steps += [(_JEQ, 0, 1, _CLONE3[column]), (_RET, 0, 0, _RET_ERRNO | _ENOSYS)]
    steps += [(_JEQ, 0, 3, _CLONE[column]), (_LD, 0, 0, 16)]  # the first argument's low word
    steps += [
        (_JSET, 0, 1, confine.NAMESPACES | confine.CLONE_NEWCGROUP),
        (_RET, 0, 0, refuse),
        (_RET, 0, 0, _RET_ALLOW),
    ]
    return b"".join(struct.pack("HBBI", *step) for step in steps)
