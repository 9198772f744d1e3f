# %% right="couches séparées, sortie déclarée d'abord, reshape"
class MLP(nn.Module):
    def __init__(self, hidden_1=120, hidden_2=84):
        super(MLP, self).__init__()
        self.out = nn.Linear(hidden_2, 10)
        self.fc2 = nn.Linear(hidden_1, hidden_2)
        self.fc1 = nn.Linear(28 * 28, hidden_1)

    def forward(self, x):
        x = x.reshape(len(x), -1)
        x = nn.functional.relu(self.fc1(x))
        x = self.fc2(x).clamp(min=0)
        return self.out(x)


# %% right="hérite de Sequential"
class MLP(nn.Sequential):
    def __init__(self, h1, h2):
        super().__init__(nn.Flatten(), nn.Linear(784, h1), nn.ReLU(), nn.Linear(h1, h2), nn.ReLU(), nn.Linear(h2, 10))


# %% right="une fonction qui rend un Sequential"
def MLP(hidden_1, hidden_2):
    sizes = [784, hidden_1, hidden_2, 10]
    layers = [nn.Flatten()]
    for n, m in zip(sizes, sizes[1:]):
        layers += [nn.Linear(n, m), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


# %% wrong="tailles en dur" trips="test_other_sizes_and_rows"
class MLP(nn.Module):
    def __init__(self, hidden_1, hidden_2):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(784, 120),
            nn.ReLU(),
            nn.Linear(120, 84),
            nn.ReLU(),
            nn.Linear(84, 10),
        )

    def forward(self, x):
        return self.layers(x.view(-1, 784))


# %% wrong="deuxième ReLU manquante" trips="test_scores test_other_sizes_and_rows"
class MLP(nn.Module):
    def __init__(self, hidden_1, hidden_2):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(784, hidden_1),
            nn.ReLU(),
            nn.Linear(hidden_1, hidden_2),
            nn.Linear(hidden_2, 10),
        )

    def forward(self, x):
        return self.layers(x.view(-1, 784))


# %% wrong="aucune ReLU" trips="test_scores test_other_sizes_and_rows"
class MLP(nn.Module):
    def __init__(self, hidden_1, hidden_2):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(784, hidden_1),
            nn.Linear(hidden_1, hidden_2),
            nn.Linear(hidden_2, 10),
        )

    def forward(self, x):
        return self.layers(x.view(-1, 784))


# %% wrong="ReLU après la couche de sortie" trips="test_scores test_other_sizes_and_rows"
class MLP(nn.Module):
    def __init__(self, hidden_1, hidden_2):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(784, hidden_1),
            nn.ReLU(),
            nn.Linear(hidden_1, hidden_2),
            nn.ReLU(),
            nn.Linear(hidden_2, 10),
            nn.ReLU(),
        )

    def forward(self, x):
        return self.layers(x.view(-1, 784))


# %% wrong="log-softmax à la fin" trips="test_scores test_other_sizes_and_rows"
class MLP(nn.Module):
    def __init__(self, hidden_1, hidden_2):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(784, hidden_1),
            nn.ReLU(),
            nn.Linear(hidden_1, hidden_2),
            nn.ReLU(),
            nn.Linear(hidden_2, 10),
        )

    def forward(self, x):
        return torch.log_softmax(self.layers(x.view(-1, 784)), dim=1)


# %% wrong="softmax à la fin" trips="test_scores test_other_sizes_and_rows"
class MLP(nn.Module):
    def __init__(self, hidden_1, hidden_2):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(784, hidden_1),
            nn.ReLU(),
            nn.Linear(hidden_1, hidden_2),
            nn.ReLU(),
            nn.Linear(hidden_2, 10),
            nn.Softmax(dim=1),
        )

    def forward(self, x):
        return self.layers(x.view(-1, 784))


