"""The warm process and a copy that runs at the same time are traced, and their memory written, by system calls."""

NEIGHBOUR = True

# %% after="imports"
own = int(os.readlink("/proc/self"))
vector = ctypes.create_string_buffer(16)
for pid in [int(name) for name in os.listdir("/proc") if name.isdigit() and int(name) != own]:
    attempt(f"attach {pid}", lambda: syscall("ptrace", 16, pid, 0, 0))
    attempt(f"seize {pid}", lambda: syscall("ptrace", 0x4206, pid, 0, 0))
    attempt(f"read {pid}", lambda: syscall("process_vm_readv", pid, vector, 1, vector, 1, 0))
    attempt(f"write {pid}", lambda: syscall("process_vm_writev", pid, vector, 1, vector, 1, 0))
attempt("keys", lambda: syscall("syscall", 250, 0, -3, 1))
attempt("perf", lambda: syscall("syscall", 298, vector, -1, 0, -1, 0))
attempt("bpf", lambda: syscall("syscall", 321, 0, vector, 16))
attempt("io_uring", lambda: syscall("syscall", 425, 1, vector))
attempt("userfaultfd", lambda: syscall("syscall", 323, 0))
