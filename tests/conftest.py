"""A tiny course, built once; a jail on it, warm for the whole session."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from tptorch.build import build
from tptorch.course import TP, Course
from tptorch.jail import Jail

HERE = Path(__file__).parent


class OneWorkerAFileAndTP(LoadScopeScheduling):
    """Tests of one file and one TP share a warm jail."""

    def _split_scope(self, nodeid: str) -> str:
        tp = re.search(r"tp\d\d_[a-z0-9]+", nodeid)
        return f"{nodeid.partition('::')[0]} {tp[0] if tp else ''}"


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """Our own: pytest-xdist 3.8 no longer sees its groups under pytest 9.2 (it writes where `nodeid` is not read)."""
    return OneWorkerAFileAndTP(config, log)


def lay_out_course(folder: Path) -> Course:
    """The tiny course of ``tests/mini_course``, not built yet."""
    shutil.copytree(HERE / "mini_course", folder)
    shutil.copy(HERE.parent / "nbgrader_config.py", folder)
    return Course(folder)


@pytest.fixture(scope="session")
def built_course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The tiny course, built; not to be changed."""
    course = lay_out_course(tmp_path_factory.mktemp("built") / "course")
    build(course, course.names)
    return course


@pytest.fixture
def course(built_course: Course, tmp_path: Path) -> Course:
    """A copy of the built tiny course that a test may change."""
    shutil.copytree(built_course.root, tmp_path / "course")
    return Course(tmp_path / "course")


@pytest.fixture(scope="session")
def mini(built_course: Course) -> TP:
    """The TP of the tiny course: exercises double, half, total and step, 5 points each."""
    return built_course.tp("tp00_mini")


@pytest.fixture(scope="session")
def jail(mini: TP) -> Iterator[Jail]:
    """A warm jail holding the tiny TP's assets."""
    with Jail(mini.release_path.parent) as jail:
        yield jail
