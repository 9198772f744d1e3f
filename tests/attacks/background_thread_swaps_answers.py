"""A thread goes on after its cell and changes the answers under the checks."""

MARKS = {"half": 0}

# %% after="imports"
import threading
import time


def swap():
    while True:
        globals()["half"] = lambda x: x
        globals()["step"] = 0.1
        time.sleep(0.001)


threading.Thread(target=swap).start()
