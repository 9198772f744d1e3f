"""CPU and wall time a copy, stock nbgrader against ``tp grade``, the same copies in turns; writes a JSON result.

Both play the same cells, whose own computation no engine can spare: what it costs is measured, too, in a kernel that
has everything imported, and the result gives the ratio of what each engine adds to it.
"""

import argparse
import contextlib
import ctypes
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date
from importlib.metadata import version
from pathlib import Path

import nbformat
import psutil

from benchmarks.stock import make_stock_course
from demo.make_copies import COPIES, make_copy
from tptorch.course import TP, Course
from tptorch.jail import Jail
from tptorch.jail.kernel import Kernel
from tptorch.jail.limits import memory_of_tree

PR_SET_CHILD_SUBREAPER = 36
ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
TP_NAME = "tp03_booleen"
# Not doublon_jules: stock nbgrader ends without a mark on a cell that was copied and pasted.
HONEST = ("parfaite_alice", "parfaite_bruno", "vide_chloe", "moitie_david", "fautes_emma", "bavarde_farid")


def run(n_copies: int, turns: int) -> dict:
    """Both rivals on ``n_copies``, in ``turns`` turns; a class is graded by one command, as an instructor would."""
    tp = Course(ROOT).tp(TP_NAME)
    with tempfile.TemporaryDirectory() as folder:
        stock, ours = Path(folder, "stock"), Path(folder, "ours")
        make_stock_course(tp, stock)
        _make_our_course(ours)
        _measure(stock, "nbgrader", "generate_assignment", TP_NAME, "--force")
        totals = {"nbgrader": [], "tp": []}
        warm_up = _block(tp, ours, "warm-up", 1)
        _measure(ours, "tp", "grade", TP_NAME, "--student", warm_up[0])  # plays the reference once, as a class would
        for turn in range(turns):
            _block(tp, stock, f"t{turn}", n_copies)
            totals["nbgrader"].append(_measure(stock, "nbgrader", "autograde", TP_NAME, "--student", f"t{turn}-*"))
            _block(tp, ours, f"t{turn}", n_copies)
            totals["tp"].append(_measure(ours, "tp", "grade", TP_NAME, "--workers", "1"))
            shutil.rmtree(ours / "submitted")
        own = _own_cells(tp, sorted((stock / "submitted").glob("t0-*/*/*.ipynb")))
    return _result(totals, n_copies, turns, own)


def _own_cells(tp: TP, copies: list[Path]) -> float:
    """CPU seconds a copy that its cells take by themselves."""
    with Jail(tp.release_path.parent) as jail:
        return sum(_cells_alone(jail.kernel(), path) for path in copies) / len(copies)


def _cells_alone(kernel: Kernel, path: Path) -> float:
    with kernel:
        before = _cpu_of(kernel)
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "code":
                kernel.execute(cell.source, 60.0, lambda *_: True)
        return _cpu_of(kernel) - before


def _cpu_of(kernel: Kernel) -> float:
    return sum(psutil.Process(kernel.pid).cpu_times()[:2])


def _result(totals: dict[str, list[dict]], n_copies: int, turns: int, own: float) -> dict:
    played = n_copies * turns
    rivals = {
        name: {
            "cpu_seconds_a_copy": round(sum(t["cpu"] for t in blocks) / played, 3),
            "beyond_own_cells": round(sum(t["cpu"] for t in blocks) / played - own, 3),
            "wall_seconds_a_copy": round(sum(t["wall"] for t in blocks) / played, 3),
            "peak_memory_mib": round(max(t["peak"] for t in blocks)),
        }
        for name, blocks in totals.items()
    }
    stock, ours = (rivals[name]["cpu_seconds_a_copy"] for name in ("nbgrader", "tp"))
    packages = ("nbgrader", "torch", "ipykernel", "tp-torch")
    return {
        "date": date.today().isoformat(),
        "tp": TP_NAME,
        "copies": n_copies,
        "turns": turns,
        "rivals": rivals,
        "cpu_ratio_vs_nbgrader": round(stock / ours, 2),
        "own_cells_cpu_seconds_a_copy": round(own, 3),
        "cpu_ratio_beyond_own_cells": round((stock - own) / (ours - own), 2),
        "machine": {"cpus": os.cpu_count(), "processor": platform.machine(), "system": platform.platform()},
        "python": platform.python_version(),
        "versions": {name: version(name) for name in packages},
    }


def _make_our_course(folder: Path) -> None:
    folder.mkdir()
    for part in ("nbgrader_config.py", "graders", "solutions", "source", "release"):
        origin = ROOT / part
        (shutil.copytree if origin.is_dir() else shutil.copy)(origin, folder / part)


def _block(tp: TP, course: Path, prefix: str, size: int) -> list[str]:
    """Copies that honest students hand in, each a little different, so that none is known already."""
    students = []
    for number in range(size):
        notebook = nbformat.reads(make_copy(tp, COPIES / tp.name / f"{HONEST[number % len(HONEST)]}.py"), as_version=4)
        notebook.cells.append(nbformat.v4.new_code_cell(f"# copie {prefix}-{number}"))
        target = course / "submitted" / f"{prefix}-{number}" / tp.name
        target.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, target / f"{tp.name}.ipynb")
        students.append(target.parent.name)
    return students


def _measure(course: Path, *command: str) -> dict[str, float]:
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    environment = os.environ | {"PATH": f"{BIN}:{os.environ['PATH']}", "OMP_NUM_THREADS": "1"}
    with open(course / "output.txt", "w+") as output:
        process = subprocess.Popen(
            [str(BIN / command[0]), *command[1:]], cwd=course, env=environment, stdout=output, stderr=output
        )
        peak = _watched(process)
        output.seek(0)
        if process.returncode not in (0, 3):
            raise SystemExit(f"{' '.join(command)} failed:\n{output.read()[-2000:]}")
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, 0):  # what the command left behind counts, too
            pass
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"cpu": cpu, "wall": time.monotonic() - began, "peak": peak / (1 << 20)}


def _watched(process: subprocess.Popen) -> int:
    """Wait for its end; the most bytes that it and all that it started held at once, looked at twice a second."""
    peak = 0
    while process.poll() is None:
        peak = max(peak, memory_of_tree(process.pid, exact=True))
        time.sleep(0.5)
    return peak


if __name__ == "__main__":
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=40)
    parser.add_argument("--turns", type=int, default=2)
    options = parser.parse_args()
    result = run(options.copies, options.turns)
    path = ROOT / "benchmarks" / "results" / f"grading-{result['date']}.json"
    path.write_text(json.dumps(result, indent=1) + "\n")
    print(json.dumps(result, indent=1))
