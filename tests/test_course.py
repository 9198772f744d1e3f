"""The real TPs, each played whole in the jail: the reference has everything, the untouched release nothing."""

import copy

import pytest

from tests.answer_files import COURSE
from tptorch.course import nbgrader_of
from tptorch.grade import grade, reference_copy
from tptorch.jail import Jail
from tptorch.play import Budget

GENEROUS = Budget(reference=600.0)


@pytest.fixture(scope="module", params=COURSE.names)
def tp(request):
    return COURSE.tp(request.param)


@pytest.fixture(scope="module")
def tp_jail(tp):
    with Jail(tp.release_path.parent) as jail:
        yield jail


def _lost(graded) -> list[str]:
    return [f"{v.exercise}.{v.check}: {v.reason} {v.detail}" for v in graded.verdicts if not v.passed]


def _errors(notebook) -> list[str]:
    return [o.evalue for cell in notebook.cells for o in cell.get("outputs", []) if o.output_type == "error"]


def test_reference_has_full_marks_and_no_cell_of_it_fails(tp, tp_jail):
    graded = grade(tp, reference_copy(tp), tp_jail, GENEROUS)
    assert graded.total == 20, _lost(graded)
    assert not _errors(graded.notebook)


def test_untouched_release_has_nothing(tp, tp_jail):
    graded = grade(tp, copy.deepcopy(tp.release), tp_jail, GENEROUS)
    assert graded.total == 0


@pytest.mark.slow
def test_an_exercise_left_undone_costs_no_other_a_point(tp, tp_jail):
    """The matrix: one row an exercise left as its stub, one column a mark."""
    stubs = {nbgrader_of(cell).get("grade_id"): cell.source for cell in tp.release.cells}
    full = {exercise.name: exercise.points for exercise in tp.exercises}
    for left in full:
        notebook = reference_copy(tp)
        next(cell for cell in notebook.cells if nbgrader_of(cell).get("grade_id") == left).source = stubs[left]
        marks = grade(tp, notebook, tp_jail, GENEROUS).marks
        print(f"{tp.name} without {left}: {marks}")
        assert marks == full | {left: 0}
