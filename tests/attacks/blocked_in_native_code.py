"""All signals are blocked and the process waits inside libc."""

MARKS = {"total": 0, "step": 0}
CELL_SECONDS, CALL_SECONDS, COPY_SECONDS = 1, 1, 10

# %% answer="total"
import ctypes
import signal

signal.pthread_sigmask(signal.SIG_BLOCK, set(range(1, 65)))
while True:
    ctypes.CDLL(None).sleep(600)
