"""Files are written until nothing more can be."""

SHOWS = "full"

# %% after="imports"
for folder in ("/copie", "/tmp", "/dev/shm"):
    try:
        for index in range(100):
            with open(f"{folder}/{index}", "wb") as file:
                file.write(bytes(1 << 20))
        print("HARM: no end of", folder)
    except OSError as error:
        print("full", folder, error.strerror)
