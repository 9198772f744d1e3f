"""What a copy may take, and the watch over what it does take."""

import contextlib
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

MIB = 1 << 20


@dataclass(frozen=True)
class Limits:
    """Bounds of one copy: bytes unless said.

    ``memory_bytes`` holds for the whole process tree, beyond what the warm process already had; ``disk_bytes`` for each
    of the three places it may write (its folder, ``/tmp``, ``/dev/shm``) and for any one file.
    """

    memory_bytes: int = 4096 * MIB
    disk_bytes: int = 512 * MIB
    processes: int = 128
    open_files: int = 1024
    threads: int = 1
    data_bytes: int | None = None

    def as_request(self) -> dict[str, Any]:
        """For the inside, as JSON."""
        return asdict(self)


def memory_of_tree(pid: int, *, exact: bool = False) -> int:
    """Bytes of anonymous and shared memory of a process and its descendants.

    The quick figure counts a page once for each process that maps it (a fork counts all that it shares with its
    parent); the exact one, a hundred times slower, shares it out among them.
    """
    total, pids = 0, [pid]
    while pids:
        current = pids.pop()
        with contextlib.suppress(OSError, ValueError, IndexError):
            total += _proportional_bytes(current) if exact else _resident_bytes(current)
            for task in Path(f"/proc/{current}/task").iterdir():
                pids += map(int, (task / "children").read_text().split())
    return total


def _resident_bytes(pid: int) -> int:
    return _sum_of_fields(Path(f"/proc/{pid}/status"), ("RssAnon:", "RssShmem:"))


def _proportional_bytes(pid: int) -> int:
    return _sum_of_fields(Path(f"/proc/{pid}/smaps_rollup"), ("Pss_Anon:", "Pss_Shmem:"))


def _sum_of_fields(path: Path, names: tuple[str, ...]) -> int:
    lines = path.read_text().splitlines()  # a zombie has no such line
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(names))


class MemoryWatch(threading.Thread):
    """Samples a process tree and calls ``on_excess`` once when it grows past ``limit`` bytes beyond its start."""

    def __init__(self, pid: int, limit: int, on_excess: Callable[[], None], *, period: float = 0.1) -> None:
        super().__init__(daemon=True)
        self.pid, self.limit, self.on_excess, self.period = pid, limit, on_excess, period
        self.exceeded = False
        self._base = memory_of_tree(pid, exact=True)
        self._ended = threading.Event()

    def run(self) -> None:
        """Until told to stop, or until the excess."""
        while not self._ended.wait(self.period):
            if self._grown() > self.limit and self._grown(exact=True) > self.limit:
                self.exceeded = True
                self.on_excess()
                return

    def _grown(self, *, exact: bool = False) -> int:
        return memory_of_tree(self.pid, exact=exact) - self._base

    def stop(self) -> None:
        """End the watch."""
        self._ended.set()
        self.join()
