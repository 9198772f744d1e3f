"""What a check sees of a copy: its functions to call, its values to read, a place to run a driver."""

import builtins
import dis
import inspect
import textwrap
import types
from collections.abc import Callable
from typing import Any, Protocol

import torch

from tptorch.inside import wire
from tptorch.inside.bridge import Bridge

SHOWN_NUMBERS = 24


class CopyError(AssertionError):
    """The copy gave no usable answer; ``str(error)`` is the French reason."""


class Transport(Protocol):
    """Carries one request to the copy and its answer back; raises ``CopyError`` when none comes."""

    def ask(self, request: dict[str, Any], frames: wire.Frames) -> tuple[dict[str, Any], wire.Frames]: ...


class LocalTransport:
    """The copy is a namespace of this very process (an instructor's kernel, the tests of the checks)."""

    def __init__(self, names: dict[str, Any]) -> None:
        self.bridge = Bridge(names)

    def ask(self, request: dict[str, Any], frames: wire.Frames) -> tuple[dict[str, Any], wire.Frames]:
        return self.bridge.answer(request, frames)


class Student:
    """One copy, as data: arguments are shipped by value, and what comes back is data or a ``CopyError``.

    ``student.hinge_loss(scores, cats)`` calls a function of the copy, ``student["pas"]`` reads a value, and
    ``student.run(driver, **inputs)`` ships the function ``driver(student, **inputs)`` to run beside the copy.
    """

    def __init__(self, transport: Transport, *, seed: int = 0, show_inputs: bool = False) -> None:
        self._transport = transport
        self._seed = seed
        self._show_inputs = show_inputs
        self.calls: list[str] = []

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *args, **kwargs: self._call(name, args, kwargs)

    def __getitem__(self, name: str) -> Any:
        return self._ask(f"Nous avons lu {name}", {"action": "get", "name": name}, None)

    def run(self, driver: Callable[..., Any], **inputs: Any) -> Any:
        """What ``driver(student, **inputs)`` returns when run beside the copy.

        ``driver`` is a plain function of a file: it may use builtins and imported modules, closes over nothing,
        and what it observes is a witness's word. Its docstring's first line (French) tells the student what it did.
        """
        request = {"action": "run", **_ship(driver), "name": driver.__name__}
        return self._ask(_sentence(driver) or "Nous avons essayé votre code", request, inputs)

    def _call(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        shown = [self._input(value) for value in args] + [f"{k}={self._input(v)}" for k, v in kwargs.items()]
        asked = f"Nous avons appelé {name}({', '.join(shown)})"
        return self._ask(asked, {"action": "call", "name": name}, (args, kwargs))

    def _input(self, value: Any) -> str:
        return show(value) if self._show_inputs else wire.describe(value)

    def _ask(self, asked: str, request: dict[str, Any], inputs: Any) -> Any:
        self.calls.append(f"{asked}.")
        reply, frames = self._transport.ask(request | {"seed": self._seed}, wire.encode(inputs))
        if reply.get("status") != "value":
            raise CopyError(_reason(reply))
        try:
            value = wire.decode(frames)
        except wire.WireError:
            raise CopyError("Ce que votre code a rendu n'a pas pu être lu comme des données.") from None
        if request["action"] != "run":  # what a driver gathers is no answer of the student's
            self.calls[-1] = f"{asked} ; {_VERBS[request['action']]} {wire.describe(value)}."
        return value


_VERBS = {"call": "vous rendez", "get": "c'est"}


def show(value: Any) -> str:
    """A small value in full, a larger one by its description."""
    if isinstance(value, torch.Tensor) and value.numel() <= SHOWN_NUMBERS:
        return f"torch.tensor({_rounded(value.tolist())})"
    if isinstance(value, (int, float, str, bool)) or (isinstance(value, (list, tuple)) and len(value) <= SHOWN_NUMBERS):
        return repr(_rounded(value))
    return wire.describe(value)


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 4)
    return type(value)(map(_rounded, value)) if type(value) in (list, tuple) else value


def _sentence(function: Callable[..., Any]) -> str:
    return (inspect.getdoc(function) or "").partition("\n")[0].rstrip(".")


def _ship(driver: Callable[..., Any]) -> dict[str, str]:
    if not isinstance(driver, types.FunctionType) or driver.__closure__ or driver.__name__ == "<lambda>":
        raise TypeError(f"{driver!r}: a driver is a plain function that closes over nothing")
    defaults = (*(driver.__defaults__ or ()), *(driver.__kwdefaults__ or {}).values())
    if not all(isinstance(value, (int, float, str, tuple, types.NoneType)) for value in defaults):
        raise TypeError(f"driver {driver.__name__}: only constants may be defaults")
    source = textwrap.dedent(inspect.getsource(driver))
    return {"source": source, "imports": "\n".join(_imports(driver.__code__, driver.__globals__))}


def _imports(code: types.CodeType, scope: dict[str, Any]) -> list[str]:
    """Import lines for the modules that the driver names; any other global is refused."""
    lines = []
    for name in sorted({ins.argval for ins in dis.get_instructions(code) if ins.opname.startswith("LOAD_GLOBAL")}):
        value = scope.get(name, getattr(builtins, name, None))
        if isinstance(value, types.ModuleType) and not value.__name__.startswith(("tptorch", "graders")):
            lines.append(f"import {value.__name__} as {name}")
        elif name in scope or not hasattr(builtins, name):
            raise TypeError(f"driver {code.co_name} uses {name!r}: pass it as an input or import it inside")
    nested = (constant for constant in code.co_consts if isinstance(constant, types.CodeType))
    return lines + [line for inner in nested for line in _imports(inner, scope)]


def _reason(reply: dict[str, Any]) -> str:
    """The French reason for a reply that holds no value; every field may be forged, so each is bounded text."""
    status = reply.get("status")
    if status == "missing":
        name = _plain(reply.get("name"), 60)
        return f"Le nom « {name} » n'existe pas : la cellule réponse s'exécute-t-elle sans erreur ?"
    if status == "interrupted":
        return "L'appel a été interrompu."
    if status != "error":
        return "Votre code n'a pas donné de réponse lisible."
    kind, message = _plain(reply.get("type"), 60), _plain(reply.get("message"), 300)
    if kind == "NotImplementedError":
        return "Cet exercice n'est pas encore complété (NotImplementedError)."
    line, code = reply.get("line"), _plain(reply.get("code"), 160)
    known = type(line) is int and 0 < line < 100_000 and code
    place = f" (ligne {line} de votre cellule : {code})" if known else ""
    return f"Votre code a levé une erreur{place} : {kind}: {message}{_HINTS.get(kind, '')}"


_HINTS = {
    "NameError": " — ce nom n'est défini nulle part avant : faute de frappe, ou cellule non exécutée ?",
    "UnboundLocalError": " — cette variable est lue avant d'avoir reçu une valeur.",
    "TypeError": " — vérifiez le nombre et le type des arguments.",
    "IndexError": " — un indice dépasse la taille du tenseur ou de la liste.",
    "KeyError": " — cette clé n'existe pas dans le dictionnaire.",
    "AttributeError": " — cet objet n'a pas cet attribut : regardez son type avec print(type(…)).",
    "RuntimeError": " — comparez les tailles (.shape) et les types (.dtype) des tenseurs.",
    "RecursionError": " — la fonction s'appelle elle-même sans fin.",
}


def _plain(value: Any, length: int) -> str:
    return "".join(c if c.isprintable() else " " for c in str(value)[:length]) if isinstance(value, str) else ""
