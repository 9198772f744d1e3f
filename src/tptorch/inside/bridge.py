"""Answers the trusted side's questions about a copy: call this function, give that value, run this driver.

Everything said here is a witness's word: it reaches the trusted side as data and is judged there.
"""

import __future__

import contextlib
import io
import random
import traceback
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import numpy as np
import torch

from . import wire


class MissingName(Exception):
    """The copy defines no such name."""


class Namespace:
    """The copy's names as attributes, for drivers: ``student.hinge_loss``, ``student["pas"]``."""

    def __init__(self, names: dict[str, Any]) -> None:
        self.__dict__["_names"] = names

    def __getattr__(self, name: str) -> Any:
        return self[name]

    def __getitem__(self, name: str) -> Any:
        try:
            return self._names[name]
        except KeyError:
            raise MissingName(name) from None


class _Nowhere(io.TextIOBase):
    def write(self, text: str) -> int:
        return len(text)


class Bridge:
    """Serves requests on one copy's namespace; state and RNG of the copy are the only ones it touches."""

    def __init__(self, names: dict[str, Any]) -> None:
        self.names = names
        self.drivers: dict[str, Any] = {}

    def answer(self, request: dict[str, Any], frames: wire.Frames) -> tuple[dict[str, Any], wire.Frames]:
        """Status and frames for one request; a fault of the copy is a status, never an exception."""
        try:
            inputs = wire.decode(frames)
            _seed(request["seed"])
            with _quiet(), torch.enable_grad():  # whatever mode a cell, or the last call, left behind
                value = self._perform(request, inputs)
                return {"status": "value"}, wire.encode(value)
        except MissingName as error:
            return {"status": "missing", "name": str(error)}, []
        except KeyboardInterrupt:
            return {"status": "interrupted"}, []
        except BaseException as error:  # a copy may raise anything, SystemExit included
            return {"status": "error", **describe_error(error)}, []

    def _perform(self, request: dict[str, Any], inputs: Any) -> Any:
        student = Namespace(self.names)
        if request["action"] == "get":
            return student[request["name"]]
        if request["action"] == "call":
            args, kwargs = inputs
            return student[request["name"]](*args, **kwargs)
        return self._driver(request)(student, **inputs)

    def _driver(self, request: dict[str, Any]) -> Any:
        source = request["source"]
        if source not in self.drivers:
            scope: dict[str, Any] = {}
            exec(request["imports"], scope)
            exec(compile(source, "<driver>", "exec", flags=__future__.annotations.compiler_flag), scope)
            self.drivers[source] = scope[request["name"]]
        return self.drivers[source]


def describe_error(error: BaseException) -> dict[str, Any]:
    """Type, message and place (in the copy's own code) of an error, as bounded text."""
    place = _last_place(error)
    return {
        "type": type(error).__name__[:100],
        "message": _message(error)[:500],
        "line": place.lineno,
        "code": place.line[:200],
    }


def _message(error: BaseException) -> str:
    try:
        return str(error)
    except BaseException:  # a hostile __str__
        return ""


def _last_place(error: BaseException) -> Any:
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if "/ipykernel_" in frame.filename or frame.filename.startswith("<cell"):
            return SimpleNamespace(lineno=frame.lineno, line=(frame.line or "").strip())
    return SimpleNamespace(lineno=None, line="")


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    with contextlib.redirect_stdout(_Nowhere()), contextlib.redirect_stderr(_Nowhere()):
        yield


def _seed(seed: int) -> None:
    # torch's own keeps a stack trace for every kind of device that is not there, at every call
    (torch.manual_seed if torch.cuda.is_initialized() else torch.default_generator.manual_seed)(seed)
    random.seed(seed)
    np.random.seed(seed % 2**32)
