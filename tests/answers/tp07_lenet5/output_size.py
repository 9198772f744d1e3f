# %% right="math.floor, boucle"
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


# %% right="en comptant les positions"
def output_size(n, f, p=0, s=1):
    return len(range(0, n + 2 * p - f + 1, s))


def same_padding(f):
    p = 0
    while output_size(f, f, p) != f:
        p += 1
    return p


def sizes(n, layers):
    if not layers:
        return [n]
    return [n] + sizes(output_size(n, *layers[0]), layers[1:])


# %% right="par une vraie couche, tailles en tenseurs et en tuple"
def output_size(n, f, p=0, s=1):
    return torch.tensor(nn.Conv1d(1, 1, f, stride=s, padding=p)(torch.zeros(1, 1, n)).shape[-1])


def same_padding(f):
    return f // 2


def sizes(n, layers):
    out = (n,)
    for f, p, s in layers:
        out = (*out, output_size(out[-1], f, p, s))
    return out


# %% right="np.int64"
def output_size(n, f, p=0, s=1):
    return np.int64(np.floor((n + 2 * p - f) / s)) + 1


def same_padding(f):
    return np.floor_divide(f, 2)


def sizes(n, layers):
    t = np.zeros(len(layers) + 1, dtype=int)
    t[0] = n
    for i, (f, p, s) in enumerate(layers):
        t[i + 1] = output_size(t[i], f, p, s)
    return list(t)


# %% wrong="la formule sans + 1" trips="test_output_size test_sizes"
def output_size(n, f, p=0, s=1):
    return (n + 2 * p - f) // s


def same_padding(f):
    return (f - 1) // 2


def sizes(n, layers):
    result = [n]
    for f, p, s in layers:
        result.append(output_size(result[-1], f, p, s))
    return result


# %% wrong="arrondi vers le haut" trips="test_output_size test_sizes"
import math


def output_size(n, f, p=0, s=1):
    return math.ceil((n + 2 * p - f) / s) + 1


def same_padding(f):
    return (f - 1) // 2


def sizes(n, layers):
    result = [n]
    for f, p, s in layers:
        result.append(output_size(result[-1], f, p, s))
    return result


# %% wrong="des flottants" trips="test_output_size test_same_padding test_sizes"
def output_size(n, f, p=0, s=1):
    return (n + 2 * p - f) / s + 1


def same_padding(f):
    return (f - 1) / 2


def sizes(n, layers):
    result = [n]
    for f, p, s in layers:
        result.append(output_size(result[-1], f, p, s))
    return result


# %% wrong="le padding compté d'un seul côté" trips="test_output_size test_sizes"
def output_size(n, f, p=0, s=1):
    return (n + p - f) // s + 1


def same_padding(f):
    return (f - 1) // 2


def sizes(n, layers):
    result = [n]
    for f, p, s in layers:
        result.append(output_size(result[-1], f, p, s))
    return result


# %% wrong="le pas par défaut oublié : p et s échangés" trips="test_output_size test_sizes"
def output_size(n, f, s=1, p=0):
    return (n + 2 * p - f) // s + 1


def same_padding(f):
    return (f - 1) // 2


def sizes(n, layers):
    return [n] + [output_size(n, *layer) for layer in layers]


# %% wrong="same_padding : f - 1" trips="test_same_padding"
def output_size(n, f, p=0, s=1):
    return (n + 2 * p - f) // s + 1


def same_padding(f):
    return f - 1


def sizes(n, layers):
    result = [n]
    for f, p, s in layers:
        result.append(output_size(result[-1], f, p, s))
    return result


# %% wrong="sizes : toujours à partir de n" trips="test_sizes"
def output_size(n, f, p=0, s=1):
    return (n + 2 * p - f) // s + 1


def same_padding(f):
    return (f - 1) // 2


def sizes(n, layers):
    return [n] + [output_size(n, *layer) for layer in layers]


# %% wrong="sizes : sans la taille de départ" trips="test_sizes"
def output_size(n, f, p=0, s=1):
    return (n + 2 * p - f) // s + 1


def same_padding(f):
    return (f - 1) // 2


def sizes(n, layers):
    result = []
    for f, p, s in layers:
        n = output_size(n, f, p, s)
        result.append(n)
    return result
