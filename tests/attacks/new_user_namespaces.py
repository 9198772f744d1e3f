"""New namespaces, where one is root again, are asked for in every way that Linux has."""

# %% after="imports"
import subprocess

for flag in (0x10000000, 0x00020000, 0x20000000, 0x40000000, 0x08000000, 0x04000000, 0x02000000):
    attempt(f"unshare {flag:x}", lambda: syscall("unshare", flag))
    attempt(f"clone {flag:x}", lambda: syscall("syscall", 56, flag | 17, 0, 0, 0, 0) or os._exit(0))
attempt("clone3", lambda: syscall("syscall", 435, ctypes.create_string_buffer(88), 88))
attempt("join", lambda: syscall("setns", os.open("/proc/self/ns/user", os.O_RDONLY), 0))
attempt("x32", lambda: syscall("syscall", 0x40000000 + 272, 0x10000000))
attempt("identity", lambda: os.setuid(0))
attempt("groups", lambda: os.setgroups([0]))
attempt("map", lambda: write("/proc/self/uid_map", "0 0 1"))
done = subprocess.run("unshare -Ur true || su -c true || sudo -n true", shell=True, capture_output=True)
print("HARM: a namespace" if done.returncode == 0 else "tried: unshare, su, sudo")
