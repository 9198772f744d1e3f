"""Bytes wait, unread, in the buffers of hundreds of socket pairs, and no process seems to hold them."""

MARKS = {"half": 0, "total": 0, "step": 0}
SHOWS = "mémoire"

# %% answer="half"
import os
import socket
import time

for _ in range(12):
    if os.fork() == 0:
        pairs = [socket.socketpair() for _ in range(90)]
        for end in [end for pair in pairs for end in pair]:
            end.setblocking(False)
            try:
                while True:
                    end.send(b"x" * 100_000)
            except BlockingIOError:
                pass
        time.sleep(600)
time.sleep(3)
