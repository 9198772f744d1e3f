"""TP 9: five epochs of the LSTM on 1,900 tweets, as the check of `training` asks; accuracy on the hold-out.

The better of the last two epochs counts: one training in twenty ends in a dip of several points.
"""

from functools import partial

import torch
from torch.nn import functional as F

from graders.oracles import tp09_lstm as oracle

RUNS = 60
ROWS, MAX_SIZE = 1900, 1000
SIZES = (64, 64, MAX_SIZE + 2)


def run(profile, device, *, train=oracle.train):  # noqa: ARG001  (the same tweets in every profile)
    """Accuracy on the hold-out after one training."""
    model, reached = oracle.Lstm(*SIZES).to(device), []
    learnt, unseen = (
        [tensor.to(device) for tensor in oracle.encoded_tweets(part, ROWS, MAX_SIZE)]
        for part in ("students", "holdout")
    )
    train(model, *learnt, after_epoch=lambda: reached.append(oracle.accuracy(model, *unseen)))
    return max(reached[-2:] or [oracle.accuracy(model, *unseen)])  # some variants have no epochs


def constant(model, *_, **__):
    """Always the class that comes most."""
    with torch.no_grad():
        model.linear.bias.copy_(torch.tensor([-100.0, 100.0]))


def one_batch(model, x, lengths, y, **rest):
    """One update an epoch, on all tweets."""
    oracle.train(model, x, lengths, y, batch_size=len(y), **rest)


def apart(model, x, lengths, y, **rest):
    """Tweets and labels shuffled apart."""
    oracle.train(model, x, lengths, y[torch.randperm(len(y))], **rest)


def forgetful(model, x, lengths, y, *, after_epoch):
    """zero_grad forgotten."""
    optimizer = torch.optim.Adam(model.parameters(), lr=5e-3)
    for _ in range(5):
        for rows in lengths.argsort().split(32):
            F.cross_entropy(model(x[rows, : int(lengths[rows].max())], lengths[rows]), y[rows]).backward()
            optimizer.step()
        after_epoch()


WRONG = {
    "untrained": lambda *_, **__: None,
    "constant": constant,
    "one update an epoch": one_batch,
    "one epoch": partial(oracle.train, epochs=1),
    "no zero_grad, in order": forgetful,
    "batches in order of length": partial(oracle.train, shuffled=False),
    "tweets and labels shuffled apart": apart,
}
MEASURES = {"lstm": {"right": run} | {name: partial(run, train=train) for name, train in WRONG.items()}}
