"""A daemon leaves its session and its parent, and waits to act when the copy is gone."""

SHOWS = "daemon 0"

# %% after="imports"
import subprocess
import sys

code = """
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for fd in range(100):
            try: os.close(fd)
            except OSError: pass
        while True: time.sleep(0.01)
"""
print("daemon", subprocess.run([sys.executable, "-S", "-c", code]).returncode)
