# %% mark="20"
# Tout est juste, dans un autre style ; LeNet5 n'a pas les attributs que supposent les figures.

# %% answer="output_size"
import math


def output_size(n, f, p=0, s=1):
    return math.floor((n + 2 * p - f) / s + 1)


def same_padding(f):
    return int((f - 1) / 2)


def sizes(n, layers):
    liste = [n]
    for couche in layers:
        n = output_size(n, *couche)
        liste += [n]
    return liste

# %% answer="conv2d"
def conv2d(image, kernel, stride=1, padding=0):
    H, W = image.shape
    bord = torch.zeros(H + 2 * padding, W + 2 * padding, dtype=image.dtype)
    bord[padding : padding + H, padding : padding + W] = image
    f, g = kernel.shape
    h, w = H + 2 * padding - f + 1, W + 2 * padding - g + 1
    total = torch.zeros(h, w)
    for a in range(f):
        for b in range(g):
            total += kernel[a, b] * bord[a : a + h, b : b + w]
    return total[::stride, ::stride]

# %% answer="pooling"
def max_pool(image, k=2):
    h, w = image.shape[0] // k, image.shape[1] // k
    r = torch.zeros(h, w)
    for i in range(h):
        for j in range(w):
            r[i, j] = image[i * k : (i + 1) * k, j * k : (j + 1) * k].max()
    return r


def mean_pool(image, k=2):
    h, w = image.shape[0] // k, image.shape[1] // k
    return torch.tensor([[image[i * k : i * k + k, j * k : j * k + k].mean() for j in range(w)] for i in range(h)])

# %% answer="cnn"
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

# %% answer="LeNet5"
class LeNet5(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 6, 5, padding="same")
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.conv3 = nn.Conv2d(16, 120, 5)
        self.fc1 = nn.Linear(120, 84)
        self.fc2 = nn.Linear(84, n_classes)

    def forward(self, x):
        x = F.avg_pool2d(F.tanh(self.conv1(x)), 2)
        x = F.avg_pool2d(F.tanh(self.conv2(x)), 2)
        x = self.conv3(x).tanh().reshape(len(x), 120)
        return self.fc2(torch.tanh(self.fc1(x)))

# %% answer="parameters"
def conv_parameters(in_channels, out_channels, f):
    poids = f * f * in_channels * out_channels
    biais = out_channels
    return poids + biais


def dense_width(n_parameters):
    h = 0
    while 784 * (h + 1) + (h + 1) + 10 * (h + 1) + 10 <= n_parameters:
        h += 1
    return h

# %% answer="compare"
from torch.utils.data import DataLoader, TensorDataset


def compare(builders, train, x_train, y_train, x_test, y_test):
    resultats = dict()
    for nom in builders:
        reseau = builders[nom]()
        train(reseau, x_train, y_train)
        reseau.eval()
        bonnes = 0
        for x, y in DataLoader(TensorDataset(x_test, y_test), batch_size=64):
            bonnes += (reseau(x).argmax(1) == y).sum().item()
        reseau.train()
        n = 0
        for p in reseau.parameters():
            n += p.numel()
        resultats[nom] = {"model": reseau, "accuracy": bonnes / len(y_test), "parameters": n, "nom": nom}
    return resultats


fashion = compare({"dense": new_dense, "exemple": new_example}, train, x_clothes, y_clothes, x_clothes_test, y_clothes_test)

# %% answer="feature_maps"
def feature_maps(model, layer, x):
    stock = {}

    def hook(module, entree, sortie):
        stock["cartes"] = sortie

    h = layer.register_forward_hook(hook)
    with torch.no_grad():
        model(x)
    h.remove()
    return stock["cartes"].detach()


def filters(model):
    for m in model.modules():
        if isinstance(m, nn.Conv2d):
            return np.array(m.weight.detach().cpu())

# %% answer="pca"
def pca(vectors, k=2):
    X = vectors - vectors.mean(0, keepdim=True)
    C = X.T @ X / (len(X) - 1)
    valeurs, W = torch.linalg.eigh(C)
    return X @ W[:, -k:].flip(1)


def explained(vectors, k=2):
    valeurs = torch.linalg.eigvalsh(torch.cov(vectors.T))
    return valeurs[-k:].sum() / valeurs.sum()
