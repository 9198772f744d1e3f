# %% mark="20"
# Tout est juste, dans un autre style.

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

# %% answer="save_state"
def save_state(model):
    return {name: tensor.detach().clone() for name, tensor in model.state_dict().items()}

# %% answer="full_batch"
def full_batch(model, optimizer, x, y, epochs=10):
    criterion = nn.CrossEntropyLoss()
    history = []
    for epoch in range(epochs):
        model.train()
        scores = model(x)
        loss = criterion(scores, y)
        history.append(loss.detach())
        model.zero_grad()
        loss.backward()
        optimizer.step()
    return [float(v) for v in history]

# %% answer="accuracy"
def accuracy(model, x, y):
    mode = model.training
    model.eval()
    good = 0
    with torch.no_grad():
        for i in range(0, len(x), 256):
            good += (model(x[i : i + 256]).argmax(-1) == y[i : i + 256]).sum().item()
    model.train(mode)
    return good / len(x)

# %% answer="training"
def last_batch(n, batch_size):
    count = (n + batch_size - 1) // batch_size
    return count, n - (count - 1) * batch_size


def training(model, optimizer, x_train, y_train, x_test, y_test, epochs=100, batch_size=512):
    history = {"loss": [], "acc_train": [], "acc_test": []}
    n = len(x_train)
    for _ in range(epochs):
        losses = []
        order = torch.randperm(n)
        for i in range(0, n, batch_size):
            rows = order[i : i + batch_size]
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x_train[rows]), y_train[rows])
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        history["loss"].append(sum(losses) / len(losses))
        with torch.no_grad():
            history["acc_train"].append((model(x_train).argmax(1) == y_train).float().mean().item())
            history["acc_test"].append((model(x_test).argmax(1) == y_test).float().mean().item())
    return history

# %% answer="compare"
def compare_optimizers(training, new_model, x_train, y_train, x_test, y_test, epochs=50):
    model_sgd = new_model()
    model_adam = new_model()
    model_adam.load_state_dict(model_sgd.state_dict())
    sgd = torch.optim.SGD(model_sgd.parameters(), lr=0.005)
    adam = torch.optim.Adam(model_adam.parameters())
    hist_sgd = training(model_sgd, sgd, x_train, y_train, x_test, y_test, epochs, 512)
    hist_adam = training(model_adam, adam, x_train, y_train, x_test, y_test, epochs, 512)
    return {"SGD": (model_sgd, hist_sgd), "Adam": (model_adam, hist_adam)}
