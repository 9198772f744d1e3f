# %% right="Sequential dans un attribut"
class Network(nn.Module):
    def __init__(self, n_neurons=3):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(1, n_neurons), nn.ReLU(), nn.Linear(n_neurons, 1))

    def forward(self, x):
        return self.layers(x)

def second_input_shape(n_points, n_neurons):
    return torch.Size([n_points, n_neurons])

# %% right="sortie déclarée d'abord, torch.relu"
class Network(nn.Module):
    def __init__(self, n_neurons=3):
        super(Network, self).__init__()
        self.sortie = nn.Linear(n_neurons, 1)
        self.cachee = nn.Linear(1, n_neurons)

    def forward(self, x):
        h = torch.relu(self.cachee(x))
        return self.sortie(h)

def second_input_shape(n_points, n_neurons):
    h = Network(n_neurons).cachee(torch.zeros(n_points, 1))
    return tuple(h.shape)

# %% right="héritière de Sequential"
class Network(nn.Sequential):
    def __init__(self, n_neurons=3):
        super().__init__(nn.Linear(1, n_neurons), nn.ReLU(), nn.Linear(n_neurons, 1))

def second_input_shape(n_points, n_neurons):
    return n_points, n_neurons

# %% right="ModuleList et clamp"
class Network(nn.Module):
    def __init__(self, n=3):
        super().__init__()
        self.couches = nn.ModuleList([nn.Linear(1, n), nn.Linear(n, 1)])

    def forward(self, x):
        return self.couches[1](self.couches[0](x).clamp(min=0))

def second_input_shape(n_points, n_neurons):
    return [n_points, n_neurons]

# %% wrong="pas de ReLU" trips="test_formula"
class Network(nn.Module):
    def __init__(self, n_neurons=3):
        super().__init__()
        self.a = nn.Linear(1, n_neurons)
        self.b = nn.Linear(n_neurons, 1)

    def forward(self, x):
        return self.b(self.a(x))

def second_input_shape(n_points, n_neurons):
    return (n_points, n_neurons)

# %% wrong="ReLU après la sortie" trips="test_formula"
class Network(nn.Module):
    def __init__(self, n_neurons=3):
        super().__init__()
        self.a = nn.Linear(1, n_neurons)
        self.b = nn.Linear(n_neurons, 1)

    def forward(self, x):
        return torch.relu(self.b(self.a(x)))

def second_input_shape(n_points, n_neurons):
    return (n_points, n_neurons)

# %% wrong="ReLU au milieu et à la fin" trips="test_formula"
class Network(nn.Module):
    def __init__(self, n_neurons=3):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(1, n_neurons), nn.ReLU(), nn.Linear(n_neurons, 1), nn.ReLU())

    def forward(self, x):
        return self.layers(x)

def second_input_shape(n_points, n_neurons):
    return (n_points, n_neurons)

# %% wrong="ReLU sur l'entrée" trips="test_formula"
class Network(nn.Module):
    def __init__(self, n_neurons=3):
        super().__init__()
        self.layers = nn.Sequential(nn.ReLU(), nn.Linear(1, n_neurons), nn.Linear(n_neurons, 1))

    def forward(self, x):
        return self.layers(x)

def second_input_shape(n_points, n_neurons):
    return (n_points, n_neurons)

# %% wrong="Leaky ReLU à la place de ReLU" trips="test_formula"
class Network(nn.Module):
    def __init__(self, n_neurons=3):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(1, n_neurons), nn.LeakyReLU(), nn.Linear(n_neurons, 1))

    def forward(self, x):
        return self.layers(x)

def second_input_shape(n_points, n_neurons):
    return (n_points, n_neurons)

# %% wrong="n_neurons ignoré" trips="test_parameters test_formula"
class Network(nn.Module):
    def __init__(self, n_neurons=3):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(1, 3), nn.ReLU(), nn.Linear(3, 1))

    def forward(self, x):
        return self.layers(x)

def second_input_shape(n_points, n_neurons):
    return (n_points, n_neurons)

# %% wrong="couches dans une liste Python" trips="test_parameters test_formula"
class Network(nn.Module):
    def __init__(self, n_neurons=3):
        super().__init__()
        self.layers = [nn.Linear(1, n_neurons), nn.ReLU(), nn.Linear(n_neurons, 1)]

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

def second_input_shape(n_points, n_neurons):
    return (n_points, n_neurons)

# %% wrong="sortie sans biais" trips="test_parameters test_formula"
class Network(nn.Module):
    def __init__(self, n_neurons=3):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(1, n_neurons), nn.ReLU(), nn.Linear(n_neurons, 1, bias=False))

    def forward(self, x):
        return self.layers(x)

def second_input_shape(n_points, n_neurons):
    return (n_points, n_neurons)

# %% wrong="une valeur par défaut de 1 neurone" trips="test_parameters"
class Network(nn.Module):
    def __init__(self, n_neurons=1):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(1, n_neurons), nn.ReLU(), nn.Linear(n_neurons, 1))

    def forward(self, x):
        return self.layers(x)

def second_input_shape(n_points, n_neurons):
    return (n_points, n_neurons)

# %% wrong="couches recréées à chaque appel" trips="test_parameters test_formula"
class Network(nn.Module):
    def __init__(self, n_neurons=3):
        super().__init__()
        self.n = n_neurons

    def forward(self, x):
        return nn.Linear(self.n, 1)(torch.relu(nn.Linear(1, self.n)(x)))

def second_input_shape(n_points, n_neurons):
    return (n_points, n_neurons)

# %% wrong="sortie aplatie en (k,)" trips="test_formula"
class Network(nn.Module):
    def __init__(self, n_neurons=3):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(1, n_neurons), nn.ReLU(), nn.Linear(n_neurons, 1))

    def forward(self, x):
        return self.layers(x).squeeze(1)

def second_input_shape(n_points, n_neurons):
    return (n_points, n_neurons)

# %% wrong="taille de l'entrée du réseau" trips="test_input_of_second_layer"
class Network(nn.Module):
    def __init__(self, n_neurons=3):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(1, n_neurons), nn.ReLU(), nn.Linear(n_neurons, 1))

    def forward(self, x):
        return self.layers(x)

def second_input_shape(n_points, n_neurons):
    return (n_points, 1)

# %% wrong="taille dans l'ordre inverse" trips="test_input_of_second_layer"
class Network(nn.Module):
    def __init__(self, n_neurons=3):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(1, n_neurons), nn.ReLU(), nn.Linear(n_neurons, 1))

    def forward(self, x):
        return self.layers(x)

def second_input_shape(n_points, n_neurons):
    return (n_neurons, n_points)
