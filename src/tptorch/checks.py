"""The hidden checks under pytest: exercises, shares, verdicts.

A grading session is an ordinary pytest session over one file of ``graders/``: the ``Judge`` plugin orders its
items as the notebook's cells, hands each the copy as it stood at its cell, and keeps the verdicts.
"""

import contextlib
import inspect
import linecache
import os
import random
import sys
import warnings
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from tptorch.requirements import Refused
from tptorch.student import CopyError, Student, Transport

OWN_INI = Path(__file__).with_name("session.ini")
NOT_JUDGED = "Cette vérification n'a pas pu être menée à son terme."
NOT_AS_ASKED = "Le résultat n'est pas celui demandé."


def exercise(name: str) -> pytest.MarkDecorator:
    """Class decorator: these are the checks of the graded cell ``test_<name>``."""
    return pytest.mark.exercise(name)


def points(weight: float) -> pytest.MarkDecorator:
    """Method decorator: this check's share of its cell's points, 1 unless said."""
    return pytest.mark.points(weight)


show_inputs = pytest.mark.show_inputs
"""Method decorator: the inputs of this check may be shown to the student."""


@dataclass(frozen=True)
class Verdict:
    """What one check decided. ``reason`` and ``calls`` are for the student, ``detail`` for the instructor."""

    exercise: str
    check: str
    requirement: str
    weight: float
    passed: bool
    reason: str = ""
    calls: list[str] = field(default_factory=list)
    detail: str = ""


StudentAt = Callable[[str], Transport]


class Judge:
    """pytest plugin of one grading session; ``transport_at(exercise)`` gives the copy as it stood at that cell."""

    def __init__(self, transport_at: StudentAt, order: Sequence[str], *, only: str | None = None, seed: int = 0):
        self.transport_at = transport_at
        self.order = {name: index for index, name in enumerate(order)}
        self.only = only
        self.seed = seed
        self.verdicts: dict[str, Verdict] = {}
        self.collection_errors: list[str] = []

    def pytest_configure(self, config: pytest.Config) -> None:
        declare_markers(config)
        config.option.tbstyle = "native"  # nobody reads them here, and pytest's own parse the file at each failure

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.collection_errors.append(str(report.longrepr))

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        wanted = [item for item in items if exercise_of(item) in self.order]
        items[:] = sorted(wanted, key=lambda item: self.order[exercise_of(item)])
        if self.only is not None:
            items[:] = [item for item in items if exercise_of(item) == self.only]
        for item in items:
            self.verdicts[item.nodeid] = unjudged(item)

    @pytest.fixture
    def student(self, request: pytest.FixtureRequest) -> Student:
        """The copy, as it stood at the cell of this check's exercise."""
        request.node.student = seeded_student(request.node, self.transport_at(exercise_of(request.node)), self.seed)
        return request.node.student

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[Any]:
        report = yield
        if item.nodeid in self.verdicts and (call.when == "call" or report.failed or report.skipped):
            self._record(item, call, report)
        return report

    def _record(self, item: pytest.Item, call: pytest.CallInfo[None], report: pytest.TestReport) -> None:
        if report.skipped:
            del self.verdicts[item.nodeid]
            return
        calls = list(getattr(getattr(item, "student", None), "calls", []))
        reason = "" if report.passed else _reason(call.excinfo)
        detail = "" if report.passed else _detail(call.excinfo)
        self.verdicts[item.nodeid] = _verdict(item, passed=report.passed, reason=reason, calls=calls, detail=detail)


def seeded_student(item: pytest.Item, transport: Transport, seed: int = 0) -> Student:
    """The ``student`` of one check; both sides' generators start from a seed that only the check's name decides."""
    seed += zlib.crc32(item.name.encode())
    torch.default_generator.manual_seed(seed)  # checks compute on the CPU
    random.seed(seed)
    np.random.seed(seed % 2**32)
    return Student(transport, seed=seed, show_inputs=item.get_closest_marker("show_inputs") is not None)


def declare_markers(config: pytest.Config) -> None:
    """Declare our markers, for ``--strict-markers``."""
    config.addinivalue_line("markers", "exercise(name): the checks of one graded cell")
    config.addinivalue_line("markers", "points(weight): this check's share of its cell's points")
    config.addinivalue_line("markers", "show_inputs: the student may see this check's inputs")


def exercise_of(item: pytest.Item) -> str | None:
    """The exercise an item belongs to, or None for an ordinary test."""
    mark = item.get_closest_marker("exercise")
    return mark.args[0] if mark else None


