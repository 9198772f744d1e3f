"""TP 3: naive formulas in plain Python, official optimisers."""

import math

import torch


def mean_gradient(name: str, x: torch.Tensor) -> torch.Tensor:
    """Gradient of ``mean(torch.<name>(x))``, by the derivatives of a textbook."""
    derivative = {"square": lambda v: 2 * v, "sin": math.cos, "exp": math.exp}[name]
    return torch.tensor([derivative(v) / x.numel() for v in x.flatten().tolist()]).reshape(x.shape)


def model(x: torch.Tensor, y: torch.Tensor, a: float) -> torch.Tensor:
    """min(a |x - y|, 1), pair by pair."""
    pairs = zip(x.flatten().tolist(), y.flatten().tolist(), strict=True)
    return torch.tensor([min(a * abs(u - v), 1.0) for u, v in pairs]).reshape(x.shape)


def model_slope(x: torch.Tensor, y: torch.Tensor, a: float) -> float:
    """Derivative by ``a`` of the sum of the answers: distances that do not saturate."""
    distances = [abs(u - v) for u, v in zip(x.tolist(), y.tolist(), strict=True)]
    return sum(d for d in distances if a * d < 1)


def line_error(x: torch.Tensor, y: torch.Tensor, ref: torch.Tensor, a: float) -> tuple[float, float]:
    """Sum of (a x + y - ref)², and its derivative by ``a``."""
    rows = list(zip(x.tolist(), y.tolist(), ref.tolist(), strict=True))
    return sum((a * u + v - r) ** 2 for u, v, r in rows), sum(2 * (a * u + v - r) * u for u, v, r in rows)


def distance_to(target: torch.Tensor, w: torch.Tensor) -> float:
    """Sum of |w - target|."""
    return sum(abs(u - v) for u, v in zip(w.flatten().tolist(), target.flatten().tolist(), strict=True))


def parabolas(k: torch.Tensor, m: torch.Tensor, a: float) -> tuple[float, float]:
    """Sum of k (a - m)², and its derivative by ``a``."""
    pairs = list(zip(k.tolist(), m.tolist(), strict=True))
    return sum(u * (a - v) ** 2 for u, v in pairs), sum(2 * u * (a - v) for u, v in pairs)


def descent(k: torch.Tensor, m: torch.Tensor, step: float, n_iter: int, a0: float) -> tuple[float, list[float]]:
    """Fixed-step descent on ``parabolas``: the last weight, the error before each update."""
    a, errors = a0, []
    for _ in range(n_iter):
        error, slope = parabolas(k, m, a)
        errors.append(error)
        a -= step * slope
    return a, errors


def optimizer_descent(
    name: str, k: torch.Tensor, m: torch.Tensor, lr: float, n_iter: int, a0: float
) -> tuple[float, list[float]]:
    """The same by the official optimiser ``torch.optim.<name>``, in float64, its gradient given by the formula."""
    a = torch.tensor(a0, dtype=torch.float64, requires_grad=True)
    optimizer, errors = getattr(torch.optim, name)([a], lr=lr), []
    for _ in range(n_iter):
        error, slope = parabolas(k, m, a.item())
        errors.append(error)
        a.grad = torch.tensor(slope, dtype=torch.float64)
        optimizer.step()
    return a.item(), errors


def boolean_error(a: float) -> float:
    """Total error of the TP's model on its four samples."""
    return sum((min(a * d, 1.0) - ref) ** 2 for d, ref in ((2, 1), (9, 1), (0, 0), (0, 0)))


def boolean_descent(step: float) -> tuple[float, float]:
    """Weight and error after 100 updates from 0 on the TP's four samples."""
    a = 0.0
    for _ in range(100):
        a -= step * sum(2 * (a * d - 1) * d for d in (2, 9) if a * d < 1)
    return a, boolean_error(a)


def adagrad_step(
    param: torch.Tensor, grad: torch.Tensor, ssg: torch.Tensor, alpha: float
) -> tuple[torch.Tensor, torch.Tensor]:
    """One update of each weight by itself, without epsilon: no gradient may be zero here."""
    rows = zip(param.tolist(), grad.tolist(), ssg.tolist(), strict=True)
    pairs = [(w - alpha * g / math.sqrt(s + g * g), s + g * g) for w, g, s in rows]
    return torch.tensor([w for w, _ in pairs]), torch.tensor([s for _, s in pairs])


def adagrad_on_fourth_powers(start: torch.Tensor, alpha: float, n_iter: int) -> torch.Tensor:
    """``torch.optim.Adagrad`` on sum(w⁴)."""
    w = start.double().requires_grad_()
    optimizer = torch.optim.Adagrad([w], lr=alpha)
    for _ in range(n_iter):
        w.grad = 4 * w.detach() ** 3
        optimizer.step()
    return w.detach()
