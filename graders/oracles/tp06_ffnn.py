"""Naive or official oracles for the checks of TP 6."""

import copy
import itertools

import torch
from torch import nn
from torch.nn import functional as F
from torch.utils.data import DataLoader, TensorDataset


def prepare(images):
    """Bytes as float32 in [0, 1], with a channel dimension."""
    return (images.double() / 255).float()[:, None]


def count_parameters(sizes):
    """Parameters of the official layers."""
    layers = [nn.Linear(n, m) for n, m in itertools.pairwise(sizes)]
    return sum(parameter.numel() for layer in layers for parameter in layer.parameters())


def dense_weights(sizes):
    """Random weight and bias of each layer, such that all layers matter."""
    pairs = itertools.pairwise(sizes)
    return [value for n, m in pairs for value in (torch.randn(m, n) * (2 / n) ** 0.5, torch.randn(m) / 2)]


def dense(weights, x, active=None):
    """Scores of a dense network; ``active`` says which hidden layers have a ReLU (all, unless said)."""
    x = x.flatten(1)
    for layer, (weight, bias) in enumerate(zip(weights[:-2:2], weights[1:-2:2], strict=True)):
        x = F.linear(x, weight, bias)
        x = x.relu() if active is None or active[layer] else x
    return F.linear(x, *weights[-2:])


ENDS = {
    "scores": lambda scores: scores,
    "log-probabilités": lambda scores: scores.log_softmax(1),
    "log-softmax de colonnes": lambda scores: scores.log_softmax(0),
    "probabilités (softmax)": lambda scores: scores.softmax(1),
    "scores passés dans une ReLU": torch.relu,
}


def mistake(found, weights, x, asked):
    """What a network that computed ``found`` from these weights did wrong, if it is one of the usual mistakes."""
    for active in itertools.product((True, False), repeat=len(weights) // 2 - 1):
        for end, function in ENDS.items():
            outputs = function(dense(weights, x, active))
            if found.shape == outputs.shape and torch.allclose(found, outputs, rtol=1e-3, atol=1e-3):
                missing = [] if all(active) else ["il manque une ReLU après une couche cachée"]
                return missing + [f"ce sont des {end}, et non des {asked}"] * (end != asked)
    return []


def mean_loss(model, criterion, loader):
    """Mean over all samples, by the per-sample losses."""
    with torch.no_grad():
        return sum(criterion(model(x[None]), y[None]).item() for x, y in loader.dataset) / len(loader.dataset)


def step(model, criterion, optimizer, x, y):
    """One update; the loss before it and the gradients."""
    optimizer.zero_grad()
    loss = criterion(model(x), y)
    loss.backward()
    gradients = [parameter.grad.clone() for parameter in model.parameters()]
    optimizer.step()
    return loss.item(), gradients


def tanh_network(weights):
    """9 pixels, 4 hidden neurons with a tanh, 3 classes, with copies of the given weights."""
    model = nn.Sequential(nn.Flatten(), nn.Linear(9, 4), nn.Tanh(), nn.Linear(4, 3))
    for parameter, value in zip(model.parameters(), weights, strict=True):
        parameter.data = value.detach().clone()
    return model


def steps(weights, batches, criterion, name, lr):
    """Updates of ``tanh_network``: loss and gradients of each, and the parameters before the first and after each."""
    model = tanh_network(weights)
    optimizer = getattr(torch.optim, name)(model.parameters(), lr=lr)
    traces, states = [], [list(weights)]
    for x, y in batches:
        traces.append(step(model, criterion, optimizer, x, y))
        states.append([parameter.detach().clone() for parameter in model.parameters()])
    return traces, states


def numbered_images(first):
    """Images, whose first pixel is their number, and labels."""
    n = int(torch.randint(120, 200, ()))
    x = torch.rand(n, 1, 4, 4)
    x[:, 0, 0, 0] = first + torch.arange(n)
    return x, torch.randint(3, (n,))


def small_problem(n):
    """Images of 4 × 4 pixels and their labels; those of the last rows are wrong, so that their error is large."""
    y = torch.randint(3, (n,))
    x = torch.rand(n, 1, 4, 4) + 1.5 * F.one_hot(y, 16).reshape(n, 1, 4, 4)
    y[-3:] = (y[-3:] + 1) % 3
    return x, y


def small_state(*, norm):
    """Weights of ``small_network`` to start from."""
    state = dict(zip(("1.weight", "1.bias", "4.weight", "4.bias"), dense_weights((16, 6, 3)), strict=True))
    if norm:
        state |= {"2.weight": torch.rand(6) + 0.5, "2.bias": torch.randn(6), "2.num_batches_tracked": torch.tensor(0)}
        state |= {"2.running_mean": torch.zeros(6), "2.running_var": torch.ones(6)}
    return state


def small_network(state):
    """16 pixels, 6 hidden neurons, 3 classes, with a BatchNorm where the state has one."""
    norm = nn.BatchNorm1d(6) if "2.weight" in state else nn.Identity()
    model = nn.Sequential(nn.Flatten(), nn.Linear(16, 6), norm, nn.ReLU(), nn.Linear(6, 3))
    model.load_state_dict({name: value.clone() for name, value in state.items()})
    return model


def optimizer_of(model, name, lr, shift):
    """An official optimiser; with ``shift``, each step also adds it to all parameters."""
    optimizer = getattr(torch.optim, name)(model.parameters(), lr=lr)
    if shift:
        optimizer.register_step_post_hook(lambda *_: [value.data.add_(shift) for value in model.parameters()])
    return optimizer


def scores_for(y, wrong, k):
    """Scores, without ties, whose largest is the label's except in the rows ``wrong``."""
    scores = torch.stack([torch.randperm(k) for _ in y]).float() - k / 2
    answers = y.clone()
    answers[wrong] = (y[wrong] + torch.randint(1, k, (len(wrong),))) % k
    scores[torch.arange(len(y)), answers] = k
    return scores


def misclassified(scores, y):
    """Rows whose largest score is another class's."""
    return [i for i, row in enumerate(scores.tolist()) if row.index(max(row)) != int(y[i])]


def accuracy_per_class(scores, y, n_classes):
    """Proportions of good answers, class by class (None without samples), and overall."""
    wrong = set(misclassified(scores, y))
    rows = [[i for i, label in enumerate(y.tolist()) if label == c] for c in range(n_classes)]
    per_class = [sum(i not in wrong for i in own) / len(own) if own else None for own in rows]
    return per_class, 1 - len(wrong) / len(y)


def training(model, criterion, optimizer, data, batch_sizes, epochs):
    """Train with validation, in the order of the data; history."""
    train_loader, valid_loader = (
        DataLoader(TensorDataset(x, y), batch_size=size) for (x, y), size in zip(data, batch_sizes, strict=True)
    )
    history = {"train_loss": [], "valid_loss": []}
    for _ in range(epochs):
        model.train()
        losses = [(step(model, criterion, optimizer, x, y)[0], len(y)) for x, y in train_loader]
        history["train_loss"].append(sum(loss * n for loss, n in losses) / sum(n for _, n in losses))
        history["valid_loss"].append(mean_loss(copy.deepcopy(model).eval(), criterion, valid_loader))
    return history
