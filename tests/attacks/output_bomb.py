"""A cell prints without end: it is cut, and the next ones are played."""

MARKS = {"half": 0}
RAISES = True
SHOWS = "affiche trop de choses"

# %% answer="half"
import time

while True:
    print("x" * 100_000)
    time.sleep(0.002)
