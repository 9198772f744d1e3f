"""Bytes wait in System V message queues, which no process holds."""

SILENT = True

# %% after="imports"
message = ctypes.create_string_buffer(b"\1\0\0\0\0\0\0\0" + b"x" * 8000)
try:
    for _ in range(20_000):
        queue = syscall("msgget", 0, 0o600)
        syscall("msgsnd", queue, message, 8000, 0o4000)
        syscall("msgsnd", queue, message, 8000, 0o4000)
except OSError as error:
    print("refused:", error)
else:
    print("HARM: 320 MB in queues")
