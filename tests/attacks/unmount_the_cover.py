"""What covers the outside is unmounted, moved, remounted and bound elsewhere."""

# %% after="imports"
for place in (b"/copie", b"/tmp", b"/dev/shm", b"/assets", b"/proc", b"/tp", b"/"):
    attempt(f"unmount {place}", lambda: syscall("umount2", place, 2))
    attempt(f"remount {place}", lambda: syscall("mount", None, place, None, 4096 | 32, None))
attempt("bind", lambda: syscall("mount", b"/", b"/copie", None, 4096, None))
attempt("proc", lambda: syscall("mount", b"proc", b"/copie", b"proc", 0, None))
attempt("pivot", lambda: syscall("syscall", 155, b"/copie", b"/copie"))
attempt("chroot", lambda: os.chroot("/proc/1/root"))
attempt("new mount calls", lambda: syscall("syscall", 428, -100, b"/", 1))
