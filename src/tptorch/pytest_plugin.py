"""For the shell: ``pytest graders/test_tp03_booleen.py --copy copy.ipynb -k descent`` (no ``--copy``: the reference).

The checks, the jail and the order of cells are those of a grading session.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Our two options."""
    group = parser.getgroup("tptorch")
    group.addoption("--copy", metavar="NOTEBOOK", help="the student's notebook to judge (default: the reference)")
    group.addoption("--check-seed", type=int, default=0, help="added to the seed of every check's inputs")


def pytest_configure(config: pytest.Config) -> None:
    """Declare the markers of checks."""
    from tptorch.checks import declare_markers

    declare_markers(config)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Checks run in the order of their cells; warnings in a check never cost a mark."""
    from tptorch.checks import exercise_of

    if not any(exercise_of(item) for item in items):
        return
    ranks: dict[Path, dict[str | None, int]] = {}
    for item in items:
        if item.path not in ranks:
            order = [exercise.name for exercise in _tp_of(item).exercises] if exercise_of(item) else []
            ranks[item.path] = {name: rank for rank, name in enumerate(order)}
        if exercise_of(item):
            item.add_marker(pytest.mark.filterwarnings("ignore"))
    files = list(ranks)
    items.sort(key=lambda item: (files.index(item.path), ranks[item.path].get(exercise_of(item), 0)))


@pytest.fixture(scope="session")
def _plays(request: pytest.FixtureRequest) -> Iterator[dict[str, Any]]:
    """The copies being played, by TP; one kernel each, closed at the end."""
    with ExitStack() as stack:
        yield {"stack": stack, "copy": request.config.getoption("--copy")}


@pytest.fixture
def student(request: pytest.FixtureRequest, _plays: dict[str, Any]) -> Any:
    """The copy as it stood at the cell of this check's exercise."""
    from tptorch.checks import exercise_of, seeded_student

    tp = _tp_of(request.node)
    if tp.name not in _plays:
        _plays[tp.name] = _start(tp, _plays["copy"], _plays["stack"])
    transport = _plays[tp.name].at(exercise_of(request.node))
    return seeded_student(request.node, transport, request.config.getoption("--check-seed"))


def _start(tp: Any, path: str | None, stack: ExitStack) -> Any:
    from tptorch.assets import assets_of
    from tptorch.copies import read_copy, restore
    from tptorch.grade import reference_copy
    from tptorch.jail import Jail
    from tptorch.play import Budget, Play

    notebook = restore(read_copy(Path(path), tp.release), tp.release) if path else reference_copy(tp)
    jail = stack.enter_context(Jail(assets_of(tp)))
    return Play(notebook, stack.enter_context(jail.kernel()), Budget(reference=600.0))


def _tp_of(item: pytest.Item) -> Any:
    from tptorch.course import Course

    return Course.here(item.path.parent).tp(item.path.stem.removeprefix("test_"))
