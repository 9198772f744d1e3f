"""Naive or official oracles for the checks of TP 5."""

import torch
from torch import nn
from torch.nn import functional as F


def prepare(images):
    """Bytes as float32 in [0, 1], with a channel dimension."""
    return (images.double() / 255).float()[:, None]


def proportions(y, n_classes):
    """How often each class comes, as a list."""
    return [sum(int(label) == c for label in y) / len(y) for c in range(n_classes)]


def largest_gap(y_a, y_b, n_classes):
    """Largest difference between the proportions of two sets."""
    pairs = zip(proportions(y_a, n_classes), proportions(y_b, n_classes), strict=True)
    return max(abs(a - b) for a, b in pairs)


def linear(weight, bias, x):
    """Scores of a linear model on images."""
    return F.linear(x.flatten(1), weight, bias)


def cross_entropy_gradient(scores, y):
    """Gradient of the mean cross-entropy with respect to the scores."""
    scores = scores.detach().double().requires_grad_()
    F.cross_entropy(scores, y).backward()
    return scores.grad


def linear_model(weight, bias):
    """Flatten then Linear, with copies of the given weights."""
    model = nn.Sequential(nn.Flatten(), nn.Linear(weight.shape[1], weight.shape[0]))
    model.load_state_dict({"1.weight": weight.clone(), "1.bias": bias.clone()})
    return model


def replay(weight, bias, x, y, batches, optimizer_name, lr):
    """Train on these batches (row indices) in this order: the loss before, and the weights after, each update."""
    model = linear_model(weight, bias)
    optimizer = getattr(torch.optim, optimizer_name)(model.parameters(), **({} if lr is None else {"lr": lr}))
    losses, weights = [], []
    for rows in batches:
        optimizer.zero_grad()
        loss = F.cross_entropy(model(x[rows]), y[rows])
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        weights.append([parameter.detach().clone() for parameter in model.parameters()])
    return losses, weights


def accuracy(weight, bias, x, y):
    """Proportion of well-classified images of a linear model."""
    return (linear(weight, bias, x).argmax(1) == y).double().mean().item()


def train(model, optimizer, x, y, epochs, batch_size):
    """Mini-batch training, shuffled at each epoch."""
    for _ in range(epochs):
        for rows in torch.randperm(len(x), device=x.device).split(batch_size):
            optimizer.zero_grad()
            F.cross_entropy(model(x[rows]), y[rows]).backward()
            optimizer.step()
