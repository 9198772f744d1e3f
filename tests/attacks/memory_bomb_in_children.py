"""Each of many children takes a modest share of memory."""

MARKS = {"half": 0, "total": 0, "step": 0}
SHOWS = "mémoire"

# %% answer="half"
import os
import time

for _ in range(8):
    if os.fork() == 0:
        hoard = b"x" * (60 << 20)
        time.sleep(600)
time.sleep(600)
