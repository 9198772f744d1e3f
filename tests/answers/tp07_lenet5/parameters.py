# %% right="poids plus biais, boucle sur h"
def conv_parameters(in_channels, out_channels, f):
    poids = f * f * in_channels * out_channels
    biais = out_channels
    return poids + biais


def dense_width(n_parameters):
    h = 0
    while 784 * (h + 1) + (h + 1) + 10 * (h + 1) + 10 <= n_parameters:
        h += 1
    return h


# %% right="math, entiers de NumPy"
import math


def conv_parameters(in_channels, out_channels, f):
    return np.prod([out_channels, in_channels, f, f]) + np.int64(out_channels)


def dense_width(n_parameters):
    return math.floor((n_parameters - 10) / 795)


# %% right="divmod et réseaux en pensée"
def conv_parameters(in_channels, out_channels, f):
    return torch.tensor((in_channels * f**2 + 1) * out_channels)


def dense_width(n_parameters):
    size = lambda h: sum(p.numel() for p in (torch.empty(h, 784), torch.empty(h), torch.empty(10, h), torch.empty(10)))
    return max(h for h in range(1, 200) if size(h) <= n_parameters)


# %% wrong="biais oubliés dans la convolution" trips="test_convolution"
def conv_parameters(in_channels, out_channels, f):
    return f * f * in_channels * out_channels


def dense_width(n_parameters):
    return (n_parameters - 10) // 795


# %% wrong="un seul biais pour toute la couche" trips="test_convolution"
def conv_parameters(in_channels, out_channels, f):
    return f * f * in_channels * out_channels + 1


def dense_width(n_parameters):
    return (n_parameters - 10) // 795


# %% wrong="un biais par noyau" trips="test_convolution"
def conv_parameters(in_channels, out_channels, f):
    return (f * f + 1) * in_channels * out_channels


def dense_width(n_parameters):
    return (n_parameters - 10) // 795


# %% wrong="un seul noyau par filtre" trips="test_convolution"
def conv_parameters(in_channels, out_channels, f):
    return out_channels * f * f + out_channels


def dense_width(n_parameters):
    return (n_parameters - 10) // 795


# %% wrong="f au lieu de f²" trips="test_convolution"
def conv_parameters(in_channels, out_channels, f):
    return out_channels * (in_channels * f + 1)


def dense_width(n_parameters):
    return (n_parameters - 10) // 795


# %% wrong="largeur arrondie au plus proche" trips="test_width"
def conv_parameters(in_channels, out_channels, f):
    return out_channels * (in_channels * f * f + 1)


def dense_width(n_parameters):
    return max(1, round((n_parameters - 10) / 795))


# %% wrong="biais de la sortie oubliés" trips="test_width"
def conv_parameters(in_channels, out_channels, f):
    return out_channels * (in_channels * f * f + 1)


def dense_width(n_parameters):
    return n_parameters // 795


# %% wrong="biais oubliés dans le réseau dense" trips="test_width"
def conv_parameters(in_channels, out_channels, f):
    return out_channels * (in_channels * f * f + 1)


def dense_width(n_parameters):
    return n_parameters // 794


# %% wrong="strictement moins que n_parameters" trips="test_width"
def conv_parameters(in_channels, out_channels, f):
    return out_channels * (in_channels * f * f + 1)


def dense_width(n_parameters):
    return max(1, (n_parameters - 11) // 795)


# %% wrong="quotient flottant" trips="test_width"
def conv_parameters(in_channels, out_channels, f):
    return out_channels * (in_channels * f * f + 1)


def dense_width(n_parameters):
    return (n_parameters - 10) / 795
