"""What /proc lets an owner write is written for the warm process and for a copy that runs at the same time."""

NEIGHBOUR = True

# %% after="imports"
own = int(os.readlink("/proc/self"))
texts = {"oom_score_adj": "1000", "coredump_filter": "0x7f", "autogroup": "19", "mem": "x", "clear_refs": "1"}
texts |= {"comm": "stolen", "timerslack_ns": "4000000000", "uid_map": "0 0 1", "sched": "0", "attr/current": "x"}
for pid in filter(str.isdigit, os.listdir("/proc")):
    for what, text in texts.items():
        if int(pid) != own:
            attempt(f"{what} of {pid}", lambda: write(f"/proc/{pid}/{what}", text))
for path in ("/proc/sys/kernel/hostname", "/proc/sysrq-trigger", "/proc/sys/vm/drop_caches", "/sys/power/state"):
    attempt(path, lambda: write(path, "1"))
