# %% right="une classe, la couche de sortie déclarée d'abord; vraies couches comptées"
class FFNN(nn.Module):
    def __init__(self):
        super().__init__()
        self.output = nn.Linear(128, 10)
        self.hidden = nn.Linear(28 * 28, 128)

    def forward(self, x):
        x = x.view(x.shape[0], -1)
        return self.output(torch.relu(self.hidden(x)))


model_ffnn = FFNN()


def dense_parameters(sizes):
    layers = nn.ModuleList(nn.Linear(sizes[i], sizes[i + 1]) for i in range(len(sizes) - 1))
    return torch.tensor([p.numel() for p in layers.parameters()]).sum()


# %% right="modules nommés, clamp, récursion"
class Clamp(nn.Module):
    def forward(self, x):
        return x.clamp(min=0)


model_ffnn = nn.Sequential()
model_ffnn.add_module("plat", nn.Flatten(1, -1))
model_ffnn.add_module("cachee", nn.Linear(in_features=784, out_features=128, bias=True))
model_ffnn.add_module("relu", Clamp())
model_ffnn.add_module("sortie", nn.Linear(128, 10))


def dense_parameters(sizes):
    if len(sizes) < 2:
        return 0
    n, m, *rest = sizes
    return n * m + m + dense_parameters([m, *rest])


# %% right="ReLU inplace, boucle"
model_ffnn = nn.Sequential(nn.Flatten(), nn.Sequential(nn.Linear(784, 128), nn.ReLU(inplace=True)), nn.Linear(128, 10))


def dense_parameters(sizes):
    total = 0
    n = sizes[0]
    for m in sizes[1:]:
        total += (n + 1) * m
        n = m
    return total


# %% wrong="sans ReLU" trips="test_scores"
model_ffnn = nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.Linear(128, 10))


def dense_parameters(sizes):
    return sum(sizes[i] * sizes[i + 1] + sizes[i + 1] for i in range(len(sizes) - 1))


# %% wrong="ReLU avant la couche cachée" trips="test_scores"
model_ffnn = nn.Sequential(nn.Flatten(), nn.ReLU(), nn.Linear(784, 128), nn.Linear(128, 10))


def dense_parameters(sizes):
    return sum(sizes[i] * sizes[i + 1] + sizes[i + 1] for i in range(len(sizes) - 1))


# %% wrong="ReLU sur les scores" trips="test_scores"
model_ffnn = nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10), nn.ReLU())


def dense_parameters(sizes):
    return sum(sizes[i] * sizes[i + 1] + sizes[i + 1] for i in range(len(sizes) - 1))


# %% wrong="ReLU sur les scores seulement" trips="test_scores"
model_ffnn = nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.Linear(128, 10), nn.ReLU())


def dense_parameters(sizes):
    return sum(sizes[i] * sizes[i + 1] + sizes[i + 1] for i in range(len(sizes) - 1))


# %% wrong="softmax à la fin" trips="test_scores"
model_ffnn = nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10), nn.Softmax(dim=1))


def dense_parameters(sizes):
    return sum(sizes[i] * sizes[i + 1] + sizes[i + 1] for i in range(len(sizes) - 1))


# %% wrong="log-softmax à la fin" trips="test_scores"
model_ffnn = nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10), nn.LogSoftmax(dim=1))


def dense_parameters(sizes):
    return sum(sizes[i] * sizes[i + 1] + sizes[i + 1] for i in range(len(sizes) - 1))


# %% wrong="sigmoïde au lieu de ReLU" trips="test_scores"
model_ffnn = nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.Sigmoid(), nn.Linear(128, 10))


def dense_parameters(sizes):
    return sum(sizes[i] * sizes[i + 1] + sizes[i + 1] for i in range(len(sizes) - 1))


# %% wrong="64 neurones" trips="test_scores"
model_ffnn = nn.Sequential(nn.Flatten(), nn.Linear(784, 64), nn.ReLU(), nn.Linear(64, 10))


def dense_parameters(sizes):
    return sum(sizes[i] * sizes[i + 1] + sizes[i + 1] for i in range(len(sizes) - 1))


# %% wrong="sans biais" trips="test_scores"
model_ffnn = nn.Sequential(nn.Flatten(), nn.Linear(784, 128, bias=False), nn.ReLU(), nn.Linear(128, 10))


def dense_parameters(sizes):
    return sum(sizes[i] * sizes[i + 1] + sizes[i + 1] for i in range(len(sizes) - 1))


# %% wrong="une couche de trop" trips="test_scores"
model_ffnn = nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 128), nn.ReLU(), nn.Linear(128, 10))


def dense_parameters(sizes):
    return sum(sizes[i] * sizes[i + 1] + sizes[i + 1] for i in range(len(sizes) - 1))


# %% wrong="sans Flatten" trips="test_scores"
model_ffnn = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))


def dense_parameters(sizes):
    return sum(sizes[i] * sizes[i + 1] + sizes[i + 1] for i in range(len(sizes) - 1))


# %% wrong="poids seulement" trips="test_dense_parameters"
model_ffnn = nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))


def dense_parameters(sizes):
    return sum(sizes[i] * sizes[i + 1] for i in range(len(sizes) - 1))


# %% wrong="biais des entrées" trips="test_dense_parameters"
model_ffnn = nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))


def dense_parameters(sizes):
    return sum(sizes[i] * sizes[i + 1] + sizes[i] for i in range(len(sizes) - 1))


# %% wrong="deux couches seulement" trips="test_dense_parameters"
model_ffnn = nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))


def dense_parameters(sizes):
    return sum(sizes[i] * sizes[i + 1] + sizes[i + 1] for i in range(2))


# %% wrong="deuxième couche oubliée: 100480" trips="test_dense_parameters"
model_ffnn = nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))


def dense_parameters(sizes):
    return sum(sizes[i] * sizes[i + 1] + sizes[i + 1] for i in range(1))


# %% wrong="101770 en dur" trips="test_dense_parameters"
model_ffnn = nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))


def dense_parameters(sizes):
    return 101770
