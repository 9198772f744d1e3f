"""A memory bomb gives its process a name that is no text, so that who reads its status stumbles."""

MARKS = {"half": 0, "total": 0, "step": 0}
SHOWS = "mémoire"

# %% answer="half"
import ctypes
import time

ctypes.CDLL(None).prctl(15, b"\xff\xfe\n) Z 0", 0, 0, 0)
hoard = []
for _ in range(25):
    hoard.append(b"x" * (20 << 20))
    time.sleep(0.02)
time.sleep(1)
