"""Naive or official oracles for the checks of TP 7."""

import itertools

import torch
from torch import nn
from torch.nn import functional as F

# ------------------------------------------------------------------------------ convolutions


def output_size(n, f, p, s):
    """How many places a kernel of size f has, counted by torch itself."""
    image = torch.zeros(1, 1, 1, n)
    return F.conv2d(image, torch.zeros(1, 1, 1, f), stride=s, padding=(0, p)).shape[3]


def sizes(n, layers):
    """Sizes through layers (f, p, s)."""
    found = [n]
    for f, p, s in layers:
        found.append(output_size(found[-1], f, p, s))
    return found


def conv2d(image, kernel, stride=1, padding=0):
    """PyTorch's own, of one channel."""
    return F.conv2d(image[None, None], kernel[None, None], stride=stride, padding=padding)[0, 0]


def pool(image, k, kind):
    """PyTorch's own pooling of one channel."""
    return {"max": F.max_pool2d, "mean": F.avg_pool2d}[kind](image[None, None], k)[0, 0]


# ---------------------------------------------------------------------------------- networks
# The layers that hold weights, in the order of the statement: name, shape of the weight, what the statement calls it.

CNN = (
    ("la première convolution", (8, 1, 5, 5), "8 filtres de 5 × 5"),
    ("la deuxième convolution", (16, 8, 5, 5), "16 filtres de 5 × 5"),
    ("la couche linéaire", (10, 256), "de 16 × 4 × 4 nombres vers 10"),
)
LENET5 = (
    ("C1", (6, 1, 5, 5), "6 filtres de 5 × 5"),
    ("C3", (16, 6, 5, 5), "16 filtres de 5 × 5"),
    ("C5", (120, 16, 5, 5), "120 filtres de 5 × 5 sur 16 cartes"),
    ("F6", (84, 120), "linéaire, de 120 vers 84"),
    ("la sortie", (10, 84), "linéaire, de 84 vers n_classes"),
)
MAPS = {"cnn": (24, 8), "lenet5": (28, 10, 1)}  # sides of the maps that the convolutions give


def parameters(layers):
    """Weights large enough for every activation to matter, then biases: ``[weight, bias, weight, bias, …]``."""
    drawn = []
    for _, shape, _ in layers:
        drawn.append(2 * torch.randn(shape) / torch.Size(shape[1:]).numel() ** 0.5)
        drawn.append(torch.randn(shape[0]) / 2)
    return drawn


def layer(x, weight, bias, **settings):
    """A convolution or a linear layer, as the weight says."""
    return F.conv2d(x, weight, bias, **settings) if weight.ndim == 4 else F.linear(x.flatten(1), weight, bias)


def network(values, x, *, activations, pool, pool_padding=0, pool_first=False, padding=0, mode="constant", last=None):
    """Scores of layers given as ``[weight, bias, …]``: an activation after each but the last, a pooling after two."""
    x = F.pad(x, (padding,) * 4, mode=mode)
    pairs = list(zip(values[::2], values[1::2], strict=True))
    for index, (weight, bias) in enumerate(pairs[:-1]):
        x = layer(x, weight, bias)
        x = x if pool_first and index < 2 else activations[index](x)
        x = pool(x, 2, padding=pool_padding) if index < 2 else x
        x = activations[index](x) if pool_first and index < 2 else x
    scores = layer(x, *pairs[-1])
    return scores if last is None else last(scores)


def cnn(values, x, **changes):
    """The 8/16 network."""
    return network(values, x, **{"activations": [torch.relu] * 2, "pool": F.max_pool2d} | changes)


def lenet5(values, x, **changes):
    """The official LeNet5."""
    return network(values, x, **{"activations": [torch.tanh] * 4, "pool": F.avg_pool2d, "padding": 2} | changes)


def identity(x):
    """No activation."""
    return x


def last_ones():
    """What should not come after the scores."""
    names = {"un softmax": lambda s: s.softmax(1), "un log-softmax": lambda s: s.log_softmax(1)}
    names |= {"une tanh": torch.tanh, "une ReLU": torch.relu, "une sigmoïde": torch.sigmoid}
    return [(f"Il y a {name} de trop après les scores.", {"last": last}) for name, last in names.items()]


def missing(names, activation, name):
    """Networks that lack some of their activations."""
    found = []
    for lacks in itertools.product((True, False), repeat=len(names)):
        if any(lacks):
            where = ", ".join(layer for layer, lack in zip(names, lacks, strict=True) if lack)
            kept = [identity if lack else activation for lack in lacks]
            found.append((f"Il manque la {name} après : {where}.", {"activations": kept}))
    return found


