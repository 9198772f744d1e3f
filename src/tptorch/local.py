"""The hidden line in an instructor's own kernel: the same checks, on the kernel's own namespace."""

import os
from dataclasses import dataclass
from pathlib import Path

from tptorch.checks import Verdict, run_checks
from tptorch.course import TP, Course, CourseError, Exercise
from tptorch.report import html_report, plain_report
from tptorch.student import LocalTransport

UNPROTECTED = (
    "tptorch: this course's checks do not run inside a copy's kernel. Grade with `tp grade {tp}`, or with `nbgrader "
    "autograde {tp}` under this course's nbgrader_config.py (its c.Autograde settings are missing here)."
)


@dataclass(frozen=True)
class LocalReport:
    """The report of one exercise, as a notebook shows it."""

    exercise: Exercise
    verdicts: list[Verdict]

    def _repr_html_(self) -> str:
        return html_report(self.exercise, self.verdicts)

    def __repr__(self) -> str:
        return plain_report(self.exercise, self.verdicts)


def check(name: str) -> LocalReport:
    """Judge exercise ``name`` of the TP whose notebook is running; under stock autograde this raises: zero."""
    tp = _current_tp(name)
    if os.environ.get("NBGRADER_EXECUTION") == "autograde":
        raise RuntimeError(UNPROTECTED.format(tp=tp.name))
    from IPython import get_ipython

    transport = LocalTransport(get_ipython().user_ns)
    verdicts = run_checks(tp.grader, lambda _: transport, [name], only=name)
    exercise = next(exercise for exercise in tp.exercises if exercise.name == name)
    return LocalReport(exercise, verdicts)


def _current_tp(exercise: str) -> TP:
    """The TP of the folder the notebook runs in, else the only one that has such an exercise."""
    course = Course.here()
    for folder in (Path.cwd(), *Path.cwd().parents):
        if folder.name in course.names:
            return course.tp(folder.name)
    having = [name for name in course.names if exercise in {ex.name for ex in course.tp(name).exercises}]
    if len(having) != 1:
        raise CourseError(f"which TP is {exercise!r} of? Run the notebook from source/<tp>/")
    return course.tp(having[0])
