"""Every socket that the copy holds gets an order for a kernel, with descriptors of the copy's own."""

MARKS = {"half": 0, "total": 0, "step": 0}
CELL_SECONDS, CALL_SECONDS, COPY_SECONDS = 4, 2, 8
SILENT = True

# %% answer="half"
import json
import socket

order = json.dumps({"key": "0" * 32, "limits": {"disk_bytes": 1 << 20}, "threads": 1}).encode()
listeners = [socket.socket(socket.AF_UNIX) for _ in range(5)]
for fd in range(100):
    try:
        connection = socket.socket(fileno=os.dup(fd))
        connection.setblocking(False)
        kind = connection.type
        if kind == socket.SOCK_SEQPACKET:
            print("HARM: a channel to the warm process is open")
        socket.send_fds(connection, [order], [listener.fileno() for listener in listeners])
    except (OSError, ValueError):
        pass
for pid in filter(str.isdigit, os.listdir("/proc")):
    if int(pid) != os.getpid():
        attempt(f"descriptors of {pid}", lambda: os.listdir(f"/proc/{pid}/fd"))