def near_cnn():
    """Networks that are nearly the one asked for, each with the sentence that names its fault."""
    faults = [
        ("Le pooling est une moyenne : on demande le maximum.", {"pool": F.avg_pool2d}),
        ("L'activation est une tanh : on demande une ReLU.", {"activations": [torch.tanh] * 2}),
        ("L'activation est une sigmoïde : on demande une ReLU.", {"activations": [torch.sigmoid] * 2}),
    ]
    return faults + missing(("la première convolution", "la deuxième convolution"), torch.relu, "ReLU") + last_ones()


def near_lenet5():
    """Networks that are nearly LeNet5, each with the sentence that names its fault."""
    tanh, relu = torch.tanh, torch.relu
    faults = [
        ("Les activations sont des ReLU : LeNet5 a des tanh.", {"activations": [relu] * 4}),
        ("Les activations sont des sigmoïdes : LeNet5 a des tanh.", {"activations": [torch.sigmoid] * 4}),
        ("L'extracteur a des ReLU : LeNet5 a des tanh.", {"activations": [relu] * 3 + [tanh]}),
        ("Le classifieur a une ReLU : LeNet5 a une tanh.", {"activations": [tanh] * 3 + [relu]}),
        ("S2 et S4 prennent le maximum : LeNet5 prend la moyenne.", {"pool": F.max_pool2d}),
        (
            "Des ReLU et le maximum : LeNet5 a des tanh et la moyenne.",
            {"activations": [relu] * 4, "pool": F.max_pool2d},
        ),
        ("La tanh vient après S2 et S4 : elle doit venir avant le pooling.", {"pool_first": True}),
        ("Le padding de C1 n'est pas fait de zéros.", {"mode": "reflect"}),
        ("Le padding de C1 n'est pas fait de zéros.", {"mode": "replicate"}),
        ("Le padding de C1 n'est pas fait de zéros.", {"mode": "circular"}),
    ]
    return faults + missing(("C1", "C3", "C5", "F6"), tanh, "tanh") + last_ones()


# ------------------------------------------------------------------------- training, measuring


def dense(weight, bias):
    """Flatten then Linear, with copies of the given weights."""
    model = nn.Sequential(nn.Flatten(), nn.Linear(weight.shape[1], weight.shape[0]))
    model.load_state_dict({"1.weight": weight.clone(), "1.bias": bias.clone()})
    return model


def three_steps(weight, bias, x, y):
    """Weights after three steps of gradient descent on all samples."""
    model = dense(weight, bias)
    for _ in range(3):
        model.zero_grad()
        F.cross_entropy(model(x), y).backward()
        with torch.no_grad():
            for parameter in model.parameters():
                parameter -= 0.5 * parameter.grad
    return [parameter.detach() for parameter in model.parameters()]


def accuracy(weight, bias, x, y):
    """Proportion of well-classified images."""
    return (F.linear(x.flatten(1), weight, bias).argmax(1) == y).double().mean().item()


def images(pixels):
    """Bytes as float32 in [0, 1], with a channel dimension."""
    return (pixels.double() / 255).float()[:, None]


def train(model, x, y, epochs, batch_size):
    """The loop that the statement gives."""
    optimizer = torch.optim.Adam(model.parameters())
    for _ in range(epochs):
        for rows in torch.randperm(len(x), device=x.device).split(batch_size):
            optimizer.zero_grad()
            F.cross_entropy(model(x[rows]), y[rows]).backward()
            optimizer.step()


# ------------------------------------------------------------------------------ inside, and PCA


def hidden_outputs(values, x):
    """What the three layers of the checks' network give, by name."""
    first = F.conv2d(x, values[0], values[1], padding=1)
    second = F.conv2d(torch.tanh(first), values[2], values[3])
    last = F.linear(torch.relu(second).flatten(1), values[4], values[5])
    return {"first": first, "second": second, "last": last}


def pca(vectors, k):
    """Coordinates along the k directions of largest variance, by eigenvectors of the covariance, in float64."""
    centred = vectors.double() - vectors.double().mean(0)
    variances, directions = torch.linalg.eigh(centred.T @ centred)
    return centred @ directions.flip(1)[:, :k], (variances.flip(0)[:k].sum() / variances.sum()).item()


def stretched(n, d):
    """Points whose variances are clearly different in d directions, turned, and far from the origin."""
    values = torch.randn(n, d) - torch.randn(n, d).mean(0)
    left = torch.linalg.svd(values - values.mean(0), full_matrices=False)
    rank = min(n - 1, d)
    spread = torch.tensor([2.0**-i for i in range(rank)]) * n**0.5
    turn = torch.linalg.qr(torch.randn(d, d)).Q[:rank]
    return left.U[:, :rank] * spread @ turn + 3 * torch.randn(d)
