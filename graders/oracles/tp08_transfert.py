"""Naive or official oracles for the checks of TP 8."""

import io

import numpy as np
import torch
from PIL import Image
from torch import nn
from torch.nn import functional as F
from torch.utils.data import DataLoader
from torchvision import transforms
from torchvision.datasets import ImageFolder
from torchvision.models.resnet import BasicBlock, ResNet

MEAN, STD = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]


# --- files


def encoded(pixels, kind, mode=None):
    """An image (``(h, w)`` or ``(h, w, c)`` bytes) as the bytes of a file, in a uint8 tensor."""
    data = io.BytesIO()
    image = Image.fromarray(pixels.numpy())
    (image if mode is None else image.convert(mode)).save(data, kind)
    return as_bytes(data.getvalue())


def as_bytes(data):
    """Bytes as a uint8 tensor."""
    return torch.from_numpy(np.frombuffer(data, np.uint8).copy())


def rgb_pixels(file):
    """The pixels of an image file, in colours, ``(h, w, 3)``."""
    with Image.open(io.BytesIO(file.numpy().tobytes())) as image:
        return torch.from_numpy(np.array(image.convert("RGB")))


def readable(path):
    """Whether all pixels of a file can be read."""
    try:
        with Image.open(path) as image:
            image.load()
    except OSError:
        return False
    return True


def normalised(rgb):
    """A colour (three bytes) after ``ToTensor`` and ``Normalize``."""
    return [(value / 255 - mean) / std for value, mean, std in zip(rgb, MEAN, STD, strict=True)]


# --- networks


def simple_net(weights, x):
    """Scores of the linear network with these (weight, bias) pairs."""
    x = x.flatten(1)
    for weight, bias in weights[:-1]:
        x = F.relu(F.linear(x, weight, bias))
    return F.linear(x, *weights[-1])


CNN_SHAPES = [
    *((64, 3, 11, 11), (64,), (192, 64, 5, 5), (192,), (384, 192, 3, 3), (384,), (256, 384, 3, 3), (256,)),
    *((256, 256, 3, 3), (256,), (4096, 9216), (4096,), (4096, 4096), (4096,)),
]


def mixed_model(seed, n_in, n_out):
    """A small network with a BatchNorm: what the driver builds from the same seed.

    No bias before the BatchNorm: its gradient is nothing but rounding, of which Adam makes whole steps.
    """
    torch.manual_seed(seed)
    return nn.Sequential(nn.Linear(n_in, 6, bias=False), nn.BatchNorm1d(6), nn.ReLU(), nn.Linear(6, n_out))


def resnet(seed):
    """The backbone's class, from a seed."""
    torch.manual_seed(seed)
    return ResNet(BasicBlock, [1, 1, 1, 1], num_classes=5).eval()


def features(model, images):
    """What ``fc`` is given."""
    head, model.fc = model.fc, nn.Identity()
    with torch.no_grad():
        result = model.eval()(images)
    model.fc = head
    return result


def head(weights, x):
    """Linear, ReLU, Linear."""
    (w1, b1), (w2, b2) = weights
    return F.linear(F.relu(F.linear(x, w1, b1)), w2, b2)


# --- training


def train(model, optimizer, train_batches, val_batches, epochs, factor=1.0):
    """The three histories of the loop; the loss is ``factor`` times the cross-entropy."""
    history = {"train_loss": [], "val_loss": [], "val_acc": []}
    for _ in range(epochs):
        model.train()
        losses = []
        for x, y in train_batches:
            optimizer.zero_grad()
            each = factor * F.cross_entropy(model(x), y, reduction="none")
            each.mean().backward()
            optimizer.step()
            losses.append(each.detach())
        history["train_loss"].append(torch.cat(losses).mean().item())
        model.eval()
        with torch.no_grad():
            scores, y = torch.cat([model(x) for x, _ in val_batches]), torch.cat([y for _, y in val_batches])
        history["val_loss"].append(factor * F.cross_entropy(scores, y).item())
        history["val_acc"].append((scores.argmax(1) == y).double().mean().item())
    return history


def sweep(model, optimizer, batches, lrs):
    """The loss of each batch, before the update with its rate."""
    losses = []
    model.train()
    for (x, y), lr in zip(batches, lrs, strict=False):
        for group in optimizer.param_groups:
            group["lr"] = lr
        loss = F.cross_entropy(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


def geometric(first, last, n, steps):
    """The rates of a sweep of n batches, with that many steps from first to last."""
    return [first * (last / first) ** (i / max(steps, 1)) for i in range(n)]


def mean_of_probabilities(scores):
    """Class of the largest mean probability; scores of each model."""
    return sum(F.softmax(one.double(), 1) for one in scores).argmax(1)


# --- the pictures


def pictures(folder):
    """All readable pictures of a folder, as the TP reads them, and their labels."""
    steps = [transforms.Resize((64, 64)), transforms.ToTensor(), transforms.Normalize(MEAN, STD)]
    data = ImageFolder(folder, transforms.Compose(steps), is_valid_file=readable)
    x, y = zip(*DataLoader(data, 64), strict=True)
    return torch.cat(x), torch.cat(y)


def backbone(path):
    """The pretrained network of a release."""
    model = ResNet(BasicBlock, [1, 1, 1, 1])
    model.load_state_dict(torch.load(path, weights_only=True), strict=False)
    return model


def small_head(n_classes):
    """The head of the accuracy's check."""
    return nn.Sequential(nn.Linear(512, 64), nn.ReLU(), nn.Dropout(0.2), nn.Linear(64, n_classes))
