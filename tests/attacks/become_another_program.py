"""The kernel's process becomes another program, alive and silent."""

MARKS = {"total": 0, "step": 0}
CELL_SECONDS, CALL_SECONDS, COPY_SECONDS = 2, 2, 10

# %% answer="total"
import os

os.execv("/bin/sleep", ["python", "600"])
