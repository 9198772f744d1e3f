"""Reading one byte in each 2 MiB of a huge empty mapping fills memory with page tables alone."""

MARKS = {"half": 0, "total": 0, "step": 0}
SHOWS = "mémoire"

# %% answer="half"
import ctypes
import time

libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
libc.madvise.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
size = 125_000 << 21
start = libc.mmap(None, size, 1, 0x4022, -1, 0)
libc.madvise(start, size, 15)
for index in range(125_000):
    ctypes.c_char.from_address(start + (index << 21)).value
time.sleep(1)
