"""Empty files, folders and links are made until nothing more can be."""

SHOWS = "full"

# %% after="imports"
import os

try:
    for index in range(30_000):
        os.mkdir(f"/copie/{index}")
    print("HARM: no end")
except OSError as error:
    print("full", error.strerror)
