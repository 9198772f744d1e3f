"""The kernel keeps copies of its first output descriptors: what they lead to is outside of the jail."""

SILENT = True

# %% after="imports"
for fd in os.listdir("/proc/self/fd"):
    try:
        target = os.readlink(f"/proc/self/fd/{fd}")
    except OSError:
        continue
    if target.startswith("/tmp/tptorch") or target.endswith(".log"):
        print("HARM: a file of the host is open:", target)
        os.write(int(fd), TOLD["trace"].encode() * 100)
