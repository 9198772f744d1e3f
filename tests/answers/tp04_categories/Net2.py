# %% right="Sequential, valeur par défaut"
class Net2(nn.Module):
    def __init__(self, n_neurons=100):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(2, n_neurons), nn.ReLU(), nn.Linear(n_neurons, 3))

    def forward(self, x):
        return self.net(x)

# %% right="couche de sortie déclarée d'abord, clamp"
class Net2(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.couche2 = nn.Linear(n, 3)
        self.couche1 = nn.Linear(2, n)

    def forward(self, x):
        return self.couche2(self.couche1(x).clamp(min=0))

# %% right="ModuleList"
class Net2(nn.Module):
    def __init__(self, n_neurons):
        super().__init__()
        self.couches = nn.ModuleList([nn.Linear(2, n_neurons), nn.Linear(n_neurons, 3)])

    def forward(self, x):
        h = torch.maximum(self.couches[0](x), torch.tensor(0.0))
        return self.couches[1](h)

# %% wrong="sans ReLU" trips="test_scores_follow_the_formula"
class Net2(nn.Module):
    def __init__(self, n_neurons):
        super().__init__()
        self.hidden = nn.Linear(2, n_neurons)
        self.output = nn.Linear(n_neurons, 3)

    def forward(self, x):
        return self.output(self.hidden(x))

# %% wrong="ReLU sur les scores aussi" trips="test_scores_follow_the_formula"
class Net2(nn.Module):
    def __init__(self, n_neurons):
        super().__init__()
        self.hidden = nn.Linear(2, n_neurons)
        self.output = nn.Linear(n_neurons, 3)

    def forward(self, x):
        return F.relu(self.output(F.relu(self.hidden(x))))

# %% wrong="ReLU sur l'entrée" trips="test_scores_follow_the_formula"
class Net2(nn.Module):
    def __init__(self, n_neurons):
        super().__init__()
        self.hidden = nn.Linear(2, n_neurons)
        self.output = nn.Linear(n_neurons, 3)

    def forward(self, x):
        return self.output(self.hidden(F.relu(x)))

# %% wrong="tangente hyperbolique" trips="test_scores_follow_the_formula"
class Net2(nn.Module):
    def __init__(self, n_neurons):
        super().__init__()
        self.hidden = nn.Linear(2, n_neurons)
        self.output = nn.Linear(n_neurons, 3)

    def forward(self, x):
        return self.output(torch.tanh(self.hidden(x)))

# %% wrong="n_neurons ignoré" trips="test_two_linear_layers test_scores_follow_the_formula"
class Net2(nn.Module):
    def __init__(self, n_neurons):
        super().__init__()
        self.hidden = nn.Linear(2, 20)
        self.output = nn.Linear(20, 3)

    def forward(self, x):
        return self.output(F.relu(self.hidden(x)))

# %% wrong="une couche cachée de trop" trips="test_two_linear_layers test_scores_follow_the_formula"
class Net2(nn.Module):
    def __init__(self, n_neurons):
        super().__init__()
        self.hidden = nn.Linear(2, n_neurons)
        self.middle = nn.Linear(n_neurons, n_neurons)
        self.output = nn.Linear(n_neurons, 3)

    def forward(self, x):
        return self.output(F.relu(self.middle(F.relu(self.hidden(x)))))
