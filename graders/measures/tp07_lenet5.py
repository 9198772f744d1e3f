"""TP 7: four epochs on FashionMNIST. `fashion` is judged by the best of its networks, and « dense » is one of them."""

from functools import partial

import torch
from torch import nn

from graders.oracles import tp07_lenet5 as oracle
from tptorch import dataset

TP = "tp07_lenet5"
EPOCHS, BATCH = 4, 64


def dense(width=128):
    """The network that the statement gives."""
    return nn.Sequential(nn.Flatten(), nn.Linear(784, width), nn.ReLU(), nn.Linear(width, 10))


def lenet5():
    """For comparison: no wrong answer, but not the one that decides."""
    c1, c3, c5 = nn.Conv2d(1, 6, 5, padding=2), nn.Conv2d(6, 16, 5), nn.Conv2d(16, 120, 5)
    first = (c1, nn.Tanh(), nn.AvgPool2d(2), c3, nn.Tanh(), nn.AvgPool2d(2), c5, nn.Tanh(), nn.Flatten())
    return nn.Sequential(*first, nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, 10))


def run(profile, device, *, build=dense, name="FashionMNIST", part="train", epochs=EPOCHS, shuffled=False):
    """Accuracy on unseen clothes after one training."""
    pixels, labels = dataset(TP, name, part, profile)
    y = labels[torch.randperm(len(labels))] if shuffled else labels
    model = build().to(device)
    oracle.train(model, oracle.images(pixels).to(device), y.to(device), epochs, BATCH)
    pixels, labels = dataset(TP, "FashionMNIST", "holdout", profile)
    with torch.no_grad():
        return (model(oracle.images(pixels).to(device)).argmax(1).cpu() == labels).double().mean().item()


MEASURES = {
    "fashion": {
        "right": run,
        "(right, too) LeNet5 alone": partial(run, build=lenet5),
        "untrained": partial(run, epochs=0),
        "one epoch": partial(run, epochs=1),
        "7 neurons": partial(run, build=partial(dense, 7)),
        "trained on digits": partial(run, name="MNIST"),
        "labels shuffled": partial(run, shuffled=True),
    }
}
