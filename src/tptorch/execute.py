"""Our steps in nbgrader's frame: ``nbgrader autograde`` reads, restores, plays and judges copies through these.

``nbgrader_config.py`` names them. ``tp grade`` runs the same converter, after its workers have filled the journal.
"""

from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from tptorch.copies import UnreadableCopy, read_copy, refused, restore
from tptorch.course import TP, Course
from tptorch.record import sync_gradebook
from tptorch.worker import grade_once

Resources = dict[str, Any]


class CopyExporter(NotebookExporter):
    """Reads a copy without trust; one that cannot be read is replaced by the release, headed by the reason."""

    optimistic_validation = True  # once, after all steps

    def from_filename(self, filename: str, resources: Resources | None = None, **kwargs: Any) -> Any:
        """As nbconvert's, on a restored copy."""
        resources = resources if resources is not None else {}
        tp = _tp_of(resources)
        try:
            notebook = read_copy(Path(filename), tp.release)
        except UnreadableCopy as error:
            self.log.error("%s: %s; its mark is zero", filename, error)
            notebook = refused(tp.release, error.french)
            resources["tptorch_refused"] = True  # said here: a copy may say anything in its metadata
        return self.from_notebook_node(notebook, resources=resources, **kwargs)


class RestoreCopy(NbGraderPreprocessor):
    """Sanitizing: the copy's answers in the committed release's frame (nbgrader would restore from its database)."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Also brings the gradebook's cells to the committed source; raises when submissions forbid it."""
        tp = _tp_of(resources)
        sync_gradebook(tp, resources["nbgrader"]["db_url"])
        return (nb if "tptorch_refused" in resources else restore(nb, tp.release)), resources


class GradeCopy(NbGraderPreprocessor):
    """Autograding, in place of nbgrader's ``Execute``: play in the jail, judge outside."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """The played notebook with marks and reports."""
        return grade_once(_tp_of(resources), nb).notebook, resources


def _tp_of(resources: Resources) -> TP:
    return Course.here().tp(resources["nbgrader"]["assignment"])
