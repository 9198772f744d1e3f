"""Our steps in nbgrader's frame: ``nbgrader autograde`` reads, restores, plays and judges copies through these.

``nbgrader_config.py`` names them. ``tp grade`` runs the same converter, after its workers have filled the journal.
"""

import atexit
import os
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from tptorch.assets import assets_of
from tptorch.copies import UnreadableCopy, read_copy, refused, restore
from tptorch.course import TP, Course
from tptorch.grade import Graded, calibrate, grade, refuse
from tptorch.jail import Jail
from tptorch.journal import Journal
from tptorch.play import Budget
from tptorch.record import sync_gradebook

Resources = dict[str, Any]
UNSAFE = "TPTORCH_UNSAFE"
"""Set in the environment, copies play without any isolation; their marks' provenance says so."""


class CopyExporter(NotebookExporter):
    """Reads a copy without trust; one that cannot be read is replaced by the release, headed by the reason."""

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


def grade_once(tp: TP, notebook: NotebookNode) -> Graded:
    """The grade of a restored copy: from the journal, or by playing it now and keeping the result."""
    if (reason := notebook.metadata.get("tptorch_refused")) is not None:
        return refuse(tp, notebook, reason)
    journal = Journal(tp)
    key = journal.key(notebook, unsafe=UNSAFE in os.environ)
    graded = journal.load(key)
    if graded is None:
        graded = grade(tp, notebook, jail_of(tp), calibrated(tp))
        journal.save(key, graded)
    return graded


def calibrated(tp: TP) -> Budget:
    """The budget of the TP's copies here: from the journal, or by playing the reference now."""
    journal = Journal(tp)
    budget = journal.load_budget()
    if budget is None:
        budget = calibrate(tp, jail_of(tp))
        journal.save_budget(budget)
    return budget


_jails: dict[TP, Jail] = {}


def jail_of(tp: TP) -> Jail:
    """This process's jail for a TP, warm from one copy to the next."""
    if tp not in _jails:
        _jails[tp] = Jail(assets_of(tp), unsafe=UNSAFE in os.environ)
        atexit.register(_jails[tp].close)
    return _jails[tp]


def _tp_of(resources: Resources) -> TP:
    return Course.here().tp(resources["nbgrader"]["assignment"])
