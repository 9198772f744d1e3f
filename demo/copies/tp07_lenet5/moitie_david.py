# %% mark="9.5"
# Bloqué par LeNet5 ; a encore fait le compte des paramètres, puis plus rien.

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
