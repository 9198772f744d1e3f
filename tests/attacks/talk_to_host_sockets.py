"""Unix sockets of the host, by path and in the abstract space, are called."""

NEIGHBOUR = True

# %% after="imports"
import glob
import socket

paths = [
    "/var/run/docker.sock",
    "/run/dbus/system_bus_socket",
    TOLD["jail_folder"],
    *glob.glob("/tmp/**/*", recursive=True),
]
names = {line.split()[-1] for line in open("/proc/1/net/unix") if "/" in line or "@" in line}
for path in [*paths, *(name.replace("@", "\0") for name in names)]:
    attempt(repr(path), lambda: socket.socket(socket.AF_UNIX).connect(path))
listener = socket.socket(socket.AF_UNIX)
listener.bind("\0" + TOLD["trace"])
