"""Naive oracles for TP 1: loops and Python numbers, or PyTorch's own word on broadcasting."""

import math
from collections.abc import Sequence

import torch


def even_columns(a: torch.Tensor) -> torch.Tensor:
    """Columns 0, 2, 4… of a matrix (n, m)."""
    return torch.stack([a[:, j] for j in range(a.shape[1]) if j % 2 == 0], dim=1)


def mark_even_columns(a: torch.Tensor, value: float) -> torch.Tensor:
    """A matrix like ``a`` whose even columns hold ``value``."""
    rows = [[value if j % 2 == 0 else x for j, x in enumerate(row)] for row in a.tolist()]
    return torch.tensor(rows, dtype=a.dtype)


def replace_negatives(a: torch.Tensor) -> torch.Tensor:
    """A matrix like ``a`` with 0 in place of what is below 0."""
    return torch.tensor([[0.0 if x < 0 else x for x in row] for row in a.tolist()])


def log2(a: torch.Tensor) -> torch.Tensor:
    """Base-2 logarithm of each value of a matrix."""
    return torch.tensor([[math.log2(x) for x in row] for row in a.tolist()])


def hwc_to_chw(image: torch.Tensor) -> torch.Tensor:
    """(H, W, C) to (C, H, W)."""
    return torch.stack([image[:, :, c] for c in range(image.shape[2])])


def flatten_batch(x: torch.Tensor) -> torch.Tensor:
    """(n, …) to (n, p)."""
    return torch.stack([sample.flatten() for sample in x])


def broadcast_shape(a: Sequence[int], b: Sequence[int]) -> tuple[int, ...] | None:
    """PyTorch's own answer; None when it refuses."""
    try:
        return tuple(torch.broadcast_shapes(tuple(a), tuple(b)))
    except RuntimeError:
        return None


def sum_table(c: torch.Tensor, r: torch.Tensor) -> torch.Tensor:
    """c[i] + r[j], by loops."""
    return torch.tensor([[x + y for y in r.tolist()] for x in c.tolist()], dtype=c.dtype)


def add_planes(a: torch.Tensor, v: torch.Tensor) -> torch.Tensor:
    """One plane a + v[i] for each i."""
    return torch.stack([a + x for x in v.tolist()])


def distances(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """Euclidean distances, point by point."""
    return torch.tensor([[math.dist(p, q) for q in b.tolist()] for p in a.tolist()], dtype=a.dtype)