def unjudged(item: pytest.Item) -> Verdict:
    """Fail closed: what a check counts as until it has decided."""
    return _verdict(item, passed=False, reason=NOT_JUDGED)


def _verdict(item: pytest.Item, **rest: Any) -> Verdict:
    mark = item.get_closest_marker("points")
    return Verdict(
        exercise=exercise_of(item),
        check=item.originalname or item.name,
        requirement=(inspect.getdoc(item.function) or item.name).partition("\n")[0],
        weight=float(mark.args[0]) if mark else 1.0,
        **rest,
    )


def _reason(excinfo: pytest.ExceptionInfo | None) -> str:
    if excinfo is not None and isinstance(excinfo.value, (CopyError, Refused)):
        return str(excinfo.value)
    return NOT_AS_ASKED


def _detail(excinfo: pytest.ExceptionInfo | None) -> str:
    """For the instructor: the error and the line of the check."""
    if excinfo is None:
        return ""
    place = next(
        (entry for entry in reversed(excinfo.traceback) if "graders" in str(entry.path)), excinfo.traceback[-1]
    )
    line = linecache.getline(str(place.path), place.lineno + 1).strip()
    return f"{excinfo.exconly()} ({place.path.name}:{place.lineno + 1}: {line})"


def run_checks(
    path: Path, transport_at: StudentAt, order: Sequence[str], *, only: str | None = None, seed: int = 0
) -> list[Verdict]:
    """The verdicts of the checks in ``path`` (a file of ``graders/``), in a hermetic pytest session.

    ``order`` lists the exercises as their cells come; raises ``RuntimeError`` when the file cannot be collected.
    """
    judge = Judge(transport_at, order, only=only, seed=seed)
    with hermetic(path.parents[1]):
        code = pytest.main([*_arguments(path), str(path)], plugins=[judge])
    if judge.collection_errors or code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        raise RuntimeError("\n".join(judge.collection_errors) or f"{path.name}: no check was run ({code!r})")
    return list(judge.verdicts.values())


def _arguments(path: Path) -> list[str]:
    """Our own settings, and only the plugins that a session of checks needs."""
    unused = "terminal cacheprovider faulthandler warnings junitxml pastebin doctest logging stepwise unittest"
    unused += " threadexception unraisableexception"
    args = ["-c", str(OWN_INI), f"--rootdir={path.parents[1]}", "--import-mode=importlib", "--noconftest", "-s"]
    return [*args, "--assert=plain", *(word for name in unused.split() for word in ("-p", f"no:{name}"))]


@contextlib.contextmanager
def hermetic(root: Path) -> Iterator[None]:
    """No setting of the surrounding session reaches ours; the course's ``graders`` is the one imported.

    One thread, as in the jail: sums are then rounded alike on both sides, and on every machine.
    """
    settings = ("PYTEST_ADDOPTS", "PYTEST_PLUGINS", "PYTEST_DISABLE_PLUGIN_AUTOLOAD")
    hidden = {name: os.environ.pop(name) for name in settings if name in os.environ}
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    _forget_graders()
    sys.path.insert(0, str(root))
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a warning in a check never costs a mark
            yield
    finally:
        torch.set_num_threads(threads)
        sys.path.remove(str(root))
        _forget_graders()
        os.environ.pop("PYTEST_DISABLE_PLUGIN_AUTOLOAD", None)
        os.environ.update(hidden)


def _forget_graders() -> None:
    for name in [name for name in sys.modules if name == "graders" or name.startswith("graders.")]:
        del sys.modules[name]


def collect_checks(path: Path) -> dict[str, list[str]]:
    """Exercise to the names of its checks, in the order of the file; raises ``RuntimeError`` when it cannot be read."""
    collector = _Collector()
    with hermetic(path.parents[1]):
        code = pytest.main([*_arguments(path), "--collect-only", str(path)], plugins=[collector])
    if collector.errors or code != pytest.ExitCode.OK:
        raise RuntimeError("\n".join(collector.errors) or f"{path.name}: no check was found ({code!r})")
    return collector.checks


class _Collector:
    """pytest plugin that only looks."""

    def __init__(self) -> None:
        self.checks: dict[str, list[str]] = {}
        self.errors: list[str] = []

    def pytest_configure(self, config: pytest.Config) -> None:
        declare_markers(config)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.errors.append(str(report.longrepr))

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            self.checks.setdefault(exercise_of(item) or "", []).append(item.name)
