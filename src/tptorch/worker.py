"""What one process keeps from copy to copy: each TP's warm jail, its journal, its reference's budget."""

import atexit
import gc
import importlib
import os

from nbformat import NotebookNode

from tptorch.assets import assets_of
from tptorch.checks import collect_checks
from tptorch.course import TP
from tptorch.grade import Graded, calibrate, grade, refuse
from tptorch.jail import Jail
from tptorch.journal import Journal
from tptorch.play import Budget

UNSAFE = "TPTORCH_UNSAFE"
"""Set in the environment, copies play without any isolation; their marks' provenance says so."""


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
        _preload(tp)
        _jails[tp] = Jail(assets_of(tp), unsafe=UNSAFE in os.environ)
        atexit.register(_jails[tp].close)
    return _jails[tp]


def close_jail(tp: TP) -> None:
    """End this process's warm process for a TP, where it has one; the next copy starts another."""
    if tp in _jails:
        _jails[tp].close()


def _preload(tp: TP) -> None:
    """Import what the checks will, before a copy's bounds count this process's memory."""
    collect_checks(tp.grader)
    importlib.import_module("torch._dynamo")  # as the first optimizer does
    gc.collect()
    gc.freeze()  # collections need not look through it again
    atexit.register(gc.unfreeze)  # or libraries complain on stderr of what is left at the end
