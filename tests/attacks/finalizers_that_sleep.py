"""Finalizers, exit functions and signal handlers sleep when the copy is to end."""

# %% after="imports"
import atexit
import signal
import time
import weakref


class Slow:
    def __del__(self):
        time.sleep(600)


sleeper, kept = Slow(), torch.zeros(1)
weakref.finalize(kept, time.sleep, 600)
atexit.register(time.sleep, 600)
signal.signal(signal.SIGTERM, lambda *args: time.sleep(600))
