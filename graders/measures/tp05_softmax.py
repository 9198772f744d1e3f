"""TP 5: twenty epochs of softmax regression on at most 6,000 images, as the checks of `training` and `compare` ask."""

from functools import partial

import torch
from torch import nn
from torch.nn import functional as F

from graders.oracles import tp05_softmax as oracle
from tptorch import dataset

TP = "tp05_softmax"
EPOCHS, BATCH, ROWS = 20, 512, 6000


def run(profile, device, *, optimizer, lr, train=oracle.train):
    """Accuracy on the hold-out after one training."""
    images, labels = dataset(TP, "MNIST", "train", profile)
    x, y = oracle.prepare(images[:ROWS]).to(device), labels[:ROWS].to(device)
    model = nn.Sequential(nn.Flatten(), nn.Linear(784, 10)).to(device)
    train(model, optimizer(model.parameters(), **lr), x, y, EPOCHS, BATCH)
    images, labels = dataset(TP, "MNIST", "holdout", profile)
    with torch.no_grad():
        return (model(oracle.prepare(images).to(device)).argmax(1).cpu() == labels).double().mean().item()


def steps(loss, *, forget=False, shuffle=True):
    """A training loop with a mistake in it."""

    def train(model, optimizer, x, y, epochs, batch_size):
        for _ in range(epochs):
            rows = torch.randperm(len(x), device=x.device) if shuffle else torch.arange(len(x), device=x.device)
            for batch in rows.split(batch_size):
                if not forget:
                    optimizer.zero_grad()
                loss(model(x[batch]), y[batch]).backward()
                optimizer.step()

    return train


def apart(model, optimizer, x, y, epochs, batch_size):
    """Images and labels shuffled apart."""
    oracle.train(model, optimizer, x, y[torch.randperm(len(y), device=y.device)], epochs, batch_size)


WRONG = {
    "untrained": lambda *_: None,
    "no zero_grad": steps(F.cross_entropy, forget=True),
    "softmax before the loss": steps(lambda scores, y: F.cross_entropy(scores.softmax(1), y)),
    "no shuffle": steps(F.cross_entropy, shuffle=False),
    "images and labels shuffled apart": apart,
}


def variants(optimizer, lr):
    """Right and wrong answers with one optimiser."""
    wrong = {name: partial(run, optimizer=optimizer, lr=lr, train=train) for name, train in WRONG.items()}
    return {"right": partial(run, optimizer=optimizer, lr=lr)} | wrong


MEASURES = {"adam": variants(torch.optim.Adam, {}), "sgd": variants(torch.optim.SGD, {"lr": 0.005})}
