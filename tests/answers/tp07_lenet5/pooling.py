# %% right="deux boucles"
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


# %% right="unfold"
def max_pool(image, k=2):
    return image.unfold(0, k, k).unfold(1, k, k).amax((2, 3))


def mean_pool(image, k=2):
    return image.unfold(0, k, k).unfold(1, k, k).mean((2, 3))


# %% right="pixels d'un carré empilés par tranches"
def _tranches(image, k):
    H, W = image.size(0) // k * k, image.size(1) // k * k
    return torch.stack([image[a:H:k, b:W:k] for a in range(k) for b in range(k)])


def max_pool(image, k=2):
    return _tranches(image, k).max(dim=0)[0]


def mean_pool(image, k=2):
    return _tranches(image, k).sum(0) / k**2


# %% wrong="les deux sont des moyennes" trips="test_max test_what_is_left_over"
def max_pool(image, k=2):
    return image.unfold(0, k, k).unfold(1, k, k).mean((2, 3))


def mean_pool(image, k=2):
    return image.unfold(0, k, k).unfold(1, k, k).mean((2, 3))


# %% wrong="maximum à partir de zéro" trips="test_max test_what_is_left_over"
def max_pool(image, k=2):
    h, w = image.shape[0] // k, image.shape[1] // k
    r = torch.zeros(h, w)
    for i in range(h * k):
        for j in range(w * k):
            if image[i, j] > r[i // k, j // k]:
                r[i // k, j // k] = image[i, j]
    return r


def mean_pool(image, k=2):
    return image.unfold(0, k, k).unfold(1, k, k).mean((2, 3))


# %% wrong="somme au lieu de moyenne" trips="test_mean test_what_is_left_over"
def max_pool(image, k=2):
    return image.unfold(0, k, k).unfold(1, k, k).amax((2, 3))


def mean_pool(image, k=2):
    return image.unfold(0, k, k).unfold(1, k, k).sum((2, 3))


# %% wrong="divise toujours par 4" trips="test_mean test_what_is_left_over"
def max_pool(image, k=2):
    return image.unfold(0, k, k).unfold(1, k, k).amax((2, 3))


def mean_pool(image, k=2):
    return image.unfold(0, k, k).unfold(1, k, k).sum((2, 3)) / 4


# %% wrong="reshape sans couper ce qui dépasse" trips="test_what_is_left_over"
def max_pool(image, k=2):
    h, w = image.shape[0] // k, image.shape[1] // k
    return image.reshape(h, k, w, k).amax((1, 3))


def mean_pool(image, k=2):
    h, w = image.shape[0] // k, image.shape[1] // k
    return image.reshape(h, k, w, k).mean((1, 3))


# %% wrong="taille arrondie vers le haut" trips="test_what_is_left_over"
def max_pool(image, k=2):
    h, w = -(-image.shape[0] // k), -(-image.shape[1] // k)
    return torch.stack([torch.stack([image[i * k : i * k + k, j * k : j * k + k].max() for j in range(w)]) for i in range(h)])


def mean_pool(image, k=2):
    h, w = -(-image.shape[0] // k), -(-image.shape[1] // k)
    return torch.stack([torch.stack([image[i * k : i * k + k, j * k : j * k + k].mean() for j in range(w)]) for i in range(h)])


# %% wrong="carrés qui se recouvrent, de pas 1" trips="test_max test_mean test_what_is_left_over"
def max_pool(image, k=2):
    return image.unfold(0, k, 1).unfold(1, k, 1).amax((2, 3))


def mean_pool(image, k=2):
    return image.unfold(0, k, 1).unfold(1, k, 1).mean((2, 3))


# %% wrong="k toujours égal à 2" trips="test_max test_mean test_what_is_left_over"
def max_pool(image, k=2):
    return image.unfold(0, 2, 2).unfold(1, 2, 2).amax((2, 3))


def mean_pool(image, k=2):
    return image.unfold(0, 2, 2).unfold(1, 2, 2).mean((2, 3))
