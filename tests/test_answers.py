"""Each right answer has full marks; each wrong one loses exactly the checks that it is there to trip."""

from itertools import groupby

import pytest

from tests.answer_files import ANSWERS, COURSE, Answer, answers, grade_alone, read_cells, reference_code

TPS = [COURSE.tp(name) for name in COURSE.names]
ALL = [answer for tp in TPS for answer in answers(tp)]


def _id(answer: Answer) -> str:
    return f"{answer.tp.name}-{answer.exercise}-{answer.label}"


def _exercises(tp):
    cells = read_cells(tp.solution)
    return [cell.metadata["grade_id"].removeprefix("test_") for cell in cells if "points" in cell.metadata]


@pytest.mark.parametrize("answer", ALL, ids=_id)
def test_answer_gets_what_it_deserves(answer):
    verdicts = grade_alone(answer.tp, answer.exercise, answer.code)
    failed = {verdict.check: verdict for verdict in verdicts if not verdict.passed}
    expected = answer.trips or frozenset()
    assert verdicts, "no check for this exercise"
    assert set(failed) == expected, "\n".join(f"{v.check}: {v.reason}\n{v.detail}" for v in failed.values())


@pytest.mark.parametrize("tp", TPS, ids=lambda tp: tp.name)
def test_reference_answers_are_right_one_by_one(tp):
    for exercise in _exercises(tp):
        verdicts = grade_alone(tp, exercise, reference_code(tp, exercise))
        failed = [f"{v.check}: {v.reason}\n{v.detail}" for v in verdicts if not v.passed]
        assert verdicts, exercise
        assert not failed, "\n".join(failed)


@pytest.mark.parametrize("tp", TPS, ids=lambda tp: tp.name)
def test_every_check_is_tripped_and_every_exercise_has_other_right_answers(tp):
    by_exercise = {name: list(group) for name, group in groupby(answers(tp), key=lambda a: a.exercise)}
    assert set(by_exercise) == set(_exercises(tp)), f"files under {ANSWERS / tp.name} and exercises differ"
    for exercise, group in by_exercise.items():
        checks = {verdict.check for verdict in grade_alone(tp, exercise, "")}
        tripped = set().union(*(answer.trips or () for answer in group))
        assert checks == tripped, f"{exercise}: tripped by no wrong answer: {sorted(checks - tripped)}"
        assert sum(answer.trips is None for answer in group) >= 2, f"{exercise}: two right answers of other styles"
