# %% right="une classe, F.log_softmax, fonction nll_loss"
import torch.nn.functional as F


class Log(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(784, 128), nn.Linear(128, 64), nn.Linear(64, 10)])

    def forward(self, x):
        x = x.flatten(1)
        for layer in self.layers[:-1]:
            x = F.relu(layer(x))
        return F.log_softmax(self.layers[-1](x), dim=-1)


model_log = Log()
criterion_log = F.nll_loss


def probabilities(log_probabilities):
    return torch.softmax(log_probabilities, dim=1)


# %% right="CrossEntropyLoss: le log-softmax de log-probabilités ne les change pas"
model_log = nn.Sequential(
    nn.Flatten(),
    nn.Linear(784, 128),
    nn.ReLU(),
    nn.Linear(128, 64),
    nn.ReLU(),
    nn.Linear(64, 10),
    nn.LogSoftmax(dim=1),
)
criterion_log = nn.CrossEntropyLoss()


def probabilities(log_probabilities):
    return torch.e**log_probabilities


# %% right="erreur écrite à la main"
model_log = nn.Sequential(
    nn.Flatten(),
    nn.Linear(784, 128),
    nn.ReLU(),
    nn.Linear(128, 64),
    nn.ReLU(),
    nn.Linear(64, 10),
    nn.LogSoftmax(-1),
)


def criterion_log(log_probabilities, y):
    return -log_probabilities[torch.arange(len(y)), y].mean()


def probabilities(log_probabilities):
    return torch.exp(log_probabilities)


# %% wrong="LogSoftmax(dim=0)" trips="test_log_probabilities"
model_log = nn.Sequential(
    nn.Flatten(),
    nn.Linear(784, 128),
    nn.ReLU(),
    nn.Linear(128, 64),
    nn.ReLU(),
    nn.Linear(64, 10),
    nn.LogSoftmax(dim=0),
)
criterion_log = nn.NLLLoss()


def probabilities(log_probabilities):
    return torch.exp(log_probabilities)


# %% wrong="scores, sans log-softmax" trips="test_log_probabilities"
model_log = nn.Sequential(
    nn.Flatten(),
    nn.Linear(784, 128),
    nn.ReLU(),
    nn.Linear(128, 64),
    nn.ReLU(),
    nn.Linear(64, 10),
)
criterion_log = nn.NLLLoss()


def probabilities(log_probabilities):
    return torch.exp(log_probabilities)


# %% wrong="softmax au lieu de log-softmax" trips="test_log_probabilities"
model_log = nn.Sequential(
    nn.Flatten(),
    nn.Linear(784, 128),
    nn.ReLU(),
    nn.Linear(128, 64),
    nn.ReLU(),
    nn.Linear(64, 10),
    nn.Softmax(dim=1),
)
criterion_log = nn.NLLLoss()


def probabilities(log_probabilities):
    return torch.exp(log_probabilities)


# %% wrong="une ReLU manque" trips="test_log_probabilities"
model_log = nn.Sequential(
    nn.Flatten(),
    nn.Linear(784, 128),
    nn.ReLU(),
    nn.Linear(128, 64),
    nn.Linear(64, 10),
    nn.LogSoftmax(dim=1),
)
criterion_log = nn.NLLLoss()


def probabilities(log_probabilities):
    return torch.exp(log_probabilities)


# %% wrong="aucune ReLU" trips="test_log_probabilities"
model_log = nn.Sequential(
    nn.Flatten(),
    nn.Linear(784, 128),
    nn.Linear(128, 64),
    nn.Linear(64, 10),
    nn.LogSoftmax(dim=1),
)
criterion_log = nn.NLLLoss()


def probabilities(log_probabilities):
    return torch.exp(log_probabilities)


# %% wrong="ReLU avant le log-softmax" trips="test_log_probabilities"
model_log = nn.Sequential(
    nn.Flatten(),
    nn.Linear(784, 128),
    nn.ReLU(),
    nn.Linear(128, 64),
    nn.ReLU(),
    nn.Linear(64, 10),
    nn.ReLU(),
    nn.LogSoftmax(dim=1),
)
criterion_log = nn.NLLLoss()


def probabilities(log_probabilities):
    return torch.exp(log_probabilities)


# %% wrong="log-softmax au milieu" trips="test_log_probabilities"
model_log = nn.Sequential(
    nn.Flatten(),
    nn.Linear(784, 128),
    nn.ReLU(),
    nn.Linear(128, 64),
    nn.ReLU(),
    nn.LogSoftmax(dim=1),
    nn.Linear(64, 10),
)
criterion_log = nn.NLLLoss()


def probabilities(log_probabilities):
    return torch.exp(log_probabilities)


# %% wrong="784-128-10" trips="test_log_probabilities"
model_log = nn.Sequential(
    nn.Flatten(),
    nn.Linear(784, 128),
    nn.ReLU(),
    nn.Linear(128, 10),
    nn.LogSoftmax(dim=1),
)
criterion_log = nn.NLLLoss()


def probabilities(log_probabilities):
    return torch.exp(log_probabilities)


