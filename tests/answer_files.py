"""Reads ``tests/answers`` and grades one answer alone, in this process (the answers are ours, not hostile)."""

import contextlib
import linecache
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from tptorch import percent
from tptorch.checks import Verdict, run_checks
from tptorch.course import TP, Course
from tptorch.student import LocalTransport

ROOT = Path(__file__).parents[1]
ANSWERS = Path(__file__).parent / "answers"
COURSE = Course(ROOT)


@cache
def read_cells(path: Path) -> list[NotebookNode]:
    """A percent script's cells, as a ``mini`` notebook has them."""
    return percent.of_profile(percent.read_cells(path), "mini")


@dataclass(frozen=True)
class Answer:
    """One cell of an answer file."""

    tp: TP
    exercise: str
    code: str
    label: str
    trips: frozenset[str] | None  # None: a right answer


def answers(tp: TP) -> list[Answer]:
    found = []
    for path in sorted((ANSWERS / tp.name).glob("*.py")):
        for cell in read_cells(path):
            wrong = cell.metadata.get("wrong")
            trips = frozenset(cell.metadata.get("trips", "").split()) if wrong else None
            label = wrong or cell.metadata.get("right")
            assert label, f"{path}: a cell is neither right=... nor wrong=...: {cell.source[:60]!r}"
            found.append(Answer(tp, path.stem, cell.source, label, trips))
    return found


def reference_code(tp: TP, exercise: str) -> str:
    """The reference answer of one exercise."""
    return next(cell.source for cell in read_cells(tp.solution) if cell.metadata.get("grade_id") == exercise)


def grade_alone(tp: TP, exercise: str, code: str, *, seed: int = 0) -> list[Verdict]:
    """The verdicts of one answer: locked cells that come before it are played, then the answer, then its checks."""
    with beside_the_data(tp):
        return _grade_alone(tp, exercise, code, seed)


@contextlib.contextmanager
def beside_the_data(tp: TP) -> Iterator[None]:
    """In the released folder, as a student's notebook."""
    folder = tp.release_path.parent
    with contextlib.chdir(folder) if folder.exists() else contextlib.nullcontext():
        yield


def _grade_alone(tp: TP, exercise: str, code: str, seed: int) -> list[Verdict]:
    names: dict[str, Any] = {"__name__": "__main__"}
    order = []
    for cell in read_cells(tp.solution):
        grade_id = cell.metadata.get("grade_id")
        if "points" in cell.metadata:
            order.append(grade_id.removeprefix("test_"))
        if grade_id == exercise:
            _play(code, names)
            break
        if cell.metadata.get("locked") and cell.cell_type == "code":
            _play(cell.source, names)
    transport = LocalTransport(names)
    return run_checks(tp.grader, lambda _: transport, [*order, exercise], only=exercise, seed=seed)


def _play(code: str, names: dict[str, Any]) -> None:
    filename = f"<cell {hash(code)}>"
    linecache.cache[filename] = (len(code), None, code.splitlines(keepends=True), filename)
    with contextlib.suppress(Exception):  # a wrong answer may fail to run: its names are then missing, as in a notebook
        exec(compile(code, filename, "exec"), names)
