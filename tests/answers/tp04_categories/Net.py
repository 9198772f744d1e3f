# %% right="Sequential à l'intérieur"
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(2, 3))

    def forward(self, x):
        return self.layers(x)

# %% right="hérite de Linear"
class Net(nn.Linear):
    def __init__(self):
        super().__init__(2, 3)

# %% right="appel fonctionnel avec les poids de la couche"
class Net(torch.nn.Module):
    def __init__(self):
        super(Net, self).__init__()
        self.couche1 = torch.nn.Linear(in_features=2, out_features=3, bias=True)

    def forward(self, x):
        return F.linear(x, self.couche1.weight, self.couche1.bias)

# %% wrong="softmax sur les scores" trips="test_scores_of_a_point_a_batch_a_grid"
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(2, 3)

    def forward(self, x):
        return F.softmax(self.linear(x), dim=-1)

# %% wrong="ReLU sur les scores" trips="test_scores_of_a_point_a_batch_a_grid"
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(2, 3)

    def forward(self, x):
        return F.relu(self.linear(x))

# %% wrong="aplatit les entrées" trips="test_scores_of_a_point_a_batch_a_grid"
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(2, 3)

    def forward(self, x):
        return self.linear(x.view(-1, 2))

# %% wrong="sans biais" trips="test_one_linear_layer"
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(2, 3, bias=False)

    def forward(self, x):
        return self.linear(x)

# %% wrong="couche dans une liste, inconnue du module" trips="test_one_linear_layer test_scores_of_a_point_a_batch_a_grid"
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = [nn.Linear(2, 3)]

    def forward(self, x):
        return self.layers[0](x)

# %% wrong="couche créée à chaque appel" trips="test_one_linear_layer test_scores_of_a_point_a_batch_a_grid"
class Net(nn.Module):
    def __init__(self):
        super().__init__()

    def forward(self, x):
        return nn.Linear(2, 3)(x)

# %% wrong="super().__init__ oublié" trips="test_one_linear_layer test_scores_of_a_point_a_batch_a_grid"
class Net(nn.Module):
    def __init__(self):
        self.linear = nn.Linear(2, 3)

    def forward(self, x):
        return self.linear(x)

# %% wrong="forward sans return" trips="test_scores_of_a_point_a_batch_a_grid"
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(2, 3)

    def forward(self, x):
        x = self.linear(x)
