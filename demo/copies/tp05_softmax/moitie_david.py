# %% mark="9"
# S'est arrêté au milieu, faute de temps.

# %% answer="data"
import numpy as np


def prepare(images):
    array = images.numpy().astype(np.float32) / 255
    return torch.from_numpy(array).view(-1, 1, 28, 28)


mnist_train = datasets.MNIST(root="./data", train=True, download=True)
mnist_test = datasets.MNIST(root="./data", train=False)
x_train = prepare(mnist_train.data)
y_train = mnist_train.targets.clone()
x_test = prepare(mnist_test.data)
y_test = mnist_test.targets.clone()

# %% answer="exploration"
def proportions(y, n_classes=10):
    return torch.tensor([(y == c).sum().item() / len(y) for c in range(n_classes)])


def largest_gap(y_a, y_b, n_classes=10):
    gaps = []
    for c in range(n_classes):
        gaps.append(abs((y_a == c).float().mean() - (y_b == c).float().mean()))
    return max(gaps)

# %% answer="model_linear"
from collections import OrderedDict

model_linear = nn.Sequential(OrderedDict(plat=nn.Flatten(start_dim=1), lineaire=nn.Linear(in_features=784, out_features=10)))


def count_parameters(model):
    total = 0
    for p in model.parameters():
        n = 1
        for size in p.shape:
            n *= size
        total += n
    return total

# %% answer="cross_entropy"
def softmax(scores):
    return torch.exp(scores - torch.logsumexp(scores, 1, keepdim=True))


def cross_entropy(scores, y):
    log_p = scores - torch.logsumexp(scores, 1, keepdim=True)
    return -log_p.gather(1, y.unsqueeze(1)).squeeze(1).mean()
