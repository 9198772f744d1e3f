"""A copy that runs at the same time is met through shared folders, shared memory, queues and abstract sockets."""

NEIGHBOUR = True

# %% after="imports"
import glob
import socket

for path in ("/copie/secret", "/tmp/secret", "/dev/shm/secret", *glob.glob("/proc/*/root/copie/secret")):
    attempt(path, lambda: open(path).read())
attempt("segments", lambda: syscall("shmget", 0x1234, 4096, 0o666))
attempt("queue", lambda: syscall("msgget", 0x1234, 0o666))
attempt("semaphore", lambda: syscall("semget", 0x1234, 1, 0o666))
attempt("abstract", lambda: socket.socket(socket.AF_UNIX).connect("\0secret"))
