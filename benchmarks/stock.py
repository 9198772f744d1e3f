"""The rival's course: TP 3 with its checks as plain code in hidden cells, under nbgrader's own settings."""

import inspect
import shutil
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from tptorch import requirements
from tptorch.build import HIDDEN
from tptorch.checks import collect_checks
from tptorch.course import GRADED_PREFIX, TP, nbgrader_of
from tptorch.inside import wire

SETTINGS = "c = get_config()\nc.CourseDirectory.course_id = 'stock'\nc.ExecutePreprocessor.timeout = 60\n"
# What a check needs when it runs in the copy's own kernel: the student's functions called directly.
PRELUDE = """
class exercise:
    def __init__(self, name): pass
    def __call__(self, cls): return cls
points, show_inputs = exercise, (lambda method: method)
class Student:
    def __getattr__(self, name): return globals()[name]
    def __getitem__(self, name): return globals()[name]
    def run(self, driver, **inputs): return driver(self, **inputs)
class Opaque: pass
describe = repr
from typing import Any
import numpy as np
"""


def make_stock_course(tp: TP, folder: Path) -> None:
    """A course folder that `nbgrader generate_assignment` and `autograde` work in."""
    target = folder / "source" / tp.name
    shutil.copytree(tp.source_path.parent, target)
    nbformat.write(_with_plain_checks(tp), target / tp.source_path.name)
    (folder / "nbgrader_config.py").write_text(SETTINGS)


def _with_plain_checks(tp: TP) -> NotebookNode:
    notebook = nbformat.from_dict(tp.source)
    checks = collect_checks(tp.grader)
    block = f"{PRELUDE}\n{_helpers()}\n{_oracles(tp)}\n{_without_imports(tp.grader.read_text())}"
    for index, exercise in enumerate(tp.exercises):
        cell = next(c for c in notebook.cells if nbgrader_of(c).get("grade_id") == GRADED_PREFIX + exercise.name)
        cls = "".join(part.capitalize() for part in exercise.name.split("_"))
        calls = "\n".join(f"Test{cls}().{name}(Student())" for name in checks[exercise.name])
        plain = f"### BEGIN HIDDEN TESTS\n{block if index == 0 else ''}\n{calls}\n### END HIDDEN TESTS"
        cell.source = cell.source.replace(HIDDEN.format(exercise=exercise.name), plain)
    return notebook


def _helpers() -> str:
    return _without_imports(inspect.getsource(requirements))


def _oracles(tp: TP) -> str:
    path = tp.root / "graders" / "oracles" / f"{tp.name}.py"
    return f"import types\noracle = types.ModuleType('oracle')\nexec({path.read_text()!r}, oracle.__dict__)"


def _without_imports(source: str) -> str:
    ours = ("from tptorch", "from graders")
    return "\n".join(line for line in source.splitlines() if not line.startswith(ours))


assert wire.Opaque  # the name that PRELUDE stands in for
