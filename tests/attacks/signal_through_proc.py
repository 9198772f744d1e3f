"""Every process that /proc shows, the warm one and a copy that runs at the same time among them, is sent signals."""

NEIGHBOUR = True

# %% after="imports"
import contextlib
import signal

own = os.readlink("/proc/self")
others = [int(pid) for pid in os.listdir("/proc") if pid.isdigit() and pid != own]
print("seen:", others)
for pid in [*others, int(own), TOLD["engine_pid"]]:
    for number in (signal.SIGSTOP, signal.SIGTERM, signal.SIGKILL):
        for send in (os.kill, os.killpg):
            with contextlib.suppress(OSError):  # by number only those of its own pid space are there, itself for one
                send(pid, number)
    attempt(f"pidfd of {pid}", lambda: os.pidfd_open(pid))
    if pid in others:
        folder = os.open(f"/proc/{pid}", os.O_RDONLY)
        attempt(f"signal by folder {pid}", lambda: syscall("syscall", 424, folder, 9, 0, 0))
        os.close(folder)
