"""Memory is taken in anonymous shared mappings, which belong to nobody's heap."""

MARKS = {"half": 0, "total": 0, "step": 0}
SHOWS = "mémoire"

# %% answer="half"
import mmap
import time

hoard = []
while True:
    hoard.append(mmap.mmap(-1, 20 << 20))
    hoard[-1].write(b"x" * (20 << 20))
    time.sleep(0.02)
