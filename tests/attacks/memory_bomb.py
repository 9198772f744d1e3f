"""The copy takes memory without end."""

MARKS = {"half": 0, "total": 0, "step": 0}
SHOWS = "mémoire"

# %% answer="half"
import time

hoard = []
while True:
    hoard.append(b"x" * (20 << 20))
    time.sleep(0.02)
