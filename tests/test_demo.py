"""Every copy of the demonstration class gets the mark that its script says it deserves."""

from pathlib import Path

import pytest

from demo.make_copies import COPIES, expected_mark, make_copy
from tests.answer_files import COURSE
from tptorch.batch import Submission, grade_submission
from tptorch.course import Course
from tptorch.play import Budget
from tptorch.worker import close_jail


def _as_parameter(script: Path) -> object:
    """`make test` plays the whole class of one TP, and of the others the copy with mistakes; `make thorough`, all."""
    thorough = script.parent.name != FULL_CLASS and script.stem != "fautes_emma"
    name = f"{script.parent.name}-{script.stem}"
    return pytest.param(script, id=name, marks=[pytest.mark.slow] if thorough else [])


FULL_CLASS = "tp03_booleen"
SCRIPTS = sorted(COPIES.glob("*/*.py"))


@pytest.mark.parametrize("script", [_as_parameter(script) for script in SCRIPTS])
def test_copy_gets_its_mark(script, tmp_path, monkeypatch):
    tp = COURSE.tp(script.parent.name)
    path = tmp_path / f"{tp.name}.ipynb"
    path.write_bytes(make_copy(tp, script))
    if "boucle" in script.stem:  # what a loop costs in marks does not depend on how long one waits for it
        for name in ("CELL_SECONDS", "CALL_SECONDS"):
            monkeypatch.setattr(f"tptorch.play.{name}", 4.0)
    monkeypatch.setattr("tptorch.journal.state_dir", lambda _: tmp_path)
    monkeypatch.setattr("tptorch.worker.calibrated", lambda _: Budget(reference=60.0))
    result = grade_submission(tp, Submission(script.stem, path))
    assert result.total == pytest.approx(expected_mark(script)), result.remark


@pytest.fixture(scope="module", autouse=True)
def _jails_end_with_the_module():
    yield
    for name in {script.parent.name for script in SCRIPTS}:
        close_jail(Course(COURSE.root).tp(name))
