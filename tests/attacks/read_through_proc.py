"""Memory, environment, files and descriptors of the warm process and of a copy that runs at the same time are read."""

NEIGHBOUR = True

# %% after="imports"
own = int(os.readlink("/proc/self"))
others = [pid for pid in os.listdir("/proc") if pid.isdigit() and int(pid) != own]
print("seen:", others)
for pid in others:
    for what in ("mem", "environ", "maps", "smaps", "auxv", "stack", "syscall", "io", "pagemap", "personality"):
        attempt(f"{what} of {pid}", lambda: open(f"/proc/{pid}/{what}", "rb").read(1) or open("/none"))
    for what in ("cwd", "root", "exe", "fd/0", "ns/user", "ns/mnt", "map_files"):
        attempt(f"{what} of {pid}", lambda: os.readlink(f"/proc/{pid}/{what}"))
    attempt(f"files of {pid}", lambda: open(f"/proc/{pid}/root/copie/secret").read())
    attempt(f"files of {pid}", lambda: os.listdir(f"/proc/{pid}/cwd"))