# %% wrong="log-softmax sur tout le lot" trips="test_log_probabilities"
model_log = nn.Sequential(
    nn.Flatten(),
    nn.Linear(784, 128),
    nn.ReLU(),
    nn.Linear(128, 64),
    nn.ReLU(),
    nn.Linear(64, 10),
    nn.Flatten(0),
    nn.LogSoftmax(dim=0),
    nn.Unflatten(0, (-1, 10)),
)
criterion_log = nn.NLLLoss()


def probabilities(log_probabilities):
    return torch.exp(log_probabilities)


# %% wrong="somme au lieu de la moyenne" trips="test_criterion"
model_log = nn.Sequential(
    nn.Flatten(),
    nn.Linear(784, 128),
    nn.ReLU(),
    nn.Linear(128, 64),
    nn.ReLU(),
    nn.Linear(64, 10),
    nn.LogSoftmax(dim=1),
)
criterion_log = nn.NLLLoss(reduction="sum")


def probabilities(log_probabilities):
    return torch.exp(log_probabilities)


# %% wrong="erreur de chaque image" trips="test_criterion"
model_log = nn.Sequential(
    nn.Flatten(),
    nn.Linear(784, 128),
    nn.ReLU(),
    nn.Linear(128, 64),
    nn.ReLU(),
    nn.Linear(64, 10),
    nn.LogSoftmax(dim=1),
)
criterion_log = nn.NLLLoss(reduction="none")


def probabilities(log_probabilities):
    return torch.exp(log_probabilities)


# %% wrong="signe oublié" trips="test_criterion"
model_log = nn.Sequential(
    nn.Flatten(),
    nn.Linear(784, 128),
    nn.ReLU(),
    nn.Linear(128, 64),
    nn.ReLU(),
    nn.Linear(64, 10),
    nn.LogSoftmax(dim=1),
)
criterion_log = lambda l, y: l.gather(1, y[:, None]).mean()


def probabilities(log_probabilities):
    return torch.exp(log_probabilities)


# %% wrong="MSELoss" trips="test_criterion"
model_log = nn.Sequential(
    nn.Flatten(),
    nn.Linear(784, 128),
    nn.ReLU(),
    nn.Linear(128, 64),
    nn.ReLU(),
    nn.Linear(64, 10),
    nn.LogSoftmax(dim=1),
)
criterion_log = nn.MSELoss()


def probabilities(log_probabilities):
    return torch.exp(log_probabilities)


# %% wrong="la classe NLLLoss, sans parenthèses" trips="test_criterion"
model_log = nn.Sequential(
    nn.Flatten(),
    nn.Linear(784, 128),
    nn.ReLU(),
    nn.Linear(128, 64),
    nn.ReLU(),
    nn.Linear(64, 10),
    nn.LogSoftmax(dim=1),
)
criterion_log = nn.NLLLoss


def probabilities(log_probabilities):
    return torch.exp(log_probabilities)


# %% wrong="entropie croisée des probabilités" trips="test_criterion"
model_log = nn.Sequential(
    nn.Flatten(),
    nn.Linear(784, 128),
    nn.ReLU(),
    nn.Linear(128, 64),
    nn.ReLU(),
    nn.Linear(64, 10),
    nn.LogSoftmax(dim=1),
)
criterion_log = lambda l, y: nn.CrossEntropyLoss()(l.exp(), y)


def probabilities(log_probabilities):
    return torch.exp(log_probabilities)


# %% wrong="softmax des probabilités" trips="test_probabilities"
model_log = nn.Sequential(
    nn.Flatten(),
    nn.Linear(784, 128),
    nn.ReLU(),
    nn.Linear(128, 64),
    nn.ReLU(),
    nn.Linear(64, 10),
    nn.LogSoftmax(dim=1),
)
criterion_log = nn.NLLLoss()


def probabilities(log_probabilities):
    return torch.softmax(log_probabilities.exp(), dim=1)


# %% wrong="log au lieu de exp" trips="test_probabilities"
model_log = nn.Sequential(
    nn.Flatten(),
    nn.Linear(784, 128),
    nn.ReLU(),
    nn.Linear(128, 64),
    nn.ReLU(),
    nn.Linear(64, 10),
    nn.LogSoftmax(dim=1),
)
criterion_log = nn.NLLLoss()


def probabilities(log_probabilities):
    return torch.log(log_probabilities)


# %% wrong="softmax dim=0" trips="test_probabilities"
model_log = nn.Sequential(
    nn.Flatten(),
    nn.Linear(784, 128),
    nn.ReLU(),
    nn.Linear(128, 64),
    nn.ReLU(),
    nn.Linear(64, 10),
    nn.LogSoftmax(dim=1),
)
criterion_log = nn.NLLLoss()


def probabilities(log_probabilities):
    return torch.softmax(log_probabilities, dim=0)


# %% wrong="ne rend que la plus grande" trips="test_probabilities"
model_log = nn.Sequential(
    nn.Flatten(),
    nn.Linear(784, 128),
    nn.ReLU(),
    nn.Linear(128, 64),
    nn.ReLU(),
    nn.Linear(64, 10),
    nn.LogSoftmax(dim=1),
)
criterion_log = nn.NLLLoss()


def probabilities(log_probabilities):
    return log_probabilities.exp().max(dim=1).values
