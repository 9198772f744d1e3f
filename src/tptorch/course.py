"""What a course is: a folder of TPs, each with a solution, checks, and the notebooks made from them."""

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

GRADED_PREFIX = "test_"
PROFILES = ("mini", "full")
SETS = ("MNIST", "FashionMNIST")
WEIGHTS = ("ResNet50_Weights",)  # torchvision's classes; a `full` notebook names one


class CourseError(Exception):
    """Something in the course folder is not as it must be; the message is one line and says what repairs it."""


@dataclass(frozen=True)
class Exercise:
    """One answer cell ``name`` and its graded cell ``test_<name>``."""

    name: str
    points: float

    @property
    def graded_id(self) -> str:
        """``grade_id`` of the graded cell."""
        return GRADED_PREFIX + self.name


@dataclass(frozen=True)
class TP:
    """One TP of a course, by its files."""

    root: Path
    name: str

    @property
    def solution(self) -> Path:
        """The percent script written by hand."""
        return self.root / "solutions" / f"{self.name}.py"

    @property
    def grader(self) -> Path:
        """The hidden pytest checks written by hand."""
        return self.root / "graders" / f"test_{self.name}.py"

    @property
    def source_path(self) -> Path:
        """The instructors' notebook, generated: answers in place."""
        return self.root / "source" / self.name / f"{self.name}.ipynb"

    @property
    def release_path(self) -> Path:
        """The students' notebook, generated: answers stripped."""
        return self.root / "release" / self.name / f"{self.name}.ipynb"

    @cached_property
    def source(self) -> NotebookNode:
        """The source notebook, read; raises ``CourseError`` when it is not built."""
        return self._read(self.source_path)

    @cached_property
    def release(self) -> NotebookNode:
        """The released notebook, read; raises ``CourseError`` when it is not built."""
        return self._read(self.release_path)

    @cached_property
    def exercises(self) -> list[Exercise]:
        """In the order of their graded cells."""
        return exercises(self.source)

    def check_built(self) -> None:
        """Raise ``CourseError`` when the two notebooks are not of one build."""
        if exercises(self.source) != exercises(self.release):
            raise CourseError(f"{self.name}: source/ and release/ are not of one build: run `tp build {self.name}`")

    @property
    def profile(self) -> str:
        """The data it was released with: ``mini``, ``full``, or nothing for a TP that is the same in both."""
        return profile_of(self.release)

    @property
    def sets(self) -> list[str]:
        """The image sets that it uses."""
        return list(self.release.metadata.get("tptorch", {}).get("data", []))

    @property
    def weights(self) -> list[str]:
        """The official weights that it loads."""
        return list(self.release.metadata.get("tptorch", {}).get("weights", []))

    @property
    def assets(self) -> list[Path]:
        """Files that students receive beside the notebook (what JupyterLab hides there is not one)."""
        folder = self.source_path.parent
        found = [path for path in sorted(folder.rglob("*")) if path.is_symlink() or path.is_file()]
        return [path for path in found if path != self.source_path and not _is_hidden(path.relative_to(folder))]

    def _read(self, path: Path) -> NotebookNode:
        try:
            return nbformat.read(path, as_version=4)
        except FileNotFoundError:
            raise CourseError(f"{self.name} is not built: run `tp build {self.name}`") from None
        except Exception:  # whatever a damaged file makes the parsers raise
            raise CourseError(f"{path} is damaged: run `tp build {self.name}`") from None


@dataclass(frozen=True)
class Course:
    """A course folder; ``tp`` is run in one, as ``nbgrader`` is."""

    root: Path

    @classmethod
    def here(cls, start: Path | None = None) -> "Course":
        """The course that contains ``start`` (the current folder by default)."""
        start = (start or Path.cwd()).resolve()
        for folder in (start, *start.parents):
            if (folder / "nbgrader_config.py").exists() and (folder / "graders").is_dir():
                return cls(folder)
        raise CourseError(f"{start} is in no course folder (one with nbgrader_config.py and graders/): cd to yours")

    @property
    def names(self) -> list[str]:
        """The TPs that have a solution script, in order."""
        return sorted(path.stem for path in (self.root / "solutions").glob("tp*.py"))

    def tp(self, name: str) -> TP:
        """The TP of that name; raises ``CourseError`` when there is none."""
        if name not in self.names:
            raise CourseError(f"unknown TP {name!r}; this course has: {', '.join(self.names) or 'none'}")
        return TP(self.root, name)


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def nbgrader_of(cell: NotebookNode) -> dict[str, Any]:
    """The nbgrader metadata of a cell, empty for an ordinary one (or for a copy that put something else there)."""
    found = cell.get("metadata", {}).get("nbgrader", {})
    return found if isinstance(found, dict) else {}


def profile_of(notebook: NotebookNode) -> str:
    """The data that a notebook (a copy, perhaps) says it was released with; nothing when it does not say."""
    said = notebook.metadata.get("tptorch", {})
    return str(said.get("profile", "")) if isinstance(said, dict) else ""


def exercises(notebook: NotebookNode) -> list[Exercise]:
    """The exercises of a source notebook, in the order of their graded cells."""
    graded = [nbgrader_of(cell) for cell in notebook.cells if nbgrader_of(cell).get("grade")]
    return [Exercise(meta["grade_id"].removeprefix(GRADED_PREFIX), float(meta["points"])) for meta in graded]


def state_dir(root: Path) -> Path:
    """Where the engine keeps what it can make again (journal, reference timings), ignored by git."""
    folder = root / ".tptorch"
    folder.mkdir(exist_ok=True)
    return folder


def relative(path: Path) -> str:
    """``path`` as an operator would type it."""
    return os.path.relpath(path)
