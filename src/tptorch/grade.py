"""Grades one copy: plays it in the jail, runs the hidden checks outside, writes marks and reports into the notebook."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version

from nbformat import NotebookNode
from nbformat.v4 import new_output

from tptorch.checks import NOT_JUDGED, Verdict, run_checks
from tptorch.copies import restore
from tptorch.course import TP, CourseError, Exercise, nbgrader_of, profile_of
from tptorch.jail import Jail
from tptorch.outputs import sanitize_prose
from tptorch.percent import BEGIN, END
from tptorch.play import Budget, Play
from tptorch.report import french, html_report, mark_of, plain_report


@dataclass(frozen=True)
class Graded:
    """A graded copy: the played notebook, ready for nbgrader, and the verdicts behind its marks."""

    notebook: NotebookNode
    verdicts: list[Verdict]
    marks: dict[str, float]  # exercise -> points earned
    stopped: str  # why the copy was not played to its end, in French; empty when it was
    seconds: dict[str, float]  # cell -> seconds it took

    @property
    def total(self) -> float:
        """All points earned."""
        return round(sum(self.marks.values()), 2)


def grade(tp: TP, notebook: NotebookNode, jail: Jail, budget: Budget, *, only: str | None = None) -> Graded:
    """Play and judge a restored copy. ``only`` judges a single exercise, at its own cell."""
    exercises = tp.exercises
    with jail.kernel() as kernel:
        play = Play(notebook, kernel, budget)
        verdicts = run_checks(tp.grader, play.at, [exercise.name for exercise in exercises], only=only)
        if only is None:
            play.finish()
    judged = [exercise for exercise in exercises if only in (None, exercise.name)]
    notebook.metadata["tptorch"] = provenance(tp, jail)
    return finish(notebook, judged, verdicts, stopped=play.stopped, seconds=play.seconds)


def provenance(tp: TP, jail: Jail) -> dict[str, str]:
    """Where marks come from, kept in the played notebook: which checks and data, and whether the copy was isolated."""
    checks = hashlib.sha256(tp.grader.read_bytes()).hexdigest()[:16]
    isolation = "none" if jail.unsafe else "jail"
    return {"engine": version("tp-torch"), "checks": checks, "profile": tp.profile, "isolation": isolation}


def refuse(tp: TP, notebook: NotebookNode, reason: str) -> Graded:
    """What stands for a copy that cannot be judged: zero everywhere, with the reason."""
    verdicts = [Verdict(ex.name, "unread", NOT_JUDGED, 1.0, passed=False, reason=reason) for ex in tp.exercises]
    return finish(notebook, tp.exercises, verdicts, stopped=reason, seconds={})


def finish(
    notebook: NotebookNode, exercises: Sequence[Exercise], verdicts: list[Verdict], *, stopped: str, seconds: dict
) -> Graded:
    """Write each graded cell's outputs: what the copy showed, our report, and last the mark as nbgrader reads it."""
    sanitize_prose(notebook)
    cells = {nbgrader_of(cell).get("grade_id"): cell for cell in notebook.cells}
    marks, profile = {}, profile_of(notebook)
    for exercise in exercises:
        own = [verdict for verdict in verdicts if verdict.exercise == exercise.name]
        marks[exercise.name] = mark_of(exercise, own)
        cell = cells[exercise.graded_id]
        shown, visible = _as_display(cell.get("outputs", []))
        report = {
            "text/html": html_report(exercise, own, visible, profile),
            "text/plain": plain_report(exercise, own, visible, profile),
        }
        mark = new_output("execute_result", data={"text/plain": repr(marks[exercise.name])}, execution_count=None)
        cell.outputs = [*shown, new_output("display_data", data=report), mark]
    notebook.metadata["tptorch_total"] = french(sum(marks.values()))
    return Graded(notebook, verdicts, marks, stopped, seconds)


def _as_display(outputs: list[NotebookNode]) -> tuple[list[NotebookNode], str]:
    """A graded cell's own outputs, such that nbgrader reads no mark in them; and how its visible tests failed."""
    shown, visible = [], ""
    for output in outputs:
        if output.output_type == "error":
            visible = f"Tests visibles de la cellule : {output.ename}: {output.evalue}".rstrip(": ")
        elif output.output_type == "execute_result":
            shown.append(new_output("display_data", data=output.data))
        else:
            if output.output_type == "stream":
                output.name = "stdout"  # nbgrader gives zero for any stderr
            shown.append(output)
    return shown, visible


def reference_copy(tp: TP) -> NotebookNode:
    """The reference solution as if a student had submitted it."""
    notebook = restore(tp.source, tp.release)
    for cell in notebook.cells:
        lines = cell.source.splitlines()
        cell.source = "\n".join(line for line in lines if line.strip() not in (BEGIN, END))
    return notebook


def calibrate(tp: TP, jail: Jail) -> Budget:
    """The budget of this TP's copies on this machine, from playing the reference; it must have full marks."""
    graded = grade(tp, reference_copy(tp), jail, Budget(reference=600.0))
    failed = [
        f"{verdict.exercise}: {verdict.detail or verdict.reason}" for verdict in graded.verdicts if not verdict.passed
    ]
    if failed:
        raise CourseError(f"{tp.name}: the reference has {graded.total} points here, nothing is graded: {failed[0]}")
    return Budget(graded.seconds, sum(graded.seconds.values()))
