"""The copy stops itself, from a child and for good, so that it neither answers nor dies."""

MARKS = {"total": 0, "step": 0}
CELL_SECONDS, CALL_SECONDS, COPY_SECONDS = 2, 2, 10

# %% answer="total"
import os
import signal
import time

signal.pthread_sigmask(signal.SIG_BLOCK, set(range(1, 65)))
if os.fork() == 0:
    while True:
        os.kill(os.getppid(), signal.SIGSTOP)
os.kill(os.getpid(), signal.SIGSTOP)
while True:
    time.sleep(100)
