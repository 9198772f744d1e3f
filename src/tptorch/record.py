"""The only writer of the gradebook, through nbgrader's own steps."""

import contextlib
import logging
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.preprocessors import ComputeChecksums, SaveCells

from tptorch.course import TP, Course, CourseError
from tptorch.nbgrader_api import open_api, quiet, why_it_failed


def sync_before_grading(assignment: str, student: str, notebooks: list[str]) -> None:  # noqa: ARG001 — nbgrader's hook
    """nbgrader's ``pre_convert_hook``: a fresh clone grades at once, a stale database never brings back old cells."""
    course = Course.here()
    sync_gradebook(course.tp(assignment), db_url(course.root))


def sync_gradebook(tp: TP, db_url: str) -> None:
    """Bring the gradebook's cells of this TP to the committed source; ``CourseError`` when submissions forbid it."""
    tp.check_built()
    with quiet():
        _sync_once(tp, db_url, tp.source_path.read_bytes())


@lru_cache(maxsize=32)
def _sync_once(tp: TP, db_url: str, _source: bytes) -> None:
    with Gradebook(db_url) as gradebook:
        gradebook.update_or_create_assignment(tp.name)
    resources: dict[str, Any] = {"nbgrader": {"notebook": tp.name, "assignment": tp.name, "db_url": db_url}}
    notebook = TP(tp.root, tp.name).source  # a copy of our own: the steps write into it
    notebook, _ = ComputeChecksums().preprocess(notebook, resources)
    try:
        SaveCells().preprocess(notebook, resources)
    except RuntimeError:
        raise CourseError(
            f"{tp.name}: graded cells were added or removed since copies were graded; keep the old marks with "
            f"`nbgrader export`, then `nbgrader db assignment remove {tp.name} --force` and grade again"
        ) from None
    logging.getLogger("tptorch").info("gradebook: cells of %s brought to the committed source", tp.name)


def record(course: Course, tp: TP, students: Sequence[str], *, feedback: bool = False) -> dict[str, str]:
    """Run nbgrader's autograde (which reads the journal) and, if asked, its feedback; student to why it refused."""
    api = open_api(course.root)
    api.coursedir.ignore = [*api.coursedir.ignore, "data"]  # of which each student would get two copies
    refused = {}
    with contextlib.chdir(course.root), quiet():
        for student in students:
            result = api.autograde(tp.name, student, force=True)
            if result["success"] and feedback:
                result = api.generate_feedback(tp.name, student, force=True)
            if not result["success"]:
                refused[student] = f"nbgrader did not record it: {why_it_failed(result)}"
    return refused


def db_url(root: Path) -> str:
    """Where nbgrader keeps the gradebook of a course."""
    return f"sqlite:///{root / 'gradebook.db'}"
