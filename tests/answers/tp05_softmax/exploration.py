# %% right="boucle et =="
def proportions(y, n_classes=10):
    return torch.tensor([(y == c).sum().item() / len(y) for c in range(n_classes)])


def largest_gap(y_a, y_b, n_classes=10):
    gaps = []
    for c in range(n_classes):
        gaps.append(abs((y_a == c).float().mean() - (y_b == c).float().mean()))
    return max(gaps)


# %% right="Counter, liste"
from collections import Counter


def proportions(y, n_classes=10):
    counts = Counter(y.tolist())
    return torch.tensor([counts[c] for c in range(n_classes)], dtype=torch.float64) / y.numel()


def largest_gap(y_a, y_b, n_classes=10):
    return float((proportions(y_a, n_classes) - proportions(y_b, n_classes)).abs().max())


# %% right="one_hot, moyenne"
import torch.nn.functional as F


def proportions(y, n_classes=10):
    return F.one_hot(y, n_classes).float().mean(0)


def largest_gap(y_a, y_b, n_classes=10):
    return torch.dist(proportions(y_a, n_classes), proportions(y_b, n_classes), p=float("inf"))


# %% wrong="unique, sans les classes absentes" trips="test_absent_classes test_largest_gap"
def proportions(y, n_classes=10):
    return torch.unique(y, return_counts=True)[1] / len(y)


def largest_gap(y_a, y_b, n_classes=10):
    return (proportions(y_a, n_classes) - proportions(y_b, n_classes)).abs().max().item()


# %% wrong="bincount sans minlength" trips="test_absent_classes"
def proportions(y, n_classes=10):
    return torch.bincount(y) / len(y)


def largest_gap(y_a, y_b, n_classes=10):
    p, q = torch.bincount(y_a, minlength=n_classes) / len(y_a), torch.bincount(y_b, minlength=n_classes) / len(y_b)
    return (p - q).abs().max()


# %% wrong="effectifs au lieu de proportions" trips="test_proportions test_absent_classes test_largest_gap"
def proportions(y, n_classes=10):
    return torch.bincount(y, minlength=n_classes).float()


def largest_gap(y_a, y_b, n_classes=10):
    return (proportions(y_a, n_classes) - proportions(y_b, n_classes)).abs().max().item()


# %% wrong="pourcentages" trips="test_proportions test_absent_classes test_largest_gap"
def proportions(y, n_classes=10):
    return 100 * torch.bincount(y, minlength=n_classes) / len(y)


def largest_gap(y_a, y_b, n_classes=10):
    return (proportions(y_a, n_classes) - proportions(y_b, n_classes)).abs().max().item()


# %% wrong="dix classes en dur" trips="test_proportions test_absent_classes"
def proportions(y, n_classes=10):
    return torch.bincount(y, minlength=10) / len(y)


def largest_gap(y_a, y_b, n_classes=10):
    return (proportions(y_a, n_classes) - proportions(y_b, n_classes)).abs().max().item()


# %% wrong="écart sans valeur absolue" trips="test_largest_gap"
def proportions(y, n_classes=10):
    return torch.bincount(y, minlength=n_classes) / len(y)


def largest_gap(y_a, y_b, n_classes=10):
    return (proportions(y_a, n_classes) - proportions(y_b, n_classes)).max().item()


# %% wrong="somme des écarts" trips="test_largest_gap"
def proportions(y, n_classes=10):
    return torch.bincount(y, minlength=n_classes) / len(y)


def largest_gap(y_a, y_b, n_classes=10):
    return (proportions(y_a, n_classes) - proportions(y_b, n_classes)).abs().sum().item()


# %% wrong="divise par 60 000" trips="test_proportions test_absent_classes test_largest_gap"
def proportions(y, n_classes=10):
    return torch.bincount(y, minlength=n_classes) / 60000


def largest_gap(y_a, y_b, n_classes=10):
    return (proportions(y_a, n_classes) - proportions(y_b, n_classes)).abs().max().item()
