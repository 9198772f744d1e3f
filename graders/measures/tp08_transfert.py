"""TP 8: a small head trained for twenty epochs on frozen features, judged on artists that no copy has.

Needs no image set: pictures and backbone are those of ``source/`` and ``graders/data/``, whatever the profile; after
putting others in their place, measure again.
"""

from functools import cache, partial

import torch
from torch.nn import functional as F
from torch.utils.data import DataLoader, TensorDataset

from graders.oracles import tp08_transfert as oracle
from graders.test_tp08_transfert import HOLDOUT, RELEASED

EPOCHS, BATCH = 20, 32


@cache
def features(pretrained=True):
    """Features and labels: to learn, to judge."""
    model = oracle.backbone(RELEASED / "backbone.pt") if pretrained else oracle.resnet(0)
    return [
        (oracle.features(model, x), y)
        for x, y in map(oracle.pictures, (RELEASED / "chats_poissons" / "train", HOLDOUT))
    ]


def learn(loss, *, forget=False):
    """The loop, possibly with a mistake in it."""

    def train(model, optimizer, loader):
        model.train()
        for _ in range(EPOCHS):
            for x, y in loader:
                if not forget:
                    optimizer.zero_grad()
                loss(model(x), y).backward()
                optimizer.step()

    return train


RIGHT = learn(F.cross_entropy)


def run(_profile, _device, *, train=RIGHT, pretrained=True, shuffle=True):
    """Accuracy on the hidden pictures after one training; always on the CPU, where it takes a second."""
    (x, y), (unseen, truth) = features(pretrained)
    head = oracle.small_head(int(y.max()) + 1)
    train(head, torch.optim.Adam(head.parameters(), lr=1e-3), DataLoader(TensorDataset(x, y), BATCH, shuffle=shuffle))
    with torch.no_grad():
        return (head.eval()(unseen).argmax(1) == truth).double().mean().item()


MEASURES = {
    "head": {
        "right": run,
        "untrained": partial(run, train=lambda *_: None),
        "no zero_grad": partial(run, train=learn(F.cross_entropy, forget=True)),
        "softmax before the loss": partial(run, train=learn(lambda scores, y: F.cross_entropy(scores.softmax(1), y))),
        "no shuffle": partial(run, shuffle=False),
        "random backbone": partial(run, pretrained=False),
    }
}
