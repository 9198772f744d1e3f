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


def memory_of_tree(pid: int) -> int:
    """Bytes that a process and its descendants hold alone or share among themselves (anonymous and shared memory)."""
    total, pids = 0, [pid]
    while pids:
        current = pids.pop()
        with contextlib.suppress(OSError, ValueError, IndexError):
            total += _private_bytes(current)
            for task in Path(f"/proc/{current}/task").iterdir():
                pids += map(int, (task / "children").read_text().split())
    return total


def _private_bytes(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    fields = dict(line.split(":", 1) for line in lines if line.startswith(("RssAnon", "RssShmem")))
    return sum(int(value.split()[0]) * 1024 for value in fields.values())  # a zombie has neither


class MemoryWatch(threading.Thread):
    """Samples a process tree and calls ``on_excess`` once when it grows past ``limit`` bytes beyond its start."""

    def __init__(self, pid: int, limit: int, on_excess: Callable[[], None], *, period: float = 0.1) -> None:
        super().__init__(daemon=True)
        self.pid, self.limit, self.on_excess, self.period = pid, limit, on_excess, period
        self.exceeded = False
        self._base = memory_of_tree(pid)
        self._ended = threading.Event()

    def run(self) -> None:
        """Until told to stop, or until the excess."""
        while not self._ended.wait(self.period):
            if memory_of_tree(self.pid) - self._base > self.limit:
                self.exceeded = True
                self.on_excess()
                return

    def stop(self) -> None:
        """End the watch."""
        self._ended.set()
        self.join()
