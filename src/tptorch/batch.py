"""Many copies: found, graded by a pool of workers, each with its own jail; a failing one never stops the others."""

import math
import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path

from tptorch.checks import Verdict
from tptorch.copies import UnreadableCopy, read_copy, restore
from tptorch.course import TP, Course, CourseError, relative
from tptorch.grade import Graded, grade
from tptorch.inside.confine import die_with_parent
from tptorch.worker import calibrated, close_jail, grade_once, jail_of

WORKER_SECONDS = 20  # of the copies' own time, to be worth the ten or so that a worker takes to start
RETRIES = 1


@dataclass(frozen=True)
class Submission:
    """One student's copy of one TP."""

    student: str
    path: Path


@dataclass(frozen=True)
class Result:
    """What became of one copy; ``remark`` is one English line for the operator, empty when all went well."""

    student: str
    marks: dict[str, float] = field(default_factory=dict)
    verdicts: list[Verdict] = field(default_factory=list)
    remark: str = ""
    graded: bool = True
    profile: str = ""  # the data it was graded with

    @property
    def total(self) -> float:
        """All points earned."""
        return round(sum(self.marks.values()), 2)


def find_submissions(course: Course, tp: TP, student: str | None = None) -> list[Submission]:
    """The copies in ``submitted/<student>/<tp>/``; raises ``CourseError`` when there are none."""
    folders = sorted((course.root / "submitted").glob(f"*/{tp.name}"))
    found = [Submission(folder.parent.name, folder / f"{tp.name}.ipynb") for folder in folders]
    if student is not None:
        found = [submission for submission in found if submission.student == student]
    if not found:
        place = course.root / "submitted" / (student or "<student>") / tp.name / f"{tp.name}.ipynb"
        raise CourseError(f"no copy of {tp.name}: lay them in {relative(place)}, or run `nbgrader collect`")
    return found


def grade_all(
    tp: TP,
    submissions: Sequence[Submission],
    on_result: Callable[[Result], None],
    *,
    only: str | None = None,
    workers: int | None = None,
) -> list[Result]:
    """One result a copy, in their order; ``on_result`` hears each as it comes."""
    reference = calibrated(tp).reference
    if workers is None:
        workers = min(os.cpu_count() or 1, math.ceil(len(submissions) * reference / WORKER_SECONDS))
    if workers <= 1:
        results = {}
        for submission in submissions:
            results[submission.student] = grade_submission(tp, submission, only)
            on_result(results[submission.student])
    else:
        close_jail(tp)  # the workers have their own
        results = _grade_in_pool(tp, submissions, on_result, only, workers)
    return [results[submission.student] for submission in submissions]


def grade_submission(tp: TP, submission: Submission, only: str | None = None) -> Result:
    """One copy's result; whatever goes wrong with it is in the result."""
    try:
        if not submission.path.exists() and not submission.path.is_symlink():
            raise UnreadableCopy(_missing(submission.path), "Aucun notebook du nom attendu n'a été remis.")
        notebook = restore(read_copy(submission.path, tp.release), tp.release)
    except UnreadableCopy as error:
        return Result(
            submission.student, dict.fromkeys((ex.name for ex in tp.exercises), 0.0), [], str(error), graded=False
        )
    try:
        if only is not None:
            graded = grade(tp, notebook, jail_of(tp), calibrated(tp), only=only)
        else:
            graded = grade_once(tp, notebook)
    except Exception as error:  # the copy's fault or ours: this copy only
        return Result(submission.student, {}, [], f"not graded: {type(error).__name__}: {error}", graded=False)
    return Result(submission.student, graded.marks, graded.verdicts, _remark(graded), profile=tp.profile)


def _grade_in_pool(
    tp: TP, submissions: Sequence[Submission], on_result: Callable[[Result], None], only: str | None, workers: int
) -> dict[str, Result]:
    """A broken pool (a worker killed from outside) is replaced; what it had not finished is tried once more."""
    results: dict[str, Result] = {}
    for attempt in range(RETRIES + 1):
        left = [submission for submission in submissions if submission.student not in results]
        context = multiprocessing.get_context("spawn")
        size = workers if attempt == 0 else 1
        with ProcessPoolExecutor(
            size, mp_context=context, initializer=die_with_parent, initargs=(os.getpid(),)
        ) as pool:
            futures = {pool.submit(grade_submission, tp, submission, only): submission for submission in left}
            for future in as_completed(futures):
                _keep(future, results, on_result)
    for submission in submissions:
        if submission.student not in results:
            results[submission.student] = Result(submission.student, remark="not graded: its worker died", graded=False)
            on_result(results[submission.student])
    return results


def _keep(future: "Future[Result]", results: dict[str, Result], on_result: Callable[[Result], None]) -> None:
    try:
        result = future.result()
    except BrokenProcessPool:
        return
    results[result.student] = result
    on_result(result)


def _missing(path: Path) -> str:
    others = sorted(other.name for other in path.parent.glob("*.ipynb"))
    found = f"found {', '.join(others)}: rename it" if others else "the folder holds no notebook"
    return f"no {path.name} ({found})"


def _remark(graded: Graded) -> str:
    unsafe = graded.notebook.metadata.get("tptorch", {}).get("isolation") == "none"
    remarks = [f"stopped early: {graded.stopped}"] if graded.stopped else []
    return "; ".join([*remarks, "played without isolation"] if unsafe else remarks)
