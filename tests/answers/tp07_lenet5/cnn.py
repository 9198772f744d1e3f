# %% right="une classe, pooling et ReLU fonctionnels, ReLU après le pooling, sortie déclarée d'abord"
class CNN(nn.Module):
    def __init__(self):
        super().__init__()
        self.sortie = nn.Linear(256, 10)
        self.conv2 = nn.Conv2d(8, 16, kernel_size=(5, 5), stride=1)
        self.conv1 = nn.Conv2d(1, 8, kernel_size=5)

    def forward(self, x):
        x = F.relu(F.max_pool2d(self.conv1(x), 2))
        x = F.max_pool2d(F.relu(self.conv2(x)), 2, 2)
        return self.sortie(x.view(x.size(0), -1))


def new_cnn():
    return CNN()


# %% right="la classe elle-même, pooling adaptatif, couche paresseuse"
class new_cnn(nn.Module):
    def __init__(self):
        super().__init__()
        self.blocs = nn.ModuleList([nn.Conv2d(1, 8, 5), nn.Conv2d(8, 16, 5)])
        self.pools = [nn.AdaptiveMaxPool2d(12), nn.AdaptiveMaxPool2d((4, 4))]
        self.tete = nn.Sequential(nn.Flatten(), nn.LazyLinear(10))

    def forward(self, x):
        for conv, pool in zip(self.blocs, self.pools):
            x = pool(conv(x).clamp(min=0))
        return self.tete(x)


# %% right="lambda, blocs imbriqués, sortie en convolution 4 × 4"
new_cnn = lambda: nn.Sequential(
    nn.Sequential(nn.Conv2d(1, 8, 5), nn.ReLU(inplace=True), nn.MaxPool2d((2, 2))),
    nn.Sequential(nn.Conv2d(8, 16, 5), nn.ReLU(inplace=True), nn.MaxPool2d((2, 2))),
    nn.Sequential(nn.Conv2d(16, 10, 4), nn.Flatten()),
)


# %% wrong="pooling moyen" trips="test_scores"
def new_cnn():
    first = [nn.Conv2d(1, 8, 5), nn.ReLU(), nn.AvgPool2d(2)]
    return nn.Sequential(*first, nn.Conv2d(8, 16, 5), nn.ReLU(), nn.AvgPool2d(2), nn.Flatten(), nn.Linear(256, 10))


# %% wrong="sans ReLU" trips="test_scores"
def new_cnn():
    first = [nn.Conv2d(1, 8, 5), nn.MaxPool2d(2)]
    return nn.Sequential(*first, nn.Conv2d(8, 16, 5), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(256, 10))


# %% wrong="seconde ReLU oubliée" trips="test_scores"
def new_cnn():
    first = [nn.Conv2d(1, 8, 5), nn.ReLU(), nn.MaxPool2d(2)]
    return nn.Sequential(*first, nn.Conv2d(8, 16, 5), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(256, 10))


# %% wrong="tanh" trips="test_scores"
def new_cnn():
    first = [nn.Conv2d(1, 8, 5), nn.Tanh(), nn.MaxPool2d(2)]
    return nn.Sequential(*first, nn.Conv2d(8, 16, 5), nn.Tanh(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(256, 10))


# %% wrong="softmax à la fin" trips="test_scores"
def new_cnn():
    first = [nn.Conv2d(1, 8, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 5), nn.ReLU(), nn.MaxPool2d(2)]
    return nn.Sequential(*first, nn.Flatten(), nn.Linear(256, 10), nn.Softmax(dim=1))


# %% wrong="ReLU sur les scores" trips="test_scores"
def new_cnn():
    first = [nn.Conv2d(1, 8, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 5), nn.ReLU(), nn.MaxPool2d(2)]
    return nn.Sequential(*first, nn.Flatten(), nn.Linear(256, 10), nn.ReLU())


# %% wrong="padding 2, et la couche linéaire qui va avec" trips="test_layers test_scores"
def new_cnn():
    first = [nn.Conv2d(1, 8, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 5, padding=2), nn.ReLU()]
    return nn.Sequential(*first, nn.MaxPool2d(2), nn.Flatten(), nn.Linear(16 * 49, 10))


# %% wrong="Linear(400) : les tailles de LeNet5" trips="test_layers test_scores"
def new_cnn():
    first = [nn.Conv2d(1, 8, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 5), nn.ReLU(), nn.MaxPool2d(2)]
    return nn.Sequential(*first, nn.Flatten(), nn.Linear(400, 10))


# %% wrong="stride 0" trips="test_scores"
def new_cnn():
    first = [nn.Conv2d(1, 8, 5, stride=0), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 5, stride=0), nn.ReLU()]
    return nn.Sequential(*first, nn.MaxPool2d(2), nn.Flatten(), nn.Linear(256, 10))