# %% wrong="sans aplatir" trips="test_scores test_other_sizes_and_rows"
class MLP(nn.Module):
    def __init__(self, hidden_1, hidden_2):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(784, hidden_1),
            nn.ReLU(),
            nn.Linear(hidden_1, hidden_2),
            nn.ReLU(),
            nn.Linear(hidden_2, 10),
        )

    def forward(self, x):
        return self.layers(x)


# %% wrong="aplatit pour des lots de 64" trips="test_scores test_other_sizes_and_rows"
class MLP(nn.Module):
    def __init__(self, hidden_1, hidden_2):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(784, hidden_1),
            nn.ReLU(),
            nn.Linear(hidden_1, hidden_2),
            nn.ReLU(),
            nn.Linear(hidden_2, 10),
        )

    def forward(self, x):
        return self.layers(x.view(64, 784))


# %% wrong="une ligne de 784 refusée" trips="test_other_sizes_and_rows"
class MLP(nn.Module):
    def __init__(self, hidden_1, hidden_2):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(784, hidden_1),
            nn.ReLU(),
            nn.Linear(hidden_1, hidden_2),
            nn.ReLU(),
            nn.Linear(hidden_2, 10),
        )

    def forward(self, x):
        return self.layers(x[:, 0].flatten(1))


# %% wrong="squeeze: un lot d'une image perd sa dimension" trips="test_scores test_other_sizes_and_rows"
class MLP(nn.Module):
    def __init__(self, hidden_1, hidden_2):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(784, hidden_1),
            nn.ReLU(),
            nn.Linear(hidden_1, hidden_2),
            nn.ReLU(),
            nn.Linear(hidden_2, 10),
        )

    def forward(self, x):
        return self.layers(x.view(-1, 784)).squeeze()


# %% wrong="super oublié" trips="test_scores test_other_sizes_and_rows"
class MLP(nn.Module):
    def __init__(self, hidden_1, hidden_2):
        self.layers = nn.Sequential(
            nn.Linear(784, hidden_1),
            nn.ReLU(),
            nn.Linear(hidden_1, hidden_2),
            nn.ReLU(),
            nn.Linear(hidden_2, 10),
        )

    def forward(self, x):
        return self.layers(x.view(-1, 784))


# %% wrong="couches échangées" trips="test_scores test_other_sizes_and_rows"
class MLP(nn.Module):
    def __init__(self, hidden_1, hidden_2):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(784, hidden_2),
            nn.ReLU(),
            nn.Linear(hidden_2, hidden_1),
            nn.ReLU(),
            nn.Linear(hidden_1, 10),
        )

    def forward(self, x):
        return self.layers(x.view(-1, 784))


# %% wrong="forward sans return" trips="test_scores test_other_sizes_and_rows"
class MLP(nn.Module):
    def __init__(self, hidden_1, hidden_2):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(784, hidden_1),
            nn.ReLU(),
            nn.Linear(hidden_1, hidden_2),
            nn.ReLU(),
            nn.Linear(hidden_2, 10),
        )

    def forward(self, x):
        self.layers(x.view(-1, 784))


# %% wrong="couches neuves à chaque appel" trips="test_scores test_other_sizes_and_rows"
class MLP(nn.Module):
    def __init__(self, hidden_1, hidden_2):
        super().__init__()
        self.layers = lambda: nn.Sequential(
            nn.Linear(784, hidden_1),
            nn.ReLU(),
            nn.Linear(hidden_1, hidden_2),
            nn.ReLU(),
            nn.Linear(hidden_2, 10),
        )

    def forward(self, x):
        return self.layers()(x.view(-1, 784))


# %% wrong="Dropout ajouté" trips="test_scores test_other_sizes_and_rows"
class MLP(nn.Module):
    def __init__(self, hidden_1, hidden_2):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(784, hidden_1),
            nn.ReLU(),
            nn.Linear(hidden_1, hidden_2),
            nn.ReLU(),
            nn.Dropout(0.5),
            nn.Linear(hidden_2, 10),
        )

    def forward(self, x):
        return self.layers(x.view(-1, 784))
