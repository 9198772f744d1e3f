"""Naive oracles of TP 4: one pixel, one point, one category at a time."""

import numpy as np
import torch


def pixel_grid(xs, ys):
    """Coordinates (x, y) of each pixel, float32, shape (H, W, 2)."""
    rows = [[[x, y] for x, y in zip(*row, strict=True)] for row in zip(xs.tolist(), ys.tolist(), strict=True)]
    return torch.tensor(rows, dtype=torch.float32)


def cat_per_pixel(weight, bias, xs, ys):
    """Index of the highest of the scores ``weight @ (x, y) + bias``, pixel by pixel, shape (H, W)."""
    weight, bias = weight.double().numpy(), bias.double().numpy()
    return np.array(
        [[np.argmax(weight @ [x, y] + bias) for x, y in zip(*row, strict=True)] for row in zip(xs, ys, strict=True)]
    )


def sample_error(scores, category, delta):
    """Hinge error of one sample, the good category left out of the sum."""
    good = scores[category].item()
    return sum(max(0.0, s - good + delta) for j, s in enumerate(scores.tolist()) if j != category)


def sample_gradient(scores, category, delta):
    """Gradient of ``sample_error`` by the scores, away from the kinks."""
    gradient = torch.zeros(len(scores))
    for j, score in enumerate(scores.tolist()):
        if j != category and score - scores[category].item() + delta > 0:
            gradient[j] += 1
            gradient[category] -= 1
    return gradient


def hinge_loss(scores, categories, delta):
    """Total hinge error of a batch."""
    return sum(sample_error(row, category, delta) for row, category in zip(scores, categories.tolist(), strict=True))


def hinge_gradient(scores, categories, delta):
    """Gradient of ``hinge_loss`` by the scores."""
    rows = zip(scores, categories.tolist(), strict=True)
    return torch.stack([sample_gradient(row, category, delta) for row, category in rows])


def smallest_margin(scores, categories):
    """Smallest, over the batch, of: score of the good category less the best of the others."""
    margins = []
    for row, category in zip(scores.tolist(), categories.tolist(), strict=True):
        margins.append(row[category] - max(row[:category] + row[category + 1 :]))
    return min(margins)


def quadratic_error(scores, category, delta):
    """The smooth error of one sample that the training checks pass in: hinge-free, so that no kink is met."""
    return ((scores - delta) ** 2).sum() - 3 * scores[category]


def trajectory(weight, bias, points, categories, delta, optimizer, n_iter):
    """Training of a Linear layer on the total ``quadratic_error``; ``optimizer`` makes one from the parameters.

    Returns the total errors and the proportions of well classified points before each update, and the final
    weight and bias.
    """
    weight, bias = weight.clone().requires_grad_(), bias.clone().requires_grad_()
    optimizer = optimizer([weight, bias])
    errors, proportions = [], []
    for _ in range(n_iter):
        scores = [weight @ point + bias for point in points]
        total = sum(quadratic_error(s, c, delta) for s, c in zip(scores, categories, strict=True))
        hits = [int(s.argmax() == c) for s, c in zip(scores, categories, strict=True)]
        errors.append(total.item())
        proportions.append(sum(hits) / len(hits))
        optimizer.zero_grad()
        total.backward()
        optimizer.step()
    return errors, proportions, weight.detach(), bias.detach()


def two_layers(first_weight, first_bias, second_weight, second_bias, x):
    """Scores of Linear, ReLU, Linear, in double precision."""
    hidden = (x.double() @ first_weight.double().T + first_bias.double()).clamp(min=0)
    return hidden @ second_weight.double().T + second_bias.double()


def ten_points(angle):
    """Ten points of three linearly separable categories, turned by ``angle`` (radians)."""
    around = torch.tensor([-0.5, 0.0, 0.45, 1.8, 2.1, 2.7, 3.0, 4.0, 4.4, 5.0]) + angle
    radius = torch.tensor([0.9, 0.7, 0.8, 0.8, 0.6, 0.9, 0.8, 0.7, 0.9, 0.8])
    points = torch.stack([radius * around.cos(), radius * around.sin()], dim=1)
    return points, torch.tensor([0, 0, 0, 1, 1, 1, 1, 2, 2, 2])


def helix(angle):
    """Three arms of forty points, one turn each, turned by ``angle`` (radians)."""
    radius = torch.linspace(0.15, 1.0, 40)
    turns = [2 * torch.pi * (radius + arm / 3) + angle for arm in range(3)]
    points = torch.cat([torch.stack([radius * turn.cos(), radius * turn.sin()], dim=1) for turn in turns])
    return points, torch.arange(3).repeat_interleave(40)