# %% wrong="noyaux 3 × 3" trips="test_layers test_scores"
def new_cnn():
    first = [nn.Conv2d(1, 8, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 3), nn.ReLU(), nn.MaxPool2d(2)]
    return nn.Sequential(*first, nn.Flatten(), nn.Linear(400, 10))


# %% wrong="16 puis 8 filtres" trips="test_layers test_scores"
def new_cnn():
    first = [nn.Conv2d(1, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(16, 8, 5), nn.ReLU(), nn.MaxPool2d(2)]
    return nn.Sequential(*first, nn.Flatten(), nn.Linear(128, 10))


# %% wrong="convolutions sans biais" trips="test_layers"
def new_cnn():
    first = [nn.Conv2d(1, 8, 5, bias=False), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 5, bias=False), nn.ReLU()]
    return nn.Sequential(*first, nn.MaxPool2d(2), nn.Flatten(), nn.Linear(256, 10))


# %% wrong="une couche linéaire de trop" trips="test_layers test_scores"
def new_cnn():
    first = [nn.Conv2d(1, 8, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 5), nn.ReLU(), nn.MaxPool2d(2)]
    return nn.Sequential(*first, nn.Flatten(), nn.Linear(256, 128), nn.ReLU(), nn.Linear(128, 10))


# %% wrong="BatchNorm en plus" trips="test_layers test_scores"
def new_cnn():
    first = [nn.Conv2d(1, 8, 5), nn.BatchNorm2d(8), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 5), nn.ReLU()]
    return nn.Sequential(*first, nn.MaxPool2d(2), nn.Flatten(), nn.Linear(256, 10))


# %% wrong="squeeze : une image seule perd sa dimension" trips="test_scores"
class CNN(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1, self.conv2, self.lin = nn.Conv2d(1, 8, 5), nn.Conv2d(8, 16, 5), nn.Linear(256, 10)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), 2)
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)
        return self.lin(x.flatten(1)).squeeze()


def new_cnn():
    return CNN()


# %% wrong="toujours le même réseau" trips="test_new_each_time"
first = [nn.Conv2d(1, 8, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 5), nn.ReLU(), nn.MaxPool2d(2)]
unique = nn.Sequential(*first, nn.Flatten(), nn.Linear(256, 10))


def new_cnn():
    return unique


# %% wrong="la deuxième convolution partagée entre les réseaux" trips="test_new_each_time"
conv2 = nn.Conv2d(8, 16, 5)


def new_cnn():
    first = [nn.Conv2d(1, 8, 5), nn.ReLU(), nn.MaxPool2d(2), conv2, nn.ReLU(), nn.MaxPool2d(2)]
    return nn.Sequential(*first, nn.Flatten(), nn.Linear(256, 10))


# %% wrong="nn.Conv2D" trips="test_layers test_scores test_new_each_time"
def new_cnn():
    first = [nn.Conv2D(1, 8, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2D(8, 16, 5), nn.ReLU(), nn.MaxPool2d(2)]
    return nn.Sequential(*first, nn.Flatten(), nn.Linear(256, 10))
