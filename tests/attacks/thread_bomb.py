"""Threads are made until no more can be."""

SHOWS = "can't start new thread"

# %% after="imports"
import threading

try:
    for _ in range(10_000):
        threading.Thread(target=threading.Event().wait, daemon=True).start()
    print("HARM: no end")
except RuntimeError as error:
    print(error)
