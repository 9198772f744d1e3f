"""Devices and terminals of the host are opened, and its terminal fed with commands."""

# %% after="imports"
import fcntl

for path in (
    "/dev/sda",
    "/dev/vda",
    "/dev/mem",
    "/dev/kmsg",
    "/dev/kvm",
    "/dev/fuse",
    "/dev/net/tun",
    "/dev/tty",
    "/dev/console",
):
    attempt(path, lambda: open(path, "rb").read(1))
for fd in (0, 1, 2):
    attempt(f"type into {fd}", lambda: fcntl.ioctl(fd, 0x5412, b"\n"))
attempt("make a device", lambda: os.mknod("/copie/disk", 0o60666, os.makedev(8, 0)))
attempt("set the clock", lambda: syscall("settimeofday", ctypes.create_string_buffer(16), None))
attempt("set the name", lambda: syscall("sethostname", b"x", 1))
attempt("real time", lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(50)))
attempt("priority", lambda: os.nice(-5))
