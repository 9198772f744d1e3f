"""nbgrader's own API on one course folder, quiet on the terminal; what it says is returned."""

import contextlib
import logging
import os
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import SAWarning
from traitlets.config import PyFileConfigLoader
from traitlets.log import get_logger

# nbgrader calls `alembic` by name: without an activated environment it is not on the PATH.
PROGRAMS = str(Path(sys.executable).parent)
if PROGRAMS not in os.environ["PATH"].split(os.pathsep):
    os.environ["PATH"] = os.pathsep.join((PROGRAMS, os.environ["PATH"]))

MEANINGLESS = ("Please see the", "There was an error processing assignment")


def open_api(course_root: Path, *, work_in: Path | None = None) -> NbGraderAPI:
    """The API under the course's ``nbgrader_config.py``, working in that course or in a scratch one."""
    config = PyFileConfigLoader("nbgrader_config.py", path=str(course_root)).load_config()
    config.CourseDirectory.root = str(work_in or course_root)
    if work_in is not None:
        config.CourseDirectory.db_url = f"sqlite:///{work_in / 'scratch.db'}"
        config.ClearSolutions.enforce_metadata = True
    log = get_logger()  # before the API, which complains of an exchange folder that no one here uses
    log.handlers, log.propagate = [logging.NullHandler()], False
    log.setLevel(logging.ERROR)
    return NbGraderAPI(CourseDirectory(config=config), config=config)


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Without SQLAlchemy's warnings about nbgrader's own relations."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)
        yield


def why_it_failed(result: dict[str, Any]) -> str:
    """The line of nbgrader's log that says what is wrong."""
    lines = [line.strip() for line in (result.get("log") or "").splitlines()]
    said = [line.removeprefix("[ERROR] ") for line in lines if line and not any(word in line for word in MEANINGLESS)]
    return said[-1] if said else (result.get("error") or "no reason given").strip().splitlines()[-1]
