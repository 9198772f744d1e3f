# %% right="couches nommées, boucle"
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


# %% right="add_module et state_dict"
model_linear = nn.Sequential()
model_linear.append(nn.Flatten())
model_linear.append(nn.Linear(28 * 28, 10, bias=True))


def count_parameters(model):
    return torch.cat([p.flatten() for p in model.state_dict().values()]).numel()


# %% right="une classe à la place de Sequential"
class Linear10(nn.Module):
    def __init__(self):
        super().__init__()
        self.lin = nn.Linear(784, 10)

    def forward(self, x):
        return self.lin(x.view(len(x), -1))


model_linear = Linear10()
count_parameters = lambda model: torch.tensor(sum(p.nelement() for p in model.parameters()))


# %% wrong="softmax à la fin du modèle" trips="test_scores"
model_linear = nn.Sequential(nn.Flatten(), nn.Linear(784, 10), nn.Softmax(dim=1))


def count_parameters(model):
    return sum(p.numel() for p in model.parameters())


# %% wrong="log-softmax à la fin du modèle" trips="test_scores"
model_linear = nn.Sequential(nn.Flatten(), nn.Linear(784, 10), nn.LogSoftmax(dim=1))


def count_parameters(model):
    return sum(p.numel() for p in model.parameters())


# %% wrong="ReLU sur les scores" trips="test_scores"
model_linear = nn.Sequential(nn.Flatten(), nn.Linear(784, 10), nn.ReLU())


def count_parameters(model):
    return sum(p.numel() for p in model.parameters())


# %% wrong="sans Flatten" trips="test_scores"
model_linear = nn.Sequential(nn.Linear(784, 10))


def count_parameters(model):
    return sum(p.numel() for p in model.parameters())


# %% wrong="deux couches linéaires" trips="test_scores"
model_linear = nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.Linear(128, 10))


def count_parameters(model):
    return sum(p.numel() for p in model.parameters())


# %% wrong="sans biais" trips="test_scores"
model_linear = nn.Sequential(nn.Flatten(), nn.Linear(784, 10, bias=False))


def count_parameters(model):
    return sum(p.numel() for p in model.parameters())


# %% wrong="compte les tenseurs" trips="test_count"
model_linear = nn.Sequential(nn.Flatten(), nn.Linear(784, 10))


def count_parameters(model):
    return len(list(model.parameters()))


# %% wrong="oublie les biais" trips="test_count"
model_linear = nn.Sequential(nn.Flatten(), nn.Linear(784, 10))


def count_parameters(model):
    return sum(p.numel() for p in model.parameters() if p.ndim == 2)


# %% wrong="ne compte que la couche 1" trips="test_count"
model_linear = nn.Sequential(nn.Flatten(), nn.Linear(784, 10))


def count_parameters(model):
    return sum(p.numel() for p in model[1].parameters())


# %% wrong="7850 en dur" trips="test_count"
model_linear = nn.Sequential(nn.Flatten(), nn.Linear(784, 10))


def count_parameters(model):
    return 7850
