"""What a check may demand of an answer; every refusal is a French sentence for the student."""

from typing import Any

import numpy as np
import torch

from tptorch.inside.wire import Opaque, describe


class Refused(AssertionError):
    """A requirement is not met; the message is shown to the student as it is."""


def require(condition: object, message: str) -> None:
    """Fail the check with ``message`` (French, without the expected value) unless ``condition`` is true."""
    if not condition:
        raise Refused(message)


def as_tensor(value: Any) -> torch.Tensor:
    """Number, list, array or tensor as a tensor; anything else is refused.

    Python floats become float64, as they are; shapes and other dtypes are kept.
    """
    if isinstance(value, torch.Tensor):
        return value
    if value is None or isinstance(value, (Opaque, str)):
        raise Refused(f"Un nombre ou un tenseur était attendu ; vous rendez {describe(value)}.")
    try:
        return torch.from_numpy(np.array(value))
    except (TypeError, ValueError, RuntimeError):
        raise Refused(f"Un nombre ou un tenseur était attendu ; vous rendez {describe(value)}.") from None


def as_number(value: Any, name: str) -> float:
    """A value that is one number, whatever its type; ``name`` is what the refusal calls it."""
    tensor = as_tensor(value)
    require(tensor.numel() == 1, f"{name} doit être un seul nombre.")
    return float(tensor.detach())


def as_pair(value: Any, names: str) -> Any:
    """The two values that a function was asked to return; ``names`` is what the refusal calls them."""
    require(isinstance(value, (tuple, list)) and len(value) == 2, f"On demande un couple ({names}).")
    return value


def assert_close(
    actual: Any, expected: Any, *, rtol: float = 1e-4, atol: float = 1e-5, message: str | None = None
) -> None:
    """Values equal within ``atol + rtol * |expected|``, whatever the dtype; shapes equal exactly; nan never equal."""
    actual, expected = as_tensor(actual), as_tensor(expected)
    require(
        actual.shape == expected.shape,
        f"Le résultat n'a pas la taille demandée : il est de taille {tuple(actual.shape)}.",
    )
    wide = torch.complex128 if actual.is_complex() or expected.is_complex() else torch.float64
    close = torch.allclose(actual.detach().to(wide), expected.detach().to(wide), rtol=rtol, atol=atol)
    require(close, message or "Les valeurs du résultat ne sont pas celles demandées.")
