"""Files, pipes and sockets are opened until no more can be."""

SHOWS = "Too many open files"
MARKS = {"half": 5}

# %% after="imports"
import os
import socket

kept = []
for make in (os.pipe, socket.socketpair, lambda: open("/dev/null")):
    try:
        for _ in range(10_000):
            kept.append(make())
        print("HARM: no end")
    except OSError as error:
        print(error.strerror)
for index in (0, 1, 2, 3):
    kept.pop()
