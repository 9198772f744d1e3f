"""TP 2 — oracles: the official layers, and naive formulas in float64."""

import numpy as np
import torch
import torch.nn.functional as F

Tensor = torch.Tensor


def chain(x: Tensor, weights: list[Tensor], biases: list[Tensor | None]) -> Tensor:
    """The rows of ``x`` through one linear layer after the other."""
    for weight, bias in zip(weights, biases, strict=True):
        x = F.linear(x, weight.double(), None if bias is None else bias.double())
    return x


def merged(weights: list[Tensor], biases: list[Tensor | None]) -> tuple[Tensor, Tensor]:
    """The single layer of a chain, read from where the chain sends the origin and the unit vectors."""
    n_in = weights[0].shape[1]
    origin = chain(torch.zeros(1, n_in, dtype=torch.float64), weights, biases)
    units = chain(torch.eye(n_in, dtype=torch.float64), weights, biases)
    return (units - origin).T, origin[0]


def contributions(x: np.ndarray, w: Tensor, b: Tensor, v: Tensor) -> list[list[float]]:
    """What each hidden neuron brings to the output, at each x."""
    neurons = zip(w.tolist(), b.tolist(), v.tolist(), strict=True)
    return [[vi * max(0.0, wi * value + bi) for value in x.tolist()] for wi, bi, vi in neurons]


def curve(x: np.ndarray, w: Tensor, b: Tensor, v: Tensor, c: Tensor) -> Tensor:
    """The output of Linear(1, n), ReLU, Linear(n, 1), at each x: a naive sum, in float64."""
    return torch.tensor([sum(column) + c.item() for column in zip(*contributions(x, w, b, v), strict=True)]).double()


def kinks(w: Tensor, b: Tensor, v: Tensor) -> list[float]:
    """Where the slope of the curve jumps, found on the curve itself (between -11 and 11, at least 0.05 apart)."""
    x = np.arange(-11, 11, 0.0101)
    x += 0.00037  # so that a kink falls inside a step, not between two
    y = np.zeros_like(x)
    for wi, bi, vi in zip(w.tolist(), b.tolist(), v.tolist(), strict=True):
        y += vi * np.maximum(0.0, wi * x + bi)
    slope = np.diff(y) / np.diff(x)
    jumps = np.flatnonzero(np.abs(np.diff(slope)) > 1e-6)  # between step j and step j + 1
    found = []
    for j in jumps:
        if found and j - found[-1][1] <= 1:
            found[-1][1] = j
        else:
            found.append([j, j])
    return [_meeting(x, y, slope, first, last + 1) for first, last in found]


def _meeting(x: np.ndarray, y: np.ndarray, slope: np.ndarray, left: int, right: int) -> float:
    """Where the straight line through step ``left`` meets the one through step ``right``."""
    at_zero = [y[j] - slope[j] * x[j] for j in (left, right)]
    return float((at_zero[0] - at_zero[1]) / (slope[right] - slope[left]))


def hat(x: np.ndarray, center: float, width: float, height: float) -> Tensor:
    """The hat of peak (center, height), zero at ``width`` from it and beyond."""
    return torch.tensor([height * max(0.0, 1 - abs(value - center) / width) for value in x.tolist()]).double()
