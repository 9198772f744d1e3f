"""What a copy may take, and the watch over what it does take."""

import contextlib
import os
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

MIB = 1 << 20
JUDGE_BYTES = 224 * MIB
# Sockets hold what nobody has read where no process's memory shows it: past so many, each counts for its buffers.
FREE_DESCRIPTORS, DESCRIPTOR_BYTES = 300, 200_000


@dataclass(frozen=True)
class Limits:
    """Bounds of one copy: bytes unless said.

    ``memory_bytes`` holds for the whole process tree, beyond what the warm process already had; ``disk_bytes`` for each
    of the three places it may write (its folder, ``/tmp``, ``/dev/shm``) and for any one file.
    """

    memory_bytes: int = 4096 * MIB
    disk_bytes: int = 512 * MIB
    processes: int = 128
    open_files: int = 256
    threads: int = 1
    data_bytes: int | None = None

    def as_request(self) -> dict[str, Any]:
        """For the inside, as JSON."""
        return asdict(self)


def memory_of_tree(pid: int, *, exact: bool = False) -> int:
    """Bytes of anonymous and shared memory of a process and its descendants, and what unread sockets may hold.

    The quick figure counts a page once for each process that maps it (a fork counts all that it shares with its
    parent); the exact one, a hundred times slower, shares it out among them.
    """
    total, descriptors, pids = 0, 0, [pid]
    while pids:
        current = pids.pop()
        with contextlib.suppress(OSError):
            total += _proportional_bytes(current) if exact else resident_bytes(current)
        with contextlib.suppress(OSError):
            descriptors += len(os.listdir(f"/proc/{current}/fd"))
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{current}/task").iterdir():
                pids += map(int, (task / "children").read_bytes().split())
    return total + max(0, descriptors - FREE_DESCRIPTORS) * DESCRIPTOR_BYTES


def resident_bytes(pid: int) -> int:
    """Anonymous and shared memory that a process holds, page tables included."""
    return _sum_of_fields(Path(f"/proc/{pid}/status"), (b"RssAnon:", b"RssShmem:", b"VmPTE:"))


def _proportional_bytes(pid: int) -> int:
    tables = _sum_of_fields(Path(f"/proc/{pid}/status"), (b"VmPTE:",))
    return tables + _sum_of_fields(Path(f"/proc/{pid}/smaps_rollup"), (b"Pss_Anon:", b"Pss_Shmem:"))


def _sum_of_fields(path: Path, names: tuple[bytes, ...]) -> int:
    lines = path.read_bytes().splitlines()  # a zombie has no such line; a process names itself in any bytes
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(names))


class MemoryWatch(threading.Thread):
    """Samples a process tree and calls ``on_excess`` once when it grows past ``limit`` bytes beyond its start.

    It watches this very process as well: what a copy sends may not fill the memory of its judge.
    """

    def __init__(self, pid: int, limit: int, on_excess: Callable[[], None], *, period: float = 0.05) -> None:
        super().__init__(daemon=True)
        self.pid, self.limit, self.on_excess, self.period = pid, limit, on_excess, period
        self.exceeded = False
        self._base = memory_of_tree(pid, exact=True)
        self._own_base = resident_bytes(os.getpid())
        self._ended = threading.Event()

    def run(self) -> None:
        """Until told to stop, or until the excess."""
        while not self._ended.wait(self.period):
            judge_grew = resident_bytes(os.getpid()) - self._own_base > JUDGE_BYTES
            if judge_grew or (self._grown() > self.limit and self._grown(exact=True) > self.limit):
                self.exceeded = True
                self.on_excess()
                return

    def _grown(self, *, exact: bool = False) -> int:
        return memory_of_tree(self.pid, exact=exact) - self._base

    def stop(self) -> None:
        """End the watch."""
        self._ended.set()
        self.join()
